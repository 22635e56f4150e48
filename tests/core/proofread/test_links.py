"""The class chain as a whole."""

from prongsai.core.proofread.links import CHECKS
from prongsai.reading.catalogue import load_proofreading


def test_every_rule_of_the_class_has_its_check() -> None:
    assert {id_ for id_, rule in load_proofreading().items() if rule.kind == "chain"} == set(CHECKS)
