"""Importing agencies, units and people: shown first, all or nothing, and twice the same changes nothing."""

from __future__ import annotations

import io
import time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.web.cast import Cast

from prongsai.core.register import AgencyRef, AgencyRow, PersonRow, Register, UnitRow
from prongsai.core.text import Text
from prongsai.render.register import register_workbook
from prongsai.web.actions import register as change
from prongsai.web.models import Agency, AuditEntry, Membership, Person, Unit

PAGE = "/agencies/import/"
KINDS = {"clerk_office": Text("สำนักปลัด", "Clerk's office"), "finance": Text("กองคลัง", "Finance")}
PROVINCE = AgencyRef("สำนักงานจังหวัดน่าน", "น่าน")
TOWN = AgencyRef("เทศบาลตำบลทุ่งช้าง", "น่าน", "ทุ่งช้าง")


def small() -> Register:
    return Register(
        agencies=(
            AgencyRow(name=PROVINCE.name, province="น่าน"),
            AgencyRow(name=TOWN.name, type="subdistrict_municipality", district="ทุ่งช้าง", province="น่าน", supervisor=PROVINCE),
        ),
        units=(UnitRow(agency=TOWN, name="สำนักปลัดเทศบาล", key="clerk_office"),),
        people=(
            PersonRow(agency=TOWN, name="มานี มีนา", email="manee@example.go.th", roles=("officer",), position="นิติกร"),
            PersonRow(agency=TOWN, name="ปิติ พอใจ", email="piti@example.go.th", roles=("unit_member", "auditor"), unit="สำนักปลัดเทศบาล"),
        ),
    )  # fmt: skip


