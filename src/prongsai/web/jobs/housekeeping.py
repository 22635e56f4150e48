"""What is thrown away once a day: ended sessions, done tasks of the queue, old outputs, files of nobody."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.core.files.storage import default_storage
from django.core.management import call_command

from prongsai.web.clock import now
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.jobs.intake import tidy_up
from prongsai.web.models import Evidence, Job, JobFile, ReadPaper, Sent

OUTPUT_KEPT = datetime.timedelta(days=30)
# A file is there before its row; nothing takes so long between the two.
ROW_COMES_WITHIN = datetime.timedelta(days=1)
EVIDENCE = "evidence"
READ = "read"
# Nobody goes back to a form of yesterday and means the same by it.
FORMS_KEPT = datetime.timedelta(days=1)


def _sessions() -> None:
    call_command("clearsessions", verbosity=0)


def _tasks() -> None:
    call_command("prune_db_task_results", verbosity=0)


def _outputs() -> None:
    """Remove old outputs; that the job was done stays known."""
    for job in Job.objects.filter(ended_at__lt=now() - OUTPUT_KEPT).exclude(output=""):
        job.output.delete(save=False)
        job.save(update_fields=["output"])


def _leftovers() -> None:
    """Remove what units made of jobs that were called off or broke."""
    JobFile.objects.filter(unit__job__stage__in=("cancelled", "failed")).delete()


def _forms() -> None:
    Sent.objects.filter(at__lt=now() - FORMS_KEPT).delete()


def _orphans() -> None:
    """Remove files of evidence and of papers that never came to a row, because the power went between the two."""
    before = now() - ROW_COMES_WITHIN
    for root, rows in ((EVIDENCE, Evidence.everything), (READ, ReadPaper.objects)):
        for folder, files in _folders(root):
            old = {name for name in files if default_storage.get_modified_time(name) < before}
            kept = rows.filter(file__startswith=f"{folder}/") if old else rows.none()
            for name in old.difference(kept.values_list("file", flat=True)):
                default_storage.delete(name)


def _folders(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every folder with the names of its files, month by month rather than all at once."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield folder, [f"{folder}/{name}" for name in files]
    for each in folders:
        yield from _folders(f"{folder}/{each}")


CHORES: Mapping[str, Callable[[], None]] = {
    "sessions": _sessions,
    "tasks": _tasks,
    "outputs": _outputs,
    "leftovers": _leftovers,
    "forms": _forms,
    "orphans": _orphans,
    "registers": tidy_up,
}


def units(job: Job) -> Iterable[Parameters]:
    return [{"chore": name} for name in CHORES]


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    CHORES[str(parameters["chore"])]()
    return ()


register(Kind("housekeeping", units, make))
