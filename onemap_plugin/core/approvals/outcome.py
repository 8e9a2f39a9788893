"""Writing an outcome: authority, evidence and wording from what a rule found."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from ..onemap.roles import field_title
from .facts import NOTHING, Facts, Missing, Picked, Piece
from .logic import Comparison
from .model import OUTCOMES, Outcome
from .pieces import Found
from .rulebook import RuleBook, rule_roles
from .spec import Rule, Settings, Tier
from .tiers import Course, Hit, Walk, pieces_missing

#: units and divisors per measure of a rule
_MEASURES = {
    "area_ha": ("ha", 10_000.0),
    "area_m2": ("m2", 1.0),
    "length_m": ("m", 1.0),
    "distance_m": ("m", 1.0),
    "count": ("count", 1.0),
    "percent": ("percent", 1.0),
}


class Writer:
    """Makes the outcomes of one rule."""

    def __init__(self, rule: Rule, facts: Facts, book: RuleBook, settings: Settings) -> None:
        self.rule, self.facts, self.book, self.settings, self.phrases = rule, facts, book, settings, book.phrases
        self.found = Found(Picked())
        self.used_roles: tuple[str, ...] = ()
        self.unanswered: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles the outcome rests on: those of its own pieces and those its conditions looked at."""
        own = [s.role for s in self.rule.selections] + [b.role for b in self.rule.bands]
        if self.found.fallback_role:
            own = [self.found.fallback_role]
        if self.rule.cases:
            own = list(rule_roles(self.rule))
        return tuple(dict.fromkeys((*own, *self.used_roles)))

    # ------------------------------------------------------------ the outcomes

    def failed(self, error: str) -> Outcome:
        return self._make("not_checked", why=self.phrases["rule_failed"].format(error=error))

    def not_checked(self, missing: Missing, extra_why: str = "") -> Outcome:
        pieces = (*self.found.pick.sure, *self.found.pick.unsure)
        return self._make(
            "not_checked",
            why="；".join(t for t in (self._why(missing), extra_why) if t),
            pieces=pieces,
            extra={"missing": _missing_list(missing)},
        )

    def dropped(self, pieces: tuple[Piece, ...], area: float) -> Outcome:
        """Less than the noise limit: told, but not counted as an overlap."""
        why = self.phrases["below_noise"].format(measured=f"{area:.2f} m²", limit=f"{self.settings.noise_m2:g} m²")
        return self._make(
            "notice",
            why=why,
            measured=area,
            unit="m2",
            threshold=f"> {self.settings.noise_m2:g}",
            pieces=pieces,
            note="",
            extra={"dropped": True},
            stated=False,
        )

    def certain(self, course: Course, walk: Walk) -> Outcome:
        main = course.main
        assert main is not None
        pieces = tuple(dict.fromkeys(p for h in course.hits for p in h.pieces))
        extra: dict[str, Any] = {"tiers": [self._tier_row(h) for h in course.hits]}
        if self.unanswered:
            extra["narrows"] = list(self.unanswered)
        if walk.comparisons:
            extra["measures"] = [_comparison_row(c) for c in walk.comparisons]
        return self._tier_outcome(main, pieces, walk, extra, self._remarks(NOTHING))

    def open(self, kind: str, walk: Walk, missing: Missing) -> Outcome:
        """Several courses are possible: say which, and what would decide."""
        mains = {c.main.index if c.main is not None else -1: c.main for c in walk.courses}
        hits = [mains[i] for i in sorted(mains) if mains[i] is not None]
        known: list[Hit] = [h for h in hits if h is not None]
        possible = [self._tier_row(h) for h in known]
        if -1 in mains:
            possible.append({"outcome": "", "title": self.book.outcome_words["none"]})
        why = [self._why(missing)]
        if len(possible) > 1 and kind in ("needs_input", "not_checked"):
            words = dict.fromkeys(self._possible_text(p) for p in possible)
            why.append(self.phrases["possible"].format(outcomes=self.phrases["either"].join(words)))
        pieces = tuple(dict.fromkeys(p for h in known for p in h.pieces)) or (*self.found.pick.sure, *self.found.pick.unsure)
        extra: dict[str, Any] = {
            "possible": possible,
            "needs": list(pieces_missing(missing, "attribute")),
            "missing": _missing_list(missing),
        }
        if walk.comparisons:
            extra["measures"] = [_comparison_row(c) for c in walk.comparisons]
        authorities = tuple(dict.fromkeys(h.tier.authority for h in known if h.tier.authority))
        stated = kind not in ("needs_input", "not_checked")
        papers = list(dict.fromkeys((*self.rule.materials, *(m for h in known for m in h.tier.materials))))
        if stated and papers:
            extra["materials"] = papers
        authority = ""
        if stated and authorities:
            bases = {a.split("（")[0] for a in authorities}
            authority = (
                max(authorities, key=len)  # one authority, told with and without what it may delegate
                if len(bases) == 1
                else self.phrases["authority_open"].format(
                    authorities=self.phrases["either"].join(authorities), why=self._why(missing)
                )
            )
        approvals = tuple(dict.fromkeys(a for h in known for a in h.tier.approvals)) if stated else ()
        measured, unit, threshold = self._measured(pieces, walk, None)
        return self._make(
            kind,
            why="；".join(w for w in (*why, *self._remarks(missing)) if w),
            pieces=pieces,
            extra=extra,
            measured=measured,
            unit=unit,
            threshold=threshold,
            near=any(c.near for c in walk.comparisons),
            authority=authority,
            approvals=approvals,
            stated=stated,
        )

    def _tier_outcome(
        self, hit: Hit, pieces: tuple[Piece, ...], walk: Walk, extra: dict[str, Any], remarks: list[str]
    ) -> Outcome:
        tier = hit.tier
        measured, unit, threshold = self._measured(pieces, walk, hit)
        confidence = tier.confidence or self.rule.confidence
        outcome = tier.outcome
        if confidence == "low":
            # a low-confidence source is a hint: it alone must not say "prohibited"
            extra.update(hint=True, stated_outcome=outcome)
            outcome = "needs_argument" if outcome == "prohibited" else outcome
            remarks = [*remarks, self.phrases["low_confidence"]]
        for key, value in (
            ("requirements", list(tier.requirements)),
            ("route", tier.route),
            ("authority_like", tier.authority_like),
            ("materials", list(dict.fromkeys((*self.rule.materials, *tier.materials)))),
        ):
            if value:
                extra[key] = value
        note = "；".join(t for t in (tier.note, self.rule.note, *self.found.case_notes) if t)
        return self._make(
            outcome,
            why="；".join(remarks),
            pieces=pieces,
            measured=measured,
            unit=unit,
            threshold=threshold,
            near=any(c.near for c in walk.comparisons) or self._near_distance(pieces),
            extra=extra,
            authority=tier.authority,
            approvals=tier.approvals,
            confidence=confidence,
            note=note,
        )

    # ------------------------------------------------------------ parts

    def _make(
        self,
        outcome: str,
        *,
        why: str = "",
        pieces: Iterable[Piece] = (),
        measured: float | None = None,
        unit: str = "",
        threshold: str = "",
        near: bool = False,
        authority: str = "",
        approvals: tuple[str, ...] = (),
        confidence: str = "",
        note: str | None = None,
        extra: dict[str, Any] | None = None,
        stated: bool = True,
    ) -> Outcome:
        rule, used = self.rule, tuple(pieces)
        details = dict(rule.details) if stated and outcome in OUTCOMES[:4] else {}
        area = self._area(used)
        if area:
            details["area_ha"] = area / 10_000.0
        if rule.origin:
            details["overlay"] = rule.origin
        editions = [p.row.edition for p in used if p.row.edition]
        editions += [e for r in self.roles for e in self.facts.editions.get(r, ())]
        return Outcome(
            rule.id,
            rule.domain,
            rule.title,
            outcome,
            authority,
            measured,
            unit,
            threshold,
            near,
            rule.clause,
            ", ".join(rule.sources),
            confidence or rule.confidence,
            rule.note if note is None else note,
            why,
            self.roles,
            tuple(dict.fromkeys(editions)),
            tuple(dict.fromkeys(p.row.parcel_id for p in used)),
            approvals,
            {**details, **(extra or {})},
            self.facts.union([p for p in used if not self._hidden(p.row.role)]),
        )

    def _hidden(self, role: str) -> bool:
        layer = self.book.layers.get(role)
        return layer is not None and layer.hidden

    def _measured(self, pieces: tuple[Piece, ...], walk: Walk, hit: Hit | None) -> tuple[float | None, str, str]:
        """The quantity beside its threshold: of the tier that holds, else of the threshold that came nearest."""
        seen = hit.comparisons if hit is not None and hit.comparisons else tuple(walk.comparisons)
        if seen:
            best = max(seen, key=lambda c: c.ratio)
            return best.low, best.unit, best.threshold
        if self.rule.predicate == "within_distance":
            nearest = min(pieces, key=lambda p: p.distance, default=None)
            return (None, "m", "") if nearest is None else (nearest.distance, "m", f"<= {nearest.limit:g}")
        if not pieces:
            return None, "", ""
        area, length = self._area(pieces), sum(p.length for p in pieces)
        default = "area_ha" if area else "length_m" if length else "count"
        unit, divisor = _MEASURES[self.rule.measure or default]
        value = length if unit == "m" else float(len(pieces)) if unit == "count" else area
        return value / divisor, unit, ""

    def _area(self, pieces: tuple[Piece, ...]) -> float:
        """Sum of the pieces; of several layers or cases, which may lie over each other, what they cover together."""
        total = math.fsum(p.area for p in pieces)
        if (len({p.row.role for p in pieces}) < 2 and len(self.rule.cases) < 2) or total == 0:
            return total
        plane = sum(p.geometry.area for p in pieces if p.geometry is not None)
        covered = self.facts.union(pieces)
        return total * covered.area / plane if covered is not None and plane else total

    def _near_distance(self, pieces: tuple[Piece, ...]) -> bool:
        band = self.settings.near_percent / 100.0
        return any(p.limit and abs(p.distance - p.limit) <= p.limit * band for p in pieces)

    def _tier_row(self, hit: Hit) -> dict[str, Any]:
        """A tier as it is shown: only what it says, in plain values."""
        tier: Tier = hit.tier
        row: dict[str, Any] = {"tier": hit.index, "outcome": tier.outcome, "title": self.book.outcome_words[tier.outcome]}
        for key in ("authority", "note", "route", "confidence"):
            if getattr(tier, key):
                row[key] = getattr(tier, key)
        area = self._area(hit.pieces)
        if area:
            row["area_ha"] = area / 10_000.0
        labels = sorted({p.label for p in hit.pieces if p.label})
        if labels:
            row["labels"] = labels
        if tier.approvals:
            row["approvals"] = list(tier.approvals)
        return row

    def _possible_text(self, row: dict[str, Any]) -> str:
        """An outcome with who decides; what the authority does beside it is told with the tier itself."""
        authority = str(row.get("authority", "")).split("（")[0].split("；")[0]
        return self.phrases["option"].format(title=row["title"], authority=authority) if authority else str(row["title"])

    # ------------------------------------------------------------ words

    def _remarks(self, missing: Missing) -> list[str]:
        """What weakens the outcome although it stands: fallback, parts not covered, no edition, blank values."""
        found = [self.found.used_fallback] if self.found.used_fallback else []
        told = pieces_missing(missing, "role")
        rest = [r for r in self.found.absent if r not in told]
        if rest:
            found.append(self._role_words(rest))
        for state in ("partial_cover", "no_edition"):
            roles = [r for r in self.roles if state in self.facts.notes.get(r, ())]
            if roles:
                found.append(self.phrases[state].format(layers=self._names(roles)))
        if self.unanswered:
            labels = "、".join(self.book.attributes[a].label for a in self.unanswered)
            found.append(self.phrases["limit_open"].format(attributes=labels))
        base = self.found.pick
        if base.unsure and base.missing and not missing & base.missing:
            found.append(self._blank_words(base.missing))
        return found

    def _why(self, missing: Missing) -> str:
        parts = []
        attributes = pieces_missing(missing, "attribute")
        if attributes:
            known = [self.book.attributes[a] for a in attributes if a in self.book.attributes]
            names = [self.phrases["attribute"].format(label=a.label, name=a.name) for a in known]
            parts.append(self.phrases["needs_attributes"].format(attributes="、".join(names)))
        parts.append(self._role_words(pieces_missing(missing, "role")))
        for state in ("partial_cover", "no_edition"):
            if pieces_missing(missing, state):
                parts.append(self.phrases[state].format(layers=self._names(pieces_missing(missing, state))))
        if pieces_missing(missing, "no_geometry"):
            parts.append(self.phrases["no_geometry"].format(layers=self._names(pieces_missing(missing, "no_geometry"))))
        parts.append(self._blank_words(missing))
        return "；".join(p for p in parts if p)

    def _role_words(self, roles: Iterable[str]) -> str:
        groups: dict[str, list[str]] = {}
        for role in roles:
            state = self.facts.state(role)
            phrase = {"missing": "missing_layer", "not_covering": "not_covering"}.get(state, "unreadable")
            groups.setdefault(phrase, []).append(role)
        return "；".join(self.phrases[p].format(layers=self._names(r)) for p, r in groups.items())

    def _blank_words(self, missing: Missing) -> str:
        parts = []
        columns = pieces_missing(missing, "column")
        if columns:
            parts.append(self.phrases["missing_column"].format(columns=self._columns(columns)))
        values = pieces_missing(missing, "value")
        if values:
            parts.append(self.phrases["unknown_value"].format(columns=self._columns(values)))
        blanks = pieces_missing(missing, "blank")
        if blanks:
            roles = {b.split(".", 1)[0] for b in blanks}
            unsure = [p for p in self.found.pick.unsure or self.found.pick.sure if p.row.role in roles]
            area = math.fsum(p.area for p in unsure)
            key, value = ("blank_value", {"area": f"{area:.2f} m²"}) if area else ("blank_count", {"count": str(len(unsure))})
            parts.append(self.phrases[key].format(columns=self._columns(blanks), **value))
        return "；".join(parts)

    def _columns(self, names: Iterable[str]) -> str:
        """'ROLE.field' or 'ROLE.field=value' as the user knows the field: by layer and title, with the name beside it."""
        shown = []
        for name in names:
            role, _, rest = name.partition(".")
            title = field_title(role, rest.split("=", 1)[0])
            layer = self.book.layers[role].name.split("（")[0] if role in self.book.layers else role
            shown.append(self.phrases["column"].format(layer=layer, field=title, name=name) if title else name)
        return "、".join(shown)

    def _names(self, roles: Iterable[str]) -> str:
        return "、".join(f"{r} {self.book.layers[r].name}" if r in self.book.layers else r for r in roles)


def _comparison_row(comparison: Comparison) -> dict[str, Any]:
    row: dict[str, Any] = {
        "what": comparison.what,
        "measured": comparison.low,
        "unit": comparison.unit,
        "threshold": comparison.threshold,
        "near": comparison.near,
    }
    if comparison.high != comparison.low:
        row["measured_high"] = comparison.high
    return row


def _missing_list(missing: Missing) -> list[str]:
    return [f"{kind}: {name}" for kind, name in sorted(missing)]
