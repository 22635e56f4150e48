"""The example years: every paper of both agencies is whole, the same twice, and honest about what it lacks."""

import io
import re
from functools import cache
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree, html
from PIL import Image
from tests.command_line import EXAMPLES, ROOT, done, everything_in, printed

from prongsai.cli.load import load_score
from prongsai.cli.papers import Sources
from prongsai.core.papers import KINDS
from prongsai.core.papers.answers import reporting_round
from prongsai.core.plan.elements import ElementCheck, check_measures, check_report
from prongsai.reading.framework import find_year

PICTURES = ROOT / "docs" / "pictures"
YEARS = {"donsak": 2568, "napho": 2564}
CASES = [f"{place}-{year}" for place, year in YEARS.items()]
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
# Vowels and marks that are written on or after a consonant; no line may begin with one.
DEPENDENT = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"


def plan_of(case: str) -> Path:
    place = case.partition("-")[0]
    return EXAMPLES / f"{place}-{YEARS[place] + 1}-plan.json"


def profile_of(case: str) -> Path:
    return EXAMPLES / f"{case.partition('-')[0]}-profile.toml"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("papers")
    for case in CASES:
        done(*line(case), "-o", folder)
    return everything_in(folder)


def line(case: str) -> tuple[object, ...]:
    return (
        *("report", EXAMPLES / f"{case}.json", "--kind", "all"),
        *("--plan", plan_of(case), "--profile", profile_of(case)),
    )


def test_all_papers_of_both_years_are_made_in_three_formats(papers: dict[str, bytes]) -> None:
    names = {f"{case}-{kind}.{each}" for case, kind, each in product(CASES, KINDS, ("docx", "html", "pdf"))}

    assert set(papers) == names


def test_the_same_year_gives_the_same_bytes(papers: dict[str, bytes], tmp_path: Path) -> None:
    done(*line(CASES[1]), "-o", tmp_path)

    again = everything_in(tmp_path)
    assert len(again) == 3 * len(KINDS)
    assert [name for name, content in again.items() if content != papers[name]] == []


# Composition


@pytest.mark.parametrize(("case", "kind"), [*product(CASES, KINDS)])
def test_no_line_of_a_paper_begins_with_a_dependent_sign(
    case: str, kind: str, papers: dict[str, bytes]
) -> None:
    lines = [
        text
        for page in pypdfium2.PdfDocument(papers[f"{case}-{kind}.pdf"])
        for text in page.get_textpage().get_text_bounded().splitlines()
        if text.strip()
    ]

    assert len(lines) > 20
    assert [text for text in lines if re.match(rf"[{DEPENDENT}ๆฯ]", text)] == []


def rows_of_word(content: bytes) -> list[int]:
    """Count the rows of each table; tables that only set something side by side have no head."""
    with ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    tables = body.xpath(".//w:tbl[.//w:tblHeader]", namespaces=WORD)
    return [len(table.xpath("./w:tr", namespaces=WORD)) for table in tables]


def rows_of_page(content: bytes) -> list[int]:
    tables = html.fromstring(content.decode("utf-8")).xpath("//main//table[.//th]")
    return [len(table.xpath(".//tr")) for table in tables]


@pytest.mark.parametrize(("case", "kind"), [*product(CASES, KINDS)])
def test_tables_have_the_same_rows_in_word_and_on_the_page(
    case: str, kind: str, papers: dict[str, bytes]
) -> None:
    on_page = rows_of_page(papers[f"{case}-{kind}.html"])

    assert rows_of_word(papers[f"{case}-{kind}.docx"]) == on_page
    assert bool(on_page) == (kind != "memo")


@pytest.mark.parametrize("picture", sorted(PICTURES.glob("document-*.png")), ids=lambda path: path.stem)
def test_the_pictures_of_the_guide_are_pages_that_are_written_today(
    picture: Path, papers: dict[str, bytes]
) -> None:
    pages = {
        " ".join(page.get_textpage().get_text_bounded().split())
        for name, content in papers.items()
        if name.endswith(".pdf")
        for page in pypdfium2.PdfDocument(content)
    }

    with Image.open(picture) as opened:
        told = opened.info.get("Description")

    assert told in pages, "out of date: run .venv/bin/python tools/build_pictures.py"


