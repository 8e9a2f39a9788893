"""Tables of a one map in a fresh PostGIS schema."""

from __future__ import annotations

import itertools

import psycopg2
import shapely
from psycopg2 import sql

TYPES = {"KCXS": "numeric(6,4)", "SJNF": "integer", "TBMJ": "double precision"}
_NAMES = (f"onemap_{i}" for i in itertools.count())


class Database:
    """A fresh schema on a server of the ``postgis`` fixture."""

    def __init__(self, server):
        self.schema = next(_NAMES)
        self.connection = psycopg2.connect(**server)
        self.place = (
            f"postgis:host={server['host']} port={server['port']} dbname={server['dbname']} user=test schema={self.schema}"
        )
        self.run(f"CREATE SCHEMA {self.schema}")

    def drop(self):
        self.connection.rollback()
        self.run(f"DROP SCHEMA {self.schema} CASCADE")
        self.connection.close()

    def run(self, statement, parameters=None):
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def table(self, name, shapes, rows, srid=4549, kind="MultiPolygon", key="gid serial PRIMARY KEY", index=True):
        columns = list(dict.fromkeys(c for r in rows for c in r))
        made = [sql.SQL("{} " + TYPES.get(c, "text")).format(sql.Identifier(c)) for c in columns]
        made = [*([sql.SQL(key)] if key else []), *made, sql.SQL(f"geom geometry({kind}, {srid})")]
        where = sql.Identifier(self.schema, name)
        self.run(sql.SQL("CREATE TABLE {} ({})").format(where, sql.SQL(", ").join(made)))
        for shape, row in zip(shapes, rows):
            multi = shapely.multipolygons([shape]) if kind == "MultiPolygon" and shape.geom_type == "Polygon" else shape
            self.run(
                sql.SQL("INSERT INTO {} ({}, geom) VALUES ({}, ST_GeomFromWKB(%s, %s))").format(
                    where,
                    sql.SQL(", ").join(map(sql.Identifier, columns)),
                    sql.SQL(", ").join(sql.Placeholder() * len(columns)),
                ),
                [*(row.get(c) for c in columns), psycopg2.Binary(shapely.to_wkb(multi)), srid],
            )
        if index:
            self.run(sql.SQL("CREATE INDEX ON {} USING gist (geom)").format(where))
