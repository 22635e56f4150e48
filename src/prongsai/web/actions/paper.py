"""Papers: made, sent up the chain, decided on, sealed, and published. The paper is what is locked.

Whoever decides, decides on one frozen version. Where live data change meanwhile, that version does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import cast

from django.utils import timezone

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.plan.period import date_words
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.actions import Actor, Conflict, Done, action
from prongsai.web.models import Agency, AuditEntry, Decision, Paper, PaperVersion, Plan
from prongsai.web.queries.chain import Station, stations_of
from prongsai.web.queries.paper_versions import ALTERED, Frozen, require_whole, sealed_of

NOT_YOUR_TURN = Fault(
    "paper.not_your_turn",
    Text("ยังไม่ถึงลำดับของท่าน ขณะนี้อยู่ที่ {holder}", "it is not your turn: the paper is with {holder}"),
    Text("รอจนกว่าผู้นั้นจะพิจารณา", "wait until that person has decided"),
)
NO_REASON = Fault(
    "paper.no_reason",
    Text("ยังไม่ได้เขียนสิ่งที่ต้องแก้", "nothing is said about what to mend"),
    Text(
        "เขียนสั้น ๆ ว่าต้องแก้อะไร แล้วส่งคืนอีกครั้ง", "say in a few words what is to be mended, then return it again"
    ),
)
EARLIER_THAN_APPROVED = Fault(
    "paper.published_early",
    Text(
        "เอกสารได้รับอนุมัติเมื่อ {day} จึงเผยแพร่ก่อนนั้นไม่ได้",
        "the paper was approved on {day}, so it cannot be out before",
    ),
    Text("ใส่วันที่ลิงก์เปิดดูได้จริง", "give the day on which the link could be opened"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which paper of an agency; `round` for those that are written once a round."""

    fiscal_year: int
    kind: str
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a paper is written. `form` is a table form, or for a memo the paper that it brings."""

    lang: str = "th"
    digits: str = "thai"
    form: str = ""
    number: str = ""
    date: datetime.date | None = None

    @classmethod
    def of(cls, paper: Paper) -> Settings:
        return cls(**{each.name: getattr(paper, each.name) for each in fields(cls)})

    @property
    def spelled(self) -> dict[str, Plain]:
        return asdict(self) | {"date": self.date.isoformat() if self.date else None}


# Making


@action("paper.make")
def make(actor: Actor, agency: Agency, *, which: Which, settings: Settings) -> Done[Paper]:
    """Begin a paper; one that is there already is returned as it is."""
    named: dict[str, Plain] = asdict(which)
    paper, made = Paper.objects.get_or_create(agency=agency, **named, defaults=asdict(settings))
    return Done(paper, {**named, **settings.spelled}, target_of(paper), quiet=not made)


@action("paper.make")
def change(actor: Actor, paper: Paper, *, settings: Settings, seen: Settings) -> Done[Paper]:
    """Write a paper in another way; `seen` is how it was when it was opened."""
    before = Settings.of(paper)
    if before not in (seen, settings):
        raise Conflict(paper)
    for name, value in asdict(settings).items():
        setattr(paper, name, value)
    paper.save(update_fields=[each.name for each in fields(settings)])
    old, new = before.spelled, settings.spelled
    changed: dict[str, Plain] = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
    return Done(paper, changed, target_of(paper), quiet=not changed)


# Up the chain


@action("paper.submit")
def submit(
    actor: Actor, paper: Paper, *, frozen: Frozen, note: str = "", last: int = 0
) -> Done[PaperVersion]:
    """Send a version up the chain; `last` is the newest version that the sender has seen, 0 for none."""
    newest = _newest(paper)
    if (newest.number if newest else 0) != last:
        raise Conflict(paper)
    stations = stations_of(paper.agency, sender=actor.person)
    version = PaperVersion.objects.create(
        paper=paper,
        number=last + 1,
        content_hash=frozen.content_hash,
        text=list(frozen.text),
        document=frozen.content,
        pdf=frozen.pdf,
        docx=frozen.docx,
        files_hash=frozen.files_hash,
        note=note,
        made_by=actor.person,
        made_at=actor.at,
    )
    Decision.objects.bulk_create(_decision(actor, version, each) for each in stations)
    told: dict[str, Plain] = {
        "version": version.number,
        "content_hash": version.content_hash,
        "files_hash": version.files_hash,
        "stations": [each.position for each in stations],
        "note": note,
        **_moved(paper, "in_approval", plan="submitted"),
    }
    return Done(version, told, target_of(paper))


@action("paper.withdraw")
def withdraw(actor: Actor, paper: Paper, *, version: int, reason: str = "") -> Done[Paper]:
    """Take a paper back before everybody has decided."""
    kept = _require_newest(paper, version)
    _close(kept)
    told = {"version": version, "reason": reason, **_moved(paper, "draft", plan="draft")}
    return Done(paper, told, target_of(paper))


@action("paper.decide")
def decide(actor: Actor, paper: Paper, *, version: int, approve: bool, comment: str = "") -> Done[Paper]:
    """Approve exactly the version that was read, or return it; the last approval seals it."""
    kept = _require_newest(paper, version)
    decisions = list(kept.decisions.select_related("person"))
    own = _turn(actor, decisions)
    if not approve and not comment.strip():
        raise InputError([NO_REASON.at("")])
    document = require_whole(kept, decisions)
    _require_logged(paper, kept)
    own.decision = ("submitted" if own is decisions[0] else "approved") if approve else "returned"
    own.comment, own.content_hash, own.decided_at = comment.strip(), kept.content_hash, actor.at
    own.save(update_fields=["decision", "comment", "content_hash", "decided_at"])
    told: dict[str, Plain] = {
        "version": version,
        "decision": own.decision,
        "position": own.position,
        "content_hash": kept.content_hash,
        "comment": own.comment,
    }
    if not approve:
        _close(kept)
        told |= _moved(paper, "returned", plan="draft")
    elif own is decisions[-1]:
        kept.paper = paper
        record, kept.sealed = sealed_of(kept, document, decisions, actor.at)
        kept.code = record.code
        kept.save(update_fields=["code", "sealed"])
        told |= {"code": kept.code, **_moved(paper, "approved", plan="approved")}
    return Done(paper, told, target_of(paper))


@action("paper.revise")
def revise(actor: Actor, paper: Paper) -> Done[Paper]:
    """Open an approved paper for a new version; those that were sealed stay as they are."""
    return Done(paper, _moved(paper, "draft"), target_of(paper))


@action("paper.publish")
def publish(actor: Actor, paper: Paper, *, link: str, day: datetime.date) -> Done[Paper]:
    """Record where and since when the approved version of a paper can be read by everyone."""
    version = paper.versions.filter(code__gt="").order_by("-number")[0]
    approved = version.decisions.order_by("-order")[0].decided_at
    if approved is not None and day < (on := timezone.localdate(approved)):
        raise InputError([EARLIER_THAN_APPROVED.at("", day=date_words(on))])
    before = [paper.link or None, link]
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    paper.link, paper.published_at, version.published_at = link, at, at
    paper.save(update_fields=["link", "published_at"])
    version.save(update_fields=["published_at"])
    told: dict[str, Plain] = {
        "version": version.number,
        "link": cast("Plain", before),
        "day": day.isoformat(),
        **_moved(paper, "published"),
    }
    return Done(paper, told, target_of(paper))


def target_of(paper: Paper) -> str:
    """How the log names a paper."""
    return f"paper:{paper.pk}"


# Rows


def _newest(paper: Paper) -> PaperVersion | None:
    return paper.versions.order_by("-number").first()


def _require_newest(paper: Paper, number: int) -> PaperVersion:
    """Return the newest version, which must be the one that was read."""
    newest = _newest(paper)
    if newest is None or newest.number != number:
        raise Conflict(paper)
    return newest


def _require_logged(paper: Paper, version: PaperVersion) -> None:
    """The log says what was submitted; whoever changes a version and all its hashes would have to change that too."""
    entries = AuditEntry.objects.filter(
        chain__agency=paper.agency, target=target_of(paper), action="paper.submit"
    )
    told = {} if (last := entries.first()) is None else last.change
    names = {"version": "number", "content_hash": "content_hash", "files_hash": "files_hash"}
    if any(told.get(name) != getattr(version, field) for name, field in names.items()):
        raise InputError([ALTERED.at("", number=version.number)])


def _decision(actor: Actor, version: PaperVersion, station: Station) -> Decision:
    """Return what a station has to do; whoever sends the paper and stands first has done it by sending."""
    made = Decision(
        version=version,
        order=station.order,
        position=station.position,
        acting=station.acting,
        person=station.person,
        person_name=station.person.name,
    )
    if station.first and actor.person is not None and station.person.pk == actor.person.pk:
        made.decision, made.content_hash, made.decided_at = "submitted", version.content_hash, actor.at
    return made


def _turn(actor: Actor, decisions: Sequence[Decision]) -> Decision:
    """Return the decision that is open now, which must be this person's."""
    waiting = next((each for each in decisions if each.decision == "waiting"), decisions[-1])
    if waiting.decided_at or actor.person is None or waiting.person_id != actor.person.pk:
        raise InputError([_not_your_turn(waiting)])
    return waiting


def _not_your_turn(waiting: Decision) -> Problem:
    holder = " ".join(filter(None, (waiting.person_name, waiting.position)))
    return NOT_YOUR_TURN.at("", holder=holder)


def _close(version: PaperVersion) -> None:
    version.decisions.filter(decision="waiting").update(decision="closed")


def _moved(paper: Paper, stage: str, plan: str = "") -> dict[str, Plain]:
    """Move a paper to a stage, and with the paper on measures the measures themselves."""
    before = paper.stage
    paper.stage = stage
    paper.save(update_fields=["stage"])
    told: dict[str, Plain] = {"stage": [before, stage]}
    if plan and paper.kind == "measures":
        kept = (
            Plan.objects.select_for_update()
            .filter(agency=paper.agency, fiscal_year=paper.fiscal_year)
            .first()
        )
        if kept is not None:
            told["plan"] = [kept.stage, plan]
            kept.stage = plan
            kept.save(update_fields=["stage"])
    return told
