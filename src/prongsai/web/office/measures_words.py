"""How the values of a measure are told to people: in a comparison, in its history, beside last year."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from prongsai.core.fault import cut
from prongsai.core.plan.merge import STEPS, Merge, Part, merge
from prongsai.core.text import Text
from prongsai.core.thai import in_digits
from prongsai.web import language
from prongsai.web.models import Measure, Person, Unit
from prongsai.web.office.measures_forms import round_words
from prongsai.web.queries.measure import FIELDS, points_words
from prongsai.web.templatetags.words import baht, short_day


@dataclass(frozen=True)
class Names:
    """The names of units and people by their ids; one who is gone is told by number."""

    units: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One field with its label and what was, is, or is wanted."""

    name: str
    label: str
    before: str
    after: str


def names_of(units: Iterable[Unit], changes: Iterable[Mapping[str, Any]] = ()) -> Names:
    """Collect names; people are asked for only where a value speaks of them."""
    wanted = {key for values in changes for key in _people(values)}
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in=wanted)} if wanted else {}
    return Names({unit.pk: unit.name for unit in units}, people)


def names_in(rows: Iterable[Measure]) -> Names:
    """Collect the names of everyone responsible for measures that were loaded with them."""
    found = list(rows)
    units = [*(unit for row in found for unit in row.units.all())]
    units += [unit for row in found for step in row.steps.all() for unit in step.units.all()]
    people = {person.pk: str(person) for row in found for person in row.people.all()}
    return Names({unit.pk: unit.name for unit in units}, people)


def told(pairs: Mapping[str, Any], names: Names) -> list[Told]:
    """Tell changed fields, {name: [before, after]}, in the order of the form; of the steps only those that changed."""
    found: list[Told] = []
    for name in (name for name in FIELDS if name in pairs):
        before, after = pairs[name]
        if name == STEPS:
            found += _told_steps(before, after, names)
        else:
            label = language.said(FIELDS[name])
            found.append(Told(name, label, value(name, before, names), value(name, after, names)))
    return found


def _told_steps(before: Any, after: Any, names: Names) -> list[Told]:
    """Tell what became of each step: a change is a merge with a side that changed nothing."""
    found = merge({STEPS: before}, {STEPS: before}, {STEPS: after})
    return [
        Told(
            part.key,
            label_of(part, found),
            told_part(part, part.base, names, found),
            told_part(part, part.mine, names, found),
        )
        for part in found.parts
    ]


def value(name: str, kept: Any, names: Names) -> str:
    """Tell one value; empty for nothing."""
    if name in _TELLERS:
        return _TELLERS[name](kept, names)
    return "\n".join(map(str, kept)) if isinstance(kept, list) else str(kept)


def day(kept: str) -> str:
    return short_day(datetime.date.fromisoformat(kept)) if kept else ""


def _step(number: int, step: Mapping[str, Any], names: Names) -> str:
    days = " – ".join(filter(None, (day(step["begins"]), day(step["ends"]))))
    owners = ", ".join([*_names(step["units"], names.units), *step["other_owners"]])
    more = " · ".join(filter(None, (days, owners)))
    line = f"{number}. {step['text']}" + (f" ({more})" if more else "")
    return in_digits(line, language.current().digits)


def _names(keys: Iterable[int], names: Mapping[int, str]) -> list[str]:
    return [names.get(key, f"#{key}") for key in keys]


def _people(values: Mapping[str, Any]) -> Iterable[int]:
    """Find ids in values, {"people": [1]}, and in changes, {"people": [[1], [2]]}."""
    for each in values.get("people", ()):
        yield from each if isinstance(each, list) else [each]


_TELLERS: Mapping[str, Callable[[Any, Names], str]] = {
    "units": lambda kept, names: "\n".join(_names(kept, names.units)),
    "people": lambda kept, names: "\n".join(_names(kept, names.people)),
    "begins": lambda kept, _: day(kept),
    "ends": lambda kept, _: day(kept),
    "steps": lambda kept, names: "\n".join(_step(number, step, names) for number, step in enumerate(kept, 1)),
    "rounds": lambda kept, _: round_words(kept),
    "budget": lambda kept, _: baht(Decimal(kept)) if kept != "" else "",
    "expected_gain": lambda kept, _: in_digits(points_words(kept), language.current().digits),
}


# What happened to a measure that two people have edited


STEP_LABELS: Mapping[str, Text] = {
    "text": Text("สิ่งที่ทำ", "What is done"),
    **{name: FIELDS[name] for name in ("begins", "ends", "units", "other_owners")},
}


def label_of(part: Part, found: Merge) -> str:
    """Name what a part is about: a field, a step by its words, a field of it, or the order of the steps."""
    if not part.step:
        return (
            language.say("ลำดับของขั้นตอน", "Order of the steps")
            if part.field == STEPS
            else language.said(FIELDS[part.field])
        )
    name = language.say("ขั้นตอน “{words}”", "Step “{words}”", words=cut(step_words(part.step, found), 60))
    return f"{name} – {language.said(STEP_LABELS[part.field])}" if part.field else name


def told_part(part: Part, kept: Any, names: Names, found: Merge) -> str:
    """Tell one state of a part; empty for nothing, and for a step that is not there."""
    if part.key == STEPS:
        return "\n".join(f"{number}. {step_words(step, found)}" for number, step in enumerate(kept, 1))
    if part.step and not part.field:
        return "" if kept is None else _step(0, kept, names).partition(" ")[2]
    return value(part.field, kept, names)


def step_words(name: str, found: Merge) -> str:
    """Return the words of a step of a merge: those that all know, if there are such."""
    words = next((part.base for part in found.parts if part.step == name and part.field == "text"), "")
    return words or next(str(step.values["text"]) for step in found.known if step.name == name)
