"""Two people edit the same measure: nothing is overwritten unseen, nothing that was typed is lost."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.test import Client
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast, signed_in
from tests.web.site import PATIENCE, Site, new_site
from tests.web.test_measures import at, filled, rows, whole

from prongsai.web.actions import plan as actions
from prongsai.web.models import AuditEntry, Measure, Membership, Person, Plan
from prongsai.web.queries.measure import values_of


def two(cast: Cast) -> tuple[Client, Client]:
    """Two officers of the agency, each in a browser of their own."""
    other = Person.objects.create_user("porntip@example.go.th", name="พรทิพย์ ใส่ใจ")
    Membership.objects.create(person=other, agency=cast.own, role="officer")
    return cast.client("officer"), signed_in(other)


def a_kept_plan(cast: Cast) -> Plan:
    plan = a_plan(a_measure(1, title="เดิม"), a_measure(2, title="อีกมาตรการ"))
    return actions.take(cast.actor("officer"), cast.own, plan=plan)


def fields(page: bytes) -> dict[str, Any]:
    """Return what the form of a page with a hidden `merge` would send."""
    forms = lxml.html.document_fromstring(page).forms
    return dict(next(form for form in forms if "merge" in form.fields).form_values())


def written(page: bytes) -> dict[str, Any]:
    """Return what the form of a measure would send, with every box that is ticked."""
    form = next(form for form in lxml.html.document_fromstring(page).forms if "title" in form.fields)
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def parts(answer: Any) -> dict[str, str]:
    """Return what changed: by whom, with a mark where somebody must choose."""
    shown = [*answer.context["asked"], *answer.context["silent"]]
    return {each.part.key: each.part.by + "?" * each.part.asked for each in shown}


def test_the_second_is_shown_who_changed_what_and_saves_the_merge(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ", topic="ด้านใหม่"))

    answer = second.post(
        at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของพรทิพย์", budget="99", approach="วิธีใหม่")
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert [each.title for each in whole(plan)] == ["ของอรุณ", "อีกมาตรการ"]
    for told in ("อรุณ ใจดี", "เดิม", "ของอรุณ", "ของพรทิพย์", "ด้านใหม่", "วิธีใหม่"):
        assert told in page, told
    assert parts(answer) == {"title": "both?", "topic": "theirs", "approach": "mine", "budget": "mine"}

    undecided = second.post(at(cast, f"{measure.pk}/edit/"), fields(answer.content))
    assert undecided.status_code == 409 and "ยังไม่ได้เลือก" in undecided.content.decode()
    chosen = {**fields(answer.content), "take-title": "mine"}
    assert second.post(at(cast, f"{measure.pk}/edit/"), chosen).status_code == 302

    found = whole(plan)[0]
    assert (found.title, found.topic, found.approach, found.version) == ("ของพรทิพย์", "ด้านใหม่", "วิธีใหม่", 3)
    assert str(found.budget) == "99.00"
    last = AuditEntry.objects.filter(target=f"measure:{measure.pk}").first()
    assert last is not None and last.change["fields"]["title"] == ["ของอรุณ", "ของพรทิพย์"]


@pytest.mark.parametrize(
    ("side", "title", "topic"), [("mine", "ของพรทิพย์", "ใหม่"), ("theirs", "ของอรุณ", "ใหม่")]
)
def test_one_side_may_be_taken_wherever_it_is_asked(cast: Cast, side: str, title: str, topic: str) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ", topic="ใหม่"))
    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของพรทิพย์"))

    second.post(at(cast, f"{measure.pk}/edit/"), {**fields(answer.content), "all": side})

    found = whole(plan)[0]
    assert (found.title, found.topic) == (title, topic)


def test_who_is_overtaken_twice_chooses_twice(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ครั้งแรก"))
    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของพรทิพย์"))
    first.post(at(cast, f"{measure.pk}/edit/"), filled(whole(plan)[0], title="ครั้งที่สอง"))

    again = second.post(at(cast, f"{measure.pk}/edit/"), {**fields(answer.content), "take-title": "mine"})

    assert again.status_code == 409
    assert "ครั้งที่สอง" in again.content.decode() and "ของพรทิพย์" in again.content.decode()
    assert whole(plan)[0].title == "ครั้งที่สอง"


def test_the_same_change_twice_is_no_conflict(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    for client in (first, second):
        answer = client.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="เหมือนกัน"))
        assert answer.status_code == 302

    assert whole(plan)[0].version == 2


def test_steps_are_merged_one_by_one(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, **{"steps-0-text": "ก้าวของอรุณ"}))
    answer = second.post(
        at(cast, f"{measure.pk}/edit/"),
        filled(measure, **{"steps-1-text": "ก้าวของพรทิพย์", "steps-0-begins": "2025-11-01"}),
    )
    assert parts(answer) == {"steps.1.text": "theirs", "steps.1.begins": "mine", "steps.2.text": "mine"}

    assert second.post(at(cast, f"{measure.pk}/edit/"), fields(answer.content)).status_code == 302

    steps = whole(plan)[0].steps.all()
    assert [step.text for step in steps] == ["ก้าวของอรุณ", "ก้าวของพรทิพย์"]
    assert str(steps[0].begins) == "2025-11-01"


def moved_and_changed(cast: Cast, plan: Plan) -> tuple[Measure, Client, Any]:
    """One takes the second step out and puts one before the first, the other changes both and adds one."""
    measure = whole(plan)[0]
    first, second = two(cast)
    theirs = {"steps-TOTAL_FORMS": "3", "steps-1-DELETE": "on", "steps-2-text": "แรก", "steps-2-ORDER": "0"}
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, **theirs, **{"steps-0-ORDER": "1"}))
    mine = {"steps-TOTAL_FORMS": "3", "steps-1-text": "ติดป้ายใหม่", "steps-2-text": "ท้าย", "steps-2-ORDER": "9"}
    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, **mine))
    return measure, second, answer


@pytest.mark.parametrize(("side", "kept"), [("mine", ["ติดป้ายใหม่"]), ("theirs", [])])
def test_a_step_that_one_took_out_and_the_other_changed_is_asked_about(
    cast: Cast, side: str, kept: list[str]
) -> None:
    plan = a_kept_plan(cast)
    measure, second, answer = moved_and_changed(cast, plan)
    assert [each.part.key for each in answer.context["asked"]] == ["steps.2"]

    second.post(at(cast, f"{measure.pk}/edit/"), {**fields(answer.content), "take-steps.2": side})

    assert sorted(step.text for step in whole(plan)[0].steps.all()) == sorted(
        ["กำหนดคิว", "แรก", "ท้าย", *kept]
    )


def test_what_is_put_together_can_be_written_on_before_it_is_saved(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure, second, answer = moved_and_changed(cast, plan)
    chosen = {**fields(answer.content), "take-steps.2": "mine", "edit": "1"}

    page = second.post(at(cast, f"{measure.pk}/edit/"), chosen)

    sent = written(page.content)
    assert whole(plan)[0].version == 2
    assert [f"steps-{number}-was" in sent for number in range(4)].count(True) == 2
    assert second.post(at(cast, f"{measure.pk}/edit/"), {**sent, "title": "ต่อ"}).status_code == 302
    found = whole(plan)[0]
    assert (found.title, found.version, found.steps.count()) == ("ต่อ", 3, 4)


def test_days_that_fit_only_one_by_one_are_not_saved_together(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, ends="2025-12-31"))
    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, begins="2026-02-01"))
    assert parts(answer) == {"begins": "mine?", "ends": "theirs?"}

    wrong = {**fields(answer.content), "take-begins": "mine", "take-ends": "theirs"}
    assert second.post(at(cast, f"{measure.pk}/edit/"), wrong).status_code == 409
    second.post(at(cast, f"{measure.pk}/edit/"), {**wrong, "take-ends": "mine"})

    assert [str(day) for day in (whole(plan)[0].begins, whole(plan)[0].ends)] == ["2026-02-01", "2026-09-30"]


def test_a_version_before_is_brought_back_as_any_other_change(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    client = cast.client("officer")
    changed = {"steps-0-DELETE": "on", "title": "ชื่อใหม่"}
    client.post(at(cast, f"{measure.pk}/edit/"), filled(measure, **changed))
    history = client.get(at(cast, f"{measure.pk}/history/"))
    ((_, fields),) = history.context["changes"]
    assert [each.name for each in fields] == ["title", "steps.1"]
    assert f"{measure.pk}/edit/?from=1" in history.content.decode()

    page = client.get(at(cast, f"{measure.pk}/edit/?from=1"))
    client.post(at(cast, f"{measure.pk}/edit/"), written(page.content))

    found = whole(plan)[0]
    assert (found.title, found.version) == ("เดิม", 3)
    assert values_of(found) == values_of(measure)


def test_what_travels_with_the_page_cannot_be_forged(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure, other = whole(plan)
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ"))
    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของพรทิพย์"))
    sent = {**fields(answer.content), "take-title": "mine"}

    for page, data in ((measure.pk, {**sent, "merge": "x" + sent["merge"]}), (other.pk, sent)):
        assert second.post(at(cast, f"{page}/edit/"), data).status_code == 404
    assert [each.title for each in whole(plan)] == ["ของอรุณ", "อีกมาตรการ"]


def test_a_measure_that_is_gone_is_told(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure = whole(plan)[0]
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/remove/"), {"version": "1"})

    answer = second.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของพรทิพย์"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ของพรทิพย์" in page and "กำหนดคิว" in page and at(cast, "removed/") in page
    assert plan.measures.count() == 1


# The table


def test_the_table_saves_nothing_before_every_row_is_decided(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure, other = whole(plan)
    seen = rows([measure, other])
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ", topic="ด้านใหม่"))
    mine = {**seen, f"m{measure.pk}-title": "ของพรทิพย์", f"m{other.pk}-title": "แก้อีกแถว"}

    answer = second.post(at(cast, "table/"), mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "อรุณ ใจดี" in page and "ของอรุณ" in page and "ของพรทิพย์" in page and "ด้านใหม่" in page
    assert [each.title for each in whole(plan)] == ["ของอรุณ", "อีกมาตรการ"]

    form = lxml.html.document_fromstring(answer.content).forms
    sent = dict(next(each for each in form if f"m{measure.pk}-title" in each.fields).form_values())
    assert sent[f"m{measure.pk}-topic"].strip() == "ด้านใหม่"
    open_ = second.post(at(cast, "table/"), sent)
    assert open_.status_code == 409 and "ยังไม่ได้เลือก" in open_.content.decode()
    decided = second.post(at(cast, "table/"), {**sent, f"m{measure.pk}-title-take": "mine"})

    assert decided.status_code == 302
    assert [(each.title, each.topic) for each in whole(plan)] == [
        ("ของพรทิพย์", "ด้านใหม่"),
        ("แก้อีกแถว", other.topic),
    ]


def test_theirs_may_stand_in_the_table(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure, other = whole(plan)
    seen = rows([measure, other])
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ"))
    answer = second.post(
        at(cast, "table/"), {**seen, f"m{measure.pk}-title": "ของพรทิพย์", f"m{measure.pk}-budget": "7"}
    )
    forms = lxml.html.document_fromstring(answer.content).forms
    sent = dict(next(each for each in forms if f"m{measure.pk}-title" in each.fields).form_values())

    second.post(at(cast, "table/"), {**sent, f"m{measure.pk}-title-take": "theirs"})

    found = whole(plan)[0]
    assert (found.title, str(found.budget), found.version) == ("ของอรุณ", "7.00", 3)


def test_rows_that_only_others_changed_do_not_stop_the_table(cast: Cast) -> None:
    plan = a_kept_plan(cast)
    measure, other = whole(plan)
    seen = rows([measure, other])
    first, second = two(cast)
    first.post(at(cast, f"{measure.pk}/edit/"), filled(measure, title="ของอรุณ"))

    answer = second.post(at(cast, "table/"), {**seen, f"m{other.pk}-title": "แก้อีกแถว"})

    assert answer.status_code == 302
    assert [each.title for each in whole(plan)] == ["ของอรุณ", "แก้อีกแถว"]


# At the same moment


BUILD = """
import json
from django.test import Client
from tests.plans import a_measure, a_plan
from tests.web.cast import build
from prongsai.web.actions import plan as plans, system
from prongsai.web.models import Plan

