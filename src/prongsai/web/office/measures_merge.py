"""Two people have edited the same measure: both see what the other wrote, and one of them says what is to stand.

What could not be saved travels with the page, signed, so that it is neither lost nor changed on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.models import Measure
from prongsai.web.office.measures_room import units_of
from prongsai.web.office.measures_words import Names, names_of, told, value
from prongsai.web.page import Here, render
from prongsai.web.queries.history import changed_by_others, since
from prongsai.web.queries.measure import FIELDS, values_of

UNDECIDED = Fault(
    "measure.undecided",
    Text("ยังไม่ได้เลือกว่าจะใช้ข้อความใด", "it is not chosen which of the two is to stand"),
    Text("เลือกของคุณ หรือของอีกคน", "choose yours, or the other's"),
)


@dataclass(frozen=True)
class Side:
    """One field on which two people differ: before, theirs, mine; `both` changed it, so somebody must choose."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    both: bool
    taken: str


@dataclass(frozen=True)
class Merge:
    """What came back: all that one person wanted, what was chosen of it, and what is still open."""

    values: Mapping[str, Plain]
    seen: int
    chosen: Mapping[str, Plain] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


def merge_page(request: HttpRequest, here: Here, row: Measure, mine: Merge) -> HttpResponse:
    """Show both sides, field by field, with who changed what when; nothing has been saved."""
    base, changes = since(here.agency, row, mine.seen)
    theirs, wanted = values_of(row), without_numbers(mine.values)
    both, one = changed_by_others(wanted, theirs, base)
    names = names_of(units_of(here), [base, theirs, wanted])
    sides = [
        _side(request, name, (base, theirs, wanted), names, name in both)
        for name in FIELDS
        if name in (*both, *one)
    ]
    context = {
        "stage": "measures",
        "measure": row,
        "sides": sides,
        "changes": [(change, told(change.fields, names)) for change in changes],
        "mine": signing.dumps(
            {"values": dict(mine.values), "seen": mine.seen}, salt=_salt(row), compress=True
        ),
        "problems": mine.problems,
    }
    return render(request, here, "office/measure_merge.html", context, status=409)


def merged(request: HttpRequest, row: Measure) -> tuple[Merge, int]:
    """Read what was chosen, and the version that it was chosen on; raises `BadSignature` for what is not ours."""
    kept = signing.loads(request.POST.get("merge", ""), salt=_salt(row))
    values, all_of = kept["values"], request.POST.get("all", "")
    wanted = [name for name in FIELDS if name in values and f"asked-{name}" in request.POST]
    takes = {name: all_of or request.POST.get(f"take-{name}", "") for name in wanted}
    problems = [
        UNDECIDED.at(language.said(FIELDS[name])) for name in wanted if takes[name] not in ("mine", "theirs")
    ]
    chosen = {name: values[name] for name in wanted if takes[name] == "mine"}
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    return Merge(values, kept["seen"], chosen, problems), number


def without_numbers(values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Leave out which number a step had: it says nothing of what the step is."""
    steps = values.get("steps")
    if not isinstance(steps, list):
        return dict(values)
    plain: list[Plain] = [
        {name: part for name, part in step.items() if name != "was"}
        for step in steps
        if isinstance(step, dict)
    ]
    return {**values, "steps": plain}


def _side(
    request: HttpRequest, name: str, states: Sequence[Mapping[str, Any]], names: Names, both: bool
) -> Side:
    base, theirs, mine = states
    usual = "" if both else "mine" if mine[name] != base[name] else "theirs"
    return Side(
        name=name,
        label=language.said(FIELDS[name]),
        before=value(name, base[name], names),
        theirs=value(name, theirs[name], names),
        mine=value(name, mine[name], names),
        both=both,
        taken=request.POST.get(f"take-{name}", usual),
    )


def _salt(row: Measure) -> str:
    return f"measure.merge.{row.pk}"
