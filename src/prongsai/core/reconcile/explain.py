"""Why a published figure does not follow from its children: ranked explanations for one check."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from prongsai.core.framework import Framework, RuleChoice
from prongsai.core.level import two_decimals
from prongsai.core.reconcile.equation import (
    COUNTED,
    Equation,
    Figures,
    Status,
    as_printed,
    decimals,
    published_interval,
    rounded_mean,
    status_of,
    variance,
)
from prongsai.core.reconcile.grid import Grid, printed_questions
from prongsai.core.reconcile.interval import ANYTHING, HIGHEST, LOWEST, Interval, exactly, simplest_in
from prongsai.core.reconcile.misprint import misprints
from prongsai.core.reconcile.odds import SampleOdds
from prongsai.core.rules import AGGREGATIONS, ROUNDINGS, Rounding, half_up
from prongsai.core.scoring import evaluate, prepare
from prongsai.core.text import Text

# Ranks are bits: by how much an explanation is unlikelier than another, before the figures speak.
# A misprint has few ways to come about by a swap or a lost digit, some 36 by a changed one, which is commoner.
_PRIOR = {"rounding": 2, "rule": 3, "level": 3, "swap": 4, "dropped": 4, "digit": 6}
_ANOTHER_ERROR = 10
_ODD_FORM = 10
_USUAL_LEVELS = tuple(map(Decimal, (0, 20, 25, 40, 50, 60, 75, 80, 100)))

Ranked = tuple[float, "Explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What would make a figure right: which code, at which value, and why; `rank` 0 is the likeliest.

    Kinds: `digit`, `swap`, `dropped` (a figure copied wrongly), `level` (an item at another level), `rounding`,
    `rule`, `missing`, `mixed_parts`, `level_scale`, `none`. `value` is the figure it should be, `None` for none;
    `rule` the id of the rule under which it should, where rules compete.
    """

    kind: str
    code: str
    value: str | None
    text: Text
    rank: int = 0
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A published figure with the verdict; `recomputed` is what its children as printed give, as shown.

    `disagrees` only if no values behind the printed children can give the printed figure; `undecidable` if a
    child is missing and some value of it would.
    """

    code: str
    published: str
    recomputed: str | None
    status: Status
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """An equation as printed: how far rounding alone moves its sides apart (mean square), and how unlikely it is."""

    equation: Equation
    published: Interval
    variance: Fraction
    bits: float


def _unlikely(made: Interval, published: Interval, spread: Fraction) -> float:
    """Return in bits how unlikely an equation is: by how far its sides lie apart, or as another error if it fails."""
    if not made.meets(published):
        return _ANOTHER_ERROR
    return math.log2(math.e) * ((published.middle - made.middle) ** 2 / (2 * spread))


@dataclass(frozen=True)
class Evidence:
    """Everything that bears on a check: all equations of the result, and which sample sizes fit its questions.

    `reproduced` says how many published figures each rounding policy gives from what is below them.
    """

    figures: Figures
    equations: Sequence[Equation]
    grids: Mapping[str, Grid]
    reproduced: Mapping[str, int]

    @property
    def framework(self) -> Framework:
        """The framework that the result is read by."""
        return self.figures.recipe.framework

    @cached_property
    def touching(self) -> Mapping[str, Sequence[_Standing]]:
        """For each figure every equation that it stands in."""
        found: dict[str, list[_Standing]] = {}
        for equation in self.equations:
            published = published_interval(self.figures, equation)
            spread = variance(equation, published)
            bits = _unlikely(equation.recomputed(), published, spread)
            standing = _Standing(equation, published, spread, bits)
            for each in {equation.code, *(cell.code for cell in equation.cells)}:
                found.setdefault(each, []).append(standing)
        return found

    @cached_property
    def odds(self) -> Mapping[str, SampleOdds]:
        """For each printed question the sample that it belongs to; none where two samples are mixed."""
        printed = printed_questions(self.framework, self.figures.result)
        return {
            code: sample
            for grid in self.grids.values()
            if not grid.samples
            for sample in [SampleOdds(printed[grid.code], grid.fits)]
            for code in sample.means
        }

    @cached_property
    def zeros_dropped(self) -> bool:
        """Whether figures are written without their last zero (97.5), as spreadsheets do; then one says nothing."""
        figures = {**self.figures.result.scores, **self.figures.result.published}
        short = [code for code, printed in figures.items() if decimals(printed) == 1]
        return sum(self.figures.kind(code) != "item" for code in short) > 1


def explain(equation: Equation, evidence: Evidence) -> tuple[Explanation, ...]:
    """Return the explanations of an equation that fails, the likeliest first; `none` where there is none."""
    found = [
        *_by_rounding(equation, evidence),
        *_by_rule(equation, evidence),
        *_by_misprint(equation, evidence),
    ]
    return ranked(found) or (no_explanation(equation),)


def ranked(found: Sequence[Ranked]) -> tuple[Explanation, ...]:
    """Return explanations by their bits, the likeliest first; equal ones as they come."""
    # Rounded, so that the order in which the figures were handed in cannot turn a tie.
    ordered = sorted(found, key=lambda entry: round(entry[0], 6))
    return tuple(replace(each, rank=rank) for rank, (_, each) in enumerate(ordered))


def no_explanation(equation: Equation) -> Explanation:
    """Return the plain statement that nothing was found."""
    text = Text(
        "ไม่พบคำอธิบาย: ไม่มีตัวเลขใดตัวเดียวที่แก้แล้วทำให้ผลตรงกัน",
        "no explanation: no single figure, rule or rounding makes it come out",
    )
    return Explanation("none", equation.code, None, text)


def _by_rounding(equation: Equation, evidence: Evidence) -> Iterator[Ranked]:
    """Only exact children tell policies apart; printed ones leave more room than the policies differ by."""
    if equation.missing or not all(cell.interval.exact for cell in equation.cells):
        return
    reproduced = evidence.reproduced
    own = reproduced[evidence.figures.recipe.rounding.id]
    for policy in ROUNDINGS.values():
        if _shown_by(policy, equation, evidence) == Fraction(equation.published):
            text = Text(
                f"ตรงกันถ้าใช้วิธีปัดเศษแบบ {policy.id} ({policy.words.th})",
                f"agrees with the rounding policy {policy.id} ({policy.words.en})",
            )
            found = Explanation("rounding", equation.code, policy.id, text, rule=policy.id)
            # Nobody rounds one figure alone in another way: what else the policy gives or fails to give counts too.
            yield _PRIOR["rounding"] + (own - reproduced[policy.id]) * _ANOTHER_ERROR, found


def _shown_by(policy: Rounding, equation: Equation, evidence: Evidence) -> Fraction | None:
    """Return the figure as another policy would show it, rounded inside where the policy does so."""
    given = {cell.code.removesuffix(COUNTED): cell.interval.low for cell in equation.cells}
    recipe = replace(evidence.figures.recipe, rounding=policy)
    value = evaluate(recipe, given, {}).get(equation.code)
    return None if value is None else policy.shown(value)


def rules_for(framework: Framework, code: str) -> Iterator[RuleChoice]:
    """Yield the named alternatives to the rule that makes `code`."""
    node = framework.nodes.get(code)
    if node is None:
        return
    tool = framework.tool_of(code)
    for choice in framework.alternatives:
        if choice.kind == node.kind and choice.node in (None, code) and choice.tool in (None, tool):
            yield choice


def equation_by(rule: RuleChoice, code: str, figures: Figures) -> Equation | None:
    """Return the equation of `code` as another rule would have it."""
    recipe = prepare(figures.recipe.framework, instead=(replace(rule, node=code),))
    return next(Figures(recipe, figures.result).equations(code), None)


def rule_words(rule: RuleChoice) -> Text:
    """Return what a rule means, for a reader."""
    return rule.words if rule.words.th else AGGREGATIONS[rule.rule].words


def _by_rule(equation: Equation, evidence: Evidence) -> Iterator[Ranked]:
    for rule in rules_for(evidence.framework, equation.code):
        other = equation_by(rule, equation.code, evidence.figures)
        if other is None or other.missing:
            continue
        if status_of(other, published_interval(evidence.figures, other)) == "agrees":
            text = Text("ตรงกันถ้าใช้กฎ “{rule}”", "agrees under the rule “{rule}”")
            text = text.format(rule=rule_words(rule))
            yield (
                _PRIOR["rule"] - _ANOTHER_ERROR,
                Explanation("rule", equation.code, rule.id, text, rule=rule.id),
            )


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A printed figure that may be wrong, and where its exact value would have to lie for the check to hold."""

    code: str
    printed: Decimal
    needed: Interval


