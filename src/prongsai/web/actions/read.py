"""Papers that were published before: sent in to be read, what was read decided on, taken out again."""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.plan.draft import read_words
from prongsai.core.proofread import Remark
from prongsai.core.recognised import Reading, Recognised
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.reading.printed.carried import to_json
from prongsai.web.actions import Actor, Conflict, Done, action
from prongsai.web.actions.read_faults import require_fits
from prongsai.web.models import Agency, ReadPaper, ReadRemark, ReadValue
from prongsai.web.queries.read_place import place_record

MOST_AT_ONCE = 20
MOST = 200
LONGEST_NAME = 120
# As they are called when a paper of the same name is there already.
_MOST_NAMES = 100
_SPACES = re.compile(r"\s+")

TOO_MANY = Fault(
    "read.too_many",
    Text("หน่วยงานนี้มีเอกสารที่อ่านครบ {most} ไฟล์แล้ว", "{most} files were read for this agency already"),
    Text("เอาไฟล์ที่ไม่ใช้แล้วออกก่อน", "take out those that are of no use any more"),
)
NO_REASON = Fault(
    "read.no_reason",
    Text("ยังไม่ได้บอกว่าทำอย่างไรกับข้อสังเกตนี้", "nothing is said about what was done with this remark"),
    Text("เขียนสั้น ๆ เช่น แก้ในฉบับเผยแพร่แล้ว", "say it in a few words, such as “mended in the published paper”"),
)
STATES = ("", "dealt_with", "no_mistake")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent."""

    name: str
    data: bytes


def send(actor: Actor, agency: Agency, *, year: int, file: File) -> ReadPaper:
    """Keep a file to be read, under a name that tells nothing; the same file twice is kept once."""
    kept = default_storage.save(f"read/{actor.at:%Y/%m}/{secrets.token_hex(16)}", ContentFile(file.data))
    row = ReadPaper(
        fiscal_year=year,
        name=_plain_name(file.name),
        file=kept,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
    )
    added = None
    try:
        added = _add(actor, agency, row=row)
    finally:
        if added is None or added.file.name != kept:
            default_storage.delete(kept)
    return added


@action("read.send")
def _add(actor: Actor, agency: Agency, *, row: ReadPaper) -> Done[ReadPaper]:
    there = ReadPaper.objects.filter(agency=agency)
    same = there.filter(sha256=row.sha256).first()
    if same is not None:
        return Done(same, quiet=True)
    if there.count() >= MOST:
        raise InputError([TOO_MANY.at(row.name, most=MOST)])
    row.agency, row.name = agency, _free_name(row.name, set(there.values_list("name", flat=True)))
    row.sent_by, row.sent_at = actor.person, actor.at
    row.save()
    return Done(row, {"file": row.name, "size": row.size, "sha256": row.sha256}, target_of(row))


@action("read.send")
def keep(actor: Actor, paper: ReadPaper, *, recognised: Recognised) -> Done[ReadPaper]:
    """Keep what was read of a paper, in place of what an earlier reading left."""
    printed = recognised.printed
    paper.stage, paper.problems = "read", []
    paper.format, paper.pages = printed.format, printed.pages
    paper.printed = zlib.compress(to_json(printed).encode("utf-8", "replace"))
    paper.understood = understood(recognised)
    paper.save()
    paper.values.all().delete()
    rows = list(_rows(paper, recognised.readings))
    ReadValue.objects.bulk_create(rows, batch_size=500)
    return Done(paper, {"file": paper.name, "values": len(rows)}, target_of(paper))


@action("read.send")
def refuse(actor: Actor, paper: ReadPaper, *, error: InputError) -> Done[ReadPaper]:
    """Note why a paper cannot be read."""
    paper.stage = "unreadable"
    paper.problems = [
        {"found": each.found, "why": _pair(each.why), "remedy": _pair(each.remedy)} for each in error.problems
    ]
    paper.save(update_fields=["stage", "problems"])
    return Done(
        paper, {"file": paper.name, "problems": [each.id for each in error.problems]}, target_of(paper)
    )


@action("read.send")
def judge(actor: Actor, agency: Agency, *, remarks: Mapping[int, Sequence[Remark]]) -> Done[Agency]:
    """Keep the remarks on papers, by number; what was decided on a remark that is still made stays."""
    for number, found in remarks.items():
        there = {row.key: row for row in ReadRemark.objects.filter(paper=number, paper__agency=agency)}
        made = {each.id[:300]: each for each in found}
        ReadRemark.objects.filter(pk__in=[row.pk for key, row in there.items() if key not in made]).delete()
        for key, each in made.items():
            row = there.get(key) or ReadRemark(paper_id=number, key=key)
            row.weight, row.content = each.rule.weight, remark_content(each)
            row.save()
    return Done(agency, quiet=True)


@action("read.send")
def remove(actor: Actor, paper: ReadPaper) -> Done[str]:
    """Take a paper out with everything that was read of it; what was taken over from it stays."""
    target, name = target_of(paper), paper.file.name or ""
    change: dict[str, Plain] = {"removed": paper.name, "sha256": paper.sha256}
    paper.delete()
    transaction.on_commit(lambda: default_storage.delete(name))
    return Done(target, change, target)


# Decisions


@action("read.decide")
def decide(actor: Actor, paper: ReadPaper, *, value: int, words: str, seen: str) -> Done[ReadValue]:
    """Say what a value is; raise `Conflict` where somebody else has decided otherwise since `seen` was read."""
    row = paper.values.get(pk=value)
    words = require_fits(row.field, read_words(words))
    if row.decision and row.now != seen and row.now != words:
        raise Conflict(row)
    before = row.now
    decision = _decision(row, words)
    if row.decision == decision and before == words:
        return Done(row, quiet=True)
    row.decision, row.decided = decision, words
    row.decided_by, row.decided_at = actor.person, actor.at
    row.save()
    change: dict[str, Plain] = {"field": row.field, "value": [before, words], "decision": decision}
    return Done(row, change, target_of(paper))


def _decision(row: ReadValue, words: str) -> str:
    if words == row.value:
        return "accepted"
    return "proposal" if row.proposal and words == row.proposal else "corrected"


@action("read.decide")
def accept_sure(actor: Actor, paper: ReadPaper) -> Done[int]:
    """Accept at once every value that was read without a doubt and is not decided yet."""
    rows = list(paper.values.filter(decision="", confidence="sure", proposal=""))
    for row in rows:
        row.decision, row.decided = "accepted", row.value
        row.decided_by, row.decided_at = actor.person, actor.at
    ReadValue.objects.bulk_update(rows, ["decision", "decided", "decided_by", "decided_at"], batch_size=500)
    fields: list[Plain] = [row.field for row in rows]
    return Done(len(rows), {"accepted": fields}, target_of(paper), quiet=not rows)


@action("read.decide")
def remark(actor: Actor, paper: ReadPaper, *, remark: int, state: str, reason: str) -> Done[ReadRemark]:
    """Say that a remark was dealt with, or that it is no mistake, and why; an empty state opens it again."""
    row = paper.remarks.get(pk=remark)
    words = read_words(reason)[:2000]
    if state not in STATES or (state and not words):
        raise InputError([NO_REASON.at(row.content["rule"])])
    if (row.state, row.reason) == (state, words):
        return Done(row, quiet=True)
    change: dict[str, Plain] = {"remark": row.key, "state": [row.state, state], "reason": words}
    row.state, row.reason = state, words
    row.decided_by, row.decided_at = actor.person, actor.at
    row.save()
    return Done(row, change, target_of(paper))


# Rows


def target_of(paper: ReadPaper) -> str:
    """Return how the log names a paper that was read."""
    return f"read_paper:{paper.pk}"


def understood(recognised: Recognised) -> dict[str, Plain]:
    """Return in a few values what a paper is."""
    return {
        "agency": recognised.agency,
        "agency_type": recognised.agency_type,
        "papers": [
            {
                "kind": section.kind,
                "title": section.title[:300],
                "result_year": section.result_year,
                "plan_year": section.plan_year,
                "where": place_record(section.where),
            }
            for section in recognised.sections
        ],
        "notes": [_pair(note) for note in recognised.printed.notes],
    }


def remark_content(remark: Remark) -> dict[str, Plain]:
    """Return a remark as it is kept."""
    return {
        "rule": remark.rule.id,
        "kind": remark.rule.kind,
        "title": _pair(remark.rule.title),
        "found": remark.found,
        "why": _pair(remark.why),
        "mend": _pair(remark.mend),
        "where": [{**place_record(each), "file": each.file} for each in remark.where],
        "codes": list(remark.codes),
    }


def _rows(paper: ReadPaper, readings: Iterable[Reading]) -> Iterable[ReadValue]:
    """Yield one row a field: what is printed twice is decided once, and told where it is printed otherwise."""
    first: dict[str, ReadValue] = {}
    for each in readings:
        row = first.get(each.field)
        if row is None:
            note = [_pair(each.note)] if each.note else []
            first[each.field] = ReadValue(
                paper=paper,
                position=len(first) + 1,
                field=each.field[:200],
                value=read_words(each.value),
                as_printed=read_words(each.as_printed),
                where=place_record(each.where),
                confidence=each.confidence,
                note=note,
                proposal=each.proposal,
            )
        elif row.value != each.value:
            place = each.where.words()
            row.note = [
                *row.note,
                [f"{place.th} พิมพ์ว่า {each.value}", f"{place.say('en')} has {each.value}"],
            ]
    yield from first.values()


def _pair(text: Text) -> list[Plain]:
    return [text.th, text.say("en")]


def _plain_name(name: str) -> str:
    """Return the name of a file without its folders, short enough to be shown and with its ending."""
    plain = _SPACES.sub(" ", read_words(PurePath(name.replace("\\", "/")).name)) or "paper"
    path = PurePath(plain)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix if len(plain) > LONGEST_NAME else plain


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name that no other paper of the agency has: remarks name papers by it."""
    path = PurePath(name)
    names = (name, *(f"{path.stem} ({number}){path.suffix}" for number in range(2, _MOST_NAMES)))
    return next((each for each in names if each not in taken), f"{secrets.token_hex(4)} {name}")
