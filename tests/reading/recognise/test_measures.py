"""Measures are read from the tables of plans and reports in all the layouts that agencies use."""

import datetime

import pytest
from tests.reading.recognise.printing import OUTCOME, PLAN, REPORT, line, lines, numbers, table, texts

from prongsai.core.plan import Period
from prongsai.core.recognised import PrintedMeasure
from prongsai.reading.recognise.measures import measures_of

CROWDED = (
    "มาตรการ/ขั้นตอน/วิธีการปฏิบัติ",
    "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม",
    "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
)


def titles(measures: tuple[PrintedMeasure, ...]) -> list[str]:
    return [measure.title for measure in measures]


def test_a_plan_has_approach_steps_units_and_rounds() -> None:
    (measure,) = measures_of(
        [
            table(
                PLAN,
                [
                    "มาตรการลดการใช้ดุลพินิจ",
                    "- เขียนเกณฑ์ - ให้หัวหน้าตรวจ",
                    "๑. ยกร่างเกณฑ์ ๒. ประกาศใช้ ๓. เผยแพร่",
                    "สำนักปลัด กองคลัง",
                    "รายงานผล -รอบ ๖ เดือน -รอบ ๑๒ เดือน",
                ],
            )
        ]
    )

    assert (measure.id, measure.title, measure.number) == ("m1", "มาตรการลดการใช้ดุลพินิจ", "")
    assert texts(measure.approach) == ["เขียนเกณฑ์", "ให้หัวหน้าตรวจ"]
    assert numbers(measure.steps) == ["1", "2", "3"]
    assert measure.units == ("สำนักปลัด", "กองคลัง")
    assert measure.rounds == ("6m", "12m")
    assert measure.period is None
    assert measure.columns == {"title", "approach", "steps", "units", "monitoring"}


def test_monitoring_in_words_has_no_round() -> None:
    (measure,) = measures_of([table(PLAN, ["เปิดเผยงบประมาณ", "ก", "ข", "กองคลัง", "ให้บุคลากรร่วมตรวจข้อมูล"])])

    assert texts(measure.monitoring) == ["ให้บุคลากรร่วมตรวจข้อมูล"]
    assert measure.rounds == ()


def test_tables_of_one_plan_on_several_pages_are_one() -> None:
    first = table(PLAN, ["เปิดเผยงบประมาณ", "ก", "ข", "กองคลัง", "ค"])
    second = table(PLAN, ["รับเรื่องร้องเรียน", "ก", "ข", "นิติกร", "ค"], number=2)

    found = measures_of([first, line("- ๒ -"), second])

    assert titles(found) == ["เปิดเผยงบประมาณ", "รับเรื่องร้องเรียน"]
    assert [measure.id for measure in found] == ["m1", "m2"]
    assert found[1].where.table == 2


def test_a_page_without_a_head_goes_on_with_the_columns_before() -> None:
    first = table(REPORT, ["๑. ทำคู่มือ", "๑. ร่าง", "กองช่าง", "ม.ค.- มี.ค. ๖๘", "ทำแล้วเสร็จ", ""])
    second = table(["๒. ฝึกอบรม", "๑. จัดอบรม", "สำนักปลัด", "เม.ย. ๖๘", "ยังไม่ได้ดำเนินการ", ""], number=2)

    found = measures_of([first, second])

    assert titles(found) == ["ทำคู่มือ", "ฝึกอบรม"]
    assert [measure.told[""] for measure in found] == ["done", "not_done"]


def test_a_measure_goes_on_with_its_title_repeated_and_its_numbers_counted_on() -> None:
    first = table(
        REPORT,
        [
            "๓. การใช้งบประมาณ",
            "๑. ทำแผน\n๒. เผยแพร่",
            "กองคลัง",
            "ตลอดปีงบประมาณ พ.ศ. ๒๕๖๘",
            "จัดทำแผน",
            "ควรเผยแพร่เร็วขึ้น",
        ],
    )
    second = table(
        REPORT, ["๓. การใช้ งบประมาณ", "๓. ประกาศ ๔. เปิดให้ตรวจ", "", "", "และเผยแพร่ทางเว็บไซต์", ""], number=2
    )

    (measure,) = measures_of([first, second])

    assert numbers(measure.steps) == ["1", "2", "3", "4"]
    assert texts(measure.results) == ["จัดทำแผนและเผยแพร่ทางเว็บไซต์"]
    assert measure.period == Period(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30))
    assert texts(measure.suggestions) == ["ควรเผยแพร่เร็วขึ้น"]