def _by_misprint(equation: Equation, evidence: Evidence) -> Iterator[Ranked]:
    """Yield for each figure of the equation the most likely misprint of it that mends the equation."""
    for suspect in _suspects(equation, published_interval(evidence.figures, equation)):
        best = min(_candidates(suspect, evidence), key=lambda entry: round(entry[0], 6), default=None)
        if best is not None:
            yield best


def _suspects(equation: Equation, whole: Interval) -> Iterator[_Suspect]:
    yield _Suspect(equation.code, equation.published, equation.recomputed())
    for cell in equation.cells:
        if cell.printed is not None:
            yield _Suspect(cell.code, cell.printed, equation.needed(cell.code, cell.share, whole))


def _candidates(suspect: _Suspect, evidence: Evidence) -> Iterator[Ranked]:
    odd, item = _odd(suspect, evidence), evidence.figures.kind(suspect.code) == "item"
    sample = evidence.odds.get(suspect.code)
    open_sums = _open_sums(suspect, evidence)
    for value, kind in _right_figures(suspect, evidence):
        if suspect.needed.meets(evidence.figures.behind(suspect.code, value)):
            bits = _PRIOR[kind] + _bits_of_sums(suspect, value, open_sums, evidence.figures)
            bits -= sample.gain(suspect.code, value) if sample else 0
            # A lost digit explains a short figure; a wrong one or two swapped do not.
            bits -= _ODD_FORM if odd and (item or kind == "dropped") else 0
            words = _misprint_words(suspect, value, kind)
            yield bits, Explanation(kind, suspect.code, as_printed(value), words)


