import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.errors import Problem
from prongsai.core.printed import Cell, Line, Place, Printed, Table
from prongsai.core.text import Text
from prongsai.reading.printed.carried import (
    Garbled,
    from_json,
    printed_from,
    problem_to,
    problems_from,
    to_json,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.none() | st.integers(0, 10**6)
BOXES = st.none() | st.tuples(*[st.floats(0, 1000)] * 4)
PLACES = st.builds(
    Place,
    file=st.sampled_from(["a.txt", "b.txt"]),
    page=NUMBERS,
    line=NUMBERS,
    sheet=WORDS,
    table=NUMBERS,
    row=NUMBERS,
    column=NUMBERS,
    box=BOXES,
)
LINES = st.builds(Line, text=WORDS, where=PLACES, heading=st.booleans(), scanned=st.booleans())
CELLS = st.builds(
    Cell,
    paragraphs=st.lists(WORDS, max_size=3).map(tuple),
    where=PLACES,
    merged=st.booleans(),
    scanned=st.booleans(),
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table, rows=st.lists(st.tuples(*[CELLS] * width), max_size=3).map(tuple), where=PLACES
    )
)
PAPERS = st.builds(
    Printed,
    name=st.just("a.txt"),
    format=st.sampled_from(["text", "pdf", "own"]),
    blocks=st.lists(LINES | TABLES, max_size=4).map(tuple),
    pages=NUMBERS,
    notes=st.lists(st.builds(Text, WORDS, WORDS), max_size=2).map(tuple),
)


@given(PAPERS)
def test_a_paper_comes_back_as_it_was(paper: Printed) -> None:
    assert from_json(to_json(paper)) == paper


def told(**changes: object) -> dict[str, object]:
    paper: dict[str, object] = {"name": "a", "format": "text", "pages": None, "notes": [], "blocks": []}
    return {**paper, **changes}


LINE = {"text": "ก", "at": {"l": 1}}
CELL = {"in": ["ก"], "at": {}}


def test_what_the_others_are_made_of_is_a_paper() -> None:
    assert printed_from(told(blocks=[LINE, {"rows": [[CELL]], "at": {}}])).blocks[0] == Line(
        text="ก", where=Place(file="a", line=1)
    )


@pytest.mark.parametrize(
    "garbled",
    [
        None,
        [],
        {},
        told(format="exe"),
        told(name=3),
        told(pages="2"),
        told(pages=True),
        told(pages=-1),
        told(notes=[["ก"]]),
        told(blocks={}),
        told(blocks=[3]),
        told(blocks=[{"text": "ก"}]),
        told(blocks=[{"text": 3, "at": {}}]),
        told(blocks=[{"text": "ก", "at": {"l": 1.5}}]),
        told(blocks=[{"text": "ก", "at": {"b": [1, 2]}}]),
        told(blocks=[{"text": "ก", "at": {"b": [1, 2, 3, "4"]}}]),
        told(blocks=[{"rows": [[{"in": "ก", "at": {}}]], "at": {}}]),
        told(blocks=[{"rows": [[CELL], [CELL, CELL]], "at": {}}]),
    ],
)
def test_anything_else_is_garbled(garbled: object) -> None:
    with pytest.raises(Garbled):
        from_json(json.dumps(garbled))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '"\\ud800"'])
def test_what_is_no_json_of_an_object_is_garbled(text: str) -> None:
    with pytest.raises(Garbled):
        from_json(text)


PROBLEM = Problem(
    id="a.b", where="a.txt", found="", why=Text("ก", "a"), remedy=Text("ข", "b"), severity="warning"
)


def test_problems_come_back_as_they_were() -> None:
    assert problems_from([problem_to(PROBLEM)]) == (PROBLEM,)


@pytest.mark.parametrize("garbled", [None, [], ["a"], [{}], [{**problem_to(PROBLEM), "severity": "fatal"}]])
def test_no_problem_and_other_things_are_garbled(garbled: object) -> None:
    with pytest.raises(Garbled):
        problems_from(garbled)
