"""The monitoring rounds of a plan: what they are called, and until when they report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from prongsai.core.plan import DEFAULT_ROUNDS, MonitoringRound
from prongsai.core.plan.period import months_of
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

MONITORING_ROUNDS: tuple[MonitoringRound, ...] = get_args(MonitoringRound)
ROUND_WORDS: Mapping[MonitoringRound, Text] = {
    round_: Text(f"{number} เดือน", f"{number} months" if number > 1 else "1 month")
    for number, round_ in enumerate(MONITORING_ROUNDS, start=1)
}


def read_round(text: str) -> MonitoringRound | None:
    """Return the monitoring round that `text` names (`6m`, `6 เดือน`, `รอบ ๖ เดือน`), else `None`."""
    return _SPELLINGS.get(squeezed(text).removeprefix("รอบ"))


def months(round_: MonitoringRound) -> int:
    """Return after how many months of the fiscal year a round reports."""
    return MONITORING_ROUNDS.index(round_) + 1


def due(fiscal_year: int, round_: MonitoringRound) -> datetime.date:
    """Return the last day of the time that a round reports on."""
    return months_of(fiscal_year, 0, months(round_) - 1).ends


def offered(used: Iterable[MonitoringRound]) -> tuple[MonitoringRound, ...]:
    """Return the rounds that are usual and those that are used, in the order of the year."""
    known = {*DEFAULT_ROUNDS, *used}
    return tuple(round_ for round_ in MONITORING_ROUNDS if round_ in known)


def rounds_words(rounds: Sequence[MonitoringRound]) -> Text:
    """Return rounds as one list that people read and `read_round` reads back, part by part."""
    names = [ROUND_WORDS[round_] for round_ in rounds]
    return Text(_listed([name.th for name in names], " และ "), _listed([name.en for name in names], " and "))


def squeezed(text: str) -> str:
    """Return words as they are compared: Arabic digits, small letters, no blanks."""
    return "".join(arabic_digits(tidy(text)).casefold().split())


def _listed(names: Sequence[str], and_: str) -> str:
    return and_.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


_SPELLINGS: Mapping[str, MonitoringRound] = {
    spelling: round_
    for round_, words in ROUND_WORDS.items()
    for spelling in (round_, round_.removesuffix("m"), squeezed(words.th), squeezed(words.en))
}
