"""What every section is written with: figures as the year rounds them, tones, labels, small gains."""

from fractions import Fraction

import pytest
from tests.invented_frameworks import elsewhere
from tests.papers import analysed, don_sak, na_pho
from tests.small_frameworks import scored

from prongsai.core.analysis.writer import Writer
from prongsai.core.document import Run
from prongsai.core.edition import Edition
from prongsai.core.level import Bounds

OF_DON_SAK = Writer(analysed(don_sak()), Edition())
OF_NA_PHO = Writer(analysed(na_pho()), Edition(lang="en"))


def test_words_are_in_the_language_of_the_edition() -> None:
    assert (OF_DON_SAK.say("ก", "a"), OF_NA_PHO.say("ก", "a")) == ("ก", "a")


def test_a_stretch_between_two_stars_is_bold() -> None:
    assert OF_NA_PHO.runs("", "a **b** c") == (Run("a "), Run("b", bold=True), Run(" c"))
    assert OF_NA_PHO.runs("", "**b**") == (Run("b", bold=True),)


def test_figures_are_rounded_as_the_year_rounds() -> None:
    half_even = Writer(analysed(scored(elsewhere(), {"S-A": 80})), Edition())

    assert OF_DON_SAK.figure(Fraction("90.125")) == "90.13"
    assert half_even.figure(Fraction("90.125")) == "90.12"


def test_what_is_not_known_is_called_so() -> None:
    assert OF_DON_SAK.shown("EIT.1") == "ไม่ทราบ"
    assert OF_DON_SAK.shown("total") == "94.50"


@pytest.mark.parametrize(
    ("value", "tone"),
    [
        ("95", "good"),
        ("94.995", "good"),
        ("94.99", "plain"),
        ("85", "plain"),
        ("84.994", "warning"),
        ("0", "warning"),
    ],
)
def test_a_tone_goes_by_the_figure_as_it_is_shown(value: str, tone: str) -> None:
    assert OF_DON_SAK.tone(Fraction(value)) == tone


def test_what_is_unknown_has_no_tone_of_its_own() -> None:
    assert OF_DON_SAK.tone(None) == "plain"


def test_the_two_best_minima_are_those_of_the_year() -> None:
    assert OF_DON_SAK.thresholds() == (Fraction(95), Fraction(85))
    assert OF_NA_PHO.thresholds() == (Fraction(95), Fraction(85))
    assert Writer(analysed(scored(elsewhere(), {})), Edition()).thresholds() == (Fraction(90), Fraction(60))


@pytest.mark.parametrize(
    ("gain", "written"), [("13.75", "13.75"), ("0.005", "0.01"), ("0.0049", "< 0.01"), ("0", "0.00")]
)
def test_a_gain_is_never_shown_as_nothing(gain: str, written: str) -> None:
    assert OF_DON_SAK.points(Fraction(gain)) == written


def test_a_span_is_a_figure_where_it_is_known() -> None:
    assert OF_DON_SAK.span(Bounds(Fraction(85), Fraction(85))) == "85.00"
    assert OF_DON_SAK.span(Bounds(Fraction("92.47"), Fraction(100))) == "92.47–100.00"


def test_a_label_is_what_a_person_calls_it() -> None:
    assert OF_DON_SAK.label("9") == "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"
    assert OF_NA_PHO.label("OIT") == "Disclosure check (OIT)"
    assert OF_DON_SAK.label("EIT.2") == "EIT ส่วนที่ 2"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("mean of its items", "Mean of its items"),
        ("e1–e9: not used", "e1–e9: not used"),
        ("ไม่มี", "ไม่มี"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_with_a_code(words: str, sentence: str) -> None:
    assert OF_NA_PHO.sentence(words) == sentence
