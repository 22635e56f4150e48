"""Papers of our own, made from the examples: proof-reading must not find fault where there is none."""

import datetime
from functools import cache

import pytest
from tests.published import EXAMPLES

from prongsai.cli.load import load_score
from prongsai.cli.papers import Sources
from prongsai.core.papers.making import PAPERS, make
from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import proofread
from prongsai.reading.printed.own import printed_of_document
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise

PLANS = {"donsak-2568": "donsak-2569-plan", "napho-2564": "napho-2565-plan"}


@cache
def remarks(result: str) -> tuple[Remark, ...]:
    """Make every paper of an example, and read them together as any other chain."""
    sources = Sources(
        scored=load_score(EXAMPLES / f"{result}.json", None),
        digits="thai",
        date=datetime.date(2026, 4, 17),
        plan_file=EXAMPLES / f"{PLANS[result]}.json",
        profile_file=EXAMPLES / f"{result.partition('-')[0]}-profile.toml",
    )
    documents = {kind: make(kind, sources) for kind in PAPERS}
    papers = [recognise(printed_of_document(document, kind)) for kind, document in documents.items()]
    return tuple(proofread(chain_of(papers)))


@pytest.mark.parametrize("result", PLANS)
def test_no_paper_of_an_example_has_an_error(result: str) -> None:
    assert [(each.id, each.file, each.found) for each in remarks(result) if each.rule.weight == "error"] == []


@pytest.mark.parametrize("result", PLANS)
def test_nothing_of_our_own_is_misspelt_or_of_another_agency(result: str) -> None:
    assert [(each.id, each.file, each.found) for each in remarks(result) if each.rule.kind == "text"] == []


def test_what_the_examples_do_leave_open_is_told() -> None:
    """Without it nothing might be found because nothing was read."""
    told = {(each.rule.id, each.file) for each in remarks("donsak-2568")}

    assert ("sum.missing_row", "analysis") in told
    assert ("form.open_measure", "implementation") in told
