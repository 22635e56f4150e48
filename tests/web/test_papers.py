"""The papers of a year: made from what is kept, written as the officer wants, read and taken away."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document as Word
from tests.web.cast import Cast
from tests.web.paper_cast import YEAR, Office, build

from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.papers import KINDS
from prongsai.web.actions import paper as papers
from prongsai.web.models import Agency, AuditEntry, Measure, Paper, Result
from prongsai.web.queries.papers import WORKBOOKS, document_of, make_files

NAMES = ("memo", "analysis", "measures", "followup-6m", "implementation", "oit")


@pytest.fixture
def office(cast: Cast) -> Office:
    return build(cast)


def settings(**changes: str) -> dict[str, str]:
    """What the form of a memo sends when nothing was there before."""
    return {
        "lang": "th",
        "digits": "thai",
        "form": "analysis",
        "number": "",
        "date": "20 เม.ย. 2569",
        **changes,
    }


def seen_in(page: Any) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found[1]


@pytest.mark.once
def test_every_paper_is_made_in_every_format(office: Office) -> None:
    files = make_files(office.cast.own, YEAR, KINDS, ("pdf", "docx", "html"), Edition())
    assert set(files) == {f"{YEAR}-{kind}.{ending}" for kind in KINDS for ending in ("pdf", "docx", "html")}
    assert all(
        data.startswith({"pdf": b"%PDF", "docx": b"PK", "html": b"<!doc"}[name.rsplit(".")[-1]])
        for name, data in files.items()
    )
    assert "มาตรการส่งเสริม" in files[f"{YEAR}-measures.html"].decode()


def test_all_that_is_missing_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(InputError) as error:
        make_files(cast.own, YEAR, KINDS, ("pdf",), Edition())
    assert {each.id for each in error.value.problems} == {"paper.no_result", "paper.no_plan"}
    page = cast.client("officer").get(f"/a/{cast.own.pk}/{YEAR}/papers/").content.decode()
    assert "ยังไม่มีผลของปี 2568" in page
    assert "ยังไม่มีมาตรการของปี 2569" in page
    for name in ("measures", "analysis"):
        shown = cast.client("officer").get(f"/a/{cast.own.pk}/{YEAR}/papers/{name}/preview/")
        assert shown.status_code == 422
        assert "ยังไม่มี" in shown.content.decode()


def test_report_of_a_round_waits_for_that_round_alone(office: Office) -> None:
    office.plan.rounds.create(key="12m", due=datetime.date(2026, 9, 30))
    answer = office.client("officer").get(office.path("followup-6m/")).content.decode()

    assert "6 เดือน" in answer.partition("เนื้อหายังไม่ครบ")[2]
    assert "12 เดือน" not in answer.partition("เนื้อหายังไม่ครบ")[2].partition("</div>")[0]


def test_paper_follows_live_data(office: Office) -> None:
    paper = office.paper("measures")
    measure = Measure.objects.filter(plan=office.plan).first()
    assert measure is not None
    Measure.objects.filter(pk=measure.pk).update(title="มาตรการที่เพิ่งแก้")
    html = office.client("officer").get(office.path("measures/preview/")).content.decode()
    assert "มาตรการที่เพิ่งแก้" in html
    assert document_of(paper).kind == "measures"


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_each_page_and_file_opens(office: Office, name: str) -> None:
    client = office.client("officer")
    assert client.get(office.path(f"{name}/")).status_code == 200
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doc")):
        file = client.get(office.path(f"{name}/draft.{ending}"))
        assert file.content.startswith(start)
        assert file["Content-Disposition"].startswith("attachment")
        assert file["X-Content-Type-Options"] == "nosniff"
    workbook = client.get(office.path(f"{name}/draft.xlsx"))
    assert workbook.status_code == (404 if name in ("memo", "oit") else 200)


def test_preview_may_do_nothing_but_be_seen(office: Office) -> None:
    page = office.client("officer").get(office.path("memo/preview/"))
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "frame-ancestors 'self'; sandbox" in policy
    assert "unsafe" not in policy
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    around = office.client("officer").get(office.path("memo/"))
    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert "unsafe" not in around["Content-Security-Policy"]


def test_officer_begins_and_changes_a_paper(office: Office) -> None:
    client = office.client("officer")
    first = client.get(office.path("memo/"))
    begun = client.post(office.path("memo/"), settings(number="๑๒๓", seen=seen_in(first)))
    assert begun.status_code == 302
    paper = Paper.objects.get(kind="memo")
    assert (paper.number, str(paper.date), paper.digits) == ("๑๒๓", "2026-04-20", "thai")
    again = client.get(office.path("memo/"))
    changed = client.post(office.path("memo/"), settings(number="124", digits="arabic", seen=seen_in(again)))
    assert changed.status_code == 302
    entry = AuditEntry.objects.filter(action="paper.make").first()
    assert entry is not None
    assert entry.change == {"number": ["๑๒๓", "124"], "digits": ["thai", "arabic"]}
    assert entry.target == f"paper:{paper.pk}"
    assert "124" in client.get(office.path("memo/preview/")).content.decode()


def test_wrong_settings_are_said_and_kept(office: Office) -> None:
    page = office.client("officer").post(office.path("memo/"), settings(date="สามสิบกุมภา", form="nosuch"))
    assert page.status_code == 422
    assert "สามสิบกุมภา" in page.content.decode()
    assert not Paper.objects.exists()


def test_second_editor_is_told(office: Office) -> None:
    office.paper("memo", form="analysis")
    client = office.client("officer")
    opened = seen_in(client.get(office.path("memo/")))
    assert client.post(office.path("memo/"), settings(number="1", seen=opened)).status_code == 302
    late = client.post(office.path("memo/"), settings(number="2", seen=opened))
    assert late.status_code == 409
    assert Paper.objects.get(kind="memo").number == "1"
    assert 'value="2"' in late.content.decode()


def test_memo_brings_what_was_chosen(office: Office) -> None:
    paper = office.paper("memo", form="measures")
    assert document_of(paper).title.startswith("มาตรการส่งเสริม")
    paper.form = "implementation"
    assert document_of(paper).title.startswith("รายงานผลการดำเนินการ")


def test_english_with_arabic_digits(office: Office) -> None:
    office.paper("memo", lang="en", digits="arabic", form="analysis")
    html = office.client("officer").get(office.path("memo/preview/"))
    assert html["Content-Language"] == "en"
    assert "Memorandum" in html.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("name", ["nosuch", "memo-6m", "followup-7m", "followup-13m", "measures-"])
def test_strange_papers_are_not_there(office: Office, name: str) -> None:
    client = office.client("officer")
    status = client.get(office.path(f"{name}/")).status_code
    assert status == (200 if name == "measures-" else 404)


def test_reader_sees_and_cannot_write(office: Office) -> None:
    client = office.cast.client("reviewer")
    page = client.get(office.path("memo/")).content.decode()
    assert 'id="settings"' not in page
    assert client.post(office.path("memo/"), settings()).status_code == 403
    assert client.get(office.path("memo/submit/")).status_code == 403
    assert office.cast.stranger("officer").get(office.path("memo/")).status_code == 403


def test_oit_lists_where_papers_are_published(office: Office) -> None:
    version = office.approved("measures")
    link = "https://www.example.go.th/ita/o25.pdf"
    office.publish(version, link)
    html = office.client("officer").get(office.path("oit/preview/")).content.decode()
    assert html.count(link) >= 1


# Word templates


def template(*paragraphs: str) -> bytes:
    made = Word()
    for text in paragraphs:
        made.add_paragraph(text)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def put(office: Office, content: bytes, name: str = "แบบ.docx", kind: str = "analysis") -> Any:
    file = io.BytesIO(content)
    file.name = name
    return office.client("officer").post(office.path("templates/"), {"kind": kind, "file": file})


def test_own_template_is_filled(office: Office) -> None:
    assert put(office, template("ของ {{ agency }} ได้ {{ total }}")).status_code == 302
    made = office.client("officer").get(office.path("analysis/draft.docx"))
    text = "\n".join(each.text for each in Word(io.BytesIO(made.content)).paragraphs)
    assert text == "ของ เทศบาลเมืองดอนสัก ได้ ๙๔.๕๐"
    page = office.client("officer").get(office.path("templates/"))
    assert "แบบ.docx" in page.content.decode()


def test_template_goes_away_again(office: Office) -> None:
    put(office, template("{{ agency }}"))
    client = office.client("officer")
    pk = office.cast.own.templates.get().pk
    assert client.get(office.path(f"templates/{pk}/file.docx")).content.startswith(b"PK")
    assert client.get(office.path(f"templates/{pk}/remove/")).status_code == 200
    assert client.post(office.path(f"templates/{pk}/remove/")).status_code == 302
    assert not office.cast.own.templates.exists()
    assert office.cast.stranger("officer").get(office.path("templates/")).status_code == 403


@pytest.mark.once
@pytest.mark.parametrize(
    "attack",
    [
        "{{ agency.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% include '/etc/passwd' %}",
        "{{ range(10**9)|list }}",
        "{{ nosuchfield }}",
    ],
)
def test_hostile_template_is_refused(office: Office, attack: str) -> None:
    page = put(office, template(attack))
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not office.cast.own.templates.exists()


def test_template_that_is_no_word_file_is_refused(office: Office) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    for content in (
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04broken",
        bomb.getvalue(),
        b"\0" * 6_000_000,
    ):
        assert put(office, content).status_code == 422
    assert not office.cast.own.templates.exists()


# Amounts


@pytest.mark.once
@pytest.mark.parametrize("role", ["officer", "head", "supervisor"])
def test_pages_ask_little_of_the_database(
    office: Office, django_assert_max_num_queries: Any, role: str
) -> None:
    version = office.submitted("measures")
    papers.decide(office.actor("head"), version.paper, version=1, approve=False, comment="แก้")
    version = office.submitted("measures")
    office.submitted("analysis")
    office.approved("memo")
    client = office.cast.client(role) if role == "supervisor" else office.client(role)
    for page in ("", *(f"{name}/" for name in NAMES)):
        with django_assert_max_num_queries(10):
            assert client.get(office.path(page)).status_code == 200
    with django_assert_max_num_queries(10):
        assert client.get(f"/a/{office.cast.own.pk}/{YEAR}/publication/").status_code == 200
    if role == "officer":
        for page in ("templates/", "memo/revise/", "measures/withdraw/", "memo/publish/"):
            with django_assert_max_num_queries(10):
                assert client.get(office.path(page)).status_code == 200
        office.paper("oit")
        with django_assert_max_num_queries(10):
            assert client.get(office.path("oit/submit/")).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("begun", [False, True])
def test_making_a_paper_asks_ten_questions(
    office: Office, django_assert_max_num_queries: Any, name: str, begun: bool
) -> None:
    """A paper is made of everything below a plan; however long that is, the number of questions stays."""
    client, kind = office.client("officer"), name.partition("-")[0]
    if begun:
        office.submitted(kind)
    assert put(office, template("ของ {{ agency }}"), kind=kind).status_code == 302
    pages = ("preview/", "draft.pdf", "draft.docx", *(("draft.xlsx",) if kind in WORKBOOKS else ()))
    for page in (*pages, *(("changes/",) if begun and name == kind else ())):
        with django_assert_max_num_queries(10):
            assert client.get(office.path(f"{name}/{page}")).status_code == 200


@pytest.mark.once
def test_what_people_write_cannot_break_out(office: Office) -> None:
    evil = '<script>alert(1)</script>"onx="{{7*7}}'
    Agency.objects.filter(pk=office.cast.own.pk).update(office=evil)
    Measure.objects.filter(plan=office.plan).update(title=evil, approach=evil)
    client = office.client("officer")
    for page in ("memo/preview/", "measures/preview/", "measures/", ""):
        assert "<script>alert" not in client.get(office.path(page)).content.decode()
    assert client.get(office.path("measures/draft.pdf")).status_code == 200
    assert Result.objects.exists()
