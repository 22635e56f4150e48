"""analyze: what a score means, for people and for programs."""

import json

from tests.command_line import DONSAK, NAPHO, done


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
