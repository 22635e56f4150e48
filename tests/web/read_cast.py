"""Invented papers that an agency published, sent in and read as the worker does it."""

from __future__ import annotations

import datetime

from django.core.files.base import ContentFile
from tests.web.cast import Cast

from prongsai.core.document import Document, Paragraph, Run
from prongsai.core.errors import InputError
from prongsai.render.pdf import render
from prongsai.web.actions import Actor
from prongsai.web.actions import read as actions
from prongsai.web.jobs import read as job
from prongsai.web.models import Agency, ReadPaper
from prongsai.web.queries.read_chain import remarks_of

# The result of 2568 and the measures of 2569; the score of indicator 9 has lost its point.
NAME = "รายงานวิเคราะห์ 2568.txt"
TEXT = """\
รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
เทศบาลเมืองดอนสัก
อำเภอดอนสัก จังหวัดสุราษฎร์ธานี

เทศบาลเมืองดอนสักได้คะแนนภาพรวม ๘๗.๖๘ คะแนน อยู่ในระดับผ่าน

ลำดับ\tตัวชี้วัด\tคะแนน
1\tการปฏิบัติหน้าที่\t88.10
2\tการใช้งบประมาณ\t81.20
3\tการใช้อำนาจ\t82.30
4\tการใช้ทรัพย์สินของราชการ\t75.40
5\tการแก้ไขปัญหาการทุจริต\t79.50
6\tคุณภาพการดำเนินงาน\t90.60
7\tประสิทธิภาพการสื่อสาร\t91.70
8\tการปรับปรุงระบบการทำงาน\t89.80
9\tการเปิดเผยข้อมูล\t8667
10\tการป้องกันการทุจริต\t93.75

มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙

ลำดับ\tมาตรการ\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา
1\tอธิบายการใช้งบประมาณให้เจ้าหน้าที่ทราบ\t1. จัดทำสรุปงบประมาณฉบับย่อ 2. ประชุมชี้แจงทุกส่วนงาน\tกองคลัง\tต.ค. 2568 - ก.ย. 2569
2\tลงทะเบียนการยืมทรัพย์สินทุกครั้ง\t1. จัดทำแบบฟอร์มการยืม 2. ตรวจนับทุกไตรมาส\tสำนักปลัดเทศบาล\tต.ค. 2568 - ก.ย. 2569
"""
OTHER = TEXT.replace("เมืองดอนสัก", "เมืองทุ่งแสง")


def sent(actor: Actor, agency: Agency, text: str = TEXT, name: str = NAME) -> ReadPaper:
    """Return a paper that was sent in and is not read yet."""
    file = actions.File(name, text.encode())
    return actions.send(actor, agency, year=2569, file=file)


def read(cast: Cast, text: str = TEXT, name: str = NAME) -> ReadPaper:
    """Return a paper of the own agency that was read, or could not be."""
    actor = cast.actor("officer")
    paper = sent(actor, cast.own, text, name)
    try:
        job.read(actor, paper)
    except InputError:
        pass  # What is wrong is kept with the paper.
    paper.refresh_from_db()
    return paper


def number_of(paper: ReadPaper, field: str) -> int:
    """Return the number of a value."""
    return paper.values.get(field=field).pk


def settle(actor: Actor, paper: ReadPaper) -> None:
    """Decide on everything that is in doubt, as it was read or proposed."""
    for row in paper.values.filter(decision=""):
        if row.confidence == "doubtful" or row.proposal:
            actions.decide(actor, paper, value=row.pk, words=row.proposal or row.value, seen=row.now)


def proofread(cast: Cast) -> None:
    """Let the papers of the own agency be proof-read."""
    actions.judge(cast.actor("officer"), cast.own, remarks=remarks_of(cast.own))


def page() -> bytes:
    """Return a PDF of one page."""
    day = datetime.date(2026, 4, 20)
    lines = tuple(Paragraph((Run(line),)) for line in ("เทศบาลเมืองดอนสัก", "คะแนนรวม 87.68"))
    return render(
        Document(
            kind="evidence",
            title="รายงาน",
            subtitle=(),
            blocks=lines,
            lang="th",
            digits="arabic",
            stamp=day,
            date=day,
        )
    )


def pdf(cast: Cast) -> ReadPaper:
    """Return a paper of one page with one value on it, as if it was read."""
    at = datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)
    paper = ReadPaper(
        agency=cast.own, fiscal_year=2569, name="report.pdf", size=1, sha256="0" * 64, stage="read",
        format="pdf", pages=1, sent_at=at,
    )  # fmt: skip
    paper.file.save("report.pdf", ContentFile(page()))
    paper.values.create(
        position=1,
        field="result.published.total",
        value="87.68",
        as_printed="87.68",
        confidence="doubtful",
        where={"page": 1, "line": 2, "box": ["90.00", "120.00", "200.00", "140.00"]},
    )
    return paper
