"""A paper as understood, with what a person has put right in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from prongsai.core.followup import Status
from prongsai.core.plan.period import read_period
from prongsai.core.recognised import Figure, Phrase, PrintedMeasure, Reading, Recognised, Section
from prongsai.core.thai import arabic_digits, read_number
from prongsai.reading.recognise.measure_readings import scanned_places
from prongsai.reading.recognise.plan import plan_year_within, planned_and_reported
from prongsai.reading.recognise.progress import rounds_in
from prongsai.reading.recognise.result import LEVEL_FIELD
from prongsai.reading.recognise.traces import traces_in

# As the fields of `measure_readings` name one entry of a list.
_PLURAL = {
    "approach": "approach",
    "step": "steps",
    "monitoring": "monitoring",
    "result": "results",
    "outcome": "outcomes",
    "obstacle": "obstacles",
    "suggestion": "suggestions",
    "evidence": "evidence",
}
# Fields of what is a figure in the paper.
_FIGURES = ("result.", "changes.", "earlier.")
_HEAD = ("agency", "agency_type", "district", "province")


def corrected(recognised: Recognised, values: Mapping[str, str]) -> Recognised:
    """Return the paper with `values` in place of what was read, by field; an empty one leaves its field out."""
    if not values:
        return recognised
    head: dict[str, Any] = {name: values[name] for name in _HEAD if name in values}
    if "agency_type" in head:
        head["agency_type"] = head["agency_type"] or None
    return replace(
        recognised,
        **head,
        readings=tuple(_readings(recognised.readings, values)),
        sections=_sections(recognised.sections, values),
    )


def _readings(readings: Sequence[Reading], values: Mapping[str, str]) -> Iterator[Reading]:
    put: set[str] = set()
    for each in readings:
        if each.field not in values:
            yield each
        elif each.field not in put:
            # A field that is printed twice is decided once.
            put.add(each.field)
            if values[each.field]:
                yield replace(each, value=values[each.field], confidence="sure", proposal="")


def _sections(sections: tuple[Section, ...], values: Mapping[str, str]) -> tuple[Section, ...]:
    found = list(sections)
    for root, section in zip(("plan", "report"), planned_and_reported(sections), strict=True):
        place = next((place for place, each in enumerate(sections) if each is section), None)
        if section is not None and place is not None:
            year = plan_year_within(sections, section)
            found[place] = _section(sections[place], f"{root}.measures.", values, year)
    return tuple(found)


def _section(section: Section, root: str, values: Mapping[str, str], year: int | None) -> Section:
    own: dict[str, dict[str, str]] = {}
    for field, value in values.items():
        if field.startswith(root):
            id_, _, name = field.removeprefix(root).partition(".")
            own.setdefault(id_, {})[name] = value
    if not own:
        return section
    measures = (_measure(each, own.get(each.id, {}), year) for each in section.measures)
    # A measure without a title is none.
    return replace(section, measures=tuple(each for each in measures if each.title))


def _measure(measure: PrintedMeasure, values: Mapping[str, str], year: int | None) -> PrintedMeasure:
    for field, value in values.items():
        name, _, number = field.partition(".")
        if name in _PLURAL:
            measure = _listed(measure, _PLURAL[name], number, value)
        elif name == "status":
            measure = _told(measure, number, value)
        elif name == "period":
            period = read_period(value, fiscal_year=year) if value else None
            measure = replace(measure, period_text=value, period=period)
        elif name in _SINGLE:
            measure = replace(measure, **{name: _SINGLE[name](value)})
    return measure


def _listed(measure: PrintedMeasure, name: str, number: str, value: str) -> PrintedMeasure:
    phrases: Sequence[Phrase] = getattr(measure, name)
    changed = tuple(
        replace(each, text=value) if _number(each, place, len(phrases)) == number else each
        for place, each in enumerate(phrases, start=1)
    )
    kept = tuple(each for each in changed if each.text)
    if name != "monitoring":
        lists: dict[str, Any] = {name: kept}
        return replace(measure, **lists)
    rounds = dict.fromkeys(round_ for each in kept for round_ in rounds_in(each.text))
    return replace(measure, monitoring=kept, rounds=tuple(rounds))


def _number(phrase: Phrase, place: int, length: int) -> str:
    """Return the number by which the field of a phrase is named."""
    return phrase.number or (str(place) if length > 1 else "")


def _told(measure: PrintedMeasure, number: str, value: str) -> PrintedMeasure:
    told = {key: status for key, status in measure.told.items() if key != number}
    return replace(measure, told={**told, number: cast("Status", value)} if value else told)


def _split(separators: str) -> Callable[[str], tuple[str, ...]]:
    return lambda value: tuple(filter(None, (each.strip() for each in re.split(separators, value))))


_SINGLE: Mapping[str, Callable[[str], Any]] = {
    "title": str,
    "number": str,
    "topic": str,
    "budget": str,
    "units": _split(r"[;\n]"),
    "codes": _split(r"[\s,;]"),
}


# For proof-reading


def put_right(recognised: Recognised, values: Mapping[str, str]) -> Recognised:
    """Return the paper as proof-reading has to look at it: what was misread as a person read it, by field.

    What the paper itself has wrong stays wrong, because that is what is looked for: a figure is replaced only where
    a machine read it from a picture, an empty one left out.
    """
    if not values:
        return recognised
    machine, pictures = traces_in(recognised.printed) > 0, scanned_places(recognised.sections)
    misread = [
        each for each in recognised.readings if each.field in values and (machine or each.where in pictures)
    ]
    figures = {each.field for each in misread}
    kept = {
        field: value for field, value in values.items() if field in figures or not field.startswith(_FIGURES)
    }
    found = corrected(recognised, kept)
    changed = [each for each in misread if each.field.startswith(_FIGURES)]
    return replace(found, sections=tuple(_figures_of(each, changed, values) for each in found.sections))


def _figures_of(section: Section, misread: Sequence[Reading], values: Mapping[str, str]) -> Section:
    by_place = {(each.where, each.field.rpartition(".")[2], each.value): each.field for each in misread}

    def now(figure: Figure) -> Iterator[Figure]:
        field = by_place.get((figure.where, figure.code, str(figure.value)))
        if field is None:
            yield figure
            return
        number = read_number(arabic_digits(values[field]))
        if number is not None:
            yield replace(figure, value=number)

    levels = {each.value: values[each.field] for each in misread if each.field == LEVEL_FIELD}
    return replace(
        section,
        figures=tuple(each for figure in section.figures for each in now(figure)),
        level=levels.get(section.level, section.level),
    )
