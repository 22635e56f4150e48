import datetime
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from tests.render.sample import document

from prongsai.core.document import Run
from prongsai.render.printable import date_line, one_line, printable, run_text


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
