"""The log of changes: shown, looked through, checked, exported, and read back without the database."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast as typed

import pytest
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.command_line import PROGRAM, run
from tests.web.cast import NOON, Cast
from tests.web.test_cycle import entered, planned, round_of

from prongsai.core.errors import InputError
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.reading.audit import read_log
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.web.actions import audit as log
from prongsai.web.actions import followup, system
from prongsai.web.actions import plan as plans
from prongsai.web.actions import unit as units
from prongsai.web.models import AuditChain, AuditEntry
from prongsai.web.queries import audit as queries
from prongsai.web.queries.audit_names import Names


def write(cast: Cast, count: int, role: str = "officer", **change: Plain) -> None:
    for number in range(count):
        log.append(
            cast.actor(role),
            "plan.edit",
            cast.own,
            target=f"measure:{number}",
            change={"title": ["ก", "ข"], **change},
        )


def address(cast: Cast) -> str:
    return f"/a/{cast.own.pk}/2569/audit/"


def text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def sent(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    lines = typed("Iterable[bytes]", typed("StreamingHttpResponse", answer).streaming_content)
    return b"".join(lines).decode()


def test_a_change_is_told_with_before_and_after(cast: Cast) -> None:
    write(cast, 1, budget=[None, 5000], note={"done": True})

    page = text(cast.client("auditor"), address(cast))

    assert "<del>ก</del> → <ins>ข</ins>" in page
    assert "<ins>5000</ins>" in page and "ไม่มี</del>" not in page
    assert "หมายเหตุ › ทำแล้ว" in page
    assert "ชื่อมาตรการ" in page
    assert cast.people["officer"].email in page
    assert "แก้มาตรการ" in page


def test_what_people_wrote_is_no_markup(cast: Cast) -> None:
    write(cast, 1, evil=["", "<script>alert(1)</script>"])

    assert "<script>alert" not in text(cast.client("officer"), address(cast))


def test_the_newest_come_first_twenty_five_a_page(cast: Cast) -> None:
    write(cast, 35)

    first = text(cast.client("officer"), address(cast))
    second = text(cast.client("officer"), address(cast), page="2")

    assert first.index("measure:34") < first.index("measure:33")
    assert first.count("<time") == 25
    assert second.count("<time") == 10
    assert "measure:0<" in second


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "อรุณ"}, 2),
        ({"person": "EXAMPLE.go.th"}, 3),
        ({"action": "result.enter"}, 1),
        ({"target": "result"}, 1),
        ({"begins": "20 เมษายน 2569", "ends": "๒๐/๐๔/๒๕๖๙"}, 3),
        ({"begins": "21 เม.ย. 2569"}, 0),
        ({"ends": "19/4/2569"}, 0),
        ({"person": "อรุณ", "action": "result.enter"}, 0),
    ],
)
def test_the_log_is_looked_through(cast: Cast, asked: dict[str, str], found: int) -> None:
    write(cast, 2)
    log.append(cast.actor("executive"), "result.enter", cast.own, target="result:1", change={})

    assert text(cast.client("officer"), address(cast), **asked).count("<time") == found


def test_a_day_that_is_none_is_told(cast: Cast) -> None:
    write(cast, 1)

    answer = cast.client("officer").get(address(cast), {"begins": "วันก่อน"})

    assert answer.status_code == 422
    assert "วันก่อน" in answer.content.decode()


def test_a_whole_chain_is_said_to_be_whole(cast: Cast) -> None:
    write(cast, 3)

    page = text(cast.client("officer"), address(cast), check="1")

    assert "สายบันทึกครบถ้วน 3 รายการ" in page
    assert AuditChain.objects.get(agency=cast.own).head in page.replace("<wbr>", "")


def test_a_change_behind_our_back_is_told(cast: Cast) -> None:
    write(cast, 3)
    AuditEntry.objects.filter(number=2).update(target="measure:9")

    page = text(cast.client("officer"), address(cast), check="1")

    assert "สายบันทึกไม่ครบถ้วน" in page
    assert "2 plan.edit" in page


def test_an_empty_log_says_so(cast: Cast) -> None:
    assert "ยังไม่มีการเปลี่ยนแปลง" in text(cast.client("officer"), address(cast))
    assert "ครบถ้วน 0 รายการ" in text(cast.client("officer"), address(cast), check="1")


def test_the_system_has_a_chain_of_its_own(cast: Cast) -> None:
    log.append(system(), "agency.create", None, target="agency:1", change={"name": "อบต.ใหม่"})

    assert "อบต.ใหม่" in text(cast.client("administrator"), "/audit/")
    assert "อบต.ใหม่" not in text(cast.client("officer"), address(cast))
    for role in ("officer", "supervisor", "auditor"):
        for page in ("/audit/", "/audit/log.csv", "/audit/log.jsonl"):
            assert cast.client(role).get(page).status_code == 403, (role, page)


def test_an_export_is_checked_without_the_database(cast: Cast, tmp_path: Path) -> None:
    write(cast, 4, note=["ก\u2028ข\x85ค\nง", '"'])
    exported = sent(cast.client("auditor"), f"{address(cast)}log.jsonl")
    file = tmp_path / "log.jsonl"
    file.write_text(exported, "utf-8")

    assert [len(chain.entries) for chain in read_log(file)] == [4]
    whole = run("audit", "verify", file, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert whole.exit_code == 0, whole.output
    assert "ครบถ้วน 4 รายการ" in whole.output

    lines = exported.split("\n")
    spoilt = {
        "changed": exported.replace("measure:2", "measure:7"),
        "left out": "\n".join([*lines[:2], *lines[3:]]),
        "put elsewhere": "\n".join([lines[0], lines[2], lines[1], *lines[3:]]),
        "cut off": "\n".join(lines[:4]),
        "no log": exported.replace('"number":3', '"number":"3"'),
    }
    for what, content in spoilt.items():
        file.write_text(content, "utf-8")
        assert run("audit", "verify", file).exit_code == 1, what


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]\n", '{"number":1}\n', '{"chain":"ก"}\n', '{"chain":"ก"}\n{"length":"1","head":""}\n'],
)
def test_what_is_no_log_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(content, "utf-8")

    with pytest.raises(InputError) as refused:
        list(read_log(file))

    assert all(problem.why.th and problem.remedy.en for problem in refused.value.problems)


def test_no_cell_of_the_csv_is_a_formula(cast: Cast) -> None:
    cast.people["officer"].name = '=HYPERLINK("http://evil.example")'
    cast.people["officer"].save()
    log.append(cast.actor("officer"), "plan.edit", cast.own, target="+1", change={"a": "@x"})

    sheet = sent(cast.client("officer"), f"{address(cast)}log.csv")
    rows = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"))))

    assert sheet.startswith("\ufeff")
    assert rows[1][2].startswith("'=")
    assert rows[1][4] == "'+1"
    assert rows[1][5] == "'+1"
    assert rows[1][6] == "a: @x" and json.loads(rows[1][7]) == {"a": "@x"}


@pytest.fixture
def kept_file() -> Iterator[None]:
    """The commands look for the file of a site first; the tests' own database may be in memory."""
    file = settings.ENVIRONMENT.data / "prongsai.sqlite3"
    file.touch()
    yield
    file.unlink()


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_file")
def test_the_commands_check_and_export_the_database(cast: Cast, tmp_path: Path) -> None:
    write(cast, 2)
    log.append(system(), "agency.create", None, target="agency:1", change={})
    file = tmp_path / "copy.jsonl"

    assert run("audit", "export", "-o", file).exit_code == 0
    assert [chain.name for chain in read_log(file)] == ["ระบบ", cast.own.name]
    whole = run("audit", "verify")
    assert whole.exit_code == 0
    assert f"{cast.own.name}: ครบถ้วน 2 รายการ" in whole.output
    AuditEntry.objects.filter(action="agency.create").delete()
    broken = run("--lang", "en", "audit", "verify")
    assert broken.exit_code == 1
    assert "not whole" in broken.output


