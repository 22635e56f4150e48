"""Which result belongs to which method."""

from dataclasses import replace

from tests.proofread_papers import lines, measure, phrase, places, remarks, section

from prongsai.core.recognised import Phrase, PrintedMeasure, Section

WITHOUT_RESULT, WITHOUT_METHOD = "chain.method_without_result", "chain.result_without_method"
UNTOLD = "chain.method_untold"
MANUAL, TRAINING, ONLINE = (
    "จัดทำคู่มือการให้บริการประชาชนที่บอกขั้นตอนและเวลา",
    "อบรมพนักงานเรื่องประมวลจริยธรรมปีละครั้ง",
    "เปิดระบบยื่นคำขอใบอนุญาตก่อสร้างทางอินเทอร์เน็ต",
)


def counted(*texts: str, first: int) -> tuple[Phrase, ...]:
    return tuple(phrase(text, first + n, str(n + 1)) for n, text in enumerate(texts))


def report(steps: tuple[str, ...], results: tuple[Phrase, ...], **more: tuple[Phrase, ...]) -> Section:
    made: PrintedMeasure = measure(
        "บริการประชาชน", number="2", steps=counted(*steps, first=10), results=results, **more
    )
    return section(kind="implementation", measures=(made,))


def test_every_method_has_its_result() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว 12 เรื่อง", "อบรมพนักงานเรื่องประมวลจริยธรรม 5 มี.ค.", first=20)

    assert remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), results)) == []
    assert remarks(WITHOUT_METHOD, report((MANUAL, TRAINING), results)) == []


def test_a_result_on_another_matter_under_the_same_number() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "ติดตามผลการป้องกันการทุจริตทุกไตรมาส", first=20)

    assert places(remarks(WITHOUT_RESULT, report((MANUAL, ONLINE), results))) == [[20, 11]]
    assert places(remarks(WITHOUT_METHOD, report((MANUAL, ONLINE), results))) == [[21]]


def test_numbers_that_have_shifted() -> None:
    results = counted(
        "จัดทำคู่มือการให้บริการประชาชนแล้ว",
        "ประชุมชี้แจงหัวหน้าส่วนราชการ",
        "อบรมพนักงานเรื่องประมวลจริยธรรมแล้ว",
        first=20,
    )
    (found,) = remarks(WITHOUT_METHOD, report((MANUAL, TRAINING, ONLINE), results))

    assert "ผลข้อ 2" in found.why.th
    assert "วิธีข้อ 3" in remarks(WITHOUT_RESULT, report((MANUAL, TRAINING, ONLINE), results))[0].why.th


def test_done_alone_answers_its_number() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "ดำเนินการเรียบร้อยแล้ว", first=20)

    assert remarks(WITHOUT_RESULT, report((MANUAL, ONLINE), results)) == []


def test_a_method_of_common_words_is_answered_by_its_number() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "ดูได้ที่ www.example.go.th ตั้งแต่ 10 มีนาคม", first=20)

    assert remarks(WITHOUT_RESULT, report((MANUAL, "เผยแพร่บนเว็บไซต์"), results)) == []
    assert remarks(WITHOUT_METHOD, report((MANUAL, "เผยแพร่บนเว็บไซต์"), results)) == []


def test_what_could_not_be_done_answers_its_number() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "ยังไม่ได้ทำเพราะรอการจัดสรรงบประมาณปีถัดไป", first=20)

    assert remarks(WITHOUT_RESULT, report((MANUAL, ONLINE), results)) == []


def test_one_text_of_results_for_several_methods() -> None:
    told = (phrase("เทศบาลได้จัดทำคู่มือการให้บริการประชาชน บอกขั้นตอนและเวลา เผยแพร่แล้ว", 20),)
    (found,) = remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), told))

    assert places([found]) == [[20, 11]]
    assert "วิธีข้อ 2" in found.why.th


def test_a_hindrance_beside_the_suggestions_is_named() -> None:
    told = (phrase("เทศบาลได้จัดทำคู่มือการให้บริการประชาชน บอกขั้นตอนและเวลาแล้ว", 20),)
    beside = (phrase("อบรมพนักงานเรื่องประมวลจริยธรรมไม่สามารถจัดได้ในปีนี้", 30),)
    (found,) = remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), told, suggestions=beside))

    assert "ข้อ 2 มีแต่ปัญหา" in found.why.th


def test_one_method_and_one_text_belong_together() -> None:
    told = (phrase("ประชาชนได้รับบริการเท่าเทียมกันทุกคน", 20),)

    assert remarks(WITHOUT_RESULT, report((MANUAL,), told)) == []


