"""Setting the agency's own days of a cycle."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from prongsai.core.cycle import Deadline
from prongsai.core.cycle.dates import dates_of
from prongsai.core.cycle.order import remarks
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.actions import Actor, Conflict, Done, action, locked
from prongsai.web.models import Agency, OwnDate
from prongsai.web.queries.cycle import facts_of, own_dates_of

MOST_REMINDERS, EARLIEST_REMINDER = 3, 60
BAD_REMINDERS = Fault(
    "dates.bad_reminders",
    Text("เตือนล่วงหน้าได้ไม่เกินสามครั้ง ครั้งละ 1–60 วัน", "at most three reminders, each 1 to 60 days before"),
    Text("เขียนเช่น 14, 3 หรือเว้นว่าง", "write 14, 3, or leave it empty"),
)
Days = Mapping[Deadline, datetime.date]


@action("dates.edit")
def set_dates(actor: Actor, agency: Agency, *, fiscal_year: int, seen: Days, dates: Days) -> Done[Agency]:
    """Make `dates` the agency's own days of a cycle; what is not in them goes back to the usual day.

    Raises `Conflict` where somebody else has set days since `seen` was looked at, `InputError` for days that do not
    belong to the cycle, or that cannot be in that order.
    """
    agency = locked(agency)
    found = remarks(dates_of(fiscal_year, own=dates), facts_of(agency, fiscal_year).rounds)
    # What is wrong among the rounds alone is mended where they are set.
    problems = [each.problem for each in found if each.refused and each.part in dates]
    if problems:
        raise InputError(problems)
    rows = OwnDate.objects.filter(agency=agency, fiscal_year=fiscal_year)
    kept = own_dates_of(agency, fiscal_year)
    if kept == dates:
        return Done(agency, quiet=True)
    if kept != seen:
        raise Conflict(agency)
    rows.exclude(deadline__in=dates).delete()
    for deadline, day in dates.items():
        OwnDate.objects.update_or_create(
            agency=agency, fiscal_year=fiscal_year, deadline=deadline, defaults={"day": day}
        )
    change: dict[str, Plain] = {"fiscal_year": fiscal_year, "dates": [_told(kept), _told(dates)]}
    return Done(agency, change, f"agency:{agency.pk}")


@action("dates.edit")
def set_reminders(actor: Actor, agency: Agency, *, days: Sequence[int]) -> Done[Agency]:
    """Set how many days before a day people are reminded of it; none at all is as usual."""
    agency = locked(agency)
    before, after = list(agency.reminder_days), sorted(set(days), reverse=True)
    if len(after) > MOST_REMINDERS or any(not 1 <= each <= EARLIEST_REMINDER for each in after):
        raise InputError([BAD_REMINDERS.at("", ", ".join(map(str, after)))])
    agency.reminder_days = after
    agency.save(update_fields=["reminder_days"])
    change: dict[str, Plain] = {"reminder_days": [[*before], [*after]]}
    return Done(agency, change, f"agency:{agency.pk}", quiet=before == after)


def _told(dates: Days) -> Plain:
    return {name: day.isoformat() for name, day in sorted(dates.items())}
