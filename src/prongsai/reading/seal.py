"""Verify a sealed paper, without any network: is it the approved one, unchanged, and whose key sealed it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.seal import Seal, SealRecord, faults
from prongsai.core.seal.code import fingerprint, read_fingerprint
from prongsai.core.seal.file import Sealed, detach, signed_message
from prongsai.core.seal.record import check
from prongsai.core.text import Text
from prongsai.reading.file_faults import NOT_THERE
from prongsai.reading.intake import MEGABYTE

State = Literal["sound", "altered", "unsealed", "unreadable", "other_key"]

MOST_BYTES = 50 * MEGABYTE
_MOST_KEY_BYTES = 10_000
_UNREADABLE = frozenset({faults.EMPTY.id, faults.NOT_PDF.id, faults.INCOMPLETE.id, faults.NEWER.id})

TOO_LARGE = Fault(
    "seal.too_large",
    Text(
        "ไฟล์ใหญ่เกิน {most} MB เอกสารของระบบไม่ใหญ่เท่านี้",
        "larger than {most} MB; sealed papers are never that large",
    ),
    Text("ตรวจว่าเลือกไฟล์ถูก", "check that it is the right file"),
)
OTHER_KEY = Fault(
    "seal.other_key",
    Text(
        "รับรองด้วยกุญแจอื่น ({own}) ไม่ใช่กุญแจที่ท่านระบุ ({trusted})",
        "sealed with another key ({own}) than the one you named ({trusted})",
    ),
    Text(
        "อย่าใช้อ้างอิง จนกว่าหน่วยงานจะยืนยันว่ากุญแจนี้เป็นของตน",
        "do not rely on it until the agency confirms that this key is its own",
    ),
)
KEY_UNKNOWN = Fault(
    "seal.key_unknown",
    Text(
        "ไม่ใช่ไฟล์กุญแจ และไม่ใช่ลายนิ้วมือของกุญแจ (6 กลุ่ม กลุ่มละ 4 ตัว)",
        "neither the file of a key nor a fingerprint (six groups of four signs)",
    ),
    Text(
        "ใส่ชื่อไฟล์กุญแจสาธารณะ หรือคัดลอกลายนิ้วมือจากหน้าตรวจสอบของเว็บไซต์",
        "give the file of the public key, or copy the fingerprint from the site's page for checking papers",
    ),
)
KEY_PRIVATE = Fault(
    "seal.key_private",
    Text(
        "เป็นกุญแจลับ ผู้ที่ได้ไปจะออกตรารับรองแทนหน่วยงานได้", "this is a private key: whoever has it can seal papers"
    ),
    Text("เก็บไว้เป็นความลับ แล้วใช้ไฟล์กุญแจสาธารณะแทน", "keep it secret, and give the file of the public key"),
)
KEY_BROKEN = Fault(
    "seal.key_broken",
    Text(
        "อ่านกุญแจในไฟล์ไม่ได้ ต้องเป็นกุญแจสาธารณะ Ed25519 แบบ PEM",
        "no Ed25519 public key in PEM form can be read here",
    ),
    Text("ดาวน์โหลดกุญแจสาธารณะจากเว็บไซต์อีกครั้ง", "download the public key from the site again"),
)

_TRUSTED = Text(
    "ไฟล์นี้คือฉบับที่อนุมัติ ไม่ถูกแก้ไข และรับรองด้วยกุญแจที่ท่านระบุ",
    "This is the approved paper, unchanged, sealed with the key you named.",
)
_TO_COMPARE = Text(
    "ไฟล์นี้ไม่ถูกแก้ไขหลังออกตรารับรอง เหลือเทียบลายนิ้วมือกุญแจ {key} กับที่หน่วยงานประกาศบนเว็บไซต์ (ในไฟล์ระบุ {issuer})",
    "This file is unchanged since it was sealed. Compare the fingerprint of its key, {key}, with the one that the agency "
    "publishes on its site (the file names {issuer}).",
)
_OTHER = Text(
    "ไฟล์นี้ไม่ถูกแก้ไขหลังออกตรารับรอง แต่ไม่ได้รับรองด้วยกุญแจที่ท่านระบุ อย่าใช้อ้างอิง",
    "This file is unchanged since it was sealed, but not with the key you named. Do not rely on it.",
)
_FAILED: dict[State, Text] = {
    "altered": Text(
        "ไฟล์นี้ไม่ใช่ฉบับที่อนุมัติ อย่าใช้อ้างอิง",
        "This file is not the approved paper. Do not rely on it.",
    ),
    "unsealed": Text("ไฟล์นี้ไม่มีตรารับรองให้ตรวจ", "This file has no seal that could be verified."),
    "unreadable": Text("ตรวจไฟล์นี้ไม่ได้", "This file cannot be verified."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of verifying one file: the state, one sentence, and the reasons where it is not sound.

    Only what a right signature vouches for is told: without one there is neither `record` nor `fingerprint`.
    `trusted` says that the fingerprint was compared with a known one, and agreed.
    """

    state: State
    words: Text
    record: SealRecord | None = None
    fingerprint: str = ""
    reasons: tuple[Problem, ...] = ()
    trusted: bool = False


