"""The order of a list that two people have changed: as one of them put it, with what the other added in its place."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Joined(Generic[T]):
    """The same entries as `theirs` and as `mine` would have them; both are the same unless both moved something.

    `by` says who moved entries that were there before, `None` for nobody.
    """

    theirs: list[T]
    mine: list[T]
    by: Literal["theirs", "mine", "both"] | None


def join(base: Sequence[T], theirs: Sequence[T], mine: Sequence[T], kept: Collection[T]) -> Joined[T]:
    """Put the entries that are `kept` into one order; every one of them is on one of the sides."""
    common = [each for each in base if each in kept and each in theirs and each in mine]
    their_own, my_own = (_only(side, common) for side in (theirs, mine))
    they, me = their_own != common, my_own != common
    as_theirs, as_mine = _woven(theirs, mine, kept), _woven(mine, theirs, kept)
    if they and me and their_own != my_own:
        return Joined(as_theirs, as_mine, "both")
    order = as_mine if me and not they else as_theirs
    return Joined(order, order, "both" if they and me else "theirs" if they else "mine" if me else None)


def _woven(lead: Sequence[T], other: Sequence[T], kept: Collection[T]) -> list[T]:
    """Return the entries of `lead` with those that only `other` has, each behind the one that it stands behind there."""
    found = [each for each in lead if each in kept]
    after = -1
    for each in other:
        if each in found:
            after = found.index(each)
        elif each in kept:
            after += 1
            # Behind what the leading side has added at the same place.
            while after < len(found) and found[after] not in other:
                after += 1
            found.insert(after, each)
    return found


def _only(side: Sequence[T], common: Collection[T]) -> list[T]:
    return [each for each in side if each in common]
