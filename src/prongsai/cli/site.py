"""What every command that works on the web's database begins with: its packages, its settings, Django itself."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.web.environment import Environment

SETTINGS = "prongsai.web.settings"
_PACKAGES = (
    "django",
    "allauth",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "gunicorn",
    "psycopg",
    "whitenoise",
)


def require_packages() -> None:
    """Raise `InputError` where the packages of the web are not installed."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise InputError(
            [
                Problem(
                    id="serve.packages",
                    where="prongsai[web]",
                    found=", ".join(missing),
                    why=Text("ยังไม่ได้ติดตั้งส่วนของเว็บ", "the web part is not installed"),
                    remedy=Text(
                        "สั่ง pip install 'prongsai[web]' หรือใช้ ./run ซึ่งติดตั้งให้",
                        "run pip install 'prongsai[web]', or use ./run, which installs it",
                    ),
                )
            ]
        )


def write_for_oneself() -> None:
    """Let nobody else on the machine read what this process and its children write, wherever the data folder is."""
    os.umask(0o077)


def open_site() -> Environment:
    """Check the environment and start Django; raise `InputError` with every variable that is wrong."""
    require_packages()
    from prongsai.web.environment import read_environment

    write_for_oneself()
    environment = read_environment(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    return environment


def open_kept_site() -> Environment:
    """Open the site of the data folder; raise `InputError` where nothing is kept, and make nothing there."""
    environment = open_site()
    if _has_file(environment) and _has_tables():
        return environment
    raise InputError(
        [
            Problem(
                id="site.nothing_kept",
                where=str(environment.data),
                found="",
                why=Text("ไม่มีข้อมูลของเว็บที่นี่", "no site is kept here"),
                remedy=Text(
                    "ตั้ง PRONGSAI_DATA และ DATABASE_URL ให้ตรงกับที่ใช้เปิดเว็บ (ปีตัวอย่างอยู่ที่ data/demo)",
                    "set PRONGSAI_DATA and DATABASE_URL as they are when it is served (the example year is in data/demo)",
                ),
            )
        ]
    )


def _has_file(environment: Environment) -> bool:
    """Whether there is something to connect to: SQLite would make an empty database where there is none."""
    return not is_sqlite(environment) or Path(str(environment.database["NAME"])).is_file()


def _has_tables() -> bool:
    from django.db import DatabaseError

    from prongsai.web.prepare import is_prepared

    try:
        return is_prepared()
    except DatabaseError:
        return False


def is_sqlite(environment: Environment) -> bool:
    """Whether everything is in the data folder."""
    return str(environment.database["ENGINE"]).endswith("sqlite3")
