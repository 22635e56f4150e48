"""Joining figures of two years: by matter, by part, and at the depth that both years know."""

from fractions import Fraction
from functools import cache

import pytest

from prongsai.core.change.matters import Figure, Matching, mean_of, share_of, worth_of
from prongsai.core.framework.compare import map_codes
from prongsai.reading.framework import load as read

load = cache(read)


def figure(code: str, share: object = 1, value: int = 0) -> Figure:
    return Figure(code, Fraction(str(share)), Fraction(value))


def matching(newer: str, older: str) -> Matching:
    years = load(newer), load(older)
    return Matching(*years, map_codes(*years))


def joined(newer: str, older: str, codes: str, previous: str) -> list[tuple[str, str]]:
    found = matching(newer, older).join(
        tuple(map(figure, codes.split())), tuple(map(figure, previous.split())), deep=True
    )
    return [
        (" ".join(each.code for each in matter.newer), " ".join(each.code for each in matter.older))
        for matter in found
    ]


@pytest.mark.parametrize(
    ("newer", "older", "codes", "previous", "expected"),
    [
        # The same number is another matter: O19 was HR, complaints were O24.
        ("th-ita-2568", "th-ita-2567", "O15 O19", "O19 O24", [("O15", "O19"), ("O19", "O24")]),
        ("th-ita-2568", "th-ita-2567", "O1", "O1 O3 O15", [("O1", "O1 O3"), ("", "O15")]),
        ("th-ita-2567", "th-ita-2568", "O1 O2 O3", "O2 O1", [("O2", "O2"), ("O1 O3", "O1")]),
        ("th-ita-2567", "th-ita-2566", "O29", "O33", [("O29", ""), ("", "O33")]),
        # Parts stay apart where both years have them, and meet what has none.
        ("th-ita-2568", "th-ita-2567", "e1@EIT.1 e1@EIT.2", "e1@EIT.2", [("e1@EIT.1", ""), ("e1@EIT.2", "e1@EIT.2")]),
        ("th-ita-2566", "th-ita-2565", "e1@EIT.1 e1@EIT.2", "e1", [("e1@EIT.1 e1@EIT.2", "e1")]),
        ("th-ita-2568", "th-ita-2567", "6@EIT.1 e1@EIT.2", "e1@EIT.1 e2@EIT.1 6@EIT.2", [
            ("6@EIT.1", "e1@EIT.1 e2@EIT.1"), ("e1@EIT.2", "6@EIT.2"),
        ]),
        # A group told as a whole meets whatever went into it.
        ("th-ita-2568", "th-ita-2567", "O1 O5 O20", "9.1 9.2 O25", [("O1", "9.1"), ("O5", "9.2"), ("O20", "O25")]),
    ],
)  # fmt: skip
def test_figures_meet_by_matter(
    newer: str, older: str, codes: str, previous: str, expected: list[tuple[str, str]]
) -> None:
    assert joined(newer, older, codes, previous) == expected


def test_a_matter_grows_by_whatever_shares_a_code_with_it() -> None:
    year = load("th-ita-2568")
    chained = Matching(year, year, {"O1": ("O1", "O2"), "O2": ("O2",), "O3": ("O2", "O3")})
    codes = tuple(map(figure, ("O1", "O2", "O3")))

    (found,) = chained.join(codes, codes, deep=True)

    assert (found.newer, found.older) == (codes, codes)


def test_a_tool_meets_itself_and_an_indicator_its_predecessor() -> None:
    found = matching("th-ita-2568", "th-ita-2567").join(
        (figure("OIT"), figure("8")), (figure("8"), figure("OIT")), deep=False
    )

    assert all(each.matched for each in found)


def test_the_counterparts_of_a_figure_are_found_in_both_directions() -> None:
    years = matching("th-ita-2567", "th-ita-2566")

    assert years.previous_of("O20") == ("O39",)
    assert years.later_of("O39") == ("O20",)
    assert years.later_of("O41") == ()
    assert years.previous_of("O29") == ()


def test_the_mean_counts_by_share_and_plainly_where_nothing_has_weight() -> None:
    figures = figure("O1", "0.25", 100), figure("O2", "0.5", 40)

    assert (share_of(figures), worth_of(figures), mean_of(figures)) == (
        Fraction(3, 4),
        Fraction(45),
        Fraction(60),
    )
    assert mean_of((figure("O1", 0, 100), figure("O2", 0, 40))) == 70
