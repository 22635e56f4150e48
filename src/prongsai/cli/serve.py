"""Starting the web: everything checked and made ready first, then the server and its background worker."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.bilingual import command, language, option, quiet, refuse
from prongsai.cli.processes import Processes
from prongsai.cli.site import SETTINGS, open_site, require_packages
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.web.environment import Environment

_LONGEST_START = 60.0
# In the middle of the example year: some of its work is done, some is due now, some is late.
_EXAMPLE_DAY = "2026-04-20"
# Making a PDF takes a second or two, a large one more; nothing that a page does takes a minute.
_TIMEOUT = "60"
# Fonts and dictionaries of papers stay in a process: a fresh one now and then keeps memory where it was.
_REQUESTS_OF_A_PROCESS, _JITTER = "5000", "500"


@command("serve")
@option("--demo", is_flag=True, words=Text("ปีตัวอย่างพร้อมบัญชีทดลอง", "with the example year and its sign-ins"))
@option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, words=Text("พอร์ต", "the port")
)
@option("--host", default="127.0.0.1", show_default=True, words=Text("ที่อยู่ที่รับฟัง", "the address to listen on"))
@option(
    "--workers",
    type=click.IntRange(1, 256),
    default=None,
    words=Text(
        "จำนวนโปรเซสที่รับคำขอ (ค่าเริ่มต้นตามจำนวนคอร์)", "processes that answer (default: by the number of cores)"
    ),
)
@option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    words=Text("โฟลเดอร์ข้อมูล (แทน PRONGSAI_DATA)", "the data folder (instead of PRONGSAI_DATA)"),
)
def serve(demo: bool, port: int, host: str, workers: int | None, data: Path | None) -> None:
    """Start the server and its worker, and end both on Ctrl-C."""
    try:
        require_packages()
        set_environment(demo=demo, port=port, host=host, data=data)
        require_free(host, port)
        environment = open_site()
        make_ready(environment)
    except InputError as error:
        refuse(error)
    processes = Processes(
        {"server": _server(environment, host, port, workers), "worker": _python("django", "worker")}
    )
    threading.Thread(target=_announce, args=(environment, host, port, language()), daemon=True).start()
    processes.run(_tell_death(language()))


def set_environment(*, demo: bool, port: int, host: str, data: Path | None) -> None:
    """Write what the options say where the settings, and every child process, read it."""
    if demo:
        os.environ["PRONGSAI_DEMO"] = "1"
    examples = os.environ.get("PRONGSAI_DEMO") == "1"
    if data is not None:
        os.environ["PRONGSAI_DATA"] = str(data)
    if examples:
        os.environ.setdefault("PRONGSAI_TODAY", _EXAMPLE_DAY)
    # A folder of its own, so that the examples never come among the data of an agency.
    os.environ.setdefault("PRONGSAI_DATA", "data/demo" if examples else "data")
    os.environ["PRONGSAI_DATA"] = str(Path(os.environ["PRONGSAI_DATA"]).absolute())
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    os.environ.setdefault("PRONGSAI_ADDRESS", f"http://{shown}:{port}")
    # Whatever another project left in the environment.
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def require_free(host: str, port: int) -> None:
    """Raise `InputError` where something else listens already, or nobody may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            # As gunicorn does: a port that was left a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise InputError(
            [
                Problem(
                    id="serve.port",
                    where="--port",
                    found=f"{host}:{port}",
                    why=Text(
                        "เปิดที่นี่ไม่ได้ อาจมีโปรแกรมอื่นใช้อยู่",
                        f"cannot listen here ({error.strerror}); perhaps another program does",
                    ),
                    remedy=Text(
                        f"ปิดโปรแกรมนั้น หรือเลือกพอร์ตอื่น เช่น --port {port + 1}",
                        f"end that program, or choose another port such as --port {port + 1}",
                    ),
                )
            ]
        ) from error


