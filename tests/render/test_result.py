"""Results written and read again, and the template that an officer fills in."""

import csv
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.result_framework import FRAMEWORK

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.result import Result, check, is_unknown
from prongsai.core.thai import tidy
from prongsai.reading.framework import available, load
from prongsai.reading.result import draft_of, read
from prongsai.render.result import template, to_csv, to_json, to_xlsx

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WRITERS = {"json": to_json, "csv": to_csv, "xlsx": to_xlsx}
CODES = [code for code in FRAMEWORK.codes() if code != "total"]
COUNTED = [code for code in CODES if FRAMEWORK.points_of(code)]
RESULT = Result(
    agency="อบต.สมมติ",
    agency_type="sao",
    fiscal_year=2568,
    scores={"10": Decimal("31.25"), "1": Decimal("87.730"), "e1@EIT.2": Decimal(100)},
    counts={"i2": {0: 3, 100: 12}, "i5": {75: 1}},
    published={"1": Decimal("87.73"), "total": Decimal("69.66")},
    level="ผ่านดี",
)


def back(data: bytes, kind: str, framework: Framework = FRAMEWORK) -> Result:
    return check(draft_of(data, f"ผล.{kind}"), framework)


# There and back


def names() -> st.SearchStrategy[str]:
    """Names as they are kept: tidied, and without what no file format can carry."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    written = st.text(letters, min_size=1, max_size=60) | st.sampled_from(
        [
            "=1+1",
            "'=1",
            "''",
            "-อบต.",
            "@ก",
            '"ก", ข',
            "_x0041_",
            "ก;ข\tค",
            "sep=;",
            "{",
            "2568",
            "TRUE",
            "#N/A",
        ]
    )
    return written.map(tidy).filter(
        lambda text: not is_unknown(text) and tidy(text) == text and "_x000D_" not in text
    )


def scores() -> st.SearchStrategy[dict[str, Decimal]]:
    value = (
        st.decimals(0, 100, places=2)
        | st.decimals(0, 100, allow_nan=False, places=20)
        | st.just(Decimal("1E+1"))
    )
    return st.dictionaries(st.sampled_from(CODES), value, max_size=12)


@st.composite
def counts(draw: st.DrawFn) -> dict[str, dict[int, int]]:
    codes = draw(st.lists(st.sampled_from(COUNTED), unique=True, max_size=5))
    number = st.integers(0, 10_000_000)
    return {
        code: draw(st.dictionaries(st.sampled_from(FRAMEWORK.points_of(code)), number, min_size=1))
        for code in codes
    }


@st.composite
def results(draw: st.DrawFn) -> Result:
    total = draw(st.none() | st.decimals(0, 100, places=2))
    return Result(
        agency=draw(names()),
        agency_type=draw(st.sampled_from([None, "sao", "town_municipality"])),
        fiscal_year=2568,
        framework=draw(st.sampled_from([None, "th-ita-2568"])),
        scores=draw(scores()) | {"1": Decimal("87.73")},
        counts=draw(counts()),
        published=draw(scores()) | ({} if total is None else {"total": total}),
        level=draw(st.sampled_from([None, "ผ่านดี", "C", "ดี", "=A1"])),
    )


@given(results())
def test_a_result_comes_back_the_same_through_all_three_formats(result: Result) -> None:
    kept = result
    for kind, write in WRITERS.items():
        kept = back(write(kept, FRAMEWORK), kind)

    assert kept == result


@pytest.mark.parametrize("framework_id", available())
def test_every_code_of_every_year_comes_back(framework_id: str) -> None:
    framework = load(framework_id)
    codes = [code for code in framework.codes() if code != "total"]
    values = {code: Decimal(place) / 10 for place, code in enumerate(codes)}
    answers = {
        code: {points: place for place, points in enumerate(framework.points_of(code))}
        for code in codes
        if framework.points_of(code)
    }
    result = Result(
        agency="ก",
        fiscal_year=framework.fiscal_year,
        framework=framework.id,
        scores=values,
        counts=answers,
        published=values | {"total": Decimal(50)},
        level=framework.levels[-1].word.th,
    )

    for kind, write in WRITERS.items():
        assert back(write(result, framework), kind, framework) == result


@pytest.mark.parametrize(("name", "year"), [("napho-2564", 2564), ("donsak-2568", 2568)])
def test_the_three_files_of_an_example_say_the_same_and_are_written_so(name: str, year: int) -> None:
    framework = load(f"th-ita-{year}")
    result = read(EXAMPLES / f"{name}.json")

    for kind, write in WRITERS.items():
        path = EXAMPLES / f"{name}.{kind}"
        assert read(path) == result
        assert path.stat().st_size <= 30_000
        if kind != "xlsx":
            # How tightly a workbook is packed is up to the library; what it says is compared above.
            assert path.read_bytes() == write(result, framework)


def test_codes_are_written_in_official_order() -> None:
    assert list(json.loads(to_json(RESULT, FRAMEWORK))["scores"]) == ["1", "10", "e1@EIT.2"]


def test_scores_are_written_as_texts_with_their_decimals_and_counts_as_numbers() -> None:
    content = json.loads(to_json(RESULT, FRAMEWORK))

    assert content["scores"]["1"] == "87.730"
    assert content["counts"]["i2"] == {"100": 12, "0": 3}
    assert content["published"] == {"total": "69.66", "level": "ผ่านดี", "1": "87.73"}


def test_csv_opens_in_excel_as_thai_and_as_text() -> None:
    data = to_csv(Result(agency="=1+1", fiscal_year=2568, scores={"1": Decimal(1)}), FRAMEWORK)

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[:2] == [["section", "code", "choice", "value"], ["header", "agency", "", "'=1+1"]]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_written_depends_on_nothing_but_the_result(kind: str) -> None:
    turned = Result(
        agency=RESULT.agency,
        agency_type=RESULT.agency_type,
        fiscal_year=2568,
        scores=dict(reversed([*RESULT.scores.items()])),
        counts={
            code: dict(reversed([*answers.items()])) for code, answers in reversed([*RESULT.counts.items()])
        },
        published=dict(reversed([*RESULT.published.items()])),
        level=RESULT.level,
    )

    assert WRITERS[kind](RESULT, FRAMEWORK) == WRITERS[kind](turned, FRAMEWORK)


def test_a_workbook_carries_no_time_of_its_making() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(RESULT, FRAMEWORK))) as archive:
        years = {part.date_time[0] for part in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()

    assert years == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties)) == {"2024-10-01T00:00:00Z"}


# The template


def filled(cells: dict[tuple[str, str], object], framework: Framework = FRAMEWORK) -> bytes:
    """The template with values typed into cells found by sheet and by what stands left of them: (sheet, label)."""
    book = openpyxl.load_workbook(io.BytesIO(template(framework)))
    for (sheet, place), value in cells.items():
        label, _, column = place.partition("|")
        rows = [
            row for row in book[sheet].iter_rows(min_row=4) if str(row[0].value) == label.partition("=")[0]
        ]
        if "=" in label:
            rows = [row for row in rows if str(row[3].value) == label.partition("=")[2]]
        cell = book[sheet][f"{column}{rows[0][0].row}"]
        assert not cell.protection.locked
        cell.value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


AGENCY: dict[tuple[str, str], object] = {
    ("หน่วยงาน", "ชื่อหน่วยงาน|B"): "อบต.สมมติ",
    ("หน่วยงาน", "ประเภทหน่วยงาน|B"): "องค์การบริหารส่วนตำบล (อบต.)",
    ("หน่วยงาน", "ระดับที่ประกาศ|B"): "ผ่านดี",
}


def test_a_filled_template_reads_to_what_was_filled_in() -> None:
    data = filled(
        AGENCY
        | {
            ("คะแนน", "1|E"): 87.73,
            ("คะแนน", "O2|E"): 50,
            ("คะแนน", "e1@EIT.1|E"): "๙๕.๑๐",
            ("คะแนน", "total|F"): 69.66,
            ("จำนวนคำตอบ", "i2=100|E"): 12,
            ("จำนวนคำตอบ", "e1@EIT.2=80|E"): 3,
        }
    )

    assert back(data, "xlsx") == Result(
        agency="อบต.สมมติ",
        agency_type="sao",
        fiscal_year=2568,
        scores={"1": Decimal("87.73"), "O2": Decimal(50), "e1@EIT.1": Decimal("95.10")},
        counts={"i2": {100: 12}, "e1@EIT.2": {80: 3}},
        published={"total": Decimal("69.66")},
        level="ผ่านดี",
    )


def problems(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        back(data, "xlsx")
    return caught.value.problems


def test_an_empty_template_asks_for_what_is_missing() -> None:
    (agency,) = problems(template(FRAMEWORK))

    assert (agency.id, agency.where) == ("result.agency_missing", "แผ่น “หน่วยงาน” เซลล์ B4")


def test_a_template_with_the_agency_only_asks_for_scores() -> None:
    assert [problem.id for problem in problems(filled(AGENCY))] == ["result.nothing_filled"]


def test_wrong_cells_of_a_template_are_named_all_at_once() -> None:
    data = filled(AGENCY | {("คะแนน", "1|E"): 101, ("คะแนน", "2|E"): "=E5", ("จำนวนคำตอบ", "i1=0|E"): 2.5})

    assert [(problem.id, problem.where[-2:]) for problem in problems(data)] == [
        ("result.score_too_high", "E6"),
        ("cell.formula", "10"),
        ("result.count_not_whole", "E4"),
    ]


@pytest.mark.parametrize("framework_id", available())
def test_a_template_of_any_year_reads_back_with_one_score(framework_id: str) -> None:
    framework = load(framework_id)
    data = filled(AGENCY | {("หน่วยงาน", "ระดับที่ประกาศ|B"): None, ("คะแนน", "9|E"): 53.56}, framework)

    assert back(data, "xlsx", framework).scores == {"9": Decimal("53.56")}


def test_a_template_of_a_second_framework_of_a_year_asks_for_that_framework() -> None:
    data = filled(AGENCY | {("คะแนน", "1|E"): 50}, load("th-ita-2566-15"))

    assert draft_of(data, "ผล.xlsx").header["framework"][0] == "th-ita-2566-15"


@pytest.fixture(scope="module")
def sheets() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(load("th-ita-2568"))))


def test_the_sheets_come_in_the_order_of_the_work(sheets: openpyxl.Workbook) -> None:
    assert sheets.sheetnames == ["คำอธิบาย", "หน่วยงาน", "คะแนน", "จำนวนคำตอบ"]


def test_only_the_cells_to_fill_in_are_open_and_no_password_is_set(sheets: openpyxl.Workbook) -> None:
    for sheet in sheets.worksheets:
        open_columns = {
            cell.coordinate.rstrip("0123456789")
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert (
            open_columns
            == {"คำอธิบาย": set(), "หน่วยงาน": {"B"}, "คะแนน": {"E", "F"}, "จำนวนคำตอบ": {"E"}}[sheet.title]
        )


def test_every_sheet_prints_on_a4_one_page_wide_in_the_official_font(sheets: openpyxl.Workbook) -> None:
    for sheet in sheets.worksheets:
        assert int(sheet.page_setup.paperSize or 0) == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet["A1"].font.name == "TH Sarabun New"


def test_the_head_of_a_table_stays_in_sight_and_on_every_page(sheets: openpyxl.Workbook) -> None:
    for name in ("หน่วยงาน", "คะแนน", "จำนวนคำตอบ"):
        assert sheets[name].freeze_panes == "A4"
        assert sheets[name].print_title_rows == "$3:$3"


def test_every_score_cell_is_checked_by_excel_with_thai_words(sheets: openpyxl.Workbook) -> None:
    sheet = sheets["คะแนน"]
    rules = sheet.data_validations.dataValidation
    covered = {cell for rule in rules for area in rule.sqref.ranges for cell in area.cells}

    assert len(covered) == 2 * (sheet.max_row - 3) - 1
    assert all(re.search("[ก-๙]", rule.prompt or "") for rule in rules)
    assert {rule.type for rule in rules} == {"decimal", "list"}


def test_agency_type_and_level_are_chosen_from_lists(sheets: openpyxl.Workbook) -> None:
    lists = {
        str(rule.sqref): str(rule.formula1).strip('"').split(",")
        for rule in sheets["หน่วยงาน"].data_validations.dataValidation
    }

    assert lists["B5"][0] == "องค์การบริหารส่วนตำบล (อบต.)"
    assert lists["B7"] == ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]


def test_items_with_known_levels_offer_these_and_accept_others_after_a_warning() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template(FRAMEWORK)))["คะแนน"]
    place = {str(row[0].value): f"E{row[0].row}" for row in sheet.iter_rows(min_row=4)}
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation if rule.type == "list"}

    assert set(rules) == {place["O1"], place["O2"]}
    assert rules[place["O2"]].formula1 == '"100,50,0"'
    assert rules[place["O2"]].errorStyle == "warning"


def test_a_row_stands_for_every_code_that_may_have_a_score(sheets: openpyxl.Workbook) -> None:
    codes = [str(row[0].value) for row in sheets["คะแนน"].iter_rows(min_row=4)]

    assert sorted(codes) == sorted(load("th-ita-2568").codes())
    assert codes[:4] == ["total", "IIT", "1", "i1"]


def test_the_instructions_are_in_thai_and_in_english(sheets: openpyxl.Workbook) -> None:
    words = "\n".join(str(cell.value) for cell in sheets["คำอธิบาย"]["A"])

    assert "แบบกรอกผลการประเมิน ITA ปีงบประมาณ 2568" in words
    assert "Result of the ITA assessment, fiscal year 2568" in words
    assert "prongsai score result.xlsx" in words
