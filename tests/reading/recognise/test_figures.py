"""Tables of scores in every layout that is known of, each telling the same ten scores."""

import pytest
from tests.reading.recognise.invented import SCORES, by_field, recognised, values

from prongsai.reading.printed import html
from prongsai.reading.recognise import recognise

HEAD = """\
รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลบึงแก้ว
อำเภอเมือง จังหวัดเลย

"""
ROWS = [(code, title, score) for code, (title, score) in SCORES.items()]
PRINTED = {code: score for code, _, score in ROWS}


def table(*rows: object) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows if isinstance(row, tuple)) + "\n"


def tools() -> str:
    names = {"1": "แบบวัด IIT", "6": "แบบวัด EIT", "9": "แบบตรวจ OIT"}
    rows = [(names.get(code, ""), f"{code}. {title}", score) for code, title, score in ROWS]
    return table(("เครื่องมือ", "ตัวชี้วัด", "คะแนน"), *rows)


LAYOUTS = {
    "by tool with empty cells": tools(),
    "ranked": table(
        ("อันดับ", "ตัวชี้วัด", "คะแนน"),
        *(
            (place, title, score)
            for place, (_, title, score) in enumerate(sorted(ROWS, key=lambda row: row[2], reverse=True), 1)
        ),
    ),
    "wide": table(
        ("หน่วยงาน", *(title for _, title, _ in ROWS)), ("ทต.บึงแก้ว", *(score for *_, score in ROWS))
    ),
    "wide by number": table(
        ("ตัวชี้วัดที่", *(code for code, *_ in ROWS)), ("คะแนน", *(score for *_, score in ROWS))
    ),
    "side by side": table(
        ("ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"),
        *((*one[1:], *two[1:]) for one, two in zip(ROWS[:5], ROWS[5:], strict=True)),
    ),
    "years": table(
        ("ที่", "ตัวชี้วัด", "ปี 2567", "ปี 2568", "ผลต่าง"),
        *((code, title, "60.00", score, "+1.00") for code, title, score in ROWS),
    ),
    "head of two rows": table(
        ("ตัวชี้วัด", "คะแนน", ""), ("", "2567", "2568"), *((title, "60.00", score) for _, title, score in ROWS)
    ),
    "best score and level": table(
        ("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้", "ระดับ"),
        *((code, title, "100", score, "ผ่าน") for code, title, score in ROWS),
    ),
    "without a head": table(*ROWS),
    "lines": "\n".join(f"{code}. {title} {score} คะแนน" for code, title, score in ROWS),
    "one line": " ".join(f"{code} {title} {score}" for code, title, score in ROWS),
    "bullets": "\n".join(f"- ตัวชี้วัดที่ {code} {title} ได้คะแนน {score} คะแนน" for code, title, score in ROWS),
    "dots": "\n".join(f"{title} ........ {score}" for _, title, score in ROWS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ten_scores_are_read_in_every_layout(layout: str) -> None:
    found = recognised(HEAD + LAYOUTS[layout] + "\n")

    told = values(found, "result.scores.") or values(found, "result.published.")
    assert told == PRINTED


def test_scores_of_other_years_and_changes_stand_apart() -> None:
    found = recognised(HEAD + LAYOUTS["years"])

    assert values(found, "earlier.2567.") == dict.fromkeys(PRINTED, "60.00")
    assert values(found, "changes.") == dict.fromkeys(PRINTED, "1.00")


def test_tools_parts_and_total_are_announced_above_their_indicators() -> None:
    above = table(("", "คะแนนเฉลี่ย IIT", "81.30"), ("", "EIT ส่วนที่ 1", "90.10"), ("", "คะแนนรวม", "77.70"))

    found = recognised(HEAD + tools() + above)

    assert values(found, "result.published.") == {"IIT": "81.30", "total": "77.70"}
    assert values(found, "result.scores.")["EIT.1"] == "90.10"


def test_columns_of_parts_give_the_scores_in_parts() -> None:
    rows = [(title, "90.00", "95.00", score) for _, title, score in ROWS[5:8]]

    found = recognised(HEAD + table(("ตัวชี้วัด", "EIT ส่วนที่ 1", "EIT ส่วนที่ 2", "คะแนน"), *rows))

    told = values(found, "result.scores.") | values(found, "result.published.")
    assert (told["6@EIT.1"], told["6@EIT.2"], told["6"]) == ("90.00", "95.00", "90.60")


QUESTIONS = """\
ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ

ข้อคำถาม\tคะแนน\tข้อบกพร่อง
ข้อ ๑๑๐\t๖๑.๐๐\tแก้แบบยืมของ
ข้อ ๑๑๑\t๗๐.๕๐\t
ข้อ ๑๑๒\t๘๐.๒๕\t

ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล

ข้อความ\tคะแนน\tข้อบกพร่อง
0๑ - 0๓\t๑๐๐.๐๐\tรักษาระดับ
0๔\t๕๐.๐๐\t
๐๕\t๐.๐๐\tไม่มีรายงาน
"""


def test_questions_and_items_are_read_below_their_indicators() -> None:
    found = recognised(HEAD + QUESTIONS)

    assert values(found, "result.scores.") == {
        "i10": "61.00",
        "i11": "70.50",
        "i12": "80.25",
        **dict.fromkeys(("O1", "O2", "O3"), "100.00"),
        "O4": "50.00",
        "O5": "0.00",
    }
    assert {reading.confidence for field, reading in by_field(found).items() if ".scores." in field} == {
        "likely"
    }


def test_a_table_that_goes_on_over_the_page_keeps_its_columns() -> None:
    first = table(("ตัวชี้วัด", "คะแนน"), *((title, score) for _, title, score in ROWS[:6]))
    rest = table(*((title, score) for _, title, score in ROWS[6:]))

    assert values(recognised(f"{HEAD}{first}\nหน้า ๒\n\n{rest}"), "result.scores.") == PRINTED


def test_a_title_and_a_number_that_differ_are_doubtful() -> None:
    rows = [("5" if code == "4" else code, title, score) for code, title, score in ROWS]

    readings = by_field(recognised(HEAD + table(("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน"), *rows)))

    assert readings["result.scores.4"].value == PRINTED["4"]
    assert readings["result.scores.4"].confidence == "doubtful"
    assert readings["result.scores.3"].confidence == "sure"


def test_the_columns_of_measures_are_no_scores() -> None:
    measures = table(
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"), ("การใช้อำนาจ", "๑. ประชุม", "กองคลัง", "12.50")
    )

    assert not values(recognised(HEAD + measures), "result.scores.")


def test_of_several_agencies_only_the_papers_own_is_read() -> None:
    rows = table(
        ("หน่วยงาน", *(title for _, title, _ in ROWS)),
        ("อบต.ทุ่งไกล", *("50.00" for _ in ROWS)),
        ("ทต.บึงแก้ว", *(score for *_, score in ROWS)),
    )

    assert values(recognised(HEAD + rows), "result.scores.") == PRINTED


def test_means_of_others_are_no_scores() -> None:
    rows = [(title, score, "70.00") for _, title, score in ROWS]

    found = recognised(HEAD + table(("ตัวชี้วัด", "คะแนนของหน่วยงาน", "ค่าเฉลี่ยประเทศ"), *rows))

    assert values(found, "result.scores.") == PRINTED


def test_shares_of_answers_are_no_scores() -> None:
    answers = table(
        ("ข้อคำถาม", "น้อยที่สุด", "มาก", "มากที่สุด"),
        ("i1", "2.50", "45.00", "52.50"),
        ("i2", "0.00", "50.00", "50.00"),
    )

    assert set(values(recognised(HEAD + answers), "result.")) == {"fiscal_year"}


def test_years_down_the_side_give_the_total_of_each() -> None:
    rows = table(
        ("ปีงบประมาณ", "คะแนนรวม", "ระดับ"),
        ("2566", "80.00", "ผ่าน"),
        ("2567", "85.00", "ผ่านดี"),
        ("2568", "90.00", "ผ่านดี"),
    )

    found = recognised(HEAD + rows)

    assert values(found, "result.published.") == {"total": "90.00", "level": "ผ่านดี"}
    assert values(found, "earlier.") == {"2566.total": "80.00", "2567.total": "85.00"}


def test_sub_indicators_and_statements_are_read_by_their_year() -> None:
    old = (
        HEAD.replace("2568", "2564")
        + table(
            ("ตัวชี้วัดย่อย", "คะแนน"), ("9.1 ข้อมูลพื้นฐาน", "77.78"), ("๑๐.๒ มาตรการภายในเพื่อป้องกันการทุจริต", "๐.๐๐")
        )
        + "\n"
        + table(("ข้อ", "คำถาม", "คะแนน"), ("i1", "ตามขั้นตอน", "80.00"), ("i1.1", "ตามเวลา", "81.00"))
    )

    found = recognised(old)

    assert values(found, "result.scores.") == {"9.1": "77.78", "10.2": "0.00", "i1.1": "81.00"}
    assert values(found, "result.published.") == {"i1": "80.00"}


MERGED = """\
<h1>รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568</h1><p>เทศบาลตำบลบึงแก้ว</p>
<table><tr><th rowspan=2>เครื่องมือ</th><th rowspan=2>ตัวชี้วัด</th><th colspan=2>คะแนน</th></tr>
<tr><th>ปี 2567</th><th>ปี 2568</th></tr>
<tr><td rowspan=2>IIT</td><td>1. การปฏิบัติหน้าที่</td><td>80.00</td><td>91.00</td></tr>
<tr><td>2. การใช้งบประมาณ</td><td>81.00</td><td>92.00</td></tr></table>
<h2>ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล</h2>
<table><tr><th>ข้อ</th><th>รายการ</th><th>คะแนน</th></tr>
<tr><td>O1</td><td>โครงสร้าง</td><td rowspan=2>100</td></tr><tr><td>O2</td><td>ผู้บริหาร</td></tr>
<tr><td>O3<br>O4</td><td>ติดต่อ<br>ข่าว</td><td>100<br>50</td></tr></table>
"""


def test_merged_cells_and_lines_of_a_cell_are_told_apart() -> None:
    found = recognise(html.parse(MERGED, "paper.html"))

    assert values(found, "result.scores.") == {
        "1": "91.00",
        "2": "92.00",
        "O1": "100",
        "O2": "100",
        "O3": "100",
        "O4": "50",
    }
    assert values(found, "earlier.2567.") == {"1": "80.00", "2": "81.00"}
    assert by_field(found)["result.scores.O2"].confidence == "likely"