def read_verdict(path: Path, trusted: str | None = None) -> Verdict:
    """Verify a file; what cannot be opened is a verdict too, so that one of many does not stop the others."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        return _failed("unreadable", (NOT_THERE.at(str(path)),))
    if len(data) > MOST_BYTES:
        return _failed("unreadable", (TOO_LARGE.at(path.name, most=MOST_BYTES // MEGABYTE),))
    return verify(data, trusted, path.name)


def verify(data: bytes, trusted: str | None = None, name: str = "") -> Verdict:
    """Verify the bytes of a file; `trusted` is the fingerprint of the one key that may have sealed it."""
    try:
        sealed = detach(data, name)
        _require_signature(sealed, name)
        check(sealed.seal.record)
    except InputError as error:
        return _failed(_state(error), error.problems)
    return _sound(sealed.seal, trusted, name)


def trusted_key(given: str) -> str:
    """Return the fingerprint that a person gave, or that of the public key in the file that was named."""
    try:
        path = Path(given)
        if path.is_file():
            with path.open("rb") as stream:
                return _fingerprint_in(stream.read(_MOST_KEY_BYTES), path.name)
    except OSError as error:
        raise InputError([NOT_THERE.at(given)]) from error
    typed = read_fingerprint(given)
    if typed is None:
        raise InputError([KEY_UNKNOWN.at(given)])
    return typed


def _fingerprint_in(pem: bytes, name: str) -> str:
    if b"PRIVATE KEY" in pem:
        raise InputError([KEY_PRIVATE.at(name)])
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError([KEY_BROKEN.at(name)]) from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError([KEY_BROKEN.at(name)])
    return fingerprint(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def _require_signature(sealed: Sealed, name: str) -> None:
    seal = sealed.seal
    try:
        key = Ed25519PublicKey.from_public_bytes(seal.public_key)
        key.verify(seal.signature, signed_message(sealed.body, seal.record))
    except (InvalidSignature, ValueError) as error:
        raise InputError([faults.CHANGED.at(name)]) from error
    if seal.record.key != fingerprint(seal.public_key):
        raise InputError([faults.CHANGED.at(name)])


def _state(error: InputError) -> State:
    ids = {problem.id for problem in error.problems}
    if faults.UNSEALED.id in ids:
        return "unsealed"
    return "unreadable" if ids & _UNREADABLE else "altered"


def _failed(state: State, reasons: tuple[Problem, ...]) -> Verdict:
    return Verdict(state, _FAILED[state], reasons=reasons)


def _sound(seal: Seal, trusted: str | None, name: str) -> Verdict:
    key, record = seal.record.key, seal.record
    if trusted is None:
        return Verdict("sound", _TO_COMPARE.format(key=key, issuer=record.issuer), record, key)
    if trusted != key:
        reasons = (OTHER_KEY.at(name, own=key, trusted=trusted),)
        return Verdict("other_key", _OTHER, record, key, reasons)
    return Verdict("sound", _TRUSTED, record, key, trusted=True)
