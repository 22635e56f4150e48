"""The first look at a file: not too much of it, and JSON as it is written."""

from pathlib import Path

import pytest

from prongsai.core.errors import InputError
from prongsai.reading.intake import Pairs, read_bytes, read_filled, read_json, require_few_cells, source_rows


def refused_json(text: str) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read_json(text, "a.json")
    (problem,) = caught.value.problems
    return problem.id, problem.where


def test_a_file_as_large_as_allowed_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"abcd")

    assert read_bytes(path, 4) == b"abcd"
    with pytest.raises(InputError) as caught:
        read_bytes(path, 3)
    assert caught.value.problems[0].id == "file.too_large"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path, 4)

    assert caught.value.problems[0].id == "file.not_there"


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe \0"])
def test_a_file_of_blanks_is_empty(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        read_filled(path, 10)

    assert caught.value.problems[0].id == "file.empty"


def test_names_written_twice_and_digits_are_kept() -> None:
    assert read_json('{"a": 1.10, "a": 1e400, "b": [true, null]}', "a.json") == Pairs(
        [("a", "1.10"), ("a", "1e400"), ("b", [True, None])]
    )


def test_an_end_in_the_middle_is_told_from_a_fault() -> None:
    assert refused_json('{"a":') == ("json.cut", "บรรทัด 1 คอลัมน์ 6 / line 1 column 6")
    assert refused_json('{"a": "b') == ("json.cut", "บรรทัด 1 คอลัมน์ 7 / line 1 column 7")
    assert refused_json('{\n"a" 1}') == ("json.broken", "บรรทัด 2 คอลัมน์ 5 / line 2 column 5")


def test_json_nested_too_deep_is_refused() -> None:
    assert refused_json("[" * 100_000) == ("json.broken", "a.json")


def test_rows_of_a_table_know_their_places() -> None:
    (row,) = source_rows(" code ,wording\n,\nO1,ก\n", "a.csv")

    assert (row.cells, row.place("wording")) == ({"code": "O1", "wording": "ก"}, "a.csv 3:wording")
    assert source_rows("", "a.csv") == []


@pytest.mark.parametrize(
    "text", ["a," * 3_000, "a\n" + ";" * 3_000, "a\tb\n" * 1_000_001], ids=["comma", "semicolon", "rows"]
)
def test_a_text_of_more_cells_than_any_table_is_refused_at_once(text: str) -> None:
    with pytest.raises(InputError) as caught:
        require_few_cells(text, "a.csv")
    assert [problem.id for problem in caught.value.problems] == ["file.too_many_cells"]
    require_few_cells("code,text\n" + "i1,ก\n" * 10_000, "a.csv")
