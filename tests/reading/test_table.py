"""Small tables: where the head is, how cells are parted, and what a cell of no plain value says."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prongsai.core.errors import InputError, Problem
from prongsai.reading.table import Table, read_table, text_of

COLUMNS = {"code": frozenset({"code", "รหัส"}), "wording": frozenset({"wording", "ถ้อยคำ"})}


def read(tmp_path: Path, content: str | bytes, name: str = "sheet.csv") -> Table:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, COLUMNS, needed=tuple(COLUMNS))


def cells(table: Table) -> list[list[str]]:
    return [[row["code"].text, row["wording"].text] for row in table.rows]


def refused(tmp_path: Path, content: str | bytes, name: str = "sheet.csv") -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content, name)
    return [(problem.id, problem.where) for problem in caught.value.problems]


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_head_may_stand_below_a_title_and_say_both_languages(tmp_path: Path) -> None:
    table = read(tmp_path, "ข้อค้นพบ ปี 2568\n\nที่,ถ้อยคำ / wording,รหัส / code\n1,ก,O1\n,,\n2,ข,O2\n")

    assert cells(table) == [["O1", "ก"], ["O2", "ข"]]
    assert [row["code"].where for row in table.rows] == ["บรรทัด 4 / line 4", "บรรทัด 6 / line 6"]
    assert table.rows[1]["ที่"].text == "2"


def test_semicolons_part_the_cells_where_they_part_the_head(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "code;wording\nO1;one, two, three, four\n")) == [
        ["O1", "one, two, three, four"]
    ]


def test_the_old_thai_code_page_and_short_rows_are_understood(tmp_path: Path) -> None:
    table = read(tmp_path, "รหัส\tถ้อยคำ\nO1\nO2\tข\n".encode("cp874"), "sheet.txt")

    assert cells(table) == [["O1", ""], ["O2", "ข"]]


def test_a_workbook_is_read_from_its_first_filled_sheet(tmp_path: Path) -> None:
    table = read(tmp_path, workbook(["รหัส", "ถ้อยคำ"], [9, "ก"], ["O1", None]), "sheet.xlsx")

    assert cells(table) == [["9", "ก"], ["O1", ""]]
    assert table.rows[1]["wording"].where == "แผ่น “Sheet” เซลล์ B3"


def test_json_is_a_list_of_objects(tmp_path: Path) -> None:
    table = read(tmp_path, '[{"code": 9, "wording": "ก"}, {"code": "O1", "wording": null}]', "sheet.json")

    assert cells(table) == [["9", "ก"], ["O1", ""]]
    assert refused(tmp_path, '{"code": "O1"}', "sheet.json") == [("json.shape", "sheet.json")]
    assert refused(tmp_path, '[["O1"]]', "sheet.json") == [("json.shape", "ลำดับ 1 / no. 1")]
    assert refused(tmp_path, '[{"code": "O1"}]', "sheet.json") == [("table.head_missing", "sheet.json")]


def test_a_cell_of_no_plain_value_is_reported_where_it_is_asked_for(tmp_path: Path) -> None:
    problems: list[Problem] = []
    table = read(tmp_path, workbook(["code", "wording", "note"], ["O1", "=A1", "=A2"]), "sheet.xlsx")

    assert text_of(table.rows[0]["wording"], problems) == ""
    assert [problem.id for problem in problems] == ["cell.formula"]


def test_what_guards_a_text_from_being_a_formula_is_taken_away(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "code,wording\nO1,'=ก\n").rows

    assert text_of(row["wording"], []) == "=ก"


def test_files_that_are_no_table_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "รหัส,อื่น\nO1,ก\n") == [("table.head_missing", "บรรทัด 1 / line 1")]
    assert refused(tmp_path, "") == [("file.empty", "sheet.csv")]
    assert refused(tmp_path, "ก", "sheet.pdf") == [("file.ending_unknown", "sheet.pdf")]
    assert refused(tmp_path, 'code,wording\nO1,"ก\n') == [("csv.broken", "บรรทัด 2 / line 2")]
    assert refused(tmp_path, "[{", "sheet.json")[0][0].startswith("json.")
    with pytest.raises(InputError):
        read_table(tmp_path / "none.csv", COLUMNS, needed=())
