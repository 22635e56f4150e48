"""Result files as people send them: right, odd and wrong."""

import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.result_framework import FRAMEWORK

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.result import Draft, Result, check
from prongsai.core.text import Lang
from prongsai.reading.result import MOST_BYTES, draft_of, read, read_draft, shipped_framework

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
JSON = '{"agency": "อบต.สมมติ", "fiscal_year": 2568, "scores": {"1": "87.73"}}'
CSV = "section,code,choice,value\nheader,agency,,อบต.สมมติ\nheader,fiscal_year,,2568\nscores,1,,87.73\n"
RESULT = Result(agency="อบต.สมมติ", fiscal_year=2568, scores={"1": Decimal("87.73")})
Write = Callable[[str, bytes | str], Path]


def small(draft: Draft) -> Framework:
    return FRAMEWORK


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(path, small)
    return caught.value.problems


def shipped_problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value.problems


def only(path: Path) -> Problem:
    (problem,) = problems(path)
    return problem


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


AGENCY: list[tuple[object, ...]] = [("รายการ", "ค่า"), ("ชื่อหน่วยงาน", "อบต.สมมติ"), ("ปีงบประมาณ", 2568)]
SCORES: list[tuple[object, ...]] = [("รหัส", "ชื่อ", "คะแนน", "คะแนนที่ประกาศ"), ("1", "การปฏิบัติหน้าที่", 87.73, None)]


# JSON


def test_json_is_read(write: Write) -> None:
    assert read(write("a.json", JSON), small) == RESULT


@pytest.mark.parametrize("number", ["87.73", "87.730", '"๘๗.๗๓"'])
def test_a_json_number_is_read_by_its_digits(write: Write, number: str) -> None:
    assert read(write("a.json", JSON.replace('"87.73"', number)), small).scores == {"1": Decimal("87.73")}


def test_a_json_number_longer_than_a_float_keeps_its_digits(write: Write) -> None:
    exact = "87.7300000000000000000001"

    assert read(write("a.json", JSON.replace('"87.73"', exact)), small).scores == {"1": Decimal(exact)}


def test_null_is_unknown(write: Write) -> None:
    path = write("a.json", JSON.replace('"1": "87.73"', '"1": "87.73", "2": null'))

    assert read(path, small) == RESULT


def test_json_counts_are_read_by_label_and_by_points(write: Write) -> None:
    path = write("a.json", JSON[:-1] + ', "counts": {"i1": {"100": 12, "มาก": 3}}}')

    assert read(path, small).counts == {"i1": {100: 12, 80: 3}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_json_is_read_in_any_unicode(write: Write, encoding: str) -> None:
    assert read(write("a.json", JSON.encode(encoding)), small) == RESULT


def test_one_code_twice_in_json_is_seen(write: Write) -> None:
    problem = only(write("a.json", JSON.replace('"1": "87.73"', '"1": "87.73", "1": "88"')))

    assert (problem.id, problem.where, problem.found) == (
        "result.code_twice",
        "scores → 1 (ครั้งที่ 2 / no. 2)",
        "88",
    )


def test_one_field_twice_in_json_is_seen(write: Write) -> None:
    assert only(write("a.json", JSON.replace("{", '{"agency": "อบต.อื่น", ', 1))).id == "result.field_twice"


@pytest.mark.parametrize("end", range(1, len(JSON), 7))
def test_json_cut_off_says_so_with_line_and_column(write: Write, end: int) -> None:
    problem = only(write("a.json", JSON[:end]))

    assert problem.id == "json.cut"
    assert "บรรทัด 1 คอลัมน์" in problem.where


def test_broken_json_names_line_and_column(write: Write) -> None:
    problem = only(write("a.json", '{\n  "agency": "ก"\n  "fiscal_year": 2568}'))

    assert (problem.id, problem.where) == ("json.broken", "บรรทัด 3 คอลัมน์ 3 / line 3 column 3")


def test_json_nested_without_end_is_refused(write: Write) -> None:
    assert only(write("a.json", "[" * 200_000)).id in {"json.broken", "json.cut"}


@pytest.mark.parametrize(
    ("content", "expected", "where"),
    [
        ("[1]", "json.shape", "a.json"),
        (JSON.replace('{"1": "87.73"}', "[87.73]"), "json.shape", "scores"),
        (JSON.replace('"87.73"', "[87.73]"), "json.shape", "scores → 1"),
        (JSON.replace('"87.73"', "true"), "result.not_a_number", "scores → 1"),
        (JSON.replace('"87.73"', "NaN"), "result.not_a_number", "scores → 1"),
        (JSON.replace('"87.73"', "1e400"), "result.not_a_number", "scores → 1"),
        (JSON.replace('"scores"', '"score"'), "json.key_unknown", "score"),
        (JSON[:-1] + ', "counts": {"i1": 7}}', "json.shape", "counts → i1"),
        (JSON.replace("อบต.สมมติ", "อบต.\\ud800"), "result.text_unreadable", "agency"),
    ],
)
def test_json_of_another_shape_is_named_with_its_path(
    write: Write, content: str, expected: str, where: str
) -> None:
    found = problems(write("a.json", content))

    assert (expected, where) in {(problem.id, problem.where) for problem in found}


# CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_every_encoding_and_separator_of_excel(
    write: Write, encoding: str, separator: str
) -> None:
    path = write("a.csv", CSV.replace(",", separator).encode(encoding))

    assert read(path, small) == RESULT


