"""The table of measures with their steps: what is written into it is saved whole, or told cell by cell and kept."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure
from tests.web.cast import Cast
from tests.web.test_measures import at, filled, taken, whole
from tests.web.test_measures_merge import two

from prongsai.core.plan import Step as CoreStep
from prongsai.web.models import AuditEntry, Entry, FollowupRound, Measure, Plan
from prongsai.web.office import measures_table
from prongsai.web.queries.measure import values_of


def sheet(page: bytes) -> dict[str, str]:
    """Return what the table would send as it is shown."""
    forms = lxml.html.document_fromstring(page).forms
    form = next(form for form in forms if any(name.endswith("-version") for name in form.fields))
    return {name: str(value) for name, value in form.form_values()}


def opened(cast: Cast, client: Client | None = None) -> dict[str, str]:
    answer = (client or cast.client("officer")).get(at(cast, "table/"))
    assert answer.status_code == 200
    return sheet(answer.content)


def told(measure: Measure) -> list[tuple[str, str]]:
    return [(step.text, str(step.begins or "")) for step in measure.steps.all()]


def test_steps_are_edited_added_moved_and_removed(cast: Cast) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    m, person = f"m{first.pk}", cast.people["officer"]
    sent = opened(cast) | {
        f"{m}-s1-text": "กำหนดคิวใหม่",
        f"{m}-s1-begins": "1 พ.ย. 68",
        f"{m}-s1-units": "กองคลัง",
        f"{m}-s2-gone": "on",
        f"{m}-n1-text": "เพิ่ม\nสองบรรทัด",
        f"{m}-n1-order": "1",
        f"{m}-people": person.name,
        f"{m}-rounds": "รอบ ๓ เดือน, 12",
    }

    answer = cast.client("officer").post(at(cast, "table/"), sent)

    assert answer.status_code == 302, answer.context["errors"]
    kept, other = whole(plan)
    assert told(kept) == [("เพิ่ม\nสองบรรทัด", ""), ("กำหนดคิวใหม่", "2025-11-01")]
    assert [unit.name for unit in kept.steps.all()[1].units.all()] == ["กองคลัง"]
    assert (list(kept.people.all()), kept.rounds, kept.version) == ([person], ["3m", "12m"], 2)
    assert values_of(other) == values_of(second) and other.version == 1
    entry = AuditEntry.objects.filter(target=f"measure:{first.pk}").first()
    assert entry is not None and sorted(entry.change["fields"]) == ["people", "rounds", "steps"]
    assert entry.change["was"] == [None, 1]


def test_a_table_that_is_sent_as_it_is_shown_changes_nothing(cast: Cast) -> None:
    plan = taken(cast, a_measure(1, responsible_units=("กองคลัง", "นายก")), a_measure(2))
    for measure in whole(plan):
        measure.people.set(cast.people.values())
    for lang in ("th", "en"):
        cast.people["officer"].lang = lang
        cast.people["officer"].save()

        assert cast.client("officer").post(at(cast, "table/"), opened(cast)).status_code == 302

    assert [each.version for each in whole(plan)] == [1, 1]


def test_nobody_can_ask_for_what_is_not_there(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    asked = "foo order s1-foo s1-order n1-text n1-gone s9-gone s-text - gone.x"
    sent = opened(cast) | {
        f"m{first.pk}-asked": asked,
        f"m{first.pk}-s0-text": "x",
        f"m{first.pk}-n0-text": "y",
    }

    assert cast.client("officer").post(at(cast, "table/"), sent).status_code in (302, 409)


def test_what_goes_need_not_be_right(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    sent = opened(cast) | {f"m{first.pk}-s2-gone": "on", f"m{first.pk}-s2-begins": "??"}

    assert cast.client("officer").post(at(cast, "table/"), sent).status_code == 302
    assert len(told(whole(plan)[0])) == 1


def test_what_is_not_sent_stays(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    sent = {f"m{first.pk}-version": "1", f"m{first.pk}-s2-text": "ป้ายใหม่"}

    cast.client("officer").post(at(cast, "table/"), sent)

    found = whole(plan)[0]
    assert [text for text, _ in told(found)] == ["กำหนดคิว", "ป้ายใหม่"]
    assert {**values_of(found), "steps": 0} == {**values_of(first), "steps": 0}


def test_everything_that_is_wrong_is_told_at_its_cell_and_nothing_is_lost(cast: Cast) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    wrong = {
        f"m{first.pk}-s1-begins": "เร็ว ๆ นี้",
        f"m{first.pk}-s2-text": "",
        f"m{first.pk}-n1-units": "กองคลัง",
        f"m{second.pk}-rounds": "13",
        f"m{second.pk}-people": "ไม่มีใคร",
        f"m{second.pk}-s1-ends": "1 ม.ค. 2575",
        f"m{second.pk}-s2-text": "คำที่พิมพ์ไว้",
    }

    answer = cast.client("officer").post(at(cast, "table/"), opened(cast) | wrong)

    assert answer.status_code == 422
    places = {href.removeprefix("id_") for href, _, _ in answer.context["errors"]}
    assert places == {*wrong, f"m{first.pk}-n1-text"} - {f"m{first.pk}-n1-units", f"m{second.pk}-s2-text"}
    again = sheet(answer.content)
    assert {name: again[name].strip() for name in wrong} == wrong
    page = lxml.html.document_fromstring(answer.content)
    assert all(page.get_element_by_id(f"id_{place}").get("aria-invalid") == "true" for place in places)
    assert [each.version for each in whole(plan)] == [1, 1]


@pytest.mark.parametrize("asked", ["m", "new"])
def test_more_rows_are_asked_for_without_a_script(cast: Cast, asked: str) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    prefix = f"m{first.pk}" if asked == "m" else "new"
    sent = opened(cast) | {f"m{first.pk}-n1-text": "พิมพ์ไว้", "more": prefix}

    answer = cast.client("officer").post(at(cast, "table/"), sent)

    again = sheet(answer.content)
    assert answer.status_code == 200 and whole(plan)[0].version == 1
    assert again[f"m{first.pk}-n1-text"].strip() == "พิมพ์ไว้"
    assert (f"m{first.pk}-n4-text" in again, "new5-title" in again) == (asked == "m", asked == "new")


def test_a_new_measure_comes_with_its_steps_and_one_goes(cast: Cast) -> None:
    plan = taken(cast)
    first, second = whole(plan)
    sent = opened(cast) | {
        "new0-title": "มาตรการใหม่",
        "new0-n1-text": "ก้าวแรก",
        f"m{second.pk}-gone": "on",
    }

    assert cast.client("officer").post(at(cast, "table/"), sent).status_code == 302

    found = whole(plan)
    assert [each.title for each in found] == [first.title, "มาตรการใหม่"]
    assert [text for text, _ in told(found[1])] == ["ก้าวแรก"]
    assert second.title in cast.client("officer").get(at(cast, "removed/")).content.decode()


def test_a_step_that_was_reported_on_does_not_go(cast: Cast) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    round_ = FollowupRound.objects.create(plan=plan, key="6m", due="2026-03-31")
    Entry.objects.create(
        round=round_, measure=first, step=2, status="done", reported_at="2026-03-01T00:00:00Z"
    )
    sent = opened(cast) | {f"m{first.pk}-s1-gone": "on"}

    answer = cast.client("officer").post(at(cast, "table/"), sent)

    assert answer.status_code == 422 and "มีรายงานผลของขั้นตอนนี้แล้ว" in answer.content.decode()
    assert f"m{first.pk}-s1-gone" in sheet(answer.content)
    assert len(told(whole(plan)[0])) == 2


@pytest.mark.once
def test_forty_measures_of_six_steps_stay_within_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    steps = tuple(CoreStep(number=n, text=f"ขั้น {n}", responsible_units=("กองคลัง",)) for n in range(1, 7))
    taken(cast, *(a_measure(n, steps=steps) for n in range(1, 41)))
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        answer = client.get(at(cast, "table/"), headers={"Accept-Encoding": "gzip"})

    assert len(answer.content) < 60_000


def test_long_plans_go_on_on_another_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures_table, "MOST_ROWS", 9)
    plan = taken(cast, *(a_measure(n, title=f"มาตรการ {n}") for n in range(1, 5)))
    last = whole(plan)[-1]
    client = cast.client("officer")

    first = client.get(at(cast, "table/"))
    assert f"m{last.pk}-title" not in sheet(first.content) and "?from=3" in first.content.decode()
    sent = sheet(client.get(at(cast, "table/?from=3")).content) | {f"m{last.pk}-title": "ท้าย"}
    answer = client.post(at(cast, "table/?from=3"), sent)

    assert answer.headers["Location"].endswith("?from=3")
    assert [each.title for each in whole(plan)] == ["มาตรการ 1", "มาตรการ 2", "มาตรการ 3", "ท้าย"]


# Two at once


def overtaken(cast: Cast, theirs: dict[str, str], mine: dict[str, str]) -> tuple[Plan, Client, Any]:
    """One sends the form of the first measure while the other writes in the table."""
    plan = taken(cast)
    first = whole(plan)[0]
    one, other = two(cast)
    seen = opened(cast, other)
    one.post(at(cast, f"{first.pk}/edit/"), filled(first, **theirs))
    own = {f"m{first.pk}-{name}": text for name, text in mine.items()}
    return plan, other, other.post(at(cast, "table/"), seen | own)


def test_steps_that_two_changed_apart_are_put_together_and_looked_at(cast: Cast) -> None:
    plan, client, answer = overtaken(
        cast,
        {"steps-0-text": "ก้าวของอรุณ"},
        {"s2-text": "ก้าวของพรทิพย์", "s1-begins": "1 พ.ย. 2568", "n1-text": "ใหม่"},
    )
    assert answer.status_code == 409

    assert client.post(at(cast, "table/"), sheet(answer.content)).status_code == 302

    assert told(whole(plan)[0]) == [
        ("ก้าวของอรุณ", "2025-11-01"),
        ("ก้าวของพรทิพย์", ""),
        ("ใหม่", ""),
    ]


@pytest.mark.parametrize("detour", [{"s2-ends": "??"}, {"more": "new"}])
def test_a_detour_does_not_forget_what_the_rows_were_written_on(cast: Cast, detour: dict[str, str]) -> None:
    plan = taken(cast)
    first = whole(plan)[0]
    one, other = two(cast)
    m, seen = f"m{first.pk}", opened(cast, other)
    one.post(at(cast, f"{first.pk}/edit/"), filled(first, **{"steps-0-text": "ของอรุณ"}))
    wrong = {name if name == "more" else f"{m}-{name}": text for name, text in detour.items()}
    back = sheet(other.post(at(cast, "table/"), {**seen, f"{m}-s1-text": "ของพรทิพย์", **wrong}).content)

    answer = other.post(at(cast, "table/"), {**back, f"{m}-s2-ends": ""})

    assert answer.status_code == 409
    assert told(whole(plan)[0])[0][0] == "ของอรุณ"


@pytest.mark.parametrize(("side", "stands"), [("mine", "ของพรทิพย์"), ("theirs", "ของอรุณ")])
def test_the_same_words_of_a_step_are_asked_for_at_their_cell(cast: Cast, side: str, stands: str) -> None:
    plan, client, answer = overtaken(cast, {"steps-0-text": "ของอรุณ"}, {"s1-text": "ของพรทิพย์"})
    first = whole(plan)[0]
    sent = sheet(answer.content)
    assert [place for place, _ in answer.context["table"].asked] == [f"id_m{first.pk}-s1-text"]

    open_ = client.post(at(cast, "table/"), sent)
    assert open_.status_code == 409 and "ของอรุณ" in open_.content.decode()
    client.post(at(cast, "table/"), sheet(open_.content) | {f"m{first.pk}-s1-text-take": side})

    assert told(whole(plan)[0])[0][0] == stands


@pytest.mark.parametrize("kept", ["keep", "on"])
@pytest.mark.parametrize("removed_by", ["mine", "theirs"])
def test_a_step_that_one_took_out_and_the_other_changed_stays_or_goes(
    cast: Cast, removed_by: str, kept: str
) -> None:
    there, gone = {"steps-1-text": "ป้ายใหม่"}, {"steps-1-DELETE": "on"}
    if removed_by == "mine":
        plan, client, answer = overtaken(cast, there, {"s2-gone": "on"})
    else:
        plan, client, answer = overtaken(cast, gone, {"s2-text": "ป้ายใหม่"})
    sent = sheet(answer.content)
    (asked,) = [value for name, value in sent.items() if name.endswith("-asked")]
    assert client.post(at(cast, "table/"), sent).status_code == 409

    first = whole(plan)[0]
    answer = client.post(at(cast, "table/"), {**sent, f"m{first.pk}-{asked}": kept})

    assert answer.status_code == 302
    assert [text for text, _ in told(whole(plan)[0])] == ["กำหนดคิว", *(["ป้ายใหม่"] if kept == "keep" else [])]


@pytest.mark.parametrize(
    ("side", "stands"), [("mine", ["ข", "ใหม่", "ก", "ค"]), ("theirs", ["ค", "ใหม่", "ก", "ข"])]
)
def test_an_order_that_both_changed_is_asked_for(cast: Cast, side: str, stands: list[str]) -> None:
    steps = tuple(CoreStep(number=n, text=text) for n, text in enumerate("กขค", 1))
    plan = taken(cast, a_measure(1, steps=steps))
    first = whole(plan)[0]
    one, other = two(cast)
    seen, m = opened(cast, other), f"m{first.pk}"
    moved = {"steps-0-ORDER": "2", "steps-1-ORDER": "3", "steps-2-ORDER": "1"}
    one.post(at(cast, f"{first.pk}/edit/"), filled(first, **moved))
    mine = {f"{m}-s1-order": "2", f"{m}-s2-order": "1", f"{m}-n1-text": "ใหม่", f"{m}-n1-order": "2"}
    sent = sheet(other.post(at(cast, "table/"), seen | mine).content)
    assert other.post(at(cast, "table/"), sent).status_code == 409

    assert other.post(at(cast, "table/"), {**sent, f"{m}-steps-take": side}).status_code == 302

    assert [text for text, _ in told(whole(plan)[0])] == stands


def test_a_measure_that_was_changed_meanwhile_does_not_go_unseen(cast: Cast) -> None:
    plan, client, answer = overtaken(cast, {"title": "ของอรุณ"}, {"gone": "on"})
    sent = sheet(answer.content)
    assert answer.status_code == 409 and "ของอรุณ" in answer.content.decode()
    assert client.post(at(cast, "table/"), sent).status_code == 409

    first = whole(plan)[0]
    client.post(at(cast, "table/"), {**sent, f"m{first.pk}-gone": "keep"})
    assert plan.measures.count() == 2
    sent = opened(cast, client)
    client.post(at(cast, "table/"), {**sent, f"m{first.pk}-gone": "on"})
    assert plan.measures.count() == 1
