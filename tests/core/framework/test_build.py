from decimal import Decimal
from fractions import Fraction

import pytest
from tests.invented_frameworks import (
    ELSEWHERE_ROWS,
    REFORMED_ROWS,
    elsewhere,
    elsewhere_document,
    reformed,
    reformed_document,
    rows,
    with_rows,
)

from prongsai.core.errors import InputError
from prongsai.core.framework import Framework
from prongsai.core.framework.build import build
from prongsai.core.framework.source import SourceRow
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score


def total_of(framework: Framework, **scores: str) -> Fraction | None:
    given = {code.replace("_", "-"): Decimal(value) for code, value in scores.items()}
    return score(prepare(framework), Result(agency="x", fiscal_year=1, scores=given)).total


def test_a_reformed_year_is_scored_without_new_code() -> None:
    # 0.20·100 + 0.20·50 + 0.50·(100 + 50)/2 + 0.10·100 = 20 + 10 + 37.5 + 10
    assert total_of(reformed(), i1="100", e1="50", O1="100", O2="50", V1="100") == Fraction("77.5")


def test_another_country_is_scored_without_new_code() -> None:
    # STAFF 0.75·80 + 0.25·40 = 70, PUBLIC 50, WEB (100 + 0)/2 = 50; a third of 170
    result = total_of(elsewhere(), S_A="80", S_B="40", P_A="50", page_1="100", page_2="0")

    assert result == Fraction(170, 3)


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    document = reformed_document()
    document["tools"][3]["weight"] = "0.20"
    document["rounding"] = "up"
    document["levels"][0]["minimum"] = "eighty"
    table = with_rows(
        "code=V1; kind=item; parent=4; title_th=ซ้ำ",
        "code=V2; kind=page; parent=4; title_th=ง",
        "code=V3; kind=item; parent=5; title_th=จ",
        "code=i2; kind=question; parent=1; title_th=ฉ",
        "code=V4; kind=item; parent=4; title_th=; allowed=0 120; certainty=sure",
    )

    with pytest.raises(InputError) as caught:
        build(document, table)

    assert {(problem.id.removeprefix("framework."), problem.where) for problem in caught.value.problems} == {
        ("unknown_word", "items.csv 12:kind"),
        ("missing", "items.csv 15:title_th"),
        ("unknown_word", "items.csv 15:certainty"),
        ("unknown_word", "framework.toml rounding"),
        ("bad_number", "framework.toml levels[1].minimum"),
        ("duplicate_code", "items.csv 11:code"),
        ("unknown_parent", "items.csv 13:parent"),
        ("no_scale", "items.csv 14:scale"),
        ("allowed_range", "items.csv 15:allowed"),
        ("weights_sum", "framework.toml tools[4].weight"),
        ("levels_order", "framework.toml levels[2].minimum"),
    }
    assert all(problem.why.th and problem.why.en and problem.remedy.th for problem in caught.value.problems)


def test_a_missing_column_is_told_once_and_not_for_every_row() -> None:
    table = [
        SourceRow({key: text for key, text in row.cells.items() if key != "source"}, row.place)
        for row in rows(REFORMED_ROWS)
    ]

    with pytest.raises(InputError) as caught:
        build(reformed_document(), table)

    told = [problem.found for problem in caught.value.problems if problem.id == "framework.missing_column"]
    assert told == ["source"]
    assert "framework.missing" not in {problem.id for problem in caught.value.problems}


def test_a_misspelt_column_or_key_is_told() -> None:
    document = elsewhere_document() | {"ruonding": "half_up_2"}
    table = [SourceRow({**row.cells, "titel_en": ""}, row.place) for row in rows(ELSEWHERE_ROWS)]

    with pytest.raises(InputError) as caught:
        build(document, table)

    assert [problem.found for problem in caught.value.problems] == ["titel_en", "ruonding"]


def test_a_weight_is_read_as_it_was_written() -> None:
    document = elsewhere_document()
    for tool, weight in zip(document["tools"], (Decimal("0.30"), "๐.๓๐", "2/5"), strict=True):
        tool["weight"] = weight

    framework = build(document, rows(ELSEWHERE_ROWS))

    assert [tool.weight for tool in framework.tools] == [Fraction(3, 10), Fraction(3, 10), Fraction(2, 5)]


def test_a_weight_of_nothing_is_refused() -> None:
    document = elsewhere_document()
    document["tools"][0]["weight"] = "0"

    with pytest.raises(InputError) as caught:
        build(document, rows(ELSEWHERE_ROWS))

    assert "framework.bad_weight" in {problem.id for problem in caught.value.problems}


def test_an_empty_framework_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        build({}, [])

    assert {"framework.missing", "framework.no_tools", "framework.levels_gap"} <= {
        problem.id for problem in caught.value.problems
    }
