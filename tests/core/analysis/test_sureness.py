"""How sure the perception scores are, as the report says it."""

from collections.abc import Mapping

import pytest
from tests.core.analysis.test_advice import analysis_of
from tests.published import donsak, framework, napho

from prongsai.core.analysis import Analysis, with_sureness
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Bullets, Document, Table
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.scoring import prepare, score
from prongsai.core.uncertainty.sample_size import SampleSize

CAPTION = "ช่วงความเชื่อมั่นร้อยละ 95"


def sure(told: Mapping[str, SampleSize]) -> Analysis:
    return with_sureness(analysis_of(score(prepare(framework(2568)), donsak())), told)


def table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.caption == CAPTION)


def rows(document: Document) -> dict[str, list[str]]:
    cells = [["".join(run.text for run in cell) for cell in row.cells] for row in table(document).rows]
    return {cell[0]: cell[1:] for cell in cells}


def lines(document: Document) -> list[str]:
    lists = [block for block in document.blocks if isinstance(block, Bullets)]
    return ["".join(run.text for run in item) for block in lists for item in block.items]


def test_what_reviewers_checked_has_no_sampling_error() -> None:
    found = rows(paper(sure({}), Edition()))

    assert not [name for name in found if name.startswith(("ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10", "แบบตรวจ"))]
    assert "คะแนนรวม" in found


def test_everybody_answering_leaves_no_error_and_no_row() -> None:
    everybody = {"IIT": SampleSize(34, 34), "EIT.1": SampleSize(253, 253), "EIT.2": SampleSize(22, 22)}

    document = paper(sure(everybody), Edition())

    assert all(not (isinstance(block, Table) and block.caption == CAPTION) for block in document.blocks)


def test_more_answers_make_the_range_narrower() -> None:
    few = rows(paper(sure({"IIT": SampleSize(34)}), Edition()))
    many = rows(paper(sure({"IIT": SampleSize(340)}), Edition()))
    name = "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ"

    assert float(many[name][1]) < float(few[name][1])


def test_the_numbers_of_answers_say_where_they_come_from() -> None:
    said = lines(paper(sure({"EIT.1": SampleSize(253)}), Edition()))

    assert "IIT: ผู้ตอบ 34 คน (คำนวณจากคะแนนที่พิมพ์)" in said
    assert "EIT.1: ผู้ตอบ 253 คน (ตามที่แจ้ง)" in said


def test_the_chance_of_a_level_is_never_called_certain() -> None:
    chances = [line for line in lines(paper(sure({}), Edition(lang="en"))) if line.startswith("Chance")]

    assert chances
    assert all("100 %" not in line for line in chances)


def test_a_sample_that_cannot_be_is_refused() -> None:
    with pytest.raises(InputError):
        with_sureness(analysis_of(score(prepare(framework(2564)), napho())), {"XYZ": SampleSize(30)})
