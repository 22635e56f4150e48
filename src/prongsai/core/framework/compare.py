"""Two frameworks side by side: which code is the same matter in the other year, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import Framework, Node, RuleChoice
from prongsai.core.framework.source import write_fraction
from prongsai.core.rules import AGGREGATIONS, ROUNDINGS
from prongsai.core.text import Text

What = Literal[
    "added", "removed", "moved", "retitled", "weight", "rule", "rounding", "gates", "level", "size", "scale"
]

NOTHING = Text("–", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs: `code` in the newer framework (of what was removed, in the older one).

    `before` and `after` say it in words, “–” where there is nothing.
    """

    what: What
    code: str
    before: Text = NOTHING
    after: Text = NOTHING


def map_codes(newer: Framework, older: Framework) -> dict[str, tuple[str, ...]]:
    """Return for every node of `newer` the codes of the same matter in `older`; empty where there is none.

    Neighbouring years are joined as their data says, others by theme; never by equal codes alone.
    """
    if newer.id == older.id:
        return {code: (code,) if code in older.nodes else () for code in newer.nodes}
    if newer.previous == older.id:
        return {code: node.previous for code, node in newer.nodes.items()}
    if older.previous == newer.id:
        return {code: _named_by(older, code) for code in newer.nodes}
    return {code: _same_theme(older, node) for code, node in newer.nodes.items()}


def changes(older: Framework, newer: Framework) -> tuple[Difference, ...]:
    """Return what differs from `older` to `newer`: weights, rules and levels first, then the nodes in order."""
    return (
        *_weights(older, newer),
        *_rules(older, newer),
        *_levels(older, newer),
        *_sizes(older, newer),
        *_nodes(older, newer),
    )


def _named_by(later: Framework, code: str) -> tuple[str, ...]:
    return tuple(node.code for node in later.nodes.values() if code in node.previous)


def _same_theme(older: Framework, node: Node) -> tuple[str, ...]:
    themes = set(node.themes)
    return tuple(
        other.code for other in older.nodes.values() if other.kind == node.kind and themes & set(other.themes)
    )


def _weights(older: Framework, newer: Framework) -> Iterator[Difference]:
    before, after = _weight_table(older), _weight_table(newer)
    for code in before | after:
        if before.get(code) != after.get(code):
            yield Difference(
                what="weight", code=code, before=_number(before.get(code)), after=_number(after.get(code))
            )


def _weight_table(framework: Framework) -> dict[str, Fraction]:
    tools = {tool.code: tool.weight for tool in framework.tools}
    return tools | {part.code: part.weight for part in framework.parts}


def _rules(older: Framework, newer: Framework) -> Iterator[Difference]:
    before, after = _rule_table(older.rules), _rule_table(newer.rules)
    for place in before | after:
        if before.get(place) != after.get(place):
            found = [
                AGGREGATIONS[rule].words if rule else NOTHING
                for rule in (before.get(place), after.get(place))
            ]
            yield Difference(what="rule", code=" ".join(filter(None, place)), before=found[0], after=found[1])
    if older.rounding != newer.rounding:
        words = ROUNDINGS[older.rounding].words, ROUNDINGS[newer.rounding].words
        yield Difference(what="rounding", code="total", before=words[0], after=words[1])
    if older.gates != newer.gates:
        listed = (_list(older.gates), _list(newer.gates))
        yield Difference(what="gates", code="total", before=listed[0], after=listed[1])


def _rule_table(rules: tuple[RuleChoice, ...]) -> dict[tuple[str, str, str], str]:
    return {(rule.kind, rule.tool or "", rule.node or ""): rule.rule for rule in rules}


def _levels(older: Framework, newer: Framework) -> Iterator[Difference]:
    before, after = _level_table(older), _level_table(newer)
    for level_id in before | after:
        if before.get(level_id) != after.get(level_id):
            yield Difference(
                what="level",
                code=level_id,
                before=before.get(level_id, NOTHING),
                after=after.get(level_id, NOTHING),
            )


def _level_table(framework: Framework) -> dict[str, Text]:
    return {
        level.id: Text(
            f"{level.word.th} ≥ {write_fraction(level.minimum)}" + _gate(level.gate, "ทุกเครื่องมือ"),
            f"{level.word.en} ≥ {write_fraction(level.minimum)}" + _gate(level.gate, "every tool"),
        )
        for level in framework.levels
    }


def _gate(gate: Fraction | None, words: str) -> str:
    return "" if gate is None else f", {words} ≥ {write_fraction(gate)}"


def _sizes(older: Framework, newer: Framework) -> Iterator[Difference]:
    """Compare how many questions or items each shared indicator and sub-indicator has."""
    for code in newer.nodes:
        if code in older.nodes and newer.nodes[code].kind in ("indicator", "sub_indicator"):
            before, after = size(older, code), size(newer, code)
            if before != after:
                yield Difference(what="size", code=code, before=_count(before), after=_count(after))


def size(framework: Framework, code: str) -> int:
    """Return how many questions or items stand under a code, statements and elements not counted."""
    below = framework.children(code)
    counted = sum(framework.kind_of(child) in ("question", "item") for child in below)
    deeper = sum(size(framework, child) for child in below if framework.kind_of(child) == "sub_indicator")
    return counted + deeper


def _nodes(older: Framework, newer: Framework) -> Iterator[Difference]:
    mapping = map_codes(newer, older)
    kept = {code for codes in mapping.values() for code in codes}
    for code, node in newer.nodes.items():
        if node.kind not in ("statement", "element"):
            yield from _node(older, node, mapping[code])
    for code, node in older.nodes.items():
        if code not in kept and node.kind not in ("statement", "element"):
            yield Difference(what="removed", code=code, before=node.title)


def _node(older: Framework, node: Node, earlier: tuple[str, ...]) -> Iterator[Difference]:
    if not earlier:
        yield Difference(what="added", code=node.code, after=node.title)
        return
    if earlier != (node.code,):
        yield Difference(
            what="moved", code=node.code, before=_list(earlier), after=Text(node.code, node.code)
        )
    before = [older.nodes[code] for code in earlier if code in older.nodes]
    if node.title.th not in [each.title.th for each in before] and before:
        yield Difference(what="retitled", code=node.code, before=before[0].title, after=node.title)
    if len(before) == 1 and before[0].scale and node.scale and before[0].scale != node.scale:
        scales = Text(before[0].scale, before[0].scale), Text(node.scale, node.scale)
        yield Difference(what="scale", code=node.code, before=scales[0], after=scales[1])


def _list(codes: tuple[str, ...]) -> Text:
    joined = " ".join(codes)
    return Text(joined, joined) if joined else NOTHING


def _number(value: Fraction | None) -> Text:
    return NOTHING if value is None else Text(write_fraction(value), write_fraction(value))


def _count(number: int) -> Text:
    return Text(f"{number} ข้อ", f"{number}")
