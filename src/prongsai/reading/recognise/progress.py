"""What the words of a report tell: how far a measure has come, and what is an obstacle, a suggestion or evidence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Literal, cast

from prongsai.core.followup import Status
from prongsai.core.followup.words import LATE, read_status
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.round import MONITORING_ROUNDS
from prongsai.reading.recognise.columns import squeezed
from prongsai.reading.recognise.lists import whole
from prongsai.reading.recognise.wordlists import words_of

Label = Literal["reason", "obstacle", "suggestion", "outcome", "evidence"]
_LATE = re.compile(rf"\s*\((?:{re.escape(LATE.th)}|{re.escape(LATE.en)})\)\s*$")
_MONTHS = re.compile(r"((?:(?<!\d)\d{1,2}(?!\d)(?:,|และ|and|/|-|กับ)?(?:รอบ)?)+)(?:เดือน|month)")
_EVERY_MONTHS = re.compile(r"(?:ทุก|every)(?:ๆ)?(\d{1,2})(?:เดือน|month)")
_NUMBERS = {"สอง": 2, "สาม": 3, "สี่": 4, "หก": 6, "เก้า": 9, "สิบสอง": 12}
_WORDS_OF_MONTHS = re.compile(rf"(ทุก(?:ๆ)?|รอบ|ครบ)({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})เดือน")
_SHARE = re.compile(r"(?:ร้อยละ)?(\d{1,3}(?:\.\d{1,2})?)%?")
_NOTE = re.compile(r"\([^()]*\)$")
_WHOLE = 100
_TICKED = frozenset("☑☒✅✓✔■🗹")
_BOX = re.compile(r"([☐□▢◻☑☒✅✓✔■🗹])")
_TICKED_BOX = re.compile(r"[\[(]\s*[xX✓✔√/]\s*[\])]")
_OPEN_BOX = re.compile(r"[\[(]\s*[\])]")
_FEWEST_PARTS = 5  # two boxes with words behind them
_SOMETHING_DONE = frozenset({"done", "partial"})
_IN_THE_WAY = frozenset({"hindered", "replaced", "not_done"})


def told_status(text: str) -> Status | None:
    """Return the status that words tell, `None` where they tell none."""
    told = _told(text)
    return "not_done" if told == "replaced" else cast("Status | None", told)


def told_together(result: str, obstacles: Iterable[str]) -> Status | None:
    """Return the status that a result tells beside its obstacles: done, but something was in the way, is partial."""
    told = told_status(result)
    hindered = {_told(each) for each in obstacles} & _IN_THE_WAY
    if told in _SOMETHING_DONE and hindered:
        return "partial"
    if told is None and hindered:
        return "not_done" if hindered <= {"not_done", "replaced"} else "hindered"
    return told


def in_the_way(obstacle: str) -> Status | None:
    """Return what an obstacle tells of the step that it names, `None` where nothing was left undone for it."""
    told = _told(obstacle)
    if told not in _IN_THE_WAY:
        return None
    return "hindered" if told == "hindered" else "not_done"


def names_step(obstacle: str, step: str) -> bool:
    """Tell whether an obstacle names a step: by what the step is about, without its verb and what is said of it."""
    about = _verbs().sub("", whole(step).partition(" ")[0], count=1)
    return len(about) >= words_of("progress")["obstacles"]["shortest"] and about in _plain(obstacle)


def status_alone(text: str) -> Status | None:
    """Return the status that a line or cell names and nothing else."""
    return read_status(without_late(whole(text)))


def ticked(text: str) -> str:
    """Return what stands behind the ticked one of several boxes, “” where a text has none or not one of them."""
    parts = _BOX.split(drawn_boxes(text))
    if len(parts) < _FEWEST_PARTS:
        return ""
    chosen = [said.strip() for box, said in zip(parts[1::2], parts[2::2], strict=True) if box in _TICKED]
    return chosen[0] if len(chosen) == 1 else ""


def drawn_boxes(text: str) -> str:
    """Return a text with boxes of brackets as signs: “[x]”, “( / )” and “[ ]”."""
    return _OPEN_BOX.sub("☐", _TICKED_BOX.sub("☑", text))


def offers_choice(text: str) -> bool:
    """Tell whether a text offers several boxes, so that its words alone tell nothing."""
    return len(_BOX.split(drawn_boxes(text))) >= _FEWEST_PARTS


def status_of_percent(text: str) -> Status | None:
    """Return the status that a share of a hundred tells, `None` for other words."""
    found = _SHARE.fullmatch(_NOTE.sub("", _plain(text)))
    share = float(found[1]) if found else -1.0
    if not 0 <= share <= _WHOLE:
        return None
    return "done" if share == _WHOLE else "in_progress" if share else "planned"


def says_none(text: str) -> bool:
    """Tell whether a cell only says that there is nothing to tell."""
    return _plain(text) in words_of("progress")["obstacles"]["none"]


def without_late(text: str) -> str:
    """Return a text without the words that it was reported late."""
    return _LATE.sub("", text)


def is_obstacle(text: str) -> bool:
    """Tell whether a sentence of a column of suggestions says what was in the way rather than what to do."""
    plain = _plain(text)
    return _matches("suggestions").search(plain) is None and _matches("words").search(plain) is not None


def is_lead(text: str) -> bool:
    """Tell whether a line only says that a list follows."""
    return any(re.fullmatch(words, _plain(text)) for words in words_of("progress")["leads"]["words"])


def labelled(text: str) -> tuple[Label | None, str]:
    """Return the label before a colon and the text behind it, (`None`, the text) without a label that is known."""
    before, sign, after = whole(text).partition(":")
    label = _labels().get(squeezed(before)) if sign else None
    return (label, after.strip()) if label else (None, whole(text))


def cut_at_labels(text: str) -> tuple[str, ...]:
    """Return a text in pieces, each label with its colon at the beginning of one."""
    return tuple(part for part in _label_inside().split(text) if part.strip())


def without_rounds(text: str) -> str:
    """Return a line of monitoring without the rounds that it begins with, where they stand for themselves."""
    return re.sub(words_of("progress")["monitoring"]["begins"], "", whole(text), count=1)


def rounds_in(text: str) -> tuple[MonitoringRound, ...]:
    """Return the monitoring rounds that a text names, in the order of the year."""
    plain = _in_digits(_plain(text))
    every = [int(found[1]) for found in _EVERY_MONTHS.finditer(plain)]
    months = {month for step in every if step for month in range(step, len(MONITORING_ROUNDS) + 1, step)}
    rest = _EVERY_MONTHS.sub("", plain)
    for found in _MONTHS.finditer(rest):
        months |= {int(number) for number in re.findall(r"\d{1,2}", found[1])}
    for each in words_of("progress")["monitoring"]["rounds"]:
        if re.search(each["words"], rest):
            months |= set(each["months"])
    return tuple(
        MONITORING_ROUNDS[month - 1] for month in sorted(months) if 0 < month <= len(MONITORING_ROUNDS)
    )


def _in_digits(plain: str) -> str:
    """Return a text with the months that words count, “ทุกหกเดือน”, counted by digits."""
    return _WORDS_OF_MONTHS.sub(lambda found: f"{found[1]}{_NUMBERS[found[2]]}เดือน", plain)


def only_rounds(text: str) -> bool:
    """Tell whether a line of monitoring says nothing but after which months is reported."""
    return re.fullmatch(words_of("progress")["monitoring"]["only"], _plain(text)) is not None


def _told(text: str) -> str | None:
    named = status_alone(text)
    if named is not None:
        return named
    plain = _plain(text)
    return next((status for status, words in _statuses().items() if words.search(plain)), None)


def _plain(text: str) -> str:
    return "".join(whole(text).casefold().split())


@functools.cache
def _statuses() -> Mapping[str, re.Pattern[str]]:
    return {each["status"]: re.compile("|".join(each["words"])) for each in words_of("progress")["told"]}


@functools.cache
def _matches(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words_of("progress")["obstacles"][key]))


@functools.cache
def _verbs() -> re.Pattern[str]:
    return re.compile("^(?:" + "|".join(words_of("progress")["obstacles"]["verbs"]) + ")+")


@functools.cache
def _label_inside() -> re.Pattern[str]:
    labels = words_of("progress")["labels"].values()
    words = sorted((re.escape(word) for each in labels for word in each), key=len, reverse=True)
    return re.compile(rf"(?=(?<!^)(?:{'|'.join(words)})\s?:)")


@functools.cache
def _labels() -> Mapping[str, Label]:
    return {
        squeezed(word): label for label, words in words_of("progress")["labels"].items() for word in words
    }
