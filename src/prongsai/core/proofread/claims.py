"""Rules of the class rule on sentences: marks that are said to be reached, targets, and lists by a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.level import LOWEST, Bounds, gate_bounds, two_decimals
from prongsai.core.proofread import Chain, Check, Remark, Rule
from prongsai.core.proofread.naming import entry, listed, mentions
from prongsai.core.proofread.passages import Passage, any_of, around, passages, remark_at
from prongsai.core.proofread.sums import verdicts
from prongsai.core.proofread.told import YearTold, level_word, years_told
from prongsai.core.rules import half_up
from prongsai.core.text import Text

# Looks ahead for a few signs only: from every digit of a long run to its end would take for ever.
_NUMBER = r"(\d{2,3}(?:\.\d{1,2})?)(?![\d.]{0,9}\d)"
_MARK = re.compile(
    rf"(?:(?P<least>ไม่ต่ำกว่า|ไม่น้อยกว่า|ตั้งแต่)|(?P<more>มากกว่า|สูงกว่า|เกินกว่า|เกิน)|(?P<less>ต่ำกว่า|น้อยกว่า|ไม่ถึง))"
    rf"\s*(?:ร้อยละ\s*)?{_NUMBER}\s*(?:คะแนน)?|{_NUMBER}\s*(?:คะแนน|%)?\s*(?P<up>ขึ้นไป)"
)
# “… มากกว่า 90 จำนวน 5 ตัวชี้วัด” says how many reach the mark, not that all do.
_COUNTS = re.compile(r"\s*(?:คะแนน\s*)?(?:จำนวน|มี|ได้แก่|คือ|ประกอบด้วย)\s*")
# A mark of the assessment itself lies in the upper half of the scale; other numbers count something else.
LEAST_MARK = 50
REACH = 140


@dataclass(frozen=True, slots=True)
class Mark:
    """A bound that a sentence names: `holds` tells whether a score keeps it."""

    number: Decimal
    words: str
    start: int
    end: int
    below: bool
    holds: Callable[[Fraction | Decimal], bool]


def marks(text: str) -> Iterator[Mark]:
    """Yield the bounds on scores that a text names: “90 คะแนนขึ้นไป”, “มากกว่า 80”, “ต่ำกว่า 85”."""
    for match in _MARK.finditer(text):
        number = Decimal(match[4] or match[5])
        if LEAST_MARK <= number <= 100:
            yield Mark(
                number,
                match[0].strip(),
                match.start(),
                match.end(),
                bool(match["less"]),
                _test(match, number),
            )


def _test(match: re.Match[str], number: Decimal) -> Callable[[Fraction | Decimal], bool]:
    if match["more"]:
        return lambda score: score > number
    if match["less"]:
        return lambda score: score < number
    return lambda score: score >= number


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence says to be reached, and by what: `tools`, `indicators` or the total."""

    subject: str
    mark: Mark
    passage: Passage
    told: YearTold


def _claims(chain: Chain, rule: Rule) -> Iterator[_Claim]:
    years = {told.year: told for told in years_told(chain)}
    subjects = {name: any_of(rule.words[name]) for name in ("tools", "indicators", TOTAL)}
    reached, wanted = any_of(rule.words["reached"]), any_of(rule.words["wanted"])
    for passage in passages(chain):
        told = years.get(passage.section.result_year or 0)
        before = 0
        for mark in marks(passage.text) if told is not None and not passage.cell else ():
            clause = passage.text[max(before, mark.start - REACH) : mark.start]
            before = mark.end
            subject = _last(clause, subjects)
            if subject is None or mark.below or told is None or re.search(wanted, clause):
                continue
            if _COUNTS.match(passage.text[mark.end :]):
                continue
            if re.search(reached, passage.text[max(0, mark.start - REACH) : mark.end]):
                yield _Claim(subject, mark, passage, told)


def _last(clause: str, subjects: Mapping[str, str]) -> str | None:
    """Return the subject that stands nearest before the mark."""
    found = [
        (match.start(), name) for name, words in subjects.items() for match in re.finditer(words, clause)
    ]
    return max(found)[1] if found else None


