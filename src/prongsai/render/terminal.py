"""Results as plain lines for a terminal, aligned for Thai."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework, split_code
from prongsai.core.improve import Improvement
from prongsai.core.level import two_decimals
from prongsai.core.reconcile import Reconciliation
from prongsai.core.reconcile.equation import as_printed
from prongsai.core.reconcile.explain import Check
from prongsai.core.rules import AGGREGATIONS, GIVEN, MEAN_OF_ANSWERS, half_up
from prongsai.core.scoring import Proof, Score
from prongsai.core.summary import compact_unknown, exact
from prongsai.core.text import Lang, Text
from prongsai.render.grid import grid_words
from prongsai.render.room import width

UNKNOWN = Text("ไม่ทราบ", "unknown")
NOTHING_LOST = Text("ไม่มีข้อใดเสียคะแนน", "nothing was lost")
_HEADS = {
    "score": (
        Text("รหัส", "code"),
        Text("รายการ", "what"),
        Text("คะแนน", "score"),
        Text("ประกาศ", "announced"),
    ),
    "check": (
        Text("รหัส", "code"),
        Text("ประกาศ", "announced"),
        Text("คำนวณได้", "recomputed"),
        Text("ผล", "verdict"),
    ),
    "gain": (
        Text("รหัส", "code"),
        Text("รายการ", "what"),
        Text("จาก", "from"),
        Text("เป็น", "to"),
        Text("เพิ่ม", "gain"),
    ),
}
VERDICTS = {
    "agrees": Text("ตรงกัน", "agrees"),
    "disagrees": Text("ไม่ตรง", "disagrees"),
    "undecidable": Text("ยืนยันไม่ได้", "undecidable"),
}


def columns(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Return rows as aligned columns; `right` are the columns set to the right."""
    table = [list(row) for row in rows]
    widths = [max(width(row[place]) for row in table) for place in range(len(table[0]))]
    lines = []
    for row in table:
        cells = []
        for place, cell in enumerate(row):
            gap = " " * (widths[place] - width(cell))
            cells.append(gap + cell if place in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def heads(kind: str, lang: Lang) -> list[str]:
    """Return the column heads of a table in a language."""
    return [head.say(lang) for head in _HEADS[kind]]


def shown(value: Fraction | None, lang: Lang) -> str:
    """Return a figure with two decimals, or the word for unknown."""
    return UNKNOWN.say(lang) if value is None else two_decimals(value)


def score_text(scored: Score, lang: Lang) -> str:
    """Return total, level with its reason, tools, indicators and what is not known."""
    framework, result, decision = scored.recipe.framework, scored.result, scored.decision
    level = decision.level.word if decision.level else UNKNOWN
    head = Text("{agency} ปีงบประมาณ {year}", "{agency}, fiscal year {year}").format(
        agency=result.agency, year=result.fiscal_year
    )
    total = Text("คะแนนรวม {total}  ระดับ {level}", "total {total}  level {level}").format(
        total=shown(scored.shown(TOTAL), lang), level=level
    )
    lines = [head.say(lang), total.say(lang), decision.why.say(lang), ""]
    lines.append(columns([heads("score", lang), *_score_rows(scored, lang)], frozenset({2, 3})))
    lines += ["", f"{framework.id}  sha256:{framework.hash[:16]}…"]
    lines += [f"! {line}" for line in compact_unknown(scored.unknown, lang, framework)]
    lines += [f"! {problem.say(lang)}" for problem in result.warnings]
    return "\n".join(lines)


def _score_rows(scored: Score, lang: Lang) -> Iterator[list[str]]:
    framework = scored.recipe.framework
    for tool in framework.tools:
        yield _score_row(scored, tool.code, tool.title, lang)
        for node in framework.nodes.values():
            if node.parent == tool.code:
                yield _score_row(scored, node.code, framework.title_of(node.code), lang)


def _score_row(scored: Score, code: str, title: Text, lang: Lang) -> list[str]:
    published = scored.result.published.get(code)
    announced = "" if published is None else as_printed(published)
    return [code, title.say(lang), shown(scored.shown(code), lang), announced]


def proof_text(tree: Proof, framework: Framework, lang: Lang) -> str:
    """Return the proof tree, one node a line, indented, with share in the total and rule."""
    return "\n".join(_proof_lines(tree, framework, lang, 0))


def _proof_lines(tree: Proof, framework: Framework, lang: Lang, depth: int) -> Iterator[str]:
    value = UNKNOWN.say(lang) if tree.value is None else exact(tree.value)
    title = framework.title_of(split_code(tree.code)[0]).say(lang)
    yield f"{'  ' * depth}{tree.code} = {value}  × {exact(tree.share)}  [{rule_words(tree, lang)}]  {title}"
    for child in tree.children:
        yield from _proof_lines(child, framework, lang, depth + 1)


def rule_words(tree: Proof, lang: Lang) -> str:
    """Return the rule's id, with the answers written out where the node comes from counts."""
    if tree.rule == MEAN_OF_ANSWERS:
        return f"{tree.rule}: " + " + ".join(f"{number}×{points}" for points, number in tree.answers)
    if tree.rule == GIVEN:
        return Text("ตามที่กรอก", "as given").say(lang)
    return f"{tree.rule}: {AGGREGATIONS[tree.rule].words.say(lang)}"


def reconcile_text(found: Reconciliation, lang: Lang) -> str:
    """Return every check with its explanations, and which numbers of answers fit."""
    rows = [heads("check", lang)]
    rows += [
        [check.code, check.published, check.recomputed or "–", VERDICTS[check.status].say(lang)]
        for check in found.checks
    ]
    lines = [columns(rows, frozenset({1, 2})), ""]
    for check in found.checks:
        lines += _explanations(check, lang)
    lines += [line.say(lang) for grid in found.grids for line in grid_words(grid)]
    return "\n".join(lines)


def _explanations(check: Check, lang: Lang) -> Iterator[str]:
    if check.explanations:
        yield f"{check.code}: {check.published} – {VERDICTS[check.status].say(lang)}"
        for each in check.explanations[:5]:
            yield f"  {each.rank + 1}. {each.text.say(lang)}"


def improve_text(found: Improvement, lang: Lang) -> str:
    """Return the gains, the plan and what must be kept in mind."""
    rows = [heads("gain", lang)]
    rows += [
        [gain.code, gain.title.say(lang), points(gain.from_), points(gain.to), f"+{four_places(gain.gain)}"]
        for gain in found.gains
    ]
    lines = [columns(rows, frozenset({2, 3, 4})) if found.gains else NOTHING_LOST.say(lang)]
    if found.plan and found.target is not None and found.total_after is not None:
        words = Text(
            "แผนที่ใช้แรงน้อยที่สุดสู่ระดับ {level}: คะแนนรวม {total}", "least effort to {level}: total {total}"
        )
        lines += [
            "",
            words.format(level=found.target.word, total=points(found.total_after)).say(lang),
        ]
        lines += [
            f"  {number}. {step.code} {step.title.say(lang)}: {points(step.from_)} → {points(step.to)} (+{points(step.gain)})"
            for number, step in enumerate(found.plan, start=1)
        ]
    lines += [f"! {note.say(lang)}" for note in (*found.notes, *found.unknown)]
    return "\n".join(lines)


def four_places(value: Fraction) -> str:
    """Write a gain with four places, a half upwards, so that points stand under points."""
    scaled = int(value * 10**4 + Fraction(1, 2))
    return f"{scaled // 10**4}.{scaled % 10**4:04d}"


def points(value: Fraction) -> str:
    """Write a figure with two decimals, a half upwards."""
    return two_decimals(half_up(value))
