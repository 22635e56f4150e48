"""The monitoring rounds of a plan: what they are called, and until when they report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args

from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.period import months_of
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

MONITORING_ROUNDS: tuple[MonitoringRound, ...] = get_args(MonitoringRound)
ROUND_WORDS: Mapping[MonitoringRound, Text] = {
    "6m": Text("6 เดือน", "6 months"),
    "12m": Text("12 เดือน", "12 months"),
}


def read_round(text: str) -> MonitoringRound | None:
    """Return the monitoring round that `text` names (`6m`, `6 เดือน`, `รอบ ๖ เดือน`), else `None`."""
    plain = squeezed(text).removeprefix("รอบ")
    spellings = {
        spelling: round_
        for round_, words in ROUND_WORDS.items()
        for spelling in (round_, round_.removesuffix("m"), squeezed(words.th), squeezed(words.en))
    }
    return spellings.get(plain)


def due(fiscal_year: int, round_: MonitoringRound) -> datetime.date:
    """Return the last day of the time that a round reports on."""
    return months_of(fiscal_year, 0, 5 if round_ == "6m" else 11).ends


def squeezed(text: str) -> str:
    """Return words as they are compared: Arabic digits, small letters, no blanks."""
    return "".join(arabic_digits(tidy(text)).casefold().split())
