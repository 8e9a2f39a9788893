"""Offline tile files: MBTiles for grid w, GeoPackage tiles for both grids, with the provenance of every tile.

Both are SQLite files that QGIS and GDAL open as rasters.  Bytes are kept as they came: no picture is decoded or encoded.
Formats: MBTiles 1.3; OGC GeoPackage 1.3 (12-128), tiles.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from .diagnosis import picture_format
from .grid import GRIDS, TILE
from .keys import mask
from .plan import TilePlan

#: srs rows that a GeoPackage must have, and the two grids'
_SRS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    (
        "WGS 84",
        4326,
        "EPSG",
        4326,
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]',
    ),
    (
        "WGS 84 / Pseudo-Mercator",
        3857,
        "EPSG",
        3857,
        'PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",'
        'SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
        'PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],'
        'PARAMETER["false_northing",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 '
        '+x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]',
    ),
    (
        "China Geodetic Coordinate System 2000",
        4490,
        "EPSG",
        4490,
        'GEOGCS["China Geodetic Coordinate System 2000",'
        'DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],'
        'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]]',
    ),
)
_GPKG = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT,
  last_change TEXT NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_tile_matrix_set (table_name TEXT PRIMARY KEY, srs_id INTEGER NOT NULL, min_x DOUBLE NOT NULL,
  min_y DOUBLE NOT NULL, max_x DOUBLE NOT NULL, max_y DOUBLE NOT NULL);
CREATE TABLE gpkg_tile_matrix (table_name TEXT NOT NULL, zoom_level INTEGER NOT NULL, matrix_width INTEGER NOT NULL,
  matrix_height INTEGER NOT NULL, tile_width INTEGER NOT NULL, tile_height INTEGER NOT NULL, pixel_x_size DOUBLE NOT NULL,
  pixel_y_size DOUBLE NOT NULL, PRIMARY KEY (table_name, zoom_level));
CREATE TABLE tiles (id INTEGER PRIMARY KEY AUTOINCREMENT, zoom_level INTEGER NOT NULL, tile_column INTEGER NOT NULL,
  tile_row INTEGER NOT NULL, tile_data BLOB NOT NULL, UNIQUE (zoom_level, tile_column, tile_row));
PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
"""
_MBTILES = """
CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,
  PRIMARY KEY (zoom_level, tile_column, tile_row));
"""
_PROVENANCE = """
CREATE TABLE onemap_provenance (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE onemap_tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, status INTEGER, sha256 TEXT,
  PRIMARY KEY (zoom_level, tile_column, tile_row));
"""


