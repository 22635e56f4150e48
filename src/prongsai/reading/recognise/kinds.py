"""What a short text is by what it says itself, where no head or label tells: units, a period, a status, money."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Literal

from prongsai.core.printed import Place
from prongsai.reading.recognise.lists import Piece, number_of, phrases, whole
from prongsai.reading.recognise.periods import period_in
from prongsai.reading.recognise.progress import offers_choice, rounds_in, status_alone, ticked, told_status
from prongsai.reading.recognise.units import is_unit, units_alone, units_of
from prongsai.reading.recognise.wordlists import words_of

Kind = Literal["number", "units", "period", "monitoring", "status", "budget", "steps", "told"]
# Of any year: only whether it is a period is asked.
_SOME_YEAR = 2568
# So many letters may stand around a period: “เริ่ม”, “(เดิม)”.
_MOST_AROUND = 5
_LONGEST_PERIOD, _LONGEST_STATUS = 70, 60
_NOWHERE = Place(file="")
_OPENS = ("ภายใน", "เริ่ม")
_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})?[.)]*")
_BOXES = re.compile(r"[☐□▢◻☑☒✅✓✔■🗹]\s*[ก-๎]")
_LISTED = 2


def kind_of(pieces: tuple[Piece, ...]) -> Kind | None:
    """Return what a cell or a line is by its words, `None` where they tell nothing."""
    text = whole(" ".join(piece.text for piece in pieces))
    if not text:
        return None
    # In this order: “รายงานทุก 3 เดือน” names months and is no period.
    tests: dict[Kind, Callable[[], object]] = {
        "number": lambda: _NUMBER.fullmatch(text),
        "budget": lambda: is_money(text),
        "status": lambda: says_status(text),
        "monitoring": lambda: says_monitoring(text),
        "period": lambda: says_period(text),
        "units": lambda: names_units(pieces),
        "steps": lambda: sum(bool(each.number) for each in phrases(pieces)) >= _LISTED,
        "told": lambda: re.search(words_of("blocks")["told"]["past"], text) and told_status(text) is not None,
    }
    return next((kind for kind, test in tests.items() if test()), None)


def is_money(text: str) -> bool:
    """Tell whether a text is an amount and nothing else."""
    return re.fullmatch(words_of("blocks")["budget"]["alone"], text) is not None


def says_status(text: str) -> bool:
    """Tell whether a text names how far something has come and nothing else."""
    if offers_choice(text):
        return True
    if len(text) > _LONGEST_STATUS:
        return False
    return status_alone(text) is not None or bool(ticked(text)) or _BOXES.match(text) is not None


def says_period(text: str) -> bool:
    """Tell whether a text is a period and nothing else."""
    if len(text) > _LONGEST_PERIOD or period_in(text, _SOME_YEAR) is None:
        return False
    # “ขึ้นเว็บไซต์ทุกเดือน” says what is done, and when.
    rest = re.sub(words_of("blocks")["period"]["only"], "", text)
    return len(rest.strip()) <= _MOST_AROUND


def says_monitoring(text: str) -> bool:
    """Tell whether a text says who is told of something and after which months."""
    words = words_of("blocks")["monitoring"]
    if re.search(words["words"], text) is None:
        return False
    named = re.search(words["rounds"], text) is not None and bool(rounds_in(text))
    return named or re.search(words["meeting"], text) is not None


def names_units(pieces: tuple[Piece, ...]) -> bool:
    """Tell whether a cell names units and nothing else: each of its parts begins like one, and none is a sentence."""
    text = whole(" ".join(piece.text for piece in pieces))
    return units_alone(number_of(text)[1])


# Who and when inside a sentence


def units_in(text: str) -> tuple[str, ...]:
    """Return the units that a sentence says do something: “มอบหมายให้กองคลัง…”, “กองคลังเป็นผู้รับผิดชอบ”."""
    found = _told_to().search(text) or _who_does().search(text)
    if found is None:
        return ()
    named = found["units"].strip(" ,")
    return units_of((Piece(named, _NOWHERE),)) if is_unit(named) else ()


def what_is_told(text: str) -> str:
    """Return what a sentence tells units to do that it begins with: “ให้กองคลังจัดทำ…”; “” for another one."""
    found = _told_to().match(text)
    return text[found.end() :].strip() if found and is_unit(found["units"].strip(" ,")) else ""


def period_inside(text: str) -> str:
    """Return the words of a sentence that name a period, “” where none do."""
    for pattern in _periods():
        for found in pattern.finditer(text):
            # “ภายใน” a day or month says until when; “เริ่ม” from when.
            opens = next((word for word in _OPENS if word in (found.groupdict().get("opens") or "")), "")
            said = f"{opens}{found['period'].strip()}"
            if period_in(said, _SOME_YEAR) is not None:
                return said
    return ""


@functools.cache
def _name() -> str:
    """Return what matches one unit or several: a word that begins one, and what follows up to a blank or a verb."""
    starts = "|".join(
        re.escape(word) for word in sorted(words_of("blocks")["units"]["named"], key=len, reverse=True)
    )
    one = rf"(?:{starts})[ก-๎.]{{1,45}}?"
    more = rf"(?:\s?(?:และ|ร่วมกับ)\s?(?:{starts})[ก-๎.]{{1,45}}?|,\s*(?:{starts})[ก-๎.]{{1,45}}?|\s(?:สำนัก|กอง)[ก-๎.]{{1,45}}?){{0,3}}"
    return one + more


@functools.cache
def _told_to() -> re.Pattern[str]:
    words = words_of("blocks")["units"]
    return re.compile(rf"{words['before']}(?P<units>{_name()})(?={words['behind']}|\s|[,;)]|$)")


@functools.cache
def _who_does() -> re.Pattern[str]:
    doing = (
        r"\s*(?:เป็น(?:ผู้|หน่วยงาน|หน่วย|เจ้าภาพ|แม่งาน)|รับผิดชอบ|รับไป|ได้(?!รับ)|อยู่ระหว่าง|ยังไม่|ยังมิ|(?<!งาน)ดำเนินการ)"
    )
    return re.compile(rf"(?:^|(?<=[\s(]))(?P<units>{_name()})(?={doing})")


@functools.cache
def _periods() -> tuple[re.Pattern[str], ...]:
    words = words_of("blocks")["period"]
    year = r"(?:\s*(?:พ\.ศ\.\s*)?(?:25\d\d|[67]\d)(?!\d))?"
    point = rf"(?:\d{{1,2}}\s*)?{words['months']}{year}"
    span = rf"{point}\s*(?:-|–|—|ถึง)\s*(?:วันที่|เดือน|สิ้นเดือน)?\s*{point}"
    return (
        re.compile(rf"(?P<period>(?:ตั้งแต่|ระหว่าง)?(?:วันที่|เดือน)?\s*{span})"),
        re.compile(
            rf"(?P<period>(?:ตั้งแต่|ระหว่าง)?(?:เดือน)?\s*{words['months']}\s*(?:-|–|—|ถึง)\s*(?:เดือน)?{point})"
        ),
        re.compile(rf"(?P<opens>{words['begins']})\s*(?P<period>{point})"),
        re.compile(rf"(?P<period>{words['whole']})"),
        re.compile(rf"(?P<period>{words['quarters']})"),
    )
