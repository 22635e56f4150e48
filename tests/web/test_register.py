"""Importing agencies, units and people: shown first, all or nothing, and twice the same changes nothing."""

from __future__ import annotations

import datetime
import io
import os
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from openpyxl import load_workbook
from tests.web.cast import Cast

from prongsai.core.errors import InputError
from prongsai.core.register import AgencyRef, AgencyRow, PersonRow, Register, UnitRow
from prongsai.core.text import Text
from prongsai.render.register import register_workbook
from prongsai.web.actions import job as actions
from prongsai.web.actions import register as change
from prongsai.web.actions.register import Source
from prongsai.web.jobs import kind_of, run
from prongsai.web.jobs.intake import tidy_up
from prongsai.web.jobs.progress import teller
from prongsai.web.models import Agency, AuditEntry, Job, JobFile, Membership, Person, Unit
from prongsai.web.office import register as office
from prongsai.web.queries import register_look
from prongsai.web.queries.register import compare, state

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
    register = country(150)
    with django_assert_max_num_queries(35):
        counts = change.take_in(cast.actor("administrator"), lambda known: register, Source("0" * 64))

    assert (counts.agencies_new, counts.people_new, counts.roles_new) == (152, 300, 300)
    last = Agency.objects.get(name="อบต.ที่ 0149")
    assert last.supervisor and last.supervisor.name == "สำนักงานจังหวัดที่ 01"
    assert last.lineage == f"{last.supervisor_id}.{last.pk}."
    assert compare(register, state()).counts.nothing


def test_what_changes_while_it_is_prepared_is_looked_at_again(cast: Cast) -> None:
    """Someone adds one of the people while the file is read: nobody is there twice, and nothing is lost."""
    asked: list[int] = []

    def read(known: Any) -> Register:
        asked.append(len(known.people))
        if len(asked) == 1:
            Person.objects.create_user("manee@example.go.th", name="มานี มีนา")
        return small()

    counts = change.take_in(cast.actor("administrator"), read, Source("0" * 64))

    assert asked[1] == asked[0] + 1 and len(asked) == 2
    assert (counts.people_new, counts.people_changed) == (1, 1)
    assert Person.objects.filter(email="manee@example.go.th").count() == 1
    assert AuditEntry.objects.filter(action="people.import").count() == 1


def test_what_never_stands_still_is_not_taken_in(cast: Cast) -> None:
    before = Agency.objects.count()

    def read(known: Any) -> Register:
        Person.objects.create_user(f"p{Person.objects.count()}@example.go.th", name="ใหม่")
        return small()

    with pytest.raises(InputError) as refused:
        change.take_in(cast.actor("administrator"), read, Source("0" * 64))

    assert [each.id for each in refused.value.problems] == ["register.not_still"]
    assert Agency.objects.count() == before


def test_a_supervisor_may_stand_further_down_and_have_supervisors_of_its_own(cast: Cast) -> None:
    own = AgencyRef(cast.own.name, cast.own.province, cast.own.district)
    middle, top = AgencyRef("อำเภอกลาง"), AgencyRef("จังหวัดบน")
    register = Register(
        agencies=(
            AgencyRow(name=own.name, province=own.province, district=own.district, supervisor=middle),
            AgencyRow(name=middle.name, supervisor=top),
            AgencyRow(name=top.name),
        )
    )
    was = Agency.objects.get(pk=cast.own.pk).version
    counts = change.take_in(cast.actor("administrator"), lambda known: register, Source("0" * 64))

    moved = Agency.objects.get(pk=cast.own.pk)
    above = Agency.objects.get(name=middle.name)
    assert (counts.agencies_new, counts.agencies_changed, moved.version) == (2, 1, was + 1)
    assert moved.lineage == f"{above.supervisor_id}.{above.pk}.{moved.pk}."


