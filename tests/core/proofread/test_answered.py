"""Whether actions and measures answer the findings."""

from decimal import Decimal

from tests.proofread_papers import at, measure, phrase, places, remarks, section

from prongsai.core.recognised import Actions, Advice, Figure, Phrase, PrintedMeasure

MANUAL = "หน่วยงานควรเขียนขั้นตอนและเวลาไว้ในคู่มือการให้บริการ"
LONG = (
    "ทบทวนคู่มือการปฏิบัติงานของทุกกองให้เป็นปัจจุบันทุกปี",
    "ฝึกอบรมเจ้าหน้าที่ใหม่ตามคู่มือก่อนปฏิบัติงานจริง",
    "เผยแพร่ขั้นตอนและเวลาที่ใช้ในแต่ละงานไว้หน้าเคาน์เตอร์",
)


def actions(indicator: str, *texts: str, first: int = 20) -> Actions:
    made = tuple(Phrase(text=text, where=at(line)) for line, text in enumerate(texts, first))
    return Actions(indicator=indicator, actions=made, where=at(first))


def lost(*codes: str) -> tuple[Figure, ...]:
    return tuple(Figure(code=code, value=Decimal(0), where=at(n)) for n, code in enumerate(codes, 30))


def test_actions_on_another_matter_than_the_finding() -> None:
    finding = Advice(text=MANUAL, where=at(10), codes=("e1",), indicator="6")
    found = remarks(
        "chain.finding_unanswered",
        section(advice=(finding,), actions=(actions("6", "เพิ่มช่องทางร้องเรียน"),)),
    )

    assert places(found) == [[20, 10]]
    assert found[0].codes == ("6", "e1")
    assert "การรับเรื่องร้องเรียน" in found[0].why.th


def test_an_action_that_answers() -> None:
    finding = Advice(text=MANUAL, where=at(10), codes=("e1",), indicator="6")

    assert (
        remarks(
            "chain.finding_unanswered",
            section(advice=(finding,), actions=(actions("6", "ทบทวนคู่มือทุกปี", "รับเรื่องร้องเรียน"),)),
        )
        == []
    )


def test_a_finding_to_keep_needs_no_answer() -> None:
    finding = Advice(text=MANUAL, where=at(10), codes=("e1",), indicator="6", keeps=True)

    assert (
        remarks(
            "chain.finding_unanswered",
            section(advice=(finding,), actions=(actions("6", "รับเรื่องร้องเรียน"),)),
        )
        == []
    )


def three(*steps: str) -> PrintedMeasure:
    return measure("บริการประชาชน", steps=tuple(phrase(text, 70) for text in steps))


LINE = Advice(
    text="หน่วยงานควรมีช่องทางแจ้งเบาะแสการทุจริตที่ปกปิดชื่อผู้แจ้ง เช่น สายด่วนหรือแบบฟอร์มบนเว็บไซต์หลัก",
    where=at(10),
    indicator="7",
)


def test_a_recommendation_that_no_measure_takes_up() -> None:
    plan = section(kind="measures", measures=(three("ทบทวนคู่มือ"), three("จัดทำบัตรคิว"), three("อบรมจริยธรรม")))
    found = remarks("chain.finding_without_measure", section(advice=(LINE,)), plan)

    assert places(found) == [[10]]
    assert found[0].codes == ("7",)
    assert "การรับเรื่องร้องเรียน" in found[0].why.th


def test_a_recommendation_that_is_taken_up() -> None:
    measures = (three("ทบทวนคู่มือ"), three("เปิดสายด่วนรับเรื่องร้องเรียน"), three("อบรมจริยธรรม"))

    assert (
        remarks(
            "chain.finding_without_measure",
            section(advice=(LINE,)),
            section(kind="measures", measures=measures),
        )
        == []
    )


def test_a_short_plan_leaves_much_out() -> None:
    plan = section(kind="measures", measures=(three("ทบทวนคู่มือ"),))

    assert remarks("chain.finding_without_measure", section(advice=(LINE,)), plan) == []


def test_a_lost_item_that_no_measure_speaks_of() -> None:
    plan = section(
        kind="measures",
        measures=(measure("จัดทำสถิติเรื่องร้องเรียนการทุจริต", steps=(phrase("รวบรวมรายไตรมาส", 61),)),),
    )
    found = remarks("chain.lost_without_measure", section(figures=lost("O15", "O19")), plan)

    assert [each.codes for each in found] == [("O15",)]
    assert places(found) == [[60, 30]]


