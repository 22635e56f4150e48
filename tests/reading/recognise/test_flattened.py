"""Tables whose cells stand line by line are put together again by what the lines say."""

from tests.reading.recognise.printing import PLAN, REPORT, line, lines, numbers, texts

from prongsai.reading.recognise.measures import measures_of


def test_a_report_is_read_line_by_line_though_cells_have_several_lines_or_none() -> None:
    found = measures_of(
        lines(
            "รายงานผลการดำเนินการ",
            *REPORT,
            *("๑. ลดขั้นตอน", "๑. สำรวจ", "๒. ประกาศ", "สำนักปลัด", "ม.ค.- มี.ค. ๖๘", "ดำเนินการแล้ว", "ควรขยายผล"),
            *("๒. เปิดเผยข้อมูล", "๑. ลงเว็บไซต์", "กองคลัง", "ม.ค.- มี.ค. ๖๘", "ลงเว็บไซต์แล้ว"),
            *("๓. อบรม", "๑. จัดอบรม", "๒. สรุป", "กองช่าง กองคลัง", "เม.ย. ๖๘", "ยังไม่ได้ดำเนินการ", "จัดปีหน้า"),
        )
    )

    assert [each.title for each in found] == ["ลดขั้นตอน", "เปิดเผยข้อมูล", "อบรม"]
    assert [numbers(each.steps) for each in found] == [["1", "2"], ["1"], ["1", "2"]]
    assert [each.units for each in found] == [("สำนักปลัด",), ("กองคลัง",), ("กองช่าง", "กองคลัง")]
    assert [each.told[""] for each in found] == ["done", "done", "not_done"]
    assert [texts(each.suggestions) for each in found] == [["ควรขยายผล"], [], ["จัดปีหน้า"]]
    assert found[1].where.line == 15


def test_measures_without_numbers_are_told_apart_by_their_units() -> None:
    found = measures_of(
        lines(
            *PLAN,
            *("ตรวจสอบดุลพินิจ", "จัดทำเกณฑ์", "๑. ร่าง", "๒. ประกาศ", "สำนักปลัด", "รายงานรอบ ๖ เดือน"),
            *("เปิดเผยข้อมูล", "เผยแพร่", "ลงเว็บไซต์", "กองคลัง", "รายงานรอบ ๑๒ เดือน"),
        )
    )

    assert [(each.title, each.rounds) for each in found] == [
        ("ตรวจสอบดุลพินิจ", ("6m",)),
        ("เปิดเผยข้อมูล", ("12m",)),
    ]


def test_the_table_ends_at_a_heading() -> None:
    found = measures_of(
        [
            *lines(*REPORT, "๑. ลดขั้นตอน", "๑. สำรวจ", "สำนักปลัด", "เม.ย. ๖๘", "สำรวจแล้ว"),
            line("ภาคผนวก", 50, heading=True),
            line("ภาพกิจกรรม", 51),
        ]
    )

    assert texts(found[0].suggestions) == []
    assert texts(found[0].results) == ["สำรวจแล้ว"]


def test_two_words_of_a_head_are_no_table() -> None:
    assert measures_of(lines("มาตรการ", "ผู้รับผิดชอบ", "๑. ลดขั้นตอน", "สำนักปลัด")) == ()
