"""Rules of the class text: words, codes, digits and marks as they were read or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prongsai.core.printed import Line, Place
from prongsai.core.proofread import Chain, Check, Remark, Rule, wording
from prongsai.core.proofread.cover import scores
from prongsai.core.proofread.likeness import letters
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import Sheet, by_sheet, checks, listed, shown, texts
from prongsai.core.recognised import Recognised
from prongsai.core.thai import arabic_digits, tidy

MISREAD = "misread"
LONGEST_SUBJECT = 400
_DIGIT = "0-9๐-๙"
_THAI_NUMBER, _ARABIC_NUMBER = re.compile(r"[๐-๙]+"), re.compile(r"(?<![A-Za-z0-9])[0-9]+")
_LINK = re.compile(r"https?://|www\.")
# O with a number, the letter read as a nought: at the head of a cell or title, or behind a word for an item.
_ITEM = re.compile(
    rf"(?:^\s*|ข้อ\s*|อ้างอิงจาก\s*|[-–—]\s*)([0๐][{_DIGIT}]{{1,2}})(?![{_DIGIT}.,/:-]{{0,12}}[{_DIGIT}%]|\s?[{_DIGIT}]{{3}})(?!\s*(?:น\.|คะแนน|บาท|วัน|เดือน))"
)
# i10–i15 with the letter read as a one, behind the word for a question.
_QUESTION = re.compile(rf"(?:ข้อ\s*|^\s*)([1๑][1๑][0-5๐-๕])(?![{_DIGIT}.,])(?=\s*$|\s*ประเด็น)")
_FILLER = re.compile(r"(\S{0,40}[\u0e01-\u0e4e])\s?(\.{3,8}|…{1,2})(?=\s*[\u0e01-\u0e2e])")
_DOUBLED = re.compile(
    r"[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*?([\u0e31\u0e34-\u0e3a\u0e47-\u0e4d])\1"
)
_LEVEL = re.compile(r"ระดับ\s*[“\"]?\s*(aa|[a-f])\b(?!\w)")
_SUBJECT = re.compile(r"\s*เรื่อง\s")
_FILL_IN = ("ความเห็น", "ลงชื่อ", "ลงนาม", "ตำแหน่ง")


def _misread(chain: Chain, rule: Rule) -> Iterator[Remark]:
    known = {wrong: right for wrong, right in chain.lists.get(MISREAD, ())}
    for paper in chain.papers:
        found: dict[str, Place] = {}
        for text, where in _all_texts(paper):
            bare = tidy(text).replace(" ", "")
            for wrong in known:
                if wrong in bare:
                    found.setdefault(wrong, where)
        if found:
            words = listed((f"{wrong} → {known[wrong]}" for wrong in found), most=20)
            places = tuple(dict.fromkeys(found.values()))
            yield remark_at(rule, "words", places, words, number=len(found), words=words)


def _all_texts(paper: Recognised) -> Iterator[tuple[str, Place]]:
    return (each for section in paper.sections for each in texts(section))


def _codes(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for paper in chain.papers:
        found: dict[str, Place] = {}
        for text, where in _all_texts(paper):
            for match in _misprinted(text, where):
                if int(_meant(match)[1:]) <= rule.limits["most"]:
                    found.setdefault(match, where)
        if found:
            said = listed((f"{code} → {_meant(code)}" for code in found), most=20)
            yield remark_at(rule, "codes", tuple(dict.fromkeys(found.values())), said, codes_read=said)


def _misprinted(text: str, where: Place) -> Iterator[str]:
    # A line of running text begins with a number for many reasons, a cell of a code column for one.
    for pattern in (_ITEM, _QUESTION):
        for match in pattern.finditer(text):
            marked = match.start(1) > match.start() if pattern is _ITEM else "ประเด็น" in text
            if marked or where.row is not None or (pattern is _ITEM and len(match[1]) > 2):
                yield match[1]


def _meant(code: str) -> str:
    digits = arabic_digits(code)
    return f"O{int(digits[1:])}" if digits.startswith("0") else f"i{digits[1:]}"


def _mixed_digits(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    thai: list[Place] = []
    arabic: list[Place] = []
    for text, where in texts(sheet.section):
        if _LINK.search(text):
            continue
        thai += [where] * len(_THAI_NUMBER.findall(text))
        arabic += [where] * len(_ARABIC_NUMBER.findall(text))
    rarer = min(thai, arabic, key=len)
    if len(rarer) >= rule.limits["fewest"] and len(rarer) >= rule.limits["share"] * len(thai + arabic):
        yield remark_at(
            rule,
            sheet.key,
            tuple(dict.fromkeys(rarer))[:12],
            f"{len(thai)} / {len(arabic)}",
            thai=len(thai),
            arabic=len(arabic),
        )


def _filler_dots(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    found = [
        (match[0].strip(), line.where)
        for line in sheet.section.blocks
        if isinstance(line, Line) and not any(word in line.text for word in _FILL_IN)
        for match in _FILLER.finditer(line.text)
    ]
    if found:
        words = listed(f"“{word[-40:]}”" for word, _ in found)
        yield remark_at(rule, sheet.key, tuple(place for _, place in found), words, words=words)


def _doubled_marks(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for paper in chain.papers:
        found = [
            (text[max(0, match.start() - 5) : match.end() + 5], where)
            for text, where in _all_texts(paper)
            for match in _DOUBLED.finditer(text)
        ]
        if found:
            words = listed(word for word, _ in found)
            places = tuple(dict.fromkeys(place for _, place in found))
            yield remark_at(rule, "marks", places, words, number=len(found), words=words)


def _level_case(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for text, where in texts(sheet.section):
        match = _LEVEL.search(text)
        if match and scores(sheet.section):
            yield remark_at(rule, sheet.key, (where,), match[0], level=match[1], right=match[1].upper())
            return


def _repeated_phrase(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    shortest, between = int(rule.limits["phrase"]), int(rule.limits["between"])
    twice = re.compile(rf"(.{{{shortest},}}).{{0,{between}}}?\1")
    for text, where in texts(sheet.section):
        # No subject is longer, and looking for what comes again costs the square of the length.
        match = twice.search(letters(text[:LONGEST_SUBJECT])) if _SUBJECT.match(text) else None
        if match:
            yield remark_at(rule, sheet.key, (where,), shown(text), phrase=match[1])
            return


CHECKS: Mapping[str, Check] = {
    **checks(
        {
            "text.misread": _misread,
            "text.codes": _codes,
            "text.mixed_digits": by_sheet(_mixed_digits),
            "text.filler_dots": by_sheet(_filler_dots),
            "text.doubled_marks": _doubled_marks,
            "text.level_case": by_sheet(_level_case),
            "text.repeated_phrase": by_sheet(_repeated_phrase),
        }
    ),
    **wording.CHECKS,
}
