"""What a tile server's answer means, in words a user can act on.

Sources: public client code and test notes (the error object is {code, msg, resolve}; codes went from 1/7/12/18 to 3010xx).
No live server was contacted, so fields are matched loosely and the server's own words are always shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ..i18n import QT_TRANSLATE_NOOP

#: first bytes of the picture formats that tiles come in; the parameter FORMAT and the content type are not to be trusted
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))


@dataclass(frozen=True)
class Diagnosis:
    """ok: a picture came.  code: stable id.  cause / advice: English source texts (context 'imagery').  server: its own words."""

    ok: bool
    code: str
    cause: str
    advice: str = ""
    server: str = ""


def picture_format(body: bytes) -> str:
    """'png', 'jpeg', 'gif', 'webp' by the first bytes, '' when it is no picture."""
    return next((name for magic, name in _PICTURES if body.startswith(magic)), "")


def diagnose(status: int, body: bytes, network_error: str = "") -> Diagnosis:
    """Explain one answer.  status: HTTP status, 0 when none came; network_error: the library's words for that case."""
    if status == 0:
        return _no_answer(network_error)
    if status == 200 and picture_format(body):
        return Diagnosis(True, "ok", QT_TRANSLATE_NOOP("imagery", "The service answers and the key is accepted."))
    code, words = _server_words(body)
    for case in _CASES:
        if case.fits(status, code, words):
            return Diagnosis(False, case.code, case.cause, case.advice, words)
    return Diagnosis(
        False,
        f"http{status}",
        QT_TRANSLATE_NOOP("imagery", "The server answered, but not with a picture."),
        QT_TRANSLATE_NOOP("imagery", "Check the address; the service may also be out of order."),
        words,
    )


def _no_answer(error: str) -> Diagnosis:
    lower = error.lower()
    if "timeout" in lower or "timed out" in lower:
        return Diagnosis(
            False,
            "timeout",
            QT_TRANSLATE_NOOP("imagery", "The server did not answer in time."),
            QT_TRANSLATE_NOOP("imagery", "Check the network and the proxy in QGIS's options, or try later."),
            error,
        )
    if "ssl" in lower or "certificate" in lower or "tls" in lower:
        return Diagnosis(
            False,
            "ssl",
            QT_TRANSLATE_NOOP("imagery", "The secure connection failed."),
            QT_TRANSLATE_NOOP("imagery", "Check the computer's date and the certificates of the proxy."),
            error,
        )
    return Diagnosis(
        False,
        "unreachable",
        QT_TRANSLATE_NOOP("imagery", "The server cannot be reached."),
        QT_TRANSLATE_NOOP("imagery", "Check the network, the address and QGIS's proxy options."),
        error,
    )


def _server_words(body: bytes) -> tuple[str, str]:
    """(code, message) of a JSON error object, ('', short text) of anything else."""
    text = body[:4000].decode("utf-8", "replace").strip()
    try:
        data = json.loads(text)
    except ValueError:
        return "", "" if text.startswith("<") else text[:200]
    if not isinstance(data, dict):
        return "", text[:200]
    words = " ".join(str(data[k]) for k in ("msg", "message", "resolve") if data.get(k))
    return str(data.get("code", "")), words or text[:200]


class _Case(NamedTuple):
    """One kind of refusal: how it is told (status, code, words), and what to say of it."""

    code: str
    fits: Callable[[int, str, str], bool]
    cause: str
    advice: str


_CASES = (
    _Case(
        "domain",
        lambda s, c, w: "域名" in w or c == "7",
        QT_TRANSLATE_NOOP("imagery", "The key is bound to other web domains."),
        QT_TRANSLATE_NOOP("imagery", "In the console take the domain whitelist off, or enter the Referer it allows."),
    ),
    _Case(
        "key_type",
        lambda s, c, w: c in {"301012", "12", "18"} or "权限类型" in w,
        QT_TRANSLATE_NOOP("imagery", "The key is of another type than this program needs."),
        QT_TRANSLATE_NOOP("imagery", "Apply for a browser key: a server key is refused because QGIS calls itself Mozilla/."),
    ),
    _Case(
        "unknown_key",
        lambda s, c, w: c in {"301001", "1"} or "非法key" in w.lower(),
        QT_TRANSLATE_NOOP("imagery", "The server does not know this key."),
        QT_TRANSLATE_NOOP("imagery", "Copy it again from the console; a new key needs some minutes."),
    ),
    _Case(
        "key_form",
        lambda s, c, w: c == "308011" or (s == 400 and "长度" in w),
        QT_TRANSLATE_NOOP("imagery", "The key has the wrong length."),
        QT_TRANSLATE_NOOP("imagery", "Copy the whole key again from the console."),
    ),
    _Case(
        "too_fast",
        lambda s, c, w: s == 429,
        QT_TRANSLATE_NOOP("imagery", "Too many requests in a short time."),
        QT_TRANSLATE_NOOP("imagery", "Wait a minute; load fewer layers at once."),
    ),
    _Case(
        "firewall",
        lambda s, c, w: s == 418,
        QT_TRANSLATE_NOOP("imagery", "The firewall refused the request: often no key, or the day's quota used up."),
        QT_TRANSLATE_NOOP("imagery", "Store the key again, look at the quota in the console, enter a Referer if needed."),
    ),
    _Case(
        "refused",
        lambda s, c, w: s in {401, 403},
        QT_TRANSLATE_NOOP("imagery", "The server refuses the request."),
        QT_TRANSLATE_NOOP("imagery", "Check the key and its rights in the service's console."),
    ),
    _Case(
        "not_found",
        lambda s, c, w: s == 404,
        QT_TRANSLATE_NOOP("imagery", "The server has no such address or tile."),
        QT_TRANSLATE_NOOP("imagery", "Check the address, the layer and the level."),
    ),
    _Case(
        "server",
        lambda s, c, w: s >= 500,
        QT_TRANSLATE_NOOP("imagery", "The server has a fault of its own."),
        QT_TRANSLATE_NOOP("imagery", "Try later."),
    ),
)
