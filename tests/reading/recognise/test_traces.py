"""Papers that a machine read into text: what tells them, and what is no longer sure in them."""

from collections.abc import Mapping

import pytest
from tests.reading.recognise.invented import by_field, recognised
from tests.reading.recognise.printing import FILE, lines, table

from prongsai.core.printed import Printed
from prongsai.core.recognised import Reading
from prongsai.reading.recognise.traces import UNPROVEN, is_unproven, traces_in

HEAD = "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\nเทศบาลตำบลบึงแก้ว\n\n"
FIGURES = (
    "ตัวชี้วัด\tคะแนน\nการปฏิบัติหน้าที่\t{published}\n\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\n\n"
    "ข้อคำถาม\tคะแนน\ni1\t๙๑.๒๐\ni2\t๘๕.๒๖\ni3\t๙๗.๐๖\n"
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("คะแนนรวม ๙๕.๒๐ ปี 2568 ข้อ i1 - i3", 0),
        ("พ.ศ. ๒๕68 ลำดับที่ ๑.1", 0),
        ("คะแนนรวม ๙5.๒๐", 1),
        ("คะแนนรวม ๙๕.20", 1),
        ("คะแนนรวม 95.2O", 1),
        # People make each of these.
        ("ที่่ดี ที่่ ให้้", 0),
        ("ข้อ ๐๘ ข้อ 09 ข้อ 010", 0),
        ("ข้อ ๐๘ แห่่ง", 0),
        ("ข้อ ๐๘ - ๐๙ แห่่ง ข้อ ๑๑๐", 3),
        ("ตัวชี้ วัด คะแนบ ตัวซี้วัด", 0),
        ("ตัวชี้ วัด ตัวซี้วัด ข้อ ๑๑๐", 3),
    ],
)
def test_what_a_machine_leaves_is_told_from_what_people_type(text: str, number: int) -> None:
    assert traces_in(Printed(name=FILE, format="text", blocks=lines(text))) == number


def test_cells_show_traces_once() -> None:
    paper = Printed(name=FILE, format="text", blocks=(table(("การปฏิบัติหน้าที่", "๙5.20"), ("^", "^")),))

    assert traces_in(paper) == 1


def read(published: str, above: str = "") -> Mapping[str, Reading]:
    return by_field(recognised(HEAD + above + FIGURES.format(published=published)))


def test_in_a_paper_read_by_a_machine_only_what_others_prove_is_sure() -> None:
    readings = read("๙๑.1๗")

    assert readings["result.published.1"].confidence == "sure"
    questions = [readings[f"result.scores.i{number}"] for number in (1, 2, 3)]
    assert {each.confidence for each in questions} == {"likely"}
    assert all(map(is_unproven, questions))
    note = questions[0].note
    assert note is not None and note.en == f"traces of machine reading in this paper: 1; {UNPROVEN.en}"


def test_in_a_typed_paper_every_figure_is_sure() -> None:
    assert {each.confidence for each in read("๙๑.๑๗").values()} == {"sure"}


def test_a_figure_that_arithmetic_contradicts_is_doubtful_as_before() -> None:
    doubted = read("๘1.๑๗")["result.published.1"]

    assert doubted.confidence == "doubtful" and not is_unproven(doubted)


def test_figures_of_a_paper_that_makes_no_result_are_not_trusted_either() -> None:
    paper = "เทศบาลตำบลบึงแก้ว\n\nตัวชี้วัด\tคะแนน\nการปฏิบัติหน้าที่\t๙5.๒๐\nการใช้อำนาจ\t๙๔.๑๐\n"

    scores = [each for each in recognised(paper).readings if each.field.startswith("result.")]
    assert len(scores) == 2 and all(map(is_unproven, scores))


@pytest.mark.parametrize(("printed", "confidence"), [("50.00", "sure"), ("50.06", "likely")])
def test_a_mean_of_many_proves_only_items_that_stand_on_a_level(printed: str, confidence: str) -> None:
    # A twentieth of six hundredths is lost when the mean is rounded.
    scores = f"ตัวชี้วัด\tคะแนน\nการเปิดเผยข้อมูล\t97.50\n\nข้อ\tคะแนน\nO1\t{printed}\nO2 - O20\t1๐0\n"

    readings = by_field(recognised(HEAD + scores))

    assert readings["result.published.9"].confidence == "sure"
    assert readings["result.scores.O1"].confidence == confidence
