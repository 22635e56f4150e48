"""What the statuses of a follow-up are called, and how people write them."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.followup import Status
from prongsai.core.plan.round import squeezed
from prongsai.core.text import Text

STATUS_WORDS: Mapping[Status, Text] = {
    "planned": Text("อยู่ในแผน", "Planned"),
    "in_progress": Text("กำลังดำเนินการ", "In progress"),
    "done": Text("ดำเนินการแล้วเสร็จ", "Done"),
    "partial": Text("แล้วเสร็จบางส่วน", "Partly done"),
    "not_done": Text("ยังไม่ได้ดำเนินการ", "Not done"),
    "hindered": Text("มีอุปสรรค", "Hindered"),
}
LATE = Text("รายงานหลังกำหนด", "reported after the due date")

# How units write it where nobody gave them a list to choose from.
_ALSO: Mapping[Status, tuple[str, ...]] = {
    "in_progress": ("อยู่ระหว่างดำเนินการ", "ระหว่างดำเนินการ"),
    "done": ("เสร็จ", "แล้วเสร็จ", "เสร็จแล้ว", "เสร็จเรียบร้อยแล้ว", "ดำเนินการแล้ว", "ดำเนินการเสร็จแล้ว"),
    "partial": ("เสร็จบางส่วน", "ดำเนินการแล้วบางส่วน"),
    "not_done": ("ยังมิได้ดำเนินการ", "ไม่ได้ดำเนินการ", "ยังไม่ดำเนินการ", "ยังไม่ได้ทำ"),
}
_SPELLINGS: Mapping[str, Status] = {
    squeezed(spelling): status
    for status, words in STATUS_WORDS.items()
    for spelling in (status, words.th, words.en, *_ALSO.get(status, ()))
}

_SAY_LATE = frozenset(squeezed(each) for each in (LATE.th, LATE.en, "หลังกำหนด", "ใช่", "late", "yes", "true"))
_SAY_IN_TIME = frozenset(
    squeezed(each) for each in ("", "ตามกำหนด", "ทันกำหนด", "ไม่", "ไม่ใช่", "in time", "on time", "no", "false")
)


def read_status(text: str) -> Status | None:
    """Return the status that `text` names by its words or identifier, else `None`."""
    return _SPELLINGS.get(squeezed(text))


def read_late(text: str) -> bool | None:
    """Return whether `text` says that a report came late; an empty one says that it did not, `None`: cannot be read."""
    said = squeezed(text)
    if said in _SAY_LATE:
        return True
    return False if said in _SAY_IN_TIME else None
