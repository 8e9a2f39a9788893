"""Layers and tables of the review file, and the GeoPackage frame around them.

A GeoPackage is an SQLite database with a few tables of its own (OGC 12-128r18); they are written here directly, because a
review is updated in one SQLite transaction while other programs have the file open.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

#: raised when a column or a table is added that older versions of the plugin cannot keep
SCHEMA_VERSION = 1
META = "onemap_meta"
APPLICATION_ID = 0x47504B47  # 'GPKG'
USER_VERSION = 10300


@dataclass(frozen=True)
class Table:
    """One layer (``geometry`` is its type) or one table (``geometry`` is ''); ``columns``: 'name TYPE' joined by commas."""

    name: str
    title: str
    columns: str
    geometry: str = ""
    key: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return [c.split()[0] for c in self.columns.split(",")]


_OVERLAY = (
    "seq INTEGER, parcel_id TEXT, role TEXT, code TEXT, name TEXT, owner TEXT, owner_kind TEXT, three_class TEXT, area_m2 REAL,"
    " area_ellipsoid_m2 REAL, area_ha REAL, deduction_m2 REAL, length_m REAL, distance_m REAL, count INTEGER, patch TEXT,"
    " edition TEXT, sliver BOOLEAN, attributes TEXT"
)

TABLES: tuple[Table, ...] = (
    Table(
        "parcels",
        "地块",
        "seq INTEGER, parcel_id TEXT, number TEXT, name TEXT, use TEXT, sheet TEXT, land_class TEXT, kind TEXT, area_m2 REAL,"
        " area_ellipsoid_m2 REAL, area_ha REAL, area_mu REAL, perimeter_m REAL, points INTEGER, parts INTEGER, holes INTEGER,"
        " lon REAL, lat REAL, sheet_computed TEXT, declared_area REAL, declared_unit TEXT, declared_area_text TEXT,"
        " declared_points INTEGER, source_file TEXT, source_line INTEGER, attributes TEXT",
        "MULTIPOLYGON",
        ("parcel_id",),
    ),
    Table(
        "boundary_points",
        "界址点",
        "parcel_id TEXT, ring_index INTEGER, ring INTEGER, seq INTEGER, label TEXT, x_north REAL, y_east REAL, side_m REAL,"
        " closing BOOLEAN, source_line INTEGER, columns TEXT",
        "POINT",
    ),
    Table(
        "boundary_lines",
        "界址线",
        "parcel_id TEXT, ring_index INTEGER, ring INTEGER, seq INTEGER, from_label TEXT, to_label TEXT, side_m REAL",
        "LINESTRING",
    ),
    Table(
        "findings",
        "检查结果",
        "seq INTEGER, uid TEXT, rule TEXT, severity TEXT, parcel_id TEXT, source_file TEXT, source_line INTEGER, message TEXT,"
        " template TEXT, params TEXT, clause TEXT, key TEXT, origin TEXT, state TEXT, reason TEXT, note TEXT, who TEXT,"
        " place TEXT",
        "POINT",
        ("uid",),
    ),
    Table("overlay", "叠加分析（面）", _OVERLAY, "MULTIPOLYGON"),
    Table("overlay_lines", "叠加分析（线）", _OVERLAY, "MULTILINESTRING"),
    Table("overlay_points", "叠加分析（点）", _OVERLAY, "MULTIPOINT"),
    Table(
        "conflicts",
        "数据打架",
        "seq INTEGER, parcel_id TEXT, conflict_case TEXT, role_a TEXT, code_a TEXT, name_a TEXT, edition_a TEXT, role_b TEXT,"
        " code_b TEXT, name_b TEXT, edition_b TEXT, area_m2 REAL, note TEXT",
        "MULTIPOLYGON",
    ),
    Table(
        "outcomes",
        "联动审批提示",
        "seq INTEGER, rule TEXT, domain TEXT, title TEXT, outcome TEXT, authority TEXT, measured REAL, threshold TEXT, unit TEXT,"
        " near BOOLEAN, clause TEXT, source TEXT, confidence TEXT, note TEXT, why TEXT, roles TEXT, editions TEXT, parcels TEXT,"
        " approvals TEXT, extra TEXT, place TEXT, user_note TEXT",
        "MULTIPOLYGON",
        ("rule",),
    ),
    Table(
        "materials",
        "材料清单",
        "seq INTEGER, material_id TEXT, name TEXT, maker TEXT, software TEXT, approvals TEXT,"
        " shared_by INTEGER, note TEXT, confidence TEXT",
    ),
    Table(
        "sources",
        "数据来源",
        "seq INTEGER, role TEXT, path TEXT, layer TEXT, layout TEXT, edition TEXT, publisher TEXT,"
        " crs TEXT, status TEXT, note TEXT, patches_read INTEGER, repaired INTEGER, note_phrases TEXT",
    ),
    Table(
        "closures",
        "面积闭合",
        "seq INTEGER, parcel_id TEXT, role TEXT, control_m2 REAL, pieces_m2 REAL, uncovered_m2 REAL, overlap_m2 REAL,"
        " difference_m2 REAL, control_ha TEXT, pieces_ha TEXT, uncovered_ha TEXT, proof TEXT, closed BOOLEAN",
    ),
    Table("runs", "运行记录", "step TEXT, started TEXT, seconds REAL, versions TEXT, options TEXT, counts TEXT"),
    Table(
        "changes",
        "修正记录",
        "started TEXT, fix TEXT, rule TEXT, before TEXT, after TEXT, moved_m REAL, area_change_m2 REAL, undone BOOLEAN",
    ),
    Table("kept_runs", "上次结果", "started TEXT, content BLOB"),
    Table("finding_states", "检查结果状态", "uid TEXT, state TEXT, reason TEXT, note TEXT, who TEXT"),
    Table("outcome_notes", "审批提示备注", "rule TEXT, user_note TEXT"),
    Table(META, "OneMap", "key TEXT, value TEXT"),
)
BY_NAME = {t.name: t for t in TABLES}

_FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))
"""
_WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
# requirement 11: these three are in every GeoPackage
_FIXED_SRS = (
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS_84, "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"),
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
)
# OGC 12-128r18, annex F.3: the index follows the edits of other programs through these triggers
_TRIGGERS = {
    "insert": "AFTER INSERT ON {t} WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO {r} VALUES "
    "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END",
    "update1": "AFTER UPDATE OF geom ON {t} WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN "
    "INSERT OR REPLACE INTO {r} VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom),"
    " ST_MaxY(NEW.geom)); END",
    "update2": "AFTER UPDATE OF geom ON {t} WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN "
    "DELETE FROM {r} WHERE id = OLD.fid; END",
    "update3": "AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN "
    "DELETE FROM {r} WHERE id = OLD.fid; INSERT OR REPLACE INTO {r} VALUES (NEW.fid, ST_MinX(NEW.geom),"
    " ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END",
    "update4": "AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN "
    "DELETE FROM {r} WHERE id IN (OLD.fid, NEW.fid); END",
    "delete": "AFTER DELETE ON {t} WHEN old.geom NOT NULL BEGIN DELETE FROM {r} WHERE id = OLD.fid; END",
}


