"""The actions on measures: what they change, what they refuse, and that nothing is overwritten or lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast

from prongsai.core.errors import InputError
from prongsai.core.plan import Plan as CorePlan
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as actions
from prongsai.web.models import Agency, AuditEntry, Entry, FollowupRound, Measure, Plan, Result
from prongsai.web.queries.cycle import facts_of
from prongsai.web.queries.many import facts_of_many
from prongsai.web.queries.measure import measures_of, values_of
from prongsai.web.queries.plan import plan_of
from prongsai.web.queries.proposal import findings_of, proposal_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def taken(cast: Cast, plan: CorePlan | None = None) -> Plan:
    return actions.take(cast.actor("officer"), cast.own, plan=plan or a_plan(a_measure(1), a_measure(2)))


def don_sak(cast: Cast) -> Result:
    return Result.objects.create(
        agency=cast.own,
        fiscal_year=2568,
        framework="th-ita-2568",
        framework_hash="",
        content=json.loads((EXAMPLES / "donsak-2568.json").read_text("utf-8")),
        entered_at=timezone.now(),
    )


def kept_plan(cast: Cast) -> CorePlan:
    """The plan of the year as a value of the core."""
    kept = plan_of(cast.own, 2569)
    assert kept is not None
    return kept.value


def reported(plan: Plan, measure: Measure, step: int | None) -> Entry:
    round_ = FollowupRound.objects.create(plan=plan, key="6m", due="2026-03-31")
    return Entry.objects.create(
        round=round_, measure=measure, step=step, status="done", reported_at=timezone.now()
    )


def test_a_plan_is_taken_with_its_units_and_nobody_is_invented(cast: Cast) -> None:
    plan = taken(cast, a_plan(a_measure(1, responsible_units=("กองคลัง", "clerk_office", "นายกเทศมนตรี"))))

    first = plan.measures.get()
    assert {unit.name for unit in first.units.all()} == {"กองคลัง", "สำนักปลัดเทศบาล"}
    assert first.other_owners == ["นายกเทศมนตรี"]
    assert cast.own.units.count() == 2
    core = kept_plan(cast).measures[0]
    assert core.responsible_units == ("clerk_office", "finance", "นายกเทศมนตรี")
    assert core.steps[1].responsible_units == ("กองช่าง",)
    assert (core.budget, core.expected_gain, core.codes) == (
        a_measure().budget,
        a_measure().expected_gain,
        a_measure().codes,
    )


def test_the_proposal_is_that_of_the_command_line(cast: Cast) -> None:
    from prongsai.core.plan.proposal import Occasion, propose
    from prongsai.reading.catalogue import load

    kept = don_sak(cast)
    found = findings_of(kept)
    taken(cast, proposal_of(cast.own, kept, found))
    there = kept_plan(cast)
    names = {"clerk_office": "สำนักปลัดเทศบาล", "finance": "กองคลัง"}
    occasion = Occasion(
        agency=cast.own.name, agency_type="town_municipality", fiscal_year=2569, unit_names=names
    )

    proposed = propose(found, load(), occasion)

    assert [each.id for each in there.measures] == [each.id for each in proposed.measures]
    for kept_measure, measure in zip(there.measures, proposed.measures, strict=True):
        owners = sorted(names.get(key, key) for key in kept_measure.responsible_units)
        assert owners == sorted(measure.responsible_units)
        for name in (
            "title",
            "approach",
            "period",
            "steps",
            "expected_gain",
            "codes",
            "finding_ids",
            "generated",
        ):
            assert getattr(kept_measure, name) == getattr(measure, name), name


def test_a_proposal_is_taken_by_whoever_saves_it_as_it_is(cast: Cast) -> None:
    don_sak(cast)
    plan = taken(cast, a_plan(a_measure(1, generated=True), a_measure(2, generated=True)))
    first = plan.measures.get(key="m1")
    own, all_ = facts_of(cast.own, 2569), Agency.objects.filter(pk=cast.own.pk)
    assert (own.measures, own.unconfirmed) == (2, 2)

    saved = actions.save(cast.actor("officer"), plan, measure=first.pk, version=1, values=values_of(first))
    again = actions.save(cast.actor("officer"), plan, measure=first.pk, version=2, values=values_of(saved))

    assert (again.generated, again.version, again.title) == (False, 2, first.title)
    assert facts_of(cast.own, 2569).unconfirmed == 1
    assert {facts.unconfirmed for _, facts in facts_of_many(all_, 2569)} == {1}
    history = cast.client("officer").get(f"/a/{cast.own.pk}/2569/measures/{first.pk}/history/")
    assert "รับร่างตามที่เสนอ" in history.content.decode()


def test_a_proposal_that_is_sent_twice_is_taken_once(cast: Cast) -> None:
    kept = don_sak(cast)
    proposed = proposal_of(cast.own, kept, findings_of(kept))
    for _ in range(2):
        actions.take(cast.actor("officer"), cast.own, plan=proposed, only_open=True)

    assert Measure.objects.count() == len(proposed.measures)


def test_a_measure_is_copied_into_a_year_once(cast: Cast) -> None:
    first = taken(cast).measures.all()[0]
    copies = [(first.pk, values_of(first))]
    for _ in range(2):
        actions.copy(cast.actor("officer"), cast.own, fiscal_year=2570, copies=copies)

    assert Measure.objects.filter(copied_from=first).count() == 1


def test_a_save_logs_before_and_after_and_is_no_proposal_any_more(cast: Cast) -> None:
    plan = taken(cast, a_plan(a_measure(1, generated=True)))
    measure = plan.measures.get()

    saved = actions.save(
        cast.actor("officer"),
        plan,
        measure=measure.pk,
        version=1,
        values={"title": "ชื่อใหม่", "budget": "0.00"},
    )

    assert (saved.title, saved.version, saved.generated) == ("ชื่อใหม่", 2, False)
    entry = AuditEntry.objects.get(target=f"measure:{measure.pk}")
    assert entry.change["fields"] == {
        "title": ["คิวเดียวทุกช่องบริการ", "ชื่อใหม่"],
        "budget": ["1500.50", "0.00"],
    }


def test_saving_what_is_there_changes_nothing(cast: Cast) -> None:
    plan = taken(cast)
    measure = measures_of(plan).all()[0]

    actions.save(cast.actor("officer"), plan, measure=measure.pk, version=1, values=values_of(measure))

    measure.refresh_from_db()
    assert measure.version == 1
    assert not AuditEntry.objects.filter(target=f"measure:{measure.pk}").exists()


def test_the_second_of_two_saves_is_not_taken(cast: Cast) -> None:
    plan = taken(cast)
    measure = plan.measures.all()[0]
    actions.save(cast.actor("officer"), plan, measure=measure.pk, version=1, values={"title": "ของคนแรก"})

    with pytest.raises(Conflict) as caught:
        actions.save(
            cast.actor("officer"), plan, measure=measure.pk, version=1, values={"title": "ของคนที่สอง"}
        )

    assert str(caught.value.current) == "ของคนแรก"
    measure.refresh_from_db()
    assert measure.title == "ของคนแรก"


def test_what_is_removed_can_be_put_back_whole(cast: Cast) -> None:
    plan = taken(cast)
    measure = measures_of(plan).all()[0]
    before = values_of(measure)
    actions.remove(cast.actor("officer"), plan, measure=measure.pk, version=1)
    assert [each.key for each in plan.measures.all()] == ["m2"]
    entry = AuditEntry.objects.get(target=f"measure:{measure.pk}")

    for _ in range(2):
        actions.restore(cast.actor("officer"), plan, entry=entry)

    back = measures_of(plan).get(key="m1")
    assert (back.pk, values_of(back), back.version) == (measure.pk, before, 2)
    assert [each.key for each in plan.measures.all()] == ["m1", "m2"]


def test_what_was_reported_on_stays(cast: Cast) -> None:
    plan = taken(cast)
    measure = measures_of(plan).all()[0]
    reported(plan, measure, 2)
    steps = values_of(measure)["steps"]
    assert isinstance(steps, list)
    second = {**steps[1], "was": 2} if isinstance(steps[1], dict) else {}

    with pytest.raises(InputError, match="has been reported on"):
        actions.remove(cast.actor("officer"), plan, measure=measure.pk, version=1)
    with pytest.raises(InputError, match="keeps its place"):
        actions.save(cast.actor("officer"), plan, measure=measure.pk, version=1, values={"steps": [second]})
    first = {**steps[0], "was": 1, "text": "ถ้อยคำใหม่"} if isinstance(steps[0], dict) else {}
    new = {**first, "was": None, "text": "ขั้นตอนใหม่"}
    actions.save(
        cast.actor("officer"), plan, measure=measure.pk, version=1, values={"steps": [first, second, new]}
    )

    measure.refresh_from_db()
    assert [step.text for step in measure.steps.all()] == ["ถ้อยคำใหม่", "ติดป้าย", "ขั้นตอนใหม่"]


def test_new_measures_get_numbers_of_their_own_and_any_order(cast: Cast) -> None:
    plan = taken(cast)
    third = actions.add(cast.actor("officer"), plan, values={"title": "มาตรการที่สาม"})
    again = taken(cast, a_plan(a_measure(1)))

    assert [each.key for each in again.measures.all()] == ["m1", "m2", "m3", "m4"]
    actions.arrange(cast.actor("officer"), plan, order=[third.pk])
    assert [each.key for each in plan.measures.all()] == ["m3", "m1", "m2", "m4"]


def test_units_and_people_of_others_are_left_out(cast: Cast) -> None:
    plan = taken(cast)
    far = cast.other.units.get()
    values = {
        "title": "ก",
        "units": [far.pk, cast.unit.pk],
        "people": [cast.strangers["officer"].pk, cast.people["officer"].pk],
    }

    made = actions.add(cast.actor("officer"), plan, values=values)  # type: ignore[arg-type]

    assert list(made.units.all()) == [cast.unit]
    assert list(made.people.all()) == [cast.people["officer"]]


@pytest.mark.parametrize("stage", ["submitted", "approved"])
def test_a_plan_that_is_submitted_or_approved_is_not_edited(cast: Cast, stage: str) -> None:
    plan = taken(cast)
    Plan.objects.update(stage=stage)
    measure = plan.measures.all()[0]

    for change in (
        lambda: actions.save(
            cast.actor("officer"), plan, measure=measure.pk, version=1, values={"title": "ก"}
        ),
        lambda: actions.remove(cast.actor("officer"), plan, measure=measure.pk, version=1),
        lambda: actions.add(cast.actor("officer"), plan, values={"title": "ก"}),
        lambda: taken(cast),
    ):
        with pytest.raises(Refused):
            change()
    assert plan.measures.count() == 2


def test_an_approved_plan_is_reopened_with_a_reason(cast: Cast) -> None:
    plan = taken(cast)
    Plan.objects.update(stage="approved")

    with pytest.raises(InputError):
        actions.revise(cast.actor("officer"), plan, reason=" ")
    with pytest.raises(Refused):
        actions.revise(cast.actor("executive"), plan, reason="เพิ่มมาตรการ")
    actions.revise(cast.actor("officer"), plan, reason="เพิ่มมาตรการ")

    plan.refresh_from_db()
    assert (plan.stage, plan.version) == ("draft", 2)
    assert AuditEntry.objects.latest("pk").change["reason"] == "เพิ่มมาตรการ"
