"""What a framework must be as a whole: every name known, weights complete, rules and levels without gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, pairwise

from prongsai.core.errors import Problem
from prongsai.core.framework import IN_PART, TOTAL, Framework, Node, RuleChoice
from prongsai.core.framework_source import Record
from prongsai.core.rules import AGGREGATIONS
from prongsai.core.text import Text

PARENTS: Mapping[str, frozenset[str]] = {
    "indicator": frozenset({"tool"}),
    "sub_indicator": frozenset({"indicator", "sub_indicator"}),
    "question": frozenset({"indicator", "sub_indicator"}),
    "statement": frozenset({"question"}),
    "item": frozenset({"indicator", "sub_indicator"}),
    "element": frozenset({"item"}),
}
BEST = 100


@dataclass(frozen=True, slots=True)
class Built:
    """A framework under construction with the row that each of its pieces was read from."""

    framework: Framework
    rows: list[tuple[Node, Record]]
    tables: Mapping[str, list[Record]]
    problems: list[Problem] = field(default_factory=list)

    def add(self, record: Record, key: str, name: str, *, why: Text, remedy: Text) -> None:
        """Add a problem about a field of the framework."""
        before = len(record.problems)
        record.report(key, name, why, remedy)
        self.problems.append(record.problems.pop(before))


def faults(built: Built) -> list[Problem]:
    """Return everything wrong with the whole, in the order of the checks; single fields were read before."""
    for check in (
        _codes,
        _parents,
        _circles,
        _scales,
        _items,
        _previous,
        _weights,
        _rules,
        _levels,
        _samples,
    ):
        check(built)
    return built.problems


def _codes(built: Built) -> None:
    framework = built.framework
    named = [
        *zip((tool.code for tool in framework.tools), built.tables["tools"], strict=True),
        *zip((part.code for part in framework.parts), built.tables["parts"], strict=True),
        *((node.code, record) for node, record in built.rows),
    ]
    seen = {TOTAL}
    for code, record in named:
        if code in seen:
            why = Text("รหัสนี้ใช้ไปแล้ว", "this code is already taken")
            built.add(record, "code", "duplicate_code", why=why, remedy=Text("ใช้รหัสอื่น", "use another code"))
        if IN_PART in code or " " in code:
            why = Text(f"รหัสห้ามมีช่องว่างหรือ {IN_PART}", f"a code has no blank and no {IN_PART}")
            built.add(record, "code", "bad_code", why=why, remedy=Text("แก้รหัส", "correct the code"))
        seen.add(code)
    if not framework.tools:
        why = Text("ไม่มีเครื่องมือประเมิน", "there is no tool")
        built.add(_head(built), "tools", "no_tools", why=why, remedy=Text("เพิ่ม [[tools]]", "add [[tools]]"))
    for table in ("scales", "levels", "rules", "alternatives"):
        _unique_ids(built, table)


def _unique_ids(built: Built, table: str) -> None:
    seen: set[object] = set()
    for record in built.tables[table]:
        found = record.values.get("id")
        if found and found in seen:
            why = Text("ชื่อ id นี้ใช้ไปแล้ว", "this id is already taken")
            built.add(record, "id", "duplicate_id", why=why, remedy=Text("ใช้ id อื่น", "use another id"))
        seen.add(found)


def _parents(built: Built) -> None:
    kinds = {tool.code: "tool" for tool in built.framework.tools}
    kinds |= {node.code: node.kind for node, _ in built.rows}
    for node, record in built.rows:
        if not node.parent:
            continue
        kind = kinds.get(node.parent)
        if kind is None:
            why = Text("ไม่มีรหัสนี้ในกรอบ", "the framework has no such code")
            remedy = Text("แก้รหัสแม่ หรือเพิ่มแถวของรหัสนั้น", "correct the parent, or add a row for it")
            built.add(record, "parent", "unknown_parent", why=why, remedy=remedy)
        elif kind not in PARENTS[node.kind]:
            wanted = ", ".join(sorted(PARENTS[node.kind]))
            why = Text(f"{node.kind} อยู่ใต้ {kind} ไม่ได้", f"no {node.kind} stands under a {kind}")
            remedy = Text(f"ให้อยู่ใต้ {wanted}", f"put it under: {wanted}")
            built.add(record, "parent", "wrong_parent", why=why, remedy=remedy)


def _circles(built: Built) -> None:
    nodes = built.framework.nodes
    for node, record in built.rows:
        step, passed = node.parent, {node.code}
        while step in nodes and step not in passed:
            passed.add(step)
            step = nodes[step].parent
        if step == node.code:
            why = Text("สายของรหัสแม่วนกลับมาที่เดิม", "its line of parents leads back to itself")
            remedy = Text("ให้สายของรหัสแม่ไปจบที่เครื่องมือ", "let the line end at a tool")
            built.add(record, "parent", "circle", why=why, remedy=remedy)


def _scales(built: Built) -> None:
    with_statements = {node.parent for node, _ in built.rows if node.kind == "statement"}
    for node, record in built.rows:
        asks = node.kind == "statement" or (node.kind == "question" and node.code not in with_statements)
        if node.scale and node.scale not in built.framework.scales:
            why = Text("ไม่มีมาตรคะแนนชื่อนี้", "there is no scale of this id")
            remedy = Text("แก้ชื่อ หรือเพิ่ม [[scales]]", "correct the id, or add it to [[scales]]")
            built.add(record, "scale", "unknown_scale", why=why, remedy=remedy)
        elif asks and not node.scale:
            why = Text("ข้อคำถามต้องมีมาตรคะแนน", "a question needs a scale")
            remedy = Text("เขียน id ของมาตรคะแนน", "write the id of its scale")
            built.add(record, "scale", "no_scale", why=why, remedy=remedy)
        elif node.scale and not asks:
            why = Text(
                "มีเฉพาะข้อคำถามหรือข้อย่อยที่ผู้ตอบเลือกเท่านั้นที่มีมาตรคะแนน",
                "only what respondents answer has a scale",
            )
            built.add(record, "scale", "needless_scale", why=why, remedy=_LEAVE_EMPTY)


def _items(built: Built) -> None:
    for node, record in built.rows:
        if any(not 0 <= value <= BEST for value in node.allowed or ()):
            why = Text("ค่าคะแนนต้องอยู่ระหว่าง 0 ถึง 100", "allowed values lie between 0 and 100")
            built.add(
                record, "allowed", "allowed_range", why=why, remedy=Text("แก้ค่าคะแนน", "correct the values")
            )
        for key, found in (("allowed", node.allowed), ("year_rule", node.year_rule)):
            if found and node.kind != "item":
                why = Text("ช่องนี้ใช้กับข้อ OIT เท่านั้น", "this field is for items only")
                built.add(record, key, "not_an_item", why=why, remedy=_LEAVE_EMPTY)


def _previous(built: Built) -> None:
    for node, record in built.rows:
        if (node.change == "new" and node.previous) or (
            node.change not in (None, "new") and not node.previous
        ):
            why = Text(
                "การเปลี่ยนแปลงไม่สอดคล้องกับรหัสของปีก่อน", "the change does not fit the codes of the year before"
            )
            remedy = Text(
                "ข้อใหม่ไม่มีรหัสปีก่อน ข้ออื่นต้องมี", "what is new has no earlier code, everything else has one"
            )
            built.add(record, "change", "change_without_code", why=why, remedy=remedy)
    if built.framework.previous is None:
        for node, record in built.rows:
            if node.previous:
                why = Text("กรอบนี้ไม่ได้ระบุกรอบของปีก่อน", "this framework names no framework before it")
                remedy = Text("เพิ่ม previous ใน framework.toml", "add previous to framework.toml")
                built.add(record, "previous", "no_previous_framework", why=why, remedy=remedy)


def _weights(built: Built) -> None:
    framework = built.framework
    tools = list(zip(framework.tools, built.tables["tools"], strict=True))
    _sum_is_one(built, [(tool.weight, record) for tool, record in tools])
    parts = list(zip(framework.parts, built.tables["parts"], strict=True))
    for part, record in parts:
        if part.tool not in {tool.code for tool in framework.tools}:
            built.add(record, "tool", "unknown_tool", why=_NO_TOOL, remedy=_CORRECT_CODE)
    for code in dict.fromkeys(part.tool for part in framework.parts):
        _sum_is_one(built, [(part.weight, record) for part, record in parts if part.tool == code])
    for code in _weighted_parents(framework):
        below = [(node.weight, record) for node, record in built.rows if node.parent == code]
        _sum_is_one(built, below)


def _weighted_parents(framework: Framework) -> Iterator[str]:
    above = [(tool.code, "tool") for tool in framework.tools]
    for code, kind in chain(above, ((node.code, node.kind) for node in framework.nodes.values())):
        rule = _rule_for(framework, code, kind)
        if rule is not None and rule.rule == "weighted_mean_of_children":
            yield code


def _sum_is_one(built: Built, weights: list[tuple[Fraction, Record]]) -> None:
    total = sum((weight for weight, _ in weights), Fraction(0))
    if weights and total != 1:
        why = Text(
            f"น้ำหนักของกลุ่มนี้รวมได้ {_decimal(total)} ไม่ใช่ 1",
            f"the weights of this group add up to {_decimal(total)}, not 1",
        )
        remedy = Text("แก้น้ำหนักให้รวมได้ 1 พอดี", "make the weights add up to exactly 1")
        built.add(weights[-1][1], "weight", "weights_sum", why=why, remedy=remedy)


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
            _rule_names(built, rule, record)
    places = Counter((rule.kind, rule.tool, rule.node) for rule in framework.rules)
    for rule, record in zip(framework.rules, built.tables["rules"], strict=True):
        if places[rule.kind, rule.tool, rule.node] > 1:
            why = Text("มีวิธีคำนวณมากกว่าหนึ่งวิธีสำหรับที่เดียวกัน", "two rules are chosen for the same place")
            remedy = Text(
                "ให้เหลือวิธีเดียว อีกวิธีย้ายไปที่ [[alternatives]]", "keep one, move the other to [[alternatives]]"
            )
            built.add(record, "rule", "two_rules", why=why, remedy=remedy)
    for kind, code in _unruled(framework):
        why = Text(f"ไม่มีวิธีคำนวณสำหรับ {code} ({kind})", f"no rule makes {code} ({kind})")
        remedy = Text(f'เพิ่ม [[rules]] ที่ kind = "{kind}"', f'add [[rules]] with kind = "{kind}"')
        built.add(_head(built), "rules", "no_rule", why=why, remedy=remedy)


def _unruled(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the first place of each kind that has something below it but no rule."""
    above = [(tool.code, "tool") for tool in framework.tools]
    seen = set()
    for code, kind in chain(above, ((node.code, node.kind) for node in framework.nodes.values())):
        if kind not in seen and framework.children(code) and _rule_for(framework, code, kind) is None:
            seen.add(kind)
            yield kind, code


