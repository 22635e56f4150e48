"""The pages of papers that were published before."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.web import read_cast
from tests.web.cast import Cast

from prongsai.reading.recognise.traces import UNPROVEN
from prongsai.web.actions import read as actions
from prongsai.web.jobs import read as job
from prongsai.web.jobs import run
from prongsai.web.models import Job, Measure, Plan, ReadPaper, Result

BASE = "/a/{agency}/2569/read/"


def base(cast: Cast) -> str:
    return BASE.format(agency=cast.own.pk)


def sent(client: Client, cast: Cast, *files: tuple[str, bytes], **more: str) -> Any:
    return client.post(base(cast), {"files": [SimpleUploadedFile(*file) for file in files], **more})


def done() -> None:
    """Do the reading as a worker does."""
    for each in Job.objects.filter(kind="read", stage="waiting"):
        run.run(each.pk)


def value_address(cast: Cast, paper: ReadPaper, field: str) -> str:
    return f"{base(cast)}{paper.pk}/value/{read_cast.number_of(paper, field)}/"


def test_a_paper_goes_from_the_form_to_the_result_page(cast: Cast) -> None:
    client = cast.client("officer")
    answer = sent(client, cast, (read_cast.NAME, read_cast.TEXT.encode()))
    assert answer.status_code == 302
    assert "กำลังอ่าน" in client.get(base(cast)).content.decode()
    done()
    paper = ReadPaper.objects.get()
    page = client.get(f"{base(cast)}{paper.pk}/").content.decode()
    assert "ต้องตรวจอีก 1 ค่า" in page
    assert 'id="at-l16-t1-r10-c3"' in page
    assert 'href="#at-l16-t1-r10-c3"' in page

    answer = client.post(value_address(cast, paper, "result.scores.9"), {"words": "86.67", "seen": "8667"})
    assert answer.status_code == 302
    client.post(f"{base(cast)}{paper.pk}/sure/")
    assert not paper.values.filter(decision="").exclude(confidence="likely").exists()

    offered = client.get(f"{base(cast)}{paper.pk}/take/").content.decode()
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"[^>]*checked', offered))
    answer = client.post(f"{base(cast)}{paper.pk}/take/", {**fields, "version": "0"})

    assert urlsplit(answer["Location"]).path == f"/a/{cast.own.pk}/2569/result/"
    kept = Result.objects.get(agency=cast.own, fiscal_year=2568)
    assert kept.content["scores"]["9"] == "86.67"
    assert Measure.objects.filter(plan__agency=cast.own).count() == 2
    shown = client.get(answer["Location"]).content.decode()
    assert f"{base(cast)}{paper.pk}/" in shown
    assert "รายงานวิเคราะห์ 2568.txt" in shown


def test_each_file_of_several_has_its_own_outcome(cast: Cast) -> None:
    client = cast.client("officer")
    sent(client, cast, (read_cast.NAME, read_cast.TEXT.encode()), ("empty.txt", b" "), (".DS_Store", b"x"))
    done()

    page = client.get(base(cast)).content.decode()

    assert ReadPaper.objects.count() == 2
    assert "อ่านไม่ได้" in page
    assert "ไฟล์ไม่มีเนื้อหา" in page
    assert "ต้องตรวจ 1 ค่า" in page


def test_a_form_without_a_file_and_one_with_too_many_are_told(cast: Cast) -> None:
    client = cast.client("officer")

    assert client.post(base(cast)).status_code == 422
    many = [(f"{number}.txt", b"x%d" % number) for number in range(actions.MOST_AT_ONCE + 1)]
    assert sent(client, cast, *many).status_code == 422
    assert not ReadPaper.objects.exists()


def test_the_same_form_twice_is_taken_once(cast: Cast) -> None:
    client = cast.client("officer")

    for _ in range(2):
        sent(client, cast, (read_cast.NAME, read_cast.TEXT.encode()), once="form-1")

    assert ReadPaper.objects.count() == 1
    assert Job.objects.filter(kind="read").count() == 1


def test_a_decision_leads_to_the_next_value_in_doubt(cast: Cast) -> None:
    paper = read_cast.read(cast)
    number = read_cast.number_of(paper, "result.scores.9")

    first = value_address(cast, paper, "agency")
    answer = cast.client("officer").post(first, {"words": "เทศบาลเมืองดอนสัก", "seen": "เทศบาลเมืองดอนสัก"})

    assert answer["Location"] == f"{base(cast)}{paper.pk}/?at={number}#v{number}"
    page = cast.client("officer").get(answer["Location"]).content.decode()
    assert re.search(rf'<li id="v{number}" class="read-value doubtful here">', page)
    assert len(re.findall(r"\bautofocus\b", page)) == 1


def test_what_is_said_of_many_values_stands_once_above_them(cast: Cast) -> None:
    # Both scripts in one number: a machine read this paper, and nothing proves its indicators.
    paper = read_cast.read(cast, read_cast.TEXT.replace("88.10", "๘8.10"))

    page = cast.client("officer").get(f"{base(cast)}{paper.pk}/").content.decode()

    assert page.count(UNPROVEN.th) == 1
    assert paper.values.filter(confidence="likely").count() > 8


def test_a_wrong_correction_is_told_and_nothing_changes(cast: Cast) -> None:
    paper = read_cast.read(cast)

    answer = cast.client("officer").post(
        value_address(cast, paper, "result.scores.9"), {"words": "มาก", "seen": "8667"}
    )

    assert answer.status_code == 422
    assert "คะแนนต้องเป็นตัวเลขตั้งแต่ 0 ถึง 100" in answer.content.decode()
    assert not paper.values.exclude(decision="").exists()


def test_two_who_decide_otherwise_are_told(cast: Cast) -> None:
    paper, client = read_cast.read(cast), cast.client("officer")
    address = value_address(cast, paper, "result.scores.9")
    client.post(address, {"words": "86.67", "seen": "8667"})

    answer = client.post(address, {"words": "66.67", "seen": "8667"})

    assert answer.status_code == 409
    assert paper.values.get(field="result.scores.9").now == "86.67"


def test_who_only_reads_sees_the_values_and_no_button(cast: Cast) -> None:
    paper = read_cast.read(cast)
    for role in ("executive", "reviewer", "auditor", "supervisor"):
        page = cast.client(role).get(f"{base(cast)}{paper.pk}/").content.decode()
        assert "8667" in page
        assert "ยืนยัน" not in page
        assert "/take/" not in page
    assert cast.client("unit_member").get(f"{base(cast)}{paper.pk}/").status_code == 403


def test_the_file_is_only_ever_an_attachment(cast: Cast) -> None:
    hostile = "<html><body><script>alert(1)</script><p>เทศบาลเมืองดอนสัก</p></body></html>"
    paper = read_cast.read(cast, hostile, "page.html")
    client = cast.client("officer")

    answer = client.get(f"{base(cast)}{paper.pk}/file/")

    assert b"".join(answer.streaming_content) == hostile.encode()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "<script>alert" not in client.get(f"{base(cast)}{paper.pk}/").content.decode()


def test_a_page_of_a_pdf_is_a_picture_with_the_place_marked(cast: Cast) -> None:
    paper = read_cast.pdf(cast)
    client, number = cast.client("officer"), paper.values.get().pk
    address = f"{base(cast)}{paper.pk}/page/1/"

    plain, marked = (_picture(client.get(f"{address}{query}").content) for query in ("", f"?mark=v{number}"))

    assert plain.width == marked.width == 1100
    # 595 points are 1100 dots: the frame around the value, and nothing beyond it.
    inside, outside = (240, 240), (700, 900)
    assert plain.getpixel(inside) != marked.getpixel(inside)
    assert plain.getpixel(outside) == marked.getpixel(outside)
    assert client.get(f"{base(cast)}{paper.pk}/page/2/").status_code == 404
    page = client.get(f"{base(cast)}{paper.pk}/?page=1&mark=v{number}").content.decode()
    assert f"/page/1/?mark=v{number}" in page
    assert f'href="?page=1&amp;mark=v{number}#sheet"' in page


def _picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=("PNG",)).convert("RGB")


def test_a_pdf_that_cannot_be_drawn_has_no_picture(cast: Cast) -> None:
    paper = read_cast.pdf(cast)
    with paper.file.storage.open(paper.file.name or "", "wb") as file:
        file.write(b"%PDF-1.7 broken")

    assert cast.client("officer").get(f"{base(cast)}{paper.pk}/page/1/").status_code == 404


def test_a_remark_is_shown_and_dealt_with(cast: Cast) -> None:
    paper = read_cast.read(cast)
    read_cast.proofread(cast)
    row = paper.remarks.get(content__rule="sum.bounds")
    client = cast.client("officer")
    address = f"{base(cast)}{paper.pk}/remark/{row.pk}/"

    assert row.content["mend"][0] in client.get(f"{base(cast)}{paper.pk}/").content.decode()
    assert client.post(address, {"state": "no_mistake", "reason": ""}).status_code == 422
    answer = client.post(address, {"state": "no_mistake", "reason": "พิมพ์ตามต้นฉบับ"})

    assert answer["Location"].endswith(f"#r{row.pk}")
    for page in (base(cast), f"{base(cast)}{paper.pk}/"):
        assert "พิมพ์ตามต้นฉบับ" in client.get(page).content.decode()


@pytest.mark.parametrize(("machine", "left"), [(True, 0), (False, 1)])
def test_what_was_misread_is_put_right_in_the_remarks_too(cast: Cast, machine: bool, left: int) -> None:
    # Both scripts in one number: a machine read it. In a paper that people typed the mistake is the paper's own.
    paper = read_cast.read(cast, read_cast.TEXT.replace("88.10", "๘8.10") if machine else read_cast.TEXT)
    read_cast.proofread(cast)
    assert paper.remarks.filter(content__rule="sum.bounds").count() == 1

    cast.client("officer").post(
        value_address(cast, paper, "result.scores.9"), {"words": "86.67", "seen": "8667"}
    )
    done()

    assert paper.remarks.filter(content__rule="sum.bounds").count() == left


def test_a_correction_while_the_papers_are_proof_read_is_not_lost(cast: Cast) -> None:
    paper, client = read_cast.read(cast), cast.client("officer")
    client.post(value_address(cast, paper, "result.scores.9"), {"words": "86.67", "seen": "8667"})
    Job.objects.filter(kind="read", stage="waiting").update(stage="running")

    for words, seen in (("76.67", "86.67"), ("66.67", "76.67")):
        client.post(value_address(cast, paper, "result.scores.9"), {"words": words, "seen": seen})

    assert Job.objects.filter(kind="read", stage="waiting").count() == 1


def test_what_is_in_doubt_keeps_everything_from_being_taken(cast: Cast) -> None:
    paper = read_cast.read(cast)

    answer = cast.client("officer").post(f"{base(cast)}{paper.pk}/take/", {"result": "1", "version": "0"})

    assert answer.status_code == 422
    assert "ยังมี 1 ค่าที่ต้องตรวจ" in answer.content.decode()
    assert not Result.objects.exists()


def test_what_is_here_already_is_not_offered_again(cast: Cast) -> None:
    paper, client = read_cast.read(cast), cast.client("officer")
    read_cast.settle(cast.actor("officer"), paper)
    address = f"{base(cast)}{paper.pk}/take/"
    client.post(address, {"result": "1", "version": "0"})
    shown = client.get(address).content.decode()

    assert "ผลในระบบมีค่าเหล่านี้ครบแล้ว" in shown and 'name="result"' not in shown


def test_a_result_that_changed_while_it_was_looked_at_is_shown_again(cast: Cast) -> None:
    paper, client = read_cast.read(cast), cast.client("officer")
    read_cast.settle(cast.actor("officer"), paper)
    address = f"{base(cast)}{paper.pk}/take/"
    assert client.post(address, {"result": "1", "version": "0"}).status_code == 302

    answer = client.post(address, {"result": "1", "version": "0"})

    assert answer.status_code == 422
    assert "มีผู้แก้ผลหรือมาตรการ" in answer.content.decode()
    assert Result.objects.get().version == 1


@pytest.mark.parametrize("year", ["2568", "2570"])
def test_the_wrong_year_leads_to_the_right_one(cast: Cast, year: str) -> None:
    paper = read_cast.read(cast)
    read_cast.settle(cast.actor("officer"), paper)

    page = cast.client("officer").get(f"/a/{cast.own.pk}/{year}/read/{paper.pk}/take/").content.decode()

    assert f"/a/{cast.own.pk}/2569/read/{paper.pk}/take/" in page
    assert '<form method="post">\n' not in page


def test_papers_that_a_broken_job_left_are_read_again(cast: Cast) -> None:
    client = cast.client("officer")
    sent(client, cast, (read_cast.NAME, read_cast.TEXT.encode()))
    Job.objects.update(stage="cancelled")
    assert "อ่านอีกครั้ง" in client.get(base(cast)).content.decode()

    client.post(base(cast), {"again": "1"})
    done()

    assert ReadPaper.objects.get().stage == "read"


def test_where_there_is_nothing_yet_the_pages_lead_here(cast: Cast) -> None:
    client = cast.client("officer")

    for page in ("", "result/", "measures/"):
        shown = client.get(f"/a/{cast.own.pk}/2569/{page}").content.decode()
        assert f'<a href="{base(cast)}">อ่านจากเอกสารเดิม</a>' in shown


def test_an_approved_plan_takes_no_measures_and_says_why(cast: Cast) -> None:
    paper = read_cast.read(cast)
    read_cast.settle(cast.actor("officer"), paper)
    Plan.objects.create(agency=cast.own, fiscal_year=2569, result_year=2568, stage="approved")

    answer = cast.client("officer").post(
        f"{base(cast)}{paper.pk}/take/", {"result": "1", "version": "0", "measure:m1": "paper"}
    )

    assert answer.status_code == 409
    assert not Result.objects.exists()


def test_what_is_taken_out_asks_first_and_the_others_are_read_again_without_it(cast: Cast) -> None:
    paper, client = read_cast.read(cast), cast.client("officer")
    address = f"{base(cast)}{paper.pk}/remove/"

    assert client.get(address).status_code == 200
    assert ReadPaper.objects.exists()
    assert client.post(address).status_code == 302
    assert not ReadPaper.objects.exists()
    assert Job.objects.get(kind="read").parameters == {"papers": []}


@pytest.mark.parametrize("broken", ["recognise", "remarks_of"])
def test_what_trips_us_up_is_told_and_holds_up_nothing_else(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def trip(_: object) -> None:
        raise RuntimeError("nobody has thought of this")

    sent(cast.client("officer"), cast, (read_cast.NAME, read_cast.TEXT.encode()))
    monkeypatch.setattr(job, broken, trip)
    done()

    ended = Job.objects.get(kind="read")
    assert (ended.stage, len(ended.problems)) == ("done", 1)
    assert ReadPaper.objects.get().stage == ("unreadable" if broken == "recognise" else "read")
