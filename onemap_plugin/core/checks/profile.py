"""Check profiles: which rules speak, with which severity and thresholds.  Data in resources/check_profiles/*.yaml."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from onemap_plugin.paths import RESOURCES

from ..errors import OneMapError
from ..findings import EMPTY, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..rules import AS_DECLARED, READING, RuleSetting, RuleSettings, all_rules
from .registry import all_checks

FOLDER = RESOURCES / "check_profiles"
DEFAULT_PROFILE = "national"
_KEYS = ("id", "title", "extends", "decimals", "source", "confidence", "rules")
_RULE_KEYS = ("enabled", "severity", "options")


@dataclass(frozen=True)
class CheckProfile:
    """A choice of rules and thresholds.  decimals: of the coordinates as they will be written (they are checked rounded).

    rules: settings by rule id, of checks and of the readers' rules alike; a rule that is not named is as it declares itself.
    """

    id: str
    title: str = ""
    decimals: int = 3
    source: str = ""
    confidence: str = ""
    rules: Mapping[str, RuleSetting] = field(default_factory=lambda: EMPTY)

    def setting(self, rule: str) -> RuleSetting:
        return self.rules.get(rule, AS_DECLARED)

    def dump(self) -> dict[str, Any]:
        """What it says, in plain values, for the provenance of a run; ``revived`` makes it again where its file is not."""
        return {
            "id": self.id,
            "title": self.title,
            "decimals": self.decimals,
            "rules": {
                rule_id: {
                    "enabled": s.enabled,
                    "severity": s.severity.value if s.severity else None,
                    "options": dict(s.options),
                }
                for rule_id, s in self.rules.items()
            },
        }

    @property
    def reading(self) -> RuleSettings:
        """What the profile says of the readers' rules."""
        readers = {rule.info.id for rule in READING}
        return {rule_id: setting for rule_id, setting in self.rules.items() if rule_id in readers}


def profiles() -> list[CheckProfile]:
    """The profiles that come with the product, the default one first."""
    found = [load_profile(path.stem) for path in sorted(FOLDER.glob("*.yaml"))]
    return sorted(found, key=lambda p: (p.id != DEFAULT_PROFILE, p.id))


def load_profile(id_or_path: str = "") -> CheckProfile:
    """A profile by its id, or the user's own from the path of a yaml file; '' is the national default.

    Raises OneMapError when there is none, or when it names a rule, an option or a value that does not exist.
    """
    return _load_from(id_or_path, None, ())


def revived(told: Mapping[str, Any]) -> CheckProfile:
    """The profile of a run from what ``CheckProfile.dump`` said of it; what this version does not know is left out."""
    known = all_rules()
    rules = {
        rule_id: RuleSetting(
            bool(s.get("enabled", True)), Severity(s["severity"]) if s.get("severity") else None, dict(s.get("options") or {})
        )
        for rule_id, s in told.get("rules", {}).items()
        if rule_id in known
    }
    return CheckProfile(str(told.get("id", "")), str(told.get("title", "")), int(told.get("decimals", 3)), rules=rules)


def _load_from(name: str, folder: Path | None, inside: tuple[Path, ...]) -> CheckProfile:
    """folder: of the file that names it by ``extends``.  inside: the files that are being read, which it may not be."""
    name = str(name) or DEFAULT_PROFILE
    own = name.lower().endswith((".yaml", ".yml"))
    path = (folder or Path()) / name if own else FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no check profile “{name}”."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose one of: {known}; or give the path of a yaml file."),
            name=name,
            known=", ".join(sorted(p.stem for p in FOLDER.glob("*.yaml"))),
        )
    path = path.resolve()
    if path in inside:
        raise _bad(path, "extends: the files extend each other in a circle")
    return _load(path, inside)


def _load(path: Path, inside: tuple[Path, ...]) -> CheckProfile:
    content = _content(path)
    _known(path, "", content, _KEYS)
    base = _load_from(str(content["extends"]), path.parent, (*inside, path)) if content.get("extends") else CheckProfile("")
    rules = dict(base.rules)
    for rule_id, setting in _mapping(path, "rules", content.get("rules")).items():
        rules[str(rule_id)] = _setting(path, str(rule_id), setting, rules.get(str(rule_id), AS_DECLARED))
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


def _content(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise _bad(path, str(error)) from error
    if not isinstance(content, dict):
        raise _bad(path, "a mapping is expected")
    return content


def _mapping(path: Path, key: str, value: Any) -> Mapping[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad(path, f"{key}: a mapping is expected")
    return value


def _known(path: Path, where: str, given: Mapping[Any, Any], keys: Collection[str]) -> None:
    """A key that nothing reads is a fault: misspelt, it would silently leave a rule as it was."""
    for key in given:
        if key not in keys:
            raise _bad(path, f"{where}{key!r}: only {', '.join(keys)} are expected")


def _setting(path: Path, rule_id: str, given: Any, base: RuleSetting) -> RuleSetting:
    rule = all_rules().get(rule_id)
    if rule is None or not (rule in READING or rule_id in all_checks()):
        raise _bad(path, f"no rule {rule_id!r}")
    content = _mapping(path, rule_id, given)
    _known(path, f"{rule_id}: ", content, _RULE_KEYS)
    known = {option.name: option for option in rule.info.options}
    options = dict(base.options)
    for name, value in _mapping(path, f"{rule_id}: options", content.get("options")).items():
        if name not in known:
            raise _bad(path, f"{rule_id}: no option {name!r}" + (f" ({', '.join(known)})" if known else ""))
        options[name] = _value(path, rule_id, known[name], value)
    severity = content.get("severity")
    if severity is not None and severity not in [s.value for s in Severity]:
        raise _bad(path, f"{rule_id}: severity {severity!r} ({', '.join(s.value for s in Severity)})")
    enabled = content.get("enabled", base.enabled)
    if not isinstance(enabled, bool):
        raise _bad(path, f"{rule_id}: enabled {enabled!r} (true, false)")
    return RuleSetting(enabled, Severity(severity) if severity else base.severity, options)


def _value(path: Path, rule_id: str, option: RuleOption, value: Any) -> Any:
    """The value in the type of the option's default."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
    if isinstance(option.default, (bool, str)):
        fits = isinstance(value, type(option.default)) and (not option.choices or value in option.choices)
    else:
        fits = number
    if not fits:
        choices = f" ({', '.join(option.choices)})" if option.choices else ""
        raise _bad(path, f"{rule_id}: {option.name} {value!r}{choices}")
    return float(value) if isinstance(option.default, float) else value


def _bad(path: Path, reason: str) -> OneMapError:
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The check profile cannot be read: {reason}"),
        hint=QT_TRANSLATE_NOOP("errors", "Compare it with resources/check_profiles/national.yaml."),
        file=path.name,
        reason=reason,
    )
