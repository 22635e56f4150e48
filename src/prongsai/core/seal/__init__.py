"""The seal of an approved paper: what it states, how it stands in the file, and what may be wrong with it.

Nothing is signed or verified here. `render.seal` signs, `reading.seal` verifies, and both ask this package which
bytes a signature covers, so that they cannot disagree.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from prongsai.core.approval import Approval

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRecord:
    """What the issuer states about a paper by sealing it.

    `content_hash` names what every approver saw, `issuer` is the address of the site's page for checking papers,
    `sealed_at` carries its offset from UTC, and `key` is the fingerprint of the issuer's key, filled in on signing.
    """

    code: str
    kind: str
    agency: str
    fiscal_year: int
    version: int
    title: str
    content_hash: str
    approvals: tuple[Approval, ...]
    sealed_at: datetime.datetime
    issuer: str
    key: str = ""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Seal:
    """A record with the public key and the signature that vouch for it, as raw bytes."""

    record: SealRecord
    public_key: bytes
    signature: bytes
