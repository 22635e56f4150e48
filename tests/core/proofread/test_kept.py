"""Plan against report, and what a report claims."""

from tests.proofread_papers import at, chain, measure, phrase, places, recognised, remarks, section

from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import CHECKS
from prongsai.core.recognised import PrintedMeasure, Section


def plan(*titles: str, year: int | None = 2569) -> Section:
    made = tuple(
        measure(title, id=f"m{n}", number=str(n), where=at(10 + n)) for n, title in enumerate(titles, 1)
    )
    return section(kind="measures", measures=made, plan_year=year)


def report(*measures: PrintedMeasure, year: int | None = 2569) -> Section:
    return section(kind="implementation", measures=measures, plan_year=year)


def told(title: str, *results: str, n: int = 1, **more: object) -> PrintedMeasure:
    made = tuple(phrase(text, 100 + 10 * n + line) for line, text in enumerate(results))
    return measure(title, id=f"m{n}", number=str(n), where=at(50 + n), results=made, **more)


DISCLOSE, RISK = "มาตรการเปิดเผยข้อมูลข่าวสารต่อประชาชน", "มาตรการประเมินความเสี่ยงการทุจริต"


def test_a_planned_measure_without_a_report() -> None:
    (found,) = remarks("chain.not_reported", plan(DISCLOSE, RISK), report(told(DISCLOSE, "ทำแล้ว")))

    assert places([found]) == [[12, 1]]
    assert found.found == RISK
    assert "แผนมี 2 มาตรการ รายงานมี 1 มาตรการ" in found.why.th


def test_a_reported_measure_that_was_not_planned() -> None:
    found = remarks(
        "chain.not_planned", plan(DISCLOSE), report(told(DISCLOSE, "ทำแล้ว"), told(RISK, "ทำแล้ว", n=2))
    )

    assert places(found) == [[52]]


def test_titles_that_differ_by_a_word_are_one_measure() -> None:
    other = report(told("๑. มาตรการเปิดเผยข้อมูล ข่าวสารแก่ประชาชน", "ทำแล้ว"))

    assert remarks("chain.not_reported", plan(DISCLOSE), other) == []
    assert remarks("chain.not_planned", plan(DISCLOSE), other) == []


def test_measures_of_another_year_are_not_expected() -> None:
    assert remarks("chain.not_reported", plan(DISCLOSE, year=2570), report(told(RISK, "ทำแล้ว"))) == []


def test_papers_without_a_year_belong_together_by_a_title() -> None:
    unsaid = plan(DISCLOSE, RISK, year=None)

    assert len(remarks("chain.not_reported", unsaid, report(told(DISCLOSE, "ทำแล้ว")))) == 1
    assert remarks("chain.not_reported", unsaid, report(told("โครงการปลูกป่าชายเลน", "ทำแล้ว"))) == []


def test_papers_of_two_files_belong_together_by_their_year() -> None:
    one, other = recognised(plan(DISCLOSE)), recognised(report(told(RISK, "ทำแล้ว")), name="other.txt")
    unsaid = recognised(plan(DISCLOSE, year=None))

    def run(*papers: object) -> list[Remark]:
        return list(CHECKS["chain.not_reported"](chain(*papers)))  # type: ignore[arg-type]

    assert len(run(one, other)) == 1
    assert run(unsaid, other) == []


ORDER = "นายกเทศมนตรีลงนามคำสั่งแต่งตั้งคณะทำงานเปิดเผยข้อมูลสาธารณะของเทศบาล"


def test_one_result_for_two_measures() -> None:
    found = remarks("chain.same_result", report(told(DISCLOSE, ORDER), told(RISK, ORDER, n=2)))

    assert places(found) == [[120, 110]]


def test_short_results_may_be_the_same() -> None:
    assert remarks("chain.same_result", report(told(DISCLOSE, "ทำแล้ว"), told(RISK, "ทำแล้ว", n=2))) == []