def test_one_role_in_two_rows_is_given_once(cast: Cast) -> None:
    units = tuple(UnitRow(agency=TOWN, name=name) for name in ("กองคลัง", "กองช่าง"))
    rows = tuple(
        PersonRow(agency=TOWN, name="มานี มีนา", email="manee@example.go.th", roles=("officer", "unit_member"), unit=unit.name)
        for unit in units
    )  # fmt: skip
    register = Register(
        agencies=(AgencyRow(name=TOWN.name, district="ทุ่งช้าง", province="น่าน"),), units=units, people=rows
    )
    counts = change.take_in(cast.actor("administrator"), lambda known: register, Source("0" * 64))

    assert (counts.people_new, counts.roles_new) == (1, 3)


def test_a_change_is_shown_with_what_was_before(cast: Cast) -> None:
    own = AgencyRef(cast.own.name, cast.own.province, cast.own.district)
    register = Register(
        agencies=(AgencyRow(name=own.name, province=own.province, district=own.district, type="sao"),),
        people=(PersonRow(agency=own, name="อรุณ ใจดี", email=cast.people["officer"].email, roles=("officer",), position="ปลัด"),),
    )  # fmt: skip
    words = upload(cast.client("administrator"), file(register)).content.decode()

    assert "ประเภทหน่วยงาน เทศบาลเมือง → องค์การบริหารส่วนตำบล" in words
    assert f"{cast.people['officer'].email}: ตำแหน่ง" in words and "→ ปลัด" in words