def test_a_measure_goes_on_below_an_empty_first_cell_in_the_middle_of_a_sentence() -> None:
    head = ("หัวข้อ", "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", "ขั้นตอน/วิธีปฏิบัติ", "ระยะเวลาดำเนินงาน")
    first = table(
        head,
        [
            "๗. ป้องกันการทุจริต",
            "๑. ประเมินความเสี่ยง\n๒. ทำแผนและเผย",
            "กองคลัง",
            "รายละเอียดขั้นตอนการดำเนินการ\n๑. ประชุม",
            "ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘",
        ],
    )
    second = table(head, ["", "แพร่แผนทางเว็บไซต์\n๓. รายงานผล", "", "", ""], number=2)

    (measure,) = measures_of([first, second])

    assert texts(measure.approach) == ["ประเมินความเสี่ยง", "ทำแผนและเผยแพร่แผนทางเว็บไซต์", "รายงานผล"]
    assert [(each.number, each.text) for each in measure.steps] == [("1", "ประชุม")]


def test_a_title_without_number_beside_numbered_ones_is_a_measure_of_its_own() -> None:
    first = table(REPORT, ["๑. ทำคู่มือ", "๑. ร่าง ๒. ประกาศ", "กองช่าง", "", "ประกาศแล้ว", ""])
    second = table(REPORT, ["ส่งเสริมคุณธรรม", "๑. ประชุม ๒. มอบหมาย", "สำนักปลัด", "", "มีการประชุม", ""], number=2)

    found = measures_of([first, second])

    assert [(measure.number, measure.title) for measure in found] == [("1", "ทำคู่มือ"), ("", "ส่งเสริมคุณธรรม")]


def test_a_broken_title_whose_steps_go_on_is_one_measure() -> None:
    first = table(REPORT, ["๒. ปรับปรุงระบบ", "๑. สำรวจ", "กองช่าง", "", "สำรวจแล้ว", ""])
    second = table(REPORT, ["การให้บริการ", "๒. ปรับปรุง", "", "", "", ""], number=2)

    (measure,) = measures_of([first, second])

    assert numbers(measure.steps) == ["1", "2"]
    assert measure.title == "ปรับปรุงระบบการให้บริการ"


def test_results_answer_steps_by_number_and_outcomes_stand_apart() -> None:
    (measure,) = measures_of(
        [
            table(
                OUTCOME,
                [
                    "๑. เปิดช่องทางติดต่อ",
                    "๑. เปิดไลน์ ๒. ติดป้าย ๓. อบรม",
                    "ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘",
                    "สำนักปลัด กองคลัง กองการศึกษาฯ",
                    "๑. เปิดไลน์แล้ว ๓. ยังมิได้ดำเนินการ",
                    "๑. คะแนนเพิ่มขึ้น ๐.๕๒ คะแนน ๒. ติดต่อได้สะดวก",
                ],
            )
        ]
    )

    assert numbers(measure.results) == ["1", "3"]
    assert measure.told == {"1": "done", "3": "not_done"}
    assert texts(measure.outcomes) == ["คะแนนเพิ่มขึ้น 0.52 คะแนน", "ติดต่อได้สะดวก"]
    assert measure.units == ("สำนักปลัด", "กองคลัง", "กองการศึกษาฯ")


def test_many_measures_in_one_cell_get_their_results_by_number_not_by_row() -> None:
    first = table(
        CROWDED,
        [
            "ผู้บริหารมีนโยบายให้\n1.ทุกกองทำคู่มือ\n2.ทำบัตรคิว\n3.ทำประมวลจริยธรรม\n3.1 ของผู้บริหาร\n3.2 ของพนักงาน",
            "1.ทำคู่มือแล้ว\n2.ยังมิได้ดำเนินการ\n3.ประกาศเรียบร้อยแล้ว\n4.ยังไม่ได้มีการจัดทำเพิ่มเติม",
            "1.กำหนดไว้ จำนวน 5 ข้อ\n2.มีคู่มือใช้",
        ],
    )
    second = table(
        CROWDED, ["4.ทำบริการออนไลน์", "", ""], ["5.ชี้แจงแผนการใช้จ่าย", "5.ได้มีการชี้แจงทุกเดือน", ""], number=2
    )

    found = measures_of([first, second])

    assert [measure.number for measure in found] == ["1", "2", "3", "4", "5"]
    assert [measure.told[""] for measure in found] == ["done", "not_done", "done", "not_done", "done"]
    assert numbers(found[2].steps) == ["3.1", "3.2"]
    assert found[3].results[0].where.table == 1
    assert [len(measure.outcomes) for measure in found] == [2, 2, 2, 0, 0]


