"""The log of changes as a file: JSON Lines that can be checked without us, and CSV to look through."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import NamedTuple

from prongsai.core.audit import Entry
from prongsai.core.result.layout import FORMULA_SIGNS
from prongsai.core.text import Lang, Text

COLUMNS = (
    Text("ลำดับ", "number"),
    Text("เวลา", "at"),
    Text("โดย", "by"),
    Text("การกระทำ", "action"),
    Text("สิ่งที่เปลี่ยน", "what was changed"),
    Text("รหัสสิ่งที่เปลี่ยน", "target"),
    Text("สิ่งที่แก้", "change in words"),
    Text("ข้อมูลของรายการ", "change"),
    Text("แฮชก่อนหน้า", "previous hash"),
    Text("แฮช", "hash"),
)


def json_lines(name: str, entries: Iterable[Entry], *, length: int, head: str) -> Iterator[str]:
    """Yield a chain line by line: whose it is, every entry, and the end that it must have."""
    yield _line({"chain": name})
    for entry in entries:
        yield _line(asdict(entry))
    yield _line({"length": length, "head": head})


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


class Words(NamedTuple):
    """An entry in words: what was done, to what, and what has changed."""

    action: str
    target: str
    change: str


def csv_lines(entries: Iterable[Entry], lang: Lang, words: Callable[[Entry], Words]) -> Iterator[str]:
    """Yield a chain as CSV that Excel opens in Thai, words beside what was logged; no cell is taken for a formula."""
    yield "\ufeff" + _row([column.say(lang) for column in COLUMNS])
    for entry in entries:
        told = words(entry)
        yield _row(
            [
                *(str(entry.number), entry.at, entry.actor, f"{told.action} ({entry.action})"),
                *(told.target, entry.target),
                *(told.change, json.dumps(entry.change, ensure_ascii=False)),
                *(entry.previous, entry.hash),
            ]
        )


def _row(cells: list[str]) -> str:
    stream = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in cells]
    csv.writer(stream, lineterminator="\r\n").writerow(safe)
    return stream.getvalue()
