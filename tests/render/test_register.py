"""The workbook of a register: filled in, read back, and the same each time."""

import io

import openpyxl
import pytest

from prongsai.core.register import AgencyRow, Known, PersonRow, Register, UnitRow
from prongsai.core.register.layout import COLUMNS, HELP_SHEET, REQUIRED, SHEETS
from prongsai.core.role import GIVEN_BY_FILE, ROLES
from prongsai.reading import catalogue
from prongsai.reading.register import read_register
from prongsai.render.register import REQUIRED_MARK, register_workbook
from prongsai.render.register_help import HINTS, help_lines

KINDS = {key: unit.title for key, unit in catalogue.load().units.items()}
ABOVE = AgencyRow(name="สำนักงานกำกับจังหวัดมหาสารคาม", province="มหาสารคาม")
NAPHO = AgencyRow(
    name="อบต.นาโพธิ์",
    type="sao",
    size_class="กลาง",
    district="กุดรัง",
    province="มหาสารคาม",
    ministry="กระทรวงมหาดไทย",
    supervisor=ABOVE.ref,
    website="https://www.example.go.th/ita?y=2568",
)
OTHER = AgencyRow(name="อบต.นาโพธิ์", type="sao", district="บุณฑริก", province="อุบลราชธานี")
FILLED = Register(
    agencies=(ABOVE, NAPHO, OTHER),
    units=(
        UnitRow(agency=NAPHO.ref, name="สำนักปลัด", key="clerk_office"),
        UnitRow(agency=OTHER.ref, name="ฝ่ายกิจการสภา"),
    ),
    people=(
        PersonRow(
            agency=NAPHO.ref,
            name="=สมศรี ใจดี",
            email="somsri@example.go.th",
            roles=GIVEN_BY_FILE,
            position="+นักวิเคราะห์",
            unit="สำนักปลัด",
        ),
        PersonRow(agency=OTHER.ref, name="สมชาย ขยัน", email="somchai@example.go.th", roles=("auditor",)),
    ),
)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_what_is_filled_in_is_read_back() -> None:
    found = read_register(register_workbook(KINDS, FILLED), "register.xlsx", Known())

    assert found == FILLED
    assert found.warnings == ()


def test_an_empty_template_has_every_sheet_and_every_heading() -> None:
    book = opened(register_workbook(KINDS))

    assert book.sheetnames == [HELP_SHEET.th, *(title.th for title in SHEETS.values())]
    for kind, title in SHEETS.items():
        heads = [str(cell.value).split("\n") for cell in book[title.th][1]]
        assert [head[:2] for head in heads] == [[each.th, each.en] for each in COLUMNS[kind].values()]


@pytest.mark.parametrize("kind", SHEETS)
def test_what_must_be_filled_in_is_marked_in_words(kind: str) -> None:
    sheet = opened(register_workbook(KINDS))[SHEETS[kind].th]

    marked = {
        key for key, cell in zip(COLUMNS[kind], sheet[1], strict=True) if REQUIRED_MARK.th in str(cell.value)
    }
    assert marked == REQUIRED[kind]


def test_lists_offer_what_can_be_chosen_and_force_nothing() -> None:
    book = opened(register_workbook(KINDS, FILLED))
    rules = {
        (title.th, str(rule.sqref)[0]): rule
        for title in SHEETS.values()
        for rule in book[title.th].data_validations.dataValidation
    }

    assert "อบต." in rules["หน่วยงาน", "B"].formula1
    assert rules["ส่วนงาน", "A"].formula1.startswith("'หน่วยงาน'!$A$2")
    assert ROLES["executive"].name.th in rules["บุคคล", "E"].formula1
    assert rules["บุคคล", "F"].formula1.startswith("'ส่วนงาน'!$B$2")
    assert not any(rule.showErrorMessage for rule in rules.values())


def test_no_word_becomes_a_formula_or_a_link() -> None:
    book = opened(register_workbook(KINDS, FILLED))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_the_same_register_gives_the_same_bytes() -> None:
    assert register_workbook(KINDS, FILLED) == register_workbook(KINDS, FILLED)


def test_the_help_explains_every_role_that_a_file_gives() -> None:
    text = "\n".join(words for _, words in help_lines())

    assert all(ROLES[role].purpose.th in text and ROLES[role].name.en in text for role in GIVEN_BY_FILE)


def test_every_hint_is_of_a_column_and_fits_into_a_cell() -> None:
    for kind, hints in HINTS.items():
        assert set(hints) <= set(COLUMNS[kind])
        assert all(hint.th and hint.en and len(hint.th + hint.en) < 255 for hint in hints.values())


def test_an_agency_whose_name_ends_in_a_district_is_found_again() -> None:
    office = AgencyRow(name="ที่ว่าการ อ.ภูเรือ", province="เลย")
    register = Register(agencies=(office,), units=(UnitRow(agency=office.ref, name="ฝ่ายทะเบียน"),))

    assert read_register(register_workbook(KINDS, register), "register.xlsx", Known()) == register
