"""The log of changes as a file: JSON Lines that can be checked without us, and CSV to look through."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from prongsai.core.audit import Entry
from prongsai.core.result.layout import FORMULA_SIGNS
from prongsai.core.text import Lang, Text

COLUMNS = (
    Text("ลำดับ", "number"),
    Text("เวลา", "at"),
    Text("โดย", "by"),
    Text("การกระทำ", "action"),
    Text("สิ่งที่เปลี่ยน", "target"),
    Text("รายละเอียด", "change"),
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


def csv_lines(entries: Iterable[Entry], lang: Lang, title: Callable[[str], Text]) -> Iterator[str]:
    """Yield a chain as CSV that Excel opens in Thai; no cell is taken for a formula."""
    yield "\ufeff" + _row([column.say(lang) for column in COLUMNS])
    for entry in entries:
        change = json.dumps(entry.change, ensure_ascii=False)
        words = f"{title(entry.action).say(lang)} ({entry.action})"
        yield _row(
            [
                str(entry.number),
                entry.at,
                entry.actor,
                words,
                entry.target,
                change,
                entry.previous,
                entry.hash,
            ]
        )


def _row(cells: list[str]) -> str:
    stream = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in cells]
    csv.writer(stream, lineterminator="\r\n").writerow(safe)
    return stream.getvalue()
