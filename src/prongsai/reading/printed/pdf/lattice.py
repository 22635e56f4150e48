"""Tables from the lines that a page is ruled with: which cells they enclose, and which of them are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from prongsai.core.printed import Box
from prongsai.reading.printed.pdf.rules import Rule

# Lines meet where less than this is between them; parts of one line may be as far apart.
_NEAR = 3.0
# So much of the side of a cell must be ruled.
_RULED = 0.6
# A border missing at the side of a table is so far from where its other lines end.
_OPEN = 12.0
MOST_RULES, MOST_CELLS = 4_000, 20_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its first row and column, how many of each it takes, and where it is."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table."""

    slots: tuple[Slot, ...]
    height: int
    width: int
    box: Box


def lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """Return the ruled tables of a page, from top to bottom; a frame around one cell is none."""
    whole = joined(rules)
    if len(whole) > MOST_RULES:
        return []
    found = [lattice for group in _groups(whole) if (lattice := _lattice(group))]
    return sorted(found, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with the parts of each put together."""
    lanes: dict[bool, list[Rule]] = {True: [], False: []}
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        lanes[rule.across].append(rule)
    return [rule for lane in lanes.values() for near in _near(lane) for rule in _runs(near)]


def _near(lane: Sequence[Rule]) -> list[list[Rule]]:
    """Gather the rules at the same distance from the edge."""
    gathered: list[list[Rule]] = []
    for rule in lane:
        if gathered and rule.at - gathered[-1][0].at <= _NEAR / 2:
            gathered[-1].append(rule)
        else:
            gathered.append([rule])
    return gathered


def _runs(rules: Iterable[Rule]) -> list[Rule]:
    runs: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if runs and rule.start - runs[-1].end <= _NEAR:
            runs[-1] = replace(runs[-1], end=max(runs[-1].end, rule.end))
        else:
            runs.append(rule)
    return runs


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Gather the rules that touch each other."""
    lead = list(range(len(rules)))

    def first(index: int) -> int:
        while lead[index] != index:
            lead[index] = lead[lead[index]]
            index = lead[index]
        return index

    down = [index for index, rule in enumerate(rules) if not rule.across]
    for index, rule in enumerate(rules):
        if rule.across:
            for other in down:
                if _meet(rule, rules[other]):
                    lead[first(other)] = first(index)
    groups = defaultdict(list)
    for index, rule in enumerate(rules):
        groups[first(index)].append(rule)
    return list(groups.values())


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _lattice(group: Sequence[Rule]) -> Lattice | None:
    across = [rule for rule in group if rule.across]
    down = [rule for rule in group if not rule.across]
    if len(across) < 2 or not down:
        return None
    down += _open_sides(across, down)
    rows, columns = _edges(across), _edges(down)
    if not 2 <= (len(rows) - 1) * (len(columns) - 1) <= MOST_CELLS:
        return None
    slots = _slots(_Ruled(across, down), rows, columns)
    if len(slots) < 2:
        return None
    return Lattice(slots, len(rows) - 1, len(columns) - 1, (columns[0], rows[0], columns[-1], rows[-1]))


def _open_sides(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """Return the borders that many tables leave out at their left and right."""
    top, low = min(rule.at for rule in across), max(rule.at for rule in across)
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    first, last = min(rule.at for rule in down), max(rule.at for rule in down)
    sides = [at for at, is_open in ((left, first - left > _OPEN), (right, right - last > _OPEN)) if is_open]
    return [Rule(False, at, top, low) for at in sides]


def _edges(rules: Sequence[Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return edges


class _Ruled:
    """Tells whether the side of a cell is ruled."""

    def __init__(self, across: Sequence[Rule], down: Sequence[Rule]) -> None:
        self._lanes = {True: across, False: down}

    def __call__(self, across: bool, at: float, start: float, end: float) -> bool:
        covered = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for rule in self._lanes[across]
            if abs(rule.at - at) <= _NEAR
        )
        return covered >= _RULED * (end - start)


def _slots(ruled: _Ruled, rows: Sequence[float], columns: Sequence[float]) -> tuple[Slot, ...]:
    """Take, from each free place, as many places to the right and then down as no line parts."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            across = _across(ruled, rows, columns, (row, column), taken)
            down = _down(ruled, rows, columns, (row, column), across)
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            box = columns[column], rows[row], columns[column + across], rows[row + down]
            found.append(Slot(row, column, down, across, box))
    return tuple(found)


def _across(
    ruled: _Ruled,
    rows: Sequence[float],
    columns: Sequence[float],
    at: tuple[int, int],
    taken: set[tuple[int, int]],
) -> int:
    row, column = at
    count = 1
    while column + count < len(columns) - 1 and (row, column + count) not in taken:
        if ruled(False, columns[column + count], rows[row], rows[row + 1]):
            break
        count += 1
    return count


def _down(
    ruled: _Ruled, rows: Sequence[float], columns: Sequence[float], at: tuple[int, int], across: int
) -> int:
    row, column = at
    count = 1
    while row + count < len(rows) - 1:
        below = range(column, column + across)
        if any(ruled(True, rows[row + count], columns[x], columns[x + 1]) for x in below):
            break
        inner = range(column + 1, column + across)
        if any(ruled(False, columns[x], rows[row + count], rows[row + count + 1]) for x in inner):
            break
        count += 1
    return count


def slot_at(lattice: Lattice, x: float, y: float) -> Slot | None:
    """Return the cell that holds a point."""
    return next(
        (
            slot
            for slot in lattice.slots
            if slot.box[0] <= x <= slot.box[2] and slot.box[1] <= y <= slot.box[3]
        ),
        None,
    )
