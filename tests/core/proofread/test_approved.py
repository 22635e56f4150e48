"""Opinions, date and signature, and the item that a report answers."""

import datetime
from dataclasses import replace

import pytest
from tests.proofread_papers import at, chain, lines, measure, phrase, places, recognised, remarks, section

from prongsai.core.printed import Format
from prongsai.core.proofread.check import CHECKS
from prongsai.core.recognised import Hand, Section


def hand(opinion: str | None, line: int = 7) -> Hand:
    return Hand(role="clerk", position="ปลัดเทศบาล", where=at(line), opinion=opinion)


DAY = datetime.date(2026, 4, 17)


def report(**told: object) -> Section:
    done = measure("ทำคู่มือ", results=(phrase("ทำแล้ว", 9),))
    return section(**({"kind": "implementation", "measures": (done,)} | told))


def test_a_blank_opinion() -> None:
    memo = section(kind="memo", hands=(hand(None, 6), hand(""), hand("เห็นชอบ", 8)))

    assert places(remarks("form.opinion_blank", memo)) == [[7]]


def test_an_opinion_in_the_line_of_its_label() -> None:
    said = lines("- ความเห็นปลัดเทศบาล เห็นควรอนุมัติ", "(นางสมหญิง รักงาน)", "ปลัดเทศบาล", first=5)
    empty = lines("- ความเห็นปลัดเทศบาล.....", "(นางสมหญิง รักงาน)", "ปลัดเทศบาล", first=5)

    assert remarks("form.opinion_blank", section(*said, kind="memo", hands=(hand(""),))) == []
    assert len(remarks("form.opinion_blank", section(*empty, kind="memo", hands=(hand(""),)))) == 1


def test_neither_date_nor_signature() -> None:
    papers = recognised(report()), recognised(report(where=at(3)), name="other.txt")
    (found,) = CHECKS["form.no_approval"](chain(*papers))

    assert places([found]) == [[1, 3]]
    assert "2 ไฟล์" in found.why.th
    assert list(CHECKS["form.unsigned"](chain(*papers))) == []


def test_a_part_without_a_title_is_no_paper() -> None:
    assert remarks("form.no_approval", report(title="")) == []


def test_a_date_below_the_paper() -> None:
    (unsigned,) = remarks("form.unsigned", section(*lines("รายงาน", "๑๕ ตุลาคม ๒๕๖๘")))

    assert "ไม่มีลายมือชื่อ" in unsigned.why.th
    assert remarks("form.unsigned", section(*lines("ผู้รายงาน นางสมมติ รอบคอบ วันที่ 20 ธันวาคม 2567"))) == []


def test_a_date_alone() -> None:
    (found,) = remarks("form.unsigned", report(date=DAY))

    assert "ไม่มีลายมือชื่อ" in found.why.th


def test_a_signed_paper() -> None:
    signed = section(*lines("ลงชื่อ ........ ผู้รายงาน"), date_text="เมษายน 2569")

    assert remarks("form.unsigned", signed) == []


def test_a_name_in_brackets_is_a_signature() -> None:
    assert (
        remarks("form.unsigned", section(*lines("(นายสมมติ ใจดี)", "ปลัดเทศบาล"), date_text="เมษายน 2569")) == []
    )
    assert len(remarks("form.unsigned", section(*lines("(นายกเทศมนตรี)"), date_text="เมษายน 2569"))) == 1


@pytest.mark.parametrize(("format_", "asked"), [("docx", 1), ("xlsx", 0), ("html", 0)])
def test_workbooks_and_pages_of_a_website_are_signed_by_nobody(format_: Format, asked: int) -> None:
    paper = recognised(report(date=DAY))
    made = chain(replace(paper, printed=replace(paper.printed, format=format_)))

    assert len(list(CHECKS["form.unsigned"](made))) == asked


def test_a_memo_signs_for_the_other_files() -> None:
    memo = recognised(section(kind="memo"), name="memo.txt")

    assert list(CHECKS["form.unsigned"](chain(recognised(report(date=DAY)), memo))) == []
    assert list(CHECKS["form.no_approval"](chain(recognised(report()), memo))) == []


def test_nobody_signs_a_page_of_results() -> None:
    assert remarks("form.unsigned", section(kind="result", date=DAY)) == []


def test_a_paper_of_our_own_is_signed_later() -> None:
    paper = recognised(section(kind="memo", hands=(hand(""),)), report(date=DAY))
    own = replace(paper, printed=replace(paper.printed, format="own"))

    assert list(CHECKS["form.opinion_blank"](chain(own))) == []
    assert list(CHECKS["form.unsigned"](chain(replace(own, sections=own.sections[1:])))) == []


def test_a_report_that_names_no_item() -> None:
    # The measures of 2568 are reported on in the round of 2569.
    assert places(remarks("form.item_unnamed", report(plan_year=2568))) == [[1]]
    assert remarks("form.item_unnamed", report(plan_year=2568, items=("O26",))) == []


def test_no_item_is_known_to_ask_for_it() -> None:
    assert remarks("form.item_unnamed", report(plan_year=2569)) == []
    assert remarks("form.item_unnamed", report(plan_year=2568, kind="followup")) == []
    assert remarks("form.item_unnamed", section()) == []
