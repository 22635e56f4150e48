"""The site as somebody hostile meets it: from outside, from another agency, and with rights that have just ended."""

from __future__ import annotations

import ast
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.web.cast import NOON, WORD, Cast, signed_in
from tests.web.letters import write_letters
from tests.web.test_addresses import asked
from tests.web.things import YEAR, Things, addresses

from prongsai import web
from prongsai.web import language, uploads
from prongsai.web.access import access_of
from prongsai.web.actions import Actor, Refused, member
from prongsai.web.actions import agency as agencies
from prongsai.web.actions import paper as papers
from prongsai.web.models import Agency, AuditEntry, Membership, Paper, PaperVersion, Person, Unit
from prongsai.web.templatetags import words

FOUND = addresses()
OURS = sorted(name for name, each in FOUND.items() if each.is_ours)
# Parts of an address that name a thing of an agency; what else there is, is a word such as xlsx.
NAMED = frozenset(
    {
        *("measure", "evidence", "person", "template", "number", "step", "round", "finding", "name"),
        *("paper", "value", "remark", "sheet"),
    }
)
IN_AGENCY = [name for name in OURS if "agency" in FOUND[name].parts and NAMED & FOUND[name].parts]


@pytest.fixture
def cast(things: Things) -> Cast:
    return things.cast


# Things of others


@pytest.mark.parametrize("name", IN_AGENCY)
def test_nothing_of_another_agency_is_reached_through_ones_own(name: str, things: Things) -> None:
    """An officer of the other agency, with every right there, names things of this one in the own address."""
    path = things.path(FOUND[name], things.cast.other)
    entries = AuditEntry.objects.count()
    for method in ("GET", "POST"):
        answer = asked(things.cast.stranger("officer"), method, path)
        # Every agency has its own papers of the same names; of those, and where a page only leads on, nothing is seen.
        of_own = FOUND[name].parts <= {"agency", "year", "name", "ending"}
        leads_on = (302,) if method == "GET" else ()
        allowed = (200, 302, 404, 405, 422) if of_own else (404, 405, *leads_on)
        assert answer.status_code in allowed, (method, path)
        if not answer.streaming:
            assert things.cast.own.name not in answer.content.decode(errors="replace"), (method, path)
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize("name", [name for name in OURS if {"job"} & FOUND[name].parts])
def test_nobody_of_another_agency_has_its_jobs(name: str, things: Things) -> None:
    for role in ("officer", "executive", "auditor"):
        for method in ("GET", "POST"):
            answer = asked(things.cast.stranger(role), method, things.path(FOUND[name]))
            assert answer.status_code in (403, 404, 405)


def test_the_year_of_a_thing_is_part_of_its_address(things: Things) -> None:
    """What belongs to one year is not shown as that of another."""
    officer = things.cast.client("officer")
    for name in ("measure", "measure_edit", "followup_measure", "followup_file", "paper_version"):
        path = things.path(FOUND[name]).replace(f"/{YEAR}/", f"/{YEAR - 1}/")
        assert asked(officer, "GET", path).status_code == 404, path


def test_units_and_people_of_another_agency_are_no_choice(things: Things) -> None:
    cast = things.cast
    far_unit = Unit.objects.get(agency=cast.other)
    far_person = cast.strangers["executive"]
    write_letters()
    officer = cast.client("officer")
    invited = {"email": "new@example.go.th", "name": "ใหม่", "roles": ["unit_member"], "units": [far_unit.pk]}
    assert officer.post(reverse("person_invite", args=[cast.own.pk, YEAR]), invited).status_code == 422
    station = {"do": "add", "row": "0", "r0-position": "ผู้ตรวจ", "r0-person": far_person.pk}
    assert officer.post(reverse("chain", args=[cast.own.pk, YEAR]), station).status_code == 422
    assert not cast.own.chain.filter(person=far_person).exists()
    assert not Person.objects.filter(email="new@example.go.th").exists()
    assert not Membership.objects.filter(agency=cast.own, unit=far_unit).exists()


# Rights that end


