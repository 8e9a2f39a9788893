"""The one-map layers of the sample town: geometry and attributes, by the field lists in ``sample_fields.csv``."""

from __future__ import annotations

from typing import Any

import numpy as np
import sample_classes as classes
import sample_town as town
import shapely

YEAR = 2024
Rows = dict[str, Any]  # field name -> (n,) values or one value for all
TREES = [("0301", "220000", "111"), ("0301", "310000", "233"), ("0302", "660000", "233"), ("0305", "999000", "112")]
CROPS = [("LS", "种植粮食作物", 78), ("FLS", "种植非粮食作物", 16), ("XG", "休耕", 2), ("WG", "未耕种", 4)]


def text(values: Any) -> np.ndarray:
    return np.array(list(values), dtype=object)


def serials(layer_code: str, count: int) -> np.ndarray:
    """标识码: county, layer code, running number (18 digits)."""
    return text(f"{town.COUNTY}{layer_code}{i + 1:08d}" for i in range(count))


def farm_attributes(code: np.ndarray, height: np.ndarray, area: np.ndarray, rng: np.random.Generator) -> Rows:
    """Slope grade, ridge deduction and crop of arable land; empty for other classes."""
    n = len(code)
    arable = np.char.startswith(code.astype(str), "010")
    grade = np.where(height < 0.1, 1, np.where(height < 0.2, 2, np.where(height < 0.3, 3, np.where(height < 0.42, 4, 5))))
    sloping = arable & (grade > 1)
    factor = np.array([classes.SLOPE_FACTOR.get(str(g), 0.0) for g in grade]) * sloping
    deducted = np.round(area * factor, 2)
    crop = rng.choice(len(CROPS), n, p=np.array([c[2] for c in CROPS]) / 100)
    return {
        "KCDLBM": np.where(sloping, "1203", None), "KCXS": np.where(arable, factor, None),
        "KCMJ": np.where(arable, deducted, None), "net": np.round(area - deducted, 2),
        "GDLX": np.where(sloping, np.where(rng.random(n) < 0.6, "TT", "PD"), None),
        "GDPDJB": np.where(arable, grade.astype(str), None),
        "ZZSXDM": np.where(arable, text(CROPS[c][0] for c in crop), None),
        "ZZSXMC": np.where(arable, text(CROPS[c][1] for c in crop), None),
        "GDDB": np.where(arable, np.clip(5 + grade, 1, 15), None)}


def settlement_code(code: np.ndarray, zone: np.ndarray) -> np.ndarray:
    """城镇村属性码 (CZCSXM), None where the class does not carry one."""
    out = np.full(len(code), None, dtype=object)
    for i, (c, z) in enumerate(zip(code, zone)):
        if c == "0602":
            out[i] = "204"
        elif c == "09":
            out[i] = "205"
        elif c[:2] in ("05", "06", "07", "08") or c in ("1004", "1005", "1201"):
            out[i] = ("202" if z == "town" else "203") + ("A" if c == "0601" and z != "town" else "")
    return out


def owners(code: np.ndarray, village: np.ndarray) -> Rows:
    """Ownership: collective by village, state for public roads, water and the tidal flat."""
    state = np.isin(code.astype(str), ["1003", "1101", "1105", "1109", "0701", "08H1", "08H2"])
    where = text(f"{town.COUNTY}{town.VILLAGES[v][0]}0000000" for v in village)
    name = text(town.TOWNS[town.VILLAGES[v][0][:3]] + town.VILLAGES[v][1] for v in village)
    return {"QSXZ": np.where(state, "20", "30"), "ZLDWDM": where, "ZLDWMC": name,
            "QSDWDM": np.where(state, text(w[:9] + "0000000000" for w in where), where),
            "QSDWMC": np.where(state, text(n[:3] + "国有土地" for n in name), text(n + "农民集体" for n in name))}


