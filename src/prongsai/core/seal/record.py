"""The record of a seal as canonical bytes, read back with nothing overlooked."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, cast

from prongsai.core.approval import DECISIONS, Approval
from prongsai.core.errors import InputError, Problem
from prongsai.core.seal import FORMAT, SealRecord, faults
from prongsai.core.seal.code import read_fingerprint, seal_code
from prongsai.core.text import Text

_HASH = re.compile("sha256:[0-9a-f]{64}")
_SITE = re.compile(r"https?://\S+")


def canonical(value: object) -> bytes:
    """Return a plain value as the one JSON that stands for it: sorted names, no spaces, ASCII, no broken numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def plain(record: SealRecord) -> dict[str, Any]:
    """Return a record as plain values, times with their offset."""
    held = asdict(record)
    held["sealed_at"] = record.sealed_at.isoformat()
    held["approvals"] = [asdict(each) | {"at": each.at.isoformat()} for each in record.approvals]
    return held


def check(record: SealRecord) -> None:
    """Raise `InputError` unless the code is that of the content, and the approvals are about this content."""
    code = seal_code(record.content_hash, record.agency, record.version)
    problems = [] if record.code == code else [faults.WRONG_CODE.at("code", record.code, code=code)]
    if not any(each.decision == "approved" for each in record.approvals):
        problems.append(faults.NO_APPROVAL.at("approvals"))
    for number, each in enumerate(record.approvals, start=1):
        # What was sent back was another version, or became one.
        if each.decision != "returned" and each.content_hash != record.content_hash:
            problems.append(faults.OTHER_CONTENT.at(f"approvals[{number}]", each.position))
    if problems:
        raise InputError(problems)


def parse(value: object) -> SealRecord:
    """Return the record of plain values; raise `InputError` with everything that is wrong in them."""
    if isinstance(value, Mapping) and _is_newer(value.get("format")):
        raise InputError([faults.NEWER.at("format", format=value["format"])])
    problems = list(_problems(value, _RECORD, ""))
    if problems:
        raise InputError(problems)
    held = dict(cast("Mapping[str, Any]", value))
    held["sealed_at"] = datetime.datetime.fromisoformat(held["sealed_at"])
    held["approvals"] = tuple(
        Approval(**each | {"at": datetime.datetime.fromisoformat(each["at"])}) for each in held["approvals"]
    )
    return SealRecord(**held)


def _is_newer(format_: object) -> bool:
    return _is_number(format_) and cast(int, format_) > FORMAT


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_moment(value: object) -> bool:
    try:
        return datetime.datetime.fromisoformat(cast(str, value)).tzinfo is not None
    except (TypeError, ValueError):
        return False


_Test = tuple[Callable[[object], bool], Text]
_NUMBER: _Test = (_is_number, Text("จำนวนเต็มบวก", "a whole number above 0"))
_TEXT: _Test = (_is_text, Text("ข้อความ", "text"))
_WORDS: _Test = (_is_words, Text("ข้อความที่ไม่ว่าง", "text that is not empty"))
_MOMENT: _Test = (_is_moment, Text("วันเวลาแบบ ISO พร้อมเขตเวลา", "an ISO date and time with its offset"))
_DIGEST: _Test = (
    lambda value: isinstance(value, str) and _HASH.fullmatch(value) is not None,
    Text("sha256: ตามด้วยเลขฐานสิบหก 64 ตัว", "sha256: and 64 hexadecimal digits"),
)
# It is shown to whoever verifies, so nothing may hide in it.
_ADDRESS: _Test = (
    lambda value: isinstance(value, str) and value.isprintable() and _SITE.fullmatch(value) is not None,
    Text("ที่อยู่เว็บไซต์ (https://…)", "the address of a site (https://…)"),
)
_KEY: _Test = (
    lambda value: isinstance(value, str) and read_fingerprint(value) == value,
    Text("ลายนิ้วมือของกุญแจ", "the fingerprint of a key"),
)
_DECISION: _Test = (
    lambda value: isinstance(value, str) and value in DECISIONS,
    Text(f"หนึ่งใน {', '.join(DECISIONS)}", f"one of {', '.join(DECISIONS)}"),
)
_LIST: _Test = (lambda value: isinstance(value, list), Text("รายการ", "a list"))

_RECORD: Mapping[str, _Test] = {
    "format": _NUMBER,
    "code": _WORDS,
    "kind": _WORDS,
    "agency": _WORDS,
    "fiscal_year": _NUMBER,
    "version": _NUMBER,
    "title": _TEXT,
    "content_hash": _DIGEST,
    "approvals": _LIST,
    "sealed_at": _MOMENT,
    "issuer": _ADDRESS,
    "key": _KEY,
}
_APPROVAL: Mapping[str, _Test] = {
    "position": _WORDS,
    "name": _TEXT,
    "decision": _DECISION,
    "comment": _TEXT,
    "at": _MOMENT,
    "content_hash": _DIGEST,
}


def _problems(value: object, shape: Mapping[str, _Test], where: str) -> list[Problem]:
    if not isinstance(value, Mapping):
        return [faults.FIELD.at(where or "record", expected_th="ชุดข้อมูล", expected_en="an object")]
    found = [faults.UNKNOWN.at(f"{where}{name}") for name in value if name not in shape]
    for name, (holds, expected) in shape.items():
        if name not in value:
            found.append(faults.MISSING.at(f"{where}{name}"))
        elif not holds(value[name]):
            shown = str(value[name])
            found.append(
                faults.FIELD.at(f"{where}{name}", shown, expected_th=expected.th, expected_en=expected.en)
            )
        elif name == "approvals":
            for number, each in enumerate(value[name], start=1):
                found += _problems(each, _APPROVAL, f"{where}approvals[{number}].")
    return found
