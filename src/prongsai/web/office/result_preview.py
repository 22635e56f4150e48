"""What would be kept: shown before it is, and carried from page to page signed, so that nothing is saved half-way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.reconcile import Reconciliation, reconcile
from prongsai.core.register import name_key
from prongsai.core.result import COUNTS, LEVEL, PUBLISHED, PUBLISHED_TOTAL, SCORES, check
from prongsai.core.result.layout import FIELD_TITLES
from prongsai.core.summary import compact_unknown
from prongsai.core.text import Text
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import draft_of
from prongsai.web import language
from prongsai.web.actions.result import Content, scored
from prongsai.web.models import Result
from prongsai.web.office.result_form import ANSWERS, PEOPLE, people_label
from prongsai.web.page import Here, render
from prongsai.web.queries.result import result_of

SALT = "result.preview"
LASTS = 12 * 60 * 60
SECTION_WORDS: Mapping[str, Text] = {
    SCORES: Text("คะแนน", "score"),
    COUNTS: Text("จำนวนคำตอบ", "answers"),
    PUBLISHED: Text("ที่ประกาศ", "announced"),
}
NOT_CONFIRMED = Fault(
    "result.not_confirmed",
    Text("ชื่อหรือประเภทในผลไม่ตรงกับหน่วยงานนี้", "name or type in the result are not those of this agency"),
    Text(
        "ถ้าเป็นผลของหน่วยงานนี้จริง ให้ทำเครื่องหมายยืนยัน", "if it is this agency's result, tick the box that says so"
    ),
)
EXPIRED = Fault(
    "result.preview_expired",
    Text("ตัวอย่างนี้หมดอายุหรือถูกแก้ไข", "this preview has expired or was changed"),
    Text("นำเข้าหรือกรอกผลอีกครั้ง", "import or enter the result again"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A content with the version of the result that it would replace, 0 where there is none."""

    content: Content
    version: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that would change; empty where it is not known."""

    what: Text
    before: str
    after: str


def signed(here: Here, proposal: Proposal) -> str:
    """Return a proposal as a text that a form can carry; it holds for this person, agency and year only."""
    content = proposal.content
    return signing.dumps(
        {
            "framework": content.framework.id,
            "content": content.spelled,
            "respondents": content.respondents,
            "note": content.note,
            "version": proposal.version,
        },
        salt=_salt(here),
        compress=True,
    )


def unsigned(here: Here, text: str) -> Proposal | None:
    """Return what a form carried; `None` where it is too old or not ours."""
    try:
        carried: dict[str, Any] = signing.loads(text, salt=_salt(here), max_age=LASTS)
    except signing.BadSignature:
        return None
    framework = load_framework(carried["framework"])
    content = Content(
        entered=check(draft_of(json.dumps(carried["content"]).encode(), "result.json"), framework),
        framework=framework,
        respondents={sample: (pair[0], pair[1]) for sample, pair in carried["respondents"].items()},
        note=carried["note"],
    )
    return Proposal(content=content, version=carried["version"])


def _salt(here: Here) -> str:
    person = here.access.person
    return f"{SALT}:{person.pk if person else 0}:{here.agency.pk}:{here.result_year}"


def show(
    request: HttpRequest,
    here: Here,
    content: Content,
    *,
    problems: tuple[Problem, ...] = (),
    changed: bool = False,
) -> HttpResponse:
    """Show what would be kept, and what it replaces as it stands now; `changed`: by someone else meanwhile."""
    kept = result_of(here.agency, here.result_year)
    proposal = Proposal(content=content, version=kept.version if kept else 0)
    made = scored(content)
    found = reconcile(made)
    context: dict[str, object] = {
        "stage": "result",
        "score": made,
        "kept": kept,
        "carried": signed(here, proposal),
        "note": content.note,
        "named_otherwise": differs(here, content),
        "type": type_name(content.entered.agency_type),
        "own_type": type_name(here.agency.type),
        "announced_level": worded(content.framework, content.entered.level or ""),
        "numbers": numbers(content),
        "wrong": [
            (named(content.framework, each.code), each) for each in found.checks if each.status == "disagrees"
        ],
        "tally": tally(found),
        "differences": list(differences(kept, content)) if kept else [],
        "unknown": compact_unknown(made.unknown, language.current().lang, content.framework),
        "problems": problems,
        "changed": changed,
        "total": made.shown(TOTAL),
    }
    status = 422 if problems else 409 if changed else 200
    return render(request, here, "office/result_preview.html", context, status=status)


def type_name(agency_type: str | None) -> Text | None:
    """Return the name of a type of agency, `None` where it is not known."""
    if not agency_type:
        return None
    known = AGENCY_TYPES.get(agency_type)
    return known.name if known else Text(agency_type, agency_type)


def worded(framework: Framework, shown: str) -> Text:
    """Return a figure as it is, and the word of a level in both languages."""
    known = (level.word for level in framework.levels)
    return next((word for word in known if word.th == shown), Text(shown, shown))


def tally(found: Reconciliation) -> dict[str, int]:
    """Count the checks by their verdict."""
    return {
        status: sum(each.status == status for each in found.checks)
        for status in ("agrees", "disagrees", "undecidable")
    }


def numbers(content: Content) -> list[tuple[Text, int]]:
    """Return how many figures of each kind were understood."""
    entered = content.entered
    counts = sum(len(answers) for answers in entered.counts.values())
    return [
        (SECTION_WORDS[section], number)
        for section, number in (
            (SCORES, len(entered.scores)),
            (PUBLISHED, len(entered.published)),
            (COUNTS, counts),
        )
        if number
    ]


def differs(here: Here, content: Content) -> bool:
    """Whether the result names another agency, or another type, than the one it would be kept for."""
    entered, agency = content.entered, here.agency
    other_type = bool(entered.agency_type and agency.type and entered.agency_type != agency.type)
    return name_key(entered.agency) != name_key(agency.name) or other_type


def differences(kept: Result, content: Content) -> Iterator[Difference]:
    """Yield every figure that would not be what it is now, in the order of the framework."""
    framework = content.framework
    before = _flat(kept.content, kept.respondents)
    after = _flat(content.spelled, content.respondents)
    places = {code: place for place, code in enumerate(framework.codes())}

    def order(key: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
        return int(key[0] in SECTION_WORDS), places.get(key[1], len(places)), key

    for key in sorted(before.keys() | after.keys(), key=order):
        old, new = before.get(key, ""), after.get(key, "")
        if _plain(old) != _plain(new):
            yield Difference(_named(framework, key), old, new)


def _flat(content: Mapping[str, Any], people: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for name in ("agency", "agency_type", "fiscal_year"):
        found["header", name] = str(content.get(name) or "")
    for code, value in content.get(SCORES, {}).items():
        found[SCORES, code] = str(value)
    for code, value in content.get(PUBLISHED, {}).items():
        found[PUBLISHED, code] = str(value)
    for code, answers in content.get(COUNTS, {}).items():
        for points, number in answers.items():
            found[COUNTS, code, points] = str(number)
    for sample, pair in people.items():
        for what, number in zip((ANSWERS, PEOPLE), pair, strict=True):
            found[what, sample] = "" if number is None else str(number)
    return found


def named(framework: Framework, code: str) -> Text:
    """Return how a check is called; the announced level is one of them."""
    return FIELD_TITLES["level"] if code == LEVEL else framework.label(code)


def _named(framework: Framework, key: tuple[str, ...]) -> Text:
    section, code = key[0], key[1]
    if section == "header":
        return FIELD_TITLES[code]
    if section in (ANSWERS, PEOPLE):
        return people_label(section, code)
    if code == "level":
        return FIELD_TITLES["level"]
    label = framework.label(TOTAL if code == PUBLISHED_TOTAL else code)
    points = (
        Text(" ({points} คะแนน)", " ({points} points)").format(points=key[2])
        if len(key) > 2
        else Text("", "")
    )
    return Text(
        f"{label.th}{points.th} – {SECTION_WORDS[section].th}",
        f"{label.say('en')}{points.en} – {SECTION_WORDS[section].en}",
    )


def _plain(text: str) -> Decimal | str:
    """Compare figures as figures: 100 and 100.00 are the same score."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
