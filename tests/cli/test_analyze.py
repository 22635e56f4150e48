"""analyze: what a score means, for people and for programs."""

import json
from pathlib import Path

from tests.command_line import DONSAK, NAPHO, done, run


def test_the_most_urgent_comes_first_and_what_is_good_last() -> None:
    lines = done("analyze", NAPHO).splitlines()

    assert lines[0] == "ต้องแก้ไขโดยเร่งด่วน"
    assert lines[1].startswith("  ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล")
    assert lines[-1].startswith("รักษาระดับ: ")


def test_it_speaks_english_too() -> None:
    assert done("--lang", "en", "analyze", NAPHO).startswith("to be mended first")


def test_programs_get_the_findings_as_json() -> None:
    record = json.loads(done("analyze", DONSAK, "--json"))

    assert (record["agency"], record["fiscal_year"], record["weakest"]) == (
        "เทศบาลเมืองดอนสัก",
        2568,
        ["4", "9", "5"],
    )
    assert next(each for each in record["findings"] if each["code"] == "O15")["kind"] == "urgent"


EARLIER = {
    "agency": "เทศบาลเมืองดอนสัก",
    "fiscal_year": 2567,
    "scores": {str(n): "90.00" for n in range(1, 11)},
}


def test_an_earlier_year_is_set_beside(tmp_path: Path) -> None:
    earlier = tmp_path / "2567.json"
    earlier.write_text(json.dumps(EARLIER), encoding="utf-8")

    change = json.loads(done("analyze", DONSAK, "--previous", earlier, "--json"))["change"]

    # 94.5004 - 90
    assert (change["older_year"], change["change"]) == (2567, "4.5004")


def test_numbers_of_answers_make_the_errors(tmp_path: Path) -> None:
    record = json.loads(done("analyze", DONSAK, "--respondents", "IIT=๓๔/60", "--json"))

    assert record["sizes"]["IIT"] == {"answers": 34, "population": 60, "source": "told"}
    assert next(each for each in record["errors"] if each["code"] == "4")["basis"] == "sizes"


def test_what_is_no_number_of_answers_is_refused() -> None:
    refused = run("analyze", DONSAK, "--respondents", "IIT", "--respondents", "EIT=x")

    assert refused.exit_code == 1
    assert refused.stderr.count("--respondents") == 4


def test_findings_are_written_to_a_sheet_and_own_wording_handed_back(tmp_path: Path) -> None:
    for name in ("findings.csv", "findings.xlsx"):
        sheet = tmp_path / name
        assert done("analyze", DONSAK, "-o", sheet) == f"เขียนแล้ว: {sheet}\n"

        assert '"edited": "' not in done("analyze", DONSAK, "--edits", sheet, "--json")

    sheet = tmp_path / "findings.csv"
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    filled = [f"{line}จัดทำคู่มือให้ครบ" if line.startswith(("O15,", "1,")) else line for line in lines]
    sheet.write_text("\n".join(filled), encoding="cp874", errors="strict")

    record = json.loads(done("analyze", DONSAK, "--edits", sheet, "--json"))
    worded = {each["code"]: each for each in record["findings"] if each["edited"]}
    plain = {each["code"]: each for each in json.loads(done("analyze", DONSAK, "--json"))["findings"]}

    assert {code: each["edited"] for code, each in worded.items()} == {
        "1": "จัดทำคู่มือให้ครบ",
        "O15": "จัดทำคู่มือให้ครบ",
    }
    assert worded["O15"]["recommendation"] == plain["O15"]["recommendation"] != "จัดทำคู่มือให้ครบ"
    # 1 is a strength: it is said in full all the same, for somebody has worded it.
    assert done("analyze", DONSAK, "--edits", sheet).count("→ จัดทำคู่มือให้ครบ") == 2


def test_findings_are_written_to_sheets_only(tmp_path: Path) -> None:
    refused = run("analyze", DONSAK, "-o", tmp_path / "findings.pdf")

    assert refused.exit_code == 1
    assert "findings.pdf" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_unknown_codes_of_edits_are_refused_at_their_lines(tmp_path: Path) -> None:
    sheet = tmp_path / "edits.csv"
    sheet.write_text("code,wording\nO98,ก\nO99,ข\n", encoding="utf-8")

    refused = run("analyze", DONSAK, "--edits", sheet, "--json")

    assert refused.exit_code == 1
    assert [each["where"] for each in json.loads(refused.stdout)["problems"]] == [
        "บรรทัด 2 / line 2",
        "บรรทัด 3 / line 3",
    ]


def peers(folder: Path) -> Path:
    file = folder / "peers.csv"
    file.write_text("agency,total,9\nก,๙๕\nข,94.50,80\nค,80\nง,70\nจ,60\n", encoding="utf-8")
    return file


def test_other_agencies_are_set_beside(tmp_path: Path) -> None:
    file = peers(tmp_path)

    total, indicator = json.loads(done("analyze", DONSAK, "--peers", file, "--json"))["peers"]

    assert (total["code"], total["others"], total["best_place"], total["worst_place"]) == ("total", 5, 2, 3)
    assert total["quantiles"] == ["60", "70", "80", "94.5", "95"]
    assert (indicator["code"], indicator["others"], indicator["best_place"]) == ("9", 1, None)
    assert json.loads(done("analyze", DONSAK, "--json"))["peers"] is None
    assert "ลำดับที่ 2–3 จาก 6 หน่วยงาน" in done("analyze", DONSAK, "--peers", file).splitlines()[-1]


def test_the_report_takes_both(tmp_path: Path) -> None:
    sheet = tmp_path / "edits.csv"
    sheet.write_text("code,wording\nO15,จัดทำคู่มือ\n", encoding="utf-8")

    done(
        *("report", DONSAK, "--edits", sheet, "--peers", peers(tmp_path)),
        *("--format", "html", "--digits", "arabic", "-o", tmp_path / "out"),
    )

    page = (tmp_path / "out" / "donsak-2568-analysis.html").read_text(encoding="utf-8")
    assert "จัดทำคู่มือ" in page
    assert "2–3 จาก 6" in page


def test_the_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    sheet, few = tmp_path / "edits.csv", tmp_path / "few.csv"
    sheet.write_text("code,wording\nO99,ก\n", encoding="utf-8")
    few.write_text("agency,total\nก,80\n", encoding="utf-8")
    beside = ("--edits", sheet, "--peers", few, "--respondents", "IIT", "--previous", tmp_path / "none.json")

    refused = run("analyze", DONSAK, *beside, "--json")
    paper = run("report", DONSAK, "--kind", "memo", *beside, "-o", tmp_path / "out")

    ids = [each["id"] for each in json.loads(refused.stdout)["problems"]]
    assert ids == ["analyze.respondents", "finding.unknown", "peers.too_few", "file.not_there"]
    assert (refused.exit_code, paper.exit_code) == (1, 1)
    assert not (tmp_path / "out").exists()
