"""Sentences that claim a mark, targets told in two ways, and lists that do not keep their own mark."""

import pytest
from tests.proofread_papers import SOUND, figures, lines, places, remarks, section

from prongsai.core.proofread.claims import _COUNTS, marks
from prongsai.core.proofread.kept import _shows
from prongsai.core.proofread.methods import _BRACKETS

REACHED = "บรรลุค่าเป้าหมาย คือ ภาพรวม {total} คะแนนขึ้นไป และมีคะแนนรายเครื่องมือ {tools} คะแนนขึ้นไป"


def claims(rule: str, *texts: str, **more: str) -> list[list[int | None]]:
    return places(remarks(rule, section(*lines(*texts), figures=figures(SOUND | more))))


def test_a_claim_that_holds() -> None:
    assert claims("rule.claim", REACHED.format(total="90", tools="90")) == []


def test_a_tool_below_the_claimed_mark() -> None:
    # OIT = (85.00 + 100.00) / 2 = 92.50, IIT = 90.00.
    (found,) = remarks(
        "rule.claim",
        section(*lines("คำนำ", REACHED.format(total="90", tools="92")), figures=figures(SOUND)),
    )

    assert places([found]) == [[2]]
    assert "IIT = 90.00" in found.why.th
    assert "OIT" not in found.why.th


def test_a_total_below_the_claimed_mark() -> None:
    assert claims("rule.claim", REACHED.format(total="๙๕", tools="85")) == [[1]]


def test_an_indicator_below_the_claimed_mark() -> None:
    assert claims("rule.claim", "หน่วยงานได้คะแนนทุกตัวชี้วัด มากกว่า 85 คะแนน") == [[1]]
    assert claims("rule.claim", "หน่วยงานได้คะแนนทุกตัวชี้วัด ไม่ต่ำกว่า 85 คะแนน") == []


@pytest.mark.parametrize(
    "text",
    [
        "กำหนดให้หน่วยงานมีคะแนนรายเครื่องมือ 95 คะแนนขึ้นไป",
        "ปีต่อไปตั้งเป้าหมายให้ภาพรวมมีคะแนน 95 คะแนนขึ้นไป",
        "หน่วยงานควรมีคะแนนทุกเครื่องมือ ไม่ต่ำกว่า 95 คะแนน",
        "ทุกเครื่องมือมีผู้ตอบมากกว่า 30 คน",
        "เมื่อดูทุกตัวชี้วัด หน่วยงานได้คะแนนมากกว่า 95 จำนวน 2 ตัวชี้วัด",
    ],
)
def test_what_ought_to_be_is_no_claim(text: str) -> None:
    assert claims("rule.claim", text) == []


def test_parts_that_are_not_printed_cannot_be_held_against_a_claim() -> None:
    # EIT = 95.00, so a part can only be as low as 90.00 if the parts weigh the same; the other tools are 90 and more.
    assert claims("rule.unproved", REACHED.format(total="90", tools="89")) == []
    named = "มีคะแนนรายเครื่องมือ IIT, EIT ส่วนที่ ๑, EIT ส่วนที่ ๒ และ OIT 90 คะแนนขึ้นไป"
    assert claims("rule.unproved", named) == [[1]]
    assert claims("rule.unproved", named, **{"EIT.1": "96.00", "EIT.2": "94.00"}) == []


def test_an_open_part_is_named_though_the_sentence_does_not() -> None:
    # IIT = (100.00 + 92.00 + 94.00 + 88.00 + 86.00) / 5 = 92.00, OIT = 97.50; a part of EIT may be 90.00.
    raised = {"1": "100.00", "9": "95.00"}

    assert claims("rule.unproved", "มีคะแนนทุกเครื่องมือ 91 คะแนนขึ้นไป", **raised) == [[1]]
    assert claims("rule.unproved", "มีคะแนนทุกเครื่องมือ 93 คะแนนขึ้นไป", **raised) == []


def test_a_level_with_a_gate_proves_what_the_figures_leave_open() -> None:
    # ผ่านดี asks for 85.00 of every tool and part; of EIT = 88.00 a part may be 76.00.
    scores = SOUND | {"6": "88.00", "7": "88.00", "8": "88.00"}
    text = lines("มีคะแนนทุกเครื่องมือ 85 คะแนนขึ้นไป")

    assert places(remarks("rule.unproved", section(*text, figures=figures(scores)))) == [[1]]
    assert remarks("rule.unproved", section(*text, figures=figures(scores), level="ผ่านดี")) == []
    assert places(remarks("rule.unproved", section(*text, figures=figures(scores), level="ผ่าน"))) == [[1]]


def test_two_national_targets_in_one_chain() -> None:
    memo = "แผนแม่บทภายใต้ยุทธศาสตร์ชาติกำหนดให้หน่วยงานผ่านเกณฑ์ (85 คะแนนขึ้นไป) ไม่น้อยกว่าร้อยละ 80"
    report = "ผ่านค่าเป้าหมายตามแผนแม่บทภายใต้ยุทธศาสตร์ชาติ คือ 90 คะแนนขึ้นไป"

    assert claims("rule.target", "ปก", memo, report) == [[2, 3]]
    assert claims("rule.target", memo, "หน่วยงานตั้งเป้าหมายไว้ 95 คะแนนขึ้นไป") == []


HEADING = "จุดแข็ง (ตัวชี้วัดที่ได้คะแนนมากกว่า ๙๓) มีดังนี้"
ABOVE = ("๑. การใช้อำนาจ", "๒. คุณภาพการดำเนินงาน", "๓. การปรับปรุงระบบการทำงาน", "๔. การป้องกันการทุจริต")


def test_a_list_that_keeps_its_mark() -> None:
    # 94.00, 95.00, 97.00 and 100.00; 93.00 is not more than 93.
    assert claims("rule.list", HEADING, *ABOVE, "บทต่อไป") == []


def test_a_list_ends_where_its_numbers_do() -> None:
    assert claims("rule.list", HEADING, *ABOVE, "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ") == []


def test_a_list_that_leaves_one_out() -> None:
    (found,) = remarks("rule.list", section(*lines(HEADING, *ABOVE[:3]), figures=figures(SOUND)))

    assert places([found]) == [[1]]
    assert found.codes == ("10",)


def test_a_list_that_holds_one_too_many() -> None:
    (found,) = remarks(
        "rule.list", section(*lines(HEADING, *ABOVE, "๕. การเปิดเผยข้อมูล"), figures=figures(SOUND))
    )

    assert found.codes == ("9",)


def test_a_list_of_one_tool_chooses_from_that_tool() -> None:
    heading = "แบบวัด EIT ตัวชี้วัดที่ได้คะแนนมากกว่า 93 ได้แก่ คุณภาพการดำเนินงาน และการปรับปรุงการทำงาน"

    assert claims("rule.list", heading) == []


def test_marks_below_the_half_count_something_else() -> None:
    assert [str(mark.number) for mark in marks("มากกว่า 1 ช่องทาง ไม่น้อยกว่า 30 คน ได้ 85 คะแนนขึ้นไป")] == ["85"]


def test_a_run_of_digits_or_blanks_is_gone_over_once() -> None:
    # In squares of its length this would take days.
    assert [mark.number for mark in marks("1" * 200_000 + " มากกว่า 90")] == [90]
    assert [mark.number for mark in marks("ตั้งแต่ 90." + "." * 200_000)] == [90]
    assert not _COUNTS.match(" " * 200_000)
    assert not _shows("1" * 200_000 + "-1", ())
    assert _BRACKETS.sub("", "(ก)" + "(" * 200_000) == "(" * 200_000
