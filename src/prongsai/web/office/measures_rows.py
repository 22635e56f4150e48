"""A measure in the table, with a row for each of its steps: what was sent for it, and what two people wrote.

A step that was not sent stays as it is; one goes only where it is ticked. Rows name their step by the number that it
had in the version that was looked at (`s3`); new ones are `n1`, `n2`, …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from prongsai.core.plan.align import WAS
from prongsai.core.plan.check import MOST_STEPS, TOO_MANY
from prongsai.core.plan.merge import EMPTY_STEP, STEPS, Merge, Part, merge
from prongsai.web import language
from prongsai.web.models import Agency, Measure
from prongsai.web.office import fields
from prongsai.web.office.measures_grid import (
    COLUMNS,
    LABELS,
    NO_TEXT,
    OF_MEASURE,
    OF_STEP,
    Cell,
    Scale,
    in_a_row,
)
from prongsai.web.queries.history import Since, since

BLANK_STEPS = 1
EMPTY_ROW: Mapping[str, Any] = {
    **{name: "" for name in ("title", "topic", "begins", "ends", "budget")},
    **{name: [] for name in ("units", "other_owners", "people", "rounds", STEPS)},
}
CHOOSE = language.lazily("ยังไม่ได้เลือกว่าจะใช้ข้อความใด", "choose which of the two is to stand")
KEEP_OR_GO = language.lazily("ยังไม่ได้เลือกว่าจะคงไว้หรือลบ", "choose whether it stays or goes")


@dataclass
class Line:
    """One row: the measure (`slot` empty) or a step. `cells` has `None` where such a row has no cell.

    `gone_asked`: one of two took it out and the other changed it, so whether it stays must be said.
    """

    slot: str
    key: str
    number: str
    cells: list[Cell | None] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    gone: str = ""
    gone_asked: bool = False
    error: str = ""
    theirs: bool = False

    def found(self, name: str) -> Cell | None:
        return next((cell for cell in self.cells if cell is not None and cell.name == name), None)

    @property
    def first(self) -> Cell:
        return cast("Cell", self.found("title"))

    @property
    def rest(self) -> list[Cell | None]:
        return self.cells[1:]

    @property
    def row(self) -> SafeString:
        """All cells but the first as they are written; empty where something is said beside one of them."""
        plain = all(cell is None or cell.plain for cell in self.rest)
        return in_a_row(self.rest) if plain else SafeString()

    @property
    def blank(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells if cell is not None)


@dataclass(frozen=True)
class Kept:
    """A measure as it is now, `None` for a new one, with its number in the table and its values."""

    measure: Measure | None
    number: int
    values: Mapping[str, Any]


class Group:
    """A measure (`None`: a new one) with its steps as they stand in the table."""

    def __init__(self, scale: Scale, kept: Kept, data: Mapping[str, str] | None = None) -> None:
        measure, number = kept.measure, kept.number
        self.scale, self.kept, self.measure, self.number = scale, kept, measure, number
        self.prefix = f"m{measure.pk}" if measure else f"new{number}"
        wanted = data is not None and (measure is None or f"{self.prefix}-version" in data)
        self.sent: Mapping[str, str] | None = data if wanted else None
        self.seen = fields.number_of(self._given("version") or "") or 0
        self.past: Since | None = None
        self.base = kept.values
        if measure is not None and self.sent is not None and self.seen != measure.version:
            self.past = since(_agency(measure), measure, self.seen)
            self.base = self.past.then
        self.asked = set((self._given("asked") or "").split())
        self.orders: tuple[str, str] | None = None
        self.met: Since | None = None
        self.lines = [self._measure_line(), *self._step_lines()]

    # What was sent

    @property
    def edited(self) -> bool:
        return self.sent is not None

    @property
    def version(self) -> int:
        """The version that the rows are written on: a page that comes back with errors must not forget it."""
        return self.seen if self.edited else self.measure.version if self.measure else 0

    @property
    def blank(self) -> bool:
        """Whether nothing was written into a new one."""
        return self.measure is None and all(line.blank for line in self.lines)

    @property
    def gone(self) -> bool:
        return self.lines[0].gone == "on"

    @property
    def place(self) -> int:
        """The number that the measure is to have among the others, doubled: what was moved goes between."""
        return _place(self.lines[0], self.number)

    @property
    def steps_taken(self) -> str:
        return self._given(f"{STEPS}-take") or ""

    def errors(self) -> Iterator[tuple[str, str, str]]:
        """Give every error with the id of its cell and its place in words."""
        for line in self.lines:
            going = self.gone or line.gone == "on"
            for cell in () if going else filter(None, line.cells):
                yield from ((cell.id, cell.place, each) for each in cell.errors)
            if line.error:
                yield f"id_{line.key}-gone", line.first.place, line.error

    def asked_places(self) -> Iterator[tuple[str, str]]:
        """Give the id and the place in words of everything where one of two must be chosen."""
        for line in self.lines:
            if line.gone_asked:
                yield f"id_{line.key}-gone", line.first.place
            yield from ((cell.id, cell.place) for cell in line.cells if cell is not None and cell.asked)
        if self.orders:
            yield f"id_{self.prefix}-steps", self.lines[0].first.place

    def values(self) -> dict[str, Any]:
        """Return what was taken; steps say which number they had."""
        found = {**self.base, **self.lines[0].values}
        return {**found, STEPS: self._steps()}

    def changes(self) -> dict[str, Any]:
        """Return the fields that are not as they were."""
        values = self.values()
        plain = {**values, STEPS: [_bare(step) for step in values[STEPS]]}
        return {name: values[name] for name in plain if plain[name] != self.base.get(name)}

    def check(self) -> None:
        """Find what is wrong, and put it at its cell."""
        if self.blank or self.gone:
            return
        title = self.lines[0].first
        if not title.errors and not self.lines[0].values.get("title", self.base["title"]):
            title.errors = [str(fields.REQUIRED)]
        steps = [line for line in self.lines[1:] if not line.gone and not line.blank]
        for line in self.lines[1:]:
            if line.gone != "on" and not line.first.text.strip() and (line.slot[0] == "s" or not line.blank):
                line.first.errors = line.first.errors or [str(NO_TEXT)]
        if len(steps) > MOST_STEPS:
            title.errors = [
                str(each) for each in fields.invalid(TOO_MANY, number=len(steps), most=MOST_STEPS)
            ]
        for line in self.lines:
            if line.gone != "on" and not line.blank:
                self._check_days(line)

    def undecided(self) -> bool:
        """Ask again where one of two had to be chosen and was not."""
        found = [self._ask_again(name) for name in sorted(self.asked)] if self.past is None else []
        return any(found)

    # What two people wrote

    def meet(self) -> Group | None:
        """Return the group with what both wrote, to be looked at again; `None` where nothing of mine is to save."""
        if self.past is None or self.measure is None:
            return None
        # A measure that is to go has been changed meanwhile: whoever removes it must have seen that.
        found = merge(self.past.then, self.past.now, {**self.past.then, **self.values()})
        if all(part.by == "theirs" or part.mine == part.theirs for part in found.parts) and not self.gone:
            return None
        rows = _Rows(self.scale, self.prefix, self.measure, self.past.now)
        again = Group(self.scale, self.kept, rows.data(found, self.gone, self._given("order")))
        again.past = None
        again._mark(found, rows)
        again.met = self.past
        return again

    def _mark(self, found: Merge, rows: _Rows) -> None:
        """Say at each cell what the other wrote there, and where one of the two must be chosen."""
        by_slot = {line.slot: line for line in self.lines}
        for part in found.parts:
            slot = rows.slots.get(part.step, "")
            line = by_slot.get(slot)
            if part.key == STEPS:
                self.orders = (_told(part.mine, found), _told(part.theirs, found)) if part.asked else None
            elif line is not None and part.field:
                self._mark_cell(line, part)
            elif line is not None and part.step:
                line.gone_asked, line.theirs = part.asked, part.by == "theirs"
        self.lines[0].gone_asked = "gone" in self.asked

    def _mark_cell(self, line: Line, part: Part) -> None:
        column = "title" if part.field == "text" else part.field
        cell = line.found(column)
        if cell is not None and part.by != "mine" and part.theirs != part.base:
            cell.theirs, cell.asked = self.scale.shown(part.field, part.theirs), part.asked

    def _ask_again(self, name: str) -> bool:
        slot, _, field_ = name.rpartition("-")
        line = next((each for each in self.lines if each.slot == slot), None)
        if name == STEPS:
            self.orders = ("", "")
            return not self.steps_taken
        if line is None:
            return False
        if field_ == "gone":
            line.gone_asked = True
            line.error = "" if line.gone else str(KEEP_OR_GO)
            return bool(line.error)
        cell = line.found("title" if field_ == "text" else field_)
        kept = self.base if not slot else self.base[STEPS][int(slot[1:]) - 1] if slot[0] == "s" else {}
        if cell is None or field_ not in kept:
            return False
        cell.theirs, cell.asked = self.scale.shown(field_, kept[field_]), True
        if not cell.chosen:
            cell.errors = [*cell.errors, str(CHOOSE)]
        return not cell.chosen

    # Rows

    def _measure_line(self) -> Line:
        label = language.say("แถวที่ {number}", "Row {number}", number=self.number)
        if self.measure is None:
            label = language.say("แถวใหม่", "New row")
        line = Line("", self.prefix, str(self.number) if self.measure else "+")
        names = {name: name for name in OF_MEASURE}
        return self._filled(line, names, self.base, label)

    def _step_lines(self) -> Iterator[Line]:
        steps = self.base[STEPS]
        new = _new_slots(self.sent or {}, self.prefix)
        wanted = fields.number_of(self._given("more") or "") or 0
        last = max((int(slot[1:]) for slot in new), default=0)
        new += [f"n{last + each}" for each in range(1, (wanted or (0 if new else BLANK_STEPS)) + 1)]
        for number, slot in enumerate([*(f"s{each}" for each in range(1, len(steps) + 1)), *new], 1):
            kept = steps[number - 1] if slot[0] == "s" else EMPTY_STEP
            line = Line(slot, f"{self.prefix}-{slot}", f"{self.lines_number}.{number}")
            label = language.say(
                "แถวที่ {place} ขั้นตอนที่ {number}",
                "Row {place}, step {number}",
                place=self.lines_number,
                number=number,
            )
            yield self._filled(line, OF_STEP, kept, label)

    @property
    def lines_number(self) -> str:
        return str(self.number) if self.measure else "+"

    def _filled(self, line: Line, names: Mapping[str, str], kept: Mapping[str, Any], label: str) -> Line:
        for column in COLUMNS:
            name = names.get(column)
            if column == "order":
                line.cells.append(self._order_cell(line, label))
            elif name is None:
                line.cells.append(None)
            else:
                cell = self._cell(line, column, name, label)
                line.cells.append(cell)
                self._read(line, cell, name, kept)
        line.gone = self._given("-".join(filter(None, (line.slot, "gone")))) or ""
        return line

    def _order_cell(self, line: Line, label: str) -> Cell | None:
        if self.measure is None and not line.slot:
            return None
        cell = self._cell(line, "order", "order", label)
        new = line.slot[:1] == "n"
        given = self._given("-".join(filter(None, (line.slot, "order"))))
        cell.text = given if given is not None else "" if new else line.number.rpartition(".")[2]
        if cell.text.strip() and not fields.number_of(cell.text.strip()):
            cell.errors = [language.say("ต้องเป็นจำนวนเต็ม", "this must be a whole number")]
        return cell

    def _cell(self, line: Line, column: str, name: str, label: str) -> Cell:
        key = f"{line.key}-{name}"
        return Cell(column, key, line.key, f"{label} {language.said(LABELS[name])}")

    def _read(self, line: Line, cell: Cell, name: str, kept: Mapping[str, Any]) -> None:
        """Put into a cell what was sent for it, and read it; what was not touched is what it was."""
        shown = self.scale.shown(name, kept[name])
        given = (self.sent or {}).get(cell.key)
        cell.chosen = (self.sent or {}).get(f"{cell.key}-take", "")
        cell.text = shown if given is None or cell.chosen == "theirs" else given
        line.values[name] = kept[name]
        if cell.text.replace("\r", "") != shown:
            try:
                line.values[name] = self.scale.read(name, cell.text)
            except ValidationError as error:
                cell.errors = [str(each) for each in error.messages]

    def _check_days(self, line: Line) -> None:
        for name, error in self.scale.faults(line.values).items():
            cell = line.found(name)
            if cell is not None:
                cell.errors = cell.errors or error.messages

    def _steps(self) -> list[dict[str, Any]]:
        """Return the steps in the order that the rows ask for, without those that go and blank ones."""
        lines = [
            line for line in self.lines[1:] if line.gone != "on" and not (line.slot[0] == "n" and line.blank)
        ]
        places = {line.slot: place for place, line in enumerate(self.lines[1:], 1)}
        ordered = [line.slot for line in sorted(lines, key=lambda line: _place(line, places[line.slot]))]
        if self.steps_taken == "theirs":
            ordered = _as_before(ordered, [line.slot for line in lines if line.slot[0] == "s"])
        by_slot = {line.slot: line for line in lines}
        return [{**by_slot[slot].values, WAS: int(slot[1:]) if slot[0] == "s" else None} for slot in ordered]

    def _given(self, name: str) -> str | None:
        return None if self.sent is None else self.sent.get(f"{self.prefix}-{name}")


class _Rows:
    """The rows of a proposal, as if somebody had sent them on the newest version."""

    def __init__(self, scale: Scale, prefix: str, measure: Measure, now: Mapping[str, Any]) -> None:
        self.scale, self.prefix, self.measure, self.now = scale, prefix, measure, now
        self.slots: dict[str, str] = {}

    def data(self, found: Merge, gone: bool, order: str | None) -> dict[str, str]:
        """Return names and texts of all cells; whatever is asked stands as mine."""
        values: Any = found.values()
        sent = {name: self.scale.shown(name, values[name]) for name in OF_MEASURE}
        sent |= {"version": str(self.measure.version), **({"order": order} if order else {})}
        there = set()
        for place, step in enumerate(found.steps({}), 1):
            slot = f"s{step.was}" if step.was else f"n{place}"
            self.slots[step.name] = slot
            there.add(slot)
            sent |= {f"{slot}-{name}": self.scale.shown(name, step.values[name]) for name in OF_STEP.values()}
            sent[f"{slot}-order"] = str(place)
        # What I took out and the other left alone is still there in the version that this goes on from.
        lost = [f"s{number}" for number in range(1, len(self.now[STEPS]) + 1) if f"s{number}" not in there]
        sent |= {f"{slot}-gone": "on" for slot in lost}
        sent["asked"] = " ".join([*self._asked(found), *(["gone"] if gone else [])])
        return {f"{self.prefix}-{name}": text for name, text in sent.items()}

    def _asked(self, found: Merge) -> Iterator[str]:
        for part in found.undecided({}):
            slot = self.slots.get(part.step, "")
            yield STEPS if part.key == STEPS else "-".join(filter(None, (slot, part.field or "gone")))


def _new_slots(sent: Mapping[str, str], prefix: str) -> list[str]:
    """Return the new rows that were sent for a measure, as they stood."""
    pattern = re.compile(rf"{re.escape(prefix)}-(n[0-9]{{1,4}})-text")
    return [match[1] for key in sent if (match := pattern.fullmatch(key))]


def _place(line: Line, number: int) -> int:
    """Return where a row is to stand, doubled: what was moved goes before or behind what stands there."""
    cell = line.found("order")
    given = (fields.number_of(cell.text.strip()) if cell is not None else None) or number
    if line.slot[:1] == "n" and cell is not None and cell.text.strip():
        return 2 * given - 1
    return 2 * given + (given > number) - (given < number)


def _as_before(ordered: Sequence[str], kept: Sequence[str]) -> list[str]:
    """Return the same slots with those of `kept` among them in their order."""
    old = iter(kept)
    return [next(old) if slot in kept else slot for slot in ordered]


def _told(names: Sequence[str], found: Merge) -> str:
    words = {step.name: str(step.values["text"]) for step in found.known}
    return "\n".join(f"{number}. {words[name]}" for number, name in enumerate(names, 1))


def _bare(step: Mapping[str, Any]) -> dict[str, Any]:
    return {name: step[name] for name in EMPTY_STEP}


def _agency(measure: Measure) -> Agency:
    return measure.plan.agency
