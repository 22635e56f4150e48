"""Analyses of results, and the words, rows and bars of the papers made from them."""

from collections.abc import Iterator, Sequence

from tests.published import donsak, framework, napho

from prongsai.core.analysis import Analysis, analyse
from prongsai.core.analysis.paper import paper
from prongsai.core.document import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from prongsai.core.edition import Edition
from prongsai.core.improve import improve
from prongsai.core.reconcile import reconcile
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.text import Lang


def don_sak() -> Score:
    return score(prepare(framework(2568)), donsak())


def na_pho() -> Score:
    return score(prepare(framework(2564)), napho())


def analysed(scored: Score) -> Analysis:
    return analyse(scored, reconcile(scored), improve(scored))


def paper_of(scored: Score, lang: Lang = "th") -> Document:
    return paper(analysed(scored), Edition(lang=lang, digits="arabic"))


def words(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def cells(row: Row) -> tuple[str, ...]:
    return tuple(words(cell) for cell in row.cells)


def runs_of(block: Block) -> Iterator[Sequence[Run]]:
    """Yield every piece of text of a block as its runs."""
    match block:
        case Heading(_, text):
            yield (Run(text),)
        case Paragraph(runs) | Callout(runs):
            yield runs
        case Bullets(items):
            yield from items
        case Fields(rows):
            for label, runs in rows:
                yield from ((Run(label),), runs)
        case Table(caption, columns, rows):
            yield (Run(caption),)
            yield from ((Run(column.title),) for column in columns)
            yield from (cell for row in rows for cell in row.cells)
        case BarChart():
            yield from ((Run(text),) for text in (block.caption, block.alternative))
            yield from ((Run(text),) for bar in block.bars for text in (bar.label, bar.shown, bar.group))


def lines(document: Document, *, verbatim: bool = True) -> list[str]:
    """Give every piece of text of a paper; without `verbatim` what is set letter by letter is left out."""
    head = [document.title, *document.subtitle]
    pieces = (runs for block in document.blocks for runs in runs_of(block))
    return head + [words([run for run in runs if verbatim or not run.verbatim]) for runs in pieces]


def section(document: Document, number: str) -> list[Block]:
    """Give the blocks of the section whose heading begins with `number`, without the heading; “” is what comes first."""
    found: list[Block] = []
    inside = number == ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = bool(number) and block.text.startswith(number)
        elif inside:
            found.append(block)
    return found


def only_table(blocks: Sequence[Block]) -> Table:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return table


def only_chart(blocks: Sequence[Block]) -> BarChart:
    (chart,) = (block for block in blocks if isinstance(block, BarChart))
    return chart