@pytest.mark.once
def test_a_log_page_stays_within_its_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write(cast, 300)
    client = cast.client("officer")

    with django_assert_max_num_queries(10):
        assert client.get(address(cast), {"check": "1", "person": "อรุณ"}).status_code == 200


def test_values_are_written_as_people_read_them() -> None:
    assert queries.shown(True) == Text("ใช่", "yes")
    assert queries.shown(["ก", 2]).th == "ก, 2"
    assert queries.shown([]).en == "nothing"
    assert len(queries.shown("ก" * 1000).th) == 301
    (whole,) = queries.changes({"before": 1, "after": 2})
    assert whole.before is not None
    assert (whole.before.th, whole.after.th) == ("1", "2")


def test_what_is_logged_in_our_words_is_shown_in_theirs() -> None:
    change: dict[str, Plain] = {
        "stage": ["draft", "in_approval"],
        "fields": {"status": ["", "done"]},
        "roles": ["officer", "auditor"],
        "content_hash": "sha256:" + "0123456789abcdef" * 4,
        "never_heard_of": 7,
    }

    told = {each.field.th: (each.before, each.after) for each in queries.changes(change)}

    assert told["ขั้น"] == (Text("ฉบับร่าง", "draft"), Text("อยู่ระหว่างพิจารณา", "with the approvers"))
    assert told["สถานะ"][1] == STATUS_WORDS["done"]
    assert told["บทบาท"][1] is not None
    assert told["ลายนิ้วมือของเนื้อหา"][1].say("en") == "sha256:0123456789ab…"
    assert told["never_heard_of"][1].th == "7"


