"""The rows of a table of measures: every key of every form, the numbers, and the steps with what is their own."""

import datetime
from dataclasses import replace

import pytest
from tests.paper_chain import WHOLE_YEAR, body, cell, measure, pen, titles
from tests.papers import cells

from prongsai.core.document import Table
from prongsai.core.papers.columns import MEASURES
from prongsai.core.papers.rows import MeasureRows, owners
from prongsai.core.plan import Measure, Period, Step


def table(*measures: Measure, form: str = "full", lang: str = "th") -> Table:
    return MeasureRows(pen("en" if lang == "en" else "th"), MEASURES[form]).table("", measures)


BARE = Measure(
    id="m1",
    topic="",
    title="ลอย ๆ",
    approach="",
    responsible_units=(),
    steps=(),
    period=None,
    monitoring_rounds=(),
)


def test_every_field_of_a_measure_stands_in_the_complete_form() -> None:
    assert cells(body(table(measure(1)))[0]) == (
        "1",
        "มาตรการสมมติ 1\nทำให้เห็น",
        "1. เตรียม\n2. เผยแพร่ (กองช่าง)",
        "กองคลังสมมติ",
        "ตลอดปีงบประมาณ พ.ศ. 2568",
        "รายงานรอบ 6 เดือน และ 12 เดือน",
        "6",
        "+0.33",
        "1,000",
    )


def test_what_is_not_said_is_a_dash_not_a_blank() -> None:
    assert cells(body(table(BARE))[0]) == ("1", "ลอย ๆ", *("–",) * 7)


def test_topics_stand_over_their_measures_and_numbers_go_on() -> None:
    found = table(measure(5), measure(6))

    assert [cells(row)[0] for row in found.rows] == [
        "การให้บริการและระบบ E-Service",
        "1",
        "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
        "2",
    ]
    assert [row.spans for row in found.rows] == [True, False, True, False]


def test_a_measure_without_a_topic_gets_no_heading_row() -> None:
    assert len(table(BARE).rows) == 1


def test_a_form_by_topic_column_repeats_the_topic_and_numbers_the_measure() -> None:
    found = table(measure(1), measure(2), form="donsak")

    assert [cell(found, row, "หัวข้อ") for row in (0, 1)] == ["การให้บริการและระบบ E-Service"] * 2
    assert cell(found, 1, titles(found)[1]) == "2. มาตรการสมมติ 2\nทำให้เห็น"


def test_a_step_says_only_what_differs_from_its_measure() -> None:
    march = Period(datetime.date(2025, 3, 1), datetime.date(2025, 3, 31))
    steps = (
        Step(number=1, text="ก", responsible_units=("finance",), period=WHOLE_YEAR),
        Step(number=2, text="ข", responsible_units=("works",), period=march),
    )

    assert cell(table(replace(measure(1), steps=steps)), 0, "ขั้นตอน/วิธีปฏิบัติ") == ("1. ก\n2. ข (กองช่าง; มี.ค.)")


def test_the_units_of_the_steps_stand_in_for_those_of_the_measure() -> None:
    steps = tuple(Step(number=n, text="", responsible_units=("works",)) for n in (1, 2))

    assert owners(replace(measure(1), responsible_units=(), steps=steps)) == ("works",)
    assert owners(measure(1)) == ("finance",)


@pytest.mark.parametrize("form", MEASURES)
def test_no_form_has_a_cell_without_words(form: str) -> None:
    for lang in ("th", "en"):
        found = table(measure(1), BARE, form=form, lang=lang)

        assert all(text.strip() for row in body(found) for text in cells(row))
        assert all(len(row.cells) == len(found.columns) for row in found.rows)


def test_codes_of_one_part_are_written_as_people_read_them() -> None:
    assert cell(table(measure(2)), 0, "ตอบข้อ") == "i1 x, O15"
