"""The sheet of findings that officers fill in, and that is read back."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.analysis.test_advice import analysis_of
from tests.published import donsak, framework

from prongsai.core.analysis import Analysis
from prongsai.core.finding import with_edits
from prongsai.core.scoring import prepare, score
from prongsai.reading.edits import read_edits
from prongsai.render.findings import to_csv, to_xlsx


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysis_of(score(prepare(framework(2568)), donsak()))


def test_every_finding_has_a_row_with_our_words_and_a_place_for_theirs(analysis: Analysis) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(analysis, "th").decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == [each.code for each in analysis.findings]
    item = next(row for row in rows if row[0] == "O15")
    finding = next(each for each in analysis.findings if each.code == "O15")
    assert item[2:] == ["ต้องแก้ไขโดยเร่งด่วน", "0.00", finding.recommendation.th, ""]


@pytest.mark.parametrize("name", ["findings.csv", "findings.xlsx"])
def test_what_is_written_is_read_back(analysis: Analysis, tmp_path: Path, name: str) -> None:
    wording = {"finding.O15": "=จัดทำคู่มือ, ภายในเดือนมีนาคม\nโดยสำนักปลัด", "finding.9": "'ก"}
    edited = replace(analysis, findings=with_edits(analysis.findings, wording))
    path = tmp_path / name
    path.write_bytes((to_csv if name.endswith("csv") else to_xlsx)(edited, "th"))

    assert read_edits(path, analysis.findings, analysis.scored.recipe.framework) == wording


def test_a_sheet_that_nobody_filled_in_changes_nothing(analysis: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    path.write_bytes(to_xlsx(analysis, "en"))

    assert read_edits(path, analysis.findings, analysis.scored.recipe.framework) == {}
    assert to_xlsx(analysis, "en") == path.read_bytes()
