"""What the things are called of which the log of an agency speaks, all of them in one query.

What is gone is shown by the number under which it was logged; nothing of other agencies is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast, Coalesce

from prongsai.core.framework import Framework
from prongsai.core.papers import KINDS
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.text import Text
from prongsai.reading.framework import available
from prongsai.reading.framework import load as load_framework
from prongsai.web.models import (
    Agency,
    ChainLink,
    Entry,
    Evidence,
    FollowupRound,
    Measure,
    Paper,
    Person,
    Plan,
    ReadPaper,
    Result,
    Unit,
)
from prongsai.web.queries.wide import ZERO, Row, ask, columns, text

# What a thing is called where it is gone, with its number.
_GONE: Mapping[str, Text] = {
    "agency": Text("หน่วยงานเลขที่ {id}", "agency no. {id}"),
    "chainlink": Text("ลำดับในสายอนุมัติที่ลบแล้ว", "a station that was taken out"),
    "entry": Text("รายงานเลขที่ {id}", "report no. {id}"),
    "evidence": Text("หลักฐานที่ลบแล้ว", "evidence that was deleted"),
    "finding": Text("ข้อค้นพบ {id}", "finding {id}"),
    "job": Text("งานเลขที่ {id}", "job no. {id}"),
    "measure": Text("มาตรการที่เอาออกแล้ว", "a measure that was taken out"),
    "paper": Text("เอกสารเลขที่ {id}", "paper no. {id}"),
    "person": Text("บุคคลเลขที่ {id}", "person no. {id}"),
    "plan": Text("แผนเลขที่ {id}", "plan no. {id}"),
    "read_paper": Text("เอกสารเดิมที่ลบแล้ว", "an existing paper that was taken out"),
    "result": Text("ผลเลขที่ {id}", "result no. {id}"),
    "round": Text("รอบที่เอาออกแล้ว", "a round that was taken out"),
    "unit": Text("ส่วนงานที่ลบแล้ว", "a unit that was taken out"),
    "wordtemplate": Text("แม่แบบ Word", "a Word template"),
    "register": Text("ทะเบียนหน่วยงานและบุคคล", "the register of agencies and people"),
    "reminders": Text("อีเมลเตือน", "reminders"),
}
_MEASURE = Text("มาตรการที่ {number} “{title}”", "measure {number} “{title}”")


@dataclass(frozen=True)
class Names:
    """`things` by target; `keys` are measures by plan and key, `plans` and `frameworks` those of a target."""

    things: Mapping[str, Text] = field(default_factory=dict)
    keys: Mapping[tuple[int, str], Text] = field(default_factory=dict)
    plans: Mapping[str, int] = field(default_factory=dict)
    frameworks: Mapping[str, str] = field(default_factory=dict)

    def target(self, target: str) -> Text:
        """Return what a target is called; as it was logged where its kind is unknown."""
        kind, _, id_ = target.partition(":")
        if target in self.things:
            return self.things[target]
        if kind == "finding":
            return self._finding(id_)
        return _GONE[kind].format(id=id_) if kind in _GONE else Text(target)

    def thing(self, kind: str, id_: object) -> Text:
        return self.target(f"{kind}:{id_}")

    def measure(self, target: str, key: str) -> Text:
        """Return what the measure with a key is called in the plan that an entry is about."""
        known = self.keys.get((self.plans.get(target, 0), key))
        return known or Text("มาตรการ {key}", "measure {key}").format(key=key)

    def framework(self, target: str) -> Framework | None:
        """Return the framework of the result that an entry is about."""
        kind, _, rest = target.partition(":")
        of = f"result:{rest.partition(':')[0]}" if kind == "finding" else target
        return framework_named(self.frameworks.get(of, ""))

    def _finding(self, rest: str) -> Text:
        result, _, id_ = rest.partition(":")
        words = code_words(id_.removeprefix("finding."), self.framework(f"result:{result}"))
        return Text("ข้อค้นพบ {words}", "finding: {words}").format(words=words)


@lru_cache(maxsize=32)
def framework_named(id_: str) -> Framework | None:
    return load_framework(id_) if id_ in available() else None


def code_words(code: str, framework: Framework | None) -> Text:
    """Return what a code is called in its framework; the code itself where that is not known."""
    return framework.label(code) if framework is not None else Text(code)


def names_of(agency: Agency | None, targets: Iterable[str] | None = None) -> Names:
    """Load what a log speaks of; of reports, evidence and the system's many things only those of `targets`."""
    ids = None if targets is None else _ids(targets)
    if agency is not None:
        return _named(ask(*_questions(agency, ids)))
    return _named(ask(*_of_system(ids))) if ids is not None else Names()


def _ids(targets: Iterable[str]) -> Mapping[str, set[int]]:
    ids: dict[str, set[int]] = {kind: set() for kind in ("entry", "evidence", "agency", "person")}
    for target in targets:
        kind, _, id_ = target.partition(":")
        if kind in ids and id_.isdecimal():
            ids[kind].add(int(id_))
    return ids


