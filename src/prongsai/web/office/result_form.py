"""The form in which a result is entered: every figure of the year in official order, empty for what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.result import (
    COUNTS,
    HEADER,
    PUBLISHED,
    PUBLISHED_TOTAL,
    SCORES,
    Draft,
    Entry,
    Result,
    assemble,
    check,
)
from prongsai.core.result.layout import FIELD_TITLES
from prongsai.core.text import Text
from prongsai.core.thai import read_number, tidy
from prongsai.core.uncertainty.sample_size import asked
from prongsai.web import language
from prongsai.web.actions.result import Content, Respondents
from prongsai.web.models import Agency

LONGEST_INPUT = 60
MOST_PEOPLE = 100_000_000
ANSWERS, PEOPLE = "answers", "people"
LEVEL = "level"
NOT_A_NUMBER_OF_PEOPLE = Fault(
    "result.not_a_number_of_people",
    Text("ไม่ใช่จำนวนคน", "this is no number of people"),
    Text("เขียนเป็นจำนวนเต็มตั้งแต่ 1 หรือเว้นว่างถ้าไม่ทราบ", "write a whole number from 1, or leave it empty"),
)
ANSWERS_TITLE = Text("จำนวนผู้ตอบ {sample}", "answers to {sample}")
PEOPLE_TITLE = Text("จำนวนผู้มีสิทธิตอบ {sample}", "people who might have answered {sample}")
ANNOUNCED = Text("{label} (ที่ประกาศ)", "{label} (announced)")


@dataclass(frozen=True, slots=True)
class Input:
    """One box: `name` is `scores:i1`, `label` says whose it is where the row alone does not."""

    name: str
    label: str
    value: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the form; whatever stands above others has its announced score, the rest the score itself."""

    code: str
    title: Text
    kind: str
    depth: int
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a tool, or of one of its parts (`open` where something is known of it)."""

    title: Text
    rows: tuple[Row, ...]
    part: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What the page shows: the blocks, the announced total and level, and how many answered."""

    total: Input
    level: str
    blocks: tuple[Block, ...]
    people: tuple[tuple[str, Text, tuple[Input, ...]], ...]


def samples_of_year(framework: Framework) -> tuple[str, ...]:
    """Return whom a year asks: tools, or their parts."""
    return tuple(
        sample
        for tool in framework.tools
        if asked(framework, tool.code)
        for sample in ([part.code for part in framework.parts_of(tool.code)] or [tool.code])
    )


def values_of(content: Content) -> dict[str, str]:
    """Return what stands in the boxes for a result."""
    entered = content.entered
    values = {f"{SCORES}:{code}": format(value, "f") for code, value in entered.scores.items()}
    values |= {f"{PUBLISHED}:{code}": format(value, "f") for code, value in entered.published.items()}
    values[LEVEL] = entered.level or ""
    for sample, (answers, people) in content.respondents.items():
        values[f"{ANSWERS}:{sample}"] = "" if answers is None else str(answers)
        values[f"{PEOPLE}:{sample}"] = "" if people is None else str(people)
    return values


def typed(data: QueryDict) -> dict[str, str]:
    """Return what was typed, by the name of its box."""
    return {name: data.get(name, "")[: LONGEST_INPUT * 4] for name in data}


def form_of(framework: Framework, values: Mapping[str, str], wrong: frozenset[str] = frozenset()) -> Form:
    """Lay out the form with what is known, or with what was typed."""
    laying = _Laying(framework, values, wrong)
    return Form(
        total=laying.input(PUBLISHED, PUBLISHED_TOTAL),
        level=values.get(LEVEL, ""),
        blocks=tuple(laying.blocks()),
        people=tuple(
            (
                sample,
                framework.title_of(sample),
                tuple(laying.people(what, sample) for what in (ANSWERS, PEOPLE)),
            )
            for sample in samples_of_year(framework)
        ),
    )


