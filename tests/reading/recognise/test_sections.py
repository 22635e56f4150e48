"""Where the papers of one file begin and end."""

from prongsai.reading.printed.text import parse
from prongsai.reading.recognise.sections import cut

MEMO = "บันทึกข้อความ\n\nส่วนราชการ สำนักปลัด\n\nเรื่อง รายงานผล ITA ปี 2567\n\nจึงเรียนมาเพื่อโปรดทราบ\n\n"
ANALYSIS = """\
รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส
ประจำปีงบประมาณ พ.ศ. 2567

ตัวชี้วัด\tคะแนน
การใช้อำนาจ\t80.00
การใช้งบประมาณ\t81.00

"""
PLAN = """\
๓. แนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติ

มาตรการ\tขั้นตอน\tผู้รับผิดชอบ
เปิดเผยงบ\tเผยแพร่\tกองคลัง

"""
REPORT = """\
O35 รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม
ปี 2568

มาตรการ\tวิธีดำเนินการ\tผลการดำเนินการ
เปิดเผยงบ\tเผยแพร่\tเผยแพร่แล้ว

"""


def kinds(*parts: str) -> list[str]:
    return [each.kind for each in cut(parse("".join(parts), "paper.txt"))]


def test_papers_follow_one_another_by_title_and_table() -> None:
    assert kinds(MEMO, ANALYSIS, PLAN, REPORT) == ["memo", "analysis", "measures", "implementation"]


def test_a_report_may_come_before_the_analysis() -> None:
    assert kinds(REPORT, ANALYSIS, PLAN) == ["implementation", "analysis", "measures"]


def test_a_memo_is_called_after_its_subject() -> None:
    (memo,) = cut(parse(MEMO, "paper.txt"))

    assert memo.title == "รายงานผล ITA ปี 2567"


def test_measures_begin_at_the_heading_above_their_table() -> None:
    _, measures = cut(parse(ANALYSIS + PLAN, "paper.txt"))

    assert measures.title == "๓. แนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติ"


def test_a_cover_and_the_title_inside_are_one_paper() -> None:
    cover = (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส แสดงการ\nวิเคราะห์ผลการประเมิน ปีงบประมาณ 2567\n\nเทศบาลตำบลบึงแก้ว\n\n"
    )

    assert kinds(cover, ANALYSIS) == ["analysis"]


def test_a_head_that_every_page_repeats_begins_nothing() -> None:
    page = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม ปี 2568\n\n"
    table = "มาตรการ\tวิธีดำเนินการ\tผลการดำเนินการ\nก\tข\tค\n\n"

    assert kinds(page, table, page, table) == ["implementation"]


def test_measures_that_first_tell_the_scores_are_an_analysis_until_their_table() -> None:
    title = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2568\n\n"

    assert kinds(title, ANALYSIS.partition("\n\n")[2], PLAN) == ["analysis", "measures"]


def test_tables_alone_tell_what_a_paper_is() -> None:
    assert kinds(REPORT.partition("\n\n")[2]) == ["implementation"]
    assert kinds("เรื่องอื่น ๆ ของตำบล\n") == ["unknown"]


def test_a_table_of_a_report_is_no_plan_whatever_its_result_is_called() -> None:
    told = "รายงานความก้าวหน้ามาตรการ\n\nมาตรการ\tหน่วยรับผิดชอบ\tผลงาน\nอบรม\tกองคลัง\t140 คน\n"

    assert kinds(told) == ["followup"]


def test_an_announcement_on_measures_is_a_paper_on_them() -> None:
    said = "ประกาศเทศบาลเมืองธารา\nเรื่อง มาตรการห้ามรับของขวัญ\n\nข้อ 1 มาตรการแรก\n"
    other = "ประกาศเทศบาลเมืองธารา\nเรื่อง วันหยุดราชการ\n\nข้อ 1 หยุด\n"

    assert kinds(said) == ["measures"]
    assert kinds(other) == ["unknown"]


def test_a_chapter_of_an_analysis_begins_no_paper() -> None:
    chapter = "การวิเคราะห์ผลการประเมินรายตัวชี้วัด\n\nผลการประเมินคุณธรรมและความโปร่งใส\n\n"

    assert kinds(ANALYSIS, chapter) == ["analysis"]


def test_no_block_is_lost() -> None:
    printed = parse(MEMO + ANALYSIS + PLAN + REPORT, "paper.txt")

    assert [block for each in cut(printed) for block in each.blocks] == [*printed.blocks]
