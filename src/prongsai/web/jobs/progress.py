"""How far the unit at hand is, told to whoever looks at the job."""

from __future__ import annotations

import time
from contextlib import suppress

from django.db import OperationalError

from prongsai.reading.progress import Tell
from prongsai.web.jobs.run import Lost
from prongsai.web.models import Job

# A page looks every two seconds; telling more often only makes others wait.
PAUSE = 0.5


def teller(job: Job) -> Tell:
    """Return what a unit tells its progress to; it raises `Lost` once the job is called off or another worker's."""
    told: dict[str, float] = {}

    def tell(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - told.get(step, -PAUSE) < PAUSE:
            return
        if done >= total and f"{step} ended" in told:
            return
        told[step] = now
        if done >= total:
            told[f"{step} ended"] = now
        held = Job.objects.filter(pk=job.pk, stage="running", lease=job.lease)
        # Somebody may be writing much; the work itself need not wait for that.
        with suppress(OperationalError):
            if not held.update(progress={"step": step, "done": done, "total": total}):
                raise Lost

    return tell
