"""The commands about frameworks, on the shipped ones, on broken ones and on one of another country."""

import shutil
from pathlib import Path

import pytest
from tests.command_line import ROOT, done, everything_in, printed, run

FRAMEWORKS = ROOT / "src" / "prongsai" / "frameworks"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a copy of 2568 whose first item has no parent that exists."""
    folder = tmp_path / "broken"
    shutil.copytree(FRAMEWORKS / "2568", folder)
    table = folder / "items.csv"
    table.write_text(
        table.read_text("utf-8").replace("\nO1,item,9.1,", "\nO1,item,9.7,", 1), encoding="utf-8"
    )
    return folder


def test_every_year_is_listed() -> None:
    years = [each["fiscal_year"] for each in printed("framework", "list")]

    assert sorted(set(years)) == list(range(2562, 2570))
    assert "th-ita-2568" in done("framework", "list")


def test_a_framework_is_shown_with_how_sure_it_is() -> None:
    thai, english = (
        done("framework", "show", "th-ita-2568"),
        done("framework", "show", "th-ita-2568", "--lang", "en"),
    )

    assert "การเปิดเผยข้อมูล" in thai
    assert "Disclosure of information" in english
    assert "inferred" in english


def test_a_framework_as_json_carries_its_hash() -> None:
    shown = printed("framework", "show", "th-ita-2568")
    listed = {each["id"]: each for each in printed("framework", "list")}

    assert shown["id"] == "th-ita-2568"
    assert shown["hash"].startswith(listed["th-ita-2568"]["hash"][:16])


def test_the_agencys_own_wording_is_laid_over_ours(tmp_path: Path) -> None:
    sheet = tmp_path / "wording.csv"
    sheet.write_text("code,wording\ni1,ถ้อยคำตามคู่มือ\n", encoding="utf-8")

    assert "ถ้อยคำตามคู่มือ" in done("framework", "show", "th-ita-2568", "--wording", sheet)
    assert "ถ้อยคำตามคู่มือ" not in done("framework", "show", "th-ita-2568")


def test_an_unknown_framework_is_refused_with_the_known_ones() -> None:
    for line in (
        ("show", "th-ita-1"),
        ("check", "th-ita-1"),
        ("diff", "th-ita-2567", "th-ita-1"),
        ("export", "x"),
    ):
        result = run("framework", *line)

        assert result.exit_code == 1
        assert "th-ita-2569" in result.stderr


def test_the_shipped_frameworks_are_sound() -> None:
    assert done("framework", "check").count("✓") == len(printed("framework", "list"))


def test_a_fault_is_told_with_file_row_column_and_remedy(broken: Path) -> None:
    result = run("framework", "check", broken, "--lang", "en")

    assert result.exit_code == 1
    assert "items.csv" in result.stderr
    assert "parent" in result.stderr
    assert "“9.7”" in result.stderr


def test_one_faulty_framework_does_not_hide_the_others(broken: Path) -> None:
    result = run("framework", "check", broken, "th-ita-2567")

    assert result.exit_code == 1
    assert "✓ th-ita-2567" in result.stdout


def test_years_are_compared_by_theme_not_by_code() -> None:
    moved = [
        (each["before"], each["after"])
        for each in printed("framework", "diff", "th-ita-2567", "th-ita-2568")
        if each["what"] == "moved"
    ]

    assert ("O24", "O19") in moved  # statistics of complaints of corruption
    assert "O24" in done("framework", "diff", "th-ita-2567", "th-ita-2568", "--lang", "en")


def test_a_framework_goes_out_as_a_workbook_and_comes_back_the_same(tmp_path: Path) -> None:
    done("framework", "export", "th-ita-2566-15", "-o", tmp_path / "own.xlsx")

    shown = printed("framework", "show", tmp_path / "own.xlsx")

    assert shown == printed("framework", "show", "th-ita-2566-15")


def test_a_workbook_is_named_after_its_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done("framework", "export", "th-ita-2569")

    assert set(everything_in(tmp_path)) == {"th-ita-2569.xlsx"}