def test_results_that_show_nothing() -> None:
    (found,) = remarks(
        "chain.result_bare",
        report(told(DISCLOSE, "1. หน่วยงานดำเนินการเผยแพร่ข้อมูล", "อบรม 40 คน วันที่ ๕ มีนาคม ๒๕๖๙")),
    )

    assert places([found]) == [[110]]
    assert "ผล 1 จาก 2 ข้อ" in found.why.th


def test_results_with_dates_numbers_or_links() -> None:
    shows = ("เผยแพร่ที่ www.example.go.th", "ออกคำสั่งแล้ว", "๙ เดือน", "แจ้งเวียนแล้ว")

    # One of four alone tells nothing, and that is fewer than half.
    assert remarks("chain.result_bare", report(told(DISCLOSE, *shows))) == []


def test_what_was_not_done_has_nothing_to_show() -> None:
    open_ = told(RISK, "ยังไม่ได้ดำเนินการ", told={"": "not_done"})

    assert remarks("chain.result_bare", report(open_)) == []


def test_all_published_although_one_is_open() -> None:
    measures = (
        told("จัดทำคู่มือ", "ทำแล้ว", told={"": "done"}),
        told("จัดทำบัตรคิว", "ยังมิได้ดำเนินการ", n=2, told={"": "not_done"}),
        told("เผยแพร่ข้อ ๑ - ๒", "เผยแพร่แล้ว", n=3, told={"": "done"}),
    )
    found = remarks("chain.published_open", report(*measures))

    assert places(found) == [[130, 120]]
    assert "ข้อ 2 รายงานว่ายังไม่ได้ทำ" in found[0].why.th


def test_all_published_and_all_done() -> None:
    measures = (
        told("จัดทำคู่มือ", "ทำแล้ว", told={"": "done"}),
        told("เผยแพร่ข้อ 1 ถึง 1", "เผยแพร่แล้ว", n=2, told={"": "done"}),
    )

    assert remarks("chain.published_open", report(*measures)) == []


def test_every_unit_was_to_do_it() -> None:
    some = told("ให้ทุกส่วนงานจัดทำคู่มือ", "มีคู่มือเพิ่ม คือ กองช่าง กองคลัง")
    found = remarks("chain.every_unit", report(some))

    assert places(found) == [[110, 51]]
    assert "กองช่าง, กองคลัง" in found[0].why.th


def test_every_unit_did_it() -> None:
    all_ = told("ให้ทุกส่วนงานจัดทำคู่มือ", "จัดทำครบทุกกอง รวมทั้ง กองช่าง")
    unnamed = told("ให้ทุกส่วนงานจัดทำคู่มือ", "จัดทำแล้ว")

    assert remarks("chain.every_unit", report(all_, unnamed)) == []


JOINT = (phrase("เปิดโอกาสให้ประชาชนมีส่วนร่วมตรวจสอบการใช้งบประมาณ", 90, "4"),)


def test_the_public_was_to_take_part() -> None:
    found = remarks("chain.other_people", report(told("งบประมาณ", "สภาเทศบาลเป็นผู้ตรวจสอบ", steps=JOINT)))

    assert places(found) == [[110, 90]]


def test_the_public_took_part() -> None:
    shared = told("งบประมาณ", "จัดประชาคม 3 ครั้ง ประชาชนร่วม 120 คน", steps=JOINT)

    assert remarks("chain.other_people", report(shared)) == []


def outcome(text: str) -> Section:
    return report(told(RISK, "ทำแล้ว", outcomes=(phrase(text, 95),)))


def test_no_complaint_needs_the_statistics() -> None:
    found = remarks("chain.outcome_claim", outcome("เจ้าหน้าที่ไม่ถูก ร้องเรียนเรื่องการทุจริต"))

    assert places(found) == [[95]]
    assert remarks("chain.outcome_claim", outcome("ไม่มีเรื่องร้องเรียน ตามสถิติเรื่องร้องเรียนปี 2568")) == []


def test_nobody_knows_the_future() -> None:
    assert len(remarks("chain.outcome_claim", outcome("ไม่เกิดการทุจริตทั้งในปัจจุบันและอนาคต"))) == 1
    assert remarks("chain.outcome_claim", outcome("ประชาชนพอใจร้อยละ 92")) == []
