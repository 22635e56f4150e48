"""Papers of a generator come back as they were meant, damaged or not, and the mistakes planted in them are told."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from tests.corpus.agencies import case
from tests.corpus.corpus import chain, papers, story
from tests.corpus.damage import Level
from tests.corpus.measured import CELLS, SCORES, Tally
from tests.corpus.measuring import judge, read_back
from tests.corpus.mistakes import MISTAKES
from tests.corpus.sheets import Grid
from tests.planted_errors import impossible
from tests.second_scorer import Tree

from prongsai.core.result import Result

SEED = "gate"
PAPERS = 14


@cache
def read(level: Level) -> Tally:
    return read_back(papers(SEED, level, PAPERS))


@pytest.mark.parametrize("year", [2564, 2566, 2568])
def test_figures_of_the_generator_are_sound(year: int) -> None:
    made = case(Random(year), year)  # noqa: S311 – a failure must come back
    kinds = {code: made.framework.kind_of(code) for code in made.scores}
    items = {code: value for code, value in made.scores.items() if kinds[code] in ("item", "question")}
    others = {code: value for code, value in made.scores.items() if code not in items}
    result = Result(agency="", fiscal_year=year, scores=items, published=others)

    assert list(impossible(Tree(made.framework), result)) == []


def texts(seed: str) -> Iterator[str]:
    told, style, random = story(seed, 0)
    for paper in chain(told, style, random):
        for block in paper.sheet:
            yield from (
                [p for row in block.rows for cell in row for p in cell]
                if isinstance(block, Grid)
                else [block.text]
            )


def test_the_same_seed_gives_the_same_papers() -> None:
    assert list(texts("a")) == list(texts("a")) != list(texts("b"))
    assert not any("\ue000" in text for text in texts("a"))


def test_undamaged_papers_come_back_whole() -> None:
    tally = read("none")

    assert tally.told(*SCORES) > 250 and tally.told(*CELLS) > 400
    assert tally.recall(*SCORES) >= 0.995 and tally.precision(*SCORES) >= 0.995, tally.faults
    assert tally.recall(*CELLS) >= 0.95 and tally.precision(*CELLS) >= 0.95, tally.faults


def test_damaged_papers_come_back_nearly_whole() -> None:
    tally = read("heavy")

    assert tally.recall(*SCORES) >= 0.97 and tally.precision(*SCORES) >= 0.97, tally.faults
    assert tally.recall(*CELLS) >= 0.95 and tally.precision(*CELLS) >= 0.95, tally.faults


@pytest.mark.parametrize("level", ["none", "heavy"])
def test_no_figure_is_changed_silently(level: Level) -> None:
    assert read(level).silent == []


def test_every_wrong_figure_of_a_damaged_paper_is_marked() -> None:
    tally = read("heavy")

    assert tally.flagged > 0
    assert tally.unflagged == []


def test_no_figure_of_an_undamaged_paper_is_distrusted() -> None:
    assert read("none").distrusted == 0


def test_every_wrong_figure_of_a_scan_is_marked() -> None:
    tally = read_back(papers(f"{SEED} scan", "heavy", 6), "txt", scanned=True)

    assert tally.told(*SCORES) > 100
    assert tally.unflagged == []


def test_planted_mistakes_are_told_and_nothing_else() -> None:
    judged = judge(SEED, MISTAKES[::4], clean=2)

    assert judged.recall >= 0.9, judged.missed
    assert judged.false_share <= 0.05, judged.alarms
