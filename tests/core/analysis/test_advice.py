"""The report's section of findings: weak ones in full, good ones in one line, edited words before ours."""

from tests.published import donsak, framework, napho

from prongsai.core.analysis import Analysis, analyse
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Document, Row, Table
from prongsai.core.edition import Edition
from prongsai.core.finding import findings, with_edits
from prongsai.core.improve import improve
from prongsai.core.reconcile import reconcile
from prongsai.core.scoring import Score, prepare, score
from prongsai.reading.catalogue import load, load_rules

CAPTION = "ข้อค้นพบรายตัวชี้วัด"


def analysis_of(scored: Score, **edits: str) -> Analysis:
    improvement = improve(scored)
    found = findings(scored, improvement.gains, catalogue=load(), rules=load_rules())
    wording = {f"finding.{code}": words for code, words in edits.items()}
    return analyse(scored, reconcile(scored), improvement, found=with_edits(found, wording))


def don_sak(**edits: str) -> Document:
    return paper(analysis_of(score(prepare(framework(2568)), donsak()), **edits), Edition())


def advice_rows(document: Document) -> tuple[Row, ...]:
    return next(
        block.rows for block in document.blocks if isinstance(block, Table) and block.caption == CAPTION
    )


def text(row: Row, column: int = 2) -> str:
    return "".join(run.text for run in row.cells[column])


def test_every_lost_item_and_weak_question_has_a_row_of_its_own() -> None:
    codes = [text(row, 0) for row in advice_rows(don_sak()) if not row.heading and row.cells[0]]

    assert {"i10", "O6", "O15", "O19"} <= set(codes)
    assert codes == sorted(codes, key=list(framework(2568).nodes).index)


def test_what_is_good_stands_in_one_line_an_indicator() -> None:
    kept = [text(row) for row in advice_rows(don_sak()) if not row.heading and not row.cells[0]]

    assert any(line.endswith("O21–O28") for line in kept)
    assert all(line.startswith("รักษาระดับ") for line in kept)


def test_the_borrowing_of_property_leans_on_the_staff_manual() -> None:
    row = next(row for row in advice_rows(don_sak()) if text(row, 0) == "i10")

    assert (text(row, 1), row.tone) == ("70.00", "bad")
    assert text(row).endswith("(อ้างอิง O8)")


def test_an_officers_wording_goes_before_ours() -> None:
    row = next(row for row in advice_rows(don_sak(i10="ทำใบยืมทรัพย์สินทุกครั้ง")) if text(row, 0) == "i10")

    assert "ทำใบยืมทรัพย์สินทุกครั้ง" in text(row)


def test_indicators_speak_for_themselves_where_nothing_below_is_known() -> None:
    rows = advice_rows(paper(analysis_of(score(prepare(framework(2564)), napho())), Edition()))

    assert [text(row, 0) for row in rows if not row.heading and row.tone == "bad"] == ["9", "10"]


def test_sections_are_numbered_on_with_and_without_findings() -> None:
    scored = score(prepare(framework(2564)), napho())
    plain = paper(analyse(scored, reconcile(scored), improve(scored)), Edition())
    full = paper(analysis_of(scored), Edition())

    def titles(document: Document) -> list[str]:
        return [block.text for block in document.blocks if getattr(block, "level", 0) == 1]  # type: ignore[union-attr]

    assert [title[:2] for title in titles(plain)] == [f"{number}." for number in range(1, 8)]
    assert [title[:2] for title in titles(full)] == [f"{number}." for number in range(1, 9)]


def test_what_an_officer_has_worded_is_said_in_full_however_good_or_deep() -> None:
    plain, edited = don_sak(), don_sak(O1="ปรับปรุงโครงสร้าง", **{"9": "ตรวจหน้าเว็บทุกเดือน"})
    own, item = (
        next(row for row in advice_rows(edited) if text(row, 0) == code and not row.heading)
        for code in ("9", "O1")
    )

    assert text(own).count("ตรวจหน้าเว็บทุกเดือน") == text(item).count("ปรับปรุงโครงสร้าง") == 1
    assert item.tone == "plain"
    assert len(advice_rows(edited)) == len(advice_rows(plain)) + 2