def test_a_role_that_was_taken_away_counts_for_nothing_in_a_request_under_way(cast: Cast) -> None:
    """The request has read the roles; before its turn comes, they are gone."""
    under_way = cast.actor("officer")
    member.end(cast.actor("administrator"), cast.own, cast.people["officer"], knowingly=True)
    with pytest.raises(Refused):
        agencies.edit(under_way, cast.own, version=cast.own.version, details={"name": "ของฉัน"})
    assert Agency.objects.get(pk=cast.own.pk).name == cast.own.name


def test_an_administrator_who_was_closed_does_nothing_more(cast: Cast) -> None:
    under_way = cast.actor("administrator")
    Person.objects.filter(pk=cast.people["administrator"].pk).update(is_active=False)
    with pytest.raises(Refused):
        agencies.create(under_way, None, details={"name": "หน่วยงานปลอม", "type": "sao"})


def test_who_has_left_decides_nothing(things: Things) -> None:
    """The paper waits for a person who is of the agency no more."""
    version = things.submitted
    things.office.decide(version, "head", "clerk")
    mayor = things.office.people["executive"]
    browser = signed_in(mayor)
    Membership.objects.filter(agency=things.cast.own, person=mayor).delete()
    with pytest.raises(Refused):
        papers.decide(Actor(access_of(mayor), NOON), version.paper, version=version.number, approve=True)
    data = {"do": "approve", "version": version.number, "sure": "1"}
    assert browser.post(things.office.path("analysis/decide/"), data).status_code == 403
    assert Paper.objects.get(pk=version.paper_id).stage == "in_approval"
    assert not PaperVersion.objects.get(pk=version.pk).code


def test_everybody_else_in_the_agency_decides_nothing(things: Things) -> None:
    version = things.submitted
    data = {"do": "approve", "version": version.number, "sure": "1"}
    for role in ("unit_member", "reviewer", "auditor", "supervisor", "administrator", "executive"):
        things.cast.client(role).post(things.office.path("analysis/decide/"), data)
    assert list(version.decisions.values_list("decision", flat=True)) == ["submitted", *["waiting"] * 3]


def test_closing_an_account_ends_sessions_calendar_and_invitation(cast: Cast) -> None:
    someone = cast.people["reviewer"]
    browser, feed = cast.client("reviewer"), reverse("calendar", args=[someone.calendar_token])
    assert (browser.get("/me/").status_code, Client().get(feed).status_code) == (200, 200)
    member.end(cast.actor("officer"), cast.own, someone, knowingly=True)
    assert browser.get("/me/").status_code == 302
    assert Client().get(feed).status_code == 404
    sent = Client().post("/account/login/", {"login": someone.email, "password": WORD})
    assert sent.status_code == 200 and "sessionid" not in sent.cookies


