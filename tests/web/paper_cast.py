"""An agency whose year can become papers: the published result, measures from it, and a chain of four people."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.test import Client
from tests.web import results
from tests.web.cast import NOON, Cast, signed_in

from prongsai.core.archive import to_bytes
from prongsai.core.plan.proposal import Occasion, propose
from prongsai.reading.catalogue import load
from prongsai.web.access import access_of
from prongsai.web.actions import Actor, system
from prongsai.web.actions import paper as papers
from prongsai.web.actions import plan as plans
from prongsai.web.models import FollowupRound, Paper, PaperVersion, Person, Plan, WordTemplate
from prongsai.web.queries.paper_versions import Frozen, freeze
from prongsai.web.queries.papers import document_of
from prongsai.web.queries.result import analysis_of

YEAR = 2569
# What has been printed before in this run, by its content: printing takes longer than all else.
PRINTED: dict[bytes, Frozen] = {}
STATIONS = ("officer", "head", "clerk", "executive")


@dataclass
class Office:
    """The people of the chain by station, lowest rank first, and the plan of the year."""

    cast: Cast
    people: dict[str, Person]
    plan: Plan

    def client(self, station: str) -> Client:
        return signed_in(self.people[station])

    def actor(self, station: str) -> Actor:
        return Actor(access_of(self.people[station]), NOON)

    def path(self, rest: str = "") -> str:
        return f"/a/{self.cast.own.pk}/{YEAR}/papers/{rest}"

    def paper(self, kind: str, **settings: str) -> Paper:
        """A paper that the officer has begun."""
        which = papers.Which(fiscal_year=YEAR, kind=kind)
        wanted = papers.Settings(date=datetime.date(2026, 4, 20), **settings)
        return papers.make(self.actor("officer"), self.cast.own, which=which, settings=wanted)

    def submitted(self, kind: str, note: str = "") -> PaperVersion:
        """A paper that is on its way."""
        paper = self.paper(kind)
        last = paper.versions.count()
        return papers.submit(self.actor("officer"), paper, frozen=frozen(paper), note=note, last=last)

    def decide(self, version: PaperVersion, *stations: str) -> Paper:
        """Let stations approve one after the other."""
        for station in stations:
            papers.decide(self.actor(station), version.paper, version=version.number, approve=True)
        return Paper.objects.get(pk=version.paper_id)

    def approved(self, kind: str) -> PaperVersion:
        version = self.submitted(kind)
        self.decide(version, *STATIONS[1:])
        return PaperVersion.objects.get(pk=version.pk)

    def publish(self, version: PaperVersion, link: str = "https://www.example.go.th/ita/paper.pdf") -> Paper:
        day = version.made_at.date()
        return papers.publish(self.actor("officer"), version.paper, link=link, day=day)


def frozen(paper: Paper) -> Frozen:
    """Freeze a paper; what has the same content is not printed twice, unless by a template of the agency's own."""
    if WordTemplate.objects.filter(agency=paper.agency_id).exists():
        return freeze(paper)
    content = to_bytes(document_of(paper))
    if content not in PRINTED:
        PRINTED[content] = freeze(paper)
    return PRINTED[content]


def build(cast: Cast) -> Office:
    kept = results.donsak(cast)
    occasion = Occasion(agency=cast.own.name, agency_type=cast.own.type, fiscal_year=YEAR)
    plan = plans.take(system(), cast.own, plan=propose(analysis_of(kept).findings, load(), occasion))
    FollowupRound.objects.create(plan=plan, key="6m", due=datetime.date(2026, 3, 31))
    names = {"head": "จันทร์ มั่นคง", "clerk": "พิมพ์ ละเอียด"}
    people = {
        station: cast.people.get(station) or _executive(cast, station, names[station]) for station in STATIONS
    }
    for order, station in enumerate(STATIONS, 1):
        cast.own.chain.filter(order=order).update(person=people[station])
    return Office(cast, people, plan)


def _executive(cast: Cast, station: str, name: str) -> Person:
    made = Person.objects.create_user(f"{station}@example.go.th", name=name)
    cast.own.memberships.create(person=made, role="executive")
    return made
