"""The table behind ``reading``: id, severity, source, title, message, thresholds and repairs of every rule of the readers.

Messages are English source strings; ``{name}`` fields are filled from the parameters of the finding.  A row ``rule/case`` is
another message of the rule, milder or graver where its severity is another one.
"""

from __future__ import annotations

from typing import NamedTuple

from ..findings import RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP


class Row(NamedTuple):
    """One rule; ``clause`` is a key of the sources in ``reading``; ``fixes`` are ids of repairs, the most fitting first."""

    id: str
    severity: Severity
    clause: str
    title: str
    message: str
    help: str = ""
    confidence: str = "medium"
    options: tuple[RuleOption, ...] = ()
    fixes: tuple[str, ...] = ()


_E, _W, _N, _I = Severity.ERROR, Severity.WARNING, Severity.NOTICE, Severity.INFO
# fmt: off
TABLE: tuple[Row, ...] = (
    Row("T-ENC-MIXED", _E, "practice", QT_TRANSLATE_NOOP("rules", "Two encodings in one file"),
        QT_TRANSLATE_NOOP("rules",
            "{count} lines are not in the encoding of the rest of the file ({encoding}) but in "
            "{other}; the first begins at byte {offset}. Lines: {lines}.")),
    Row("T-ENC-BAD", _E, "practice", QT_TRANSLATE_NOOP("rules", "Bytes that are no text"),
        QT_TRANSLATE_NOOP("rules",
            "{count} lines hold bytes that are no text in UTF-8 or GB18030; the first at byte "
            "{offset}. They are shown as �. Lines: {lines}.")),
    Row("T-ENC-UTF16", _N, "receivers", QT_TRANSLATE_NOOP("rules", "UTF-16 text"),
        QT_TRANSLATE_NOOP("rules",
            "The file is {encoding} text; receiving programs expect GBK or UTF-8. Write it anew "
            "before handing it in.")),
    Row("T-BOM", _I, "receivers", QT_TRANSLATE_NOOP("rules", "Byte order mark"),
        QT_TRANSLATE_NOOP("rules",
            "The file begins with a byte order mark; some receiving programs take it for part of "
            "the first section name.")),
    Row("T-GBK", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Characters outside GBK"),
        QT_TRANSLATE_NOOP("rules",
            "Characters that GBK does not have: {characters}. Receivers that read GBK cannot "
            "show them. Lines: {lines}.")),
    Row("T-CONTROL", _W, "practice", QT_TRANSLATE_NOOP("rules", "Control characters"),
        QT_TRANSLATE_NOOP("rules", "Control characters stand in the text. Lines: {lines}.")),
    Row("T-EOL", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Line ends"),
        QT_TRANSLATE_NOOP("rules", "Line ends are not CRLF throughout ({kinds}), as receiving programs expect.")),
    Row("T-SIZE", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Large file"),
        QT_TRANSLATE_NOOP("rules", "The file has {megabytes} MB; some receiving programs take no more than 5 MB."),
        options=(RuleOption("size", 5.0, "MB",
            QT_TRANSLATE_NOOP("rules", "Files larger than this are reported")),)),
    Row("T-TRUNCATED", _E, "practice", QT_TRANSLATE_NOOP("rules", "File breaks off"),
        QT_TRANSLATE_NOOP("rules", "The file breaks off in this line: “{text}”. Get the complete file."),
        options=(RuleOption("share", 50.0, "%",
            QT_TRANSLATE_NOOP("rules", "A last number below this share of the others has been cut off")),)),
    Row("T-SECTION-MISSING", _W, "official", QT_TRANSLATE_NOOP("rules", "Section missing"),
        QT_TRANSLATE_NOOP("rules", "The section [{section}] is missing."), confidence="high"),
    Row("T-SECTION-REPEATED", _I, "practice", QT_TRANSLATE_NOOP("rules", "Section tag repeated"),
        QT_TRANSLATE_NOOP("rules", "The tag [{section}] stands twice in a row.")),
    Row("T-BLOCKS", _I, "practice", QT_TRANSLATE_NOOP("rules", "Several blocks in one file"),
        QT_TRANSLATE_NOOP("rules",
            "The file holds {blocks} blocks of header and coordinates one after another; some "
            "readers take only the last.")),
    Row("T-BLOCK-CRS", _E, "practice", QT_TRANSLATE_NOOP("rules", "Blocks in different coordinate systems"),
        QT_TRANSLATE_NOOP("rules",
            "The coordinates of this block are in {value}, those of the first one in {first}. One parcel set "
            "has one coordinate system: split the file.")),
    Row("T-KEY-MISSING", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Header row missing"),
        QT_TRANSLATE_NOOP("rules", "The header has no row “{name}”, which the profile {profile} asks for.")),
    Row("T-KEY-EMPTY", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Header row empty"),
        QT_TRANSLATE_NOOP("rules", "The header row “{name}” is empty, and some receiving programs refuse that.")),
    Row("T-KEY-REPEATED", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Header row twice"),
        QT_TRANSLATE_NOOP("rules",
            "The header row “{name}” stands more than once; the first value counts ({value}, "
            "then {other}).")),
    Row("T-KEY-TWICE", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Header row repeated"),
        QT_TRANSLATE_NOOP("rules",
            "{count} header rows stand once more with the same value; some receiving programs fail on that. Lines: {lines}.")),
    Row("T-KEY-SIGN", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Colon instead of ="),
        QT_TRANSLATE_NOOP("rules",
            "{count} header rows have a colon where = belongs; receiving programs do not find their values. Lines: {lines}.")),
    Row("T-KEY-UNKNOWN", _I, "practice", QT_TRANSLATE_NOOP("rules", "Unknown header row"),
        QT_TRANSLATE_NOOP("rules", "The header row “{name}” is not known; it is kept as it is.")),
    Row("T-KEY-ORDER", _I, "receivers", QT_TRANSLATE_NOOP("rules", "Header rows in another order"),
        QT_TRANSLATE_NOOP("rules",
            "The header has {found} rows in another order or number than the {expected} of the "
            "profile {profile}; some programs go by the line number.")),
    Row("T-LINE-UNKNOWN", _W, "practice", QT_TRANSLATE_NOOP("rules", "Line not understood"),
        QT_TRANSLATE_NOOP("rules", "{count} lines were not understood and are not used: “{text}”. Lines: {lines}.")),
    Row("T-NOTE-LINE", _I, "practice", QT_TRANSLATE_NOOP("rules", "Explanation in the file"),
        QT_TRANSLATE_NOOP("rules",
            "Explanations or field lists stand among the coordinates; they are kept. Lines: "
            "{lines}.")),
    Row("T-FULLWIDTH", _W, "official", QT_TRANSLATE_NOOP("rules", "Full-width punctuation"),
        QT_TRANSLATE_NOOP("rules",
            "Full-width signs ({signs}) stand where half-width ones are required, on {count} "
            "lines. Lines: {lines}."), confidence="high"),
    Row("T-BLANK", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Blanks"),
        QT_TRANSLATE_NOOP("rules",
            "Blanks around values, on {count} lines; some receiving programs refuse them. Lines: "
            "{lines}.")),
    Row("T-EMPTY-CELLS", _N, "practice", QT_TRANSLATE_NOOP("rules", "Empty values at the end of lines"),
        QT_TRANSLATE_NOOP("rules",
            "Commas with nothing behind them end {count} lines, as spreadsheet programs leave them. Lines: {lines}.")),
    Row("T-QUOTED", _W, "practice", QT_TRANSLATE_NOOP("rules", "Quotes around values"),
        QT_TRANSLATE_NOOP("rules",
            "{count} lines have their values in quotes, as spreadsheet programs write them; they were read without. "
            "Lines: {lines}.")),
    Row("T-SEPARATOR", _W, "practice", QT_TRANSLATE_NOOP("rules", "Other separators than commas"),
        QT_TRANSLATE_NOOP("rules", "{count} lines use other separators than commas. Lines: {lines}.")),
    Row("T-END-GLUED", _N, "practice", QT_TRANSLATE_NOOP("rules", "No comma before @"),
        QT_TRANSLATE_NOOP("rules", "The comma before the end mark @ is missing on {count} parcel lines. Lines: {lines}.")),
    Row("T-END-TEXT", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Something after @"),
        QT_TRANSLATE_NOOP("rules",
            "Blanks or text follow the end mark @ on {count} parcel lines; programs that look "
            "for @ at the line end miss them. Lines: {lines}.")),
    Row("T-END-MISSING", _W, "official", QT_TRANSLATE_NOOP("rules", "End mark @ missing"),
        QT_TRANSLATE_NOOP("rules",
            "The end mark @, which may not be deleted, is missing on {count} parcel lines. "
            "Lines: {lines}."), confidence="high"),
    Row("T-PARCEL-WRAPPED", _W, "official", QT_TRANSLATE_NOOP("rules", "Parcel line broken in two"),
        QT_TRANSLATE_NOOP("rules",
            "{count} parcel lines are broken in two; they were read together with the line below. Lines: {lines}."),
        confidence="high"),
    Row("T-PROFILE-UNSURE", _W, "practice", QT_TRANSLATE_NOOP("rules", "Dialect not certain"),
        QT_TRANSLATE_NOOP("rules",
            "The dialect was not recognised with certainty: {profile} fits with {score}, {other} "
            "with {other_score}. Choose the profile by hand if the values stand in wrong places."),
        options=(RuleOption("score", 0.55, "",
            QT_TRANSLATE_NOOP("rules", "A dialect that fits with less than this is not certain")),)),
    Row("T-PROFILE-TABLE", _W, "practice", QT_TRANSLATE_NOOP("rules", "Profile table not usable"),
        QT_TRANSLATE_NOOP("rules", "The TXT profile table {file_name} of the profile folder is left out: {reason}.")),
    Row("T-SLOTS", _E, "practice", QT_TRANSLATE_NOOP("rules", "Parcel line with an unexpected number of values"),
        QT_TRANSLATE_NOOP("rules",
            "The parcel line has {found} values, the profile {profile} expects {expected}: "
            "“{text}”.")),
    Row("T-SLOTS/other", _E, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "The parcel line has {found} values, the profile {profile} of the file expects {expected}: “{text}”. It was read by "
            "the profile {other}, which it fits.")),
    Row("T-SLOT-COMMA", _W, "official", QT_TRANSLATE_NOOP("rules", "Comma within a value"),
        QT_TRANSLATE_NOOP("rules",
            "A comma stands within a value (“{text}”) of {count} parcel lines; the place of 面 shows what belongs together, "
            "but programs that count commas take wrong values. Lines: {lines}."), confidence="high"),
    Row("T-SLOTS-SHORT", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Short parcel line"),
        QT_TRANSLATE_NOOP("rules",
            "{count} parcel lines have fewer values than the {expected} of the profile {profile}, the last ones are left out; "
            "some receiving programs count the commas. Lines: {lines}.")),
    Row("T-SLOT-SHEET", _W, "practice", QT_TRANSLATE_NOOP("rules", "Map sheet in another place"),
        QT_TRANSLATE_NOOP("rules",
            "A map sheet number (“{value}”) stands where the use or the land class belongs, on {count} parcel lines: commas "
            "between several sheets shift all values behind them. Lines: {lines}.")),
    Row("T-KIND", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Geometry kind is not 面"),
        QT_TRANSLATE_NOOP("rules", "The geometry kind is “{value}” instead of 面 on {count} parcel lines. Lines: {lines}.")),
    Row("T-NUMBER-EMPTY", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Parcel without number"),
        QT_TRANSLATE_NOOP("rules", "{count} parcels have no 地块编号; some receiving programs refuse that. Lines: {lines}.")),
    Row("T-NAME-EMPTY", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Parcel without name"),
        QT_TRANSLATE_NOOP("rules", "{count} parcels have no 地块名称; some receiving programs refuse that. Lines: {lines}.")),
    Row("T-NAME-REPEATED", _E, "receivers", QT_TRANSLATE_NOOP("rules", "Parcel number and name repeated"),
        QT_TRANSLATE_NOOP("rules",
            "Number “{number}” and name “{name}” stand on an earlier parcel line too (line "
            "{first}); some readers lose the earlier one's points.")),
    Row("T-NAME-REPEATED/name", _W, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "The name “{name}” stands on an earlier parcel line too (line {first}), and neither line has a number.")),
    Row("T-PLACEHOLDER", _W, "practice", QT_TRANSLATE_NOOP("rules", "Field name instead of a value"),
        QT_TRANSLATE_NOOP("rules",
            "Field names stand where values belong ({values}): the export was made without "
            "mapping its columns. Lines: {lines}.")),
    Row("T-PARCEL-EMPTY", _E, "practice", QT_TRANSLATE_NOOP("rules", "Parcel without points"),
        QT_TRANSLATE_NOOP("rules", "No point line follows the parcel line of “{name}”.")),
    Row("T-PARCEL-LINE-MISSING", _E, "official", QT_TRANSLATE_NOOP("rules", "Points without parcel line"),
        QT_TRANSLATE_NOOP("rules",
            "Point lines stand before any parcel line; they are read as one parcel without "
            "attributes."), confidence="high"),
    Row("T-NO-PARCEL", _E, "practice", QT_TRANSLATE_NOOP("rules", "No parcel found"),
        QT_TRANSLATE_NOOP("rules",
            "No parcel was found. Expected: a section [地块坐标] with parcel lines that end in @ and "
            "point lines like J1,1,X,Y.")),
    Row("T-RINGS-MERGED", _I, "practice", QT_TRANSLATE_NOOP("rules", "Rings put together to parcels"),
        QT_TRANSLATE_NOOP("rules",
            "{count} parcel lines that stand for one ring each were put together by their "
            "feature number. Lines: {lines}.")),
    Row("T-COUNT", _E, "practice", QT_TRANSLATE_NOOP("rules", "Declared number of points differs"),
        QT_TRANSLATE_NOOP("rules",
            "Declared are {declared} points, the file has {rows} point lines in {rings} rings "
            "({closing} of them closing lines)."),
        fixes=("recount",)),
    Row("T-COUNT-OPEN", _I, "practice", QT_TRANSLATE_NOOP("rules", "Closing lines are not counted"),
        QT_TRANSLATE_NOOP("rules",
            "The declared numbers of points leave out the closing lines in {count} parcels; most "
            "programs count them. Lines: {lines}.")),
    Row("T-COUNT-NONE", _N, "practice", QT_TRANSLATE_NOOP("rules", "Number of points not filled in"),
        QT_TRANSLATE_NOOP("rules",
            "The number of points is 0, as if not filled in, in {count} parcels with points. Lines: {lines}.")),
    Row("T-COUNT-MINUS-ONE", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Declared number is one less"),
        QT_TRANSLATE_NOOP("rules",
            "Declared are {declared} points, one less than the {rows} point lines although the "
            "parcel has {rings} rings; readers that stop at the count cut the last line off."),
        fixes=("recount",)),
    Row("T-COUNT-TEXT", _W, "official", QT_TRANSLATE_NOOP("rules", "Declared number of points is no number"),
        QT_TRANSLATE_NOOP("rules", "The number of points reads “{text}”."), confidence="high"),
    Row("T-LABEL", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Unusual point label"),
        QT_TRANSLATE_NOOP("rules",
            "Labels are neither J with number nor a number (“{text}”) on {count} lines. Lines: "
            "{lines}.")),
    Row("T-LABEL-REPEATED", _E, "practice", QT_TRANSLATE_NOOP("rules", "Point label repeated"),
        QT_TRANSLATE_NOOP("rules",
            "The label {label} stands at two different places in ring {ring} (lines {first} and "
            "{second}).")),
    Row("T-RING-GAP", _W, "receivers", QT_TRANSLATE_NOOP("rules", "Ring numbers with a gap"),
        QT_TRANSLATE_NOOP("rules", "The ring numbers are {numbers}; some programs expect 1, 2, 3 without a gap.")),
    Row("T-RING-NUMBER", _E, "receivers", QT_TRANSLATE_NOOP("rules", "Ring number is no number"),
        QT_TRANSLATE_NOOP("rules",
            "The ring number is no whole number (“{text}”) on {count} lines; the points were put "
            "to the ring before, or to a further one where the text changes. Lines: {lines}.")),
    Row("T-RING-SAME/labels", _W, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "Ring number {ring} is used for two rings: the labels begin anew with this line, and the ring before is not "
            "closed.")),
    Row("T-RING-SAME", _W, "practice", QT_TRANSLATE_NOOP("rules", "Two rings under one number"),
        QT_TRANSLATE_NOOP("rules",
            "Ring number {ring} is used for two rings: the first one closes in line "
            "{closing_line}, and points follow.")),
    Row("T-POINT-NUMBER", _E, "practice", QT_TRANSLATE_NOOP("rules", "Coordinate is no number"),
        QT_TRANSLATE_NOOP("rules",
            "The coordinates are no plain numbers: “{text}”; expected {expected}. The line is "
            "not used, so the shape is not complete.")),
    Row("T-POINT-COLUMNS", _E, "practice", QT_TRANSLATE_NOOP("rules", "Point line with an unexpected number of values"),
        QT_TRANSLATE_NOOP("rules",
            "The point line has {found} values, the profile {profile} expects {expected}: "
            "“{text}”. The line is not used, so the shape is not complete.")),
    Row("T-POINT-EXTRA", _N, "practice", QT_TRANSLATE_NOOP("rules", "Further values on point lines"),
        QT_TRANSLATE_NOOP("rules",
            "Further values stand at the end of {count} point lines and are not used. Lines: "
            "{lines}.")),
    Row("T-DECIMALS", _N, "official", QT_TRANSLATE_NOOP("rules", "Decimals and declared precision"),
        QT_TRANSLATE_NOOP("rules",
            "The coordinates have up to {decimals} decimals, the header declares a precision of "
            "{precision}."), confidence="high"),
    Row("T-CLOSING", _I, "practice", QT_TRANSLATE_NOOP("rules", "How rings are closed"),
        QT_TRANSLATE_NOOP("rules",
            "Closing lines: {first} rings repeat the first label, {next} continue the numbering, "
            "{none} have no closing line. Many programs accept only the first.")),
    Row("T-RING-MEANING", _W, "practice", QT_TRANSLATE_NOOP("rules", "Hole or part?"),
        QT_TRANSLATE_NOOP("rules", "What ring {ring} means is not certain."),
        options=(RuleOption("share", 0.1, "%",
            QT_TRANSLATE_NOOP("rules", "Declared area and area of the rings agree within this share")),)),
    Row("T-RING-MEANING/hole area", _W, "practice", "",
        QT_TRANSLATE_NOOP("rules", "By its position ring {ring} is a hole, but the declared area counts it as a part.")),
    Row("T-RING-MEANING/part area", _W, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "By its position ring {ring} is a part of its own, but the declared area takes it "
            "off like a hole.")),
    Row("T-RING-MEANING/hole turn", _W, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "By its position ring {ring} is a hole, but it turns the same way as the outer ring, "
            "like a part; no declared area decides.")),
    Row("T-RING-MEANING/part turn", _W, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "By its position ring {ring} is a part of its own, but it turns the other way, like "
            "a hole; no declared area decides.")),
    Row("T-AREA-TEXT", _W, "area", QT_TRANSLATE_NOOP("rules", "Declared area is no number"),
        QT_TRANSLATE_NOOP("rules", "The declared area reads “{text}”."), confidence="high"),
    Row("T-AREA-UNIT", _N, "area", QT_TRANSLATE_NOOP("rules", "Unit of the declared area"),
        QT_TRANSLATE_NOOP("rules",
            "The declared areas of {count} parcels are in {unit}; files of the profile {profile} "
            "usually have {expected}. Lines: {lines}."), confidence="high"),
    Row("T-AREA-UNIT-MIXED", _W, "area", QT_TRANSLATE_NOOP("rules", "Areas in different units"),
        QT_TRANSLATE_NOOP("rules",
            "The declared areas of one file are in different units: "
            "{units}."), confidence="high"),
    Row("T-AREA-CONTRADICTS", _E, "area", QT_TRANSLATE_NOOP("rules", "Declared area fits no unit"),
        QT_TRANSLATE_NOOP("rules",
            "The declared area {text} fits the geometry ({area} m²) neither in hectares nor in "
            "square metres nor in mu; its unit is not known."), confidence="high",
        options=(RuleOption("share", 1.0, "%",
            QT_TRANSLATE_NOOP("rules", "A unit fits when declared area and geometry differ by no more than this")),),
        fixes=("redeclare_area",)),
    Row("T-AREA-SUM", _W, "area", QT_TRANSLATE_NOOP("rules", "Sum of the parcels differs from the project"),
        QT_TRANSLATE_NOOP("rules",
            "The declared areas sum to {sum} ha, [项目信息] says 总用地面积 "
            "{total}."), confidence="high",
        options=(RuleOption("share", 0.01, "%",
            QT_TRANSLATE_NOOP("rules", "Differences up to this share of the sum are rounding")),)),
    Row("T-CRS-NAME", _W, "official", QT_TRANSLATE_NOOP("rules", "Coordinate system not known"),
        QT_TRANSLATE_NOOP("rules",
            "The name of the coordinate system is not known: “{name}”. CGCS2000 is assumed; "
            "correct the header if that is wrong."), confidence="high"),
    Row("T-CRS-NAME-EMPTY", _N, "official", QT_TRANSLATE_NOOP("rules", "Coordinate system not named"),
        QT_TRANSLATE_NOOP("rules",
            "The file does not name its coordinate system; {datum} is "
            "assumed."), confidence="high"),
    Row("T-CRS-DATUM", _E, "datum", QT_TRANSLATE_NOOP("rules", "Not CGCS2000"),
        QT_TRANSLATE_NOOP("rules",
            "The file is in {datum}. It is shown in that system and not transformed: the "
            "parameters are not in the file, and a transformation without the official ones "
            "moves the parcel by metres. Ask for the data in CGCS2000, or transform it with the "
            "parameters of the province."), confidence="high"),
    Row("T-CRS-WIDTH", _E, "zones", QT_TRANSLATE_NOOP("rules", "Zone width contradicts zone number"),
        QT_TRANSLATE_NOOP("rules",
            "The header says {width}-degree zones, but zone {zone} is a {actual}-degree zone (13 "
            "to 23 are 6-degree, 25 to 45 3-degree zones)."), confidence="high"),
    Row("T-CRS-ZONE", _E, "zones", QT_TRANSLATE_NOOP("rules", "Zone number impossible"),
        QT_TRANSLATE_NOOP("rules", "“{text}” is no zone number of China (13 to 23 or 25 to 45)."), confidence="high"),
    Row("T-CRS-ZONE-MERIDIAN", _W, "zones", QT_TRANSLATE_NOOP("rules", "Central meridian instead of zone number"),
        QT_TRANSLATE_NOOP("rules",
            "The file gives {text}, a central meridian, where the zone number belongs; read as "
            "zone {zone}."), confidence="high"),
    Row("T-CRS-ZONE-MERIDIAN/own row", _I, "zones", "",
        QT_TRANSLATE_NOOP("rules", "The file gives the central meridian {text} and no zone number; read as zone {zone}.")),
    Row("T-CRS-PREFIX", _E, "zones", QT_TRANSLATE_NOOP("rules", "Zone number contradicts the coordinates"),
        QT_TRANSLATE_NOOP("rules",
            "The header says zone {zone}, the eastings begin with {prefix}. The header is "
            "followed; correct it if the coordinates are right."), confidence="high"),
    Row("T-CRS-OVERFLOW", _W, "zones", QT_TRANSLATE_NOOP("rules", "Easting runs over into the next zone number"),
        QT_TRANSLATE_NOOP("rules",
            "Eastings begin with {prefix}, but lie {kilometres} km east of the meridian of the "
            "declared zone {zone}; they are read in zone {zone}."), confidence="high",
        options=(RuleOption("reach", 750.0, "km",
            QT_TRANSLATE_NOOP("rules", "From the central meridian; farther off the zone is contradicted, not run over")),)),
    Row("T-CRS-PREFIX-MIXED", _E, "zones", QT_TRANSLATE_NOOP("rules", "Eastings with and without zone number"),
        QT_TRANSLATE_NOOP("rules",
            "{count} points have no zone number before the easting, the "
            "others have ({lines})."), confidence="high"),
    Row("T-CRS-PREFIX-MIXED/some have one", _E, "zones", "",
        QT_TRANSLATE_NOOP("rules",
            "{count} points have a zone number before the easting, the others have none ({lines}).")),
    Row("T-CRS-FROM-PREFIX", _I, "zones", QT_TRANSLATE_NOOP("rules", "Zone taken from the eastings"),
        QT_TRANSLATE_NOOP("rules",
            "The header gives no zone number; the eastings begin with {zone}, so zone {zone} was "
            "taken."), confidence="high"),
    Row("T-CRS-NO-ZONE", _E, "zones", QT_TRANSLATE_NOOP("rules", "Zone not known"),
        QT_TRANSLATE_NOOP("rules",
            "Neither the header (带号) nor the eastings name the zone, so the parcels cannot be "
            "placed. Add the row 带号 to the file, or give the coordinate system when reading it."), confidence="high"),
    Row("T-CRS-FALLBACK", _N, "zones", QT_TRANSLATE_NOOP("rules", "Coordinate system from the settings"),
        QT_TRANSLATE_NOOP("rules",
            "The file does not say its zone; the one given when reading "
            "was taken (EPSG:{epsg})."), confidence="high"),
    Row("T-CRS-SWAP", _E, "official", QT_TRANSLATE_NOOP("rules", "North and east look swapped"),
        QT_TRANSLATE_NOOP("rules",
            "The columns of north and east look swapped ({north}, {east}). Nothing was changed: "
            "read the file again with the columns swapped if that is right."), confidence="high",
        fixes=("swap_axes",)),
    Row("T-CRS-DEGREES", _I, "official", QT_TRANSLATE_NOOP("rules", "Coordinates in degrees"),
        QT_TRANSLATE_NOOP("rules", "The coordinates are longitude and latitude in degrees."), confidence="high"),
    Row("T-CRS-DEGREES/metres", _W, "official", "",
        QT_TRANSLATE_NOOP("rules",
            "The header says that the coordinates are in degrees, but they are metres; they were read as metres.")),
    Row("T-CRS-RANGE", _E, "zones", QT_TRANSLATE_NOOP("rules", "Coordinates outside China"),
        QT_TRANSLATE_NOOP("rules",
            "The coordinates ({north}, {east}) are neither metres of a Gauss-Krüger zone nor "
            "degrees of China."), confidence="high"),
    Row("T-WRITE-ROUNDED", _N, "practice", QT_TRANSLATE_NOOP("rules", "Coordinates rounded"),
        QT_TRANSLATE_NOOP("rules",
            "The coordinates have more than the {decimals} decimals that are written; points "
            "move by up to {distance} mm."),
        fixes=("round_coordinates",)),
    Row("T-WRITE-MERGED", _W, "practice", QT_TRANSLATE_NOOP("rules", "Points fall together by rounding"),
        QT_TRANSLATE_NOOP("rules", "Points {a} and {b} of ring {ring} fall together at the written decimals.")),
    Row("T-WRITE-SAFE", _N, "receivers", QT_TRANSLATE_NOOP("rules", "Written in a form that some receivers refuse"),
        QT_TRANSLATE_NOOP("rules", "Some receiving programs refuse the file in this form.")),
    Row("T-WRITE-SAFE/encoding", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "The file is written in {encoding}; older receiving programs read GBK only. Choose GBK "
            "unless the receiver asks for {encoding}.")),
    Row("T-WRITE-SAFE/newline", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules", "Lines end with {newline}; some receiving programs split at CRLF only.")),
    Row("T-WRITE-SAFE/east", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Y {value} has not eight digits before the point (zone number and six); checking programs "
            "ask for eight. Choose “with zone number” unless the receiver wants none.")),
    Row("T-WRITE-SAFE/north", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "X {value} has not seven digits before the point, which a checking program asks for; "
            "right only south of 9° north.")),
    Row("T-WRITE-SAFE/decimals", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules", "Coordinates are written with {decimals} decimals; {usual} are usual.")),
    Row("T-WRITE-SAFE/labels", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Point labels have no J (“{label}”); a receiving program looks for J1. Choose numbering "
            "anew for J1, J2 ….")),
    Row("T-WRITE-SAFE/parts", _W, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Parcel {name} has {count} parts under one parcel line; some programs read the further "
            "ones as holes. Choose one line for each part.")),
    Row("T-WRITE-SAFE/holes", _I, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Parcel {name} has {count} inner rings; a checking program reports every parcel of several "
            "rings as not closed, whatever is written.")),
    Row("T-WRITE-SAFE/shell", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Ring {ring} of parcel {name} runs counter-clockwise; a checking program finds its area "
            "negative. Choose numbering anew to turn it.")),
    Row("T-WRITE-SAFE/hole", _N, "receivers", "",
        QT_TRANSLATE_NOOP("rules",
            "Inner ring {ring} of parcel {name} runs clockwise; programs that go by the direction read "
            "it as a part. Choose numbering anew to turn it.")),
    Row("T-CMP-MISSING", _E, "practice", QT_TRANSLATE_NOOP("rules", "Parcel missing"),
        QT_TRANSLATE_NOOP("rules", "The parcel “{name}” is missing in {where}.")),
    Row("T-CMP-EXTRA", _E, "practice", QT_TRANSLATE_NOOP("rules", "Parcel too many"),
        QT_TRANSLATE_NOOP("rules", "The parcel “{name}” is only in {where}.")),
    Row("T-CMP-RINGS", _E, "practice", QT_TRANSLATE_NOOP("rules", "Rings differ"),
        QT_TRANSLATE_NOOP("rules",
            "The parcel has {a} rings with {a_points} points here and {b} rings with {b_points} "
            "points there.")),
    Row("T-CMP-POINT", _E, "practice", QT_TRANSLATE_NOOP("rules", "Coordinates differ"),
        QT_TRANSLATE_NOOP("rules", "Ring {ring}, point {label}: the coordinates differ by {distance} m.")),
    Row("T-CMP-POINT/several", _E, "practice", "",
        QT_TRANSLATE_NOOP("rules",
            "Ring {ring}: the coordinates of {count} points differ, most at {label} by {distance} m.")),
    Row("T-CMP-ORDER", _E, "practice", QT_TRANSLATE_NOOP("rules", "Order of points differs"),
        QT_TRANSLATE_NOOP("rules", "Ring {ring} goes through the same points in another order.")),
    Row("T-CMP-TEXT", _E, "practice", QT_TRANSLATE_NOOP("rules", "Value differs"),
        QT_TRANSLATE_NOOP("rules", "{field} is “{a}” here and “{b}” there.")),
    Row("T-CMP-CRS", _E, "zones", QT_TRANSLATE_NOOP("rules", "Coordinate systems differ"),
        QT_TRANSLATE_NOOP("rules", "The coordinate system is {a} here and {b} there."), confidence="high"),
    Row("T-CMP-FIELDS", _N, "practice", QT_TRANSLATE_NOOP("rules", "Fields of one file only"),
        QT_TRANSLATE_NOOP("rules", "Only the second file has these fields, so they were not compared: {fields}.")),
    Row("T-CMP-FIELDS/first", _N, "practice", "",
        QT_TRANSLATE_NOOP("rules", "Only the first file has these fields, so they were not compared: {fields}.")),
    Row("T-PAIR-ALONE", _N, "practice", QT_TRANSLATE_NOOP("rules", "Other file of a pair missing"),
        QT_TRANSLATE_NOOP("rules",
            "{name} is one of two files that belong together; “{other}” was not read with it. Hand over both, or their folder.")),
    Row("T-PAIR-JOINED", _I, "practice", QT_TRANSLATE_NOOP("rules", "Two files joined"),
        QT_TRANSLATE_NOOP("rules", "{count} parcels of {name} stand in {other} as well and were joined with them.")),
    Row("T-PAIR-OPEN", _W, "practice", QT_TRANSLATE_NOOP("rules", "Parcel not in the other file"),
        QT_TRANSLATE_NOOP("rules",
            "The parcel “{name}” names “{value}”, which {other} does not hold or holds for another parcel.")),
    Row("T-PAIR-DIFFERS", _N, "practice", QT_TRANSLATE_NOOP("rules", "Other boundary in the other file"),
        QT_TRANSLATE_NOOP("rules", "“{value}” has other boundary points in {other}; both parcels were kept.")),
    Row("T-LIST-COLUMNS", _W, "practice", QT_TRANSLATE_NOOP("rules", "Columns guessed"),
        QT_TRANSLATE_NOOP("rules",
            "The columns were guessed with a confidence of {confidence}: {columns}. Check them "
            "in the preview."),
        options=(RuleOption("confidence", 0.75, "",
            QT_TRANSLATE_NOOP("rules", "Columns guessed with less than this are reported")),)),
    Row("T-LIST-ROW", _E, "practice", QT_TRANSLATE_NOOP("rules", "Row without coordinates"),
        QT_TRANSLATE_NOOP("rules",
            "{count} rows hold no coordinates that can be read and are not used: “{text}”. "
            "Lines: {lines}.")),
    Row("T-LIST-NOTE", _I, "practice", QT_TRANSLATE_NOOP("rules", "Rows that hold no points"),
        QT_TRANSLATE_NOOP("rules",
            "{count} rows of the list are no points but titles, headings, side lengths or remarks: "
            "“{text}”. Lines: {lines}.")),
    Row("T-LIST-MORE", _E, "practice", QT_TRANSLATE_NOOP("rules", "Further columns with coordinates"),
        QT_TRANSLATE_NOOP("rules",
            "The columns {columns} look like coordinates too and were not read: the table seems to stand in several "
            "halves side by side. Put all points below one another, or say which columns to read.")),
    Row("T-LIST-DIGITS", _E, "practice", QT_TRANSLATE_NOOP("rules", "Numbers of parcels lost their last digits"),
        QT_TRANSLATE_NOOP("rules",
            "{count} rows have a number like “{text}”, which a spreadsheet program has shortened; parcels were told apart by "
            "their points instead. Lines: {lines}.")),
    Row("T-LIST-SPLIT", _I, "practice", QT_TRANSLATE_NOOP("rules", "List split into parcels"),
        QT_TRANSLATE_NOOP("rules",
            "The list has no parcel column; it was split into {count} parcels where a ring "
            "closes, or an empty line or a title stands.")),
)
# fmt: on
