"""The site as an operator starts it: told what is wrong, made ready, served, ended; and in a demo at once."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.command_line import PROGRAM, program
from tests.web.site import PATIENCE, Site, free_port, new_database, new_site

# How many plans there are, and by how many rounds a password is made hard to guess.
PLANS_AND_ROUNDS = """
from prongsai.web.models import Person, Plan
print([Plan.objects.count(), int(Person.objects.filter(password__startswith="pbkdf2_sha256$").first().password.split("$")[1])])
"""
MANY_ROUNDS = 500_000


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests that can take it as the one before left it."""
    with new_site(tmp_path_factory.mktemp("served")) as made:
        yield made


@pytest.fixture
def served(started: Site) -> Site:
    """The shared site, serving; a test may end it."""
    if started.server is None or started.server.poll() is not None:
        started.start("--workers", "2")
    return started


def processes_of(site: Site) -> dict[int, str]:
    """Give the living processes of the site's group with their command lines."""
    assert site.server is not None
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and os.getpgid(int(folder.name)) == site.server.pid:
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (ProcessLookupError, FileNotFoundError):
            continue
    return found


def test_it_serves_and_ends_cleanly(served: Site) -> None:
    site = served

    page = urllib.request.urlopen(site.address).read().decode()  # noqa: S310 - our own server
    css = re.findall(r'href="(/static/web/prongsai\.[0-9a-f]{12}\.css)"', page)
    assert len(css) == 1, "static files have the fingerprint of what is in them"
    with urllib.request.urlopen(site.address + css[0]) as style:  # noqa: S310
        assert "immutable" in style.headers["Cache-Control"]
    # A caller does not say where the site is mounted: its links would lead there.
    mounted = http.client.HTTPConnection("127.0.0.1", site.port)
    mounted.request("GET", "//other.example/account/login/", headers={"SCRIPT_NAME": "//other.example"})
    assert mounted.getresponse().status == 404
    mounted.close()
    names = " ".join(processes_of(site).values())
    assert "gunicorn" in names
    assert "django worker" in names
    assert site.stop() == 0, site.words()
    assert processes_of(site) == {}
    assert not site.answers()
    assert f"Open {site.address}" in site.words()
    by_tests = {"words.txt", "uploads"}
    ours = [each for each in site.data.rglob("*") if not by_tests & {*each.parts}]
    assert site.data / "secret-key" in ours
    assert [each for each in ours if each.stat().st_mode & 0o077] == []


@pytest.mark.once
@pytest.mark.parametrize("name", ["gunicorn", "django worker"])
def test_a_process_that_dies_is_started_again(served: Site, name: str) -> None:
    site, said = served, len(served.words())
    old = next(pid for pid, line in processes_of(site).items() if name in line)
    victims = [pid for pid, line in processes_of(site).items() if name in line]

    for pid in victims:
        os.kill(pid, signal.SIGKILL)

    limit = time.monotonic() + PATIENCE
    while not any(name in line and pid not in victims for pid, line in processes_of(site).items()):
        assert time.monotonic() < limit, site.words()
        time.sleep(0.1)
    while not site.answers():
        assert time.monotonic() < limit, site.words()
        time.sleep(0.1)
    assert old not in processes_of(site)
    assert "it is started again" in site.words()[said:]


@pytest.mark.once
def test_processes_that_answer_have_the_solver_before_the_first_page(served: Site) -> None:
    """The process that makes them has not: what starts threads may not be there when it forks."""
    site = served
    servers = [pid for pid, line in processes_of(site).items() if "gunicorn" in line]
    above = {pid: int(Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[1]) for pid in servers}
    (maker,) = [pid for pid in servers if above[pid] not in servers]

    answering = [pid for pid in servers if pid != maker]
    assert len(answering) == 2
    limit = time.monotonic() + PATIENCE
    while not all(has_solver(pid) for pid in answering):
        assert time.monotonic() < limit, site.words()
        time.sleep(0.1)
    assert not has_solver(maker)


def has_solver(pid: int) -> bool:
    return "/ortools/" in Path(f"/proc/{pid}/maps").read_text()


@pytest.mark.once
def test_a_second_start_finds_everything_ready(served: Site) -> None:
    site = served
    site.stop()
    made = (site.data / "static" / ".made-from").stat().st_mtime_ns

    site.start("--workers", "2")

    assert (site.data / "static" / ".made-from").stat().st_mtime_ns == made


