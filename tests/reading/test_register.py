"""Registers in workbooks and CSV files, with every problem at its cell."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from prongsai.core.errors import InputError
from prongsai.core.register import AgencyRef, Known, Register
from prongsai.reading.register import MOST_BYTES, is_large, read_register
from prongsai.reading.workbook import MOST_CELLS

NAPHO = AgencyRef("อบต.นาโพธิ์", "มหาสารคาม", "กุดรัง")
KNOWN = Known(agencies=(NAPHO,), units={NAPHO: ("สำนักปลัด",)})
PEOPLE_HEAD = ("หน่วยงาน", "ชื่อ-สกุล", "ตำแหน่ง", "อีเมล", "บทบาท", "ส่วนงาน")
SOMSRI = ("อบต.นาโพธิ์", "สมศรี ใจดี", "นักวิเคราะห์", "somsri@napho.go.th", "เจ้าหน้าที่ ITA", "สำนักปลัด")


def workbook(**sheets: tuple[tuple[object, ...], ...]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refused(data: bytes, name: str = "register.xlsx", known: Known = KNOWN) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_register(data, name, known)
    return [(problem.where, problem.id) for problem in caught.value.problems]


# What is read


def test_three_sheets_of_one_workbook_speak_of_each_other() -> None:
    data = workbook(
        หน่วยงาน=(("ชื่อหน่วยงาน", "ประเภทหน่วยงาน", "จังหวัด"), ("ทม.ดอนสัก", "เทศบาลเมือง", "สุราษฎร์ธานี")),
        ส่วนงาน=(("หน่วยงาน", "ชื่อส่วนงาน"), ("เทศบาลเมืองดอนสัก", "กองคลัง")),
        บุคคล=(PEOPLE_HEAD, ("ทม.ดอนสัก", "สมชาย ขยัน", "", "somchai@donsak.go.th", "เจ้าหน้าที่ส่วนงาน", "กองคลัง")),
    )

    found = read_register(data, "register.xlsx", Known())

    donsak = AgencyRef("ทม.ดอนสัก", "สุราษฎร์ธานี")
    assert [(each.name, each.type) for each in found.agencies] == [("ทม.ดอนสัก", "town_municipality")]
    assert [(each.agency, each.name, each.key) for each in found.units] == [(donsak, "กองคลัง", "finance")]
    assert [(each.agency, each.unit, each.roles) for each in found.people] == [
        (donsak, "กองคลัง", ("unit_member",))
    ]
    assert found.warnings == ()


def test_headings_and_sheets_may_be_in_english() -> None:
    data = workbook(
        People=(
            ("List of people",),
            (),
            ("Agency", "Name", "Position", "E-mail", "Roles", "Unit"),
            (*SOMSRI[:4], "ITA officer; Executive", "สำนักปลัด"),
        )
    )

    assert read_register(data, "people.xlsx", KNOWN).people[0].roles == ("officer", "executive")


def test_a_sheet_of_any_name_is_known_by_its_headings() -> None:
    data = workbook(Sheet1=(PEOPLE_HEAD, SOMSRI), Sheet2=(("บันทึกของฉัน",),))

    found = read_register(data, "people.xlsx", KNOWN)

    assert len(found.people) == 1
    assert [(each.where, each.id) for each in found.warnings] == [("แผ่น “Sheet2”", "register.sheet_unknown")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_a_csv_is_one_kind_told_by_its_headings(sign: str, encoding: str) -> None:
    people = "\n".join(sign.join(row) for row in (PEOPLE_HEAD, SOMSRI)).encode(encoding)
    units = "\n".join(sign.join(row) for row in (("หน่วยงาน", "ส่วนงาน"), ("อบต.นาโพธิ์", "กองช่าง"))).encode(
        encoding
    )
    agencies = "\n".join(sign.join(row) for row in (("ชื่อหน่วยงาน", "ประเภท"), ("อบต.นาดี", "อบต."))).encode(
        encoding
    )

    assert read_register(people, "x.csv", KNOWN).people[0].name == "สมศรี ใจดี"
    assert read_register(units, "x.csv", KNOWN).units[0].key == "works"
    assert read_register(agencies, "x.csv", KNOWN).agencies[0].type == "sao"


def test_a_running_number_is_no_row_and_a_column_of_their_own_is_a_warning() -> None:
    data = workbook(
        บุคคล=(
            ("ลำดับ", *PEOPLE_HEAD, "โทรศัพท์"),
            (1, *SOMSRI, "043 000 000"),
            (2,),
        )
    )

    found = read_register(data, "people.xlsx", KNOWN)

    assert len(found.people) == 1
    assert [(each.where, each.found) for each in found.warnings] == [("แผ่น “บุคคล” เซลล์ H1", "โทรศัพท์")]


def test_more_than_twenty_thousand_people_are_read() -> None:
    many, columns = 20_001, (0, 1, 3, 4, 5)
    assert many * len(columns) > MOST_CELLS
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("บุคคล")
    sheet.write_row(0, 0, [PEOPLE_HEAD[column] for column in columns])
    for number in range(1, many + 1):
        person = ("อบต.นาโพธิ์", f"คนที่ {number}", "", f"p{number}@napho.go.th", "ผู้ตรวจ", "สำนักปลัด")
        sheet.write_row(number, 0, [person[column] for column in columns])
    book.close()

    assert len(read_register(stream.getvalue(), "people.xlsx", KNOWN).people) == many


@pytest.mark.parametrize(("size", "large"), [(400_000, False), (600_000, True)])
def test_a_large_file_is_known_by_its_size_before_it_is_read(size: int, large: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
        archive.writestr("xl/media/picture.png", b" " * 5_000_000)

    assert is_large(stream.getvalue(), "a.xlsx", 2_000) is large
    assert is_large(b"," * (size // 2), "a.csv", 2_000) is large
    assert not is_large(b"PK\x03\x04 and no more", "a.xlsx", 2_000)


# What is refused


def test_all_that_is_wrong_is_told_with_sheet_and_cell() -> None:
    data = workbook(
        หน่วยงาน=(("ชื่อหน่วยงาน", "ประเภทหน่วยงาน"), ("อบต.ก", "โรงเรียน")),
        บุคคล=(PEOPLE_HEAD, ("เทศบาลเมืองอื่น", "ก", "", "ไม่มี", "นายก", ""), ("=A2", *SOMSRI[1:])),
    )

    assert refused(data) == [
        ("แผ่น “บุคคล” เซลล์ A3", "cell.formula"),
        ("แผ่น “หน่วยงาน” เซลล์ B2", "register.type_unknown"),
        ("แผ่น “บุคคล” เซลล์ A2", "register.agency_unknown"),
        ("แผ่น “บุคคล” เซลล์ D2", "register.email_letters"),
        ("แผ่น “บุคคล” เซลล์ E2", "register.role_unknown"),
    ]


def test_a_problem_of_a_csv_names_its_line() -> None:
    text = "\n".join((",".join(PEOPLE_HEAD), ",".join(SOMSRI), "อบต.นาโพธิ์,สมชาย,,x,ผู้ตรวจ,"))

    assert refused(text.encode(), "people.csv") == [("บรรทัด 3 / line 3", "register.email_bad")]


def test_a_text_that_would_be_a_formula_comes_back_as_it_was() -> None:
    text = "\n".join((",".join(PEOPLE_HEAD), "อบต.นาโพธิ์,'=1+1,,somsri@napho.go.th,ผู้ตรวจ,"))

    assert read_register(text.encode(), "people.csv", KNOWN).people[0].name == "=1+1"


def test_a_known_sheet_without_its_columns_is_told() -> None:
    data = workbook(บุคคล=(("ชื่อ-สกุล", "อีเมล"), ("ก", "a@b.th")))

    assert refused(data) == [("แผ่น “บุคคล”", "table.head_missing")]


def test_a_workbook_of_something_else_says_which_headings_are_needed() -> None:
    with pytest.raises(InputError) as caught:
        read_register(workbook(งบ=(("รายการ", "บาท"), ("กระดาษ", 120))), "budget.xlsx", KNOWN)

    (problem,) = caught.value.problems
    assert problem.id == "register.heads_missing"
    assert "อีเมล" in problem.remedy.th and "E-mail" in problem.remedy.en


def test_an_empty_template_is_nothing() -> None:
    assert refused(workbook(บุคคล=(PEOPLE_HEAD,))) == [("ไฟล์ / file", "register.nothing")]


@pytest.mark.parametrize(
    ("data", "name", "wrong"),
    [
        (b"", "x.xlsx", "file.empty"),
        (b"%PDF-1.7", "x.pdf", "file.pdf"),
        (b"a,b", "x.docx", "file.ending_unknown"),
        (b"a,b", "x.csv", "register.heads_missing"),
        (b"a,b", "x.xlsx", "file.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "x.xls", "file.old_xls"),
        (b"x" * (MOST_BYTES + 1), "x.csv", "file.too_large"),
    ],
)
def test_files_of_other_kinds_are_named_for_what_they_are(data: bytes, name: str, wrong: str) -> None:
    assert refused(data, name) == [(name, wrong)]


def test_no_message_speaks_of_result_files() -> None:
    for data, name in (
        (b"", "x.csv"),
        (b"%PDF-1.7", "x.pdf"),
        (b"a", "x.zip"),
        (b"x" * (MOST_BYTES + 1), "x.csv"),
    ):
        with pytest.raises(InputError) as caught:
            read_register(data, name, KNOWN)
        assert "prongsai new" not in caught.value.problems[0].say("en")


def test_a_workbook_that_grows_beyond_measure_is_not_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)

    assert refused(stream.getvalue()) == [("register.xlsx", "file.inflates")]


def test_nothing_is_kept_of_a_file_with_one_bad_row() -> None:
    data = workbook(บุคคล=(PEOPLE_HEAD, SOMSRI, (*SOMSRI[:3], "bad", *SOMSRI[4:])))

    assert refused(data) == [("แผ่น “บุคคล” เซลล์ D3", "register.email_bad")]
    assert read_register(workbook(บุคคล=(PEOPLE_HEAD, SOMSRI)), "x.xlsx", KNOWN) != Register()
