"""Approval: a paper goes through the hands of four people, over HTTP, and what was approved can be proved."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document as Word
from tests.command_line import run
from tests.web.cast import NOON, Cast
from tests.web.paper_cast import STATIONS, YEAR, Office, build

from prongsai.core.errors import InputError
from prongsai.reading.framework import load as load_framework
from prongsai.reading.seal import verify
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import paper as papers
from prongsai.web.actions import result as results
from prongsai.web.models import AuditEntry, Decision, Measure, Paper, PaperVersion, Plan, Result
from prongsai.web.queries.paper_versions import freeze
from prongsai.web.queries.result import score_of
from prongsai.web.seal_key import own_fingerprint


@pytest.fixture
def office(cast: Cast) -> Office:
    return build(cast)


def text_of(page: Any) -> str:
    return str(page.content.decode())


def send(client: Client, office: Office, name: str, *, version: int = 0, note: str = "") -> Any:
    return client.post(office.path(f"{name}/submit/"), {"version": version, "note": note})


def decide(client: Client, office: Office, name: str, do: str, *, version: int, **more: str) -> Any:
    return client.post(office.path(f"{name}/decide/"), {"do": do, "version": version, "comment": "", **more})


def approve(client: Client, office: Office, name: str, *, version: int, comment: str = "") -> Any:
    """Tap once, read what is asked, tap again."""
    asked = decide(client, office, name, "approve", version=version, comment=comment)
    assert asked.status_code == 200
    assert "ยืนยันอนุมัติ" in text_of(asked)
    return decide(client, office, name, "approve", version=version, comment=comment, sure="1")


def plan_stage(office: Office) -> str:
    return Plan.objects.get(pk=office.plan.pk).stage


# The whole way


def test_four_people_one_return_and_a_seal(office: Office, tmp_path: Path) -> None:
    officer, head, clerk, mayor = (office.client(station) for station in STATIONS)
    office.paper("measures")

    sent = send(officer, office, "measures", note="เสนอเพื่อโปรดพิจารณา")
    assert sent.status_code == 302
    assert plan_stage(office) == "submitted"
    page = text_of(head.get(office.path("measures/")))
    assert "ถึงลำดับของท่าน" in page
    assert "เป็นฉบับแรก" in page
    assert "เสนอเพื่อโปรดพิจารณา" in page
    assert approve(head, office, "measures", version=1).status_code == 302

    # The clerk wants something mended: the officer reads it and mends the data.
    assert decide(clerk, office, "measures", "return", version=1, comment="ระบุงบประมาณ").status_code == 302
    assert (Paper.objects.get().stage, plan_stage(office)) == ("returned", "draft")
    assert "ระบุงบประมาณ" in text_of(officer.get(office.path("measures/")))
    measure = Measure.objects.filter(plan=office.plan).order_by("position")[0]
    Measure.objects.filter(pk=measure.pk).update(budget=20000)

    assert send(officer, office, "measures", version=1).status_code == 302
    page = text_of(head.get(office.path("measures/")))
    assert re.search(r"<ins>[^<]*๒๐,๐๐๐[^<]*</ins>", page)
    assert "ระบุงบประมาณ" in page  # what was said of the version before
    assert approve(head, office, "measures", version=2).status_code == 302
    assert approve(clerk, office, "measures", version=2, comment="เห็นควรอนุมัติ").status_code == 302
    assert approve(mayor, office, "measures", version=2, comment="อนุมัติ").status_code == 302

    paper, version = Paper.objects.get(), PaperVersion.objects.get(number=2)
    assert (paper.stage, plan_stage(office)) == ("approved", "approved")
    assert PaperVersion.objects.get(number=1).sealed is None
    sealed = officer.get(office.path("measures/v/2/file.pdf")).content
    assert sealed == bytes(version.sealed or b"")
    file = tmp_path / "approved.pdf"
    file.write_bytes(sealed)
    verified = run("verify", "--key", own_fingerprint(), file)
    assert verified.exit_code == 0, verified.output
    assert version.code in verified.output
    record = verify(sealed).record
    assert record is not None
    assert [each.decision for each in record.approvals] == ["submitted", "endorsed", "endorsed", "approved"]
    assert [each.comment for each in record.approvals] == ["", "", "เห็นควรอนุมัติ", "อนุมัติ"]
    assert record.content_hash == version.content_hash
    # What was said on the way back is nobody else's business.
    assert "ระบุงบประมาณ" not in str(record)
    file.write_bytes(sealed[:5000] + b"x" + sealed[5001:])
    assert run("verify", file).exit_code == 1


def test_every_step_is_in_the_log(office: Office) -> None:
    version = office.approved("memo")
    told = AuditEntry.objects.filter(target=f"paper:{version.paper_id}").order_by("pk")
    assert [each.action for each in told] == ["paper.make", "paper.submit", *["paper.decide"] * 3]
    submitted, last = told[1].change, told[4].change
    assert submitted["content_hash"] == last["content_hash"] == version.content_hash
    assert submitted["files_hash"] == version.files_hash
    assert last["code"] == version.code
    assert last["stage"] == ["in_approval", "approved"]


def test_pages_speak_english_too(office: Office) -> None:
    office.submitted("memo")
    person = office.people["head"]
    person.lang = "en"
    person.save()
    head = office.client("head")
    page = text_of(head.get(office.path("memo/")))
    assert "It is your turn" in page
    assert "Approve version 1" in page
    refused = decide(head, office, "memo", "return", version=1)
    assert refused.status_code == 422
    assert "say in a few words what is to be mended" in text_of(refused)


# Who may, and when


def test_wrong_turn_and_wrong_person(office: Office) -> None:
    version = office.submitted("memo")
    for station in ("officer", "clerk", "executive"):
        page = text_of(office.client(station).get(office.path("memo/")))
        assert "จันทร์ มั่นคง" in page
        assert 'id="decide"' not in page
        late = decide(office.client(station), office, "memo", "approve", version=1, sure="1")
        assert late.status_code == (302 if station == "officer" else 422), station
    for role in ("reviewer", "unit_member", "auditor", "supervisor", "administrator", "public"):
        answer = decide(office.cast.client(role), office, "memo", "approve", version=1, sure="1")
        assert answer.status_code == (401 if role == "public" else 403), role
    assert decide(office.cast.stranger("executive"), office, "memo", "approve", version=1).status_code == 403
    assert Decision.objects.filter(version=version, decision="waiting").count() == 3


def test_nobody_decides_before_or_after_its_time(office: Office) -> None:
    office.paper("memo")
    with pytest.raises(Refused):
        papers.decide(office.actor("executive"), Paper.objects.get(), version=1, approve=True)
    version = office.approved("analysis")
    with pytest.raises(Refused):
        papers.decide(office.actor("executive"), version.paper, version=1, approve=False, comment="สาย")
    with pytest.raises(Refused):
        papers.withdraw(office.actor("officer"), version.paper, version=1)
    with pytest.raises(Refused):
        papers.submit(office.actor("officer"), version.paper, frozen=freeze(version.paper), last=1)


def test_return_needs_a_reason_and_keeps_what_was_typed(office: Office) -> None:
    office.submitted("memo")
    page = decide(office.client("head"), office, "memo", "return", version=1, comment="  ")
    assert page.status_code == 422
    assert "ยังไม่ได้เขียนสิ่งที่ต้องแก้" in text_of(page)
    assert Paper.objects.get().stage == "in_approval"


def test_sent_twice_counts_once(office: Office) -> None:
    office.submitted("memo")
    for station in STATIONS[1:]:
        client = office.client(station)
        for _ in range(2):
            assert decide(client, office, "memo", "approve", version=1, sure="1").status_code == 302
        assert "ท่านพิจารณาฉบับนี้ไปแล้ว" in text_of(client.get(office.path("memo/")))
    assert AuditEntry.objects.filter(action="paper.decide").count() == 3
    assert Paper.objects.get().stage == "approved"


def test_submitted_twice_makes_one_version(office: Office) -> None:
    office.paper("memo")
    officer = office.client("officer")
    assert send(officer, office, "memo").status_code == 302
    assert send(officer, office, "memo").status_code == 302
    assert "ยังไม่ได้ทำ เพราะเอกสารเปลี่ยนไปแล้ว" in text_of(officer.get(office.path("memo/")))
    assert PaperVersion.objects.count() == 1


def test_stale_version_is_not_decided_on(office: Office) -> None:
    version = office.submitted("memo")
    papers.withdraw(office.actor("officer"), version.paper, version=1, reason="ผิดวันที่")
    office.submitted("memo")
    head = office.client("head")
    assert decide(head, office, "memo", "approve", version=1, sure="1").status_code == 302
    assert "เปลี่ยนไปแล้วระหว่างที่เปิดหน้าเดิม" in text_of(head.get(office.path("memo/")))
    assert not Decision.objects.filter(decision="approved").exists()
    with pytest.raises(Conflict):
        papers.withdraw(office.actor("officer"), Paper.objects.get(), version=1)


def test_withdrawn_paper_begins_anew(office: Office) -> None:
    version = office.submitted("measures")
    office.decide(version, "head")
    officer = office.client("officer")
    assert officer.get(office.path("measures/withdraw/")).status_code == 200
    taken = officer.post(office.path("measures/withdraw/"), {"version": 1, "reason": "แก้ตัวเลข"})
    assert taken.status_code == 302
    assert (Paper.objects.get().stage, plan_stage(office)) == ("draft", "draft")
    assert set(version.decisions.values_list("decision", flat=True)) == {"submitted", "approved", "closed"}
    again = office.submitted("measures")
    assert [each.decision for each in again.decisions.all()] == ["submitted", *["waiting"] * 3]


# The chain


def test_holes_in_the_chain_are_said_before_sending(office: Office) -> None:
    chain = office.cast.own.chain
    chain.filter(order=2).update(person=None)
    office.cast.own.memberships.filter(person=office.people["clerk"]).update(role="reviewer")
    chain.filter(order=4).update(person=office.people["officer"])
    office.paper("memo")
    officer = office.client("officer")
    for page in (
        officer.get(office.path("memo/")),
        officer.get(office.path("memo/submit/")),
        send(officer, office, "memo"),
    ):
        shown = text_of(page)
        assert "หัวหน้าสำนักปลัดเทศบาล" in shown
        assert "ตำแหน่งนี้ยังไม่มีผู้รับผิดชอบ" in shown
        assert "พิมพ์ ละเอียด ยังไม่มีบทบาท" in shown
        assert "ผู้อนุมัติคนสุดท้ายต้องไม่ใช่ผู้เสนอ" in shown
    assert page.status_code == 422
    assert not PaperVersion.objects.exists()


def test_chain_of_one_approves_nothing(office: Office) -> None:
    office.cast.own.chain.filter(order__gt=1).delete()
    office.paper("memo")
    assert "อย่างน้อยหนึ่งคน" in text_of(send(office.client("officer"), office, "memo"))


def test_drafter_who_did_not_send_it_signs_first(office: Office) -> None:
    office.cast.own.chain.filter(order=1).update(person=office.people["clerk"])
    office.cast.own.chain.filter(order=3).update(person=office.people["head"])
    version = office.submitted("memo")
    assert {each.decision for each in version.decisions.all()} == {"waiting"}
    office.decide(version, "clerk")
    assert version.decisions.get(order=1).decision == "submitted"


def test_one_person_at_two_stations_decides_twice(office: Office) -> None:
    office.cast.own.chain.filter(order=3).update(person=office.people["head"])
    version = office.submitted("memo")
    client = office.client("head")
    assert approve(client, office, "memo", version=1).status_code == 302
    assert approve(client, office, "memo", version=1).status_code == 302
    assert version.decisions.filter(decision="approved").count() == 2


def test_a_change_of_the_chain_leaves_papers_on_their_way(office: Office) -> None:
    version = office.submitted("memo")
    office.cast.own.chain.filter(order__gt=2).delete()
    after = office.decide(version, "head", "clerk", "executive")
    assert after.stage == "approved"


def test_person_who_is_gone_is_said(office: Office) -> None:
    office.submitted("memo")
    office.people["head"].delete()
    page = text_of(office.client("officer").get(office.path("memo/")))
    assert "จันทร์ มั่นคง" in page
    assert "บัญชีของผู้นี้ถูกปิดแล้ว" in page


# What is decided on is what was sent


def test_live_change_is_said_and_changes_nothing(office: Office) -> None:
    version = office.submitted("analysis")
    kept = Result.objects.get(agency=office.cast.own)
    later = replace(office.actor("officer"), at=NOON + datetime.timedelta(hours=1))
    results.enter(later, office.cast.own, higher(kept), version=kept.version)

    head = office.client("head")
    page = text_of(head.get(office.path("analysis/")))
    assert "ข้อมูลในระบบเปลี่ยนหลังทำฉบับนี้" in page
    assert "บันทึกผลคะแนน" in page
    assert "<ins>" in text_of(head.get(office.path("analysis/changes/")))
    before = bytes(PaperVersion.objects.get(pk=version.pk).pdf)
    assert approve(head, office, "analysis", version=1).status_code == 302
    after = PaperVersion.objects.get(pk=version.pk)
    assert (bytes(after.pdf), after.content_hash) == (before, version.content_hash)


def higher(kept: Result) -> results.Content:
    """The same result with one announced figure changed."""
    entered = score_of(kept).result
    code = next(iter(entered.published))
    changed = replace(entered, published={**entered.published, code: Decimal("12.34")})
    return results.Content(entered=changed, framework=load_framework(kept.framework))


@pytest.mark.parametrize("field", ["document", "pdf", "docx", "text", "content_hash", "files_hash"])
def test_tampered_version_is_refused(office: Office, field: str) -> None:
    version = office.submitted("memo")
    office.decide(version, "head")
    kept = PaperVersion.objects.get(pk=version.pk)
    forged = {
        "document": bytes(kept.document).replace(b"memo", b"mimo"),
        "pdf": bytes(kept.pdf) + b"\n",
        "docx": bytes(kept.docx) + b"\n",
        "text": [*kept.text, "เพิ่มงบ"],
        "content_hash": "sha256:" + "0" * 64,
        "files_hash": "sha256:" + "0" * 64,
    }[field]
    PaperVersion.objects.filter(pk=kept.pk).update(**{field: forged})
    page = decide(office.client("clerk"), office, "memo", "approve", version=1, sure="1")
    assert page.status_code == 422
    assert "ไม่ตรงกับที่เสนอไว้" in text_of(page)
    assert version.decisions.get(order=3).decision == "waiting"


def test_exchanged_content_with_its_own_hash_is_refused(office: Office) -> None:
    """Even where content, files and hashes fit each other: who decided before decided on something else."""
    version = office.submitted("memo")
    office.decide(version, "head")
    other = freeze(office.paper("analysis"))
    PaperVersion.objects.filter(pk=version.pk).update(
        document=other.content,
        content_hash=other.content_hash,
        text=list(other.text),
        pdf=other.pdf,
        docx=other.docx,
        files_hash=other.files_hash,
    )
    with pytest.raises(InputError, match="not what was submitted"):
        papers.decide(office.actor("clerk"), version.paper, version=1, approve=True)
    # Nor where every decision was made to fit: the log still knows.
    version.decisions.exclude(decided_at=None).update(content_hash=other.content_hash)
    with pytest.raises(InputError, match="not what was submitted"):
        papers.decide(office.actor("clerk"), version.paper, version=1, approve=True)


def test_frozen_version_reads_the_same_for_ever(office: Office) -> None:
    version = office.submitted("measures")
    client = office.client("head")
    html, pdf = (client.get(office.path(f"measures/v/1/{rest}")).content for rest in ("", "file.pdf"))
    Measure.objects.filter(plan=office.plan).update(title="อื่น")
    assert client.get(office.path("measures/v/1/")).content == html
    assert client.get(office.path("measures/v/1/file.pdf")).content == pdf == bytes(version.pdf)
    copy = client.get(office.path("measures/v/1/file.docx"))
    assert "working-copy" in copy["Content-Disposition"]
    assert client.get(office.path("measures/v/9/")).status_code == 404
    assert client.get(office.path("measures/v/1/file.exe")).status_code == 404


# After the approval


def test_new_version_of_an_approved_paper(office: Office) -> None:
    first = office.approved("memo")
    officer = office.client("officer")
    assert officer.get(office.path("memo/revise/")).status_code == 200
    assert officer.post(office.path("memo/revise/")).status_code == 302
    second = office.approved("memo")
    assert second.number == 2
    assert second.code != first.code
    assert PaperVersion.objects.get(pk=first.pk).sealed == first.sealed
    page = text_of(office.cast.client("public").get(f"/verify/{first.code}/"))
    assert second.code in page


def test_publication_form_can_be_sent_as_it_opens(office: Office, settings: Any) -> None:
    office.approved("memo")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, today=datetime.date(2025, 1, 1))
    officer = office.client("officer")
    opened = re.search(r'name="day" value="([^"]+)"', text_of(officer.get(office.path("memo/publish/"))))
    assert opened is not None
    sent = officer.post(office.path("memo/publish/"), {"link": "https://a.go.th/x.pdf", "day": opened[1]})
    assert sent.status_code == 302


def test_publication_is_recorded_and_checked(office: Office) -> None:
    version = office.approved("measures")
    officer = office.client("officer")
    path = office.path("measures/publish/")
    for link in ("ดูที่เว็บ", "javascript:alert(1)", "ftp://a.go.th/x", "https://", "//a.go.th/x"):
        page = officer.post(path, {"link": link, "day": "20 พ.ย. 2569"})
        assert page.status_code == 422, link
        assert "ไม่ใช่ลิงก์ของหน้าเว็บ" in text_of(page)
    early = officer.post(path, {"link": "https://a.go.th/x.pdf", "day": "1 ม.ค. 2500"})
    assert early.status_code == 422
    assert Paper.objects.get().stage == "approved"
    day = version.made_at.strftime("%Y-%m-%d")
    assert officer.post(path, {"link": " https://a.go.th/x.pdf ", "day": day}).status_code == 302
    paper = Paper.objects.get()
    assert (paper.stage, paper.link) == ("published", "https://a.go.th/x.pdf")
    listed = text_of(officer.get(f"/a/{office.cast.own.pk}/{YEAR}/publication/"))
    assert "https://a.go.th/x.pdf" in listed
    assert "เผยแพร่แล้ว 1 จาก 3" in listed
    assert officer.post(path, {"link": "https://a.go.th/y.pdf", "day": day}).status_code == 302
    assert Paper.objects.get().link == "https://a.go.th/y.pdf"
    assert office.client("executive").get(path).status_code == 403


def test_word_copy_of_an_approved_paper_says_what_it_is(office: Office) -> None:
    version = office.approved("memo")
    copy = office.client("officer").get(office.path("memo/v/1/file.docx"))
    text = "\n".join(each.text for each in Word(io.BytesIO(copy.content)).paragraphs)
    assert version.code in text
    assert "ฉบับที่ตรวจสอบได้คือไฟล์ PDF" in text


def test_what_is_incomplete_is_said_before_sending(office: Office) -> None:
    for measure in Measure.objects.filter(plan=office.plan)[:2]:
        measure.steps.all().delete()
    officer = office.client("officer")
    for path in ("", "measures/"):
        page = text_of(officer.get(office.path(path)))
        assert "เขียนขั้นตอนของ 2 มาตรการ" in page
    office.submitted("measures")
    assert "เขียนขั้นตอนของ" not in text_of(officer.get(office.path("measures/")))
