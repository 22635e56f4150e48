"""Every paper that is made, in every format and edition, and what differs when it is read back.

`python -m tests.round_trip memo "html|pdf" th-thai` tries those of these words, without any all of them, and prints
one line for each; the tests try a selection.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import product

from tests.invented_agency import invented
from tests.papers import analysed
from tests.published import EXAMPLES, donsak, framework, napho
from tests.sealed import issue

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.analysis import Analysis
from prongsai.core.catalogue import Catalogue
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.followup import Followup
from prongsai.core.followup.count import Standing, counts
from prongsai.core.followup.outcome import Outcome
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.level import two_decimals
from prongsai.core.papers.columns import FORMS, Key, chosen
from prongsai.core.papers.making import PAPERS, make
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Pen, Setting
from prongsai.core.papers.rows import owners
from prongsai.core.plan import Measure, MonitoringRound, Plan, Step
from prongsai.core.plan.round import due
from prongsai.core.printed import Printed
from prongsai.core.profile import Profile
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised, Section
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.seal.issue import printed, record_of
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.reading import plan as plan_file
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.framework import find_year
from prongsai.reading.printed.own import printed_of_document
from prongsai.reading.printed.parsing import parse
from prongsai.reading.profile import read_profile
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.plan import printed_plans
from prongsai.reading.recognise.result import result_of
from prongsai.render import docx, html, pdf

EDITIONS: tuple[tuple[Lang, Digits], ...] = (("th", "thai"), ("th", "arabic"), ("en", "arabic"))
FORMATS: Mapping[str, Callable[[Document], Printed]] = {
    "own": printed_of_document,
    "html": lambda document: parse(html.render(document), "paper.html"),
    "docx": lambda document: parse(docx.render(document), "paper.docx"),
    "pdf": lambda document: parse(pdf.render(document), "paper.pdf"),
}
YEARS = range(2564, 2569)
ANALYSIS = Subject()
_BETWEEN_THAI = re.compile("(?<=[ก-๛.]) (?=[ก-๛])")
DON_SAK, NA_PHO = "Don Sak", "Na Pho"
AGENCIES = (DON_SAK, NA_PHO, *map(str, YEARS))


@dataclass(frozen=True)
class Sources:
    """What the papers of one agency are made from, in one edition."""

    scored: Score
    followup: Followup
    profile: Profile
    edition: Edition
    form: str = ""
    round: MonitoringRound | None = None
    outcomes: tuple[Outcome, ...] = ()
    subject: Subject = ANALYSIS
    sealed: bool = False

    @cached_property
    def analysis(self) -> Analysis:
        return analysed(self.scored)

    @property
    def plan(self) -> Plan:
        return self.followup.plan

    @property
    def listed(self) -> Framework:
        return self.scored.recipe.framework

    def setting(self, framework_: Framework | None) -> Setting:
        return Setting(
            edition=self.edition, profile=self.profile, catalogue=_catalogue(), framework=framework_
        )

    def framework_of(self, year: int) -> Framework | None:
        return find_year(year)

    @property
    def pen(self) -> Pen:
        return Pen(self.setting(None), self.plan.agency)


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


@cache
def sources(agency: str, lang: Lang, digits: Digits, form: str = "") -> Sources:
    """Return what the papers of an agency are made from."""
    scored, followup, profile = _given(agency)
    date = due(followup.plan.fiscal_year, "6m")
    return Sources(scored, followup, profile, Edition(lang=lang, digits=digits, date=date), form)


@cache
def _given(agency: str) -> tuple[Score, Followup, Profile]:
    examples = {DON_SAK: (donsak, "donsak", 2568), NA_PHO: (napho, "napho", 2564)}
    if agency not in examples:
        return invented(int(agency))
    result, name, year = examples[agency]
    _, reports = plan_file.read(EXAMPLES / f"{name}-{year + 1}-plan.json")
    assert reports is not None
    profile = read_profile(EXAMPLES / f"{name}-profile.toml")
    return score(prepare(framework(year)), result()), reports, profile


# Made, approved and read back


def made(kind: str, given: Sources, *, sealed: bool = False) -> Document:
    """Return a paper, or what is printed of it once it is approved."""
    paper = make(kind, given)
    return printed(paper, record_of(paper, issue(paper))) if sealed else paper


def differences(kind: str, given: Sources, format_: str, *, sealed: bool = False) -> list[str]:
    """Return how what is read of a paper differs from what it was made from, and what proof-reading calls an error."""
    paper = FORMATS[format_](made(kind, given, sealed=sealed))
    return held_against(kind, replace(given, sealed=sealed), paper)


def held_against(kind: str, given: Sources, paper: Printed) -> list[str]:
    """Return how what is read of a paper differs from what it should have been made from."""
    read = recognise(paper)
    found = [
        f"{name}: {mine!r} → {theirs!r}"
        for name, mine, theirs in (*_common(kind, given, read), *COMPARED[kind](given, read))
        if mine != theirs and not (paper.format == "pdf" and _unspaced(mine) == _unspaced(theirs))
    ]
    wrong = [each for each in proofread(chain_of([read])) if each.rule.weight == "error"]
    return found + [f"{each.rule.id}: {each.found}" for each in wrong]


def _unspaced(value: object) -> str:
    """Return a value without the blanks between Thai words: a PDF does not tell whether one was where a line ends."""
    return _BETWEEN_THAI.sub("", repr(value))


Compared = Iterator[tuple[str, object, object]]
# Of which paper the year is that of the result, and of which that of the measures.
_OF_RESULT = frozenset({"memo", "analysis", "oit"})


def _common(kind: str, given: Sources, read: Recognised) -> Compared:
    yield "kinds", [kind], [each.kind for each in read.sections]
    yield "agency", written_out(given), read.agency
    yield "type", given.plan.agency_type, read.agency_type
    section = _of_kind(kind, read)
    if section is None:
        return
    if kind in _OF_RESULT:
        yield "result year", given.scored.result.fiscal_year, section.result_year
    else:
        yield "plan year", given.plan.fiscal_year, section.plan_year
    yield "date", given.edition.date, section.date


def written_out(given: Sources) -> str:
    """Return the agency's name with its type in full."""
    one = AGENCY_TYPES[given.plan.agency_type or ""]
    name = given.plan.agency
    return one.name.th + name.removeprefix(one.short) if one.short and name.startswith(one.short) else name


