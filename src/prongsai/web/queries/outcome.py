"""What came of the measures of a year: the scores they were to move, before and after, with the sampling error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.followup import Status
from prongsai.core.followup.count import Standing
from prongsai.core.followup.outcome import Outcome, judged, of_measure, outcomes_between
from prongsai.core.text import Text
from prongsai.core.uncertainty.significance import Verdict
from prongsai.web.models import Agency, FollowupRound, Measure, Result
from prongsai.web.queries.followup import YearsEnd, years_end
from prongsai.web.queries.result import score_of, sureness_of

UNSURE: Mapping[Verdict, tuple[str, Text]] = {
    "within": ("off", Text("ยังบอกไม่ได้ อยู่ในความคลาดเคลื่อน", "cannot be told, within the error")),
    "depends": ("todo", Text("ยังบอกไม่ได้", "cannot be told")),
}
# What can be told of a change, upward and downward: a fall must not look like a success.
SURE: Mapping[Verdict, tuple[Text, Text]] = {
    "beyond": (
        Text("เพิ่มขึ้น เกินความคลาดเคลื่อน", "up, beyond the error"),
        Text("ลดลง เกินความคลาดเคลื่อน", "down, beyond the error"),
    ),
    "no_sampling": (
        Text("เพิ่มขึ้น ไม่ได้สุ่มผู้ตอบ", "up, nobody was sampled"),
        Text("ลดลง ไม่ได้สุ่มผู้ตอบ", "down, nobody was sampled"),
    ),
}


@dataclass(frozen=True)
class Line:
    """One indicator that a measure was to move."""

    label: Text
    outcome: Outcome

    @property
    def verdict(self) -> tuple[str, Text] | None:
        """Return how a change is marked and called; None where there is none, or nothing to judge it by."""
        found, change = self.outcome.significance, self.outcome.change
        if not found or not change:
            return None
        if found.verdict in UNSURE:
            return UNSURE[found.verdict]
        up, down = SURE[found.verdict]
        return ("done", up) if change > 0 else ("late", down)


@dataclass(frozen=True)
class MeasureOutcome:
    """A measure with where it stood at the end of the year and what became of its indicators."""

    row: Measure
    standing: Standing
    lines: Sequence[Line]

    @property
    def status(self) -> Status:
        return self.standing.status


@dataclass(frozen=True)
class Tally:
    """The indicators that measures were to move, each once: how many moved, and how surely."""

    risen: int
    fallen: int
    unsure: int
    unchanged: int
    unknown: int

    @property
    def total(self) -> int:
        return self.risen + self.fallen + self.unsure + self.unchanged + self.unknown


@dataclass(frozen=True)
class YearOutcome:
    """The measures of a year beside the results before and after; either may not be there yet."""

    end: YearsEnd
    before: Result | None
    after: Result | None
    measures: Sequence[MeasureOutcome]

    @property
    def last(self) -> FollowupRound | None:
        return self.end.last

    @property
    def compared(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def change(self) -> Fraction | None:
        """How far the total moved."""
        if self.before is None or self.after is None:
            return None
        totals = self.before.total, self.after.total
        return Fraction(totals[1]) - Fraction(totals[0]) if None not in totals else None  # type: ignore[arg-type]

    @property
    def tally(self) -> Tally:
        found = {line.outcome.code: line for each in self.measures for line in each.lines}
        kinds = [_kind(line) for line in found.values()]
        return Tally(*(kinds.count(kind) for kind in ("risen", "fallen", "unsure", "unchanged", "unknown")))


def outcome_of(agency: Agency, fiscal_year: int) -> YearOutcome:
    """Load the measures of a year with the results before and after them, in five queries."""
    end = years_end(agency, fiscal_year)
    found = Result.objects.filter(agency=agency, fiscal_year__in=(fiscal_year - 1, fiscal_year))
    kept = {each.fiscal_year: each for each in found.select_related("entered_by")}
    before, after = kept.get(fiscal_year - 1), kept.get(fiscal_year)
    outcomes = _outcomes(end, before, after) if before is not None and after is not None else ()
    framework = score_of(before).recipe.framework if before is not None else None
    return YearOutcome(
        end=end,
        before=before,
        after=after,
        measures=[
            MeasureOutcome(
                row=row,
                standing=standing,
                lines=[
                    Line(framework.label(each.code) if framework else Text(each.code), each)
                    for each in of_measure(outcomes, row.key)
                ],
            )
            for row, standing in zip(end.rows, end.counts.standings, strict=True)
        ],
    )


def _outcomes(end: YearsEnd, before: Result, after: Result) -> tuple[Outcome, ...]:
    """Compare the two results; numbers of answers that were told count like those that were counted."""
    found = outcomes_between(end.plan, score_of(before), score_of(after))
    errors = sureness_of(before).errors, sureness_of(after).errors
    return judged(found, *errors)


def _kind(line: Line) -> str:
    change = line.outcome.change
    if change is None:
        return "unknown"
    if change == 0:
        return "unchanged"
    sure = line.outcome.significance is not None and line.outcome.significance.verdict in (
        "beyond",
        "no_sampling",
    )
    return "unsure" if not sure else "risen" if change > 0 else "fallen"
