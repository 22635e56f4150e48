"""The analysis that the program writes of a result is read back to the same result, in every format and language."""

from dataclasses import replace

import pytest
from tests.papers import analysed, don_sak, na_pho

from prongsai.core.analysis.paper import paper
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.result import Result
from prongsai.core.scoring import Score
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.reading.printed.own import printed_of_document
from prongsai.reading.printed.parsing import parse
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.result import result_of
from prongsai.render import docx, html, pdf

EDITIONS: list[tuple[Lang, Digits]] = [("th", "thai"), ("th", "arabic"), ("en", "arabic")]
SCORED = {"Don Sak": don_sak(), "Na Pho": na_pho()}
RENDERERS = {"html": html.render, "docx": docx.render, "pdf": pdf.render}


def document(scored: Score, lang: Lang, digits: Digits) -> Document:
    return paper(analysed(scored), Edition(lang=lang, digits=digits))


def same(read: Result | None, given: Result) -> None:
    """Hold a result that was read against the one that was given; names are written out when read."""
    assert read is not None
    assert read.scores == given.scores
    assert read.published == given.published
    assert replace(read, agency="", scores={}, published={}) == replace(
        given, agency="", scores={}, published={}
    )


@pytest.mark.parametrize(("lang", "digits"), EDITIONS)
@pytest.mark.parametrize("agency", SCORED)
def test_a_result_comes_back_from_its_paper(agency: str, lang: Lang, digits: Digits) -> None:
    made = printed_of_document(document(SCORED[agency], lang, digits), "paper")

    same(result_of(recognise(made)).result, SCORED[agency].result)


@pytest.mark.parametrize("format_", RENDERERS)
@pytest.mark.parametrize("agency", SCORED)
def test_a_result_comes_back_from_a_file(agency: str, format_: str) -> None:
    content = RENDERERS[format_](document(SCORED[agency], "th", "thai"))

    same(result_of(recognise(parse(content, f"paper.{format_}"))).result, SCORED[agency].result)
