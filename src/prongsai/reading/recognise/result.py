"""From the figures that were found to a result that the core understands, and what its arithmetic says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.recognised import Reading, Recognised
from prongsai.core.result import HEADER, PUBLISHED, SCORES, Entry, Result, assemble, check, faults
from prongsai.core.text import Text
from prongsai.reading.framework import ID_PREFIX, available, find_year
from prongsai.reading.recognise.found import SCANNED, Found, joined, less_sure
from prongsai.reading.recognise.levels import LevelFound
from prongsai.reading.recognise.numbers import HIGHEST
from prongsai.reading.recognise.scored import believed, belongs_above
from prongsai.reading.recognise.traces import unproven

if TYPE_CHECKING:
    from prongsai.core.reconcile import Reconciliation

YEAR_FIELD = "result.fiscal_year"
LEVEL_FIELD = "result.published.level"
CHANGES, EARLIER = "changes", "earlier"
_COPIED_WRONGLY = frozenset({"digit", "swap", "dropped"})

SENTENCE_ONLY = Text("บอกไว้ในประโยคเท่านั้น ไม่มีในตารางคะแนน", "told in a sentence only, in no table of scores")
EXPLAINS = Text(
    "คะแนนที่ประกาศของ {code} ตรงเมื่อค่านี้เป็น {value}",
    "the announced score of {code} follows if this is {value}",
)
SUSPECT = Text("คะแนนของ {code} ไม่ลงตัวกับรายข้อ", "the score of {code} does not follow from those below it")
PROVED = Text("สอบยันกับ {code} แล้วตรงกัน", "it agrees with {code} when recomputed")


@dataclass(frozen=True, slots=True)
class Understood:
    """The result of a file, `None` where its figures make none, with the reason."""

    result: Result | None
    problems: tuple[Problem, ...] = ()


def readings_of(found: Sequence[Found], year: int | None, framework: Framework) -> Iterator[Reading]:
    """Return the figures of a file as readings: those of the result's year, the changes, those of other years."""
    own = [each for each in found if not each.change and (each.year is None or each.year == year)]
    yield from _own(own, framework)
    changes = [each for each in found if each.change]
    for code, listed in believed(changes).items():
        yield from (_reading(f"{CHANGES}.{code}", each) for each in listed)
    before: dict[int, list[Found]] = {}
    for each in found:
        if each.year is not None and each.year != year and not each.change:
            before.setdefault(each.year, []).append(each)
    for other in sorted(before):
        for code, listed in believed(before[other]).items():
            yield from (_reading(f"{EARLIER}.{other}.{code}", each) for each in listed)


def _own(found: Sequence[Found], framework: Framework) -> Iterator[Reading]:
    figures = believed(found)
    tabled = any(each.origin != "sentence" and each.code != TOTAL for each in found)
    order = {code: place for place, code in enumerate(framework.codes())}
    for code in sorted(figures, key=order.__getitem__):
        above = not tabled or belongs_above(code, figures, framework)
        if above and figures[code][0].origin == "computed":
            # Worked out from those below it, and not announced.
            continue
        field = f"result.{PUBLISHED if above else SCORES}.{code}"
        for each in figures[code]:
            reading = _reading(field, each)
            if not tabled and code != TOTAL:
                sureness = less_sure(reading.confidence, "likely")
                reading = replace(reading, note=joined(reading.note, SENTENCE_ONLY), confidence=sureness)
            yield reading


def _reading(field: str, found: Found) -> Reading:
    return Reading(
        field=field,
        value=format(found.value, "f"),
        as_printed=found.as_printed,
        where=found.where,
        confidence=found.confidence,
        note=found.note,
        proposal=found.proposal,
    )


def level_reading(levels: Sequence[LevelFound], year: int | None) -> tuple[Reading, ...]:
    """Return the level of the result's year: the first that is told."""
    own = [each for each in levels if each.year is None or each.year == year]
    if not own:
        return ()
    first = own[0]
    return (
        Reading(
            field=LEVEL_FIELD,
            value=first.word,
            as_printed=first.as_printed,
            where=first.where,
            confidence="doubtful" if first.scanned else "likely" if first.note else "sure",
            note=first.note,
        ),
    )


def result_of(recognised: Recognised) -> Understood:
    """Return the result that the readings of a file make, checked by the framework of its year."""
    entries = list(_entries(recognised))
    if not any(entry.section in (SCORES, PUBLISHED) for entry in entries):
        return Understood(None)
    year = next((each.value for each in recognised.readings if each.field == YEAR_FIELD), "")
    framework = find_year(int(year)) if year else None
    if framework is None:
        return Understood(None, (_no_framework(recognised.printed.name, year),))
    try:
        return Understood(check(assemble(entries), framework))
    except InputError as error:
        return Understood(None, tuple(error.problems))


def _no_framework(file: str, year: str) -> Problem:
    """Return why scores make no result: their year is not told, or not known."""
    if not year:
        return faults.YEAR_MISSING.at(file)
    missing = f"{ID_PREFIX}{year}"
    return faults.FRAMEWORK_MISSING.at(file, year, framework=missing, choices=", ".join(available()))


