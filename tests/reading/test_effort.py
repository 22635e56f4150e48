"""Effort files: codes and numbers as people write them, and every mistake at once."""

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.reading import effort
from prongsai.reading.framework import load_year


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_year(2568)


def read(tmp_path: Path, framework: Framework, text: str | bytes, name: str = "effort.csv") -> object:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return effort.read(path, framework)


def refused(
    tmp_path: Path, framework: Framework, text: str | bytes, name: str = "effort.csv"
) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, framework, text, name)
    return list(caught.value.problems)


def test_efforts_are_read_by_code(tmp_path: Path, framework: Framework) -> None:
    found = read(tmp_path, framework, "code,effort\nO15,2\ni10,0.5\nIIT,never\n")

    assert found == {"O15": 2, "i10": Fraction(1, 2), "IIT": None}


def test_thai_digits_and_thai_words_are_understood(tmp_path: Path, framework: Framework) -> None:
    found = read(tmp_path, framework, "รหัส;แรงที่ใช้\nข้อ O๑๕;๒\no-6;๐.๕\nตัวชี้วัดที่ ๔;ไม่ทำ\n")

    assert found == {"O15": 2, "O6": Fraction(1, 2), "4": None}


def test_a_file_of_thai_excel_in_its_code_page_is_understood(tmp_path: Path, framework: Framework) -> None:
    assert read(tmp_path, framework, "รหัส,แรง\nO15,๓\n".encode("cp874")) == {"O15": 3}


def test_a_head_may_say_both_languages(tmp_path: Path, framework: Framework) -> None:
    assert read(tmp_path, framework, "\ufeffแรง / effort\tรหัส / code\n3\tO15\n") == {"O15": 3}


def test_an_empty_effort_and_an_empty_line_leave_the_default(tmp_path: Path, framework: Framework) -> None:
    assert read(tmp_path, framework, "code,effort\nO15,\n\nO16\nO17,1\n") == {"O17": 1}


def test_json_numbers_keep_their_digits(tmp_path: Path, framework: Framework) -> None:
    found = read(tmp_path, framework, '{"O15": "๒", "i10": 0.1, "e1": "never", "O1": null}', "effort.json")

    assert found == {"O15": 2, "i10": Fraction(1, 10), "e1": None}


def test_every_mistake_is_named_with_its_line(tmp_path: Path, framework: Framework) -> None:
    problems = refused(
        tmp_path, framework, "code,effort\nO15,two\nO99,1\n\nO16,-1\nO๑๕,3\nO1,0.00001\nO2,1e3\n"
    )

    assert [(problem.id, problem.where.split(" / ")[1], problem.found) for problem in problems] == [
        ("effort.no_number", "line 2", "two"),
        ("effort.code_unknown", "line 3", "O99"),
        ("effort.no_number", "line 5", "-1"),
        ("effort.twice", "line 6", "O๑๕"),
        ("effort.no_number", "line 7", "0.00001"),
        ("effort.no_number", "line 8", "1e3"),
    ]
    assert "2568" in problems[1].why.th


def test_a_sheet_of_a_workbook_will_do_too(tmp_path: Path, framework: Framework) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("effort", 0)
    for code, value in [("รหัส / code", "แรง / effort"), ("O15", "2"), ("O16", "=1+1"), ("O99", "1")]:
        sheet.append([code, value])
    book.save(tmp_path / "effort.xlsx")

    with pytest.raises(InputError) as caught:
        effort.read(tmp_path / "effort.xlsx", framework)

    assert [problem.id for problem in caught.value.problems] == ["cell.formula", "effort.code_unknown"]


def test_mistakes_in_json_are_named_by_code(tmp_path: Path, framework: Framework) -> None:
    problems = refused(tmp_path, framework, '{"O15": [1], "O16": true, "O1": 1, "o1": 2}', "effort.json")

    assert [(problem.id, problem.found) for problem in problems] == [
        ("effort.no_number", '["1"]'),
        ("effort.no_number", "true"),
        ("effort.twice", "o1"),
    ]
    assert problems[0].where.startswith("effort → O15")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("effort.docx", "PK", "file.ending_unknown"),
        ("effort.csv", " \n", "file.empty"),
        ("effort.csv", "O15,2\n", "table.head_missing"),
        ("effort.csv", 'code,effort\n"O15"x,2\n', "csv.broken"),
        ("effort.csv", b"code,effort\n\xff\xfe\xdb\n", "file.encoding"),
        ("effort.csv", b"x" * 5_000_001, "file.too_large"),
        ("effort.json", '{"O15": 2', "json.cut"),
        ("effort.json", '["O15"]', "json.shape"),
        ("effort.json", "[" * 100_000, "json.broken"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, framework: Framework, name: str, text: str | bytes, problem: str
) -> None:
    assert [each.id for each in refused(tmp_path, framework, text, name)] == [problem]


def test_a_file_that_is_not_there_is_said(tmp_path: Path, framework: Framework) -> None:
    with pytest.raises(InputError) as caught:
        effort.read(tmp_path / "none.csv", framework)

    assert caught.value.problems[0].id == "file.not_there"
