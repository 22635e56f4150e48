"""Measures proposed for findings: which, in what order, by whom and when."""

import datetime
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.papers import don_sak

from prongsai.core.catalogue import Catalogue, Topic, Unit
from prongsai.core.catalogue import Measure as Kept
from prongsai.core.cycle.dates import dates_of
from prongsai.core.finding import Finding, Judged, findings
from prongsai.core.improve import gains
from prongsai.core.plan import Plan
from prongsai.core.plan.check import faults
from prongsai.core.plan.period import months_of, whole_year
from prongsai.core.plan.proposal import Occasion, drafted, propose, unanswered
from prongsai.core.text import Text
from prongsai.reading.catalogue import load, load_rules

OCCASION = Occasion(agency="อบต.ทดสอบ", agency_type="sao", fiscal_year=2569)


def kept(key: str, steps: int = 3, *units: str) -> Kept:
    return Kept(
        key=key,
        topic="service",
        units=units or ("clerk_office",),
        title=Text(f"มาตรการ {key}", f"measure {key}"),
        approach=Text("แนวทางของ {agency}", "approach of {agency}"),
        steps=tuple(Text(f"ขั้น {number}", f"step {number}") for number in range(1, steps + 1)),
        monitoring=Text("รายงาน", "report"),
    )


def catalogue(*measures: Kept) -> Catalogue:
    return Catalogue(
        advice=(),
        measures={each.key: each for each in measures},
        topics={"service": Topic(key="service", title=Text("บริการ", "service"), certainty="own", source="")},
        units={
            key: Unit(key, Text(th, en))
            for key, th, en in (("clerk_office", "สำนักปลัด", "Clerk"), ("finance", "กองคลัง", "Finance"))
        },
    )


def finding(code: str, *measures: str, **changes: Any) -> Finding:
    fields: dict[str, Any] = {"kind": "improve", "score": Fraction(80), "gain": None} | changes
    return Finding(
        id=f"finding.{code}",
        code=code,
        rule="r",
        finding=Text("ก", "a"),
        recommendation=Text("ข", "b"),
        cause=Text("", ""),
        leans_on=(),
        measures=measures,
        **fields,
    )


def titles(plan: Plan) -> list[str]:
    return [measure.title for measure in plan.measures]


def test_several_findings_make_one_measure_that_names_them() -> None:
    found = (
        finding("i1", "a", gain=Fraction(1, 3)),
        finding("O9", "a", gain=Fraction(1, 6)),
        finding("i2", "a"),
    )

    (measure,) = propose(found, catalogue(kept("a")), OCCASION).measures

    assert (measure.id, measure.title, measure.topic) == ("m1", "มาตรการ a", "บริการ")
    assert measure.codes == ("i1", "O9", "i2")
    assert measure.finding_ids == ("finding.i1", "finding.O9", "finding.i2")
    assert measure.expected_gain == Fraction(1, 2)
    assert measure.generated


def test_a_finding_with_several_measures_gives_each_an_equal_share_of_its_gain() -> None:
    plan = propose((finding("i1", "a", "b", "c", gain=Fraction(1)),), catalogue(*map(kept, "abc")), OCCASION)

    assert [measure.expected_gain for measure in plan.measures] == [Fraction(1, 3)] * 3


def test_a_gain_that_is_not_known_stays_unknown() -> None:
    assert propose((finding("i1", "a"),), catalogue(kept("a")), OCCASION).measures[0].expected_gain is None


def test_urgent_comes_first_then_the_larger_gain_then_the_lower_score() -> None:
    found = (
        finding("i1", "low", score=Fraction(50)),
        finding("i2", "lower", score=Fraction(40)),
        finding("i3", "gain", gain=Fraction(2)),
        finding("O1", "urgent", kind="urgent", score=Fraction(0)),
    )

    plan = propose(found, catalogue(*map(kept, ("low", "lower", "gain", "urgent"))), OCCASION)

    assert titles(plan) == ["มาตรการ urgent", "มาตรการ gain", "มาตรการ lower", "มาตรการ low"]


@pytest.mark.parametrize("kind", ["strength", "keep"])
def test_what_is_good_asks_for_no_measure(kind: str) -> None:
    found = (finding("i1", "a", kind=kind),)
    plan = propose(found, catalogue(kept("a")), OCCASION)

    assert plan.measures == ()
    assert unanswered(found, plan) == ()


def test_a_finding_without_a_measure_is_named_as_unanswered() -> None:
    found = (finding("i1", "a"), finding("i2"))

    assert unanswered(found, propose(found, catalogue(kept("a")), OCCASION)) == (found[1],)


