"""What a supervisor is told of many agencies is what each of them is told of itself."""

from __future__ import annotations

import dataclasses
import datetime

from pytest_django import DjangoAssertNumQueries, Settings
from tests.plans import a_measure, a_plan
from tests.web.cast import NOON, Cast
from tests.web.test_cycle import entered, paper, planned, round_of

from prongsai.core.cycle import STAGES
from prongsai.core.cycle.stage import states
from prongsai.web.access import Access
from prongsai.web.actions import plan as plans
from prongsai.web.models import Agency, FollowupRound, Measure, OwnDate, Paper, Result
from prongsai.web.queries.cycle import facts_of
from prongsai.web.queries.many import states_of
from prongsai.web.queries.overview import supervised

DAY = datetime.date(2026, 4, 20)
DAYS = (datetime.date(2025, 9, 1), datetime.date(2026, 2, 10), DAY, datetime.date(2027, 5, 1))
YEAR = 2569


def below(cast: Cast) -> list[Agency]:
    access = Access(cast.people["supervisor"], tuple(cast.people["supervisor"].memberships.all()))
    return list(supervised(access))


def agree(cast: Cast) -> dict[str, str]:
    """Compare every agency on every day; return the states of the cast's own agency on the last but one."""
    agencies = Agency.objects.filter(supervisor=cast.above)
    told: dict[str, str] = {}
    for day in DAYS:
        many = dict(states_of(agencies, YEAR, day))
        assert set(many) == {cast.own.pk, cast.other.pk}
        for agency in agencies:
            alone = states(facts_of(agency, YEAR), day)
            for stage, found in many[agency.pk].items():
                one = alone[stage]
                assert (found.state, found.waits, found.due) == (one.state, one.waits, one.due), (stage, day)
        if day == DAY:
            told = {stage: found.shown for stage, found in many[cast.own.pk].items()}
    return told


def test_many_agencies_stand_where_each_of_them_stands(cast: Cast) -> None:
    nothing = agree(cast)
    assert nothing == {**dict.fromkeys(STAGES, "not_yet"), "result": "late"}

    entered(cast)
    assert agree(cast)["measures"] == "late"
    plan = planned(cast)
    measure = plan.measures.all()[0]
    agree(cast)
    Measure.objects.filter(plan=plan).update(begins=None)
    agree(cast)
    measure.units.clear()
    measure.steps.all().delete()
    Measure.objects.filter(pk=measure.pk).update(other_owners=[])
    assert agree(cast)["approval"] == "not_yet"
    made = paper(cast, "measures", "in_approval", ("ปลัด", "waiting"))
    paper(cast, "followup", "returned")
    assert agree(cast)["approval"] == "late"
    Paper.objects.filter(pk=made.pk).update(stage="approved")
    # They were approved as they are: what is missing is not asked for any more.
    assert agree(cast)["measures"] == "done"
    round_of(plan)
    assert agree(cast)["followup"] == "late"
    FollowupRound.objects.update(closed_at=NOON)
    Result.objects.filter(agency=cast.own).update(agenda={})
    assert agree(cast)["followup"] == "done"


def test_measures_of_others_and_of_other_years_do_not_count(cast: Cast) -> None:
    plans.take(
        cast.actor("officer"), cast.own, plan=dataclasses.replace(a_plan(a_measure()), fiscal_year=2568)
    )
    OwnDate.objects.create(agency=cast.own, fiscal_year=2568, deadline="result", day=DAYS[3])
    entered(cast, "donsak-2568")
    Result.objects.update(fiscal_year=2567)

    assert agree(cast)["result"] == "late"


def test_an_own_day_holds_for_the_supervisor_too(cast: Cast, settings: Settings) -> None:
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, today=DAY)

    def page() -> str:
        return cast.client("supervisor").get("/below/").content.decode()

    assert "2 จาก 2 แห่ง" in page()
    OwnDate.objects.create(
        agency=cast.own, fiscal_year=YEAR, deadline="result", day=DAY + datetime.timedelta(days=1)
    )
    shown = page()
    assert agree(cast)["result"] == "now"
    # The other agency alone is late, with what waits for its result behind it.
    assert "1 จาก 2 แห่ง" in shown and shown.index(cast.other.name) < shown.index(cast.own.name)
    assert "ขั้นที่รออยู่" in shown and shown.count("(วันที่แนะนำ)") == 2
    OwnDate.objects.update(day=DAY - datetime.timedelta(days=1))
    assert "2 จาก 2 แห่ง" in page()


def test_the_overview_is_few_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entered(cast)
    round_of(planned(cast))
    agencies = Agency.objects.filter(supervisor=cast.above)
    with django_assert_num_queries(2):
        found = dict(states_of(agencies, YEAR, DAY))
    assert set(found) == {each.pk for each in below(cast)}