cast = build()
plans.take(system(), cast.own, plan=a_plan(a_measure(1, title="เดิม"), a_measure(2)))
browser = Client()
browser.force_login(cast.people["officer"])
first = Plan.objects.get().measures.first()
print(json.dumps({"agency": cast.own.pk, "measure": first.pk, "cookie": browser.cookies["sessionid"].value}))
"""
STATE = """
import json
from prongsai.web.models import AuditEntry, Measure
row = Measure.objects.get(key="m1")
log = AuditEntry.objects.filter(target=f"measure:{row.pk}").order_by("number")
print(json.dumps({"title": row.title, "version": row.version, "log": [entry.change["fields"] for entry in log]}))
"""
AT_ONCE = 8


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


class Browser(threading.Thread):
    """Opens a form, waits until all have, and sends it with a title of its own."""

    def __init__(self, address: str, cookie: str, number: int, gate: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.address, self.cookie, self.number, self.gate = address, cookie, number, gate
        self.status = 0

    def run(self) -> None:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), Still())
        opener.addheaders = [("Cookie", self.cookie)]
        answer = opener.open(self.address)
        token = answer.headers["Set-Cookie"].partition(";")[0]
        forms = lxml.html.document_fromstring(answer.read()).forms
        form = next(form for form in forms if any(name.endswith("title") for name in form.fields))
        data = [
            (name, f"ของคนที่ {self.number}" if self.mine(name) else value)
            for name, value in form.form_values()
        ]
        self.gate.wait(PATIENCE)
        request = urllib.request.Request(self.address, urllib.parse.urlencode(data).encode())  # noqa: S310
        request.add_header("Cookie", f"{self.cookie}; {token}")
        self.status = urllib.request.build_opener(Still()).open(request).status

    def mine(self, name: str) -> bool:
        return name == "title" or (name.startswith("m") and name.endswith("-title") and self.first in name)

    first = ""


class Still(urllib.request.HTTPErrorProcessor):
    """Takes every answer as it is: neither follows it nor raises."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