@pytest.mark.parametrize(
    ("steps", "months"),
    [(3, [(0, 3), (4, 7), (8, 11)]), (5, [(0, 1), (2, 3), (4, 6), (7, 8), (9, 11)])],
)
def test_the_steps_fill_the_fiscal_year_without_a_gap(steps: int, months: list[tuple[int, int]]) -> None:
    (measure,) = propose((finding("i1", "a"),), catalogue(kept("a", steps)), OCCASION).measures

    assert measure.period == whole_year(2569)
    assert [step.number for step in measure.steps] == list(range(1, steps + 1))
    assert [step.period for step in measure.steps] == [months_of(2569, *pair) for pair in months]


def test_more_steps_than_months_still_lie_in_the_year() -> None:
    opens = replace(dates_of(2569), survey_opens=datetime.date(2026, 4, 1))
    judges: tuple[Judged, ...] = ("item", "question", "")
    for judged in judges:
        found = (finding("i1", "a", judged=judged),)
        plan = propose(found, catalogue(kept("a", 20)), replace(OCCASION, dates=opens))

        assert len(plan.measures[0].steps) == 20
        assert faults(plan) == []


def test_units_have_the_names_of_the_agency_then_of_its_type_then_of_the_catalogue() -> None:
    measures = catalogue(kept("a", 3, "clerk_office", "finance", "other"))
    found = (finding("i1", "a"),)

    def owners(**names: Any) -> tuple[str, ...]:
        occasion = Occasion(agency="ก", fiscal_year=2569, **({"agency_type": "sao"} | names))
        return propose(found, measures, occasion).measures[0].responsible_units

    assert owners() == ("สำนักปลัด อบต.", "กองคลัง", "other")
    assert owners(unit_names={"clerk_office": "สำนักปลัดของเรา"})[0] == "สำนักปลัดของเรา"
    assert owners(agency_type=None)[0] == "สำนักปลัด"
    assert owners(lang="en")[:2] == ("Clerk", "Finance")


def test_the_texts_name_the_agency_in_the_language_of_the_plan() -> None:
    occasion = Occasion(agency="A", agency_type=None, fiscal_year=2569, lang="en")
    (measure,) = propose((finding("i1", "a"),), catalogue(kept("a")), occasion).measures

    assert (measure.approach, measure.topic, measure.monitoring_note) == (
        "approach of A",
        "service",
        "report",
    )


def test_the_result_is_that_of_the_year_before_unless_it_is_named() -> None:
    named = Occasion(agency="ก", agency_type=None, fiscal_year=2569, result_year=2567)

    assert propose((), catalogue(), OCCASION).result_year == 2568
    assert propose((), catalogue(), named).result_year == 2567


def test_the_plan_of_don_sak_is_whole_and_keeps_every_gain() -> None:
    scored = don_sak()
    found = findings(scored, gains(scored), catalogue=load(), rules=load_rules())
    occasion = Occasion(agency="เทศบาลเมืองดอนสัก", agency_type="town_municipality", fiscal_year=2569)

    plan = propose(found, load(), occasion)

    wanted = [each.gain for each in found if each.kind in ("urgent", "improve") and each.gain is not None]
    assert sum(each.expected_gain or 0 for each in plan.measures) == sum(wanted) > 4
    assert unanswered(found, plan) == ()
    assert faults(plan, codes=scored.recipe.framework.codes()) == []
    # Entry closes on 30 April 2569: what answers a lost item such as O15 is published before.
    items = {each.code for each in found if scored.recipe.framework.kind_of(each.code) == "item"}
    assert items == {each.code for each in found if each.judged == "item" and each.code in items}
    published = [measure for measure in plan.measures if items.intersection(measure.codes)]
    assert "O15" in {code for measure in published for code in measure.codes}
    ends = {(measure.period or whole_year(2569)).ends for measure in published} | {
        step.period.ends for measure in published for step in measure.steps[-1:] if step.period
    }
    assert ends == {datetime.date(2026, 3, 31)}
    others = [measure.period for measure in plan.measures if measure not in published]
    assert whole_year(2569) in others


def test_one_measure_is_drafted_alone_with_the_whole_gain_of_what_it_is_chosen_for() -> None:
    first, second = finding("a", "k", "l", gain=Fraction(1, 2)), finding("b", gain=None)

    made = drafted("k", catalogue(kept("k"), kept("l")), OCCASION, [first, second])

    assert (made.codes, made.expected_gain, made.generated) == (("a", "b"), Fraction(1, 2), True)
    assert drafted("l", catalogue(kept("l")), OCCASION).expected_gain is None
    with pytest.raises(KeyError):
        drafted("m", catalogue(kept("k")), OCCASION)
