"""Layers of a PostGIS schema: found, read by place through their GiST index, or cut by parcels on the server itself.

Nothing is written there: the session is read-only and parcels travel as bound parameters of the query that cuts.
Identifiers are quoted by ``psycopg2.sql``, values are always bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psycopg2
import shapely
from psycopg2 import sql

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.model import PatchCut
from ..core.onemap.recognise import geometry_kind
from .onemap_layers import LayerFacts, crs_of_definition
from .onemap_postgis_link import Link, place_of
from .onemap_readers import FloatArray, ObjectArray, Read, column_of, decode

_NO_POSTGIS = QT_TRANSLATE_NOOP("errors", "The database {database} has no PostGIS.")
_NO_POSTGIS_HINT = QT_TRANSLATE_NOOP("errors", "Its keeper can add it with CREATE EXTENSION postgis.")
_NO_SCHEMA = QT_TRANSLATE_NOOP("errors", "The database has no schema “{schema}” with layers that may be read.")
_NO_SCHEMA_HINT = QT_TRANSLATE_NOOP("errors", "Schemas with layers: {known}")
#: types that are a whole number, a number or a text here; everything else comes as text
_NUMBERS = {"int2": "int8", "int4": "int8", "int8": "int8", "float4": "float8", "float8": "float8", "numeric": "float8"}
#: what the server and the engine here understand alike; arcs are made into lines here
_PLAIN = ("POLYGON", "MULTIPOLYGON")

#: how long to look for the extent of a view or a table without statistics
EXTENT_SECONDS = 20.0

_LAYERS = """
SELECT g.f_table_name, g.f_geometry_column, g.type, g.srid, s.auth_name, s.auth_srid, s.srtext, c.relkind::text,
       obj_description(c.oid, 'pg_class'),
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum),
       ARRAY(SELECT t.typname::text FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
       (SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
          JOIN pg_type t ON t.oid = a.atttypid
         WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnatts = 1 AND t.typname IN ('int2', 'int4', 'int8')),
       EXISTS (SELECT 1 FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = c.oid AND m.amname = 'gist' AND a.attname = g.f_geometry_column)
  FROM geometry_columns g
  JOIN pg_namespace n ON n.nspname = g.f_table_schema
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = g.f_table_name
  LEFT JOIN spatial_ref_sys s ON s.srid = g.srid
 WHERE g.f_table_schema = %s
 ORDER BY g.f_table_name, g.f_geometry_column
"""
_EXTENSION = """
SELECT set_config('search_path', quote_ident(n.nspname), false), set_config('jit', 'off', false)
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'
"""


class PostgisLink(Link):
    """Connections on which PostGIS is found by name, wherever it is installed, and nothing of the schema can hide it."""

    def _connect(self, check: Callable[[], None]) -> Any:
        connection = super()._connect(check)
        try:
            cursor = connection.cursor()
            cursor.execute(_EXTENSION)
            self.wait(connection, check)
            if not cursor.fetchall():
                raise OneMapError(_NO_POSTGIS, hint=_NO_POSTGIS_HINT, database=connection.info.dbname)
        except BaseException:
            connection.close()
            raise
        return connection


@dataclass(frozen=True)
class Table:
    """What is asked for: quoted name, geometry column, its type and srid, key, and types of the columns."""

    name: sql.Composable
    geometry: sql.Composable
    kind: str
    srid: int
    key: sql.Composable
    types: dict[str, str]

    def columns(self, fields: Sequence[str]) -> list[sql.Composable]:
        """The fields as plain numbers and texts."""
        return [sql.SQL("d.{}::{}").format(sql.Identifier(f), sql.SQL(_NUMBERS.get(self.types[f], "text"))) for f in fields]


class PostgisReader:
    """Patches of one table; any number of threads."""

    def __init__(self, link: Link, table: Table) -> None:
        self._link, self._table = link, table
        self._check: Callable[[], None] = lambda: None

    def close(self) -> None:
        self._link.close()

    def watch(self, check: Callable[[], None]) -> None:
        """What raises Cancelled while ``read`` waits."""
        self._check = check

    def read(self, boxes: FloatArray, fields: Sequence[str]) -> Read:
        """As ``GpkgReader.read``."""
        t = self._table
        statement = sql.SQL(
            "SELECT k, {outer} ST_AsBinary(ST_Force2D(g)) FROM"
            " (SELECT DISTINCT ON ({key}) {key} AS k, {columns} d.{geometry} AS g"
            " FROM unnest(%s::float8[], %s::float8[], %s::float8[], %s::float8[]) AS b(x0, y0, x1, y1)"
            " JOIN {table} d ON d.{geometry} && ST_MakeEnvelope(x0, y0, x1, y1, %s) ORDER BY {key}) found"
        ).format(
            outer=sql.SQL("").join(sql.SQL("c{}, ").format(sql.SQL(str(i))) for i in range(len(fields))),
            columns=sql.SQL("").join(sql.SQL("{} AS c{}, ").format(c, sql.SQL(str(i))) for i, c in enumerate(t.columns(fields))),
            key=t.key,
            geometry=t.geometry,
            table=t.name,
        )
        try:
            rows = self._link.query(statement, (*boxes.T.tolist(), t.srid), self._check)
        except psycopg2.InternalError as error:
            raise RuntimeError(str(error).splitlines()[0]) from error
        fid, *values, wkb = zip(*rows) if rows else ((),) * (len(fields) + 2)
        geometry = decode([None if w is None else bytes(w) for w in wkb])
        return geometry, np.array(fid, dtype=np.int64), {name: column_of(part) for name, part in zip(fields, values)}

    def cut(self, parcels: ObjectArray, fields: Sequence[str], check: Callable[[], None]) -> PatchCut | None:
        """Pieces of polygons (in the layer's own plane) × patches, cut on the server; columns by field name.

        Patches are repaired there as they are here, and a patch properly inside a parcel is a piece as it is.  None when
        the layer holds other things than polygons or GEOS on the server gives up on a geometry: here it is done one by one.
        """
        t = self._table
        if t.kind not in _PLAIN:
            return None
        statement = sql.SQL(
            "SELECT p.n, {key}, {columns} v.sound, ST_AsBinary(CASE WHEN ST_ContainsProperly(p.g, v.g) THEN v.g"
            " ELSE ST_Intersection(p.g, v.g) END)"
            " FROM (SELECT n, ST_GeomFromWKB(w, %s) AS g FROM unnest(%s::int[], %s::bytea[]) AS given(n, w) OFFSET 0) p"
            " JOIN {table} d ON ST_Intersects(p.g, d.{geometry})"
            " CROSS JOIN LATERAL (SELECT sound, CASE WHEN sound THEN shape ELSE ST_CollectionExtract(ST_MakeValid(shape), 3) END"
            " AS g FROM (SELECT shape, ST_IsValid(shape) AS sound FROM (SELECT ST_Force2D(d.{geometry}) AS shape OFFSET 0) a"
            " OFFSET 0) b OFFSET 0) v"
        ).format(
            key=t.key,
            columns=sql.SQL("").join(sql.SQL("{}, ").format(c) for c in t.columns(fields)),
            table=t.name,
            geometry=t.geometry,
        )
        wkb = [psycopg2.Binary(w) for w in shapely.to_wkb(parcels, include_srid=False).tolist()]
        try:
            rows = self._link.query(statement, (t.srid, list(range(len(wkb))), wkb), check)
        except psycopg2.InternalError:
            return None
        parcel, fids, *values, sound, pieces = zip(*rows) if rows else ((),) * (len(fields) + 4)
        fid, first, patch = np.unique(np.array(fids, dtype=np.int64), return_index=True, return_inverse=True)
        columns = {name: column_of(part)[first] for name, part in zip(fields, values)}
        broken = np.flatnonzero(~np.array(sound, dtype=bool)[first])
        geometry = np.asarray(shapely.from_wkb(np.array([bytes(w) for w in pieces], dtype=object)), dtype=object)
        return PatchCut(np.array(parcel, dtype=np.int64), patch.astype(np.int64), geometry, fid, columns, broken)


def postgis_layers(text: str) -> list[LayerFacts]:
    """Layers of a schema; OneMapError when it cannot be entered, has no PostGIS or nothing that may be read."""
    place = place_of(text)
    link = PostgisLink(place)
    rows = link.query(_LAYERS, (place.schema,))
    if not rows:
        known = link.query("SELECT DISTINCT f_table_schema::text FROM geometry_columns ORDER BY 1")
        raise OneMapError(_NO_SCHEMA, hint=_NO_SCHEMA_HINT, schema=place.schema, known=", ".join(r[0] for r in known) or "–")
    return [_facts(link, row, place.shown) for row in rows]


def _facts(link: Link, row: Sequence[Any], shown: str) -> LayerFacts:
    name, column, kind, srid, organization, code, definition, relkind, description, names, types, key, indexed = row
    table = sql.Identifier(link.place.schema, name)
    geometry = sql.Identifier(column)
    plain = kind.upper().rstrip("ZM")
    if kind == "GEOMETRY" or not srid:
        declared = (kind, srid, organization, code, definition)
        kind, srid, organization, code, definition = _sampled(link, table, geometry) or declared
    has_crs = bool(srid) and definition is not None
    crs = crs_of_definition(str(organization or ""), code, definition) if has_crs else None
    fields = tuple(n for n, t in zip(names, types) if t not in ("geometry", "geography", "raster") and n != key)
    asked = Table(table, geometry, plain, int(srid or 0), _key(key, relkind, geometry), dict(zip(names, types)))
    extent, count = _extent(link, name, column, table, geometry)
    return LayerFacts(
        Path(), name, fields, geometry_kind(kind), crs, f"{organization}:{code}" if has_crs else "", has_crs, extent, count,
        description or "", "PostgreSQL", bool(indexed), column, key or "", shown=shown, reader=lambda: PostgisReader(link, asked),
    )  # fmt: skip


def _key(key: str | None, relkind: str, geometry: sql.Composable) -> sql.Composable:
    """A whole number that tells a patch: the primary key, else the place of the row, else a digest of the geometry."""
    if key:
        return sql.SQL("d.{}::int8").format(sql.Identifier(key))
    if relkind in ("r", "m"):
        return sql.SQL("((d.ctid::text::point)[0]::int8 * 65536 + (d.ctid::text::point)[1]::int8)")
    return sql.SQL("('x' || substr(md5(ST_AsBinary(d.{})), 1, 15))::bit(60)::int8").format(geometry)


def _sampled(link: Link, table: sql.Composable, geometry: sql.Composable) -> tuple[Any, ...] | None:
    """Type and system of a column that declares none: those of its rows when they are all alike (a look at the first 1000)."""
    statement = sql.SQL(
        "SELECT string_agg(DISTINCT GeometryType(g), ' '), min(ST_SRID(g)), max(ST_SRID(g))"
        " FROM (SELECT {} AS g FROM {} LIMIT 1000) sample WHERE g IS NOT NULL"
    ).format(geometry, table)
    kinds, low, high = link.query(statement)[0]
    if not kinds or low != high:
        return None
    known = link.query("SELECT auth_name, auth_srid, srtext FROM spatial_ref_sys WHERE srid = %s", (low,))
    return (kinds, low, *(known[0] if known else (None, None, None)))


def _extent(
    link: Link, name: str, column: str, table: sql.Composable, geometry: sql.Composable
) -> tuple[tuple[float, float, float, float] | None, int]:
    """(box of all data or None, 0 when there is no row else -1): from index or statistics, else by looking at all rows."""
    if not link.query(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(table)):
        return None, 0
    corners = "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM (SELECT {} AS e) box WHERE e IS NOT NULL"
    quick = sql.SQL(corners).format(sql.SQL("ST_EstimatedExtent(%s, %s, %s)::box3d"))
    slow = sql.SQL(corners).format(sql.SQL("(SELECT ST_Extent({}) FROM {})::box3d").format(geometry, table))
    found: list[Any] = []
    try:
        found = link.query(quick, (link.place.schema, name, column))
    except (OneMapError, psycopg2.InternalError):  # a view, or a table without statistics
        found = []
    if not found:
        try:
            found = link.query(slow, limit=EXTENT_SECONDS)
        except (OneMapError, psycopg2.InternalError):  # not worth more waiting: where the layer ends is only a hint
            found = []
    if not found:
        return None, -1
    xmin, ymin, xmax, ymax = found[0]
    return (float(xmin), float(ymin), float(xmax), float(ymax)), -1


__all__ = ["PostgisReader", "postgis_layers"]
