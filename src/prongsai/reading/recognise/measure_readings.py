"""Every value of a printed measure with its origin, under the paths that the JSON of `read` names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from prongsai.core.plan.period import iso_words
from prongsai.core.printed import Line, Place
from prongsai.core.recognised import Phrase, PrintedMeasure, Reading, Section
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy
from prongsai.reading.recognise.found import SCANNED
from prongsai.reading.recognise.lists import number_of
from prongsai.reading.recognise.plan import each_said_once, planned_and_reported

TORN = Text("ต่อคำที่ขาด ลบเครื่องหมายที่ซ้ำ", "broken words put together, doubled marks left out")
MISREAD = Text(
    "ลำดับที่พิมพ์อยู่ระหว่างข้อก่อนและข้อถัดไป จึงนับเป็นข้อ {number}",
    "it stands between the numbers around it, so it counts as {number}",
)
NO_PERIOD = Text("อ่านไม่ได้ว่าหมายถึงวันใดถึงวันใด", "which days are meant cannot be told")
PERIOD = Text("หมายถึง {days}", "this means {days}")
BY_WORDS = Text("สถานะตามถ้อยคำของผลการดำเนินการ", "told by the words of the result")
UNTOLD = Text("ถ้อยคำไม่บอกว่าแล้วเสร็จหรือไม่", "the words do not tell whether it is done")
SORTED = Text("แยกจากช่องเดียวกันตามถ้อยคำ", "told apart by its words from the rest of the same column")
_LISTS = ("approach", "steps", "monitoring", "results", "outcomes", "obstacles", "suggestions", "evidence")
_SINGULAR = {
    "steps": "step",
    "results": "result",
    "outcomes": "outcome",
    "obstacles": "obstacle",
    "suggestions": "suggestion",
}


def readings_of_measures(sections: Sequence[Section]) -> tuple[Reading, ...]:
    """Return the readings of the measures that a file plans and of those that it reports on."""
    chosen = zip(("plan", "report"), planned_and_reported(sections), strict=True)
    return tuple(
        reading for root, section in chosen if section is not None for reading in _of_section(root, section)
    )


def _of_section(root: str, section: Section) -> Iterator[Reading]:
    scanned = scanned_places([section])
    for measure in each_said_once(section.measures):
        for reading in _readings(f"{root}.measures.{measure.id}", measure):
            yield _doubted(reading, scanned)


def _readings(path: str, measure: PrintedMeasure) -> Iterator[Reading]:
    for name, value in (
        ("title", measure.title),
        ("number", measure.number),
        ("topic", measure.topic),
        ("units", "; ".join(measure.units)),
        ("budget", measure.budget),
        ("codes", ", ".join(measure.codes)),
    ):
        cell = measure.cells.get(name)
        if value:
            yield Reading(
                field=f"{path}.{name}",
                value=value,
                as_printed=cell.as_printed if cell else value,
                where=cell.where if cell else measure.where,
            )
    yield from _period(path, measure)
    for name in _LISTS:
        found: Sequence[Phrase] = getattr(measure, name)
        yield from _phrases(f"{path}.{_SINGULAR.get(name, name)}", found, _note_of(name, measure))
    yield from _statuses(path, measure)


def _period(path: str, measure: PrintedMeasure) -> Iterator[Reading]:
    if not measure.period_text:
        return
    days = iso_words(measure.period) if measure.period else ""
    cell = measure.cells.get("period")
    yield Reading(
        field=f"{path}.period",
        value=days or measure.period_text,
        as_printed=cell.as_printed if cell else measure.period_text,
        where=cell.where if cell else measure.where,
        confidence="sure" if days else "doubtful",
        note=PERIOD.format(days=days) if days else NO_PERIOD,
    )


def _note_of(name: str, measure: PrintedMeasure) -> Text | None:
    """Return what is to be said of a list: one column of suggestions may hold obstacles too."""
    together = "suggestions" in measure.columns and "obstacles" not in measure.columns
    return SORTED if together and name == "obstacles" else None


def _phrases(path: str, found: Sequence[Phrase], note: Text | None) -> Iterator[Reading]:
    for place, phrase in enumerate(found, start=1):
        # A list that nothing counts is counted by its order.
        number = phrase.number or (str(place) if len(found) > 1 else "")
        torn = phrase.as_printed and phrase.text != arabic_digits(tidy(phrase.as_printed))
        misread = phrase.number and number_of(phrase.as_printed)[0] not in ("", phrase.number)
        said = note or (MISREAD.format(number=phrase.number) if misread else TORN if torn else None)
        yield Reading(
            field=f"{path}.{number}" if number else path,
            value=phrase.text,
            as_printed=phrase.as_printed or phrase.text,
            where=phrase.where,
            confidence="likely" if said else "sure",
            note=said,
        )


def _statuses(path: str, measure: PrintedMeasure) -> Iterator[Reading]:
    for number, status in measure.told.items():
        told = (each for each in measure.results if not number or each.number == number)
        printed = next(told, None)
        yield Reading(
            field=f"{path}.status.{number}" if number else f"{path}.status",
            value=status,
            as_printed=printed.as_printed if printed else "",
            where=printed.where if printed else measure.where,
            confidence="sure" if "status" in measure.columns else "likely",
            note=None if "status" in measure.columns else BY_WORDS,
        )
    if measure.results and not measure.told:
        yield Reading(
            field=f"{path}.status",
            value="",
            as_printed=measure.results[0].as_printed,
            where=measure.results[0].where,
            confidence="doubtful",
            note=UNTOLD,
        )


def scanned_places(sections: Iterable[Section]) -> Collection[Place]:
    """Return the places that a program read from a picture."""
    places: set[Place] = set()
    for block in (block for section in sections for block in section.blocks):
        if isinstance(block, Line):
            places |= {block.where} if block.scanned else set()
        else:
            places |= {cell.where for row in block.rows for cell in row if cell.scanned}
    return places


def _doubted(reading: Reading, scanned: Collection[Place]) -> Reading:
    if reading.where not in scanned:
        return reading
    return replace(reading, confidence="doubtful", note=SCANNED)
