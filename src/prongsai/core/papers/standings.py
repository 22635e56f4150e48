"""How the measures stand, said in a paper: the counts, and every one that is not done with reason and new date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from prongsai.core.document import Block, Bullets, Callout, Run, Tone
from prongsai.core.followup import Followup, ProgressNote, Status
from prongsai.core.followup.count import Counts, Standing, counts
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.papers.pen import Pen, counted
from prongsai.core.plan import MonitoringRound

Field = Literal["done_note", "obstacle", "outcome", "reason", "suggestion"]

LAST_ROUND: MonitoringRound = "12m"
NOT_DONE: frozenset[Status] = frozenset({"not_done", "hindered"})
ORDER: tuple[Status, ...] = ("done", "partial", "in_progress", "not_done", "hindered", "planned")
TONES: Mapping[Status, Tone] = {"done": "good", "not_done": "warning", "hindered": "warning"}


def at_the_end(followup: Followup) -> Counts:
    """Return how the measures stand after the last round that was held."""
    return counts(followup, LAST_ROUND)


def on_the_whole(standing: Standing) -> ProgressNote | None:
    """Return the report on a measure as a whole."""
    return next((note for note in standing.notes if note.step is None), None)


def on_step(standing: Standing, number: int) -> ProgressNote | None:
    """Return the report on one step."""
    return next((note for note in standing.notes if note.step == number), None)


def told(standing: Standing, field: Field) -> tuple[str, ...]:
    """Return what was written in one field, on the measure first, then step by step, each text once."""
    texts = (getattr(note, field).strip() for note in standing.notes)
    return tuple(dict.fromkeys(text for text in texts if text))


def count_blocks(pen: Pen, found: Counts) -> Iterator[Block]:
    """Say how many measures stand where, and name every one that is not done."""
    said = []
    for status in ORDER:
        number = found.by_status[status]
        percent = pen.points(Fraction(100 * number, found.total)) if number else ""
        word = STATUS_WORDS[status]
        th, en = f"{word.th} {number} มาตรการ (ร้อยละ {percent})", f"{number} {word.en.lower()} ({percent}%)"
        said += [pen.say(th, en)] if number else []
    yield Callout(
        pen.runs(
            f"จากทั้งหมด **{found.total} มาตรการ** {' '.join(said)}",
            f"Of **{counted(found.total, 'measure')}**: {', '.join(said)}",
        ),
        "good" if found.by_status["done"] == found.total else "plain",
    )
    if found.unfinished:
        yield pen.paragraph("มาตรการที่ยังไม่แล้วเสร็จ", "Not done yet:")
        places = {standing.measure.id: place for place, standing in enumerate(found.standings, start=1)}
        yield Bullets(tuple(_open_runs(pen, each, places[each.measure.id]) for each in found.unfinished))


def _open_runs(pen: Pen, standing: Standing, place: int) -> tuple[Run, ...]:
    """Name a measure that is not done, why, and when it will be; what nobody wrote is said to be missing."""
    name = pen.say(f"มาตรการที่ {place} ", f"Measure {place}, ") + standing.measure.title
    parts = [STATUS_WORDS[standing.status].say(pen.edition.lang)]
    must_say = standing.status in NOT_DONE
    if standing.reasons:
        parts.append(pen.say("เหตุผล: ", "reason: ") + "; ".join(standing.reasons))
    elif must_say:
        parts.append(pen.say("ยังไม่ระบุเหตุผล", "no reason given"))
    if standing.new_date:
        new = pen.date(standing.new_date)
        parts.append(pen.say(f"กำหนดแล้วเสร็จใหม่ {new}", f"new date {new}"))
    elif must_say:
        parts.append(pen.say("ยังไม่กำหนดวันใหม่", "no new date"))
    return (Run(name, bold=True), Run(": " + pen.say(" ", "; ").join(parts)))
