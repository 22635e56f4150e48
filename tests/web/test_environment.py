"""What the operator sets: read, refused with a sentence in both languages, never printed, and told in the guide."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.command_line import ROOT

from prongsai.core.errors import InputError
from prongsai.core.text import Lang
from prongsai.web.environment import SETTINGS, kept_secret, read_environment

pytestmark = pytest.mark.once
SECRET = "s3cr3t-" * 10
# For every variable: values that are taken, with the field they end up in, and values that are refused.
TAKEN: list[tuple[str, str, str, Any]] = [
    ("PRONGSAI_DATA", "/srv/ita", "data", Path("/srv/ita")),
    ("PRONGSAI_ADDRESS", "https://ita.example.go.th/", "address", "https://ita.example.go.th"),
    ("PRONGSAI_SECRET_KEY", SECRET, "secret_key", SECRET),
    ("PRONGSAI_DEMO", "1", "demo", True),
    ("PRONGSAI_PROXY", "1", "proxy", True),
    ("PRONGSAI_MAIL_FROM", "ita@example.go.th", "mail_from", "ita@example.go.th"),
]
REFUSED = [
    ("PRONGSAI_ADDRESS", "ita.example.go.th"),
    ("PRONGSAI_ADDRESS", "ftp://ita.example.go.th"),
    ("PRONGSAI_ADDRESS", "https://ita.example.go.th/under/it"),
    ("PRONGSAI_ADDRESS", "https://ita.example.go.th/?a=1"),
    ("DATABASE_URL", "mysql://root:geheim@db/ita"),
    ("DATABASE_URL", "postgres://ita:geheim@db"),
    ("DATABASE_URL", "postgres://ita:geheim@db:port/ita"),
    ("PRONGSAI_ADDRESS", "http://[::1"),
    ("EMAIL_URL", "smtp://user:geheim@mail:port"),
    ("PRONGSAI_SECRET_KEY", "geheim-short"),
    ("PRONGSAI_SEAL_KEY", "geheim-no-key"),
    ("PRONGSAI_DEMO", "yes"),
    ("PRONGSAI_PROXY", "true"),
    ("PRONGSAI_TODAY", "2026-04-20"),
    ("EMAIL_URL", "https://user:geheim@mail"),
    ("EMAIL_URL", "smtp://"),
]


def refusals(**variables: str) -> InputError:
    with pytest.raises(InputError) as refused:
        read_environment(variables)
    return refused.value


def test_nothing_set_is_a_site_on_this_machine() -> None:
    environment = read_environment({})

    assert environment.address == "http://127.0.0.1:8000"
    assert environment.database["ENGINE"] == "django.db.backends.sqlite3"
    assert (environment.demo, environment.secure, environment.oidc) == (False, False, None)


@pytest.mark.parametrize(("name", "value", "field", "expected"), TAKEN, ids=[each[0] for each in TAKEN])
def test_what_is_right_is_taken(name: str, value: str, field: str, expected: Any) -> None:
    assert getattr(read_environment({name: f" {value} "}), field) == expected


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_what_is_wrong_is_told_in_both_languages_without_its_secret(name: str, value: str) -> None:
    (problem,) = refusals(**{name: value}).problems

    assert problem.where == name
    assert re.search("[ก-๛]", problem.say("th"))
    assert not re.search("[ก-๛]", problem.say("en"))
    assert "geheim" not in problem.say("th") + problem.say("en") + str(refusals(**{name: value}))


def test_everything_wrong_is_told_at_once() -> None:
    wrong = dict(REFUSED)

    assert {problem.where for problem in refusals(**wrong).problems} == set(wrong)


def test_a_pretended_day_is_for_demos_and_must_be_one() -> None:
    assert str(read_environment({"PRONGSAI_DEMO": "1", "PRONGSAI_TODAY": "2026-04-20"}).today) == "2026-04-20"
    assert refusals(PRONGSAI_DEMO="1", PRONGSAI_TODAY="20 เมษายน").problems[0].where == "PRONGSAI_TODAY"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://ita:w%40rd@db.example:6432/ita",
            {"NAME": "ita", "USER": "ita", "PASSWORD": "w@rd", "HOST": "db.example", "PORT": "6432"},
        ),
        (
            "postgresql:///ita?host=/run/postgresql&sslmode=require",
            {"NAME": "ita", "HOST": "/run/postgresql"},
        ),
        ("sqlite:////srv/ita.sqlite3", {"NAME": "/srv/ita.sqlite3"}),
    ],
)
def test_the_address_of_a_database_is_read(url: str, expected: dict[str, str]) -> None:
    database = read_environment({"DATABASE_URL": url}).database

    assert {name: database[name] for name in expected} == expected
    if "sslmode" in url:
        assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail", 25, False, False),
        ("smtp+tls://mail", 587, True, False),
        ("smtps://mail:466", 466, False, True),
    ],
)
def test_the_address_of_a_mail_server_is_read(url: str, port: int, tls: bool, ssl: bool) -> None:
    mail = read_environment({"EMAIL_URL": url}).mail

    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_an_issuer_needs_its_id_and_secret() -> None:
    names = {problem.where for problem in refusals(PRONGSAI_OIDC="https://id.example.go.th").problems}
    assert names == {"PRONGSAI_OIDC_ID", "PRONGSAI_OIDC_SECRET"}

    whole = {
        "PRONGSAI_OIDC": "https://id.example.go.th",
        "PRONGSAI_OIDC_ID": "prongsai",
        "PRONGSAI_OIDC_SECRET": SECRET,
        "PRONGSAI_OIDC_NAME": "บัตรประจำตัวเจ้าหน้าที่",
    }
    oidc = read_environment(whole).oidc
    assert oidc is not None
    assert (oidc.client_id, oidc.secret, oidc.name) == ("prongsai", SECRET, "บัตรประจำตัวเจ้าหน้าที่")


def test_the_kept_secret_stays_the_same_and_is_for_its_owner(tmp_path: Path) -> None:
    made = kept_secret(tmp_path / "data")

    assert len(made) >= 64
    assert kept_secret(tmp_path / "data") == made
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
    # The database will lie beside it, readable by whoever may enter the folder.
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_every_variable_is_tested_here() -> None:
    source = Path(__file__).read_text("utf-8")

    assert [each.name for each in SETTINGS if source.count(each.name) == 0] == []


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_guide_lists_the_variables_as_they_are(lang: Lang) -> None:
    page = ROOT / "docs" / "guide" / ("operator.md" if lang == "en" else "operator.th.md")
    rows = [
        f"| `{each.name}` | {f'`{each.default}`' if each.default else '–'} | {each.purpose.say(lang)} |"
        for each in SETTINGS
    ]

    assert "\n".join(rows) in page.read_text("utf-8"), "the table should be:\n" + "\n".join(rows)


def checked(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PRONGSAI_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", ROOT / "manage.py", "check", *arguments],
        env={**kept, "PRONGSAI_DATA": str(tmp_path), "DATABASE_URL": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_site_on_https_passes_djangos_own_inspection(tmp_path: Path) -> None:
    ended = checked(
        tmp_path,
        "--deploy",
        "--fail-level",
        "WARNING",
        PRONGSAI_ADDRESS="https://ita.example.go.th",
        PRONGSAI_SECRET_KEY="",
    )

    assert ended.returncode == 0, ended.stderr
    assert "no issues (0 silenced)" in ended.stdout + ended.stderr


def test_djangos_commands_tell_wrong_settings_in_our_words(tmp_path: Path) -> None:
    ended = checked(tmp_path, DATABASE_URL="mysql://root:geheim@db/ita")

    assert ended.returncode == 1
    assert "ไม่รู้จักฐานข้อมูลแบบนี้" in ended.stderr
    assert "this kind of database is not known" in ended.stderr
    assert "geheim" not in ended.stderr