WRITES = {"create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# What is called save and changes no row by itself.
NO_ROWS = {"actions", "default_storage"}


@pytest.mark.once
@pytest.mark.parametrize("folder", ["office", "queries", "sign_in", "templatetags"])
def test_pages_change_nothing_but_by_actions(folder: str) -> None:
    """Whatever writes to the database stands where permission is asked and the log is kept."""
    found = []
    for file in sorted((Path(web.__file__).parent / folder).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                subject, name = ast.unparse(node.func.value), node.func.attr
                of_rows = "objects" in subject or ".filter(" in subject
                if (name in WRITES and of_rows) or (name == "save" and subject not in NO_ROWS):
                    found.append(f"{file.name}:{node.lineno} {subject}.{name}")
    assert found == []


# What a browser is told


PUBLIC = ("/account/login/", "/verify/", "/.well-known/prongsai-seal-key", "/no-such-page/", "/verify/XXXX/")


def _judge_headers(answer: Any) -> list[str]:
    told = answer.headers
    policy = told.get("Content-Security-Policy", "")
    wrong = [
        each
        for each in ("unsafe-inline'", "unsafe-eval", "http:", "*")
        if each in policy and "sandbox" not in policy
    ]
    wrong += ["no policy"] if "default-src 'none'" not in policy else []
    wrong += ["nosniff"] if told.get("X-Content-Type-Options") != "nosniff" else []
    wrong += ["frames"] if told.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN") else []
    wrong += ["referrer"] if told.get("Referrer-Policy") not in ("same-origin", "no-referrer") else []
    wrong += ["opener"] if told.get("Cross-Origin-Opener-Policy") != "same-origin" else []
    wrong += ["permissions"] if "camera=()" not in told.get("Permissions-Policy", "") else []
    cached = told.get("Cache-Control", "")
    wrong += [f"cache: {cached}"] if "private" not in cached and "no-store" not in cached else []
    return wrong


@pytest.mark.once
@pytest.mark.parametrize("name", OURS)
def test_every_answer_says_what_a_browser_may_do(name: str, things: Things) -> None:
    path = things.path(FOUND[name])
    for client in (things.cast.client("officer"), things.cast.client("administrator"), Client()):
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            answer = asked(client, method, path)
            assert not (wrong := _judge_headers(answer)), (method, path, answer.status_code, wrong)


@pytest.mark.once
@pytest.mark.parametrize("path", PUBLIC)
def test_public_and_missing_pages_say_it_too(path: str, db: None) -> None:
    for method in ("GET", "POST", "DELETE", "TRACE"):
        answer = Client().generic(method, path)
        assert not _judge_headers(answer), (method, answer.status_code)


def test_a_page_that_breaks_tells_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the error nor where it was stands on the page, and its headers are those of every page."""

    def breaks(*args: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("prongsai.web.office.me._me", breaks)
    client = cast.client("officer")
    client.raise_request_exception = False
    answer = client.get("/me/")
    assert answer.status_code == 500
    assert b"secret inside" not in answer.content and b"Traceback" not in answer.content
    assert not _judge_headers(answer)


def test_sign_in_and_one_time_pages_are_kept_nowhere(cast: Cast) -> None:
    for client, path in (
        (Client(), "/account/login/"),
        (Client(), "/invitation/"),
        (cast.client("officer"), "/account/2fa/"),
    ):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert cast.client("officer").post("/account/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_nothing_is_shown_in_frames_of_others_and_scripts_read_no_session(cast: Cast) -> None:
    client = Client()
    client.post("/account/login/", {"login": cast.people["officer"].email, "password": WORD})
    session = client.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert "frame-ancestors 'none'" in client.get("/me/").headers["Content-Security-Policy"]


def test_strangers_send_no_more_than_a_paper_to_be_checked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_OF_STRANGERS", 1_000)
    for client, status in ((Client(), 413), (cast.client("officer"), 200)):
        answer = client.post("/verify/", {"file": io.BytesIO(b"%PDF-1.7 " + b" " * 2_000)})
        assert answer.status_code == status


# Names and methods that lie


@pytest.mark.once
@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "evil.example:80", "testserver@evil.example"]
)
def test_a_strange_name_of_the_site_is_refused(host: str, cast: Cast) -> None:
    answer = Client().get("/account/login/", headers={"host": host})
    assert answer.status_code == 400
    assert host.encode() not in answer.content


def test_letters_lead_to_the_address_that_the_operator_set(cast: Cast) -> None:
    """Whoever asks may name another port, or a proxy that they made up: the letter goes by the settings."""
    lies = {"host": "testserver:6666", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    Client(headers=lies).post("/account/password/reset/", {"email": cast.people["reviewer"].email})
    write_letters()
    officer = cast.client("officer")
    invited = {"email": "new@example.go.th", "name": "ใหม่", "roles": ["reviewer"]}
    officer.post(reverse("person_invite", args=[cast.own.pk, YEAR]), invited, headers=lies)
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        found = re.findall(r"https?://[^/\s]+", str(letter.body))
        assert set(found) == {settings.ENVIRONMENT.address}, letter.body
    assert b"6666" not in officer.get("/me/", headers=lies).content


def test_a_method_cannot_be_written_into_a_form(cast: Cast) -> None:
    path = reverse("agency_details", args=[cast.own.pk, YEAR])
    entries = AuditEntry.objects.count()
    client = cast.client("reviewer")
    for lie in ({"_method": "POST"}, {"form": "details", "name": "ของฉัน"}):
        client.get(path, lie, headers={"x-http-method-override": "POST"})
    for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"):
        assert client.generic(method, path).status_code in (200, 405)
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example",
        "http:evil.example",
    ],
)
def test_nobody_is_led_elsewhere(where: str, cast: Cast) -> None:
    known = cast.people["officer"]
    answers = [
        Client().post("/account/login/", {"login": known.email, "password": WORD, "next": where}),
        Client().post("/me/edition/", {"lang": "en", "next": where}),
        cast.client("officer").post("/account/logout/", {"next": where}),
        Client().post("/me/edition/", {"lang": "en"}, headers={"referer": where.strip()}),
    ]
    for answer in answers:
        assert answer.status_code in (302, 303)
        assert re.match(r"/(?![/\\])", answer.headers["Location"]), answer.headers["Location"]


# Guessing


def test_a_password_link_works_once_and_not_after_the_password_has_changed(cast: Cast) -> None:
    someone = cast.people["reviewer"]
    links = []
    for _ in range(2):
        Client().post("/account/password/reset/", {"email": someone.email})
        write_letters()
        links.append(re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))[0])
    new = {"password1": "คำใหม่-ที่ยาวพอ-๒๕๖๙", "password2": "คำใหม่-ที่ยาวพอ-๒๕๖๙"}
    first = Client()
    form = first.get(links[0]).headers["Location"]
    assert first.post(form, new).status_code == 302
    for link in links:
        again = Client().get(link, follow=True)
        assert b"password1" not in again.content, link


def test_an_unknown_account_takes_as_long_to_refuse(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow work, hashing what was typed, is done for both."""
    from django.contrib.auth import hashers

    counted: list[str] = []
    made = hashers.MD5PasswordHasher.encode

    def encode(self: Any, *given: Any) -> str:
        counted.append("one")
        return made(self, *given)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    numbers = []
    for address in (cast.people["officer"].email, "nobody@example.go.th"):
        counted.clear()
        cache.clear()
        Client().post("/account/login/", {"login": address, "password": "wrong-but-long-enough"})
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] >= 1


def test_a_mail_server_that_is_away_breaks_no_queue(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    answer = Client().post("/account/password/reset/", {"email": cast.people["officer"].email})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/password/reset/done/")
    assert write_letters() == [cast.people["officer"].pk]


def test_behind_a_proxy_only_what_the_proxy_adds_counts(cast: Cast, settings: Any) -> None:
    """Whoever guesses writes what they like before it, and neither escapes the throttle nor keeps others out."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    email = cast.people["officer"].email
    for number in range(6):
        chain_ = {"x-forwarded-for": f"10.0.0.{number}, 203.0.113.9"}
        guess = {"login": email, "password": "wrong-but-long-enough"}
        answer = Client().post("/account/login/", guess, headers=chain_)
    assert "ลองผิดหลายครั้งเกินไป" in answer.content.decode()
    right = {"login": email, "password": WORD}
    owner = Client().post("/account/login/", right, headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert owner.status_code == 302


# Words of people


@pytest.mark.once
@pytest.mark.parametrize("digits", ["arabic", "thai"])
@pytest.mark.parametrize("name", ["O'Brien", "<b>7</b>", "{0.__class__}", "{name}", "a&b", "%s"])
def test_a_value_in_our_sentences_is_only_a_value(name: str, digits: str) -> None:
    kept = language.current()
    language.activate(replace(kept, digits=digits))  # type: ignore[arg-type]
    try:
        said = words.say("ปี {year} ของ {name}", "{name} in {year}", name=name, year=2569)
        plain = language.say("ของ {name}", "of {name}", name=name)
    finally:
        language.activate(kept)
    from html import unescape

    from prongsai.core.thai import in_digits

    shown = in_digits(name, digits)  # type: ignore[arg-type]
    assert unescape(said) == f"ปี {in_digits('2569', digits)} ของ {shown}"  # type: ignore[arg-type]
    assert "<" not in said and plain == f"ของ {shown}"
