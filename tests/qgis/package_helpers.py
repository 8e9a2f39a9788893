"""Help for the package tests: text of a PDF, packages in memory, and a forger who knows how to renew hashes."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import unicodedata
import zlib
from pathlib import Path

# Noto CJK draws some characters with the glyph of a Kangxi radical, and the PDF then names the radical; NFKC knows most of them
RADICALS = str.maketrans(
    "⻉⻓⻋⻮⻜⻛⻣⻤⼾⻩⻅㬵⻆⻰⻧⻢⻨⻔⺠⻦⻬⻘⻝⺒⻙⻚⻥⺉⺅⻈⻖⺾⺐⺘⺨⻠⺖⺦⺡⻌⺕⺰⺓⺙⺣⺭⺺⻐⻂⻪",
    "贝长车齿飞风骨鬼户黄见胶角龙卤马麦门民鸟齐青食巳韦页鱼刂亻讠阝艹尢扌犭饣忄丬氵辶彐纟幺攵灬礻肀钅衤黾",
)


def pdf_text(path: Path, page: int = 0) -> str:
    """Text of a PDF (one page of it), comparable with what was written."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-layout", *pages, str(path), "-"]
    raw = subprocess.run(command, check=True, capture_output=True, text=True).stdout.translate(RADICALS)
    return "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in raw)


def page_count(path: Path) -> int:
    out = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Pages:\s+(\d+)", out)
    assert found
    return int(found.group(1))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def forged(package: dict[str, bytes], path: str, content: bytes) -> dict[str, bytes]:
    """The package with another content of one file, sizes and hashes renewed as a careful forger would."""
    changed = dict(package)
    changed[path] = content
    manifest = json.loads(package["manifest.json"])
    for entry in manifest["files"]:
        if entry["path"] == path:
            entry["size"], entry["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    return resealed(changed, manifest)


def resealed(package: dict[str, bytes], manifest: dict[str, object]) -> dict[str, bytes]:
    """The package with this manifest and the hash that belongs to it."""
    text = (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    return {**package, "manifest.json": text,
            "manifest.sha256": f"{hashlib.sha256(text).hexdigest()}  manifest.json\n".encode()}  # fmt: skip


def find(package: dict[str, bytes], end: str) -> str:
    """The one path that ends so."""
    (path,) = [p for p in package if p.endswith(end)]
    return path


def inflated(data: bytes) -> bytes:
    """A PDF with all its streams unpacked, to search in."""
    out = [data]
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            out.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:
            continue
    return b"".join(out)
