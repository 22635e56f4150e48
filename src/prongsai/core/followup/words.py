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


def read_status(text: str) -> Status | None:
    """Return the status that `text` names by its words or identifier, else `None`."""
    spellings = {
        squeezed(spelling): status
        for status, words in STATUS_WORDS.items()
        for spelling in (status, words.th, words.en)
    }
    return spellings.get(squeezed(text))
