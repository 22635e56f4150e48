"""Cells with their places to a table."""

import pytest

from prongsai.core.errors import InputError
from prongsai.core.printed import Place
from prongsai.reading.printed.pdf.cells import Set, table_of

WHERE = Place(file="paper.pdf", page=3, table=2)


def test_every_row_is_as_wide_as_the_widest_and_spans_repeat() -> None:
    table = table_of(
        [
            Set(0, 0, ("ที่",), rows=2, box=(10, 10, 20, 50)),
            Set(0, 1, ("มาตรการ",), columns=2, box=(20, 10, 90, 30)),
            Set(1, 2, ("ผล", "สำเร็จ"), box=(60.04, 30, 90.06, 50)),
        ],
        WHERE,
    )

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["ที่", "มาตรการ", "มาตรการ"],
        ["ที่", "", "ผล สำเร็จ"],
    ]
    assert [[cell.merged for cell in row] for row in table.rows] == [
        [False, False, True],
        [True, False, False],
    ]
    assert table.rows[1][2].where == Place(
        file="paper.pdf", page=3, table=2, row=2, column=3, box=(60, 30, 90.1, 50)
    )
    assert table.where.box == (10, 10, 90.1, 50)


def test_where_two_cells_claim_a_place_the_first_has_it() -> None:
    table = table_of([Set(0, 0, ("หนึ่ง",), columns=2), Set(0, 1, ("สอง",))], WHERE)

    assert [cell.text for cell in table.rows[0]] == ["หนึ่ง", "หนึ่ง"]


def test_more_cells_than_any_table_has_are_refused() -> None:
    with pytest.raises(InputError) as raised:
        table_of([Set(0, 0, columns=200), Set(5_000, 0)], WHERE)

    assert [problem.id for problem in raised.value.problems] == ["printed.too_much"]
