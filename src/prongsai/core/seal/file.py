"""Where a seal stands in a PDF: a comment after its end, and its end once more, so that every reader opens it as before.

A sealed file is `body`, then one line `%prongsai-seal:` with base64url JSON, then the `startxref` of the body again.
Nothing in it can be written in two ways: whoever takes a file apart puts it together again and compares.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.seal import Seal, SealRecord, faults
from prongsai.core.seal.record import canonical, parse, plain

MARK = b"%prongsai-seal:"
# Signatures made for anything else can never stand for a seal.
_PURPOSE = b"prongsai seal 1\n"
_HEAD = b"%PDF-"
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
# Where readers of PDF look for the end of a file.
_TAIL = 1024
_PUBLIC_KEY, _SIGNATURE = 32, 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file taken apart: the paper as it was before, and its seal."""

    body: bytes
    seal: Seal


def signed_message(body: bytes, record: SealRecord) -> bytes:
    """Return the bytes that a signature covers: every byte of the paper by its hash, and the whole record."""
    return _PURPOSE + hashlib.sha256(body).digest() + canonical(plain(record))


def attach(body: bytes, seal: Seal) -> bytes:
    """Return the paper with its seal. Raises `InputError` for what is no whole PDF or carries a seal already."""
    require_pdf(body)
    if MARK in body:
        raise InputError([faults.ALREADY_SEALED.at("")])
    return body + _line(seal) + _end(body)


def detach(data: bytes, name: str = "") -> Sealed:
    """Take a sealed file apart; raise `InputError` where it is no PDF, has no seal, or one that is not in order.

    That the signature is right is not looked at here.
    """
    require_pdf(data, name)
    body, mark, rest = data.rpartition(MARK)
    if not mark:
        raise InputError([faults.UNSEALED.at(name)])
    if MARK in body:
        raise InputError([faults.TWO_SEALS.at(name)])
    line, _, end = rest.partition(b"\n")
    expected = _end(body)
    if len(end) < len(expected):
        raise InputError([faults.CUT.at(name)])
    if end[: len(expected)] == expected != end:
        raise InputError([faults.ADDED.at(name, count=len(end) - len(expected))])
    seal = _read(line, name)
    if body + _line(seal) + expected != data:
        raise InputError([faults.BROKEN.at(name)])
    return Sealed(body, seal)


def require_pdf(data: bytes, name: str = "") -> None:
    """Raise `InputError` for what is empty, no PDF, or a PDF without its end."""
    fault: Fault | None = None
    if not data.strip():
        fault = faults.EMPTY
    elif not data.startswith(_HEAD):
        fault = faults.NOT_PDF
    elif MARK not in data and not _END.search(data[-_TAIL:]):
        fault = faults.INCOMPLETE
    if fault is not None:
        raise InputError([fault.at(name)])


def _end(body: bytes) -> bytes:
    """Return the end of a PDF again; what a body without an end gets fits no file."""
    found = _END.search(body[-_TAIL:])
    return b"startxref\n%b\n%%%%EOF\n" % (found[1] if found else b"")


def _line(seal: Seal) -> bytes:
    held = {
        "record": plain(seal.record),
        "public_key": seal.public_key.hex(),
        "signature": seal.signature.hex(),
    }
    return MARK + base64.urlsafe_b64encode(canonical(held)) + b"\n"


def _read(line: bytes, name: str) -> Seal:
    broken = InputError([faults.BROKEN.at(name)])
    try:
        held: Any = json.loads(base64.b64decode(line, altchars=b"-_", validate=True))
        record, keys = held["record"], (held["public_key"], held["signature"])
        public_key, signature = (bytes.fromhex(each) for each in keys)
    except (binascii.Error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise broken from error
    if (len(public_key), len(signature)) != (_PUBLIC_KEY, _SIGNATURE):
        raise broken
    return Seal(parse(record), public_key, signature)
