"""How the system itself is: people, work in the background, mail, and where everything is kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Q

from prongsai.web.models import Agency, Job, Person


@dataclass(frozen=True, slots=True)
class System:
    """Counts of people and jobs, and where data and mail go; sizes in bytes, `None` where they cannot be told."""

    agencies: int
    people: int
    never: int
    closed: int
    jobs: Mapping[str, int]
    last_job: datetime.datetime | None
    database: str
    database_size: int | None
    database_at: datetime.datetime | None
    uploads: int
    mail: str


def system_now() -> System:
    """Ask for everything in three queries, and look at the files."""
    people = Person.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        never=Count("pk", filter=Q(is_active=True, last_login=None)),
        closed=Count("pk", filter=Q(is_active=False)),
    )
    stages = ("waiting", "running", "failed")
    jobs = Job.objects.aggregate(
        last=Max("ended_at"), **{stage: Count("pk", filter=Q(stage=stage)) for stage in stages}
    )
    size, at = _database_file()
    return System(
        agencies=Agency.objects.count(),
        people=people["active"],
        never=people["never"],
        closed=people["closed"],
        jobs={stage: jobs[stage] for stage in stages},
        last_job=jobs["last"],
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        database_size=size,
        database_at=at,
        uploads=sum(file.stat().st_size for file in _files(Path(settings.MEDIA_ROOT))),
        mail=_mail(),
    )


def _database_file() -> tuple[int | None, datetime.datetime | None]:
    """Return size and last change of the file; a database elsewhere is looked after there."""
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite" or not name.is_file():
        return None, None
    found = name.stat()
    return found.st_size, datetime.datetime.fromtimestamp(found.st_mtime, datetime.UTC)


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()] if folder.is_dir() else []


def _mail() -> str:
    """Return where mail goes: the server's name, empty where it is kept as files."""
    host: str = getattr(settings, "EMAIL_HOST", "") if "smtp" in settings.EMAIL_BACKEND else ""
    return host
