import unicodedata

import pytest

from prongsai.core.printed import Line, Place, Printed, Table
from prongsai.reading.printed.text import parse, parse_csv


def lines(text: str) -> list[str]:
    return [line.text for line in parse(text, "paper.txt").lines()]


def tables(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in table.rows] for table in parse(text, "paper.txt").tables()
    ]


def only_table(paper: Printed) -> Table:
    (table,) = paper.tables()
    return table


def test_lines_keep_their_numbers_and_lose_their_marks() -> None:
    paper = parse("\n## รายงานผล ##\n\n**ปี ๒๕๖๗** ได้ \\*๙๐.๕๐\\* <b>คะแนน</b> &amp; อื่น ๆ  \r\nต่อ\n", "a.txt")

    assert paper.blocks == (
        Line(text="รายงานผล", where=Place(file="a.txt", line=2), heading=True),
        Line(text="ปี ๒๕๖๗ ได้ *๙๐.๕๐* คะแนน & อื่น ๆ", where=Place(file="a.txt", line=4)),
        Line(text="ต่อ", where=Place(file="a.txt", line=5)),
    )


def test_bold_that_runs_over_lines_makes_headings_of_them() -> None:
    paper = parse(
        "**รายงานผล\nของเทศบาลตำบลทดลอง**\nเนื้อความ\n\nคำว่า **เด่น** อยู่กลางบรรทัด\n\n**ไม่ปิด\n", "a.txt"
    )

    assert [(line.text, line.heading) for line in paper.lines()] == [
        ("รายงานผล", True),
        ("ของเทศบาลตำบลทดลอง", True),
        ("เนื้อความ", False),
        ("คำว่า เด่น อยู่กลางบรรทัด", False),
        ("ไม่ปิด", False),
    ]


def test_a_line_underlined_by_equal_signs_is_a_heading() -> None:
    paper = parse("สรุปผล\n======\nดีขึ้น\n", "a.txt")

    assert [(line.text, line.heading) for line in paper.lines()] == [("สรุปผล", True), ("ดีขึ้น", False)]


def test_ornaments_go_and_places_left_open_stay() -> None:
    assert lines("\\*\\*\\*\\*\\*\n---\n_____\n.....\n- ความเห็น.....\n") == [".....", "- ความเห็น....."]


def test_marks_that_only_look_like_layout_stay() -> None:
    text = "ที่ https://a.example/?a=1&copy=2 และ i_1_2 ค่า < 5 กับ 3 * 4 * 5 ข้อ * สำคัญ"

    assert lines(text) == [text]


def test_links_keep_their_addresses_and_pictures_go() -> None:
    text = "ดู [ประกาศ](https://a.example/x) ![ตรา](seal.png) <page_number>๓</page_number>"

    assert lines(text) == ["ดู ประกาศ (https://a.example/x)"]


def test_paragraphs_inside_a_line_are_lines_of_one_number() -> None:
    paper = parse("<p>๑. หนึ่ง</p> <p>๒. สอง</p><br/>๓. สาม", "a.txt")

    assert [(line.text, line.where.line) for line in paper.lines()] == [
        ("๑. หนึ่ง", 1),
        ("๒. สอง", 1),
        ("๓. สาม", 1),
    ]


def test_tabs_make_a_table_with_places() -> None:
    table = only_table(parse("ตาราง\n\nแบบ\tข้อ\tคะแนน\nIIT\t๑\t๙๕.๒๙\n\t๒\n\nท้าย", "a.txt"))

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["แบบ", "ข้อ", "คะแนน"],
        ["IIT", "๑", "๙๕.๒๙"],
        ["", "๒", ""],
    ]
    assert table.where == Place(file="a.txt", line=3, table=1)
    assert table.rows[1][2].where == Place(file="a.txt", line=4, table=1, row=2, column=3)
    assert table.rows[2][0].paragraphs == ()


def test_a_blank_line_parts_tables_and_each_has_its_number() -> None:
    paper = parse("ก\tข\n1\t2\n\nก\tข\n3\t4\n", "a.txt")

    assert [table.where.table for table in paper.tables()] == [1, 2]
    assert [table.where.line for table in paper.tables()] == [1, 4]


