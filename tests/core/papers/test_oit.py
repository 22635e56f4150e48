"""The OIT items of a year with their pages, and those that have none."""

from dataclasses import replace

import pytest
from tests.paper_chain import HOUSE, body, setting, texts
from tests.papers import cells
from tests.published import framework
from tests.small_frameworks import small_framework

from prongsai.core.document import Callout, Document, Table
from prongsai.core.papers.oit import oit, year_rule_words

LINKS = {
    "O1": ("https://a.go.th/1", "https://a.go.th/2"),
    "O2": ("http://a.go.th/3",),
    "O3": (),
    "O99": ("https://a.go.th",),
}
LINKED = replace(HOUSE, links=LINKS)


def table(document: Document) -> Table:
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return found


def test_every_item_of_the_year_stands_once_in_its_order() -> None:
    codes = [cells(row)[0] for row in body(table(oit(framework(2568), setting())))]

    assert codes == [f"O{number}" for number in range(1, 29)]


def test_sub_indicators_stand_over_their_items() -> None:
    first = table(oit(framework(2568), setting())).rows[0]

    assert first.spans
    assert cells(first)[0].startswith("ตัวชี้วัดย่อยที่ 9.1")


def test_items_with_and_without_a_link_are_counted_and_named() -> None:
    said = texts(oit(framework(2568), setting(profile=LINKED)).blocks)

    assert said[0] == "มีลิงก์แล้ว 2 จาก 28 ข้อ ยังไม่มี 26 ข้อ"
    assert said[1].startswith("ข้อที่ยังไม่มีลิงก์: O3, O4, O5")
    assert said[2] == "ลิงก์ของข้อที่ไม่อยู่ในรายการปีนี้: O99"


def test_links_lead_to_their_pages_and_keep_their_letters() -> None:
    found = body(table(oit(framework(2568), setting(profile=LINKED))))
    first = [run for run in found[0].cells[3] if run.text != "\n"]

    assert [run.link for run in first] == ["https://a.go.th/1", "https://a.go.th/2"]
    assert all(run.verbatim for run in first)
    assert cells(found[1])[3] == "http://a.go.th/3"
    assert (cells(found[2])[3], found[2].tone) == ("ยังไม่มีลิงก์", "warning")


def test_all_links_there_is_good() -> None:
    every = {f"O{number}": ("https://a.go.th",) for number in range(1, 29)}
    blocks = oit(framework(2568), setting("en", profile=replace(HOUSE, links=every))).blocks

    assert [block.tone for block in blocks if isinstance(block, Callout)] == ["good"]
    assert texts(blocks)[0] == "28 of 28 items have a link"


@pytest.mark.parametrize(
    ("rule", "thai", "english"),
    [
        ("current", "ข้อมูลปี พ.ศ. 2568", "data of 2568"),
        ("previous", "ข้อมูลปี พ.ศ. 2567", "data of 2567"),
        ("current_6m", "ข้อมูลปี พ.ศ. 2568 รอบ 6 เดือนแรก", "the first six months of 2568"),
        ("previous_result", "จากผลการประเมินปี พ.ศ. 2567", "from the result of 2567"),
        ("unknown", "ยังไม่ทราบ", "not known"),
        (None, "ยังไม่ทราบ", "not known"),
    ],
)
def test_the_year_of_the_data_is_said_in_words(rule: str | None, thai: str, english: str) -> None:
    words = year_rule_words(rule, 2568)

    assert (words.th, words.en) == (thai, english)


@pytest.mark.parametrize("year", range(2562, 2570))
def test_every_year_has_its_list(year: int) -> None:
    items = [node for node in framework(year).nodes.values() if node.kind == "item"]
    document = oit(framework(year), setting())

    assert len(body(table(document))) == len(items) > 0
    assert f"พ.ศ. {year}" in document.subtitle[-1]


def test_a_framework_without_items_says_so() -> None:
    blocks = oit(small_framework({"IIT": {"1": ["i1"]}}, weights={"IIT": 1}), setting()).blocks

    assert [block.tone for block in blocks if isinstance(block, Callout)] == ["warning"]
    assert not any(isinstance(block, Table) for block in blocks)
