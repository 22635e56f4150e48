"""Whether the days of a cycle go together: what is refused, and what is only pointed out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cycles import CALENDARS

from prongsai.core.cycle import Deadline, Facts, RoundFacts
from prongsai.core.cycle.dates import DEADLINES, dates_of
from prongsai.core.cycle.order import NEEDS, faults, remarks, remarks_of
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.round import due, months


def day(year: int, month: int, number: int) -> datetime.date:
    return datetime.date(year, month, number)


def rounds(**dues: datetime.date | None) -> list[RoundFacts]:
    return [RoundFacts(key=cast("MonitoringRound", key.strip("_")), due=due) for key, due in dues.items()]


def told(
    own: Mapping[Deadline, datetime.date], held: list[RoundFacts] | None = None
) -> list[tuple[str, str, bool]]:
    found = remarks(dates_of(2569, CALENDARS, own), held or ())
    return [(each.fault.id, each.part, each.refused) for each in found]


def test_a_day_of_another_cycle_is_refused() -> None:
    wrong: dict[Deadline, datetime.date] = {"analysis": day(2569, 11, 30), "approval": day(2026, 2, 1)}
    (problem,) = faults(2569, wrong)

    assert (problem.id, problem.where) == ("cycle.outside", "จัดทำรายงานการวิเคราะห์")
    assert "1 ตุลาคม 2567 – 30 กันยายน 2570" in problem.why.th
    assert faults(2569, {"analysis": day(2024, 10, 1), "report": day(2027, 9, 30)}) == []
    assert faults(2569, {}) == []


def test_a_round_on_a_day_of_another_cycle_is_refused_too() -> None:
    held = rounds(_3m=None, _6m=day(2026, 4, 10), _9m=day(2028, 1, 1))

    assert [(each.id, each.where) for each in faults(2569, {}, held)] == [("cycle.outside", "รอบ 9 เดือน")]


def test_two_own_days_cannot_be_against_what_must_come_first() -> None:
    own: dict[Deadline, datetime.date] = {"measures": day(2026, 3, 1), "approval": day(2026, 2, 1)}
    (problem,) = faults(2569, own)

    assert (problem.id, problem.where, problem.found) == ("cycle.order", "อนุมัติ", "1 กุมภาพันธ์ 2569")
    assert problem.why.th == "มาก่อน “กำหนดมาตรการ” (1 มีนาคม 2569) ซึ่งต้องเสร็จก่อนจึงทำได้"
    assert problem.why.en == "is before “measures set” (1 March 2026), without which it cannot be done"
    assert faults(2569, {**own, "approval": own["measures"]}) == []


def test_a_day_is_told_once_with_what_is_furthest_off() -> None:
    own: dict[Deadline, datetime.date] = {
        "result": day(2026, 1, 5),
        "analysis": day(2026, 2, 1),
        "measures": day(2026, 3, 1),
        "publication": day(2026, 1, 1),
    }
    found = faults(2569, own)

    assert [each.where for each in found] == ["เผยแพร่"]
    assert "กำหนดมาตรการ" in found[0].why.th


def test_an_own_day_against_a_usual_one_is_pointed_out() -> None:
    assert told({"measures": day(2026, 2, 15)}) == [("cycle.order_usual", "measures", False)]
    assert told({"approval": day(2025, 12, 1)}) == [("cycle.order_usual", "approval", False)]
    assert told({"approval": day(2026, 2, 15)}) == []


def test_measures_are_set_before_anyone_reports_on_them() -> None:
    held = rounds(_6m=day(2026, 4, 10))

    assert told({"measures": day(2026, 4, 11), "approval": day(2026, 4, 20)}, held) == [
        ("cycle.order", "measures", True),
        ("cycle.unwise", "6m", False),
    ]
    # The usual day of a round is not the agency's: one of the two is to be moved, but nothing is refused.
    assert ("cycle.order_usual", "measures", False) in told({"measures": day(2026, 4, 11)}, rounds(_6m=None))


def test_approval_after_the_first_follow_up_is_unwise_but_can_be() -> None:
    (found,) = [
        each
        for each in remarks(dates_of(2569, CALENDARS, {"approval": day(2026, 4, 20)}), rounds(_6m=None))
        if each.fault.id == "cycle.unwise"
    ]

    assert not found.refused
    assert "“อนุมัติ” ควรเสร็จก่อน “รอบ 6 เดือน”" in found.problem.why.th
    assert "“approved” should be done before “round after 6 months”" in found.problem.why.en


def test_rounds_follow_each_other_and_the_report_follows_them() -> None:
    held = rounds(_12m=day(2026, 3, 1), _6m=day(2026, 4, 10))

    assert told({}, held)[0] == ("round.out_of_order", "12m", True)
    assert told({"report": day(2026, 9, 1)}, rounds(_12m=day(2026, 10, 15))) == [
        ("cycle.order", "report", True)
    ]
    assert told({"report": day(2026, 9, 1)}, rounds(_12m=None)) == [("cycle.order_usual", "report", False)]


@pytest.mark.parametrize(
    ("own", "id_"),
    [
        ({"result": day(2025, 8, 1)}, "cycle.not_announced"),
        ({"outcome": day(2026, 8, 30)}, "cycle.not_announced"),
        ({"publication": day(2026, 5, 1)}, "cycle.entry_closed"),
        ({"report": day(2027, 5, 1)}, "cycle.entry_closed"),
        ({"measures": day(2025, 11, 1)}, "cycle.unwise"),
    ],
)
def test_what_the_calendar_makes_unwise_is_pointed_out(own: dict[Deadline, datetime.date], id_: str) -> None:
    assert told(own) == [(id_, next(iter(own)), False)]
    assert faults(2569, own) == []


def test_a_round_before_the_end_of_its_time_is_pointed_out() -> None:
    assert told({}, rounds(_6m=day(2026, 3, 1))) == [("cycle.round_unfinished", "6m", False)]


def test_nothing_is_said_of_days_that_nobody_has_set() -> None:
    for year in range(2562, 2580):
        assert remarks(dates_of(year, CALENDARS), rounds(_6m=None, _12m=None)) == []
    assert remarks_of(Facts(fiscal_year=2569, own_dates={"approval": day(2025, 12, 1)})) != []


DAYS = st.dates(day(2024, 10, 1), day(2027, 9, 30))


@given(
    st.dictionaries(st.sampled_from(list(DEADLINES)), DAYS),
    st.dictionaries(st.sampled_from(["3m", "6m", "12m"]), st.none() | DAYS),
)
def test_what_is_not_refused_can_be_done_in_that_order(
    own: dict[Deadline, datetime.date], dues: dict[MonitoringRound, datetime.date | None]
) -> None:
    held = [RoundFacts(key=key, due=date) for key, date in dues.items()]
    found = remarks(dates_of(2569, CALENDARS, own), held)
    set_ = [*own, *(key for key, date in dues.items() if date)]

    pairs = [(first, then) for then, firsts in NEEDS.items() for first in firsts]
    wrong = any(own[first] > own[then] for first, then in pairs if first in own and then in own)
    ordered = sorted(dues, key=months)
    ends = [dues[key] or due(2569, key) for key in ordered]
    wrong |= any(later <= earlier for earlier, later in pairwise(ends))
    dated = [date for date in dues.values() if date]
    if "report" in own:
        wrong |= (
            any(date > own["report"] for date in dated) or own.get("result", own["report"]) > own["report"]
        )
    if "measures" in own and ordered:
        first = dues[ordered[0]]
        wrong |= first is not None and own["measures"] > first
    assert any(each.refused for each in found) == wrong
    assert all(each.part in set_ or each.fault.id == "round.out_of_order" for each in found)
    refused = [each.part for each in found if each.refused]
    assert len(refused) == len(set(refused))