def test_cells_hold_paragraphs_entities_and_marks() -> None:
    table = only_table(
        parse("ขั้นตอน\tผู้รับผิดชอบ\n<p>๑. ก</p> <p>**๒. ข** &lt;&#39;</p>\t<b>สำนักปลัด</b>", "a.txt")
    )

    assert table.rows[1][0].paragraphs == ("๑. ก", "๒. ข <'")
    assert table.rows[1][1].paragraphs == ("สำนักปลัด",)


def test_a_quoted_cell_runs_over_lines_even_blank_ones() -> None:
    table = only_table(parse('มาตรการ\tผล\n"๑. ก\n\n๒. ""ข"""\tเสร็จ\nค\tยัง\n', "a.txt"))

    assert table.rows[1][0].paragraphs == ("๑. ก", '๒. "ข"')
    assert table.rows[1][1].text == "เสร็จ"
    assert [row[0].where.line for row in table.rows] == [1, 2, 5]


def test_two_cells_of_a_row_may_run_over_lines() -> None:
    assert tables('มาตรการ\tผล\tปี\nก\t"ข\nค"\t"2567\n2568"\n') == [
        [["มาตรการ", "ผล", "ปี"], ["ก", "ข ค", "2567 2568"]]
    ]


def test_a_quotation_mark_that_nobody_closes_takes_nothing_with_it() -> None:
    assert tables('มาตรการ\t"ผล\nก\tเสร็จ\n') == [[["มาตรการ", '"ผล'], ["ก", "เสร็จ"]]]


def test_quoted_words_in_a_cell_keep_their_marks() -> None:
    assert tables('ก\t"ข" และ "ค"\n"ง"\tจ\n') == [[["ก", '"ข" และ "ค"'], ['"ง"', "จ"]]]


def test_a_line_without_tabs_between_rows_stays_in_the_table_and_one_around_it_does_not() -> None:
    paper = parse("ตารางที่ ๑\nก\tข\nกลุ่มแรก\n1\t2\nหมายเหตุ\n", "a.txt")

    assert [type(block).__name__ for block in paper.blocks] == ["Line", "Table", "Line"]
    assert [[cell.text for cell in row] for row in only_table(paper).rows] == [
        ["ก", "ข"],
        ["กลุ่มแรก", ""],
        ["1", "2"],
    ]


def test_tabs_that_only_indent_or_count_make_no_table() -> None:
    assert lines("\tย่อหน้าแรก\n\tย่อหน้าสอง\n\n๑.\tข้อแรก\n(2)\tข้อสอง\n\nที่ ทด 1\tวันที่ 2\n") == [
        "ย่อหน้าแรก",
        "ย่อหน้าสอง",
        "๑. ข้อแรก",
        "(2) ข้อสอง",
        "ที่ ทด 1 วันที่ 2",
    ]


def test_the_head_of_a_memo_makes_no_table() -> None:
    assert lines("ส่วนราชการ\tสำนักปลัด\tโทร. ๑\nที่\tทด ๑\tวันที่\t๑ มกราคม ๒๕๖๗\nเรื่อง\tรายงานผล\n") == [
        "ส่วนราชการ สำนักปลัด โทร. ๑",
        "ที่ ทด ๑ วันที่ ๑ มกราคม ๒๕๖๗",
        "เรื่อง รายงานผล",
    ]
    assert tables("ที่\tเรื่อง\n๑\tก\n") == [[["ที่", "เรื่อง"], ["๑", "ก"]]]


def test_pipes_make_a_table_without_its_rule() -> None:
    assert tables("| ข้อ | คะแนน |\n|:---|---:|\n| i1 | 90.00 |\n| ก \\| ข | |\n") == [
        [["ข้อ", "คะแนน"], ["i1", "90.00"], ["ก | ข", ""]]
    ]
    assert tables("ข้อ | คะแนน\n--- | ---\ni1 | 90.00\n") == [[["ข้อ", "คะแนน"], ["i1", "90.00"]]]
    assert lines("เลือก ก | ข\n") == ["เลือก ก | ข"]


def test_a_drawn_grid_joins_the_lines_of_a_cell() -> None:
    text = "+----+----+\n| ก  | ข  |\n+====+====+\n| ค  | ง  |\n|    | จ  |\n+----+----+\n"

    assert tables(text) == [[["ก", "ข"], ["ค", "ง จ"]]]


