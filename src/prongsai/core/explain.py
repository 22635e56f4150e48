"""Why a published figure does not follow from its children: ranked explanations for one check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from prongsai.core.equation import (
    Equation,
    Figures,
    Status,
    as_printed,
    published_interval,
    status_of,
)
from prongsai.core.framework import Framework, RuleChoice
from prongsai.core.grid import Grid
from prongsai.core.interval import HIGHEST, LOWEST, Interval, behind, exactly, simplest_in
from prongsai.core.level import two_decimals
from prongsai.core.misprint import misprints
from prongsai.core.rules import AGGREGATIONS, ROUNDINGS, half_up
from prongsai.core.scoring import prepare
from prongsai.core.text import Text

# How much each kind of explanation is believed before the figures speak; a lower sum ranks first.
_PRIOR = {"digit": 30, "swap": 31, "dropped": 32, "level": 34, "rounding": 10, "rule": 20, "mixed_parts": 25}
_STILL_FAILS = 12
_NEWLY_BROKEN = 15
_ODD_FIGURE = -16
_OFF_GRID_BEFORE = -12
_OFF_GRID_AFTER = 9
_USUAL_LEVELS = tuple(map(Decimal, (0, 20, 25, 40, 50, 60, 75, 80, 100)))


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
class Evidence:
    """Everything that bears on a check: all equations of the result, and which sample sizes fit its questions."""

    figures: Figures
    equations: Sequence[Equation]
    grids: Mapping[str, Grid]
    _by_cell: dict[str, list[tuple[Equation, bool]]] = field(default_factory=dict)

    def of(self, code: str) -> Sequence[tuple[Equation, bool]]:
        """Return every equation that the figure stands in, and whether that one fails as printed."""
        if not self._by_cell:
            for equation in self.equations:
                failed = status_of(equation, published_interval(self.figures, equation)) == "disagrees"
                for each in {equation.code, *(cell.code for cell in equation.cells)}:
                    self._by_cell.setdefault(each, []).append((equation, failed))
        return self._by_cell.get(code, ())

    @property
    def framework(self) -> Framework:
        """The framework that the result is read by."""
        return self.figures.recipe.framework


def explain(equation: Equation, evidence: Evidence) -> tuple[Explanation, ...]:
    """Return the explanations of an equation that fails, the likeliest first; `none` where there is none."""
    found = [
        *_by_rounding(equation),
        *_by_rule(equation, evidence),
        *_by_misprint(equation, evidence),
    ]
    ordered = sorted(found, key=lambda entry: entry[0])
    explanations = [replace(each, rank=rank) for rank, (_, each) in enumerate(ordered)]
    return tuple(explanations) or (no_explanation(equation),)


def no_explanation(equation: Equation) -> Explanation:
    """Return the plain statement that nothing was found."""
    text = Text(
        "ไม่พบคำอธิบาย: ไม่มีตัวเลขใดตัวเดียวที่แก้แล้วทำให้ผลตรงกัน",
        "no explanation: no single figure, rule or rounding makes it come out",
    )
    return Explanation("none", equation.code, None, text)


def _by_rounding(equation: Equation) -> Iterator[tuple[int, Explanation]]:
    """Only exact children tell policies apart; printed ones leave more room than the policies differ by."""
    if equation.missing or not all(cell.interval.exact for cell in equation.cells):
        return
    exact = equation.recomputed().low
    for policy in ROUNDINGS.values():
        if policy.shown(exact) == Fraction(equation.published):
            text = Text(
                f"ตรงกันถ้าใช้วิธีปัดเศษแบบ {policy.id} ({policy.words.th})",
                f"agrees with the rounding policy {policy.id} ({policy.words.en})",
            )
            yield _PRIOR["rounding"], Explanation("rounding", equation.code, policy.id, text)
            return


def rules_for(framework: Framework, code: str) -> Iterator[RuleChoice]:
    """Yield the named alternatives to the rule that makes `code`."""
    node = framework.nodes.get(code)
    if node is None:
        return
    tool = code
    while tool in framework.nodes:
        tool = framework.nodes[tool].parent
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


def _by_rule(equation: Equation, evidence: Evidence) -> Iterator[tuple[int, Explanation]]:
    for rule in rules_for(evidence.framework, equation.code):
        other = equation_by(rule, equation.code, evidence.figures)
        if other is None or other.missing:
            continue
        if status_of(other, published_interval(evidence.figures, other)) == "agrees":
            words = rule_words(rule)
            text = Text("ตรงกันถ้าใช้กฎ “{rule}”", "agrees under the rule “{rule}”").format(rule=words)
            yield _PRIOR["rule"], Explanation("rule", equation.code, rule.id, text, rule=rule.id)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A printed figure that may be wrong, and where its exact value would have to lie for the check to hold."""

    code: str
    printed: Decimal
    needed: Interval


def _by_misprint(equation: Equation, evidence: Evidence) -> Iterator[tuple[int, Explanation]]:
    """Yield for each figure of the equation the most likely misprint of it that mends the equation."""
    for suspect in _suspects(equation, published_interval(evidence.figures, equation)):
        best = min(_candidates(suspect, evidence), key=lambda entry: entry[0], default=None)
        if best is not None:
            yield best


def _suspects(equation: Equation, whole: Interval) -> Iterator[_Suspect]:
    yield _Suspect(equation.code, equation.published, equation.recomputed())
    for cell in equation.cells:
        if cell.printed is not None:
            yield _Suspect(cell.code, cell.printed, equation.needed(cell.code, cell.share, whole))


