"""The catalogue of findings, causes, recommendations and measures by theme, and the rules that choose among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Formatter
from typing import Literal, TypeVar, cast, get_args

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import Certainty
from prongsai.core.framework.source import Record, SourceRow, read_fraction, records
from prongsai.core.text import Text

T = TypeVar("T")
Source = Literal["read", "arithmetic", "derivative", "inferred", "general", "unknown", "own"]
FindingKind = Literal["strength", "urgent", "improve", "keep"]
FoundIn = Literal["indicator", "question", "item"]
Bound = Fraction | Literal["best"] | None

# From sure to unsure; `own` is what nobody claims to have read: our advice or our choice.
CERTAINTIES: tuple[str, ...] = (*get_args(Certainty), "own")
KINDS: tuple[str, ...] = get_args(FindingKind)
FOUND_IN: tuple[str, ...] = get_args(FoundIn)
BEST: Literal["best"] = "best"
BOUNDS = ("below", "at_most", "more_than", "at_least")
STEP_SIGN = "|"
FEWEST_STEPS, MOST_STEPS = 3, 5
PLACES = frozenset({"agency"})
SHEETS: Mapping[str, tuple[str, ...]] = {
    "themes": (
        *("themes", "finding_th", "finding_en", "cause_th", "cause_en"),
        *("recommendation_th", "recommendation_en", "keep_th", "keep_en"),
        *("leans_on", "units", "measure", "certainty", "source"),
    ),
    "measures": (
        *("measure", "topic", "units", "title_th", "title_en", "approach_th", "approach_en"),
        *("steps_th", "steps_en", "monitoring_th", "monitoring_en"),
    ),
    "topics": ("topic", "title_th", "title_en", "certainty", "source"),
    "units": ("unit", "title_th", "title_en"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the topics under which the official analysis since 2568 arranges its measures."""

    key: str
    title: Text
    certainty: Source
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that may own a measure; the names that one type of agency gives its units are laid over it."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What may be planned for several findings; `steps` are three to five, in the order in which they are taken."""

    key: str
    topic: str
    units: tuple[str, ...]
    title: Text
    approach: Text
    steps: tuple[Text, ...]
    monitoring: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One row of themes.csv; `{agency}` in its texts stands for the agency's name.

    `themes` are several where one question or item asks for all of them at once. `leans_on` are the themes whose
    items the recommendation builds on, the most important first. `certainty` speaks of what the row claims about
    the official items; `own` where it claims nothing.
    """

    themes: tuple[str, ...]
    finding: Text
    cause: Text
    recommendation: Text
    keep: Text
    leans_on: tuple[str, ...]
    units: tuple[str, ...]
    measure: str
    certainty: Source
    source: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All advice with the measures, topics and units it names, each by its key."""

    advice: tuple[Advice, ...]
    measures: Mapping[str, Measure]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]

    def covering(self, themes: Sequence[str]) -> tuple[Advice, ...]:
        """Return the fewest rows that speak of all `themes`, in their order; a theme without a row is left out."""
        order = {theme: place for place, theme in enumerate(dict.fromkeys(themes))}
        fitting = (each for each in self.advice if order.keys() >= set(each.themes))
        open_, chosen = set(order), []
        for advice in sorted(fitting, key=lambda each: -len(each.themes)):
            if open_.issuperset(advice.themes):
                chosen.append(advice)
                open_.difference_update(advice.themes)
        return tuple(sorted(chosen, key=lambda each: min(order[theme] for theme in each.themes)))

    def lacking(self, themes: Iterable[str]) -> tuple[str, ...]:
        """Return the themes that no row speaks of alone or together with others of them."""
        wanted = tuple(dict.fromkeys(themes))
        known = {theme for advice in self.covering(wanted) for theme in advice.themes}
        return tuple(theme for theme in wanted if theme not in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRule:
    """When a score makes a finding of one kind: all bounds that are set must hold.

    `of` is what is looked at. A bound is a number 0–100 or `best`. `first_year` and `last_year` (Buddhist era) and
    `themes` narrow the rule; empty means every one.
    """

    id: str
    kind: FindingKind
    of: FoundIn
    words: Text
    certainty: Source
    source: str
    themes: frozenset[str] = frozenset()
    first_year: int | None = None
    last_year: int | None = None
    below: Bound = None
    at_most: Bound = None
    more_than: Bound = None
    at_least: Bound = None

    def fits(self, value: Fraction, best: Fraction) -> bool:
        """Tell whether a score, as it is shown, is within the bounds; `best` is the highest it can be."""
        return (
            (self.below is None or value < _bound(self.below, best))
            and (self.at_most is None or value <= _bound(self.at_most, best))
            and (self.more_than is None or value > _bound(self.more_than, best))
            and (self.at_least is None or value >= _bound(self.at_least, best))
        )

    def speaks_of(self, kind: str, year: int, themes: Collection[str]) -> bool:
        """Tell whether the rule looks at this kind of node, in this year, with one of these themes."""
        return (
            self.of == kind
            and (self.first_year is None or self.first_year <= year)
            and (self.last_year is None or year <= self.last_year)
            and (not self.themes or not self.themes.isdisjoint(themes))
        )

    @property
    def catches_all(self) -> bool:
        """Tell whether every score of its kind fits."""
        narrowed = self.themes or self.first_year is not None or self.last_year is not None
        return not narrowed and all(getattr(self, name) is None for name in BOUNDS)


def _bound(bound: Fraction | Literal["best"], best: Fraction) -> Fraction:
    return best if bound == BEST else bound


# What can be wrong

MISSING_COLUMN = Fault(
    "catalogue.missing_column",
    Text("ไม่มีคอลัมน์นี้", "this column is missing"),
    Text("เพิ่มคอลัมน์ {column}", "add the column {column}"),
)
EMPTY = Fault(
    "catalogue.empty",
    Text("ไม่มีแถวข้อมูล", "there are no rows"),
    Text("เพิ่มอย่างน้อยหนึ่งแถว", "add at least one"),
)
NO_ENGLISH = Fault(
    "catalogue.no_english",
    Text("ต้องมีข้อความภาษาอังกฤษด้วย", "the English text is missing"),
    Text("เขียนข้อความภาษาอังกฤษ", "write it"),
)
SAME_TEXT = Fault(
    "catalogue.same_text",
    Text("ข้อความนี้ซ้ำกับ {first}", "the same text stands at {first}"),
    Text("เขียนให้ตรงกับเรื่องของแถวนี้", "write what is particular to this row"),
)
TWICE = Fault(
    "catalogue.twice",
    Text("มีแถวของคำนี้แล้วที่ {first}", "there is a row for this at {first}"),
    Text("รวมเป็นแถวเดียว", "make one row of the two"),
)
UNKNOWN_KEY = Fault(
    "catalogue.unknown_key",
    Text("ไม่มี “{name}” ใน {sheet}", "{sheet} has no “{name}”"),
    Text("แก้ให้ตรง หรือเพิ่มแถวใน {sheet}", "correct it, or add a row to {sheet}"),
)
NO_KEY = Fault(
    "catalogue.no_key",
    Text("ต้องระบุอย่างน้อยหนึ่งคำ", "at least one is needed"),
    Text("เขียนคำจาก {sheet}", "write one of {sheet}"),
)
BAD_PLACE = Fault(
    "catalogue.bad_place",
    Text("วงเล็บปีกกาใช้ได้เฉพาะ {{agency}}", "the only name allowed in braces is {{agency}}"),
    Text("เขียน {{agency}} หรือลบวงเล็บ", "write {{agency}}, or remove the braces"),
)
STEPS = Fault(
    "catalogue.steps",
    Text(
        "ต้องมี {fewest}–{most} ขั้น คั่นด้วย | และเท่ากันทั้งสองภาษา",
        "{fewest} to {most} steps with | between are needed, as many in both languages",
    ),
    Text("แก้จำนวนขั้น", "correct the steps"),
)
BAD_BOUND = Fault(
    "catalogue.bad_bound",
    Text("ขอบเขตต้องเป็นเลข 0–100 หรือคำว่า best", "a bound is a number from 0 to 100, or best"),
    Text("แก้ค่าขอบเขต", "correct it"),
)
NOT_CAUGHT = Fault(
    "catalogue.not_caught",
    Text(
        "ไม่มีกฎของ {of} ที่รับทุกคะแนน บางคะแนนจึงจะไม่มีข้อค้นพบ",
        "no rule of {of} fits every score, so some would make no finding",
    ),
    Text("เพิ่มกฎท้ายสุดที่ไม่มีขอบเขต", "end with a rule without bounds"),
)


# Building


def build(sheets: Mapping[str, Sequence[SourceRow]]) -> Catalogue:
    """Return the catalogue of the sheets `themes`, `measures`, `topics` and `units`; raise `InputError`."""
    reader = _Reader(sheets)
    catalogue = Catalogue(
        advice=tuple(reader.each("themes", reader.advice)),
        measures={each.key: each for each in reader.each("measures", reader.measure)},
        topics={each.key: each for each in reader.each("topics", reader.topic)},
        units={each.key: each for each in reader.each("units", reader.unit)},
    )
    if reader.problems:
        raise InputError(reader.problems)
    return catalogue


class _Reader:
    """Reads the sheets row by row and reports everything that is wrong, in the order of the rows."""

    def __init__(self, sheets: Mapping[str, Sequence[SourceRow]]) -> None:
        self.sheets = sheets
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], str] = {}
        self.keys = {
            sheet: {key for row in rows for key in row.cells.get(SHEETS[sheet][0], "").split()}
            for sheet, rows in sheets.items()
        }

    def each(self, sheet: str, read: Callable[[Record], T]) -> Iterator[T]:
        rows = self.sheets.get(sheet, ())
        if not rows:
            self.problems.append(EMPTY.at(f"{sheet}.csv"))
            return
        lacking = [column for column in SHEETS[sheet] if column not in rows[0].cells]
        self.problems += [MISSING_COLUMN.at(f"{sheet}.csv 1", column, column=column) for column in lacking]
        # Without a column every row would repeat the same complaint.
        for row in () if lacking else rows:
            record = Record(row.cells, row.place, self.problems)
            self.once(record, SHEETS[sheet][0], "key", sheet, TWICE)
            yield read(record)
            record.refuse_unread()

    def once(self, record: Record, field: str, kind: str, sheet: str, fault: Fault) -> None:
        """Report a text that stood in the same kind of field before."""
        text = " ".join(sorted(record.codes(field))) if kind == "key" else record.text(field, required=False)
        first = self.places.setdefault((f"{sheet} {kind}", text), record.place(field))
        if text and first != record.place(field):
            record.report(field, fault, first=first)

    def words(self, record: Record, name: str, sheet: str) -> Text:
        """Return a text in both languages; it must be there, be the only one of its kind, and name known places."""
        words = record.words(name, required=True)
        if words.th and not words.en:
            record.report(f"{name}_en", NO_ENGLISH)
        for field in (f"{name}_th", f"{name}_en"):
            self.once(record, field, field, sheet, SAME_TEXT)
            if not _places_known(record.text(field, required=False)):
                record.report(field, BAD_PLACE)
        return words

    def named(self, record: Record, field: str, sheet: str, *, required: bool = True) -> tuple[str, ...]:
        """Return the keys in a cell; each must have a row in `sheet`."""
        keys = record.codes(field)
        for key in keys:
            if key not in self.keys.get(sheet, ()):
                record.report(field, UNKNOWN_KEY, name=key, sheet=f"{sheet}.csv")
        if required and not keys:
            record.report(field, NO_KEY, sheet=f"{sheet}.csv")
        return keys

    def one(self, record: Record, field: str, sheet: str) -> str:
        return " ".join(self.named(record, field, sheet))

    def advice(self, record: Record) -> Advice:
        certainty, source = _certainty(record)
        return Advice(
            themes=self.named(record, "themes", "themes"),
            finding=self.words(record, "finding", "themes"),
            cause=self.words(record, "cause", "themes"),
            recommendation=self.words(record, "recommendation", "themes"),
            keep=self.words(record, "keep", "themes"),
            leans_on=self.named(record, "leans_on", "themes", required=False),
            units=self.named(record, "units", "units"),
            measure=self.one(record, "measure", "measures"),
            certainty=certainty,
            source=source,
        )

    def measure(self, record: Record) -> Measure:
        return Measure(
            key=record.text("measure"),
            topic=self.one(record, "topic", "topics"),
            units=self.named(record, "units", "units"),
            title=self.words(record, "title", "measures"),
            approach=self.words(record, "approach", "measures"),
            steps=self.steps(record),
            monitoring=self.words(record, "monitoring", "measures"),
        )

    def steps(self, record: Record) -> tuple[Text, ...]:
        words = self.words(record, "steps", "measures")
        thai, english = ([step.strip() for step in text.split(STEP_SIGN)] for text in (words.th, words.en))
        right = FEWEST_STEPS <= len(thai) == len(english) <= MOST_STEPS
        if words.th and words.en and not (right and all(thai) and all(english)):
            record.report("steps_th", STEPS, fewest=FEWEST_STEPS, most=MOST_STEPS)
            return ()
        return tuple(Text(*pair) for pair in zip(thai, english, strict=False))

    def topic(self, record: Record) -> Topic:
        certainty, source = _certainty(record)
        title = self.words(record, "title", "topics")
        return Topic(key=record.text("topic"), title=title, certainty=certainty, source=source)

    def unit(self, record: Record) -> Unit:
        return Unit(record.text("unit"), self.words(record, "title", "units"))


