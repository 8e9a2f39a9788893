"""What each file of the test matrix must give; worked out by hand from the files in ``matrix_files``."""

from __future__ import annotations

from matrix_files import (
    DATA,
    E0,
    FOUR,
    HEADER,
    HOLE,
    KML,
    N0,
    ONE,
    PLOT,
    SEVEN,
    Row,
    degrees,
    header,
    kmz,
    large,
    moved,
    one,
    parcel,
    record_six,
    ring,
    six,
    text,
    windr07,
)

TEN = "5,3.0000,330106104,横桥村,D-1,一号,面,H51G020005,工业用地,0601,@"
TWELVE = "5,3.0000,D-1,一号,2023,2,面,H51G020005,补充耕地,无,0103,8,@"
THIRTEEN = "5,3.0000,D-1,一号,面,H51G020005,整治,0103,新增,旱地,8,7,无,@"
SHIFTED = "5,3.0000,,一号,,,,水浇地,@"
NAMED = [("", "一号", 30_000.0, [(1, 5)], 0)]
PLACEHOLDERS = [("FID_0", "DKMC")]
FROM_PREFIX = {("T-CRS-FROM-PREFIX", 2), ("T-CRS-NAME-EMPTY", 2)}


def sample(
    matrix: str, name: str, area: float, rows: int, findings: set[tuple[str, int]], number: str = "FID_0", title: str = "DKMC"
):
    return Row(matrix, name, name, (DATA / name).read_bytes(), "redline", 4526, [(number, title, area, [(1, rows)], 0)], findings)


def labels(*expected: tuple[str, ...]):
    def look(found) -> None:
        assert [r.labels for r in found.parcels[0].rings] == list(expected)

    return look


def attributes(**expected: str):
    def look(found) -> None:
        assert dict(found.parcels[0].attributes) == expected

    return look


def first_point(north: float, east: float):
    def look(found) -> None:
        assert found.parcels[0].rings[0].xy[0].tolist() == [north, east]

    return look


def parts(found) -> None:
    assert [p.shells_and_holes for p in found.parcels] == [
        [(0, [])],
        [(0, [1])],
        [(0, []), (1, []), (2, [3]), (4, []), (5, [])],
        [(0, []), (1, [])],
    ]
    assert found.parcels[2].rings[3].labels == ("J1", "J2", "J3", "J4", "J5")
    assert [p.declared_unit for p in found.parcels] == ["m2"] * 4


def kept_columns(**expected: tuple[str, ...]):
    def look(found) -> None:
        assert dict(found.parcels[0].rings[0].columns) == expected

    return look


