"""What officers paste: the same result as the file with the same figures, or a sentence about every line that is not."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.result import Result, check
from prongsai.core.thai import thai_digits
from prongsai.reading import paste_faults
from prongsai.reading.framework import available, load, load_year
from prongsai.reading.paste import MOST_LETTERS, draft_of_paste
from prongsai.reading.result import read

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAPHO = read(EXAMPLES / "napho-2564.json")
DONSAK = read(EXAMPLES / "donsak-2568.json")
TOTAL_LINE = {NAPHO.agency: "คะแนนรวม 69.66 ระดับ C", DONSAK.agency: "คะแนนรวม 94.50 คะแนน ระดับ ผ่านดี"}


def header(result: Result) -> dict[str, str]:
    return {
        "agency": result.agency,
        "agency_type": result.agency_type or "",
        "fiscal_year": str(result.fiscal_year),
    }


def pasted(text: str, result: Result = NAPHO) -> Result:
    return check(draft_of_paste(text, header(result)), load_year(result.fiscal_year))


def refused(text: str, result: Result = NAPHO) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        pasted(text, result)
    return [(problem.where, problem.id, problem.found) for problem in caught.value.problems]


def figures(result: Result) -> dict[str, str]:
    """The figures of an agency as its report prints them: the indicators, then what stands below them."""
    indicators = {code: str(value) for code, value in result.published.items() if code != "total"}
    return indicators | {code: str(value) for code, value in result.scores.items()}


def named(result: Result) -> Iterable[tuple[str, str, str]]:
    framework = load_year(result.fiscal_year)
    return ((code, framework.title_of(code).th, value) for code, value in figures(result).items())


# Layouts of both agencies


def lines(result: Result) -> str:
    prefix = {code: f"ตัวชี้วัดที่ {code}" for code in map(str, range(1, 11))}
    rows = [f"{prefix.get(code, code)} {title} {value}" for code, title, value in named(result)]
    return "\n".join([*rows, TOTAL_LINE[result.agency]])


def in_thai_digits(result: Result) -> str:
    return thai_digits(lines(result)).replace("ระดับ", "  ระดับ")


def with_signs(result: Result) -> str:
    rows = [f"{code}. {title} :  {value} %" for code, title, value in named(result)]
    return "\r\n".join(["", *rows, "", TOTAL_LINE[result.agency], "หน้า 1 จาก 3"])


def table(result: Result) -> str:
    head = [
        f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {result.fiscal_year}",
        result.agency,
        "",
        "รหัส\tชื่อ\tคะแนน\tหมายเหตุ",
    ]
    rows = [f"{code}\t{title}\t{value}\tผ่าน" for code, title, value in named(result)]
    total, _, level = (
        TOTAL_LINE[result.agency].removeprefix("คะแนนรวม ").replace(" คะแนน", "").partition(" ระดับ ")
    )
    return "\n".join([*head, *rows, f"คะแนนรวม\t\t{total}", f"ระดับผลการประเมิน\t{level}"])


def with_decimal_commas(result: Result) -> str:
    return "\n".join(
        line if line.startswith("ผลการ") else line.replace(".", ",") if "\t" in line else line
        for line in table(result).replace("อบต.", "อบต").split("\n")
    )


def one_below_the_other(result: Result) -> str:
    """As a browser copies cards: the code, the title and the figure on lines of their own."""
    rows = [f"{code} {title}\n{value} คะแนน" for code, title, value in named(result)]
    return "\n".join(
        [*rows, *TOTAL_LINE[result.agency].replace(" ระดับ", "\nระดับ").replace("รวม ", "รวม\n").split("\n")]
    )


def wide(result: Result) -> str:
    codes = figures(result)
    total, _, level = (
        TOTAL_LINE[result.agency].removeprefix("คะแนนรวม ").replace(" คะแนน", "").partition(" ระดับ ")
    )
    head = ["หน่วยงาน", *codes, "คะแนนรวม", "ระดับ"]
    head = [f"ตัวชี้วัดที่ {word}" if word.isdigit() else word for word in head]
    other = ["อบต.แห่งอื่น", *("50.00" for _ in codes), "50.00", level]
    own = [result.agency, *codes.values(), total, level]
    return "\n".join("\t".join(row) for row in (head, other, own))


LAYOUTS = (lines, in_thai_digits, with_signs, table, with_decimal_commas, one_below_the_other, wide)


@pytest.mark.parametrize("result", [NAPHO, DONSAK], ids=["napho", "donsak"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_gives_the_result_of_the_file(layout: Callable[[Result], str], result: Result) -> None:
    assert pasted(layout(result), result) == result


# Layouts that only tables of indicators have

TITLES = {code: load("th-ita-2564").title_of(code).th for code in NAPHO.scores}
TOOLS = {"1": "IIT", "6": "EIT", "9": "OIT"}
LAST = "คะแนนรวม\t\t69.66\nระดับ\tC"


def test_titles_alone_are_names() -> None:
    text = "\n".join(f"{TITLES[code]} {value}" for code, value in NAPHO.scores.items())

    assert pasted(f"{text}\nคะแนนรวม 69.66\nระดับ C") == NAPHO


def test_merged_cells_stand_empty_below_the_first() -> None:
    rows = [f"{TOOLS.get(code, '')}\t{TITLES[code]}\t{value}" for code, value in NAPHO.scores.items()]

    assert pasted("\n".join(["เครื่องมือ\tตัวชี้วัด\tคะแนน", *rows, LAST])) == NAPHO


def test_ranks_and_other_years_stand_beside() -> None:
    ranked = sorted(NAPHO.scores.items(), key=lambda pair: -pair[1])
    rows = [f"{rank}\t{TITLES[code]}\t50.00\t{value}" for rank, (code, value) in enumerate(ranked, 1)]
    head = "ลำดับ\tตัวชี้วัด\tปี 2563\tปีงบประมาณ พ.ศ. ๒๕๖๔"

    assert pasted("\n".join([head, *rows, "\tคะแนนรวม\t50.00\t69.66", "\tระดับ\tD\tC"])) == NAPHO


def test_a_heading_of_several_lines_in_quotation_marks() -> None:
    tools = "หน่วยงาน\tIIT\t\t\t\t\tEIT\t\t\tOIT\t\tรวม"
    heads = "\t".join(f'"ตัวชี้วัดที่ {code}\n{TITLES[code]}"' for code in NAPHO.scores)
    row = "\t".join(str(value) for value in NAPHO.scores.values())

    assert pasted(f"{tools}\n\t{heads}\tคะแนนรวม\tระดับ\nอบต.นาโพธิ์\t{row}\t69.66\tC") == NAPHO


def test_the_numbers_of_the_indicators_over_their_figures() -> None:
    row = "\t".join(str(value) for value in NAPHO.scores.values())

    assert pasted("\t".join([*NAPHO.scores, "รวม", "ระดับ"]) + f"\n{row}\t69.66\tC") == NAPHO


def test_two_halves_of_a_table_side_by_side() -> None:
    pairs = list(NAPHO.scores.items())
    rows = [
        f"{TITLES[one]}\t{first}\t{TITLES[two]}\t{second}"
        for (one, first), (two, second) in zip(pairs[:5], pairs[5:], strict=True)
    ]

    assert pasted("\n".join([*rows, "คะแนนรวม\t69.66\tC"])) == NAPHO


def test_a_figure_shown_twice_is_one() -> None:
    assert pasted(lines(NAPHO) + "\n" + lines(NAPHO)) == NAPHO


def test_a_dash_is_not_known() -> None:
    text = lines(NAPHO).replace("31.25", "-")

    assert "10" not in pasted(text).scores


def test_what_is_announced_has_a_column_of_its_own() -> None:
    found = pasted("รหัส\tคะแนน\tคะแนนที่ประกาศ\n1\t87.73\t87.75\n2\t80.03\t80.03")

    assert {code: str(value) for code, value in found.published.items()} == {"1": "87.75", "2": "80.03"}
    assert {code: str(value) for code, value in found.scores.items()} == {"1": "87.73", "2": "80.03"}


def test_names_may_be_read_by_a_framework_of_ones_own() -> None:
    other = load("th-ita-2568")
    draft = draft_of_paste("ตัวชี้วัดย่อยที่ 9.1 90", header(DONSAK), other)

    assert [(each.code, each.text) for each in draft.entries] == [("9.1", "90")]


@pytest.mark.parametrize("year", available())
def test_every_code_of_every_year_is_read_by_its_name(year: str) -> None:
    framework = load(year)
    form = {"agency": "อบต.นาโพธิ์", "fiscal_year": str(framework.fiscal_year), "framework": year}
    scored = [code for code in framework.codes() if code != "total"]

    names = {
        "Thai": [f"{framework.label(code).th} 55.50" for code in scored],
        "English": [f"{framework.label(code).en} 100" for code in scored],
        "code": [f"{code} {framework.title_of(code).th} 100" for code in scored],
    }
    for written, rows in names.items():
        draft = draft_of_paste("\n".join(rows), form, framework)
        assert [each.code for each in draft.entries] == scored, written
        assert draft.problems == ()


def test_the_score_of_a_part_is_never_taken_for_the_whole() -> None:
    found = pasted("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน (EIT ส่วนที่ 1) 90\nคุณภาพการดำเนินงาน ส่วนที่ 2 80", DONSAK)

    assert {code: int(value) for code, value in found.scores.items()} == {"6@EIT.1": 90, "6@EIT.2": 80}
    assert [each[1] for each in refused("การใช้อำนาจ (EIT ส่วนที่ 1) 90", DONSAK)] == ["result.code_unknown"]


# What is wrong is said, with the line


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1\tการใช้อำนาจ\t80.37", ("paste.contradicts", "1 การใช้อำนาจ 80.37")),
        ("ตัวชี้วัดที่ 2 การใช้อำนาจ 80.37", ("paste.contradicts", "ตัวชี้วัดที่ 2 การใช้อำนาจ 80.37")),
        ("การใช้อำนาจ\t80.37\t81.00", ("paste.several_figures", "การใช้อำนาจ 80.37 81.00")),
        ("การใช้อำนาจ 80.37*", ("paste.not_understood", "การใช้อำนาจ 80.37*")),
        ("ตัวชี้วัดที่ 3\tการใช้อำนาจ\t80.37*", ("result.not_a_number", "80.37*")),
        ("การใช้อำนาจ\t1,234", ("result.comma_in_number", "1,234")),
        ("การใช้อำนาจ 101.5", ("result.score_too_high", "101.5")),
        ("99.10", ("paste.no_name", "99.10")),
        ("ดัชนีความสุข 44.20", ("result.code_strange", "ดัชนีความสุข")),
        ("ประจำปีงบประมาณ พ.ศ. 2566", ("paste.other_year", "ประจำปีงบประมาณ พ.ศ. 2566")),
    ],
)
def test_a_line_that_cannot_be_used_is_quoted(text: str, wrong: tuple[str, str]) -> None:
    assert ("บรรทัด 2 / line 2", *wrong) in refused(f"การใช้งบประมาณ 80.03\n{text}")


def test_words_where_a_figure_should_stand_are_no_number() -> None:
    text = "ตัวชี้วัด\tคะแนน\nการใช้งบประมาณ\t80.03\nการใช้อำนาจ\tแปดสิบ"

    assert refused(text) == [("บรรทัด 3 / line 3", "result.not_a_number", "แปดสิบ")]


def test_a_figure_below_an_unknown_heading_is_not_lost() -> None:
    text = "ตัวชี้วัดที่ 1\tตัวชี้วัดที่ 2\tตัวชี้วัดที่ 3\tตัวชี้วัดที่ 11\n80\t90\tx\t92"

    assert [each[1:] for each in refused(text)] == [
        ("result.not_a_number", "x"),
        ("result.code_unknown", "ตัวชี้วัดที่ 11"),
    ]


def test_rows_of_several_agencies_without_ones_own_are_refused() -> None:
    text = wide(NAPHO).replace(NAPHO.agency, "อบต.อีกแห่ง")

    assert [each[:2] for each in refused(text)] == [("บรรทัด 3 / line 3", "paste.several_rows")]


def test_two_figures_for_one_name_are_one_too_many() -> None:
    assert refused("การใช้อำนาจ 80\nตัวชี้วัดที่ 3 81") == [("บรรทัด 2 / line 2", "result.code_twice", "81")]


def test_everything_wrong_is_told_at_once() -> None:
    found = refused("การใช้อำนาจ 80.37*\n99.10\nดัชนีความสุข 44.20\nการใช้งบประมาณ -1")

    assert [where[-1] for where, _, _ in found] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("text", ["", " \t\r\n \u00a0"])
def test_nothing_pasted_is_said(text: str) -> None:
    assert [each[1] for each in refused(text)] == ["paste.empty"]


def test_headings_alone_are_no_result() -> None:
    assert [each[1] for each in refused("ผลการประเมิน ITA\nตัวชี้วัดที่ 1\nตัวชี้วัด\tคะแนน")] == [
        "result.nothing_filled"
    ]


def test_a_year_that_is_missing_is_told_before_names_are_read() -> None:
    with pytest.raises(InputError) as caught:
        draft_of_paste("การใช้อำนาจ 80", {"agency": "อบต.นาโพธิ์", "fiscal_year": ""})

    assert [problem.id for problem in caught.value.problems] == ["result.year_missing"]


@pytest.mark.parametrize(
    "text",
    [
        "=" * (MOST_LETTERS - 1),
        "ก:" * 90_000 + "5",
        "|5" * 40_000,
        "1 " * 90_000,
        "1" * (MOST_LETTERS - 1),
        "ปี " * 60_000,
        "ปีงบประมาณพ.ศ." * 14_000,
        "\t" * 1000 + "x" * 100_000,
    ],
)
def test_a_hostile_paste_is_soon_answered(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    "fault",
    [each for each in vars(paste_faults).values() if isinstance(each, Fault)],
    ids=lambda each: each.id,
)
def test_every_fault_says_the_same_in_both_languages(fault: Fault) -> None:
    for text in (fault.why, fault.remedy):
        assert text.th and text.en
        assert text.th.count("{") == text.en.count("{")


def test_a_book_is_not_read() -> None:
    assert [each[1] for each in refused("ก" * (MOST_LETTERS + 1))] == ["paste.too_long"]
