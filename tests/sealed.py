"""An approved paper of a municipality that does not exist, the chain that approved it, and its seal."""

import datetime

from tests.render import sample

from prongsai.core.approval import Approval, Decision
from prongsai.core.document import Document
from prongsai.core.seal import SealRecord
from prongsai.core.seal.content import document_hash
from prongsai.core.seal.issue import Issue, printed, record_of
from prongsai.core.text import Lang
from prongsai.core.thai import Digits

AGENCY = "เทศบาลตำบลบ้านสมมติ"
SITE = "https://ita.bansommot.example/verify"
BANGKOK = datetime.timezone(datetime.timedelta(hours=7))
PEOPLE: tuple[tuple[str, str, Decision, str], ...] = (
    ("นักวิเคราะห์นโยบายและแผน", "นางสาวกานดา ตัวอย่าง", "submitted", ""),
    ("หัวหน้าสำนักปลัด", "นายสมมุติ ใจเที่ยง", "returned", "ขอให้ระบุผู้รับผิดชอบมาตรการที่ 2"),
    ("หัวหน้าสำนักปลัด", "นายสมมุติ ใจเที่ยง", "endorsed", ""),
    ("ปลัดเทศบาล", "", "endorsed", "เห็นควรอนุมัติ"),
    ("นายกเทศมนตรีตำบลบ้านสมมติ", "นางมานี ซื่อตรง", "approved", "อนุมัติ และให้รายงานทุก 6 เดือน"),
)


def moment(day: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime(2025, 10, day, hour, 30, tzinfo=BANGKOK)


def chain(content_hash: str) -> tuple[Approval, ...]:
    """The five decisions; what was sent back was an earlier version."""
    return tuple(
        Approval(
            position=position,
            name=name,
            decision=decision,
            comment=comment,
            at=moment(15 + number),
            content_hash=f"sha256:{'0' * 64}" if decision == "returned" else content_hash,
        )
        for number, (position, name, decision, comment) in enumerate(PEOPLE)
    )


def issue(paper: Document, *, version: int = 2) -> Issue:
    return Issue(
        agency=AGENCY,
        fiscal_year=2568,
        version=version,
        approvals=chain(document_hash(paper)),
        sealed_at=moment(20, 16),
        issuer=SITE,
    )


def record(paper: Document | None = None) -> SealRecord:
    """The record of a paper, before its key is known."""
    paper = sample.document() if paper is None else paper
    return record_of(paper, issue(paper))


def approved(paper: Document) -> Document:
    """The paper as it is printed after its approval."""
    return printed(paper, record(paper))


def paper(*, lang: Lang = "th", digits: Digits = "thai") -> Document:
    return approved(sample.document(lang=lang, digits=digits))