def dltb(faces: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, Rows, dict[str, np.ndarray]]:
    """地类图斑, the land survey itself."""
    code, zone, strip = classes.classify(faces, rng)
    village = classes.villages_of(faces)
    placed = town.place(faces)
    area = np.round(classes.ellipsoid_area(placed), 2)
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    farm = farm_attributes(code, town.height(inside), area, rng)
    number = np.zeros(len(code), int)
    for v in np.unique(village):
        rows = np.flatnonzero(village == v)
        number[rows] = np.arange(1, len(rows) + 1)
    widths = np.array([w for _, w, _ in town.strips()] + [0.0])
    linear = np.isin(code.astype(str), ["1003", "1006", "1107", "1101"]) & (strip >= 0)
    rows = {"BSM": serials("2110", len(code)), "YSDM": "2001010100", "TBYBH": text(f"{i:04d}" for i in number),
            "TBBH": text(f"{i:04d}" for i in number), "DLBM": code, "DLMC": text(classes.CLASSES[c][0] for c in code),
            **owners(code, village), "TBMJ": area, **{k: v for k, v in farm.items() if k != "net"}, "TBDLMJ": farm["net"],
            "XZDWKD": np.where(linear, widths[strip], None), "FRDBS": "0", "CZCSXM": settlement_code(code, zone),
            "SJNF": YEAR, "MSSM": "00"}
    return placed, rows, {"code": code, "zone": zone, "village": village, "area": area}


def farmland(placed: np.ndarray, rows: Rows, info: dict[str, np.ndarray], rng: np.random.Generator) -> tuple[np.ndarray, Rows]:
    """永久基本农田: most arable patches of the plain, and a few that the newer survey shows as something else."""
    arable = np.char.startswith(info["code"].astype(str), "010") & np.isin(info["zone"].astype(str), ["plain", "slope"])
    changed = np.isin(info["code"].astype(str), ["1202", "0307", "1104"]) & (info["zone"] == "plain")
    changed &= rng.random(len(placed)) < 0.2
    keep = (arable & (rng.random(len(placed)) < 0.78)) | changed
    n = int(keep.sum())

    def of(field: str) -> np.ndarray:
        return np.broadcast_to(np.asarray(rows[field], dtype=object), len(placed))[keep]

    code = np.where(changed[keep], "0101", of("DLBM"))
    block = {}
    numbers = []
    for where in of("ZLDWDM"):
        block[where] = block.get(where, 0) + 1
        numbers.append(f"{where[:12]}{block[where]:06d}")
    out = {"BSM": serials("2510", n), "YSDM": "2005010300", "YJJBNTTBBH": text(numbers), "DLBM": code,
           "DLMC": text(classes.CLASSES[c][0] for c in code), "YJJBNTTBMJ": of("TBMJ"), "YJJBNTMJ": of("TBDLMJ"),
           "GDZZSXDM": "LS", "GDZZSXMC": "种植粮食作物", "GDDJ": of("GDDB"), "SJNF": YEAR - 1, "BHKSSJ": "2022/10/01",
           "BZ": np.where(changed[keep], "最新变更调查地类已变化", None)}
    same = "TBBH QSXZ QSDWDM QSDWMC ZLDWDM ZLDWMC KCDLBM KCXS KCMJ GDLX GDPDJB GDDB FRDBS"
    for name in same.split():
        out[name] = of(name)
    return placed[keep], out


def own_faces(count: int, rng: np.random.Generator) -> np.ndarray:
    """A tessellation of its own, as another survey would draw it: borders do not follow the land survey."""
    points = rng.uniform(-300, town.SIDE + 300, (count, 2))
    edge = town.boundary()
    inner = shapely.intersection(town.rough_ridges(points, rng, 30.0, 5.0), edge)
    return town.split([*inner[~shapely.is_empty(inner)], edge.exterior])


