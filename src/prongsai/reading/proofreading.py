"""Recognised papers put together by agency, with the frameworks and rules that they are proof-read by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.framework import Framework
from prongsai.core.proofread import Chain
from prongsai.core.proofread.likeness import letters
from prongsai.core.recognised import Recognised
from prongsai.core.result import Result
from prongsai.reading.catalogue import load_proofreading, load_word_lists
from prongsai.reading.framework import available_years, find_year

T = TypeVar("T")

# Of one agency so many papers are read together: those of ten years and more. Each is held against every other,
# so that a thousand at once would take a hundred times as long, and memory for all of them.
MOST_TOGETHER = 100


class Named(Protocol):
    """Whatever says whose it is."""

    @property
    def agency(self) -> str: ...

    @property
    def province(self) -> str: ...


def chains_of(papers: Sequence[Recognised], known: Sequence[Result] = ()) -> tuple[Chain, ...]:
    """Return a chain for each agency, in the order of the papers; a paper of nobody is a chain of its own.

    An agency with more than `MOST_TOGETHER` papers has several chains. `known` are results of other years; each goes to the chain of its agency, or to the only chain there is.
    """
    groups = [[papers[place] for place in group] for group in grouped(papers)]
    return tuple(
        chain_of(part, of_agency(part[0], known, alone=len(groups) == 1))
        for group in groups
        for part in parted(group)
    )


def grouped(papers: Iterable[Named]) -> list[list[int]]:
    """Return which papers are of one agency, by their places, in the order of the first of each."""
    groups: list[list[int]] = []
    # Papers can be together only under one name, so that only those are compared.
    first: dict[str, list[tuple[Named, list[int]]]] = {}
    for place, paper in enumerate(papers):
        alike = first.setdefault(agency_key(paper.agency), [])
        group = next((group for other, group in alike if _together(other, paper)), None)
        if group is None:
            groups.append([place])
            alike.append((paper, groups[-1]))
        else:
            group.append(place)
    return groups


def parted(group: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield what is of one agency in parts of at most `MOST_TOGETHER`, one after the other."""
    return (group[begin : begin + MOST_TOGETHER] for begin in range(0, len(group), MOST_TOGETHER))


def chain_of(papers: Sequence[Recognised], known: Sequence[Result] = ()) -> Chain:
    """Return papers that are known to belong together as a chain with all that its rules need."""
    return Chain(
        papers=tuple(papers),
        rules=load_proofreading(),
        frameworks=_FRAMEWORKS,
        lists=load_word_lists(),
        known=tuple(known),
    )


def _together(first: Named, other: Named) -> bool:
    """Whether two papers under one name are of one agency: they have a name, and no two provinces."""
    provinces = {each.province for each in (first, other) if each.province}
    return bool(first.agency) and len(provinces) < 2


def agency_key(agency: str) -> str:
    for one in AGENCY_TYPES.values():
        if one.short and agency.startswith(one.short):
            return letters(one.name.th + agency.removeprefix(one.short))
    return letters(agency)


def of_agency(paper: Named, known: Iterable[Result], *, alone: bool) -> tuple[Result, ...]:
    """Return the results of the agency of a paper; all of them where there is no other agency."""
    return tuple(each for each in known if alone or agency_key(each.agency) == agency_key(paper.agency))


class _Shipped(Mapping[int, Framework]):
    """Every year that is shipped, because a level word may be that of any of them; each is read when it is asked for."""

    def __getitem__(self, year: int) -> Framework:
        framework = find_year(year)
        if framework is None:
            raise KeyError(year)
        return framework

    def __iter__(self) -> Iterator[int]:
        return iter(available_years())

    def __len__(self) -> int:
        return len(available_years())

    def __contains__(self, year: object) -> bool:
        return year in available_years()


_FRAMEWORKS = _Shipped()
