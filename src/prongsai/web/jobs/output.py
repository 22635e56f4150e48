"""The output of a job: the files of all its units in one ZIP."""

from __future__ import annotations

import zipfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from prongsai.web.models import Job, JobFile

_MODE = 0o600
_LONGEST_CONTENT = 8


def write_output(job: Job, name: str) -> str:
    """Write the files of a job aside, then put the ZIP in place; return where, "" if there are none.

    The same job always gives the same bytes at the same place: whoever takes it up again overwrites what a dead
    worker may have left.
    """
    files = JobFile.objects.filter(unit__job=job).order_by("unit__number", "pk")
    if not files.exists():
        return ""
    asked = timezone.localtime(job.asked_at)
    place = f"jobs/{asked:%Y/%m}/{job.pk}.zip"
    target = Path(settings.MEDIA_ROOT) / place
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{job.pk}.{job.lease}.part")
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in files.iterator(_LONGEST_CONTENT):
                entry = zipfile.ZipInfo(each.name, asked.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _MODE << 16
                archive.writestr(entry, bytes(each.content))
        aside.chmod(_MODE)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return place
