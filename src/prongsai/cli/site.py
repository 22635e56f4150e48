"""What every command that works on the web's database begins with: its packages, its settings, Django itself."""

from __future__ import annotations

import os
from importlib.util import find_spec
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
