"""The checks of .ci/check_code.py find what they are there to find."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_code", ROOT / ".ci" / "check_code.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("source", "words"), [
    ("self.tr(f'{n} parcels')", "formatted string"),
    ("self.tr('{} parcels'.format(n))", "formatted string"),
    ("QCoreApplication.translate('C', 'a' + b)", "formatted string"),
    ("QApplication.processEvents()", "processEvents"),
    ("try:\n    f()\nexcept:\n    g()", "bare except"),
    ("try:\n    f()\nexcept OSError:\n    pass", "only pass"),
    ("from PyQt5.QtCore import Qt", "use qgis.PyQt"),
    ("dialog.exec_()", "gone in Qt 6"),
    ("raise NotImplementedError", "NotImplementedError"),
    ("x = Qt.AlignLeft", "not scoped"),
    ("match x:\n    case 1: pass", "not Python 3.9"),
    ("def f():\n" + "    x = 1\n" * 61, "at most 60"),
    ("x = 1\n" * 501, "at most 500")])
def test_a_broken_house_rule_is_named(rules: ModuleType, source: str, words: str):
    found = list(rules.python_findings(ROOT / "onemap_plugin" / "x.py", "onemap_plugin/x.py", source))
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize("source", [
    "self.tr('{n} parcels').format(n=n)", "dialog.exec()", "x = Qt.AlignmentFlag.AlignLeft", "def f(o: Qt.Orientation): g(o)",
    "try:\n    f()\nexcept OSError as error:\n    log(error)", "from qgis.PyQt.QtCore import Qt"])
def test_good_code_is_left_alone(rules: ModuleType, source: str):
    assert list(rules.python_findings(ROOT / "onemap_plugin" / "x.py", "onemap_plugin/x.py", source)) == []


def test_paths_of_a_machine_are_found_in_text(rules: ModuleType):
    machine = "/" + "root/data"
    assert len(list(rules.text_findings(Path("a.md"), "a.md", f"open {machine}/x.gpkg"))) == 1
    assert list(rules.text_findings(Path("a.md"), "a.md", "docs/root/x and https://example.org/work/y")) == []
