"""Scores, checks and gains as plain values: the fields that `--json`, the web and other programs read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.level import Bounds, two_decimals
from prongsai.core.reconcile import Reconciliation
from prongsai.core.reconcile.equation import as_printed
from prongsai.core.reconcile.explain import Check
from prongsai.core.reconcile.grid import Grid
from prongsai.core.scoring import Proof, Score, Unknown
from prongsai.core.text import Lang, Text

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
_SURE = frozenset({"read", "arithmetic"})

UNKNOWN_REASONS: Mapping[str, Text] = {
    "missing": Text(
        "ไม่มีคะแนน {code} จึงคำนวณ{needed_for} จากรายข้อไม่ได้",
        "no score for {code}, so {needed_for} cannot be computed from what is below it",
    ),
    "part_unknown": Text(
        "คะแนน {code} ไม่ได้ระบุว่าเป็นของส่วนใดของเครื่องมือ จึงไม่ได้ใช้คำนวณ",
        "{code}: of which part of the tool is not said, so not used",
    ),
    "gate_unknown": Text("ไม่มีคะแนน {code} ซึ่งเกณฑ์ระดับต้องใช้", "no score for {code}, which the levels look at"),
}


def exact(value: Fraction) -> str:
    """Write a value exactly: as a decimal where it ends within ten places, else as a fraction."""
    scaled = value * 10**10
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 10**10)
    places = f"{rest:010d}".rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{places}" if places else f"{sign}{whole}"


def say_unknown(unknown: Unknown, framework: Framework) -> Text:
    """Return what is not known, as a sentence."""
    needed_for = framework.label(unknown.needed_for)
    return UNKNOWN_REASONS[unknown.reason].format(code=unknown.code, needed_for=needed_for)


def compact_unknown(unknown: Sequence[Unknown], lang: Lang, framework: Framework) -> list[str]:
    """Return what is not known as few sentences: one for each reason and node, with runs of codes as e1–e9."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in unknown:
        needed_for = each.needed_for if each.reason == "missing" else ""
        groups.setdefault((each.reason, needed_for), []).append(each.code)
    return [
        UNKNOWN_REASONS[reason]
        .format(code=", ".join(runs_of_codes(codes)), needed_for=framework.label(needed_for))
        .say(lang)
        for (reason, needed_for), codes in groups.items()
    ]


def runs_of_codes(codes: Sequence[str]) -> list[str]:
    """Write consecutive codes such as e1, e2, e3 as e1–e3."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return [code for run in runs for code in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def _follows(before: str, code: str) -> bool:
    letters, number = before.rstrip("0123456789"), before[len(before.rstrip("0123456789")) :]
    return bool(letters and number) and code == f"{letters}{int(number) + 1}"


def score_summary(scored: Score, lang: Lang) -> dict[str, Plain]:
    """Return a score as plain values; figures are decimal strings as shown, unknown is `None`."""
    framework, result, decision = scored.recipe.framework, scored.result, scored.decision
    codes = [node.code for node in framework.nodes.values() if node.kind == "indicator"]
    return {
        "agency": result.agency,
        "fiscal_year": result.fiscal_year,
        "framework": framework.id,
        "framework_hash": framework.hash,
        "total": _shown(scored, TOTAL),
        "level": decision.level.word.th if decision.level else None,
        "level_id": decision.level.id if decision.level else None,
        "possible_levels": [level.word.th for level in decision.possible],
        "why": decision.why.say(lang),
        "tools": [
            _node(scored, tool.code, tool.title, lang) | {"weight": exact(tool.weight)}
            for tool in framework.tools
        ],
        "gates": [_gate(code, bounds) for code, bounds in decision.gates.items()],
        "indicators": [_node(scored, code, framework.title_of(code), lang) for code in codes],
        "unknown": [_unknown(each, framework, lang) for each in scored.unknown],
        "assumptions": _assumptions(framework, lang),
        "warnings": [problem.say(lang) for problem in result.warnings],
    }


def _shown(scored: Score, code: str) -> str | None:
    value = scored.shown(code)
    return None if value is None else two_decimals(value)


def _node(scored: Score, code: str, title: Text, lang: Lang) -> dict[str, Plain]:
    value = scored.values.get(code)
    published = scored.result.published.get(code)
    return {
        "code": code,
        "title": title.say(lang),
        "score": _shown(scored, code),
        "exact": None if value is None else exact(value),
        "published": None if published is None else as_printed(published),
    }


def _gate(code: str, bounds: Bounds) -> dict[str, Plain]:
    return {
        "code": code,
        "score": two_decimals(bounds.low) if bounds.known else None,
        "at_least": two_decimals(bounds.low),
        "at_most": two_decimals(bounds.high),
    }


def _unknown(unknown: Unknown, framework: Framework, lang: Lang) -> dict[str, Plain]:
    return {
        "code": unknown.code,
        "reason": unknown.reason,
        "needed_for": unknown.needed_for,
        "text": say_unknown(unknown, framework).say(lang),
    }


def _assumptions(framework: Framework, lang: Lang) -> list[Plain]:
    """List the rules of the year that were not read in an official text, with how sure they are."""
    unsure = [rule for rule in framework.rules if rule.certainty not in _SURE]
    return [
        {
            "id": rule.id,
            "kind": rule.kind,
            "rule": rule.rule,
            "certainty": rule.certainty,
            "source": rule.source,
            "text": rule.words.say(lang),
        }
        for rule in unsure
    ]


def proof_summary(proof: Proof, framework: Framework, lang: Lang) -> dict[str, Plain]:
    """Return a proof tree as nested plain values, every figure exact."""
    base = proof.code.partition("@")[0]
    return {
        "code": proof.code,
        "title": framework.title_of(base).say(lang) if base in framework.nodes else "",
        "value": None if proof.value is None else exact(proof.value),
        "rule": proof.rule,
        "share": exact(proof.share),
        "answers": {str(points): number for points, number in proof.answers},
        "children": [proof_summary(child, framework, lang) for child in proof.children],
    }


def reconcile_summary(found: Reconciliation, lang: Lang) -> dict[str, Plain]:
    """Return a reconciliation as plain values."""
    counts = {status: 0 for status in ("agrees", "disagrees", "undecidable")}
    for check in found.checks:
        counts[check.status] += 1
    return {
        "agency": found.score.result.agency,
        "fiscal_year": found.score.result.fiscal_year,
        "framework": found.score.recipe.framework.id,
        "framework_hash": found.score.recipe.framework.hash,
        "summary": dict(counts),
        "checks": [_check(check, lang) for check in found.checks],
        "grids": [_grid(grid) for grid in found.grids],
        "rounding": [
            {"policy": policy, "reproduces": hits, "of": number}
            for policy, (hits, number) in found.policies.items()
        ],
    }


def _check(check: Check, lang: Lang) -> dict[str, Plain]:
    return {
        "code": check.code,
        "published": check.published,
        "recomputed": check.recomputed,
        "status": check.status,
        "explanations": [
            {
                "kind": each.kind,
                "code": each.code,
                "value": each.value,
                "rule": each.rule,
                "text": each.text.say(lang),
            }
            for each in check.explanations
        ],
    }


def _grid(grid: Grid) -> dict[str, Plain]:
    return {
        "code": grid.code,
        "questions": list(grid.codes),
        "sizes": list(grid.sizes),
        "impossible": list(grid.impossible),
        "outliers": [
            {"code": each.code, "printed": as_printed(each.printed), "nearest": as_printed(each.nearest)}
            for each in grid.outliers
        ],
        "samples": [{"questions": list(each.codes), "sizes": list(each.sizes)} for each in grid.samples],
    }
