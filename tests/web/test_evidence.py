"""Evidence through its pages: what is taken, what is refused and said, how it is served, taken out and put back."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests import evidence_files as files
from tests.web.cast import Cast
from tests.web.rounds import measure, opened

from prongsai.reading.evidence import MOST_BYTES, Document, examine
from prongsai.web import uploads
from prongsai.web.actions import Refused, followup
from prongsai.web.actions import evidence as actions
from prongsai.web.models import AuditEntry, Entry, Evidence, FollowupRound
from prongsai.web.office import followup_report

SENT = {"status": "done", "done_note": "ติดป้ายแล้ว", "version": "0"}
HTML = b"<!doctype html><script>alert(document.domain)</script>"
HOSTILE = {
    "หน้า.html": HTML,
    "ภาพ.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "ข้อมูล.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "แผน.docm": files.with_part(files.word(), "word/vbaProject.bin", b"\0"),
    "แผน.docx": files.with_part(
        files.word(),
        "word/_rels/settings.xml.rels",
        files.relation("attachedTemplate", "https://bad.example/t"),
    ),
    "ระเบิด.xlsx": files.with_part(files.excel(), "xl/media/a.png", b"\0" * 40_000_000),
    "โปรแกรม.exe": b"MZ" + b"\0" * 100,
    "งาน.zip": files.archive({"a.pdf": files.pdf()}),
    "สคริปต์.js": b"alert(1)",
    "สองชนิด.pdf": files.pdf() + files.archive({"a.html": HTML}),
    "ใหญ่.pdf": files.pdf() + b"\0" * MOST_BYTES,
    "ว่าง.pdf": b"",
    "สูตร.csv": b'a,=HYPERLINK("https://bad.example")',
}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


def at(cast: Cast, more: str = "") -> str:
    return f"/a/{cast.own.pk}/2569/followup/{more}"


def send(cast: Cast, *named: tuple[str, bytes], role: str = "unit_member", **more: str) -> Any:
    data: dict[str, Any] = {**SENT, **more}
    data["attachments"] = [SimpleUploadedFile(name, content, "text/html") for name, content in named]
    client = cast.client(role)
    response = client.post(at(cast, f"6m/{measure('m1').pk}/1/"), data)
    return client.get(response["Location"]) if response.status_code == 302 else response


def status(client: Client, path: str) -> int:
    """Ask, and read the file that comes as an answer to its end."""
    response: Any = client.get(path)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return int(response.status_code)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_several_files_and_a_link_come_in_with_the_report(cast: Cast, folder: Path) -> None:
    opened(cast)
    pdf, photo = files.pdf(), files.jpeg(turn=6, notes=True)
    link = {"link": "www.donsak.go.th/queue", "link_title": "ประกาศลำดับคิว"}

    response = send(cast, ("คำสั่ง.pdf", pdf), ("IMG_1.jpg", photo), **link)

    assert response.status_code == 200
    first, second, third = Evidence.objects.all()
    assert (first.title, first.media_type, first.size) == ("คำสั่ง.pdf", "application/pdf", len(pdf))
    assert first.sha256 == hashlib.sha256(pdf).hexdigest()
    assert second.about == datetime.date(2026, 3, 12)
    assert (third.link, third.title) == ("https://www.donsak.go.th/queue", "ประกาศลำดับคิว")
    assert {(each.step, each.measure_id) for each in (first, second, third)} == {(1, measure("m1").pk)}
    for path in kept(folder):
        # Nothing of what people called it, and nothing that a server would take for a kind of file.
        assert len(path.name) == 32 and path.name.isalnum() and path.name.isascii()
        assert path.stat().st_mode & 0o077 == 0
        assert files.PLACE_WORDS not in path.read_bytes()
    page = response.content.decode()
    assert "ลบข้อมูลที่กล้องฝังไว้ในรูปแล้ว" in page
    assert "IMG_1.jpg" in page and "ของวันที่ 12 มี.ค. 69" in page and "บุญมี ขยัน" in page


def test_files_are_looked_at_before_the_database_is_held(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is taken once is taken in one transaction, and on SQLite nobody else writes meanwhile."""
    opened(cast)
    held = []

    def watched(data: bytes, name: str) -> Document:
        held.append(len(connection.savepoint_ids))
        return examine(data, name)

    monkeypatch.setattr(followup_report, "examine", watched)
    assert send(cast, ("คำสั่ง.txt", b"x"), once="1").status_code == 200

    assert held == [len(connection.savepoint_ids)]
    assert Evidence.objects.get().title == "คำสั่ง.txt"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_rest_is_kept(cast: Cast, folder: Path, name: str) -> None:
    opened(cast)

    response = send(cast, ("ดี.pdf", files.pdf()), (name, HOSTILE[name]), ("ภาพ.png", files.png()))

    page = response.content.decode()
    assert response.status_code == 422
    assert "บันทึกรายงานแล้ว แต่ยังแนบสิ่งเหล่านี้ไม่ได้" in page and name in page
    assert Entry.objects.get().done_note == "ติดป้ายแล้ว"
    assert [each.title for each in Evidence.objects.all()] == ["ดี.pdf", "ภาพ.png"]
    assert len(kept(folder)) == 2
    assert 'name="version" value="1"' in page


