"""Tables from ruled lines: which cells they enclose."""

import random
from itertools import pairwise

from prongsai.reading.printed.pdf.lattice import MOST_CELLS, Lattice, joined, lattices, slot_at
from prongsai.reading.printed.pdf.rules import Rule


def across(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def down(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


def grid(columns: list[float], rows: list[float]) -> list[Rule]:
    return [across(row, columns[0], columns[-1]) for row in rows] + [
        down(column, rows[0], rows[-1]) for column in columns
    ]


def places(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    return [(slot.row, slot.column, slot.rows, slot.columns) for slot in lattice.slots]


def test_a_whole_grid_has_all_its_cells() -> None:
    (found,) = lattices(grid([10, 60, 200], [10, 30, 50]))

    assert (found.height, found.width, found.box) == (2, 2, (10, 10, 200, 50))
    assert places(found) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert found.slots[1].box == (60, 10, 200, 30)


def test_cells_without_a_line_between_them_are_one() -> None:
    rules = [across(10, 10, 200), across(30, 60, 200), across(50, 10, 200), across(70, 10, 200)]
    rules += [down(10, 10, 70), down(60, 10, 50), down(200, 10, 70)]

    (found,) = lattices(rules)

    assert places(found) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)]


def test_lines_in_pieces_are_put_together() -> None:
    pieces = [across(10.0, 10, 60), across(10.4, 61, 130), across(10.2, 131, 200)]

    (whole,) = joined(pieces)

    assert (whole.start, whole.end) == (10, 200)
    assert len(joined([across(10, 10, 60), across(10, 70, 200)])) == 2


def test_borders_missing_at_the_sides_are_where_the_lines_end() -> None:
    rules = [across(row, 10, 200) for row in (10, 30, 50)] + [down(60, 10, 50)]

    (found,) = lattices(rules)

    assert found.box == (10, 10, 200, 50)
    assert found.width == 2


def test_two_tables_of_a_page_are_two() -> None:
    lower, upper = grid([10, 60, 200], [100, 120, 140]), grid([10, 100, 200], [10, 30])

    assert [(found.height, found.width) for found in lattices(lower + upper)] == [(1, 2), (2, 2)]


def test_frames_and_lone_lines_are_no_tables() -> None:
    assert lattices(grid([10, 200], [10, 50])) == []
    assert lattices([across(10, 10, 200), across(30, 10, 200)]) == []
    assert lattices([]) == []


def test_every_place_belongs_to_one_cell_however_lines_are_left_out() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(200):
        rows = sorted(chance.sample(range(0, 800, 10), chance.randint(3, 7)))
        columns = sorted(chance.sample(range(0, 500, 20), chance.randint(3, 6)))
        rules = grid([columns[0], columns[-1]], [rows[0], rows[-1]])
        rules += [across(y, a, b) for y in rows[1:-1] for a, b in pairwise(columns) if chance.random() < 0.7]
        rules += [down(x, a, b) for x in columns[1:-1] for a, b in pairwise(rows) if chance.random() < 0.7]
        for found in lattices(rules):
            taken = [
                (slot.row + y, slot.column + x)
                for slot in found.slots
                for y in range(slot.rows)
                for x in range(slot.columns)
            ]
            assert sorted(taken) == [(y, x) for y in range(found.height) for x in range(found.width)]
            for slot in found.slots:
                left, top, right, low = slot.box
                assert slot_at(found, (left + right) / 2, (top + low) / 2) == slot


def test_more_cells_than_any_table_has_are_no_table() -> None:
    side = int(MOST_CELLS**0.5) + 10
    many = grid([each * 4.0 for each in range(side)], [each * 4.0 for each in range(side)])

    assert lattices(many) == []
