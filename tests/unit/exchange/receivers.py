"""What receiving programs refuse, each in a few lines of its own, modelled on what is known of them (coordinate TXT, section 9).

Every function takes the bytes of a file and returns the reasons for which the program would refuse or misread it.
"""

from __future__ import annotations

import re

TEN = ["格式版本号", "数据产生单位", "数据产生日期", "坐标系", "几度分带", "投影类型", "计量单位", "带号", "精度", "转换参数"]


def text_of(data: bytes) -> str:
    return data.decode("gb2312", errors="replace") if not data.startswith(b"\xef\xbb\xbf") else data.decode("utf-8-sig")


def points_and_parcels(lines: list[str]) -> list[tuple[str, list[list[str]]]]:
    found: list[tuple[str, list[list[str]]]] = []
    for line in lines[lines.index("[地块坐标]") + 1 :] if "[地块坐标]" in lines else []:
        if line.endswith("@"):
            found.append((line, []))
        elif line and found:
            found[-1][1].append(line.split(","))
    return found


def check_txt(data: bytes) -> list[str]:
    """CC工具箱 "TXT质检": header keys, punctuation, labels, digits; first and last point of each *parcel*."""
    text = data.decode("gbk", errors="replace")
    lines, why = text.replace("\r\n", "\n").split("\n"), []
    keys = dict(line.split("=", 1) for line in lines if "=" in line)
    why += [f"key {k}" for k in TEN if not keys.get(k)]
    why += ["full-width comma"] if "，" in text else []
    why += ["blank"] if any(" " in line for line in lines) else []
    for _, points in points_and_parcels(lines):
        for p in points:
            if len(p) < 4:
                why.append("columns")
            elif not re.fullmatch(r"[JG]?\d+", p[0]):
                why.append("label")
            elif not p[1].isdigit():
                why.append("ring")
            elif len(p[2].split(".")[0]) != 7:
                why.append("X digits")
            elif len(p[3].split(".")[0]) != 8:
                why.append("Y digits")
        if len(points) < 3:
            why.append("points")
        elif points[0][2:4] != points[-1][2:4]:
            why.append("not closed")
    return why


def kanyu(data: bytes) -> list[str]:
    lines, why = data.decode("gbk", errors="replace").splitlines(), []
    why += ["header"] if "[属性描述]" not in lines else []
    for head, points in points_and_parcels(lines):
        slots = head.split(",")
        if len(slots) < 9 or slots[4] != "面":
            why.append("slots")
        elif slots[0] != str(len(points)):
            why.append("count")
        for number in dict.fromkeys(p[1] for p in points if len(p) > 1):
            ring = [p for p in points if p[1] == number]
            if len(ring) < 4 or ring[0][0] != ring[-1][0] or ring[0][2:] != ring[-1][2:]:
                why.append("ring")
    return why


def mapgis_egov(data: bytes) -> list[str]:
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return ["not GB2312"]
    why, seen = [], set()
    lines = text.split("\r\n")
    for head, points in points_and_parcels(lines):
        slots = head.split(",")
        why += ["number"] if not slots[2] else []
        why += ["name"] if not slots[3] else []
        why += ["twice"] if (slots[2], slots[3]) in seen else []
        seen.add((slots[2], slots[3]))
        why += ["columns"] if any(len(p) != 4 for p in points) else []
        why += ["cut off"] if slots[0].isdigit() and int(slots[0]) < len(points) else []
    return why + ([] if seen else ["no line ends in @"])


def shinegis(data: bytes) -> list[str]:
    text = data.decode("gbk", errors="replace")
    lines = text.split("\r\n")
    why = [name for name, missing in (("J1", "J1" not in text), ("属性描述", "属性描述" not in text)) if missing]
    if len(lines) < 13 or not lines[4].startswith("坐标系=") or lines[4][4:] not in ("2000国家大地坐标系", "80国家大地坐标系"):
        return [*why, "坐标系 not on line 5"]
    for line in lines[12:]:
        parts = line.split(",")
        if line and not (len(parts) >= 7 if "@" in line else len(parts) == 4):
            why.append("parts")
    return why


def ogu4j(data: bytes) -> list[str]:
    lines, why, heads = text_of(data).split("\r\n"), [], set()
    for line in lines:
        if "=" in line and line.split("=")[0] not in TEN:
            why.append("unknown key")
        if line.count("=") > 1:
            why.append("second =")
        if line.startswith("带号=") and not line[3:]:
            why.append("带号")
    for head, points in points_and_parcels(lines):
        why += ["identical parcel line"] if head in heads else []
        heads.add(head)
        why += ["point parts"] if any(len(p) != 4 for p in points) else []
    return why + [f"no {s}" for s in ("[属性描述]", "[地块坐标]") if s not in lines]


def gisq(data: bytes) -> list[str]:
    lines = data.decode("gbk", errors="replace").splitlines()
    why = ["size"] if not 8 <= len(data) <= 5_000_000 else []
    why += ["12 header lines"] if lines[:1] != ["[属性描述]"] or lines[11:12] != ["[地块坐标]"] else []
    return why + ["8 commas"] * sum(line.endswith("@") and line.count(",") != 8 for line in lines)


def clockwise(data: bytes) -> list[str]:
    """CC工具箱 "一致性质检": areas of rings as they run; holes by 圈号 2 and more (of parcels with one part)."""
    why = []
    for _, points in points_and_parcels(text_of(data).splitlines()):
        for number in dict.fromkeys(p[1] for p in points):
            ring = [(float(p[3]) - 38e6, float(p[2]) - 2.5e6) for p in points if p[1] == number]
            turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))
            if (turn > 0) != (number != "1"):
                why.append(f"negative area, ring {number}")
    return why


ALL = {f.__name__: f for f in (check_txt, kanyu, mapgis_egov, shinegis, ogu4j, gisq, clockwise)}