def make_ready(environment: Environment) -> None:
    """Bring database and files up to this version, and load the example year where it is asked for."""
    from django.db import DatabaseError, connection

    from prongsai.web.prepare import prepare

    _progress(Text("กำลังเตรียมฐานข้อมูลและไฟล์", "making database and files ready"))
    try:
        prepare()
    except DatabaseError as error:
        raise InputError([_no_database(error)]) from error
    if environment.demo:
        _load_examples()
    # Children must not share a connection with their parent.
    connection.close()


def _load_examples() -> None:
    from django.core.management import call_command

    from prongsai.web.demo import sign_ins
    from prongsai.web.models import Person

    examples = {each.email for each in sign_ins()}
    if Person.objects.exists() and not Person.objects.filter(email__in=examples).exists():
        raise InputError([_REAL_DATA])
    _progress(Text("กำลังเตรียมปีตัวอย่าง", "making the example year ready"))
    call_command("demo", verbosity=0)


_REAL_DATA = Problem(
    id="serve.real_data",
    where="--demo",
    found="",
    why=Text("ฐานข้อมูลนี้มีข้อมูลจริงอยู่", "this database holds an agency's own data"),
    remedy=Text(
        "เปิดโดยไม่ใส่ --demo หรือใช้โฟลเดอร์อื่นด้วย --data และไม่ตั้ง DATABASE_URL",
        "start without --demo, or name another folder with --data and no DATABASE_URL",
    ),
)


def _no_database(error: Exception) -> Problem:
    return Problem(
        id="serve.database",
        where="DATABASE_URL",
        found="",
        why=Text("ใช้ฐานข้อมูลไม่ได้", f"the database cannot be used ({str(error).splitlines()[0]})"),
        remedy=Text(
            "ตรวจว่าฐานข้อมูลเปิดอยู่และบัญชีมีสิทธิ์สร้างตาราง",
            "see that it runs, and that the account may make tables",
        ),
    )


def _progress(words: Text) -> None:
    if not quiet():
        click.echo(f"{words.say(language())} …", err=True)


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _server(environment: Environment, host: str, port: int, workers: int | None) -> list[str]:
    return _python(
        "gunicorn",
        "prongsai.web.wsgi",
        *("--config", "python:prongsai.web.process"),
        *("--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"),
        *("--workers", str(workers or default_workers(environment))),
        *("--timeout", _TIMEOUT, "--graceful-timeout", "20"),
        *("--max-requests", _REQUESTS_OF_A_PROCESS, "--max-requests-jitter", _JITTER),
        *("--preload", "--no-control-socket", "--log-level", "warning"),
        # A caller on this machine, or one whom a proxy lets through, must not say where the site is mounted.
        *("--forwarder-headers", ""),
    )


def default_workers(environment: Environment) -> int:
    """As many as cores on SQLite, twice as many on PostgreSQL: what was measured to answer steadily."""
    cores = os.cpu_count() or 1
    return 2 * cores if "postgresql" in str(environment.database["ENGINE"]) else cores


def _announce(environment: Environment, host: str, port: int, lang: str) -> None:
    """Say where to look once the server answers."""
    if not _answers(host, port):
        return
    words = Text("เปิดเว็บที่ {address}  (หยุด: Ctrl-C)", "Open {address}  (stop: Ctrl-C)")
    click.echo(words.format(address=environment.address).say("en" if lang == "en" else "th"))
    if environment.demo:
        from prongsai.web.demo import sign_ins

        for each in sign_ins():
            click.echo(each.say("en" if lang == "en" else "th"))


def _answers(host: str, port: int) -> bool:
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    limit = time.monotonic() + _LONGEST_START
    while time.monotonic() < limit:
        try:
            with socket.create_connection((shown, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _tell_death(lang: str) -> Callable[[str, int], None]:
    def tell(name: str, code: int) -> None:
        words = Text(
            "โปรเซส {name} จบลง ({code}) กำลังเริ่มใหม่", "the process {name} ended ({code}); it is started again"
        )
        click.echo(words.format(name=name, code=code).say("en" if lang == "en" else "th"), err=True)

    return tell
