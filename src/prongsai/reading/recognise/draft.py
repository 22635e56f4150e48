"""A measure while it is being read: what its cells have said so far."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prongsai.core.followup import Status
from prongsai.core.plan import MonitoringRound, Period
from prongsai.core.printed import Place
from prongsai.core.recognised import Phrase, PrintedMeasure
from prongsai.core.thai import tidy
from prongsai.reading.recognise.columns import IN_TIME, is_mark
from prongsai.reading.recognise.lists import Piece, number_of, phrases, sewn_together, whole
from prongsai.reading.recognise.periods import new_date_in, period_in, span_of, without_promise
from prongsai.reading.recognise.progress import (
    cut_at_labels,
    in_the_way,
    is_lead,
    is_obstacle,
    labelled,
    names_step,
    offers_choice,
    only_rounds,
    rounds_in,
    says_none,
    status_alone,
    status_of_percent,
    ticked,
    told_status,
    told_together,
    without_late,
)
from prongsai.reading.recognise.units import units_alone, units_of

_NOTHING = re.compile(r"[-–—\s]*")
_QUARTERS = re.compile(r"[1-4](?:\s*(?:[-–,]|ถึง|และ)\s*[1-4])*")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)\s*$")
# Of any year: only whether something is a period is asked.
_SOME_YEAR = 2568
_BETWEEN_CODES = re.compile(r"[\s,;]+")
_BETWEEN_TEXTS = re.compile(r";\s+")
MARKED: Mapping[str, Status] = {
    "marked_done": "done",
    "marked_in_progress": "in_progress",
    "marked_not_done": "not_done",
}
# Fields that hold one value, so that the whole cell is what was printed.
SINGLE = frozenset({"title", "number", "topic", "units", "period", "budget", "codes", "status"})
Pieces = tuple[Piece, ...]


@dataclass(slots=True)
class Draft:
    """What is known of one measure; lists grow cell by cell."""

    title: str
    where: Place
    number: str = ""
    topic: str = ""
    budget: str = ""
    period_text: str = ""
    heard: dict[tuple[str, ...], list[Piece]] = field(default_factory=dict)
    periods: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    approach: list[Phrase] = field(default_factory=list)
    steps: list[Phrase] = field(default_factory=list)
    monitoring: list[Phrase] = field(default_factory=list)
    results: list[Phrase] = field(default_factory=list)
    outcomes: list[Phrase] = field(default_factory=list)
    obstacles: list[Phrase] = field(default_factory=list)
    suggestions: list[Phrase] = field(default_factory=list)
    evidence: list[Phrase] = field(default_factory=list)
    told: dict[str, Status] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    cells: dict[str, Phrase] = field(default_factory=dict)
    new_dates: dict[str, datetime.date] = field(default_factory=dict)
    rows_of_steps: dict[str, Draft] = field(default_factory=dict)
    repeats: int = 0
    """How often something was told that a measure has only once."""

    @classmethod
    def named(cls, given: Pieces, where: Place) -> Draft:
        """Begin a measure with the cell of its title."""
        number, title = number_of(" ".join(piece.text for piece in sewn_together(given)))
        draft = cls(title=title, where=given[0].where if given else where, number=number)
        draft.keep_print(("title",), given)
        return draft

    def keep_print(self, fields: tuple[str, ...], given: Pieces) -> None:
        """Remember how fields of one value are printed, and where."""
        for name in SINGLE.intersection(fields):
            if given:
                printed = tidy(" ".join(piece.text for piece in given))
                self.cells[name] = Phrase(text=whole(printed), where=given[0].where, as_printed=printed)

    def take(self, fields: tuple[str, ...], given: Pieces) -> None:
        """Take what a cell says, by the fields of its column."""
        given = tuple(piece for piece in given if not _NOTHING.fullmatch(piece.text))
        if not given:
            return
        self.keep_print(fields, given)
        if "steps" in fields:
            self.take_steps(given, beside="approach" in fields)
            return
        if {"obstacles", "suggestions"} & set(fields) and "results" not in fields:
            self.take_problems(given, sorted_out="suggestions" not in fields)
            return
        takers = {
            "number": self.take_number,
            "topic": self.take_topic,
            "approach": self.take_approach,
            "units": self.take_units,
            "period": self.take_period,
            "quarter": self.take_quarter,
            "monitoring": lambda pieces: self.monitoring.extend(_one_by_one(pieces)),
            "status": self.take_status,
            "results": self.take_results,
            "outcomes": lambda pieces: self.outcomes.extend(phrases(pieces)),
            "codes": self.take_codes,
            "budget": self.take_budget,
            "evidence": self.take_evidence,
        }
        for name in fields:
            if name in takers:
                takers[name](given)
            elif name in MARKED or name.startswith(IN_TIME):
                self.take_mark(name, given)

    def take_mark(self, name: str, given: Pieces) -> None:
        """Take a mark in a column of one status, or of one month or quarter; words there are what was done."""
        text = _line(given)
        if name in MARKED and is_mark(text):
            self.told[""] = MARKED[name]
        elif is_mark(text):
            self.times.append(name.removeprefix(IN_TIME))
        elif name.startswith(IN_TIME):
            # What was done in that month or quarter, in words.
            self.columns |= {"results"}
            self.take_results(given)

    def hear(self, fields: tuple[str, ...], piece: Piece) -> None:
        """Remember a line that stands under a label, until all lines of the label are known."""
        self.heard.setdefault(fields, []).append(piece)

    def take_number(self, given: Pieces) -> None:
        self.number = self.number or _line(given).strip(" .)")

    def take_topic(self, given: Pieces) -> None:
        self.topic = _line(given)

    def take_budget(self, given: Pieces) -> None:
        self.budget = _line(given)

    def take_codes(self, given: Pieces) -> None:
        self.codes += [code for code in _BETWEEN_CODES.split(_line(given)) if code]

    def take_units(self, given: Pieces) -> None:
        """Take the units; where no column is for the period it may stand in brackets below them."""
        named: list[Piece] = []
        for piece in given:
            inside = _IN_BRACKETS.search(piece.text)
            if inside and "period" not in self.columns and period_in(inside[1], _SOME_YEAR) is not None:
                self.keep_print(("period",), (Piece(inside[1], piece.where),))
                self.take_period((Piece(inside[1], piece.where),))
                piece = replace(piece, text=_IN_BRACKETS.sub("", piece.text).strip())
            named += [piece] if piece.text else []
        self.units.extend(units_of(named))

    def take_period(self, given: Pieces) -> None:
        """Take the period; below it may stand by when what is not done is promised."""
        self.promise("", given)
        # Rounds below the period are no part of it, nor is what follows them.
        end = next(
            (place for place, each in enumerate(given) if place and only_rounds(each.text)), len(given)
        )
        self.monitoring += _one_by_one(given[end:])
        # Begin and end may stand in a column each.
        self.periods += [text for each in given[:end] if (text := without_promise(each.text))]
        self.period_text = " ".join(self.periods)

    def take_quarter(self, given: Pieces) -> None:
        """Take the number of a quarter, or of several, from a column of quarters."""
        self.columns |= {"period"}
        self.take_period(
            tuple(
                replace(each, text=f"ไตรมาส {each.text}") if _QUARTERS.fullmatch(whole(each.text)) else each
                for each in given
            )
        )

    def promise(self, number: str, given: Pieces | list[Phrase]) -> None:
        """Remember by when the rest is promised."""
        for each in given:
            day = new_date_in(each.text)
            if day is not None:
                self.new_dates[number] = day

    def take_approach(self, given: Pieces) -> None:
        read = phrases(given)
        # Ways that are counted or listed are steps, where no column of their own is for those.
        if "steps" not in self.columns and any(each.number for each in read):
            self.take_steps(given, beside=True)
            return
        into = self.steps if "steps" not in self.columns and len(read) > 1 else self.approach
        into += [each for each in read if not is_lead(each.text)]

    def take_steps(self, given: Pieces, *, beside: bool) -> None:
        """Take the steps; what stands before the first number is the approach, if that has no column of its own."""
        read = phrases(given)
        first = next((place for place, each in enumerate(read) if each.number), None)
        if first is None:
            into = self.approach if beside else self.steps
            read = tuple(_told_apart(given)) if not beside else read
            into += [each for each in read if not is_lead(each.text)]
            return
        lead = [each for each in read[:first] if not is_lead(each.text)]
        if "approach" in self.columns and not beside:
            self.steps += lead
        else:
            self.approach += lead
        self.steps += read[first:]

    def take_status(self, given: Pieces) -> None:
        chosen = ticked(_line(given))
        if not chosen and offers_choice(_line(given)):
            # No box is ticked, or several are.
            return
        said = chosen or _line(given)
        told = status_alone(chosen or given[0].text) or told_status(said) or status_of_percent(said)
        if told is not None:
            self.told[""] = told

    def take_evidence(self, given: Pieces) -> None:
        self.evidence += [_phrase(piece) for piece in given]

    def take_results(self, given: Pieces) -> None:
        """Take what was done; a status may stand above it, evidence and problems with their labels below it."""
        kept: list[Piece] = []
        taking = kept
        evidence: list[Piece] = []
        outcomes: list[Piece] = []
        for place, piece in enumerate(_at_labels(given)):
            label, text = labelled(piece.text)
            status = status_alone(piece.text) if place == 0 else None
            if status is not None:
                self.told[""] = status
            elif label in ("evidence", "outcome"):
                taking = evidence if label == "evidence" else outcomes
                taking += [Piece(text, piece.where)] if text else []
            elif label is not None:
                self.take_labelled(label, text, piece)
            else:
                taking.append(piece)
        self.take_evidence(tuple(evidence))
        self.outcomes += _one_by_one(outcomes)
        for phrase in phrases(kept):
            self.take_result(phrase)
        if not self.results and "" in self.told and given:
            # The status is all that is told: it is the result.
            self.results.append(_phrase(given[0]))

    def take_result(self, phrase: Phrase, *, of_step: bool = True) -> None:
        """Take one result and what it tells of its step, or of the measure where no number ties it to one."""
        status = status_alone(phrase.text)
        if not phrase.number and status is not None:
            self.told[""] = status
            return
        self.results.append(_retold(phrase, without_late(phrase.text)))
        told = status or told_status(phrase.text)
        if told is not None and (phrase.number or not of_step):
            self.told[phrase.number if of_step else ""] = told

    def take_step(self, number: str, step: Draft) -> None:
        """Take a row of its own that tells of one step."""
        self.steps.append(Phrase(text=step.title, where=step.where, number=number, as_printed=step.title))
        self.rows_of_steps[number] = step
        if "" in step.new_dates:
            self.new_dates[number] = step.new_dates[""]
        step._tell_the_whole()
        if "" in step.told:
            self.told[number] = step.told[""]
        for into, said in (
            (self.results, step.results),
            (self.outcomes, step.outcomes),
            (self.obstacles, step.obstacles),
            (self.suggestions, step.suggestions),
            (self.evidence, step.evidence),
        ):
            into += [_numbered(phrase, number) for phrase in said]

    def take_problems(self, given: Pieces, *, sorted_out: bool) -> None:
        """Take obstacles and suggestions; a column that holds both is told apart by its words."""
        loose: list[Piece] = []
        for piece in _at_labels(given):
            label, text = labelled(piece.text)
            if label is not None:
                self.take_labelled(label, text, piece)
            else:
                loose.append(piece)
        for phrase in _one_by_one([each for each in loose if not says_none(each.text)]):
            (self.obstacles if sorted_out or is_obstacle(phrase.text) else self.suggestions).append(phrase)

    def take_labelled(self, label: str, text: str, piece: Piece) -> None:
        into = {
            "suggestion": self.suggestions,
            "evidence": self.evidence,
            "outcome": self.outcomes,
        }.get(label, self.obstacles)
        reason = "reason" if label == "reason" else ""
        into += [
            Phrase(text=part, where=piece.where, as_printed=part, label=reason)
            for part in _BETWEEN_TEXTS.split(text)
            if part.strip()
        ]

    def measure(self, id_: str, plan_year: int | None) -> PrintedMeasure:
        """Return the measure as far as its cells tell it."""
        for fields, pieces in self.heard.items():
            self.take(fields, tuple(pieces))
        self._name_who_does_it()
        self._tell_the_whole()
        self._tell_steps()
        for phrase in (*self.results, *self.obstacles, *self.suggestions):
            self.promise(phrase.number if self._is_step(phrase.number) else "", [phrase])
        return PrintedMeasure(
            id=id_,
            title=self.title,
            where=self.where,
            number=self.number,
            topic=self.topic,
            approach=tuple(self.approach),
            steps=tuple(self.steps),
            units=tuple(dict.fromkeys(self.units)),
            budget=self.budget,
            period_text=self.period_text,
            period=self._period(plan_year),
            monitoring=tuple(self.monitoring),
            rounds=self._rounds(),
            results=tuple(self.results),
            outcomes=tuple(self.outcomes),
            obstacles=tuple(self.obstacles),
            suggestions=tuple(self.suggestions),
            evidence=tuple(self.evidence),
            codes=tuple(dict.fromkeys(self.codes)),
            told=dict(self.told),
            columns=self.columns,
            cells=dict(self.cells),
            new_dates=dict(self.new_dates),
            step_units={
                number: tuple(dict.fromkeys(each.units)) for number, each in self.rows_of_steps.items()
            },
            step_periods={
                number: period
                for number, each in self.rows_of_steps.items()
                if (period := period_in(each.period_text, plan_year)) is not None
            },
        )

    def _name_who_does_it(self) -> None:
        """Take the units that stand in brackets behind the title, where nothing else names any."""
        found = _IN_BRACKETS.search(self.title)
        if self.units or found is None or not units_alone(found[1]):
            return
        self.units += units_of((Piece(found[1], self.where),))
        self.title = self.title[: found.start()]

    def _period(self, plan_year: int | None) -> Period | None:
        """Read the period; of several, one for each step, from the first day to the last."""
        several = span_of(self.periods, plan_year) if len(self.periods) > 1 else None
        return several or period_in(self.period_text, plan_year) or span_of(self.times, plan_year)

    def _rounds(self) -> tuple[MonitoringRound, ...]:
        """Read the rounds: where a line names them and nothing else, what the others do each quarter is no round."""
        alone = [each.text for each in self.monitoring if only_rounds(each.text)]
        return rounds_in(" ".join(alone or [each.text for each in self.monitoring]))

    def _tell_steps(self) -> None:
        """Tell of the steps that an obstacle names."""
        for obstacle in self.obstacles:
            status = in_the_way(obstacle.text) if not obstacle.number else None
            for step in self.steps if status else ():
                if step.number and status and names_step(obstacle.text, step.text):
                    self.told.setdefault(step.number, status)

    def _is_step(self, number: str) -> bool:
        return any(number == step.number for step in self.steps)

    def _tell_the_whole(self) -> None:
        """Read the status of the whole from results that no number ties to a step, and from what was in the way."""
        loose = " ".join(each.text for each in self.results if not each.number or not self.steps)
        if "" in self.told or not self.results:
            return
        told = told_together(loose, (each.text for each in self.obstacles)) if loose else None
        if told is not None:
            self.told[""] = told


def _told_apart(given: Pieces) -> Iterator[Phrase]:
    """Yield what a cell does one after the other though nothing counts it: by paragraphs that no page broke, or “; ”."""
    whole_lines = all(piece.where.page is None for piece in given)
    for phrase in _one_by_one(given) if whole_lines else phrases(given):
        parts = [part.strip() for part in _BETWEEN_TEXTS.split(phrase.text) if part.strip()]
        yield from (
            [replace(phrase, text=part, as_printed=part) for part in parts] if len(parts) > 1 else [phrase]
        )


def _at_labels(given: Pieces) -> Iterator[Piece]:
    """Cut pieces where a label stands in the middle of them, because lines of a cell were put together."""
    for piece in given:
        for place, text in enumerate(cut_at_labels(piece.text)):
            first = not place
            yield Piece(text, piece.where, goes_on=piece.goes_on and first, apart=piece.apart and first)


def _line(given: Pieces) -> str:
    return whole(" ".join(piece.text for piece in given))


def _phrase(piece: Piece) -> Phrase:
    return Phrase(text=whole(piece.text), where=piece.where, as_printed=piece.text)


def _retold(phrase: Phrase, text: str) -> Phrase:
    return replace(phrase, text=text)


def _numbered(phrase: Phrase, number: str) -> Phrase:
    return replace(phrase, number=number)


def _one_by_one(given: Sequence[Piece]) -> list[Phrase]:
    """Return the phrases of a cell, each paragraph one of its own where nothing counts them."""
    counted = phrases(given)
    if len(counted) != 1 or counted[0].number:
        return list(counted)
    return [phrase for piece in sewn_together(given) for phrase in phrases([piece])]