def test_csv_with_thai_titles_sections_and_a_separator_line_is_read(write: Write) -> None:
    rows = "sep=;\r\nหมวด;รหัส;ค่า\r\nหน่วยงาน;ชื่อหน่วยงาน;อบต.สมมติ\r\nหน่วยงาน;ปีงบประมาณ;พ.ศ. ๒๕๖๘\r\n;;\r\nคะแนน;ตัวชี้วัดที่ ๑;๘๗.๗๓\r\n"

    assert read(write("a.csv", rows), small) == RESULT


def test_csv_counts_and_announced_figures_are_read(write: Write) -> None:
    result = read(
        write("a.csv", CSV + "counts,i1,มาก,3\npublished,total,,69.66\npublished,level,,c\n"), small
    )

    assert (result.counts, result.published, result.level) == (
        {"i1": {80: 3}},
        {"total": Decimal("69.66")},
        "C",
    )


def test_a_problem_in_csv_names_its_line(write: Write) -> None:
    problem = only(write("a.csv", CSV + '\nscores,2,,"100.01"\n'))

    assert (problem.id, problem.where, problem.found) == (
        "result.score_too_high",
        "บรรทัด 6 / line 6",
        "100.01",
    )


def test_a_line_break_inside_quotes_does_not_shift_the_lines(write: Write) -> None:
    path = write("a.csv", CSV.replace("อบต.สมมติ", '"อบต.\nสมมติ"') + "scores,2,,-1\n")

    assert only(path).where == "บรรทัด 6 / line 6"


def test_a_decimal_comma_in_csv_is_not_guessed(write: Write) -> None:
    assert "csv.row_too_long" in {
        problem.id for problem in problems(write("a.csv", CSV + "scores,2,,87,73\n"))
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ชื่อ,คะแนน\n1,87.73\n", "table.head_missing"),
        (CSV + 'scores,2,,"87\n', "csv.broken"),
        (CSV + "scores,2,," + "9" * 140_000, "csv.broken"),
        (b"\x81\x8d\xff\xfe\xdb\n", "file.encoding"),
    ],
)
def test_csv_that_cannot_be_read_says_why(write: Write, content: str | bytes, expected: str) -> None:
    assert only(write("a.csv", content)).id == expected


def test_utf_8_with_a_broken_place_is_not_taken_for_the_thai_code_page(write: Write) -> None:
    data = CSV.replace("อบต.สมมติ", "เทศบาลธรรมดา").encode()

    # The last of the three bytes of a letter is lost; in code page 874 the rest would be letters too.
    assert only(write("a.csv", data.replace("ศ".encode(), "ศ".encode()[:2]))).id == "file.encoding"


def test_the_apostrophe_before_a_formula_sign_is_not_part_of_the_name(write: Write) -> None:
    assert read(write("a.csv", CSV.replace("อบต.สมมติ", "'=อบต.")), small).agency == "=อบต."


# XLSX


def test_a_workbook_is_read(write: Write) -> None:
    assert read(write("a.xlsx", workbook(หน่วยงาน=AGENCY, คะแนน=SCORES)), small) == RESULT


def test_a_workbook_with_one_table_like_csv_is_read(write: Write) -> None:
    rows: list[tuple[object, ...]] = [tuple(line.split(",")) for line in CSV.splitlines()]

    assert read(write("a.xlsx", workbook(Sheet1=rows)), small) == RESULT


