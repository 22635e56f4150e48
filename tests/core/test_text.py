"""Words in two languages."""

import pytest

from prongsai.core.text import Text

BOTH = Text("คะแนนรวม", "total")


def test_each_language_says_its_own_words() -> None:
    assert BOTH.say("th") == "คะแนนรวม"
    assert BOTH.say("en") == "total"


def test_where_one_language_is_empty_the_other_speaks() -> None:
    assert Text("คะแนนรวม").say("en") == "คะแนนรวม"
    assert Text("", "total").say("th") == "total"


def test_a_text_is_filled_in_in_its_own_language() -> None:
    said = Text("{what} คือ {score}", "{what} is {score}").format(what=BOTH, score="94.50")

    assert said == Text("คะแนนรวม คือ 94.50", "total is 94.50")


def test_a_text_without_english_is_filled_in_in_thai() -> None:
    said = Text("ระดับ {word}", "level {word}").format(word=Text("ผ่านดี"))

    assert said == Text("ระดับ ผ่านดี", "level ผ่านดี")


def test_a_text_without_english_stays_without() -> None:
    assert Text("ข้อ {code}").format(code="O1") == Text("ข้อ O1", "")


def test_braces_in_what_is_filled_in_stay_as_they_are() -> None:
    assert Text("{found}", "{found}").format(found="{x}") == Text("{x}", "{x}")


def test_a_place_that_nothing_fills_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        Text("{what}", "{what}").format(score=1)
