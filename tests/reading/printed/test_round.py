"""What prongsai writes is read back as what it says: the same words, whichever format a paper took."""

import pytest
from tests.render.sample import document, letterhead

from prongsai.core.document import Document, Opinion, Opinions, Signature, Signatures
from prongsai.core.printed import Printed
from prongsai.core.thai import Digits
from prongsai.reading.printed import docx, html
from prongsai.reading.printed.own import printed_of_document
from prongsai.render import docx as write_docx
from prongsai.render import html as write_html


def rows(paper: Printed) -> list[list[list[tuple[str, ...]]]]:
    return [[[cell.paragraphs for cell in row] for row in table.rows] for table in paper.tables()]


def words(paper: Printed) -> list[str]:
    """Return the lines; a mark before an entry, the caption of a chart and places to fill in differ by format."""
    lines = [line.text.lstrip("–- ") for line in paper.lines() if not line.text.startswith("ภาพที่")]
    return [line for line in lines if line.strip("(). ")]


def memo() -> Document:
    people = (Signature("นางสาวสมมติ ตั้งขึ้น", "นักวิชาการ"), Signature("", "ปลัดเทศบาล", "รักษาราชการแทน"))
    opinions = Opinions((Opinion("ความเห็นของปลัด", people[1], "เห็นชอบ"),))
    return document(content=(letterhead(None), Signatures(people), opinions))


@pytest.mark.parametrize("digits", ["thai", "arabic"])
def test_word_says_the_same_as_the_paper(digits: Digits) -> None:
    paper = document(digits=digits)
    own, read = printed_of_document(paper), docx.parse(write_docx.render(paper), "a.docx")

    assert rows(read) == rows(own)
    assert words(read) == words(own)


@pytest.mark.parametrize("digits", ["thai", "arabic"])
def test_a_web_page_says_the_same_as_the_paper(digits: Digits) -> None:
    paper = document(digits=digits)
    own, read = printed_of_document(paper), html.parse(write_html.render(paper).decode(), "a.html")

    assert rows(read) == rows(own)
    assert words(read) == words(own)


def test_a_memo_says_the_same_in_word() -> None:
    own, read = printed_of_document(memo()), docx.parse(write_docx.render(memo()), "a.docx")

    assert words(read) == words(own)
    assert rows(read) == []


def test_a_memo_says_the_same_as_a_web_page() -> None:
    own, read = printed_of_document(memo()), html.parse(write_html.render(memo()).decode(), "a.html")

    # What stands beside each other on a memo are fields of their own on a web page.
    assert " ".join(words(read)) == " ".join(words(own))
