#!/usr/bin/env python3
"""Refresh i18n/onemap_zh_CN.ts from the sources: tr(), translate() and the QT_TRANSLATE_NOOP marks of the core.

    i18n.py [OPEN.json]     also write the texts without translation as a list of {context, source, translation}
    i18n.py --merge FILE    take the translations of such a list over

The sources are read by their syntax tree: pylupdate5 does not see a text that is put together from several literals.
Contexts and texts are sorted, places are files without line numbers: a diff shows what changed and nothing else.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = ROOT / "onemap_plugin"
TS = ROOT / "i18n" / "onemap_zh_CN.ts"
Key = tuple[str, str]


def texts(node: ast.AST, owner: str = "") -> Iterator[Key]:
    """(context, source) of every marked or translated text below ``node``; ``owner`` is the class around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            function = child.func
            name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
            given = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else "" for a in child.args[:2]]
            if name == "tr" and owner and given and given[0]:
                yield owner, given[0]
            elif name in ("translate", "QT_TRANSLATE_NOOP") and len(given) == 2 and all(given):
                yield given[0], given[1]
        yield from texts(child, child.name if isinstance(child, ast.ClassDef) else owner)


def places() -> dict[Key, list[str]]:
    """Files of every text."""
    found: dict[Key, list[str]] = {}
    for path in sorted(PLUGIN.rglob("*.py")):
        if "_vendor" not in path.parts:
            for key in texts(ast.parse(path.read_text(encoding="utf-8"), str(path))):
                files = found.setdefault(key, [])
                name = f"../{path.relative_to(ROOT).as_posix()}"
                if name not in files:
                    files.append(name)
    return found


def known() -> dict[Key, str]:
    """Finished translations of the file as it is."""
    if not TS.exists():
        return {}
    return {(context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
            for context in ElementTree.parse(TS).getroot().iter("context") for message in context.iter("message")
            if message.find("translation[@type]") is None and message.findtext("translation")}


def write(found: dict[Key, list[str]], done: dict[Key, str]) -> list[Key]:
    """The file, with what is translated; returns what is not."""
    root = ElementTree.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    for context in sorted({c for c, _ in found}):
        group = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(group, "name").text = context
        for key in (k for k in found if k[0] == context):
            message = ElementTree.SubElement(group, "message")
            for name in found[key]:
                ElementTree.SubElement(message, "location", filename=name)
            ElementTree.SubElement(message, "source").text = key[1]
            translation = ElementTree.SubElement(message, "translation")
            if key in done:
                translation.text = done[key]
            else:
                translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    TS.parent.mkdir(exist_ok=True)
    TS.write_text(head + ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")
    return [k for k in found if k not in done]


def main() -> None:
    arguments = sys.argv[1:]
    done = known()
    if arguments[:1] == ["--merge"]:
        for item in json.loads(Path(arguments[1]).read_text(encoding="utf-8")):
            if item["translation"]:
                done[item["context"], item["source"]] = item["translation"]
    found = places()
    left = write(found, done)
    if arguments and arguments[0] != "--merge":
        items = [{"context": c, "source": s, "translation": ""} for c, s in left]
        Path(arguments[0]).write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TS.relative_to(ROOT)}: {len(found)} texts, {len(left)} without translation")


if __name__ == "__main__":
    main()