def test_files_stay_when_the_report_must_be_mended(cast: Cast, folder: Path) -> None:
    opened(cast)
    response = send(cast, ("ดี.pdf", files.pdf()), status="not_done")

    assert response.status_code == 422
    assert "แนบแล้ว 1 ชิ้น – ดี.pdf" in response.content.decode()
    assert not Entry.objects.exists() and len(kept(folder)) == 1
    # Sent once more, it is still one.
    assert send(cast, ("ดี.pdf", files.pdf())).status_code == 200
    assert Evidence.objects.count() == 1 and len(kept(folder)) == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://a.example/", "data:text/html,x", "ไม่ใช่ลิงก์"])
def test_a_link_leads_to_a_page_or_is_refused(cast: Cast, link: str) -> None:
    opened(cast)
    response = send(cast, link=link)

    assert response.status_code == 422 and "ไม่ใช่ที่อยู่เว็บ" in response.content.decode()
    assert Entry.objects.exists() and not Evidence.objects.exists()


def test_a_file_is_sent_to_be_kept_and_never_as_a_page(cast: Cast) -> None:
    opened(cast)
    data = files.pdf()
    send(cast, ("คำสั่ง ที่ ๑.pdf", data))
    row = Evidence.objects.get()
    response: Any = cast.client("executive").get(at(cast, f"evidence/{row.pk}/"))

    assert b"".join(response.streaming_content) == data
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_is_only_for_those_who_may_see_the_follow_up(cast: Cast) -> None:
    opened(cast)
    send(cast, ("ก.pdf", files.pdf()))
    row = Evidence.objects.get()
    path = at(cast, f"evidence/{row.pk}/")

    for role in ("officer", "unit_member", "executive", "reviewer", "auditor", "supervisor"):
        assert status(cast.client(role), path) == 200, role
    assert status(cast.client("administrator"), path) == 403
    assert status(cast.stranger("officer"), path) == 403
    assert status(cast.client("public"), path) == 302
    # Not through the address of another agency or year either.
    assert status(cast.stranger("officer"), f"/a/{cast.other.pk}/2569/followup/evidence/{row.pk}/") == 404
    assert status(cast.client("officer"), f"/a/{cast.own.pk}/2568/followup/evidence/{row.pk}/") == 404
    for open_path in (f"/uploads/{row.file.name}", f"/static/{row.file.name}", f"/media/{row.file.name}"):
        assert status(cast.client("officer"), open_path) == 404


