"""Files that are no printed papers are told so, each once."""

from pathlib import Path

import pytest

from prongsai.core.errors import InputError
from prongsai.reading.printed.parsing import parse

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(
    "name", ["donsak-2568.xlsx", "donsak-2568.csv", "donsak-2568.json", "donsak-2569-plan.json"]
)
def test_a_file_of_our_own_is_not_read_from_its_print(name: str) -> None:
    with pytest.raises(InputError) as refused:
        parse((EXAMPLES / name).read_bytes(), name)
    assert [problem.id for problem in refused.value.problems] == ["printed.own_file"]


def test_a_paper_is_read_though_it_has_a_sheet_of_scores(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("คะแนน", 0)
    sheet.append(["ตัวชี้วัด", "คะแนน"])
    sheet.append(["การปฏิบัติหน้าที่", 88.4])
    book.save(tmp_path / "paper.xlsx")
    assert list(parse((tmp_path / "paper.xlsx").read_bytes(), "paper.xlsx").tables())
