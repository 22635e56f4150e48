"""What is late: by the days of the plan, or by the new date that was promised."""

import datetime

import pytest
from tests.plans import a_measure, a_note, a_plan, first_round

from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.followup.count import Standing, counts
from prongsai.core.followup.overdue import overdue

APRIL, OCTOBER = datetime.date(2026, 4, 20), datetime.date(2026, 10, 1)


def standing(*notes: ProgressNote) -> Standing:
    plan = a_plan(a_measure())  # step 1 from October to March, step 2 in the time of the measure
    return counts(Followup(plan=plan, rounds=(first_round(*notes),)), "12m").standings[0]


@pytest.mark.parametrize(
    ("notes", "day", "late"),
    [
        ((), datetime.date(2026, 3, 31), ()),
        ((), APRIL, (1,)),
        ((), OCTOBER, (0, 1, 2)),
        ((a_note(step=1),), APRIL, ()),
        ((a_note(step=1),), OCTOBER, (0, 2)),
        ((a_note(),), OCTOBER, ()),
        ((a_note(step=1, status="hindered", new_date=datetime.date(2026, 6, 30)),), APRIL, ()),
        ((a_note(step=1, status="hindered", new_date=datetime.date(2026, 4, 1)),), APRIL, (0, 1, 2)),
    ],
)
def test_late_is_what_is_not_done_in_time(
    notes: tuple[ProgressNote, ...], day: datetime.date, late: tuple[int, ...]
) -> None:
    assert overdue(standing(*notes), day) == late


def test_a_measure_without_days_is_never_late() -> None:
    plan = a_plan(a_measure(period=None, steps=()))

    assert overdue(counts(Followup(plan=plan, rounds=()), "12m").standings[0], OCTOBER) == ()