# Large ones


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few rows be many, and a page be short."""
    monkeypatch.setattr(office, "MOST_AT_ONCE", 1)


def looked_at(client: Client, given: SimpleUploadedFile) -> tuple[Job, str]:
    """Return the job that has looked at a file, and its page."""
    address = upload(client, given)["Location"]
    job = Job.objects.get(kind="register_look")
    run.run(job.pk)
    job.refresh_from_db()
    return job, address


def broken(register: Register, **cells: str) -> SimpleUploadedFile:
    book = load_workbook(io.BytesIO(register_workbook(KINDS, register)))
    for cell, words in cells.items():
        book["บุคคล"][cell] = words
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("r.xlsx", stream.getvalue())


@pytest.mark.usefixtures("large")
def test_a_large_file_is_a_job_from_its_upload_to_its_outcome(cast: Cast) -> None:
    client, before = cast.client("administrator"), Agency.objects.count()
    address = upload(client, file(small()))["Location"]
    look = Job.objects.get()
    place = look.parameters["place"]
    waiting = client.get(address).content.decode()
    assert "รอเริ่ม" in waiting and "every 2s" in waiting and f"/jobs/{look.pk}/cancel/" in waiting

    run.run(look.pk)
    assert address in client.get(PAGE).content.decode(), "it waits to be confirmed"
    preview = client.get(address).content.decode()
    assert Agency.objects.count() == before and default_storage.exists(place)
    assert TOWN.name in preview and "ยืนยันนำเข้า" in preview and "every 2s" not in preview
    assert "มานี มีนา · manee@example.go.th" in client.get(f"{address}?part=new_people").content.decode()

    asked = client.post(address)
    job = Job.objects.get(kind="register")
    assert asked["Location"] == f"{PAGE}{job.pk}/" and Agency.objects.count() == before
    # Pressed twice, it is one import.
    assert client.post(address)["Location"] == asked["Location"] == client.get(address)["Location"]
    run.run(job.pk)

    assert Agency.objects.count() == before + 2
    told = client.get(asked["Location"]).content.decode()
    assert "หน่วยงานใหม่ 2 แห่ง บุคคลใหม่ 2 คน" in told and "every 2s" not in told
    entry = AuditEntry.objects.filter(action="people.import", target=f"register:{job.pk}").latest("number")
    assert entry.actor == cast.people["administrator"]
    assert f"{PAGE}{job.pk}/" in client.get("/jobs/").content.decode()
    assert not default_storage.exists(place) and not JobFile.objects.exists()


@pytest.mark.usefixtures("large")
def test_progress_is_told_step_by_step(cast: Cast) -> None:
    client = cast.client("administrator")
    address = upload(client, file(country(30)))["Location"]
    job = Job.objects.get()
    seen: list[str] = []
    job.stage, job.lease = "running", "mine"
    job.save()
    tell = teller(job)
    for step, done, total in (("read", 50, 200), ("check", 0, 91), ("check", 91, 91)):
        tell(step, done, total)
        seen.append(client.get(address).content.decode())

    assert "ขั้น 1 จาก 2: อ่านไฟล์ 25%" in seen[0] and 'value="50" max="200"' in seen[0]
    assert "ขั้น 2 จาก 2: ตรวจทีละแถว 0 จาก 91" in seen[1] and "91 จาก 91" in seen[2]
    Job.objects.update(stage="cancelled")
    with pytest.raises(run.Lost):
        tell("write", 1, 1)


@pytest.mark.usefixtures("large")
def test_all_faults_of_a_large_file_are_shown_page_by_page(cast: Cast) -> None:
    client = cast.client("administrator")
    cells = {f"D{row}": "ไม่ใช่อีเมล" for row in range(2, 2 + register_look.ON_A_PAGE + 5)}
    job, address = looked_at(client, broken(country(30), **cells))

    first, second = (client.get(f"{address}?page={page}").content.decode() for page in (1, 2))
    last = f"{list(cells)[-1]}:"
    assert "D2:" in first and last not in first and "หน้า 1 จาก 2" in first
    assert last in second and "D2:" not in second and "ยืนยันนำเข้า" not in second
    Person.objects.update(lang="en")
    assert "mend" in client.get(address).content.decode().lower()
    # Nobody can confirm it, so the file is not kept.
    assert not default_storage.exists(job.parameters["place"])
    assert client.post(address)["Location"] == address and Job.objects.count() == 1
    assert address not in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("large")
def test_what_is_not_confirmed_is_thrown_away(cast: Cast) -> None:
    client, before = cast.client("administrator"), Agency.objects.count()
    job, address = looked_at(client, file(small()))
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(address, {"discard": "1"})

    assert not default_storage.exists(job.parameters["place"]) and not JobFile.objects.exists()
    after = client.get(address).content.decode()
    assert "ไม่ได้นำเข้าไฟล์นี้" in after and "ยืนยันนำเข้า" not in after
    assert client.post(address)["Location"] == address
    assert Job.objects.count() == 1 and Agency.objects.count() == before


@pytest.mark.usefixtures("large")
def test_a_look_that_is_called_off_leaves_no_file(cast: Cast) -> None:
    client = cast.client("administrator")
    upload(client, file(small()))
    job = Job.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(f"/jobs/{job.pk}/cancel/")
    run.run(job.pk)

    assert Job.objects.get().stage == "cancelled" and not default_storage.exists(job.parameters["place"])
    assert not JobFile.objects.exists()


@pytest.mark.usefixtures("large")
def test_an_import_that_is_called_off_while_it_is_prepared_writes_nothing(cast: Cast) -> None:
    client, before = cast.client("administrator"), Agency.objects.count()
    _, address = looked_at(client, file(small()))
    outcome = client.post(address)["Location"]
    job = Job.objects.get(kind="register")
    job.stage, job.lease = "running", "mine"
    job.save()

    def read(known: Any) -> Register:
        actions.cancel(cast.actor("administrator"), job)
        return small()

    with pytest.raises(run.Lost):
        source = Source("0" * 64, hold=lambda: run.require_held(job))
        change.take_in(cast.actor("administrator"), read, source)

    assert Agency.objects.count() == before
    assert "นำเข้าแล้ว" not in client.get(outcome).content.decode()


def test_nobody_waits_while_a_register_is_checked_and_prepared(cast: Cast) -> None:
    """Outside of any transaction of its own: SQLite would let nobody else write meanwhile."""
    outside, seen = len(connection.savepoint_ids), []

    def at(*told: object) -> None:
        seen.append((told[0], len(connection.savepoint_ids)))

    def read(known: Any) -> Register:
        at("checked")
        return country(300)

    change.take_in(cast.actor("administrator"), read, Source("0" * 64), at)

    assert {step for step, _ in seen} == {"checked", "write"}
    assert {depth for _, depth in seen} == {outside}


@pytest.mark.usefixtures("large")
def test_pages_of_a_large_register_stay_within_their_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("administrator")
    _, address = looked_at(client, file(country(60)))
    for page in (address, f"{address}?part=new_people&page=2", PAGE):
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200


@pytest.mark.usefixtures("large")
def test_what_nobody_decides_on_goes_after_a_day_and_what_is_at_work_stays(cast: Cast) -> None:
    client = cast.client("administrator")
    look, _ = looked_at(client, file(small()))
    upload(client, file(country(3), "another.xlsx"))
    waiting = Job.objects.get(stage="waiting")
    for job in (look, waiting):
        os.utime(default_storage.path(job.parameters["place"]), (0, 0))
    tidy_up()
    assert JobFile.objects.filter(unit__job=look).exists(), "it is not a day old"
    Job.objects.filter(pk=look.pk).update(ended_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    tidy_up()

    assert not default_storage.exists(look.parameters["place"]) and not JobFile.objects.exists()
    assert default_storage.exists(waiting.parameters["place"])


@pytest.mark.usefixtures("large")
def test_what_cannot_be_taken_in_any_more_is_told_and_nothing_is_done(cast: Cast) -> None:
    client = cast.client("administrator")
    above = AgencyRef(cast.above.name, cast.above.province, cast.above.district)
    register = Register(
        agencies=(AgencyRow(name=TOWN.name, district="ทุ่งช้าง", province="น่าน", supervisor=above),),
        people=(PersonRow(agency=TOWN, name="มานี มีนา", email="manee@example.go.th", roles=("officer",)),),
    )
    _, address = looked_at(client, file(register))
    page = client.post(address)
    # Since it was looked at, the agency above has got another name.
    Agency.objects.filter(pk=cast.above.pk).update(name="สำนักงานที่เปลี่ยนชื่อ")
    before = (Agency.objects.count(), Person.objects.count(), Membership.objects.count())

    run.run(Job.objects.get(kind="register").pk)

    told = client.get(page["Location"]).content.decode()
    assert before == (Agency.objects.count(), Person.objects.count(), Membership.objects.count())
    assert "ยังนำเข้าไม่ได้" in told and cast.above.name in told


@pytest.mark.usefixtures("large")
def test_a_worker_that_dies_before_it_is_ticked_off_takes_in_nothing_twice(cast: Cast) -> None:
    client = cast.client("administrator")
    _, address = looked_at(client, file(small()))
    client.post(address)
    job = Job.objects.get(kind="register")
    job.stage, job.lease = "running", "dead"
    job.save()
    kind = kind_of(job)
    (take_in, _) = kind.units(job)
    kind.make(job, take_in)
    after = (Agency.objects.count(), Person.objects.count(), Membership.objects.count())
    Job.objects.filter(pk=job.pk).update(stage="waiting")

    run.run(job.pk)

    assert after == (Agency.objects.count(), Person.objects.count(), Membership.objects.count())
    assert "หน่วยงานใหม่ 2 แห่ง" in client.get(f"{PAGE}{job.pk}/").content.decode()


@pytest.mark.usefixtures("large")
def test_who_is_no_administrator_any_more_imports_nothing(cast: Cast) -> None:
    client, before = cast.client("administrator"), Agency.objects.count()
    _, address = looked_at(client, file(small()))
    client.post(address)
    job = Job.objects.get(kind="register")
    Person.objects.filter(pk=cast.people["administrator"].pk).update(is_administrator=False)

    for _ in range(run.MOST_ATTEMPTS):
        run.run(job.pk)

    assert Agency.objects.count() == before and Job.objects.get(kind="register").stage == "failed"


def test_only_administrators_see_what_came_of_it(cast: Cast) -> None:
    assert cast.client("administrator").get(f"{PAGE}1/").status_code == 404
    assert cast.client("supervisor").get(f"{PAGE}1/").status_code == 403