def _candidates(suspect: _Suspect, evidence: Evidence) -> Iterator[tuple[int, Explanation]]:
    possible = dict(misprints(suspect.printed))
    if evidence.figures.kind(suspect.code) == "item":
        levels = _levels(suspect.code, evidence)
        possible = {value: possible.get(value, "level") for value in levels if value != suspect.printed}
    for value, kind in possible.items():
        if suspect.needed.meets(_interval(suspect.code, value, evidence.figures)):
            cost = _PRIOR[kind] + _cost_elsewhere(suspect, value, evidence)
            cost += _cost_of_form(suspect, value, evidence)
            words = _misprint_words(suspect, value, kind)
            yield cost, Explanation(kind, suspect.code, as_printed(value), words)


def _interval(code: str, value: Decimal, figures: Figures) -> Interval:
    exact = figures.kind(code) == "item"
    return exactly(Fraction(value)) if exact else behind(value, figures.rounding)


def _levels(code: str, evidence: Evidence) -> tuple[Decimal, ...]:
    allowed = evidence.framework.nodes[code].allowed
    if allowed is None:
        return _USUAL_LEVELS
    return tuple(Decimal(level.numerator) / level.denominator for level in allowed)


def _cost_elsewhere(suspect: _Suspect, value: Decimal, evidence: Evidence) -> int:
    """Ask every equation that the figure stands in whether it still fails, or fails only now."""
    figures = evidence.figures
    cost = 0
    for equation, failed in evidence.of(suspect.code):
        changed = _with(equation, suspect.code, value, figures)
        if status_of(changed, published_interval(figures, changed)) == "disagrees":
            cost += _STILL_FAILS if failed else _NEWLY_BROKEN
    return cost


def _with(equation: Equation, code: str, value: Decimal, figures: Figures) -> Equation:
    """Return the equation with `value` in the place of the printed figure."""
    if equation.code == code:
        return replace(equation, published=value)
    interval = _interval(code, value, figures)
    cells = tuple(
        replace(each, interval=interval, printed=value) if each.code == code else each
        for each in equation.cells
    )
    return replace(equation, cells=cells)


def _cost_of_form(suspect: _Suspect, value: Decimal, evidence: Evidence) -> int:
    """Return what the look of the printed figure and the other questions' number of answers say."""
    cost = _ODD_FIGURE if _odd(suspect, evidence) else 0
    grid = next((grid for grid in evidence.grids.values() if suspect.code in grid.fits), None)
    if grid is None:
        return cost
    outlier = next((each for each in grid.outliers if each.code == suspect.code), None)
    if outlier is not None:
        return cost + (_OFF_GRID_BEFORE if value == outlier.nearest else 0)
    return cost + (_OFF_GRID_AFTER if grid.outliers or grid.sizes else 0)


def _odd(suspect: _Suspect, evidence: Evidence) -> bool:
    """Whether the printed form itself is unusual: a score with one decimal, an item between the known levels."""
    if evidence.figures.kind(suspect.code) == "item":
        return suspect.printed not in _levels(suspect.code, evidence)
    return suspect.printed.as_tuple().exponent == -1


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


def explain_missing(equation: Equation, evidence: Evidence) -> tuple[Explanation, ...]:
    """Return, for an equation that lacks exactly one value, what each candidate rule needs it to be."""
    found: list[tuple[tuple[int, int], Explanation]] = []
    default = evidence.figures.recipe.choices
    candidates: list[tuple[RuleChoice | None, Equation]] = [(None, equation)]
    for rule in rules_for(evidence.framework, equation.code):
        other = equation_by(rule, equation.code, evidence.figures)
        if other is not None:
            candidates.append((rule, other))
    for choice, each in candidates:
        entry = _needed_value(choice, each, evidence, default)
        if entry is not None:
            found.append(entry)
    ordered = sorted(found, key=lambda entry: entry[0])
    return tuple(replace(each, rank=rank) for rank, (_, each) in enumerate(ordered))


def _needed_value(
    rule: RuleChoice | None, equation: Equation, evidence: Evidence, choices: tuple[RuleChoice, ...]
) -> tuple[tuple[int, int], Explanation] | None:
    if len(equation.missing) != 1:
        return None
    code, share = equation.missing[0]
    needed = equation.needed(code, share, published_interval(evidence.figures, equation))
    if needed.high <= LOWEST or needed.low > HIGHEST:
        return None
    value = simplest_in(Interval(max(needed.low, LOWEST), needed.high))
    usual = Decimal(value.numerator) / value.denominator in _USUAL_LEVELS
    used = rule or _default_rule(equation.code, evidence, choices)
    shown = two_decimals(half_up(value))
    text = Text("ตามกฎ “{rule}” ต้องให้ {code} = {shown}", "under the rule “{rule}”, {code} must be {shown}")
    if not usual:
        text = Text(text.th + " ซึ่งไม่ใช่ระดับคะแนนที่เคยพบ", text.en + ", which is not a level that has been seen")
    words = text.format(rule=rule_words(used), code=code, shown=shown)
    return (0 if usual else 1, 1 if rule else 0), Explanation("missing", code, shown, words, rule=used.id)


def _default_rule(code: str, evidence: Evidence, choices: tuple[RuleChoice, ...]) -> RuleChoice:
    """Return the framework's own choice for the node: the one whose rule it is made by."""
    made_by = evidence.figures.recipe.by_code[code].derivations[0].rule
    return next(choice for choice in choices if choice.rule == made_by)
