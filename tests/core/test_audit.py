"""The chain of a log: whatever is changed, left out, put in or put elsewhere is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.audit import (
    CONTENT_WRONG,
    END_WRONG,
    LINK_WRONG,
    NUMBER_WRONG,
    Entry,
    canonical,
    sealed,
    verify,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
CHANGES = st.dictionaries(WORDS, PLAIN, max_size=3)


@st.composite
def chains(draw: st.DrawFn, fewest: int = 1) -> list[Entry]:
    made: list[Entry] = []
    for number in range(1, draw(st.integers(fewest, 6)) + 1):
        entry = Entry(
            number=number,
            at=f"2026-04-20T05:00:{number:02}+00:00",
            actor=draw(WORDS),
            action=draw(WORDS),
            target=draw(WORDS),
            change=draw(CHANGES),
            previous=made[-1].hash if made else "",
        )
        made.append(sealed(entry))
    return made


def told(entries: Sequence[Entry], whole: Sequence[Entry]) -> list[str]:
    """Check entries against the end of the whole chain."""
    return [each.id for each in verify(entries, length=len(whole), head=whole[-1].hash if whole else "")]


@given(chains(fewest=0))
def test_a_chain_as_it_was_written_is_whole(chain: list[Entry]) -> None:
    assert told(chain, chain) == []


@given(chains(), st.data())
def test_any_change_of_any_field_is_told(chain: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(
        st.sampled_from(["number", "at", "actor", "action", "target", "change", "previous", "hash"])
    )
    values: dict[str, st.SearchStrategy[Any]] = {"number": st.integers(), "change": CHANGES}
    value = data.draw(values.get(name, WORDS))
    old = getattr(chain[place], name)
    if value == old and canonical(value) == canonical(old):
        return
    changed = [*chain]
    changed[place] = replace(chain[place], **{name: value})

    assert told(changed, chain) != []


@given(chains(), st.data())
def test_a_change_is_told_also_when_its_own_hash_is_made_anew(
    chain: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    forged = sealed(replace(chain[place], actor=chain[place].actor + "x"))

    assert told([*chain[:place], forged, *chain[place + 1 :]], chain) != []


@given(chains(), st.data())
def test_what_is_left_out_or_cut_off_is_told(chain: list[Entry], data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(chain) - 1))
    end = data.draw(st.integers(begin + 1, len(chain)))

    assert told([*chain[:begin], *chain[end:]], chain) != []


@given(chains(fewest=2), st.data())
def test_what_is_put_elsewhere_is_told(chain: list[Entry], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(chain))))
    if order == sorted(order):
        return

    assert told([chain[place] for place in order], chain) != []


@given(chains(), chains())
def test_what_is_put_in_or_added_is_told(chain: list[Entry], other: list[Entry]) -> None:
    assert told([*chain, other[0]], chain) != []
    assert told([other[0], *chain], chain) != []


@given(chains(fewest=2))
def test_a_chain_written_anew_from_some_entry_on_does_not_end_as_noted(chain: list[Entry]) -> None:
    """Whoever forges every hash still cannot give the head that was noted elsewhere."""
    forged: list[Entry] = []
    for entry in chain:
        previous = forged[-1].hash if forged else ""
        forged.append(sealed(replace(entry, actor=entry.actor + "x", previous=previous)))

    assert told(forged, chain) == [END_WRONG.id]


def test_each_fault_is_named_for_what_it_is() -> None:
    first = sealed(Entry(number=1, at="", actor="ก", action="plan.edit", target="", change={}, previous=""))
    second = sealed(replace(first, number=2, previous=first.hash))
    chain = [first, second]

    assert told([replace(first, actor="ข"), second], chain) == [CONTENT_WRONG.id]
    assert told([second], chain) == [NUMBER_WRONG.id]
    assert told([first], chain) == [END_WRONG.id]
    assert told([first, sealed(replace(second, previous="0" * 64))], chain) == [LINK_WRONG.id, END_WRONG.id]


@given(PLAIN)
def test_a_value_has_one_spelling_whatever_its_order(value: Any) -> None:
    def turned(each: Any) -> Any:
        if isinstance(each, dict):
            return {name: turned(each[name]) for name in reversed(each)}
        return [turned(inner) for inner in each] if isinstance(each, list) else each

    assert canonical(turned(value)) == canonical(value)


@pytest.mark.parametrize("value", [0.5, [1.0], {"a": {"b": [float("nan")]}}])
def test_a_float_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="float"):
        canonical(value)
