"""No field of a form reaches a thing of another agency: each names one in turn, and nothing of it is shown or touched.

All things of the other agency have the same number, so that one name is that of every kind of thing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models, transaction
from tests.web.forms import Form, forms_of, sent
from tests.web.test_injection import FORMS, FOUND, writer
from tests.web.things import YEAR, Things

from prongsai.web.models import (
    Agency,
    ChainLink,
    Decision,
    Entry,
    Evidence,
    FollowupRound,
    Job,
    Measure,
    Membership,
    Paper,
    PaperVersion,
    Person,
    Plan,
    ReadPaper,
    ReadRemark,
    ReadValue,
    Result,
    Step,
    Unit,
    WordTemplate,
)

# No number of ours, and one that fits every kind of field.
FAR = 987_654_321
MARK = "ของหน่วยงานอื่น"
AT = datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)
# Who runs the system reaches all agencies.
OF_ALL = frozenset({"agency.create", "people.import", "agency.supervise", "audit.system", "job.system"})
OWN = [name for name in FORMS if FOUND[name].view.asks not in OF_ALL]


def build(agency: Agency) -> None:
    """Make one thing of every kind in an agency."""
    by: dict[str, Any] = {"pk": FAR}
    unit = Unit.objects.create(**by, agency=agency, name=MARK, key="other", position=9)
    person = Person.objects.create(**by, email="far@example.go.th", name=MARK)
    Membership.objects.create(**by, person=person, agency=agency, role="officer")
    ChainLink.objects.create(**by, agency=agency, order=1, position=MARK, person=person)
    plan = Plan.objects.create(**by, agency=agency, fiscal_year=YEAR, result_year=YEAR - 1)
    measure = Measure.objects.create(**by, plan=plan, key="m1", position=1, title=MARK, approach=MARK)
    measure.units.set([unit])
    Step.objects.create(**by, measure=measure, number=1, text=MARK)
    round_ = FollowupRound.objects.create(**by, plan=plan, key="6m", due=AT.date())
    Entry.objects.create(**by, round=round_, measure=measure, status="done", done_note=MARK, reported_at=AT)
    evidence = Evidence(**by, round=round_, measure=measure, title=MARK, received_at=AT)
    evidence.file.save("far", ContentFile(MARK.encode()))
    Result.objects.create(
        **by,
        agency=agency,
        fiscal_year=YEAR - 1,
        framework="x",
        framework_hash="0" * 64,
        content={},
        entered_at=AT,
    )
    paper = Paper.objects.create(**by, agency=agency, fiscal_year=YEAR, kind="analysis", stage="in_approval")
    version = PaperVersion.objects.create(
        **by, paper=paper, number=1, content_hash="x", text=[MARK], document=b"", pdf=b"", docx=b"", files_hash="x",
        made_at=AT,
    )  # fmt: skip
    Decision.objects.create(**by, version=version, order=1, position=MARK, person=person, person_name=MARK)
    Job.objects.create(**by, kind="papers", agency=agency, stage="waiting", asked_at=AT)
    WordTemplate.objects.create(
        **by, agency=agency, kind="memo", name=MARK, content=b"PK", sha256="0" * 64, added_at=AT
    )
    read = ReadPaper.objects.create(
        **by,
        agency=agency,
        fiscal_year=YEAR,
        name=MARK,
        file="far",
        size=1,
        sha256="1" * 64,
        stage="read",
        sent_at=AT,
    )
    ReadValue.objects.create(**by, paper=read, position=1, field="agency", value=MARK, confidence="sure")
    ReadRemark.objects.create(**by, paper=read, key="x", weight="note", content={})


def rows_of() -> Iterator[tuple[str, Any]]:
    """Everything that has the number, and everything that points to it."""
    for model in apps.get_app_config("web").get_models(include_auto_created=True):
        pointing = models.Q(pk=FAR)
        for each in model._meta.concrete_fields:
            if isinstance(each, models.ForeignKey):
                pointing |= models.Q(**{each.attname: FAR})
        for row in model._base_manager.filter(pointing).order_by("pk").values():
            yield (
                model.__name__,
                {
                    name: bytes(value) if isinstance(value, memoryview) else value
                    for name, value in row.items()
                },
            )


def tries(form: Form) -> Iterator[dict[str, list[str]]]:
    """The form as it opens, with the far number in one choice or hidden number, or in the names of its fields."""
    numbers = {name for name in form.free if form.values[name][0].isdigit()}
    # Of fields that repeat row by row, the first.
    kinds = {re.sub(r"\d+", "0", name): name for name in sorted(form.choices | numbers, reverse=True)}
    for name in kinds.values():
        yield form.data({name: str(FAR)})
    for number in sorted({found for name in form.values for found in re.findall(r"\d+", name)})[:3]:
        yield {
            re.sub(rf"(?<!\d){number}(?!\d)", str(FAR), name): value for name, value in form.values.items()
        }
    # What no form has: somebody may write it into one.
    names = ("unit", "units", "person", "people", "measure", "paper", "job", "evidence", "agency")
    yield {**form.values, **{name: [str(FAR)] for name in names}}


@pytest.mark.once
@pytest.mark.parametrize("name", OWN)
def test_no_field_reaches_a_thing_of_another_agency(
    name: str, things: Things, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    build(things.cast.other)
    client, wrong = writer(things, name), []
    forms = list(forms_of(things, client, FOUND[name]))[:4]
    before = list(rows_of())
    for to, form in forms:
        button = {key: [value] for key, value in form.buttons[-1:] if key}
        for data in tries(form):
            with transaction.atomic():
                answer = sent(client, to, data | button)
                shown = b"" if answer.streaming else answer.content
                if answer.status_code in (302, 303):
                    shown += client.get(answer["Location"]).content
                    if list(rows_of()) != before:
                        wrong.append(f"{to} touched it: {data}")
                transaction.set_rollback(True)
            if answer.status_code >= 500 or MARK in shown.decode(errors="replace"):
                wrong.append(f"{to} → {answer.status_code}: {data}")
    assert list(rows_of()) == before
    assert not wrong, "\n".join(wrong)