def test_a_problem_in_a_workbook_names_sheet_and_cell(write: Write) -> None:
    scores = [*SCORES, ("O1", "โครงสร้าง", 100.01, None), ("O2", "ผู้บริหาร", None, "ร้อย")]

    found = problems(write("a.xlsx", workbook(หน่วยงาน=AGENCY, คะแนน=scores)))

    assert [(problem.where, problem.found) for problem in found] == [
        ("แผ่น “คะแนน” เซลล์ C3", "100.01"),
        ("แผ่น “คะแนน” เซลล์ D4", "ร้อย"),
    ]


def test_a_formula_in_a_score_names_the_cell_and_the_remedy(write: Write) -> None:
    scores = [*SCORES, ("2", "การใช้งบประมาณ", "=AVERAGE(C2:C2)", None)]

    problem = only(write("a.xlsx", workbook(หน่วยงาน=AGENCY, คะแนน=scores)))

    assert (problem.id, problem.where, problem.found) == (
        "cell.formula",
        "แผ่น “คะแนน” เซลล์ C3",
        "=AVERAGE(C2:C2)",
    )
    assert "paste it as values" in problem.remedy.en


def test_a_formula_beside_the_table_does_no_harm(write: Write) -> None:
    scores = [*SCORES, (None, None, None, None, "=1+1")]

    assert read(write("a.xlsx", workbook(หน่วยงาน=AGENCY, คะแนน=scores)), small) == RESULT


def test_a_missing_agency_names_the_cell_to_fill(write: Write) -> None:
    agency = [AGENCY[0], ("ชื่อหน่วยงาน", None), AGENCY[2]]

    problem = only(write("a.xlsx", workbook(หน่วยงาน=agency, คะแนน=SCORES)))

    assert (problem.id, problem.where) == ("result.agency_missing", "แผ่น “หน่วยงาน” เซลล์ B2")


def test_a_workbook_of_something_else_names_its_sheets(write: Write) -> None:
    problem = only(write("a.xlsx", workbook(งบประมาณ=[("ก", 1)])))

    assert problem.id == "workbook.sheet_missing"
    assert "“งบประมาณ”" in problem.why.th


def test_a_sheet_without_its_head_says_which_columns_it_needs(write: Write) -> None:
    found = problems(write("a.xlsx", workbook(หน่วยงาน=AGENCY, คะแนน=SCORES[1:])))

    assert [problem.id for problem in found] == ["table.head_missing"]
    assert "รหัส, คะแนน" in found[0].why.th


# Files that are not what they should be


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.xlsx"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(write: Write, name: str, content: bytes) -> None:
    assert only(write(name, content)).id == "file.empty"


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("a.json", workbook(หน่วยงาน=AGENCY), ".xlsx"),
        ("a.csv", workbook(หน่วยงาน=AGENCY), ".xlsx"),
        ("a.csv", JSON.encode(), ".json"),
        ("a.xlsx", JSON.encode(), ".json"),
        ("a.xlsx", CSV.encode(), ".csv"),
    ],
)
def test_a_wrong_ending_names_the_right_one(write: Write, name: str, content: bytes, right: str) -> None:
    problem = only(write(name, content))

    assert problem.id == "file.wrong_ending"
    assert right in problem.remedy.th


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file.old_xls"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file.encrypted",
        ),
        ("a.pdf", b"%PDF-1.7 ...", "file.pdf"),
        ("a.xlsx", b"%PDF-1.7 ...", "file.pdf"),
        ("a.dat", CSV.encode(), "file.ending_unknown"),
        ("a", JSON.encode(), "file.ending_unknown"),
    ],
)
def test_a_file_of_another_kind_is_named(write: Write, name: str, content: bytes, expected: str) -> None:
    assert only(write(name, content)).id == expected


def test_a_file_too_large_is_not_parsed(write: Write) -> None:
    path = write("a.json", b"{" + b" " * 50_000_000)

    assert only(path).id == "file.too_large"


def test_the_size_limit_itself_is_allowed() -> None:
    padded = JSON.encode() + b" " * (MOST_BYTES - len(JSON.encode()))

    assert draft_of(padded, "a.json").header["agency"] == ("อบต.สมมติ", "agency")


def test_more_values_than_a_result_can_have_are_not_checked_one_by_one(write: Write) -> None:
    assert only(write("a.csv", CSV + "scores,X1,,1\n" * 20_000)).id == "file.too_many_entries"


