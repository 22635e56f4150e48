"""Two people have edited the same measure: what each changed, one proposal, and a choice where both changed the same.

What could not be saved travels with the page, signed, so that it is neither lost nor changed on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.core import signing
from django.http import HttpRequest, HttpResponse

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.plan import merge as core
from prongsai.core.plan.check import ENDS_FIRST
from prongsai.core.plan.merge import STEPS, Part, Side
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.models import Measure
from prongsai.web.office.measures_room import units_of
from prongsai.web.office.measures_words import Names, label_of, names_of, told, told_part
from prongsai.web.page import Here, render
from prongsai.web.queries.history import Change, since

UNDECIDED = Fault(
    "measure.undecided",
    Text("ยังไม่ได้เลือกว่าจะใช้ข้อความใด", "it is not chosen which of the two is to stand"),
    Text("เลือกของท่าน หรือของอีกคน", "choose yours, or the other's"),
)


@dataclass(frozen=True)
class Sent:
    """What came back: all that one person wanted, the version it was written on, and what was chosen so far."""

    values: Mapping[str, Plain]
    seen: int
    choices: Mapping[str, Side] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Met:
    """A measure on which two people have met."""

    found: core.Merge
    changes: Sequence[Change]
    names: Names

    @property
    def settled(self) -> bool:
        """Whether nothing of mine is left to save: what I wrote stands there already."""
        return all(part.by == "theirs" or part.mine == part.theirs for part in self.found.parts)


@dataclass(frozen=True)
class Shown:
    """One part as it is told; `taken` is the side that was chosen, empty for none."""

    part: Part
    label: str
    before: str
    theirs: str
    mine: str
    result: str
    taken: str = ""


def met(here: Here, row: Measure, sent: Sent) -> Met:
    """Merge what one person wanted with what stands now."""
    past = since(here.agency, row, sent.seen)
    found = core.merge(past.then, past.now, sent.values)
    return Met(found, past.changes, names_of(units_of(here), [past.then, past.now, sent.values]))


def merge_page(request: HttpRequest, here: Here, row: Measure, sent: Sent) -> HttpResponse:
    """Show what each has changed, with who did when, and ask where both did; nothing has been saved."""
    both = met(here, row, sent)
    parts = [_shown(part, both, sent.choices) for part in both.found.parts]
    context = {
        "stage": "measures",
        "measure": row,
        "asked": [each for each in parts if each.part.asked],
        "silent": [each for each in parts if not each.part.asked],
        "changes": [(change, told(change.fields, both.names)) for change in both.changes],
        "mine": signing.dumps(
            {"values": dict(sent.values), "seen": sent.seen}, salt=_salt(row), compress=True
        ),
        "problems": sent.problems,
    }
    return render(request, here, "office/measure_merge.html", context, status=409)


def sent_back(request: HttpRequest, row: Measure) -> Sent:
    """Read what was chosen; raises `BadSignature` for what this page has not sent."""
    kept = signing.loads(request.POST.get("merge", ""), salt=_salt(row))
    given = {
        key.removeprefix("take-"): str(side) for key, side in request.POST.items() if key.startswith("take-")
    }
    choices = {key: cast("Side", side) for key, side in given.items() if side in ("mine", "theirs")}
    return Sent(kept["values"], kept["seen"], choices)


def with_all(both: Met, sent: Sent, side: str) -> Sent:
    """Choose one side for everything that is asked, where that was wanted."""
    if side not in ("mine", "theirs"):
        return sent
    every = {part.key: cast("Side", side) for part in both.found.parts if part.asked}
    return Sent(sent.values, sent.seen, every)


def faults(both: Met, sent: Sent) -> list[Problem]:
    """Return everything that keeps the proposal from standing."""
    found = [UNDECIDED.at(label_of(part, both.found)) for part in both.found.undecided(sent.choices)]
    values: Any = both.found.values(sent.choices)
    rows = [("", values)] + [
        (language.say("ขั้นตอนที่ {number}", "Step {number}", number=number), step)
        for number, step in enumerate(values.get(STEPS, ()), 1)
    ]
    # What was chosen of both may be in no order even where each side by itself is.
    crossed = [place for place, each in rows if each.get("ends") and each["begins"] > each["ends"]]
    return found or [ENDS_FIRST.at(place) for place in crossed]


def _shown(part: Part, both: Met, choices: Mapping[str, Side]) -> Shown:
    words = {
        name: told_part(part, getattr(part, name), both.names, both.found)
        for name in ("base", "theirs", "mine", "result")
    }
    return Shown(
        part=part,
        label=label_of(part, both.found),
        before=words["base"],
        theirs=words["theirs"],
        mine=words["mine"],
        result=words["result"],
        taken=choices.get(part.key, ""),
    )


def _salt(row: Measure) -> str:
    return f"measure.merge.{row.pk}"
