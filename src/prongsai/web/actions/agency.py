"""Changes of agencies: their details, the emblem of their papers, and who supervises them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from prongsai.core.emblem import read_emblem
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.actions import Actor, Done, action, locked, require_version
from prongsai.web.models import Agency

LARGEST_EMBLEM = 2_000_000
DEEPEST = 12

TWICE = Fault(
    "agency.twice",
    Text("มีหน่วยงานชื่อนี้ในอำเภอและจังหวัดนี้แล้ว", "there is an agency of this name in this district and province"),
    Text("ตรวจว่าใช่หน่วยงานเดียวกันหรือไม่ หรือกรอกอำเภอให้ต่างกัน", "see whether it is the same one, or fill in the district"),
)  # fmt: skip
CIRCLE = Fault(
    "agency.circle",
    Text("หน่วยงานที่เลือกอยู่ใต้หน่วยงานนี้เอง", "the one chosen is itself below this agency"),
    Text("เลือกหน่วยงานอื่น หรือเว้นว่าง", "choose another, or none"),
)
TOO_DEEP = Fault(
    "agency.too_deep",
    Text("สายกำกับดูแลลึกเกิน {most} ชั้น", "supervision would go deeper than {most} levels"),
    Text("เลือกหน่วยงานที่อยู่สูงกว่า", "choose one that stands higher"),
)
EMBLEM_LARGE = Fault(
    "agency.emblem_large",
    Text("ไฟล์ใหญ่เกิน {most} MB", "the file is larger than {most} MB"),
    Text("ย่อภาพให้สูงประมาณ 400 จุด", "make the picture about 400 pixels high"),
)


@action("agency.create")
def create(
    actor: Actor, nothing: None, *, details: Mapping[str, object], above: Agency | None = None
) -> Done[Agency]:
    """Add an agency, below the one that supervises it."""
    agency = Agency(**details)
    _require_once(agency)
    agency.save()
    _place(agency, above)
    return Done(agency, {**_plain(details), "supervisor": above.pk if above else None})


@action("agency.edit")
def edit(actor: Actor, agency: Agency, *, version: int, details: Mapping[str, object]) -> Done[Agency]:
    """Change details of an agency or of its papers' letterhead."""
    require_version(agency, version)
    change = _write(agency, details)
    _require_once(agency)
    agency.version += 1
    agency.save()
    return Done(agency, change, quiet=not change)


@action("agency.edit")
def set_emblem(actor: Actor, agency: Agency, *, data: bytes | None, where: str = "") -> Done[Agency]:
    """Keep the picture on the agency's letterhead, or take it away; raises `InputError` for what is no picture."""
    if data is not None and len(data) > LARGEST_EMBLEM:
        raise InputError([EMBLEM_LARGE.at(where, most=LARGEST_EMBLEM // 1_000_000)])
    agency.emblem = read_emblem(data, where).data if data is not None else None
    agency.save(update_fields=["emblem"])
    return Done(agency, {"emblem": len(data) if data is not None else 0})


@action("agency.supervise")
def put_below(actor: Actor, agency: Agency, *, above: Agency | None) -> Done[Agency]:
    """Put an agency, with all that it supervises, below another one."""
    if above is not None and above.pk == agency.supervisor_id:
        return Done(agency, quiet=True)
    before = agency.supervisor_id
    _place(agency, above)
    return Done(agency, {"supervisor": [before, above.pk if above else None]})


def _place(agency: Agency, above: Agency | None) -> None:
    """Write who supervises an agency, and the lineages of the agency and all below it."""
    above = locked(above) if above is not None else None
    old, lineage = agency.lineage, f"{above.lineage if above else ''}{agency.pk}."
    if above is not None and old and above.lineage.startswith(old):
        raise InputError([CIRCLE.at(agency.name, above.name)])
    if _levels(agency, old) + (above.lineage.count(".") if above else 0) > DEEPEST:
        raise InputError([TOO_DEEP.at(agency.name, most=DEEPEST)])
    agency.supervisor, agency.lineage = above, lineage
    agency.version += 1
    agency.save(update_fields=["supervisor", "lineage", "version"])
    if old:
        below = Agency.objects.filter(lineage__startswith=old).exclude(pk=agency.pk)
        below.update(lineage=Concat(Value(lineage), Substr(F("lineage"), len(old) + 1)))


def _levels(agency: Agency, lineage: str) -> int:
    """Return how many levels an agency brings with it: itself and those below it."""
    if not lineage:
        return 1
    below = Agency.objects.filter(lineage__startswith=lineage).values_list("lineage", flat=True)
    return max((each.removeprefix(lineage).count(".") for each in below), default=0) + 1


def _write(agency: Agency, details: Mapping[str, object]) -> dict[str, Plain]:
    change: dict[str, Plain] = {}
    for name, value in details.items():
        before = getattr(agency, name)
        if before != value:
            change[name] = [before, value]  # type: ignore[list-item]
            setattr(agency, name, value)
    return change


def _require_once(agency: Agency) -> None:
    same = Agency.objects.filter(name=agency.name, district=agency.district, province=agency.province)
    if same.exclude(pk=agency.pk).exists():
        raise InputError([TWICE.at(agency.name, f"{agency.district} {agency.province}".strip())])


def _plain(details: Mapping[str, object]) -> dict[str, Plain]:
    return {name: value for name, value in details.items() if value}  # type: ignore[misc]
