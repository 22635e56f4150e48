"""The report's section beside other agencies: places with their ties, quantiles, and groups too small for a place."""

from fractions import Fraction

import pytest
from tests.core.analysis.test_advice import analysis_of
from tests.published import donsak, framework

from prongsai.core.analysis import Analysis, with_peers, with_sureness
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Block, Document, Heading, Paragraph, Table
from prongsai.core.edition import Edition
from prongsai.core.peers import Peer
from prongsai.core.scoring import prepare, score

HEADING = "เทียบกับหน่วยงานประเภทเดียวกัน"


def peers(*values: str) -> tuple[Peer, ...]:
    return tuple(
        Peer(agency=f"แห่งที่ {n}", fiscal_year=2568, agency_type=donsak().agency_type, value=Fraction(value))
        for n, value in enumerate(values)
    )


@pytest.fixture(scope="module")
def plain() -> Analysis:
    return analysis_of(score(prepare(framework(2568)), donsak()))


def section(document: Document) -> list[Block]:
    blocks = list(document.blocks)
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    (own,) = (n for n in starts if HEADING in said(blocks[n]))
    return blocks[own : min((n for n in starts if n > own), default=len(blocks))]


def said(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    return "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else ""


def rows(document: Document) -> list[list[str]]:
    (table,) = (block for block in section(document) if isinstance(block, Table))
    return [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows]


def test_total_and_indicators_stand_with_place_ties_and_quantiles(plain: Analysis) -> None:
    others = {
        "total": peers("95", "94.50", "94.50", "80", "70", "60"),
        "9": peers("90", "85", "80", "75", "70"),
    }

    found = rows(paper(with_peers(plain, others), Edition()))

    # Don Sak has 94.5004 and 86.50. Six others: a quarter is 1¼ gaps from the least, 60 and 70 + ¼ × 10.
    assert found == [
        ["คะแนนรวม", "94.50", "2–4 จาก 7", "60.00", "72.50", "87.25", "94.50", "95.00"],
        ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "86.50", "2 จาก 6", "70.00", "75.00", "80.00", "85.00", "90.00"],
    ]


def test_the_section_says_the_ties_in_words_and_comes_before_the_source(plain: Analysis) -> None:
    document = paper(with_peers(plain, {"total": peers("95", "94.50", "80", "70", "60")}), Edition())
    words = [said(block) for block in section(document)]

    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[-2:] == [f"8. {HEADING}", "9. ที่มาของตัวเลข"]
    assert words[1].startswith("คะแนนรวมได้ 94.50 คะแนน อยู่ลำดับที่ 2–3 จาก 6 หน่วยงาน (เท่ากัน 2 หน่วยงาน)")
    assert words[-1].startswith("ลำดับบอกเพียงว่า")


def test_a_small_group_gets_words_instead_of_a_place(plain: Analysis) -> None:
    blocks = section(paper(with_peers(plain, {"total": peers("95", "90", "80", "70")}), Edition()))

    assert not [block for block in blocks if isinstance(block, Table)]
    assert "ไม่จัดลำดับ" in said(blocks[1])


def test_an_indicator_that_too_few_others_have_gets_no_row(plain: Analysis) -> None:
    others = {"total": peers("95", "90", "80", "70", "60"), "4": peers("90", "80")}

    assert [row[0] for row in rows(paper(with_peers(plain, others), Edition()))] == ["คะแนนรวม"]


def test_only_with_a_sampling_error_is_anyone_called_too_close(plain: Analysis) -> None:
    others = {"total": peers("95", "90", "80", "70", "60")}
    sure = with_sureness(plain, {})
    reach = sure.errors["total"].margin * 2**0.5

    (without,) = with_peers(plain, others).peers.values()
    (with_errors,) = with_peers(sure, others).peers.values()

    close = sum(abs(float(each) - 94.5) <= reach for each in (95, 90, 80, 70, 60))
    assert "too close" not in without.words.en
    assert f"{close} of the others {'is' if close == 1 else 'are'} too close" in with_errors.words.en
    assert "ถือว่าความคลาดเคลื่อนของหน่วยงานอื่นเท่ากับของเรา" in " ".join(
        said(block) for block in section(paper(with_peers(sure, others), Edition()))
    )


def test_without_others_there_is_no_section(plain: Analysis) -> None:
    assert HEADING not in " ".join(said(block) for block in paper(plain, Edition()).blocks)