def test_a_merged_title_holds_its_rows_together() -> None:
    head = ("ลำดับที่", "โครงการ", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา")
    (measure,) = measures_of(
        [
            table(
                head,
                ["1", "เปิดบ้านท้องถิ่น", "1. เตรียมสถานที่", "กองช่าง", "ต.ค. 67"],
                ["^", "^", "2. เชิญประชาชน", "สำนักปลัด", "^"],
            )
        ]
    )

    assert (measure.number, measure.title) == ("1", "เปิดบ้านท้องถิ่น")
    assert texts(measure.steps) == ["เตรียมสถานที่", "เชิญประชาชน"]
    assert measure.units == ("กองช่าง", "สำนักปลัด")


def test_a_row_that_names_a_group_is_the_topic_of_those_below() -> None:
    head = ("ที่", "มาตรการและแนวทาง", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")
    found = measures_of(
        [
            table(
                head,
                ["งานบริการ", "", "", "", ""],
                ["1", "ลดขั้นตอน\nตัดขั้นตอนที่ซ้ำ", "1. สำรวจ", "กองคลัง", "ต.ค. 67"],
                ["งานพัสดุ", "", "", "", ""],
                ["2", "ตรวจพัสดุ\nตรวจทุกเดือน", "1. นับ", "กองคลัง", "พ.ย. 67"],
            )
        ]
    )

    assert [(measure.topic, measure.number, measure.title) for measure in found] == [
        ("งานบริการ", "1", "ลดขั้นตอน"),
        ("งานพัสดุ", "2", "ตรวจพัสดุ"),
    ]
    assert texts(found[0].approach) == ["ตัดขั้นตอนที่ซ้ำ"]


def test_rows_counted_below_a_measure_are_its_steps() -> None:
    head = (
        "มาตรการและขั้นตอน",
        "ผู้รับผิดชอบ",
        "กำหนดเวลา",
        "สถานะ",
        "ผลการดำเนินการ",
        "ปัญหาและอุปสรรค",
        "ข้อเสนอแนะ",
    )
    (measure,) = measures_of(
        [
            table(
                head,
                ["1. ทำคู่มือ", "กองช่าง", "ต.ค. 2567 – ก.ย. 2568", "แล้วเสร็จบางส่วน", "–", "–", "–"],
                ["1.1 ร่างคู่มือ", "กองช่าง", "ต.ค. 2567", "ดำเนินการแล้วเสร็จ", "ร่างแล้ว", "–", "–"],
                ["1.2 เผยแพร่", "กองช่าง", "พ.ย. 2567", "ยังไม่ได้ดำเนินการ", "–", "เว็บไซต์ปิดปรับปรุง", "ใช้ป้ายแทน"],
            )
        ]
    )

    assert numbers(measure.steps) == ["1", "2"]
    assert measure.told == {"": "partial", "1": "done", "2": "not_done"}
    assert [(each.number, each.text) for each in measure.obstacles] == [("2", "เว็บไซต์ปิดปรับปรุง")]


def test_a_column_of_suggestions_is_told_apart_into_obstacles_and_suggestions() -> None:
    (measure,) = measures_of(
        [
            table(
                REPORT,
                [
                    "๑. อบรม",
                    "๑. จัดอบรม",
                    "สำนักปลัด",
                    "",
                    "จัดทำเอกสารแล้ว",
                    "เพราะโรคระบาด จึงไม่สามารถจัดอบรมได้\nปีหน้าควรจัดทางออนไลน์",
                ],
            )
        ]
    )

    assert texts(measure.obstacles) == ["เพราะโรคระบาด จึงไม่สามารถจัดอบรมได้"]
    assert texts(measure.suggestions) == ["ปีหน้าควรจัดทางออนไลน์"]
    assert measure.told[""] == "partial"


def test_an_obstacle_tells_of_the_step_that_it_names() -> None:
    (measure,) = measures_of(
        [
            table(
                REPORT,
                [
                    "๑. อบรม",
                    "๑. จัดทำเอกสารเผยแพร่ ๒. จัดอบรมเชิงปฏิบัติการ เพื่อสร้างความเข้าใจ",
                    "สำนักปลัด",
                    "",
                    "ได้จัดทำเอกสารแล้ว",
                    "การอบรมเชิงปฏิบัติการยังมีโรคระบาด จึงไม่สามารถจัดได้",
                ],
            )
        ]
    )

    assert measure.told == {"": "partial", "2": "hindered"}


def test_two_digit_years_and_months_without_year_are_dated() -> None:
    found = measures_of(
        [
            table(
                REPORT,
                ["๑. ก", "๑. ข", "สำนักปลัด", "ม.ค- มี.ค. ๖๘", "ค", ""],
                ["๒. ก", "๑. ข", "สำนักปลัด", "ต.ค. - ธ.ค.", "ค", ""],
                ["๓. ก", "๑. ข", "สำนักปลัด", "ไตรมาสที่ 2", "ค", ""],
                ["๔. ก", "๑. ข", "สำนักปลัด", "ตามความเหมาะสม", "ค", ""],
            )
        ],
        plan_year=2568,
    )

    assert [measure.period and (measure.period.begins, measure.period.ends) for measure in found] == [
        (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31)),
        (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31)),
        (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31)),
        None,
    ]
    assert found[3].period_text == "ตามความเหมาะสม"