def broken_claims(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that say a mark is reached where the figures say it is not."""
    rule = chain.rules["rule.claim"]
    for claim in _claims(chain, rule):
        missed = {
            code: bounds.high
            for code, bounds in _scores(chain, claim).items()
            if not claim.mark.holds(bounds.high)
        }
        if missed:
            yield _claim_remark(rule, claim, _listed(missed))


def unproved_claims(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that say every tool reaches a mark where the parts of one are not told.

    A part that its tool leaves no room to miss the mark is still spoken of where the sentence names it.
    """
    rule = chain.rules["rule.unproved"]
    for claim in _claims(chain, chain.rules["rule.claim"]):
        scores = _scores(chain, claim)
        if _follows_from_level(claim):
            continue
        names_parts = re.search(any_of(rule.words["part"]), claim.passage.text) is not None
        open_ = {
            code: bounds.low
            for code, bounds in scores.items()
            if code not in claim.told.scores
            and not bounds.known
            and (names_parts or not claim.mark.holds(bounds.low))
        }
        if open_ and all(claim.mark.holds(bounds.high) for bounds in scores.values()):
            yield _claim_remark(
                rule, claim, Text(", ".join(open_), ", ".join(open_)), least=min(open_.values())
            )


def _follows_from_level(claim: _Claim) -> bool:
    """Whether the announced level itself says that every tool and part reaches the mark."""
    framework = claim.told.framework
    words = {level_word(framework, word) for word in claim.told.levels} if framework else set()
    gates = [level.gate for level in framework.levels if level.word.th in words] if framework else []
    return bool(gates) and all(gate is not None and claim.mark.holds(gate) for gate in gates)


def _claim_remark(rule: Rule, claim: _Claim, codes: Text, least: Fraction = LOWEST) -> Remark:
    return remark_at(
        rule,
        f"{claim.told.year}:{claim.subject}:{claim.mark.number}",
        (claim.passage.where,),
        around(claim.passage.text, claim.mark.start, claim.mark.end),
        mark=claim.mark.words,
        year=claim.told.year,
        missed=codes,
        least=two_decimals(least),
    )


def _listed(scores: Mapping[str, Fraction]) -> Text:
    shown = {code: two_decimals(half_up(score)) for code, score in scores.items()}
    return Text(
        ", ".join(f"{_name(code).th} = {score}" for code, score in shown.items()),
        ", ".join(f"{_name(code).en} = {score}" for code, score in shown.items()),
    )


def _name(code: str) -> Text:
    """Return how a reader knows a code: a bare number is that of an indicator."""
    if code == TOTAL:
        return Text("คะแนนรวม", "total")
    return Text(f"ตัวชี้วัดที่ {code}", f"indicator {code}") if code.isdecimal() else Text(code, code)


def _scores(chain: Chain, claim: _Claim) -> Mapping[str, Bounds]:
    """Return where the scores lie that a claim is about; nothing where they are not known at all."""
    score = next((found.score for told, found in verdicts(chain) if told is claim.told), None)
    if score is None:
        return {}
    framework, rounding = score.recipe.framework, score.recipe.rounding
    values = dict(score.values)
    values |= {
        code: Fraction(value) for code in claim.told.scores if (value := claim.told.value(code)) is not None
    }
    if claim.subject == "tools":
        parted = {part.tool for part in framework.parts}
        codes = [tool.code for tool in framework.tools if tool.code in values or tool.code in parted]
        codes += [part.code for part in framework.parts if part.tool in values]
        return {code: gate_bounds(framework, rounding, values, code) for code in codes}
    wanted = claim.told.of_kind("indicator") if claim.subject == "indicators" else {TOTAL: None}
    shown = {code: rounding.shown(values[code]) for code in wanted if code in values}
    return {code: Bounds(value, value) for code, value in shown.items()}


def targets(chain: Chain) -> Iterator[Remark]:
    """Yield the targets of the nation that one file tells in two ways."""
    rule = chain.rules["rule.target"]
    nation, own = any_of(rule.words["nation"]), any_of(rule.words["own"])
    found: dict[int, dict[Decimal, tuple[Passage, Mark]]] = {}
    for passage in passages(chain):
        year = passage.section.result_year or passage.section.plan_year or 0
        for mark in marks(passage.text) if re.search(any_of(rule.words["target"]), passage.text) else ():
            before = passage.text[: mark.start]
            spoken = re.search(nation, before + passage.text[mark.start : mark.end + REACH])
            # “ร้อยละ 80” there counts agencies; what an agency aims at itself may well be another mark.
            if spoken and "คะแนน" in mark.words and not re.search(own, before[-REACH:]):
                found.setdefault(year, {}).setdefault(mark.number, (passage, mark))
    for year, told in found.items():
        if len(told) > 1:
            (passage, mark), *_ = told.values()
            yield remark_at(
                rule,
                str(year),
                tuple(each.where for each, _ in told.values()),
                " · ".join(each.words for _, each in told.values()),
                marks=" · ".join(map(str, told)),
            )


def lists(chain: Chain) -> Iterator[Remark]:
    """Yield the lists “more than 80” that leave out an indicator with such a score, or hold another."""
    rule = chain.rules["rule.list"]
    years = {told.year: told for told in years_told(chain)}
    all_passages = passages(chain)
    for number, passage in enumerate(all_passages):
        told = years.get(passage.section.result_year or 0)
        if told is None or told.framework is None or passage.cell or "ตัวชี้วัด" not in passage.text:
            continue
        for mark in list(marks(passage.text))[:1]:
            listed = _entries(all_passages[number + 1 :], passage, mark, told.framework)
            scope = _scope(told, passage.text[: mark.start])
            if listed and scope:
                yield from _list_remark(rule, passage, mark, told, (listed, scope))


def _entries(
    following: tuple[Passage, ...], passage: Passage, mark: Mark, framework: Framework
) -> tuple[str, ...]:
    """Return the indicators that are listed below a passage, or behind the mark in it."""
    found: list[str] = []
    marked = bool(following) and listed(following[0].text)
    for each in following:
        code = entry(each.text, framework) if each.section is passage.section and not each.cell else None
        # A list with numbers ends where they do: the heading of the next part may name an indicator too.
        if code is None or listed(each.text) != marked:
            break
        found.append(code)
    if not found:
        behind = {code: place for code, place in mentions(passage.text, framework) if place >= mark.end}
        found = list(behind) if len(behind) > 1 else []
    return tuple(dict.fromkeys(found))


def _scope(told: YearTold, before: str) -> dict[str, Decimal]:
    """Return the scores that a list chooses from: those of the tool that is named before it, else all ten."""
    framework, values = told.framework, told.of_kind("indicator")
    if framework is None:
        return {}
    tools = [tool.code for tool in framework.tools if re.search(rf"\b{tool.code}\b", before)]
    wanted = [
        code
        for code, node in framework.nodes.items()
        if node.kind == "indicator" and (len(tools) != 1 or framework.tool_of(code) == tools[0])
    ]
    return {code: values[code] for code in wanted} if all(code in values for code in wanted) else {}


def _list_remark(
    rule: Rule,
    passage: Passage,
    mark: Mark,
    told: YearTold,
    lists_: tuple[tuple[str, ...], Mapping[str, Decimal]],
) -> Iterator[Remark]:
    listed, scope = lists_
    right = [code for code, value in scope.items() if mark.holds(value)]
    missing = {code: Fraction(scope[code]) for code in right if code not in listed}
    extra = {code: Fraction(scope[code]) for code in listed if code in scope and code not in right}
    if missing or extra:
        yield remark_at(
            rule,
            f"{told.year}:{mark.words.replace(' ', '')}",
            (passage.where,),
            around(passage.text, mark.start, mark.end),
            mark=mark.words,
            year=told.year,
            what=_not_kept(missing, extra),
            codes=(*missing, *extra),
        )


def _not_kept(missing: Mapping[str, Fraction], extra: Mapping[str, Fraction]) -> Text:
    parts = []
    if missing:
        parts.append(Text("ขาด {codes}", "leaves out {codes}").format(codes=_listed(missing)))
    if extra:
        parts.append(
            Text("มีที่ไม่เข้าเกณฑ์ {codes}", "holds, against its mark, {codes}").format(codes=_listed(extra))
        )
    return Text(" และ".join(part.th for part in parts), " and ".join(part.en for part in parts))


CHECKS: Mapping[str, Check] = {
    "rule.claim": broken_claims,
    "rule.unproved": unproved_claims,
    "rule.target": targets,
    "rule.list": lists,
}
