"""What a draft means, and what is said when it means nothing."""

from decimal import Decimal

import pytest
from tests.result_framework import FRAMEWORK

from prongsai.core.errors import InputError, Problem
from prongsai.core.result import Draft, Entry, Result, assemble, check, framework_id

HEADER = {"agency": "อบต.สมมติ", "fiscal_year": "2568"}


def draft(*cells: tuple[str, ...], header: dict[str, str] | None = None) -> Draft:
    """A draft of cells written as (section, code, value) or (section, code, choice, value)."""
    fields = [
        Entry(section="header", code=name, text=text, where=f"หัว {name}")
        for name, text in (HEADER if header is None else header).items()
    ]
    entries = [
        Entry(
            section=cell[0],
            code=cell[1],
            choice=cell[2] if len(cell) > 3 else "",
            text=cell[-1],
            where=f"#{n}",
        )
        for n, cell in enumerate(cells, 1)
    ]
    return assemble([*fields, *entries])


def read(*cells: tuple[str, ...], header: dict[str, str] | None = None) -> Result:
    return check(draft(*cells, header=header), FRAMEWORK)


def problems(*cells: tuple[str, ...], header: dict[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(*cells, header=header)
    return caught.value.problems


def ids(*cells: tuple[str, ...], header: dict[str, str] | None = None) -> list[str]:
    return [problem.id.removeprefix("result.") for problem in problems(*cells, header=header)]


# What is understood


def test_scores_counts_and_announced_figures_are_read_together() -> None:
    result = read(
        ("scores", "1", "87.73"),
        ("counts", "i1", "100", "12"),
        ("counts", "i1", "80", "3"),
        ("published", "total", "69.66"),
        ("published", "level", "C"),
        header=HEADER | {"agency_type": "อบต."},
    )

    assert result == Result(
        agency="อบต.สมมติ",
        agency_type="sao",
        fiscal_year=2568,
        scores={"1": Decimal("87.73")},
        counts={"i1": {100: 12, 80: 3}},
        published={"total": Decimal("69.66")},
        level="C",
    )


@pytest.mark.parametrize(
    "text", ["๘๗.๗๓", "８７.７３", " 87.73\u200b", "ร้อยละ 87.73", "87.73 %", "87.73 คะแนน", "87 . 73"]
)
def test_a_score_is_read_however_it_is_written(text: str) -> None:
    assert read(("scores", "1", text)).scores == {"1": Decimal("87.73")}


def test_decimals_are_kept_as_written() -> None:
    assert str(read(("scores", "1", "87.730")).scores["1"]) == "87.730"


@pytest.mark.parametrize("text", ["", " ", "-", "–", "ไม่ทราบ", "unknown", "N/A"])
def test_a_cell_that_says_unknown_is_absent_not_zero(text: str) -> None:
    assert read(("scores", "1", "50"), ("scores", "2", text)).scores == {"1": Decimal(50)}


@pytest.mark.parametrize(
    "text", ["2568", "๒๕๖๘", "พ.ศ. 2568", "พ.ศ.๒๕๖๘", "ปีงบประมาณ พ.ศ. 2568", "68", "２５６８"]
)
def test_a_year_is_read_however_it_is_written(text: str) -> None:
    assert read(("scores", "1", "50"), header=HEADER | {"fiscal_year": text}).fiscal_year == 2568


@pytest.mark.parametrize(
    ("text", "word"), [("ผ่านดี", "ผ่านดี"), ("ระดับ ผ่านดี", "ผ่านดี"), ("c", "C"), ("good", "ผ่านดี")]
)
def test_a_level_is_kept_in_the_words_of_its_framework(text: str, word: str) -> None:
    result = read(("scores", "1", "50"), ("published", "level", text))

    assert (result.level, result.warnings) == (word, ())


def test_a_level_of_another_scheme_is_kept_with_a_warning() -> None:
    result = read(("scores", "1", "50"), ("published", "level", "ดี"))

    assert result.level == "ดี"
    assert [warning.id for warning in result.warnings] == ["result.level_unknown"]


@pytest.mark.parametrize("text", ["อบต.", "อบต", "องค์การบริหารส่วนตำบล", "sao", "องค์การบริหารส่วนตำบล (อบต.)"])
def test_an_agency_type_is_read_by_name_abbreviation_or_identifier(text: str) -> None:
    assert read(("scores", "1", "50"), header=HEADER | {"agency_type": text}).agency_type == "sao"


# Counts


@pytest.mark.parametrize(("choice", "points"), [("มากที่สุด", 100), ("๑๐๐", 100), ("น้อยที่สุด", 0), ("20", 20)])
def test_a_choice_is_named_by_its_label_or_its_points(choice: str, points: int) -> None:
    assert read(("counts", "i1", choice, "7")).counts == {"i1": {points: 7}}


def test_the_labels_of_a_reversed_question_bring_the_reversed_points() -> None:
    counts = read(("counts", "i2", "น้อยที่สุด", "7"), ("counts", "i2", "20", "1")).counts

    assert counts == {"i2": {100: 7, 20: 1}}


def test_one_choice_by_label_and_by_points_is_given_twice() -> None:
    assert ids(("counts", "i2", "น้อยที่สุด", "7"), ("counts", "i2", "100", "1")) == ["choice_twice"]


def test_a_third_choice_on_a_question_of_two_names_the_two() -> None:
    (problem,) = problems(("counts", "i3", "40", "3"))

    assert problem.id == "result.choice_unknown"
    assert "0 (มี), 100 (ไม่มี)" in problem.remedy.th


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("-1", "count_negative"),
        ("2.5", "count_not_whole"),
        ("10000001", "count_too_high"),
        ("สิบ", "not_a_number"),
    ],
)
def test_answers_are_whole_and_within_reason(number: str, expected: str) -> None:
    assert ids(("counts", "i1", "100", number)) == [expected]