PLACED = {("T-PLACEHOLDER", 10)}
SEVEN_ONE = one(keys={**SEVEN, "转换参数": ",,,,,,"})
BARE = [f"{i} {N0 + n:.3f} {E0 - 4e7 + e:.3f}" for i, (n, e) in enumerate(PLOT, 1)]
CSV = ["点号,X,Y", *(f"J{i},{E0 - 4e7 + e:.3f},{N0 + n:.3f}" for i, (n, e) in enumerate(reversed(PLOT), 1))]
DEGREES = ["序号,经度,纬度", "1,119.1,30.4", "2,119.11,30.4", "3,119.11,30.41", "4,119.1,30.41"]
OPEN_LIST = ("T-CLOSING", 0)
PLANE = [("", "", 30_000.0, [(1, 4)], 0)]
A, B, C = "10-comma", "12- and 13-slot", "both 6-column forms"
KML_ROW, BLOCKS, OLD = "KML/KMZ: hole, multi, line-as-boundary", "concatenated headers", "西安80/北京54"
TWO = [*ONE, ("D-2", "二号", 30_000.0, [(1, 5)], 0)]
SECOND = one("5,3.0000,D-2,二号,面,H51G020005,住宅用地,0701,@", rings=(moved(PLOT, 0, 500),))
ENFORCED = "5,一号,面,公共基础设施,@"
BOTH_RINGS = [("D-1", "一号", 28_000.0, [(1, 5), (2, 5)], 1)]
FEATURE = "{l},%d,{e:.3f},{n:.3f}"  # 进出平衡: number of the feature, east, north
BALANCE = [
    *parcel("5,一号,面,耕地,@ ", form=FEATURE % 1),
    *parcel("5,一号,面,耕地,@ ", (HOLE,), form=FEATURE % 1),
    *parcel("5,二号,面,园地,@ ", (moved(PLOT, 0, 500),), form=FEATURE % 2),
]
WIDE_HEADER = [f"{k}＝{v}" for k, v in {**HEADER, "格式版本号": "1．01版本", "带号": "４０"}.items()]
WIDE_PLOT = [line.replace(",", "，").replace(".", "．") for line in ring(PLOT)]
WIDE_LINE = "5，3.0000，D-1，一号，面，I－50-77-（22），工业用地，0601，＠"
KML_PARCELS = [
    ("", "带洞", 0.0, [(1, 5), (2, 4)], 1),
    ("", "多部分", 0.0, [(1, 4), (2, 4)], 0),
    ("", "线作边界", 0.0, [(1, 4)], 0),
]
KML_TOLD = {("read.from_lines", 0), ("read.crs_geographic", 0)}
OPEN_SHORT = [
    *header({**FOUR, "带号": ""}),
    "[地块坐标]",
    *parcel("5,,010031, 32,,,地块1,,@", (([*PLOT, (0.0, -0.005)]),), close=""),
]


def old_datum(name: str, epsg: int) -> Row:
    row = one(keys={**HEADER, "坐标系": name})
    return Row(OLD, name, "a.txt", text(*row), "standard", epsg, ONE, {("T-CRS-DATUM", 5)})


def swapped_csv(found) -> None:
    assert found.parcels[0].rings[0].xy[0].tolist() == [N0, E0 - 4e7]  # X held east, Y north: told apart by their size
    assert "0.70" in next(f for f in found.findings if f.rule == "T-LIST-COLUMNS").text()


def wide(found) -> None:
    assert (found.parcels[0].sheet, found.header["格式版本号"]) == ("I－50-77-（22）", "1．01版本")  # texts stay as they are


def blocks(found) -> None:
    assert found.sections["属性描述#2"].splitlines()[0] == "格式版本号=1.01版本"