def _rule_names(built: Built, rule: RuleChoice, record: Record) -> None:
    framework = built.framework
    if rule.tool and rule.tool not in {tool.code for tool in framework.tools}:
        built.add(record, "tool", "unknown_tool", why=_NO_TOOL, remedy=_CORRECT_CODE)
    if rule.node and rule.node not in framework.nodes:
        why = Text("ไม่มีรหัสนี้ในกรอบ", "the framework has no such code")
        built.add(record, "node", "unknown_node", why=why, remedy=_CORRECT_CODE)
        return
    takes_groups = rule.rule in AGGREGATIONS and AGGREGATIONS[rule.rule].selection == "groups"
    if takes_groups != bool(rule.groups) or (takes_groups and not rule.node):
        why = Text("วิธีนี้กับ groups และ node ไม่เข้ากัน", "rule, groups and node do not fit together")
        remedy = Text(
            "วิธีที่ใช้กลุ่มต้องมี node และ groups วิธีอื่นต้องไม่มี groups",
            "a rule of groups needs node and groups, another rule has no groups",
        )
        built.add(record, "groups", "groups_misplaced", why=why, remedy=remedy)
    elif takes_groups and rule.node:
        _groups_cover(built, rule, record)


def _groups_cover(built: Built, rule: RuleChoice, record: Record) -> None:
    named = Counter(code for group in rule.groups for code in group)
    wanted = Counter(built.framework.leaves(rule.node or ""))
    if named != wanted:
        wrong = " ".join(sorted((wanted - named) | (named - wanted)))
        why = Text(f"กลุ่มไม่ตรงกับข้อในตัวชี้วัดนี้: {wrong}", f"the groups do not cover the items once each: {wrong}")
        remedy = Text("ให้ทุกข้ออยู่ในกลุ่มเดียวพอดี", "put every item into exactly one group")
        built.add(record, "groups", "groups_cover", why=why, remedy=remedy)


