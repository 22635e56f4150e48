"""The fields that officers type into: every way of writing is read, and what is shown can be sent back."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from tests.web.cast import Cast

from prongsai.core.edition import Edition
from prongsai.web import language
from prongsai.web.models import Unit
from prongsai.web.office import fields

APRIL = datetime.date(2026, 4, 17)
EDITIONS = [Edition(lang=lang, digits=digits) for lang in ("th", "en") for digits in ("thai", "arabic")]


def error(field: forms.Field, text: object) -> str:
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(text)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    "text",
    [
        "17 เม.ย. 69",
        "๑๗ เมษายน ๒๕๖๙",
        "17/4/2569",
        "๑๗/๐๔/๖๙",
        "2026-04-17",
        "17 April 2026",
        " 17 เม.ย. 2569 ",
    ],
)
def test_days_are_read_in_every_form(text: str) -> None:
    assert fields.DateField().clean(text) == APRIL


@pytest.mark.parametrize("text", ["31 ก.พ. 2569", "เมษายน", "พรุ่งนี้", "<b>1</b>"])
def test_what_is_no_day_is_told_with_how_to_write_one(text: str) -> None:
    assert "31 มีนาคม 2569" in error(fields.DateField(), text)


@pytest.mark.parametrize("edition", EDITIONS, ids=str)
def test_what_is_shown_is_no_change(edition: Edition) -> None:
    language.activate(edition)
    for field, value in (
        (fields.DateField(required=False), APRIL),
        (fields.MoneyField(required=False), Decimal("1250000.50")),
        (fields.MoneyField(required=False), Decimal(0)),
        (fields.PointsField(required=False), Fraction(17, 20)),
        (fields.PointsField(required=False), Fraction(1, 3)),
        (fields.LinesField(required=False), ["นายกเทศมนตรี", "ประชาชน"]),
    ):
        shown = field.prepare_value(value)
        assert field.clean(shown) == value, (field, shown)
        assert not field.has_changed(value, shown)
        assert field.has_changed(value, "") is True


@pytest.mark.parametrize(
    ("text", "amount"), [("๑๒,๐๐๐ บาท", Decimal(12000)), ("ไม่ใช้งบประมาณ", Decimal(0)), ("", None)]
)
def test_money(text: str, amount: Decimal | None) -> None:
    assert fields.MoneyField(required=False).clean(text) == amount


@pytest.mark.parametrize("text", ["-1", "1.005", "10000000000000", "1e99", "มาก", "Infinity"])
def test_what_is_no_sum_of_money_is_refused(text: str) -> None:
    assert text in error(fields.MoneyField(required=False), text)


def test_words_lose_what_no_paper_can_show_and_nothing_else() -> None:
    assert fields.WordsField(rows=3).clean(" ก\r\n\x00<b>ข</b> ") == "ก\n<b>ข</b>"
    assert fields.LineField().clean(" ก\r\n\x00<b>ข</b> ") == "ก <b>ข</b>"
    assert "10000" in error(fields.WordsField(), "ก" * 10_001).replace(",", "")


def test_units_are_ticked(cast: Cast) -> None:
    ticked = fields.UnitsField(list(Unit.objects.filter(agency=cast.own)), required=False)

    assert ticked.clean([str(cast.other_unit.pk), str(cast.unit.pk)]) is not None
    far = Unit.objects.get(agency=cast.other)
    assert "เลือกใหม่" in error(ticked, [str(far.pk)])
