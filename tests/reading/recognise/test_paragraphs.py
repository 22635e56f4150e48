"""Measures in running text are read under their labels, or from a list that a sentence announces."""

from tests.reading.recognise.printing import lines, numbers, texts

from prongsai.reading.recognise.measures import measures_of


def test_measures_under_headings_have_their_labels() -> None:
    first, second = measures_of(
        lines(
            "มาตรการที่ 1 ลดขั้นตอนบริการ",
            "แนวทาง: ตัดขั้นตอนที่ซ้ำ",
            "ขั้นตอนการดำเนินการ",
            "1. สำรวจ",
            "2. ประกาศ",
            "ผู้รับผิดชอบ : กองคลัง สำนักปลัด",
            "ระยะเวลา : ต.ค. 2567 - ก.ย. 2568",
            "มาตรการที่ 2 เปิดเผยข้อมูล",
            "ผู้รับผิดชอบ สำนักปลัด",
        )
    )

    assert (first.number, first.title) == ("1", "ลดขั้นตอนบริการ")
    assert numbers(first.steps) == ["1", "2"]
    assert first.units == ("กองคลัง", "สำนักปลัด")
    assert first.period is not None
    assert (second.number, second.units) == ("2", ("สำนักปลัด",))


def test_a_numbered_line_above_labels_is_the_title() -> None:
    found = measures_of(
        lines(
            "1. ลดขั้นตอน",
            "วิธีดำเนินการ",
            "- สำรวจ",
            "- ประกาศ",
            "ผลการดำเนินการ: ดำเนินการแล้วเสร็จ",
            "2. เปิดเผยข้อมูล",
            "วิธีดำเนินการ: ลงเว็บไซต์",
            "ผลการดำเนินการ: ยังไม่ได้ดำเนินการ",
        )
    )

    assert [(each.number, each.title, each.told[""]) for each in found] == [
        ("1", "ลดขั้นตอน", "done"),
        ("2", "เปิดเผยข้อมูล", "not_done"),
    ]
    assert texts(found[0].steps) == ["สำรวจ", "ประกาศ"]


def test_a_bare_list_counts_only_in_a_paper_on_measures() -> None:
    blocks = lines("จึงกำหนดมาตรการส่งเสริมคุณธรรม ดังนี้", "1. ลดขั้นตอน", "2. เปิดเผยข้อมูล", "5. อื่น ๆ")

    assert measures_of(blocks) == ()
    assert [each.title for each in measures_of(blocks, listed=True)] == ["ลดขั้นตอน", "เปิดเผยข้อมูล"]


def test_sentences_about_measures_hold_none() -> None:
    blocks = lines(
        "1. หลักการและเหตุผล",
        "หน่วยงานกำหนดมาตรการ: ต้องทำทุกปี",
        "คะแนน: 90.00",
        "ผู้รับผิดชอบการประเมินได้สรุปผล",
    )

    assert measures_of(blocks, listed=True) == ()
