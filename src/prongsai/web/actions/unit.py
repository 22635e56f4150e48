"""Changes of an agency's units. The agency is what is locked: the order is one thing."""

from __future__ import annotations

from django.db.models import Max

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.actions import Actor, Done, action
from prongsai.web.models import Agency, Unit

TWICE = Fault(
    "unit.twice",
    Text("มีส่วนงานชื่อนี้แล้ว", "there is a unit of this name"),
    Text("ใช้ชื่ออื่น", "use another name"),
)
IN_USE = Fault(
    "unit.in_use",
    Text(
        "ยังมีมาตรการ ขั้นตอน หรือบุคคลผูกอยู่ ({measures} มาตรการ {steps} ขั้นตอน {people} คน)",
        "measures, steps or people are tied to it ({measures} measures, {steps} steps, {people} people)",
    ),
    Text("ย้ายไปส่วนงานอื่นก่อน หรือเปลี่ยนชื่อแทนการลบ", "move them first, or rename the unit instead"),
)


@action("unit.edit")
def add(actor: Actor, agency: Agency, *, name: str, key: str = "") -> Done[Unit]:
    """Add a unit at the end."""
    _require_once(agency, name)
    last = agency.units.aggregate(last=Max("position"))["last"] or 0
    unit = Unit.objects.create(agency=agency, name=name, key=key, position=last + 1)
    return Done(unit, {"name": name, "key": key})


@action("unit.edit")
def change(actor: Actor, agency: Agency, unit: int, *, name: str, key: str) -> Done[Unit]:
    """Rename a unit or tie it to another kind of the catalogue."""
    kept = agency.units.get(pk=unit)
    _require_once(agency, name, kept)
    pairs = (("name", kept.name, name), ("key", kept.key, key))
    told: dict[str, Plain] = {field: [before, after] for field, before, after in pairs if before != after}
    kept.name, kept.key = name, key
    kept.save(update_fields=["name", "key"])
    return Done(kept, told, quiet=not told)


@action("unit.edit")
def move(actor: Actor, agency: Agency, unit: int, *, by: int) -> Done[Unit]:
    """Move a unit up (−1) or down (+1)."""
    units = list(agency.units.all())
    moved = agency.units.get(pk=unit)
    place = units.index(moved)
    del units[place]
    to = min(max(place + by, 0), len(units))
    units.insert(to, moved)
    for position, each in enumerate(units, 1):
        each.position = position
    Unit.objects.bulk_update(units, ["position"])
    return Done(moved, {"position": [place + 1, to + 1]}, quiet=place == to)


@action("unit.edit")
def remove(actor: Actor, agency: Agency, unit: int) -> Done[str]:
    """Remove a unit that nothing is tied to."""
    kept = agency.units.get(pk=unit)
    used: dict[str, object] = {
        "measures": kept.measures.count(),
        "steps": kept.steps.count(),
        "people": kept.memberships.count(),
    }
    if any(used.values()):
        raise InputError([IN_USE.at(kept.name, "", **used)])
    kept.delete()
    return Done(kept.name, {"name": kept.name}, target=f"unit:{unit}")


def _require_once(agency: Agency, name: str, kept: Unit | None = None) -> None:
    if any(each != kept for each in agency.units.filter(name=name)):
        raise InputError([TWICE.at(name)])
