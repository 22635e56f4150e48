"""A whole site in processes of its own, as an operator starts it, on the kind of database that the tests run on."""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from tests.command_line import PROGRAM, ROOT

# One that dies is told at once; one that is slow to make its year ready, on a busy machine, is no failure.
LONGEST_START = 180.0
# Seconds that a busy machine may take for anything else.
PATIENCE = 120
# Below the ports that the system gives to whoever calls out, so that no call takes one before the server listens there.
PORTS = range(20_000, 32_000)


class Site:
    """A data folder with a database; `start` serves it as a process group that can be killed whole."""

    def __init__(self, data: Path, database: str) -> None:
        self.data, self.database = data, database
        self.port = free_port()
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PRONGSAI_", "DJANGO_"))
        }
        return {
            **kept,
            "PRONGSAI_DATA": str(self.data),
            "PRONGSAI_ADDRESS": self.address,
            "DATABASE_URL": self.database,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "LANG": "en_US.UTF-8",
        }

    def manage(self, *arguments: str) -> str:
        """Run one of Django's commands to its end."""
        return self.run(PROGRAM, "manage", *arguments)

    def python(self, code: str) -> Any:
        """Run a piece of Python inside the site; give what it prints as JSON."""
        begin = "import django; django.setup()\n"
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "prongsai.web.settings"}
        printed = self.run(sys.executable, "-c", begin + code, environment=environment)
        return json.loads(printed or "null")

    def run(self, *command: str | Path, environment: dict[str, str] | None = None) -> str:
        ended = subprocess.run(
            command, env=environment or self.environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, f"{command}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def spawn(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own, its words in a file of the data folder."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "words.txt").open("ab") as words:
            return subprocess.Popen(
                command, env=self.environment, stdout=words, stderr=words, start_new_session=True
            )

    def words(self) -> str:
        return (self.data / "words.txt").read_text("utf-8")

    def start(self, *options: str) -> None:
        """Serve, and wait until it answers."""
        self.server = self.spawn(PROGRAM, "serve", "--port", str(self.port), *options)
        limit = time.monotonic() + LONGEST_START
        while not self.answers():
            assert self.server.poll() is None, self.words()
            assert time.monotonic() < limit, self.words()
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(self.address, timeout=5).close()  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def stop(self) -> int:
        """Ask the server to end, as systemd does."""
        assert self.server is not None
        self.server.terminate()
        return self.server.wait(PATIENCE)

    def kill(self) -> None:
        """Cut the power: nothing of it may do anything any more."""
        if self.server is not None:
            kill_group(self.server)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all its children at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(PATIENCE)


def free_port() -> int:
    """Find a port where nobody listens; both workers of a run begin with the same seed, so they do not choose by it."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


@contextmanager
def new_site(folder: Path) -> Iterator[Site]:
    """Give a prepared site with an empty database, on PostgreSQL where the tests run there."""
    prepared = _prepared(os.environ.get("DATABASE_URL", ""))
    data = folder / "data"
    shutil.copytree(prepared.data, data, dirs_exist_ok=True)
    with new_database(data, template=prepared.database) as database:
        site = Site(data, database)
        try:
            yield site
        finally:
            site.kill()


@cache
def _prepared(server: str) -> Site:
    """Prepare a site once for each kind of database; others are copies of it."""
    folder = Path(tempfile.mkdtemp(prefix="prongsai-site-"))
    database = ExitStack()
    site = Site(folder, database.enter_context(new_database(folder)))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(database.close)
    site.manage("prepare")
    return site


@contextmanager
def new_database(data: Path, *, template: str = "") -> Iterator[str]:
    """Give the address of a database that goes away: on SQLite the one in the folder, else a copy of a template."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{data / 'site.sqlite3'}"
        return
    name = f"prongsai_{uuid.uuid4().hex[:12]}"
    whole = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(urlsplit(template).path.strip("/") or "template1")
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(whole)
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
