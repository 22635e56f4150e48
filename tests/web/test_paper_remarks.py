"""What proof-reading says of a draft, on a page of its own and within the pages of the paper."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast
from tests.web.paper_cast import Office, build

from prongsai.core.proofread import Remark
from prongsai.web.models import Measure
from prongsai.web.queries.paper_remarks import remarks_on
from prongsai.web.queries.papers import sources_of

NAMES = ("memo", "analysis", "measures", "followup-6m", "implementation", "oit")


@pytest.fixture
def office(cast: Cast) -> Office:
    return build(cast)


def said(office: Office, kind: str) -> dict[str, Remark]:
    return {each.rule.id: each for each in remarks_on(kind, sources_of(office.paper(kind)))}


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


@pytest.mark.parametrize("name", NAMES)
def test_every_draft_can_be_looked_at(office: Office, name: str) -> None:
    client = office.client("officer")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(office.path(f"{name}/remarks/"))

    assert page.status_code == 200
    assert 'id="remarks"' in page.content.decode()
    assert len(asked) <= 10


@pytest.mark.parametrize("kind", ["memo", "analysis", "measures", "implementation"])
def test_a_draft_of_our_own_has_no_error(office: Office, kind: str) -> None:
    assert [id_ for id_, each in said(office, kind).items() if each.rule.weight == "error"] == []


def test_remarks_on_other_papers_stand_with_those(office: Office) -> None:
    assert {each.file for each in said(office, "measures").values()} <= {"measures"}


def test_a_measure_without_steps_is_told(office: Office) -> None:
    before = "form.cell_blank" in said(office, "measures")
    first = Measure.objects.filter(plan=office.plan).order_by("pk").first()
    assert first is not None
    first.steps.all().delete()
    after = said(office, "measures")

    assert not before
    assert after["form.cell_blank"].rule.weight == "warning"
    page = office.client("officer").get(office.path("measures/remarks/"))
    assert "ขั้นตอนหรือวิธีปฏิบัติ ว่างอยู่" in text_of(page)
    assert '<li class="warning">' in text_of(page)


def test_the_paper_and_its_sending_show_the_remarks(office: Office) -> None:
    office.paper("measures")
    client, address = office.client("officer"), office.path("measures/remarks/")

    for page in ("measures/", "measures/submit/"):
        answer = text_of(client.get(office.path(page)))
        assert f'hx-get="{address}"' in answer, page
        assert f'<a href="{address}">' in answer, "without script the list is a page"


def test_what_cannot_be_made_cannot_be_read(cast: Cast) -> None:
    office = build(cast)
    Measure.objects.filter(plan=office.plan).delete()

    assert office.client("officer").get(office.path("measures/remarks/")).status_code == 422


def test_english(office: Office) -> None:
    officer = office.people["officer"]
    officer.lang = "en"
    officer.save()

    assert "The draft was proof-read." in text_of(
        office.client("officer").get(office.path("analysis/remarks/"))
    )
