"""Check profiles: which rules run, with which severity and thresholds.  Data in resources/check_profiles/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from onemap_plugin.paths import RESOURCES

from ..errors import OneMapError
from ..findings import EMPTY, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import registry

FOLDER = RESOURCES / "check_profiles"
DEFAULT_PROFILE = "national"


@dataclass(frozen=True)
class RuleSetting:
    """What a profile says about one rule; ``severity`` None keeps the rule's own."""

    enabled: bool = True
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True)
class CheckProfile:
    """A choice of rules and thresholds.  decimals: of the coordinates as they will be written (they are checked rounded).

    rules: settings by rule id; a rule that is not named runs with its defaults.
    """

    id: str
    title: str = ""
    decimals: int = 3
    source: str = ""
    confidence: str = ""
    rules: Mapping[str, RuleSetting] = field(default_factory=lambda: EMPTY)

    def setting(self, rule: str) -> RuleSetting:
        return self.rules.get(rule, RuleSetting())


def profiles() -> list[CheckProfile]:
    """The profiles that come with the product, the default one first."""
    found = [load_profile(path.stem) for path in sorted(FOLDER.glob("*.yaml"))]
    return sorted(found, key=lambda p: (p.id != DEFAULT_PROFILE, p.id))


def load_profile(id_or_path: str = "") -> CheckProfile:
    """A profile by its id, or the user's own from the path of a yaml file; '' is the national default.

    Raises OneMapError when there is none, or when it names a rule, an option or a value that does not exist.
    """
    name = str(id_or_path) or DEFAULT_PROFILE
    path = Path(name) if name.lower().endswith((".yaml", ".yml")) else FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no check profile “{name}”."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose one of: {known}; or give the path of a yaml file."),
            name=name,
            known=", ".join(sorted(p.stem for p in FOLDER.glob("*.yaml"))),
        )
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _load(path: Path, modified: int) -> CheckProfile:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _bad(path, str(error)) from error
    if not isinstance(content, dict):
        raise _bad(path, "a mapping is expected")
    base = load_profile(str(content["extends"])) if content.get("extends") else CheckProfile("")
    rules = dict(base.rules)
    for rule_id, setting in (content.get("rules") or {}).items():
        rules[str(rule_id)] = _setting(path, str(rule_id), setting or {}, rules.get(str(rule_id), RuleSetting()))
    decimals = content.get("decimals", base.decimals)
    if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= 6:
        raise _bad(path, f"decimals: {decimals!r}")
    return CheckProfile(
        str(content.get("id", path.stem)),
        str(content.get("title", path.stem)),
        decimals,
        str(content.get("source", "")),
        str(content.get("confidence", "")),
        rules,
    )


def _setting(path: Path, rule_id: str, content: Any, base: RuleSetting) -> RuleSetting:
    rule = registry.all_rules().get(rule_id)
    if rule is None:
        raise _bad(path, f"no rule {rule_id!r}")
    if not isinstance(content, dict) or set(content) - {"enabled", "severity", "options"}:
        raise _bad(path, f"{rule_id}: only enabled, severity and options are expected")
    known = {option.name: option for option in rule.info.options}
    options = dict(base.options)
    for name, value in (content.get("options") or {}).items():
        if name not in known:
            raise _bad(path, f"{rule_id}: no option {name!r}")
        options[name] = _value(path, rule_id, known[name], value)
    severity = content.get("severity")
    if severity is not None and severity not in [s.value for s in Severity]:
        raise _bad(path, f"{rule_id}: severity {severity!r}")
    return RuleSetting(bool(content.get("enabled", base.enabled)), Severity(severity) if severity else base.severity, options)


def _value(path: Path, rule_id: str, option: RuleOption, value: Any) -> Any:
    """The value in the type of the option's default."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(option.default, (bool, str)):
        fits = isinstance(value, type(option.default))
    else:
        fits = number
    if not fits:
        raise _bad(path, f"{rule_id}: {option.name} {value!r}")
    return float(value) if isinstance(option.default, float) else value


def _bad(path: Path, reason: str) -> OneMapError:
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The check profile cannot be read: {reason}"),
        hint=QT_TRANSLATE_NOOP("errors", "Compare it with resources/check_profiles/national.yaml."),
        file=path.name,
        reason=reason,
    )
