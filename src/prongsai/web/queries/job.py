"""Jobs as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from prongsai.core.text import Text
from prongsai.web.access import Access, Subject, may, rules
from prongsai.web.jobs import title_of
from prongsai.web.jobs.run import OPEN_STAGES
from prongsai.web.models import Agency, Job

ON_A_PAGE = 50
MOST_PROBLEMS = 20
STAGES = {
    "waiting": (Text("รอเริ่ม", "waiting"), "todo"),
    "running": (Text("กำลังทำ", "running"), "now"),
    "done": (Text("เสร็จแล้ว", "done"), "done"),
    "failed": (Text("ไม่สำเร็จ", "failed"), "late"),
    "cancelled": (Text("ยกเลิกแล้ว", "cancelled"), "off"),
}


# What a unit that takes long tells of itself, with the step's place among those of its kind.
STEPS = {
    "read": Text("อ่านไฟล์", "reading the file"),
    "check": Text("ตรวจทีละแถว", "checking each row"),
    "write": Text("เตรียมเขียนทีละแถว", "preparing each row to be written"),
}
_STEPS_OF = {"register_look": ("read", "check"), "register": ("read", "check", "write")}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running job is: in the step at hand, or in its units. `counts` where these can be counted one by one."""

    words: Text
    done: int
    total: int
    counts: bool = True

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.total, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One job with what its line says; `problems` are in both languages, the rest are counted."""

    job: Job
    title: Text
    word: Text
    css: str
    problems: tuple[Text, ...]
    more_problems: int
    may_fetch: bool
    may_cancel: bool
    progress: Progress | None = None

    @property
    def is_open(self) -> bool:
        return self.job.stage in OPEN_STAGES

    @property
    def counts_units(self) -> bool:
        """Whether how many units were done says anything when all is over."""
        return not self.is_open and self.job.total > 0 and self.job.kind not in _STEPS_OF


def jobs_of(agency: Agency) -> QuerySet[Job]:
    return Job.objects.filter(agency=agency)


def jobs_seen(access: Access) -> QuerySet[Job]:
    """Return the jobs of all agencies where a person may see them, and to administrators also the system's own."""
    if may(access, "job.system", Subject()):
        return Job.objects.all()
    reach = rules()["job.view"].reach
    seen = Q(pk__in=[])
    for each in access.memberships:
        if reach[each.role] == "own":
            seen |= Q(agency=each.agency_id)
        elif reach[each.role] == "below":
            seen |= Q(agency__lineage__startswith=each.agency.lineage)
    return Job.objects.filter(seen)


def may_see(access: Access, job: Job) -> bool:
    """Tell whether a person sees a job; those without an agency are the system's."""
    return may(access, "job.system" if job.agency is None else "job.view", Subject(job.agency))


def may_fetch(access: Access, job: Job) -> bool:
    """Tell whether a person may have the papers of a job; those of many agencies only who asked for them."""
    asked = access.person is not None and job.asked_by_id == access.person.pk
    seen = job.agency is not None and may(access, "paper.view", Subject(job.agency))
    return seen and (asked or not job.parameters.get("below"))


def supervises(access: Access, agency: Agency) -> bool:
    """Tell whether a person sees the papers of agencies below this one."""
    below = Agency.objects.filter(lineage__startswith=agency.lineage).exclude(pk=agency.pk).first()
    return below is not None and may(access, "paper.view", Subject(below))


def page_of(jobs: QuerySet[Job], number: str) -> Page[Job]:
    return Paginator(jobs.select_related("asked_by", "agency"), ON_A_PAGE).get_page(number)


def lines(jobs: Page[Job], access: Access) -> list[Line]:
    return [_line(job, access) for job in jobs]


def _line(job: Job, access: Access) -> Line:
    word, css = STAGES[job.stage]
    problems = tuple(Text(each["th"], each["en"]) for each in job.problems[:MOST_PROBLEMS])
    cancel = "job.system" if job.agency is None else "job.cancel"
    return Line(
        job=job,
        title=title_of(job.kind),
        word=word,
        css=css,
        problems=problems,
        more_problems=max(0, len(job.problems) - MOST_PROBLEMS),
        may_fetch=bool(job.output) and may_fetch(access, job),
        may_cancel=job.stage in OPEN_STAGES and may(access, cancel, Subject(job.agency)),
        progress=_progress(job) if job.stage in OPEN_STAGES else None,
    )


def _progress(job: Job) -> Progress | None:
    steps = _STEPS_OF.get(job.kind, ())
    step = str(job.progress.get("step", ""))
    if step in steps:
        place = Text("ขั้น {at} จาก {of}: {what}", "step {at} of {of}: {what}").format(
            at=steps.index(step) + 1, of=len(steps), what=STEPS[step]
        )
        # Bytes are read, and nobody counts these.
        return Progress(place, int(job.progress["done"]), int(job.progress["total"]), counts=step != "read")
    if steps or not job.total:
        # It waits for its turn, or has not begun to read.
        return None
    return Progress(Text("ทำแล้ว", "done"), job.done, job.total)
