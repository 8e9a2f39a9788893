#!/usr/bin/env python3
"""House rules that ruff and mypy don't know.   check_code.py   (no arguments; exit 1 when a rule is broken)"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES = 500, 60
TRANSLATE = {"tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP"}
ASSERTS = re.compile(r"assert|raises|warns|fail\(|waitSignal|expect|verify|check", re.I)
OPEN = re.compile(r"\b(TODO|FIXME|XXX)\b")
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.$}])/(work|root|farm)/|bash_jobs")
TEXT = {".py", ".md", ".sh", ".toml", ".txt", ".yaml", ".yml", ".qgs", ".qml", ".qpt", ".ts", ".csv", ".json", ".svg", ".xml", ""}


def files() -> list[Path]:
    """What git knows or would add; without git, everything but build output."""
    try:
        names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True)
        found = [ROOT / n.decode() for n in names.stdout.split(b"\0") if n]
    except (OSError, subprocess.CalledProcessError):
        skip = {"build", "dist", ".venv", ".git"}
        found = [p for p in ROOT.rglob("*") if not skip & set(p.relative_to(ROOT).parts)]
    return sorted(p for p in found if p.is_file() and "_vendor" not in p.parts)


def text_findings(path: Path, name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line) and path.name != Path(__file__).name:
            yield f"{name}:{number}: path of one machine: {line.strip()[:100]}"
        if path.suffix in (".py", ".sh", ".md") and OPEN.search(line) and path.name != Path(__file__).name:
            yield f"{name}:{number}: left open: {line.strip()[:100]}"


def formatted(node: ast.expr) -> bool:
    """An f-string, ``"..." % x``, ``"..." + x`` or ``"...".format(x)``: the translation tools cannot see its text."""
    if isinstance(node, (ast.JoinedStr, ast.BinOp)):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def translates(node: ast.Call) -> bool:
    """Whether the call is Qt's or ours; ``bytes.translate`` and ``QPainter.translate`` are something else."""
    if isinstance(node.func, ast.Attribute) and node.func.attr == "translate":
        return isinstance(node.func.value, ast.Name) and node.func.value.id in ("QCoreApplication", "QApplication", "i18n")
    return called(node) in TRANSLATE


def call_findings(node: ast.Call, name: str, in_tests: bool) -> Iterator[str]:
    function = called(node)
    if translates(node) and any(formatted(a) for a in node.args[:2]):
        yield f"{name}:{node.lineno}: {function}() of a formatted string"
    if function == "processEvents" and not in_tests:
        yield f"{name}:{node.lineno}: processEvents"
    if function in ("exec_", "print_"):
        yield f"{name}:{node.lineno}: {function}() is gone in Qt 6"


def import_findings(node: ast.AST, name: str) -> Iterator[str]:
    modules = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(
        node, ast.ImportFrom) else []
    for module in modules:
        if module.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6"):
            yield f"{name}:{getattr(node, 'lineno', 0)}: imports {module}; use qgis.PyQt"
        if name.startswith("onemap_plugin/core/") and module.split(".")[0] in ("qgis", "osgeo", "processing"):
            yield f"{name}:{getattr(node, 'lineno', 0)}: core imports {module}"


def is_enum_value(name: str) -> bool:
    """Whether ``Qt.<name>`` is a value, not a class; without Qt every capital name that does not look like a class."""
    try:
        from qgis.PyQt.QtCore import Qt
    except ImportError:
        return not name.endswith(("Flag", "Flags", "Role", "Type", "Orientation", "Policy", "Mode"))
    return isinstance(getattr(Qt, name, None), int)


def short_enums(tree: ast.AST, name: str) -> Iterator[str]:
    """``Qt.AlignLeft`` (not scoped): PyQt6 has only ``Qt.AlignmentFlag.AlignLeft``."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Qt"
                and node.attr[0].isupper() and is_enum_value(node.attr)):
            yield f"{name}:{node.lineno}: enum not scoped: Qt.{node.attr}"


def asserting_helpers(tree: ast.Module) -> set[str]:
    """Functions of the module that assert something: a test may leave it to them."""
    return {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and any(isinstance(m, ast.Assert) for m in ast.walk(n))}


def function_findings(node: ast.AST, name: str, text: str, in_tests: bool, helpers: set[str]) -> Iterator[str]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > FUNCTION_LINES and not in_tests:
        yield f"{name}:{node.lineno}: {node.name} has {length} lines (at most {FUNCTION_LINES})"
    if in_tests and node.name.startswith("test_"):
        body = ast.get_source_segment(text, node) or ""
        calls = {called(n) for n in ast.walk(node) if isinstance(n, ast.Call)}
        if not ASSERTS.search(body) and not calls & helpers:
            yield f"{name}:{node.lineno}: {node.name} asserts nothing"
        if re.search(r"assert (True|1)\b", body):
            yield f"{name}:{node.lineno}: {node.name} asserts a constant"


def python_findings(path: Path, name: str, text: str) -> Iterator[str]:
    in_tests = path.relative_to(ROOT).parts[0] == "tests"
    lines = text.count("\n") + 1
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines (at most {FILE_LINES})"
    try:
        tree = ast.parse(text, feature_version=(3, 9))
    except SyntaxError as error:
        yield f"{name}:{error.lineno}: not Python 3.9: {error.msg}"
        return
    helpers = asserting_helpers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from call_findings(node, name, in_tests)
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield f"{name}:{node.lineno}: bare except"
            if len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
                yield f"{name}:{node.lineno}: except with only pass"
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node):
            yield f"{name}:{node.lineno}: NotImplementedError"
        yield from import_findings(node, name)
        yield from function_findings(node, name, text, in_tests, helpers)
    yield from short_enums(tree, name)


def main() -> int:
    found = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in TEXT or path.name == "LICENSE":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # data in other encodings is no text of ours
            continue
        found += text_findings(path, name, text)
        if path.suffix == ".py":
            found += python_findings(path, name, text)
    print("\n".join(found) if found else "house rules: clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
