"""What of a measure should be done by a day and is not."""

from __future__ import annotations

import datetime

from prongsai.core.followup.count import Standing


def overdue(standing: Standing, today: datetime.date) -> tuple[int, ...]:
    """Return the steps that should be done before `today` and are not, by number; 0 stands for the measure as a whole.

    A step without a period of its own has that of the measure. A new date that was promised counts instead of
    the days of the plan, for whatever is not done.
    """
    measure, promised = standing.measure, standing.new_date
    if standing.status == "done":
        return ()
    whole = promised or (measure.period.ends if measure.period else None)
    late = [
        step.number
        for step in measure.steps
        if standing.steps.get(step.number) != "done"
        and _passed(promised or (step.period.ends if step.period else whole), today)
    ]
    return ((0,) if _passed(whole, today) else ()) + tuple(late)


def _passed(day: datetime.date | None, today: datetime.date) -> bool:
    return day is not None and day < today
