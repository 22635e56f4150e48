"""What a paper that was read would bring into the office of a year, beside what is there already."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.followup import Round as ToldRound
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.plan import Measure as CoreMeasure
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.register import name_key
from prongsai.core.result import PUBLISHED, PUBLISHED_TOTAL, SCORES, check
from prongsai.core.result.layout import FIELD_TITLES
from prongsai.core.text import Text
from prongsai.reading.framework import load as load_framework
from prongsai.reading.framework import load_year
from prongsai.reading.plan import read_data
from prongsai.reading.recognise.corrected import corrected
from prongsai.reading.recognise.record import Findings, findings_of
from prongsai.reading.recognise.scored import belongs_above
from prongsai.reading.recognise.titles import same_measure
from prongsai.reading.result import draft_of
from prongsai.web.actions.result import Content
from prongsai.web.models import Measure, ReadPaper, ReadValue, Result, Unit
from prongsai.web.queries.measure import FIELDS, values_from_core, values_of
from prongsai.web.queries.plan import as_measure
from prongsai.web.queries.read import in_doubt
from prongsai.web.queries.read_chain import recognised_of
from prongsai.web.queries.read_office import Office

IN_DOUBT_STILL = Fault(
    "read.in_doubt",
    Text("ยังมี {number} ค่าที่ต้องตรวจก่อน", "still in doubt and not decided: {number}"),
    Text("ตรวจให้ครบก่อน: ยืนยัน แก้ หรือใช้ค่าที่เสนอ", "decide on each: confirm it, correct it or take the proposal"),
)
OTHER_AGENCY = Fault(
    "read.other_agency",
    Text("เอกสารเป็นของ “{read}” แต่หน้านี้เป็นของ “{own}”", "the paper is of “{read}”, this office is of “{own}”"),
    Text(
        "ส่งไฟล์ที่หน้าของหน่วยงานนั้น หรือแก้ชื่อหน่วยงานถ้าอ่านผิด",
        "send it to the office of that agency, or correct the name if it was misread",
    ),
)
OTHER_YEAR = Fault(
    "read.other_year",
    Text(
        "{what_th}ในเอกสารเป็นของปี {read} แต่หน้านี้ใช้ของปี {own}",
        "{what_en} in the paper are of {read}, this office takes {own}",
    ),
    Text("เปิดเอกสารนี้ที่ปี {open}", "open the paper in {open}"),
)
NOTHING = Fault(
    "read.nothing",
    Text("เอกสารนี้ไม่มีตารางคะแนนหรือมาตรการที่อ่านได้", "no scores and no measures were read of this paper"),
    Text("ดูเอกสารและข้อสังเกต หรือกรอกข้อมูลเอง", "look at the paper and its remarks, or enter them by hand"),
)
SAID = tuple(name for name in FIELDS if name != "people")
RESULT_WORDS, PLAN_WORDS = Text("ผล", "the scores"), Text("มาตรการ", "the measures")


@dataclass(frozen=True)
class Figure:
    """A figure of the result: as it is here (empty: not known) and as the paper has it."""

    key: str
    label: Text
    there: str
    read: str


@dataclass(frozen=True)
class ResultOffer:
    """The result of a paper: figures that would be added, those that are here otherwise, how many are the same."""

    framework: Framework
    record: Mapping[str, Any]
    kept: Result | None
    added: tuple[Figure, ...]
    clashes: tuple[Figure, ...]
    same: int

    @property
    def version(self) -> int:
        return self.kept.version if self.kept else 0


@dataclass(frozen=True)
class MeasureOffer:
    """A measure of a paper, the one here that it is like, and how they differ: {field: [here, paper]}."""

    measure: CoreMeasure
    row: Measure | None = None
    fields: Mapping[str, list[Any]] = field(default_factory=dict)
    notes: tuple[ProgressNote, ...] = ()


@dataclass(frozen=True)
class Offer:
    """All that a paper would bring; with `problems` nothing of it can be taken."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    other_years: tuple[int, ...] = ()
    result: ResultOffer | None = None
    plan: CorePlan | None = None
    round: ToldRound | None = None
    measures: tuple[MeasureOffer, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.result is None and not self.measures


def findings_in(paper: ReadPaper, values: Iterable[ReadValue]) -> Findings:
    """Return what a paper holds, with the decisions of people in it."""
    decided = {row.field: row.decided for row in values if row.decision}
    return findings_of(corrected(recognised_of(paper), decided))


def offer_of(paper: ReadPaper, office: Office) -> Offer:
    """Return what a paper would bring into an office."""
    values = list(paper.values.all())
    number = sum(in_doubt(row) for row in values)
    if number:
        return Offer(problems=(IN_DOUBT_STILL.at(paper.name, number=number),))
    named = next((row.now for row in values if row.field == "agency"), "")
    if named and name_key(named) != name_key(office.agency.name):
        return Offer(problems=(OTHER_AGENCY.at(paper.name, read=named, own=office.agency.name),))
    found = findings_in(paper, values)
    result, years, problems = _result(found, office)
    plan, told, other, more = _plan(found, office)
    offer = Offer(
        warnings=(*found.understood.problems, *problems, *more),
        other_years=tuple(sorted({*years, *other} - {office.year})),
        result=result,
        plan=plan,
        round=told,
        measures=_measures(plan, told, office),
    )
    if offer.is_empty and not offer.warnings:
        return replace(offer, problems=(NOTHING.at(paper.name),))
    return offer


# The result


def _result(found: Findings, office: Office) -> tuple[ResultOffer | None, list[int], list[Problem]]:
    result = found.result
    if result is None:
        return None, [], []
    if result.fiscal_year != office.year - 1:
        right = result.fiscal_year + 1
        return None, [right], [_of_other_year(RESULT_WORDS, result.fiscal_year, office.year - 1, right)]
    kept = office.result
    framework = load_framework(kept.framework) if kept else load_year(result.fiscal_year)
    record = next(content for name, content in found.files if name == "result.json")
    added, clashes, same = _compared(record, kept.content if kept else {}, framework)
    return ResultOffer(framework, record, kept, tuple(added), tuple(clashes), same), [], []


def _of_other_year(what: Text, read: int, own: int, open_: int) -> Problem:
    return OTHER_YEAR.at("", what_th=what.th, what_en=what.say("en"), read=read, own=own, open=open_)


def _compared(
    read: Mapping[str, Any], there: Mapping[str, Any], framework: Framework
) -> tuple[list[Figure], list[Figure], int]:
    """Set the figures of a paper beside those that are here, whether either calls them announced or not."""
    known = _figures(there)
    added, clashes, same = [], [], 0
    for code, value in _figures(read).items():
        figure = Figure(code, _label(code, framework), known.get(code, ""), value)
        if code not in known:
            added.append(figure)
        elif _same(figure.there, figure.read):
            same += 1
        else:
            clashes.append(figure)
    return added, clashes, same


def _figures(content: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(value) for name in (PUBLISHED, SCORES) for code, value in content.get(name, {}).items()}


def _label(code: str, framework: Framework) -> Text:
    if code == "level":
        return FIELD_TITLES["level"]
    return framework.label(TOTAL if code == PUBLISHED_TOTAL else code)


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return one == other


def content_of(offer: ResultOffer, paper: ReadPaper, chosen: Collection[str]) -> Content:
    """Return the result that would be kept: what is here, what it lacks, and the figures that were chosen."""
    base: Mapping[str, Any] = offer.kept.content if offer.kept else offer.record
    taken = (*offer.added, *(each for each in offer.clashes if each.key in chosen))
    figures = _figures(base) | {each.key: each.read for each in taken}
    announced = set(base.get(PUBLISHED, {}))
    told = {
        **base,
        SCORES: {
            code: value for code, value in figures.items() if not _above(code, figures, announced, offer)
        },
        PUBLISHED: {
            code: value for code, value in figures.items() if _above(code, figures, announced, offer)
        },
    }
    entered = check(draft_of(json.dumps(told).encode(), "result.json"), offer.framework)
    kept = offer.kept.respondents if offer.kept else {}
    respondents = {name: (pair[0], pair[1]) for name, pair in kept.items()}
    return Content(
        entered=entered, framework=offer.framework, respondents=respondents, note=f"read: {paper.name}"
    )


def _above(code: str, figures: Iterable[str], announced: Collection[str], offer: ResultOffer) -> bool:
    """Whether a figure is announced beside those that it follows from, rather than one to reckon with."""
    if code in announced or code in (PUBLISHED_TOTAL, "level"):
        return True
    return belongs_above(code, [each for each in figures if each != "level"], offer.framework)


# The measures


def _plan(
    found: Findings, office: Office
) -> tuple[CorePlan | None, ToldRound | None, list[int], list[Problem]]:
    records = [each for each in (found.plan, found.report) if each is not None]
    own = [each for each in records if each["fiscal_year"] == office.year]
    others = sorted({int(str(each["fiscal_year"])) for each in records} - {office.year})
    if not own:
        problems = [_of_other_year(PLAN_WORDS, year, office.year, year) for year in others]
        return None, None, others, problems
    # Of two with the same year the one that reports as well.
    record = max(own, key=lambda each: len(each.get("rounds") or ()))  # type: ignore[arg-type]
    try:
        plan, followup = read_data(
            json.dumps({**record, "agency": record.get("agency") or office.agency.name}).encode(),
            "plan.json",
            printed=True,
        )
    except InputError as error:
        return None, None, others, list(error.problems)
    return plan, _round(followup), others, []


def _round(followup: Followup | None) -> ToldRound | None:
    return followup.rounds[0] if followup and followup.rounds else None


def _measures(plan: CorePlan | None, told: ToldRound | None, office: Office) -> tuple[MeasureOffer, ...]:
    if plan is None:
        return ()
    rows = {row.key: row for row in office.measures}
    among = [as_measure(row) for row in office.measures]
    found = []
    for measure in plan.measures:
        notes = tuple(each for each in (told.notes if told else ()) if each.measure == measure.id)
        like = same_measure(measure.title, among)
        row = rows[like.id] if like else None
        fields = _differing(measure, row, office.units) if row else {}
        found.append(MeasureOffer(measure, row, fields, notes))
    return tuple(found)


def _differing(measure: CoreMeasure, row: Measure, units: Sequence[Unit]) -> dict[str, list[Any]]:
    """Return the fields that a paper has otherwise; what it leaves out empties nothing."""
    now = values_of(row, SAID)
    # A paper names nobody who coordinates, so it takes nobody's work away.
    wanted = {name: value for name, value in values_from_core(measure, units).items() if name in SAID}
    said = {name: value if value not in ("", [], None) else now[name] for name, value in wanted.items()}
    return {name: [now[name], said[name]] for name in SAID if now[name] != said[name]}
