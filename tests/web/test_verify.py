"""Checking a paper without an account: by its code, by its file, and with the key of the site."""

from __future__ import annotations

import io
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client
from tests.command_line import run
from tests.web.cast import Cast
from tests.web.paper_cast import Office, build

from prongsai.core.errors import InputError
from prongsai.core.seal.code import seal_code
from prongsai.core.seal.issue import Issue, record_of
from prongsai.render.seal import key_fingerprint, new_key, sealed_pdf
from prongsai.web.actions import paper as papers
from prongsai.web.environment import read_environment
from prongsai.web.models import PaperVersion
from prongsai.web.queries.paper_versions import content_of, record_in
from prongsai.web.seal_key import kept_key, own_fingerprint


@pytest.fixture
def office(cast: Cast) -> Office:
    return build(cast)


@pytest.fixture
def citizen(office: Office) -> Client:
    return office.cast.client("public")


def upload(client: Client, data: bytes, path: str = "/verify/", name: str = "paper.pdf") -> Any:
    file = io.BytesIO(data)
    file.name = name
    return client.post(path, {"file": file})


def shown(page: Any) -> str:
    return str(page.content.decode())


# By code


def test_the_square_leads_to_what_is_sealed(office: Office, citizen: Client) -> None:
    version = office.approved("measures")
    record = record_in(version)
    assert record is not None
    assert record.issuer.endswith("/verify")
    page = shown(citizen.get(f"/verify/{version.code}/"))
    for words in (record.title, office.cast.own.name, "ฉบับที่", "นายกเทศมนตรี", "สมชาย ตั้งใจ", own_fingerprint()):
        assert words in page
    bare = citizen.get(f"/verify/{version.code}")
    assert (bare.status_code, bare["Location"]) == (301, f"/verify/{version.code}/")


def test_file_is_given_out_once_it_is_published(office: Office, citizen: Client) -> None:
    version = office.approved("memo")
    address = f"/verify/{version.code}/file.pdf"
    assert citizen.get(address).status_code == 404
    assert "ยังไม่เผยแพร่" in shown(citizen.get(f"/verify/{version.code}/"))
    office.publish(version)
    file = citizen.get(address)
    assert file.content == bytes(version.sealed or b"")
    assert file["Content-Disposition"].startswith("attachment")


def test_typed_codes_are_read_as_people_type_them(office: Office, citizen: Client) -> None:
    code = office.approved("memo").code
    for typed in (code, code.lower(), code.replace("-", " "), code.removeprefix("PS-"), f" {code} "):
        assert citizen.get("/verify/", {"code": typed})["Location"] == f"/verify/{code}/"


def test_wrong_codes_say_what_is_wrong(office: Office, citizen: Client) -> None:
    code = office.approved("memo").code
    swapped = code[:3] + code[4] + code[3] + code[5:]
    for typed, words in ((swapped, "มีบางตัวผิดหรือสลับที่"), ("PS-1", "ไม่ใช้ตัว"), ("PS-2222", "12 ตัว")):
        page = citizen.get("/verify/", {"code": typed})
        assert page.status_code == 422, typed
        assert words in shown(page)
    stranger = seal_code("sha256:" + "0" * 64, "อื่น", 1)
    page = citizen.get(f"/verify/{stranger}/")
    assert page.status_code == 404
    assert "ระบบนี้ไม่มีเอกสารรหัส" in shown(page)
    assert citizen.get("/verify/<script>/").status_code == 404


def test_codes_stay_as_they_are_printed_in_thai_digits(office: Office, citizen: Client) -> None:
    code = office.approved("memo").code
    citizen.cookies["digits"] = "thai"
    page = shown(citizen.get(f"/verify/{code}/"))
    assert "๒๕๖๙" in page
    assert page.count(code) >= 2
    for text in (page, shown(citizen.get("/verify/"))):
        assert not re.search(r"[A-Z]-?[๐-๙]|[๐-๙]-?[A-Z]", text)


def test_what_is_only_on_its_way_is_not_told(office: Office, citizen: Client) -> None:
    version = office.submitted("memo")
    code = seal_code(version.content_hash, office.cast.own.name, version.number)
    assert citizen.get(f"/verify/{code}/").status_code == 404
    assert citizen.get(office.path("memo/v/1/file.pdf")).status_code == 302


def test_each_version_is_given_out_from_its_own_publication_on(office: Office, citizen: Client) -> None:
    first = office.approved("memo")
    office.publish(first)
    papers.revise(office.actor("officer"), first.paper)
    second = office.approved("memo")
    assert citizen.get(f"/verify/{first.code}/file.pdf").status_code == 200
    assert citizen.get(f"/verify/{second.code}/file.pdf").status_code == 404
    office.publish(second)
    assert citizen.get(f"/verify/{second.code}/file.pdf").content == bytes(second.sealed or b"")


# By file