@pytest.mark.parametrize("page", ["{measure}/edit/", "table/"])
def test_of_many_at_the_same_moment_one_saves_and_the_others_are_told(site: Site, page: str) -> None:
    seeded = site.python(BUILD)
    site.start("--workers", "4")
    gate = threading.Barrier(AT_ONCE)
    address = f"{site.address}/a/{seeded['agency']}/2569/measures/{page.format(**seeded)}"
    browsers = [Browser(address, f"sessionid={seeded['cookie']}", n, gate) for n in range(AT_ONCE)]
    for browser in browsers:
        browser.first = f"m{seeded['measure']}-"
        browser.start()
    for browser in browsers:
        browser.join(PATIENCE)

    state = site.python(STATE)

    assert sorted(browser.status for browser in browsers) == [302, *[409] * (AT_ONCE - 1)]
    winner = next(browser for browser in browsers if browser.status == 302)
    assert (state["title"], state["version"]) == (f"ของคนที่ {winner.number}", 2)
    assert state["log"] == [{"title": ["เดิม", state["title"]]}]


def test_the_state_before_is_found_again_from_the_log(cast: Cast) -> None:
    from prongsai.web.queries.history import since

    plan = a_kept_plan(cast)
    states = [values_of(whole(plan)[0])]
    for number, values in enumerate(
        ({"title": "ก"}, {"topic": "ข", "steps": []}, {"title": "ค", "budget": "1.00"}), 1
    ):
        key = whole(plan)[0].pk
        actions.save(cast.actor("officer"), plan, measure=key, version=number, values=values)  # type: ignore[arg-type]
        states.append(values_of(whole(plan)[0]))

    for version, state in enumerate(states, 1):
        found = since(cast.own, Measure.objects.get(pk=whole(plan)[0].pk), version)
        assert found.then == state
        assert len(found.changes) == len(states) - version