class _Laying:
    """Lays out one form."""

    def __init__(self, framework: Framework, values: Mapping[str, str], wrong: frozenset[str]) -> None:
        self.framework, self.values, self.wrong = framework, values, wrong

    def input(self, section: str, code: str) -> Input:
        name = f"{section}:{code}"
        label = language.said(label_of(self.framework, section, code))
        return Input(name, label, self.values.get(name, ""), label in self.wrong)

    def people(self, what: str, sample: str) -> Input:
        label = language.said(people_label(what, sample))
        name = f"{what}:{sample}"
        return Input(name, label, self.values.get(name, ""), label in self.wrong)

    def blocks(self) -> Iterator[Block]:
        for tool in self.framework.tools:
            yield Block(tool.title, tuple(self.rows(tool.code, 0)), part=False, open=True)
            for part in self.framework.parts_of(tool.code):
                rows = tuple(self.rows(part.code, 0))
                known = any(each.value for row in rows for each in row.inputs)
                yield Block(part.title, rows, part=True, open=known)

    def rows(self, code: str, depth: int) -> Iterator[Row]:
        children = self.framework.children(code)
        usual, other = (PUBLISHED, SCORES) if children else (SCORES, PUBLISHED)
        inputs = [self.input(usual, code)]
        # A file may hold both; what it holds is never lost by coming through the form.
        if self.values.get(f"{other}:{code}"):
            inputs.append(self.input(other, code))
        kind = self.framework.kind_of(code) or ""
        yield Row(code, self.framework.title_of(code), kind, depth, tuple(inputs))
        for child in children:
            yield from self.rows(child, depth + 1)


def label_of(framework: Framework, section: str, code: str) -> Text:
    """Return how a box is called in messages."""
    label = framework.label(TOTAL if code == PUBLISHED_TOTAL else code)
    return ANNOUNCED.format(label=label) if section == PUBLISHED else label


def people_label(what: str, sample: str) -> Text:
    return (ANSWERS_TITLE if what == ANSWERS else PEOPLE_TITLE).format(sample=sample)


def read_form(
    agency: Agency, framework: Framework, values: Mapping[str, str], before: Result | None
) -> Content:
    """Return what the form says; raise `InputError` with everything that is wrong in it.

    Counts of answers have no boxes: those of `before` stay.
    """
    problems: list[Problem] = []
    respondents = _respondents(framework, values, problems)
    try:
        entered = check(_draft(agency, framework, values, before), framework)
    except InputError as error:
        raise InputError([*error.problems, *problems]) from error
    if problems:
        raise InputError(problems)
    return Content(entered=entered, framework=framework, respondents=respondents)


def _draft(agency: Agency, framework: Framework, values: Mapping[str, str], before: Result | None) -> Draft:
    own_type = agency.type if agency.type in framework.agency_types else ""
    header = {
        "agency": before.agency if before else agency.name,
        "agency_type": (before.agency_type or "") if before else own_type,
        "fiscal_year": str(framework.fiscal_year),
        "framework": framework.id,
        LEVEL: values.get(LEVEL, ""),
    }
    entries = [
        Entry(section=HEADER, code=name, text=text, where=language.said(FIELD_TITLES[name]))
        for name, text in header.items()
    ]
    for name, text in values.items():
        section, _, code = name.partition(":")
        if section in (SCORES, PUBLISHED) and code:
            where = language.said(label_of(framework, section, code))
            entries.append(Entry(section=section, code=code, text=text, where=where))
    return assemble([*entries, *_counts(before)])


def _counts(before: Result | None) -> Iterator[Entry]:
    for code, answers in (before.counts if before else {}).items():
        for points, number in answers.items():
            yield Entry(section=COUNTS, code=code, choice=str(points), text=str(number), where=code)


def _respondents(framework: Framework, values: Mapping[str, str], problems: list[Problem]) -> Respondents:
    found: dict[str, tuple[int | None, int | None]] = {}
    for sample in samples_of_year(framework):
        pair = tuple(
            _people(values.get(f"{what}:{sample}", ""), people_label(what, sample), problems)
            for what in (ANSWERS, PEOPLE)
        )
        if pair != (None, None):
            found[sample] = (pair[0], pair[1])
    return found


def _people(text: str, label: Text, problems: list[Problem]) -> int | None:
    if not tidy(text):
        return None
    number = read_number(text.replace(",", ""))
    if number is None or number != int(number) or not 1 <= number <= MOST_PEOPLE:
        problems.append(NOT_A_NUMBER_OF_PEOPLE.at(language.said(label), text))
        return None
    return int(number)


def counted(entered: Result | None) -> int:
    """Return how many counts of answers a result has, which the form does not show."""
    return sum(len(answers) for answers in entered.counts.values()) if entered else 0
