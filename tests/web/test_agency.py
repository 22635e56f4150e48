"""Agencies: the list, details, who supervises whom, units and the approval chain."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.web.cast import Cast, agency

from prongsai.core.errors import InputError
from prongsai.web.actions import agency as change
from prongsai.web.actions import chain, system, unit
from prongsai.web.clock import fiscal_year
from prongsai.web.models import Agency, AuditEntry, ChainLink, Measure, Plan, Result, Unit
from prongsai.web.queries.house import house_of, profile_of


def page(cast: Cast, tail: str) -> str:
    return f"/a/{cast.own.pk}/2569/agency/{tail}"


def png(width: int = 4, height: int = 4) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))
        )

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x0b\x6e\x69" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


DETAILS = {
    "name": "เทศบาลเมืองดอนสัก",
    "type": "town_municipality",
    "district": "อ.ดอนสัก",
    "province": "จ.สุราษฎร์ธานี",
}


# The list


def test_everyone_sees_their_own_agencies(cast: Cast) -> None:
    seen = {role: cast.client(role).get("/agencies/").content.decode() for role in (*cast.people,)}
    for role, words in seen.items():
        assert (cast.own.name in words) and (
            (cast.other.name in words) == (role in ("supervisor", "administrator"))
        ), role


def test_a_supervisor_sees_totals_and_an_administrator_does_not(cast: Cast) -> None:
    Result.objects.create(
        agency=cast.own, fiscal_year=fiscal_year() - 1, framework="th-ita-2568", framework_hash="x", content={},
        total="94.50", level="pass_good", entered_at=timezone.now(),
    )  # fmt: skip
    Plan.objects.create(
        agency=cast.own, fiscal_year=fiscal_year(), result_year=fiscal_year() - 1, stage="approved"
    )
    supervisor = cast.client("supervisor").get("/agencies/").content.decode()
    administrator = cast.client("administrator").get("/agencies/").content.decode()

    assert "94.50" in supervisor and "มาตรการใช้แล้ว" in supervisor and "ยังไม่มีผล" in supervisor
    assert "94.50" not in administrator and "มาตรการใช้แล้ว" not in administrator


def test_the_list_is_searched_by_words_in_any_order(cast: Cast) -> None:
    client = cast.client("administrator")
    for words, found in (
        ("นาโพธิ์", True),
        ("ร้อยเอ็ด นาโพ", True),
        ("นาโพธิ์ สุราษฎร์", False),
        ("%", False),
        ("_", False),
    ):
        assert (cast.other.name in client.get("/agencies/", {"q": words}).content.decode()) == found, words
    assert cast.own.name not in client.get("/agencies/", {"type": "sao"}).content.decode()
    assert cast.own.name in client.get("/agencies/", {"province": "สุราษฎร์ธานี"}).content.decode()
    for odd in (
        {"page": "x"},
        {"page": "999"},
        {"type": "nothing"},
        {"q": "'; DROP TABLE"},
        {"q": "\0"},
        {"province": "\0"},
    ):
        assert client.get("/agencies/", odd).status_code == 200, odd


def test_the_list_takes_few_queries_with_a_whole_country(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    root = cast.above.lineage
    many = Agency.objects.bulk_create(
        Agency(name=f"อบต.ที่ {n:04}", type="sao", province=f"จังหวัด {n % 77:02}", supervisor=cast.above)
        for n in range(8300)
    )
    for each in many:
        each.lineage = f"{root}{each.pk}."
    Agency.objects.bulk_update(many, ["lineage"], 1000)
    for role in ("supervisor", "administrator"):
        client = cast.client(role)
        with django_assert_max_num_queries(10):
            words = client.get("/agencies/", {"q": "อบต", "page": "3"}).content.decode()
        assert "หน้า 3 จาก 167" in words and "8301 หน่วยงาน" in words


# Details


def test_an_officer_mends_the_details(cast: Cast) -> None:
    words = {**DETAILS, "form": "details", "version": "1", "website": "www.donsak.go.th"}
    assert cast.client("officer").post(page(cast, ""), words).status_code == 302
    cast.own.refresh_from_db()
    assert (cast.own.district, cast.own.province) == ("ดอนสัก", "สุราษฎร์ธานี")
    assert cast.own.website == "https://www.donsak.go.th" and cast.own.version == 2
    assert AuditEntry.objects.get().change == {"website": ["", "https://www.donsak.go.th"]}


def test_two_who_edit_are_told_of_each_other(cast: Cast) -> None:
    words = {**DETAILS, "form": "details", "version": "1"}
    client = cast.client("officer")
    client.post(page(cast, ""), {**words, "ministry": "กระทรวงมหาดไทย"})
    second = client.post(page(cast, ""), {**words, "ministry": "กรมส่งเสริมการปกครองท้องถิ่น"})

    assert second.status_code == 422 and "มีผู้อื่นแก้ข้อมูลนี้" in second.content.decode()
    assert 'name="version" value="2"' in second.content.decode()
    cast.own.refresh_from_db()
    assert cast.own.ministry == "กระทรวงมหาดไทย"


def test_what_is_wrong_is_told_and_what_was_typed_stays(cast: Cast) -> None:
    words = {
        **DETAILS,
        "form": "details",
        "version": "1",
        "website": "javascript:alert(1)",
        "type": "kingdom",
    }
    answer = cast.client("officer").post(page(cast, ""), words)
    text = answer.content.decode()
    assert answer.status_code == 422 and "ไม่ใช่ที่อยู่เว็บไซต์" in text and "javascript:alert(1)" in text
    assert "ไม่มีตัวเลือก “kingdom”" in text


def test_one_name_in_a_district_is_one_agency(cast: Cast) -> None:
    with pytest.raises(InputError, match="agency of this name"):
        change.create(
            cast.actor("administrator"),
            None,
            details={"name": cast.own.name, "district": "ดอนสัก", "province": "สุราษฎร์ธานี"},
        )


def test_readers_see_and_do_not_edit(cast: Cast) -> None:
    seen = cast.client("executive").get(page(cast, "")).content.decode()
    assert "สุราษฎร์ธานี" in seen and 'name="form"' not in seen
    assert cast.client("executive").post(page(cast, ""), {**DETAILS, "form": "details"}).status_code == 403


def test_the_letterhead_reaches_the_papers(cast: Cast) -> None:
    words = {"form": "house", "version": "1", "office": "งานนโยบายและแผน", "phone": "0 7737 1000", "number_prefix": "สฎ 52101/",
             "form_measures": "donsak", "form_implementation": "full"}  # fmt: skip
    assert cast.client("officer").post(page(cast, ""), words).status_code == 302
    profile = profile_of(Agency.objects.get(pk=cast.own.pk), house_of(cast.own, 2569))

    assert (profile.unit, profile.forms["measures"], profile.addressee) == (
        "งานนโยบายและแผน",
        "donsak",
        "นายกเทศมนตรี",
    )
    assert profile.units == {"clerk_office": "สำนักปลัดเทศบาล", "finance": "กองคลัง"}
    assert [each.name for each in profile.signatories] == ["อรุณ ใจดี"]
    assert [(each.position, each.name) for each in profile.opinions] == [
        ("หัวหน้าสำนักปลัดเทศบาล", ""),
        ("ปลัดเทศบาล", ""),
        ("นายกเทศมนตรี", "สมชาย ตั้งใจ"),
    ]


def test_an_emblem_is_a_picture(cast: Cast) -> None:
    client = cast.client("officer")
    for name, data in (
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.png", b"\x89PNG\r\n\x1a\n<html>"),
        ("a.html", b"<html><script>alert(1)</script>"),
        ("a.png", b""),
        ("big.png", b"\x89PNG\r\n\x1a\n" + b"0" * 2_100_000),
        ("wide.png", png(4001, 1)),
    ):
        refused = client.post(page(cast, ""), {"form": "emblem", "emblem": SimpleUploadedFile(name, data)})
        assert refused.status_code == 422, name
    assert client.get(page(cast, "emblem/")).status_code == 404

    taken = client.post(page(cast, ""), {"form": "emblem", "emblem": SimpleUploadedFile("any.name", png())})
    shown = client.get(page(cast, "emblem/"))
    assert taken.status_code == 302 and shown.content == png()
    assert (
        shown.headers["Content-Type"] == "image/png" and shown.headers["X-Content-Type-Options"] == "nosniff"
    )
    assert profile_of(Agency.objects.get(pk=cast.own.pk), house_of(cast.own, 2569)).emblem == png()
    client.post(page(cast, ""), {"form": "no_emblem"})
    assert client.get(page(cast, "emblem/")).status_code == 404


# Supervision


def test_a_move_takes_everything_below_along(cast: Cast) -> None:
    child = agency("หน่วยงานลูก", "", above=cast.own)
    grandchild = agency("หน่วยงานหลาน", "", above=child)
    elsewhere = agency("หน่วยงานอื่น", "")
    change.put_below(system(), cast.own, above=elsewhere)

    for each in (cast.own, child, grandchild):
        each.refresh_from_db()
    assert cast.own.lineage == f"{elsewhere.pk}.{cast.own.pk}."
    assert grandchild.lineage == f"{elsewhere.pk}.{cast.own.pk}.{child.pk}.{grandchild.pk}."
    assert cast.client("supervisor").get(f"/a/{cast.own.pk}/2569/").status_code == 403
    change.put_below(system(), cast.own, above=None)
    grandchild.refresh_from_db()
    assert grandchild.lineage == f"{cast.own.pk}.{child.pk}.{grandchild.pk}."


def test_circles_are_refused(cast: Cast) -> None:
    child = agency("หน่วยงานลูก", "", above=cast.own)
    for above in (cast.own, child):
        with pytest.raises(InputError, match="below this agency"):
            change.put_below(system(), cast.own, above=above)
    cast.own.refresh_from_db()
    assert cast.own.supervisor == cast.above


def test_only_an_administrator_says_who_supervises(cast: Cast) -> None:
    words = {"form": "supervisor", "supervisor": cast.other.name}
    assert cast.client("officer").post(page(cast, ""), words).status_code == 403
    assert cast.client("administrator").post(page(cast, ""), words).status_code == 302
    cast.own.refresh_from_db()
    assert cast.own.supervisor == cast.other
    unknown = cast.client("administrator").post(page(cast, ""), {**words, "supervisor": "ไม่มีที่นี่"})
    assert unknown.status_code == 422 and "ไม่พบหน่วยงานชื่อนี้" in unknown.content.decode()


# Units


def test_units_are_added_renamed_and_ordered(cast: Cast) -> None:
    client, address = cast.client("officer"), page(cast, "units/")
    client.post(address, {"do": "add", "row": "0", "r0-name": "กองช่าง", "r0-key": "works"})
    made = Unit.objects.get(name="กองช่าง")
    client.post(address, {"do": "up", "row": str(made.pk)})
    client.post(
        address,
        {
            "do": "change",
            "row": str(made.pk),
            f"r{made.pk}-name": "กองช่างและผังเมือง",
            f"r{made.pk}-key": "works",
        },
    )

    assert [each.name for each in cast.own.units.all()] == ["สำนักปลัดเทศบาล", "กองช่างและผังเมือง", "กองคลัง"]
    assert [each.action for each in AuditEntry.objects.all()] == ["unit.edit"] * 3
    twice = client.post(address, {"do": "add", "row": "0", "r0-name": "กองคลัง"})
    assert twice.status_code == 422 and "มีส่วนงานชื่อนี้แล้ว" in twice.content.decode()


def test_a_unit_in_use_stays(cast: Cast) -> None:
    plan = Plan.objects.create(agency=cast.own, fiscal_year=2569, result_year=2568)
    measure = Measure.objects.create(plan=plan, key="m1", title="เปิดเผยการใช้งบประมาณ")
    measure.units.add(cast.other_unit)
    client, address = cast.client("officer"), page(cast, "units/")
    kept = client.post(address, {"do": "remove", "row": str(cast.other_unit.pk)})
    assert kept.status_code == 422 and "1 มาตรการ" in kept.content.decode()
    measure.units.clear()
    assert client.post(address, {"do": "remove", "row": str(cast.other_unit.pk)}).status_code == 302


def test_units_of_others_are_not_found(cast: Cast) -> None:
    foreign = cast.other.units.get()
    for do in ("up", "remove"):
        assert (
            cast.client("officer").post(page(cast, "units/"), {"do": do, "row": str(foreign.pk)}).status_code
            == 404
        )
    assert cast.client("officer").post(page(cast, "units/"), {"do": "explode", "row": "1"}).status_code == 404
    with pytest.raises(Unit.DoesNotExist):
        unit.move(cast.actor("officer"), cast.own, foreign.pk, by=1)


# The approval chain


def positions(cast: Cast) -> list[str]:
    return [each.position for each in ChainLink.objects.filter(agency=cast.own)]


def test_the_chain_is_ordered_without_a_script(cast: Cast) -> None:
    client, address = cast.client("officer"), page(cast, "chain/")
    top = ChainLink.objects.get(agency=cast.own, order=4)
    client.post(address, {"do": "up", "row": str(top.pk)})
    client.post(address, {"do": "up", "row": str(top.pk)})
    assert positions(cast)[1] == "นายกเทศมนตรี"
    client.post(address, {"do": "remove", "row": str(top.pk)})
    words = {"do": "add", "row": "0", "r0-position": "นายกเทศมนตรี", "r0-person": str(cast.people["executive"].pk),
             "r0-acting": "รองนายก ปฏิบัติราชการแทน"}  # fmt: skip
    client.post(address, words)

    assert positions(cast) == ["นักวิเคราะห์นโยบายและแผน", "หัวหน้าสำนักปลัดเทศบาล", "ปลัดเทศบาล", "นายกเทศมนตรี"]
    assert list(ChainLink.objects.filter(agency=cast.own).values_list("order", flat=True)) == [1, 2, 3, 4]
    assert profile_of(cast.own, house_of(cast.own, 2569)).opinions[-1].acting == "รองนายก ปฏิบัติราชการแทน"


def test_nobody_from_elsewhere_stands_in_the_chain(cast: Cast) -> None:
    stranger = cast.strangers["executive"]
    with pytest.raises(InputError, match="not of the agency"):
        chain.add(cast.actor("officer"), cast.own, chain.Station("ปลัด", stranger))
    words = {"do": "add", "row": "0", "r0-position": "ปลัด", "r0-person": str(stranger.pk)}
    assert cast.client("officer").post(page(cast, "chain/"), words).status_code == 422


@pytest.mark.once
def test_pages_of_an_agency_take_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        Unit.objects.create(agency=cast.own, name=f"กอง {number}", position=number + 3)
    client = cast.client("officer")
    for tail in ("", "units/", "chain/"):
        with django_assert_max_num_queries(10):
            assert client.get(page(cast, tail)).status_code == 200