def _right_figures(suspect: _Suspect, evidence: Evidence) -> Iterator[tuple[Decimal, str]]:
    """Yield what may have stood in the place of a printed figure, and what would have become of it."""
    slips = dict(misprints(suspect.printed))
    if evidence.figures.kind(suspect.code) == "item":
        odd = _odd(suspect, evidence)
        for level in _levels(suspect.code, evidence):
            if level != suspect.printed:
                yield level, slips.get(level, "level") if odd else "level"
        return
    for value, kind in slips.items():
        if decimals(value) <= max(2, decimals(suspect.printed)):
            short = _odd(suspect, evidence) and _without_one(value, suspect.printed)
            yield value, "dropped" if short else kind


def _without_one(value: Decimal, printed: Decimal) -> bool:
    """Whether a figure with two decimals is as printed if one of its digits is left out."""
    full, short = as_printed(value), format(printed, "f")
    return any(full[:place] + full[place + 1 :] == short for place in range(len(full)))


def _levels(code: str, evidence: Evidence) -> tuple[Decimal, ...]:
    allowed = evidence.framework.nodes[code].allowed
    if allowed is None:
        return _USUAL_LEVELS
    return tuple(Decimal(level.numerator) / level.denominator for level in allowed)


@dataclass(frozen=True, slots=True)
class _OpenSum:
    """An equation that a figure stands in, by the `share` it has there beside the rest; `None` for what is made."""

    standing: _Standing
    rest: Interval
    share: Fraction | None


def _open_sums(suspect: _Suspect, evidence: Evidence) -> list[_OpenSum]:
    found = []
    for standing in evidence.touching.get(suspect.code, ()):
        equation = standing.equation
        if equation.code == suspect.code:
            found.append(_OpenSum(standing, equation.recomputed(), None))
        else:
            shares = [cell.share for cell in equation.cells if cell.code == suspect.code]
            rest = equation.rest(without=suspect.code)
            found.append(_OpenSum(standing, rest, sum(shares, Fraction(0))))
    return found


def _bits_of_sums(
    suspect: _Suspect, value: Decimal, open_sums: Sequence[_OpenSum], figures: Figures
) -> float:
    """Return by how much unlikelier the equations that the figure stands in are with `value`; below 0 if likelier."""
    bits: float = 0
    for each in open_sums:
        made, published = each.rest, each.standing.published
        if each.share is None:
            published = rounded_mean(figures, value)
        else:
            made = made.plus(figures.behind(suspect.code, value).times(each.share))
        bits += _unlikely(made, published, each.standing.variance) - each.standing.bits
    return bits


