"""The maps of a package as PDF: 勘测定界图 and 一张图套合图, one overview page and one page for each parcel."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsPrintLayout, QgsProject, QgsVectorLayer

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package.class_areas import by_key
from ..core.package.data import PackageData, load_template, role_name
from ..core.package.published import PublishedParcel, as_geometry
from ..core.package.rules import finding
from ..core.progress import Progress
from . import layouts_layers as make
from .layouts import PageBuilder, choose_fonts, new_layout, page_size, round_scale
from .layouts_labels import Labels
from .main_thread import call_on_main_thread
from .package_pdf import PdfPages

MANY_PIECES, DOT_MM = 2000, 0.1  # pieces of one layer that are drawn as coarse as a dot of the print
SHEET_OVERLAP = 0.04  # share of a sheet that its neighbour shows too
ELEMENTS = ("title", "frame", "grid", "boundary", "legend", "scale_bar", "scale_number", "north_arrow", "crs", "unit", "date",
            "area_table")


@dataclass
class Page:
    """One page: what is on it and at which scale.

    sheets: frames of the sheets that follow, drawn as their index (接图表).  window: the part of the plane this sheet shows.
    """

    title: str
    subtitle: str
    parcels: list[PublishedParcel]
    scale: int
    centre: tuple[float, float]
    overview: bool
    sheets: list[tuple[float, float, float, float]] = field(default_factory=list)
    window: tuple[float, float, float, float] | None = None

    def shows(self, geometry: Any) -> bool:
        """Whether any of ``geometry`` is on this page (always, when it shows whole parcels)."""
        return self.window is None or bool(shapely.intersects(geometry, shapely.box(*self.window)))


@dataclass
class MapFile:
    """A drawn map: the PDF, its pages for the manifest, and what was noticed."""

    pdf: bytes
    pages: list[dict[str, Any]] = field(default_factory=list)
    elements: tuple[str, ...] = ELEMENTS
    findings: list[Finding] = field(default_factory=list)


def draw_map(data: PackageData, template: Mapping[str, Any], path: str, progress: Progress) -> MapFile:
    """The PDF of one map template.  May be called from any thread: each page is one short slice on the main thread."""
    pages = plan_pages(data, template)
    result = MapFile(b"")
    left = len(data.published.parcels) - len({p.parcels[0].index for p in pages if len(p.parcels) == 1})
    if left > 0:
        result.findings.append(finding("P-MAP-PAGES", QT_TRANSLATE_NOOP(
            "rules", "{count} parcels are only on the overview page: the map template draws {limit} parcels on {pages} pages at "
                     "most."),
            {"count": left, "limit": template["max_parcels"], "pages": template.get("max_pages", 100)}, file=path))
    session = call_on_main_thread(lambda: _Session(data, template, str(template["title"])))
    try:
        for i, page in enumerate(pages):
            progress.report(i / len(pages))
            skipped = call_on_main_thread(_slice(session, page))
            result.pages.append({"title": f"{page.title} {page.subtitle}".strip(), "scale": page.scale,
                                 "parcels": [p.index for p in page.parcels]})
            _note(result, template, page, skipped, path)
        result.pdf = call_on_main_thread(session.finish)
    finally:
        call_on_main_thread(session.close)
    if not session.chinese:
        result.findings.append(finding("P-FONT", QT_TRANSLATE_NOOP(
            "rules", "None of the fonts {fonts} is installed; Chinese text on the maps may be missing."),
            {"fonts": ", ".join(load_template("fonts")["chinese"])}, file=path))
    return result


def _slice(session: _Session, page: Page) -> Callable[[], int]:
    return lambda: session.draw(page)


def _note(result: MapFile, template: Mapping[str, Any], page: Page, skipped: int, path: str) -> None:
    if page.scale > int(template["max_scale"]) and not page.overview:
        result.findings.append(finding("P-MAP-SCALE", QT_TRANSLATE_NOOP(
            "rules", "Page “{title}” is at 1:{scale}; the profile asks for 1:{wanted} or larger."),
            {"title": page.subtitle, "scale": page.scale, "wanted": template["max_scale"]}, file=path, key=page.subtitle,
            parcel_id=page.parcels[0].parcel_id))
    if skipped and not page.overview:
        result.findings.append(finding("P-MAP-LABELS", QT_TRANSLATE_NOOP(
            "rules", "{count} boundary point numbers have no room on the page “{title}”; the coordinate table holds them all."),
            {"count": skipped, "title": page.subtitle}, file=path, key=page.subtitle, parcel_id=page.parcels[0].parcel_id))


def plan_pages(data: PackageData, template: Mapping[str, Any]) -> list[Page]:
    """Which pages there are: an overview when there are several parcels, then each parcel at a round scale."""
    parcels = list(data.published.parcels)
    words = template["words"]
    pages = []
    if len(parcels) > 1 and template.get("overview", True):
        pages.append(_page(data, template, parcels, str(template["overview_title"]), words["all"], True))
    room = int(template.get("max_pages", 100)) + len(pages)
    for parcel in parcels[: int(template["max_parcels"])]:
        subtitle = str(words["parcel"]).format(number=parcel.number or parcel.index, name=parcel.name).strip()
        page = _page(data, template, [parcel], str(template["title"]), subtitle, False)
        own = [page] if page.scale <= int(template["wanted_scale"]) else _in_sheets(data, template, page)
        if len(pages) + len(own) > room and any(not p.overview for p in pages):
            break  # a parcel has all of its sheets or none
        pages.extend(own)
    return pages


def _in_sheets(data: PackageData, template: Mapping[str, Any], page: Page) -> list[Page]:
    """A parcel too long for its scale: an index page and sheets (分幅) at the wanted scale, or the next that needs few enough."""
    shape = as_geometry(page.parcels[0].rings, data.profile.coordinate_decimals)
    scales = [s for s in template["scales"] if int(template["wanted_scale"]) <= s < page.scale]
    for scale in scales:
        frames = _frames(shape, map_box(template), scale)
        if len(frames) <= int(template["max_sheets"]):
            break
    else:
        return [page]
    words = template["words"]
    west, south = min(f[0] for f in frames), min(f[1] for f in frames)
    east, north = max(f[2] for f in frames), max(f[3] for f in frames)
    box = map_box(template)  # the index shows every sheet with its number, so it may need a smaller scale than the parcel
    around = round_scale(east - west, north - south, (box[2], box[3]), template["scales"], 0.05)
    centre = ((west + east) / 2, (south + north) / 2)
    subtitle = f"{page.subtitle}　{words['index']}"
    index = Page(page.title, subtitle, page.parcels, max(around, page.scale), centre, True, frames)
    sheets = []
    for i, f in enumerate(frames, 1):
        subtitle = f"{page.subtitle}　" + str(words["sheet"]).format(number=i, count=len(frames))
        sheets.append(Page(page.title, subtitle, page.parcels, scale, ((f[0] + f[2]) / 2, (f[1] + f[3]) / 2), False, [], f))
    return [index, *sheets]


def _frames(shape: Any, box: Sequence[float], scale: int) -> list[tuple[float, float, float, float]]:
    """Map frames (west, south, east, north) that cover ``shape``, from north-west, each overlapping its neighbours a little."""
    width, height = box[2] * scale / 1000, box[3] * scale / 1000
    west, south, east, north = shape.bounds
    step_x, step_y = width * (1 - SHEET_OVERLAP), height * (1 - SHEET_OVERLAP)
    columns, rows = (max(1, math.ceil((east - west) / step_x)), max(1, math.ceil((north - south) / step_y)))
    left, top = (west + east) / 2 - columns * step_x / 2, (south + north) / 2 + rows * step_y / 2
    frames = []
    for row in range(rows):
        for column in range(columns):
            x, y = left + (column + 0.5) * step_x, top - (row + 0.5) * step_y
            core = shapely.box(x - step_x / 2, y - step_y / 2, x + step_x / 2, y + step_y / 2)
            if shapely.intersection(core, shape).area > 0:
                frames.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return frames


def map_box(template: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Position and size of the map on the page, mm."""
    width, height = page_size(template)
    return 16.0, 30.0, width - 16.0 - 102.0, height - 30.0 - 28.0


