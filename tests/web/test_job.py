"""Long work: each unit once, taken up again where it was, refused, called off, shown, handed out."""

from __future__ import annotations

import datetime
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries
from tests.command_line import EXAMPLES
from tests.web.cast import NOON, Cast, signed_in
from tests.web.rounds import opened

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import jobs, tasks
from prongsai.web.actions import Actor, Refused, system
from prongsai.web.actions import job as actions
from prongsai.web.clock import now
from prongsai.web.jobs import File, Kind, Parameters, run
from prongsai.web.models import Agency, AuditEntry, Evidence, Job, JobFile, JobUnit, Measure, Result

MISSING = Fault("test.missing", Text("ไม่มี", "it is missing"), Text("เติม", "fill it in"))


class Counting:
    """A kind that counts how often each unit was made, and breaks where it is told to."""

    def __init__(self, units: int) -> None:
        self.made: list[int] = []
        self.breaks: dict[int, list[BaseException]] = {}
        self.number = units

    def units(self, job: Job) -> Iterable[Parameters]:
        return [
            {"n": number, "name_th": f"หน่วยที่ {number}", "name_en": f"unit {number}"}
            for number in range(1, self.number + 1)
        ]

    def make(self, job: Job, parameters: Parameters) -> Iterable[File]:
        number = int(str(parameters["n"]))
        self.made.append(number)
        if self.breaks.get(number):
            raise self.breaks[number].pop()
        return [File(f"{number}.txt", str(number).encode())]


@pytest.fixture
def counting() -> Iterator[Counting]:
    kind = Counting(5)
    jobs.register(Kind("counting", kind.units, kind.make, lambda job: "งาน.zip"))
    yield kind
    jobs._kinds.pop("counting")


def ask(cast: Cast, kind: str = "counting", **parameters: Plain) -> Job:
    return actions.start(cast.actor("officer"), cast.own, kind, parameters)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def names(job: Job) -> list[str]:
    with fresh(job).output.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_every_unit_is_made_once_and_put_into_one_file(cast: Cast, counting: Counting) -> None:
    job = ask(cast)

    assert run.run(job.pk) is None

    assert counting.made == [1, 2, 3, 4, 5]
    assert (fresh(job).stage, fresh(job).done, fresh(job).total) == ("done", 5, 5)
    assert names(job) == ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    assert not JobFile.objects.exists(), "what is in the output is not kept twice"


