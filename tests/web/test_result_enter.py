"""Entering a result by form, file and paste, through HTTP: previewed, saved, refused, taken back."""

from __future__ import annotations

import html
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.cast import WORD, Cast, signed_in
from tests.web.results import EXAMPLES, YEAR, address, content_of, donsak

from prongsai.core.thai import thai_digits
from prongsai.reading.framework import find_year
from prongsai.reading.result import MOST_BYTES
from prongsai.render.result import template
from prongsai.web.models import AuditEntry, Membership, Person, Result
from prongsai.web.queries.result import score_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

INDICATORS = {f"published:{number}": f"9{number % 10}.50" for number in range(1, 11)}


def said(response: Answer) -> str:
    return html.unescape(response.content.decode())


def carried(response: Answer) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', response.content.decode())
    assert found, said(response)[:3000]
    return found[1]


def upload(client: Client, cast: Cast, name: str, data: bytes, year: int = YEAR) -> Answer:
    return client.post(address(cast, "result/import/", year), {"file": SimpleUploadedFile(name, data)})


def save(client: Client, cast: Cast, preview: Answer, **more: str) -> Answer:
    return client.post(address(cast, "result/save/"), {"carried": carried(preview), **more})


def filled_workbook() -> bytes:
    framework = find_year(2568)
    assert framework is not None
    return template(framework)


def second_officer(cast: Cast) -> Client:
    """A browser of another officer of the same agency."""
    made = Person.objects.create_user("nida@example.go.th", WORD, name="นิดา แทนที่")
    Membership.objects.create(person=made, agency=cast.own, role="officer")
    return signed_in(made)


# Form


def test_a_form_in_thai_digits_is_previewed_and_saved(cast: Cast) -> None:
    client = cast.client("officer")
    typed = {name: thai_digits(value) for name, value in INDICATORS.items()}

    preview = client.post(address(cast, "result/enter/"), {**typed, "version": "0"})
    assert preview.status_code == 200 and not Result.objects.exists()
    response = save(client, cast, preview)

    assert response.status_code == 302 and response.headers["Location"] == address(cast, "result/")
    kept = Result.objects.get()
    assert kept.indicators["3"] == "93.50"
    assert kept.content["published"] == {name.partition(":")[2]: value for name, value in INDICATORS.items()}
    assert kept.content["agency"] == cast.own.name and kept.entered_by == cast.people["officer"]


def test_blank_is_unknown_and_not_nought(cast: Cast) -> None:
    client = cast.client("officer")
    preview = client.post(
        address(cast, "result/enter/"), {"published:1": "90", "published:2": " ", "version": "0"}
    )
    save(client, cast, preview)

    kept = Result.objects.get()
    assert kept.indicators == {"1": "90.00"} and kept.total is None and kept.level == ""


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(cast: Cast) -> None:
    wrong = {
        "scores:i1": "ดีมาก",
        "scores:i2": "101",
        "published:total": "94,5",
        "answers:IIT": "-3",
        "scores:i3": "๙๐.๒๕",
        "published:3": "88",
    }

    response = cast.client("officer").post(address(cast, "result/enter/"), {**wrong, "version": "0"})

    page = said(response)
    assert response.status_code == 422
    problems = page[page.index('class="problems"') : page.index("</div>", page.index('class="problems"'))]
    assert problems.count("<li>") == 4
    for text in ("ดีมาก", "101", "94,5", "-3"):
        assert text in problems, text
    for name, value in wrong.items():
        box = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert box and f'value="{value}"' in box[0].replace("๙๐.๒๕", "๙๐.๒๕").replace("90.25", "๙๐.๒๕"), name
    assert page.count('aria-invalid="true"') == 4
    assert not Result.objects.exists()


def test_more_answers_than_people_are_refused(cast: Cast) -> None:
    typed = {"published:1": "90", "answers:IIT": "40", "people:IIT": "30", "version": "0"}

    response = cast.client("officer").post(address(cast, "result/enter/"), typed)

    assert response.status_code == 422 and "มากกว่าจำนวนคนทั้งหมด 30 คน" in said(response)


