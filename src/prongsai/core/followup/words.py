"""What statuses and rounds are called, and how people write them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args

from prongsai.core.followup import Status
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.period import months_of
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

STATUS_WORDS: Mapping[Status, Text] = {
    "planned": Text("อยู่ในแผน", "Planned"),
    "in_progress": Text("กำลังดำเนินการ", "In progress"),
    "done": Text("ดำเนินการแล้วเสร็จ", "Done"),
    "partial": Text("แล้วเสร็จบางส่วน", "Partly done"),
    "not_done": Text("ยังไม่ได้ดำเนินการ", "Not done"),
    "hindered": Text("มีอุปสรรค", "Hindered"),
}
ROUND_WORDS: Mapping[MonitoringRound, Text] = {
    "6m": Text("รอบ 6 เดือน", "6 months"),
    "12m": Text("รอบ 12 เดือน", "12 months"),
}
_OTHER_SPELLINGS: Mapping[str, str] = {"6": "6m", "12": "12m", "6เดือน": "6m", "12เดือน": "12m"}


def read_status(text: str) -> Status | None:
    """Return the status that `text` names by its words or identifier, else `None`."""
    plain = _plain(text)
    return next(
        (one for one in get_args(Status) if plain in {_plain(one), *_spellings(STATUS_WORDS[one])}), None
    )


def read_round(text: str) -> MonitoringRound | None:
    """Return the monitoring round that `text` names (`6m`, `6 เดือน`, `รอบ ๖ เดือน`), else `None`."""
    plain = _OTHER_SPELLINGS.get(_plain(text), _plain(text))
    rounds: tuple[MonitoringRound, ...] = get_args(MonitoringRound)
    return next((one for one in rounds if plain in {one, *_spellings(ROUND_WORDS[one])}), None)


def due(fiscal_year: int, round_: MonitoringRound) -> datetime.date:
    """Return the last day of the time that a round reports on."""
    return months_of(fiscal_year, 0, 5 if round_ == "6m" else 11).ends


def _spellings(words: Text) -> set[str]:
    return {_plain(words.th), _plain(words.en)}


def _plain(text: str) -> str:
    return "".join(arabic_digits(tidy(text)).casefold().split()).replace("-", "_")
