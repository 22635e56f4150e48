"""From findings to proposed measures: which, in what order, by whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from prongsai.core.catalogue import Catalogue
from prongsai.core.catalogue import Measure as Kept
from prongsai.core.cycle.dates import Dates, dates_of
from prongsai.core.finding import GOOD, Finding
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.timing import time_of
from prongsai.core.text import Lang

# What local bodies call these units; an agency's own names come before them.
_MUNICIPALITY = {"clerk_office": "สำนักปลัดเทศบาล", "executives": "นายกเทศมนตรี"}
UNITS_BY_TYPE: Mapping[str, Mapping[str, str]] = {
    "sao": {"clerk_office": "สำนักปลัด อบต.", "executives": "นายก อบต."},
    "subdistrict_municipality": _MUNICIPALITY,
    "town_municipality": _MUNICIPALITY,
    "city_municipality": _MUNICIPALITY,
    "pao": {"clerk_office": "สำนักปลัด อบจ.", "executives": "นายก อบจ."},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom and for when a plan is proposed, and in which language.

    `unit_names` are the agency's own names of units by the catalogue's keys; those of its type fill the gaps.
    `result_year` is the year before `fiscal_year` where it is not given. `dates` are the days of the cycle, the
    usual ones where they are not given.
    """

    agency: str
    agency_type: str | None
    fiscal_year: int
    unit_names: Mapping[str, str] = field(default_factory=dict)
    result_year: int | None = None
    lang: Lang = "th"
    dates: Dates | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """One measure of the catalogue with the findings that it answers, in their order."""

    kept: Kept
    findings: tuple[Finding, ...]
    gain: Fraction | None

    def urgency(self) -> tuple[bool, Fraction, Fraction]:
        """Sort urgent before the rest, then large gains before small, then low scores before high."""
        scores = [each.score for each in self.findings if each.score is not None]
        urgent = any(each.kind == "urgent" for each in self.findings)
        return not urgent, -(self.gain or Fraction(0)), min(scores, default=Fraction(100))


def propose(findings: Iterable[Finding], catalogue: Catalogue, occasion: Occasion) -> Plan:
    """Return a plan of the catalogue's measures for every finding that is not good, each measure once.

    A finding that several measures answer counts with an equal share of its gain in each of them, so that the
    expected gains of the plan add up to those of its findings, exactly.
    """
    answers = sorted(_answers(findings, catalogue), key=_Answer.urgency)
    measures = (
        _measure(answer, f"m{number}", catalogue, occasion) for number, answer in enumerate(answers, 1)
    )
    year = occasion.result_year
    return Plan(
        agency=occasion.agency,
        agency_type=occasion.agency_type,
        fiscal_year=occasion.fiscal_year,
        result_year=occasion.fiscal_year - 1 if year is None else year,
        measures=tuple(measures),
    )


def drafted(key: str, catalogue: Catalogue, occasion: Occasion, answers: Sequence[Finding] = ()) -> Measure:
    """Return one measure of the catalogue as a proposal, alone, for findings that somebody chose it for.

    It promises their whole gain. Raises `KeyError` for a measure that the catalogue does not have.
    """
    gains = [each.gain for each in answers if each.gain is not None]
    gain = sum(gains, Fraction(0)) if gains else None
    return _measure(_Answer(catalogue.measures[key], tuple(answers), gain), "m1", catalogue, occasion)


def unanswered(findings: Iterable[Finding], plan: Plan) -> tuple[Finding, ...]:
    """Return the findings that ask for something and that no measure of the plan answers, in their order.

    A measure answers a finding by its id, or by the code that the finding is about.
    """
    answered = {key for measure in plan.measures for key in (*measure.finding_ids, *measure.codes)}
    asked = (each for each in findings if each.kind not in GOOD)
    return tuple(each for each in asked if not answered & {each.id, each.code})


def _unit_name(key: str, catalogue: Catalogue, occasion: Occasion) -> str:
    """Return what the agency calls a unit: its own name, else that of its type, else the catalogue's."""
    by_type = UNITS_BY_TYPE.get(occasion.agency_type or "", {}) if occasion.lang == "th" else {}
    titles = {key: unit.title.say(occasion.lang) for key, unit in catalogue.units.items()}
    return occasion.unit_names.get(key) or by_type.get(key) or titles.get(key, key)


def _answers(findings: Iterable[Finding], catalogue: Catalogue) -> list[_Answer]:
    asked = [each for each in findings if each.kind not in GOOD]
    by_measure: dict[str, list[Finding]] = {}
    for finding in asked:
        for key in dict.fromkeys(finding.measures):
            by_measure.setdefault(key, []).append(finding)
    return [_Answer(catalogue.measures[key], tuple(found), _gain(found)) for key, found in by_measure.items()]


def _gain(findings: Sequence[Finding]) -> Fraction | None:
    shares = [each.gain / len(set(each.measures)) for each in findings if each.gain is not None]
    return sum(shares, Fraction(0)) if shares else None


def _measure(answer: _Answer, id_: str, catalogue: Catalogue, occasion: Occasion) -> Measure:
    kept, lang, agency = answer.kept, occasion.lang, occasion.agency
    topic = catalogue.topics[kept.topic].title if kept.topic in catalogue.topics else None
    dates = occasion.dates or dates_of(occasion.fiscal_year)
    period, times = time_of({each.judged for each in answer.findings}, len(kept.steps), dates)
    return Measure(
        id=id_,
        topic=topic.say(lang) if topic is not None else kept.topic,
        title=kept.title.format(agency=agency).say(lang),
        approach=kept.approach.format(agency=agency).say(lang),
        responsible_units=tuple(dict.fromkeys(_unit_name(key, catalogue, occasion) for key in kept.units)),
        steps=_steps(kept, occasion, times),
        period=period,
        monitoring_note=kept.monitoring.format(agency=agency).say(lang),
        expected_gain=answer.gain,
        codes=tuple(dict.fromkeys(each.code for each in answer.findings)),
        finding_ids=tuple(each.id for each in answer.findings),
        generated=True,
    )


def _steps(kept: Kept, occasion: Occasion, times: Sequence[Period]) -> tuple[Step, ...]:
    return tuple(
        Step(number=number, text=text.format(agency=occasion.agency).say(occasion.lang), period=period)
        for number, (text, period) in enumerate(zip(kept.steps, times, strict=True), 1)
    )
