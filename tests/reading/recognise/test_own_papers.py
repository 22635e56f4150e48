"""Papers that the program makes are read back to the plan and the reports that they were made from."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.papers import don_sak

from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.followup.count import counts
from prongsai.core.papers.columns import IMPLEMENTATION, MEASURES
from prongsai.core.papers.followup import followup
from prongsai.core.papers.implementation import implementation
from prongsai.core.papers.measures import measures
from prongsai.core.papers.memo import Subject, memo
from prongsai.core.papers.pen import Setting
from prongsai.core.plan import Measure, MonitoringRound, Period, Plan, Step
from prongsai.core.plan.period import months_of, whole_year
from prongsai.core.printed import Printed
from prongsai.core.profile import Profile, Signatory
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.reading.printed import docx as docx_file
from prongsai.reading.printed import html as html_file
from prongsai.reading.printed.own import printed_of_document
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.measures import measures_of
from prongsai.reading.recognise.plan import followup_of, printed_plans
from prongsai.render import docx, html

YEAR = 2569
# What a column set shows of a measure: key of the column, field of the plan.
SHOWN = {
    "topic": "topic",
    "approach": "approach",
    "steps": "steps",
    "responsible": "responsible_units",
    "period": "period",
    "monitoring": "monitoring_rounds",
    "codes": "codes",
}
EDITIONS: list[tuple[Lang, Digits]] = [("th", "thai"), ("th", "arabic"), ("en", "arabic")]


def measure(
    number: int,
    title: str,
    units: tuple[str, ...],
    steps: tuple[Step, ...],
    period: Period,
    *,
    rounds: tuple[MonitoringRound, ...] = ("6m", "12m"),
) -> Measure:
    return Measure(
        id=f"m{number}",
        topic="งานพัสดุ" if number == 3 else "งานบริการ",
        title=title,
        approach=f"แนวทางของ{title}",
        responsible_units=units,
        steps=steps,
        period=period,
        monitoring_rounds=rounds,
        monitoring_note="รายงานปลัดทุกครั้ง" if number == 1 else "",
        codes=("i10", "O8"),
    )


PLAN = Plan(
    agency="องค์การบริหารส่วนตำบลบ้านสมมุติ",
    agency_type="sao",
    fiscal_year=YEAR,
    result_year=YEAR - 1,
    measures=(
        measure(
            1,
            "ลดขั้นตอนบริการ",
            ("สำนักปลัด",),
            (
                Step(number=1, text="สำรวจขั้นตอน"),
                Step(number=2, text="ประกาศขั้นตอนใหม่", responsible_units=("กองคลัง",)),
                Step(number=3, text="เผยแพร่ทางเว็บไซต์", period=months_of(YEAR, 3, 5)),
            ),
            whole_year(YEAR),
        ),
        measure(
            2,
            "เปิดช่องทางออนไลน์",
            ("กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม"),
            (Step(number=1, text="จัดทำระบบ"), Step(number=2, text="อบรมผู้ใช้")),
            months_of(YEAR, 0, 5),
            rounds=("12m",),
        ),
        measure(3, "ตรวจพัสดุ", ("กองคลัง",), (Step(number=1, text="นับพัสดุ"),), months_of(YEAR, 6, 11)),
    ),
)


def note(id_: str, step: int | None, status: Status, said: str = "") -> ProgressNote:
    return ProgressNote(measure=id_, step=step, status=status, done_note=said)


REPORTED = Followup(
    plan=PLAN,
    rounds=(
        Round(
            round="12m",
            date=datetime.date(2026, 9, 30),
            notes=(
                note("m1", 1, "done", "สำรวจแล้ว 12 งาน"),
                note("m1", 2, "done", "ประกาศแล้วเมื่อเดือนมกราคม"),
                replace(
                    note("m1", 3, "not_done"), reason="เว็บไซต์ปิดปรับปรุง", new_date=datetime.date(2026, 12, 31)
                ),
                replace(note("m2", None, "done", "เปิดระบบครบทุกกอง"), suggestion="ควรเพิ่มคู่มือ"),
                replace(note("m3", 1, "hindered"), obstacle="ผู้ใช้ย้ายหน่วย", reason="ผู้ใช้ย้ายหน่วย"),
            ),
        ),
    ),
)

WAYS: dict[str, Callable[[Document], Printed]] = {
    "own": printed_of_document,
    "html": lambda document: html_file.parse(html.render(document).decode(), "paper.html"),
    "docx": lambda document: docx_file.parse(docx.render(document), "paper.docx"),
}


def read_back(paper: Printed, lang: Lang) -> Followup:
    """Return the plan of a paper; the year of one in English is given, so that only its measures are tried."""
    recognised = recognise(paper)
    if lang == "th":
        plans = printed_plans(recognised)
        found = plans.plan or plans.report
    else:
        section = max(recognised.sections, key=lambda each: len(each.measures))
        read = measures_of(section.blocks, plan_year=YEAR)
        section = replace(section, plan_year=YEAR, result_year=YEAR - 1, measures=read)
        found = followup_of(replace(recognised, sections=(section,)), section)
    assert found is not None
    return found


def told(reported: Followup) -> list[dict[int | None, str]]:
    found = counts(reported, "12m")
    return [{each.step: each.done_note for each in one.notes if each.done_note} for one in found.standings]


def statuses(reported: Followup) -> list[Status]:
    return [each.status for each in counts(reported, "12m").standings]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("lang", "digits"), EDITIONS)
@pytest.mark.parametrize("form", MEASURES)
def test_a_paper_on_measures_is_read_back(form: str, lang: Lang, digits: Digits, way: str) -> None:
    setting = Setting(edition=Edition(lang=lang, digits=digits))

    plan = read_back(WAYS[way](measures(PLAN, setting, form=form)), lang).plan

    keys = {key for column in MEASURES[form].columns for key in column.keys}
    fields = ["id", "title", *(field for key, field in SHOWN.items() if key in keys)]
    assert [[getattr(each, field) for field in fields] for each in plan.measures] == [
        [getattr(each, field) for field in fields] for each in PLAN.measures
    ]
    assert plan.fiscal_year == YEAR
    if "monitoring" in keys:
        assert [each.monitoring_note for each in plan.measures] == ["รายงานปลัดทุกครั้ง", "", ""]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("lang", "digits"), EDITIONS)
@pytest.mark.parametrize("form", IMPLEMENTATION)
def test_a_report_is_read_back_with_its_results(form: str, lang: Lang, digits: Digits, way: str) -> None:
    setting = Setting(edition=Edition(lang=lang, digits=digits))

    found = read_back(WAYS[way](implementation(REPORTED, setting, form=form)), lang)

    assert [each.title for each in found.plan.measures] == [each.title for each in PLAN.measures]
    assert statuses(found) == ["partial", "done", "hindered"]
    assert told(found) == told(REPORTED)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("lang", "digits"), EDITIONS)
def test_a_followup_is_read_back_step_by_step(lang: Lang, digits: Digits, way: str) -> None:
    setting = Setting(edition=Edition(lang=lang, digits=digits))

    found = read_back(WAYS[way](followup(REPORTED, setting)), lang)

    assert [each.steps for each in found.plan.measures] == [each.steps for each in PLAN.measures]
    assert statuses(found) == ["partial", "done", "hindered"]
    assert told(found) == told(REPORTED)
    promised = {each.step: each.new_date for each in found.rounds[0].notes if each.new_date}
    assert promised == {3: datetime.date(2026, 12, 31)}


PROFILE = Profile(
    agency="เทศบาลเมืองดอนสัก",
    unit="สำนักปลัด",
    phone="0 2000 1111",
    number_prefix="สม 71001",
    number="15",
    addressee="นายกเทศมนตรี",
    via=("ปลัดเทศบาล",),
    signatories=(Signatory(name="นางสาวสมมุติ ทดลอง", position="เจ้าพนักงานธุรการ"),),
    opinions=(
        Signatory(name="", position="ปลัดเทศบาล"),
        Signatory(name="", position="รองนายกเทศมนตรี", acting="ปฏิบัติราชการแทน นายกเทศมนตรี"),
    ),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("lang", "digits"), EDITIONS)
def test_a_memo_is_read_back_with_those_who_sign(lang: Lang, digits: Digits, way: str) -> None:
    edition = Edition(lang=lang, digits=digits, date=datetime.date(2026, 1, 5))

    made = WAYS[way](memo(don_sak(), Subject(), Setting(edition=edition, profile=PROFILE)))

    (section,) = recognise(made).sections
    assert section.letter["number"].text == "สม 71001/15"
    assert section.letter["phone"].text == "0 2000 1111"
    assert section.letter["via"].text == "ปลัดเทศบาล"
    assert [(hand.role, hand.opinion, hand.name) for hand in section.hands] == [
        ("drafter", None, ""),
        ("clerk", "", ""),
        ("executive", "", ""),
    ]