def test_respondents_are_kept_and_counted(cast: Cast) -> None:
    client = cast.client("officer")
    typed = {**INDICATORS, "answers:IIT": "๓๔", "people:IIT": "60", "answers:EIT.1": "1,200", "version": "0"}
    save(client, cast, client.post(address(cast, "result/enter/"), typed))

    kept = Result.objects.get()
    assert kept.respondents == {"IIT": [34, 60], "EIT.1": [1200, None]}
    assert "IIT 34 จาก 60" in said(client.get(address(cast, "result/")))


def test_a_number_of_people_alone_goes_with_the_answers_that_the_scores_tell(cast: Cast) -> None:
    kept = donsak(cast)
    client = cast.client("officer")
    boxes = dict(
        re.findall(
            r'<input class="score"[^>]*name="([^"]+)" id="[^"]+" value="([^"]*)"',
            said(client.get(address(cast, "result/enter/"))),
        )
    )
    boxes |= {"published:total": "94.50", "level": "ผ่านดี", "people:IIT": "60", "version": str(kept.version)}
    save(client, cast, client.post(address(cast, "result/enter/"), boxes))

    assert "IIT 34 จาก 60" in said(client.get(address(cast, "result/")))


def test_the_form_gives_back_what_is_kept(cast: Cast) -> None:
    kept = donsak(cast)
    client = cast.client("officer")
    page = said(client.get(address(cast, "result/enter/")))
    boxes = dict(re.findall(r'<input class="score"[^>]*name="([^"]+)" id="[^"]+" value="([^"]*)"', page))
    boxes |= {"published:total": "94.50", "level": "ผ่านดี"}

    preview = client.post(address(cast, "result/enter/"), {**boxes, "version": str(kept.version)})

    assert "ไม่มีสิ่งใดเปลี่ยน" in said(preview)
    assert len([value for value in boxes.values() if value]) > 60


def test_counts_that_have_no_box_stay(cast: Cast) -> None:
    client = cast.client("officer")
    csv = f"section,code,choice,value\nheader,agency,,{cast.own.name}\nheader,fiscal_year,,2568\n"
    framework = find_year(2568)
    assert framework is not None
    rows = "".join(f"counts,i1,{points},5\n" for points in framework.points_of("i1"))
    save(client, cast, upload(client, cast, "r.csv", (csv + rows).encode()))
    counted = Result.objects.get().content["counts"]

    save(client, cast, client.post(address(cast, "result/enter/"), {"published:2": "90", "version": "1"}))

    assert Result.objects.get().content["counts"] == counted and Result.objects.get().version == 2


def test_a_year_with_two_sets_of_rules_keeps_the_one_of_the_file(cast: Cast) -> None:
    client = cast.client("officer")
    rows = ("header,framework,,th-ita-2566-15", "header,fiscal_year,,2566", "published,1,,90.25")
    csv = "\n".join(("section,code,choice,value", f"header,agency,,{cast.own.name}", *rows))
    preview = upload(client, cast, "r.csv", csv.encode(), year=2567)
    client.post(address(cast, "result/save/", 2567), {"carried": carried(preview)})
    assert Result.objects.get().framework == "th-ita-2566-15"

    again = client.post(address(cast, "result/enter/", 2567), {"published:1": "91", "version": "1"})
    client.post(address(cast, "result/save/", 2567), {"carried": carried(again)})

    kept = Result.objects.get()
    assert (kept.framework, kept.indicators, kept.version) == ("th-ita-2566-15", {"1": "91.00"}, 2)


def test_the_preview_can_be_taken_back_into_the_form(cast: Cast) -> None:
    client = cast.client("officer")
    preview = client.post(address(cast, "result/enter/"), {"published:1": "90.25", "version": "0"})

    form = client.post(address(cast, "result/enter/"), {"carried": carried(preview)})

    assert 'value="90.25"' in said(form) and not Result.objects.exists()