def test_score_and_counts_of_one_question_may_stand_together() -> None:
    result = read(("scores", "i1", "90"), ("counts", "i1", "100", "9"), ("counts", "i1", "0", "1"))

    assert (result.scores, result.counts) == ({"i1": Decimal(90)}, {"i1": {100: 9, 0: 1}})


def test_counts_of_an_item_are_refused() -> None:
    assert ids(("counts", "O1", "100", "3")) == ["counts_not_a_question"]


def test_counts_of_a_question_with_statements_belong_to_these() -> None:
    (problem,) = problems(("counts", "i4", "100", "3"))

    assert problem.id == "result.counts_has_statements"
    assert "i4.1, i4.2" in problem.remedy.th


def test_a_question_without_known_choices_is_counted_by_points_only() -> None:
    assert read(("counts", "i5", "75", "3")).counts == {"i5": {75: 3}}
    assert ids(("counts", "i5", "มาก", "3")) == ["choice_needs_points"]


def test_counts_without_a_choice_are_refused() -> None:
    assert ids(("counts", "i1", "", "3")) == ["choice_missing"]


def test_counts_of_one_part_of_a_tool_keep_their_part() -> None:
    assert read(("counts", "e1@EIT.2", "100", "22")).counts == {"e1@EIT.2": {100: 22}}


# What is refused


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        ("scores", "1", "100.01"),
        ("scores", "O29", "0"),
        ("scores", "2", "-5"),
        ("counts", "i1", "100", "1.5"),
        header={"fiscal_year": "2568"},
    )

    assert [(problem.where, problem.found) for problem in found] == [
        ("agency", ""),
        ("#1", "100.01"),
        ("#2", "O29"),
        ("#3", "-5"),
        ("#4", "1.5"),
    ]
    assert all(text.th and text.en for problem in found for text in (problem.why, problem.remedy))


def test_a_row_with_two_faults_tells_both() -> None:
    assert ids(("scores", "X", "มาก")) == ["code_strange", "not_a_number"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100.01", "score_too_high"),
        ("-0.01", "score_negative"),
        ("ดีมาก", "not_a_number"),
        ("87,73", "comma_in_number"),
        ("NaN", "not_a_number"),
        ("1e2", "not_a_number"),
        ("0." + "3" * 60, "number_too_long"),
    ],
)
def test_a_score_is_a_number_from_0_to_100(text: str, expected: str) -> None:
    assert ids(("scores", "1", text)) == [expected]


