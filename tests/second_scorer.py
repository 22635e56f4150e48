"""A second scorer, written from docs/method/scoring.md alone: slow, plain, and there only to disagree."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import mul

from prongsai.core.framework import Framework, RuleChoice
from prongsai.core.result import Result

SCORED = ("indicator", "sub_indicator", "question", "statement", "item")
WEIGHTED = ("weighted_mean_of_parts", "weighted_mean_of_children", "weighted_sum_of_tools")

Input = tuple[
    Fraction | None, list[str]
]  # the weight, if any, and what has it: one code, or a group of items


class Tree:
    """The sections "The nodes" and "Which rule a node has"."""

    def __init__(self, framework: Framework, instead: tuple[RuleChoice, ...] = ()) -> None:
        self.framework, self.choices = framework, [*framework.rules, *instead]
        self.tools = {tool.code: tool.weight for tool in framework.tools}
        self.parts = {part.code: part for part in framework.parts}
        self.codes = list(dict.fromkeys(code for top in ("total", *self.parts) for code in self.walk(top)))
        self.children = {code: self.below(code) for code in self.codes}
        self.kinds = {code: self.kind(code) for code in self.codes}
        self.inputs = {code: self.made_of(code, self.kind(code), self.children[code]) for code in self.codes}
        self.from_parts = {tool: self.made_of(tool, "part", self.parts_of(tool)) for tool in self.tools}

    def walk(self, code: str) -> list[str]:
        return [code, *(lower for child in self.below(code) for lower in self.walk(child))]

    def tool(self, code: str) -> str:
        base = code.partition("@")[0]
        if base in self.parts:
            return self.parts[base].tool
        return base if base in (*self.tools, "total") else self.tool(self.framework.nodes[base].parent)

    def parts_of(self, tool: str) -> list[str]:
        return [part.code for part in self.framework.parts if part.tool == tool]

    def kind(self, code: str) -> str:
        """The kind of rule that makes the node: a part is made like its tool, what has parts from them."""
        if code in self.tools or code in self.parts:
            return "tool"
        if code != "total" and "@" not in code and self.parts_of(self.tool(code)):
            return "part"
        return "total" if code == "total" else self.framework.nodes[code.partition("@")[0]].kind

    def below(self, code: str) -> list[str]:
        if code == "total":
            return list(self.tools)
        if self.kind(code) == "part":
            return [f"{code}@{part}" for part in self.parts_of(self.tool(code))]
        base, at, part = (self.tool(code), "@", code) if code in self.parts else code.partition("@")
        nodes = [
            node for node in self.framework.nodes.values() if node.parent == base and node.kind in SCORED
        ]
        return [f"{node.code}{at}{part}" for node in nodes]

    def made_of(self, code: str, kind: str, children: list[str]) -> list[Input]:
        rule = self.rule(code, kind)
        if rule is None or rule.rule == "mean_of_answers":
            return [(self.weight(code, child), [child]) for child in children] if kind == "part" else []
        if rule.rule == "oit_mean_of_groups":
            return [(None, list(group)) for group in rule.groups]
        if rule.rule == "oit_flat_mean":
            children = [low for low in self.walk(code) if self.framework.nodes[low].kind == "item"]
        return [(self.weight(code, child) if rule.rule in WEIGHTED else None, [child]) for child in children]

    def rule(self, code: str, kind: str) -> RuleChoice | None:
        """The narrowest that fits, and among equals the last."""
        nodes, tools = (None, code, code.partition("@")[0]), (None, self.tool(code))
        fitting = [
            one for one in self.choices if one.kind == kind and one.node in nodes and one.tool in tools
        ]
        fitting.sort(key=lambda one: 2 if one.node else 1 if one.tool else 0)
        return fitting[-1] if fitting else None

    def weight(self, parent: str, child: str) -> Fraction:
        """What is divided into parts has them as inputs, with their weights; all else has its own weight."""
        base, _, part = child.partition("@")
        if base in self.parts or (part and "@" not in parent and parent not in self.parts):
            return self.parts[part or base].weight
        return self.tools[base] if base in self.tools else self.framework.nodes[base].weight


@cache
def fraction(figure: Decimal) -> Fraction:
    """The figure exactly; the same ones are handed in again and again."""
    return Fraction(figure)


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if len(values) > 1 else values[0]


def rounded(value: Fraction, rounding: str) -> Fraction:
    """To two decimals; a negative bound fails every gate, whatever it is rounded to."""
    hundredths, rest = divmod(value.numerator * 100, value.denominator)
    beyond_half = 2 * rest - value.denominator
    if rounding == "truncate_2":
        return Fraction(hundredths, 100)
    up = hundredths % 2 == 1 if rounding == "half_even_2" and beyond_half == 0 else beyond_half >= 0
    return Fraction(hundredths + up, 100)


def on_scale(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(100))


class SecondScorer:
    """The sections "How one node gets its value", "Rounding" and "The level", for one result."""

    def __init__(self, tree: Tree, rounding: str, result: Result) -> None:
        self.tree, self.rounding, self.result = tree, rounding, result
        self.known: dict[str, Fraction | None] = {}

    def value(self, code: str) -> Fraction | None:
        if code not in self.known:
            value = self.exact(code)
            self.known[code] = (
                rounded(value, self.rounding) if value is not None and self.cut(code) else value
            )
        return self.known[code]

    def cut(self, code: str) -> bool:
        """Whether the node is rounded before it goes on up."""
        if self.rounding == "half_up_2_tools":
            return code in self.tree.tools or code in self.tree.parts
        return self.rounding == "half_up_2_each" and code != "total"

    def exact(self, code: str) -> Fraction | None:
        value = self.combined(self.tree.inputs[code])
        if value is None and code in self.tree.tools:
            value = self.combined(self.tree.from_parts[code])
        return self.handed_in(code) if value is None else value

    def handed_in(self, code: str) -> Fraction | None:
        answers = self.result.counts.get(code)
        if answers and any(answers.values()):
            return Fraction(sum(points * number for points, number in answers.items()), sum(answers.values()))
        given = self.result.scores.get(code, self.result.published.get(code))
        return None if given is None or code == "total" else fraction(given)

    def combined(self, inputs: list[Input]) -> Fraction | None:
        known = []
        for _, group in inputs:
            values = [value for code in group if (value := self.value(code)) is not None]
            if len(values) < len(group):
                return None
            known.append(mean(values))
        weights = [weight for weight, _ in inputs if weight is not None]
        if weights:
            return sum(map(mul, weights, known), Fraction(0)) / sum(weights)
        return mean(known) if inputs else None

    def possible_levels(self) -> tuple[str, ...]:
        """Level ids, best first; all of them without a total."""
        ids, total = tuple(level.id for level in self.tree.framework.levels), self.value("total")
        if total is None:
            return ids
        bounds = {gate: self.bounds(gate) for gate in self.tree.framework.gates}
        lowest, highest = [low for low, _ in bounds.values()], [high for _, high in bounds.values()]
        highest += [self.together(tool, gates) for tool, gates in self.unknown_parts().items()]
        first, last = sorted(self.place(total, gates) for gates in (lowest, highest))
        return ids[first : last + 1]

    def place(self, total: Fraction, gates: list[Fraction]) -> int:
        total, gates = rounded(total, self.rounding), [rounded(gate, self.rounding) for gate in gates]
        for place, level in enumerate(self.tree.framework.levels):
            if total >= level.minimum and (level.gate is None or all(gate >= level.gate for gate in gates)):
                return place
        return len(self.tree.framework.levels) - 1

    def bounds(self, gate: str) -> tuple[Fraction, Fraction]:
        value = self.value(gate)
        if value is not None:
            return value, value
        tool = self.value(self.tree.tool(gate)) if gate in self.tree.parts else None
        if tool is None:
            return Fraction(0), Fraction(100)
        share = self.shares(self.tree.tool(gate))
        low, high = tool - Fraction("0.005"), tool + Fraction("0.005")
        for other in share.keys() - {gate}:
            sibling = self.value(other)
            low -= share[other] * (100 if sibling is None else sibling)
            high -= share[other] * (0 if sibling is None else sibling)
        low, high = low / share[gate], high / share[gate]
        return (on_scale(low), on_scale(high)) if low <= 100 and high >= 0 else (Fraction(0), Fraction(100))

    def shares(self, tool: str) -> dict[str, Fraction]:
        weights = {part: self.tree.parts[part].weight for part in self.tree.parts_of(tool)}
        return {part: weight / sum(weights.values()) for part, weight in weights.items()}

    def unknown_parts(self) -> dict[str, list[str]]:
        """The gates that are unknown parts of a known tool, by tool, where there are several."""
        gates = [each for each in self.tree.framework.gates if each in self.tree.parts]
        found = {
            tool: [gate for gate in gates if self.tree.tool(gate) == tool and self.value(gate) is None]
            for tool in self.tree.tools
            if self.value(tool) is not None
        }
        return {tool: unknown for tool, unknown in found.items() if len(unknown) > 1}

    def together(self, tool: str, unknown: list[str]) -> Fraction:
        """What unknown parts can all reach at once: what one has more another has less."""
        share, left = self.shares(tool), (self.value(tool) or Fraction(0)) + Fraction("0.005")
        for part in share.keys() - set(unknown):
            left -= share[part] * (self.value(part) or Fraction(0))
        return on_scale(left / sum(share[part] for part in unknown))