def file(register: Register, name: str = "register.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, register_workbook(KINDS, register))


def upload(client: Client, given: SimpleUploadedFile) -> Any:
    return client.post(PAGE, {"file": given})


def import_(client: Client, register: Register) -> Any:
    page = upload(client, file(register))
    assert page.status_code == 200, page.content.decode()
    return client.post(PAGE, {"token": page.context["token"]})


def test_a_file_is_shown_and_only_then_taken_in(cast: Cast) -> None:
    client = cast.client("administrator")
    before = Agency.objects.count()
    page = upload(client, file(small()))
    words = page.content.decode()
    assert TOWN.name in words and "มานี มีนา" in words and Agency.objects.count() == before

    done = client.post(PAGE, {"token": page.context["token"]}, follow=True)

    assert "หน่วยงานใหม่ 2 แห่ง บุคคลใหม่ 2 คน" in done.content.decode()
    town = Agency.objects.get(name=TOWN.name)
    assert (
        town.lineage == f"{town.supervisor_id}.{town.pk}."
        and town.supervisor
        and town.supervisor.name == PROVINCE.name
    )
    assert Unit.objects.get(agency=town).key == "clerk_office"
    piti = Person.objects.get(email="piti@example.go.th")
    held = set(piti.memberships.values_list("role", "unit__name"))
    assert held == {("unit_member", "สำนักปลัดเทศบาล"), ("auditor", None)} and not piti.has_usable_password()


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    client = cast.client("administrator")
    import_(client, small())
    rows = (Agency.objects.count(), Unit.objects.count(), Person.objects.count(), Membership.objects.count())
    again = upload(client, file(small()))

    assert "ทุกอย่างในไฟล์มีอยู่ในระบบแล้ว" in again.content.decode() and again.context["token"] == ""
    assert rows == (
        Agency.objects.count(),
        Unit.objects.count(),
        Person.objects.count(),
        Membership.objects.count(),
    )
    entry = AuditEntry.objects.get()
    assert entry.action == "people.import" and len(entry.change["sha256"]) == 64
    assert entry.change["agencies_new"] == 2 and entry.change["roles_new"] == 3


def test_what_is_here_is_completed_and_not_emptied(cast: Cast) -> None:
    own = AgencyRef(cast.own.name, cast.own.province, cast.own.district)
    register = Register(
        agencies=(
            AgencyRow(name="หน่วยงานบนสุด"),
            AgencyRow(name=own.name, province=own.province, district=own.district, ministry="กระทรวงมหาดไทย", supervisor=AgencyRef("หน่วยงานบนสุด")),
        ),
        people=(PersonRow(agency=own, name="อรุณ ใจดี", email=cast.people["officer"].email, roles=("officer", "executive"), position="ปลัด"),),
    )  # fmt: skip
    import_(cast.client("administrator"), register)
    cast.own.refresh_from_db()
    top = Agency.objects.get(name="หน่วยงานบนสุด")

    assert (cast.own.type, cast.own.ministry) == ("town_municipality", "กระทรวงมหาดไทย")
    assert cast.own.lineage == f"{top.pk}.{cast.own.pk}."
    officer = Person.objects.get(pk=cast.people["officer"].pk)
    assert officer.position == "ปลัด" and officer.has_usable_password()
    assert set(officer.memberships.values_list("role", flat=True)) == {"officer", "executive"}


def test_every_problem_is_told_by_its_cell_and_nothing_is_done(cast: Cast) -> None:
    book = load_workbook(io.BytesIO(register_workbook(KINDS, small())))
    book["หน่วยงาน"]["B3"] = "อาณาจักร"
    book["บุคคล"]["D2"] = "ไม่ใช่อีเมล"
    book["บุคคล"]["E3"] = "ผู้ดูแลระบบ"
    stream = io.BytesIO()
    book.save(stream)
    before = Agency.objects.count()
    answer = upload(cast.client("administrator"), SimpleUploadedFile("r.xlsx", stream.getvalue()))
    words = answer.content.decode()

    assert answer.status_code == 422 and Agency.objects.count() == before
    for cell in ("B3", "D2", "E3"):
        assert cell in words, cell


def test_what_is_no_register_is_refused(cast: Cast) -> None:
    client = cast.client("administrator")
    for name, data in (
        ("a.xlsx", b"PK\x03\x04 no"),
        ("a.html", b"<script>"),
        ("a.csv", b""),
        ("a.pdf", b"%PDF-1.7"),
        ("a.csv", b"x" * 10_000_001),
    ):
        assert upload(client, SimpleUploadedFile(name, data)).status_code == 422, name
    assert client.post(PAGE, {}).status_code == 422


def test_a_token_is_of_one_person_and_one_file(cast: Cast) -> None:
    client = cast.client("administrator")
    token = upload(client, file(small())).context["token"]
    other = Person.objects.create_user("second@example.go.th", "x", name="อีกคน", is_administrator=True)
    stranger = Client()
    stranger.force_login(other)
    for bad in (token + "x", "made:up", ""):
        assert client.post(PAGE, {"token": bad}).status_code == 422
    assert stranger.post(PAGE, {"token": token}).status_code == 422
    assert client.post(PAGE, {"token": token}).status_code == 302
    assert client.post(PAGE, {"token": token}).status_code == 422


def test_only_administrators_import(cast: Cast) -> None:
    for role in ("officer", "supervisor", "executive", "auditor"):
        assert cast.client(role).get(PAGE).status_code == 403
        assert upload(cast.client(role), file(small())).status_code == 403
    template = cast.client("administrator").get(f"{PAGE}template/")
    assert template.status_code == 200 and template.headers["Content-Disposition"].startswith("attachment")
    assert load_workbook(io.BytesIO(template.content)).sheetnames == ["คำแนะนำ", "หน่วยงาน", "ส่วนงาน", "บุคคล"]


def country(agencies: int) -> Register:
    """A province a hundred agencies, and two people in each of them."""
    tops = [
        AgencyRow(name=f"สำนักงานจังหวัดที่ {n:02}", province=f"เมือง{n:02}") for n in range(-(-agencies // 100))
    ]
    below = [
        AgencyRow(name=f"อบต.ที่ {n:04}", type="sao", district=f"ทุ่ง{n % 9}", province=tops[n // 100].province, supervisor=tops[n // 100].ref)
        for n in range(agencies)
    ]  # fmt: skip
    people = [
        PersonRow(
            agency=each.ref, name=f"คนที่ {n} {role}", email=f"{role}{n}@tambon.example.go.th", roles=(role,)
        )
        for n, each in enumerate(below)
        for role in ("officer", "executive")
    ]
    return Register(agencies=(*tops, *below), people=tuple(people))


def test_many_agencies_are_taken_in_by_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    register = country(1500)
    started = time.process_time()
    with django_assert_max_num_queries(150):
        counts = change.take_in(cast.actor("administrator"), None, register, sha256="0" * 64)

    assert (counts.agencies_new, counts.people_new, counts.roles_new) == (1515, 3000, 3000)
    assert time.process_time() - started < 20
    last = Agency.objects.get(name="อบต.ที่ 1499")
    assert (
        last.lineage == f"{last.supervisor_id}.{last.pk}."
        and last.supervisor
        and last.supervisor.name == "สำนักงานจังหวัดที่ 14"
    )
    assert change.compare(register).counts.nothing