def _questions(agency: Agency, ids: Mapping[str, set[int]] | None) -> list[QuerySet[Any]]:
    def reported(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        held = rows.filter(round__plan__agency=agency)
        some = held if ids is None else held.filter(pk__in=ids[kind])
        step = Coalesce(Cast("step", IntegerField()), ZERO)
        return columns(some, kind, name=text("round__key"), number=F("pk"), of=F("measure_id"), place=step)

    year = Cast("fiscal_year", IntegerField())
    mine = {"agency": agency}
    return [
        columns(
            Measure.objects.filter(plan__agency=agency),
            "measure",
            name=text("key"),
            more=text("title"),
            number=F("pk"),
            of=F("plan_id"),
            place=Cast("position", IntegerField()),
        ),
        columns(Plan.objects.filter(**mine), "plan", number=F("pk"), place=year),
        columns(
            FollowupRound.objects.filter(plan__agency=agency),
            "round",
            name=text("key"),
            number=F("pk"),
            of=F("plan_id"),
            place=Cast("plan__fiscal_year", IntegerField()),
        ),
        columns(Unit.objects.filter(**mine), "unit", name=text("name"), number=F("pk")),
        columns(
            Person.objects.filter(memberships__agency=agency), "person", name=text("name"), number=F("pk")
        ).distinct(),
        columns(ChainLink.objects.filter(**mine), "chainlink", name=text("position"), number=F("pk")),
        columns(Result.objects.filter(**mine), "result", name=text("framework"), number=F("pk"), place=year),
        columns(
            Paper.objects.filter(**mine),
            "paper",
            name=text("kind"),
            more=text("round"),
            number=F("pk"),
            place=year,
        ),
        columns(ReadPaper.objects.filter(**mine), "read_paper", name=text("name"), number=F("pk")),
        columns(
            Agency.objects.filter(pk__in=[agency.pk, agency.supervisor_id or 0]),
            "agency",
            name=text("name"),
            number=F("pk"),
        ),
        reported("entry", Entry.objects.all()),
        reported("evidence", Evidence.everything.all()),
    ]


def _of_system(ids: Mapping[str, set[int]]) -> list[QuerySet[Any]]:
    """Whom the system's own log speaks of."""
    return [
        columns(model.objects.filter(pk__in=ids[kind]), kind, name=text("name"), number=F("pk"))
        for kind, model in (("agency", Agency), ("person", Person))
    ]


def _named(found: Mapping[str, list[Row]]) -> Names:
    things: dict[str, Text] = {}
    measures = {row.number: row for row in found.get("measure", ())}
    for kind, words in _WORDS.items():
        things |= {f"{kind}:{row.number}": words(row) for row in found.get(kind, ())}
    plans = {f"plan:{row.number}": row.number for row in found.get("plan", ())}
    plans |= {f"{kind}:{row.number}": row.of for kind in ("measure", "round") for row in found.get(kind, ())}
    for kind in ("entry", "evidence"):
        for row in found.get(kind, ()):
            things[f"{kind}:{row.number}"] = _report_words(kind, row, measures[row.of])
            plans[f"{kind}:{row.number}"] = measures[row.of].of
    return Names(
        things=things,
        keys={(row.of, row.name): _measure_words(row) for row in measures.values()},
        plans=plans,
        frameworks={f"result:{row.number}": row.name for row in found.get("result", ())},
    )


def _measure_words(row: Row) -> Text:
    return _MEASURE.format(number=row.place, title=row.more)


def _round_of(key: str) -> Text:
    return next((words for each, words in ROUND_WORDS.items() if each == key), Text(key))


def _report_words(kind: str, row: Row, measure: Row) -> Text:
    what = {
        "entry": Text("รายงานรอบ {round} ของ{measure}", "report after {round} on {measure}"),
        "evidence": Text("หลักฐานรอบ {round} ของ{measure}", "evidence after {round} for {measure}"),
    }[kind]
    step = Text("{what} ขั้นตอนที่ {step}", "{what}, step {step}")
    words = what.format(round=_round_of(row.name), measure=_measure_words(measure))
    return step.format(what=words, step=row.place) if row.place else words


def _paper_words(row: Row) -> Text:
    kind = KINDS.get(row.name, Text(row.name))
    round_ = (
        Text(" รอบ {words}", " after {words}").format(words=_round_of(row.more)) if row.more else Text("", "")
    )
    return Text("{kind}{round} ปี {year}", "{kind}{round}, {year}").format(
        kind=kind, round=round_, year=row.place
    )


_WORDS: Mapping[str, Callable[[Row], Text]] = {
    "measure": _measure_words,
    "plan": lambda row: Text("มาตรการปี {year}", "measures of {year}").format(year=row.place),
    "round": lambda row: Text("รอบ {round} ปี {year}", "round after {round}, {year}").format(
        round=_round_of(row.name), year=row.place
    ),
    "unit": lambda row: Text(row.name),
    "person": lambda row: Text(row.name),
    "chainlink": lambda row: Text("สายอนุมัติ: {name}", "approval chain: {name}").format(name=row.name),
    "result": lambda row: Text("ผลปี {year}", "result of {year}").format(year=row.place),
    "paper": _paper_words,
    "read_paper": lambda row: Text("เอกสารเดิม “{name}”", "existing paper “{name}”").format(name=row.name),
    "agency": lambda row: Text(row.name),
}
