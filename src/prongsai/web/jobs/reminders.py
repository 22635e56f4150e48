"""The reminders of a day. They write down themselves whom a letter goes to, so a second run sends nothing twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from prongsai.web import reminders
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.models import Job


def units(job: Job) -> Iterable[Parameters]:
    return [{"day": job.parameters["day"]}]


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    reminders.run(datetime.date.fromisoformat(str(parameters["day"])))
    return ()


register(Kind("reminders", units, make))
