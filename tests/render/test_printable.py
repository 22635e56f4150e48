import datetime
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from tests.render.sample import document

from prongsai.core.document import Block, Heading, PageBreak, Run, Signature
from prongsai.render.printable import (
    date_line,
    has_steps,
    one_line,
    printable,
    run_text,
    shown_blocks,
    signature_lines,
    split_lines,
    step_mark,
    target,
)


@given(st.text())
def test_any_text_can_stand_in_xml_once_it_is_printable(text: str) -> None:
    shown = printable(text, "thai")

    assert (fromstring(f"<t>{escape(shown)}</t>").text or "") == shown


def test_controls_of_direction_are_taken_out() -> None:
    assert printable("ก\u202eข\u2066ค\u2069", "thai") == "กขค"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\u2028", "\x85"])
def test_every_kind_of_line_end_becomes_a_line_feed(end: str) -> None:
    assert printable(f"ก{end}ข", "thai") == "ก\nข"


def test_a_verbatim_run_keeps_its_digits() -> None:
    assert run_text(Run("O14 ๑", verbatim=True), "thai") == "O14 ๑"
    assert run_text(Run("O14 ๑"), "thai") == "O๑๔ ๑"


def test_one_line_holds_no_line_end() -> None:
    assert one_line(" ก\n  ข\t1 ", "thai") == "ก ข ๑"


def test_dates_are_written_in_the_paper_s_language_and_digits() -> None:
    thai = replace(document(), date=datetime.date(2026, 4, 17))

    assert date_line(thai) == "วันที่ ๑๗ เมษายน ๒๕๖๙"
    assert date_line(replace(thai, lang="en", digits="arabic")) == "17 April 2026"
    assert date_line(replace(thai, lang="en", digits="arabic", date=None)).startswith("Date ....")


def test_lines_are_cut_across_runs_and_keep_their_look() -> None:
    runs = (Run("1. ตรวจ\n2. "), Run("แก้\r\nจบ", bold=True))

    assert split_lines(runs) == [
        (Run("1. ตรวจ"),),
        (Run("2. "), Run("แก้", bold=True)),
        (Run("จบ", bold=True),),
    ]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1. ตรวจ", "๑. "),
        ("๑๒) ตรวจ", "๑๒) "),
        ("1.5 คะแนน", ""),
        ("2568. ปี", ""),
        ("ตรวจ 1. แก้", ""),
        ("1. ", ""),
    ],
)
def test_a_step_begins_with_a_short_number_and_a_sign(text: str, mark: str) -> None:
    assert step_mark((Run(text),), "thai") == mark


def test_one_line_is_no_list_of_steps() -> None:
    assert not has_steps((Run("1. ตรวจ"),), "thai")
    assert has_steps((Run("วิธี\n1. ตรวจ"),), "thai")
    assert not has_steps((Run("กองคลัง\nกองช่าง"),), "thai")


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://itas.nacc.go.th/a?b=1", True),
        ("plan/measures.pdf", True),
        ("javascript:x", False),
        ("http://a", False),
        ("../a.pdf", False),
        ("", False),
    ],
)
def test_only_files_beside_the_paper_and_https_addresses_are_links(link: str, leads: bool) -> None:
    assert target(Run("ก", link=link)) == (link if leads else "")


def test_a_signature_leaves_room_for_what_is_not_known() -> None:
    name, position = signature_lines(Signature(" ", "นายกเทศมนตรี"))

    assert set(name) == {"(", ".", ")"}
    assert position == "นายกเทศมนตรี"
    assert signature_lines(Signature("ก", "ข", "ค")) == ("(ก)", "ข", "ค")


@pytest.mark.parametrize(
    ("blocks", "titled", "kept"),
    [
        ("bb h b", True, "b h"),
        ("b h b b h b", False, "h b h"),
        ("b", False, ""),
        ("h", True, "h"),
        ("", True, ""),
    ],
)
def test_page_breaks_that_would_make_empty_pages_are_left_out(blocks: str, titled: bool, kept: str) -> None:
    kinds: dict[str, Block] = {"b": PageBreak(), "h": Heading(1, "ก")}
    content = tuple(kinds[letter] for letter in blocks.replace(" ", ""))

    shown = shown_blocks(replace(document(content=content), titled=titled))

    assert shown == [kinds[letter] for letter in kept.replace(" ", "")]
