"""Officers' own wording from a sheet: by code as people write it, and every mistake at once."""

from pathlib import Path

import pytest
from tests.core.analysis.test_advice import analysis_of
from tests.published import donsak, framework

from prongsai.core.analysis import Analysis
from prongsai.core.errors import InputError
from prongsai.core.scoring import prepare, score
from prongsai.reading.edits import read_edits


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysis_of(score(prepare(framework(2568)), donsak()))


def read(tmp_path: Path, analysis: Analysis, text: str) -> dict[str, str]:
    path = tmp_path / "edits.csv"
    path.write_text(text, encoding="utf-8")
    return read_edits(path, analysis.findings, analysis.scored.recipe.framework)


def test_wording_is_found_by_code_and_empty_wording_is_passed_over(
    tmp_path: Path, analysis: Analysis
) -> None:
    found = read(tmp_path, analysis, "รหัส,ถ้อยคำ\nO15, จัดทำคู่มือ \nข้อ O๑๙,ก\nfinding.i10,ข\n9,ค\nO1,\nไม่มีข้อนี้,\n")

    assert found == {
        "finding.O15": "จัดทำคู่มือ",
        "finding.O19": "ก",
        "finding.i10": "ข",
        "finding.9": "ค",
    }


def test_every_unknown_code_and_repetition_is_told_at_its_line(tmp_path: Path, analysis: Analysis) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, analysis, "code,wording\nO15,ก\nO99,ก\nO15,ข\nIIT,ก\n")

    assert [(each.id, each.where, each.found) for each in refused.value.problems] == [
        ("finding.unknown", "บรรทัด 3 / line 3", "O99"),
        ("finding.worded_twice", "บรรทัด 4 / line 4", "O15"),
        ("finding.unknown", "บรรทัด 5 / line 5", "IIT"),
    ]
