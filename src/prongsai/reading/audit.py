"""An exported log of changes, read back chain by chain so that it can be checked without the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from prongsai.core.audit import Entry
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading.intake import line_place, read_filled

MOST_BYTES = 1_000_000_000
NOT_A_LINE = Fault(
    "audit.file.line",
    Text("ไม่ใช่รายการของบันทึก", "this is no entry of a log"),
    Text("ใช้ไฟล์ .jsonl ที่ส่งออกจากระบบโดยไม่แก้ไข", "use an exported .jsonl file as it was written"),
)
NO_END = Fault(
    "audit.file.end",
    Text("ไฟล์จบก่อนบรรทัดปลายสาย", "the file ends before the line that closes the chain"),
    Text("ไฟล์ถูกตัดหรือดาวน์โหลดไม่ครบ ให้ส่งออกใหม่", "it was cut off: export it again"),
)
_KINDS = {"number": int, "change": dict}
_FIELDS = {each.name: _KINDS.get(each.name, str) for each in fields(Entry)}


@dataclass
class Chain:
    """One chain of an exported log: whose it is, its entries, and the end that it must have."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    length: int = 0
    head: str = ""


def read_log(path: Path) -> Iterator[Chain]:
    """Yield every chain of a file; raise `InputError` where a line is no part of one, or the last chain is cut off."""
    chain: Chain | None = None
    for number, text in enumerate(_text(path).removesuffix("\n").split("\n"), 1):
        value = _value(text, number)
        if chain is None and set(value) == {"chain"}:
            chain = Chain(str(value["chain"]))
        elif chain is not None and set(value) == {"length", "head"}:
            chain.length, chain.head = _end(value, number)
            yield chain
            chain = None
        elif chain is not None:
            chain.entries.append(_entry(value, number))
        else:
            raise InputError([_not_a_line(number)])
    if chain is not None:
        raise InputError([NO_END.at(path.name)])


def _text(path: Path) -> str:
    data = read_filled(path, MOST_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError([_not_a_line(data.count(b"\n", 0, error.start) + 1)]) from error


def _value(text: str, number: int) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError([_not_a_line(number)]) from error
    if not isinstance(value, dict):
        raise InputError([_not_a_line(number)])
    return value


def _entry(value: dict[str, object], number: int) -> Entry:
    right = set(value) == set(_FIELDS) and all(type(value[name]) is kind for name, kind in _FIELDS.items())
    if not right:
        raise InputError([_not_a_line(number)])
    return Entry(**value)  # type: ignore[arg-type]


def _end(value: dict[str, object], number: int) -> tuple[int, str]:
    length, head = value["length"], value["head"]
    if type(length) is not int or not isinstance(head, str):
        raise InputError([_not_a_line(number)])
    return length, head


def _not_a_line(number: int) -> Problem:
    return NOT_A_LINE.at(line_place(number))
