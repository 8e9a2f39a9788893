"""Page breaks of the report: rows stay whole, headings stay with their tables, nothing is lost."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QImage, QPainter, QTextDocument, QTextTable

from onemap_plugin.core.errors import Cancelled
from onemap_plugin.core.package.report import render_table
from onemap_plugin.core.progress import SILENT, Progress
from onemap_plugin.qgis_bridge.document_pages import whole_rows
from onemap_plugin.qgis_bridge.layouts import choose_fonts
from onemap_plugin.qgis_bridge.package_report import html_pdf

WIDTH, HEIGHT = 500.0, 700.0


def build(html: str, page: float | None) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(WIDTH, page if page is not None else -1.0))
    return document


def tables(document: QTextDocument) -> list[QTextTable]:
    return [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]


def cut_rows(document: QTextDocument) -> list[str]:
    """Text of the rows that lie on two pages."""
    layout, found = document.documentLayout(), []
    for table in tables(document):
        for row in range(table.rows()):
            cells = [table.cellAt(row, c) for c in range(table.columns())]
            tops = [layout.blockBoundingRect(c.firstCursorPosition().block()).top() for c in cells]
            bottoms = [layout.blockBoundingRect(c.lastCursorPosition().block()).bottom() for c in cells]
            if int(min(tops) // HEIGHT) != int((max(bottoms) - 1) // HEIGHT):
                found.append(cells[0].firstCursorPosition().block().text())
    return found


def orphans(document: QTextDocument) -> list[str]:
    """Headings that stand at the foot of a page while their table begins on the next."""
    layout, found, heading = document.documentLayout(), [], None
    position = document.rootFrame().begin()
    while not position.atEnd():
        frame, block = position.currentFrame(), position.currentBlock()
        if isinstance(frame, QTextTable) and heading is not None:
            first = layout.blockBoundingRect(frame.cellAt(0, 0).firstCursorPosition().block()).top()
            shape = heading.layout()  # the block may begin on the page before with nothing but room in it
            line = shape.position().y() + shape.lineAt(0).y()
            if int(line // HEIGHT) != int(first // HEIGHT):
                found.append(heading.text())
            heading = None
        elif frame is None and block.text().startswith("Heading"):
            heading = block
        position += 1
    return found


def blank_pages(document: QTextDocument) -> list[int]:
    """Pages without any text."""
    seen, block = set(), document.begin()
    while block.isValid():
        if block.text().strip():
            top = document.documentLayout().blockBoundingRect(block).top() - block.layout().boundingRect().top()
            lines = [block.layout().lineAt(i) for i in range(block.layout().lineCount())]
            seen |= {int((top + line.y() + line.height() / 2) // HEIGHT) for line in lines}
        block = block.next()
    return [p for p in range(document.pageCount()) if p not in seen]


def sample(count: int, lines: int, paragraphs: int) -> str:
    long = " ".join(["words that need a line of their own in a narrow cell"] * lines)
    out = ["<html><body>"]
    for number in range(6):
        out += [f"<p>paragraph {number} {'text ' * 40}</p>"] * paragraphs
        rows = [["No", "Text", "Note"], *([f"{number}-{i}", long if i % 3 else "short", "x"] for i in range(count))]
        out.append(f"<h2>Heading {number}</h2>" + ('<p class="small">A line below it.</p>' if number % 2 else ""))
        out.append(str(render_table(rows, ["10%", "60%", "30%"])))
    return "".join([*out, "<p>the end</p></body></html>"])


@pytest.mark.parametrize("paragraphs", [0, 1, 2, 3, 5])
@pytest.mark.parametrize(("count", "lines"), [(1, 1), (4, 2), (17, 3), (22, 1), (23, 2), (26, 3), (60, 4)])
def test_no_row_lies_on_two_pages_and_no_heading_is_left_behind(count: int, lines: int, paragraphs: int) -> None:
    html = sample(count, lines, paragraphs)
    document = whole_rows(html, build, HEIGHT)
    assert cut_rows(document) == []
    assert orphans(document) == []
    assert blank_pages(document) == []


def test_the_sample_is_cut_without_it() -> None:
    plain = build(sample(17, 3, 1), HEIGHT)
    assert cut_rows(plain)
    assert any(orphans(build(sample(count, 2, 3), HEIGHT)) for count in range(1, 30))


def test_every_row_is_there_once_and_each_page_has_the_head() -> None:
    document = whole_rows(sample(60, 4, 2), build, HEIGHT)
    words = document.toPlainText()
    keys = re.findall(r"\b\d-\d+\b", words)
    assert keys == [f"{n}-{i}" for n in range(6) for i in range(60)]
    assert len(tables(document)) > 6
    assert all(t.cellAt(0, 1).firstCursorPosition().block().text() == "Text" for t in tables(document))
    assert words.rstrip().endswith("the end")


def test_a_row_higher_than_a_page_and_tables_in_tables_do_not_stop_it() -> None:
    high = str(render_table([["a", "b"], ["1", "word " * 3000], ["2", "short"]], ["20%", "80%"]))
    document = whole_rows(f"<p>x</p>{high}", build, HEIGHT)
    assert document.pageCount() > 2
    assert document.toPlainText().count("short") == 1
    nested = "<table><tr><td>out<table><tr><td>in</td></tr></table></td></tr></table>" * 2
    assert whole_rows(nested, build, HEIGHT).toPlainText().count("in") == 2


def test_a_document_is_laid_out_beside_the_main_thread_and_is_the_same(qgis_app: object) -> None:
    """Threads that lay out at once, while the main thread draws text too, as the window does; and a cancel ends one."""
    families = choose_fonts()[0]
    html = "<html><body>" + "".join(f"<h2>地块 {i}</h2><p>检查 {i} 通过 Check</p>" for i in range(150)) + "</body></html>"

    def made(progress: Progress = SILENT) -> tuple[bytes, int]:
        return html_pdf(html, "标题", "2025-01-02T03:04:05Z", families, (210.0, 297.0), progress)

    expected = made()
    assert expected[1] > 5
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(made) for _ in range(9)]
        image = QImage(400, 300, QImage.Format.Format_ARGB32)
        while not all(w.done() for w in waiting):
            painter = QPainter(image)
            painter.drawText(20, 20, "主线程 main")
            painter.end()
        assert {w.result() for w in waiting} == {expected}
        seen: list[float] = []
        with pytest.raises(Cancelled):
            pool.submit(made, Progress(seen.append, lambda: len(seen) > 2)).result()
        assert len(seen) == 3
