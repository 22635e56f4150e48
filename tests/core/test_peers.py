"""Standing among others: exact quantiles, ties as ties, and groups that are refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.errors import InputError
from prongsai.core.peers import Peer, Standing, TooFew, quantile, standing


def peer(value: object, agency: str = "ของเรา", year: int = 2568, agency_type: str | None = "sao") -> Peer:
    return Peer(agency=agency, fiscal_year=year, agency_type=agency_type, value=Fraction(str(value)))


def among(own: object, *others: object, margin: Fraction | None = None) -> Standing:
    found = standing(peer(own), [peer(value, f"อบต. {n}") for n, value in enumerate(others)], margin=margin)
    assert isinstance(found, Standing)
    return found


def test_a_place_counts_those_above_and_ties_share_theirs() -> None:
    found = among(90, 95, 90, 90, 80, 70)

    assert (found.above, found.equal, found.below) == (1, 2, 2)
    assert (found.best_place, found.worst_place) == (2, 4)
    assert "ลำดับที่ 2–4 จาก 6 หน่วยงาน (เท่ากัน 3 หน่วยงาน)" in found.words.th
    assert "place 2–4 of 6 (3 share it)" in found.words.en


def test_a_place_without_ties_is_one_number() -> None:
    found = among(100, 95, 90, 85, 80, 70)

    assert (found.best_place, found.worst_place, found.alike) == (1, 1, None)
    assert found.words.th == "ได้ 100.00 คะแนน อยู่ลำดับที่ 1 จาก 6 หน่วยงาน ค่ากลางของหน่วยงานอื่นคือ 85.00"


def test_quantiles_are_those_of_the_others_and_exact() -> None:
    found = among(50, 60, 70, 80, 90, 95, 100)

    # 5 gaps: a quarter is 1¼ gaps from the least.
    assert [str(each) for each in found.quantiles] == ["60", "145/2", "85", "375/4", "100"]


def test_scores_are_compared_as_they_are_shown() -> None:
    assert among("90.004", "90.001", "89.996", 80, 70, 60).equal == 2


def test_others_within_the_error_are_not_told_apart() -> None:
    found = among(90, 95, 92, 88, 80, 70, margin=Fraction(2))

    assert found.alike == 2
    assert "มี 2 หน่วยงานที่คะแนนใกล้กัน" in found.words.th


def test_nobody_or_one_too_close_is_said_in_good_words() -> None:
    nobody, two = (among(90, 95, 92, 88, 80, 70, margin=Fraction(n)) for n in (1, 2))
    single = among(90, 95, 91, 80, 70, 60, margin=Fraction(1))

    assert "none of them is too close" in nobody.words.en
    assert "ไม่มีหน่วยงานใดที่คะแนนใกล้" in nobody.words.th
    assert "2 of the others are too close" in two.words.en
    assert "1 of the others is too close" in single.words.en


def test_a_small_group_gets_no_places() -> None:
    found = standing(peer(90), [peer(80, str(number)) for number in range(4)])

    assert isinstance(found, TooFew)
    assert found.peers == 4
    assert "ไม่จัดลำดับ" in found.words.th
    assert "fewer than 5" in found.words.en


def test_years_types_repetitions_and_impossible_scores_are_refused_all_at_once() -> None:
    others = [
        peer(80, "ก", year=2567),
        peer(80, "ข", agency_type=None),
        peer(101, "ค"),
        peer(80, "ค"),
        peer(80),
    ]

    with pytest.raises(InputError) as refused:
        standing(peer(90), others)

    assert [(problem.id, problem.where) for problem in refused.value.problems] == [
        ("peers.other_year", "ก"),
        ("peers.other_type", "ข"),
        ("peers.out_of_scale", "ค"),
        ("peers.twice", "ค"),
        ("peers.twice", "ของเรา"),
    ]


def test_the_quantile_of_one_value_is_that_value() -> None:
    assert quantile([Fraction(5)], Fraction(3, 4)) == 5


@given(st.integers(0, 10000), st.lists(st.integers(0, 10000), min_size=5, max_size=30))
def test_everybody_is_above_equal_or_below_and_quantiles_are_in_order(own: int, others: list[int]) -> None:
    found = among(Fraction(own, 100), *(Fraction(other, 100) for other in others))

    assert found.above + found.equal + found.below == found.peers == len(others)
    assert list(found.quantiles) == sorted(found.quantiles)
    assert (found.quantiles[0], found.quantiles[-1]) == (
        Fraction(min(others), 100),
        Fraction(max(others), 100),
    )