def _page(data: PackageData, template: Mapping[str, Any], parcels: list[PublishedParcel], title: str, subtitle: str,
          overview: bool) -> Page:
    bounds = [as_geometry(p.rings, data.profile.coordinate_decimals).bounds for p in parcels]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    box = map_box(template)
    scale = round_scale(east - west, north - south, (box[2], box[3]), template["scales"], float(template["margin"]))
    return Page(title, subtitle, parcels, scale, ((west + east) / 2, (south + north) / 2), overview)


class _Session:
    """A project, a layout page at a time and the PDF they go into; lives on the main thread."""

    def __init__(self, data: PackageData, template: Mapping[str, Any], title: str) -> None:
        self.data, self.template = data, template
        self.families, self.chinese = choose_fonts()
        self.epsg = int(data.review.parcels.crs.epsg or 0)
        self.crs = QgsCoordinateReferenceSystem.fromEpsgId(self.epsg)
        self.pdf = PdfPages(page_size(template), f"{title} {data.values['项目名']}".strip(), data.created)
        # most pages show one parcel: what belongs to it is looked up, not searched among all
        self._pieces: dict[int, list[Any]] = {}
        for piece in data.pieces:
            self._pieces.setdefault(piece.parcel, []).append(piece)
        self._rows: dict[str, list[Any]] = {}
        for row in data.review.overlay:
            self._rows.setdefault(row.parcel_id, []).append(row)

    def draw(self, page: Page) -> int:
        """Draw one page into the PDF; returns how many point numbers were left out for want of room."""
        project = QgsProject()
        project.setCrs(self.crs)
        try:
            layers, legend, skipped = self._layers(page)
            project.addMapLayers([*layers], False)
            layout = self._compose(project, page, layers, legend, skipped)
            self.pdf.add(layout, 0)
            layout = None
        finally:
            project.clear()
        return skipped

    def finish(self) -> bytes:
        return self.pdf.finish()

    def close(self) -> None:
        self.pdf.close()

    def _layers(self, page: Page) -> tuple[list[QgsVectorLayer], list[QgsVectorLayer], int]:
        """Layers from top to bottom, those of the legend, and the number of left out point numbers."""
        data, template = self.data, self.template
        decimals = data.profile.coordinate_decimals
        boundary = make.parcel_layer(page.parcels, decimals, self.epsg, template)
        top: list[QgsVectorLayer] = []
        skipped = 0
        if page.sheets:
            top.extend(make.sheet_layers(page.sheets, self.epsg, template, self.families))
        elif page.overview:
            top.append(make.number_layer(page.parcels, decimals, self.epsg, template, self.families))
        legend: list[QgsVectorLayer] = [boundary]
        if template["point"]["diameter"] and not page.overview:
            points, skipped = make.point_layer(page.parcels, decimals, self.epsg, template, self.families, page.scale,
                                               page.window)
            top.append(points)
            legend.append(points)
        below: list[QgsVectorLayer] = []
        if template["kind"] == "survey":
            pieces = [p for p in self._pieces_of(page) if p.geometry is not None and page.shows(p.geometry)]
            pieces = self._fit_to_print(pieces, page)
            below = self._roles(page)
            legend.extend(below)
            labels = None if page.overview else Labels(page.scale, page.window)
            for layers in (make.owner_layers(pieces, self.epsg, template, self.families, labels),
                           make.class_layers(pieces, self.epsg, template, self.families, labels) if pieces else []):
                top.extend(layers[:-1])
                below.extend(layers[-1:])
                legend.extend(layers[-1:])
        else:
            below = self._roles(page)
            legend.extend(below)
        return [*top, boundary, *below], legend, skipped

    def _fit_to_print(self, items: list[Any], page: Page) -> list[Any]:
        """On the overview of a county: shapes as coarse as a dot of the print, and none that is smaller than one.

        A hundred thousand exact pieces on one page take a minute and 2 GB to write, and no eye tells them from these.
        """
        if not page.overview or len(items) < MANY_PIECES:
            return items
        dot = DOT_MM * page.scale / 1000
        shapes = shapely.simplify(np.array([i.geometry for i in items], dtype=object), dot, preserve_topology=False)
        seen = shapely.area(shapes) >= dot * dot
        return [replace(item, geometry=shape) for item, shape, big in zip(items, shapes, seen) if big]

    def _pieces_of(self, page: Page) -> list[Any]:
        return [piece for p in page.parcels for piece in self._pieces.get(p.index, ())]

    def _rows_of(self, page: Page) -> list[Any]:
        return [row for p in page.parcels for row in self._rows.get(p.parcel_id, ())]

    def _roles(self, page: Page) -> list[QgsVectorLayer]:
        """Overlay layers with evidence on this page, the most important on top."""
        rows: dict[str, list[Any]] = {}
        for row in self._rows_of(page):
            empty = row.role == self.data.profile.land_class_role and not row.code
            if row.geometry is not None and not empty and page.shows(row.geometry):
                rows.setdefault(row.role, []).append(row)
        styles = role_styles(self.template, sorted(rows))
        layers = [make.role_layer(self._fit_to_print(rows[style["role"]], page), self.epsg, style) for style in styles
                  if style["role"] in rows]
        return [layer for layer in reversed(layers) if layer is not None]

    def _compose(self, project: QgsProject, page: Page, layers: Sequence[QgsVectorLayer], legend: Sequence[QgsVectorLayer],
                 skipped: int) -> QgsPrintLayout:
        template, words, sizes = self.template, self.template["words"], self.template["sizes"]
        width, height = page_size(template)
        layout = new_layout(project, 1, (width, height))
        build = PageBuilder(layout, 0, self.families)
        box = map_box(template)
        build.text(page.title, (10, 8, width - 20, 11), sizes["title"], bold=True, align="center")
        build.text(f"{self.data.values['项目名']}　{page.subtitle}", (10, 19, width - 20, 6), sizes["subtitle"], align="center")
        item = build.map(box, layers, self.crs, page.centre, page.scale)
        build.grid(item, page.scale * float(template["grid_mm"]) / 1000, sizes["grid"])
        build.north_arrow(item, (box[0] + box[2] - 20, box[1] + 4, 15, 20))
        foot = box[1] + box[3] + 8
        build.scale_bar(item, (box[0], foot, 90, 12), _bar_unit(page.scale), sizes["text"])
        build.text(words["scale"].format(scale=page.scale), (box[0] + 100, foot + 1, 40, 6), sizes["subtitle"], bold=True)
        crs = words["crs"].format(坐标系=self.data.values["坐标系"], projection=self.data.values["投影"])
        build.text(crs, (box[0] + 140, foot + 1, box[2] - 140, 6), sizes["text"], align="right")
        if skipped:
            build.text(words["some_labels"], (box[0] + 100, foot + 8, box[2] - 100, 5), sizes["table"], align="right")
        self._panel(build, page, item, legend, (box[0] + box[2] + 12, box[1], 82, box[3]))
        return layout

    def _panel(self, build: PageBuilder, page: Page, item: Any, legend: Sequence[QgsVectorLayer], box: Sequence[float]) -> None:
        """The column right of the map: project, area table, class areas, legend, signatures."""
        words, sizes, values = self.template["words"], self.template["sizes"], self.data.values
        x, y, width, height = box
        total = sum((p.area_ha for p in page.parcels), Decimal(0))
        facts = [[words["project"], values["项目名"]], [words["code"], values["项目编号"]],
                 [words["area"], f"{total:.{self.data.profile.area_ha_decimals}f} 公顷"]]
        for i, (name, value) in enumerate(facts):
            build.text(f"{name}：{value}", (x, y + i * 5.5, width, 5.5), sizes["text"])
        y += 19
        classes = self._class_rows(page)
        tables = [(words["areas"], self._parcel_rows(page), [29, 19, 31]), (words["classes"], classes, [49, 31])]
        owners = self._owner_rows(page)
        if owners and len(owners) + len(classes) + len(tables[0][1]) <= int(self.template.get("panel_rows", 22)):
            tables.append((words["owners"], owners, [49, 31]))
        for title, rows, widths in tables:
            build.text(title, (x, y, width, 5.5), sizes["text"], bold=True)
            y += 6 + build.table(rows, widths, (x, y + 6), sizes["table"], 4.2) + 4
        build.text(words["legend"], (x, y, width, 5.5), sizes["text"], bold=True)
        self._legend(build, item, legend, (x, y + 6, width, box[1] + height - 34 - (y + 6)))
        rows = [[words["unit"], values["制图单位"]], [words["date"], values["日期"]],
                [words["survey"], ""], [words["draw"], ""], [words["check"], ""]]
        build.table(rows, [26, 54], (x, box[1] + height - 5 * 6.15 - 0.15), sizes["table"], 5)

    def _legend(self, build: PageBuilder, item: Any, legend: Sequence[QgsVectorLayer], box: Sequence[float]) -> None:
        """The legend in the room there is: smaller, and in more columns, when there are many classes."""
        size = self.template["sizes"]["table"]
        entries = sum(len(layer.renderer().legendSymbolItems()) for layer in legend)
        columns = 2 if entries * 5.2 / 2 <= box[3] else 3
        build.legend(item, legend, box, size if columns == 2 else size * 0.8, columns)

    def _parcel_rows(self, page: Page) -> list[list[str]]:
        rows = [["地块编号", "界址点数", "面积（公顷）"]]
        limit = int(self.template.get("table_rows", 10))
        for p in page.parcels[:limit]:
            rows.append([p.number or str(p.index), str(p.points), str(p.area_ha)])
        if len(page.parcels) > limit:
            rows.append([self.template["words"]["more"].format(count=len(page.parcels) - limit), "", ""])
        if len(page.parcels) > 1:
            rows.append(["合计", str(sum(p.points for p in page.parcels)),
                         str(sum((p.area_ha for p in page.parcels), Decimal(0)))])
        return rows

    def _class_rows(self, page: Page) -> list[list[str]]:
        if self.template["kind"] == "survey":
            sums = by_key(self._pieces_of(page), "code", "name")
            items = [(f"{code} {name}".strip(), area) for (code, name), area in sums.items()]
        else:
            items = self._role_sums(page)
        if not items or not (self.data.review.overlay or self.data.review.sources):
            return [[self.template["words"]["not_checked"], ""]]
        limit = int(self.template.get("class_rows", 12))
        rows = [["名称", "面积"], *([name, f"{area:.4f}"] for name, area in items[:limit])]
        if len(items) > limit:
            rest = sum((area for _, area in items[limit:]), Decimal(0))
            rows.append([self.template["words"]["more"].format(count=len(items) - limit), f"{rest:.4f}"])
        return rows

    def _owner_rows(self, page: Page) -> list[list[str]]:
        """Hectares by owner; [] where the land survey names none."""
        sums = by_key([p for p in self._pieces_of(page) if p.owner], "owner")
        if self.template["kind"] != "survey" or not sums:
            return []
        return [["名称", "面积"], *([name, f"{area:.{self.data.profile.area_ha_decimals}f}"] for (name,), area in sums.items())]

    def _role_sums(self, page: Page) -> list[tuple[str, Decimal]]:
        sums: dict[str, Decimal] = {}
        land = self.data.profile.land_class_role
        for row in self._rows_of(page):
            if row.role != land and row.code + row.patch and row.area_m2 > 0:
                sums[row.role] = sums.get(row.role, Decimal(0)) + Decimal(repr(float(row.area_ha)))
        return [(str(style["title"]), sums[style["role"]]) for style in role_styles(self.template, sorted(sums))
                if style["role"] in sums]


def role_styles(template: Mapping[str, Any], present: Sequence[str]) -> list[Mapping[str, Any]]:
    """Styles of the template, then an outline for every other role that is present, named from the layer roles."""
    styles = list(template.get("roles", ()))
    if "other" not in template:
        return styles
    listed = {s["role"] for s in styles} | set(template.get("skip_roles", ()))
    for role in present:
        if role not in listed:
            styles.append({**template["other"], "role": role, "title": role_name(role)})
    return styles


def _bar_unit(scale: int) -> float:
    """Metres of one segment: a round number close to 20 mm on paper."""
    wanted = scale * 0.02
    power = 10 ** (len(str(int(wanted))) - 1) if wanted >= 1 else 1
    return float(max(step * power for step in (1, 2, 5) if step * power <= max(wanted, power)))
