"""From the tables and rows of a framework to the framework, refusing everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar, cast, get_args

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import (
    CalendarEntry,
    Certainty,
    Change,
    Fact,
    Framework,
    Kind,
    Level,
    Node,
    Part,
    RuleChoice,
    SampleRule,
    Scale,
    ScoredKind,
    Tool,
    YearRule,
)
from prongsai.core.framework import faults as fault
from prongsai.core.framework.check import Built, faults
from prongsai.core.framework.content import digest
from prongsai.core.framework.source import Path, Record, SourceRow, records, toml_place
from prongsai.core.rules import AGGREGATIONS, ROUNDINGS
from prongsai.core.text import Text

T = TypeVar("T")

KINDS: tuple[str, ...] = get_args(Kind)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
CHANGES: tuple[str, ...] = get_args(Change)
YEAR_RULES: tuple[str, ...] = get_args(YearRule)
RULE_KINDS: tuple[str, ...] = get_args(ScoredKind)
FEWEST_CHOICES = 2
TABLES = (
    "tools",
    "parts",
    "scales",
    "rules",
    "alternatives",
    "levels",
    "samples",
    "calendar",
    "notes",
    "facts",
)
FACTS = ("agency_types", "rounding", "gates")
COLUMNS = (
    "code",
    "kind",
    "parent",
    "title_th",
    "title_en",
    "weight",
    "scale",
    "reversed",
    "allowed",
    "year_rule",
    "themes",
    "previous",
    "change",
    "certainty",
    "placement_certainty",
    "points_certainty",
    "allowed_certainty",
    "year_rule_certainty",
    "source",
    "note_th",
    "note_en",
)
REQUIRED_COLUMNS = ("code", "kind", "parent", "title_th", "certainty", "source")


def build(
    document: Mapping[str, object],
    rows: Sequence[SourceRow],
    *,
    place: Callable[[Path], str] = toml_place,
) -> Framework:
    """Return the framework that a document (framework.toml) and rows (items.csv) describe.

    `place` turns a path in the document into the place a person sees. Raises `InputError` with every problem.
    """
    problems: list[Problem] = []
    reader = _Reader(document, place, problems)
    read = [(_node(record), record) for record in _row_records(rows, problems)]
    nodes = [(node, record) for node, record in read if record.values["kind"] in KINDS]
    unread = [(node, record) for node, record in read if record.values["kind"] not in KINDS]
    framework = reader.framework({node.code: node for node, _ in nodes})
    problems += faults(Built(framework, nodes, unread, reader.records))
    if problems:
        raise InputError(problems)
    return replace(framework, hash=digest(framework))


def levels_of(document: Mapping[str, object]) -> tuple[Level, ...]:
    """Return the levels of a document that is known to be right, without building the rest of its framework."""
    return tuple(map(_level, records(document, "levels", toml_place, [])))


def _row_records(rows: Sequence[SourceRow], problems: list[Problem]) -> list[Record]:
    if not rows:
        return []
    lacking = [column for column in REQUIRED_COLUMNS if column not in rows[0].cells]
    problems += [fault.MISSING_COLUMN.at(rows[0].place(column), column, column=column) for column in lacking]
    found = [Record(row.cells, row.place, problems) for row in rows]
    unknown = Record({key: key for key in rows[0].cells if key not in COLUMNS}, rows[0].place, problems)
    unknown.refuse_unread()
    # Without these columns every row would repeat the same complaint.
    return [] if lacking else found


def _certainty(record: Record, key: str = "certainty", *, required: bool = True) -> Certainty | None:
    return cast("Certainty | None", record.choice(key, CERTAINTIES, required=required))


def _fact(record: Record) -> dict[str, Any]:
    return {"certainty": _certainty(record) or "unknown", "source": record.text("source")}


def _node(record: Record) -> Node:
    allowed = record.numbers("allowed")
    return Node(
        **_fact(record),
        code=record.text("code"),
        kind=cast("Kind", record.choice("kind", KINDS) or "item"),
        parent=record.text("parent"),
        title=record.words("title", required=True),
        weight=_weight(record, default=Fraction(1)),
        scale=record.text("scale", required=False) or None,
        reversed=record.flag("reversed"),
        allowed=allowed or None,
        year_rule=record.choice("year_rule", YEAR_RULES, required=False),
        themes=record.codes("themes"),
        previous=record.codes("previous"),
        change=cast("Change | None", record.choice("change", CHANGES, required=False)),
        placement_certainty=_certainty(record, "placement_certainty", required=False) or "read",
        points_certainty=_certainty(record, "points_certainty", required=False),
        allowed_certainty=_certainty(record, "allowed_certainty", required=False),
        year_rule_certainty=_certainty(record, "year_rule_certainty", required=False),
        note=record.words("note"),
    )


def _weight(record: Record, *, default: Fraction | None = None) -> Fraction:
    value = record.number("weight", default=default)
    if value is None and not record.values.get("weight"):
        record.text("weight")
    if value is not None and value <= 0:
        record.report("weight", fault.BAD_WEIGHT)
    return value if value is not None and value > 0 else Fraction(1)


class _Reader:
    """Reads the document table by table; `records` keeps the rows of each table for the checks that follow."""

    def __init__(
        self, document: Mapping[str, object], place: Callable[[Path], str], problems: list[Problem]
    ) -> None:
        self.document = document
        self.place = place
        self.problems = problems
        self.records: dict[str, list[Record]] = {}

    def framework(self, nodes: dict[str, Node]) -> Framework:
        head = Record(
            {key: value for key, value in self.document.items() if key not in TABLES},
            lambda key: self.place((key,)),
            self.problems,
        )
        self.records["head"] = [head]
        framework = Framework(
            **_fact(head),
            id=head.text("id"),
            fiscal_year=head.whole("fiscal_year") or 0,
            title=head.words("title", required=True),
            agency_types=head.codes("agency_types"),
            previous=head.text("previous", required=False) or None,
            rounding=head.choice("rounding", tuple(ROUNDINGS)) or "half_up_2",
            gates=head.codes("gates"),
            facts=self.facts(),
            nodes=nodes,
            tools=self.each("tools", _tool),
            parts=self.each("parts", _part),
            scales={scale.id: scale for scale in self.each("scales", _scale)},
            rules=self.each("rules", _rule),
            alternatives=self.each("alternatives", _rule),
            levels=self.each("levels", _level),
            samples=self.each("samples", _sample),
            calendar=self.each("calendar", _calendar_entry),
            notes=self.each("notes", _note),
        )
        head.refuse_unread()
        return framework

    def each(self, table: str, read: Callable[[Record], T]) -> tuple[T, ...]:
        self.records[table] = records(self.document, table, self.place, self.problems)
        found = tuple(read(record) for record in self.records[table])
        for record in self.records[table]:
            record.refuse_unread()
        return found

    def facts(self) -> dict[str, Fact]:
        found = {}
        for record in records(self.document, "facts", self.place, self.problems):
            name = record.choice("name", FACTS)
            if name:
                found[name] = Fact(**_fact(record))
            record.refuse_unread()
        return found


def _tool(record: Record) -> Tool:
    return Tool(
        **_fact(record),
        code=record.text("code"),
        title=record.words("title", required=True),
        weight=_weight(record),
    )


def _part(record: Record) -> Part:
    return Part(
        **_fact(record),
        code=record.text("code"),
        tool=record.text("tool"),
        title=record.words("title", required=True),
        weight=_weight(record),
    )


def _scale(record: Record) -> Scale:
    points = record.numbers("points")
    labels = tuple(Text(*pair) for pair in _pairs(record, "labels"))
    if len(points) != len(labels) or len(points) < FEWEST_CHOICES:
        record.report("points", fault.SCALE_LENGTH)
    if any(one.denominator != 1 or not 0 <= one <= 100 for one in points):
        record.report("points", fault.POINTS_RANGE)
    return Scale(**_fact(record), id=record.text("id"), points=tuple(map(int, points)), labels=labels)


def _pairs(record: Record, key: str) -> list[tuple[str, str]]:
    """Read `labels = { th = […], en = […] }` as pairs; English may be left out altogether."""
    record.read.add(key)
    found = record.values.get(key)
    inner = found if isinstance(found, Mapping) else {}
    thai, english = (inner.get(lang, []) for lang in ("th", "en"))
    if not isinstance(thai, list) or not isinstance(english, list) or len(english) not in (0, len(thai)):
        record.report(key, fault.LABELS)
        return []
    return [(str(th), str(en)) for th, en in zip(thai, english or [""] * len(thai), strict=True)]


def _rule(record: Record) -> RuleChoice:
    return RuleChoice(
        **_fact(record),
        id=record.text("id"),
        kind=record.choice("kind", RULE_KINDS) or "",
        rule=record.choice("rule", tuple(AGGREGATIONS)) or "",
        tool=record.text("tool", required=False) or None,
        node=record.text("node", required=False) or None,
        groups=_groups(record),
        words=record.words("words"),
    )


def _groups(record: Record) -> tuple[tuple[str, ...], ...]:
    """Read lists of codes, or one text such as `O1 O2 | O3 O4`."""
    record.read.add("groups")
    found = record.values.get("groups", "")
    if not isinstance(found, list):
        found = [group.split() for group in str(found).split("|") if group.strip()]
    return tuple(tuple(map(str, group)) if isinstance(group, list) else (str(group),) for group in found)


def _level(record: Record) -> Level:
    return Level(
        **_fact(record),
        id=record.text("id"),
        word=record.words("word", required=True),
        minimum=record.number("minimum", default=Fraction(0)) or Fraction(0),
        gate=record.number("gate"),
    )


def _sample(record: Record) -> SampleRule:
    return SampleRule(
        **_fact(record),
        id=record.text("id"),
        tool=record.text("tool"),
        applies_to=record.words("applies_to"),
        share=record.number("share"),
        at_least=record.whole("at_least", required=False),
        at_most=record.whole("at_most", required=False),
        words=record.words("words"),
    )


def _calendar_entry(record: Record) -> CalendarEntry:
    return CalendarEntry(
        **_fact(record),
        stage=record.text("stage"),
        title=record.words("title", required=True),
        begins=record.date("begins"),
        ends=record.date("ends"),
        note=record.words("note"),
    )


def _note(record: Record) -> Text:
    return Text(record.text("th"), record.text("en", required=False))
