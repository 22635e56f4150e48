"""What the signs of a column of statuses stand for, where a paper tells it: “3 = แล้วเสร็จ”, or a small table of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from prongsai.core.followup import Status
from prongsai.core.printed import Block, Line
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.lists import whole
from prongsai.reading.recognise.progress import status_alone, told_status

_TWO, _LONGEST_SIGN = 2, 12
_MEANS = re.compile(r"(?P<sign>[^\s=:,;]{1,12})\s*=\s*(?P<said>[^=,;]+?)(?=\s+[^\s=:,;]{1,12}\s*=|[,;]|$)")

Legend = Mapping[str, Status]


def legend_of(blocks: Iterable[Block]) -> Legend:
    """Return the status of each sign that a legend tells; nothing where fewer than two are told."""
    found: dict[str, Status] = {}
    for block in blocks:
        told = [(sign, _status(said)) for sign, said in _pairs(block)]
        known = {sign: status for sign, status in told if status is not None}
        if len(known) >= _TWO and len(known) == len(told):
            found |= known
    return found


def tell_by_signs(drafts: Sequence[Draft], legend: Legend) -> None:
    """Give each measure the status that its sign stands for."""
    for draft in drafts:
        sign = draft.cells.get("status")
        if sign is not None and sign.text in legend:
            draft.told[""] = legend[sign.text]


def _pairs(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Line):
        yield from ((each["sign"], each["said"].strip()) for each in _MEANS.finditer(whole(block.text)))
    elif all(len(row) == _TWO for row in block.rows):
        for sign, said in block.rows:
            if 0 < len(whole(sign.text)) <= _LONGEST_SIGN:
                yield whole(sign.text), whole(said.text)


def _status(said: str) -> Status | None:
    return status_alone(said) or told_status(said)
