import pytest

from prongsai.core.errors import InputError
from prongsai.core.printed import Line, Place, Table
from prongsai.reading.printed.boxes import DEEPEST_TABLE
from prongsai.reading.printed.html import parse


def lines(text: str) -> list[str]:
    return [line.text for line in parse(text, "a.html").lines()]


def tables(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in parse(text, "a.html").tables()]


PAGE = """<!DOCTYPE html>
<html><head><title>ชื่อ</title><script>var a = "<p>ไม่ใช่</p>";</script></head>
<body><h2>รายงานผล
ปี ๒๕๖๗</h2>
<p><b>บทสรุป</b></p>
<p>ได้ <b>๙๐.๕๐</b>&nbsp;คะแนน &amp; ดีขึ้น<br>จากปีก่อน</p>
<style>p {color: red}</style><p style="display: none">ซ่อน</p>
</body></html>"""


def test_paragraphs_headings_and_their_lines() -> None:
    paper = parse(PAGE, "a.html")

    assert paper.format == "html"
    assert paper.blocks == (
        Line(text="รายงานผล ปี ๒๕๖๗", where=Place(file="a.html", line=3), heading=True),
        Line(text="บทสรุป", where=Place(file="a.html", line=5), heading=True),
        Line(text="ได้ ๙๐.๕๐ คะแนน & ดีขึ้น", where=Place(file="a.html", line=6)),
        Line(text="จากปีก่อน", where=Place(file="a.html", line=6)),
    )


def test_lists_show_their_marks() -> None:
    assert lines("<ol start=3><li>ก<li>ข<ul><li>ค</ul><li>ง</ol>") == ["3. ก", "4. ข", "- ค", "5. ง"]


def test_lists_show_thai_digits_where_the_page_asks_for_them() -> None:
    assert lines('<ol style="list-style-type: thai"><li>ก</ol>') == ["๑. ก"]
    assert lines('<body class="paper digits-thai"><ol><li>ก</ol>') == ["๑. ก"]


def test_a_term_and_its_words_are_one_line() -> None:
    assert lines("<dl><dt>หน่วยงาน</dt><dd>เทศบาล</dd><dt>ปี</dt><dd>2568<p>ต่อ</p></dd></dl>") == [
        "หน่วยงาน เทศบาล",
        "ปี 2568",
        "ต่อ",
    ]


def test_a_table_repeats_what_spans() -> None:
    page = """<table>
    <tr><th rowspan=2>แบบ<th colspan="2">ผล</tr>
    <tr><td>ข้อ<td>คะแนน</tr>
    <tr><td>IIT</td><td><p>๑. ก</p><p>๒. ข</p></td><td>๙๐</td></tr>
    </table>"""
    (table,) = parse(page, "a.html").tables()

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["แบบ", "ผล", "ผล"],
        ["แบบ", "ข้อ", "คะแนน"],
        ["IIT", "๑. ก ๒. ข", "๙๐"],
    ]
    assert [[cell.merged for cell in row] for row in table.rows[:2]] == [
        [False, False, True],
        [True, False, False],
    ]
    assert table.rows[2][1].paragraphs == ("๑. ก", "๒. ข")
    assert table.rows[2][1].where == Place(file="a.html", line=4, table=1, row=3, column=2)


def test_rows_of_different_lengths_are_filled_up_and_empty_ones_dropped() -> None:
    page = "<table><tr><td>1<td>2<td>3</tr><tr></tr><tr><td>4</table>"

    assert tables(page) == [[["1", "2", "3"], ["4", "", ""]]]


def test_a_table_that_only_lays_the_page_out_is_opened() -> None:
    inner = "<table><tr><td>ข้อ<td>คะแนน</tr><tr><td>i1<td>90</tr></table>"
    page = f"<table><tr><td>เมนู</td><td><p>ผล</p>{inner}</td></tr></table><table><tr><td>กรอบ</table>"
    paper = parse(page, "a.html")

    assert [block.text if isinstance(block, Line) else len(block.rows) for block in paper.blocks] == [
        "เมนู",
        "ผล",
        2,
        "กรอบ",
    ]


def test_a_small_table_inside_a_cell_becomes_its_paragraphs() -> None:
    page = (
        "<table><tr><td>ก<td>ข<td>ค</tr><tr><td>1<td>2<td><table><tr><td>x<td>y</tr><tr><td>z</table></table>"
    )
    (table,) = parse(page, "a.html").tables()

    assert table.rows[1][2].paragraphs == ("x y", "z")


def test_spans_that_no_table_has_do_no_harm() -> None:
    page = '<table><tr><td rowspan="9999999999" colspan=0>1<td>2</tr><tr><td rowspan=-1>3</table>'

    assert tables(page) == [[["1", "2"], ["3", ""]]]


def test_tags_left_open_and_closed_twice_lose_no_words() -> None:
    assert lines("<div><b><p>ก</b></b></p></table></ul>ข<select><option>x</select>ค") == ["ก", "ขค"]
    assert lines("<head><title>x</title><body>ก") == ["ก"]


def test_tables_nested_without_end_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        parse("<table><tr><td>" * (DEEPEST_TABLE + 1), "a.html")

    assert refused.value.problems[0].id == "printed.too_deep"


def test_tags_nested_a_hundred_thousand_deep_are_read() -> None:
    assert lines("<div>" * 100_000 + "ลึก") == ["ลึก"]


def test_a_table_too_large_for_any_paper_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        parse("<table>" + "<tr><td colspan=200 rowspan=9999>x" * 1_500 + "</table>", "a.html")

    assert refused.value.problems[0].id == "printed.too_much"


def test_words_between_rows_are_kept() -> None:
    paper = parse("<table>ก<tr><td>1<td>2<tr><td>3<td>4</table>ข", "a.html")

    assert [line.text for line in paper.lines()] == ["ก", "ข"]
    assert isinstance(paper.blocks[1], Table)
