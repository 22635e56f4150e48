"""What is said when the input cannot be used."""

import pytest

from prongsai.core.errors import InputError, Problem, ProngsaiError
from prongsai.core.text import Text

HIGH = Problem(
    id="result.score.range",
    where="แผ่น scores เซลล์ B12",
    found="101",
    why=Text("คะแนนต้องไม่เกิน 100", "a score is at most 100"),
    remedy=Text("ตรวจกับประกาศผล", "check the announcement"),
)
EMPTY = Problem(
    id="result.agency.missing",
    where="agency",
    found="",
    why=Text("ไม่มีชื่อหน่วยงาน", "no agency"),
    remedy=Text("ใส่ชื่อหน่วยงาน", "give its name"),
    severity="warning",
)


def test_a_problem_says_where_what_why_and_what_to_do() -> None:
    assert HIGH.say("th") == "แผ่น scores เซลล์ B12: “101” คะแนนต้องไม่เกิน 100 – ตรวจกับประกาศผล"
    assert HIGH.say("en") == "แผ่น scores เซลล์ B12: “101” a score is at most 100 – check the announcement"


def test_a_problem_with_nothing_found_shows_no_quotes() -> None:
    assert EMPTY.say("en") == "agency: no agency – give its name"


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert HIGH.severity == "error"
    assert EMPTY.severity == "warning"


def test_an_input_error_carries_every_problem_in_the_order_of_the_input() -> None:
    error = InputError(problem for problem in (HIGH, EMPTY))

    assert error.problems == (HIGH, EMPTY)
    assert str(error) == f"{HIGH.say('en')}; {EMPTY.say('en')}"


def test_everything_raised_on_purpose_is_caught_as_one() -> None:
    with pytest.raises(ProngsaiError, match="at most 100"):
        raise InputError([HIGH])
