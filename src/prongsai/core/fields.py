"""The fields that an agency's own Word template may use: what each means, and what stands in it for one agency."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from prongsai.core.analysis import Analysis, Standing, share_lost
from prongsai.core.analysis.advice import KINDS
from prongsai.core.analysis.findings import VERDICTS, Findings
from prongsai.core.edition import Edition
from prongsai.core.field_list import FIELDS
from prongsai.core.followup.count import counts
from prongsai.core.followup.words import LATE, STATUS_WORDS
from prongsai.core.framework import TOTAL, Node
from prongsai.core.level import two_decimals
from prongsai.core.plan.period import date_words, period_words
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.reconcile.equation import as_printed
from prongsai.core.rules import half_up
from prongsai.core.text import Text
from prongsai.core.thai import in_digits

if TYPE_CHECKING:
    from prongsai.core.finding import Finding
    from prongsai.core.followup import Followup, ProgressNote, Round
    from prongsai.core.plan import Measure, MonitoringRound, Period, Plan, Step
    from prongsai.core.profile import Profile, Signatory

Row = dict[str, "str | list[str] | list[Row]"]
Values = Mapping[str, "str | list[str] | list[Row]"]

NO_NEED = Text("ไม่ใช้งบประมาณ", "no budget needed")
# Addresses of pages and files: Thai digits would break them.
_LETTER_BY_LETTER = frozenset({"website", "evidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a template is filled from; of what is not there, texts are empty and lists have no rows.

    Where there is a `followup`, its plan stands in for a missing `plan`.
    """

    analysis: Analysis
    findings: Sequence[Finding] = ()
    plan: Plan | None = None
    followup: Followup | None = None
    profile: Profile | None = None


def values(sources: Sources, edition: Edition) -> Values:
    """Return every field of `FIELDS` with its value, in the language and digits of the edition."""
    scores = _Scores(sources.analysis, edition)
    measures = _Measures(sources, edition)
    filled: Row = {
        **scores.texts(),
        **scores.lists(),
        "findings": [_finding(scores, each, number) for number, each in enumerate(sources.findings, 1)],
        **measures.fields(),
        **_house(sources.profile),
    }
    return {name: _in_digits(filled[name], name, edition) for name in FIELDS}


def _in_digits(
    value: str | list[str] | list[Row], name: str, edition: Edition
) -> str | list[str] | list[Row]:
    if name in _LETTER_BY_LETTER:
        return value
    if isinstance(value, str):
        return in_digits(value, edition.digits)
    rows: list[Row] = []
    for each in value:
        if isinstance(each, str):
            return [in_digits(text, edition.digits) for text in value if isinstance(text, str)]
        rows.append({key: _in_digits(one, key, edition) for key, one in each.items()})
    return rows


def say_date(date: datetime.date | None, edition: Edition) -> str:
    """Return a date in words of the edition's language, nothing for `None`."""
    if date is None:
        return ""
    return date_words(date).say(edition.lang)


def _numbered(rows: Iterator[Row]) -> list[Row]:
    return [{"number": str(number), **row} for number, row in enumerate(rows, 1)]


