"""The list of what can be wrong with a file."""

import string

import pytest

from prongsai.core.fault import Fault
from prongsai.reading import file_faults

FAULTS = [fault for fault in vars(file_faults).values() if isinstance(fault, Fault)]


def places(text: str) -> set[str]:
    return {
        name.removesuffix("_th").removesuffix("_en")
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_every_fault_says_the_same_in_both_languages(fault: Fault) -> None:
    for text in (fault.why, fault.remedy):
        assert text.th and text.en
        assert places(text.th) == places(text.en)
