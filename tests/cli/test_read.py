"""`read`: papers to results, alone, together, broken, and through a pipe into the commands that follow."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.command_line import THAI_MACHINE, done, run
from tests.reading.recognise.invented import RANKED, SCORES

from prongsai.cli import main


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Return the file of an invented analysis of 2564."""
    path = tmp_path / "analysis.txt"
    path.write_text(RANKED, "utf-8")
    return path


def read_json(*paths: Path) -> Any:
    return json.loads(done("read", *paths, "--json"))


def piped(text: str, *arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=text, env=THAI_MACHINE)


def test_one_file_is_told_as_one_object(paper: Path) -> None:
    told = read_json(paper)

    assert (told["file"], told["agency"], told["agency_type"]) == (
        "analysis.txt",
        "องค์การบริหารส่วนตำบลห้วยเมฆ",
        "sao",
    )
    assert [each["kind"] for each in told["papers"]] == ["memo", "analysis"]
    assert told["result"]["scores"] == {code: score for code, (_, score) in SCORES.items()}
    assert told["result"]["published"] == {"total": "73.68", "level": "C"}


def test_every_reading_says_field_value_print_place_and_confidence(paper: Path) -> None:
    total = next(each for each in read_json(paper)["readings"] if each["field"] == "result.published.total")

    assert (total["value"], total["as_printed"], total["confidence"]) == ("73.68", "๗๓.๖๘", "sure")
    assert total["where"]["line"] == 17
    assert total["where"]["words"] == "บรรทัด 17"


def test_several_files_are_a_list(paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(RANKED.replace("ห้วยเมฆ", "ทุ่งดาว"), "utf-8")

    assert [each["agency"] for each in read_json(paper, other)] == [
        "องค์การบริหารส่วนตำบลห้วยเมฆ",
        "องค์การบริหารส่วนตำบลทุ่งดาว",
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(paper: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"

    result = run("read", missing, paper, "--json")

    assert result.exit_code == 1
    broken, sound = json.loads(result.stdout)
    assert (broken["file"], broken["problems"][0]["severity"]) == ("missing.txt", "error")
    assert sound["result"]["fiscal_year"] == 2564
    assert "missing.txt" in result.stderr


def test_a_person_is_told_what_was_found_what_was_repaired_and_how_to_go_on(paper: Path) -> None:
    told = done("read", paper)

    assert "ผลปี 2564: 73.68 ระดับ C" in told
    assert "ที่ซ่อมหรือต้องมีคนดู (2):" in told
    assert "การแก้ไขปญหาการทุจริต" in told
    assert "prongsai read analysis.txt --json | prongsai reconcile -" in told


def test_the_result_is_written_as_a_file_that_score_takes(paper: Path, tmp_path: Path) -> None:
    done("read", paper, "-o", tmp_path / "made")

    assert "73.68" in done("score", tmp_path / "made" / "result.json")


def test_several_files_are_written_into_a_folder_each(paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(RANKED, "utf-8")

    done("read", paper, other, "-o", tmp_path / "made")

    assert sorted(path.parent.name for path in (tmp_path / "made").rglob("result.json")) == [
        "analysis",
        "other",
    ]


def test_files_of_one_name_do_not_overwrite_each_other(paper: Path, tmp_path: Path) -> None:
    page = paper.with_suffix(".html")
    page.write_text(f"<p>{RANKED.replace(chr(10), '</p><p>')}</p>", "utf-8")

    run("read", paper, page, "-o", tmp_path / "made")

    assert {path.name for path in (tmp_path / "made").iterdir()} == {"analysis.txt", "analysis.html"}


def test_read_reconcile_and_report_work_in_one_pipe(paper: Path, tmp_path: Path) -> None:
    read = done("read", paper, "--json")
    reconciled = piped(read, "reconcile", "-", "--json")
    target = tmp_path / "report.html"
    report = piped(reconciled.stdout, "report", "-", "-o", target)

    assert (reconciled.exit_code, report.exit_code) == (0, 0), report.output
    assert json.loads(reconciled.stdout)["result"] == json.loads(read)["result"]
    assert "ห้วยเมฆ" in target.read_text("utf-8")


def test_a_result_file_goes_through_a_pipe_as_well(paper: Path) -> None:
    for format_ in ("json", "csv"):
        written = paper.with_name(f"result.{format_}")
        source = piped(done("read", paper, "--json"), "convert", "-", "-o", written)
        assert source.exit_code == 0, source.output

        told = piped(written.read_text("utf-8"), "score", "-", "--json")

        assert json.loads(told.stdout)["fiscal_year"] == 2564


def test_what_was_read_without_a_result_is_refused_with_the_reason(tmp_path: Path) -> None:
    plain = tmp_path / "notice.txt"
    plain.write_text("ประกาศเทศบาลตำบลบึงแก้วใหม่ เรื่อง วันหยุด\n", "utf-8")

    refused = piped(done("read", plain, "--json"), "score", "-")

    assert refused.exit_code == 1
    assert "notice.txt" in refused.stderr
    assert "ไม่มีผลคะแนน" in refused.stderr


def test_two_results_are_not_taken_for_one(paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(RANKED, "utf-8")

    refused = piped(done("read", paper, other, "--json"), "reconcile", "-")

    assert refused.exit_code == 1
    assert "มีผลอยู่ 2 ผล" in refused.stderr
