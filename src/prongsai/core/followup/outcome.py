"""How the scores that a measure was meant to move stand a year later, without calling the one the cause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from prongsai.core.change.caveats import summary
from prongsai.core.change.told import FigureChange, Told, compare_figures
from prongsai.core.figure import points, shown_change
from prongsai.core.framework import Framework
from prongsai.core.plan import Measure, Plan
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.uncertainty import Error, errors
from prongsai.core.uncertainty.sample_size import sizes_of
from prongsai.core.uncertainty.significance import Significance, within_error

NOT_A_CAUSE = Text(
    "คะแนนเปลี่ยนในปีเดียวกับที่ทำมาตรการ แต่ตัวเลขนี้บอกไม่ได้ว่าเปลี่ยนเพราะมาตรการ",
    "The score changed in the year of the measure; the figures cannot tell that the measure is the reason.",
)
_UNKNOWN = Text(
    "{label} ไม่ทราบคะแนน{which} จึงเทียบไม่ได้",
    "{label}: the score {which} is not known, so nothing can be compared",
)
_BEFORE, _AFTER = Text("ก่อนทำมาตรการ", "before"), Text("ปีถัดมา", "of the next year")
_MOVED = Text("{label} จาก {before} เป็น {after} {change}", "{label} from {before} to {after}, {change}")
_ONLY_CHANGE = Text(
    "{label} {change} โดยไม่ได้บอกคะแนนก่อนและหลัง", "{label} {change}; the scores before and after are not told"
)
_SAME, _UP, _DOWN = (
    Text("เท่าเดิม", "unchanged"),
    Text("เพิ่มขึ้น {points} คะแนน", "up by {points} points"),
    Text("ลดลง {points} คะแนน", "down by {points} points"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One indicator of one measure before and a year after; `None` where a score is not known.

    `told_change` is what a paper tells of the change without the two. `significance` says whether the change may be
    chance, `None` where there is none to judge. `warning` says why the two years should not be compared plainly;
    empty where nothing is known against it.
    """

    measure: str
    code: str
    before: Fraction | None
    after: Fraction | None
    words: Text
    told_change: Fraction | None = None
    significance: Significance | None = None
    warning: Text = Text("", "")

    @property
    def change(self) -> Fraction | None:
        """After minus before, exact, else the change as told; `None` where neither is known."""
        if self.before is None or self.after is None:
            return self.told_change
        return self.after - self.before

    @property
    def shown_change(self) -> Fraction | None:
        """The change that fits the two scores as they are shown."""
        return shown_change(self.before, self.after, self.told_change)


def figures_of(older: Score, newer: Score) -> dict[str, Told]:
    """Return the exact scores of every indicator that both years have, by its code, unknown ones included."""
    kept = newer.recipe.framework.nodes
    return {
        code: Told(older.values.get(code), newer.values.get(code))
        for code, node in older.recipe.framework.nodes.items()
        if node.kind == "indicator" and code in kept
    }


def outcomes(
    plan: Plan, figures: Mapping[str, Told], *, older: Framework, newer: Framework
) -> tuple[Outcome, ...]:
    """Return what came of the indicators of each measure, in the order of the plan; each once a measure.

    `older` is the framework of the plan's result, `newer` that of the year in which the measures show. A measure
    without codes has no outcome in scores. Raises `InputError` for figures that cannot be, or years in wrong order.
    """
    changes = {each.code: each for each in compare_figures(newer, older, figures)}
    return tuple(
        _outcome(measure.id, indicator, older, changes.get(indicator))
        for measure in plan.measures
        for indicator in _indicators(measure, older)
    )


def outcomes_between(plan: Plan, older: Score, newer: Score) -> tuple[Outcome, ...]:
    """Return the outcomes of a plan from two results; counted answers give the sampling error of their own."""
    frameworks = older.recipe.framework, newer.recipe.framework
    found = outcomes(plan, figures_of(older, newer), older=frameworks[0], newer=frameworks[1])
    before, after = (errors(each, sizes_of(each.recipe.framework, each.result)) for each in (older, newer))
    return judged(found, before, after)


def judged(
    found: Collection[Outcome], before: Mapping[str, Error], after: Mapping[str, Error]
) -> tuple[Outcome, ...]:
    """Set every change beside the errors of its two scores, by code; one without errors stays as it is."""
    return tuple(
        replace(
            each,
            significance=within_error(
                each.change, before[each.code], after[each.code], shown=each.shown_change
            ),
        )
        if each.change is not None and each.code in before and each.code in after
        else each
        for each in found
    )


def of_measure(found: Collection[Outcome], measure: str) -> tuple[Outcome, ...]:
    """Return the outcomes of one measure, in their order."""
    return tuple(each for each in found if each.measure == measure)


def _indicators(measure: Measure, framework: Framework) -> Iterator[str]:
    found = (framework.indicator_of(code) for code in measure.codes)
    yield from dict.fromkeys(each for each in found if each is not None)


def _outcome(measure: str, code: str, framework: Framework, change: FigureChange | None) -> Outcome:
    label = framework.label(code)
    if change is None:
        words = _UNKNOWN.format(label=label, which=_BEFORE)
        return Outcome(measure=measure, code=code, before=None, after=None, words=words)
    return Outcome(
        measure=measure,
        code=code,
        before=change.before,
        after=change.after,
        told_change=change.change,
        words=_words(label, change),
        significance=change.significance,
        warning=summary(change.caveats),
    )


def _words(label: Text, told: FigureChange) -> Text:
    change = shown_change(told.before, told.after, told.change)
    if told.before is not None and told.after is not None and change is not None:
        before, after = points(told.before), points(told.after)
        return _MOVED.format(label=label, before=before, after=after, change=_direction(change))
    if change is not None:
        return _ONLY_CHANGE.format(label=label, change=_direction(change))
    return _UNKNOWN.format(label=label, which=_BEFORE if told.before is None else _AFTER)


def _direction(change: Fraction) -> Text:
    words = _SAME if not change else _UP if change > 0 else _DOWN
    return words.format(points=points(abs(change)))
