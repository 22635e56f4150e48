"""The first administrator is appointed from the command line, and opens the account like anyone invited."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.web.cast import WORD, Cast

from prongsai.web.actions import Refused, administrator
from prongsai.web.models import AuditEntry, Person

pytestmark = pytest.mark.django_db


def appoint(email: str, name: str = "มานะ ดูแลระบบ") -> str:
    said = StringIO()
    call_command("administrator", email, name, stdout=said)
    return said.getvalue()


def test_the_link_opens_the_account_of_an_administrator() -> None:
    (path,) = re.findall(r"^http://testserver(/\S+)$", appoint("root@example.go.th"), re.MULTILINE)
    browser = Client()

    assert browser.get(path).status_code == 302
    answer = browser.post("/invitation/", {"name": "มานะ ดูแลระบบ", "password1": WORD, "password2": WORD})

    assert answer.status_code == 302, answer.content.decode()
    person = Person.objects.get(email="root@example.go.th")
    assert person.is_administrator
    assert person.check_password(WORD)
    assert browser.get("/audit/").status_code == 200
    assert AuditEntry.objects.filter(action="administrator.invite", chain__agency=None).count() == 1


def test_who_has_an_account_keeps_it(cast: Cast) -> None:
    said = appoint(cast.people["officer"].email)

    assert "http" not in said
    assert Person.objects.get(pk=cast.people["officer"].pk).is_administrator
    assert Person.objects.get(pk=cast.people["officer"].pk).check_password(WORD)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError, match="อีเมล"):
        appoint("ไม่ใช่อีเมล")

    assert not Person.objects.exists()


def test_only_administrators_appoint_others(cast: Cast) -> None:
    for role in ("officer", "supervisor", "auditor"):
        with pytest.raises(Refused):
            administrator.invite(cast.actor(role), None, email="x@example.go.th", name="x")
    administrator.invite(cast.actor("administrator"), None, email="x@example.go.th", name="x")
