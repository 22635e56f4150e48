"""Measures as officers of other agencies write them: numbered, announced, minuted, told in sentences, half-way through."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from prongsai.core.followup.count import counts
from prongsai.core.plan import Measure
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised
from prongsai.reading.printed import read_many
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.plan import Printed, printed_plans

HERE = Path(__file__).parent / "strangers"
EVERY_MONTH = " ".join(f"{month}m" for month in range(1, 13))
EVERY_SECOND = " ".join(f"{month}m" for month in range(2, 13, 2))


@functools.cache
def paper(name: str) -> Recognised:
    (_, printed), *_ = read_many((HERE / name,))
    assert not isinstance(printed, Exception)
    return recognise(printed)


def found(name: str) -> Printed:
    return printed_plans(paper(name))


def said(measure: Measure) -> tuple[str, int, str, str, str]:
    """Return title, number of steps, units, period and rounds of a measure."""
    period = f"{measure.period.begins}/{measure.period.ends}" if measure.period else ""
    units, rounds = "; ".join(measure.responsible_units), " ".join(measure.monitoring_rounds)
    return measure.title, len(measure.steps), units, period, rounds


def met(name: str) -> dict[str, str]:
    return {each.id: each.why.th for each in proofread(chain_of([paper(name)]))}


@pytest.mark.parametrize(
    ("name", "year", "wanted"),
    [
        (
            "measures-numbered.txt",
            2568,
            [
                (
                    "มาตรการเพิ่มความรู้เรื่องงบประมาณให้บุคลากร",
                    2,
                    "ฝ่ายบริหารทั่วไป",
                    "2024-10-01/2025-03-31",
                    EVERY_MONTH,
                ),
                (
                    "มาตรการให้บริการเกษตรกรอย่างเท่าเทียม",
                    3,
                    "กลุ่มส่งเสริมและพัฒนาการผลิต; สำนักงานเกษตรอำเภอทุกแห่ง",
                    "2024-12-01/2025-06-30",
                    "6m 12m",
                ),
                ("มาตรการควบคุมการใช้รถราชการ", 2, "ฝ่ายบริหารทั่วไป", "2024-10-01/2025-09-30", ""),
            ],
        ),
        (
            "measures-announcement.txt",
            2567,
            [
                ("มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง", 1, "กองคลัง", "", "6m 12m"),
                ("มาตรการกำหนดเวลาให้บริการ", 1, "ทุกสำนัก/กอง", "", "6m 12m"),
                ("มาตรการห้ามรับของขวัญ", 3, "สำนักปลัดเทศบาล", "", "6m 12m"),
            ],
        ),
        (
            "measures-minutes.txt",
            2568,
            [
                (
                    "จัดทำ E-Service อย่างน้อย 1 บริการ",
                    3,
                    "กองช่าง; สำนักปลัด",
                    "2025-03-01/2025-03-31",
                    EVERY_SECOND,
                ),
                ("เปิดเผยการใช้จ่ายงบประมาณรายไตรมาส", 2, "กองคลัง", "2024-10-01/2025-09-30", EVERY_SECOND),
                (
                    "อบรมจริยธรรมผู้บริหาร สมาชิกสภา และพนักงาน",
                    3,
                    "สำนักปลัด",
                    "2025-06-01/2025-06-30",
                    EVERY_SECOND,
                ),
            ],
        ),
        (
            "measures-bullets.txt",
            2568,
            [
                ("จัดทำผังขั้นตอนการรับบริการ", 1, "กลุ่มงานการพยาบาล", "2025-01-01/2025-03-31", ""),
                ("เผยแพร่อัตราค่าบริการ", 1, "กลุ่มงานบริหารทั่วไป", "2024-10-01/2025-02-28", "6m"),
                (
                    "ตอบข้อร้องเรียนภายใน 7 วัน",
                    1,
                    "ศูนย์รับเรื่องร้องเรียน",
                    "2024-10-01/2025-09-30",
                    "3m 6m 9m 12m",
                ),
            ],
        ),
        (
            "measures-cards.html",
            2569,
            [
                ("มาตรการโปร่งใสในการรับสมัครนักศึกษา", 2, "งานทะเบียน", "2026-01-01/2026-03-31", "6m"),
                (
                    "มาตรการโปร่งใสในการจัดซื้อครุภัณฑ์",
                    3,
                    "งานพัสดุ",
                    "2025-10-01/2026-09-30",
                    "3m 6m 9m 12m",
                ),
            ],
        ),
        (
            "measures-definitions.html",
            2568,
            [
                ("การรับแจ้งความโปร่งใส", 1, "งานสอบสวน", "2024-10-01/2025-09-30", EVERY_MONTH),
                ("การใช้รถราชการ", 1, "งานอำนวยการ", "2025-01-01/2025-06-30", "6m"),
            ],
        ),
        (
            "measures-brackets.txt",
            2569,
            [
                ("เผยแพร่แผนและผลการใช้จ่ายงบประมาณทุกไตรมาส", 0, "กองคลัง", "", "6m 12m"),
                ("จัดทำแนวปฏิบัติการใช้สนามกีฬาและอุปกรณ์", 0, "กองกิจการนักศึกษา", "", "6m 12m"),
                ("อบรมประมวลจริยธรรมแก่บุคลากรใหม่", 0, "กองบริหารงานบุคคล", "", "6m 12m"),
            ],
        ),
        (
            "measures-order.txt",
            2568,
            [
                ("มาตรการด้านการเงิน", 2, "กลุ่มบริหารงบประมาณ", "2024-10-01/2025-09-30", "6m 12m"),
                ("มาตรการด้านการรับนักเรียน", 3, "กลุ่มบริหารวิชาการ", "2025-03-01/2025-04-30", "6m 12m"),
            ],
        ),
        (
            "measures-paragraphs.txt",
            2567,
            [
                (title, steps, unit, "2023-10-01/2024-09-30", "6m 12m")
                for title, steps, unit in (
                    ("มาตรการเปิดเผยข้อมูลข่าวสารต่อสาธารณะ", 2, "ศูนย์เทคโนโลยีสารสนเทศ"),
                    ("มาตรการป้องกันการรับสินบนในกระบวนการอนุญาตนำเข้า", 3, "กองอนุญาตและรับรองมาตรฐาน"),
                    ("มาตรการส่งเสริมความโปร่งใสในการจัดซื้อจัดจ้าง", 2, "สำนักงานเลขานุการกรม"),
                    ("มาตรการจัดการเรื่องร้องเรียนการทุจริต", 2, "กลุ่มงานจริยธรรม"),
                )
            ],
        ),
        (
            "measures-blanks.txt",
            2569,
            [
                (
                    "ทบทวนคู่มือการปฏิบัติงานและคู่มือการให้บริการของคณะ/สำนัก",
                    2,
                    "กองนโยบายและแผน; ทุกคณะ",
                    "2025-10-01/2026-03-31",
                    "3m 6m 9m 12m",
                ),
                (
                    "จัดทำระบบขอใช้ห้องและครุภัณฑ์ออนไลน์",
                    3,
                    "สำนักคอมพิวเตอร์; กองพัสดุ",
                    "2026-01-01/2026-09-30",
                    "3m 6m 9m 12m",
                ),
                (
                    "อธิการบดีพบบุคลากรเรื่องธรรมาภิบาล",
                    1,
                    "กองบริหารงานบุคคล",
                    "2025-10-01/2026-06-30",
                    "3m 6m 9m 12m",
                ),
                (
                    "รายงานการใช้จ่ายงบประมาณรายไตรมาสต่อประชาคม",
                    2,
                    "กองคลัง",
                    "2025-10-01/2026-09-30",
                    "3m 6m 9m 12m",
                ),
            ],
        ),
        (
            "measures-signs.txt",
            2567,
            [
                ("ห้ามเรียกรับผลประโยชน์จากงานจราจรทุกกรณี", 2, "งานจราจร", "2023-10-01/2024-09-30", ""),
                ("แจ้งความคืบหน้าคดีให้ผู้เสียหายทราบทุก 30 วัน", 1, "งานสอบสวน", "2023-10-01/2024-09-30", ""),
                (
                    "คุมของกลางและทรัพย์สินของทางราชการ",
                    3,
                    "งานอำนวยการ; งานสอบสวน",
                    "2023-11-01/2024-09-30",
                    "",
                ),
                ("รับฟังเสียง ปชช. ผ่าน QR Code หน้า สภ.", 2, "งานป้องกันปราบปราม", "2023-10-01/2024-09-30", ""),
            ],
        ),
        (
            "measures-resolutions.txt",
            2568,
            [
                (
                    "จัดทำปฏิทินการเผยแพร่ข้อมูลสาธารณะ (OIT) และมอบหมายผู้รับผิดชอบรายข้อ",
                    0,
                    "กลุ่มอำนวยการ",
                    "2024-10-01/2024-11-30",
                    EVERY_MONTH,
                ),
                (
                    "กำหนดหลักเกณฑ์การคัดเลือกบุคลากรไปอบรมและศึกษาดูงาน",
                    0,
                    "กลุ่มบริหารงานบุคคล; กลุ่มพัฒนาครูและบุคลากรทางการศึกษา",
                    "2025-01-01/2025-03-31",
                    "",
                ),
                (
                    "เปิดช่องทางสอบถามการเบิกจ่ายเงินของโรงเรียน",
                    1,
                    "กลุ่มบริหารงานการเงินและสินทรัพย์",
                    "2024-12-01/2025-09-30",
                    "",
                ),
            ],
        ),
    ],
)
def test_measures_are_read_however_they_are_written(
    name: str, year: int, wanted: list[tuple[str, int, str, str, str]]
) -> None:
    plan = found(name).plan

    assert plan is not None
    assert plan.plan.fiscal_year == year
    assert [said(each) for each in plan.plan.measures] == wanted


@pytest.mark.parametrize(
    ("name", "units", "wanted"),
    [
        (
            "measures-sentences.html",
            ["สำนักปลัด อบต.; กองสวัสดิการสังคม", "กองคลัง", "สำนักปลัด อบต.", "กองช่าง"],
            ["done", "done", "done", "not_done"],
        ),
        ("measures-lists.txt", ["กลุ่มงานผู้ป่วยนอก", "งานประกันสุขภาพ"], ["done", "done"]),
        ("measures-one-line.txt", [""] * 4, ["done", "done", "in_progress", "not_done"]),
        ("measures-quarters.html", ["กองมาตรฐาน", "กองคลัง"], ["done", "done"]),
        (
            "measures-topics.txt",
            ["กลุ่มบริหารจัดการด้านการประมง", "ฝ่ายบริหารทั่วไป", "ฝ่ายบริหารทั่วไป"],
            ["done", "done", "not_done"],
        ),
        (
            "measures-blocks.txt",
            ["กลุ่มงานบริหารทุนวิจัย", "กลุ่มงานนโยบาย"],
            ["in_progress", "done"],
        ),
        ("measures-memo.txt", ["สป.", "กค.", "กช.; สป."], ["done", "done", "in_progress"]),
        (
            "measures-questions.html",
            ["งานบริการการศึกษา", "งานคลังและพัสดุ", "งานคลังและพัสดุ; งานเทคโนโลยีสารสนเทศ"],
            ["done", "done", "in_progress"],
        ),
        (
            "measures-half-year.html",
            [""] * 5,
            ["in_progress", "in_progress", "in_progress", "planned", "in_progress"],
        ),
        (
            "measures-pasted.txt",
            [
                "กลุ่มงานผู้ป่วยนอก",
                "กลุ่มงานบริหารทั่วไป",
                "กลุ่มงานเภสัชกรรมและคุ้มครองผู้บริโภค",
                "กลุ่มงานการเงินและบัญชี",
            ],
            ["done", "in_progress", "not_done", "in_progress"],
        ),
        ("measures-asked-done.txt", ["งานการเงิน", "งานโภชนาการ"], ["in_progress", "partial"]),
    ],
)
def test_reports_tell_how_far_each_measure_has_come(name: str, units: list[str], wanted: list[str]) -> None:
    report = found(name).report

    assert report is not None
    assert ["; ".join(each.responsible_units) for each in report.plan.measures] == units
    standings = counts(report, report.rounds[0].round).standings
    assert [each.status for each in standings] == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("measures-numbered.txt", {"form.cell_blank:s1.monitoring"}),
        ("measures-minutes.txt", set()),
        ("measures-questions.html", set()),
        ("measures-blocks.txt", {"form.columns:s1", "form.no_approval:files", "form.item_unnamed:s1"}),
        ("measures-half-year.html", {"chain.result_bare:s1", "form.columns:s1"}),
        (
            "measures-sentences.html",
            {"chain.outcome_claim:s1.m2.no_complaint", "form.columns:s1", "form.item_unnamed:s1"},
        ),
        (
            "measures-memo.txt",
            {"chain.result_bare:s2", "form.open_measure:s2.date", "form.outcome_bare:s2"},
        ),
    ],
)
def test_remarks_are_those_that_a_person_would_make(name: str, wanted: set[str]) -> None:
    assert set(met(name)) == wanted


def reported(name: str) -> list[tuple[str, int, str, str, str]]:
    """Return of each measure of a report its title, steps, units, budget and how far it has come."""
    section = max(paper(name).sections, key=lambda each: len(each.measures))
    return [
        (each.title, len(each.steps), "; ".join(each.units), each.budget, each.told.get("", ""))
        for each in section.measures
    ]


def test_a_form_a_column_of_signs_and_a_letter_tell_measures() -> None:
    assert reported("measures-forms.html") == [
        ("เปิดบัญชีกล้าไม้แจกประชาชน", 2, "ฝ่ายเพาะชำ", "", "done"),
        ("หมุนเวียนผู้ตรวจรับงานปลูกป่า", 1, "งานพัสดุ; ฝ่ายปลูกป่า", "", "in_progress"),
    ]
    # The total is no measure, the title of the report is no monitoring, and signs mean what their legend says.
    assert reported("measures-signs-told.html") == [
        ("เปิดเผยผู้เช่าแผงตลาด", 2, "กองคลัง", "9,500", "done"),
        ("กล้องหน้าจุดบริการ", 1, "กองช่าง", "80,000", "in_progress"),
        ("ประกวดกองโปร่งใส", 2, "สำนักปลัด", "", "not_done"),
    ]
    plan = found("measures-signs-told.html").report
    assert plan is not None
    periods = [each.period for each in plan.plan.measures]
    assert [(str(each.begins), str(each.ends)) for each in periods if each] == [
        ("2024-10-01", "2024-12-31"),
        ("2025-01-01", "2025-06-30"),
        ("2025-07-01", "2025-09-30"),
    ]
    assert not any(each.monitoring_rounds for each in plan.plan.measures)
    assert reported("measures-letter.txt") == [
        ("เปิดเผยเกณฑ์จัดสรรเงินกู้", 0, "กลุ่มส่งเสริมสหกรณ์", "", "done"),
        ("ตอบข้อร้องเรียนภายใน 5 วัน", 0, "กลุ่มตรวจการสหกรณ์", "", "not_done"),
    ]