def test_a_done_job_is_not_done_again(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    run.run(job.pk)

    run.run(job.pk)

    assert counting.made == [1, 2, 3, 4, 5]


def test_a_dead_workers_job_goes_on_where_it_was(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    counting.breaks = {3: [KeyboardInterrupt()]}
    with pytest.raises(KeyboardInterrupt):
        run.run(job.pk)

    run.run(job.pk)
    assert counting.made == [1, 2, 3], "its lease has not run out"
    Job.objects.update(lease_until=now() - datetime.timedelta(seconds=1))
    tasks.rescue()
    run.run(job.pk)

    assert counting.made == [1, 2, 3, 3, 4, 5]
    assert JobUnit.objects.filter(done_at=None).count() == 0
    assert names(job) == ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]


def test_whoever_lost_the_lease_ticks_off_nothing(cast: Cast, counting: Counting) -> None:
    job = ask(cast)

    def taken_over(job: Job, parameters: Parameters) -> Iterable[File]:
        Job.objects.update(lease="someone else")
        return [File("x", b"x")]

    jobs.register(Kind("counting", counting.units, taken_over))
    run.run(job.pk)

    assert fresh(job).done == 0
    assert not JobFile.objects.exists()


def test_three_broken_attempts_fail_with_a_reason(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    counting.breaks = {2: [RuntimeError("x") for _ in range(9)]}

    later = run.AFTER_STUMBLING
    assert [run.run(job.pk) for _ in range(3)] == [later, later, None]

    assert counting.made == [1, 2, 2, 2]
    assert fresh(job).stage == "failed"
    assert "3" in fresh(job).problems[0]["en"]


def test_a_broken_attempt_is_tried_again_a_little_later(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    DBTaskResult.objects.all().delete()
    counting.breaks = {1: [RuntimeError("x")]}

    tasks.do_job.call(job.pk)

    (queued,) = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert queued.run_after > now() + datetime.timedelta(seconds=20)
    tasks.rescue()
    assert DBTaskResult.objects.count() == 1


def test_a_job_that_killed_three_workers_is_not_given_a_fourth(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    long_ago = now() - datetime.timedelta(hours=1)
    Job.objects.update(stage="running", attempts=3, lease="dead", lease_until=long_ago)

    run.run(job.pk)

    assert fresh(job).stage == "failed"
    assert counting.made == []


def test_getting_on_gives_new_attempts(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    counting.breaks = {number: [RuntimeError("x"), RuntimeError("x")] for number in range(1, 6)}

    while run.run(job.pk):
        pass

    assert fresh(job).stage == "done"


def test_what_the_data_lacks_is_told_and_the_rest_is_made(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    counting.breaks = {2: [InputError([MISSING.at("ข้อ 2")])]}

    run.run(job.pk)

    assert (fresh(job).stage, fresh(job).done) == ("done", 5)
    assert names(job) == ["1.txt", "3.txt", "4.txt", "5.txt"]
    (problem,) = fresh(job).problems
    assert problem == {
        "th": "หน่วยที่ 2: ข้อ 2: ไม่มี – เติม",
        "en": "unit 2: ข้อ 2: it is missing – fill it in",
    }


def test_a_cancelled_job_stops_before_the_next_unit(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    make = counting.make

    def cancelled_meanwhile(job: Job, parameters: Parameters) -> Iterable[File]:
        if parameters["n"] == 3:
            actions.cancel(cast.actor("officer"), job)
        return make(job, parameters)

    jobs.register(Kind("counting", counting.units, cancelled_meanwhile))
    run.run(job.pk)
    run.run(job.pk)

    assert counting.made == [1, 2, 3]
    assert (fresh(job).stage, fresh(job).done) == ("cancelled", 2)


def test_a_worker_that_ends_hands_the_job_back(
    cast: Cast, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(cast)
    make = counting.make

    def ending(job: Job, parameters: Parameters) -> Iterable[File]:
        run.ending.set()
        return make(job, parameters)

    jobs.register(Kind("counting", counting.units, ending))
    try:
        assert run.run(job.pk) == run.AT_ONCE
    finally:
        run.ending.clear()
    assert (fresh(job).stage, fresh(job).done) == ("waiting", 1)

    jobs.register(Kind("counting", counting.units, make))
    run.run(job.pk)

    assert counting.made == [1, 2, 3, 4, 5]


def test_the_same_job_is_not_begun_twice(cast: Cast, counting: Counting) -> None:
    assert ask(cast, year=2569) == ask(cast, year=2569)
    assert ask(cast, year=2570) != ask(cast, year=2569)
    assert AuditEntry.objects.filter(action="job.start").count() == 2


def test_a_job_is_queued_with_its_transaction(cast: Cast, counting: Counting) -> None:
    job = ask(cast)

    (queued,) = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert queued.args_kwargs["args"] == [job.pk]
    tasks.rescue()
    assert DBTaskResult.objects.count() == 1, "what is queued is not queued again"
    DBTaskResult.objects.all().delete()
    tasks.rescue()
    assert DBTaskResult.objects.count() == 1, "a job that got lost is queued again"


@pytest.mark.parametrize(
    ("hour", "kinds"), [(2, set()), (4, {"housekeeping"}), (9, {"housekeeping", "reminders"})]
)
def test_daily_work_is_asked_for_once_a_day_at_its_hour(
    db: None, hour: int, kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    thai = datetime.timezone(datetime.timedelta(hours=7))
    moment = datetime.datetime(2026, 4, 20, hour, 30, tzinfo=thai)
    monkeypatch.setattr(tasks, "now", lambda: moment)
    monkeypatch.setattr(tasks, "today", moment.date)

    for _ in range(3):
        tasks.start_daily()

    assert {job.kind for job in Job.objects.all()} == kinds
    assert Job.objects.count() == len(kinds)
    for job in Job.objects.all():
        run.run(job.pk)
        assert (fresh(job).stage, fresh(job).problems) == ("done", [])


def test_housekeeping_removes_what_is_old(cast: Cast, counting: Counting) -> None:
    old, new = ask(cast, n=1), ask(cast, n=2)
    for job in (old, new):
        run.run(job.pk)
    place = Path(fresh(old).output.path)
    Job.objects.filter(pk=old.pk).update(ended_at=now() - datetime.timedelta(days=31))

    chore = actions.start(system(), None, "housekeeping", {"day": "2026-04-20"})
    run.run(chore.pk)

    assert fresh(chore).problems == []
    assert fresh(chore).stage == "done"
    assert not place.exists()
    assert not fresh(old).output
    assert fresh(new).output


def test_housekeeping_removes_only_old_files_that_have_no_row(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    round_ = opened(cast)
    of = {"round": round_, "measure": Measure.objects.first(), "received_at": NOON}
    names = [f"evidence/2026/04/{name}" for name in ("kept", "removed", "lost", "just-come")]
    for name in names:
        default_storage.save(name, ContentFile(b"x"))
    for name in names[:3]:
        long_ago = (now() - datetime.timedelta(hours=25)).timestamp()
        os.utime(tmp_path / name, (long_ago, long_ago))
    Evidence.objects.create(file=names[0], **of)
    Evidence.objects.create(file=names[1], removed_at=NOON, **of)

    for _ in range(2):
        chore = actions.start(system(), None, "housekeeping", {"day": "2026-04-20"})
        run.run(chore.pk)
        assert (fresh(chore).stage, fresh(chore).problems) == ("done", [])

    assert [(tmp_path / name).exists() for name in names] == [True, True, False, True]


def test_nobody_else_starts_or_cancels(cast: Cast, counting: Counting) -> None:
    job = ask(cast)

    for role in ("unit_member", "executive", "reviewer", "auditor"):
        with pytest.raises(Refused):
            actions.start(cast.actor(role), cast.own, "counting", {})
        with pytest.raises(Refused):
            actions.cancel(cast.actor(role), job)
    own = actions.start(system(), None, "counting", {})
    with pytest.raises(Refused):
        actions.cancel(cast.actor("officer"), own)
    assert actions.cancel(cast.actor("administrator"), own).stage == "cancelled"


# Papers


def fetched(browser: Client, job: Job) -> tuple[int, dict[str, str]]:
    """Ask for the output of a job; give the status and the headers of the answer."""
    answer = browser.get(f"/jobs/{job.pk}/file/")
    # Reading to the end closes the file, as a server does.
    if isinstance(answer, FileResponse):
        b"".join(answer.streaming_content)
    return answer.status_code, dict(answer.headers)


def keep_result(agency: Agency, year: int = 2568, name: str = "donsak-2568.json") -> Result:
    content = json.loads((EXAMPLES / name).read_text("utf-8"))
    return Result.objects.create(
        agency=agency,
        fiscal_year=year,
        framework=f"th-ita-{year}",
        framework_hash="0" * 64,
        content=content,
        total=Decimal("94.50"),
        entered_at=NOON,
    )


def test_the_papers_of_a_year_come_as_one_zip(cast: Cast) -> None:
    keep_result(cast.own)
    browser = cast.client("officer")
    address = f"/a/{cast.own.pk}/2569/jobs/"

    answer = browser.post(address, {"kinds": ["memo", "oit", "followup"], "formats": ["docx", "html"]})
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.get(kind="papers")
    run.run(job.pk)
    job = fresh(job)
    assert (job.stage, job.done, job.total) == ("done", 3, 3), job.problems
    assert names(job) == ["2569-memo.docx", "2569-memo.html", "2569-oit.docx", "2569-oit.html"]
    assert "2569" in job.problems[0]["th"]
    _, file = fetched(browser, job)
    assert file["Content-Type"] == "application/zip"
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    page = browser.get(address).content.decode()
    assert f"/jobs/{job.pk}/file/" in page
    assert "hx-trigger" not in page, "a page on which nothing moves does not look again"


def test_a_supervisor_gets_the_papers_of_all_agencies_below(cast: Cast) -> None:
    for agency in (cast.own, cast.other):
        keep_result(agency)
    browser = cast.client("supervisor")

    browser.post(f"/a/{cast.above.pk}/2569/jobs/", {"kinds": ["oit"], "formats": ["html"], "below": "on"})
    job = Job.objects.get(kind="papers")
    run.run(job.pk)
    job = fresh(job)
    assert {name.split("/")[1] for name in names(job)} == {"2569-oit.html"}
    assert {name.rsplit(" ", 1)[1] for name in names(job)} == {
        f"{cast.own.pk}/2569-oit.html",
        f"{cast.other.pk}/2569-oit.html",
    }
    assert fetched(browser, job)[0] == 200


@pytest.mark.parametrize(
    "role", ["unit_member", "executive", "reviewer", "auditor", "administrator", "public"]
)
def test_papers_are_handed_out_to_nobody_else(cast: Cast, counting: Counting, role: str) -> None:
    job = ask(cast)
    run.run(job.pk)

    refused = {302} if role == "public" else {403}
    assert fetched(cast.client(role), job)[0] in refused
    assert fetched(cast.stranger("officer"), job)[0] == 403


def test_papers_of_many_agencies_are_only_for_who_asked(cast: Cast, counting: Counting) -> None:
    job = ask(cast, below=True)
    run.run(job.pk)
    assert fetched(cast.client("officer"), job)[0] == 200
    Job.objects.update(asked_by=cast.people["supervisor"])

    assert fetched(cast.client("officer"), job)[0] == 403


# Pages


def test_nothing_chosen_is_told_and_nothing_begun(cast: Cast) -> None:
    page = cast.client("officer").post(f"/a/{cast.own.pk}/2569/jobs/", {"formats": ["exe"]})

    assert page.status_code == 422
    assert "เลือกเอกสารอย่างน้อยหนึ่งชนิด" in page.content.decode()
    assert not Job.objects.exists()


def test_an_officer_cancels_on_a_page(cast: Cast, counting: Counting) -> None:
    job = ask(cast)
    browser = cast.client("officer")
    assert "hx-trigger" in browser.get(f"/a/{cast.own.pk}/2569/jobs/").content.decode()

    assert browser.get(f"/jobs/{job.pk}/cancel/").status_code == 200
    assert browser.post(f"/jobs/{job.pk}/cancel/").status_code == 302

    assert fresh(job).stage == "cancelled"
    assert cast.stranger("officer").post(f"/jobs/{job.pk}/cancel/").status_code == 403


def test_each_sees_the_jobs_of_their_agencies(cast: Cast, counting: Counting) -> None:
    for agency, person in ((cast.own, cast.people["officer"]), (cast.other, cast.strangers["officer"])):
        actions.start(actor(person), agency, "counting", {})
    actions.start(system(), None, "counting", {})

    def seen(role: str) -> int:
        return cast.client(role).get("/jobs/").content.decode().count('class="card"')

    assert {role: seen(role) for role in ("officer", "supervisor", "administrator")} == {
        "officer": 1,
        "supervisor": 2,
        "administrator": 3,
    }
    assert cast.client("unit_member").get("/jobs/").status_code == 403


def actor(person: object) -> Actor:
    from prongsai.web.actions import actor_of

    return actor_of(person)


@pytest.mark.once
def test_pages_of_jobs_stay_within_their_queries(
    cast: Cast, counting: Counting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(120):
        ask(cast, n=number)
    for role, address in (
        ("officer", f"/a/{cast.own.pk}/2569/jobs/?page=2"),
        ("supervisor", f"/a/{cast.above.pk}/2569/jobs/"),
        ("administrator", "/jobs/?page=2"),
    ):
        browser = signed_in(cast.people[role])
        with django_assert_max_num_queries(10):
            assert browser.get(address).status_code == 200
