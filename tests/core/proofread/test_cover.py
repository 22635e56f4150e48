"""Whether the findings of an analysis follow the scores."""

from decimal import Decimal

from tests.proofread_papers import SOUND, at, figures, lines, places, remarks, section, table

from prongsai.core.recognised import Actions, Advice, Figure, Phrase


def advice(line: int, *codes: str, indicator: str = "", **more: object) -> Advice:
    return Advice(text="ควรปรับปรุง", where=at(line), codes=codes, indicator=indicator, **more)  # type: ignore[arg-type]


def score(code: str, value: str, line: int) -> Figure:
    return Figure(code=code, value=Decimal(value), where=at(line))


def test_a_weak_indicator_without_a_finding() -> None:
    # The mark is 85 since 2566: indicator 9 is below it, indicator 5 is not.
    scored = figures(SOUND | {"9": "84.99", "5": "85.00"})
    (found,) = remarks(
        "chain.weak_without_finding", section(advice=(advice(5, indicator="4"),), figures=scored)
    )

    assert found.codes == ("9",)
    assert places([found]) == [[109]]
    assert "84.99" in found.why.th


def test_to_keep_up_what_is_weak_is_no_finding() -> None:
    scored = figures(SOUND | {"9": "84.99"})
    told = (advice(5, indicator="4"), advice(6, indicator="9", keeps=True))
    (found,) = remarks("chain.weak_without_finding", section(advice=told, figures=scored))

    assert found.codes == ("9",)


def test_until_2565_the_mark_is_lower() -> None:
    scored = figures({"4": "76.14", "9": "53.56"})
    found = remarks(
        "chain.weak_without_finding",
        section(advice=(advice(5, indicator="1"),), figures=scored, result_year=2564),
    )

    assert [each.codes for each in found] == [("9",)]


def test_actions_answer_a_weak_indicator_too() -> None:
    actions = Actions(indicator="9", actions=(Phrase(text="เผยแพร่", where=at(7)),), where=at(7))
    scored = figures(SOUND | {"9": "60.00"})

    assert remarks("chain.weak_without_finding", section(actions=(actions,), figures=scored)) == []


def test_a_paragraph_on_a_weak_indicator_is_a_finding() -> None:
    scored = figures(SOUND | {"9": "60.00"})
    told = lines("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล เป็นจุดอ่อน หน่วยงานต้องปรับปรุง")
    named = lines("แบบตรวจการเปิดเผยข้อมูลสาธารณะ มีข้อเสนอแนะดังนี้", "ตัวชี้วัดที่ 9 ได้ 60.00")

    assert (
        remarks(
            "chain.weak_without_finding", section(*told, advice=(advice(5, indicator="4"),), figures=scored)
        )
        == []
    )
    assert (
        len(
            remarks(
                "chain.weak_without_finding",
                section(*named, advice=(advice(5, indicator="4"),), figures=scored),
            )
        )
        == 1
    )


def test_a_paper_without_any_finding_is_another_matter() -> None:
    assert remarks("chain.weak_without_finding", section(figures=figures({"9": "10.00"}))) == []


def test_a_lost_item_without_a_finding() -> None:
    scored = (score("O6", "50.00", 11), score("O15", "0", 12), score("O16", "100", 13))
    found = remarks(
        "chain.lost_without_finding", section(figures=scored, advice=(advice(12, beside=("O15",)),))
    )

    assert [each.codes for each in found] == [("O6",)]
    assert places(found) == [[11]]


def test_keeping_the_level_is_no_finding_on_a_lost_item() -> None:
    keeping = advice(11, "O6", keeps=True)

    assert (
        len(
            remarks(
                "chain.lost_without_finding", section(figures=(score("O6", "50", 11),), advice=(keeping,))
            )
        )
        == 1
    )


def test_a_paragraph_that_names_the_item_is_a_finding() -> None:
    long = "ข้อ 0๖ แผนและความก้าวหน้า หน่วยงานควรจัดทำให้ครบตามองค์ประกอบและเผยแพร่ผลการใช้จ่ายรอบหกเดือนบนเว็บไซต์หลัก"
    scored, given = (score("O6", "50", 11),), (advice(12, "O15"),)

    assert remarks("chain.lost_without_finding", section(*lines(long), figures=scored, advice=given)) == []
    assert (
        len(remarks("chain.lost_without_finding", section(*lines("0๖ ๕๐"), figures=scored, advice=given)))
        == 1
    )


