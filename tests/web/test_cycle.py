"""The facts of a year as the database has them, against what was put there, in one query."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure, a_plan
from tests.web.cast import NOON, Cast

from prongsai.core.cycle.stage import states
from prongsai.core.cycle.task import tasks
from prongsai.core.plan import Step
from prongsai.core.result import check
from prongsai.reading import plan as plan_files
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import draft_of
from prongsai.web.actions import followup as rounds
from prongsai.web.actions import plan as plans
from prongsai.web.actions import result as results
from prongsai.web.models import Decision, Entry, FollowupRound, Paper, PaperVersion, Plan, Result
from prongsai.web.queries.cycle import facts_of, year_of
from prongsai.web.queries.result import checks_of

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY, DAY_12M = datetime.date(2026, 4, 20), datetime.date(2026, 9, 30)


def entered(cast: Cast, name: str = "donsak-2568", version: int = 0) -> Result:
    framework = load_framework(f"th-ita-{name[-4:]}")
    entered = check(draft_of((EXAMPLES / f"{name}.json").read_bytes(), f"{name}.json"), framework)
    content = results.Content(entered=entered, framework=framework)
    return results.enter(cast.actor("officer"), cast.own, content, version=version)


def planned(cast: Cast) -> Plan:
    plan, _ = plan_files.read(EXAMPLES / "donsak-2569-plan.json")
    return plans.take(cast.actor("officer"), cast.own, plan=plan)


def round_of(plan: Plan, key: str = "6m", closed: bool = False) -> FollowupRound:
    due = datetime.date(2026, 3, 31)
    return FollowupRound.objects.create(plan=plan, key=key, due=due, closed_at=NOON if closed else None)


def paper(cast: Cast, kind: str, stage: str, *decisions: tuple[str, str]) -> Paper:
    made = Paper.objects.create(agency=cast.own, fiscal_year=2569, kind=kind, stage=stage)
    version = PaperVersion.objects.create(
        paper=made, number=1, content_hash="", text=[], pdf=b"", made_at=timezone.now()
    )
    for order, (position, decision) in enumerate(decisions, 1):
        Decision.objects.create(version=version, order=order, position=position, decision=decision)
    return made


def test_a_new_agency_knows_nothing_but_the_calendar(cast: Cast) -> None:
    facts = facts_of(cast.own, 2569)

    assert not (facts.has_result or facts.measures or facts.papers or facts.rounds)
    assert facts.disagreeing is None and facts.findings_to_answer is None
    assert facts.officer == "อรุณ ใจดี"
    assert set(facts.calendars) == {2568, 2569}
    # Eight items of one sub-indicator make half of the 40 points of the OIT; 2569 asks for seven.
    assert facts.item_points == Fraction(20, 7)


def test_a_result_says_what_is_to_be_done(cast: Cast) -> None:
    kept = entered(cast)

    facts = facts_of(cast.own, 2569)
    assert facts.has_result and not facts.has_outcome_result
    assert facts.disagreeing == sum(each.status == "disagrees" for each in checks_of(kept).checks) > 0
    assert facts.findings_to_answer == len(kept.agenda["to_answer"]) > 0
    assert facts.open_points == sum(
        (Fraction(gain) for gain in kept.agenda["to_answer"].values() if gain), Fraction(0)
    )
    assert facts_of(cast.own, 2568).has_outcome_result
    assert year_of(cast.own, 2569).totals == {2568: (Decimal("94.50"), kept.level)}


def test_nothing_is_told_of_another_agency_or_year(cast: Cast) -> None:
    entered(cast)
    round_of(planned(cast))

    full, other, later = (
        facts_of(*each) for each in ((cast.own, 2569), (cast.other, 2569), (cast.own, 2570))
    )
    assert (full.has_result, full.measures, len(full.rounds), full.officer) == (True, 10, 1, "อรุณ ใจดี")
    assert (other.has_result, other.measures, len(other.rounds)) == (False, 0, 0)
    assert other.officer == "อรุณ ใจดี (อื่น)"
    assert (later.has_result, later.measures, len(later.rounds)) == (False, 0, 0)
    assert later.officer == full.officer


def test_measures_answer_findings_by_id_and_by_code(cast: Cast) -> None:
    entered(cast)
    all_open = facts_of(cast.own, 2569)
    plan = planned(cast)

    facts = facts_of(cast.own, 2569)
    assert facts.measures == 10 and facts.findings_answered > 0
    assert facts.open_points is not None and all_open.open_points is not None
    assert facts.open_points < all_open.open_points
    plan.measures.update(findings=[])
    assert facts_of(cast.own, 2569).findings_answered == facts.findings_answered


def test_what_measures_lack_is_counted(cast: Cast) -> None:
    full = a_measure(1, responsible_units=("กองคลัง",))
    owner = a_measure(2, responsible_units=("นายกเทศมนตรี",))
    bare = a_measure(3, responsible_units=(), steps=(), period=None)
    plans.take(cast.actor("officer"), cast.own, plan=a_plan(full, owner, bare))

    facts = facts_of(cast.own, 2569)
    assert (facts.measures, facts.without_owner, facts.without_steps, facts.without_period) == (3, 1, 1, 1)


def test_reports_are_counted_by_unit(cast: Cast) -> None:
    measures = (
        a_measure(1, responsible_units=("กองคลัง",), expected_gain=Fraction(1, 4)),
        a_measure(2, responsible_units=("กองคลัง", "สำนักปลัดเทศบาล"), expected_gain=Fraction(1, 2)),
        a_measure(3, responsible_units=("นายกเทศมนตรี",), expected_gain=None),
        a_measure(4, responsible_units=("กองคลัง",), monitoring_rounds=("12m",)),
    )
    plan = plans.take(cast.actor("officer"), cast.own, plan=a_plan(*measures))
    round_ = round_of(plan)
    first = plan.measures.get(key="m1")
    for step in (None, 1):
        Entry.objects.create(round=round_, measure=first, step=step, status="done", reported_at=NOON)

    (found,) = facts_of(cast.own, 2569).rounds
    assert (found.key, found.due, found.closed) == ("6m", None, False)
    assert [(each.unit, each.expected, each.given, each.points) for each in found.units] == [
        ("", 1, 0, None),
        ("กองคลัง", 2, 1, Fraction(1, 2)),
        ("สำนักปลัดเทศบาล", 1, 0, Fraction(1, 2)),
    ]


def test_a_unit_that_has_only_a_step_is_waited_for_too(cast: Cast) -> None:
    step = Step(number=1, text="ติดป้าย", responsible_units=("กองคลัง",))
    again = replace(step, number=2)
    measures = (
        a_measure(1, responsible_units=("สำนักปลัดเทศบาล",), steps=(step, again), expected_gain=Fraction(1, 4)),
        a_measure(2, responsible_units=("กองคลัง",), steps=(step,), expected_gain=None),
        a_measure(3, responsible_units=(), steps=(step,), expected_gain=None),
    )
    plan = plans.take(cast.actor("officer"), cast.own, plan=a_plan(*measures))
    round_ = round_of(plan)
    Entry.objects.create(
        round=round_, measure=plan.measures.get(key="m2"), step=1, status="done", reported_at=NOON
    )

    facts = facts_of(cast.own, 2569)
    assert [(each.unit, each.expected, each.given, each.points) for each in facts.rounds[0].units] == [
        ("กองคลัง", 3, 1, Fraction(1, 4)),
        ("สำนักปลัดเทศบาล", 1, 0, Fraction(1, 4)),
    ]
    # A step has its unit, but nobody answers for the measure as a whole.
    assert facts.without_owner == 1
    named = {task.id for task in tasks(facts, DAY) if task.stage == "followup"}
    assert any("กองคลัง" in id_ for id_ in named), named


def test_a_round_that_is_due_when_rounds_usually_are_has_no_day_of_its_own(cast: Cast) -> None:
    own = datetime.date(2026, 4, 10)
    rounds.set_rounds(
        cast.actor("officer"), planned(cast).agency, fiscal_year=2569, dues={"6m": own, "12m": DAY_12M}
    )

    assert [(each.key, each.due) for each in facts_of(cast.own, 2569).rounds] == [("6m", own), ("12m", None)]


def test_a_paper_is_with_the_first_who_has_not_decided(cast: Cast) -> None:
    made = paper(
        cast, "measures", "in_approval", ("นักวิเคราะห์", "approved"), ("ปลัด", "waiting"), ("นายก", "waiting")
    )
    paper(cast, "memo", "approved", ("ปลัด", "approved"))
    waiting = Decision.objects.get(version__paper=made, order=2)
    waiting.person, waiting.person_name = cast.people["executive"], "สมชาย ตั้งใจ"
    waiting.save()

    year = year_of(cast.own, 2569)
    assert {(each.kind, each.state, each.holder) for each in year.facts.papers} == {
        ("measures", "in_approval", "สมชาย ตั้งใจ"),
        ("memo", "approved", ""),
    }
    assert [(turn.kind, turn.person) for turn in year.turns] == [("measures", cast.people["executive"].pk)]


def test_a_year_is_one_query_and_other_agencies_stay_out(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entered(cast)
    round_of(planned(cast), closed=True)
    with django_assert_num_queries(1):
        own = facts_of(cast.own, 2569)
    with django_assert_num_queries(1):
        other = facts_of(cast.other, 2569)

    assert own.rounds[0].closed
    assert not other.has_result and not other.measures and not other.rounds
    assert states(own, DAY)["result"].state == "done"
    assert tasks(other, DAY)[0].stage == "result"
