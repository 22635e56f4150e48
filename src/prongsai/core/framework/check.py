"""What a framework must be as a whole: every name known, weights complete, rules and levels without gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, pairwise

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL, Framework, Node, RuleChoice
from prongsai.core.framework import faults as fault
from prongsai.core.framework.source import Record, write_fraction
from prongsai.core.rules import AGGREGATIONS

PARENTS: Mapping[str, frozenset[str]] = {
    "indicator": frozenset({"tool"}),
    "sub_indicator": frozenset({"indicator", "sub_indicator"}),
    "question": frozenset({"indicator", "sub_indicator"}),
    "statement": frozenset({"question"}),
    "item": frozenset({"indicator", "sub_indicator"}),
    "element": frozenset({"item"}),
}
BEST = 100
# @ joins code and part, # numbers groups in a proof, | separates groups in a cell.
NOT_IN_A_CODE = frozenset(" @#|")
_TREE = frozenset(
    each.id for each in (fault.DUPLICATE_CODE, fault.UNKNOWN_PARENT, fault.WRONG_PARENT, fault.CIRCLE)
)


@dataclass(frozen=True, slots=True)
class Built:
    """A framework under construction with the row that each of its pieces was read from.

    `unread` are rows left out because their kind could not be read; to name their codes is no further mistake.
    """

    framework: Framework
    rows: list[tuple[Node, Record]]
    unread: list[tuple[Node, Record]]
    tables: Mapping[str, list[Record]]
    problems: list[Problem] = field(default_factory=list)

    @property
    def head(self) -> Record:
        """The fields of the framework itself."""
        return self.tables["head"][0]

    @property
    def sound(self) -> bool:
        """Whether the tree holds together, so that one may walk it and what is missing is missing for itself."""
        return not self.unread and not any(problem.id in _TREE for problem in self.problems)

    def add(self, record: Record, key: str, what: Fault, **values: object) -> None:
        """Add a problem about a field of the framework."""
        found = record.values.get(key, "")
        shown = "" if isinstance(found, Mapping | list) else str(found)
        self.problems.append(what.at(record.place(key), shown, **values))


def faults(built: Built) -> list[Problem]:
    """Return everything wrong with the whole, in the order of the checks; single fields were read before."""
    for check in (
        _codes,
        _ids,
        _parents,
        _circles,
        _scales,
        _items,
        _previous,
        _weights,
        _rules,
        _levels,
        _gates,
        _samples,
    ):
        check(built)
    return built.problems


def faults_between(newer: Framework, older: Framework) -> list[Problem]:
    """Return the codes that `newer` names as last year's and that `older` does not have."""
    return [
        fault.UNKNOWN_PREVIOUS.at(f"{newer.id} {node.code} previous", code, older=older.id)
        for node in newer.nodes.values()
        for code in node.previous
        if code not in older.nodes
    ]


def _codes(built: Built) -> None:
    framework = built.framework
    seen = {TOTAL}
    for code, record in chain(
        zip((tool.code for tool in framework.tools), built.tables["tools"], strict=True),
        zip((part.code for part in framework.parts), built.tables["parts"], strict=True),
        ((node.code, record) for node, record in built.rows),
    ):
        if code in seen and code:
            built.add(record, "code", fault.DUPLICATE_CODE)
        if NOT_IN_A_CODE & set(code):
            built.add(record, "code", fault.BAD_CODE)
        seen.add(code)
    if not framework.tools:
        built.add(built.head, "tools", fault.NO_TOOLS)


def _ids(built: Built) -> None:
    for table in ("scales", "levels", "rules", "alternatives", "samples"):
        seen: set[object] = set()
        for record in built.tables[table]:
            found = record.values.get("id")
            if found and found in seen:
                built.add(record, "id", fault.DUPLICATE_ID)
            seen.add(found)


def _parents(built: Built) -> None:
    kinds: dict[str, str] = {node.code: node.kind for node, _ in built.rows}
    kinds |= {tool.code: "tool" for tool in built.framework.tools}
    known = kinds.keys() | {node.code for node, _ in built.unread}
    for node, record in (*built.rows, *built.unread):
        if node.parent and node.parent not in known:
            built.add(record, "parent", fault.UNKNOWN_PARENT)
    for node, record in built.rows:
        kind = kinds.get(node.parent)
        if kind is not None and kind not in PARENTS[node.kind]:
            wanted = ", ".join(sorted(PARENTS[node.kind]))
            built.add(record, "parent", fault.WRONG_PARENT, kind=node.kind, parent=kind, wanted=wanted)


def _circles(built: Built) -> None:
    tools = {tool.code for tool in built.framework.tools}
    nodes = {code: node for code, node in built.framework.nodes.items() if code not in tools}
    for node, record in built.rows:
        step, passed = node.parent, {node.code}
        while step in nodes and step not in passed:
            passed.add(step)
            step = nodes[step].parent
        if step == node.code and step not in tools:
            built.add(record, "parent", fault.CIRCLE)


def _scales(built: Built) -> None:
    with_statements = {node.parent for node, _ in built.rows if node.kind == "statement"}
    for node, record in built.rows:
        asks = node.kind == "statement" or (node.kind == "question" and node.code not in with_statements)
        if node.scale and node.scale not in built.framework.scales:
            built.add(record, "scale", fault.UNKNOWN_SCALE)
        elif asks and not node.scale:
            built.add(record, "scale", fault.NO_SCALE)
        elif node.scale and not asks:
            built.add(record, "scale", fault.NEEDLESS_SCALE)


def _items(built: Built) -> None:
    for node, record in built.rows:
        if any(not 0 <= value <= BEST for value in node.allowed or ()):
            built.add(record, "allowed", fault.ALLOWED_RANGE)
        for key, found in (("allowed", node.allowed), ("year_rule", node.year_rule)):
            if found and node.kind != "item":
                built.add(record, key, fault.NOT_AN_ITEM)


