"""The log of changes: found by who, what and when, told readably, checked and handed out whole."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils import timezone

from prongsai.core.audit import Entry, verify
from prongsai.core.errors import Problem
from prongsai.core.summary import Plain
from prongsai.core.text import Lang, Text
from prongsai.web.access import rules
from prongsai.web.models import Agency, AuditChain, AuditEntry
from prongsai.web.queries.audit_names import Names, framework_named, names_of
from prongsai.web.queries.audit_words import Path, Teller

ON_A_PAGE = 25
# A result has hundreds of figures: the rest of them is a click away.
SHOWN_AT_ONCE = 3
_ALL = Text("ทั้งหมด", "all of it")
_AT_ONCE = 500
_NOTHING = Text("ไม่มี", "nothing")
_YES_NO = {True: Text("ใช่", "yes"), False: Text("ไม่", "no")}
_LONGEST = 300
# What is a list whenever it is written.
_LISTS = frozenset(
    {"accepted", "added", "all_measures_report_in", "copied", "findings", "problems", "roles", "stations"}
)


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
    target: Text
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


def lines(agency: Agency | None, entries: Page[AuditEntry]) -> list[Line]:
    """Tell the entries of a page; one query finds what everything is called."""
    names = names_of(agency, [each.target for each in entries])
    return [_line(each, names) for each in entries]


def _line(entry: AuditEntry, names: Names) -> Line:
    target = names.target(entry.target)
    told = changes(entry.change, teller_of(names, entry.target, entry.change))
    # What only says again what was changed is left out.
    return Line(entry, title_of(entry.action), target, tuple(each for each in told if each.after != target))


def title_of(action: str) -> Text:
    """Return what an action is called; one that no longer exists by its id."""
    return rules()[action].title if action in rules() else Text(action)


def teller_of(names: Names, target: str, change: Mapping[str, Plain]) -> Teller:
    """Return who tells an entry: a result names its framework itself, for it may be another one today."""
    after = change.get("after")
    written = after.get("framework") if isinstance(after, dict) else None
    framework = framework_named(written) if isinstance(written, str) else names.framework(target)
    return Teller(names, target, framework)


_PLAINLY = Teller()


def changes(change: Mapping[str, Plain], teller: Teller = _PLAINLY, path: Path = ()) -> Iterator[Change]:
    """Tell a change field by field: a pair is before and after, the rest is what was written."""
    if {"before", "after"} <= set(change):
        yield from _between(change["before"], change["after"], teller, path)
        change = {name: value for name, value in change.items() if name not in ("before", "after")}
    for name, value in change.items():
        here = (*path, name)
        if isinstance(value, dict):
            yield from changes(value, teller, here)
        elif _is_pair(name, value):
            before, after = cast("list[Plain]", value)
            yield from _between(before, after, teller, here)
        else:
            yield _change(teller, here, (), value)


def _between(before: Plain, after: Plain, teller: Teller, path: Path) -> Iterator[Change]:
    """Tell what is otherwise than it was, as deep as both go."""
    if not any(isinstance(each, dict) for each in (before, after)):
        yield _change(teller, path, (before,), after)
        return
    was, is_ = (each if isinstance(each, dict) else {} for each in (before, after))
    for name in {**is_, **was}:
        if was.get(name) != is_.get(name):
            yield from _between(was.get(name), is_.get(name), teller, (*path, name))


def _is_pair(name: str, value: Plain) -> bool:
    """Whether a value is before and after; of what is a list itself, only where one of the two is one."""
    if not isinstance(value, list) or len(value) != 2 or value[0] == value[1]:
        return False
    return name not in _LISTS or any(isinstance(each, list) or each is None for each in value)


def _change(teller: Teller, path: Path, before: tuple[Plain, ...], after: Plain) -> Change:
    """Make a change of which `before` holds what stood there, or nothing where that is not known."""
    stood = shown(before[0], teller, path) if before else None
    return Change(teller.field_name(path) if path else _ALL, stood, shown(after, teller, path))


def shown(value: Plain, teller: Teller = _PLAINLY, path: Path = ()) -> Text:
    """Write a plain value as people read it, long ones cut."""
    if value is None or value == "" or value == [] or value == {}:
        return _NOTHING
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, list):
        return _listed([shown(inner, teller, path) for inner in value])
    if isinstance(value, dict):
        parts = [
            (teller.field_name((name,)), shown(inner, teller, (*path, name))) for name, inner in value.items()
        ]
        return _listed([Text("{name}: {words}").format(name=name, words=words) for name, words in parts])
    name = teller.value_name(path, value if isinstance(value, str) else json.dumps(value))
    return Text(_cut(name.say("th")), _cut(name.say("en")))


def told_in(lang: Lang, teller: Teller, change: Mapping[str, Plain]) -> str:
    """Write a whole change as one cell of a sheet."""
    return "; ".join(
        f"{each.field.say(lang)}: {f'{each.before.say(lang)} → ' if each.before else ''}{each.after.say(lang)}"
        for each in changes(change, teller)
    )


def _listed(parts: Sequence[Text]) -> Text:
    return Text(*(_cut(", ".join(part.say(lang) for part in parts)) for lang in ("th", "en")))


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
