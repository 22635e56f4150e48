"""The list of what can be wrong with a register."""

import string

import pytest

from prongsai.core.fault import Fault
from prongsai.core.register import faults

FAULTS = [fault for fault in vars(faults).values() if isinstance(fault, Fault)]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_every_fault_says_the_same_in_both_languages(fault: Fault) -> None:
    for text in (fault.why, fault.remedy):
        assert text.th and text.en
        assert places(text.th) == places(text.en)


def test_no_two_faults_share_an_identifier() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) > 20
