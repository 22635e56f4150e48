"""The papers of the corpus: which there are, and each at a level of damage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from tests.corpus import writing
from tests.corpus.agencies import case
from tests.corpus.content import Told, told
from tests.corpus.damage import Level, damaged
from tests.corpus.sheets import Format, Paper, Sheet
from tests.corpus.style import Style, draw

# Papers, each with the format it is written in and what its writer draws from.
Files = Iterable[tuple[Paper, Format, Random]]

YEARS = range(2564, 2569)
_FORMATS: tuple[Format, ...] = ("txt", "txt", "html", "docx", "xlsx")


def kinds(story: Told, style: Style) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    """Yield the files that one agency may publish of a year, each with the papers it holds."""
    memo, analysis, plan = (
        write(story, style) for write in (writing.memo, writing.analysis, writing.measures)
    )
    yield memo + analysis + plan, ("memo", "analysis", "measures")
    yield analysis, ("analysis",)
    yield plan, ("measures",)
    yield writing.report(story, style), ("implementation",)
    yield analysis + writing.report(story, style), ("analysis", "implementation")
    yield writing.page(story, style), ("result",)


def papers(seed: str, level: Level, number: int) -> Iterator[tuple[Paper, Format, Random]]:
    """Yield so many papers, each of another agency; the same seed gives the same ones at every level."""
    for place in range(number):
        random = Random(f"{seed} {place}")  # noqa: S311 – a failure must come back
        story = told(case(random, random.choice(YEARS)), random)
        style = draw(random)
        files = list(kinds(story, style))
        sheet, held = files[place % len(files)]
        form = random.choice(_FORMATS)
        paper = Paper(f"{place}", sheet, writing.truth(story, style, *held))
        yield damaged(paper, level, random), form, random


def story(seed: str, place: int) -> tuple[Told, Style, Random]:
    """Return what one agency has to tell, and how its writer sets it."""
    random = Random(f"{seed} {place}")  # noqa: S311 – a failure must come back
    style = draw(random)
    if "both" in style.report:
        # A report in three columns has no room for owner and period, which is a mistake of its own.
        style = replace(style, report=("title", "steps", "units", "period", "results", "outcomes"))
    return told(case(random, random.choice(YEARS)), random), style, random


def chain(all_told: Told, style: Style, random: Random) -> list[Paper]:
    """Return the two files of one cycle: analysis with its measures and memo, and the report a year later."""
    first = [
        *writing.memo(all_told, style),
        *writing.analysis(all_told, style),
        *writing.measures(all_told, style),
    ]
    kinds_of_first = ("memo", "analysis", "measures")
    files = [
        Paper("plan.txt", first, writing.truth(all_told, style, *kinds_of_first)),
        Paper(
            "report.txt", writing.report(all_told, style), writing.truth(all_told, style, "implementation")
        ),
    ]
    return [damaged(paper, "none", random) for paper in files]