# Files and pastes


@pytest.mark.parametrize("name", ["donsak-2568.json", "donsak-2568.csv", "donsak-2568.xlsx"])
def test_a_published_result_is_imported_with_a_preview(cast: Cast, name: str) -> None:
    client = cast.client("officer")

    preview = upload(client, cast, name, (EXAMPLES / name).read_bytes())

    page = said(preview)
    assert preview.status_code == 200 and not Result.objects.exists()
    assert "94.50" in page and "ผ่านดี" in page and "ไม่ตรง 4" in page
    assert save(client, cast, preview).status_code == 302
    assert score_of(Result.objects.get()).result == content_of("donsak-2568.json").entered


def test_a_paste_from_a_spreadsheet_is_imported(cast: Cast) -> None:
    client = cast.client("officer")
    lines = "\n".join(f"{number}\t{thai_digits(f'9{number % 10}.25')}" for number in range(1, 11))

    preview = client.post(address(cast, "result/import/"), {"paste": f"ตัวชี้วัด\tคะแนน\n{lines}"})
    save(client, cast, preview)

    assert Result.objects.get().indicators["4"] == "94.25"


def test_a_filled_template_comes_back(cast: Cast) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook()))
    sheet = book["หน่วยงาน"]
    for row in sheet.iter_rows():
        if row[0].value and "ชื่อหน่วยงาน" in str(row[0].value):
            row[1].value = cast.own.name
    scores = book["คะแนน"]
    for row in scores.iter_rows(min_row=4):
        if row[0].value == "i1":
            row[4].value = 91.5
    stream = io.BytesIO()
    book.save(stream)
    client = cast.client("officer")

    save(client, cast, upload(client, cast, "แบบกรอก.xlsx", stream.getvalue()))

    assert Decimal(Result.objects.get().content["scores"]["i1"]) == Decimal("91.5")


def test_a_file_of_another_year_is_led_to_its_page(cast: Cast) -> None:
    response = upload(
        cast.client("officer"), cast, "napho-2564.json", (EXAMPLES / "napho-2564.json").read_bytes()
    )

    assert response.status_code == 422
    assert address(cast, "result/import/", 2565) in said(response)


def package(parts: dict[str, bytes]) -> bytes:
    """The template with `parts` over and beside its own."""
    with zipfile.ZipFile(io.BytesIO(filled_workbook())) as archive:
        real = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (real | parts).items():
            archive.writestr(name, content)
    return stream.getvalue()


