"""The text of a paper as every format may carry it: digits as chosen, nothing invisible that harms a file or reader."""

from __future__ import annotations

import re

from prongsai.core.document import Document, Run
from prongsai.core.text import Text
from prongsai.core.thai import Digits, in_digits, long_date

_OPEN_DATE = Text(
    "วันที่ ........ เดือน ........................ พ.ศ. ............", "Date ................................"
)

# Not strftime, which follows the machine's language.
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# What XML 1.0 forbids, and the direction controls by which a text can show other letters than it holds.
_HARMFUL = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def printable(text: str, digits: Digits) -> str:
    """Return `text` without harmful characters, its lines parted by line feeds, its digits in the chosen script."""
    return in_digits(without_harm(text), digits)


def run_text(run: Run, digits: Digits) -> str:
    """Return what is printed of a run; a verbatim run keeps its own digits."""
    return without_harm(run.text) if run.verbatim else printable(run.text, digits)


def without_harm(text: str) -> str:
    """Return `text` without the characters that XML forbids and without controls of direction."""
    return _HARMFUL.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")


def one_line(text: str, digits: Digits) -> str:
    """Return `text` on one line, as file metadata and alternative texts carry it."""
    return " ".join(printable(text, digits).split())


def date_line(document: Document) -> str:
    """Return the line of the paper's date, the place for it where the date is open, or nothing on an undated one."""
    if not document.dated:
        return ""
    if document.date is None:
        line = _OPEN_DATE.say(document.lang)
    elif document.lang == "th":
        line = f"วันที่ {long_date(document.date)}"
    else:
        line = f"{document.date.day} {_ENGLISH_MONTHS[document.date.month - 1]} {document.date.year}"
    return in_digits(line, document.digits)
