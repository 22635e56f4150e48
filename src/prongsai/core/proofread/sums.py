"""Rules of the class sum: figures that do not follow from the figures below them, and figures told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from prongsai.core.framework import TOTAL
from prongsai.core.level import HIGHEST, LOWEST
from prongsai.core.printed import Table
from prongsai.core.proofread import Chain, Check, Remark, Rule
from prongsai.core.proofread.passages import any_of, around, passages, plain, plain_row, remark_at
from prongsai.core.proofread.told import Told, YearTold, quoted, reconciled, value_in, years_told
from prongsai.core.result import LEVEL
from prongsai.core.rules import half_up
from prongsai.core.text import Text
from prongsai.core.thai import read_number

if TYPE_CHECKING:
    from prongsai.core.reconcile import Reconciliation
    from prongsai.core.reconcile.explain import Check as Verdict

# The published figure is right under another reading of the rules, so nothing in the paper is to be mended.
NO_FAULT = frozenset({"rule", "rounding"})
MIXED = "mixed_parts"
SLIPS = frozenset({"digit", "swap", "dropped", "level"})
# A figure and what rounded figures give for it may lie this far apart.
ROUNDED = Decimal("0.01")
# Of the rules that could be the right one, the likeliest are told.
MOST_WAYS = 3
NO_SLIP = Text("ไม่มีตัวเลขใดตัวเดียวที่แก้หนึ่งหลักแล้วตรงกัน", "no single digit makes it come out")
_GOT = re.compile(
    r"(?:ได้|เท่ากับ|อยู่ที่|(?:เพิ่มขึ้น|ลดลง)[^\d]{0,25})\s*(?:คะแนน\s*)?(\d{3,4}(?:\.\d{1,2})?)\s*คะแนน"
)
_RULES = {"total": "sum.total", "tool": "sum.tool", "part": "sum.tool"}
_UP, _DOWN = Text("เพิ่มขึ้น", "up"), Text("ลดลง", "down")


@lru_cache(maxsize=2)
def verdicts(chain: Chain) -> tuple[tuple[YearTold, Reconciliation], ...]:
    """Return for each year that can be recounted what reconciling says of it."""
    pairs = [(told, reconciled(told)) for told in years_told(chain)]
    return tuple((told, found) for told, found in pairs if found is not None)


@lru_cache(maxsize=2)
def _disagreements(chain: Chain) -> tuple[Remark, ...]:
    return tuple(remark for told, found in verdicts(chain) for remark in _of_year(chain, told, found))


def _of_year(chain: Chain, told: YearTold, found: Reconciliation) -> Iterator[Remark]:
    suspects: set[tuple[str, str | None]] = set()
    wrong = [each for each in found.checks if each.status == "disagrees" and each.code != LEVEL]
    mixed = [each for each in wrong if each.explanations[0].kind == MIXED]
    if len(mixed) == 1 and _others_agree(told, found, mixed[0].code):
        mixed = []
    if mixed and "sum.parts" in chain.rules:
        yield _mixed_parts(chain, told, mixed)
    for check in wrong:
        best = check.explanations[0]
        if check in mixed or _misread(told, check):
            continue
        if best.kind in NO_FAULT or (best.kind in SLIPS and (best.code, best.value) in suspects):
            # What is wrong one step below shows again above; it is told once, where it is to be mended.
            continue
        suspects.add((best.code, best.value))
        kind = told.framework.kind_of(check.code) if told.framework else None
        rule = _RULES.get(kind or "", "sum.indicator")
        if rule not in chain.rules:
            continue
        alone = best.kind in (MIXED, "none") and _in_parts(told, check.code)
        yield _lone_mismatch(chain, told, check) if alone else _mismatch(chain, told, check, rule)


def _misread(told: YearTold, check: Verdict) -> bool:
    """Whether a few rows below a figure are likely rows of indicators: “8” under indicator 8 may be e8 or 8 itself."""
    below = [code for code in _printed_below(told, check.code) if code != check.code]
    indicators = set(told.of_kind("indicator").values())
    return check.recomputed is None and any(told.value(code) in indicators for code in below)


def _mixed_parts(chain: Chain, told: YearTold, mixed: Sequence[Verdict]) -> Remark:
    """Return one remark on all indicators whose questions come from two parts: the cause is one, and so is the remedy."""
    codes = tuple(each.code for each in mixed)
    shown = [f"{_name(told, each.code)}: {each.published} / {each.recomputed}" for each in mixed]
    other = ", ".join(filter(None, (each.explanations[0].value for each in mixed)))
    return remark_at(
        chain.rules["sum.parts"],
        str(told.year),
        tuple(place for code in codes for place in told.place(code)),
        " · ".join(shown),
        year=told.year,
        indicators=", ".join(codes),
        published=", ".join(each.published for each in mixed),
        recomputed=", ".join(each.recomputed or "–" for each in mixed),
        other=other,
        codes=(*codes, *(leaf for code in codes for leaf in _printed_below(told, code))),
    )


def _in_parts(told: YearTold, code: str) -> bool:
    """Whether an indicator is asked in parts and all its questions are printed, without their part."""
    framework = told.framework
    parts = framework.parts_of(framework.tool_of(code) or "") if framework else ()
    leaves = framework.leaves(code) if framework else ()
    return bool(parts) and len(leaves) > 1 and all(leaf in told.scores for leaf in leaves)


def _others_agree(told: YearTold, found: Reconciliation, code: str) -> bool:
    """Whether other indicators of the same tool are the mean of their printed questions, so that no parts are mixed."""
    framework = told.framework
    tool = framework.tool_of(code) if framework else None
    others = [each for each in found.checks if framework and framework.tool_of(each.code) == tool]
    kinds = {each.status for each in others if each.code != code and _printed_below(told, each.code)}
    return kinds == {"agrees"}


def _lone_mismatch(chain: Chain, told: YearTold, check: Verdict) -> Remark:
    """Return the remark on one indicator among sound ones: a figure was copied wrongly, its own or that of a question."""
    below = _printed_below(told, check.code)
    slips = [
        (code, value) for code in (*below, check.code) for value in _would_mend(told, code, check.code, below)
    ]
    first = slips[0][0] if slips else check.code
    words = [(code, told.value(code), value) for code, value in slips[:MOST_WAYS]]
    label = _label(told, check.code)
    return remark_at(
        chain.rules["sum.indicator"],
        f"{told.year}:{check.code}",
        tuple(place for code in dict.fromkeys((first, check.code, *below)) for place in told.place(code)),
        _shown(told, (check.code, *below)),
        label=label,
        year=told.year,
        published=check.published,
        recomputed=_recomputed(check),
        explanation=Text(
            "; ".join(f"{code}: {printed} อาจเป็น {value}" for code, printed, value in words) or NO_SLIP.th,
            "; ".join(f"{code}: {printed} may be {value}" for code, printed, value in words) or NO_SLIP.en,
        ),
        suspect=", ".join(dict.fromkeys(code for code, _ in slips)) or check.code,
        codes=(check.code, *below),
    )


def _would_mend(told: YearTold, code: str, indicator: str, below: Sequence[str]) -> Iterator[Decimal]:
    """Yield what a figure may have been before one slip of the pen, so that the indicator is the mean of its questions."""
    printed = told.value(code)
    values = {each: told.value(each) or Decimal(0) for each in (*below, indicator)}
    from prongsai.core.reconcile.misprint import misprints

    for guess, _ in misprints(printed) if printed is not None else ():
        tried = values | {code: guess}
        mean = sum((Fraction(tried[each]) for each in below), Fraction(0)) / len(below)
        if half_up(mean) == Fraction(tried[indicator]):
            yield guess


def _mismatch(chain: Chain, told: YearTold, check: Verdict, rule: str) -> Remark:
    best = check.explanations[0]
    slip = best.kind in SLIPS
    # Of a total any figure below may be the wrong one, so the next likeliest are shown too.
    suspects = check.explanations[: 1 if rule == "sum.indicator" else MOST_WAYS] if slip else ()
    places = [place for code in (*(each.code for each in suspects), check.code) for place in told.place(code)]
    below = [] if slip else _printed_below(told, check.code)
    concerned = (*(each.code for each in check.explanations), *_printed_below(told, check.code))
    framework = told.framework
    label = framework.label(check.code) if framework else Text(check.code, check.code)
    return remark_at(
        chain.rules[rule],
        f"{told.year}:{check.code}",
        tuple(places),
        _shown(told, (check.code, *([best.code] if slip and best.code != check.code else below))),
        label=label,
        year=told.year,
        published=check.published,
        recomputed=_recomputed(check),
        explanation=best.text,
        suspect=best.code,
        codes=tuple(dict.fromkeys((check.code, *(concerned if rule == "sum.indicator" or slip else below)))),
    )


def _recomputed(check: Verdict) -> Text:
    if check.recomputed is None:
        return Text("ค่าที่เป็นไปไม่ได้ ไม่ว่าข้อที่ขาดจะได้เท่าใด", "something else, whatever the missing ones are")
    return Text(check.recomputed, check.recomputed)


def _printed_below(told: YearTold, code: str) -> list[str]:
    framework = told.framework
    leaves = framework.leaves(code) if framework else ()
    return [leaf for leaf in leaves if leaf in told.scores]


def _shown(told: YearTold, codes: tuple[str, ...]) -> str:
    return " · ".join(f"{_name(told, code)} = {told.value(code)}" for code in codes)


def _name(told: YearTold, code: str) -> str:
    """Return how Thai papers call a code: a bare number is that of an indicator."""
    if code == TOTAL:
        return "คะแนนรวม"
    kind = told.framework.kind_of(code) if told.framework else None
    return f"ตัวชี้วัดที่ {code}" if kind == "indicator" else code


def _by_id(rule: str) -> Check:
    def check(chain: Chain) -> Iterator[Remark]:
        return (each for each in _disagreements(chain) if each.rule.id == rule)

    return check


def missing_rows(chain: Chain) -> Iterator[Remark]:
    """Yield the years whose list of questions or items is whole but for a few rows."""
    rule = chain.rules["sum.missing_row"]
    for told, found in verdicts(chain):
        for tool in told.framework.tools if told.framework else ():
            missing = _missing(told, tool.code, int(rule.limits["most_missing"]))
            if missing:
                yield _missing_rows(chain, told, found, missing)


def _missing(told: YearTold, tool: str, most: int) -> tuple[str, ...]:
    """Return the leaves of a tool that have no row; nothing where the paper lists only some of them on purpose."""
    framework = told.framework
    if framework is None:
        return ()
    leaves = [code for code in framework.leaves(tool) if framework.kind_of(code) in ("question", "item")]
    missing = [code for code in leaves if code not in told.scores]
    listed = len(leaves) - len(missing)
    return tuple(missing) if missing and len(missing) <= most and listed > len(leaves) // 2 else ()


def _missing_rows(chain: Chain, told: YearTold, found: Reconciliation, missing: tuple[str, ...]) -> Remark:
    framework = told.framework
    leaves = framework.leaves(framework.tool_of(missing[0]) or "") if framework else ()
    before = [code for code in leaves[: leaves.index(missing[0])] if code in told.scores][-1:]
    after = [code for code in leaves[leaves.index(missing[-1]) :] if code in told.scores][:1]
    parents = tuple(dict.fromkeys(filter(None, map(framework.indicator_of, missing)))) if framework else ()
    places = [place for code in (*before, *after, *parents) for place in told.place(code)]
    return remark_at(
        chain.rules["sum.missing_row"],
        f"{told.year}:{','.join(missing)}",
        tuple(places),
        _shown(told, (*before, *after, *(code for code in parents if code in told.scores))),
        missing=", ".join(missing),
        year=told.year,
        explanation=_needed(found, missing),
        codes=missing,
    )


def _needed(found: Reconciliation, missing: tuple[str, ...]) -> Text:
    """Say what the missing row must hold under each rule that could be the right one."""
    needed: dict[tuple[str, str | None], Text] = {}
    for check in found.checks:
        for each in check.explanations[:MOST_WAYS]:
            if each.kind == "missing" and each.code in missing:
                needed.setdefault((each.code, each.value), each.text)
    if not needed:
        return Text("", "")
    return Text(
        " " + "; ".join(text.th for text in needed.values()),
        " " + "; ".join(text.en for text in needed.values()),
    )


def _label(told: YearTold, code: str) -> Text:
    """Return how a person names `code` in the framework of the year, the bare code where it has none."""
    return told.framework.label(code) if told.framework else Text(code, code)


def told_twice(chain: Chain) -> Iterator[Remark]:
    """Yield the codes whose score stands differently in two places for the same year."""
    rule = chain.rules["sum.told_twice"]
    for told in years_told(chain):
        for code, each in told.scores.items():
            other = next(
                (one for one in each[1:] if _differs(each[0], one) and _same_list(told, each[0], one)), None
            )
            if other is not None:
                yield remark_at(
                    rule,
                    f"{told.year}:{code}",
                    (other.figure.where, each[0].figure.where),
                    f"{_name(told, code)} = {other.figure.value} · {each[0].figure.value}",
                    label=_label(told, code),
                    year=told.year,
                    first=each[0].figure.value,
                    second=other.figure.value,
                    codes=(code,),
                )


def _same_list(told: YearTold, first: Told, second: Told) -> bool:
    """Whether two places tell the same thing: a table that agrees nowhere else lists something other than the scores."""
    one, other = _list_of(first), _list_of(second)
    if one == other:
        return False
    if second.figure.sentence:
        return True
    pairs = [
        (left, right)
        for each in told.scores.values()
        for left in each
        for right in each
        if _list_of(left) == one and _list_of(right) == other
    ]
    agreeing = sum(not _differs(left, right) for left, right in pairs)
    return agreeing * 2 > len(pairs)


def _list_of(told: Told) -> tuple[object, ...]:
    """Return what tells the tables of a file apart, and each sentence from all others."""
    where = told.figure.where
    return (where.file, where.sheet, where.page, where.table, told.figure.sentence)


def _differs(first: Told, second: Told) -> bool:
    """Whether two figures are no roundings of each other: 86 is 86.50 cut short, 85.87 is 85.88 recomputed."""
    one, other = sorted((first.figure.value, second.figure.value), key=_places)
    return abs(one - other) > ROUNDED and abs(one - other) >= Decimal(1).scaleb(-_places(one))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def bounds(chain: Chain) -> Iterator[Remark]:
    """Yield the scores that no scale from 0 to 100 has, and the changes that lead beyond it."""
    rule = chain.rules["sum.bounds"]
    for told in years_told(chain):
        figures = [each for scores in told.scores.values() for each in scores]
        for each in (*figures, *told.changes):
            value = each.figure.value
            after = value_in(chain, each.figure.code, told.year) if each.figure.change else value
            before = None if after is None or not each.figure.change else after - value
            beyond = [one for one in (after, before) if one is not None and not LOWEST <= one <= HIGHEST]
            if beyond or abs(value) > HIGHEST:
                name = _label(told, each.figure.code)
                yield remark_at(
                    rule,
                    f"{told.year}:{each.figure.code}",
                    (each.figure.where,),
                    quoted(each.figure) or f"{name.th} = {value}",
                    code=name,
                    value=value,
                    codes=(each.figure.code,),
                )
    yield from _cells_beyond(rule, chain)
    yield from _sentences_beyond(rule, chain)


def _cells_beyond(rule: Rule, chain: Chain) -> Iterator[Remark]:
    """Yield the numbers above 100 in a column of scores, which cannot have been understood as scores."""
    for paper in chain.papers:
        for section in paper.sections:
            read = {figure.where for figure in section.figures}
            blocks = () if section.kind == "unknown" else section.blocks
            for table in (block for block in blocks if isinstance(block, Table) and block.rows):
                heads = [text.replace(" ", "") for text in plain_row(table.rows[0])]
                for place in (at for at, text in enumerate(heads) if text in rule.words["score"]):
                    cells = (row[place] for row in table.rows[1:] if not row[place].merged)
                    for cell in cells:
                        value = read_number(cell.text)
                        if (
                            value is not None
                            and value > HIGHEST
                            and "." in cell.text
                            and cell.where not in read
                        ):
                            counted = (cell.where.line, cell.where.table, cell.where.row)
                            about = ":".join(str(number) for number in counted if number is not None)
                            label = plain(table.rows[0][place].text)
                            yield remark_at(rule, about, (cell.where,), cell.text, code=label, value=value)


def _sentences_beyond(rule: Rule, chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that say an indicator or the agency got more than 100 points."""
    near = any_of(rule.words["near"])
    for passage in passages(chain):
        spoken = passage.section.kind != "unknown" and re.search(near, passage.text)
        for match in _GOT.finditer(passage.text) if spoken else ():
            if Decimal(match[1]) > HIGHEST and passage.where not in {
                figure.where for figure in passage.section.figures if figure.value == Decimal(match[1])
            }:
                found = around(passage.text, *match.span())
                yield remark_at(rule, match[1], (passage.where,), found, code=match[0], value=match[1])


def changes(chain: Chain) -> Iterator[Remark]:
    """Yield the changes to the year before that do not follow from the scores of the two years."""
    rule = chain.rules["sum.change"]
    for told in years_told(chain):
        for each in told.changes:
            code = each.figure.code
            after, before = value_in(chain, code, told.year), value_in(chain, code, told.year - 1)
            if after is None or before is None:
                continue
            if abs(abs(after - before) - abs(each.figure.value)) > ROUNDED:
                yield remark_at(
                    rule,
                    f"{told.year}:{code}",
                    (each.figure.where,),
                    quoted(each.figure),
                    code=_label(told, code),
                    before=before,
                    after=after,
                    difference=abs(after - before),
                    direction=_UP if after >= before else _DOWN,
                    told=each.figure.value,
                    last_year=told.year - 1,
                    year=told.year,
                    codes=(code,),
                )


CHECKS: Mapping[str, Check] = {
    "sum.total": _by_id("sum.total"),
    "sum.tool": _by_id("sum.tool"),
    "sum.indicator": _by_id("sum.indicator"),
    "sum.parts": _by_id("sum.parts"),
    "sum.missing_row": missing_rows,
    "sum.told_twice": told_twice,
    "sum.bounds": bounds,
    "sum.change": changes,
}