class _Scores(Findings):
    """Says the fields of an analysis."""

    def texts(self) -> Row:
        result, decision = self.scored.result, self.scored.decision
        words = [level.word.say(self.edition.lang) for level in decision.possible]
        checks = self.analysis.reconciliation.checks
        counts = {verdict: sum(check.status == verdict for check in checks) for verdict in VERDICTS}
        return {
            "agency": result.agency,
            "fiscal_year": str(result.fiscal_year),
            "date": say_date(self.edition.date, self.edition),
            "total": self.shown(TOTAL),
            "total_announced": self.announced(TOTAL),
            "level": self.say(" หรือ ", " or ").join(words),
            "why": decision.why.say(self.edition.lang),
            **self.next_level(),
            "total_lost": self.points(share_lost(self.analysis.lost)),
            "checks_agree": str(counts["agrees"]),
            "checks_disagree": str(counts["disagrees"]),
            "checks_undecidable": str(counts["undecidable"]),
        }

    def next_level(self) -> Row:
        level, total = self.scored.decision.level, self.scored.shown(TOTAL)
        place = self.framework.levels.index(level) if level else 0
        if total is None or not place:
            return {"next_level": "", "points_missing": ""}
        better = self.framework.levels[place - 1]
        missing = two_decimals(max(Fraction(0), better.minimum - total))
        return {"next_level": better.word.say(self.edition.lang), "points_missing": missing}

    def lists(self) -> Row:
        found = self.analysis
        return {
            "tools": [self.tool(tool.code, tool.weight) for tool in self.framework.tools],
            "indicators": _numbered(self.indicator(node) for node in self.nodes("indicator")),
            "questions": _numbered(self.questions("question")),
            "oit_items": _numbered(self.questions("item")),
            "strongest": [self.standing(each) for each in found.strongest],
            "weakest": [self.standing(each) for each in found.weakest],
            "weakest_questions": [self.standing(each) for each in found.weakest_questions],
            "lost": _numbered(self.lost()),
            "checks": _numbered(self.checks()),
        }

    def announced(self, code: str) -> str:
        published = self.scored.result.published.get(code)
        return "" if published is None else as_printed(published)

    def named(self, code: str) -> Row:
        return {"code": self.code(code), "title": self.title(code)}

    def tool(self, code: str, weight: Fraction) -> Row:
        percent = two_decimals(weight * 100).removesuffix(".00")
        scores: Row = {"score": self.shown(code), "announced": self.announced(code)}
        return {**self.named(code), "weight": percent, **scores}

    def nodes(self, kind: str) -> list[Node]:
        return [node for node in self.framework.nodes.values() if node.kind == kind]

    def indicator(self, node: Node) -> Row:
        tool = self.title(self.framework.tool_of(node.code) or "")
        scores: Row = {"score": self.shown(node.code), "announced": self.announced(node.code)}
        return {**self.named(node.code), "tool": tool, **scores}

    def questions(self, kind: str) -> Iterator[Row]:
        """Yield what is known of each question or item: counted or given, part by part where it has parts."""
        parts = ["", *(f"@{part.code}" for part in self.framework.parts)]
        for node in self.nodes(kind):
            for code in (node.code + part for part in parts):
                given = self.scored.result.scores.get(code)
                value = self.scored.values.get(code, None if given is None else Fraction(given))
                if value is not None:
                    yield {**self.named(code), "indicator": self.above(node), "score": self.figure(value)}

    def above(self, node: Node) -> str:
        indicator = self.framework.indicator_of(node.code)
        return self.label(indicator) if indicator else ""

    def standing(self, each: Standing) -> Row:
        return {**self.named(each.code), "score": self.figure(each.value)}

    def lost(self) -> Iterator[Row]:
        for gain in self.analysis.lost:
            figures: Row = {"score": self.figure(gain.from_), "best": self.figure(gain.to)}
            yield {**self.named(gain.code), **figures, "gain": self.points(gain.gain)}

    def checks(self) -> Iterator[Row]:
        for check in self.analysis.reconciliation.checks:
            yield {
                "code": self.short_label(check.code),
                "announced": check.published,
                "computed": check.recomputed or "",
                "verdict": VERDICTS[check.status].say(self.edition.lang),
                "explanation": "" if check.status == "agrees" else self.explanations(check),
            }


def _finding(scores: _Scores, finding: Finding, number: int) -> Row:
    lang = scores.edition.lang
    return {
        "number": str(number),
        **scores.named(finding.code),
        "kind": KINDS[finding.kind].say(lang),
        "score": "" if finding.score is None else scores.figure(finding.score),
        "finding": finding.finding.say(lang),
        "cause": finding.cause.say(lang),
        "recommendation": finding.words(lang),
        "leans_on": ", ".join(finding.leans_on),
        "gain": "" if finding.gain is None else scores.points(finding.gain),
    }


