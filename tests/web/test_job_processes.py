"""Long work in real processes: several workers at once, and one that is killed in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.site import PATIENCE, Site, kill_group, new_site

UNITS = 30
LEASE = "2"
# Every making of a unit leaves a line in a file, beside what the database says about it.
KIND = """
import os, sys, time, pathlib, django
django.setup()
from django.core.management import call_command
from prongsai.web import jobs
from prongsai.web.jobs import File, Kind

def make(job, unit):
    with open(pathlib.Path(os.environ["PRONGSAI_DATA"]) / "made.txt", "a") as file:
        file.write(f"{unit['n']}\\n")
    time.sleep(0.03)
    return [File(f"{unit['n']:03}.txt", str(unit["n"]).encode())]

jobs.register(Kind("counting", lambda job: [{"n": n} for n in range(1, UNITS + 1)], make, lambda job: "all.zip"))
""".replace("UNITS", str(UNITS))
WORK = KIND + "call_command('worker', lease=%s, batch='--batch' in sys.argv)"
ASK = (
    KIND
    + """
from prongsai.web.actions import job as actions, system
for number in range(%d):
    actions.start(system(), None, "counting", {"number": number})
print("null")
"""
)
STATE = """
import json, time
from prongsai.web.models import Job, JobFile, JobUnit

limit = time.monotonic() + %d
while Job.objects.filter(kind="counting").exclude(stage="done").exists() and time.monotonic() < limit:
    time.sleep(0.05)
print(json.dumps({
    "jobs": [[job.stage, job.done, job.total] for job in Job.objects.filter(kind="counting")],
    "open": JobUnit.objects.filter(job__kind="counting", done_at=None).count(),
    "kept": JobFile.objects.count(),
    "outputs": [job.output.path for job in Job.objects.filter(kind="counting") if job.output],
}))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


def worker(site: Site) -> subprocess.Popen[bytes]:
    return site.spawn(
        "env", "DJANGO_SETTINGS_MODULE=prongsai.web.settings", sys.executable, "-c", WORK % LEASE
    )


def made(site: Site) -> Counter[str]:
    file = site.data / "made.txt"
    return Counter(file.read_text().split()) if file.exists() else Counter()


def state_of(site: Site, *, after: int = 0) -> dict[str, Any]:
    """Return what the database says once all is done, or at the latest after so many seconds."""
    told: dict[str, Any] = site.python(STATE % after)
    return told


def wait_until_done(site: Site, count: int) -> dict[str, Any]:
    state = state_of(site, after=60)
    assert state["jobs"] == [["done", UNITS, UNITS]] * count, f"{state}\n{site.words()}"
    return state


def test_two_workers_never_make_a_unit_twice(site: Site) -> None:
    site.python(ASK % 3)
    workers = [worker(site) for _ in range(2)]
    try:
        state = wait_until_done(site, 3)
    finally:
        for each in workers:
            kill_group(each)

    assert made(site) == {str(number): 3 for number in range(1, UNITS + 1)}, site.words()
    assert (state["open"], state["kept"]) == (0, 0)
    assert len(state["outputs"]) == 3


def test_another_worker_ends_what_a_killed_one_began(site: Site) -> None:
    site.python(ASK % 1)
    first = worker(site)
    limit = time.monotonic() + PATIENCE
    while made(site).total() < UNITS // 3:
        assert time.monotonic() < limit, site.words()
        time.sleep(0.01)
    kill_group(first)
    before = state_of(site)["jobs"][0]
    second = worker(site)
    try:
        state = wait_until_done(site, 1)
    finally:
        kill_group(second)

    assert before[0] == "running", "it was killed in the middle"
    assert 0 < before[1] < UNITS
    # The unit at hand when it was killed may have been begun twice; it was ticked off once, as all others.
    twice = [number for number, times in made(site).items() if times > 1]
    assert len(twice) <= 1, made(site)
    assert set(made(site)) == {str(number) for number in range(1, UNITS + 1)}
    assert (state["open"], state["kept"]) == (0, 0)


def test_a_unit_that_takes_long_is_not_taken_over(site: Site) -> None:
    site.python(ASK % 1)
    slow = WORK.replace("time.sleep(0.03)", "time.sleep(5)").replace(f"range(1, {UNITS} + 1)", "[1]") % LEASE
    command = ("env", "DJANGO_SETTINGS_MODULE=prongsai.web.settings", sys.executable, "-c", slow)
    workers = [site.spawn(*command) for _ in range(2)]
    try:
        assert state_of(site, after=40)["jobs"][0][0] == "done", site.words()
    finally:
        for each in workers:
            kill_group(each)

    assert made(site) == {"1": 1}, site.words()


def test_a_worker_that_is_told_to_end_leaves_no_unit_half_done(site: Site) -> None:
    site.python(ASK % 1)
    first = worker(site)
    limit = time.monotonic() + PATIENCE
    while made(site).total() < 3:
        assert time.monotonic() < limit, site.words()
        time.sleep(0.01)
    first.terminate()
    assert first.wait(PATIENCE) == 0, site.words()
    stage, done, _ = state_of(site)["jobs"][0]
    assert (stage, done) == ("waiting", made(site).total()), "handed back, not left to run out"

    second = worker(site)
    try:
        wait_until_done(site, 1)
    finally:
        kill_group(second)

    assert made(site) == {str(number): 1 for number in range(1, UNITS + 1)}
