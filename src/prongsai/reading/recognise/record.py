"""What was read as plain values: the JSON of `read`, from which the other commands go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.core.printed import Place
from prongsai.core.recognised import Reading, Recognised, Section
from prongsai.core.result import Result
from prongsai.core.result.record import result_record
from prongsai.core.text import Lang
from prongsai.reading.framework import load_year
from prongsai.reading.recognise.plan import printed_plans
from prongsai.reading.recognise.result import CHANGES, EARLIER, Understood, result_of

_PLACES = ("page", "line", "sheet", "table", "row", "column")


@dataclass(frozen=True, slots=True)
class Findings:
    """What one file holds for the other commands: a result, the measures it plans, those it reports on."""

    understood: Understood
    plan: Mapping[str, object] | None = None
    report: Mapping[str, object] | None = None

    @property
    def result(self) -> Result | None:
        """The result, `None` where the file tells none."""
        return self.understood.result

    @property
    def files(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the files that the other commands take, by name."""
        if self.result is not None:
            yield "result.json", _result_file(self.result)
        if self.plan is not None:
            yield "plan.json", self.plan
        if self.report is not None and self.report != self.plan:
            yield "report.json", self.report


def findings_of(recognised: Recognised) -> Findings:
    """Return what a file holds for the other commands."""
    plan, report = printed_plans(recognised).records
    return Findings(result_of(recognised), plan, report)


def recognised_record(recognised: Recognised, findings: Findings, lang: Lang) -> dict[str, object]:
    """Return everything that was understood of one file, as `read --json` prints it."""
    result = findings.result
    return {
        "file": recognised.printed.name,
        "agency": recognised.agency,
        "agency_type": recognised.agency_type,
        "district": recognised.district,
        "province": recognised.province,
        "papers": [_paper(section, lang) for section in recognised.sections],
        "result": None if result is None else _result_file(result),
        "plan": findings.plan,
        "report": findings.report,
        "changes": _collected(recognised, f"{CHANGES}."),
        "earlier": _earlier(recognised),
        "readings": [_reading(reading, lang) for reading in recognised.readings],
        "notes": [note.say(lang) for note in recognised.printed.notes],
    }


def _result_file(result: Result) -> dict[str, object]:
    return result_record(result, load_year(result.fiscal_year))


def _paper(section: Section, lang: Lang) -> dict[str, object]:
    return {
        "kind": section.kind,
        "title": section.title,
        "where": _where(section.where, lang),
        "result_year": section.result_year,
        "plan_year": section.plan_year,
        "date": section.date.isoformat() if section.date else None,
        "date_as_printed": section.date_text,
        "items": list(section.items),
        "level": section.level,
        "measures": len(section.measures),
    }


def _reading(reading: Reading, lang: Lang) -> dict[str, object]:
    return {
        "field": reading.field,
        "value": reading.value,
        "as_printed": reading.as_printed,
        "where": _where(reading.where, lang),
        "confidence": reading.confidence,
        "note": reading.note.say(lang) if reading.note else "",
        "proposal": reading.proposal,
    }


def _where(place: Place, lang: Lang) -> dict[str, object]:
    """Return a place in words and in numbers, those that the format does not have left out."""
    words: dict[str, object] = {"words": place.words().say(lang)}
    numbers = {name: getattr(place, name) for name in _PLACES}
    return words | {name: number for name, number in numbers.items() if number not in (None, "")}


def _collected(recognised: Recognised, beginning: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in recognised.readings:
        if each.field.startswith(beginning):
            found.setdefault(each.field.removeprefix(beginning), each.value)
    return found


def _earlier(recognised: Recognised) -> dict[str, dict[str, str]]:
    """Return the figures of other years by year and code."""
    found: dict[str, dict[str, str]] = {}
    for field, value in _collected(recognised, f"{EARLIER}.").items():
        year, _, code = field.partition(".")
        found.setdefault(year, {})[code] = value
    return found
