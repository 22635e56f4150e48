"""The text of a paper as every format may carry it: digits as chosen, nothing invisible that harms a file or reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prongsai.core.document import Block, Document, PageBreak, Run, Signature
from prongsai.core.text import Text
from prongsai.core.thai import Digits, in_digits, long_date

_OPEN_DATE = Text(
    "วันที่ ........ เดือน ........................ พ.ศ. ............", "Date ................................"
)
CONTENTS = Text("สารบัญ", "Contents")
EMBLEM = Text("ตราสัญลักษณ์", "emblem")
# A name to be filled in by hand.
_OPEN_NAME = "." * 44

# Not strftime, which follows the machine's language.
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# What XML 1.0 forbids, and the direction controls by which a text can show other letters than it holds.
_HARMFUL = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"
)
# A file beside the paper or a page of the web; nothing that could run, such as javascript: or data:.
_SAFE_LINK = re.compile(r"https://[^\s]+|[A-Za-z0-9_-][A-Za-z0-9_./-]*")
_STEP = re.compile(r"[0-9๐-๙]{1,2}[.)] +(?=\S)")
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


def target(run: Run) -> str:
    """Return where a run leads to, or nothing when it leads nowhere safe."""
    return run.link if _SAFE_LINK.fullmatch(run.link) else ""


def signature_lines(signature: Signature) -> tuple[str, ...]:
    """Return what stands below the place to sign: the name in brackets or room for it, position, acting."""
    name = signature.name.strip() or _OPEN_NAME
    return (f"({name})", *(line for line in (signature.position, signature.acting) if line.strip()))


def split_lines(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """Return the runs of each line; a run that holds a line feed is cut there."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, text in enumerate(without_harm(run.text).split("\n")):
            if index:
                lines.append([])
            if text:
                lines[-1].append(Run(text, run.bold, run.verbatim, run.link))
    return [tuple(line) for line in lines]


def step_mark(line: Iterable[Run], digits: Digits) -> str:
    """Return the number that a line begins with as printed, such as “1. ”, or nothing."""
    mark = _STEP.match("".join(run_text(run, digits) for run in line))
    return mark[0] if mark else ""


def has_steps(runs: Iterable[Run], digits: Digits) -> bool:
    """Return whether the text has several lines, one of them numbered, as the steps of a measure are."""
    lines = split_lines(runs)
    return len(lines) > 1 and any(step_mark(line, digits) for line in lines)


def shown_blocks(document: Document) -> list[Block]:
    """Return the blocks without page breaks that would make an empty page."""
    shown: list[Block] = []
    full = document.titled  # whether the page at hand holds something
    for block in document.blocks:
        if full or not isinstance(block, PageBreak):
            shown.append(block)
        full = not isinstance(block, PageBreak)
    return shown if full else shown[:-1]
