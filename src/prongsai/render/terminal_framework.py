"""Frameworks as plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from prongsai.core.framework import Framework, Node
from prongsai.core.framework.compare import Difference
from prongsai.core.level import two_decimals
from prongsai.core.summary import exact
from prongsai.core.text import Lang, Text
from prongsai.render.terminal import columns

_KINDS = ("indicator", "sub_indicator", "question", "statement", "item")
_HEADS = (
    Text("กรอบ", "framework"),
    Text("ปี", "year"),
    Text("ตัวชี้วัด", "indicators"),
    Text("ย่อย", "sub"),
    Text("ข้อคำถาม", "questions"),
    Text("ข้อย่อย", "statements"),
    Text("ข้อ OIT", "items"),
    Text("ลายนิ้วมือ", "hash"),
)
_WHAT = {
    "added": Text("เพิ่ม", "added"),
    "removed": Text("ตัดออก", "removed"),
    "moved": Text("ย้ายรหัส", "moved"),
    "retitled": Text("เปลี่ยนชื่อ", "retitled"),
    "weight": Text("น้ำหนัก", "weight"),
    "rule": Text("วิธีคำนวณ", "rule"),
    "rounding": Text("การปัดเศษ", "rounding"),
    "gates": Text("เกณฑ์เครื่องมือ", "gates"),
    "level": Text("ระดับ", "level"),
    "size": Text("จำนวนข้อ", "size"),
    "scale": Text("มาตรคะแนน", "scale"),
}


def summary(framework: Framework) -> dict[str, object]:
    """Return id, year, title, how many nodes of each kind, and the hash."""
    kinds: list[str] = [node.kind for node in framework.nodes.values()]
    return {
        "id": framework.id,
        "fiscal_year": framework.fiscal_year,
        "title": {"th": framework.title.th, "en": framework.title.en},
        **{kind: kinds.count(kind) for kind in _KINDS},
        "hash": framework.hash,
    }


def list_text(rows: Sequence[Mapping[str, object]], lang: Lang) -> str:
    """Return one line a framework."""
    table = [[head.say(lang) for head in _HEADS]]
    table += [
        [
            str(row["id"]),
            str(row["fiscal_year"]),
            *(str(row[kind]) for kind in _KINDS),
            f"{str(row['hash'])[:16]}…",
        ]
        for row in rows
    ]
    return columns(table, frozenset({2, 3, 4, 5, 6}))


def framework_text(framework: Framework, lang: Lang) -> str:
    """Return the whole framework with the certainty of each fact."""
    lines = [f"{framework.id}  {framework.title.say(lang)}", f"sha256:{framework.hash}", ""]
    lines += [columns(_rules(framework, lang)), "", columns(_levels(framework, lang)), ""]
    lines.append(columns([_node(framework, node, lang) for node in framework.nodes.values()]))
    lines += ["", *(f"! {note.say(lang)}" for note in framework.notes)]
    return "\n".join(lines)


def _rules(framework: Framework, lang: Lang) -> Iterator[list[str]]:
    for tool in framework.tools:
        yield [tool.code, exact(tool.weight), tool.title.say(lang), tool.certainty, tool.source]
    for part in framework.parts:
        yield [part.code, exact(part.weight), part.title.say(lang), part.certainty, part.source]
    for rule in framework.rules:
        yield [rule.kind, rule.tool or rule.node or "", rule.rule, rule.certainty, rule.source]
    for rule in framework.alternatives:
        alternative = Text("ทางเลือก", "alternative").say(lang)
        yield [
            rule.kind,
            rule.node or rule.tool or "",
            f"{rule.id} ({alternative})",
            rule.certainty,
            rule.source,
        ]


def _levels(framework: Framework, lang: Lang) -> Iterator[list[str]]:
    for level in framework.levels:
        gate = "" if level.gate is None else f"{', '.join(framework.gates)} ≥ {two_decimals(level.gate)}"
        yield [level.word.say(lang), f"≥ {two_decimals(level.minimum)}", gate, level.certainty, level.source]


def _node(framework: Framework, node: Node, lang: Lang) -> list[str]:
    depth = sum(each in framework.nodes for each in framework.above(node.code))
    return ["  " * depth + node.code, framework.title_of(node.code).say(lang), node.certainty, node.source]


def differences_text(found: Sequence[Difference], lang: Lang) -> str:
    """Return one line a difference."""
    if not found:
        return Text("ไม่ต่างกัน", "no differences").say(lang)
    return columns(
        [_WHAT[each.what].say(lang), each.code, each.before.say(lang), "→", each.after.say(lang)]
        for each in found
    )