def _levels(built: Built) -> None:
    framework = built.framework
    levels = list(zip(framework.levels, built.tables["levels"], strict=True))
    if not levels or levels[-1][0].minimum != 0 or levels[-1][0].gate is not None:
        record = levels[-1][1] if levels else _head(built)
        why = Text("ระดับสุดท้ายต้องเริ่มที่ 0 โดยไม่มีเงื่อนไขอื่น", "the last level must begin at 0 without a gate")
        remedy = Text("เพิ่มระดับที่ minimum = 0", "add a level with minimum = 0")
        built.add(record, "minimum", "levels_gap", why=why, remedy=remedy)
    for (better, _), (level, record) in pairwise(levels):
        # Two levels may share a minimum where only the better one has a gate, as ผ่านดี and ผ่าน do.
        steps = (better.minimum, better.gate or 0), (level.minimum, level.gate or 0)
        if steps[0] <= steps[1] or level.minimum > better.minimum:
            why = Text("ระดับต้องเรียงจากดีที่สุดลงไป", "levels must stand from the best downwards")
            remedy = Text("เรียงใหม่ หรือแก้ค่าต่ำสุด", "reorder them, or correct the minimum")
            built.add(record, "minimum", "levels_order", why=why, remedy=remedy)
    for level, record in levels:
        if not 0 <= level.minimum <= BEST or not 0 <= (level.gate or 0) <= BEST:
            why = Text("ค่าต่ำสุดของระดับต้องอยู่ระหว่าง 0 ถึง 100", "a level's bounds lie between 0 and 100")
            built.add(record, "minimum", "level_range", why=why, remedy=Text("แก้ตัวเลข", "correct the number"))
    _gates(built)