def test_lower_questions_are_passed_over() -> None:
    scored = (
        score("i1", "94.12", 1),
        score("i2", "91.76", 2),
        score("i3", "99", 3),
        score("i12", "90.00", 4),
    )
    found = remarks("chain.lower_skipped", section(figures=scored, advice=(advice(1, "i1"), advice(2, "i2"))))

    assert [each.codes for each in found] == [("i12",)]
    assert places(found) == [[4]]
    assert "i1 (94.12 คะแนน)" in found[0].why.th


def test_a_question_to_be_kept_is_not_passed_over() -> None:
    scored = (score("i1", "94.12", 1), score("i2", "91.76", 2), score("i12", "93.00", 4))
    given = (advice(1, "i1"), advice(2, "i2"), advice(4, "i12", keeps=True))

    assert remarks("chain.lower_skipped", section(figures=scored, advice=given)) == []


def test_a_good_score_needs_no_finding() -> None:
    # Bribes are spoken of at 99.21 already; 95.10 is a score to be kept.
    scored = (score("e3", "99.21", 1), score("e7", "93.64", 2), score("e1", "95.10", 3))

    assert (
        remarks("chain.lower_skipped", section(figures=scored, advice=(advice(1, "e3"), advice(2, "e7"))))
        == []
    )


def test_questions_of_another_tool_are_not_compared() -> None:
    scored = (score("i1", "94.12", 1), score("i2", "95.00", 2), score("e1", "80.00", 4))

    assert (
        remarks("chain.lower_skipped", section(figures=scored, advice=(advice(1, "i1"), advice(2, "i2"))))
        == []
    )


def test_a_higher_indicator_is_chosen() -> None:
    # Of the IIT 5 is the lowest (86.00), 1 the third (90.00).
    given = (advice(3, indicator="5"), advice(8, indicator="1"))
    (found,) = remarks("chain.choice", section(figures=figures(SOUND), advice=given))

    assert found.codes == ("1", "5")
    assert places([found]) == [[8, 101]]


def test_the_lowest_indicators_are_a_good_choice() -> None:
    given = (advice(3, indicator="5"), advice(8, indicator="4"), advice(9, indicator="7"))

    assert remarks("chain.choice", section(figures=figures(SOUND), advice=given)) == []


def test_a_finding_on_a_question_chooses_no_indicator() -> None:
    given = (advice(3, indicator="5"), advice(8, "i1", indicator="1"))

    assert remarks("chain.choice", section(figures=figures(SOUND), advice=given)) == []


def test_a_strength_is_not_chosen_for_improvement() -> None:
    strength = Advice(text="การปฏิบัติหน้าที่ เป็นจุดแข็ง คงวิธีทำงานไว้", where=at(8), beside=("1",))

    assert (
        remarks("chain.choice", section(figures=figures(SOUND), advice=(advice(3, indicator="5"), strength)))
        == []
    )


def test_all_indicators_are_no_choice() -> None:
    given = tuple(advice(3, indicator=code) for code in "12345")

    assert remarks("chain.choice", section(figures=figures(SOUND), advice=given)) == []


PARTS_OF_9 = (
    "ตรวจใน 4 ประเด็น ข้อมูลพื้นฐาน การบริหารงานและการใช้จ่ายงบประมาณ การบริหารและพัฒนาทรัพยากรบุคคล การส่งเสริมความโปร่งใส"
)


def test_the_description_of_another_indicator() -> None:
    (found,) = remarks("chain.description", section(table(("การป้องกันการทุจริต", PARTS_OF_9))))

    assert found.codes == ("10", "9")
    assert places([found]) == [[50]]


def test_its_own_description() -> None:
    assert remarks("chain.description", section(table(("การเปิดเผยข้อมูล", PARTS_OF_9)))) == []


def worked_through(*codes: str) -> tuple[Actions, ...]:
    return tuple(
        Actions(indicator=code, actions=(Phrase(text="ทำ", where=at(9)),), where=at(9)) for code in codes
    )


def test_fewer_parts_announced_than_worked_through() -> None:
    announced = lines("คำนำ", "แบ่งการวิเคราะห์ ออกเป็น ๗ ประเด็น ดังนี้")
    (found,) = remarks("chain.parts_announced", section(*announced, actions=worked_through(*"12345678")))

    assert places([found]) == [[2]]
    assert "8 ตัว" in found.why.th


def test_as_many_parts_as_announced() -> None:
    announced = lines("แบ่งการวิเคราะห์ออกเป็น 3 ประเด็น")

    assert remarks("chain.parts_announced", section(*announced, actions=worked_through("1", "2", "3"))) == []
