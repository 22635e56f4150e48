"""Hostile words in every field of every form: nothing breaks, and nowhere do they become more than words.

The forms are found by opening every address, so a new form is attacked by itself.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

import icalendar
import openpyxl
import pytest
from django.conf import settings
from django.core import mail
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import resolve
from lxml import etree
from tests.web.forms import MARK, Form, Page, forms_of, sent
from tests.web.paper_cast import STATIONS
from tests.web.things import PAPER, Things, addresses

from prongsai.web.actions import paper as papers

FOUND = addresses()
FORMS = sorted(name for name, each in FOUND.items() if each.is_ours and each.view.asks_to_post)
PAGES = sorted(name for name, each in FOUND.items() if each.is_ours)
# Whose pages they are, where they are not those of officers.
ROLES = dict.fromkeys(("agency.create", "people.import", "audit.system", "job.system"), "administrator")
MARKUP = (
    f"<script>{MARK}()</script>\"'><img src={MARK} onerror={MARK}()> <b id={MARK}>"
    f" {{{{ 7919*7919 }}}} {{% debug %}} {{0.__class__}} {{actor.person.password}} %(x)s &amp; 7"
)
SQL = "' OR 1=1 -- '; DROP TABLE web_person; --"
FORMULA = '=HYPERLINK("http://evil.example";"7")'
LINES = f"{MARK}\r\nBcc: evil@example.com\r\nX-Injected: {MARK}\r\nBEGIN:VEVENT\r\n"
# What a browser can send that is no text, or not what it seems.
STRANGE = (
    "\x00",
    "a\x00b",
    "\u202eexe.fdp\u2066",
    "\ud800",
    "\ufeff\u200b\u200b",
    "๙" * 400,
    "9" * 5000,
    "-1",
    "1e999999",
    "NaN",
    "99999999999999999999",
    "javascript:alert(1)",
    "//evil.example",
    "http://evil.example\r\nX: y",
    "../../../../etc/passwd",
    "%s%n{}{0}{x}",
    "[]",
    "ก" * 20_000,
)

# The form that stands at the foot of every page, and the pages that are about it.
FOOT, ABOUT_THE_FOOT = "edition", ("edition", "me")
ALIKE = 4


def writer(things: Things, name: str) -> Client:
    """The person of the cast who may send to an address."""
    return things.cast.client(ROLES.get(FOUND[name].view.asks, "officer"))


@pytest.mark.parametrize("name", FORMS)
def test_no_field_breaks_on_what_is_no_text(name: str, things: Things) -> None:
    client, wrong = writer(things, name), []
    client.raise_request_exception = False
    for to, form in attacked(things, client, name):
        # Where nothing can be written, all tries would be the same.
        for strange in STRANGE if form.free else STRANGE[:1]:
            with transaction.atomic():
                answer = sent(client, to, form.data(filled(form, strange)))
                transaction.set_rollback(True)
            if answer.status_code in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, *range(500, 600)):
                wrong.append(f"{to} {strange[:20]!r} → {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def attacked(things: Things, client: Client, name: str) -> Iterator[tuple[str, Form]]:
    """Give the forms of a page that are sent to its own address, else all; of those alike in every field the first four.

    What stands at the foot of every page is attacked at its own address.
    """
    found = [
        (resolve(urlsplit(to).path).url_name, to, form) for to, form in forms_of(things, client, FOUND[name])
    ]
    own = [each for each in found if each[0] == name]
    met: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for where, to, form in own or found:
        kind = (frozenset(form.values), frozenset(form.free))
        met[kind] += 1
        if met[kind] <= ALIKE and (where != FOOT or name in ABOUT_THE_FOOT):
            yield to, form


def filled(form: Form, strange: str) -> dict[str, str]:
    """Write the same into as many fields as may be sent at once: of too much nothing would be read."""
    length = len(quote(strange, errors="surrogatepass"))
    return dict.fromkeys(
        sorted(form.free)[: settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 4 // 5 // length], strange
    )


HOSTILE_PARTS = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%F0%9F%92%A9",
    "..%2F..%2Fsecret-key",
    "{0.x}",
    "%0D%0AX-Injected:%20y",
    "9" * 30,
)


class Watched(QueryDict):
    """What follows an address, noting every name that the site looks for in it."""

    names: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> Any:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().getlist(key, default)


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names that the site looks for behind an address from now on."""
    Watched.names = set()
    monkeypatch.setattr(
        WSGIRequest, "GET", property(lambda request: Watched(request.META.get("QUERY_STRING", "")))
    )
    return Watched.names


@pytest.mark.parametrize("name", PAGES)
def test_no_address_breaks_on_what_is_no_name(name: str, things: Things, looked_for: set[str]) -> None:
    """Each part of an address in turn is something hostile, and so is everything that is looked for behind it."""
    client = things.cast.client(ROLES.get(FOUND[name].view.asks, "officer"))
    client.raise_request_exception = False
    path = things.path(FOUND[name])
    tried: set[str] = set()
    wrong = broken(client, hostile_paths(path))
    while new := {*looked_for, "no-such-name"} - tried:
        tried |= new
        tries = (f"{path}?{quote(part)}={each}" for part in sorted(new) for each in HOSTILE_PARTS[:3])
        wrong += broken(client, tries)
    assert not wrong, "\n".join(wrong)


def test_what_is_looked_for_is_noted(things: Things, looked_for: set[str]) -> None:
    things.cast.client("auditor").get(things.path(FOUND["audit"]))
    assert {"page", "person", "action", "target", "begins", "ends"} <= looked_for


