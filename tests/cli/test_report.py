"""report: three formats of one paper, its date and digits, and nothing half written."""

import datetime
import re
from pathlib import Path

import pytest
from tests.command_line import DONSAK, EXAMPLES, NAPHO, done, everything_in, run

from prongsai.cli.report import read_date, read_formats
from prongsai.core.errors import InputError


def text_of(folder: Path, name: str = "donsak-2568") -> str:
    page = (folder / f"{name}-analysis.html").read_text("utf-8")
    return re.sub("<[^>]*>", "", page.partition("<main")[2])


def test_three_files_are_written_and_named(tmp_path: Path) -> None:
    said = done("report", DONSAK, "-o", tmp_path)

    files = everything_in(tmp_path)
    assert {name: content[:4] for name, content in files.items()} == {
        "donsak-2568-analysis.docx": b"PK\x03\x04",
        "donsak-2568-analysis.pdf": b"%PDF",
        "donsak-2568-analysis.html": b"<!do",
    }
    assert [line.rpartition("/")[2] for line in said.splitlines()] == [
        f"donsak-2568-analysis.{ending}" for ending in ("docx", "pdf", "html")
    ]


def test_the_same_input_gives_the_same_bytes_whatever_its_format(tmp_path: Path) -> None:
    for folder, ending in (("a", "json"), ("b", "json"), ("c", "csv"), ("d", "xlsx")):
        done("report", EXAMPLES / f"napho-2564.{ending}", "-o", tmp_path / folder)

    files = everything_in(tmp_path)
    for ending in ("docx", "pdf", "html"):
        assert len({files[f"{folder}/napho-2564-analysis.{ending}"] for folder in "abcd"}) == 1


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    done("report", NAPHO, "--format", "HTML, html", "-o", tmp_path)

    assert set(everything_in(tmp_path)) == {"napho-2564-analysis.html"}


def test_digits_follow_the_language_unless_they_are_chosen(tmp_path: Path) -> None:
    lines = {
        "thai": ("report", DONSAK),
        "arabic in Thai": ("report", DONSAK, "--digits", "arabic"),
        "english": ("--lang", "en", "report", DONSAK),
        "thai in English": ("--lang", "en", "report", DONSAK, "--digits", "thai"),
    }
    for name, line in lines.items():
        done(*line, "--format", "html", "-o", tmp_path / name)

    assert {name: "๙๔.๕๐" in text_of(tmp_path / name) for name in lines} == {
        "thai": True,
        "arabic in Thai": False,
        "english": False,
        "thai in English": True,
    }
    assert "94.50" in text_of(tmp_path / "arabic in Thai")


def test_the_date_of_the_paper_is_of_the_buddhist_era(tmp_path: Path) -> None:
    done("report", DONSAK, "--format", "html", "-o", tmp_path, "--date", "2569-04-17")

    assert "วันที่ ๑๗ เมษายน ๒๕๖๙" in text_of(tmp_path)


def test_without_a_date_its_place_is_left_open(tmp_path: Path) -> None:
    done("report", DONSAK, "--format", "html", "-o", tmp_path)

    assert "วันที่ ...." in text_of(tmp_path)


@pytest.mark.parametrize("text", ["2569-04-17", "2026-04-17", "๒๕๖๙-๐๔-๑๗", " 2569-4-17 "])
def test_a_date_is_read_in_both_eras_and_digits(text: str) -> None:
    assert read_date(text) == datetime.date(2026, 4, 17)


def test_no_date_is_no_date() -> None:
    assert read_date(None) is None


@pytest.mark.parametrize(
    "text", ["", "17-04-2569", "2569-02-30", "2569-13-01", "2569", "tomorrow", "0-0-0", "99999-1-1"]
)
def test_what_is_no_date_is_refused_with_an_example(text: str, tmp_path: Path) -> None:
    result = run("report", DONSAK, "-o", tmp_path, "--date", text)

    assert result.exit_code == 1
    assert "2569-04-17" in result.stderr
    assert "Traceback" not in result.stderr
    assert everything_in(tmp_path) == {}


@pytest.mark.parametrize("formats", ["doc", "docx,exe", "", ",", "docx;pdf"])
def test_a_format_that_does_not_exist_keeps_all_from_being_written(formats: str, tmp_path: Path) -> None:
    result = run("report", DONSAK, "-o", tmp_path, "--format", formats)

    assert result.exit_code == 1
    assert "docx, pdf, html" in result.stderr
    assert everything_in(tmp_path) == {}


def test_formats_keep_their_order_and_are_named_once() -> None:
    assert read_formats("pdf, DOCX,pdf") == ("pdf", "docx")
    with pytest.raises(InputError):
        read_formats("xlsx")


def test_one_file_that_cannot_be_written_keeps_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "napho-2564-analysis.html").mkdir()

    result = run("report", NAPHO, "-o", tmp_path, "--format", "docx,html")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == {}


def test_a_file_where_the_folder_should_be_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")

    assert run("report", NAPHO, "-o", tmp_path / "out").exit_code == 2


RESULTS = {
    "tools only": '"scores": {"IIT": "90.00", "EIT": "85.50", "OIT": "80.00"}',
    "all at 100": '"scores": {"IIT": "100", "EIT": "100", "OIT": "100", "EIT.1": "100", "EIT.2": "100"}',
    "one indicator": '"scores": {"1": "0"}',
    "counts only": '"counts": {"i1": {"100": 3, "0": 1}}',
    "announced only": '"published": {"total": "94.50", "level": "AA"}',
}


@pytest.mark.parametrize("case", RESULTS)
def test_whatever_little_is_known_makes_a_paper_in_every_format(case: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'{{"agency": "อบต.สมมติ", "fiscal_year": 2568, {RESULTS[case]}}}', encoding="utf-8")

    for lang in ("th", "en"):
        done("--lang", lang, "report", path, "-o", tmp_path / lang)
        assert len(everything_in(tmp_path / lang)) == 3


def test_the_report_speaks_in_the_agencys_own_wording(tmp_path: Path) -> None:
    sheet = tmp_path / "wording.csv"
    sheet.write_text("code,wording\ni10,ถ้อยคำทางการของข้อนี้\n", encoding="utf-8")

    done("report", DONSAK, "--wording", sheet, "--format", "html", "-o", tmp_path)

    assert "ถ้อยคำทางการของข้อนี้" in text_of(tmp_path)
