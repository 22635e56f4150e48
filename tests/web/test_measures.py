"""The pages on measures over HTTP: board, table, strip, one measure, files, last year, and who may do what."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast

from prongsai.core.plan import Step as CoreStep
from prongsai.core.plan.period import whole_year
from prongsai.reading.plan import read_data
from prongsai.web.actions import plan as actions
from prongsai.web.models import (
    Decision,
    Entry,
    FollowupRound,
    Measure,
    Paper,
    PaperVersion,
    Plan,
    Result,
)
from prongsai.web.queries.measure import measures_of, values_of
from prongsai.web.queries.plan import plan_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = '<script>alert("x")</script>'
EMPTY_STEPS = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}


def at(cast: Cast, page: str = "", year: int = 2569) -> str:
    return f"/a/{cast.own.pk}/{year}/measures/{page}"


def don_sak(cast: Cast, year: int = 2568) -> Result:
    content = json.loads((EXAMPLES / "donsak-2568.json").read_text("utf-8"))
    return Result.objects.create(
        agency=cast.own,
        fiscal_year=year,
        framework="th-ita-2568",
        framework_hash="",
        content=content,
        entered_at=timezone.now(),
    )


def taken(cast: Cast, *measures: Any) -> Plan:
    plan = a_plan(*(measures or (a_measure(1), a_measure(2, title="มาตรการที่สอง"))))
    return actions.take(cast.actor("officer"), cast.own, plan=plan)


def many(cast: Cast) -> Plan:
    """Thirty measures of six steps, each with units and people, each reported on."""
    steps = tuple(CoreStep(number=n, text=f"ขั้นตอน {n}", responsible_units=("กองคลัง",)) for n in range(1, 7))
    plan = taken(cast, *(a_measure(n, steps=steps, codes=("O15",)) for n in range(1, 31)))
    round_ = FollowupRound.objects.create(plan=plan, key="6m", due="2026-03-31")
    for measure in plan.measures.all():
        measure.people.set(cast.people.values())
        Entry.objects.bulk_create(
            Entry(round=round_, measure=measure, step=step, status="done", reported_at=timezone.now())
            for step in range(1, 7)
        )
        source = {"title": f"ใหม่ {measure.key}"}
        actions.save(cast.actor("officer"), plan, measure=measure.pk, version=1, values=source)
    return plan


def filled(measure: Measure, **changes: str) -> dict[str, str]:
    """What the form of a measure sends when it is sent as it was shown."""
    values: dict[str, Any] = values_of(measure)
    data = {
        **{name: values[name] for name in ("title", "topic", "approach", "monitoring_note", "expected_gain")},
        **{name: values[name] for name in ("begins", "ends", "budget", "units", "people", "rounds")},
        **{name: "\n".join(values[name]) for name in ("other_owners", "codes", "findings")},
        "version": str(measure.version),
        "steps-TOTAL_FORMS": str(len(values["steps"])),
        "steps-INITIAL_FORMS": "0",
    }
    for number, step in enumerate(values["steps"]):
        data |= {f"steps-{number}-{name}": step[name] for name in ("text", "begins", "ends", "units")}
        data |= {f"steps-{number}-other_owners": "\n".join(step["other_owners"])}
        data |= {f"steps-{number}-was": str(number + 1), f"steps-{number}-ORDER": str(number + 1)}
    return data | changes


def rows(measures: list[Measure], **changes: str) -> dict[str, str]:
    """What the table sends when it is sent as it was shown."""
    data: dict[str, str] = {}
    for place, measure in enumerate(measures, 1):
        values: dict[str, Any] = values_of(measure)
        cells = {name: values[name] for name in ("title", "topic", "begins", "ends", "budget")}
        cells |= {"rounds": ", ".join(values["rounds"])}
        cells["units"] = "\n".join(unit.name for unit in measure.units.all())
        cells["other_owners"] = "\n".join(measure.other_owners)
        cells |= {"version": str(measure.version), "order": str(place)}
        data |= {f"m{measure.pk}-{name}": cell for name, cell in cells.items()}
    return data | changes


def whole(plan: Plan) -> list[Measure]:
    return list(measures_of(plan))


# Seeing


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "page", ["", "table/", "strip/", "{m}/", "{m}/history/", "{m}/last-year/", "removed/"]
)
def test_everyone_in_the_agency_sees_the_measures(cast: Cast, page: str, lang: str) -> None:
    don_sak(cast)
    plan = taken(cast)
    first = plan.measures.all()[0]
    for role in ("officer", "unit_member", "executive", "auditor", "supervisor"):
        cast.people[role].lang = lang
        cast.people[role].save()
        answer = cast.client(role).get(at(cast, page.format(m=first.pk)))
        assert answer.status_code == 200, (role, page)
        if page not in ("removed/",):
            assert first.title in answer.content.decode(), (role, page)


def test_only_the_officer_finds_what_changes_something(cast: Cast) -> None:
    first = taken(cast).measures.all()[0]

    assert f"{first.pk}/edit/" in cast.client("officer").get(at(cast, f"{first.pk}/")).content.decode()
    for role in ("unit_member", "executive", "auditor"):
        page = cast.client(role).get(at(cast, f"{first.pk}/")).content.decode()
        assert f"{first.pk}/edit/" not in page and "/remove/" not in page
        assert cast.client(role).post(at(cast, f"{first.pk}/edit/"), filled(first)).status_code == 403
        assert cast.client(role).post(at(cast, "table/"), {}).status_code == 403
    assert cast.stranger("officer").get(at(cast)).status_code == 403


def test_a_measure_of_another_agency_or_year_is_not_found(cast: Cast) -> None:
    first = taken(cast).measures.all()[0]

    assert cast.client("officer").get(at(cast, f"{first.pk}/", year=2568)).status_code == 404
    assert cast.stranger("officer").get(f"/a/{cast.other.pk}/2569/measures/{first.pk}/").status_code == 404


@pytest.mark.once
def test_pages_stay_within_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    don_sak(cast)
    one = many(cast).measures.all()[3].pk
    client = cast.client("officer")
    pages = [
        "",
        "table/",
        "strip/",
        "propose/",
        "removed/",
        "copy/",
        "import/",
        "new/?code=O15",
        "new/?from=blank",
    ]
    pages += [
        f"{one}/",
        f"{one}/edit/",
        f"{one}/history/",
        f"{one}/last-year/",
        "export/xlsx/",
        "export/json/",
    ]
    for page in pages:
        with django_assert_max_num_queries(10):
            assert client.get(at(cast, page)).status_code == 200, page


def test_copying_thirty_measures_stays_within_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    don_sak(cast)
    many(cast)
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        assert client.get(at(cast, "copy/", year=2570)).status_code == 200
    chosen = list(Measure.objects.values_list("pk", flat=True)[:2])
    client.post(at(cast, "copy/", year=2570), {"keep": chosen})
    copy = Measure.objects.filter(copied_from=chosen[0]).get()
    with django_assert_max_num_queries(10):
        assert client.get(at(cast, f"{copy.pk}/last-year/", year=2570)).status_code == 200


def test_measures_are_filtered(cast: Cast) -> None:
    plan = taken(
        cast,
        a_measure(1, title="ของคลัง", responsible_units=("กองคลัง",), codes=("O15",)),
        a_measure(2, title="ของสำนักปลัด", responsible_units=("สำนักปลัดเทศบาล",), topic="อื่น", codes=("i1",)),
    )
    person = cast.people["unit_member"]
    plan.measures.all()[1].people.add(person)
    client = cast.client("officer")
    for query, first, second in (
        ("", True, True),
        (f"?unit={cast.other_unit.pk}", True, False),
        (f"?person={person.pk}", False, True),
        ("?topic=อื่น", False, True),
        ("?code=O15", True, False),
        ("?unit=nonsense&person=1%27", True, True),
    ):
        page = client.get(at(cast, query)).content.decode()
        assert ("ของคลัง" in page, "ของสำนักปลัด" in page) == (first, second), query


def test_what_people_wrote_is_never_markup(cast: Cast) -> None:
    don_sak(cast)
    text = a_measure().steps[0]
    hostile = a_measure(
        1,
        **{name: HOSTILE for name in ("title", "topic", "approach", "monitoring_note")},
        responsible_units=(HOSTILE,),
        steps=(CoreStep(number=1, text=HOSTILE, responsible_units=(HOSTILE,), period=text.period),),
    )
    plan = taken(cast, hostile)
    first = whole(plan)[0]
    client = cast.client("officer")
    client.post(at(cast, f"{first.pk}/edit/"), filled(first, title=HOSTILE + "2"))
    for page in ("", "table/", "strip/", f"{first.pk}/", f"{first.pk}/edit/", f"{first.pk}/history/"):
        body = client.get(at(cast, page)).content.decode()
        assert "<script>alert" not in body, page
    assert "&lt;script&gt;alert" in client.get(at(cast, f"{first.pk}/")).content.decode()


# Proposing, adding, removing


def test_measures_are_proposed_once(cast: Cast) -> None:
    don_sak(cast)
    client = cast.client("officer")
    shown = client.get(at(cast, "propose/")).content.decode()
    keep = re.findall(r'name="keep" value="([^"]+)" checked', shown)

    none = client.post(at(cast, "propose/"), follow=True)
    assert "ยังไม่ได้เลือกมาตรการ" in none.content.decode() and not Measure.objects.exists()
    assert client.post(at(cast, "propose/"), {"keep": keep[1:]}).status_code == 302
    number = Measure.objects.count()
    client.post(at(cast, "propose/"), {"keep": keep[1:]})

    assert number == Measure.objects.count() == len(keep) - 1 > 5
    assert Measure.objects.all()[0].title in shown
    assert (
        re.findall(r'name="keep" value="([^"]+)" checked', client.get(at(cast, "propose/")).content.decode())
        == keep[:1]
    )


def test_a_measure_is_begun_from_the_catalogue(cast: Cast) -> None:
    from prongsai.reading.catalogue import load

    don_sak(cast)
    client = cast.client("officer")
    offered = client.get(at(cast, "new/?code=O15")).content.decode()
    key = next(key for key in load().measures if f"from={key}&amp;code=O15" in offered)

    form = client.get(at(cast, f"new/?from={key}&code=O15")).context["form"]
    answer = client.post(
        at(cast, f"new/?from={key}&code=O15"),
        {"title": form.initial["title"], "codes": "O15", **EMPTY_STEPS},
    )

    made = Measure.objects.get()
    assert answer.headers["Location"] == at(cast, f"{made.pk}/")
    assert (made.codes, made.plan.fiscal_year, made.plan.result_year) == (["O15"], 2569, 2568)


def test_a_removed_measure_comes_back_from_the_list(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    before = values_of(first)
    client = cast.client("officer")

    listed = client.post(at(cast, f"{first.pk}/remove/"), {"version": "1"}, follow=True)
    assert first.title in listed.content.decode() and plan.measures.count() == 1
    client.post(at(cast, "removed/"), {"entry": str(listed.context["entries"][0].pk)})

    assert values_of(whole(plan)[0]) == before


def test_a_measure_that_was_changed_meanwhile_is_not_removed(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    actions.save(cast.actor("officer"), plan, measure=first.pk, version=1, values={"title": "ใหม่"})

    answer = cast.client("officer").post(at(cast, f"{first.pk}/remove/"), {"version": "1"}, follow=True)

    assert plan.measures.count() == 2
    assert "ยังไม่ได้ลบ" in answer.content.decode()


# Editing


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    before = values_of(first)

    answer = cast.client("officer").post(at(cast, f"{first.pk}/edit/"), filled(first))

    first = whole(plan)[0]
    assert (answer.status_code, values_of(first), first.version) == (302, before, 1)


def test_thai_digits_and_days_of_the_buddhist_era_are_read(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    changes = {
        "begins": "๑๗ เม.ย. ๖๙",
        "ends": "30/9/2569",
        "budget": "๑๒,๕๐๐ บาท",
        "expected_gain": "๑/๓",
        "steps-0-begins": "๑๗ เมษายน ๒๕๖๙",
        "steps-0-ends": "2026-05-01",
    }

    assert (
        cast.client("officer").post(at(cast, f"{first.pk}/edit/"), filled(first, **changes)).status_code
        == 302
    )

    found = whole(plan)[0]
    assert (found.begins, found.ends) == (datetime.date(2026, 4, 17), datetime.date(2026, 9, 30))
    assert (str(found.budget), found.expected_gain) == ("12500.00", "1/3")
    assert found.steps.all()[0].ends == datetime.date(2026, 5, 1)


def test_a_code_that_is_taken_out_takes_its_finding_along(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    assert (first.codes, first.findings) == (["i1", "O9"], ["finding.i1", "finding.O9"])

    cast.client("officer").post(at(cast, f"{first.pk}/edit/"), filled(first, codes="O9, O15"))

    found = whole(plan)[0]
    assert (found.codes, found.findings) == (["O9", "O15"], ["finding.O9"])


def test_everything_that_is_wrong_is_told_at_once_and_kept(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    wrong = {"title": " ", "begins": "เมื่อวาน", "ends": "1 ต.ค. 2570", "budget": "มาก", "codes": "X99"}
    data = filled(first, **wrong, **{"steps-0-text": "", "steps-1-ends": "31 ก.พ. 69"})

    answer = cast.client("officer").post(at(cast, f"{first.pk}/edit/"), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    for told in ("ยังไม่ได้กรอก", "เมื่อวาน", "อยู่นอกปีงบประมาณ", "มาก", "X99", "ยังไม่ได้เขียนว่าทำอะไร", "31 ก.พ. 69"):
        assert told in page, told
    assert values_of(whole(plan)[0]) == values_of(first)


def test_steps_are_added_ordered_and_removed_without_a_script(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    client = cast.client("officer")
    more = client.post(at(cast, f"{first.pk}/edit/"), filled(first, more="1", title="พิมพ์ไว้"))
    assert more.status_code == 200 and "พิมพ์ไว้" in more.content.decode()
    assert len(more.context["steps"].forms) == 4

    data = filled(
        first,
        **{"steps-TOTAL_FORMS": "4", "steps-0-ORDER": "9", "steps-2-text": "ใหม่", "steps-1-DELETE": "on"},
    )
    client.post(at(cast, f"{first.pk}/edit/"), data)

    assert [step.text for step in whole(plan)[0].steps.all()] == ["กำหนดคิว", "ใหม่"]


# The table


def test_the_table_saves_what_changed_and_nothing_else(cast: Cast) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    data = rows(
        [first, second], **{f"m{first.pk}-title": "ชื่อใหม่", f"m{second.pk}-order": "0", "new0-title": "เพิ่ม"}
    )
    data[f"m{second.pk}-order"], data[f"m{first.pk}-order"] = "1", "2"

    answer = cast.client("officer").post(at(cast, "table/"), data)

    assert answer.status_code == 302, answer.content.decode()
    assert [(each.title, each.version) for each in whole(plan)] == [
        ("มาตรการที่สอง", 1),
        ("ชื่อใหม่", 2),
        ("เพิ่ม", 1),
    ]
    assert values_of(whole(plan)[1])["steps"] == values_of(first)["steps"]


def test_one_wrong_cell_keeps_the_whole_table_from_being_saved(cast: Cast) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    data = rows(
        [first, second],
        **{
            f"m{first.pk}-title": "ชื่อใหม่",
            f"m{second.pk}-units": "กองช่าง",
            f"m{second.pk}-ends": "??",
            "new0-budget": "5",
        },
    )

    answer = cast.client("officer").post(at(cast, "table/"), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [each.title for each in whole(plan)] == [first.title, second.title]
    assert "กองช่าง" in page and "ชื่อใหม่" in page and "แถวใหม่" in page
    assert len(answer.context["errors"]) == 3


def test_a_table_that_is_sent_as_it_was_shown_changes_nothing(cast: Cast) -> None:
    plan = taken(cast)
    cast.client("officer").post(at(cast, "table/"), rows(whole(plan)))

    assert [each.version for each in whole(plan)] == [1, 1]


# Files


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_what_is_exported_can_be_brought_back(cast: Cast, ending: str) -> None:
    plan = taken(cast)
    client = cast.client("officer")
    sent = client.get(at(cast, f"export/{ending}/"))
    assert sent["Content-Disposition"].startswith("attachment")
    kept = plan_of(cast.own, 2569)
    assert kept is not None and read_data(sent.content, f"plan.{ending}")[0] == kept.named
    before = [values_of(each) for each in whole(plan)]

    same = client.post(at(cast, "import/"), {"file": SimpleUploadedFile(f"plan.{ending}", sent.content)})
    assert same.context["preview"].same == 2
    plan.measures.all().delete()
    shown = client.post(at(cast, "import/"), {"file": SimpleUploadedFile(f"plan.{ending}", sent.content)})
    client.post(at(cast, "import/"), {"plan": shown.context["signed"]})

    assert [values_of(each) for each in whole(plan)] == before


def test_the_example_plan_is_brought_in_and_the_words_changed_in_it_too(cast: Cast) -> None:
    client = cast.client("officer")
    content = (EXAMPLES / "donsak-2569-plan.json").read_bytes()
    shown = client.post(at(cast, "import/"), {"file": SimpleUploadedFile("plan.json", content)})
    assert client.post(at(cast, "import/"), {"plan": shown.context["signed"]}).status_code == 302
    edited = json.loads(content)
    edited["measures"][0]["title"] = "ชื่อจากไฟล์"

    again = client.post(
        at(cast, "import/"), {"file": SimpleUploadedFile("plan.json", json.dumps(edited).encode())}
    )
    assert len(again.context["preview"].edits) == 1
    first = Measure.objects.get(key="m1")
    actions.save(cast.actor("officer"), first.plan, measure=first.pk, version=1, values={"topic": "อื่น"})
    stale = client.post(at(cast, "import/"), {"plan": again.context["signed"]})
    assert stale.status_code == 409
    client.post(at(cast, "import/"), {"plan": stale.context["signed"]})

    first.refresh_from_db()
    assert (first.title, first.version) == ("ชื่อจากไฟล์", 3)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.pdf", b"%PDF", ".xlsx"),
        ("plan.json", b'{"a": 1}', "measures"),
        ("plan.xlsx", b"PK\x03\x04nonsense", "plan.xlsx"),
        ("plan.json", (EXAMPLES / "napho-2565-plan.json").read_bytes(), "2565"),
    ],
)
def test_what_is_no_plan_of_the_year_is_refused(cast: Cast, name: str, content: bytes, told: str) -> None:
    answer = cast.client("officer").post(at(cast, "import/"), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Measure.objects.exists()


# Last year


def test_measures_are_copied_with_their_days_a_year_later(cast: Cast) -> None:
    plan = taken(cast)
    first, _ = whole(plan)
    round_ = FollowupRound.objects.create(plan=plan, key="6m", due="2026-03-31")
    Entry.objects.create(
        round=round_, measure=first, status="hindered", reason="ขาดคน", reported_at=timezone.now()
    )
    client = cast.client("officer")
    assert "ขาดคน" in client.get(at(cast, "copy/", year=2570)).content.decode()

    client.post(at(cast, "copy/", year=2570), {"keep": [str(first.pk)]})

    copy = Measure.objects.get(plan__fiscal_year=2570)
    assert (copy.copied_from, copy.title, copy.expected_gain) == (first, first.title, "")
    assert (copy.begins, copy.ends) == (whole_year(2570).begins, whole_year(2570).ends)
    assert copy.steps.count() == 2
    nothing = client.get(at(cast, f"{copy.pk}/last-year/", year=2570)).content.decode()
    assert "เหมือนปีก่อนทุกอย่าง" in nothing
    actions.save(cast.actor("officer"), copy.plan, measure=copy.pk, version=1, values={"title": "ปรับแล้ว"})
    told = client.get(at(cast, f"{copy.pk}/last-year/", year=2570)).content.decode()
    assert "ปรับแล้ว" in told and first.title in told
    client.post(at(cast, "copy/", year=2570), {"keep": [str(first.pk)]})
    assert Measure.objects.filter(plan__fiscal_year=2570).count() == 1


# Stages


@pytest.mark.parametrize(("stage", "word"), [("submitted", "เสนออนุมัติแล้ว"), ("approved", "อนุมัติแล้ว")])
def test_a_plan_out_of_hand_says_why_and_keeps_what_was_typed(cast: Cast, stage: str, word: str) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    Plan.objects.update(stage=stage)
    client = cast.client("officer")

    assert word in client.get(at(cast)).content.decode()
    assert client.get(at(cast, f"{first.pk}/edit/")).status_code == 302
    form = client.post(at(cast, f"{first.pk}/edit/"), filled(first, title="พิมพ์ไว้"))
    table = client.post(at(cast, "table/"), rows([first, second], **{f"m{first.pk}-title": "พิมพ์ไว้"}))

    assert (form.status_code, table.status_code) == (409, 409)
    assert "พิมพ์ไว้" in form.content.decode() and "พิมพ์ไว้" in table.content.decode()
    assert [each.title for each in whole(plan)] == [first.title, second.title]


def test_a_plan_that_was_sent_up_says_at_whose_desk_it_lies(cast: Cast) -> None:
    taken(cast)
    Plan.objects.update(stage="submitted")
    paper = Paper.objects.create(agency=cast.own, fiscal_year=2569, kind="measures", stage="in_approval")
    version = PaperVersion.objects.create(
        paper=paper, number=1, content_hash="", text=[], pdf=b"", made_at=timezone.now()
    )
    for order, decision in enumerate(("approved", "waiting", "waiting"), 1):
        Decision.objects.create(version=version, order=order, position=f"ตำแหน่งที่ {order}", decision=decision)

    body = cast.client("officer").get(at(cast)).content.decode()

    assert "ขณะนี้อยู่ที่ตำแหน่งที่ 2" in body


def test_an_approved_plan_is_opened_with_a_reason(cast: Cast) -> None:
    plan = taken(cast)
    Plan.objects.update(stage="approved")
    client: Client = cast.client("officer")

    assert client.post(at(cast, "revise/"), {"reason": ""}).status_code == 422
    assert cast.client("executive").post(at(cast, "revise/"), {"reason": "แก้"}).status_code == 403
    assert client.post(at(cast, "revise/"), {"reason": "เพิ่มขั้นตอน"}).status_code == 302

    plan.refresh_from_db()
    assert (plan.stage, plan.version) == ("draft", 2)