def test_all_steps_are_told_at_once() -> None:
    told = (phrase("ดำเนินการครบถ้วนทุกขั้นตอน เสร็จเมื่อ 30 กันยายน", 20),)

    assert remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), told)) == []


def test_a_result_that_is_counted_as_its_measure() -> None:
    told = (phrase("ประกาศประมวลจริยธรรมทั้ง 3 ฉบับแล้ว", 20, "2"),)

    assert remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), told)) == []


def test_nothing_told_at_all_is_another_matter() -> None:
    assert remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), ())) == []


def test_steps_with_a_status_of_their_own_are_told() -> None:
    results = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "อบรมพนักงานเรื่องประมวลจริยธรรมแล้ว", first=20)
    steps = counted(MANUAL, TRAINING, ONLINE, first=10)
    made = measure("บริการ", steps=steps, results=results, told={"1": "done", "2": "done", "3": "planned"})

    assert remarks(WITHOUT_RESULT, section(kind="followup", measures=(made,))) == []
    silent = replace(made, told={"1": "done", "2": "done"})
    assert len(remarks(WITHOUT_RESULT, section(kind="followup", measures=(silent,)))) == 1


def test_a_text_on_the_whole_beside_numbered_results() -> None:
    results = (phrase("ทำครบและเผยแพร่แล้ว", 20), *counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", first=21))

    assert remarks(WITHOUT_RESULT, report((MANUAL, TRAINING), results)) == []


def test_the_same_verb_under_the_same_number() -> None:
    steps = ("เลือกงานที่เลือกปฏิบัติได้ง่าย (ต.ค.–ธ.ค.)", TRAINING)
    results = counted("เลือกทะเบียนราษฎร ภาษีป้าย และอนุญาตก่อสร้าง", "อบรมพนักงานเรื่องประมวลจริยธรรมแล้ว", first=20)

    assert remarks(WITHOUT_RESULT, report(steps, results)) == []


def test_a_method_of_common_words_is_told_by_any_text() -> None:
    told = (phrase("เทศบาลได้จัดทำคู่มือการให้บริการประชาชน บอกขั้นตอนและเวลาแล้ว", 20),)

    assert remarks(WITHOUT_RESULT, report((MANUAL, "เผยแพร่"), told)) == []


def test_a_measure_under_way_is_not_told_to_its_end() -> None:
    told = (phrase("เทศบาลได้จัดทำคู่มือการให้บริการประชาชน บอกขั้นตอนและเวลาแล้ว", 20),)
    made = measure("บริการ", steps=counted(MANUAL, ONLINE, first=10), results=told, told={"": "in_progress"})

    assert remarks(WITHOUT_RESULT, section(kind="followup", measures=(made,))) == []
    done = replace(made, told={"": "done"})
    assert len(remarks(WITHOUT_RESULT, section(kind="followup", measures=(done,)))) == 1


def skipping(measures: int, **told: object) -> Section:
    """Return a report whose measures each tell of their first two methods and not of the third."""
    told_of = counted("จัดทำคู่มือการให้บริการประชาชนแล้ว", "อบรมพนักงานเรื่องประมวลจริยธรรมแล้ว", first=20)
    made = tuple(
        measure(
            f"บริการ {n}",
            id=f"m{n}",
            number=str(n),
            steps=counted(MANUAL, TRAINING, ONLINE, first=10),
            results=told_of,
        )
        for n in range(1, measures + 1)
    )
    given: dict[str, object] = {"kind": "implementation", "measures": made}
    return section(**(given | told))


def test_a_report_that_skips_methods_throughout_is_told_so_once() -> None:
    assert len(remarks(WITHOUT_RESULT, skipping(6))) == 6
    (found,) = remarks(WITHOUT_RESULT, skipping(7))

    assert "1 (3), 2 (3)" in found.why.th
    assert remarks(UNTOLD, skipping(7)) == []


def test_half_way_through_the_year_methods_may_be_yet_to_come() -> None:
    half = skipping(2, title="รายงานผลการดำเนินการตามมาตรการ รอบ ๖ เดือน")
    until = skipping(2, blocks=lines("รายงานผลการดำเนินงาน ณ วันที่ 31 มีนาคม 2569"))
    whole = skipping(2, kind="followup", title="รายงานการกำกับติดตาม รอบ 12 เดือน")

    for paper in (half, until):
        (found,) = remarks(UNTOLD, paper)
        assert found.why.th.endswith("มาตรการ 1 (3), 2 (3)")
        assert remarks(WITHOUT_RESULT, paper) == []
    assert remarks(UNTOLD, whole) == []
    assert len(remarks(WITHOUT_RESULT, whole)) == 2