def index_name(table: Table) -> str:
    return f"rtree_{table.name}_geom"


def create_frame(con: sqlite3.Connection, indexed: bool) -> None:
    """Make an empty GeoPackage with all layers and tables; ``indexed``: with spatial indexes (triggers come with rows)."""
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in _FRAME.split(";"):
        con.execute(statement)
    con.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _FIXED_SRS)
    for table in TABLES:
        create_table(con, table, indexed)


def complete(con: sqlite3.Connection) -> None:
    """Add the tables and columns that an older version of the plugin did not know yet; nothing that is there changes."""
    held = {r[0] for r in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in TABLES:
        if table.name not in held:
            create_table(con, table, index_name(BY_NAME["parcels"]) in held)
            continue
        columns = {r[1] for r in con.execute(f"PRAGMA table_info({table.name})")}
        for column in (c.strip() for c in table.columns.split(",")):
            if column.split()[0] not in columns:
                con.execute(f"ALTER TABLE {table.name} ADD COLUMN {column}")


def create_table(con: sqlite3.Connection, table: Table, indexed: bool) -> None:
    geometry = f"geom {table.geometry}, " if table.geometry else ""
    con.execute(f"CREATE TABLE {table.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {geometry}{table.columns})")
    kind = "features" if table.geometry else "attributes"
    con.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        (table.name, kind, table.title, -1 if table.geometry else 0),
    )
    if table.geometry:
        con.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, -1, 0, 0)", (table.name, table.geometry))
        if indexed:
            con.execute(f"CREATE VIRTUAL TABLE {index_name(table)} USING rtree(id, minx, maxx, miny, maxy)")
            con.execute(
                "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',"
                " 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
                (table.name,),
            )


def create_triggers(con: sqlite3.Connection, table: Table) -> None:
    index = index_name(table)
    for name, body in _TRIGGERS.items():
        con.execute(f"CREATE TRIGGER {index}_{name} " + body.format(t=table.name, r=index))


def drop_triggers(con: sqlite3.Connection, table: Table) -> None:
    for name in _TRIGGERS:
        con.execute(f"DROP TRIGGER IF EXISTS {index_name(table)}_{name}")


def has_rtree(con: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with spatial indexes (a review without them works, only drawing is slower)."""
    try:
        con.execute("CREATE VIRTUAL TABLE temp.onemap_probe USING rtree(id, a, b)")
    except sqlite3.OperationalError:
        return False
    con.execute("DROP TABLE temp.onemap_probe")
    return True


def set_srs(con: sqlite3.Connection, srs_id: int, name: str, wkt: str) -> None:
    """Give every layer the reference system ``srs_id`` (an EPSG code, or -1 when it could not be told)."""
    if srs_id > 0:
        con.execute("INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, '')", (name, srs_id, srs_id, wkt))
    con.execute("UPDATE gpkg_contents SET srs_id = ? WHERE data_type = 'features'", (srs_id,))
    con.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
