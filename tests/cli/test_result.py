"""new and convert: from an empty template to a score, and from one format into another."""

import itertools
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.command_line import DONSAK, EXAMPLES, NAPHO, done, everything_in, printed, run

TEN = {
    "1": 87.73,
    "2": 80.03,
    "3": 80.37,
    "4": 76.14,
    "5": 73.66,
    "6": 95.82,
    "7": 96.75,
    "8": 95.65,
    "9": 53.56,
    "10": 31.25,
}


def fill(path: Path, agency: str, scores: dict[str, float]) -> None:
    """Fill in a template as a person would: the name, and a score beside each code."""
    book = openpyxl.load_workbook(path)
    book["หน่วยงาน"]["B4"] = agency
    for row in book["คะแนน"].iter_rows(min_row=4):
        if str(row[0].value) in scores:
            row[4].value = scores[str(row[0].value)]
    book.save(path)


def test_a_filled_template_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "result.xlsx"
    done("new", "2564", "-o", path)
    fill(path, "อบต.นาโพธิ์", TEN)

    found = printed("score", path)

    assert (found["agency"], found["total"], found["level"]) == ("อบต.นาโพธิ์", "69.66", "C")


def test_an_empty_template_says_what_to_fill_in(tmp_path: Path) -> None:
    done("new", "2568", "-o", tmp_path / "empty.xlsx")

    result = run("score", tmp_path / "empty.xlsx")

    assert result.exit_code == 1
    assert "“หน่วยงาน” เซลล์ B4" in result.stderr


@pytest.mark.parametrize("year", ["2568", "๒๕๖๘", " 2568 ", "th-ita-2568"])
def test_a_year_may_be_written_in_any_way(tmp_path: Path, year: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done("new", year)

    (name,) = everything_in(tmp_path)
    assert re.fullmatch(r"result-(th-ita-)?2568\.xlsx", name)


@pytest.mark.parametrize("year", ["2561", "9999", "nonsense", "-5", "2568.5"])
def test_a_year_without_a_framework_is_refused_with_those_that_have_one(tmp_path: Path, year: str) -> None:
    result = run("new", "-o", tmp_path / "a.xlsx", "--", year)

    assert result.exit_code == 1
    assert "th-ita-2568" in result.stderr
    assert everything_in(tmp_path) == {}


def test_a_template_never_replaces_a_file_that_may_be_filled_in(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"a day of work")

    result = run("new", "2568", "-o", tmp_path / "a.xlsx")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == {"a.xlsx": b"a day of work"}


def test_a_template_is_a_workbook_only(tmp_path: Path) -> None:
    result = run("new", "2568", "-o", tmp_path / "a.csv")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == {}


@pytest.mark.parametrize("name", ["donsak-2568", "napho-2564"])
def test_a_result_comes_back_from_csv_byte_for_byte(tmp_path: Path, name: str) -> None:
    example = EXAMPLES / f"{name}.json"

    done("convert", example, "-o", tmp_path / "a.csv")
    done("convert", tmp_path / "a.csv", "-o", tmp_path / "a.json")

    assert (tmp_path / "a.json").read_bytes() == example.read_bytes()


def by_value(told: Any) -> Any:
    """Return what a command told with the result that it passes on as numbers: a workbook keeps no 95.10, only 95.1."""
    passed = told.get("result", {})
    for section in ("scores", "published"):
        for code, written in passed.get(section, {}).items():
            if code != "level":
                passed[section][code] = Decimal(written)
    return told


@pytest.mark.parametrize("command", ["score", "reconcile", "improve"])
def test_a_result_that_went_through_all_formats_says_the_same(tmp_path: Path, command: str) -> None:
    chain = [DONSAK, *(tmp_path / f"a.{ending}" for ending in ("xlsx", "csv", "json"))]
    for before, after in itertools.pairwise(chain):
        done("convert", before, "-o", after)

    assert by_value(printed(command, chain[-1])) == by_value(printed(command, DONSAK))


def test_the_examples_in_three_formats_are_what_convert_writes(tmp_path: Path) -> None:
    for example in (DONSAK, NAPHO):
        for ending in (".csv", ".xlsx"):
            done("convert", example, "-o", tmp_path / f"{example.stem}{ending}")

    assert everything_in(tmp_path) == {
        path.name: path.read_bytes() for path in EXAMPLES.iterdir() if path.suffix in (".csv", ".xlsx")
    }


def test_a_format_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    result = run("convert", NAPHO, "-o", tmp_path / "a.docx")

    assert result.exit_code == 1
    assert ".xlsx" in result.stderr
    assert everything_in(tmp_path) == {}


def test_a_result_can_be_converted_under_a_framework_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.xlsx"
    done("framework", "export", "th-ita-2564", "-o", own)

    done("convert", NAPHO, "--framework", own, "-o", tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_bytes() == NAPHO.with_suffix(".csv").read_bytes()
