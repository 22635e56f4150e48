"""The class form as a whole."""

from prongsai.core.proofread.form import CHECKS
from prongsai.reading.catalogue import load_proofreading


def test_every_rule_of_the_class_has_its_check() -> None:
    assert {id_ for id_, rule in load_proofreading().items() if rule.kind == "form"} == set(CHECKS)
