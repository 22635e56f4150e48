"""The result page, its proof and its files, through HTTP."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.command_line import DONSAK, printed
from tests.web.cast import Cast
from tests.web.results import address, content_of, donsak, invented, others

from prongsai.core.result import Entry, assemble, check
from prongsai.core.scoring import Proof, proof
from prongsai.reading.result import draft_of
from prongsai.web.actions.result import Content, enter
from prongsai.web.models import Result
from prongsai.web.queries.result import score_of


def text_of(client: Client, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert page.status_code == status, page.content.decode()[:500]
    return html.unescape(page.content.decode())


def in_english(cast: Cast, role: str = "officer") -> Client:
    person = cast.people[role]
    person.lang = "en"
    person.save()
    return cast.client(role)


def test_without_a_result_the_page_says_how_to_enter_it(cast: Cast) -> None:
    officer = text_of(cast.client("officer"), address(cast, "result/"))
    mayor = text_of(cast.client("executive"), address(cast, "result/"))

    assert address(cast, "result/import/") in officer
    assert address(cast, "result/import/") not in mayor
    assert "เจ้าหน้าที่ ITA ของหน่วยงานเป็นผู้บันทึกผล" in mayor


def test_a_year_without_rules_says_so(cast: Cast) -> None:
    assert "ยังไม่มีกรอบการประเมินของปี 2575" in text_of(cast.client("officer"), address(cast, "result/", 2576))
    assert cast.client("officer").get(address(cast, "result/import/", 2576)).status_code == 404


def test_total_level_and_indicators_are_those_of_the_command_line(cast: Cast) -> None:
    donsak(cast)
    told = printed("score", DONSAK)

    page = text_of(cast.client("executive"), address(cast, "result/"))

    assert told["total"] == "94.50" and told["total"] in page
    assert told["level"] in page and told["why"] in page
    behind = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = re.findall(r'<td class="num">([\d.]+)</td><td class="num">([\d.–]+)</td>', behind)
    expected = [(each["score"], each["published"] or "–") for each in told["indicators"]]
    assert cells == expected
    # The drawing says what was announced, where that is not what follows from the figures below it.
    drawn = page[page.index("<svg") : page.index("</svg>")]
    for indicator in told["indicators"]:
        assert f">{indicator['published'] or indicator['score']}</text>" in drawn
    assert ">85.88</text>" in drawn and ">85.87</text>" not in drawn
    assert "ประกาศว่า 85.88 แต่คำนวณได้ 85.87" in page


def test_kept_figures_are_those_of_the_core(cast: Cast) -> None:
    kept = donsak(cast)
    told = printed("score", DONSAK)

    assert (str(kept.total), kept.level) == (told["total"], told["level_id"])
    assert kept.indicators == {each["code"]: each["score"] for each in told["indicators"]}
    assert (kept.framework, kept.framework_hash) == (told["framework"], told["framework_hash"])


def test_english_is_a_whole_language(cast: Cast) -> None:
    donsak(cast)

    page = text_of(in_english(cast), address(cast, "result/"))

    assert "Good pass" in page and "Where the score comes from" in page
    main = page[page.index("<main") : page.index("</main>")].replace(cast.own.name, "")
    for person in cast.people.values():
        main = main.replace(person.name, "")
    assert re.findall("[ก-๛]+", main) == []


def test_thai_digits_are_used_everywhere(cast: Cast) -> None:
    donsak(cast)
    person = cast.people["officer"]
    person.digits = "thai"
    person.save()

    page = text_of(cast.client("officer"), address(cast, "result/"))

    assert "๙๔.๕๐" in page
    assert "94.50" not in page


def test_the_year_before_moves_the_total_and_the_sum_comes_out(cast: Cast) -> None:
    donsak(cast)
    invented(cast.own, 2567, "90.00")

    page = text_of(in_english(cast), address(cast, "result/"))

    assert "What moved the total since 2567" in page
    steps = re.search(r"What moved the total.*?<tbody>(.*?)</tbody>.*?<tfoot>(.*?)</tfoot>", page, re.DOTALL)
    assert steps
    shown = [each.replace("−", "-") for each in re.findall(r"([+−]?[\d.]+)</td></tr>", steps[1])]
    assert f"+{94.50 - 90.00:.2f}" in steps[2]
    assert round(sum(map(float, shown)), 2) == 4.50


def test_earlier_years_are_joined_by_matter_with_a_warning(cast: Cast) -> None:
    donsak(cast)
    for year in (2565, 2566, 2567):
        invented(cast.own, year, "80.00")

    page = text_of(in_english(cast), address(cast, "result/"))

    assert "Earlier years" in page and "Joined by what was asked" in page
    assert "80.00*" in page


def test_peers_are_told_from_five_on(cast: Cast) -> None:
    donsak(cast)
    others(cast, 6)

    page = text_of(in_english(cast), address(cast, "result/"))

    assert "place 1 of 7" in page  # of the country; three in the province are too few
    assert "fewer than 5" in page
    assert "ตัวอย่าง 1" not in page


def test_agencies_of_other_types_or_years_are_no_peers(cast: Cast) -> None:
    donsak(cast)
    others(cast, 8, year=2567)

    assert "there is no other agency to compare with" in text_of(in_english(cast), address(cast, "result/"))


@pytest.mark.once
def test_the_page_with_everything_takes_at_most_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    donsak(cast)
    for year in (2564, 2565, 2566, 2567):
        invented(cast.own, year, "88.00")
    others(cast, 60)
    for role in ("officer", "supervisor"):
        client = cast.client(role)
        with django_assert_max_num_queries(10):
            text_of(client, address(cast, "result/"))


# Proof


def test_the_proof_goes_down_to_what_was_entered(cast: Cast) -> None:
    donsak(cast)
    client = in_english(cast)

    total = text_of(client, address(cast, "result/proof/total/"))
    indicator = text_of(client, address(cast, "result/proof/4/"))
    leaf = text_of(client, address(cast, "result/proof/i10/"))

    assert "94.428 × 30 % + 96.24 × 30 % + 93.25 × 40 % = 94.5004" in total
    assert address(cast, "result/proof/IIT/") in total
    assert "(70.00 + 95.85 + 91.76) ÷ 3 = 85.87" in indicator
    assert "mean_of_questions" in indicator
    assert "Announced as 85.88, reckoned as 85.87" in indicator
    assert "the score as it was entered" in leaf


def test_counts_are_written_out(cast: Cast) -> None:
    framework = content_of("donsak-2568.json").framework
    header = {"agency": cast.own.name, "fiscal_year": "2568"}
    entries = [Entry(section="header", code=name, text=text, where=name) for name, text in header.items()]
    for number, worth in enumerate(framework.points_of("i1"), 1):
        entries.append(Entry(section="counts", code="i1", choice=str(worth), text=str(number), where="i1"))
    entered = check(assemble(entries), framework)
    enter(cast.actor("officer"), cast.own, Content(entered=entered, framework=framework), version=0)

    page = text_of(in_english(cast), address(cast, "result/proof/i1/"))

    number = sum(entered.counts["i1"].values())
    assert f"÷ {number} =" in page and f"the mean of {number} answers" in page


def test_every_figure_of_the_tree_has_its_page(cast: Cast) -> None:
    made = score_of(donsak(cast))
    client = cast.client("reviewer")
    pending: list[str] = ["total"]
    seen: set[str] = set()
    while pending:
        code = pending.pop()
        page = text_of(client, address(cast, f"result/proof/{code}/"))
        seen.add(code)
        found = re.findall(r"result/proof/([^/\"]+)/", page)
        pending += [each for each in dict.fromkeys(found) if each not in seen and each not in pending]

    def made_of_others(node: Proof) -> set[str]:
        below = [made_of_others(child) for child in node.children]
        return {node.code}.union(*below) if node.children else set()

    assert seen == made_of_others(proof(made)) and {"total", "IIT", "4"} <= seen


def test_an_unknown_code_has_no_page(cast: Cast) -> None:
    donsak(cast)

    assert cast.client("officer").get(address(cast, "result/proof/zzz/")).status_code == 404
    assert cast.client("officer").get(address(cast, "result/proof/i10/", 2568)).status_code == 404


# Files


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_an_export_is_the_same_result(cast: Cast, ending: str) -> None:
    kept = donsak(cast)

    response = cast.client("auditor").get(address(cast, f"result/result.{ending}"))

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = check(draft_of(response.content, f"r.{ending}"), content_of("donsak-2568.json").framework)
    assert again == content_of("donsak-2568.json").entered
    assert kept.version == 1


def test_an_export_holds_no_formula(cast: Cast) -> None:
    content = content_of("donsak-2568.json")
    named = replace(content, entered=replace(content.entered, agency='=HYPERLINK("//x")'))
    enter(cast.actor("officer"), cast.own, named, version=0)
    client = cast.client("officer")

    csv = client.get(address(cast, "result/result.csv")).content.decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(address(cast, "result/result.xlsx")).content))

    assert "'=HYPERLINK" in csv and not re.search(r"(^|,)\"?=", csv, re.MULTILINE)
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []


def test_the_template_can_be_downloaded(cast: Cast) -> None:
    response = cast.client("officer").get(address(cast, "result/template.xlsx"))

    cells = [cell.value for sheet in load_workbook(BytesIO(response.content)) for (cell,) in sheet["B1:B9"]]
    assert response.status_code == 200 and cast.own.name in cells and "เทศบาลเมือง (ทม.)" in cells
    assert cast.client("officer").get(address(cast, "result/result.exe")).status_code == 404
    assert cast.client("officer").get(address(cast, "result/result.json")).status_code == 404


# Hostile words


def test_names_in_a_result_are_text_and_nothing_else(cast: Cast) -> None:
    bad = "<script>alert(1)</script>\"'{{7*7}}"
    content = content_of("donsak-2568.json")
    enter(
        cast.actor("officer"),
        cast.own,
        replace(content, entered=replace(content.entered, agency=bad, level="<b>x</b>")),
        version=0,
    )
    cast.own.name = "<img src=x onerror=alert(1)>"
    cast.own.save()
    others(cast, 6)

    for page in ("result/", "result/proof/total/", "reconcile/", "improve/", "result/enter/"):
        raw = cast.client("officer").get(address(cast, page)).content.decode()
        assert "<script>alert" not in raw and "<img src=x" not in raw and "<b>x</b>" not in raw, page


def test_strangers_see_nothing(cast: Cast) -> None:
    donsak(cast)

    for page in (
        "result/",
        "result/proof/total/",
        "result/result.json",
        "result/template.xlsx",
        "reconcile/",
        "improve/",
    ):
        assert cast.stranger("officer").get(address(cast, page)).status_code == 403, page
        assert cast.client("public").get(address(cast, page)).status_code == 302, page
    assert Result.objects.count() == 1