def _certainty(record: Record) -> tuple[Source, str]:
    """Return how sure a row is; whoever read something says where."""
    certainty = cast(Source, record.choice("certainty", CERTAINTIES) or "unknown")
    return certainty, record.text("source", required=certainty != "own")


def _places_known(text: str) -> bool:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None} <= PLACES
    except ValueError:
        return False


def build_rules(document: Mapping[str, object]) -> tuple[FindingRule, ...]:
    """Return the rules of a document with `[[rules]]`, in their order; raise `InputError` with every problem."""
    problems: list[Problem] = []
    read = [(_rule(record), record) for record in records(document, "rules", _rules_place, problems)]
    ids: dict[str, str] = {}
    for rule, record in read:
        first = ids.setdefault(rule.id, record.place("id"))
        if first != record.place("id"):
            record.report("id", TWICE, first=first)
        record.refuse_unread()
    for of in FOUND_IN:
        if not any(rule.of == of and rule.catches_all for rule, _ in read):
            problems.append(NOT_CAUGHT.at("rules.toml", of, of=of))
    if problems:
        raise InputError(problems)
    return tuple(rule for rule, _ in read)


def _rules_place(path: tuple[str | int, ...]) -> str:
    steps = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"rules.toml {steps.removeprefix('.')}"


def _rule(record: Record) -> FindingRule:
    words = record.words("words", required=True)
    if words.th and not words.en:
        record.report("words", NO_ENGLISH)
    certainty, source = _certainty(record)
    bounds = {name: _read_bound(record, name) for name in BOUNDS}
    return FindingRule(
        id=record.text("id"),
        kind=cast(FindingKind, record.choice("kind", KINDS) or "improve"),
        of=cast(FoundIn, record.choice("of", FOUND_IN) or "item"),
        words=words,
        certainty=certainty,
        source=source,
        themes=frozenset(record.codes("themes")),
        first_year=record.whole("first_year", required=False),
        last_year=record.whole("last_year", required=False),
        **bounds,
    )


def _read_bound(record: Record, name: str) -> Bound:
    text = record.text(name, required=False)
    value = read_fraction(text) if text and text != BEST else None
    if text and text != BEST and (value is None or not 0 <= value <= 100):
        record.report(name, BAD_BOUND)
    return BEST if text == BEST else value