def hostile_paths(path: str) -> Iterator[str]:
    pieces = path.split("/")
    for number, piece in enumerate(pieces):
        stem, dot, ending = piece.partition(".")
        if stem and number > 1:
            ways = [(each, dot, ending) for each in HOSTILE_PARTS] + [
                (stem, dot, each) for each in HOSTILE_PARTS if dot
            ]
            yield from ("/".join([*pieces[:number], "".join(way), *pieces[number + 1 :]]) for way in ways)


def broken(client: Client, paths: Iterable[str]) -> list[str]:
    """Open addresses; tell which of them break something."""
    wrong = []
    for each in paths:
        with transaction.atomic():
            answer: Any = client.get(each)
            transaction.set_rollback(True)
        for close in answer._resource_closers:
            close()
        if answer.status_code >= 500 or "X-Injected" in answer.headers:
            wrong.append(f"{each} → {answer.status_code}")
    return wrong


# These end what others still need: they come last.
LAST = ("agency_new", "measure_remove", "measures_revise", "followup_close", "person", "paper")
NOT_HERE = ("edition", "verify", "verify_code", "invitation", "paper_template_remove", "register")
# Each needs the paper where the one before has left it.
STEPS = ("paper_submit", "paper_decide", "paper_withdraw", "paper_revise", "paper_publish")


def _order(name: str) -> tuple[bool, str]:
    return name.startswith(LAST), name


def write_everywhere(things: Things, words: str) -> int:
    """Put words into every field that takes them; return how many were taken."""
    taken = 0
    for name in sorted(set(FORMS) - {*NOT_HERE, *STEPS}, key=_order):
        client = writer(things, name)
        for to, form in list(forms_of(things, client, FOUND[name]))[:4]:
            tries = [{each: words} for each in sorted(form.free)[:12]]
            for change in tries:
                answer = sent(client, to, form.data({**dict(form.buttons[:1]), **change}))
                assert answer.status_code < 500, (to, change)
                taken += answer.status_code in (302, 303)
    _approve_with(things, words)
    return taken


def _approve_with(things: Things, words: str) -> None:
    """Send a paper through the chain with words at every step."""
    office = things.office
    version = office.submitted(PAPER, note=words)
    for station in STATIONS[1:]:
        actor = office.actor(station)
        papers.decide(actor, version.paper, version=version.number, approve=True, comment=words)
    version.refresh_from_db()
    things.__dict__.update(submitted=version, approved=version)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(MARKUP, id="markup", marks=pytest.mark.once),
        pytest.param(FORMULA + SQL + LINES, id="formula"),
    ],
)
def test_what_people_write_stays_words_everywhere(words: str, things: Things) -> None:
    assert write_everywhere(things, words) > 20
    seen, wrong = 0, []
    for name in sorted(set(PAGES) - {"paper_template_file"}):
        client = things.cast.client(ROLES.get(FOUND[name].view.asks, "officer"))
        answer: Any = client.get(things.path(FOUND[name]), follow=True)
        assert answer.status_code < 500, name
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen += body.count(MARK.encode()) + body.count(b"evil.example")
        wrong += [f"{name}: {each}" for each in JUDGES.get(kind, _nothing)(body)]
    wrong += [
        f"mail: {each.subject!r}" for each in mail.outbox if "\n" in each.subject or each.bcc or each.cc
    ]
    assert not wrong, "\n".join(wrong)
    # It was really there, on many pages.
    assert seen > 30


def _nothing(body: bytes) -> list[str]:
    return []


def _html(body: bytes) -> list[str]:
    page = Page(body.decode())
    text = " ".join(page.words)
    secrets = [word for word in ("62710561", "md5$", "pbkdf2", "<class '") if word in text]
    # Escaped twice, it is no longer what was written.
    twice = ["escaped twice"] if "&lt;script" in text or "&amp;#" in text else []
    return page.acts + secrets + twice


def _xlsx(body: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [
        f"{cell.coordinate} {cell.value}"
        for cell in cells
        if (cell.data_type == "f" and "evil" in str(cell.value))
        or (cell.hyperlink and "evil" in str(cell.hyperlink))
    ]


def _csv(body: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    return [
        cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r") and "evil" in cell
    ]


def _ics(body: bytes) -> list[str]:
    calendar = icalendar.Calendar.from_ical(body)
    return [str(part) for part in calendar.walk() if "X-INJECTED" in part or "BCC" in part]


def _docx(body: bytes) -> list[str]:
    archive = zipfile.ZipFile(io.BytesIO(body))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))
    relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    document = archive.read("word/document.xml")
    fields = [
        each for each in document.split(b"<w:instrText")[1:] if b"evil" in each.split(b"</w:instrText")[0]
    ]
    return (["relation"] if b"evil.example" in relations else []) + ["field" for _ in fields]


def _json(body: bytes) -> list[str]:
    json.loads(body)
    return []


def _jsonl(body: bytes) -> list[str]:
    for line in body.decode().splitlines():
        json.loads(line)
    return []


def _pdf(body: bytes) -> list[str]:
    return [mark for mark in ("/JavaScript", "/Launch") if mark.encode() in body]


JUDGES = {
    "text/html": _html,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _xlsx,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _docx,
    "text/csv": _csv,
    "text/calendar": _ics,
    "application/json": _json,
    "application/jsonl": _jsonl,
    "application/pdf": _pdf,
}
