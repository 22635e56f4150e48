"""Evidence of a round: files and links come in, are taken out, and can be put back until the round closes."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.reading.evidence import Document
from prongsai.web.actions import Actor, Done, action
from prongsai.web.actions.followup import Place, desk, is_late
from prongsai.web.models import Evidence, FollowupRound
from prongsai.web.queries.measure import iso

MOST = 60
TOO_MANY = Fault(
    "evidence.too_many",
    Text("มาตรการนี้มีหลักฐานครบ {most} ชิ้นแล้ว", "there are {most} pieces of evidence on this measure already"),
    Text("เอาชิ้นที่ไม่จำเป็นออก หรือรวมเป็นไฟล์เดียว", "take out what is not needed, or join them in one file"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address where something can be seen."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day that evidence is about, if it is known, and the day it came in, today if it is not said."""

    about: datetime.date | None = None
    received: datetime.date | None = None


TODAY = Days()


def attach(
    actor: Actor,
    round_: FollowupRound,
    *,
    place: Place,
    document: Document,
    days: Days = TODAY,
) -> Evidence:
    """Keep a file that has been examined, under a name that tells nothing; the same file twice is kept once.

    Where nobody said which day it is about, it is the one that its camera noted.
    """
    name = f"evidence/{actor.at:%Y/%m}/{secrets.token_hex(16)}"
    kept = default_storage.save(name, ContentFile(document.data))
    row = Evidence(
        title=document.name,
        file=kept,
        media_type=document.media_type,
        size=len(document.data),
        sha256=hashlib.sha256(document.data).hexdigest(),
        about=days.about or document.taken,
    )
    added = None
    try:
        added = _add(actor, round_, place=place, row=row, day=days.received)
    finally:
        if added is None or added.file.name != kept:
            default_storage.delete(kept)
    return added


def link(
    actor: Actor,
    round_: FollowupRound,
    *,
    place: Place,
    to: Link,
    days: Days = TODAY,
) -> Evidence:
    """Keep an address; the same one twice is kept once."""
    row = Evidence(title=to.title or to.address[:300], link=to.address, about=days.about)
    return _add(actor, round_, place=place, row=row, day=days.received)


@action("followup.report")
def _add(
    actor: Actor, round_: FollowupRound, *, place: Place, row: Evidence, day: datetime.date | None
) -> Done[Evidence]:
    row.round, row.measure, row.step = round_, desk(actor, round_, place.measure), place.step
    there = round_.evidence.filter(measure=row.measure)
    same = there.filter(step=row.step, sha256=row.sha256, link=row.link).first()
    if same is not None:
        return Done(same, quiet=True)
    if there.count() >= MOST:
        raise InputError([TOO_MANY.at(row.title, most=MOST)])
    row.late = is_late(round_, day)
    row.received_by, row.received_at = actor.person, actor.at
    row.save()
    return Done(row, {**_told(row), "added": True, "about": iso(row.about), "late": row.late})


@action("followup.report")
def remove(actor: Actor, round_: FollowupRound, *, evidence: int) -> Done[Evidence]:
    """Take evidence out; it can be put back until the round closes."""
    row = _row(actor, round_, evidence)
    if row.removed_at is not None:
        return Done(row, quiet=True)
    row.removed_at, row.removed_by = actor.at, actor.person
    row.save(update_fields=["removed_at", "removed_by"])
    return Done(row, {**_told(row), "removed": True})


@action("followup.report")
def restore(actor: Actor, round_: FollowupRound, *, evidence: int) -> Done[Evidence]:
    """Put back what was taken out."""
    row = _row(actor, round_, evidence)
    if row.removed_at is None:
        return Done(row, quiet=True)
    row.removed_at = row.removed_by = None
    row.save(update_fields=["removed_at", "removed_by"])
    return Done(row, {**_told(row), "removed": False})


def _row(actor: Actor, round_: FollowupRound, evidence: int) -> Evidence:
    row = Evidence.everything.select_related("measure").get(pk=evidence, round=round_)
    desk(actor, round_, row.measure_id)
    return row


def _told(row: Evidence) -> dict[str, Plain]:
    told: dict[str, Plain] = {"round": row.round.key, "measure": row.measure.key, "step": row.step}
    return told | (
        {"link": row.link} if row.link else {"file": row.title, "size": row.size, "sha256": row.sha256}
    )
