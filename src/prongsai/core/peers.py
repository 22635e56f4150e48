"""Where a score stands among others of the same year and type: exact quantiles and a place, ties told as ties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.errors import InputError, Problem
from prongsai.core.level import two_decimals
from prongsai.core.rules import HUNDREDTH, half_up
from prongsai.core.text import Text

# In a smaller group a place says more about the others than it may, and next to nothing about oneself.
FEWEST_PEERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One agency's score 0–100 in one fiscal year; the type is an identifier, `None` for unknown."""

    agency: str
    fiscal_year: int
    agency_type: str | None
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew:
    """Refused: the group is smaller than `FEWEST_PEERS`."""

    peers: int
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The place among `peers` others. `best_place` to `worst_place` of `peers` + 1: equal scores share their places.

    `quantiles` of the others are least, first quarter, median, third quarter, most: exact, straight between
    neighbours. `alike` counts the others no further away than the margin that was asked for, `None` without one.
    """

    peers: int
    above: int
    equal: int
    below: int
    quantiles: tuple[Fraction, Fraction, Fraction, Fraction, Fraction]
    alike: int | None
    words: Text

    @property
    def best_place(self) -> int:
        """The place if every tie goes one's own way, from 1."""
        return self.above + 1

    @property
    def worst_place(self) -> int:
        """The place if every tie goes against one."""
        return self.above + self.equal + 1


def standing(own: Peer, others: Sequence[Peer], *, margin: Fraction | None = None) -> Standing | TooFew:
    """Return where `own` stands among the others; scores are compared as shown, with two decimals.

    `margin`: scores no further apart are not told apart, in points. Raises `InputError` if years or types are
    mixed, if a score is off the scale, or if an agency is there twice.
    """
    problems = [*_mixed(own, others), *_twice(own, others)]
    if problems:
        raise InputError(problems)
    if len(others) < FEWEST_PEERS:
        return TooFew(peers=len(others), words=_too_few(len(others)))
    # Whole hundredths: a country has thousands of agencies, and whole numbers sort many times faster.
    mine, hundredths = _hundredths(own.value), sorted(_hundredths(other.value) for other in others)
    equal = bisect_right(hundredths, mine) - bisect_left(hundredths, mine)
    above = len(hundredths) - bisect_right(hundredths, mine)
    alike = None if margin is None else _within(hundredths, mine, margin)
    return Standing(
        peers=len(hundredths),
        above=above,
        equal=equal,
        below=len(hundredths) - above - equal,
        quantiles=_quantiles(hundredths),
        alike=alike,
        words=_words(mine, hundredths, above=above, equal=equal, alike=alike),
    )


def _hundredths(value: Fraction) -> int:
    """Return a score as shown, in hundredths of a point."""
    return (200 * value.numerator + value.denominator) // (2 * value.denominator)


def _within(ordered: Sequence[int], mine: int, margin: Fraction) -> int:
    """Count the scores that are no further away than the margin."""
    reach = margin / HUNDREDTH
    return bisect_right(ordered, mine + reach) - bisect_left(ordered, mine - reach)


def _quantiles(ordered: Sequence[int]) -> tuple[Fraction, Fraction, Fraction, Fraction, Fraction]:
    least, first, middle, third, most = (
        quantile(ordered, Fraction(quarter, 4)) * HUNDREDTH for quarter in range(5)
    )
    return least, first, middle, third, most


def quantile(ordered: Sequence[Fraction] | Sequence[int], share: Fraction) -> Fraction:
    """Return the value below which `share` (0–1) of the ordered values lie, straight between two neighbours."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _words(mine: int, ordered: Sequence[int], *, above: int, equal: int, alike: int | None) -> Text:
    middle = two_decimals(half_up(quantile(ordered, Fraction(1, 2)) * HUNDREDTH))
    number = len(ordered) + 1
    place = f"{above + 1}" if not equal else f"{above + 1}–{above + equal + 1}"
    tie = Text(f" (เท่ากัน {equal + 1} หน่วยงาน)", f" ({equal + 1} share it)") if equal else Text("", "")
    near = _near(alike)
    score = two_decimals(mine * HUNDREDTH)
    return Text(
        f"ได้ {score} คะแนน อยู่ลำดับที่ {place} จาก {number} หน่วยงาน{tie.th} ค่ากลางของหน่วยงานอื่นคือ {middle}{near.th}",
        f"{score} points, place {place} of {number}{tie.en}; the median of the others is {middle}{near.en}",
    )


def _near(alike: int | None) -> Text:
    """Say how many are too close to tell, nothing where no margin was asked for."""
    if alike is None:
        return Text("", "")
    if not alike:
        return Text(
            " ไม่มีหน่วยงานใดที่คะแนนใกล้จนบอกไม่ได้ว่าใครสูงกว่า", "; none of them is too close to tell who is higher"
        )
    verb = "is" if alike == 1 else "are"
    return Text(
        f" มี {alike} หน่วยงานที่คะแนนใกล้กันจนบอกไม่ได้ว่าใครสูงกว่า",
        f"; {alike} of the others {verb} too close to tell who is higher",
    )


def _too_few(peers: int) -> Text:
    if not peers:
        return Text("ยังไม่มีหน่วยงานอื่นให้เทียบ", "there is no other agency to compare with yet")
    return Text(
        f"มีหน่วยงานให้เทียบเพียง {peers} แห่ง น้อยกว่า {FEWEST_PEERS} แห่ง จึงไม่จัดลำดับ เพราะจะสะท้อนแต่ละแห่งมากกว่ากลุ่ม",
        f"only {peers} to compare with, fewer than {FEWEST_PEERS}: no place is given, "
        "for it would say more about single agencies than about the group",
    )


def _mixed(own: Peer, others: Sequence[Peer]) -> Iterator[Problem]:
    for peer in (own, *others):
        if not 0 <= peer.value.numerator <= 100 * peer.value.denominator:
            yield Problem(
                id="peers.out_of_scale",
                where=peer.agency,
                found=str(peer.value),
                why=Text("คะแนนต้องอยู่ระหว่าง 0 ถึง 100", "a score lies between 0 and 100"),
                remedy=Text("ตรวจคะแนน", "check the score"),
            )
        if peer.fiscal_year != own.fiscal_year:
            yield Problem(
                id="peers.other_year",
                where=peer.agency,
                found=str(peer.fiscal_year),
                why=Text(f"ไม่ใช่ผลของปี {own.fiscal_year}", f"not a result of {own.fiscal_year}"),
                remedy=Text("เทียบเฉพาะปีเดียวกัน", "compare within one year"),
            )
        if peer.agency_type != own.agency_type:
            yield Problem(
                id="peers.other_type",
                where=peer.agency,
                found=str(peer.agency_type or "–"),
                why=Text("ไม่ใช่หน่วยงานประเภทเดียวกัน", "not an agency of the same type"),
                remedy=Text("เทียบเฉพาะประเภทเดียวกัน", "compare within one type"),
            )


def _twice(own: Peer, others: Sequence[Peer]) -> Iterator[Problem]:
    seen = {own.agency}
    for peer in others:
        if peer.agency in seen:
            yield Problem(
                id="peers.twice",
                where=peer.agency,
                found=peer.agency,
                why=Text("มีหน่วยงานนี้แล้ว", "this agency is there already"),
                remedy=Text("ลบแถวที่ซ้ำ", "remove the second row"),
            )
        seen.add(peer.agency)
