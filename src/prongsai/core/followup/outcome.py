"""How the scores that a measure was meant to move stand a year later, without calling the one the cause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import Framework, split_code
from prongsai.core.plan import Measure, Plan
from prongsai.core.rules import half_up
from prongsai.core.scoring import Score
from prongsai.core.text import Text

Pair = tuple[Fraction | None, Fraction | None]
Certain = Literal["beyond", "within"]

NOT_A_CAUSE = Text(
    "คะแนนเปลี่ยนในปีเดียวกับที่ทำมาตรการ แต่ตัวเลขนี้บอกไม่ได้ว่าเปลี่ยนเพราะมาตรการ",
    "The score changed in the year of the measure; the figures cannot tell that the measure is the reason.",
)
_UNKNOWN = Text("ไม่ทราบคะแนน{which} จึงเทียบไม่ได้", "the score {which} is not known, so nothing can be compared")
_BEFORE, _AFTER = Text("ก่อนทำมาตรการ", "before"), Text("ปีถัดมา", "of the next year")
_MOVED = Text("{label} จาก {before} เป็น {after} {change}", "{label} from {before} to {after}, {change}")
_SAME, _UP, _DOWN = (
    Text("เท่าเดิม", "unchanged"),
    Text("เพิ่มขึ้น {points} คะแนน", "up by {points} points"),
    Text("ลดลง {points} คะแนน", "down by {points} points"),
)
_WITHIN = Text(" ผลต่างนี้อยู่ในความคลาดเคลื่อนจากการสุ่ม", "; the difference is within the sampling error")
_BEYOND = Text(" ผลต่างนี้มากกว่าความคลาดเคลื่อนจากการสุ่ม", "; the difference is beyond the sampling error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One indicator of one measure before and a year after; `None` where a score is not known.

    `warning` says why the two years should not be compared plainly; empty where nothing is known against it.
    """

    measure: str
    code: str
    before: Fraction | None
    after: Fraction | None
    words: Text
    warning: Text = Text("", "")

    @property
    def change(self) -> Fraction | None:
        """After minus before, exact; `None` where either is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of two years: scores by indicator, whether a change is beyond the error, and warnings."""

    scores: Mapping[str, Pair]
    certain: Mapping[str, Certain]
    warnings: Mapping[str, Text]

    @classmethod
    def of(
        cls,
        scores: Mapping[str, Pair],
        *,
        certain: Mapping[str, Certain] | None = None,
        warnings: Mapping[str, Text] | None = None,
    ) -> Evidence:
        """Return what is known; nothing is said of errors or warnings that are not given."""
        return cls(scores=scores, certain=certain or {}, warnings=warnings or {})


def between(older: Score, newer: Score) -> dict[str, Pair]:
    """Return the exact scores of every indicator of the older year in both years, `None` where one is unknown.

    The ten indicators have kept their codes and names in every year so far; an indicator that the newer year does
    not have is unknown there.
    """
    kept = newer.recipe.framework.nodes
    return {
        code: (older.values.get(code), newer.values.get(code) if code in kept else None)
        for code, node in older.recipe.framework.nodes.items()
        if node.kind == "indicator"
    }


def indicator_of(framework: Framework, code: str) -> str | None:
    """Return the indicator above a question or item (or the code itself), `None` where there is none."""
    step = split_code(code)[0]
    while step in framework.nodes:
        if framework.nodes[step].kind == "indicator":
            return step
        step = framework.nodes[step].parent
    return None


def outcomes(plan: Plan, framework: Framework, evidence: Evidence) -> tuple[Outcome, ...]:
    """Return what came of the indicators of each measure, in the order of the plan; each once a measure.

    `framework` is that of the plan's result year. A measure without codes has no outcome in scores.
    """
    return tuple(
        _outcome(measure.id, indicator, framework, evidence)
        for measure in plan.measures
        for indicator in _indicators(measure, framework)
    )


def of_measure(found: Collection[Outcome], measure: str) -> tuple[Outcome, ...]:
    """Return the outcomes of one measure, in their order."""
    return tuple(each for each in found if each.measure == measure)


def _indicators(measure: Measure, framework: Framework) -> Iterator[str]:
    found = (indicator_of(framework, code) for code in measure.codes)
    yield from dict.fromkeys(each for each in found if each is not None)


def _outcome(measure: str, code: str, framework: Framework, evidence: Evidence) -> Outcome:
    before, after = evidence.scores.get(code, (None, None))
    return Outcome(
        measure=measure,
        code=code,
        before=before,
        after=after,
        words=_words(framework.label(code), before, after, evidence.certain.get(code)),
        warning=evidence.warnings.get(code, Text("", "")),
    )


def _words(label: Text, before: Fraction | None, after: Fraction | None, certain: Certain | None) -> Text:
    if before is None or after is None:
        lacking = _UNKNOWN.format(which=_BEFORE if before is None else _AFTER)
        return Text(f"{label.th} {lacking.th}", f"{label.say('en')}: {lacking.en}")
    # As reports print it: the difference of the two figures that stand beside it.
    shown = half_up(before), half_up(after)
    points = _figure(abs(shown[1] - shown[0]))
    change = _SAME if shown[0] == shown[1] else _UP if shown[1] > shown[0] else _DOWN
    words = _MOVED.format(
        label=label,
        before=_figure(shown[0]),
        after=_figure(shown[1]),
        change=change.format(points=points),
    )
    tail = {"within": _WITHIN, "beyond": _BEYOND}[certain] if certain is not None else Text("", "")
    return Text(words.th + tail.th, words.en + tail.en)


def _figure(value: Fraction) -> str:
    hundredths = int(value * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"
