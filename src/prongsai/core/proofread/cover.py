"""Rules of the class chain on an analysis: whether the findings follow the scores, and what they say they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from prongsai.core.framework import Framework
from prongsai.core.printed import Line, Place, Table
from prongsai.core.proofread import Remark, Rule
from prongsai.core.proofread.likeness import held, letters
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import Sheet, by_sheet, checks, has_any, listed, shown, texts
from prongsai.core.recognised import Advice, Figure, Section
from prongsai.core.thai import arabic_digits, tidy

WORDS_SINCE = 2566
FULL = Decimal(100)
# An analysis that says nothing of single questions or items is short, not full of holes.
FEWEST_FINDINGS = 2
FEWEST_TOPICS, SHORTEST_TITLE, BEGINNING = 3, 12, 120
_PARTS = re.compile(r"(?:แบ่ง|จำแนก)[^\d]{0,40}?(?:ออก)?เป็น\s*(\d{1,2})\s*(?:ประเด็น|หัวข้อ|ด้าน)")


def scores(section: Section) -> dict[str, Figure]:
    """Return the scores that a paper prints by code, that of a table before that of a sentence."""
    found: dict[str, Figure] = {}
    for figure in sorted(section.figures, key=lambda each: bool(each.sentence)):
        if not figure.change:
            found.setdefault(figure.code, figure)
    return found


def of_kind(sheet: Sheet, kind: str) -> dict[str, Figure]:
    """Return the scores of one kind of node in the order of the framework; none without a framework."""
    framework, printed = sheet.framework, scores(sheet.section)
    codes = framework.codes() if framework else ()
    return {code: printed[code] for code in codes if code in printed and framework_kind(sheet, code) == kind}


def framework_kind(sheet: Sheet, code: str) -> str | None:
    """Return what a code names in the framework of a paper."""
    return sheet.framework.kind_of(code) if sheet.framework else None


def advised(section: Section, *, keeping: bool = True) -> dict[str, Place]:
    """Return the codes that a finding names, or stands beside where it names none, with the first place of each."""
    found: dict[str, Place] = {}
    for advice in section.advice:
        if keeping or not advice.keeps:
            for code in advice.codes or advice.beside:
                found.setdefault(code, advice.where)
    return found


def indicators_advised(sheet: Sheet) -> dict[str, Place]:
    """Return the indicators with a finding or with actions of their own, with the first place of each."""
    found: dict[str, Place] = {}
    for advice in sheet.section.advice:
        for code in _indicators(sheet.framework, advice):
            found.setdefault(code, advice.where)
    for actions in sheet.section.actions:
        found.setdefault(actions.indicator, actions.where)
    return found


def _indicators(framework: Framework | None, advice: Advice) -> tuple[str, ...]:
    codes = (advice.indicator, *advice.codes, *advice.beside)
    above = (framework.indicator_of(code) if framework else code for code in codes if code)
    return tuple(dict.fromkeys(code for code in above if code))


def _weak_without_finding(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    framework = sheet.framework
    if framework is None or not indicators_advised(sheet):
        return
    # To keep up what is weak is no finding.
    told = [advice for advice in sheet.section.advice if not advice.keeps]
    found = {code for advice in told for code in _indicators(framework, advice)}
    found |= {actions.indicator for actions in sheet.section.actions}
    mark = rule.limits["since_2566" if framework.fiscal_year >= WORDS_SINCE else "until_2565"]
    for code, figure in of_kind(sheet, "indicator").items():
        if figure.value < mark and code not in found and not _spoken_of(sheet, code, rule):
            yield remark_at(
                rule,
                f"{sheet.key}.{code}",
                (figure.where,),
                f"{framework.label(code).th} {figure.value}",
                label=framework.label(code),
                score=figure.value,
                mark=mark,
                codes=(code,),
            )


def _spoken_of(sheet: Sheet, code: str, rule: Rule) -> bool:
    """Whether some passage says of an indicator that it is weak, although it is no finding by its form."""
    title = sheet.framework.title_of(code).th if sheet.framework else ""
    named = re.compile(
        rf"ตัวชี้วัด(?:ที่)?\s*{re.escape(code)}(?![\d.])|{re.escape(title or code)}(?!สาธารณะ|ข่าวสาร)"
    )
    passages = (arabic_digits(tidy(text)) for text, _ in texts(sheet.section))
    return any(named.search(text) and has_any(text, rule.words["weak"]) for text in passages)


def _lost_without_finding(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    framework = sheet.framework
    found = {
        code
        for each in sheet.section.advice
        # A long text tells more than to keep the level.
        if not each.keeps or len(letters(each.text)) >= rule.limits["letters"]
        for code in each.codes or each.beside
    }
    if framework is None or not sheet.section.advice:
        return
    for code, figure in of_kind(sheet, "item").items():
        if figure.value < FULL and code not in found and not _named_at_length(sheet, code, rule):
            yield remark_at(
                rule,
                f"{sheet.key}.{code}",
                (figure.where,),
                f"{code} {figure.value}",
                label=framework.label(code),
                score=figure.value,
                codes=(code,),
            )


def _named_at_length(sheet: Sheet, code: str, rule: Rule) -> bool:
    """Whether a long passage names an item, with its letter read as a nought or not."""
    named = re.compile(rf"(?<![\dA-Za-z])[Oo0]\s?0?{code[1:]}(?![\d.])")
    passages = (arabic_digits(tidy(text)) for text, _ in texts(sheet.section))
    return any(named.search(text) and len(letters(text)) >= rule.limits["letters"] for text in passages)


def _lower_skipped(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    framework = sheet.framework
    if framework is None:
        return
    worked_on, spoken = advised(sheet.section, keeping=False), advised(sheet.section)
    by_tool: dict[str, dict[str, Figure]] = {}
    for code, figure in of_kind(sheet, "question").items():
        by_tool.setdefault(framework.tool_of(code) or "", {})[code] = figure
    for tool, printed in by_tool.items():
        with_finding = {code: each.value for code, each in printed.items() if code in worked_on}
        if len(with_finding) < FEWEST_FINDINGS:
            continue
        highest = max(with_finding.values())
        mark = rule.limits["since_2566" if framework.fiscal_year >= WORDS_SINCE else "until_2565"]
        skipped = {
            code: each
            for code, each in printed.items()
            if code not in spoken and each.value < highest and each.value < mark
        }
        if skipped:
            top = next(code for code, value in with_finding.items() if value == highest)
            yield remark_at(
                rule,
                f"{sheet.key}.{tool}",
                tuple(each.where for each in skipped.values()),
                listed(f"{code} {each.value}" for code, each in skipped.items()),
                tool=tool,
                with_finding=top,
                highest=highest,
                items=listed(skipped),
                codes=tuple(skipped),
                scores=listed(str(each.value) for each in skipped.values()),
            )


def _choice(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Of each tool: where so many indicators are worked on, they should be the lowest so many."""
    framework = sheet.framework
    if framework is None:
        return
    printed = of_kind(sheet, "indicator")
    worked_on = _worked_on(sheet, rule)
    for tool in framework.tools:
        ranked = sorted(
            (code for code in printed if framework.tool_of(code) == tool.code),
            key=lambda code: printed[code].value,
        )
        chosen = [code for code in ranked if code in worked_on]
        # Whoever works on all of them has chosen none.
        if not chosen or len(chosen) == len(ranked):
            continue
        for code in chosen:
            lower = [each for each in ranked[: ranked.index(code)] if each != code]
            if ranked.index(code) >= len(chosen):
                yield _chosen(framework, sheet, rule, (code, lower[0]))


