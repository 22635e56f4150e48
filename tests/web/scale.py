"""The country as it is: 8,300 agencies with five years of results, invented and always the same.

Only agencies are many: no persons, no words of anyone. Results are drawn from a few that the core made and scored, so
that every page finds what it would find in earnest.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random

from django.db import connection, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, Mod

from prongsai.core.example import invented_result
from prongsai.core.framework import Framework
from prongsai.core.level import two_decimals
from prongsai.core.plan.proposal import Occasion, propose
from prongsai.core.scoring import prepare, score
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.framework import load_year
from prongsai.render.result import to_json
from prongsai.web.access import Access
from prongsai.web.actions import Actor
from prongsai.web.actions import plan as plans
from prongsai.web.models import Agency, Membership, Person, Result, Unit
from prongsai.web.queries.result import analysis_of

AGENCIES = 8_300
PROVINCES = 76
YEARS = (2564, 2565, 2566, 2567, 2568)
WITH_PLANS = 5
# So many different results a year; the more, the longer it takes to score them.
DISTINCT = 12
TYPES = ("town_municipality", "subdistrict_municipality", "sao", "sao", "sao", "subdistrict_municipality")
RESPONDENTS = {"IIT": 60, "EIT": 60, "EIT.1": 60, "EIT.2": 25}
ENTERED = datetime.datetime(2025, 9, 1, 3, 0, tzinfo=datetime.UTC)
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Country:
    """What was made, by ids: an agency in the middle of it, its supervisor, and who signs in where."""

    agency: int
    province: int
    officer: int
    supervisor: int
    administrator: int


@transaction.atomic
def build(agencies: int = AGENCIES) -> Country:
    """Fill an empty database; the same figures every time."""
    above = _supervisors()
    _agencies(agencies, above)
    pks = list(Agency.objects.exclude(supervisor=None).order_by("pk").values_list("pk", flat=True))
    _results(pks)
    chosen = Agency.objects.get(pk=pks[len(pks) // 2])
    people = _people(chosen)
    for pk in [chosen.pk, *pks[: WITH_PLANS - 1]]:
        _plan(Agency.objects.get(pk=pk))
    assert chosen.supervisor_id is not None
    return Country(chosen.pk, chosen.supervisor_id, *people)


def analyze() -> None:
    """Let the database count what it has, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _supervisors() -> list[Agency]:
    made = [
        Agency(name=f"สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดที่ {number}", province=f"จังหวัดที่ {number}")
        for number in range(1, PROVINCES + 1)
    ]
    Agency.objects.bulk_create(made)
    Agency.objects.update(lineage=Concat(Cast("pk", CharField()), Value(".")))
    return made


def _agencies(count: int, above: list[Agency]) -> None:
    made = [
        Agency(
            name=f"หน่วยงานตัวอย่างที่ {number}",
            type=TYPES[number % len(TYPES)],
            size_class="ABC"[number % 3],
            district=f"อำเภอที่ {number % 878}",
            province=above[number % len(above)].province,
            ministry="กระทรวงมหาดไทย",
            supervisor=above[number % len(above)],
        )
        for number in range(1, count + 1)
    ]
    Agency.objects.bulk_create(made, batch_size=_AT_ONCE)
    Agency.objects.exclude(supervisor=None).update(
        lineage=Concat(Cast("supervisor_id", CharField()), Value("."), Cast("pk", CharField()), Value("."))
    )


def _results(pks: Iterable[int]) -> None:
    """Make the rows empty, then fill those that are alike by one statement: a result is large to send."""
    empty = [
        Result(agency_id=pk, fiscal_year=year, content={}, entered_at=ENTERED) for pk in pks for year in YEARS
    ]
    Result.objects.bulk_create(empty, batch_size=_AT_ONCE)
    for year in YEARS:
        rows = Result.objects.filter(fiscal_year=year).annotate(seed=Mod(F("agency_id") * 7 + year, DISTINCT))
        for seed, kept in enumerate(_invented(year)):
            rows.filter(seed=seed).update(**kept)


@cache
def _invented(year: int) -> tuple[dict[str, object], ...]:
    framework = load_year(year)
    return tuple(_one(framework, seed) for seed in range(DISTINCT))


def _one(framework: Framework, seed: int) -> dict[str, object]:
    random = Random(seed * 31 + framework.fiscal_year)  # noqa: S311 - an example, not a secret
    made = invented_result(framework, random.randrange(10_000), RESPONDENTS)
    scored = score(prepare(framework), replace(made, agency="หน่วยงานตัวอย่าง"))
    shown = {
        node.code: two_decimals(value)
        for node in framework.nodes.values()
        if node.kind == "indicator" and (value := scored.shown(node.code)) is not None
    }
    level, total = scored.decision.level, scored.shown("total")
    return {
        "framework": framework.id,
        "framework_hash": framework.hash,
        "content": json.loads(to_json(scored.result, framework)),
        "total": Decimal(two_decimals(total)) if total is not None else None,
        "level": level.id if level else "",
        "indicators": shown,
    }


def _people(agency: Agency) -> tuple[int, int, int]:
    officer = Person.objects.create_user("officer@example.go.th", name="เจ้าหน้าที่ตัวอย่าง")
    supervisor = Person.objects.create_user("supervisor@example.go.th", name="ผู้กำกับตัวอย่าง")
    administrator = Person.objects.create_user(
        "administrator@example.go.th", name="ผู้ดูแลตัวอย่าง", is_administrator=True
    )
    Membership.objects.create(person=officer, agency=agency, role="officer")
    assert agency.supervisor is not None
    Membership.objects.create(person=supervisor, agency=agency.supervisor, role="supervisor")
    return officer.pk, supervisor.pk, administrator.pk


def _plan(agency: Agency) -> None:
    for position, key in enumerate(("clerk_office", "finance", "engineering", "education"), 1):
        Unit.objects.create(agency=agency, name=f"ส่วนงานที่ {position}", key=key, position=position)
    kept = Result.objects.get(agency=agency, fiscal_year=YEARS[-1])
    occasion = Occasion(
        agency=agency.name,
        agency_type=agency.type,
        fiscal_year=YEARS[-1] + 1,
        unit_names={},
        result_year=YEARS[-1],
        lang="th",
    )
    proposal = propose(analysis_of(kept).findings, load_catalogue(), occasion)
    plans.take(Actor(Access(), ENTERED, system=True), agency, plan=proposal)
