"""Remarks of proof-reading as plain lines for a terminal, by file and by weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from prongsai.core.printed import Place
from prongsai.core.proofread import Remark
from prongsai.core.proofread.record import WEIGHTS, by_weight
from prongsai.core.recognised import Recognised
from prongsai.core.text import Lang, Text

MOST_PLACES = 6
NOTHING = Text("ไม่พบสิ่งที่ต้องแก้", "nothing to mend was found")
UNKNOWN_AGENCY = Text("ไม่พบชื่อหน่วยงาน", "no agency was found")
_NO_PAPER = Text("ไม่พบเอกสาร ITA ในไฟล์นี้", "no ITA paper was found in this file")
_FOUND = Text("พบ", "found")
_WHY = Text("เพราะ", "why")
_MEND = Text("วิธีแก้", "mend")
_MORE = Text("และอีก {number} แห่ง", "and {number} more")


def remarks_text(papers: Sequence[Recognised], remarks: Sequence[Remark], lang: Lang) -> str:
    """Return what was found in each file, the heaviest first; a calm line where nothing was."""
    lines: list[str] = []
    for paper in papers:
        own = [remark for remark in remarks if remark.file == paper.printed.name]
        lines += ["", *_file_lines(paper, by_weight(own), lang)]
    return "\n".join(lines[1:])


def _file_lines(paper: Recognised, remarks: Sequence[Remark], lang: Lang) -> Iterator[str]:
    agency = paper.agency or UNKNOWN_AGENCY.say(lang)
    yield f"{paper.printed.name} – {agency}"
    if all(section.kind == "unknown" for section in paper.sections):
        yield f"  {_NO_PAPER.say(lang)}"
    elif not remarks:
        yield f"  {NOTHING.say(lang)}"
    for weight, group in groupby(remarks, key=lambda remark: remark.rule.weight):
        each = list(group)
        yield f"  {WEIGHTS[weight].say(lang)} ({len(each)})"
        for remark in each:
            yield from _remark_lines(remark, lang)


def _remark_lines(remark: Remark, lang: Lang) -> Iterator[str]:
    yield f"    {_places(remark, lang)}: {remark.rule.title.say(lang)} [{remark.id}]"
    if remark.found:
        yield f"      {_FOUND.say(lang)}: {remark.found}"
    yield f"      {_WHY.say(lang)}: {remark.why.say(lang)}"
    yield f"      {_MEND.say(lang)}: {remark.mend.say(lang)}"


def _places(remark: Remark, lang: Lang) -> str:
    shown = [_place(place, remark.file, lang) for place in remark.where[:MOST_PLACES]]
    more = len(remark.where) - MOST_PLACES
    if more > 0:
        shown.append(_MORE.format(number=more).say(lang))
    return "; ".join(shown) or remark.file


def _place(place: Place, file: str, lang: Lang) -> str:
    words = place.words().say(lang)
    return words if place.file == file else f"{place.file} {words}"
