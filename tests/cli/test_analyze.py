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