def _gates(built: Built) -> None:
    framework = built.framework
    known = {tool.code for tool in framework.tools} | {part.code for part in framework.parts}
    wrong = " ".join(gate for gate in framework.gates if gate not in known)
    needed = any(level.gate is not None for level in framework.levels)
    if wrong or needed != bool(framework.gates):
        why = Text(
            f"gates ต้องเป็นรหัสเครื่องมือหรือส่วนของเครื่องมือ และมีก็ต่อเมื่อมีระดับที่ใช้ gate {wrong}".rstrip(),
            f"gates are codes of tools or parts, and stand only where a level has a gate {wrong}".rstrip(),
        )
        built.add(_head(built), "gates", "unknown_gate", why=why, remedy=_CORRECT_CODE)


def _samples(built: Built) -> None:
    framework = built.framework
    known = {tool.code for tool in framework.tools} | {part.code for part in framework.parts}
    for sample, record in zip(built.framework.samples, built.tables["samples"], strict=True):
        if sample.tool not in known:
            built.add(record, "tool", "unknown_tool", why=_NO_TOOL, remedy=_CORRECT_CODE)


def faults_between(newer: Framework, older: Framework, *, place: str = "items.csv") -> list[Problem]:
    """Return the codes that `newer` names as last year's and that `older` does not have."""
    return [
        Problem(
            id="framework.unknown_previous",
            where=f"{place} {node.code} previous",
            found=code,
            why=Text(f"กรอบ {older.id} ไม่มีรหัสนี้", f"the framework {older.id} has no such code"),
            remedy=_CORRECT_CODE,
        )
        for node in newer.nodes.values()
        for code in node.previous
        if code not in older.nodes
    ]


def _head(built: Built) -> Record:
    return built.tables["head"][0]


def _decimal(value: Fraction) -> str:
    return f"{value.numerator / value.denominator:g}"


_LEAVE_EMPTY = Text("เว้นช่องนี้ว่าง", "leave this field empty")
_NO_TOOL = Text("ไม่มีเครื่องมือหรือส่วนรหัสนี้", "there is no tool or part of this code")
_CORRECT_CODE = Text("แก้รหัส", "correct the code")
