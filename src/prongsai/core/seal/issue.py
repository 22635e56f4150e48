"""From an approved paper to its record and to the paper as it is printed, so that the two cannot disagree."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from prongsai.core.approval import Approval
from prongsai.core.document import Document, Opinions, Verification
from prongsai.core.seal import SealRecord
from prongsai.core.seal.code import seal_code
from prongsai.core.seal.content import document_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who issues which version of a paper, approved by whom; `issuer` is the address of the page for checking papers."""

    agency: str
    fiscal_year: int
    version: int
    approvals: tuple[Approval, ...]
    sealed_at: datetime.datetime
    issuer: str


def record_of(document: Document, issue: Issue) -> SealRecord:
    """Return the record of a paper; its key is filled in on signing."""
    content_hash = document_hash(document)
    return SealRecord(
        code=seal_code(content_hash, issue.agency, issue.version),
        kind=document.kind,
        agency=issue.agency,
        fiscal_year=issue.fiscal_year,
        version=issue.version,
        title=document.title,
        content_hash=content_hash,
        approvals=issue.approvals,
        sealed_at=issue.sealed_at,
        issuer=issue.issuer,
    )


def printed(document: Document, record: SealRecord) -> Document:
    """Return the paper with its code, address and decisions, ready to be rendered.

    Raises `ValueError` where the record is of another content.
    """
    if document_hash(document) != record.content_hash:
        raise ValueError("the record is of another content than the paper")
    # What was said stands in the table of decisions: nobody is to write opinions onto a sealed paper.
    blocks = tuple(block for block in document.blocks if not isinstance(block, Opinions))
    verification = Verification(record.code, record.issuer, record.approvals)
    return replace(document, blocks=blocks, verification=verification)
