"""Small coordinate files for tests, written by hand-made string code that shares nothing with the product's writer."""

from __future__ import annotations

N0, E0 = 2_582_000.0, 38_383_000.0
TEN_KEYS = {
    "格式版本号": "1.01版本",
    "数据产生单位": "某某县自然资源局",
    "数据产生日期": "2024-01-01",
    "坐标系": "2000国家大地坐标系",
    "几度分带": "3",
    "投影类型": "高斯克吕格",
    "计量单位": "米",
    "带号": "38",
    "精度": "0.001",
    "转换参数": "0,0,0,0,0,0,0",
}
SEVEN_KEYS = {k: v for k, v in TEN_KEYS.items() if k not in ("格式版本号", "数据产生单位", "数据产生日期")} | {
    "转换参数": ",,,,,,"
}
FOUR_KEYS = {"投影类型": "高斯克吕格", "坐标系": "2000国家大地坐标系", "分带": "3度带", "带号": "38"}
# offsets (north, east) from N0, E0, SQUARE and ISLAND clockwise on the map, HOLE the other way
SQUARE = [(100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
HOLE = [(20.0, 20.0), (20.0, 40.0), (40.0, 40.0), (40.0, 20.0)]
ISLAND = [(150.0, 200.0), (150.0, 250.0), (100.0, 250.0), (100.0, 200.0)]


def header(keys: dict[str, str] = TEN_KEYS) -> list[str]:
    return ["[属性描述]", *(f"{k}={v}" for k, v in keys.items())]


def ring(points, number=1, first=1, closing="first", fmt="{label},{ring},{n:.3f},{e:.3f}", prefix="J", n0=N0, e0=E0):
    """Lines of a ring; returns (lines, next label number)."""
    rows = [(f"{prefix}{first + i}", n0 + n, e0 + e) for i, (n, e) in enumerate(points)]
    if closing != "none":
        label = f"{prefix}{first}" if closing == "first" else f"{prefix}{first + len(points)}"
        rows.append((label, *rows[0][1:]))
    return [fmt.format(label=label, ring=number, n=n, e=e) for label, n, e in rows]


def shoelace(points) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def standard(
    rings=(SQUARE,), area="1.0000", count=None, number="2024-001", name="地块1", keys=TEN_KEYS, closing="first", **kwargs
) -> str:
    lines, first = [], 1
    for i, points in enumerate(rings, 1):
        own = ring(points, i, first, closing, **kwargs)
        first += len(points)
        lines += own
    head = f"{len(lines) if count is None else count},{area},{number},{name},面,H50G002051,工业用地,0601,@"
    return "\n".join([*header(keys), "[地块坐标]", head, *lines]) + "\n"


def rules(parcels) -> set[str]:
    return {f.rule for f in parcels.findings}


def by_rule(parcels, rule):
    return [f for f in parcels.findings if f.rule == rule]
