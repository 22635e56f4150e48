"""The result of one agency in one fiscal year, as it is handed in: scores, counts and what was announced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from prongsai.core.agency import label_of, read_agency_type
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import Framework, split_code
from prongsai.core.result import faults as fault
from prongsai.core.result.codes import CodeBook
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, arabic_digits, read_number, tidy

PUBLISHED_TOTAL = "total"
LEVEL = "level"
HEADER = "header"
SCORES = "scores"
COUNTS = "counts"
PUBLISHED = "published"
FIELDS = ("agency", "agency_type", "fiscal_year", "framework", "level")
SECTIONS = (HEADER, SCORES, COUNTS, PUBLISHED)
WHOLE_FILE = "ไฟล์ / file"
LONGEST_NAME = 200
LONGEST_NUMBER = 40
MOST_ANSWERS = 10_000_000
# Looking for the nearest code takes a while; who has so many unknown ones has another year's file.
MOST_SUGGESTIONS = 100

_UNKNOWN = frozenset({"", "-", "–", "—", "ไม่ทราบ", "unknown", "n/a", "null"})
_SECTION_WORDS = {"หน่วยงาน": HEADER, "คะแนน": SCORES, "จำนวนคำตอบ": COUNTS, "ประกาศ": PUBLISHED}
_FIELD_WORDS = {
    "หน่วยงาน": "agency",
    "ชื่อหน่วยงาน": "agency",
    "ประเภทหน่วยงาน": "agency_type",
    "ปีงบประมาณ": "fiscal_year",
    "กรอบการประเมิน": "framework",
    "ระดับ": "level",
}
_TOTAL_WORDS = frozenset(
    {"total", "total score", "overall", "คะแนนรวม", "ผลคะแนนรวม", "คะแนนภาพรวม", "ภาพรวม", "รวม", "คะแนน ita"}
)
_YEAR_WORDS = re.compile(r"ปีงบประมาณ|ปี|พ\.?ศ\.?|b\.?e\.?|fiscal year|fy|[ .]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One agency, one fiscal year (Buddhist era).

    `scores` are 0–100 by code, with the decimals as written; `counts` are answers by question code and points.
    A question of one part of a tool has a code such as `e1@EIT.1`. `published` holds announced figures by code
    (`total` for the total), `level` the announced level word. What is not known is absent.
    `warnings` is what looked odd on the way in; two results with the same content are equal whatever it says.
    """

    agency: str
    fiscal_year: int
    agency_type: str | None = None
    framework: str | None = None
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    counts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    published: Mapping[str, Decimal] = field(default_factory=dict)
    level: str | None = None
    warnings: tuple[Problem, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell of a result file before it is understood: what stands where.

    `section` is `scores`, `counts` or `published`; for counts `choice` is the choice label or points as written.
    `where` names the place as the person sees it: “แผ่น scores เซลล์ B12”, “บรรทัด 5”, “scores → i1”.
    `problem` is what the file format itself makes wrong with the cell, such as a formula instead of a value.
    """

    section: str
    code: str
    text: str
    where: str
    choice: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A result file as read: header fields and entries, none of them checked yet.

    `header` has the texts of agency, agency_type, fiscal_year, framework and level (published), each with its place.
    `problems` are those of the file's shape; `check` reports them together with its own.
    """

    header: Mapping[str, tuple[str, str]]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that nothing is known: blank, a dash, “ไม่ทราบ”."""
    return tidy(text).casefold() in _UNKNOWN


def is_total(text: str) -> bool:
    """Tell whether a name or code means the total of all tools."""
    return tidy(text).casefold() in _TOTAL_WORDS


def assemble(entries: Iterable[Entry], problems: Iterable[Problem] = ()) -> Draft:
    """Sort entries of all sections, `header` among them, into a draft; fields given twice become problems."""
    found = list(problems)
    header: dict[str, tuple[str, str]] = {}
    rest: list[Entry] = []
    for entry in map(_named, entries):
        if entry.section == HEADER:
            found.extend(_put(header, entry))
        elif entry.section in SECTIONS:
            rest.append(entry)
        else:
            found.append(fault.SECTION_UNKNOWN.at(entry.where, entry.section, choices=", ".join(SECTIONS)))
    return Draft(header=header, entries=tuple(rest), problems=tuple(found))


def _named(entry: Entry) -> Entry:
    """Return `entry` with its section in our name; the announced level belongs to the header."""
    section = tidy(entry.section).casefold()
    section = _SECTION_WORDS.get(section, section)
    if section == PUBLISHED and _field(entry.code) == LEVEL:
        section = HEADER
    return replace(entry, section=section)


def _field(code: str) -> str:
    name = tidy(code).casefold()
    return _FIELD_WORDS.get(name, name)


def _put(header: dict[str, tuple[str, str]], entry: Entry) -> Iterable[Problem]:
    name = _field(entry.code)
    if name not in FIELDS:
        return [fault.FIELD_UNKNOWN.at(entry.where, entry.code, choices=", ".join(FIELDS))]
    if entry.problem is not None:
        return [entry.problem]
    known = header.get(name)
    if known is not None and not is_unknown(known[0]):
        if is_unknown(entry.text):
            return []
        return [fault.FIELD_TWICE.at(entry.where, entry.text, field=name, first=known[1])]
    header[name] = (entry.text, entry.where)
    return []


def field_text(draft: Draft, name: str) -> tuple[str, str]:
    """Return the tidied text of a header field, empty where it is unknown, and its place."""
    text, where = draft.header.get(name, ("", name))
    return ("" if is_unknown(text) else tidy(text), where)


def fiscal_year(draft: Draft) -> int:
    """Return the year of the header; two digits such as 68 are read as 2568. Raise InputError where it has none."""
    text, where = field_text(draft, "fiscal_year")
    if not text:
        raise InputError([fault.YEAR_MISSING.at(where)])
    digits = _YEAR_WORDS.sub("", arabic_digits(text).casefold())
    if not re.fullmatch(r"\d{2}|\d{4}", digits):
        raise InputError([fault.YEAR_UNREADABLE.at(where, text)])
    year = int(digits) + (2500 if len(digits) == 2 else 0)
    if 1900 <= year <= 2200:
        raise InputError([fault.YEAR_CHRISTIAN.at(where, text, year=year + BUDDHIST_ERA_OFFSET)])
    return year


def framework_id(draft: Draft) -> str:
    """Return the framework that the header asks for: its `framework` field, else the one of its fiscal year."""
    named, _ = field_text(draft, "framework")
    return named or f"th-ita-{fiscal_year(draft)}"


def check(draft: Draft, framework: Framework) -> Result:
    """Return the result that a draft holds. Raise InputError with every problem; nothing is half done."""
    checked = _Check(framework)
    checked.problems.extend(draft.problems)
    header = checked.header(draft)
    for entry in draft.entries:
        if entry.problem is not None:
            checked.problems.append(entry.problem)
        elif not is_unknown(entry.text):
            checked.entry(entry)
    if not checked.problems and not checked.anything:
        checked.problems.append(fault.NOTHING_FILLED.at(WHOLE_FILE))
    if checked.problems:
        raise InputError(checked.problems)
    return replace(
        header,
        scores=checked.scores,
        counts=checked.counts,
        published=checked.published,
        warnings=tuple(checked.warnings),
    )


def problems_without_framework(draft: Draft) -> tuple[Problem, ...]:
    """Return what can be seen to be wrong before it is known which framework applies."""
    _, problems = _agency(draft)
    found = [*draft.problems, *problems]
    for entry in draft.entries:
        if entry.problem is not None:
            found.append(entry.problem)
        elif not is_unknown(entry.text):
            value = _read_count(entry) if entry.section == COUNTS else _read_score(entry)
            found.extend([value] if isinstance(value, Problem) else [])
    return tuple(found)


class _Check:
    """One pass over one draft; collects problems and what is sound."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.book = CodeBook(framework)
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.scores: dict[str, Decimal] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.published: dict[str, Decimal] = {}
        self._first: dict[tuple[str, ...], str] = {}

    @property
    def anything(self) -> bool:
        return bool(self.scores or self.counts or self.published)

    def header(self, draft: Draft) -> Result:
        agency, problems = _agency(draft)
        self.problems.extend(problems)
        self._year(draft)
        return Result(
            agency=agency,
            fiscal_year=self.framework.fiscal_year,
            agency_type=self._agency_type(draft),
            framework=self._framework_id(draft),
            level=self._level(draft),
        )

    def _year(self, draft: Draft) -> None:
        try:
            year = fiscal_year(draft)
        except InputError as error:
            self.problems.extend(error.problems)
            return
        if year != self.framework.fiscal_year:
            text, where = field_text(draft, "fiscal_year")
            self.problems.append(fault.YEAR_DIFFERS.at(where, text, year=self.framework.fiscal_year))

    def _framework_id(self, draft: Draft) -> str | None:
        text, where = field_text(draft, "framework")
        if text and text != self.framework.id:
            self.problems.append(fault.FRAMEWORK_DIFFERS.at(where, text, framework=self.framework.id))
        return text or None

    def _agency_type(self, draft: Draft) -> str | None:
        text, where = field_text(draft, "agency_type")
        if not text:
            return None
        types = self.framework.agency_types
        known = read_agency_type(text, types)
        if known is None:
            choices = ", ".join(f"{label_of(one)} = {one}" for one in types)
            self.problems.append(fault.AGENCY_TYPE_UNKNOWN.at(where, text, choices=choices))
        return known

    def _level(self, draft: Draft) -> str | None:
        text, where = field_text(draft, LEVEL)
        plain = text.removeprefix("ระดับ").strip()
        if not plain:
            return None
        for level in self.framework.levels:
            if plain.casefold() in {level.id.casefold(), level.word.th.casefold(), level.word.en.casefold()}:
                return level.word.th
        unreadable = _unreadable(plain, where)
        self.problems.extend(unreadable)
        if not unreadable:
            words = ", ".join(level.word.th for level in self.framework.levels)
            year = self.framework.fiscal_year
            self.warnings.append(fault.LEVEL_UNKNOWN.at(where, text, year=year, choices=words))
        return plain

    def entry(self, entry: Entry) -> None:
        code = self._code(entry)
        if entry.section == COUNTS:
            choice = self._choice(entry, code) if isinstance(code, str) else None
            self._keep_count(entry, code, choice)
            return
        value = _read_score(entry)
        wrong = [each for each in (code, value) if isinstance(each, Problem)]
        if isinstance(code, str) and isinstance(value, Decimal):
            wrong = self._twice(entry, fault.CODE_TWICE, code)
            (self.scores if entry.section == SCORES else self.published)[code] = value
            self._compare_allowed(entry, code, value)
        self.problems.extend(wrong)

    def _code(self, entry: Entry) -> str | Problem:
        if is_unknown(entry.code):
            return fault.CODE_MISSING.at(entry.where, entry.text)
        if is_total(entry.code):
            if entry.section == PUBLISHED:
                return PUBLISHED_TOTAL
            return fault.TOTAL_IN_SCORES.at(entry.where, entry.code)
        readings = self.book.readings(entry.code)
        if len(readings) == 1:
            return readings[0]
        if readings:
            choices = ", ".join(readings)
            return fault.CODE_DOUBTFUL.at(entry.where, entry.code, choices=choices, example=readings[0])
        nearest = self.book.nearest(entry.code) if len(self.problems) < MOST_SUGGESTIONS else None
        kind = fault.CODE_UNKNOWN if nearest else fault.CODE_STRANGE
        return kind.at(entry.where, entry.code, year=self.framework.fiscal_year, nearest=nearest)

    def _twice(self, entry: Entry, kind: Fault, *key: str) -> list[Problem]:
        place = (entry.section, *key)
        if place not in self._first:
            self._first[place] = entry.where
            return []
        first = self._first[place]
        return [kind.at(entry.where, entry.text, code=key[0], choice=entry.choice, first=first)]

    def _compare_allowed(self, entry: Entry, code: str, value: Decimal) -> None:
        node = self.framework.nodes.get(code)
        if node is None or node.kind != "item" or node.allowed is None or Fraction(value) in node.allowed:
            return
        choices = ", ".join(str(level) for level in node.allowed)
        self.warnings.append(fault.SCORE_NOT_ALLOWED.at(entry.where, entry.text, code=code, choices=choices))

    def _choice(self, entry: Entry, code: str) -> tuple[int, int] | Problem:
        """Return which choice of its question an entry counts, and the points of that choice."""
        node = self.framework.nodes.get(split_code(code)[0])
        if node is None or node.kind not in ("question", "statement"):
            return fault.NOT_A_QUESTION.at(entry.where, entry.text, code=code)
        points = self.framework.points_of(code)
        below = self.framework.children(code)
        if not points and below:
            return fault.HAS_STATEMENTS.at(entry.where, entry.text, code=code, choices=", ".join(below))
        if is_unknown(entry.choice):
            return fault.CHOICE_MISSING.at(entry.where, entry.text)
        if not points:
            return _points_without_scale(entry, code)
        return self._choice_among(entry, code, points)

    def _choice_among(self, entry: Entry, code: str, points: tuple[int, ...]) -> tuple[int, int] | Problem:
        labels = self.framework.scales[self.framework.nodes[split_code(code)[0]].scale or ""].labels
        number = read_number(entry.choice)
        wanted = tidy(entry.choice).casefold()
        for index, (worth, label) in enumerate(zip(points, labels, strict=True)):
            if number == worth or wanted in {tidy(label.th).casefold(), tidy(label.en).casefold()}:
                return index, worth
        choices = ", ".join(f"{worth} ({label.th})" for worth, label in zip(points, labels, strict=True))
        return fault.CHOICE_UNKNOWN.at(
            entry.where, entry.text, code=code, choice=entry.choice, choices=choices
        )

    def _keep_count(
        self, entry: Entry, code: str | Problem, choice: tuple[int, int] | Problem | None
    ) -> None:
        count = _read_count(entry)
        wrong = [each for each in (code, choice, count) if isinstance(each, Problem)]
        if isinstance(code, str) and isinstance(choice, tuple) and isinstance(count, int):
            index, points = choice
            wrong = self._twice(entry, fault.CHOICE_TWICE, code, str(index))
            answers = self.counts.setdefault(code, {})
            answers[points] = answers.get(points, 0) + count
        self.problems.extend(wrong)


def _agency(draft: Draft) -> tuple[str, list[Problem]]:
    text, where = field_text(draft, "agency")
    if not text:
        return "", [fault.AGENCY_MISSING.at(where)]
    return text, _unreadable(text, where)


def _unreadable(text: str, where: str) -> list[Problem]:
    if any(unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff" for sign in text):
        return [fault.TEXT_UNREADABLE.at(where, ascii(text))]
    if len(text) > LONGEST_NAME:
        return [fault.TEXT_TOO_LONG.at(where, text, longest=LONGEST_NAME)]
    return []


def _points_without_scale(entry: Entry, code: str) -> tuple[int, int] | Problem:
    number = read_number(entry.choice) if len(entry.choice) <= LONGEST_NUMBER else None
    if number is None or not 0 <= number <= 100 or number != int(number):
        return fault.CHOICE_NEEDS_POINTS.at(entry.where, entry.choice, code=code)
    return int(number), int(number)


def _read_number(entry: Entry) -> Decimal | Problem:
    if len(entry.text) > LONGEST_NUMBER:
        return fault.NUMBER_TOO_LONG.at(entry.where, entry.text, longest=LONGEST_NUMBER)
    number = read_number(entry.text)
    if number is not None:
        return number
    without_comma = read_number(entry.text.replace(",", ""))
    kind = fault.NOT_A_NUMBER if without_comma is None else fault.COMMA_IN_NUMBER
    return kind.at(entry.where, entry.text)


def _read_score(entry: Entry) -> Decimal | Problem:
    number = _read_number(entry)
    if isinstance(number, Problem):
        return number
    if number < 0:
        return fault.SCORE_NEGATIVE.at(entry.where, entry.text)
    return fault.SCORE_TOO_HIGH.at(entry.where, entry.text) if number > 100 else number


def _read_count(entry: Entry) -> int | Problem:
    number = _read_number(entry)
    if isinstance(number, Problem):
        return number
    if number < 0:
        return fault.COUNT_NEGATIVE.at(entry.where, entry.text)
    if number != number.to_integral_value():
        return fault.COUNT_NOT_WHOLE.at(entry.where, entry.text)
    if number > MOST_ANSWERS:
        return fault.COUNT_TOO_HIGH.at(entry.where, entry.text, most=MOST_ANSWERS, code=entry.code)
    return int(number)