def formula_workbook() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook()))
    for row in book["คะแนน"].iter_rows(min_row=4):
        if row[0].value == "i1":
            row[4].value = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("ผล.xlsx", b"<html><script>alert(1)</script></html>", "xlsx"),
        ("ผล.html", b"<html></html>", "html"),
        ("ผล.svg", b"<svg onload='alert(1)'/>", "svg"),
        ("ผล.exe", b"MZ", "exe"),
        ("ผล.pdf", b"%PDF-1.7", "PDF"),
        ("ผล.json", b"{", "JSON"),
        ("ผล.json", b'{"agency": "' + b"x" * 300 + b'"}', "…"),
        ("ผล.csv", b"section,code\n", "value"),
        ("ผล.csv", b"", "ว่าง"),
        ("ผล.csv", b"\xff\xfe\x00\xd8", "ผล.csv"),
        ("ผล.xlsx", package({"xl/vbaProject.bin": b"Sub"}), "มาโคร"),
        ("ผล.xlsx", package({"xl/worksheets/sheet1.xml": b" " * 60_000_000}), "ผล.xlsx"),
        ("ผล.xlsx", formula_workbook(), "สูตร"),
        ("ผล.csv", b"a" * (MOST_BYTES + 1), "MB"),
    ],
    ids=[
        "html",
        "ending",
        "svg",
        "exe",
        "pdf",
        "json",
        "long",
        "csv",
        "empty",
        "bytes",
        "macro",
        "bomb",
        "formula",
        "big",
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(cast: Cast, name: str, data: bytes, told: str) -> None:
    response = upload(cast.client("officer"), cast, name, data)

    assert response.status_code == 422, said(response)[:500]
    assert told in said(response), re.findall(r"<li>.*?</li>", said(response))[:9]
    assert b"<script>alert" not in response.content and not Result.objects.exists()


def test_nothing_sent_and_both_sent_are_told(cast: Cast) -> None:
    client = cast.client("officer")

    assert client.post(address(cast, "result/import/"), {"paste": " "}).status_code == 422
    both = {"paste": "1 90", "file": SimpleUploadedFile("a.csv", b"x")}
    response = client.post(address(cast, "result/import/"), both)
    assert response.status_code == 422 and "1 90</textarea>" in said(response)


# Confirming


def test_another_agency_in_the_file_must_be_confirmed(cast: Cast) -> None:
    client = cast.client("officer")
    data = (
        (EXAMPLES / "donsak-2568.json").read_text("utf-8").replace("เทศบาลเมืองดอนสัก", "เทศบาลเมืองอื่น").encode()
    )
    preview = upload(client, cast, "r.json", data)
    assert "เทศบาลเมืองอื่น" in said(preview)

    refused = save(client, cast, preview)
    assert refused.status_code == 422 and not Result.objects.exists()
    assert save(client, cast, refused, same="1").status_code == 302
    assert Result.objects.get().content["agency"] == "เทศบาลเมืองอื่น"
    cast.own.refresh_from_db()
    assert cast.own.name == "เทศบาลเมืองดอนสัก"


def test_what_would_be_replaced_is_shown_before(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")
    data = (
        (EXAMPLES / "donsak-2568.json").read_text("utf-8").replace('"i1": "94.12"', '"i1": "49.21"').encode()
    )

    preview = upload(client, cast, "r.json", data)

    page = said(preview)
    assert "<del>94.12</del>" in page and "<ins>49.21</ins>" in page and page.count("<del>") == 1
    save(client, cast, preview, note="อ่านเลขสลับ")
    entry = AuditEntry.objects.first()
    assert entry is not None and entry.change["note"] == "อ่านเลขสลับ"
    assert entry.change["before"]["content"]["scores"]["i1"] == "94.12"
    assert entry.change["after"]["content"]["scores"]["i1"] == "49.21"
    assert entry.change["total"] != [None, None]


def test_a_preview_that_was_changed_or_is_anothers_is_refused(cast: Cast) -> None:
    client = cast.client("officer")
    preview = client.post(address(cast, "result/enter/"), {"published:1": "90", "version": "0"})
    text = carried(preview)
    another = second_officer(cast)
    changed = ("B" if text[0] == "A" else "A") + text[1:]

    for who, sent in ((client, changed), (client, ""), (another, text)):
        response = who.post(address(cast, "result/save/"), {"carried": sent})
        assert response.status_code == 422 and "หมดอายุ" in said(response)
    assert client.post(address(cast, "result/save/", 2568), {"carried": text}).status_code == 422
    assert not Result.objects.exists()


def test_only_officers_enter(cast: Cast) -> None:
    donsak(cast)
    for role in ("unit_member", "executive", "reviewer", "supervisor", "auditor"):
        client = cast.client(role)
        for page in (
            "result/enter/",
            "result/import/",
            "result/save/",
            "result/restore/",
            "reconcile/accept/",
        ):
            assert client.post(address(cast, page), {"published:1": "9"}).status_code == 403, (role, page)
            assert client.get(address(cast, page)).status_code == 403, (role, page)
    assert Result.objects.get().version == 1


# Two at once, and back again


def test_the_second_of_two_officers_is_told(cast: Cast) -> None:
    first = cast.client("officer")
    second = second_officer(cast)
    previews = [
        client.post(address(cast, "result/enter/"), {"published:1": value, "version": "0"})
        for client, value in ((first, "90"), (second, "80"))
    ]

    assert save(first, cast, previews[0]).status_code == 302
    told = save(second, cast, previews[1])

    assert told.status_code == 409 and cast.people["officer"].name in said(told)
    assert "<del>90</del>" in said(told) and "<ins>80</ins>" in said(told)
    assert Result.objects.get().indicators == {"1": "90.00"}
    assert save(second, cast, told).status_code == 302
    assert Result.objects.get().indicators == {"1": "80.00"}


def test_a_form_opened_before_someone_elses_change_says_so(cast: Cast) -> None:
    donsak(cast)

    response = cast.client("officer").post(
        address(cast, "result/enter/"), {"published:1": "90", "version": "0"}
    )

    assert response.status_code == 409 and "เพิ่งถูกบันทึก" in said(response)


def test_the_result_before_can_be_put_back_and_forth(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")
    save(client, cast, client.post(address(cast, "result/enter/"), {"published:1": "50", "version": "1"}))
    changed = Result.objects.get().content

    assert client.post(address(cast, "result/restore/"), {"version": "1"}).status_code == 302
    assert Result.objects.get().content == changed  # someone else's version: nothing is put back
    client.post(address(cast, "result/restore/"), {"version": "2"})
    kept = Result.objects.get()
    assert score_of(kept).result == content_of("donsak-2568.json").entered
    assert (str(kept.total), kept.level, kept.version) == ("94.50", "good", 3)
    client.post(address(cast, "result/restore/"), {"version": "3"})
    assert Result.objects.get().content == changed


def test_the_first_result_has_nothing_before_it(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")

    response = client.post(address(cast, "result/restore/"), {"version": "1"}, follow=True)

    assert "ไม่มีผลชุดก่อนหน้า" in said(response)
    assert "นำผลชุดก่อนหน้ากลับมา" not in said(client.get(address(cast, "result/")))


@pytest.mark.once
def test_pages_of_entering_take_at_most_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    donsak(cast)
    client = cast.client("officer")
    data = (EXAMPLES / "donsak-2568.xlsx").read_bytes()
    for page in ("result/enter/", "result/import/"):
        with django_assert_max_num_queries(10):
            assert client.get(address(cast, page)).status_code == 200
    with django_assert_max_num_queries(10):
        upload(client, cast, "r.xlsx", data)
    with django_assert_max_num_queries(10):
        client.post(address(cast, "result/enter/"), {"published:1": "90", "version": "1"})


def test_a_line_that_is_wrong_is_told_in_the_language_of_the_page(cast: Cast) -> None:
    shown = cast.client("officer").post(
        address(cast, "result/import/"), {"paste": "การใช้งบประมาณ\t80\nการปฏิบัติหน้าที่\tแปดสิบ"}
    )

    assert "<b>บรรทัด 2</b>" in shown.content.decode() and "line 2" not in shown.content.decode()


def test_a_file_that_is_no_result_is_mended_with_what_stands_on_the_page(cast: Cast) -> None:
    officer = cast.client("officer")
    pdf, empty = (said(upload(officer, cast, "result.xlsx", data)) for data in (b"%PDF-1.7\n", b""))

    assert "เป็นไฟล์ PDF" in pdf and "ส่งไปอ่านที่ “อ่านจากเอกสารเดิม”" in pdf
    assert "ไฟล์ว่าง – ดาวน์โหลดแบบกรอกในหน้านี้" in empty
    assert "prongsai new" not in pdf + empty


def test_figures_that_do_not_follow_are_told_by_name(cast: Cast) -> None:
    lines = "\n".join(f"{number}\t90" for number in range(1, 11))
    paste = {"paste": f"{lines}\nคะแนนรวม\t95.90"}
    shown = said(cast.client("officer").post(address(cast, "result/import/"), paste))

    assert "<b>คะแนนรวม</b>: ประกาศ 95.90 คำนวณได้ 90.00" in shown
