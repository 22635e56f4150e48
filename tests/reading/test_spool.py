"""Papers kept on disk come back by agency, as if all of them had been in memory."""

from pathlib import Path

import pytest
from tests.proofread_papers import last_year, lines, recognised, section

from prongsai.core.recognised import Recognised
from prongsai.reading import proofreading, spool
from prongsai.reading.printed import read_many
from prongsai.reading.proofreading import chains_of
from prongsai.reading.recognise import recognise
from prongsai.reading.spool import Spool

STRANGERS = Path(__file__).parent / "strangers"


def strangers() -> list[Recognised]:
    printed = [each for _, each in read_many(sorted(STRANGERS.iterdir()))]
    return [recognise(each) for each in printed if not isinstance(each, Exception)]


@pytest.mark.parametrize("in_memory", [1, spool.IN_MEMORY], ids=["on disk", "in memory"])
def test_chains_are_those_of_papers_in_memory(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", in_memory)
    papers = [*strangers(), recognised(section(*lines("ผลปี 2568")), agency="อบต.ดอนยาง"), *strangers()[:2]]
    with Spool() as kept:
        for paper in papers:
            kept.add(paper)
        found = [chain.papers for chain in kept.chains()]

    assert found == [chain.papers for chain in chains_of(papers)]
    assert max(map(len, found)) > 1


def test_a_result_goes_to_its_agency_or_to_the_only_one() -> None:
    own, other = recognised(section()), recognised(section(), agency="อบต.ดอนยาง")
    before = last_year("90.00")
    with Spool() as kept:
        kept.add(own)
        kept.add(other)

        assert [chain.known for chain in kept.chains([before])] == [(before,), ()]


def test_of_too_many_papers_of_one_agency_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (spool, proofreading):
        monkeypatch.setattr(module, "MOST_TOGETHER", 2)
    with Spool() as kept:
        for agency in ("อบต.ดอนยาง", "อบต.นาคำ", "อบต.ดอนยาง", "อบต.ดอนยาง", "อบต.นาคำ"):
            kept.add(recognised(section(), agency=agency))

        assert [[paper.agency for paper in chain.papers] for chain in kept.chains()] == [
            ["อบต.ดอนยาง"] * 2,
            ["อบต.ดอนยาง"],
            ["อบต.นาคำ"] * 2,
        ]
        assert kept.apart() == {"อบต.ดอนยาง": 3}
