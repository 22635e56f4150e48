"""Rules of the class form on approval: opinions, date and signature, and the item that a report answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prongsai.core.printed import Line
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.elements import round_of
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    final,
    has_any,
    listed,
    sheets,
    shown,
    texts,
)
from prongsai.core.recognised import Hand, Recognised, Section
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

_LACKS = {
    "date": Text("วันที่", "date"),
    "signature": Text("ลายมือชื่อ", "signature"),
}
# A date where a paper is signed: behind the word for it, or alone in its line.
_DATE = re.compile(r"(?:วันที่\s*|^\s*)\d{1,2}\s+[\u0e01-\u0e4e.]+\s+(?:พ\.ศ\.\s*)?25\d\d\s*$")
# A name in brackets below a signature; นายก is a position.
_NAME = re.compile(r"[(]\s*(?:นาย(?!ก)|นาง|ว่าที่|ดร\.)")
# A page of scores from ITAS or a list of links is signed by nobody.
ABOVE = 4
UNSIGNED = "form.unsigned"
UNSIGNED_KINDS = frozenset({"result", "oit", "unknown"})
# A workbook or a page of a website goes with a paper; one of our own is signed when it is approved.
NEVER_SIGNED = frozenset({"xlsx", "html", "own"})


def _opinion_blank(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    blank = [
        hand for hand in sheet.section.hands if hand.opinion == "" and not _said_above(sheet, hand, rule)
    ]
    # A paper of our own is looked at before it is sent for approval.
    if blank and sheet.paper.printed.format != "own":
        hands = listed(hand.position for hand in blank)
        yield remark_at(rule, sheet.key, tuple(hand.where for hand in blank), hands, hands=hands)


def _said_above(sheet: Sheet, hand: Hand, rule: Rule) -> bool:
    """Whether an opinion stands in the lines right above the name, in whatever form."""
    line = hand.where.line
    if line is None:
        return False
    near = (
        text
        for text, where in texts(sheet.section)
        if where.page == hand.where.page and where.line is not None and 0 <= line - where.line <= ABOVE
    )
    return any(has_any(text, rule.words["opinion"]) and has_any(text, rule.words["said"]) for text in near)


def _unsigned(chain: Chain, rule: Rule) -> Iterator[Remark]:
    """A paper that is signed or dated, and lacks the other."""
    for section, lacking in _lacking(chain, rule):
        if len(lacking) < len(_LACKS):
            yield remark_at(rule, lacking[0], (section.where,), section.title, lacking=_LACKS[lacking[0]])


def _no_approval(chain: Chain, rule: Rule) -> Iterator[Remark]:
    """Files that show neither: each may be a part of a paper that was signed, so that one remark is for all of them."""
    signing = chain.rules.get(UNSIGNED, rule)
    # A part without a title is surely not the paper.
    bare = [
        section
        for section, lacking in _lacking(chain, signing)
        if len(lacking) == len(_LACKS) and section.title
    ]
    if bare:
        titles = listed(shown(section.title) for section in bare)
        yield remark_at(rule, "files", tuple(each.where for each in bare), titles, files=len(bare))


def _lacking(chain: Chain, rule: Rule) -> Iterator[tuple[Section, Sequence[str]]]:
    """Yield the first paper of each file that should be signed, with what the file lacks."""
    # A memo approves what is handed in with it, in whatever file it stands.
    if any(section.kind == "memo" for paper in chain.papers for section in paper.sections):
        return
    for paper in chain.papers:
        lacking = [name for name in _LACKS if _lacks(paper, name, rule)]
        written = [section for section in paper.sections if section.kind not in UNSIGNED_KINDS]
        if lacking and written and paper.printed.format not in NEVER_SIGNED:
            yield written[0], lacking


def _lacks(paper: Recognised, name: str, rule: Rule) -> bool:
    if name == "date":
        lines = (
            block.text for section in paper.sections for block in section.blocks if isinstance(block, Line)
        )
        dated = any(_DATE.search(arabic_digits(tidy(text))) for text in lines)
        return not dated and not any(section.date or section.date_text for section in paper.sections)
    if any(section.hands for section in paper.sections):
        return False
    lines = (text for section in paper.sections for text, _ in texts(section))
    return not any(has_any(text, rule.words["signature"]) or _NAME.search(text) for text in lines)


def _item_unnamed(chain: Chain, rule: Rule) -> Iterator[Remark]:
    """Only where the round is known to ask for the report; a follow-up answers no item."""
    named = {id(paper) for paper in chain.papers if any(section.items for section in paper.sections)}
    for sheet in sheets(chain):
        if not final(sheet.section) or id(sheet.paper) in named:
            continue
        if round_of(sheet, "report") is not None:
            named.add(id(sheet.paper))
            yield remark_at(rule, sheet.key, (sheet.section.where,), sheet.section.title)


CHECKS = checks(
    {
        "form.opinion_blank": by_sheet(_opinion_blank),
        UNSIGNED: _unsigned,
        "form.no_approval": _no_approval,
        "form.item_unnamed": _item_unnamed,
    }
)