def forest(rng: np.random.Generator) -> tuple[np.ndarray, Rows]:
    """林地图斑 (小班): forest survey of its own, in part at odds with the land survey."""
    faces = own_faces(760, rng)
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    h = town.height(inside)
    shore = (inside[:, 0] > 2600) & (h > 0.3)
    keep = (h > 0.36) & (rng.random(len(faces)) < 0.95) & (inside[:, 0] < town.coast(inside[:, 1]) - town.SEAWALL - 120)
    faces, inside, h, shore = faces[keep], inside[keep], h[keep], shore[keep]
    n = len(faces)
    tree = rng.choice(4, n, p=[0.42, 0.26, 0.17, 0.15])
    purpose = text(TREES[t][2] for t in tree)
    water = (inside[:, 0] < 1050) & (inside[:, 1] > 1000)  # the catchment in the west is protection forest
    purpose[water & (tree < 2)] = "111"
    purpose[shore] = "113"
    public = np.char.startswith(purpose.astype(str), "11")
    grade = np.where(h > 1.06, "1", np.where(public, np.where(h > 0.7, "2", "3"), np.where(h > 0.6, "3", "4")))
    place = classes.villages_of(faces)
    village = [town.VILLAGES[v][0] for v in place]
    placed = town.place(faces)
    return placed, {
        "SHENG": town.COUNTY[:2], "XIAN": town.COUNTY, "XIANG": text(town.COUNTY + v[:3] for v in village),
        "CUN": text(town.COUNTY + v for v in village), "LIN_BAN": text(f"{v + 1:04d}" for v in place),
        "XIAO_BAN": text(f"{i + 1:05d}" for i in range(n)), "DI_MAO": "4",
        "PO_DU": text(f"{int(8 + 22 * min(v, 1.2))}" for v in h),
        "MIAN_JI": np.round(classes.ellipsoid_area(placed) / 10_000, 4), "LD_QS": np.where(rng.random(n) < 0.08, "10", "20"),
        "DI_LEI": text({"0301": "030100", "0302": "030200", "0305": "030302"}[TREES[t][0]] for t in tree), "LIN_ZHONG": purpose,
        "QI_YUAN": np.where(rng.random(n) < 0.3, "11", "21"),
        "SEN_LIN_LB": np.where(public, np.where(h > 0.7, "011", "012"), "022"),
        "SHI_QUAN_D": np.where(public & (h > 0.7), "11", np.where(public, "21", None)),
        "GJGYL_BHDJ": np.where(public & (h > 0.7), "2", None), "LING_ZU": rng.choice(["1", "2", "3", "4"], n),
        "YU_BI_DU": np.round(rng.uniform(0.4, 0.9, n), 2), "YOU_SHI_SZ": text(TREES[t][1] for t in tree),
        "PINGJUN_XJ": np.round(rng.uniform(6, 22, n), 1), "ZL_DJ": rng.choice(["2", "3"], n),
        "BH_DJ": grade, "BCLD": "0", "BHND": "2023"}


def grassland(rng: np.random.Generator) -> tuple[np.ndarray, Rows]:
    """草原图斑 (林草湿荒 layout, plus ``jbcy`` 基本草原 1 是 / 0 否)."""
    faces = own_faces(520, rng)
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    faces = faces[town.near(inside, town.GRASS) < 1.02]
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    n, place, placed = len(faces), classes.villages_of(faces), town.place(faces)
    where = text(f"{town.COUNTY}{town.VILLAGES[v][0]}0000000" for v in place)
    name = text(town.TOWNS[town.VILLAGES[v][0][:3]] + town.VILLAGES[v][1] for v in place)
    natural = rng.random(n) < 0.4
    area = classes.ellipsoid_area(placed)
    return placed, {
        "bsm": serials("9010", n), "ysdm": "2001010100", "tbbh": text(f"{i + 1:04d}" for i in range(n)),
        "dlbm": np.where(natural, "0401", "0404"), "dlmc": np.where(natural, "天然牧草地", "其他草地"), "qsxz": "30",
        "qsdwdm": where, "qsdwmc": text(v + "农民集体" for v in name), "zldwdm": where, "zldwmc": name,
        "tbmj": np.round(area, 2), "frdbs": "0", "sjnf": str(YEAR),
        "sheng": town.COUNTY[:2], "xian": town.COUNTY, "xiang": text(w[:9] for w in where),
        "cun": text(w[:12] for w in where), "xiao_ban": text(f"{i + 1:05d}" for i in range(n)), "xbmj": np.round(area, 2),
        "zbgd": text(str(v) for v in rng.integers(45, 90, n)), "cd_qy": "10", "ys_caoz": "白茅",
        "jbcy": np.where(natural & (inside[:, 1] < town.GRASS[1] + 60), "1", "0")}


