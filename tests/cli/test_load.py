"""From a file name to a score: frameworks by id, folder and workbook, and other years where their words are needed."""

from dataclasses import replace
from pathlib import Path

from tests.command_line import DONSAK, ROOT, done

from prongsai.cli.load import load_score, open_framework, years_of_word


def test_a_framework_is_opened_by_id_folder_and_workbook(tmp_path: Path) -> None:
    workbook = tmp_path / "own.XLSX"
    done("framework", "export", "th-ita-2568", "-o", workbook)
    folder = ROOT / "src" / "prongsai" / "frameworks" / "2568"

    hashes = {open_framework(str(name)).hash for name in ("th-ita-2568", folder, workbook)}

    assert len(hashes) == 1


def test_the_framework_named_goes_before_that_of_the_year(tmp_path: Path) -> None:
    path = tmp_path / "2566.json"
    path.write_text('{"agency": "อบต.สมมติ", "fiscal_year": 2566, "scores": {"1": "90.00"}}', encoding="utf-8")

    thirty, fifteen = (load_score(path, name) for name in (None, "th-ita-2566-15"))

    assert thirty.recipe.framework.id == "th-ita-2566"
    assert fifteen.recipe.framework.id == "th-ita-2566-15"


def test_other_years_are_opened_only_for_a_word_that_is_not_of_this_year() -> None:
    scored = load_score(DONSAK, None)
    foreign = replace(scored, result=replace(scored.result, level="AA"))

    assert years_of_word(scored) == ()
    assert years_of_word(replace(scored, result=replace(scored.result, level=None))) == ()
    assert "th-ita-2564" in {framework.id for framework in years_of_word(foreign)}
    assert "th-ita-2568" not in {framework.id for framework in years_of_word(foreign)}
