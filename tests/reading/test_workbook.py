"""Opening workbooks of strangers: what is read, and what is not even opened."""

import datetime
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from prongsai.core.errors import InputError
from prongsai.reading.workbook import MOST_CELLS, MOST_INFLATED, read_workbook, shown_number


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows: tuple[str | float | datetime.date | None, ...], title: str = "แผ่น") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def package(parts: dict[str, bytes], *, like: bytes | None = None) -> bytes:
    """A ZIP with the parts of a real workbook and `parts` over and beside them."""
    real: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(like or saved(workbook(("ก",))))) as archive:
        real = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (real | parts).items():
            archive.writestr(name, content)
    return stream.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_workbook(data, "ผล.xlsx")
    (problem,) = caught.value.problems
    assert problem.where == "ผล.xlsx"
    return problem.id


# What is read


def test_cells_are_read_with_sheet_and_place() -> None:
    (sheet,) = read_workbook(saved(workbook(("รหัส", "คะแนน"), ("i1", 87.73))), "x.xlsx")

    assert sheet.name == "แผ่น"
    assert sheet.at(2, 2).text == "87.73"
    assert sheet.at(2, 2).where == "แผ่น “แผ่น” เซลล์ B2"
    assert sheet.at(7, 3).text == ""
    assert sheet.at(7, 3).where == "แผ่น “แผ่น” เซลล์ C7"


def test_rows_come_from_the_top_and_skip_what_is_empty() -> None:
    (sheet,) = read_workbook(saved(workbook(("ก",), (), ("ข", None, "ค"))), "x.xlsx")

    assert [(number, sorted(row)) for number, row in sheet.rows()] == [(1, [1]), (3, [1, 3])]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (87.73, "General", "87.73"),
        (95.290000000000006, "0.00", "95.29"),
        (100.0, "0.00", "100"),
        (12, "0", "12"),
        (0.8773, "0.00%", "87.73"),
        (0.5, '0.0" %"', "0.5"),
        (0.00001, "General", "0.00001"),
    ],
)
def test_a_number_is_what_the_person_typed(value: float, number_format: str, shown: str) -> None:
    assert shown_number(value, number_format) == shown


def test_a_formula_a_date_and_an_error_are_problems_of_their_cell() -> None:
    book = workbook(("=A2+1", datetime.date(2025, 1, 9), "#DIV/0!", "ค่า"))

    (sheet,) = read_workbook(saved(book), "x.xlsx")

    found = [
        cell.problem.id if cell.problem else None for cell in (sheet.at(1, column) for column in range(1, 5))
    ]
    assert found == ["cell.formula", "cell.date", "cell.error", None]


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    book = workbook(("",))
    cell = book.worksheets[0]["A1"]
    cell.value, cell.data_type = "=ไม่ใช่สูตร", "s"

    (sheet,) = read_workbook(saved(book), "x.xlsx")

    assert sheet.at(1, 1).text == "=ไม่ใช่สูตร"
    assert sheet.at(1, 1).problem is None


def test_the_line_ends_of_windows_are_line_ends() -> None:
    (sheet,) = read_workbook(saved(workbook(("อบต._x000D_\nนาโพธิ์", "_x0041_"))), "x.xlsx")

    assert [sheet.at(1, column).text for column in (1, 2)] == ["อบต.\r\nนาโพธิ์", "_x0041_"]


def test_a_cell_far_away_costs_no_more_than_a_near_one() -> None:
    book = workbook(("ก",))
    book.worksheets[0]["XFD1048576"] = "ไกล"

    (sheet,) = read_workbook(saved(book), "x.xlsx")

    assert len(sheet.cells) == 2


# What is refused


@pytest.mark.parametrize("cut", [10, 100, 1000, -1000, -30])
def test_a_workbook_cut_off_is_damaged(cut: int) -> None:
    assert refused(saved(workbook(("ก",)))[:cut]) == "file.damaged"


def test_a_flipped_byte_in_a_part_is_damaged() -> None:
    data = bytearray(package({"xl/media/image1.png": bytes(range(256)) * 9}))
    data[data.index(b"xl/media/image1.png") + 40] ^= 255

    assert refused(bytes(data)) == "file.damaged"


def test_a_part_that_is_no_xml_is_damaged() -> None:
    assert refused(package({"xl/workbook.xml": b"<workbook"})) == "file.damaged"


def test_a_part_that_grows_beyond_measure_is_not_opened() -> None:
    assert refused(package({"xl/worksheets/sheet1.xml": b" " * (MOST_INFLATED - 100_000)})) == "file.inflates"


def test_parts_that_add_up_beyond_measure_are_not_opened() -> None:
    # Noise does not shrink, so it is the sum of the sizes that counts here.
    noise = b"".join(struct.pack("<I", n * 2654435761 % 2**32) for n in range(1_100_000))
    parts = {f"xl/media/image{n}.bin": noise for n in range(5)}

    assert refused(package(parts)) == "file.inflates"


def test_a_directory_that_lies_about_a_size_is_not_believed() -> None:
    size = MOST_INFLATED + 1
    data = package({"xl/media/image1.bin": b"0" * size})
    lying = data.replace(struct.pack("<I", size), struct.pack("<I", 1000))

    assert lying != data
    assert refused(lying) in {"file.damaged", "file.inflates"}


