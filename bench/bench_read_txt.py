"""Reading a coordinate TXT of 1,000,000 points in 20,000 parcels against Python's csv module splitting the same file.

Run: python bench/bench_read_txt.py [--points 1000000] [--parcels 20000] [--repeat 5] [--json]
Prints the medians (processor time, so that other programs do not disturb), their ratio (to reach: 5) and the peak memory of
reading as a multiple of the file (to reach: 10).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

HEADER = (
    "[属性描述]\n格式版本号=1.01版本\n数据产生单位=自然资源局\n数据产生日期=2024-01-01\n坐标系=2000国家大地坐标系\n几度分带=3\n"
    "投影类型=高斯克吕格\n计量单位=米\n带号=38\n精度=0.001\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n"
)


def make_file(points: int, parcels: int) -> bytes:
    """A file in GBK with CRLF: closed rings, right counts and areas; every tenth parcel has a hole."""
    out = io.StringIO()
    out.write(HEADER)
    per_parcel = points // parcels
    for p in range(parcels):
        north, east = 2_500_000 + (p // 200) * 400.0, 38_420_000 + (p % 200) * 400.0
        rings = [(per_parcel - 1, 150.0, 1)]
        if p % 10 == 0:
            hole = max(per_parcel // 5, 4)
            rings = [(per_parcel - hole - 1, 150.0, 1), (hole - 1, 30.0, -1)]
        lines, area, label = [], 0.0, 1
        for number, (count, radius, turn) in enumerate(rings, 1):
            shape = []
            for i in range(count):
                angle = -turn * 2 * math.pi * i / count
                r = radius * (0.8 + 0.2 * math.sin(7 * angle + p))
                shape.append((round(north + r * math.sin(angle), 3), round(east + r * math.cos(angle), 3)))
            pairs = zip(shape, shape[1:] + shape[:1])
            twice = sum((a[1] - east) * (b[0] - north) - (b[1] - east) * (a[0] - north) for a, b in pairs)
            area += turn * abs(twice) / 2
            rows = [(label + i, *xy) for i, xy in enumerate(shape)]
            lines += [f"J{j},{number},{n:.3f},{e:.3f}\n" for j, n, e in [*rows, rows[0]]]
            label += count
        out.write(f"{len(lines)},{area / 10_000:.4f},{p + 1:06d},地块{p + 1},面,H50G002051,工业用地,0601,@\n")
        out.write("".join(lines))
    return out.getvalue().replace("\n", "\r\n").encode("gbk")


def time_csv(data: bytes) -> float:
    """Processor seconds of splitting all lines with the csv module (decoded beforehand)."""
    text = data.decode("gbk")
    start = time.process_time()
    rows = sum(1 for _ in csv.reader(io.StringIO(text, newline="")))
    assert rows > 0
    return time.process_time() - start


def time_reader(data: bytes) -> tuple[float, int, int]:
    """Processor seconds, parcels and findings of reading."""
    from onemap_plugin.core.exchange import read_txt

    start = time.process_time()
    parcels = read_txt(data, "bench.txt")
    return time.process_time() - start, len(parcels.parcels), len(parcels.findings)


def peak_memory(path: Path) -> int:
    """Bytes by which reading raises the peak of a fresh process, the file's own bytes included."""
    code = (
        "import re, sys; sys.path.insert(0, sys.argv[1])\n"
        "def peak(): return int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()).group(1))\n"
        "import numpy, shapely\nfrom onemap_plugin.core.exchange import read_txt, profiles; profiles()\n"
        "before = peak()\n"
        "p = read_txt(open(sys.argv[2], 'rb').read(), 'bench.txt')\n"
        "print(peak() - before)\n"
    )
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run([sys.executable, "-c", code, root, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--parcels", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    data = make_file(args.points, args.parcels)
    runs = [(time_csv(data), *time_reader(data)) for _ in range(args.repeat)]
    split, read = statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.txt"
        path.write_bytes(data)
        memory = peak_memory(path)
    result = {
        "file_mb": round(len(data) / 1e6, 1), "parcels": runs[0][2], "findings": runs[0][3], "csv_seconds": round(split, 3),
        "read_seconds": round(read, 3), "ratio": round(read / split, 2), "ratio_target": 5,
        "memory_ratio": round(memory / len(data), 2), "memory_target": 10,
    }
    if args.json:
        print(json.dumps(result))
    else:
        for key, value in result.items():
            print(f"{key:>14}: {value}")
    return 0 if result["ratio"] <= 5 and result["memory_ratio"] <= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