def zones(rng: np.random.Generator) -> dict[str, tuple[np.ndarray, Rows]]:
    """Red line, growth boundary, sea-use rights and mining rights."""
    area = {"XZQDM": town.COUNTY, "XZQMC": town.COUNTY_NAME}
    red = [shapely.intersection(town.blob(x, y, r, rng), town.boundary(), grid_size=town.GRID)
           for x, y, r in ((330, 1560, 420), (420, 3150, 330))]
    red_rows = {"BSM": serials("2530", 2), "XZQDM": town.COUNTY, "XZQMC": town.COUNTY_NAME, "SHENG": "33", "XIAN": town.COUNTY,
                "HXBM": text(["331099110001", "331099130002"]),
                "HXMC": text(["望海县西部水源涵养红线", "望海县北部水土保持红线"]),
                "HXLX": text(["水源涵养", "水土保持"]), "LXBM": text(["11", "13"]), "MJ": None, "SZXJXZQDM": town.COUNTY,
                "SZXJXZQMC": town.COUNTY_NAME, "GKCS": "按生态保护红线管理要求执行",
                "ZRBHDMC": text([None, "望海大坪森林公园（虚构）"]), "ZRBHDJB": text([None, "省级"]),
                "ZRBHDLX": text([None, "自然公园"]), "ZRBHDFQ": text([None, "一般控制区"])}
    grow = [town.blob(2240, 2150, 560, rng), town.blob(2990, 1900, 190, rng), town.blob(3010, 1330, 190, rng)]
    grow_rows = {"BSM": serials("2540", 3), **area, "GHFQMC": text(["城镇集中建设区", "城镇弹性发展区", "城镇集中建设区"])}
    sea = [town.blob(x, y, r, rng, rough=0.05) for x, y, r in
           [(3490, 1290, 150), (3560, 800, 210), (3720, 1850, 260), (3650, 2700, 240), (3520, 3300, 150)]]
    owner = ["澄湾渔业专业合作社", "小屿村股份经济合作社", "澄湾港务有限公司", "望海围塘养殖场", "盐团村股份经济合作社"]
    sea_rows = {"YSDM": "6001020000", "ZHHDDM": text(f"{town.COUNTY}000000GH{i + 1:05d}" for i in range(5)),
                "BDCDYH": text(f"{town.COUNTY}000000GH{i + 1:05d}W00000000" for i in range(5)), "QLLX": "15", "DJLX": "100",
                "DJYY": "首次登记", "SYQQSSJ": "2018/05/01", "SYQJSSJ": "2033/04/30",
                "BDCQZH": text(f"（示例）浙（2018）望海县不动产权第{i + 1:07d}号" for i in range(5)), "QXDM": town.COUNTY,
                "DJJG": "望海县自然资源局",
                "DBR": "示例", "DJSJ": "2018/05/10", "FJ": text(o + "（开放式养殖用海）" for o in owner), "QSZT": "1"}
    mine = [town.blob(1170, 2560, 330, rng), town.blob(2750, 3650, 220, rng)]
    mine_rows = {"AJBH": text(["3310990001", "3310990002"]), "XZQDM": town.COUNTY, "XZQMD": town.COUNTY_NAME,
                 "KSMC": text(["望海县大坪建筑石料矿", "望海县盐团叶蜡石矿"]), "KSDZ": text(["柳岙乡柳岙村", "澄湾镇盐团村"]),
                 "SFYQ": "0",
                 "CKQZH": text(["C3310992019017130000001", "C3310992015106130000002"]), "KCZKZ": text(["建筑用凝灰岩", "叶蜡石"]),
                 "KCFS": "露天开采", "KCSDQ": text([180.0, 95.0]), "KCSDZ": text([60.0, 20.0]),
                 "SCZSYXQQ": text(["2019/07/01", "2015/10/01"]), "SCZSYXQZ": text(["2029/06/30", "2030/09/30"]), "SJZT": "有效",
                 "RKRQ": "2024/12/31"}
    out = {}
    for layer, shapes, rows, field, unit, digits in (
            ("STBHHX", red, red_rows, "MJ", 1e6, 4), ("CZKFBJ", grow, grow_rows, "MJ", 1.0, 2),
            ("HYSYQ", sea, sea_rows, "SYQMJ", 1e4, 4), ("KYQ", mine, mine_rows, "KCQYMJ", 1e6, 4)):
        placed = town.place(np.array(shapes, dtype=object))
        out[layer] = (placed, {**rows, field: np.round(classes.ellipsoid_area(placed) / unit, digits)})
    return out


def towns(placed: np.ndarray, info: dict[str, np.ndarray]) -> tuple[np.ndarray, Rows]:
    """行政区: the towns, made of their patches, so that borders agree with the land survey."""
    code = np.array([town.VILLAGES[v][0][:3] for v in info["village"]])
    names = sorted(town.TOWNS)
    shapes = np.array([shapely.union_all(placed[code == c], grid_size=town.GRID) for c in names], dtype=object)
    area = np.array([round(float(info["area"][code == c].sum()), 2) for c in names])
    return shapes, {"BSM": serials("1010", len(names)), "YSDM": "1000600100", "XZQDM": text(town.COUNTY + c for c in names),
                    "XZQMC": text(town.TOWNS[c] for c in names), "DCMJ": area, "JSMJ": area, "MSSM": "00"}
