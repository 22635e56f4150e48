"""When a proposed measure takes place: before that which judges it."""

import datetime
from dataclasses import replace

import pytest

from prongsai.core.cycle.dates import Dates, dates_of
from prongsai.core.finding import Judged
from prongsai.core.plan.period import months_of
from prongsai.core.plan.timing import time_of
from prongsai.reading.framework import find_around

CYCLE = dates_of(2569)
SURVEY = replace(CYCLE, survey_opens=datetime.date(2026, 4, 1))
SIX_MONTHS = [(0, 0), (1, 2), (3, 3), (4, 5)]
TWELVE_MONTHS = [(0, 2), (3, 5), (6, 8), (9, 11)]


def own(day: datetime.date) -> Dates:
    return dates_of(2569, None, {"publication": day})


@pytest.mark.parametrize(
    ("judged", "dates", "months", "steps"),
    [
        # Entry closes on 30 April: six whole months are over before it.
        ({"item"}, CYCLE, (0, 5), SIX_MONTHS),
        ({"item", "question"}, SURVEY, (0, 5), SIX_MONTHS),
        ({"item"}, own(datetime.date(2026, 5, 15)), (0, 6), [(0, 0), (1, 2), (3, 4), (5, 6)]),
        # Nobody can take a measure before its year begins: then the usual day counts.
        ({"item"}, own(datetime.date(2025, 10, 31)), (0, 5), SIX_MONTHS),
        ({"question"}, SURVEY, (0, 11), [(0, 1), (2, 3), (4, 5), (6, 11)]),
        ({"question"}, CYCLE, (0, 11), TWELVE_MONTHS),
        ({"question"}, replace(CYCLE, survey_opens=datetime.date(2025, 10, 1)), (0, 11), TWELVE_MONTHS),
        ({""}, SURVEY, (0, 11), TWELVE_MONTHS),
    ],
)
def test_steps_are_taken_before_that_which_judges_them(
    judged: set[Judged], dates: Dates, months: tuple[int, int], steps: list[tuple[int, int]]
) -> None:
    period, times = time_of(judged, 4, dates)

    assert period == months_of(2569, *months)
    assert list(times) == [months_of(2569, *pair) for pair in steps]


def test_the_calendar_of_the_year_says_when_entry_closes_and_when_the_survey_opens() -> None:
    calendars = {year: known.calendar for year, known in find_around(2563).items()}
    late, next_year = dates_of(2563, calendars), dates_of(2564, calendars)

    # Entry of 2563 closed on 15 July 2563, the survey of 2564 opened on 1 April 2564.
    assert time_of({"item"}, 3, late)[0] == months_of(2563, 0, 8)
    assert time_of({"question"}, 3, late)[1][-1] == months_of(2563, 8, 11)
    assert time_of({"question"}, 3, next_year)[1][-1] == months_of(2564, 6, 11)
