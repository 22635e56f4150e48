"""Two people change one measure: what one side changed stands, what both changed asks, nothing is lost unseen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.core.plan.merge import EMPTY_STEP, STEPS, Merge, merge

BASE: dict[str, Any] = {
    "title": "เดิม",
    "begins": "2025-10-01",
    "ends": "2026-09-30",
    "units": [1, 2],
    "codes": ["i1", "O9", "e3"],
    "rounds": ["6m", "12m"],
    "steps": [],
}


def step(text: str, was: int | None = None, **fields: Any) -> dict[str, Any]:
    return {**EMPTY_STEP, "text": text, "was": was, **fields}


def three(*texts: str) -> list[dict[str, Any]]:
    return [step(text, number) for number, text in enumerate(texts, 1)]


def of(steps: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return {**BASE, **fields, "steps": steps}


def texts(found: Merge, **choices: Any) -> list[str]:
    return [
        each.values["text"] for each in found.steps({key.replace("_", "."): choices[key] for key in choices})
    ]


def told(found: Merge) -> dict[str, tuple[str, bool]]:
    return {part.key: (part.by, part.asked) for part in found.parts}


ABC = three("ก", "ข", "ค")


def test_fields_that_one_side_changed_stand_and_one_that_both_did_asks() -> None:
    found = merge(
        BASE,
        {**BASE, "title": "ของเขา", "units": [1, 2, 3]},
        {**BASE, "title": "ของฉัน", "ends": "2026-08-31"},
    )

    assert told(found) == {"title": ("both", True), "ends": ("mine", False), "units": ("theirs", False)}
    assert [part.key for part in found.undecided({})] == ["title"]
    assert found.undecided({"title": "mine"}) == ()
    assert found.values({"title": "theirs"}) == {
        **BASE,
        "title": "ของเขา",
        "units": [1, 2, 3],
        "ends": "2026-08-31",
    }


def test_lists_are_merged_entry_by_entry() -> None:
    theirs = {**BASE, "units": [2, 7], "codes": ["i1", "e3", "i2"], "rounds": ["3m", "6m", "12m"]}
    mine = {**BASE, "units": [1, 2, 5], "codes": ["O1", "i1", "O9", "e3", "i4"], "rounds": ["9m", "12m"]}

    found = merge(BASE, theirs, mine)

    assert not found.undecided({})
    values = found.values()
    assert values["units"] == [2, 5, 7]
    assert values["codes"] == ["O1", "i1", "e3", "i2", "i4"]
    assert values["rounds"] == ["3m", "9m", "12m"]


def test_a_list_that_both_put_into_another_order_asks_for_the_order_alone() -> None:
    found = merge(BASE, {**BASE, "codes": ["O9", "i1", "e3"]}, {**BASE, "codes": ["e3", "O9", "i1", "i2"]})

    (part,) = found.undecided({})
    assert (part.theirs, part.mine) == (["O9", "i1", "i2", "e3"], ["e3", "O9", "i1", "i2"])


def test_days_that_together_are_in_no_order_are_asked_about() -> None:
    found = merge(BASE, {**BASE, "ends": "2025-12-31"}, {**BASE, "begins": "2026-01-01"})

    assert [part.key for part in found.undecided({})] == ["begins", "ends"]
    assert found.values({"begins": "mine", "ends": "mine"})["ends"] == "2026-09-30"


def test_steps_are_merged_field_by_field() -> None:
    theirs = [step("ก ของเขา", 1), step("ข", 2, units=[4]), step("ค", 3)]
    mine = [step("ก", 1, begins="2025-11-01"), step("ข", 2, units=[5]), step("ค ของฉัน", 3)]

    found = merge(of(ABC), of(theirs), of(mine))

    assert not found.undecided({})
    assert [(each.was, each.values) for each in found.steps({})] == [
        (1, {**EMPTY_STEP, "text": "ก ของเขา", "begins": "2025-11-01"}),
        (2, {**EMPTY_STEP, "text": "ข", "units": [4, 5]}),
        (3, {**EMPTY_STEP, "text": "ค ของฉัน"}),
    ]
    assert told(found) == {
        "steps.1.text": ("theirs", False),
        "steps.1.begins": ("mine", False),
        "steps.2.units": ("both", False),
        "steps.3.text": ("mine", False),
    }


def test_only_the_words_that_both_changed_are_asked_for() -> None:
    found = merge(
        of(ABC),
        of([step("ของเขา", 1), step("ข", 2), step("ค", 3)]),
        of([step("ของฉัน", 1), step("ข ใหม่", 2), step("ค", 3)]),
    )

    assert [part.key for part in found.undecided({})] == ["steps.1.text"]
    assert texts(found, steps_1_text="theirs") == ["ของเขา", "ข ใหม่", "ค"]
    assert texts(found, steps_1_text="mine") == ["ของฉัน", "ข ใหม่", "ค"]


def test_steps_are_added_by_both_where_each_put_them() -> None:
    found = merge(
        of(ABC),
        of([step("ก", 1), step("ของเขา"), step("ข", 2), step("ค", 3), step("ท้ายของเขา")]),
        of([step("แรกของฉัน"), step("ก", 1), step("ของฉัน"), step("ข", 2), step("ค", 3), step("ท้ายของฉัน")]),
    )

    assert texts(found) == ["แรกของฉัน", "ก", "ของเขา", "ของฉัน", "ข", "ค", "ท้ายของเขา", "ท้ายของฉัน"]
    assert [each.was for each in found.steps({})] == [None, 1, 2, None, 3, 4, 5, None]


def test_what_both_added_in_the_same_words_is_there_once() -> None:
    found = merge(of(ABC), of([*ABC, step("ใหม่", begins="2026-01-05")]), of([*ABC, step("ใหม่", units=[3])]))

    assert texts(found) == ["ก", "ข", "ค", "ใหม่"]
    assert found.steps({})[3].values == {**EMPTY_STEP, "text": "ใหม่", "begins": "2026-01-05", "units": [3]}


@pytest.mark.parametrize("removed_by", ["mine", "theirs"])
def test_a_step_that_one_took_out_is_out_unless_the_other_changed_it(removed_by: Any) -> None:
    less, other = [ABC[0], ABC[2]], [ABC[0], step("ข ใหม่", 2), ABC[2]]
    sides = (of(other), of(less)) if removed_by == "mine" else (of(less), of(other))

    assert texts(merge(of(ABC), *(of(ABC) if side == of(other) else side for side in sides))) == ["ก", "ค"]
    found = merge(of(ABC), *sides)

    assert [part.key for part in found.undecided({})] == ["steps.2"]
    assert texts(found) == ["ก", "ข ใหม่", "ค"]
    assert texts(found, steps_2=removed_by) == ["ก", "ค"]
    assert texts(found, steps_2="theirs" if removed_by == "mine" else "mine") == ["ก", "ข ใหม่", "ค"]


def test_a_step_that_both_took_out_is_out() -> None:
    found = merge(of(ABC), of(ABC[1:]), of(ABC[1:]))

    assert texts(found) == ["ข", "ค"] and not found.undecided({})


def test_a_step_is_moved_by_one_and_changed_by_the_other() -> None:
    found = merge(of(ABC), of([ABC[2], ABC[0], ABC[1]]), of([ABC[0], ABC[1], step("ค ใหม่", 3)]))

    assert texts(found) == ["ค ใหม่", "ก", "ข"]
    assert told(found) == {"steps.3.text": ("mine", False), "steps": ("theirs", False)}


def test_steps_that_both_moved_ask_for_their_order() -> None:
    found = merge(of(ABC), of([ABC[2], ABC[0], ABC[1]]), of([ABC[1], ABC[0], ABC[2], step("ใหม่")]))

    assert [part.key for part in found.undecided({})] == ["steps"]
    assert texts(found, steps="theirs") == ["ค", "ใหม่", "ก", "ข"]
    assert texts(found, steps="mine") == ["ข", "ก", "ค", "ใหม่"]


def test_fields_that_a_side_does_not_speak_of_stay_as_the_other_has_them() -> None:
    found = merge(of(ABC), of(ABC[:1], title="ของเขา"), {"begins": "2025-11-01"})

    assert found.values() == {**of(ABC[:1], title="ของเขา"), "begins": "2025-11-01"}


# Whatever two people do

WORDS = st.sampled_from(["", "ก", "ข", "ค", "ง", "จ"])
DAYS = st.sampled_from(["", "2025-10-01", "2026-02-01", "2026-09-30"])
UNITS = st.lists(st.integers(1, 4), unique=True).map(sorted)
NAMES = st.lists(st.sampled_from("กขคงจ"), unique=True)


@st.composite
def steps_of(draw: st.DrawFn, count: int) -> list[dict[str, Any]]:
    """What one may make of so many steps: some kept, some changed, in any order, with new ones between."""
    numbers = draw(st.permutations([*range(1, count + 1), None, None]))
    return [
        step(draw(WORDS), was, begins=draw(DAYS), units=draw(UNITS), other_owners=draw(NAMES))
        for was in numbers[: draw(st.integers(0, count + 2))]
    ]


@st.composite
def three_states(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    count = draw(st.integers(0, 3))
    first = [{**each, "was": number} for number, each in enumerate(draw(steps_of(count)), 1)]
    states = [first] + [draw(st.one_of(st.just(first), steps_of(len(first)))) for _ in range(2)]
    made = [
        {
            "title": draw(WORDS),
            "begins": draw(DAYS),
            "ends": draw(DAYS),
            "units": draw(UNITS),
            "codes": draw(NAMES),
        }
        for _ in states
    ]
    base, theirs, mine = ({**values, STEPS: steps} for values, steps in zip(made, states, strict=True))
    return base, theirs, mine


def plain(values: Any) -> dict[str, Any]:
    return {**values, STEPS: [{name: each[name] for name in EMPTY_STEP} for each in values[STEPS]]}


@settings(max_examples=60)
@given(three_states())
def test_against_nothing_each_side_stands_as_it_is(states: Any) -> None:
    base, theirs, mine = states

    for found, wanted in (
        (merge(base, base, mine), mine),
        (merge(base, theirs, base), theirs),
        (merge(base, mine, mine), mine),
    ):
        assert plain(found.values({part.key: "mine" for part in found.parts})) == plain(wanted)


@settings(max_examples=60)
@given(three_states())
def test_who_chooses_for_one_side_everywhere_loses_nothing_of_it(states: Any) -> None:
    base, theirs, mine = states
    found = merge(base, theirs, mine)

    for name, side, other in (("mine", mine, theirs), ("theirs", theirs, mine)):
        values: Any = found.values({part.key: name for part in found.parts})  # type: ignore[misc]
        for field in ("title", "begins", "ends"):
            assert values[field] == (side[field] if side[field] != base[field] else values[field])
            assert values[field] in (side[field], other[field])
        for field in ("units", "codes"):
            assert set(side[field]) - set(base[field]) <= set(values[field])
            assert not (set(base[field]) - set(side[field])) & set(values[field])
        words = [each["text"] for each in values[STEPS]]
        for each in side[STEPS]:
            before = base[STEPS][each["was"] - 1] if each["was"] else None
            if before is None or each["text"] != before["text"]:
                assert each["text"] in words


@settings(max_examples=60)
@given(three_states())
def test_both_sides_are_asked_the_same(states: Any) -> None:
    base, theirs, mine = states

    one, other = merge(base, theirs, mine), merge(base, mine, theirs)

    old = [part.key for part in one.parts if part.asked and "s.theirs" not in part.key]
    assert sorted(old) == sorted(
        part.key for part in other.parts if part.asked and "s.theirs" not in part.key
    )
    numbers = [each.was for each in one.steps({}) if each.was]
    assert len(numbers) == len(set(numbers))
    assert all(1 <= number <= len(theirs[STEPS]) for number in numbers)
