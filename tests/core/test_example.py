"""An invented agency: the same seed, the same answers, and all of them possible."""

import pytest
from tests.published import framework

from prongsai.core.example import invented_counts, invented_result
from prongsai.core.scoring import prepare, score

RESPONDENTS = {"IIT": 34, "EIT.1": 253, "EIT.2": 22}
YEARS = (2564, 2566, 2568)


def test_the_same_seed_gives_the_same_result() -> None:
    assert invented_result(framework(2568), 7, RESPONDENTS) == invented_result(
        framework(2568), 7, RESPONDENTS
    )


def test_another_seed_gives_other_answers_and_another_name() -> None:
    one, other = (invented_result(framework(2568), seed, RESPONDENTS) for seed in (7, 8))

    assert one.counts != other.counts
    assert (one.agency, other.agency) == ("หน่วยงานตัวอย่าง 7", "หน่วยงานตัวอย่าง 8")


@pytest.mark.parametrize("year", YEARS)
def test_every_respondent_answers_every_question_once(year: int) -> None:
    respondents = RESPONDENTS if framework(year).parts else {"IIT": 34, "EIT": 275}

    counts = invented_counts(framework(year), 1, respondents)

    for code, answers in counts.items():
        base, _, part = code.partition("@")
        assert sum(answers.values()) == respondents[part or framework(year).tool_of(base) or ""]
        assert answers.keys() <= set(framework(year).points_of(code))


def test_a_question_is_answered_in_each_part_and_a_statement_instead_of_its_question() -> None:
    counts = invented_counts(framework(2566), 1, RESPONDENTS)

    assert {"i1.1", "i1.2", "e1@EIT.1", "e1@EIT.2"} <= counts.keys()
    assert not {"i1", "e1"} & counts.keys()


def test_nobody_answers_for_a_tool_without_respondents() -> None:
    codes = invented_counts(framework(2568), 1, {"EIT.2": 3}).keys()

    assert {code.partition("@")[2] for code in codes} == {"EIT.2"}
    assert invented_counts(framework(2564), 1, {"IIT": 3}).keys().isdisjoint({"e1", "e2"})


@pytest.mark.parametrize("year", YEARS)
def test_an_invented_result_has_a_total_and_a_level(year: int) -> None:
    respondents = RESPONDENTS if framework(year).parts else {"IIT": 34, "EIT": 275}

    scored = score(prepare(framework(year)), invented_result(framework(year), 3, respondents))

    assert scored.total is not None
    assert scored.decision.level is not None
    assert scored.unknown == ()


def test_every_item_has_one_of_its_levels_and_most_the_best() -> None:
    scores = invented_result(framework(2564), 1, RESPONDENTS).scores

    assert scores.keys() == {f"O{number}" for number in range(1, 44)}
    assert set(scores.values()) <= {0, 100}
    assert sum(value == 100 for value in scores.values()) > 43 / 2