def test_words_scattered_over_a_measure_tell_no_item() -> None:
    far = measure(
        "การให้บริการ", approach=(phrase("เก็บสถิติการให้บริการ", 61), phrase("รับเรื่องร้องเรียนทางโทรศัพท์", 62))
    )
    found = remarks(
        "chain.lost_without_measure", section(figures=lost("O19")), section(kind="measures", measures=(far,))
    )

    assert [each.codes for each in found] == [("O19",)]


def test_a_measure_that_names_the_item() -> None:
    plan = section(kind="measures", measures=(measure("แก้ไขข้อที่เสียคะแนน", codes=("O15",)),))

    assert remarks("chain.lost_without_measure", section(figures=lost("O15")), plan) == []


def test_a_step_that_names_the_item() -> None:
    plan = section(kind="measures", measures=(measure("แก้ไข", steps=(phrase("เผยแพร่ข้อ O15 ใหม่", 61),)),))

    assert remarks("chain.lost_without_measure", section(figures=lost("O15")), plan) == []


def on_property(*steps: str) -> PrintedMeasure:
    return measure(
        "การกำกับการใช้ทรัพย์สินของราชการ",
        number="4",
        approach=(phrase("ทำแบบฟอร์มยืมทรัพย์สินของราชการ", 61),),
        steps=tuple(phrase(text, 62) for text in steps),
    )


def test_steps_on_another_matter() -> None:
    astray = on_property("เผยแพร่แผนการจัดซื้อจัดจ้างและงบประมาณ")
    found = remarks("chain.steps_elsewhere", section(kind="measures", measures=(astray,)))

    assert places(found) == [[62, 60]]
    assert "มาตรการ 4" in found[0].why.th


def test_steps_on_the_matter() -> None:
    right = on_property("ทำทะเบียนยืมทรัพย์สินและงบประมาณซ่อม")
    unclear = on_property("แต่งตั้งคณะทำงาน")

    assert remarks("chain.steps_elsewhere", section(kind="measures", measures=(right, unclear))) == []


def test_one_list_under_two_indicators() -> None:
    found = remarks(
        "chain.same_actions", section(actions=(actions("5", *LONG), actions("10", *LONG, first=40)))
    )

    assert places(found) == [[40, 20]]
    assert found[0].codes == ("5", "10")


def test_lists_that_share_one_action() -> None:
    other = ("ประกาศไม่รับของขวัญทุกเทศกาล", "ประเมินความเสี่ยงการทุจริตของทุกโครงการ", LONG[0])

    assert (
        remarks("chain.same_actions", section(actions=(actions("5", *LONG), actions("10", *other, first=40))))
        == []
    )


def test_an_action_left_out_of_the_plan() -> None:
    plan = section(
        kind="measures",
        measures=(measure("กระบวนงาน", approach=tuple(phrase(text, 70) for text in LONG[:2])),),
    )
    found = remarks("chain.action_not_carried", section(actions=(actions("1", *LONG),)), plan)

    assert places(found) == [[22]]
    assert found[0].codes == ("1",)


def test_a_plan_in_words_of_its_own_leaves_nothing_out() -> None:
    plan = section(kind="measures", measures=(measure("กระบวนงาน", approach=(phrase("ปรับเวลาบริการ", 70),)),))

    assert remarks("chain.action_not_carried", section(actions=(actions("1", *LONG),)), plan) == []


def told(number: int, outcome: str) -> PrintedMeasure:
    return measure(f"มาตรการที่ {number}", number=str(number), outcomes=(phrase(outcome, 80),))


def test_a_tool_without_a_measure() -> None:
    measures = tuple(told(n, f"ตัวชี้วัดที่ {n} ได้คะแนนเพิ่มขึ้น") for n in (6, 7, 8, 9, 10))
    (found,) = remarks("chain.tool_without_measure", section(kind="implementation", measures=measures))

    assert found.codes == ("IIT", "1", "2", "3", "4", "5")
    assert places([found]) == [[60]]


def test_every_tool_has_a_measure() -> None:
    measures = tuple(told(n, f"ตัวชี้วัดที่ {n} ได้คะแนนเพิ่มขึ้น") for n in (4, 7, 9))

    assert remarks("chain.tool_without_measure", section(kind="implementation", measures=measures)) == []


def test_measures_that_name_no_indicator() -> None:
    measures = tuple(told(n, "ประชาชนพอใจมากขึ้น") for n in (6, 7, 8))

    assert remarks("chain.tool_without_measure", section(kind="implementation", measures=measures)) == []