def _entries(recognised: Recognised) -> Iterator[Entry]:
    seen: set[str] = set()
    for each in recognised.readings:
        section, code = _place_of(each.field)
        if not section or each.field in seen or _impossible(each, section):
            continue
        seen.add(each.field)
        where = "; ".join(filter(None, (each.where.file, each.where.words().th)))
        yield Entry(section=section, code=code, text=each.value, where=where)


def _place_of(field: str) -> tuple[str, str]:
    """Return where in a result file a reading belongs, two empty words where it does not."""
    if field in ("agency", "agency_type"):
        return HEADER, field
    if field == YEAR_FIELD:
        return HEADER, "fiscal_year"
    if field == LEVEL_FIELD:
        return HEADER, "level"
    parts = field.split(".", 2)
    return (parts[1], parts[2]) if parts[0] == "result" and len(parts) == 3 else ("", "")


def _impossible(reading: Reading, section: str) -> bool:
    """Tell whether a score is above 100, which no result file may hold: it stays a reading with its proposal."""
    return section != HEADER and int(reading.value.partition(".")[0]) > HIGHEST


def reconciled(
    readings: Sequence[Reading], result: Result, framework: Framework, traces: int = 0
) -> tuple[Reading, ...]:
    """Return the readings with what the arithmetic says: a proposal where one figure is wrong, a proof of scanned ones.

    `traces` are those of a machine's reading (`traces_in`): with any, what nothing proves is less sure.
    """
    # Most papers tell no scores; the arithmetic is not loaded for them.
    from prongsai.core.reconcile import reconcile
    from prongsai.core.scoring import prepare, score

    found = reconcile(score(prepare(framework), result))
    verdict = _Verdict(
        dict(_proposals(found)), dict(_suspects(found, framework)), dict(_proofs(found, framework))
    )
    return distrusted([_judged(each, verdict) for each in readings], traces, verdict.proofs)


def distrusted(readings: Iterable[Reading], traces: int, proofs: Collection[str] = ()) -> tuple[Reading, ...]:
    """Return the readings of a paper that shows so many traces of a machine's reading; `proofs` are codes of figures."""
    return tuple(each if _needs_no_proof(each, proofs) else unproven(each, traces) for each in readings)


def _needs_no_proof(reading: Reading, proofs: Collection[str]) -> bool:
    section, code = _place_of(reading.field)
    if section in (SCORES, PUBLISHED):
        return code in proofs
    return reading.field.partition(".")[0] not in (CHANGES, EARLIER)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the arithmetic says by code: a better value, an equation that fails, one that holds."""

    proposals: Mapping[str, tuple[str, Text]]
    suspects: Mapping[str, Text]
    proofs: Mapping[str, Text]


def _judged(reading: Reading, verdict: _Verdict) -> Reading:
    section, code = _place_of(reading.field)
    if section not in (SCORES, PUBLISHED):
        return reading
    note = reading.note
    if code in verdict.proposals and reading.value != verdict.proposals[code][0]:
        value, why = verdict.proposals[code]
        return replace(reading, proposal=value, note=joined(note, why), confidence="doubtful")
    if code in verdict.suspects:
        return replace(reading, note=joined(note, verdict.suspects[code]), confidence="doubtful")
    if code in verdict.proofs and note is not None and SCANNED.th in note.th:
        return replace(reading, confidence="likely", note=joined(note, verdict.proofs[code]))
    return reading


def _proposals(found: Reconciliation) -> Iterator[tuple[str, tuple[str, Text]]]:
    for each in found.checks:
        first = each.explanations[0] if each.status == "disagrees" and each.explanations else None
        if first is not None and first.kind in _COPIED_WRONGLY and first.value is not None:
            yield first.code, (first.value, EXPLAINS.format(code=each.code, value=first.value))


def _suspects(found: Reconciliation, framework: Framework) -> Iterator[tuple[str, Text]]:
    """Yield every figure of an equation that fails and that no known rule explains: any of them may be misprinted."""
    for each in found.checks:
        kind = each.explanations[0].kind if each.explanations else "none"
        if each.status == "disagrees" and kind in {*_COPIED_WRONGLY, "none"} and framework.kind_of(each.code):
            said = SUSPECT.format(code=each.code)
            yield from ((code, said) for code in (each.code, *_known_below(each.code, found, framework)))


def _known_below(code: str, found: Reconciliation, framework: Framework) -> Iterator[str]:
    """Yield the nearest figures below one that the result holds: below a total without tools its indicators."""
    known = {*found.score.result.scores, *found.score.result.published}
    for child in framework.children(code):
        if child in known:
            yield child
        else:
            yield from _known_below(child, found, framework)


def _proofs(found: Reconciliation, framework: Framework) -> Iterator[tuple[str, Text]]:
    """Yield the figures that follow from those below them, and the items that they follow from.

    A mean hides the last digit of what it is made of; only items, whose levels lie far apart, cannot hide in it, and
    50.06 is no level.
    """
    scores = found.score.result.scores
    for each in found.checks:
        if each.status == "agrees" and each.recomputed == each.published and framework.kind_of(each.code):
            proof = PROVED.format(code=each.code)
            below = _known_below(each.code, found, framework)
            items = (code for code in below if framework.kind_of(code) == "item")
            levels = (code for code in items if code in scores and scores[code] % 1 == 0)
            yield from ((code, proof) for code in (each.code, *levels))
