"""The analysis page: findings with their reasons, the agency's own words beside ours, and the sheet out and in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast
from tests.web.test_measures import HOSTILE, don_sak

from prongsai.core.analysis import share_lost
from prongsai.web.actions import Conflict
from prongsai.web.actions import analysis as actions
from prongsai.web.actions import plan as plans
from prongsai.web.models import AuditEntry, Result, Wording
from prongsai.web.queries.proposal import findings_of
from prongsai.web.queries.result import analysis_of, edits_of

FINDING = "finding.O15"


def at(cast: Cast, page: str = "") -> str:
    return f"/a/{cast.own.pk}/2569/analysis/{page}"


def words(cast: Cast) -> str:
    return cast.own.results.get().wordings.get(finding=FINDING).text


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("role", ["officer", "unit_member", "executive", "auditor", "supervisor"])
def test_everyone_reads_what_was_found_and_why(cast: Cast, role: str, lang: str) -> None:
    don_sak(cast)
    cast.people[role].lang = lang
    cast.people[role].save()

    page = cast.client(role).get(at(cast))

    body = page.content.decode()
    assert page.status_code == 200
    groups = {each.key: each.told for each in page.context["groups"]}
    assert [each.finding.code for each in groups["urgent"]][:1] and len(groups["keep"]) > 10
    assert FINDING in body and "item." in body
    assert (f"{FINDING}/edit/" in body) == (role == "officer")
    found = findings_of(cast.own.results.get())
    assert sum(map(len, groups.values())) == len(found)


def test_the_overview_counts_every_lost_point_once(cast: Cast) -> None:
    kept = don_sak(cast)
    actions.word(cast.actor("officer"), kept, finding=FINDING, text="ของเรา", version=0)
    client = cast.client("officer")
    page = client.get(at(cast))

    groups = {each.key: each for each in page.context["groups"]}
    lost = [each.lost for each in groups.values()]
    # What is only inferred from the figure above it has no finding.
    known = [each for each in analysis_of(kept).improvement.gains if not each.implied]
    assert None not in lost and sum(lost) == share_lost(known) > 4
    assert [groups[key].open for key in ("urgent", "keep")] == [len(groups["urgent"].told), 0]
    assert [each.worded for each in groups.values()] == [1, 0, 0]
    body, opened = page.content.decode(), client.get(at(cast, "?tool=OIT&all=1")).content.decode()
    assert body.count('<details class="finding">') == sum(len(each.told) for each in groups.values())
    assert '<details class="finding">' not in opened and opened.count('<details class="finding" open>') > 20
    assert 'href="?all=1"' in body and 'href="?tool=OIT"' in opened


def test_without_a_result_the_page_says_what_comes_first(cast: Cast) -> None:
    page = cast.client("officer").get(at(cast))

    assert page.status_code == 200
    assert f"/a/{cast.own.pk}/2569/result/" in page.content.decode()
    for missing in (f"{FINDING}/edit/", "export/xlsx/", "import/"):
        assert cast.client("officer").get(at(cast, missing)).status_code == 404


@pytest.mark.once
def test_pages_stay_within_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    kept = don_sak(cast)
    plans.take(
        cast.actor("officer"), cast.own, plan=a_plan(*(a_measure(n, codes=("O15",)) for n in range(1, 31)))
    )
    texts = {each.id: "ถ้อยคำ" for each in findings_of(kept)}
    actions.word_all(cast.actor("officer"), kept, texts=texts)
    client = cast.client("officer")
    for page in ("", "?tool=OIT", f"{FINDING}/edit/", "import/", "export/xlsx/", "export/csv/"):
        with django_assert_max_num_queries(10):
            assert client.get(at(cast, page)).status_code == 200, page


def test_findings_are_filtered_by_tool(cast: Cast) -> None:
    don_sak(cast)
    page = cast.client("officer").get(at(cast, "?tool=IIT"))

    codes = {each.finding.code for group in page.context["groups"] for each in group.told}
    assert codes and not {code for code in codes if code.startswith("O")}


def test_a_finding_names_the_measure_that_answers_it(cast: Cast) -> None:
    don_sak(cast)
    plan = a_plan(a_measure(1, title="รายงานบุคคล", codes=("O15",), finding_ids=()))
    kept = plans.take(cast.actor("officer"), cast.own, plan=plan)

    body = cast.client("unit_member").get(at(cast)).content.decode()

    assert "รายงานบุคคล" in body
    assert f"/measures/{kept.measures.get().pk}/" in body


def test_own_words_stand_beside_the_generated_ones_and_can_go_again(cast: Cast) -> None:
    kept = don_sak(cast)
    client = cast.client("officer")
    generated = next(each for each in findings_of(kept) if each.id == FINDING).recommendation.th

    client.post(at(cast, f"{FINDING}/edit/"), {"text": " ของเรา\x00 ", "version": "0"})
    body = client.get(at(cast)).content.decode()
    assert "ของเรา" in body and generated in body
    edited = analysis_of(kept, edits=edits_of(kept)).findings
    assert next(each for each in edited if each.id == FINDING).words("th") == "ของเรา"

    client.post(at(cast, f"{FINDING}/edit/"), {"reset": "1", "text": "ของเรา", "version": "1"})
    assert "ของเรา" not in client.get(at(cast)).content.decode()
    assert [entry.change["fields"]["text"] for entry in AuditEntry.objects.order_by("number")] == [
        ["", "ของเรา"],
        ["ของเรา", ""],
    ]


def test_the_generated_words_sent_back_are_no_words_of_ones_own(cast: Cast) -> None:
    don_sak(cast)
    client = cast.client("officer")
    shown = client.get(at(cast, f"{FINDING}/edit/")).context["text"]

    client.post(at(cast, f"{FINDING}/edit/"), {"text": shown, "version": "0"})

    assert not Wording.objects.exists()


def test_the_second_to_reword_is_told_and_keeps_the_words(cast: Cast) -> None:
    kept = don_sak(cast)
    client = cast.client("officer")
    client.post(at(cast, f"{FINDING}/edit/"), {"text": "ของคนแรก", "version": "0"})

    answer = client.post(at(cast, f"{FINDING}/edit/"), {"text": "ของคนที่สอง", "version": "0"})

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "ของคนแรก" in body and "ของคนที่สอง" in body and "อรุณ ใจดี" in body
    assert words(cast) == "ของคนแรก"
    client.post(at(cast, f"{FINDING}/edit/"), {"text": "ของทั้งสอง", "version": "1"})
    assert words(cast) == "ของทั้งสอง"
    with pytest.raises(Conflict):
        actions.word(cast.actor("officer"), kept, finding=FINDING, text="ก", version=0)


def test_words_taken_back_and_written_anew_are_not_overwritten(cast: Cast) -> None:
    kept, officer = don_sak(cast), cast.actor("officer")
    actions.word(officer, kept, finding=FINDING, text="แรก", version=0)
    actions.word(officer, kept, finding=FINDING, text="", version=1)
    actions.word(officer, kept, finding=FINDING, text="ใหม่", version=2)

    with pytest.raises(Conflict):
        actions.word(officer, kept, finding=FINDING, text="จากหน้าเก่า", version=1)


def test_too_long_and_unknown_are_refused(cast: Cast) -> None:
    don_sak(cast)
    client = cast.client("officer")

    long = client.post(at(cast, f"{FINDING}/edit/"), {"text": "ก" * 10_001, "version": "0"})
    assert long.status_code == 422 and "10000" in long.content.decode()
    assert client.post(at(cast, "finding.X9/edit/"), {"text": "ก", "version": "0"}).status_code == 404
    for role in ("unit_member", "executive", "auditor"):
        sent = {"text": "ก", "version": "0"}
        assert cast.client(role).post(at(cast, f"{FINDING}/edit/"), sent).status_code == 403
    assert not Wording.objects.exists()


def test_own_words_are_never_markup(cast: Cast) -> None:
    don_sak(cast)
    client = cast.client("officer")
    client.post(at(cast, f"{FINDING}/edit/"), {"text": HOSTILE, "version": "0"})

    for page in ("", f"{FINDING}/edit/"):
        assert "<script>alert" not in client.get(at(cast, page)).content.decode()


def test_the_sheet_goes_out_and_comes_back(cast: Cast) -> None:
    don_sak(cast)
    client = cast.client("officer")
    book = openpyxl.load_workbook(io.BytesIO(client.get(at(cast, "export/xlsx/")).content))
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "O15")
    row[-1].value = "จากแผ่นงาน"
    out = io.BytesIO()
    book.save(out)

    shown = client.post(at(cast, "import/"), {"file": SimpleUploadedFile("sheet.xlsx", out.getvalue())})
    assert [line.code for line in shown.context["lines"]] == ["O15"]
    assert not Wording.objects.exists()
    assert client.post(at(cast, "import/"), {"texts": shown.context["signed"]}).status_code == 302
    assert words(cast) == "จากแผ่นงาน"

    csv = client.get(at(cast, "export/csv/")).content
    assert "จากแผ่นงาน" in csv.decode("utf-8-sig")
    again = client.post(at(cast, "import/"), {"file": SimpleUploadedFile("sheet.csv", csv)})
    assert again.context["lines"] == []


def test_a_sheet_that_was_overtaken_is_shown_again(cast: Cast) -> None:
    kept = don_sak(cast)
    client = cast.client("officer")
    sheet = "รหัส,ถ้อยคำ\nO15,จากแผ่นงาน\n".encode()
    shown = client.post(at(cast, "import/"), {"file": SimpleUploadedFile("sheet.csv", sheet)})
    actions.word(cast.actor("officer"), kept, finding=FINDING, text="ในหน้าเว็บ", version=0)

    answer = client.post(at(cast, "import/"), {"texts": shown.context["signed"]})

    assert answer.status_code == 409 and "ในหน้าเว็บ" in answer.content.decode()
    assert words(cast) == "ในหน้าเว็บ"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sheet.csv", "รหัส,ถ้อยคำ\nO99,ก\n".encode(), "O99"),
        ("sheet.csv", "รหัส,ถ้อยคำ\nO15,ก\nO15,ข\n".encode(), "O15"),
        ("sheet.pdf", b"%PDF-1.7", ".pdf"),
        ("sheet.xlsx", b"PK\x03\x04broken", "sheet.xlsx"),
        ("sheet.csv", b"   ", "sheet.csv"),
    ],
)
def test_a_sheet_that_cannot_be_read_changes_nothing(
    cast: Cast, name: str, content: bytes, told: str
) -> None:
    don_sak(cast)
    answer = cast.client("officer").post(at(cast, "import/"), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Wording.objects.exists()


def test_titles_are_those_of_the_framework_that_the_result_is_pinned_to(cast: Cast) -> None:
    kept = don_sak(cast)
    Result.objects.update(fiscal_year=2569)
    page = cast.client("officer").get(f"/a/{cast.own.pk}/2570/analysis/")

    told = [each for group in page.context["groups"] for each in group.told]
    assert {each.finding.id for each in told} == {each.id for each in findings_of(kept)}
    assert (
        next(each for each in told if each.finding.code == "i2").title.th
        == "ให้บริการแก่บุคคลภายนอกอย่างเท่าเทียมกัน"
    )