def test_things_and_codes_are_called_by_their_names(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    entered(cast)
    plan = planned(cast)
    officer, measure = cast.actor("officer"), plan.measures.get(key="m8")
    round_ = round_of(plan)
    report = followup.Report(status="done", done_note="ทำแล้ว")
    followup.report(officer, round_, place=followup.Place(measure=measure.pk), given=report, day=NOON.date())
    plans.save(officer, plan, measure=measure.pk, version=1, values={"units": [cast.other_unit.pk]})
    units.change(officer, cast.own, cast.unit.pk, name="สำนักงานปลัด", key="finance")
    auditor = cast.client("auditor")
    with django_assert_max_num_queries(10):
        page = html.unescape(text(auditor, address(cast)))

    named = f"มาตรการที่ {measure.position} “{measure.title}”"
    assert f"รายงานรอบ 6 เดือน ของ{named}" in page
    assert f'<dd class="diff">{named}</dd>' in page and ">m8<" not in page
    assert "ผลปี 2568" in page and "คะแนน › ข้อ O1 โครงสร้างและอำนาจหน้าที่" in page
    assert "กองคลัง</ins>" in page
    assert load_catalogue().units["finance"].title.th in page and "<dt>scores" not in page
    person = cast.people["auditor"]
    person.lang = "en"
    person.save()
    assert f"report after 6 months on measure {measure.position}" in html.unescape(
        text(auditor, address(cast))
    )
    assert "scores › Item O1 " in html.unescape(text(auditor, address(cast)))


def test_only_what_is_otherwise_is_told_of_a_result_that_was_entered_again() -> None:
    change: dict[str, Plain] = {
        "before": {"framework": "th-ita-2568", "content": {"scores": {"9": "90.00", "10": "80.00"}}},
        "after": {"framework": "th-ita-2568", "content": {"scores": {"9": "95.00", "10": "80.00"}}},
    }
    teller = queries.teller_of(Names(), "result:1", change)
    (told,) = queries.changes(change, teller)

    assert told.field == Text(
        "คะแนน › ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "scores › Indicator 9 Disclosure of information"
    )
    assert told.before is not None and (told.before.th, told.after.th) == ("90.00", "95.00")
    assert queries.told_in("th", teller, change) == f"{told.field.th}: 90.00 → 95.00"


def test_two_of_a_list_are_not_before_and_after() -> None:
    (stations,) = queries.changes({"stations": ["นักวิเคราะห์", "นายก"]})
    (roles,) = queries.changes({"roles": [["officer"], ["officer", "auditor"]]})

    assert stations.before is None and stations.after.th == "นักวิเคราะห์, นายก"
    assert roles.before is not None and roles.before.en == "ITA officer"


def test_what_is_gone_is_shown_by_its_number() -> None:
    names = Names()

    assert names.target("round:7").en == "a round that was taken out"
    assert names.target("person:7").th == "บุคคลเลขที่ 7"
    assert names.target("never:7").th == "never:7"
    assert names.measure("plan:1", "m3").en == "measure m3"


def test_a_long_change_is_a_click_away(cast: Cast) -> None:
    log.append(
        cast.actor("officer"), "result.enter", cast.own, target="", change={f"i{n}": n for n in range(30)}
    )

    page = text(cast.client("officer"), address(cast))

    assert "อีก 27 รายการย่อย" in page
    assert page.index("i2<") < page.index("<summary>อีก") < page.index("i3<")


def test_verify_says_what_is_wrong_with_the_settings(tmp_path: Path) -> None:
    ended = subprocess.run(
        [PROGRAM, "audit", "verify"],
        env={**os.environ, "PRONGSAI_DATA": str(tmp_path), "DATABASE_URL": "mysql://x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "DATABASE_URL" in ended.stderr
    assert "mysql" not in ended.stderr
