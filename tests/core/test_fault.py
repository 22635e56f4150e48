"""Problems of one kind at many places."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

FAULT = Fault(
    "tea.cold", Text("ชาเย็น {degrees} องศา", "the tea has {degrees} degrees"), Text("อุ่น", "warm it")
)


def test_the_words_are_filled_in_both_languages() -> None:
    problem = FAULT.at("ถ้วยที่ 2", "ชา", degrees=20)

    assert problem.say("th") == "ถ้วยที่ 2: “ชา” ชาเย็น 20 องศา – อุ่น"
    assert problem.say("en") == "ถ้วยที่ 2: “ชา” the tea has 20 degrees – warm it"


def test_a_long_finding_is_cut_so_that_the_message_stays_readable() -> None:
    assert FAULT.at("", "ก" * 61, degrees=1).found == "ก" * 60 + "…"


def test_braces_in_what_was_found_are_left_alone() -> None:
    assert (
        FAULT.at("", "{degrees}", degrees="{x}").say("en")
        == ": “{degrees}” the tea has {x} degrees – warm it"
    )
