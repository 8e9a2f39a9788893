"""Service keys: cleaning what was pasted, telling what is wrong with it, hiding it in every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..i18n import QT_TRANSLATE_NOOP

_SECRET = re.compile(r"(?i)\b(tk|key|token|ak|apikey|api_key|access_token|servicecode|authcode)(=|%3D)([^&\s\"'<>%]+)")


def clean_key(text: str) -> str:
    """The key without what copying adds: blanks, line breaks, zero-width characters, quotes, a leading ``tk=``."""
    bare = re.sub(r"[\s\u200b-\u200f\u2060\ufeff\"'“”‘’]", "", text)
    return re.sub(r"(?i)^tk=", "", bare)


def key_problem(key: str, pattern: str) -> str:
    """English source text (context 'imagery') of what is wrong with a cleaned key, '' when it may be right."""
    if not key:
        return QT_TRANSLATE_NOOP("imagery", "The key is empty.")
    if not key.isascii():
        return QT_TRANSLATE_NOOP("imagery", "The key has characters that no key has; copy it again from the console.")
    if pattern and not re.fullmatch(pattern, key):
        return QT_TRANSLATE_NOOP("imagery", "The key does not have the usual length or characters; copy the whole key again.")
    return ""


def with_key(url: str, parameter: str, key: str) -> str:
    """``url`` with the key as its query parameter; one that is there already is replaced.  Other parts stay as they are."""
    parts = urlsplit(url)
    kept = [p for p in parts.query.split("&") if p and not p.lower().startswith(f"{parameter.lower()}=")]
    return urlunsplit(parts._replace(query="&".join([*kept, urlencode({parameter: key})])))


def without_key(url: str, parameter: str) -> str:
    """``url`` without the key parameter."""
    parts = urlsplit(url)
    kept = [p for p in parts.query.split("&") if p and not p.lower().startswith(f"{parameter.lower()}=")]
    return urlunsplit(parts._replace(query="&".join(kept)))


def split_pasted_url(url: str, parameter: str) -> tuple[str, str]:
    """An address as a user pastes it -> (address without key, key or '')."""
    found = next((v for k, v in parse_qsl(urlsplit(url).query) if k.lower() == parameter.lower()), "")
    return without_key(url, parameter) if found else url, found


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` with every key replaced by ``***``: known secrets literally, others by their parameter name."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return _SECRET.sub(r"\1\2***", text)
