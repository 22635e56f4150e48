"""Sound results with every figure printed, the same with one figure copied wrongly, and what must then be seen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Literal

from tests.second_scorer import Input, Tree

from prongsai.core.framework import Framework, Node
from prongsai.core.level import two_decimals
from prongsai.core.reconcile import Reconciliation, reconcile
from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score

Slip = Literal["changed", "swapped", "dropped"]
Bounds = tuple[Fraction, Fraction]

SLIPS: tuple[Slip, ...] = ("changed", "swapped", "dropped")
FEWEST_ANSWERS, MOST_ANSWERS = 20, 300
HALF_HUNDREDTH = Fraction(1, 200)
# Where the official levels of an item are not known, half points occur (Don Sak 2568, O6).
UNKNOWN_LEVELS = (0, 50, 100)


@dataclass(frozen=True)
class Planted:
    """A result with one wrong figure: which, by what slip, what stood there and what stands there now."""

    result: Result
    code: str
    slip: Slip
    right: str
    wrong: str


def sound_result(
    framework: Framework, seed: str, *, respondents: tuple[int, int] = (FEWEST_ANSWERS, MOST_ANSWERS)
) -> Result:
    """A result as it would be announced in full: questions, items, all means above them, total and level."""
    random = Random(f"{framework.id} {seed}")  # noqa: S311 – a failure must come back
    counts, items = answers_and_items(framework, random, respondents=respondents)
    scored = score(prepare(framework), Result(agency="", fiscal_year=0, scores=items, counts=counts))
    printed = {
        code: Decimal(two_decimals(scored.recipe.rounding.shown(value)))
        for code, value in scored.values.items()
    }
    announced = announced_kinds(framework)
    return Result(
        agency=f"หน่วยงานตัวอย่าง {seed}",
        fiscal_year=framework.fiscal_year,
        scores=items | {code: printed[code] for code in printed if kind(framework, code) == "question"},
        published={code: printed[code] for code in printed if kind(framework, code) in announced},
        level=scored.decision.level.word.th if scored.decision.level else None,
    )


def answers_and_items(
    framework: Framework, random: Random, *, respondents: tuple[int, int] = (FEWEST_ANSWERS, MOST_ANSWERS)
) -> tuple[dict[str, dict[int, int]], dict[str, Decimal]]:
    """Answers to every question by one number of people per tool or part, and a level for every item."""
    samples = [tool.code for tool in framework.tools] + [part.code for part in framework.parts]
    people = {code: random.randint(*respondents) for code in samples}
    counts = {
        f"{code}{suffix}": answers(framework.points_of(code), people[sample], random)
        for code, node in framework.nodes.items()
        if framework.points_of(code)
        for suffix, sample in asked_in(framework, node)
    }
    items = [node for node in framework.nodes.values() if node.kind == "item"]
    return counts, {item.code: Decimal(random.choice(likely_levels(item))) for item in items}


def asked_in(framework: Framework, node: Node) -> list[tuple[str, str]]:
    """The samples that a question is asked in, each with the suffix of its code there."""
    tool = framework.tool_of(node.code) or ""
    return [(f"@{part.code}", part.code) for part in framework.parts_of(tool)] or [("", tool)]


def answers(points: tuple[int, ...], respondents: int, random: Random) -> dict[int, int]:
    """Answers that lean to good ones, of one question more than of another: means from 65 to 98 or so."""
    leaning = random.uniform(1, 10)
    better = sorted(points)
    drawn = random.choices(better, [place**leaning for place in range(1, len(better) + 1)], k=respondents)
    return {each: drawn.count(each) for each in better if each in drawn}


def likely_levels(item: Node) -> tuple[int, ...]:
    """The levels of an item, the best one several times over."""
    levels = tuple(map(int, item.allowed)) if item.allowed else UNKNOWN_LEVELS
    return (*levels, max(levels), max(levels), max(levels))


def kind(framework: Framework, code: str) -> str:
    return framework.kind_of(code) or ""


def announced_kinds(framework: Framework) -> frozenset[str]:
    """Sub-indicators are announced in the years in which the indicator is made from them."""
    rules = {rule.rule for rule in framework.rules}
    always = {"total", "tool", "part", "indicator"}
    return frozenset(always | ({"sub_indicator"} if "oit_mean_of_subindicators" in rules else set()))


def plant(result: Result, random: Random) -> Planted:
    """The result with one random figure copied wrongly; a slip that gives no score or changes nothing is tried anew."""
    while True:
        section = random.choice(("scores", "published"))
        figures = dict(result.scores if section == "scores" else result.published)
        code = random.choice(sorted(figures))
        slip = random.choice(SLIPS)
        right = f"{figures[code]:.2f}"
        wrong = slipped(right, slip, random)
        if Decimal(wrong) <= 100 and Decimal(wrong) != figures[code]:
            figures[code] = Decimal(wrong)
            changed = (
                replace(result, scores=figures) if section == "scores" else replace(result, published=figures)
            )
            return Planted(changed, code, slip, right, wrong)


def slipped(text: str, slip: Slip, random: Random) -> str:
    places = [place for place, sign in enumerate(text) if sign.isdecimal()]
    place = random.choice(places)
    if slip == "changed":
        other = random.choice([digit for digit in "0123456789" if digit != text[place]])
        return text[:place] + other + text[place + 1 :]
    if slip == "dropped":
        return text[:place] + text[place + 1 :]
    left, right = random.choice(list(pairwise(places)))
    signs = list(text)
    signs[left], signs[right] = signs[right], signs[left]
    return "".join(signs)


def impossible(tree: Tree, result: Result) -> Iterator[tuple[str, frozenset[str]]]:
    """Every printed figure that cannot be the rounded mean of the figures printed below it, with those below it."""
    printed = {**result.scores, **result.published}
    for code, inputs in means(tree):
        below = frozenset(each for _, group in inputs for each in group)
        if not {code, *below} <= printed.keys():
            continue
        if not overlap(bounds(tree, code, printed[code]), mean_bounds(tree, inputs, printed)):
            yield code, below


def means(tree: Tree) -> Iterator[tuple[str, list[Input]]]:
    """Every way in which a figure is made from those below it."""
    for code, inputs in (*tree.inputs.items(), *tree.from_parts.items()):
        if inputs:
            yield code, inputs


def bounds(tree: Tree, code: str, printed: Decimal) -> Bounds:
    """The least and (just not) the most that can stand behind a printed figure.

    An item's score is not rounded, unless it has two decimals: 66.67 may stand for two elements of three.
    """
    if code in tree.framework.nodes and tree.kind(code) == "item" and printed * 10 == int(printed * 10):
        return Fraction(printed), Fraction(printed)
    return Fraction(printed) - HALF_HUNDREDTH, Fraction(printed) + HALF_HUNDREDTH


def mean_bounds(tree: Tree, inputs: list[Input], printed: dict[str, Decimal]) -> Bounds:
    least = most = whole = Fraction(0)
    for weight, group in inputs:
        for code in group:
            low, high = bounds(tree, code, printed[code])
            share = (Fraction(1) if weight is None else weight) / len(group)
            least, most, whole = least + share * low, most + share * high, whole + share
    return least / whole, most / whole


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether a value can lie in both; an upper end counts only where it is the lower end too."""
    (low, high), (least, most) = one, other
    return (low < most or low == least == most) and (least < high or low == high == least)