def test_starts_at_the_same_moment_do_not_disturb_each_other(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        site = Site(tmp_path, database)
        both = [site.spawn(PROGRAM, "manage", "prepare") for _ in range(3)]

        assert [each.wait(PATIENCE) for each in both] == [0, 0, 0], site.words()


@pytest.mark.once
def test_a_busy_port_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = program("serve", "--port", port, at=tmp_path)

    assert ended.returncode == 1
    assert f"--port {port + 1}" in ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
def test_every_wrong_setting_is_told_at_once_and_nothing_done(tmp_path: Path) -> None:
    ended = program(
        "serve",
        at=tmp_path,
        DATABASE_URL="mysql://root:geheim@db/x",
        PRONGSAI_SECRET_KEY="short-secret",  # noqa: S106
        PRONGSAI_PROXY="yes",
        PRONGSAI_ADDRESS="ita.example.go.th",
    )

    said = ended.stderr.decode()
    assert ended.returncode == 1
    for name in ("DATABASE_URL", "PRONGSAI_SECRET_KEY", "PRONGSAI_PROXY", "PRONGSAI_ADDRESS"):
        assert said.count(f"{name}:") == 2, said
    for secret in ("geheim", "short-secret"):
        assert secret not in said
    assert "ต้องเป็น 0 หรือ 1" in said
    assert "must be 0 or 1" in said
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    ended = program(
        "serve",
        "--port",
        free_port(),
        at=tmp_path,
        DATABASE_URL=f"postgres://x:geheim@127.0.0.1:{free_port()}/x",
    )

    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert "DATABASE_URL:" in said
    assert "Traceback" not in said
    assert "geheim" not in said


@pytest.mark.once
def test_djangos_commands_pass_through(started: Site) -> None:
    site = started
    assert "prongsai.web" in site.manage("diffsettings", "--output", "unified")
    assert site.manage("migrate", "--check") == ""


def test_a_backup_is_the_site_again_elsewhere(served: Site, tmp_path: Path) -> None:
    site = served
    upload = site.data / "uploads" / "evidence" / "ภาพ.png"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(b"png")
    site.python(
        "from django.db import transaction\n"
        "from tests.web.cast import build; from prongsai.web.actions import audit, system\n"
        "with transaction.atomic():\n"
        "    audit.append(system(), 'agency.create', build().own, target='', change={})\nprint('null')"
    )
    file = tmp_path / "copy.zip"

    site.run(PROGRAM, "backup", str(file))

    assert file.stat().st_mode & 0o777 == 0o600
    other = Site(tmp_path / "elsewhere", f"sqlite:///{tmp_path / 'elsewhere' / 'prongsai.sqlite3'}")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(other.data)
    assert (other.data / "uploads" / "evidence" / "ภาพ.png").read_bytes() == b"png"
    assert (other.data / "secret-key").read_text() == (site.data / "secret-key").read_text()
    if site.database.startswith("sqlite"):
        assert "whole, 1 entries" in other.run(PROGRAM, "audit", "verify")
    again = subprocess.run([PROGRAM, "backup", file], env=site.environment, capture_output=True, check=False)
    assert again.returncode == 1, "a copy is never replaced"


@pytest.mark.once
@pytest.mark.parametrize("line", [("audit", "verify"), ("audit", "export"), ("backup", "copy.zip")])
def test_where_no_site_is_kept_nothing_is_copied_or_made(tmp_path: Path, line: tuple[str, ...]) -> None:
    empty = Site(tmp_path / "empty", f"sqlite:///{tmp_path / 'empty' / 'prongsai.sqlite3'}")
    told = subprocess.run(
        [PROGRAM, *line], env=empty.environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert told.returncode == 1 and "no site is kept here" in told.stderr and "PRONGSAI_DATA" in told.stderr
    assert not list(tmp_path.rglob("*.sqlite3")) and not list(tmp_path.rglob("copy.zip"))


@pytest.mark.once
def test_the_first_administrator_may_come_before_the_first_start(tmp_path: Path) -> None:
    new = Site(tmp_path / "new", f"sqlite:///{tmp_path / 'new' / 'prongsai.sqlite3'}")

    assert "/invitation/" in new.manage("administrator", "first@example.go.th", "คนแรก")


def test_one_command_shows_a_year_and_its_sign_ins(site: Site) -> None:
    site.start("--demo")
    page = urllib.request.urlopen(f"{site.address}/account/login/").read().decode()  # noqa: S310
    site.stop()

    words = site.words()
    assert "officer@demo.example" in words
    assert "officer@demo.example" in page
    plans, rounds = site.python(PLANS_AND_ROUNDS)
    assert plans > 0
    assert rounds < MANY_ROUNDS, "whoever tries it out does not wait for a password that is published"
    agencies = "from prongsai.web.models import Agency; print(Agency.objects.count())"
    count = site.python(agencies)
    site.start("--demo")
    assert site.python(agencies) == count, "a second start keeps what is there"


@pytest.mark.once
def test_the_examples_never_come_among_real_data(site: Site) -> None:
    site.python("from tests.web.cast import build; build(); print('null')")

    refused = site.spawn(PROGRAM, "serve", "--demo", "--port", str(site.port))

    assert refused.wait(PATIENCE) == 1
    assert "--demo: this database holds an agency's own data" in site.words()
    plans, rounds = site.python(PLANS_AND_ROUNDS)
    assert plans == 0
    assert rounds >= MANY_ROUNDS, "passwords of an agency are kept as Django keeps them"