def _odd(suspect: _Suspect, evidence: Evidence) -> bool:
    """Whether the printed form itself is unusual: the only score with one decimal, an item between known levels."""
    if evidence.figures.kind(suspect.code) == "item":
        return suspect.printed not in _levels(suspect.code, evidence)
    return decimals(suspect.printed) == 1 and not evidence.zeros_dropped


_MISPRINTS = {
    "digit": Text("พิมพ์ผิดหนึ่งหลัก", "one digit is wrong"),
    "swap": Text("สลับตัวเลขสองหลัก", "two digits are swapped"),
    "dropped": Text("ตัวเลขตกไปหนึ่งหลัก", "one digit is missing"),
    "level": Text("ข้อนี้อาจได้คะแนนระดับอื่น", "the item may stand at another level"),
}


def _misprint_words(suspect: _Suspect, value: Decimal, kind: str) -> Text:
    before, after = as_printed(suspect.printed), as_printed(value)
    return Text(
        "{code}: {before} น่าจะเป็น {after} ({kind})", "{code}: {before} should be {after} ({kind})"
    ).format(code=suspect.code, before=before, after=after, kind=_MISPRINTS[kind])


_NEEDED = Text("ตามกฎ “{rule}” ต้องให้ {code} = {shown}", "under the rule “{rule}”, {code} must be {shown}")
_NEEDED_NO_LEVEL = Text(
    f"{_NEEDED.th} ซึ่งไม่ใช่ระดับคะแนนที่เคยพบ", f"{_NEEDED.en}, which is not a level that has been seen"
)


def explain_missing(equation: Equation, evidence: Evidence) -> tuple[Explanation, ...]:
    """Return, for an equation that lacks exactly one value, what each candidate rule needs it to be."""
    rule, words = _own_rule(equation, evidence)
    found = [_needed_value(equation, evidence, rule=rule, words=words)]
    for choice in rules_for(evidence.framework, equation.code):
        other = equation_by(choice, equation.code, evidence.figures)
        if other is not None:
            needed = _needed_value(other, evidence, rule=choice.id, words=rule_words(choice))
            found.append(needed)
    # The framework's own rule stands first among equals.
    return ranked([(each.rank, each) for each in found if each is not None])


def _own_rule(equation: Equation, evidence: Evidence) -> tuple[str, Text]:
    """Return the id and the words of the framework's choice that makes the figure, else of the rule itself."""
    framework = evidence.framework
    tool = framework.tool_of(equation.code)
    for choice in reversed(evidence.figures.recipe.choices):
        fits = choice.node in (None, equation.code) and choice.tool in (None, tool)
        if choice.rule == equation.rule and fits:
            return choice.id, rule_words(choice)
    return equation.rule, AGGREGATIONS[equation.rule].words


def _needed_value(equation: Equation, evidence: Evidence, *, rule: str, words: Text) -> Explanation | None:
    """Say what the one missing figure must be; rank 1 if it is an item's and no level that items have."""
    if len(equation.missing) != 1:
        return None
    code, share = equation.missing[0]
    needed = equation.needed(code, share, published_interval(evidence.figures, equation))
    if needed.high <= LOWEST or needed.low > HIGHEST:
        return None
    needed = Interval(max(needed.low, LOWEST), min(needed.high, ANYTHING.high))
    if evidence.figures.kind(code) != "item":
        shown = two_decimals(half_up(needed.middle))
        ends = f"{two_decimals(half_up(needed.low))}–{two_decimals(half_up(needed.high))}"
        text = _NEEDED.format(rule=words, code=code, shown=f"{shown} ({ends})")
        return Explanation("missing", code, shown, text, rule=rule)
    levels = [level for level in _levels(code, evidence) if needed.meets(exactly(Fraction(level)))]
    shown = two_decimals(half_up(Fraction(levels[0]) if levels else simplest_in(needed)))
    text = (_NEEDED if levels else _NEEDED_NO_LEVEL).format(rule=words, code=code, shown=shown)
    return Explanation("missing", code, shown, text, rank=0 if levels else 1, rule=rule)
