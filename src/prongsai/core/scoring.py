"""From counts and scores to the total and the level, with every step kept; docs/method/scoring.md has the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework, Node, Part, RuleChoice
from prongsai.core.level import LevelDecision, decide
from prongsai.core.result import Result
from prongsai.core.rules import AGGREGATIONS, GIVEN, MEAN_OF_ANSWERS, ROUNDINGS, Rounding

SCORED_KINDS = frozenset({"indicator", "sub_indicator", "question", "statement", "item"})


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way to make a node: a rule over input codes with their weights."""

    rule: str
    inputs: tuple[str, ...]
    weights: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the score and the ways to make it, the preferred way first; a leaf has none."""

    code: str
    kind: str
    derivations: tuple[Derivation, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A framework made ready for scoring: steps in an order in which inputs come before what they make."""

    framework: Framework
    rounding: Rounding
    steps: tuple[Step, ...]
    choices: tuple[RuleChoice, ...]
    by_code: Mapping[str, Step]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code that is missing or could not be used; `needed_for` is the node that wanted it.

    `reason` is `missing` (not given), `part_unknown` (given without saying of which part of the tool)
    or `gate_unknown` (the level's gate looks at it and it is not given).
    """

    code: str
    reason: str
    needed_for: str


@dataclass(frozen=True, slots=True)
class Score:
    """What the rules make of a result. `values` are exact and hold only what is known; `total` `None` is unknown."""

    recipe: Recipe
    result: Result
    values: Mapping[str, Fraction]
    decision: LevelDecision
    unknown: tuple[Unknown, ...]

    @property
    def total(self) -> Fraction | None:
        """The exact total, 0–100, or `None` where a tool is unknown."""
        return self.values.get(TOTAL)

    def shown(self, code: str) -> Fraction | None:
        """Return the figure as it is shown: rounded by the framework's policy."""
        value = self.values.get(code)
        return None if value is None else self.recipe.rounding.shown(value)

    def announced(self, code: str) -> Fraction | None:
        """Return the figure as it was announced."""
        value = self.result.published.get(code)
        return None if value is None else Fraction(value)

    def printed(self, code: str) -> Fraction | None:
        """Return the figure as people know it: as announced, else as it is shown."""
        announced = self.announced(code)
        return self.shown(code) if announced is None else announced


@dataclass(frozen=True, slots=True)
class Proof:
    """A node of the proof tree: `value` follows from `children` by `rule`.

    `weight` is the node's share in its parent, `share` its share in the root; Σ share·value over the leaves is
    the root's value. A leaf has rule `given` or `mean_of_answers`, and then its `answers` by points.
    """

    code: str
    kind: str
    value: Fraction | None
    rule: str
    weight: Fraction
    share: Fraction
    children: tuple[Proof, ...] = ()
    answers: tuple[tuple[int, int], ...] = ()

    def leaves(self) -> Iterator[Proof]:
        """Yield the leaves in framework order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def mean_of_answers(answers: Mapping[int, int]) -> Fraction | None:
    """Return Σ points·answers / Σ answers, or `None` without any answer."""
    total = respondents = 0
    for points, number in answers.items():
        total += points * number
        respondents += number
    return Fraction(total, respondents) if respondents else None


def in_part(code: str, part: str) -> str:
    """Return the code of a question or indicator within one part of its tool, e.g. `6@EIT.1`."""
    return f"{code}@{part}"


class _Builder:
    """Collects the steps of one framework; every node is added after its inputs."""

    def __init__(self, framework: Framework, choices: tuple[RuleChoice, ...]) -> None:
        self.framework = framework
        self.choices = choices
        self.steps: dict[str, Step] = {}
        self.children: dict[str, list[Node]] = {}
        for node in framework.nodes.values():
            if node.kind in SCORED_KINDS:
                self.children.setdefault(node.parent, []).append(node)

    def add(self, code: str, kind: str, derivations: tuple[Derivation, ...]) -> str:
        self.steps[code] = Step(code, kind, derivations)
        return code

    def choice(self, kind: str, tool: str, node: str) -> RuleChoice | None:
        """Return the most particular rule choice that fits; a later one of the same rank wins."""
        fitting = [
            (choice.node is not None, choice.tool is not None, place, choice)
            for place, choice in enumerate(self.choices)
            if choice.kind == kind and choice.node in (None, node) and choice.tool in (None, tool)
        ]
        return max(fitting, key=lambda entry: entry[:3])[3] if fitting else None

    def build(self) -> tuple[Step, ...]:
        tools = [self.tool(tool.code) for tool in self.framework.tools]
        weights = tuple(tool.weight for tool in self.framework.tools)
        rule = self.choice(TOTAL, "", TOTAL)
        total_rule = rule.rule if rule else "weighted_sum_of_tools"
        self.add(TOTAL, TOTAL, (Derivation(total_rule, tuple(tools), weights),))
        return tuple(self.steps.values())

    def tool(self, tool: str) -> str:
        parts = [part for part in self.framework.parts if part.tool == tool]
        for node in self.children.get(tool, []):
            self.indicator(node, tool, parts)
        for part in parts:
            self.add(part.code, "part", self.derive("tool", tool, tool, f"@{part.code}"))
        return self.add(tool, "tool", self.derive("tool", tool, tool) + self.from_parts(tool, tool, parts))

    def from_parts(self, code: str, tool: str, parts: list[Part]) -> tuple[Derivation, ...]:
        if not parts:
            return ()
        choice = self.choice("part", tool, code)
        rule = choice.rule if choice else "weighted_mean_of_parts"
        inputs = tuple(part.code if code == tool else in_part(code, part.code) for part in parts)
        return (Derivation(rule, inputs, tuple(part.weight for part in parts)),)

    def indicator(self, node: Node, tool: str, parts: list[Part]) -> None:
        for suffix in [f"@{part.code}" for part in parts] or [""]:
            self.node(node, tool, suffix)
        if parts:
            self.add(node.code, node.kind, self.from_parts(node.code, tool, parts))

    def node(self, node: Node, tool: str, suffix: str) -> None:
        for child in self.children.get(node.code, []):
            self.node(child, tool, suffix)
        self.add(node.code + suffix, node.kind, self.derive(node.kind, tool, node.code, suffix))

    def derive(self, kind: str, tool: str, code: str, suffix: str = "") -> tuple[Derivation, ...]:
        """Return how `code` is made from the nodes below it, within the part that `suffix` names."""
        choice = self.choice(kind, tool, code)
        children = self.children.get(code, [])
        if not children or choice is None:
            return ()
        selection = AGGREGATIONS[choice.rule].selection
        if selection == "groups":
            return self.from_groups(choice, code, suffix)
        if selection == "leaves":
            children = list(self.leaves(code))
        inputs = tuple(child.code + suffix for child in children)
        return (Derivation(choice.rule, inputs, tuple(child.weight for child in children)),)

    def from_groups(self, choice: RuleChoice, code: str, suffix: str) -> tuple[Derivation, ...]:
        groups = []
        for number, items in enumerate(choice.groups, start=1):
            inputs = tuple(item + suffix for item in items)
            equal = (Fraction(1),) * len(inputs)
            groups.append(
                self.add(f"{code}{suffix}#{number}", "group", (Derivation("mean_of_items", inputs, equal),))
            )
        return (Derivation(choice.rule, tuple(groups), (Fraction(1),) * len(groups)),)

    def leaves(self, code: str) -> Iterator[Node]:
        for child in self.children.get(code, []):
            if child.code in self.children and child.kind == "sub_indicator":
                yield from self.leaves(child.code)
            else:
                yield child


def prepare(
    framework: Framework, *, instead: tuple[RuleChoice, ...] = (), rounding: str | None = None
) -> Recipe:
    """Make a framework ready for scoring; `instead` lays other rule choices over its own, `rounding` another policy."""
    choices = framework.rules + instead
    steps = _Builder(framework, choices).build()
    return Recipe(
        framework,
        ROUNDINGS[rounding or framework.rounding],
        steps,
        choices,
        {step.code: step for step in steps},
    )


def given_values(result: Result) -> dict[str, Fraction]:
    """Return every figure handed in, by code: a score before an announced figure; a total is never taken as given."""
    figures = {**result.published, **result.scores}
    return {code: Fraction(value) for code, value in figures.items() if code != TOTAL}


def evaluate(
    recipe: Recipe, given: Mapping[str, Fraction], counts: Mapping[str, Mapping[int, int]]
) -> dict[str, Fraction]:
    """Return the exact value of every node that can be known.

    A node is made from its inputs where all of them are known, else from its own counts, else it is taken as given.
    """
    values: dict[str, Fraction] = {}
    carried = recipe.rounding.carried
    for step in recipe.steps:
        value = _value(step, values, given, counts)
        if value is not None:
            values[step.code] = recipe.rounding.shown(value) if step.kind in carried else value
    return values


def _value(
    step: Step,
    values: Mapping[str, Fraction],
    given: Mapping[str, Fraction],
    counts: Mapping[str, Mapping[int, int]],
) -> Fraction | None:
    for derivation in step.derivations:
        inputs = [values[code] for code in derivation.inputs if code in values]
        if len(inputs) == len(derivation.inputs):
            return AGGREGATIONS[derivation.rule].combine(inputs, derivation.weights)
    answers = counts.get(step.code)
    value = mean_of_answers(answers) if answers else None
    return given.get(step.code) if value is None else value


def score(recipe: Recipe, result: Result) -> Score:
    """Score a result by a prepared framework; nothing is guessed, what is not known stays out of `values`."""
    values = evaluate(recipe, given_values(result), result.counts)
    decision = decide(recipe.framework, recipe.rounding, values)
    return Score(recipe, result, values, decision, tuple(_unknown(recipe, result, values)))


def _unknown(recipe: Recipe, result: Result, values: Mapping[str, Fraction]) -> Iterator[Unknown]:
    framework = recipe.framework
    for gate in framework.gates:
        if gate not in values:
            yield Unknown(gate, "gate_unknown", TOTAL)
    yield from _missing_below(recipe, values, TOTAL)
    split = {part.tool for part in framework.parts}
    for code in dict.fromkeys((*result.counts, *result.scores, *result.published)):
        if code not in recipe.by_code and "@" not in code and framework.tool_of(code) in split:
            yield Unknown(code, "part_unknown", framework.nodes[code].parent)


def _missing_below(recipe: Recipe, values: Mapping[str, Fraction], code: str) -> Iterator[Unknown]:
    """Walk down from `code`; name inputs that are missing where others of the same node are known."""
    step = recipe.by_code[code]
    if not step.derivations:
        return
    derivation = _used(step, values) or step.derivations[0]
    missing = [each for each in derivation.inputs if each not in values]
    if code in values and len(missing) == len(derivation.inputs):
        return
    for each in missing:
        if _anything_below(recipe, values, each):
            yield from _missing_below(recipe, values, each)
        else:
            yield Unknown(each, "missing", code)
    for each in derivation.inputs:
        if each in values:
            yield from _missing_below(recipe, values, each)


def _anything_below(recipe: Recipe, values: Mapping[str, Fraction], code: str) -> bool:
    inputs = [each for derivation in recipe.by_code[code].derivations for each in derivation.inputs]
    return any(each in values or _anything_below(recipe, values, each) for each in inputs)


def _used(step: Step, values: Mapping[str, Fraction]) -> Derivation | None:
    for derivation in step.derivations:
        if all(code in values for code in derivation.inputs):
            return derivation
    return None


def proof(scored: Score, code: str = TOTAL) -> Proof:
    """Return the proof tree under `code`, down to counts or to what was given."""
    return _proof(scored, code, Fraction(1), Fraction(1))


def _proof(scored: Score, code: str, weight: Fraction, share: Fraction) -> Proof:
    step = scored.recipe.by_code[code]
    value = scored.values.get(code)
    derivation = _used(step, scored.values)
    if derivation is None:
        answers = tuple(sorted(scored.result.counts.get(code, {}).items(), reverse=True))
        counted = any(number for _, number in answers)
        return Proof(
            code, step.kind, value, MEAN_OF_ANSWERS if counted else GIVEN, weight, share, (), answers
        )
    shares = derivation_shares(derivation)
    children = tuple(
        _proof(scored, each, part, share * part) for each, part in zip(derivation.inputs, shares, strict=True)
    )
    return Proof(code, step.kind, value, derivation.rule, weight, share, children)


def derivation_shares(derivation: Derivation) -> tuple[Fraction, ...]:
    """Return each input's share in the node, in the order of the inputs; they add up to 1."""
    if AGGREGATIONS[derivation.rule].weighted:
        whole = sum(derivation.weights)
        return tuple(weight / whole for weight in derivation.weights)
    return (Fraction(1, len(derivation.inputs)),) * len(derivation.inputs)


def shares_below(recipe: Recipe, code: str) -> dict[str, Fraction]:
    """Return for every node under `code` its share in it, following each node's preferred derivation."""
    found: dict[str, Fraction] = {}
    pending = [(code, Fraction(1))]
    while pending:
        current, share = pending.pop()
        found[current] = found.get(current, Fraction(0)) + share
        derivations = recipe.by_code[current].derivations
        if derivations:
            parts = zip(derivations[0].inputs, derivation_shares(derivations[0]), strict=True)
            pending.extend((each, share * part) for each, part in parts)
    return found
