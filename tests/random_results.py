"""Random results of every depth: what is handed in for each node, and what is missing."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.second_scorer import Tree

from prongsai.core.framework import Framework, RuleChoice
from prongsai.core.result import Result

TWO_DECIMALS = [Decimal(hundredths).scaleb(-2) for hundredths in range(0, 10001, 7)]
HIGH = [Decimal(hundredths).scaleb(-2) for hundredths in range(7900, 10001, 3)]
HALVES = [Decimal(thousandths).scaleb(-3) for thousandths in range(84905, 95100, 10)]
EDGES = [Decimal(text) for text in ("0", "50", "84.994", "84.995", "85", "94.994", "94.995", "95", "100")]
POOLS = (TWO_DECIMALS, HIGH, HIGH, HALVES, EDGES, [Decimal(100)])
POINTS = ((100, 80, 60, 40, 20, 0), (100, 67, 33, 0), (100, 0))
# What need not matter: a total, codes of no part, codes of no node.
NOISE = ("total", "i1", "e1", "O1", "6", "EIT.1", "10", "e2@EIT.1", "i99")
ROUNDINGS = ("half_up_2", "half_up_2_each", "half_up_2_tools", "half_even_2", "truncate_2")


def uneven(framework: Framework) -> Framework:
    """The same tree, but no two neighbours weigh the same, and every node counts by its weight."""
    nodes = {
        code: replace(node, weight=Fraction(place % 7 + 1))
        for place, (code, node) in enumerate(framework.nodes.items())
    }
    parts = (replace(part, weight=Fraction(place, 3)) for place, part in enumerate(framework.parts, 1))
    rule = replace(framework.rules[0], rule="weighted_mean_of_children")
    kinds = ("tool", "indicator", "question", "sub_indicator")
    rules = (*framework.rules, *(replace(rule, id=f"uneven.{kind}", kind=kind) for kind in kinds))
    return replace(framework, nodes=nodes, parts=tuple(parts), rules=rules)


def variants(framework: Framework) -> list[tuple[Framework, tuple[RuleChoice, ...]]]:
    """The framework as it is, with each of its alternatives, and with weights that tell neighbours apart."""
    return [
        (framework, ()),
        *((framework, (choice,)) for choice in framework.alternatives),
        (uneven(framework), ()),
    ]


class Filler:
    """Walks down one tree and hands in something, or nothing, for each node.

    `complete`: something for every leaf and nothing above the leaves.
    """

    def __init__(self, tree: Tree, random: Random, *, complete: bool = False) -> None:
        self.tree, self.random = tree, random
        self.scores: dict[str, Decimal] = {}
        self.published: dict[str, Decimal] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.deeper = random.choice((0.0, 0.4, 0.8, 1.0))
        self.missing = random.choice((0.0, 0.0, 0.0, 0.01, 0.1, 0.5))
        self.spare = random.choice((0.0, 0.1, 1.0))
        if complete:
            self.deeper, self.missing, self.spare = 1.0, 0.0, 0.0
        self.noisy = not complete and random.random() < 0.1
        self.pool = random.choice(POOLS)

    def result(self) -> Result:
        for tool in self.tree.children["total"]:
            self.node(tool)
        for code in self.random.sample(NOISE, 2) if self.noisy else ():
            self.give(code)
            self.count(code)
        scores, published = self.scores, self.published
        return Result(agency="", fiscal_year=0, scores=scores, counts=self.counts, published=published)

    def node(self, code: str) -> None:
        """Hand in the node or what is below it, now and then both; of a tool's parts likewise."""
        if self.random.random() < self.missing:
            return
        if not self.tree.children[code]:
            return self.leaf(code)
        deeper = self.random.random() < self.deeper
        for child in self.tree.children[code] if deeper else ():
            self.node(child)
        if not deeper or self.random.random() < self.spare:
            self.give(code)
        if code in self.tree.tools and self.random.random() < 0.2:
            for part in self.tree.parts_of(code):
                self.node(part)

    def leaf(self, code: str) -> None:
        if self.tree.kinds[code] in ("question", "statement") and self.random.random() < 0.7:
            self.count(code)
        else:
            self.give(code)

    def count(self, code: str) -> None:
        most = self.random.choice((0, 1, 3, 40)) if self.missing else 40
        steps = self.random.choice(POINTS)
        answers = {points: int(self.random.random() * (most + 1)) for points in steps}
        self.counts[code] = answers if self.missing else {**answers, 100: most}

    def give(self, code: str) -> None:
        figures = self.published if self.random.random() < 0.2 else self.scores
        figures[code] = self.random.choice(self.pool)


def as_json(result: Result) -> str:
    content = {"scores": result.scores, "counts": result.counts, "published": result.published}
    return json.dumps(content, ensure_ascii=False, default=str)
