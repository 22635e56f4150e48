"""Reading papers that were published before: one unit a paper, and then all of them proof-read together."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import cast

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.printed import Printed
from prongsai.core.recognised import Recognised
from prongsai.core.text import Text
from prongsai.reading.printed import printed_of
from prongsai.reading.recognise import recognise
from prongsai.web.actions import Actor, actor_of
from prongsai.web.actions import read as change
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.jobs.patience import at_most
from prongsai.web.models import Agency, Job, ReadPaper
from prongsai.web.queries.read_chain import remarks_of

log = logging.getLogger(__name__)
# Seconds of the processor for one paper, and for all of an agency together. A page works the first out anew.
MOST_FOR_ONE, MOST_FOR_ALL = 45.0, 600.0
NOT_UNDERSTOOD = Fault(
    "read.not_understood",
    Text("เปิดไฟล์ได้ แต่ทำความเข้าใจเนื้อหาไม่สำเร็จ", "the file opens, but its content could not be made sense of"),
    Text("แจ้งผู้ดูแลระบบพร้อมไฟล์นี้ หรือกรอกข้อมูลเอง", "send it to the administrator, or enter the figures by hand"),
)
NOT_JUDGED = Fault(
    "read.not_judged",
    Text(
        "อ่านค่าได้แล้ว แต่ตรวจทานไม่สำเร็จ จึงยังไม่มีข้อสังเกต",
        "the values were read, but proof-reading broke: there are no remarks yet",
    ),
    Text("ใช้ค่าที่อ่านได้ตามปกติ และแจ้งผู้ดูแลระบบ", "use the values as usual, and tell the administrator"),
)
GONE = Fault(
    "read.gone",
    Text("ไม่มีไฟล์นี้ในที่เก็บแล้ว", "the file is not kept here any more"),
    Text("เอาออกจากรายการ แล้วส่งไฟล์อีกครั้ง", "take it out of the list and send it again"),
)


def units(job: Job) -> Iterable[Parameters]:
    papers = ReadPaper.objects.filter(pk__in=cast("list[int]", job.parameters["papers"]))
    for paper in papers.order_by("pk"):
        yield {"paper": paper.pk, "name_th": paper.name, "name_en": paper.name}
    yield {"do": "check"}


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    actor = actor_of(job.asked_by)
    if "paper" not in parameters:
        if job.agency is not None:
            judge(actor, job.agency)
        return ()
    paper = ReadPaper.objects.filter(pk=int(str(parameters["paper"])), stage="waiting").first()
    if paper is not None:
        read(actor, paper)
    return ()


def read(actor: Actor, paper: ReadPaper) -> None:
    """Read a paper and keep what it says, or why it cannot be read."""
    try:
        recognised = _recognised(printed_of(_content(paper), paper.name), paper)
    except InputError as error:
        change.refuse(actor, paper, error=error)
        raise
    change.keep(actor, paper, recognised=recognised)


def judge(actor: Actor, agency: Agency) -> None:
    """Proof-read all papers of an agency together."""
    try:
        with at_most(MOST_FOR_ALL):
            remarks = remarks_of(agency)
    # The values that were read are of use without remarks, and trying again would end in the same way.
    except Exception as error:
        log.exception("the papers of agency %s could not be proof-read", agency.pk)
        raise InputError([NOT_JUDGED.at("")]) from error
    change.judge(actor, agency, remarks=remarks)


def _content(paper: ReadPaper) -> bytes:
    try:
        with paper.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise InputError([GONE.at(paper.name)]) from error


def _recognised(printed: Printed, paper: ReadPaper) -> Recognised:
    try:
        with at_most(MOST_FOR_ONE):
            return recognise(printed)
    # Papers come in shapes that nobody has thought of; one that trips us up must not hold up those behind it.
    except Exception as error:
        log.exception("paper %s was opened but not understood", paper.pk)
        raise InputError([NOT_UNDERSTOOD.at(paper.name)]) from error


register(Kind("read", units, make))