def _previous(built: Built) -> None:
    for node, record in built.rows:
        if node.change is not None and (node.change == "new") == bool(node.previous):
            built.add(record, "change", fault.CHANGE_WITHOUT_CODE)
        if node.previous and built.framework.previous is None:
            built.add(record, "previous", fault.NO_PREVIOUS)


def _weights(built: Built) -> None:
    framework = built.framework
    _sum_is_one(
        built,
        [(tool.weight, record) for tool, record in zip(framework.tools, built.tables["tools"], strict=True)],
    )
    parts = list(zip(framework.parts, built.tables["parts"], strict=True))
    tools = {tool.code for tool in framework.tools}
    for part, record in parts:
        if part.tool and part.tool not in tools:
            built.add(record, "tool", fault.UNKNOWN_TOOL)
    for code in dict.fromkeys(part.tool for part in framework.parts):
        _sum_is_one(built, [(part.weight, record) for part, record in parts if part.tool == code])
    for code, kind in _above(framework):
        rule = _rule_for(framework, code, kind)
        if rule is not None and rule.rule == "weighted_mean_of_children":
            _sum_is_one(built, [(node.weight, record) for node, record in built.rows if node.parent == code])


def _sum_is_one(built: Built, weights: list[tuple[Fraction, Record]]) -> None:
    total = sum((weight for weight, _ in weights), Fraction(0))
    if weights and total != 1:
        built.add(weights[-1][1], "weight", fault.WEIGHTS_SUM, total=write_fraction(total))


def _above(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield code and kind of all that may have something below it."""
    yield from ((tool.code, "tool") for tool in framework.tools)
    yield from ((code, node.kind) for code, node in framework.nodes.items())


def _rule_for(framework: Framework, code: str, kind: str) -> RuleChoice | None:
    tool = framework.tool_of(code)
    fitting = [
        rule
        for rule in framework.rules
        if rule.kind == kind and rule.tool in (None, tool) and rule.node in (None, code)
    ]
    return max(fitting, key=lambda rule: (rule.node is not None, rule.tool is not None), default=None)


def _rules(built: Built) -> None:
    framework = built.framework
    for table, rules in (("rules", framework.rules), ("alternatives", framework.alternatives)):
        for rule, record in zip(rules, built.tables[table], strict=True):
            _rule(built, rule, record)
    places = Counter((rule.kind, rule.tool, rule.node) for rule in framework.rules)
    for rule, record in zip(framework.rules, built.tables["rules"], strict=True):
        if places[rule.kind, rule.tool, rule.node] > 1:
            built.add(record, "rule", fault.TWO_RULES)
    for kind, code in _unruled(framework) if built.sound else ():
        built.add(built.head, "rules", fault.NO_RULE, kind=kind, code=code)


def _unruled(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the first code of each kind that has something below it but no rule."""
    seen = set()
    for code, kind in _above(framework):
        if kind not in seen and framework.children(code) and _rule_for(framework, code, kind) is None:
            seen.add(kind)
            yield kind, code


def _rule(built: Built, rule: RuleChoice, record: Record) -> None:
    framework = built.framework
    if rule.tool and rule.tool not in {tool.code for tool in framework.tools}:
        built.add(record, "tool", fault.UNKNOWN_TOOL)
    if rule.node and rule.node not in framework.nodes:
        built.add(record, "node", fault.UNKNOWN_NODE)
        return
    if not rule.rule:
        return
    takes_groups = AGGREGATIONS[rule.rule].selection == "groups"
    if takes_groups != bool(rule.groups) or (takes_groups and not rule.node):
        built.add(record, "groups", fault.GROUPS_MISPLACED)
    elif takes_groups and rule.node and built.sound:
        named = Counter(code for group in rule.groups for code in group)
        wanted = Counter(framework.leaves(rule.node))
        if named != wanted:
            wrong = " ".join(sorted((wanted - named) | (named - wanted)))
            built.add(record, "groups", fault.GROUPS_COVER, wrong=wrong)


def _levels(built: Built) -> None:
    levels = list(zip(built.framework.levels, built.tables["levels"], strict=True))
    if not levels or levels[-1][0].minimum != 0 or levels[-1][0].gate is not None:
        built.add(levels[-1][1] if levels else built.head, "minimum", fault.LEVELS_GAP)
    for (better, _), (level, record) in pairwise(levels):
        # Two levels may share a minimum where only the better one has a gate, as ผ่านดี and ผ่าน do.
        if (level.minimum, level.gate or 0) >= (better.minimum, better.gate or 0):
            built.add(record, "minimum", fault.LEVELS_ORDER)
    for level, record in levels:
        if not 0 <= level.minimum <= BEST or not 0 <= (level.gate or 0) <= BEST:
            built.add(record, "minimum", fault.LEVEL_RANGE)


def _gates(built: Built) -> None:
    framework = built.framework
    known = {tool.code for tool in framework.tools} | {part.code for part in framework.parts}
    wrong = " ".join(gate for gate in framework.gates if gate not in known)
    if wrong:
        built.add(built.head, "gates", fault.UNKNOWN_GATE, wrong=wrong)
    if not framework.gates and any(level.gate is not None for level in framework.levels):
        built.add(built.head, "gates", fault.GATES_NEEDED)


def _samples(built: Built) -> None:
    framework = built.framework
    known = {tool.code for tool in framework.tools} | {part.code for part in framework.parts}
    for sample, record in zip(framework.samples, built.tables["samples"], strict=True):
        if sample.tool and sample.tool not in known:
            built.add(record, "tool", fault.UNKNOWN_TOOL)
