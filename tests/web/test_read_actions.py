"""Papers that were published before: read, decided on, proof-read, taken over – and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from tests.web import read_cast, results
from tests.web.cast import Cast

from prongsai.core.errors import InputError
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import read as actions
from prongsai.web.actions import read_take as take
from prongsai.web.models import AuditEntry, Measure, Plan, ReadPaper, Result
from prongsai.web.office.read_take import _edits, _reports
from prongsai.web.queries.read_chain import remarks_of
from prongsai.web.queries.read_office import Office, office_of
from prongsai.web.queries.read_take import Offer, content_of, offer_of

REPORT = """\
รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๙
เทศบาลเมืองดอนสัก

ลำดับ\tมาตรการ\tขั้นตอน\tระยะเวลา\tผลการดำเนินการ
1\tอธิบายการใช้งบประมาณให้เจ้าหน้าที่ทราบ\t1. จัดทำสรุปงบประมาณฉบับย่อ 2. ประชุมชี้แจงทุกส่วนงาน\tต.ค. 2568 - ก.ย. 2569\t1. ดำเนินการแล้วเสร็จ 2. อยู่ระหว่างดำเนินการ
"""


def office(cast: Cast, year: int = 2569) -> Office:
    return office_of(cast.own, year)


def settled(cast: Cast, text: str = read_cast.TEXT, name: str = read_cast.NAME) -> ReadPaper:
    paper = read_cast.read(cast, text, name)
    read_cast.settle(cast.actor("officer"), paper)
    return paper


def ids(offer: Offer) -> list[str]:
    return [each.id for each in offer.problems]


def entry(action: str) -> AuditEntry:
    found = AuditEntry.objects.filter(action=action).order_by("-pk").first()
    assert found is not None
    return found


# Sending in and reading


def test_a_paper_is_read_with_every_value_in_its_place(cast: Cast) -> None:
    paper = read_cast.read(cast)

    assert (paper.stage, paper.format) == ("read", "text")
    row = paper.values.get(field="result.scores.9")
    assert (row.value, row.confidence, row.proposal) == ("8667", "doubtful", "86.67")
    assert row.where["row"] == 10
    assert paper.understood["agency"] == "เทศบาลเมืองดอนสัก"


def test_the_same_file_is_kept_once_and_another_of_its_name_gets_one_of_its_own(cast: Cast) -> None:
    actor = cast.actor("officer")
    first = read_cast.sent(actor, cast.own)
    again = read_cast.sent(actor, cast.own)
    other = read_cast.sent(actor, cast.own, text=read_cast.TEXT + "\nเพิ่ม")

    assert first.pk == again.pk
    assert other.name == "รายงานวิเคราะห์ 2568 (2).txt"
    _, files = default_storage.listdir(f"read/{first.sent_at:%Y/%m}")
    assert {first.file.name, other.file.name} <= {f"read/{first.sent_at:%Y/%m}/{name}" for name in files}


def test_a_name_is_kept_without_folders(cast: Cast) -> None:
    paper = read_cast.sent(cast.actor("officer"), cast.own, name="C:\\งาน\\../../ita\n.txt")

    assert paper.name == "ita .txt"


@pytest.mark.parametrize(
    ("name", "text"),
    [("empty.txt", "  \n"), ("page.pdf", "<html><body>404</body></html>"), ("old.bin", "\0\1\2")],
)
def test_a_bad_file_is_told_beside_it_in_one_sentence(cast: Cast, name: str, text: str) -> None:
    paper = read_cast.read(cast, text, name)

    assert paper.stage == "unreadable"
    assert len(paper.problems) == 1
    assert all(len(paper.problems[0][part]) == 2 for part in ("why", "remedy"))
    assert not paper.values.exists()


def test_too_many_papers_are_refused_and_leave_no_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 0)

    with pytest.raises(InputError) as told:
        read_cast.sent(cast.actor("officer"), cast.own)

    assert told.value.problems[0].id == "read.too_many"
    assert not ReadPaper.objects.exists()


def test_what_is_taken_out_is_gone_with_its_file(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    paper = read_cast.read(cast)
    name = paper.file.name or ""

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.remove(cast.actor("officer"), paper)

    assert not ReadPaper.objects.exists()
    assert not default_storage.exists(name)
    assert entry("read.send").change["removed"] == read_cast.NAME


@pytest.mark.parametrize("role", ["unit_member", "executive", "reviewer", "auditor", "supervisor"])
def test_only_the_officer_sends_decides_and_takes_over(cast: Cast, role: str) -> None:
    paper = settled(cast)
    actor = cast.actor(role)

    with pytest.raises(Refused):
        read_cast.sent(actor, cast.own, text="x")
    with pytest.raises(Refused):
        actions.accept_sure(actor, paper)
    with pytest.raises(Refused):
        actions.remove(actor, paper)
    with pytest.raises(Refused):
        take.take(actor, paper, wanted=take.Wanted())


# Decisions


def test_a_decision_says_who_and_what_was_there_before(cast: Cast) -> None:
    paper = read_cast.read(cast)
    number = read_cast.number_of(paper, "result.scores.3")

    row = actions.decide(cast.actor("officer"), paper, value=number, words="๘๓.๓๐", seen="82.30")

    assert (row.decision, row.now, row.value) == ("corrected", "83.30", "82.30")
    assert entry("read.decide").change == {
        "field": "result.scores.3",
        "value": ["82.30", "83.30"],
        "decision": "corrected",
    }
    assert entry("read.decide").actor == cast.people["officer"]


def test_a_proposal_is_only_put_in_by_a_person(cast: Cast) -> None:
    paper = read_cast.read(cast)
    number = read_cast.number_of(paper, "result.scores.9")

    assert actions.accept_sure(cast.actor("officer"), paper) > 10
    assert paper.values.get(pk=number).decision == ""
    row = actions.decide(cast.actor("officer"), paper, value=number, words="86.67", seen="8667")

    assert (row.decision, row.now) == ("proposal", "86.67")


def test_a_value_that_somebody_decided_meanwhile_is_not_overwritten(cast: Cast) -> None:
    paper, actor = read_cast.read(cast), cast.actor("officer")
    number = read_cast.number_of(paper, "result.scores.3")
    actions.decide(actor, paper, value=number, words="83.30", seen="82.30")

    with pytest.raises(Conflict):
        actions.decide(actor, paper, value=number, words="84.30", seen="82.30")
    assert actions.decide(actor, paper, value=number, words="84.30", seen="83.30").now == "84.30"


@pytest.mark.parametrize(
    ("field", "words", "fault"),
    [
        ("result.scores.3", "101", "read.no_score"),
        ("result.scores.3", "แปดสิบ", "read.no_score"),
        ("result.published.total", "-1", "read.no_score"),
        ("result.fiscal_year", "1", "plan.bad_year"),
        ("agency_type", "ไม่มี", "read.no_choice"),
        ("plan.measures.m1.period", "เร็ว ๆ นี้", "plan.bad_period"),
    ],
)
def test_a_correction_must_fit_its_field(cast: Cast, field: str, words: str, fault: str) -> None:
    paper = read_cast.read(cast)

    with pytest.raises(InputError) as told:
        number = read_cast.number_of(paper, field)
        actions.decide(cast.actor("officer"), paper, value=number, words=words, seen="")

    assert told.value.problems[0].id == fault


# Proof-reading


def test_remarks_are_kept_with_what_was_decided_on_them(cast: Cast) -> None:
    paper, actor = read_cast.read(cast), cast.actor("officer")
    actions.judge(actor, cast.own, remarks=remarks_of(cast.own))
    bounds = paper.remarks.get(content__rule="sum.bounds")
    actions.remark(actor, paper, remark=bounds.pk, state="dealt_with", reason="แก้ในฉบับเผยแพร่แล้ว")

    actions.judge(actor, cast.own, remarks=remarks_of(cast.own))

    bounds.refresh_from_db()
    assert (bounds.state, bounds.weight) == ("dealt_with", "error")
    assert entry("read.decide").change["state"] == ["", "dealt_with"]


def test_a_remark_is_put_aside_only_with_a_reason(cast: Cast) -> None:
    paper, actor = read_cast.read(cast), cast.actor("officer")
    actions.judge(actor, cast.own, remarks=remarks_of(cast.own))
    row = paper.remarks.all()[0]

    for state, reason in (("no_mistake", "  "), ("hidden", "เพราะ")):
        with pytest.raises(InputError):
            actions.remark(actor, paper, remark=row.pk, state=state, reason=reason)


# Taking over


def test_nothing_is_taken_while_a_value_is_in_doubt(cast: Cast) -> None:
    assert ids(offer_of(read_cast.read(cast), office(cast))) == ["read.in_doubt"]


def test_a_paper_of_another_agency_brings_nothing(cast: Cast) -> None:
    paper = settled(cast, read_cast.OTHER)

    offer = offer_of(paper, office(cast))

    assert ids(offer) == ["read.other_agency"]
    assert "เทศบาลเมืองทุ่งแสง" in offer.problems[0].why.th


def test_a_paper_of_another_year_says_where_it_belongs(cast: Cast) -> None:
    offer = offer_of(settled(cast), office(cast, 2568))

    assert offer.result is None
    assert not offer.measures
    assert [each.id for each in offer.warnings] == ["read.other_year", "read.other_year"]
    assert offer.other_years == (2569,)


def test_a_result_is_entered_with_the_corrections(cast: Cast) -> None:
    paper = settled(cast)
    offer = offer_of(paper, office(cast))
    assert offer.result is not None

    content = content_of(offer.result, paper, ())
    taken = take.take(cast.actor("officer"), paper, wanted=take.Wanted(content=content))

    kept = Result.objects.get(agency=cast.own, fiscal_year=2568)
    assert kept.content["scores"]["9"] == "86.67"
    assert kept.total == Decimal("87.68")
    assert taken.paper.result == kept
    assert entry("result.enter").change["note"] == f"read: {read_cast.NAME}"
    assert entry("read.take").change["result"] == 2568


def test_a_value_that_is_left_out_is_not_taken(cast: Cast) -> None:
    paper, actor = settled(cast), cast.actor("officer")
    for field in ("result.scores.3", "plan.measures.m2.title", "plan.measures.m1.step.2"):
        actions.decide(actor, paper, value=read_cast.number_of(paper, field), words="", seen="")

    offer = offer_of(paper, office(cast))

    assert offer.result is not None
    assert "3" not in {each.key for each in offer.result.added}
    assert [len(each.measure.steps) for each in offer.measures] == [1]


def test_what_is_here_already_stays_unless_the_paper_is_chosen(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast)
    first = offer_of(paper, office(cast)).result
    assert first is not None
    take.take(actor, paper, wanted=take.Wanted(content=content_of(first, paper, ())))
    other = settled(cast, read_cast.TEXT.replace("82.30", "99.00"), "other.txt")

    offer = offer_of(other, office(cast)).result

    assert offer is not None
    assert [(each.key, each.there, each.read) for each in offer.clashes] == [("3", "82.30", "99.00")]
    assert not offer.added
    assert content_of(offer, other, ()).entered.scores["3"] == Decimal("82.30")
    assert content_of(offer, other, {"3"}).entered.scores["3"] == Decimal("99.00")


def test_announced_scores_of_indicators_are_the_same_figures_as_those_that_stand_alone(cast: Cast) -> None:
    results.donsak(cast)
    paper = settled(cast)

    offer = offer_of(paper, office(cast)).result

    assert offer is not None
    assert not offer.added
    assert ("10", "100.00", "93.75") in {(each.key, each.there, each.read) for each in offer.clashes}
    content = content_of(offer, paper, {"10"})
    assert content.entered.published["10"] == Decimal("93.75")
    assert not set(content.entered.scores) & {str(number) for number in range(1, 11)}
    assert content.entered.scores["i1"] == Decimal("94.12")


def test_a_result_that_changed_meanwhile_is_a_conflict_and_nothing_is_taken(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast)
    offer = offer_of(paper, office(cast))
    assert offer.result is not None
    assert offer.plan is not None
    wanted = take.Wanted(content=content_of(offer.result, paper, ()), version=7, plan=offer.plan)

    with pytest.raises(Conflict):
        take.take(actor, paper, wanted=wanted)

    assert not Measure.objects.exists()


def test_measures_come_with_steps_units_and_period(cast: Cast) -> None:
    paper = settled(cast)
    offer = offer_of(paper, office(cast))
    assert offer.plan is not None

    taken = take.take(cast.actor("officer"), paper, wanted=take.Wanted(plan=offer.plan))

    rows = list(Measure.objects.filter(plan__agency=cast.own, plan__fiscal_year=2569))
    assert [row.title for row in rows] == ["อธิบายการใช้งบประมาณให้เจ้าหน้าที่ทราบ", "ลงทะเบียนการยืมทรัพย์สินทุกครั้ง"]
    assert [step.text for step in rows[0].steps.all()] == ["จัดทำสรุปงบประมาณฉบับย่อ", "ประชุมชี้แจงทุกส่วนงาน"]
    assert list(rows[1].units.all()) == [cast.unit]
    assert taken.paper.plan == rows[0].plan


def test_a_measure_that_is_here_is_shown_beside_the_papers(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast)
    plan = offer_of(paper, office(cast)).plan
    assert plan is not None
    take.take(actor, paper, wanted=take.Wanted(plan=plan))
    changed = settled(cast, read_cast.TEXT.replace("ตรวจนับทุกไตรมาส", "ตรวจนับทุกเดือน"), "other.txt")

    offer = offer_of(changed, office(cast))

    same, differing = offer.measures
    assert same.row is not None
    assert not same.fields
    assert list(differing.fields) == ["steps"]
    assert differing.row is not None
    edits = list(_edits({f"version:{differing.row.pk}": "1"}, offer, {differing.measure.id}))
    assert offer.plan is not None
    take.take(
        actor,
        changed,
        wanted=take.Wanted(plan=replace(offer.plan, measures=()), edits=edits),
    )
    assert differing.row.steps.get(number=2).text == "ตรวจนับทุกเดือน"
    assert Measure.objects.count() == 2


def test_reports_go_into_their_round_and_overwrite_none(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast, REPORT, "report.txt")
    offer = offer_of(paper, office(cast))
    assert offer.plan is not None
    reports = _reports(offer, {"m1"})
    assert reports is not None

    taken = take.take(actor, paper, wanted=take.Wanted(plan=offer.plan, reports=reports))
    again = take.take(
        actor,
        paper,
        wanted=take.Wanted(plan=replace(offer.plan, measures=()), reports=reports),
    )

    row = Measure.objects.get()
    assert [(each.step, each.status) for each in row.entries.all()] == [(1, "done"), (2, "in_progress")]
    assert (taken.reports, again.reports) == (2, 0)


def test_an_approved_plan_takes_reports_and_no_measures(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast, REPORT, "report.txt")
    plan = offer_of(paper, office(cast)).plan
    assert plan is not None
    take.take(actor, paper, wanted=take.Wanted(plan=plan))
    Plan.objects.update(stage="approved")
    offer = offer_of(paper, office(cast))
    reports = _reports(offer, ())

    with pytest.raises(Refused):
        take.take(actor, paper, wanted=take.Wanted(plan=plan, reports=reports))
    taken = take.take(actor, paper, wanted=take.Wanted(plan=replace(plan, measures=()), reports=reports))

    assert (taken.reports, taken.left) == (2, ())
    assert Measure.objects.count() == 1


def test_a_closed_round_takes_no_reports_and_says_so(cast: Cast) -> None:
    actor, paper = cast.actor("officer"), settled(cast, REPORT, "report.txt")
    offer = offer_of(paper, office(cast))
    assert offer.plan is not None
    assert offer.round is not None
    take.take(actor, paper, wanted=take.Wanted(plan=offer.plan))
    plan = Plan.objects.get()
    plan.rounds.create(key=offer.round.round, due=offer.round.date, closed_at=actor.at)

    reports = _reports(offer_of(paper, office(cast)), ())
    taken = take.take(
        actor, paper, wanted=take.Wanted(plan=replace(offer.plan, measures=()), reports=reports)
    )

    assert taken.reports == 0
    assert [each.id for each in taken.left] == ["round.closed"]
