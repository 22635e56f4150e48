"""What people are told about gains and plans, in both languages."""

from fractions import Fraction

from tests.small_frameworks import GATED, level, small_framework

from prongsai.core.improve import words
from prongsai.core.level import Bounds

EXCELLENT, GOOD = level(*GATED[0]), level(*GATED[1])


def test_an_unreachable_target_names_the_total_and_the_best_level() -> None:
    text = words.unreachable(EXCELLENT, GOOD, Fraction("94.2"))

    assert "level excellent is out of reach" in text.en
    assert "94.20" in text.en and "level good" in text.en
    assert "ระดับเยี่ยม" in text.th and "94.20" in text.th and "ดี" in text.th


def test_only_gates_that_may_fail_are_named() -> None:
    gates = {
        "OIT": Bounds(Fraction(96), Fraction(96)),
        "EIT.1": Bounds(Fraction("92.47"), Fraction(100)),
    }

    text = words.hangs_on_gates(EXCELLENT, gates)

    assert "EIT.1 between 92.47 and 100.00" in text.en
    assert "EIT.1 อยู่ระหว่าง 92.47 ถึง 100.00" in text.th
    assert "OIT" not in text.en


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    assert words.excluded(()) == ()
    assert words.gates_unknown(()) == ()


def test_an_unknown_level_is_answered_with_those_of_the_year() -> None:
    framework = small_framework({"OIT": {"9": ["O1"]}}, weights={"OIT": 1}, levels=GATED)

    problem = words.no_such_level(framework, "AA")

    assert "2568" in problem.why.th
    assert (
        problem.remedy.en
        == "use one of: excellent (level excellent), good (level good), pass (level pass), low (level low)"
    )
    assert "ดี (good)" in problem.remedy.th


def test_every_problem_speaks_both_languages() -> None:
    for problem in (words.no_such_code("O99"), words.effort_below_zero("O1", Fraction(-1))):
        assert problem.why.th and problem.why.en and problem.remedy.th and problem.remedy.en
