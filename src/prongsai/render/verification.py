"""What an approved paper says about itself: its code, where it can be checked, and who decided what."""

from __future__ import annotations

import datetime
import io

import segno

from prongsai.core.approval import DECISIONS, Approval
from prongsai.core.document import Column, Document, Paragraph, Row, Run, Table, Verification
from prongsai.core.plan.period import date_words
from prongsai.core.text import Lang, Text

TITLE = Text("การตรวจสอบเอกสาร", "Checking this paper")
SQUARE = Text(
    "คิวอาร์โค้ดไปยังหน้าตรวจสอบเอกสาร {code}", "QR code that leads to the page for checking paper {code}"
)
_CODE = Text("รหัสเอกสาร", "Code")
_AT = Text("ตรวจสอบได้ที่", "check it at")
_HOW = Text(
    "สแกนหรือเปิดที่อยู่นี้ แล้วเลือกไฟล์ PDF เพื่อตรวจว่าเป็นฉบับที่อนุมัติและไม่ถูกแก้ไข",
    "Scan the QR code or open this address and choose the PDF: the page says whether it is the approved paper, "
    "unchanged.",
)
_OFFLINE = Text("ตรวจโดยไม่ใช้อินเทอร์เน็ตได้ด้วยคำสั่ง", "Without a network:")
_COMMAND = "prongsai verify"
_ONLY_PDF = Text(
    "ฉบับที่ตรวจสอบได้คือไฟล์ PDF ไฟล์นี้เป็นสำเนาสำหรับอ่านและใช้งาน",
    "What can be checked is the PDF; this file is a copy to read and to work with.",
)
_CAPTION = Text("ผู้พิจารณาเอกสาร", "Who decided about this paper")
_COLUMNS = (
    (Text("ผู้พิจารณา", "Person"), 5),
    (Text("ผลการพิจารณา", "Decision"), 5),
    (Text("ความเห็น", "Comment"), 5),
)


def foot(verification: Verification, lang: Lang) -> tuple[Run, ...]:
    """Return the line at the foot of every page; nobody can click on paper, so it leads nowhere."""
    return (
        Run(f"{_CODE.say(lang)} "),
        Run(verification.code, verbatim=True),
        Run(f" · {_AT.say(lang)} "),
        Run(_spoken(verification.address), verbatim=True),
    )


def lines(verification: Verification, lang: Lang) -> tuple[tuple[Run, ...], ...]:
    """Return what stands beside the square code, line by line."""
    return (
        (Run(TITLE.say(lang), bold=True),),
        (Run(f"{_CODE.say(lang)} "), Run(verification.code, bold=True, verbatim=True)),
        (Run(_HOW.say(lang)),),
        (Run(verification.link, verbatim=True, link=verification.link),),
        (Run(f"{_OFFLINE.say(lang)} "), Run(_COMMAND, verbatim=True)),
    )


def blocks(verification: Verification, lang: Lang) -> tuple[Paragraph | Table, ...]:
    """Return the same as blocks, for files that are copies of the paper and carry no seal."""
    about = (*lines(verification, lang)[:-1], (Run(_ONLY_PDF.say(lang)),))
    return (*(Paragraph(runs, indent=False) for runs in about), *approvals(verification, lang))


def approvals(verification: Verification, lang: Lang) -> tuple[Table, ...]:
    """Return the table of decisions, or nothing where none is to be printed."""
    if not verification.approvals:
        return ()
    columns = tuple(Column(title.say(lang), width) for title, width in _COLUMNS)
    rows = tuple(_row(each, lang) for each in verification.approvals)
    return (Table(_CAPTION.say(lang), columns, rows),)


def square(verification: Verification, border: int = 0) -> str:
    """Return the QR code of the paper's own address as SVG, dark on white in every mode, one unit a module."""
    drawing = io.BytesIO()
    code = segno.make(verification.link, error="m", micro=False)
    code.save(
        drawing, kind="svg", border=border, dark="#000000", light="#ffffff", xmldecl=False, omitsize=True
    )
    return drawing.getvalue().decode()


def alternative(document: Document) -> str:
    """Return the words for those who do not see the square code."""
    code = document.verification.code if document.verification else ""
    return SQUARE.format(code=code).say(document.lang)


def _row(approval: Approval, lang: Lang) -> Row:
    name = f"{approval.name.strip()}\n" if approval.name.strip() else ""
    person = (Run(name + approval.position),)
    decision = DECISIONS[approval.decision].say(lang)
    if lang == "en":
        decision = decision.capitalize()
    when = moment_words(approval.at).say(lang).replace(" น.", "\u00a0น.")  # no line may hold the น. alone
    return Row((person, (Run(f"{decision}\n{when}"),), (Run(approval.comment or "–"),)))


def moment_words(moment: datetime.datetime) -> Text:
    """Return a day and the time of day, by the clock of the place where it was noted."""
    day = date_words(moment.date())
    return Text(f"{day.th} เวลา {moment:%H.%M} น.", f"{day.en}, {moment:%H:%M}")


def _spoken(address: str) -> str:
    """Return an address as people write it; browsers add the rest themselves."""
    return address.removeprefix("https://").rstrip("/")