ROWS: tuple[Row, ...] = (
    sample("standard, 7-key, 公顷, closing repeats J1", "44120000072.txt", 12247.096, 6, PLACED),
    sample("standard, 7-key, 公顷, closing repeats J1", "44120000105.txt", 87422.545, 50, PLACED),
    sample("standard, 7-key, 公顷, closing repeats J1", "44120000669_44120001725_44120002171.txt", 432.532, 5, PLACED),
    sample("standard, 7-key, 公顷, closing repeats J1", "44120000957.txt", 7749.127, 5, PLACED),
    sample("standard, 7-key, 公顷, closing repeats J1", "44120001225.txt", 363.438, 9, PLACED),
    sample("standard, 7-key, 公顷, closing repeats J1", "44120002411.txt", 26377.396, 18, PLACED),
    Row(
        "standard, 7-key, 公顷, closing repeats J1",
        "mapped",
        "a.txt",
        text(*SEVEN_ONE),
        "redline",
        4528,
        ONE,
        extra=labels(("J1", "J2", "J3", "J4", "J1")),
    ),
    sample("small-parcel rounding", "44120001048.txt", 105.002, 5, PLACED),
    sample("trailing zero dropped", "44120000567.txt", 2189.994, 15, PLACED),
    sample(
        "empty area, blank slots, closing = J5, no final newline, placeholder attributes",
        "plot_004.txt",
        3786.093,
        5,
        PLACED | {OPEN_LIST, ("T-BLANK", 10)},
    ),
    Row(
        "GBK, CRLF + lone CR, ㎡, restart labels, hole, five parts + hole, two parts",
        "",
        "a.txt",
        windr07(),
        "standard",
        4528,
        [
            ("1", "一", 30_000.0, [(1, 5)], 0),
            ("2", "带洞", 28_000.0, [(1, 5), (2, 5)], 1),
            ("3", "五部分", 148_000.0, [(i, 5) for i in range(1, 7)], 1),
            ("4", "两部分", 60_000.0, [(1, 5), (2, 5)], 0),
        ],
        {OPEN_LIST, ("T-EOL", 0), ("T-KEY-EMPTY", 2), ("T-KEY-EMPTY", 3), ("T-KEY-EMPTY", 4), ("T-AREA-UNIT", 13)},
        unit="m2",
        extra=parts,
    ),
    Row(
        "open ring, type empty, zone from prefix, 4-key header, short edges",
        "",
        "a.txt",
        text(*OPEN_SHORT),
        "zengjian_simple",
        4528,
        [("010031", "32", 30_000.5, [(1, 5)], 0)],
        {OPEN_LIST, ("T-CRS-FROM-PREFIX", 5), ("T-BLANK", 7), ("T-KIND", 7)},
        extra=labels(("J1", "J2", "J3", "J4", "J5")),
    ),
    Row(
        "bare list, no zone",
        "blanks and heading",
        "a.txt",
        text("id x y", *BARE, encoding="utf-8", end="\n"),
        "point_list",
        None,
        PLANE,
        {OPEN_LIST, ("T-CRS-NO-ZONE", 2), ("T-CRS-NAME-EMPTY", 2)},
        extra=labels(("1", "2", "3", "4")),
    ),
    Row(
        "bare list, no zone",
        "tabs",
        "a.txt",
        text(*(b.replace(" ", "\t") for b in BARE)),
        "point_list",
        None,
        PLANE,
        {OPEN_LIST, ("T-CRS-NO-ZONE", 1), ("T-CRS-NAME-EMPTY", 1)},
    ),
    Row(
        "CSV: BOM, no prefix, swapped, CCW, degrees",
        "swapped",
        "a.csv",
        text(*CSV, encoding="utf-8-sig"),
        "point_list",
        None,
        PLANE,
        {OPEN_LIST, ("T-BOM", 1), ("T-LIST-COLUMNS", 1), ("T-CRS-NO-ZONE", 2), ("T-CRS-NAME-EMPTY", 2)},
        score=0.7,
        extra=swapped_csv,
    ),
    Row(
        "CSV: BOM, no prefix, swapped, CCW, degrees",
        "degrees",
        "a.csv",
        text(*DEGREES, encoding="utf-8-sig"),
        "point_list",
        4490,
        [("", "", 0.0, [(1, 4)], 0)],
        {OPEN_LIST, ("T-BOM", 1), ("T-CRS-DEGREES", 2), ("T-CRS-NAME-EMPTY", 2)},
        extra=first_point(30.4, 119.1),
    ),
    Row(KML_ROW, "kml", "a.kml", KML.encode(), "LIBKML", 4326, KML_PARCELS, KML_TOLD, score=0, extra=first_point(30.4, 119.1)),
    Row(KML_ROW, "kmz", "a.kmz", kmz(), "LIBKML", 4326, KML_PARCELS, KML_TOLD, score=0),
    Row(
        "doubled [地块坐标]",
        "",
        "a.txt",
        text(*header(), "[地块坐标]", "[地块坐标]", *parcel()),
        "standard",
        4528,
        ONE,
        {("T-SECTION-REPEATED", 13)},
    ),
    Row(
        "repeated section",
        "",
        "a.txt",
        text(*header(), *one(keys={**HEADER, "带号": "39"})),
        "standard",
        4528,
        ONE,
        {("T-SECTION-REPEATED", 12), ("T-KEY-TWICE", 13), ("T-KEY-REPEATED", 20)},
    ),
    Row(
        "duplicate key",
        "",
        "a.txt",
        text(*header()[:5], "坐标系=1980西安坐标系", *header()[5:], "[地块坐标]", *parcel()),
        "standard",
        4528,
        ONE,
        {("T-KEY-REPEATED", 6)},
    ),
    Row(
        "leading empty line",
        "",
        "a.txt",
        text("", "[地块坐标]", ENFORCED, *degrees(), encoding="utf-8"),
        "zhifa",
        4490,
        [("", "一号", 0.0, [(1, 5)], 0)],
        {("T-CRS-DEGREES", 4), ("T-CRS-NAME-EMPTY", 4)},
        extra=first_point(30.4, 119.1),
    ),
    Row(
        "UTF-16LE",
        "",
        "a.txt",
        b"\xff\xfe" + text(*one(), encoding="utf-16-le"),
        "standard",
        4528,
        ONE,
        {("T-ENC-UTF16", 0)},
    ),
    Row("CR only", "", "a.txt", text(*one(), end="\r"), "standard", 4528, ONE, {("T-EOL", 0)}),
    Row(
        "full-width punctuation",
        "",
        "a.txt",
        text("［属性描述］", *WIDE_HEADER, "【地块坐标】", WIDE_LINE, *WIDE_PLOT),
        "standard",
        4528,
        ONE,
        {("T-FULLWIDTH", 1), ("T-FULLWIDTH", 2), ("T-FULLWIDTH", 13), ("T-FULLWIDTH", 14)},
        extra=wide,
    ),
    Row(
        "@␠",
        "",
        "a.txt",
        text(*one("5,3.0000,D-1,一号,面,H51G020005,工业用地,0601,@ ")),
        "standard",
        4528,
        ONE,
        {("T-END-TEXT", 13)},
    ),
    Row(
        "glued @",
        "",
        "a.txt",
        text(*one("5,3.0000,D-1,一号,面,H51G020005,工业用地,0601@")),
        "standard",
        4528,
        ONE,
        {("T-END-GLUED", 13)},
    ),
    Row(
        A,
        "filled",
        "a.txt",
        text(*one(TEN)),
        "shengbubiao",
        4528,
        ONE,
        {("T-AREA-UNIT", 13)},
        extra=attributes(行政区代码="330106104", 村名="横桥村"),
    ),
    Row(
        A,
        "as the client writes it",
        "a.txt",
        text(*one("0,0,330106104,横桥村,D8-003,地块4,面,,,,@")),
        "shengbubiao",
        4528,
        [("D8-003", "地块4", 30_000.0, [(1, 5)], 0)],
        {("T-COUNT-NONE", 13)},
    ),
    Row(
        B,
        "12",
        "a.txt",
        text(*one(TWELVE)),
        "buchong",
        4528,
        ONE,
        extra=attributes(补充耕地实施年份="2023", 耕地坡度级别="2", 备注="无", 耕地质量等级="8"),
    ),
    Row(
        B,
        "13",
        "a.txt",
        text(*one(THIRTEEN, close="next")),
        "tizhi",
        4528,
        ONE,
        {OPEN_LIST},
        extra=attributes(图斑类型="新增", 地类="旱地", 改造前平均质量等别="8", 改造后平均质量等别="7", 备注="无"),
    ),
    Row(
        C,
        "增减挂钩",
        "a.txt",
        text(*header(FOUR), "[地块坐标]", ",3.0000,,一号,,,,水浇地,@", *six("north")),
        "zengjian",
        4528,
        NAMED,
        extra=kept_columns(边长=("", "150.000", "200.000", "150.000", "200.000"), 备注=("",) * 5),
    ),
    Row(
        C,
        "增减挂钩, east first",
        "a.txt",
        text(*header(FOUR), "[地块坐标]", "[地块坐标]", SHIFTED + " ", *six("east")),
        "zengjian_en",
        4528,
        NAMED,
        {("T-SECTION-REPEATED", 7), ("T-END-TEXT", 8)},
        extra=first_point(N0 + 200, E0),
    ),
    Row(
        C,
        "部备案",
        "a.txt",
        text(*header(), "[地块坐标]", parcel()[0], *record_six()),
        "bubeian",
        4528,
        ONE,
        extra=kept_columns(
            到下一点距离=("150.000", "200.000", "150.000", "200.000", "0"), 界址点类型=("埋桩", "钢钉", "钢钉", "埋桩", "埋桩")
        ),
    ),
    Row(
        "执法 lon/lat",
        "",
        "a.txt",
        text("[地块坐标]", ENFORCED, *degrees()),
        "zhifa",
        4490,
        [("", "一号", 0.0, [(1, 5)], 0)],
        {("T-CRS-DEGREES", 3), ("T-CRS-NAME-EMPTY", 3)},
        extra=first_point(30.4, 119.1),
    ),
    Row(
        "进出平衡",
        "",
        "a.txt",
        text("[地块坐标]", *BALANCE, encoding="utf-8", end="\r"),
        "jinchu",
        4528,
        [("", "一号", 28_000.0, [(1, 5), (2, 5)], 1), ("", "二号", 30_000.0, [(1, 5)], 0)],
        {
            ("T-EOL", 0),
            ("T-END-TEXT", 2),
            ("T-CRS-FROM-PREFIX", 3),
            ("T-CRS-NAME-EMPTY", 3),
            ("T-RINGS-MERGED", 8),
        },
        extra=first_point(N0 + 200, E0),
    ),
    Row(BLOCKS, "one zone", "a.txt", text(*one(), *SECOND), "standard", 4528, TWO, {("T-BLOCKS", 31)}, extra=blocks),
    Row(
        BLOCKS,
        "two zones",
        "a.txt",
        text(*one(), *one("5,3.0000,D-2,二号,面,,,,@", {**HEADER, "带号": "39"}, e0=E0 - 1e6)),
        "standard",
        4528,
        ONE,
        {("T-BLOCK-CRS", 27), ("T-BLOCKS", 31), ("read.crs_mixed", 0)},
    ),
    Row(
        "zone overflow",
        "",
        "a.txt",
        text(*one(keys={**HEADER, "带号": "37"}, e0=38_057_383.0)),
        "standard",
        4525,
        ONE,
        {("T-CRS-OVERFLOW", 9)},
        extra=first_point(N0 + 200, 38_057_383.0),
    ),
    old_datum("1980西安坐标系", 2364),
    old_datum("80国家大地坐标系", 2364),
    old_datum("1954北京坐标系", 2416),
    Row(
        "6°",
        "",
        "a.txt",
        text(*one(keys={**HEADER, "几度分带": "6", "带号": "20"}, e0=20_712_000.0)),
        "standard",
        4498,
        ONE,
    ),
    Row(
        "6°",
        "header says 3",
        "a.txt",
        text(*one(keys={**HEADER, "带号": "20"}, e0=20_712_000.0)),
        "standard",
        4498,
        ONE,
        {("T-CRS-WIDTH", 6)},
    ),
    Row(
        "count = n−1 with two rings",
        "",
        "a.txt",
        text(*one("9,2.8000,D-1,一号,面,,,,@", rings=(PLOT, HOLE))),
        "standard",
        4528,
        BOTH_RINGS,
        {("T-COUNT-MINUS-ONE", 13)},
    ),
    Row(
        "count = n−1 with two rings",
        "n−2",
        "a.txt",
        text(*one("8,2.8000,D-1,一号,面,,,,@", rings=(PLOT, HOLE))),
        "standard",
        4528,
        BOTH_RINGS,
        {("T-COUNT-OPEN", 13)},
    ),
    Row(
        "two identical parcel lines",
        "",
        "a.txt",
        text(*one(), *parcel(rings=(moved(PLOT, 0, 500),))),
        "standard",
        4528,
        [*ONE, *ONE],
        {("T-NAME-REPEATED", 19)},
    ),
    Row("5 MB", "", "a.txt", large(), "standard", 4528, [("D-0", "地块0", 30_000.0, [(1, 5)], 0)], {("T-SIZE", 0)}),
)