class TileStore:
    """An offline tile file while it is being filled.  Rows count from the top (grid order); MBTiles flips them itself."""

    def __init__(self, path: Path, plan: TilePlan, started: str, terms: str) -> None:
        """Open ``path`` (made when it is new).  started: ISO time of the download.  terms: what the user confirmed."""
        self.path, self.plan = path, plan
        self.mbtiles = path.name.split(".part")[0].endswith(".mbtiles")
        if self.mbtiles and plan.service.grid != "w":
            raise ValueError("MBTiles holds web mercator tiles only")
        new = not path.exists()
        self.db = sqlite3.connect(path)
        if new:
            self._create(started, terms)

    def _create(self, started: str, terms: str) -> None:
        s = self.plan.service
        self.db.executescript((_MBTILES if self.mbtiles else _GPKG) + _PROVENANCE)
        zooms = [r[0] for r in self.plan.ranges]
        rows = {
            "service": s.id,
            "title": s.title,
            "address": mask(s.url),
            "crs": s.crs,
            "attribution": s.attribution,
            "started": started,
            "terms": terms,
            "levels": f"{zooms[0]}-{zooms[-1]}",
            "tiles_planned": str(self.plan.count),
        }
        self.db.executemany("INSERT INTO onemap_provenance VALUES (?, ?)", rows.items())
        (self._create_mbtiles if self.mbtiles else self._create_gpkg)(started, zooms)
        self.db.commit()

    def _create_mbtiles(self, started: str, zooms: list[int]) -> None:
        s = self.plan.service
        kind = "jpg" if s.format == "image/jpeg" else "png"
        rows = {
            "name": s.title,
            "format": kind,
            "minzoom": str(zooms[0]),
            "maxzoom": str(zooms[-1]),
            "type": "baselayer",
            "attribution": s.attribution,
            "version": "1.3",
        }
        self.db.executemany("INSERT INTO metadata VALUES (?, ?)", rows.items())

    def _create_gpkg(self, started: str, zooms: list[int]) -> None:
        s, grid = self.plan.service, GRIDS[self.plan.service.grid]
        code = int(s.crs.split(":")[1])
        xmin, ymin, _, _ = grid.bounds(zooms[0], 0, grid.size(zooms[0])[1] - 1)
        _, _, xmax, ymax = grid.bounds(zooms[0], grid.size(zooms[0])[0] - 1, 0)
        stamp = started.replace("+00:00", "Z") if "Z" not in started else started
        self.db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, '')", _SRS)
        self.db.execute(
            "INSERT INTO gpkg_contents VALUES ('tiles', 'tiles', ?, '', ?, ?, ?, ?, ?, ?)", (s.title, stamp, *self.plan.box, code)
        )
        self.db.execute("INSERT INTO gpkg_tile_matrix_set VALUES ('tiles', ?, ?, ?, ?, ?)", (code, xmin, ymin, xmax, ymax))
        for z in zooms:
            columns, rows = grid.size(z)
            self.db.execute(
                "INSERT INTO gpkg_tile_matrix VALUES ('tiles', ?, ?, ?, ?, ?, ?, ?)",
                (z, columns, rows, TILE, TILE, grid.pixel(z), grid.pixel(z)),
            )

    def done(self) -> set[tuple[int, int, int]]:
        """Tiles that need not be fetched again: those that came, and those the server said it does not have."""
        return set(self.db.execute("SELECT zoom_level, tile_column, tile_row FROM onemap_tiles WHERE status IN (200, 204, 404)"))

    def add(self, answers: Iterable[tuple[tuple[int, int, int], int, bytes]]) -> None:
        """Keep a batch of ((z, column, row), HTTP status, body) in one transaction; only pictures become tiles."""
        tiles, notes = [], []
        for (z, column, row), status, body in answers:
            good = status == 200 and bool(picture_format(body))
            if good:
                stored_row = 2**z - 1 - row if self.mbtiles else row
                tiles.append((z, column, stored_row, sqlite3.Binary(body)))
            noted = status if good or status != 200 else -200
            notes.append((z, column, row, noted, hashlib.sha256(body).hexdigest() if good else ""))
        with self.db:
            self.db.executemany(
                "INSERT OR REPLACE INTO tiles (zoom_level, tile_column, tile_row, tile_data) VALUES (?, ?, ?, ?)", tiles
            )
            self.db.executemany("INSERT OR REPLACE INTO onemap_tiles VALUES (?, ?, ?, ?, ?)", notes)

    def counts(self) -> dict[str, int]:
        """tiles kept, tiles that the server does not have, tiles that failed, tiles not asked for yet."""
        by_status = dict(self.db.execute("SELECT status, count(*) FROM onemap_tiles GROUP BY status"))
        kept, absent = by_status.get(200, 0), by_status.get(404, 0) + by_status.get(204, 0)
        return {
            "kept": kept,
            "absent": absent,
            "failed": sum(by_status.values()) - kept - absent,
            "open": self.plan.count - sum(by_status.values()),
        }

    def finish(self, finished: str) -> None:
        """Note the counts and the time, and check the file.  Raises sqlite3.DatabaseError when it is damaged."""
        counts = self.counts()
        with self.db:
            self.db.executemany(
                "INSERT OR REPLACE INTO onemap_provenance VALUES (?, ?)",
                [("finished", finished), *((f"tiles_{k}", str(v)) for k, v in counts.items())],
            )
        if self.db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError(f"{self.path.name} is damaged")

    def close(self) -> None:
        self.db.close()


def read_provenance(path: Path) -> dict[str, str]:
    """What an offline file says of its origin; empty when it is not one of ours."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        try:
            return dict(db.execute("SELECT name, value FROM onemap_provenance"))
        except sqlite3.DatabaseError:
            return {}
