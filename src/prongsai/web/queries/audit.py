"""The log of changes: found by who, what and when, told readably, checked and handed out whole."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils import timezone

from prongsai.core.audit import Entry, verify
from prongsai.core.errors import Problem
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.access import rules
from prongsai.web.models import Agency, AuditChain, AuditEntry
from prongsai.web.queries.audit_words import field_name, value_name

ON_A_PAGE = 25
# A result has hundreds of figures: the rest of them is a click away.
SHOWN_AT_ONCE = 3
_ALL = Text("ทั้งหมด", "all of it")
_AT_ONCE = 500
_NOTHING = Text("ไม่มี", "nothing")
_YES_NO = {True: Text("ใช่", "yes"), False: Text("ไม่", "no")}
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; empty fields look for anything."""

    person: str = ""
    action: str = ""
    target: str = ""
    begins: datetime.date | None = None
    ends: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a change; `before` is None where it is not known what stood there."""

    field: Text
    before: Text | None
    after: Text

    @property
    def is_new(self) -> bool:
        """Whether nothing stood there before."""
        return self.before == _NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    entry: AuditEntry
    title: Text
    changes: tuple[Change, ...]

    @property
    def first(self) -> tuple[Change, ...]:
        return self._telling[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Change, ...]:
        return self._telling[SHOWN_AT_ONCE:]

    @property
    def _telling(self) -> tuple[Change, ...]:
        """The changes, those first that say most: what stood otherwise before, then what is not empty."""
        return tuple(sorted(self.changes, key=lambda each: (each.before is None, each.after == _NOTHING)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain is whole: how many entries, its end, and everything that is wrong."""

    length: int
    head: str
    problems: tuple[Problem, ...]

    @property
    def head_parts(self) -> list[str]:
        """The head in pieces, so that a narrow screen may break it."""
        return [self.head[place : place + 8] for place in range(0, len(self.head), 8)]


def chain_of(agency: Agency | None) -> AuditChain:
    """Return the chain of an agency, the system's without one; an empty one where nothing was changed yet."""
    found = AuditChain.objects.filter(agency=agency).select_related("agency").first()
    return found or AuditChain(agency=agency)


def found(chain: AuditChain, wanted: Wanted) -> QuerySet[AuditEntry]:
    """Return the entries that are looked for, newest first."""
    entries = AuditEntry.objects.filter(chain=chain.pk).order_by("-number")
    if wanted.person:
        entries = entries.filter(actor_label__icontains=wanted.person)
    if wanted.action:
        entries = entries.filter(action=wanted.action)
    if wanted.target:
        entries = entries.filter(target__icontains=wanted.target)
    if wanted.begins:
        entries = entries.filter(at__gte=_midnight(wanted.begins))
    if wanted.ends:
        entries = entries.filter(at__lt=_midnight(wanted.ends + datetime.timedelta(days=1)))
    return entries


def page_of(entries: QuerySet[AuditEntry], number: str) -> Page[AuditEntry]:
    return Paginator(entries, ON_A_PAGE).get_page(number)


def lines(entries: Page[AuditEntry]) -> list[Line]:
    return [Line(each, title_of(each.action), tuple(changes(each.change))) for each in entries]


def title_of(action: str) -> Text:
    """Return what an action is called; one that no longer exists by its id."""
    return rules()[action].title if action in rules() else Text(action)


def changes(change: Mapping[str, Plain], field: str = "") -> Iterator[Change]:
    """Tell a change field by field: a pair is before and after, the rest is what was written."""
    if set(change) == {"before", "after"} and not any(isinstance(each, dict) for each in change.values()):
        yield _change(field, (change["before"],), change["after"])
        return
    for name, value in change.items():
        path = f"{field}.{name}" if field else name
        if isinstance(value, dict):
            yield from changes(value, path)
        elif isinstance(value, list) and len(value) == 2 and value[0] != value[1]:
            yield _change(path, (value[0],), value[1])
        else:
            yield _change(path, (), value)


def _change(path: str, before: tuple[Plain, ...], after: Plain) -> Change:
    """Make a change of which `before` holds what stood there, or nothing where that is not known."""
    stood = shown(before[0], path) if before else None
    return Change(field_name(path) if path else _ALL, stood, shown(after, path))


def shown(value: Plain, path: str = "") -> Text:
    """Write a plain value as people read it, long ones cut."""
    if value is None or value == "" or value == [] or value == {}:
        return _NOTHING
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, list) and not any(isinstance(each, list | dict) for each in value):
        each = [shown(inner, path) for inner in value]
        return Text(*(_cut(", ".join(one.say(lang) for one in each)) for lang in ("th", "en")))
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    name = value_name(path, written)
    return Text(_cut(name.say("th")), _cut(name.say("en")))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


# The chain itself


def entries_of(chain: AuditChain) -> Iterator[Entry]:
    """Return a chain oldest first, as the core checks it, without holding all of it."""
    kept = AuditEntry.objects.filter(chain=chain.pk, number__lte=chain.length).order_by("number")
    for each in kept.iterator(_AT_ONCE):
        yield Entry(
            number=each.number,
            at=each.at.astimezone(datetime.UTC).isoformat(),
            actor=each.actor_label,
            action=each.action,
            target=each.target,
            change=each.change,
            previous=each.previous,
            hash=each.hash,
        )


def check(chain: AuditChain) -> Verdict:
    """Check every entry of a chain. What is added meanwhile comes after the end that was noted."""
    problems = tuple(verify(entries_of(chain), length=chain.length, head=chain.head))
    return Verdict(chain.length, chain.head, problems)


def chains() -> QuerySet[AuditChain]:
    """Return every chain, the system's first."""
    return AuditChain.objects.select_related("agency").order_by(F("agency").asc(nulls_first=True))


def name_of(chain: AuditChain) -> Text:
    return Text(chain.agency.name) if chain.agency else Text("ระบบ", "the system")