def _of_kind(kind: str, read: Recognised) -> Section | None:
    return next((each for each in read.sections if each.kind == kind), None)


def _memo(given: Sources, read: Recognised) -> Compared:
    section, house = _of_kind("memo", read), given.profile
    if section is None:
        return
    letter = {name: phrase.text for name, phrase in section.letter.items()}
    yield "phone", house.phone, letter.get("phone", "")
    yield "number", house.letter_number("").strip(), letter.get("number", "").strip(" .")
    yield "via", " / ".join(house.via), letter.get("via", "")
    yield "to", house.addressee, letter.get("to", "").partition(" (")[0]
    # What was said of a sealed paper stands in its table of decisions.
    asking = () if given.sealed else house.opinions
    signed = [" ".join(filter(None, (who.position, who.acting))) for who in (*house.signatories, *asking)]
    yield "hands", signed, [hand.position for hand in section.hands]
    asked = [hand.opinion for hand in section.hands if hand.opinion is not None]
    yield "opinions", ["" for _ in asking], asked
    frame = given.scored.recipe.framework
    shown = {code: given.scored.shown(code) for code in (TOTAL, *(tool.code for tool in frame.tools))}
    known = {code: Decimal(two_decimals(value)) for code, value in shown.items() if value is not None}
    figures = {figure.code: figure.value for figure in section.figures if figure.code in known}
    yield "figures", known, figures
    yield "level", _level(given), section.level


def _level(given: Sources) -> str:
    level = given.scored.decision.level
    return level.word.th if level else ""


def _analysis(given: Sources, read: Recognised) -> Compared:
    expected, result = given.scored.result, result_of(read).result
    yield "result", True, result is not None
    if result is None:
        return
    yield "year", expected.fiscal_year, result.fiscal_year
    yield from _figures("scores", expected.scores, result.scores)
    yield from _figures("published", expected.published, result.published)
    yield "level", _level(given), result.level or ""


def _figures(name: str, mine: Mapping[str, Decimal], theirs: Mapping[str, Decimal]) -> Compared:
    for code in sorted({*mine, *theirs}):
        yield f"{name}.{code}", mine.get(code), theirs.get(code)


# What stands under the keys of a column set.
_PLANNED: Mapping[Key, Callable[[Sources, Measure], object]] = {
    "topic": lambda given, each: given.pen.topic(each.topic),
    "approach": lambda _, each: each.approach,
    "steps": lambda given, each: [_step(given, each, step) for step in each.steps],
    "responsible": lambda given, each: [given.pen.unit(unit) for unit in owners(each)],
    "period": lambda _, each: each.period,
    "monitoring": lambda _, each: (each.monitoring_rounds, each.monitoring_note),
    "codes": lambda _, each: each.codes,
    "budget": lambda _, each: each.budget,
}


def _step(given: Sources, whole: Measure, step: Step) -> object:
    """Return a step as it is shown: what it has in common with its measure is not said again."""
    units = step.responsible_units if step.responsible_units != whole.responsible_units else ()
    period = step.period if step.period != whole.period else None
    return step.number, step.text, [given.pen.unit(unit) for unit in units], period


def _compare(expected: Sources, found: Followup | None, keys: frozenset[Key], *, topics: bool) -> Compared:
    yield "plan", True, found is not None
    if found is None:
        return
    plan = expected.plan
    yield "years", (plan.fiscal_year, plan.result_year), (found.plan.fiscal_year, found.plan.result_year)
    yield "titles", [each.title for each in plan.measures], [each.title for each in found.plan.measures]
    shown: frozenset[Key] = keys | ({"topic"} if topics else frozenset())
    for mine, theirs in zip(plan.measures, found.plan.measures, strict=False):
        for key in sorted(shown & _PLANNED.keys()):
            yield (
                f"{mine.id}.{key}",
                _PLANNED[key](expected, mine),
                _PLANNED[key](_as_written(expected), theirs),
            )