# What the papers lack


@cache
def sources_of(case: str) -> Sources:
    return Sources(
        scored=load_score(EXAMPLES / f"{case}.json", None), digits="arabic", plan_file=plan_of(case)
    )


def measures_check(case: str) -> ElementCheck:
    sources = sources_of(case)
    framework = find_year(sources.plan.fiscal_year)
    assert framework is not None
    return check_measures(sources.plan, sources.analysis.findings, framework)


def report_check(case: str) -> ElementCheck:
    sources = sources_of(case)
    year = sources.plan.fiscal_year
    known = {each: found for each in (year, year + 1) if (found := find_year(each)) is not None}
    framework = reporting_round(year, known)
    assert framework is not None
    return check_report(sources.followup, framework)


@pytest.mark.parametrize(("case", "item"), [("donsak-2568", "O25"), ("napho-2564", "O42")])
def test_the_measures_answer_their_item_and_lack_nothing(case: str, item: str) -> None:
    check = measures_check(case)

    assert [node.code for node in check.items] == [item]
    assert check.lacking == ()


def test_the_report_of_na_pho_answers_o43_and_lacks_nothing() -> None:
    check = report_check("napho-2564")

    assert [node.code for node in check.items] == ["O43"]
    assert check.lacking == ()


def test_the_round_that_asks_for_the_report_of_don_sak_is_not_known_yet() -> None:
    # The report on the measures of 2569 belongs to the round of 2570.
    assert find_year(2570) is None


def test_the_annex_of_a_paper_says_whether_it_is_complete(papers: dict[str, bytes]) -> None:
    said = {
        name: "องค์ประกอบของข้อนี้เท่าที่ทราบมี" in content.decode("utf-8")
        for name, content in papers.items()
        if name.endswith(("-measures.html", "-implementation.html"))
    }

    assert said == {
        "donsak-2568-measures.html": True,
        "donsak-2568-implementation.html": False,
        "napho-2564-measures.html": True,
        "napho-2564-implementation.html": True,
    }


# The data


@pytest.mark.parametrize("round_", ["6m", "12m"])
@pytest.mark.parametrize("case", CASES)
def test_both_rounds_read_without_a_word_of_complaint(case: str, round_: str) -> None:
    counted = printed("followup", plan_of(case), "--round", round_)

    assert 7 <= counted["planned"] <= 10
    assert sum(each["measures"] for each in counted["by_status"]) == counted["planned"]


@pytest.mark.parametrize(
    ("case", "done_", "not_done"), [("donsak-2568", 6, ["m9"]), ("napho-2564", 4, ["m4", "m7"])]
)
def test_what_is_not_done_has_a_reason_and_a_new_date(case: str, done_: int, not_done: list[str]) -> None:
    standings = printed("followup", plan_of(case))["measures"]

    assert sum(each["status"] == "done" for each in standings) == done_
    assert [each["id"] for each in standings if each["status"] == "not_done"] == not_done
    assert all(each["reasons"] and each["new_date"] for each in standings if each["status"] != "done")


@pytest.mark.parametrize("case", CASES)
def test_examples_lead_to_no_real_website_and_name_no_person(case: str) -> None:
    for path in (plan_of(case), profile_of(case)):
        text = path.read_text("utf-8")
        assert set(re.findall(r"https?://([^/\"\s]+)", text)) == {"example.go.th"}
        assert set(re.findall(r'^name = "(.*)"$', text, re.MULTILINE)) <= {""}
        assert not re.search(r"นาย[ก-ฮ]\S+ [ก-ฮ]|นางสาว|นาง[ก-ฮ]\S+ [ก-ฮ]", text)
