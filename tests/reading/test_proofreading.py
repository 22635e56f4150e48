"""Which papers are read together."""

from dataclasses import replace

import pytest
from tests.proofread_papers import last_year, recognised, section

from prongsai.reading import proofreading
from prongsai.reading.framework import available_years, load_year
from prongsai.reading.proofreading import chains_of


def test_of_too_many_papers_of_one_agency_so_many_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofreading, "MOST_TOGETHER", 2)

    assert grouped("อบต.ดอนยาง", "อบต.ดอนยาง", "อบต.นาคำ", "อบต.ดอนยาง") == [["0", "1"], ["3"], ["2"]]


def grouped(*agencies: str) -> list[list[str]]:
    papers = [
        recognised(section(), agency=agency, name=str(number)) for number, agency in enumerate(agencies)
    ]
    return [[paper.printed.name for paper in chain.papers] for chain in chains_of(papers)]


def test_papers_of_one_agency_are_one_chain() -> None:
    agencies = ("องค์การบริหารส่วนตำบลดอนยาง", "เทศบาลตำบลบ้านสวน", "อบต.ดอนยาง", "องค์การบริหารส่วนตำบล ดอนยาง")

    assert grouped(*agencies) == [["0", "2", "3"], ["1"]]


def test_papers_of_nobody_stay_alone() -> None:
    assert grouped("", "", "อบต.ดอนยาง") == [["0"], ["1"], ["2"]]


def test_agencies_of_one_name_in_two_provinces_are_two() -> None:
    paper = recognised(section())
    north, south = replace(paper, province="เชียงราย"), replace(paper, province="สตูล")

    assert len(chains_of([north, south, paper])) == 2
    assert len(chains_of([north, paper])) == 1


def test_a_result_goes_to_its_agency_or_to_the_only_one() -> None:
    own, other = recognised(section()), recognised(section(), agency="อบต.ดอนยาง")
    before = last_year("90.00")

    assert [chain.known for chain in chains_of([own, other], [before])] == [(before,), ()]
    assert [chain.known for chain in chains_of([other], [before])] == [(before,)]


def test_a_chain_has_the_rules_the_years_and_the_word_lists() -> None:
    (chain,) = chains_of([recognised(section())])

    assert set(chain.frameworks) >= set(range(2562, 2570))
    assert "sum.total" in chain.rules
    assert chain.lists


def test_a_chain_has_the_frameworks_of_every_year_and_of_no_other() -> None:
    (chain,) = chains_of([recognised(section())])

    assert dict(chain.frameworks) == {year: load_year(year) for year in available_years()}
    assert len(chain.frameworks) == len(available_years())
    assert 2400 not in chain.frameworks
    assert chain.frameworks.get(2400) is None
