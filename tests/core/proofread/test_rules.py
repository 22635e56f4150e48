"""Rules from their data: whole ones with words and limits, and others refused by name."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from prongsai.core.proofread.rules import build_rules

GOOD = {
    "id": "sum.x",
    "weight": "note",
    "title": {"th": "ก", "en": "a"},
    "why": {"th": "ก", "en": "a"},
    "mend": {"th": "ก", "en": "a"},
}
WRONG: dict[str, Callable[[], object]] = {
    "class": lambda: build_rules({"year": {"rules": [GOOD]}}),
    "twice": lambda: build_rules({"sum": {"rules": [GOOD, GOOD]}}),
    "weight": lambda: build_rules({"sum": {"rules": [GOOD | {"weight": "grave"}]}}),
    "words": lambda: build_rules({"sum": {"rules": [GOOD | {"why": {"th": "ก"}}]}}),
    "limit": lambda: build_rules({"sum": {"rules": [GOOD | {"limits": {"most": "three"}}]}}),
}


@pytest.mark.parametrize("build", WRONG.values(), ids=WRONG)
def test_rules_that_are_not_whole_are_refused(build: Callable[[], object]) -> None:
    assert build_rules({"sum": {"rules": [GOOD]}})["sum.x"].kind == "sum"
    with pytest.raises(ValueError, match=r"sum\.x"):
        build()


def test_words_and_limits_come_with_the_rule() -> None:
    row = GOOD | {"words": {"seen": ["ก", "ข"]}, "limits": {"most": "2.5"}}

    rule = build_rules({"sum": {"rules": [row]}})["sum.x"]

    assert rule.words == {"seen": ("ก", "ข")}
    assert rule.limits == {"most": Fraction(5, 2)}
    assert (rule.certainty, rule.source) == ("own", "")
