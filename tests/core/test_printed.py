from prongsai.core.printed import Cell, Line, Place, Printed, Table

WHERE = Place(file="a.pdf", page=3, table=2, row=4, column=5)


def test_a_place_is_said_without_its_file() -> None:
    assert WHERE.words().th == "หน้า 3 ตาราง 2 แถว 4 ช่อง 5"
    assert WHERE.words().en == "page 3 table 2 row 4 column 5"


def test_a_place_of_a_workbook_begins_with_its_sheet() -> None:
    words = Place(file="a.xlsx", sheet="ผล", row=1, column=2).words()

    assert (words.th, words.en) == ("แผ่น ผล แถว 1 ช่อง 2", "sheet ผล row 1 column 2")


def test_a_place_says_nothing_that_its_format_does_not_have() -> None:
    assert Place(file="a.txt").words().th == ""
    assert Place(file="a.txt", line=7).words().en == "line 7"


def test_a_cell_is_read_in_one_line() -> None:
    assert Cell(paragraphs=("๑. ก", "๒. ข"), where=WHERE).text == "๑. ก ๒. ข"
    assert Cell(paragraphs=(), where=WHERE).text == ""


def test_lines_and_tables_come_in_their_order() -> None:
    first, second = Line(text="ก", where=WHERE), Line(text="ข", where=WHERE)
    table = Table(rows=((Cell(paragraphs=("ค",), where=WHERE),),), where=WHERE)
    paper = Printed(name="a.pdf", format="pdf", blocks=(first, table, second))

    assert list(paper.lines()) == [first, second]
    assert list(paper.tables()) == [table]
