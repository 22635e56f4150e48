"""The approval chain as a paper is sent into it: who stands where, or what is missing before it can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.web.access import rules
from prongsai.web.models import Agency, ChainLink, Membership, Person
from prongsai.web.queries.agency import chain_of

_AT_THE_PEOPLE = Text(
    "กำหนดที่หน้า “หน่วยงานและบุคคล” ส่วนสายอนุมัติ", "set it on the page “Agency and people”, approval chain"
)
TOO_SHORT = Fault(
    "chain.too_short",
    Text(
        "สายอนุมัติต้องมีผู้จัดทำและผู้อนุมัติอย่างน้อยหนึ่งคน",
        "the approval chain needs a drafter and at least one who approves",
    ),
    _AT_THE_PEOPLE,
)
NOBODY = Fault(
    "chain.nobody",
    Text("ตำแหน่งนี้ยังไม่มีผู้รับผิดชอบในระบบ", "nobody holds this place"),
    _AT_THE_PEOPLE,
)
CANNOT_DECIDE = Fault(
    "chain.cannot_decide",
    Text(
        "{name} ยังไม่มีบทบาทที่อนุมัติเอกสารได้ (เจ้าหน้าที่ ITA หรือผู้บริหาร)",
        "{name} has no role that decides on papers (ITA officer or executive)",
    ),
    Text("ให้บทบาทนั้นที่หน้า “หน่วยงานและบุคคล”", "give that role on the page “Agency and people”"),
)
OWN_APPROVAL = Fault(
    "chain.own_approval",
    Text("ผู้อนุมัติคนสุดท้ายต้องไม่ใช่ผู้เสนอเอกสารเอง", "whoever approves last must not be who submits"),
    Text("ให้ผู้อื่นเสนอ หรือแก้สายอนุมัติ", "let somebody else submit, or change the chain"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station with the person who holds it; the `first` is the drafter's."""

    order: int
    position: str
    acting: str
    person: Person
    first: bool


def stations_of(agency: Agency, sender: Person | None) -> list[Station]:
    """Return the stations in their order; raises `InputError` with all that keeps a paper from being sent."""
    links = list(chain_of(agency))
    problems = list(chain_problems(agency, links, sender))
    if problems:
        raise InputError(problems)
    return [
        Station(
            order=each.order, position=each.position, acting=each.acting, person=each.person, first=not place
        )
        for place, each in enumerate(links)
        if each.person is not None
    ]


def chain_problems(agency: Agency, links: Sequence[ChainLink], sender: Person | None) -> Iterator[Problem]:
    """Yield what keeps a paper of this sender from going up the chain. One query."""
    if len(links) < 2:
        yield TOO_SHORT.at("")
    deciding = _deciding(agency)
    for link in links:
        if link.person is None:
            yield NOBODY.at(link.position)
        elif link.person_id not in deciding:
            yield CANNOT_DECIDE.at(link.position, name=str(link.person))
    if len(links) > 1 and sender is not None and links[-1].person_id == sender.pk:
        yield OWN_APPROVAL.at(links[-1].position)


def _deciding(agency: Agency) -> set[int]:
    """Return who may decide on papers here at all."""
    roles = [role for role, reach in rules()["paper.decide"].reach.items() if reach == "own"]
    found = Membership.objects.filter(agency=agency, role__in=roles, person__is_active=True)
    return set(found.values_list("person_id", flat=True))
