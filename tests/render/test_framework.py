import io

import openpyxl
import pytest

from prongsai.core.framework.sheets import LAYOUT
from prongsai.reading.framework import load
from prongsai.render.framework import to_xlsx


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(load("th-ita-2568"))))


def test_the_same_framework_gives_the_same_bytes() -> None:
    framework = load("th-ita-2568")

    assert to_xlsx(framework) == to_xlsx(framework)


def test_every_table_has_its_sheet(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == list(LAYOUT)


def test_headings_are_thai_with_the_field_s_name_beside(book: openpyxl.Workbook) -> None:
    heading = [cell.value for cell in book["tools"][1]]

    assert heading == [
        "รหัส · code",
        "ชื่อ · title_th",
        "ชื่อ (อังกฤษ) · title_en",
        "น้ำหนัก · weight",
        "ความแน่ชัด · certainty",
        "แหล่งที่มา · source",
    ]
    assert all(sheet.freeze_panes == "B2" for sheet in book.worksheets)


def test_codes_are_texts_so_that_no_spreadsheet_reckons_with_them(book: openpyxl.Workbook) -> None:
    codes = [cell.value for cell in book["items"]["A"]]

    assert {"1", "9.1", "10.1", "O10"} <= set(codes)
    assert book["items"]["A2"].number_format == "@"


def test_a_column_of_fixed_words_offers_them(book: openpyxl.Workbook) -> None:
    offered = {
        str(validation.sqref).split(":")[0]: validation.formula1
        for validation in book["items"].data_validations.dataValidation
    }

    assert offered["B2"] == '"indicator,sub_indicator,question,statement,item,element"'
    assert "N2" in offered
