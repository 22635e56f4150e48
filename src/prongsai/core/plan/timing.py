"""When a proposed measure and its steps take place: before that is looked at which they are to change.

docs/method/plan.md names the rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from itertools import pairwise

from prongsai.core.cycle.dates import Dates
from prongsai.core.finding import Judged
from prongsai.core.plan import Period
from prongsai.core.plan.period import months_of, whole_year

MONTHS_OF_A_YEAR = 12
# The last step looks back at what was done: it may come when people have been asked.
STEPS_AFTER_SURVEY = 1


def time_of(judged: Collection[Judged], steps: int, dates: Dates) -> tuple[Period, tuple[Period, ...]]:
    """Return the period of a measure and those of its steps, without a gap between them.

    `judged` says by what the findings are judged that it answers.
    """
    year = dates.fiscal_year
    if "item" in judged and (months := _months_to_publish(dates)):
        return months_of(year, 0, months - 1), tuple(_spread(year, steps, 0, months))
    main = steps - STEPS_AFTER_SURVEY
    months = _months_before(dates.survey_opens, year) if "question" in judged and main > 0 else 0
    if 0 < months < MONTHS_OF_A_YEAR:
        before = _spread(year, main, 0, months)
        return whole_year(year), (*before, *_spread(year, STEPS_AFTER_SURVEY, months, MONTHS_OF_A_YEAR))
    return whole_year(year), tuple(_spread(year, steps, 0, MONTHS_OF_A_YEAR))


def _months_to_publish(dates: Dates) -> int:
    """Count the months before entry closes: by the agency's own day, unless that leaves none, else the usual one."""
    days = (dates.due["publication"], dates.usual["publication"])
    counted = (_months_before(each.date, dates.fiscal_year) for each in days)
    return next((months for months in counted if months), 0)


def _months_before(day: datetime.date | None, fiscal_year: int) -> int:
    """Count the whole months of a fiscal year that are over before a day."""
    if day is None:
        return 0
    return sum(months_of(fiscal_year, each, each).ends < day for each in range(MONTHS_OF_A_YEAR))


def _spread(fiscal_year: int, steps: int, first: int, end: int) -> Iterator[Period]:
    """Yield a period for each step, as long as the others to a month, from month `first` up to before `end`."""
    edges = [first + (end - first) * place // steps for place in range(steps + 1)]
    for begins, ends in pairwise(edges):
        yield months_of(fiscal_year, begins, max(begins, ends - 1))
