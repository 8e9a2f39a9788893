#!/usr/bin/env python3
"""Copy pinned pure-Python libraries into the plugin's ``_vendor`` and rewrite their imports.

``sys.modules`` is shared by all plugins of a QGIS: a library under its own name meets the version that another plugin
brought.  Under ``onemap_plugin._vendor`` it does not.  The libraries come from the environment that runs this script, so
nothing is downloaded; their versions must be those of requirements-dev.txt.

    vendor.py TARGET_FOLDER
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from pathlib import Path

LIBRARIES = {"openpyxl": "openpyxl", "et_xmlfile": "et-xmlfile"}  # module: distribution
PREFIX = "onemap_plugin._vendor"
REQUIREMENTS = Path(__file__).with_name("requirements-dev.txt")


def pinned() -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)$", REQUIREMENTS.read_text(encoding="utf-8"), flags=re.M))


def rewrite(text: str) -> str:
    """Imports of the vendored libraries -> imports below ``PREFIX``."""
    names = "|".join(map(re.escape, LIBRARIES))
    rules = [
        (rf"^(\s*)from ({names})(\.[\w.]+)?\s+import\b", rf"\1from {PREFIX}.\2\3 import"),
        (rf"^(\s*)import ({names})(\.[\w.]+) as ", rf"\1import {PREFIX}.\2\3 as "),
        (rf"^(\s*)import ({names})(\.[\w.]+)\s*$", rf"\1import {PREFIX}.\2\3; from {PREFIX} import \2"),
        (rf"^(\s*)import ({names})( as \w+)?(\s*(?:#.*)?)$", rf"\1from {PREFIX} import \2\3\4")]
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text, flags=re.M)
    left = re.findall(rf"^\s*import .*\b(?:{names})\b.*,.*$", text, flags=re.M)
    left += re.findall(rf"(?:__import__|import_module)\(\s*['\"](?:{names})\b.*", text, flags=re.M)
    if left:
        raise SystemExit(f"an import that cannot be rewritten: {left}")
    return text


def vendor(target: Path) -> None:
    """Write all libraries below ``target`` (made anew)."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "__init__.py").write_text("", encoding="utf-8")
    for module, distribution in LIBRARIES.items():
        found = importlib.metadata.distribution(distribution)
        wanted = pinned()[distribution]
        if found.version != wanted:
            raise SystemExit(f"{distribution} {found.version} is installed, {wanted} is pinned in {REQUIREMENTS.name}")
        for file in sorted(found.files or (), key=str):
            source, parts = Path(str(file.locate())), file.parts
            if parts[0] == module and source.suffix == ".py":
                copy = target.joinpath(*parts)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(rewrite(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
            elif parts[0].endswith(".dist-info") and source.name.upper().startswith(("LICEN", "AUTHORS")):
                shutil.copyfile(source, target / f"{module}-{source.name}")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
