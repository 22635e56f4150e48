"""Files of other agencies: what is understood, who is left out, and every mistake at its line."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.published import donsak, framework

from prongsai.core.errors import InputError, Problem
from prongsai.core.peers import Peer
from prongsai.core.scoring import Score, prepare, score
from prongsai.reading.peers import read_peers


@pytest.fixture(scope="module")
def own() -> Score:
    return score(prepare(framework(2568)), replace(donsak(), agency_type="town_municipality"))


def read(tmp_path: Path, own: Score, text: str, name: str = "peers.csv") -> dict[str, tuple[Peer, ...]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_peers(path, own)


def refused(tmp_path: Path, own: Score, text: str) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, own, text)
    return list(caught.value.problems)


def ids(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.id, problem.where) for problem in problems]


FIVE = "ก,80\nข,๘๑.๕๐\nค,82\nง,83\nจ,84\n"


def test_totals_are_read_with_thai_digits_for_the_own_year_and_type(tmp_path: Path, own: Score) -> None:
    found = read(tmp_path, own, f"หน่วยงาน,คะแนนรวม\n{FIVE}")

    assert [peer.value for peer in found["total"]] == [80, Fraction("81.5"), 82, 83, 84]
    assert found["total"][1] == Peer(
        agency="ข", fiscal_year=2568, agency_type="town_municipality", value=Fraction("81.5")
    )


def test_indicators_are_read_where_they_are_filled_and_other_columns_passed_over(
    tmp_path: Path, own: Score
) -> None:
    found = read(
        tmp_path,
        own,
        "ลำดับ,agency,total,๔,ตัวชี้วัดที่ 9,ระดับ\n1,ก,80,70,,A\n2,ข,81,,60,B\n3,ค,82\n4,ง,83\n5,จ,84\n",
    )

    assert {code: [peer.value for peer in peers] for code, peers in found.items()} == {
        "total": [80, 81, 82, 83, 84],
        "4": [70],
        "9": [60],
    }


def test_json_carries_the_same(tmp_path: Path, own: Score) -> None:
    listed = [{"agency": name, "total": f"8{n}.25", "4": n} for n, name in enumerate("กขคงจ")]

    found = read(tmp_path, own, json.dumps(listed), "peers.json")

    assert [str(peer.value) for peer in found["total"]] == ["321/4", "325/4", "329/4", "333/4", "337/4"]
    assert [peer.value for peer in found["4"]] == [0, 1, 2, 3, 4]


def test_the_own_agency_in_the_list_is_left_out(tmp_path: Path, own: Score) -> None:
    found = read(tmp_path, own, f"agency,total\n{own.result.agency},94.50\n{FIVE}")

    assert [peer.agency for peer in found["total"]] == ["ก", "ข", "ค", "ง", "จ"]


def test_the_type_in_a_name_may_be_written_short(tmp_path: Path, own: Score) -> None:
    found = read(tmp_path, own, f"agency,total\nทม. ดอนสัก,94.50\n{FIVE}")
    (problem,) = refused(tmp_path, own, f"agency,total\nอบต.นาโพธิ์,94\nองค์การบริหารส่วนตำบล นาโพธิ์,94\n{FIVE}")

    assert len(found["total"]) == 5
    assert (problem.id, problem.where) == ("peers.twice", "บรรทัด 3 / line 3")


def test_another_total_of_the_own_agency_is_told(tmp_path: Path, own: Score) -> None:
    (problem,) = refused(tmp_path, own, f"agency,total\n{own.result.agency},95\n{FIVE}")

    assert (problem.id, problem.where, problem.found) == ("peers.own_differs", "บรรทัด 2 / line 2", "95")
    assert "94.50" in problem.why.en


def test_every_mistake_is_told_at_its_line(tmp_path: Path, own: Score) -> None:
    found = refused(
        tmp_path,
        own,
        "agency,total,fiscal_year,agency_type,11,4\n"
        "ก,101,2568,ทม.,,\n"
        "ก,,๒๕๖๗,อบต.,,x\n"
        ",80,2568,town_municipality,,\n",
    )

    assert ids(found) == [
        ("peers.no_indicator", "บรรทัด 1 / line 1"),
        ("peers.no_score", "บรรทัด 2 / line 2"),
        ("peers.twice", "บรรทัด 3 / line 3"),
        ("peers.other_year", "บรรทัด 3 / line 3"),
        ("peers.other_type", "บรรทัด 3 / line 3"),
        ("peers.no_score", "บรรทัด 3 / line 3"),
        ("peers.no_score", "บรรทัด 3 / line 3"),
        ("peers.no_agency", "บรรทัด 4 / line 4"),
    ]


def test_fewer_than_five_others_are_refused(tmp_path: Path, own: Score) -> None:
    text = f"agency,total\n{own.result.agency},94.5\n" + FIVE.removesuffix("จ,84\n")

    (problem,) = refused(tmp_path, own, text)

    assert (problem.id, problem.found) == ("peers.too_few", "4")