def test_zero_and_a_hundred_are_scores() -> None:
    assert read(("scores", "1", "0"), ("scores", "2", "100.00")).scores == {
        "1": Decimal(0),
        "2": Decimal(100),
    }


def test_one_code_twice_names_both_places() -> None:
    (problem,) = problems(("scores", "1", "80"), ("scores", "ตัวชี้วัดที่ ๑", "81"))

    assert (problem.id, problem.where) == ("result.code_twice", "#2")
    assert "#1" in problem.why.th


def test_one_code_in_scores_and_announced_figures_is_not_twice() -> None:
    result = read(("scores", "1", "80"), ("published", "1", "80.01"))

    assert (result.scores["1"], result.published["1"]) == (Decimal(80), Decimal("80.01"))


def test_an_unknown_code_comes_with_the_nearest_one() -> None:
    (problem,) = problems(("scores", "O44", "0"))

    assert (problem.id, problem.remedy.en) == ("result.code_unknown", "did you mean O43?")


def test_a_doubtful_code_comes_with_its_readings() -> None:
    (problem,) = problems(("scores", "01", "100"))

    assert problem.id == "result.code_doubtful"
    assert "1, O1" in problem.why.en


def test_a_value_without_a_code_is_refused() -> None:
    assert ids(("scores", "", "80")) == ["code_missing"]


def test_the_total_is_announced_not_scored() -> None:
    assert ids(("scores", "total", "69.66")) == ["total_in_scores"]
    assert read(("published", "คะแนนรวม", "69.66")).published == {"total": Decimal("69.66")}


def test_nothing_filled_in_is_said_as_such() -> None:
    assert ids(("scores", "1", ""), ("published", "total", "-")) == ["nothing_filled"]


def test_an_item_score_outside_the_known_levels_is_kept_with_a_warning() -> None:
    result = read(("scores", "O1", "40"), ("scores", "O2", "50"), ("scores", "O10", "40"))

    assert result.scores["O1"] == 40
    assert [(warning.where, warning.severity) for warning in result.warnings] == [("#1", "warning")]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("agency", " ", "agency_missing"),
        ("agency", "อบต.\x07", "text_unreadable"),
        ("agency", "ก" * 201, "text_too_long"),
        ("agency_type", "กระทรวง", "agency_type_unknown"),
        ("fiscal_year", "", "year_missing"),
        ("fiscal_year", "ปีนี้", "year_unreadable"),
        ("fiscal_year", "2567", "year_differs"),
        ("framework", "th-ita-2564", "framework_differs"),
        ("province", "สุราษฎร์ธานี", "field_unknown"),
    ],
)
def test_a_wrong_header_field_is_named(field: str, text: str, expected: str) -> None:
    assert ids(("scores", "1", "80"), header=HEADER | {field: text}) == [expected]


def test_a_year_of_the_common_era_comes_with_the_buddhist_year() -> None:
    (problem,) = problems(("scores", "1", "80"), header=HEADER | {"fiscal_year": "2025"})

    assert problem.id == "result.year_christian"
    assert "2568" in problem.remedy.th


def test_a_field_or_section_that_is_not_known_is_named() -> None:
    assert ids(("score", "1", "80")) == ["section_unknown"]


def test_a_field_given_twice_is_refused() -> None:
    twice = [
        Entry(section="header", code="agency", text=text, where=f"#{n}")
        for n, text in enumerate(("ก", "", "ข"), 1)
    ]

    (problem,) = assemble(twice).problems

    assert (problem.id, problem.where) == ("result.field_twice", "#3")


def test_a_draft_asks_for_the_framework_it_names_or_that_of_its_year() -> None:
    assert framework_id(draft(header={"fiscal_year": "พ.ศ. ๒๕๖๔"})) == "th-ita-2564"
    assert framework_id(draft(header={"fiscal_year": "2564", "framework": "mine"})) == "mine"


def test_results_with_the_same_content_are_equal_whatever_looked_odd() -> None:
    one, other = (read(("scores", "O1", text)) for text in ("40", "40.0"))

    assert one.warnings != other.warnings
    assert one == other
