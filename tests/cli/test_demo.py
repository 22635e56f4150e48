"""The demo: everything it promises is there, and the page that leads to it is whole."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.command_line import EXAMPLES, done, everything_in, printed, program

from prongsai.core.papers import KINDS

ENDINGS = (
    ".json",
    "-score.json",
    "-reconcile.json",
    "-improve.json",
    *(f"-{kind}.{ending}" for kind in KINDS for ending in ("docx", "pdf", "html")),
)
PLANS = tuple(
    f"{plan}-plan.{ending}" for plan in ("donsak-2569", "napho-2565") for ending in ("json", "xlsx")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo")
    done("demo", "-o", path)
    return path


def test_everything_of_both_cases_is_written(folder: Path) -> None:
    names = {f"{case}{ending}" for case in ("donsak-2568", "napho-2564") for ending in ENDINGS}

    assert set(everything_in(folder)) == {*names, *PLANS, "index.html"}


def test_every_link_of_the_index_leads_to_a_file(folder: Path) -> None:
    links = re.findall(r'href="([^"]+)"', (folder / "index.html").read_text("utf-8"))

    assert len(set(links)) == len(links) == 2 * len(ENDINGS) + len(PLANS)
    assert [link for link in links if not (folder / unquote(link)).is_file()] == []


def test_the_index_tells_both_results(folder: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")

    assert "เทศบาลเมืองดอนสัก ปี ๒๕๖๘ ได้ ๙๔.๕๐ คะแนน ระดับ ผ่านดี" in text
    assert "อบต.นาโพธิ์ ปี ๒๕๖๔ ได้ ๖๙.๖๖ คะแนน ระดับ C" in text


def test_the_index_counts_what_came_of_the_plans_and_says_that_they_are_examples(folder: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")

    assert "มาตรการปี ๒๕๖๙ ๑๐ มาตรการ: กำลังดำเนินการ ๑, ดำเนินการแล้วเสร็จ ๖," in text
    assert "มาตรการปี ๒๕๖๕ ๗ มาตรการ: ดำเนินการแล้วเสร็จ ๔," in text
    assert text.count("เป็นตัวอย่างที่เขียนขึ้น ไม่ใช่ผลงานจริง") == 2


@pytest.mark.parametrize("plan", ["donsak-2569", "napho-2565"])
def test_the_workbook_of_the_plan_tells_the_same_as_the_example(plan: str, folder: Path) -> None:
    shipped = printed("followup", EXAMPLES / f"{plan}-plan.json")

    assert printed("followup", folder / f"{plan}-plan.xlsx") == shipped
    assert printed("followup", folder / f"{plan}-plan.json") == shipped


def test_it_says_where_to_look(tmp_path: Path) -> None:
    said = program("demo", "--lang", "en", at=tmp_path).stdout.decode()

    assert said.splitlines()[-1] == f"Open: {(tmp_path / 'out' / 'demo' / 'index.html').as_uri()}"
    assert "94.50, level Good pass" in said


def test_quiet_says_only_where_to_look_and_the_files_are_the_same(folder: Path, tmp_path: Path) -> None:
    assert len(done("demo", "-q", "-o", tmp_path).splitlines()) == 1
    assert everything_in(tmp_path) == everything_in(folder)