class _Measures:
    """Says the fields of a plan and of what came of it, as the last round reports it."""

    def __init__(self, sources: Sources, edition: Edition) -> None:
        self.followup = followup = sources.followup
        self.plan = sources.plan or (followup.plan if followup else None)
        self.rounds: tuple[Round, ...] = followup.rounds if followup else ()
        self.units: Mapping[str, str] = sources.profile.units if sources.profile else {}
        self.edition = edition

    def say(self, text: Text) -> str:
        return text.say(self.edition.lang)

    def fields(self) -> Row:
        measures = self.plan.measures if self.plan else ()
        last = self.rounds[-1] if self.rounds else None
        done = len(counts(self.followup, last.round).of("done")) if self.followup and last else 0
        return {
            "plan_year": str(self.plan.fiscal_year) if self.plan else "",
            "measures": [self.measure(measure, number) for number, measure in enumerate(measures, 1)],
            "measures_count": str(len(measures)) if self.plan else "",
            "measures_done": str(done) if last else "",
            "measures_not_done": str(len(measures) - done) if last else "",
            "round": self.say(_round(last.round)) if last else "",
            "round_date": say_date(last.date, self.edition) if last else "",
        }

    def measure(self, measure: Measure, number: int) -> Row:
        rounds = (self.say(_round(each)) for each in measure.monitoring_rounds)
        return {
            "number": str(number),
            "topic": measure.topic,
            "title": measure.title,
            "approach": measure.approach,
            "units": self.unit_names(measure.responsible_units),
            "period": self.period(measure.period),
            "budget": self.budget(measure.budget),
            "gain": "" if measure.expected_gain is None else two_decimals(half_up(measure.expected_gain)),
            "codes": ", ".join(measure.codes),
            "monitoring": measure.monitoring_note or ", ".join(rounds),
            "steps": [self.step(measure, step) for step in measure.steps],
            **self.progress(self.note(measure.id)),
        }

    def step(self, measure: Measure, step: Step) -> Row:
        return {
            "number": str(step.number),
            "text": step.text,
            "units": self.unit_names(step.responsible_units or measure.responsible_units),
            "period": self.period(step.period or measure.period),
            **self.progress(self.note(measure.id, step.number)),
        }

    def note(self, measure: str, step: int | None = None) -> ProgressNote | None:
        notes = self.rounds[-1].notes if self.rounds else ()
        return next((note for note in notes if (note.measure, note.step) == (measure, step)), None)

    def progress(self, note: ProgressNote | None) -> Row:
        told = ("done_note", "outcome", "obstacle", "suggestion", "reason")
        texts: Row = {name: "" if note is None else str(getattr(note, name)) for name in told}
        return {
            "status": self.say(STATUS_WORDS[note.status]) if note else "",
            **texts,
            "new_date": say_date(note.new_date, self.edition) if note else "",
            "evidence": list(note.evidence) if note else [],
            "late": self.say(LATE) if note and note.late else "",
        }

    def unit_names(self, units: Sequence[str]) -> str:
        return ", ".join(self.units.get(unit, unit) for unit in units)

    def period(self, period: Period | None) -> str:
        if period is None:
            return ""
        return self.say(period_words(period))

    def budget(self, budget: Decimal | None) -> str:
        if budget is None:
            return ""
        return f"{budget:,.2f}".removesuffix(".00") if budget else self.say(NO_NEED)


def _round(round_: MonitoringRound) -> Text:
    return Text("รอบ {words}", "{words}").format(words=ROUND_WORDS[round_])


def _house(profile: Profile | None) -> Row:
    plain = ("unit", "address", "province", "district", "phone", "addressee", "website")
    texts: Row = {name: str(getattr(profile, name)) if profile else "" for name in plain}
    return {
        **texts,
        "letter_number": profile.letter_number() if profile else "",
        "via": list(profile.via) if profile else [],
        "signatories": [_person(each) for each in profile.signatories] if profile else [],
        "opinions": [_person(each) for each in profile.opinions] if profile else [],
    }


def _person(person: Signatory) -> Row:
    return {"name": person.name, "position": person.position, "acting": person.acting}