def _as_written(given: Sources) -> Sources:
    """Return sources that name units and topics as they are read: nobody knows them by key."""
    return replace(given, profile=Profile(agency=given.profile.agency))


def _measures(given: Sources, read: Recognised) -> Compared:
    form = chosen("measures", given.form, given.profile.forms)
    plans = printed_plans(read)
    keys = frozenset(key for column in form.columns for key in column.keys)
    yield from _compare(given, plans.plan or plans.report, keys, topics=form.by_topic)


_NOTE_FIELDS = ("done_note", "outcome", "obstacle", "suggestion", "reason", "new_date", "evidence")


def _followup(given: Sources, read: Recognised) -> Compared:
    found = printed_plans(read).report
    yield from _compare(given, found, frozenset({"steps", "responsible", "period"}), topics=False)
    if found is None:
        return
    last = given.followup.rounds[-1]
    yield "rounds", [(last.round, last.date)], [(each.round, each.date) for each in found.rounds]
    yield from _standings(counts(given.followup, last.round).standings, counts(found, last.round).standings)


def _standings(given: tuple[Standing, ...], read: tuple[Standing, ...]) -> Compared:
    for one, other in zip(given, read, strict=False):
        yield f"{one.measure.id} status", one.status, other.status
        yield f"{one.measure.id} steps", dict(one.steps), dict(other.steps)
        notes = [{each.step: each for each in standing.notes} for standing in (one, other)]
        for step in sorted({*notes[0], *notes[1]}, key=lambda each: each or 0):
            for name in _NOTE_FIELDS:
                mine, theirs = (getattr(each.get(step), name, None) or None for each in notes)
                yield f"{one.measure.id}/{step}.{name}", mine, theirs


def _implementation(given: Sources, read: Recognised) -> Compared:
    form = chosen("implementation", given.form, given.profile.forms)
    keys = frozenset(key for column in form.columns for key in column.keys)
    found = printed_plans(read).report
    yield from _compare(given, found, keys, topics=form.by_topic)
    if found is None:
        return
    mine, theirs = (counts(each, "12m").standings for each in (given.followup, found))
    for one, other in zip(mine, theirs, strict=False):
        id_ = one.measure.id
        yield f"{id_} status", one.status, other.status
        yield f"{id_} results", _results(one), _results(other)
        for name, key in (("suggestion", "problems"), ("obstacle", "problems"), ("outcome", "outcome")):
            if key in keys:
                yield f"{id_} {name}", _all(one, name), _all(other, name)
        yield f"{id_} evidence", _evidence(one), _evidence(other)


def _results(standing: Standing) -> dict[int | None, str]:
    return {each.step: each.done_note for each in standing.notes if each.done_note}


def _all(standing: Standing, name: str) -> list[str]:
    """Return what is said in a field of the measure and its steps; a report has one place for all of them."""
    texts = [getattr(each, name) for each in standing.notes if getattr(each, name)]
    if name == "obstacle":
        texts += [each.reason for each in standing.notes if each.reason]
    return sorted({line for text in texts for line in text.split("\n")})


def _evidence(standing: Standing) -> list[str]:
    return list(dict.fromkeys(address for each in standing.notes for address in each.evidence))


def _oit(given: Sources, read: Recognised) -> Compared:
    section = _of_kind("oit", read)
    codes = [node.code for node in given.listed.nodes.values() if node.kind == "item"]
    yield "items", codes, list(section.items) if section else []


COMPARED: Mapping[str, Callable[[Sources, Recognised], Compared]] = {
    "memo": _memo,
    "analysis": _analysis,
    "measures": _measures,
    "followup": _followup,
    "implementation": _implementation,
    "oit": _oit,
}


def forms_of(kind: str) -> tuple[str, ...]:
    """Return the table forms of a kind of paper, the empty one where there is only one."""
    return tuple(FORMS.get(kind, ("",)))


def every() -> Iterator[tuple[str, str, str, tuple[Lang, Digits], str]]:
    """Yield every kind with its forms, of every agency, in every edition and format."""
    for kind in PAPERS:
        for form in forms_of(kind):
            yield from product((kind,), (form,), AGENCIES, EDITIONS, FORMATS)


def main(wanted: list[str]) -> None:
    """Try every paper that has one of the words of each argument (`html|pdf`), and print what differs."""
    for kind, form, agency, (lang, digits), format_ in every():
        words = [kind, form, agency, f"{lang}-{digits}", format_]
        if all(any(each in one.split("|") for each in words) for one in wanted):
            found = differences(kind, sources(agency, lang, digits, form), format_)
            print(
                f"{' '.join(filter(None, words))}: {'equal' if not found else '; '.join(found)}", flush=True
            )


if __name__ == "__main__":
    main(sys.argv[1:])
