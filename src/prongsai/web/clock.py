"""The one place that asks what time it is; in demo mode the example year may have a day of its own."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from prongsai.core.thai import fiscal_year_of


def now() -> datetime.datetime:
    """The real moment, which leases and deadlines of machines run by."""
    return timezone.now()


def recorded() -> datetime.datetime:
    """The moment that an act is recorded at: now, and in an example year with a day of its own this time of that day."""
    real = timezone.localtime(now())
    pretended: datetime.date | None = settings.ENVIRONMENT.today
    return datetime.datetime.combine(pretended, real.timetz()) if pretended else real


def today() -> datetime.date:
    """The day that deadlines are compared with, in Thailand."""
    pretended: datetime.date | None = settings.ENVIRONMENT.today
    return pretended or timezone.localdate()


def fiscal_year() -> int:
    return fiscal_year_of(today())
