"""Changes of an agency's approval chain. Papers on their way keep the chain that they were sent into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.actions import Actor, Done, action
from prongsai.web.models import Agency, ChainLink, Membership, Person

# Higher than any chain: orders pass through here, because two links may never share a place.
_APART = 1000
MOST_LINKS = 12
TOO_MANY = Fault(
    "chain.too_many",
    Text("สายอนุมัติยาวเกิน {most} ขั้น", "the chain has more than {most} stations"),
    Text("เหลือเฉพาะผู้ที่ลงนามจริง", "keep those who really sign"),
)
STRANGER = Fault(
    "chain.stranger",
    Text("บุคคลนี้ไม่ได้อยู่ในหน่วยงาน", "this person is not of the agency"),
    Text("เชิญบุคคลนี้เข้าหน่วยงานก่อน", "invite the person to the agency first"),
)


@dataclass(frozen=True, slots=True)
class Station:
    """What stands at one place of the chain: a position, and who holds it, if anybody does."""

    position: str
    person: Person | None = None
    acting: str = ""


@action("chain.edit")
def add(actor: Actor, agency: Agency, station: Station) -> Done[ChainLink]:
    """Add a station at the top."""
    _require_member(agency, station.person)
    order = agency.chain.count() + 1
    if order > MOST_LINKS:
        raise InputError([TOO_MANY.at(station.position, most=MOST_LINKS)])
    link = ChainLink(agency=agency, order=order)
    return Done(_save(link, station), _told(link))


@action("chain.edit")
def change(actor: Actor, agency: Agency, link: int, station: Station) -> Done[ChainLink]:
    """Change what stands at a place."""
    _require_member(agency, station.person)
    kept = agency.chain.get(pk=link)
    before = _told(kept)
    after = _told(_save(kept, station))
    return Done(kept, {"before": before, "after": after}, quiet=before == after)


@action("chain.edit")
def move(actor: Actor, agency: Agency, link: int, *, by: int) -> Done[ChainLink]:
    """Move a station up (−1) or down (+1)."""
    links = list(agency.chain.all())
    moved = agency.chain.get(pk=link)
    place = links.index(moved)
    del links[place]
    to = min(max(place + by, 0), len(links))
    links.insert(to, moved)
    _number(agency, links)
    return Done(moved, {"order": [place + 1, to + 1]}, quiet=place == to)


@action("chain.edit")
def remove(actor: Actor, agency: Agency, link: int) -> Done[str]:
    """Take a station out of the chain."""
    kept = agency.chain.get(pk=link)
    kept.delete()
    _number(agency, list(agency.chain.all()))
    return Done(kept.position, {"position": kept.position}, target=f"chainlink:{link}")


def _number(agency: Agency, links: Sequence[ChainLink]) -> None:
    agency.chain.update(order=F("order") + _APART)
    for order, each in enumerate(links, 1):
        each.order = order
        each.save(update_fields=["order"])


def _save(link: ChainLink, station: Station) -> ChainLink:
    link.position, link.person, link.acting = station.position, station.person, station.acting
    link.save()
    return link


def _told(link: ChainLink) -> dict[str, Plain]:
    return {
        "order": link.order,
        "position": link.position,
        "person": link.person_id,
        "acting": link.acting,
    }


def _require_member(agency: Agency, person: Person | None) -> None:
    if person is not None and not Membership.objects.filter(agency=agency, person=person).exists():
        raise InputError([STRANGER.at(person.name)])