def test_file_is_checked_and_not_kept(office: Office, citizen: Client) -> None:
    sealed = bytes(office.approved("memo").sealed or b"")
    for path in ("/verify/", f"/verify/{PaperVersion.objects.get().code}/"):
        page = shown(upload(citizen, sealed, path))
        assert "ใช่ฉบับที่อนุมัติ ไม่ถูกแก้ไข" in page
        assert "รับรองด้วยกุญแจของเว็บไซต์นี้" in page
    assert PaperVersion.objects.count() == 1


def test_changed_and_strange_files_are_named(office: Office, citizen: Client) -> None:
    version = office.approved("memo")
    sealed = bytes(version.sealed or b"")
    changed = sealed[:3000] + bytes([sealed[3000] ^ 1]) + sealed[3001:]
    for data, words in (
        (changed, "ไม่ใช่ฉบับที่อนุมัติ หรือถูกแก้ไข"),
        (bytes(version.pdf), "ไม่มีตรารับรอง"),
        (b"<html><script>alert(1)</script>", "ไม่ใช่ไฟล์ PDF"),
        (b"", "ไฟล์ว่าง"),
    ):
        page = upload(citizen, data, name="<script>x</script>.pdf")
        assert page.status_code == 200
        assert words in shown(page)
        assert "<script>x" not in shown(page)
    none = citizen.post("/verify/", {})
    assert none.status_code == 422
    assert "ยังไม่ได้เลือกไฟล์" in shown(none)


def test_seal_of_another_key_is_no_seal_of_ours(office: Office, citizen: Client) -> None:
    version = office.approved("memo")
    record = record_in(version)
    assert record is not None
    issue = Issue(
        agency=record.agency,
        fiscal_year=record.fiscal_year,
        version=record.version,
        approvals=record.approvals,
        sealed_at=record.sealed_at,
        issuer=record.issuer,
    )
    document = content_of(version)
    forged = sealed_pdf(document, record_of(document, issue), new_key())
    page = shown(upload(citizen, forged, f"/verify/{version.code}/"))
    assert "เว็บไซต์นี้ไม่ได้ออก" in page or "ไม่ได้ออกโดยเว็บไซต์นี้" in page
    assert "ใช่ฉบับที่อนุมัติ ไม่ถูกแก้ไข" not in page


def test_another_approved_paper_does_not_stand_for_this_code(office: Office, citizen: Client) -> None:
    memo, other = office.approved("memo"), office.approved("analysis")
    page = shown(upload(citizen, bytes(other.sealed or b""), f"/verify/{memo.code}/"))
    assert "เป็นเอกสารฉบับอื่น ไม่ใช่รหัสนี้" in page
    assert other.code in page


def test_older_version_says_that_there_is_a_newer_one(office: Office, citizen: Client) -> None:
    first = office.approved("memo")
    papers.revise(office.actor("officer"), first.paper)
    second = office.approved("memo")
    page = shown(upload(citizen, bytes(first.sealed or b"")))
    assert "มีฉบับใหม่กว่า" in page
    assert second.code in page


def test_pages_are_light_and_speak_english(
    office: Office, citizen: Client, django_assert_max_num_queries: Any
) -> None:
    version = office.approved("memo")
    office.publish(version)
    with django_assert_max_num_queries(10):
        page = citizen.get(f"/verify/{version.code}/", headers={"accept-language": "en"})
    assert "Who decided" in shown(page)
    with django_assert_max_num_queries(10):
        assert upload(citizen, bytes(version.sealed or b""), f"/verify/{version.code}/").status_code == 200


# The key


def test_published_key_verifies_without_the_site(office: Office, citizen: Client, tmp_path: Path) -> None:
    version = office.approved("memo")
    answer = citizen.get("/.well-known/prongsai-seal-key")
    assert own_fingerprint() in shown(answer)
    assert "PRIVATE" not in shown(answer)
    key, file = tmp_path / "key.pem", tmp_path / "paper.pdf"
    key.write_bytes(answer.content)
    file.write_bytes(bytes(version.sealed or b""))
    assert run("verify", "--key", key, file).exit_code == 0


def test_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = kept_key(tmp_path / "data")
    assert kept_key(tmp_path / "data") == first
    file = tmp_path / "data" / "seal-key"
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["seal-key"]


def test_key_from_the_environment_is_checked() -> None:
    key = new_key().decode()
    for given in (key, key.replace("\n", "\\n")):
        assert key_fingerprint(read_environment({"PRONGSAI_SEAL_KEY": given}).seal_key) == key_fingerprint(
            key.encode()
        )
    rsa = generate_private_key(65537, 2048)
    other = rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for wrong in ("secret", other):
        with pytest.raises(InputError) as error:
            read_environment({"PRONGSAI_SEAL_KEY": wrong})
        assert [each.where for each in error.value.problems] == ["PRONGSAI_SEAL_KEY"]
        assert wrong not in str(error.value)
