import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from prongsai.core.errors import InputError
from prongsai.core.printed import Line, Place
from prongsai.reading.printed.xlsx import parse

Value = str | float | datetime.date | bool | None


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: tuple[Value, ...], merge: tuple[str, ...] = ()) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ผล"
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    return book


def shown(value: Value, form: str) -> str:
    book = workbook(("ก", value), ("ข", 1))
    book.worksheets[0]["B1"].number_format = form
    (table,) = parse(saved(book), "a.xlsx").tables()
    return table.rows[0][1].text


def test_titles_are_lines_and_rows_between_empty_ones_are_tables() -> None:
    book = workbook(
        ("รายงานผล ปี 2567",), ("ข้อ", "คะแนน"), ("i1", 90.5), (), ("ที่", "มาตรการ", "ผล"), (1, "จัดทำ\nคู่มือ", None),
        (None,), ("หน่วยงาน", "เทศบาล"),
    )  # fmt: skip
    paper = parse(saved(book), "a.xlsx")
    first, second = paper.tables()

    assert paper.format == "xlsx"
    assert [type(block).__name__ for block in paper.blocks] == ["Line", "Table", "Table", "Line"]
    assert paper.blocks[0] == Line(
        text="รายงานผล ปี 2567", where=Place(file="a.xlsx", sheet="ผล", row=1, column=1)
    )
    assert [[cell.text for cell in row] for row in first.rows] == [["ข้อ", "คะแนน"], ["i1", "90.5"]]
    assert second.rows[1][1].paragraphs == ("จัดทำ", "คู่มือ")
    assert second.rows[1][1].where == Place(file="a.xlsx", sheet="ผล", row=6, column=2)
    assert second.where == Place(file="a.xlsx", sheet="ผล", row=5, column=1)
    assert [line.text for line in paper.lines()][1] == "หน่วยงาน เทศบาล"


def test_a_table_that_does_not_begin_in_the_first_column_keeps_its_places() -> None:
    (table,) = parse(saved(workbook((None, "ก", "ข"), (None, None, "ค"))), "a.xlsx").tables()

    assert [[cell.text for cell in row] for row in table.rows] == [["ก", "ข"], ["", "ค"]]
    assert [cell.where.column for cell in table.rows[1]] == [2, 3]


def test_merged_cells_repeat_what_stands_in_them() -> None:
    rows = (("แบบ", "ผล", None), (None, "ข้อ", "คะแนน"), ("กลุ่ม", None, None), ("IIT", "i1", 90))
    (table,) = parse(saved(workbook(*rows, merge=("A1:A2", "B1:C1", "A3:C3"))), "a.xlsx").tables()

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["แบบ", "ผล", "ผล"],
        ["แบบ", "ข้อ", "คะแนน"],
        ["กลุ่ม", "กลุ่ม", "กลุ่ม"],
        ["IIT", "i1", "90"],
    ]
    assert [cell.merged for cell in table.rows[2]] == [False, True, True]


def test_a_merged_note_below_a_table_is_a_line() -> None:
    paper = parse(saved(workbook(("ก", "ข"), (1, 2), ("หมายเหตุ", None), merge=("A3:B3",))), "a.xlsx")

    assert [type(block).__name__ for block in paper.blocks] == ["Table", "Line"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (95.2, "0.00", "95.20"),
        (95.2, "General", "95.2"),
        (95.19999999999999, "General", "95.2"),
        (12, "General", "12"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.9525, "0.00%", "95.25%"),
        (0.5, '0" %"', "1"),
        (95.2, "[$-D000000]0.00", "๙๕.๒๐"),
        (95.2, "t0.00", "๙๕.๒๐"),
        (2.5, "0", "3"),
        ("๙๕.๒๐", "@", "๙๕.๒๐"),
        (True, "General", "TRUE"),
        (datetime.date(2024, 1, 16), "d/m/yyyy", "16/1/2024"),
        (datetime.date(2024, 1, 16), "[$-1070000]d/m/yyyy", "16/1/2567"),
        (datetime.date(2024, 1, 16), "[$-D07041E]d mmmm yyyy", "๑๖ มกราคม ๒๕๖๗"),
    ],
)
def test_values_are_as_excel_shows_them(value: Value, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_formulas_give_what_was_last_calculated() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("ผล")
        sheet.write_row(0, 0, ["ข้อ", "คะแนน"])
        sheet.write_string(1, 0, "รวม")
        sheet.write_formula(1, 1, "=1+1", None, 93.25)
    (table,) = parse(file.getvalue(), "a.xlsx").tables()

    assert table.rows[1][1].text == "93.25"


def test_hidden_sheets_are_left_out_and_named() -> None:
    book = workbook(("ก", "ข"), ("ค", "ง"))
    hidden = book.create_sheet("ร่าง")
    hidden.append(["จ", "ฉ"])
    hidden.sheet_state = "hidden"
    paper = parse(saved(book), "a.xlsx")

    assert len(list(paper.tables())) == 1
    assert "ร่าง" in paper.notes[0].th


def with_merged(area: str) -> bytes:
    """A workbook that says a merged area; the library itself would fill all of it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(workbook(("หัวเรื่อง",), ("ก", "ข"))))) as source,
        zipfile.ZipFile(file, "w") as made,
    ):
        for part in source.namelist():
            said = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
            made.writestr(part, source.read(part).replace(b"</sheetData>", said))
    return file.getvalue()


def test_a_merged_area_ends_where_something_stands() -> None:
    paper = parse(with_merged("A2:A500"), "a.xlsx")

    assert [line.text for line in paper.lines()] == ["หัวเรื่อง", "ก ข"]


def test_a_merged_area_over_the_whole_sheet_is_not_filled() -> None:
    with pytest.raises(InputError) as refused:
        parse(with_merged("A1:XFD1048576"), "a.xlsx")

    assert [problem.id for problem in refused.value.problems] == ["file.too_many_cells"]


def test_cells_at_the_far_ends_of_a_sheet_make_no_huge_table() -> None:
    book = workbook(*((number,) for number in range(30)))
    for row in range(1, 31):
        book.worksheets[0].cell(row, 16_384, "x")
    with pytest.raises(InputError) as refused:
        parse(saved(book), "a.xlsx")

    assert [problem.id for problem in refused.value.problems] == ["printed.too_much"]


def test_a_bomb_is_not_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
    with pytest.raises(InputError) as refused:
        parse(file.getvalue(), "a.xlsx")

    assert [problem.id for problem in refused.value.problems] == ["file.inflates"]