def test_what_is_taken_out_can_be_put_back_until_the_round_closes(cast: Cast, folder: Path) -> None:
    opened(cast)
    send(cast, ("ก.pdf", files.pdf()), ("ข.png", files.png()))
    first = Evidence.objects.order_by("pk")[0]
    client, path = cast.client("unit_member"), at(cast, f"6m/{measure('m1').pk}/evidence/{first.pk}/")

    page = client.post(path, {"remove": "1"}, follow=True).content.decode()
    assert "เอา “ก.pdf” ออกแล้ว" in page and "นำกลับ" in page
    assert status(client, at(cast, f"evidence/{first.pk}/")) == 404
    assert len(kept(folder)) == 2
    client.post(path, {"restore": "1"})
    assert status(client, at(cast, f"evidence/{first.pk}/")) == 200
    client.post(path, {"remove": "1"})

    assert "1 ชิ้นจะถูกลบถาวร" in cast.client("officer").get(at(cast, "6m/close/")).content.decode()
    assert len(kept(folder)) == 2


@pytest.mark.django_db(transaction=True)
def test_closing_deletes_what_was_taken_out_and_keeps_the_rest(cast: Cast, folder: Path) -> None:
    round_ = opened(cast)
    send(cast, ("ก.pdf", files.pdf()), ("ข.png", files.png()))
    first, second = Evidence.objects.order_by("pk")
    actions.remove(cast.actor("unit_member"), round_, evidence=first.pk)
    followup.close(cast.actor("officer"), round_)

    assert list(Evidence.everything.all()) == [second]
    assert [path.name for path in kept(folder)] == [Path(second.file.name or "").name]
    entry = AuditEntry.objects.first()
    assert entry is not None and (entry.change["evidence"], entry.change["evidence_deleted"]) == (1, 1)
    for change in (actions.remove, actions.restore):
        with pytest.raises(Refused):
            change(cast.actor("officer"), FollowupRound.objects.get(key="6m"), evidence=second.pk)


def test_a_closed_round_takes_no_file(cast: Cast, folder: Path) -> None:
    round_ = opened(cast)
    followup.close(cast.actor("officer"), round_)

    assert send(cast, ("ก.pdf", files.pdf())).status_code == 409
    assert not Evidence.everything.exists() and kept(folder) == []


def test_who_may_not_report_may_not_touch_evidence(cast: Cast, folder: Path) -> None:
    opened(cast)
    send(cast, ("ก.pdf", files.pdf()))
    row = Evidence.objects.get()
    path = at(cast, f"6m/{measure('m1').pk}/evidence/{row.pk}/")

    for role in ("executive", "reviewer", "auditor", "supervisor"):
        assert cast.client(role).post(path, {"remove": "1"}).status_code == 403
        assert send(cast, ("ข.png", files.png()), role=role).status_code == 403
    assert (
        cast.client("officer").post(path.replace(f"/{row.pk}/", "/999999/"), {"remove": "1"}).status_code
        == 404
    )
    assert Evidence.objects.count() == 1 and len(kept(folder)) == 1


def test_there_is_an_end_to_evidence(cast: Cast, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    opened(cast)
    monkeypatch.setattr(actions, "MOST", 1)
    response = send(cast, ("ก.pdf", files.pdf()), ("ข.png", files.png()))

    assert response.status_code == 422 and "มีหลักฐานครบ 1 ชิ้นแล้ว" in response.content.decode()
    assert len(kept(folder)) == 1
    many = send(cast, *[(f"{number}.pdf", files.pdf()) for number in range(11)], version="1")
    assert many.status_code == 422 and "ไม่เกิน 10 ไฟล์" in many.content.decode()


def test_evidence_that_comes_late_is_seen_to_be_late(cast: Cast) -> None:
    opened(cast, {"6m": datetime.date(2025, 12, 1)})
    send(cast, ("ก.pdf", files.pdf()))

    assert Evidence.objects.get().late
    assert "มาหลังกำหนด" in cast.client("officer").get(at(cast, f"6m/{measure('m1').pk}/")).content.decode()


@pytest.mark.filterwarnings("ignore:Request Entity")
def test_too_much_at_once_is_refused_before_it_is_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(cast)
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    response = send(cast, ("ก.pdf", files.pdf()), done_note="ก" * 1_000)

    assert response.status_code == 413 and "ส่งมาพร้อมกันมากเกินไป" in response.content.decode()
    assert not Entry.objects.exists() and not Evidence.objects.exists()
