"""Every word that a paper prints is in its lines, in the digits of the paper."""

import pytest
from tests.core.papers.test_making import Kept
from tests.core.test_archive import small
from tests.paper_chain import followup_of

from prongsai.core.document import Bullets, Fields, Paragraph, Row, Run, Table
from prongsai.core.document import Column as TableColumn
from prongsai.core.papers import KINDS
from prongsai.core.papers.making import make
from prongsai.core.plain_text import lines
from prongsai.core.thai import in_digits


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_and_paragraph_is_there(kind: str) -> None:
    made = make(kind, Kept(followup_of()))
    text = "\n".join(lines(made))
    for block in made.blocks:
        runs = block.runs if isinstance(block, Paragraph) else ()
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [runs]
        for cell in cells:
            for run in cell:
                shown = run.text if run.verbatim else in_digits(run.text, made.digits)
                assert " ".join(shown.split()) in text


def test_lines_are_as_they_are_read() -> None:
    made = small(
        blocks=(
            Paragraph((Run("ข้อ 1 "), Run("sha256:12", verbatim=True))),
            Bullets(((Run("ก"),), (Run("ข"),)), numbered=True),
            Fields((("ปี", (Run("2569"),)),)),
            Table(
                "ตาราง", (TableColumn("ที่", 1), TableColumn("ชื่อ", 2)), (Row(((Run("1"),), (Run("ก\nข"),))),)
            ),
        )
    )
    assert lines(made) == (
        "ทดลอง",
        "ข้อ ๑ sha256:12",
        "๑. ก",
        "๒. ข",
        "ปี ๒๕๖๙",
        "ตาราง",
        "ที่ | ชื่อ",
        "๑ | ก ข",
    )


def test_an_untitled_paper_begins_with_its_head() -> None:
    assert lines(small(titled=False))[:2] == ("บันทึกข้อความ", "ที่ ๑")