@given(data=st.binary(max_size=400), kind=st.sampled_from(["json", "csv", "xlsx"]))
@example(data=b'{"agency": "a", "fiscal_year": 2568, "scores": {"' + b"9" * 5000 + b'": "1"}}', kind="json")
@example(data='{"scores": {"ส่วน'.encode() + b"9" * 5000 + b'": "1"}}', kind="json")
@example(data=b'{"counts": {"i5": {"' + b"9" * 5000 + b'": "1"}}}', kind="json")
def test_whatever_is_in_a_file_it_is_read_or_refused_with_words(data: bytes, kind: str) -> None:
    try:
        check(draft_of(data, f"a.{kind}"), FRAMEWORK)
    except InputError as error:
        assert all(problem.say("th") and problem.say("en") for problem in error.problems)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    assert only(tmp_path / name).id == "file.not_there"


# The framework


def test_the_framework_is_chosen_by_the_year(write: Write) -> None:
    assert read(write("a.json", JSON)) == RESULT


@pytest.mark.parametrize("field", ['"fiscal_year": 2561', '"fiscal_year": 2568, "framework": "/etc"'])
def test_a_framework_that_is_not_there_is_told_with_all_else_that_is_wrong(write: Write, field: str) -> None:
    path = write("a.json", JSON.replace('"fiscal_year": 2568', field).replace("87.73", "101"))

    with pytest.raises(InputError) as caught:
        read(path)

    assert [problem.id for problem in caught.value.problems] == [
        "result.framework_missing",
        "result.score_too_high",
    ]
    assert "th-ita-2568" in caught.value.problems[0].remedy.th


def test_a_missing_year_is_told_with_all_else_that_is_wrong(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        read(write("a.json", '{"scores": {"1": "x"}, "counts": {"i1": {"100": -1}}}'))

    assert [problem.id.partition(".")[2] for problem in caught.value.problems] == [
        "year_missing",
        "agency_missing",
        "not_a_number",
        "count_negative",
    ]


# The examples


def test_na_pho_is_as_announced() -> None:
    result = read(EXAMPLES / "napho-2564.json")

    assert (result.agency, result.agency_type, result.level) == ("อบต.นาโพธิ์", "sao", "C")
    assert list(result.scores) == [str(number) for number in range(1, 11)]
    assert result.published == {"total": Decimal("69.66")}


def test_don_sak_is_as_printed() -> None:
    result = read(EXAMPLES / "donsak-2568.json")

    items = {code: value for code, value in result.scores.items() if code.startswith("O")}
    assert (len(items), sum(items.values())) == (27, 1650 + 800)
    assert "O20" not in items
    assert [items[code] for code in ("O6", "O15", "O19")] == [Decimal(50), Decimal(0), Decimal(0)]
    assert result.published["total"] == Decimal("94.50")
    assert result.level == "ผ่านดี"


@pytest.mark.parametrize("guide", ["result-file.md", "result-file.th.md"])
def test_the_examples_of_the_guide_are_what_it_says(guide: str) -> None:
    text = (ROOT / "docs" / "guide" / guide).read_text("utf-8")
    blocks = re.findall(r"```(json|csv)\n(.*?)```", text, re.DOTALL)

    as_json, as_csv, counted = (
        check(draft, shipped_framework(draft))
        for kind, block in blocks
        for draft in [draft_of(block.encode(), f"a.{kind}")]
    )

    assert as_json == as_csv == read(EXAMPLES / "napho-2564.json")
    assert counted.counts == {"i1": {100: 24, 80: 8, 60: 2}, "i5": {100: 34}}


@pytest.mark.parametrize(("guide", "lang"), [("result-file.md", "en"), ("result-file.th.md", "th")])
def test_the_messages_of_the_guide_are_those_of_the_program(write: Write, guide: str, lang: Lang) -> None:
    text = (ROOT / "docs" / "guide" / guide).read_text("utf-8")
    wrong = JSON.replace('"1": "87.73"', '"1": "87.73", "1": "88"')

    said = [
        problem.say(lang)
        for path in (write("a.json", wrong), write("a.csv", CSV + "scores,O29,,0\n"))
        for problem in shipped_problems(path)
    ]

    assert all(f"{sentence}\n" in text for sentence in said)
    assert len(said) == 2


def test_every_example_is_sound() -> None:
    for path in sorted(EXAMPLES.glob("*-25??.*")):
        assert read(path).warnings == ()
        assert read_draft(path).problems == ()