@dataclass
class Tally:
    """What reconcile makes of sound results and of the same with one error each."""

    sound: int = 0
    alarms: int = 0
    planted: int = 0
    detectable: int = 0
    found: int = 0
    named: int = 0
    named_first: int = 0
    value: int = 0

    def row(self) -> list[str]:
        """The figures as they stand in the table of docs/method/reconcile.md."""
        return [
            str(number)
            for number in (
                self.planted,
                self.detectable,
                self.found,
                self.named,
                self.named_first,
                self.value,
                self.sound,
                self.alarms,
            )
        ]


def measure(framework: Framework, seeds: str, *, results: int, errors_each: int) -> Tally:
    """Reconcile sound results and each of them with some errors, one at a time."""
    tally, tree, recipe = Tally(), Tree(framework), prepare(framework)
    for number in range(results):
        sound = sound_result(framework, f"{seeds} {number}")
        assert not list(impossible(tree, sound))
        found = reconcile(score(recipe, sound))
        tally.sound += 1
        tally.alarms += any(alarms(found))
        for each in range(errors_each):
            planted = plant(sound, Random(f"{framework.id} {seeds} {number} {each}"))  # noqa: S311 – as above
            judge(planted, dict(impossible(tree, planted.result)), score(recipe, planted.result), tally)
    return tally


def alarms(found: Reconciliation) -> Iterator[str]:
    """Everything that calls a figure wrong."""
    yield from (check.code for check in found.checks if check.status == "disagrees")
    yield from (outlier.code for grid in found.grids for outlier in grid.outliers)


def judge(planted: Planted, wrong: dict[str, frozenset[str]], scored: Score, tally: Tally) -> None:
    """Count a planted error; it is named if every failing check that contains it names it among its first three."""
    failing = {check.code: check for check in reconcile(scored).checks if check.status == "disagrees"}
    assert failing.keys() <= wrong.keys(), "an alarm without an impossible figure"
    named = [
        [(each.code, each.value) for each in failing[code].explanations[:3]]
        for code, below in wrong.items()
        if code in failing and planted.code in (code, *below)
    ]
    tally.planted += 1
    tally.detectable += bool(wrong)
    tally.found += bool(wrong) and wrong.keys() <= failing.keys()
    tally.named += bool(named) and all(planted.code in dict(each) for each in named)
    tally.named_first += bool(named) and all(each[0][0] == planted.code for each in named)
    tally.value += bool(named) and all((planted.code, planted.right) in each for each in named)


def published_under(framework: Framework, policy: str, seed: str) -> Result:
    """A result with its counts and items, and every figure above them as the rounding policy announces it."""
    random = Random(f"{framework.id} {seed}")  # noqa: S311 – as above
    counts, items = answers_and_items(framework, random)
    handed_in = Result(agency="หน่วยงานตัวอย่าง", fiscal_year=framework.fiscal_year, scores=items, counts=counts)
    scored = score(prepare(framework, rounding=policy), handed_in)
    announced = announced_kinds(framework)
    published = {
        code: Decimal(two_decimals(scored.recipe.rounding.shown(value)))
        for code, value in scored.values.items()
        if kind(framework, code) in announced
    }
    return replace(handed_in, published=published)
