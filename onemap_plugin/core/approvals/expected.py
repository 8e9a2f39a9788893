"""What a data file should have held: the second half of every message about a fault, in the user's language."""

from __future__ import annotations

from ..i18n import QT_TRANSLATE_NOOP

#: what an entry is called that has no name of its own
ITEMS = (
    QT_TRANSLATE_NOOP("expected", "overlay"),
    QT_TRANSLATE_NOOP("expected", "file"),
    QT_TRANSLATE_NOOP("expected", "project"),
    QT_TRANSLATE_NOOP("expected", "rates"),
)

NOTHING = QT_TRANSLATE_NOOP("expected", "nothing")
TEXT = QT_TRANSLATE_NOOP("expected", "a text")
TEXTS = QT_TRANSLATE_NOOP("expected", "a text or a list of texts")
BOOL = QT_TRANSLATE_NOOP("expected", "true or false")
NUMBER = QT_TRANSLATE_NOOP("expected", "a number")
NOT_NEGATIVE = QT_TRANSLATE_NOOP("expected", "a number, not negative")
LIST = QT_TRANSLATE_NOOP("expected", "a list")
MAPPING = QT_TRANSLATE_NOOP("expected", "a mapping (key: value)")
ENTRIES = QT_TRANSLATE_NOOP("expected", "a mapping of names to entries")
ONE_OF = QT_TRANSLATE_NOOP("expected", "one of {names}")
ONE_OF_NEAR = QT_TRANSLATE_NOOP("expected", "one of {names} (meant {near}?)")
SOME_OF = QT_TRANSLATE_NOOP("expected", "some of {names}")
EXACTLY_ONE = QT_TRANSLATE_NOOP("expected", "exactly one of {names}")
KEYS = QT_TRANSLATE_NOOP("expected", "one of the keys {names}")
KEYS_NEAR = QT_TRANSLATE_NOOP("expected", "one of the keys {names} (meant {near}?)")
DAY = QT_TRANSLATE_NOOP("expected", "a day as YYYY-MM-DD")
PROVINCE = QT_TRANSLATE_NOOP("expected", "a 2- or 6-digit code of the province")
PROVINCE_OR_NONE = QT_TRANSLATE_NOOP("expected", "a 2- or 6-digit code in quotes, or nothing for all provinces")
AREAS = QT_TRANSLATE_NOOP("expected", "a mapping of land class codes to hectares")

ROLE_OR_SELF = QT_TRANSLATE_NOOP("expected", "a layer role or 'self'")
ROLE_OR_SELECTION = QT_TRANSLATE_NOOP("expected", "a layer role or a selection")
ROLE = QT_TRANSLATE_NOOP("expected", "a layer role: {names}")
ROLE_FOR = QT_TRANSLATE_NOOP("expected", "at least one layer role for the predicate {predicate}")
FIELD = QT_TRANSLATE_NOOP("expected", "a field of layer {layer} ({names})")
FIELD_OF_LAYER = QT_TRANSLATE_NOOP("expected", "a field of the layer: {names}")
SPELLINGS = QT_TRANSLATE_NOOP("expected", "a mapping of values to lists of other spellings")
VALUE = QT_TRANSLATE_NOOP("expected", "a value or a list of values")
TEST = QT_TRANSLATE_NOOP("expected", "a value, a list, prefix, from/to or a comparison")
NO_FILTER = QT_TRANSLATE_NOOP("expected", "no filter or band here: only directly in the `when` of a tier")
CONDITION = QT_TRANSLATE_NOOP("expected", "a condition")
BANDS = QT_TRANSLATE_NOOP("expected", "ids of the rule's distances: {names}")
ATTRIBUTE = QT_TRANSLATE_NOOP("expected", "a project attribute: {names}")
CHOICES = QT_TRANSLATE_NOOP("expected", "a mapping of values to labels")
ONE_CHOICE = QT_TRANSLATE_NOOP("expected", "at least one choice")

NEW_ID = QT_TRANSLATE_NOOP("expected", "an id that stands only once")
RULE_ID = QT_TRANSLATE_NOOP("expected", "the id of a rule (nearest: {near})")
RULE_OR_NEW = QT_TRANSLATE_NOOP(
    "expected", "the id of a rule to change (nearest: {near}), or for a new rule also {names}"
)
RULE_IDS = QT_TRANSLATE_NOOP("expected", "ids of rules")
KNOWN_IDS = QT_TRANSLATE_NOOP("expected", "known ids of {kind}: not {names}")
SECTION = QT_TRANSLATE_NOOP("expected", "ids of the section `{section}`")
SETTINGS = QT_TRANSLATE_NOOP("expected", "settings {names}")
VARIANTS = QT_TRANSLATE_NOOP("expected", "a mapping of approval ids to what differs")
OUTCOME = QT_TRANSLATE_NOOP("expected", "an outcome, or tiers")
NO_OUTCOME = QT_TRANSLATE_NOOP("expected", "no outcome beside tiers: a last tier without `when` is the default")
WHEN = QT_TRANSLATE_NOOP(
    "expected", "a condition: a tier without `when` ends the rule, the tiers after it are never reached"
)
DISTANCES = QT_TRANSLATE_NOOP("expected", "at least one distance for the predicate within_distance")
CASES = QT_TRANSLATE_NOOP("expected", "at least one case for the predicate conflict")
METRES = QT_TRANSLATE_NOOP("expected", "a distance in metres above 0, or exempt: true")
INSIDE_OR_MINUS = QT_TRANSLATE_NOOP("expected", "either inside or minus: the layer that disagrees")
LAW = QT_TRANSLATE_NOOP("expected", "at least one law")
GROUPS = QT_TRANSLATE_NOOP("expected", "a mapping of groups to yuan per square metre")
YUAN = QT_TRANSLATE_NOOP("expected", "yuan per square metre, or [low, high], for {name}")
FACTOR = QT_TRANSLATE_NOOP("expected", "a number or [low, high]")
