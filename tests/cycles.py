"""Facts of cycles that tests share: Don Sak's year 2569 with rounds of our own, and any others."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from typing import get_args

from hypothesis import strategies as st
from tests.published import framework

from prongsai.core.cycle import Facts, PaperFacts, PaperState, RoundFacts, UnitReports
from prongsai.core.plan.round import MONITORING_ROUNDS

CALENDARS = {year: framework(year).calendar for year in range(2562, 2570)}
NO_RESULT = Facts(fiscal_year=2569, calendars=CALENDARS, item_points=Fraction(1, 2))
WITH_RESULT = replace(
    NO_RESULT, has_result=True, disagreeing=0, findings_to_answer=11, open_points=Fraction(17, 20)
)
WITH_MEASURES = replace(WITH_RESULT, measures=10, findings_answered=11, open_points=Fraction(0))
ROUNDS = (
    RoundFacts(
        key="6m",
        units=(
            UnitReports(unit="กองคลัง", expected=3, given=1, points=Fraction(1, 4)),
            UnitReports(unit="สำนักปลัด", expected=3, given=3),
        ),
    ),
    RoundFacts(key="12m", units=(UnitReports(unit="", expected=6, given=0),)),
)
PUBLISHED = replace(
    WITH_MEASURES,
    papers=tuple(PaperFacts(kind=kind, state="published") for kind in ("analysis", "measures")),
    rounds=ROUNDS,
)
DONE = replace(
    PUBLISHED,
    papers=(*PUBLISHED.papers, PaperFacts(kind="implementation", state="published")),
    rounds=tuple(replace(round_, closed=True) for round_ in ROUNDS),
    has_outcome_result=True,
)

DAYS = st.dates(datetime.date(2025, 7, 1), datetime.date(2028, 9, 30))
_COUNTS = st.integers(0, 5)
_POINTS = st.none() | st.fractions(0, 5)


@st.composite
def papers(draw: st.DrawFn) -> tuple[PaperFacts, ...]:
    kinds = draw(st.sets(st.sampled_from(["analysis", "measures", "implementation", "memo"])))
    state, holder = st.sampled_from(get_args(PaperState)), st.sampled_from(["", "ปลัดเทศบาล"])
    return tuple(PaperFacts(kind=kind, state=draw(state), holder=draw(holder)) for kind in sorted(kinds))


@st.composite
def rounds(draw: st.DrawFn) -> tuple[RoundFacts, ...]:
    keys = draw(st.sets(st.sampled_from(MONITORING_ROUNDS), max_size=3))
    return tuple(
        RoundFacts(
            key=key,
            due=draw(st.none() | DAYS),
            closed=draw(st.booleans()),
            units=tuple(
                UnitReports(unit=unit, expected=3, given=draw(st.integers(0, 3)), points=draw(_POINTS))
                for unit in draw(st.sampled_from([(), ("",), ("กองคลัง", "กองช่าง")]))
            ),
        )
        for key in sorted(keys, key=MONITORING_ROUNDS.index)
    )


def any_facts() -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        fiscal_year=st.just(2569),
        has_result=st.booleans(),
        disagreeing=st.none() | _COUNTS,
        findings_to_answer=st.none() | _COUNTS,
        findings_answered=_COUNTS,
        open_points=_POINTS,
        measures=_COUNTS,
        without_owner=_COUNTS,
        without_steps=_COUNTS,
        without_period=_COUNTS,
        unconfirmed=_COUNTS,
        papers=papers(),
        item_points=_POINTS,
        report_points=_POINTS,
        rounds=rounds(),
        has_outcome_result=st.booleans(),
        officer=st.sampled_from(["", "หัวหน้าสำนักปลัด"]),
        calendars=st.sampled_from([{}, CALENDARS]),
        own_dates=st.dictionaries(st.sampled_from(["result", "analysis", "publication", "report"]), DAYS),
    )