def test_tables_of_scores_and_findings_hold_no_measures() -> None:
    assert (
        measures_of(
            [
                table(["อันดับ", "ตัวชี้วัด", "คะแนน"], ["1", "การใช้อำนาจ", "80.00"]),
                table(["ข้อคำถาม", "คะแนน", "ข้อบกพร่อง/ข้อแก้ไข"], ["i1", "80.00", "ควรทำคู่มือ"], number=2),
            ]
        )
        == ()
    )


def test_what_is_weak_and_what_is_done_about_it_stand_in_one_table() -> None:
    found = measures_of(
        [
            table(
                ["ประเด็นที่ต้องพัฒนา", "แนวทาง/มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
                ["การใช้ทรัพย์สิน", "1. ทำคู่มือการยืม 2. ติดป้าย", "กองคลัง", "ตลอดปีงบประมาณ"],
                ["การเปิดเผยข้อมูล", "ปรับปรุงเว็บไซต์", "สำนักปลัด", "ต.ค. 67 - มี.ค. 68"],
            )
        ],
        plan_year=2568,
    )

    assert titles(found) == ["การใช้ทรัพย์สิน", "ปรับปรุงเว็บไซต์"]
    assert texts(found[0].steps) == ["ทำคู่มือการยืม", "ติดป้าย"]


def test_another_column_names_the_measures_where_none_is_for_them() -> None:
    found = measures_of(
        [
            table(
                ["ที่", "ประเด็น", "รายละเอียดการดำเนินการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"],
                ["1", "เปิดเผยข้อมูล", "ลงเว็บไซต์", "กองคลัง", "ลงแล้ว"],
                ["2", "รับเรื่องร้องเรียน", "ตั้งตู้", "นิติกร", "อยู่ระหว่างดำเนินการ"],
            )
        ]
    )

    assert [(each.number, each.title, each.told[""]) for each in found] == [
        ("1", "เปิดเผยข้อมูล", "done"),
        ("2", "รับเรื่องร้องเรียน", "in_progress"),
    ]


def test_marks_tell_the_status_and_the_time() -> None:
    found = measures_of(
        [
            table(
                ["ที่", "โครงการ", "ผลการดำเนินงาน", "", "ระยะเวลา", "", ""],
                ["", "", "ดำเนินการแล้ว", "ยังไม่ดำเนินการ", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3"],
                ["1", "อบรม", "✓", "", "/", "/", ""],
                ["2", "เปิดบ้าน", "", "✓", "", "", "/"],
            )
        ],
        plan_year=2568,
    )

    assert [(each.title, each.told[""]) for each in found] == [("อบรม", "done"), ("เปิดบ้าน", "not_done")]
    assert [each.period and (each.period.begins, each.period.ends) for each in found] == [
        (datetime.date(2024, 10, 1), datetime.date(2025, 3, 31)),
        (datetime.date(2025, 4, 1), datetime.date(2025, 6, 30)),
    ]


def test_each_row_below_a_merged_title_is_a_step_though_nothing_counts_it() -> None:
    (measure,) = measures_of(
        [
            table(
                ["มาตรการ", "กิจกรรม/วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
                ["โปร่งใส", "ประชุม", "สำนักปลัด", "ต.ค. 67"],
                ["^", "สรุปรายงาน", "^", "พ.ย. 67"],
            )
        ],
        plan_year=2568,
    )

    assert texts(measure.steps) == ["ประชุม", "สรุปรายงาน"]
    assert measure.period == Period(datetime.date(2024, 10, 1), datetime.date(2024, 11, 30))


def test_one_cell_may_list_measures_that_share_what_stands_beside_them() -> None:
    found = measures_of(
        [table(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["1. ลดขั้นตอน 2. เปิดเผยข้อมูล", "ทุกกอง", "ปีงบประมาณ 2568"])]
    )

    assert titles(found) == ["ลดขั้นตอน", "เปิดเผยข้อมูล"]
    assert [each.units for each in found] == [("ทุกกอง",), ("ทุกกอง",)]


def test_a_table_of_labels_is_a_card_for_each_measure() -> None:
    found = measures_of(
        [
            table(
                ["มาตรการ", "ลดขั้นตอน"],
                ["ขั้นตอนการดำเนินการ", "1. สำรวจ\n2. ประกาศ"],
                ["ผู้รับผิดชอบ", "กองคลัง"],
                ["มาตรการ", "เปิดเผยข้อมูล"],
                ["ผู้รับผิดชอบ", "กองช่าง"],
            )
        ]
    )

    assert [(each.title, each.units) for each in found] == [
        ("ลดขั้นตอน", ("กองคลัง",)),
        ("เปิดเผยข้อมูล", ("กองช่าง",)),
    ]
    assert numbers(found[0].steps) == ["1", "2"]


def test_a_new_date_is_told_apart_from_the_period() -> None:
    (measure,) = measures_of(
        [
            table(
                REPORT,
                ["๑. อบรม", "๑. จัด", "สำนักปลัด", "ม.ค. ๒๕๖๘\nกำหนดใหม่ ๓๐ กันยายน ๒๕๖๘", "ยังไม่ได้ดำเนินการ", ""],
            )
        ]
    )

    assert measure.new_dates == {"": datetime.date(2025, 9, 30)}
    assert measure.period == Period(datetime.date(2025, 1, 1), datetime.date(2025, 1, 31))


@pytest.mark.parametrize("text", ["1. " * 8000, "(" * 20000, "1" * 20000, "i1, " * 5000, "." * 20000 + "ก"])
def test_texts_that_nobody_prints_are_read_once_through(text: str) -> None:
    # A step that looks back over the whole text for each sign would take minutes here.
    assert len(measures_of([table(REPORT, [text] * len(REPORT))])) == 1


def test_thousands_of_rows_that_go_on_are_one_measure() -> None:
    rows = [["", "ข", "กองช่าง", "ต.ค.", "ค", "ง"] for _ in range(1500)]

    (measure,) = measures_of([table(REPORT, ["ก", "ข", "กองคลัง", "ต.ค. 67", "ค", "ง"], *rows)])

    assert len(measure.steps) == 1501


def test_a_box_that_is_ticked_tells_the_status() -> None:
    boxes = "{} ดำเนินการแล้ว {} อยู่ระหว่างดำเนินการ {} ยังไม่ดำเนินการ"
    found = measures_of(
        [
            table(
                ["มาตรการ", "ผู้รับผิดชอบ", "สถานะ", "ผลการดำเนินงาน", "ปัญหา/อุปสรรค"],
                ["จัดทำคู่มือ", "กองคลัง", boxes.format("☑", "☐", "☐"), "ประกาศแล้ว", "ไม่มี"],
                ["ประชาคม", "สำนักปลัด", boxes.format("☐", "☑", "☐"), "จัด 4 จาก 9 หมู่บ้าน", "ฤดูเก็บเกี่ยว"],
                ["ติดกล้อง", "กองช่าง", boxes.format("☐", "☐", "☑"), "-", "งบประมาณไม่พอ"],
            )
        ]
    )

    assert [each.told[""] for each in found] == ["done", "in_progress", "not_done"]
    assert [texts(each.obstacles) for each in found] == [[], ["ฤดูเก็บเกี่ยว"], ["งบประมาณไม่พอ"]]


def test_begin_and_end_may_have_a_column_each() -> None:
    (found,) = measures_of(
        [
            table(
                ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "วันเริ่มต้น", "วันสิ้นสุด"],
                ["ชี้แจงแผน", "จัดเวที", "กองแผน", "1 พ.ย. 2567", "31 ม.ค. 2568"],
            )
        ]
    )

    assert found.period is not None
    assert (str(found.period.begins), str(found.period.ends)) == ("2024-11-01", "2025-01-31")


def test_a_sentence_beside_the_table_tells_the_monitoring_of_all_or_of_none() -> None:
    def rounds(monitored: str) -> list[tuple[str, ...]]:
        head, *rows = (
            ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "การกำกับติดตาม"],
            ["ลดขั้นตอน", "สำรวจ", "กองคลัง", monitored],
            ["เปิดเผยข้อมูล", "ลงเว็บไซต์", "สำนักปลัด", ""],
        )
        beside = lines("การกำกับติดตาม: รายงานผู้บริหารรอบ 6 เดือน และรอบ 12 เดือน")
        return [each.rounds for each in measures_of([table(head, *rows), *beside])]

    assert rounds("") == [("6m", "12m"), ("6m", "12m")]
    assert rounds("ทุก 3 เดือน") == [("3m", "6m", "9m", "12m"), ()]


def test_steps_counted_below_the_measures_of_their_row_are_parted() -> None:
    found = measures_of(
        [
            table(
                ["ประเด็น", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"],
                ["งบประมาณ", "1. เผยแพร่แผน 2. ชี้แจง", "1.1 สรุป\n1.2 ลงเว็บไซต์\n2.1 ประชุม", "กองคลัง"],
            )
        ]
    )

    assert [texts(each.steps) for each in found] == [["สรุป", "ลงเว็บไซต์"], ["ประชุม"]]
    assert [each.units for each in found] == [("กองคลัง",), ("กองคลัง",)]


@pytest.mark.parametrize(
    ("share", "status"), [("100", "done"), ("ร้อยละ 40", "in_progress"), ("0%", "planned")]
)
def test_a_share_of_a_hundred_tells_how_far_it_has_come(share: str, status: str) -> None:
    (found,) = measures_of(
        [table(["มาตรการ", "ผู้รับผิดชอบ", "ผลงาน", "ร้อยละความสำเร็จ"], ["อบรม", "กองคลัง", "140 คน", share])]
    )

    assert found.told == {"": status}


def test_one_cell_may_tell_everything_with_labels() -> None:
    said = "ขั้นตอน: 1) ทำทะเบียน 2) ตรวจ\nผู้รับผิดชอบ: กองคลัง\nการกำกับติดตาม: รอบ 6 เดือน"
    found = measures_of(
        [
            table(
                ["มาตรการ", "รายละเอียด"],
                ["1. พัสดุโปร่งใส", said],
                ["2. กองทุนโปร่งใส", "ขั้นตอน: เผยแพร่เกณฑ์\nผู้รับผิดชอบ: สำนักปลัด"],
            )
        ]
    )

    assert titles(found) == ["พัสดุโปร่งใส", "กองทุนโปร่งใส"]
    assert [len(each.steps) for each in found] == [2, 1]
    assert [each.units for each in found] == [("กองคลัง",), ("สำนักปลัด",)]
    assert [each.rounds for each in found] == [("6m",), ()]


def test_a_head_without_rows_holds_nothing() -> None:
    assert measures_of([table(["มาตรการ", "แนวทางการปฏิบัติ", "ผู้รับผิดชอบ"])]) == ()
