"""The chain of hashes that a log of changes is kept in, so that nothing can be changed or left out unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text

NUMBER_WRONG = Fault(
    "audit.number",
    Text("ลำดับควรเป็น {expected}", "the number should be {expected}"),
    Text("มีรายการหายไปหรือแทรกเข้ามา ให้เทียบกับสำเนาที่ส่งออกไว้", "one is missing or was put in: compare with an exported copy"),
)  # fmt: skip
LINK_WRONG = Fault(
    "audit.link",
    Text("ไม่ต่อจากรายการก่อนหน้า", "it does not follow the one before"),
    Text("รายการก่อนหน้าถูกแก้หรือหายไป ให้เทียบกับสำเนาที่ส่งออกไว้", "the one before was changed or left out: compare with an exported copy"),
)  # fmt: skip
CONTENT_WRONG = Fault(
    "audit.content",
    Text("เนื้อหาไม่ตรงกับค่าแฮช", "the content does not fit its hash"),
    Text("รายการนี้ถูกแก้หลังบันทึก ให้เทียบกับสำเนาที่ส่งออกไว้", "it was changed after it was written: compare with an exported copy"),
)  # fmt: skip
END_WRONG = Fault(
    "audit.end",
    Text("จบไม่ตรงกับปลายสายที่จดไว้ (ลำดับ {length})", "it does not end where the chain was noted to end (number {length})"),
    Text("รายการท้ายหายไป ให้เทียบกับสำเนาที่ส่งออกไว้", "entries at the end are missing: compare with an exported copy"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change. `at` is an ISO moment with its offset; `change` is JSON without floats; `previous` a hash or ""."""

    number: int
    at: str
    actor: str
    action: str
    target: str
    change: Mapping[str, Plain]
    previous: str
    hash: str = ""


def canonical(value: object) -> bytes:
    """Return the one spelling of a JSON value that hashes are made over; raise `ValueError` for a float."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sealed(entry: Entry) -> Entry:
    """Return the entry with the hash over everything else in it."""
    content = {name: value for name, value in asdict(entry).items() if name != "hash"}
    return replace(entry, hash=hashlib.sha256(canonical(content)).hexdigest())


def verify(entries: Iterable[Entry], *, length: int, head: str) -> Iterator[Problem]:
    """Yield what is wrong with a chain, oldest entry first, that was noted to have `length` entries up to `head`."""
    number, previous = 0, ""
    for number, entry in enumerate(entries, 1):
        where = f"{entry.number} {entry.action}"
        if entry.number != number:
            yield NUMBER_WRONG.at(where, str(entry.number), expected=number)
            return
        if entry.previous != previous:
            yield LINK_WRONG.at(where)
        if sealed(entry).hash != entry.hash:
            yield CONTENT_WRONG.at(where)
        previous = entry.hash
    if (number, previous) != (length, head):
        yield END_WRONG.at(str(number), length=length)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError("a float has no one spelling")  # noqa: TRY004 - the type is JSON's, the value is not
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for each in inner:
        _refuse_floats(each)
