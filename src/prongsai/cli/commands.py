"""Every command: the module that it is loaded from, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from prongsai.core.text import Text


class Listed(NamedTuple):
    """A command in the list of all; its words stand here, so that the list can be shown without loading any."""

    module: str
    words: Text


COMMANDS: Mapping[str, Listed] = {
    "serve": Listed("prongsai.cli.serve", Text("เปิดเว็บสำหรับทำงานทั้งปี", "start the web workbench")),
    "demo": Listed(
        "prongsai.cli.demo", Text("ทำตัวอย่างทั้งหมดแล้วบอกว่าดูที่ใด", "run the examples and say where to look")
    ),
    "new": Listed(
        "prongsai.cli.result",
        Text("สร้างแบบกรอกผลของปีนั้นเป็น Excel", "make an empty result workbook for a fiscal year"),
    ),
    "convert": Listed(
        "prongsai.cli.result",
        Text("แปลงไฟล์ผลระหว่าง JSON, CSV และ Excel", "turn a result file into JSON, CSV or Excel"),
    ),
    "score": Listed(
        "prongsai.cli.score", Text("คำนวณคะแนนรวมและระดับจากไฟล์ผล", "compute total and level of a result file")
    ),
    "reconcile": Listed(
        "prongsai.cli.score",
        Text("ตรวจทานคะแนนที่ประกาศกับรายข้อ", "check published figures against the figures below them"),
    ),
    "improve": Listed(
        "prongsai.cli.score",
        Text("บอกว่าแต่ละข้อเพิ่มได้กี่คะแนน และควรทำข้อใดก่อน", "say what each item brings and what to do first"),
    ),
    "analyze": Listed(
        "prongsai.cli.analyze",
        Text(
            "วิเคราะห์ผล: จุดแข็ง จุดอ่อน และข้อเสนอแนะรายข้อ",
            "say what is strong and weak, with a recommendation for each",
        ),
    ),
    "plan": Listed(
        "prongsai.cli.plan",
        Text(
            "ร่างแผนมาตรการจากผล เป็น Excel ที่แก้ไขได้", "draft the year's measures from a result, as a workbook"
        ),
    ),
    "followup": Listed(
        "prongsai.cli.plan",
        Text(
            "ตรวจแผนและความก้าวหน้า นับเสร็จและไม่เสร็จ", "check a plan with its progress; count done and not done"
        ),
    ),
    "report": Listed(
        "prongsai.cli.report", Text("เขียนเอกสารเป็น Word, PDF หรือ HTML", "write a paper as Word, PDF or HTML")
    ),
    "check": Listed(
        "prongsai.cli.check",
        Text("ตรวจทานเอกสาร ITA ที่เผยแพร่แล้ว", "proof-read ITA papers that were published"),
    ),
    "read": Listed(
        "prongsai.cli.read",
        Text(
            "อ่านเอกสาร ITA ที่หน่วยงานเผยแพร่แล้ว ให้เป็นไฟล์ผลและไฟล์แผน",
            "turn published ITA papers into result files and plan files",
        ),
    ),
    "verify": Listed(
        "prongsai.cli.verify",
        Text("ตรวจว่าไฟล์ PDF เป็นฉบับที่อนุมัติและไม่ถูกแก้ไข", "check that a PDF is the approved paper, unchanged"),
    ),
    "framework": Listed(
        "prongsai.cli.framework", Text("กรอบการประเมินของแต่ละปี", "the frameworks of the years, as data")
    ),
    "audit": Listed(
        "prongsai.cli.audit", Text("ตรวจและส่งออกบันทึกการเปลี่ยนแปลง", "check and export the log of changes")
    ),
    "backup": Listed(
        "prongsai.cli.backup",
        Text("สำรองฐานข้อมูล ไฟล์แนบ และกุญแจ", "copy database, uploads and keys into one file"),
    ),
    "manage": Listed(
        "prongsai.cli.manage",
        Text("คำสั่งของ Django สำหรับผู้ดูแลระบบ", "Django's own commands, for administrators"),
    ),
}
