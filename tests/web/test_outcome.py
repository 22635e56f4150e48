"""What came of the measures: before there is a result, and beside two results, with the error said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure
from tests.web.cast import Cast
from tests.web.results import donsak, invented
from tests.web.rounds import DONE, MARCH, many, opened, place, planned, set_rounds

from prongsai.core.followup.outcome import NOT_A_CAUSE, outcomes_between
from prongsai.web.actions import followup
from prongsai.web.actions.followup import Report
from prongsai.web.models import Measure, Person, Result
from prongsai.web.queries.outcome import outcome_of
from prongsai.web.queries.result import score_of


def text(cast: Cast, role: str = "officer", year: int = 2569) -> str:
    response: Any = cast.client(role).get(f"/a/{cast.own.pk}/{year}/outcome/")
    assert response.status_code == 200
    body: str = response.content.decode()
    return body


def test_a_year_without_measures_says_the_next_step(cast: Cast) -> None:
    assert "ปีนี้ไม่มีมาตรการ" in text(cast)


def test_before_the_result_it_says_what_is_known_and_what_is_missing(cast: Cast) -> None:
    round_ = opened(cast)
    donsak(cast)
    followup.report(cast.actor("officer"), round_, place=place("m3", None), given=DONE, day=MARCH)
    given = Report(status="hindered", reason="รองบประมาณ")
    followup.report(cast.actor("officer"), round_, place=place("m2"), given=given, day=MARCH)

    page = text(cast)
    assert "ผลปี 2568: 94.50 คะแนน" in page
    assert "ผลปี 2569 ซึ่งมาตรการจะเห็นผล" in page
    assert "3 มาตรการ: เสร็จ 1 กำลังทำหรือเสร็จบางส่วน 0 ไม่ได้ทำหรือติดขัด 1 อยู่ในแผน 1" in page
    assert "รองบประมาณ" in page
    assert "รอบติดตามที่ยังไม่ปิด 2 รอบ" in page
    assert NOT_A_CAUSE.th not in page
    assert "นำเข้าเมื่อประกาศแล้ว" not in text(cast, "executive")


def test_scores_stand_beside_each_measure_as_the_core_has_them(cast: Cast) -> None:
    opened(cast)
    before, after = donsak(cast), invented(cast.own, 2569, "96.00")
    Result.objects.filter(pk__in=[before.pk, after.pk]).update(
        respondents={"IIT": [34, 60], "EIT.1": [400, 9000]}
    )
    Measure.objects.filter(key="m3").update(codes=[])

    found = outcome_of(cast.own, 2569)

    core = outcomes_between(found.end.plan, score_of(before), score_of(after))
    shown = [line.outcome for each in found.measures for line in each.lines]
    assert [(each.measure, each.code, each.before, each.after) for each in shown] == [
        (each.measure, each.code, each.before, each.after) for each in core
    ]
    assert all(each.before is not None and each.after == Decimal(96) for each in shown)
    page = text(cast)
    assert NOT_A_CAUSE.th in page
    assert "96.00" in page and "ไม่ได้ผูกกับตัวชี้วัด" in page
    assert "เริ่มปี 2570 จากผลนี้" in page
    assert any(words in page for words in ("เกินความคลาดเคลื่อน", "อยู่ในความคลาดเคลื่อน"))


TALLIED = ("risen", "fallen", "unsure", "unchanged", "unknown")


@pytest.mark.parametrize(
    ("after", "verdict", "mark"),
    [("90.01", "unsure", "off"), ("20.00", "fallen", "late"), ("90.00", "unchanged", None)],
)
def test_a_change_is_called_what_the_error_allows(
    cast: Cast, after: str, verdict: str, mark: str | None
) -> None:
    planned(cast, a_measure(4, codes=("1",), steps=()))
    Measure.objects.exclude(key="m4").update(codes=[])
    people = {"IIT": [100, 1000], "EIT.1": [400, 9000]}
    for year, score in ((2568, "90.00"), (2569, after)):
        invented(cast.own, year, score)
    Result.objects.update(respondents=people)

    found = outcome_of(cast.own, 2569)
    counted = {name: getattr(found.tally, name) for name in TALLIED}
    assert counted == {**dict.fromkeys(TALLIED, 0), verdict: 1}
    marks = [line.verdict for each in found.measures for line in each.lines]
    assert [each and each[0] for each in marks] == [mark]


def test_only_the_result_after_is_there(cast: Cast) -> None:
    opened(cast)
    invented(cast.own, 2569, "96.00")

    page = text(cast)
    assert "ผลปี 2568 ก่อนทำมาตรการ" in page and "ผลปี 2569: 96.00 คะแนน" in page


def test_other_agencies_stay_out(cast: Cast) -> None:
    opened(cast)
    donsak(cast)
    invented(cast.own, 2569, "96.00")
    assert cast.stranger("officer").get(f"/a/{cast.own.pk}/2569/outcome/").status_code == 403
    assert outcome_of(cast.other, 2569).measures == []


@pytest.mark.parametrize(
    ("lang", "digits", "said"), [("en", "arabic", "clearly up"), ("th", "thai", "๙๖.๐๐")]
)
def test_the_page_speaks_as_the_person_chose(cast: Cast, lang: str, digits: str, said: str) -> None:
    opened(cast)
    donsak(cast)
    invented(cast.own, 2569, "96.00")
    Person.objects.update(lang=lang, digits=digits)
    assert said in text(cast)


@pytest.mark.once
def test_the_page_asks_little_of_the_database(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast)
    donsak(cast)
    invented(cast.own, 2569, "96.00")
    for role in ("officer", "unit_member", "executive", "supervisor"):
        client = cast.client(role)
        with django_assert_max_num_queries(10):
            assert client.get(f"/a/{cast.own.pk}/2569/outcome/").status_code == 200, role


def test_rounds_that_are_not_set_change_nothing(cast: Cast) -> None:
    planned(cast)
    assert "3 มาตรการ: เสร็จ 0" in text(cast)
    set_rounds(cast)
    assert "3 มาตรการ: เสร็จ 0" in text(cast)
