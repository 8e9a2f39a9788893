"""Every text that a user can see is translated: the sources are read here by their syntax tree, not by the translation tool."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "onemap_plugin"
TS = ROOT / "i18n" / "onemap_zh_CN.ts"
CHINESE = re.compile("[一-鿿]")
FIELD = re.compile(r"\{[^{}]*\}")
#: shown as they are in every language
SYMBOLS = {"m²", "m", " m", "; ", ", ", "{name}: {value}"}
#: names that are the same in every language
NAMES = {"Referer"}
#: calls of Qt whose texts are seen
SHOWING = {
    "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setStatusTip", "setWhatsThis", "setTitle", "addTab",
    "addRow", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "addAction", "addMenu",
    "setHeaderLabels", "setPrefix", "setSuffix",
}
#: arguments that are an error or a finding: English marked for translation, never bare
MARKED = {"OneMapError": (0, ("hint", "message")), "Finding": (2, ("message",)), "RuleInfo": (1, ("title", "help"))}


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def text_of(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def calls(tree: ast.AST, owner: str = "") -> Iterator[tuple[str, ast.Call]]:
    """All calls with the class they stand in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield owner, node
        yield from calls(node, node.name if isinstance(node, ast.ClassDef) else owner)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PLUGIN.rglob("*.py")):
        if "_vendor" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts_in_code() -> set[tuple[str, str]]:
    """(context, English text) of everything that is marked or translated."""
    found = set()
    for _, tree in sources():
        for owner, call in calls(tree):
            name, arguments = name_of(call.func), [text_of(a) for a in call.args]
            if name == "tr" and arguments and arguments[0]:
                found.add((owner, arguments[0]))
            elif name in ("translate", "QT_TRANSLATE_NOOP") and len(arguments) > 1 and arguments[0] and arguments[1]:
                found.add((arguments[0], arguments[1]))
    return found


def catalogue() -> dict[tuple[str, str], tuple[str, bool]]:
    """(context, source) -> (translation, finished)."""
    found = {}
    for context in ElementTree.parse(TS).getroot().iter("context"):
        for message in context.iter("message"):
            done = message.find("translation")
            assert done is not None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (done.text or "", done.get("type") is None)
    return found


CATALOGUE = catalogue()
DONE = {key: text for key, (text, done) in CATALOGUE.items() if done}


def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else() -> None:
    code = texts_in_code()
    assert len(code) > 1000
    assert sorted(code - set(CATALOGUE)) == []
    assert sorted(set(CATALOGUE) - code) == []


def test_every_text_is_translated_into_chinese() -> None:
    bare = [k for k, (text, done) in CATALOGUE.items() if not done or not text.strip()]
    assert bare == []
    english = [k for k, text in DONE.items() if not CHINESE.search(text) and k[1] not in SYMBOLS]
    assert [k for k in english if not k[1].startswith("Write it as postgis:")] == []


def test_fields_are_the_same_in_both_languages() -> None:
    def fields(text: str) -> set[str]:
        return set(FIELD.findall(text.replace("{{", "").replace("}}", "")))

    assert [(k, t) for k, t in DONE.items() if fields(k[1]) != fields(t)] == []
    for brace in ("{{", "}}"):
        assert [(k, t) for k, t in DONE.items() if k[1].count(brace) != t.count(brace)] == []


def test_no_english_words_are_left_over() -> None:
    """Two lower-case words in a row are a sentence; names of formats, keys and commands are not."""
    left = [(k, t) for k, t in DONE.items()
            if re.search(r"(?<![\w=.:/{])[a-z]{2,} [a-z]{2,}(?![\w=:])", FIELD.sub(" ", t)) and "postgis:" not in t]
    assert left == []


def test_punctuation_is_chinese() -> None:
    half = re.compile(r"[一-鿿”）][,;:!?]|[,;:!?][一-鿿“（]|[一-鿿]\.(?!\w)|\.\.\.")
    assert [(k, t) for k, t in DONE.items() if ";;" not in t and half.search(t)] == []
    ends = {".": "。", "…": "…", ":": "：:"}
    other = [(k, t) for k, t in DONE.items()
             for sign, wanted in ends.items() if k[1].rstrip().endswith(sign) and t.rstrip()[-1] not in wanted + "…"]
    assert [o for o in other if not o[1].endswith("……")] == []


def unmarked() -> Iterator[str]:
    for path, tree in sources():
        for _, call in calls(tree):
            name = name_of(call.func)
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            if name in MARKED:
                place, keywords = MARKED[name]
                shown = [*call.args[place:place + 1], *(k.value for k in call.keywords if k.arg in keywords)]
                yield from (f"{where}: {text_of(a)}" for a in shown if text_of(a) and " " in (text_of(a) or ""))
            if name in SHOWING and "gui" in path.parts:
                shown = [e for a in call.args for e in (a.elts if isinstance(a, ast.List) else [a])]
                texts = [text_of(a) or "" for a in shown]
                yield from (f"{where}: {t}" for t in texts if re.search("[A-Za-z]{3}", t) and t not in NAMES)
            if name == "tell" and any(text_of(a) for a in call.args[:1]) and text_of(call.args[1]) and text_of(call.args[0]):
                yield f"{where}: {text_of(call.args[1])} (the translation tool does not know tell)"


def test_no_text_reaches_the_user_without_being_marked() -> None:
    assert list(unmarked()) == []


GLOSSARY = [line.split("|")[1:4] for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
            if line.startswith("| ") and "---" not in line][1:]


@pytest.mark.parametrize(("english", "chinese"), [(e.strip(), c.strip()) for e, c, _ in GLOSSARY])
def test_terms_are_translated_as_the_glossary_says(english: str, chinese: str) -> None:
    """Each term of docs/glossary.md: wherever the English text has it, the Chinese one has one of its words."""
    pattern = re.compile(rf"\b{re.escape(english)}(s|es)?\b", re.IGNORECASE)
    words = chinese.split("/")
    users = [(k, t) for k, t in DONE.items() if pattern.search(FIELD.sub(" ", k[1]))]
    assert users, f"no text uses “{english}”"
    assert [(k, t) for k, t in users if not any(w in t for w in words)] == []
