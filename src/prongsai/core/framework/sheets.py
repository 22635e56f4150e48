"""A framework as flat sheets of text, for a workbook, and back to what `build` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any

from prongsai.core.framework import Framework, Scale
from prongsai.core.framework.build import (
    CERTAINTIES,
    CHANGES,
    COLUMNS,
    KINDS,
    RULE_KINDS,
    YEAR_RULES,
)
from prongsai.core.framework.source import Path, SourceRow, write_fraction
from prongsai.core.rules import AGGREGATIONS
from prongsai.core.text import Text

ABOUT = "about"
ITEMS = "items"
_FACT = ("certainty", "source")
_RULE = ("id", "kind", "tool", "node", "rule", "groups", "words_th", "words_en", *_FACT)
LAYOUT: Mapping[str, tuple[str, ...]] = {
    ABOUT: ("field", "value"),
    "tools": ("code", "title_th", "title_en", "weight", *_FACT),
    "parts": ("code", "tool", "title_th", "title_en", "weight", *_FACT),
    ITEMS: COLUMNS,
    "scales": ("id", "points", "labels_th", "labels_en", *_FACT),
    "rules": _RULE,
    "alternatives": _RULE,
    "levels": ("id", "word_th", "word_en", "minimum", "gate", *_FACT),
    "samples": (
        "id",
        "tool",
        "applies_to_th",
        "applies_to_en",
        "share",
        "at_least",
        "at_most",
        "words_th",
        "words_en",
        *_FACT,
    ),
    "calendar": ("stage", "title_th", "title_en", "begins", "ends", "note_th", "note_en", *_FACT),
    "facts": ("name", *_FACT),
    "notes": ("th", "en"),
}
ABOUT_FIELDS = (
    "id",
    "fiscal_year",
    "title_th",
    "title_en",
    "agency_types",
    "previous",
    "rounding",
    "gates",
    *_FACT,
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "change": CHANGES,
    "year_rule": YEAR_RULES,
    "reversed": ("yes", "no"),
    "rule": tuple(AGGREGATIONS),
    **{column: CERTAINTIES for column in COLUMNS if column.endswith("certainty")},
}


def choices_of(table: str, column: str) -> tuple[str, ...]:
    """Return the words that a column may hold, empty where anything goes."""
    return RULE_KINDS if column == "kind" and table != ITEMS else CHOICES.get(column, ())


def sheets_of(framework: Framework) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of every sheet of `LAYOUT`, without headings, in official order."""
    about = _flat(framework)
    found: dict[str, list[tuple[str, ...]]] = {ABOUT: [(name, about.get(name, "")) for name in ABOUT_FIELDS]}
    tables: Mapping[str, Iterable[object]] = {
        "tools": framework.tools,
        "parts": framework.parts,
        ITEMS: framework.nodes.values(),
        "rules": framework.rules,
        "alternatives": framework.alternatives,
        "levels": framework.levels,
        "samples": framework.samples,
        "calendar": framework.calendar,
    }
    for name, things in tables.items():
        found[name] = [_row(_flat(thing), LAYOUT[name]) for thing in things]
    found["scales"] = [row for scale in framework.scales.values() for row in _scale_rows(scale)]
    found["facts"] = [(name, fact.certainty, fact.source) for name, fact in framework.facts.items()]
    found["notes"] = [(note.th, note.en) for note in framework.notes]
    return {name: found[name] for name in LAYOUT}


def _row(flat: Mapping[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flat.get(column, "") for column in columns)


def _scale_rows(scale: Scale) -> Iterator[tuple[str, ...]]:
    for points, label in zip(scale.points, scale.labels, strict=True):
        yield scale.id, str(points), label.th, label.en, scale.certainty, scale.source


def _flat(thing: Any) -> dict[str, str]:
    """Return the fields of a dataclass as texts, words as two fields each."""
    found: dict[str, str] = {}
    names = [field.name for field in fields(thing) if not field.name.startswith("_")]
    for name in names:
        value = getattr(thing, name)
        if isinstance(value, Text):
            found |= {f"{name}_th": value.th, f"{name}_en": value.en}
        elif not isinstance(value, Mapping):
            found[name] = _cell(value)
    return found


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Fraction):
        return write_fraction(value)
    if isinstance(value, tuple):
        separator = " | " if value and isinstance(value[0], tuple) else " "
        return separator.join(_cell(one) for one in value)
    return str(value)


def from_sheets(
    sheets: Mapping[str, Sequence[SourceRow]],
) -> tuple[dict[str, object], list[SourceRow], Callable[[Path], str]]:
    """Return document, rows and places as `build` takes them."""
    places: dict[Path, Callable[[str], str]] = {}
    document: dict[str, object] = {}
    for row in sheets.get(ABOUT, ()):
        name = row.cells.get("field", "")
        if row.cells.get("value"):
            document[name] = row.cells["value"]
        places[name,] = row.place
    for name in LAYOUT:
        if name not in (ABOUT, ITEMS):
            rows = sheets.get(name, ())
            tables = _scales(rows) if name == "scales" else [(row.cells, row.place) for row in rows]
            document[name] = [_filled(cells) for cells, _ in tables]
            places |= {(name, index): place for index, (_, place) in enumerate(tables)}
    return document, list(sheets.get(ITEMS, ())), lambda path: _place(places, path)


def _filled(cells: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in cells.items() if value}


def _place(places: Mapping[Path, Callable[[str], str]], path: Path) -> str:
    if path[:2] in places and len(path) > 1:
        return places[path[:2]](str(path[2]) if len(path) > 2 else "")
    return places[path[:1]]("value") if path[:1] in places else ".".join(map(str, path))


def _scales(rows: Sequence[SourceRow]) -> list[tuple[Mapping[str, object], Callable[[str], str]]]:
    """Draw the rows of each scale, one a choice, together as `build` reads a scale."""
    grouped: dict[str, list[SourceRow]] = {}
    for row in rows:
        grouped.setdefault(row.cells.get("id", ""), []).append(row)
    return [(_scale(choices), choices[0].place) for choices in grouped.values()]


def _scale(choices: list[SourceRow]) -> dict[str, object]:
    thai = [row.cells.get("labels_th", "") for row in choices]
    english = [row.cells.get("labels_en", "") for row in choices]
    cells: dict[str, object] = {key: choices[0].cells.get(key, "") for key in ("id", *_FACT)}
    cells["points"] = [row.cells.get("points", "") for row in choices]
    cells["labels"] = {"th": thai, "en": english if any(english) else []}
    return cells
