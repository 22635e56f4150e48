"""A year beside an earlier one, as the report says it; indicators 6 to 8 move as in a published report of FY2568."""

from decimal import Decimal

import pytest
from tests.core.analysis.test_advice import analysis_of
from tests.published import decimals, donsak, framework, napho

from prongsai.core.analysis import with_previous
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Bullets, Document, Table
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score

CAPTION = "สิ่งที่ทำให้คะแนนรวมเปลี่ยน"
BEFORE = ("92.10", "93.00", "97.61", "86.88", "90.92", "97.60", "95.95", "60.30", "92.00", "90.00")


def older() -> Score:
    figures = {str(number): figure for number, figure in enumerate(BEFORE, start=1)}
    result = Result(agency="หน่วยงานตัวอย่าง", fiscal_year=2567, scores=decimals(figures))
    return score(prepare(framework(2567)), result)


def compared(lang: str = "th") -> Document:
    newer = analysis_of(score(prepare(framework(2568)), donsak()))
    return paper(with_previous(newer, older()), Edition(lang="en" if lang == "en" else "th"))


def rows(document: Document) -> dict[str, list[str]]:
    found = next(block for block in document.blocks if isinstance(block, Table) and block.caption == CAPTION)
    cells = [["".join(run.text for run in cell) for cell in row.cells] for row in found.rows]
    return {cell[0].split()[1]: cell[1:] for cell in cells}


def test_the_last_column_adds_up_to_the_change_of_the_total() -> None:
    steps = [Decimal(cells[3].replace("−", "-")) for cells in rows(compared()).values()]

    # 94.50 now; 27.6306 + 25.385 + 36.4 = 89.4156 before, shown as 89.42.
    assert sum(steps) == Decimal("94.50") - Decimal("89.42")


def test_a_change_that_no_plausible_sample_can_tell_is_marked() -> None:
    assert rows(compared())["6"] == ["97.60", "97.62", "+0.02≈", "0.00"]


def test_a_large_change_of_a_changed_question_carries_the_warning() -> None:
    document = compared()
    warnings = [
        "".join(run.text for run in item)
        for block in document.blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]

    assert rows(document)["8"] == ["60.30", "94.63", "+34.33*", "+3.43"]
    assert any("e9" in warning and "2567" in warning for warning in warnings)


def test_a_later_year_is_no_earlier_year() -> None:
    with pytest.raises(InputError) as refused:
        with_previous(analysis_of(score(prepare(framework(2564)), napho())), older())

    assert [problem.id for problem in refused.value.problems] == ["change.wrong_order"]


def test_it_reads_in_english_too() -> None:
    titles = [block.caption for block in compared("en").blocks if isinstance(block, Table)]

    assert "What moved the total" in titles
