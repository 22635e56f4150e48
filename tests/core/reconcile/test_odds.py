"""By how much a sample is likelier when one of its questions is put right."""

from decimal import Decimal

import pytest

from prongsai.core.reconcile.odds import SampleOdds
from prongsai.core.survey import PrintedMean, reaches

POINTS = (0, 20, 40, 60, 80, 100)
# Twelve answers: multiples of 100 / 60.
TWELVE = {"i1": "78.33", "i2": "81.67", "i3": "86.67", "i4": "91.67", "i5": "88.33", "i6": "96.67"}


def sample(**figures: str) -> SampleOdds:
    means = {code: PrintedMean(Decimal(figure), POINTS) for code, figure in figures.items()}
    telling = {code: mean for code, mean in means.items() if mean.value not in (0, 100)}
    fits = {code: frozenset(n for n in range(1, 101) if reaches(mean, n)) for code, mean in telling.items()}
    return SampleOdds(means, fits)


def test_the_figure_that_fits_the_others_number_of_answers_gains() -> None:
    odds = sample(**TWELVE | {"i1": "78.37"})

    assert odds.gain("i1", Decimal("78.33")) > 20
    assert odds.gain("i1", Decimal("78.33")) > odds.gain("i1", Decimal("78.31")) + 20


def test_a_sound_figure_loses_by_being_changed_off_the_grid() -> None:
    assert sample(**TWELVE).gain("i2", Decimal("81.61")) < -20


def test_changing_a_sound_figure_does_not_mend_a_sample_with_a_wrong_one() -> None:
    odds = sample(**TWELVE | {"i1": "78.37"})

    assert odds.gain("i3", Decimal("86.63")) < 1


def test_a_question_at_100_may_be_the_wrong_one_too() -> None:
    odds = sample(**TWELVE, i7="100.00")

    assert odds.gain("i7", Decimal("10.00")) < 0
    assert abs(odds.gain("i7", Decimal("98.33"))) < 10


def test_among_figures_on_the_grid_the_one_near_the_others_is_likelier() -> None:
    # Both are multiples of 100 / 60; the median of the others is 88.33, their median distance 3.34
    odds = sample(**TWELVE | {"i1": "18.33"})

    assert odds.gain("i1", Decimal("78.33")) > odds.gain("i1", Decimal("28.33")) > 0


def test_a_question_alone_tells_nothing() -> None:
    odds = sample(i1="78.33")

    assert odds.gain("i1", Decimal("78.33")) == pytest.approx(0)
