"""Frozen versions of a paper: made once, read back only if they are still what they were, sealed after the last approval."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from prongsai.core.approval import Approval
from prongsai.core.approval import Decision as Word
from prongsai.core.archive import from_bytes, to_bytes
from prongsai.core.document import Document
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.papers.making import make
from prongsai.core.plain_text import lines
from prongsai.core.register import AgencyRef
from prongsai.core.seal import SealRecord
from prongsai.core.seal.content import document_hash
from prongsai.core.seal.file import detach
from prongsai.core.seal.issue import Issue, record_of
from prongsai.core.text import Text
from prongsai.render.seal import sealed_pdf
from prongsai.web.models import Decision, Paper, PaperVersion
from prongsai.web.queries.papers import file_of, sources_of, word_of
from prongsai.web.seal_key import private_key

# Everything of a version but its files, which are large.
FILES = ("document", "pdf", "docx", "sealed")

ALTERED = Fault(
    "paper.altered",
    Text(
        "ฉบับที่ {number} ในฐานข้อมูลไม่ตรงกับที่เสนอไว้ จึงพิจารณาต่อไม่ได้",
        "version {number} is not what was submitted any more, so nobody can decide on it",
    ),
    Text(
        "ให้เจ้าหน้าที่ดึงเอกสารกลับแล้วเสนอใหม่ และแจ้งผู้ดูแลระบบให้ตรวจบันทึกการเปลี่ยนแปลง",
        "the officer takes the paper back and submits it again; tell the administrator to check the audit log",
    ),
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A paper at one moment: its content, its lines, and the files that people read."""

    document: Document
    content: bytes
    content_hash: str
    text: tuple[str, ...]
    pdf: bytes
    docx: bytes

    @property
    def files_hash(self) -> str:
        return files_hash(self.pdf, self.docx)


def freeze(paper: Paper) -> Frozen:
    """Make a paper from the data of this moment, in every form in which people will read it."""
    sources = sources_of(paper)
    document = make(paper.kind, sources)
    return Frozen(
        document=document,
        content=to_bytes(document),
        content_hash=document_hash(document),
        text=lines(document),
        pdf=file_of(document, "pdf"),
        docx=word_of(document, sources),
    )


def files_hash(pdf: bytes, docx: bytes) -> str:
    """Return one hash over both files."""
    both = hashlib.sha256(hashlib.sha256(pdf).digest() + hashlib.sha256(docx).digest())
    return f"sha256:{both.hexdigest()}"


def content_of(version: PaperVersion) -> Document:
    """Return the content of a version; raises `InputError` where it is not what was submitted."""
    try:
        document = from_bytes(bytes(version.document))
    except ValueError as error:
        raise _altered(version) from error
    if document_hash(document) != version.content_hash:
        raise _altered(version)
    return document


def require_whole(version: PaperVersion, decisions: Iterable[Decision]) -> Document:
    """Return the content of a version if all of it, its files and what was decided still fit together."""
    document = content_of(version)
    whole = (
        files_hash(bytes(version.pdf), bytes(version.docx)) == version.files_hash
        and list(lines(document)) == version.text
        and all(each.content_hash == version.content_hash for each in decisions if each.decided_at)
    )
    if not whole:
        raise _altered(version)
    return document


def sealed_of(
    version: PaperVersion, document: Document, decisions: Sequence[Decision], at: datetime.datetime
) -> tuple[SealRecord, bytes]:
    """Return the final PDF of a version on which everybody has decided, with the record of its seal."""
    paper = version.paper
    issue = Issue(
        # With its place: agencies share names, and the code is made from this.
        agency=AgencyRef(paper.agency.name, paper.agency.province, paper.agency.district).words,
        fiscal_year=paper.fiscal_year,
        version=version.number,
        approvals=approvals_of(decisions),
        sealed_at=_local(at),
        issuer=issuer(),
    )
    record = record_of(document, issue)
    return record, sealed_pdf(document, record, private_key())


def approvals_of(decisions: Sequence[Decision]) -> tuple[Approval, ...]:
    """Return what is printed and sealed of the decisions: the first submits, the last approves, the others endorse."""
    last = len(decisions) - 1
    return tuple(
        Approval(
            position=" ".join(filter(None, (each.position, each.acting))),
            decision=word_at(place, last),
            at=_local(each.decided_at),
            content_hash=each.content_hash,
            name=each.person_name,
            comment=each.comment,
        )
        for place, each in enumerate(decisions)
        if each.decided_at is not None
    )


def record_in(version: PaperVersion) -> SealRecord | None:
    """Return the record in the sealed file of a version; `None` where it is not sealed."""
    return detach(bytes(version.sealed)).seal.record if version.sealed else None


def issuer() -> str:
    """The address of this site's page for checking papers."""
    return f"{settings.ENVIRONMENT.address}/verify"


def word_at(place: int, last: int) -> Word:
    """Return what a station does by agreeing, by its place in the chain."""
    if place == last:
        return "approved"
    return "submitted" if place == 0 else "endorsed"


def _local(at: datetime.datetime) -> datetime.datetime:
    """Papers are read in Thailand: their times are printed by the clock there."""
    return timezone.localtime(at).replace(microsecond=0)


def _altered(version: PaperVersion) -> InputError:
    return InputError([ALTERED.at("", number=version.number)])