def _chosen(framework: Framework, sheet: Sheet, rule: Rule, codes: tuple[str, str]) -> Remark:
    printed, where = scores(sheet.section), _worked_on(sheet, rule)[codes[0]]
    code, lower = codes
    return remark_at(
        rule,
        f"{sheet.key}.{code}",
        (where, printed[code].where),
        f"{framework.label(code).th} {printed[code].value}",
        tool=framework.tool_of(code),
        chosen=framework.label(code),
        score=printed[code].value,
        lower=framework.label(lower),
        lower_score=printed[lower].value,
        codes=codes,
    )


def _worked_on(sheet: Sheet, rule: Rule) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for advice in sheet.section.advice:
        # The last place wins: what is chosen for improvement stands after what ITAS recommended.
        # A finding on a question is led by the score of the question, not by that of its indicator.
        codes = (*advice.codes, *advice.beside)
        praised = has_any(advice.text[:BEGINNING], rule.words["strength"])
        if not (advice.keeps or praised) and all(_of_indicator(sheet, code) for code in codes):
            found.update(dict.fromkeys(_indicators(sheet.framework, advice), advice.where))
    return found


def _of_indicator(sheet: Sheet, code: str) -> bool:
    return framework_kind(sheet, code) in ("tool", "indicator")


def _description(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """A row of one indicator whose text lists the sub-indicators of another one."""
    framework = sheet.framework
    if framework is None:
        return
    indicators = {letters(framework.nodes[code].title.th): code for code in _of(framework, "indicator")}
    for block in sheet.section.blocks:
        for row in block.rows if isinstance(block, Table) else ():
            code = indicators.get(letters(row[0].text)) if row else None
            if code is None:
                continue
            told = " ".join(cell.text for cell in row[1:])
            other = _described(framework, told, rule)
            if other not in (None, code) and other is not None:
                yield remark_at(
                    rule,
                    f"{sheet.key}.{code}",
                    (row[1].where, row[0].where),
                    shown(row[1].text),
                    label=framework.label(code),
                    other=framework.label(other),
                    codes=(code, other),
                )


def _described(framework: Framework, told: str, rule: Rule) -> str | None:
    """Return the indicator most of whose sub-indicators a text names."""
    counts: dict[str, int] = {}
    for code in _of(framework, "sub_indicator"):
        node = framework.nodes[code]
        long = len(letters(node.title.th)) >= SHORTEST_TITLE
        if long and held(node.title.th, told) >= rule.limits["alike"]:
            counts[node.parent] = counts.get(node.parent, 0) + 1
    best = max(counts, key=lambda code: counts[code], default=None)
    return best if best is not None and counts[best] >= FEWEST_TOPICS else None


def _of(framework: Framework, kind: str) -> Iterator[str]:
    return (code for code, node in framework.nodes.items() if node.kind == kind)


def _parts_announced(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    worked_through = {each.indicator for each in sheet.section.actions if each.indicator}
    if len(worked_through) < FEWEST_TOPICS:
        return
    for block in sheet.section.blocks:
        text = arabic_digits(tidy(block.text)) if isinstance(block, Line) else ""
        match = _PARTS.search(text) if "วิเคราะห์" in text else None
        if match and int(match[1]) < len(worked_through):
            yield remark_at(
                rule,
                sheet.key,
                (block.where,),
                match[0],
                announced=match[1],
                indicators=len(worked_through),
            )
            return


CHECKS = checks(
    {
        "chain.weak_without_finding": by_sheet(_weak_without_finding),
        "chain.lost_without_finding": by_sheet(_lost_without_finding),
        "chain.lower_skipped": by_sheet(_lower_skipped),
        "chain.choice": by_sheet(_choice),
        "chain.description": by_sheet(_description),
        "chain.parts_announced": by_sheet(_parts_announced),
    }
)
