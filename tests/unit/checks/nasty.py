"""Random parcels of the kind that breaks programs: bow ties, spikes, repeated points and rings, holes that touch, points on
edges, slivers of a millimetre, parts in parts.  A generator of its own, without knowledge of the rules."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from onemap_plugin.core.parcels import Parcel, Ring

E0, N0 = 38_383_000.0, 2_583_000.0
Line = list[tuple[float, float]]


def star(rnd: Random, points: int, radius: float, cx: float = 0, cy: float = 0) -> Line:
    angles = sorted(rnd.uniform(0, 2 * math.pi) for _ in range(points))
    lengths = [radius * (1 - rnd.uniform(0, 0.6)) for _ in angles]
    return [(cx + r * math.cos(a), cy + r * math.sin(a)) for a, r in zip(angles, lengths)]


def on_grid(rnd: Random, points: int, size: int, step: float) -> Line:
    return [(rnd.randrange(size) * step, rnd.randrange(size) * step) for _ in range(points)]


def _between(rnd: Random, line: Line) -> tuple[float, float]:
    j = rnd.randrange(len(line))
    (ax, ay), (bx, by), t = line[j], line[(j + 1) % len(line)], rnd.choice([0.5, rnd.random()])
    return ax + t * (bx - ax), ay + t * (by - ay)


def spoilt(rnd: Random, line: Line, others: list[Line]) -> Line:
    """The ring with one fault more (or by chance with none)."""
    r, i, kind = list(line), rnd.randrange(len(line)), rnd.randrange(11)
    x, y = r[i]
    if kind == 0:
        j = rnd.randrange(len(r))
        r[i], r[j] = r[j], r[i]
    elif kind == 1:
        r.insert(i, (x, y))
    elif kind == 2:
        r[i : i + 1] = [(x, y), (x + rnd.uniform(-30, 30), y + rnd.uniform(-30, 30)), (x, y)]
    elif kind == 3:
        r.insert(i, rnd.choice(r))
    elif kind == 4:
        r.insert(i, _between(rnd, r))
    elif kind == 5 and others:
        r[i] = rnd.choice(rnd.choice(others))
    elif kind == 6 and others:
        r[i] = _between(rnd, rnd.choice(others))
    elif kind == 7:
        r.insert(i, (x + rnd.choice([-0.0004, 0.0004, 0.001, 0.002]), y + rnd.choice([0, 0.0004, 0.001])))
    elif kind == 8 and others:
        r = rnd.choice(others)[:: rnd.choice([1, -1])]
    elif kind == 9:
        r.reverse()
    elif kind == 10:
        bx, by = r[(i + 1) % len(r)]
        r.insert(i + 1, ((x + bx) / 2 + 0.0005, (y + by) / 2 - 0.0005))
    return r


def nasty(rnd: Random) -> list[Line]:
    """The rings of a parcel as open lists of east, north offsets."""
    plain = rnd.randrange(3) > 0
    rings = [star(rnd, rnd.randrange(3, 14), 100) if plain else on_grid(rnd, rnd.randrange(3, 10), 5, rnd.choice([10, 1, 0.001]))]
    for _ in range(rnd.choice([0, 0, 1, 1, 2, 3, 5])):
        kind = rnd.randrange(5)
        if kind == 0:
            rings.append(star(rnd, rnd.randrange(3, 8), rnd.uniform(5, 40), rnd.uniform(-60, 60), rnd.uniform(-60, 60)))
        elif kind == 1:
            share = rnd.choice([0.3, 0.5, 0.9, 1.0])
            rings.append([(x * share, y * share) for x, y in rnd.choice(rings)])
        elif kind == 2:
            rings.append(star(rnd, rnd.randrange(3, 6), 20, 250))
        elif kind == 3:
            rings.append(on_grid(rnd, rnd.randrange(3, 7), 4, rnd.choice([10, 20, 0.001])))
        else:
            x, y = rnd.choice(rnd.choice(rings))
            rings.append([(x, y), (x + 10, y + 3), (x + 6, y - 9)])
    for _ in range(rnd.choice([0, 1, 1, 2, 3])):
        k = rnd.randrange(len(rings))
        rings[k] = spoilt(rnd, rings[k], [r for i, r in enumerate(rings) if i != k])
    return rings


def edge_touch(rnd: Random) -> tuple[str, list[Line]]:
    """'ring', 'hole' or 'part', and rings of which the last touches an edge in a point that lies on it exactly in millimetres."""
    k = rnd.choice([2, 3, 4, 5, 7, 10])
    j, (dx, dy) = rnd.randrange(1, k), (rnd.randrange(1000, 9999), rnd.randrange(-9999, 9999))
    ax, ay = rnd.randrange(50_000), rnd.randrange(50_000)
    a, b, m = ((ax + s * dx, ay + s * dy) for s in (0, k, j))
    length = math.hypot(dx, dy)
    nx, ny = -dy / length, dx / length

    def off(p: tuple[int, int], across: int, along: int = 0) -> tuple[int, int]:
        return round(p[0] + nx * across + ny * along), round(p[1] + ny * across - nx * along)

    what = rnd.choice(["ring", "hole", "part"])
    square = [a, b, off(b, 40_000), off(a, 40_000)]
    if what == "ring":
        middle = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2)
        rings = [[a, b, off(b, 40_000), off(middle, 40_000), m, off(a, 40_000, 5_000)]]
    else:
        side = 5_000 if what == "hole" else -5_000
        rings = [square, [m, off(m, side, -2_000), off(m, side, 2_000)]]
    return what, [[(x / 1000, y / 1000) for x, y in r] for r in rings]


def parcel_of(rings: list[Line], decimals: int = 6) -> Parcel:
    made = []
    for number, line in enumerate(rings, 1):
        rows = [*line, line[0]]
        labels = tuple(f"J{i}" for i in range(1, len(line) + 1)) + ("J1",)
        xy = np.round(np.array([(N0 + y, E0 + x) for x, y in rows]), decimals)
        made.append(Ring(number, labels, xy, np.arange(10, 10 + len(rows))))
    return Parcel("1", tuple(made), number="1", name="1", source_file="a.txt")
