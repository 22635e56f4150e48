"""The list of what can be wrong with a file."""

import string
from pathlib import Path

import pytest

from prongsai.core.fault import Fault
from prongsai.core.result import faults as result_faults
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


def test_every_message_is_listed_in_the_method() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "method" / "result.md").read_text("utf-8")
    every = [*FAULTS, *(fault for fault in vars(result_faults).values() if isinstance(fault, Fault))]

    assert [
        fault.id for fault in every if f"| `{fault.id}` | {fault.severity} | {fault.why.en} |" not in text
    ] == []
    assert text.count("\n| `") == len(every)
