"""The reminders of a day: ticked off before they are sent, so that nobody is written to twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.models import Job


def units(job: Job) -> Iterable[Parameters]:
    return [{"day": job.parameters["day"]}]


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    from prongsai.web import reminders  # type: ignore[attr-defined]

    reminders.run(datetime.date.fromisoformat(str(parameters["day"])))
    return ()


register(Kind("reminders", units, make, told=True))