def drawn(rows: list[list[str]], widths: list[int], *, by_the_eye: bool = True) -> str:
    """Set out rows as terminals do, where marks above letters take no room, or as programs that count them."""
    room = [
        [
            width - sum(not by_the_eye or unicodedata.category(sign) != "Mn" for sign in cell)
            for cell, width in zip(row, widths, strict=True)
        ]
        for row in rows
    ]
    return "\n".join(
        "".join(cell + " " * more for cell, more in zip(row, rooms, strict=True)).rstrip()
        for row, rooms in zip(rows, room, strict=True)
    )


def test_blanks_make_a_table_only_where_all_its_columns_are_in_line() -> None:
    rows = [["ที่", "ตัวชี้วัด", "คะแนน"], ["1", "การปฏิบัติหน้าที่", "95.00"], ["2", "การใช้งบ", "100.00"]]

    assert tables(drawn(rows, [5, 30, 9])) == [rows]
    assert tables("ลงชื่อ   ผู้จัดทำ\nนายทดลอง     ใจดี\nตำแหน่ง  นักวิชาการ\n") == []


@pytest.mark.parametrize("by_the_eye", [True, False])
def test_rows_held_by_blanks_may_go_on_below_and_stand_apart(by_the_eye: bool) -> None:
    rows = [
        ["ที่", "มาตรการ", "วิธี", "ผู้รับผิดชอบ"],
        ["1", "ลดขั้นตอนการให้", "- ทบทวนคู่มือ", "กองคลัง/"],
        ["", "บริการ", "- ติดผังขั้นตอน", ""],
        ["2", "ป้องกันสินบน", "- ประกาศภายใน 30", "กองช่าง"],
        ["", "", "วัน", ""],
    ]
    lines = drawn(rows, [5, 24, 24, 16], by_the_eye=by_the_eye).split("\n")

    assert tables("\n".join([*lines[:3], "", *lines[3:], "", "ลงชื่อ    ผู้จัดทำ    วันที่"])) == [
        [
            rows[0],
            ["1", "ลดขั้นตอนการให้บริการ", "- ทบทวนคู่มือ - ติดผังขั้นตอน", "กองคลัง/"],
            ["2", "ป้องกันสินบน", "- ประกาศภายใน 30 วัน", "กองช่าง"],
        ]
    ]


def test_a_form_feed_begins_a_page() -> None:
    paper = parse("หน้าแรก\nก\tข\n1\t2\f3\t4\n5\t6\n", "a.txt")

    assert paper.pages == 2
    assert [(block.where.page, block.where.line) for block in paper.blocks] == [(1, 1), (1, 2), (2, 3)]


def test_tables_written_as_tags_are_tables_too() -> None:
    text = (
        "ก่อน\n<table>\n<tr><td rowspan=2>ก</td><td>ข</td></tr>\n\n<tr><td>ค</td></tr></table>\nก\tข\nค\tง\n"
    )
    paper = parse(text, "a.txt")

    assert [type(block).__name__ for block in paper.blocks] == ["Line", "Table", "Table"]
    assert [table.where for table in paper.tables()] == [
        Place(file="a.txt", line=2, table=1),
        Place(file="a.txt", line=6, table=2),
    ]
    assert tables(text)[0] == [["ก", "ข"], ["ก", "ค"]]


def test_tables_written_as_tags_on_one_line_and_inside_each_other_are_each_read_once() -> None:
    table = "<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>"

    assert len(tables(f"{table}{table}\n")) == 2
    assert len(tables(f"{table}\n\nข้อความ\n{table}<table>\n<tr><td>1<td>2<tr><td>3<td>4\n</table>\n")) == 3
    assert len(tables(f"<table>\n{table}\n")) == 1


def test_a_table_tag_that_nobody_closes_takes_nothing_with_it() -> None:
    assert lines("ก <table> ข\n\nค\n") == ["ก <table> ข", "ค"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_separated_values_are_tables_between_empty_rows(sign: str) -> None:
    text = 'รายงานผล\n\nข้อ,คะแนน\n"i1\nต่อ",90.50\n,,\nก,ข\nค\n'.replace(",", sign)
    paper = parse_csv(text, "a.csv")
    first, second = paper.tables()

    assert [line.text for line in paper.lines()] == ["รายงานผล"]
    assert [[cell.text for cell in row] for row in first.rows] == [["ข้อ", "คะแนน"], ["i1 ต่อ", "90.50"]]
    assert [row[0].where.line for row in (*first.rows, *second.rows)] == [3, 4, 7, 8]