def test_more_parts_than_any_workbook_has_are_not_opened() -> None:
    assert refused(package({f"xl/media/{n}": b"" for n in range(600)})) == "file.inflates"


def test_more_cells_than_a_result_can_need_are_not_read() -> None:
    row = b"<row>" + b"<c/>" * (MOST_CELLS + 1) + b"</row>"
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

    assert refused(package({"xl/worksheets/sheet1.xml": sheet + row + b"</sheetData></worksheet>"})) == (
        "file.too_many_cells"
    )


SHEET = (
    '<?xml version="1.0" encoding="{encoding}"?>'
    '<worksheet xmlns="{main}" xmlns:a-b="{main}"><sheetData>{rows}</sheetData>{behind}</worksheet>'
)


def sheet(rows: str = "", behind: str = "", *, encoding: str = "utf-8") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return SHEET.format(encoding=encoding, main=main, rows=rows, behind=behind).encode(encoding)


@pytest.mark.parametrize(
    "behind",
    [
        '<mergeCell ref="A1:XFD1048576"/>',
        '<mergeCell ref="$A$1:$A$1000000"/>',
        '<mergeCell ref="a1:xfd1048576"/>',
        '<mergeCell ref="&#65;1:XFD1048576"/>',
        '<mergeCell x=">" ref="A1:XFD1048576"/>',
        '<mergeCell ref="A:XFD"/>',
        '<a-b:mergeCell ref="A1:XFD1048576"/>',
        '<hyperlink ref="A1:XFD1048576" location="x"/>',
    ],
)
def test_ranges_that_cover_more_than_a_sheet_has_are_not_read(behind: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        part = sheet(behind=f"<mergeCells>{behind}</mergeCells>", encoding=encoding)
        assert refused(package({"xl/worksheets/sheet1.xml": part})) == "file.too_many_cells"


def test_a_sheet_is_counted_under_any_name() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(workbook(("ก",))))) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", b"other.xml")
    parts = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/other.xml": sheet("<row>" + "<c/>" * 200_000 + "</row>"),
    }

    assert refused(package(parts)) == "file.too_many_cells"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": sheet(behind="<mergeCell " * 50_000)},
        {"xl/worksheets/sheet1.xml": sheet("<row><c><f>" + "A1+" * 50_000 + "1</f></c></row>")},
        {
            "xl/worksheets/sheet1.xml": sheet(
                f'<row><c><f t="shared" ref="A1:A9" si="0">{"A1+" * 2000}1</f></c>'
                + '<c><f t="shared" si="0"/></c>' * 20_000
                + "</row>"
            )
        },
        {"xl/styles.xml": b'<x><numFmt numFmtId="164" formatCode="' + b"[" * 500_000 + b'"/></x>'},
    ],
    ids=["open tags", "long formula", "shared formula", "format"],
)
def test_what_would_take_the_library_hours_is_refused_at_once(parts: dict[str, bytes]) -> None:
    assert refused(package(parts)) == "file.damaged"


def test_formulas_that_people_share_are_read() -> None:
    shared = '<c r="A1"><f t="shared" ref="A1:A9" si="0">B1*2</f><v>4</v></c>'
    again = "".join(f'<c r="A{row}"><f t="shared" si="0"/><v>4</v></c>' for row in range(2, 10))
    (read,) = read_workbook(
        package({"xl/worksheets/sheet1.xml": sheet(f"<row>{shared}{again}</row>")}), "x.xlsx"
    )

    assert [cell.text for cell in read.cells.values()] == [f"=B{row}*2" for row in range(1, 10)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_with_entities_is_not_parsed(encoding: str) -> None:
    laughs = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    )
    part = laughs.replace("utf-8", encoding).encode(encoding)

    assert refused(package({"xl/sharedStrings.xml": part})) == "file.damaged"


def test_a_workbook_with_macros_is_refused() -> None:
    assert refused(package({"xl/vbaProject.bin": b"Sub"})) == "file.macros"


def test_a_macro_type_without_its_project_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(workbook(("ก",))))) as archive:
        types = archive.read("[Content_Types].xml")
    renamed = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )

    assert refused(package({"[Content_Types].xml": renamed})) == "file.macros"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"Workbook", "file.old_xls"), ("EncryptedPackage".encode("utf-16-le"), "file.encrypted")],
)
def test_an_old_or_encrypted_workbook_is_named_as_such(content: bytes, expected: str) -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + content) == expected


def test_a_zip_with_a_password_is_encrypted() -> None:
    data = bytearray(saved(workbook(("ก",))))
    # Bit 0 of the flags, in the directory at the end.
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refused(bytes(data)) == "file.encrypted"


@pytest.mark.parametrize(
    "member", ["word/document.xml", "ppt/presentation.xml", "mimetype", "xl/workbook.bin"]
)
def test_other_office_files_are_named_as_such(member: str) -> None:
    assert refused(package({member: b"x"})) == "file.other_office"


def test_a_zip_of_other_things_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "สวัสดี")

    assert refused(path.read_bytes()) == "file.damaged"
