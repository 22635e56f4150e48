"""The whole cycle: the worked example of docs/method/cycle.md, and that doing more never makes a stage worse."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.cycles import DAYS, DONE, NO_RESULT, PUBLISHED, WITH_MEASURES, WITH_RESULT, any_facts

from prongsai.core.cycle import STAGES, STATE_WORDS, Facts, PaperFacts, PaperState, Stage, State
from prongsai.core.cycle.dates import DEADLINES
from prongsai.core.cycle.stage import states
from prongsai.core.cycle.task import tasks

# Waiting for the next round is no worse than reporting in this one.
RANK = {"late": 0, "not_yet": 1, "now": 1, "done": 2}
PAPER_ORDER = ("draft", "returned", "in_approval", "approved", "published")


def told(facts: Facts, day: tuple[int, int, int]) -> str:
    return " ".join(each.state for each in states(facts, datetime.date(*day)).values())


def test_stages_states_and_deadlines_have_words() -> None:
    assert tuple(STAGES) == get_args(Stage)
    assert set(STATE_WORDS) == set(get_args(State))
    assert all(
        words.th and words.en for words in (*STAGES.values(), *STATE_WORDS.values(), *DEADLINES.values())
    )


def test_the_worked_year_goes_from_stage_to_stage() -> None:
    wait = "not_yet"

    assert told(NO_RESULT, (2025, 8, 1)) == " ".join([wait] * 8)
    assert told(NO_RESULT, (2025, 8, 20)) == " ".join(["now", *[wait] * 7])
    assert told(NO_RESULT, (2025, 10, 10)) == " ".join(["late", *[wait] * 7])
    assert told(WITH_RESULT, (2025, 11, 10)) == " ".join(["done", "done", "now", "now", *[wait] * 4])
    assert told(PUBLISHED, (2026, 3, 20)) == " ".join([*["done"] * 6, "now", wait])
    assert told(PUBLISHED, (2026, 4, 17)) == " ".join([*["done"] * 6, "late", wait])
    assert told(DONE, (2028, 1, 1)) == " ".join(["done"] * 8)


def test_the_year_of_the_result_is_the_one_before() -> None:
    assert WITH_MEASURES.result_year == 2568


def advances(facts: Facts) -> Iterator[Facts]:
    """Yield what the facts are when one thing more has been done."""
    yield replace(facts, has_result=True)
    yield replace(facts, disagreeing=0)
    yield replace(facts, findings_answered=facts.findings_answered + 1)
    yield replace(facts, without_owner=0)
    yield replace(facts, without_steps=0)
    yield replace(facts, without_period=0)
    yield replace(facts, measures=facts.measures + 1)
    yield replace(facts, has_outcome_result=True)
    for place, round_ in enumerate(facts.rounds):
        rest = facts.rounds[:place], facts.rounds[place + 1 :]
        given_all = tuple(replace(unit, given=unit.expected) for unit in round_.units)
        yield replace(facts, rounds=(*rest[0], replace(round_, closed=True), *rest[1]))
        yield replace(facts, rounds=(*rest[0], replace(round_, units=given_all), *rest[1]))
    yield from (replace(facts, papers=papers) for papers in better_papers(facts.papers))


def better_papers(papers: tuple[PaperFacts, ...]) -> Iterator[tuple[PaperFacts, ...]]:
    missing = {"analysis", "measures", "implementation", "memo"} - {paper.kind for paper in papers}
    yield from ((*papers, PaperFacts(kind=kind, state="draft")) for kind in sorted(missing))
    for place, paper in enumerate(papers):
        later: tuple[PaperState, ...] = PAPER_ORDER[PAPER_ORDER.index(paper.state) + 1 :]  # type: ignore[assignment]
        for state in later:
            yield (*papers[:place], replace(paper, state=state), *papers[place + 1 :])


@given(any_facts(), DAYS)
def test_doing_more_never_makes_a_stage_worse(facts: Facts, today: datetime.date) -> None:
    before = states(facts, today)

    for better in advances(facts):
        after = states(better, today)
        worse = [stage for stage in STAGES if RANK[after[stage].state] < RANK[before[stage].state]]
        assert worse == []


@given(any_facts(), DAYS, st.integers(1, 400))
def test_time_alone_finishes_nothing(facts: Facts, today: datetime.date, days: int) -> None:
    later = states(facts, today + datetime.timedelta(days=days))

    for stage, state in states(facts, today).items():
        assert (later[stage].state == "done") == (state.state == "done")
        assert later[stage].state == "late" or state.state != "late"


@given(any_facts(), DAYS)
def test_states_and_tasks_tell_the_same(facts: Facts, today: datetime.date) -> None:
    found = tasks(facts, today)
    needed = [task for task in found if task.needed]

    for stage, state in states(facts, today).items():
        own = [task for task in needed if task.stage == stage]
        assert (state.due is None) == (state.state == "done")
        assert not own if state.state in ("done", "not_yet") else True
        assert own if state.state == "now" else True
        assert state.state == "late" or not any(task.late for task in own)
        assert state.why.th and state.why.en
