"""Damaged copies of real files of every format, read in this process: run as a child, because a driver may end its process.

    python damaged_files.py COUNT

prints a line of JSON before and after each reading, so that whoever started it knows which file did it.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]
TABLES = HERE.parent / "data" / "tables"
PACKAGES = ("xlsx", "ods", "kmz", "zip")  # formats with checksums: a difference is never without a word
KINDS = (*PACKAGES, "xls", "gdb", "gpkg", "shp", "tab", "mif", "dxf", "kml", "geojson", "gml", "fgb", "csv", "txt")


def make(kind: str, folder: Path) -> Path:
    """A sound file of the kind, in a folder of its own."""
    from matrix_files import KML, one, text, windr07
    from openpyxl import Workbook
    from osgeo import ogr
    from vector_samples import FAR, MULTI, POLYGON, SQUARE, dxf, lwpolyline, write

    path = folder / f"a.{kind}"
    fields = {"DKBH": "1", "DKMC": "测试地块", "DKMJ": "1.48"}
    drivers = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "tab": "MapInfo File", "mif": "MapInfo File", "geojson": "GeoJSON"}
    drivers |= {"gml": "GML", "fgb": "FlatGeobuf", "gdb": "OpenFileGDB"}
    if kind in drivers:
        many = ogr.wkbMultiPolygon if kind == "gdb" else ogr.wkbUnknown
        options = ("FORMAT=MIF",) if kind == "mif" else ("ENCODING=UTF-8",) if kind == "shp" else ()
        shapes = [MULTI] if kind == "gdb" else [POLYGON, MULTI]
        return write(drivers[kind], path, shapes, fields=fields, kind=many, options=options)
    if kind in ("xls", "ods"):
        shutil.copyfile(TABLES / f"boundary_points.{kind}", path)
    elif kind == "xlsx":
        book = Workbook()
        corners = [(x + i / 7, y + i / 3) for i in range(100) for x, y in SQUARE]  # so much that damage falls on points
        for row in (("点号", "X", "Y"), *((f"J{i}", y, x) for i, (x, y) in enumerate(corners))):
            book.active.append(row)
        book.save(path)
    elif kind == "dxf":
        dxf(path, lwpolyline("JZD", SQUARE, True, 0.1), lwpolyline("JZD", FAR, True))
    elif kind == "kml":
        path.write_text(KML, "utf-8")
    elif kind == "txt":
        path.write_bytes(windr07())
    elif kind == "csv":
        path.write_text("".join(["点号,X,Y\n", *(f"J{i},{y},{x}\n" for i, (x, y) in enumerate(SQUARE))]), "utf-8")
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            if kind == "kmz":
                package.writestr("doc.kml", KML)
            else:
                package.writestr("一.txt", text(*one()))
                package.writestr("二/点.csv", make("csv", folder).read_bytes())
    return path


def damage(path: Path, chance: random.Random) -> str:
    """One or two damages to the parts of a data set; what was done."""
    done = []
    for _ in range(chance.choice((1, 1, 2))):
        parts = sorted(p for p in (path.iterdir() if path.is_dir() else path.parent.glob("a.*")) if p.is_file())
        if not parts:
            break
        part = chance.choice(parts)
        raw = bytearray(part.read_bytes())
        how = chance.choice(("change", "cut", "zero", "insert", "delete" if len(parts) > 1 else "change"))
        if how == "delete":
            part.unlink()
        elif raw:
            at = chance.randrange(len(raw))
            if how == "change":
                for _ in range(chance.choice((1, 3, 20))):
                    raw[chance.randrange(len(raw))] = chance.randrange(256)
            elif how == "cut":
                del raw[at:]
            elif how == "zero":
                raw[at : at + chance.choice((4, 64, 600))] = bytes(4)
            else:
                raw[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 8, 100))))
            part.write_bytes(raw)
        done.append(f"{how} {part.name}")
    return ", ".join(done)


def read(path: Path) -> dict[str, object]:
    from onemap_plugin.core.errors import OneMapError
    from onemap_plugin.qgis_bridge.reading import read_any

    try:
        found = read_any(path)
    except OneMapError as error:
        return {"refused": str(error), "hint": error.hint}
    return {
        "shapes": sorted((p.name, p.number, [r.xy.tolist() for r in p.rings]) for p in found.parcels),
        "rules": sorted({f.rule for f in found.findings}),
        "inner": [f.text() for f in found.findings if "Error:" in f.text()],
    }


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        for kind in KINDS:
            home = Path(name) / kind
            home.mkdir()
            sound = make(kind, home)
            whole = read(sound)
            for number in range(count):
                work = Path(name) / "work"
                shutil.copytree(home, work)
                path = work / sound.name
                done = damage(path, random.Random(f"{kind} {number}"))
                print(json.dumps({"kind": kind, "number": number, "done": done}), flush=True)
                if path.exists():
                    start = time.perf_counter()
                    result = read(path)
                    result["seconds"] = round(time.perf_counter() - start, 3)
                    result["told"] = result.get("shapes") == whole["shapes"] or result.get("rules") != whole["rules"]
                    print(json.dumps({"kind": kind, "number": number, "done": done, **result}), flush=True)
                shutil.rmtree(work)


if __name__ == "__main__":
    main(int(sys.argv[1]))
