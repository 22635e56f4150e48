"""Rules of the class form on scores, headings and tables: what is printed where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prongsai.core.framework import Framework
from prongsai.core.printed import Line, Place, Table
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.cover import of_kind, scores
from prongsai.core.proofread.likeness import alike, letters
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    listed,
    named,
    reports,
    shown,
    texts,
)
from prongsai.core.proofread.told import YEAR
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

_NUMBERED = re.compile(r"\s*\d{1,2}\s*[.)]\s*(.+)")
_NAMED = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![\d.])")
_CODE = re.compile(r"[ieO]\d+")
_SUB_INDICATOR = re.compile(r"ตัวชี้วัดย่อย(?:ที่)?\s*(\d{1,2}\.\d)\s*([^\s\d]\S*)")
BEFORE = 400
FEWEST_IN_LIST, FEWEST_COLUMNS, LONGEST_HEAD = 2, 2, 60


# Scores


def _no_tool_scores(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    framework, printed = sheet.framework, of_kind(sheet, "indicator")
    if framework is None or len(printed) < rule.limits["fewest"] or sheet.section.kind == "result":
        return
    told = scores(sheet.section)
    lacking = [tool.code for tool in framework.tools if tool.code not in told]
    if lacking:
        yield remark_at(
            rule,
            sheet.key,
            _first(printed[code].where for code in printed),
            listed(f"{code} {each.value}" for code, each in printed.items()),
            indicators=len(printed),
            tools=listed(lacking),
            codes=tuple(lacking),
        )


def _no_part_scores(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    framework = sheet.framework
    if framework is None:
        return
    told = scores(sheet.section)
    parts = [part for part in framework.parts if part.code not in told]
    for block in sheet.section.blocks:
        text = arabic_digits(tidy(block.text)) if isinstance(block, Line) else ""
        said = [part for part in parts if _says_part(text, part.tool, part.code, rule.words["part"])]
        if said:
            yield remark_at(
                rule,
                sheet.key,
                (block.where,),
                shown(text),
                parts=listed(part.code for part in said),
                codes=tuple(part.code for part in said),
            )
            return


def _says_part(text: str, tool: str, part: str, words: Sequence[str]) -> bool:
    number = part.rpartition(".")[2]
    return any(
        re.search(rf"{re.escape(tool)}\s*\(?{re.escape(word)}\s*{number}(?!\d)", text) for word in words
    )


def _no_detail_scores(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    printed = of_kind(sheet, "indicator")
    details = of_kind(sheet, "question") or of_kind(sheet, "item") or of_kind(sheet, "sub_indicator")
    if sheet.section.kind == "analysis" and len(printed) >= rule.limits["fewest"] and not details:
        places = _first(each.where for each in printed.values())
        yield remark_at(rule, sheet.key, places, listed(f"{c} {each.value}" for c, each in printed.items()))


def _change_or_value(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Told in the sentences of a report: of some the change, of some the score, of few both."""
    if not reports(sheet.section):
        return
    changes = {each.code: each for each in sheet.section.figures if each.change}
    values = {each.code: each for each in sheet.section.figures if not each.change and each.code != "total"}
    only_change = [code for code in changes if code not in values]
    only_value = [code for code in values if code not in changes]
    if only_change:
        yield remark_at(
            rule,
            sheet.key,
            (
                *(changes[code].where for code in only_change),
                *(values[code].where for code in only_value),
            ),
            listed(
                (
                    *(f"{code}: ±{changes[code].value}" for code in only_change),
                    *(f"{code}: {values[code].value}" for code in only_value),
                )
            ),
            changes=listed(only_change),
            values=listed(only_value) or Text("ไม่มีตัวชี้วัดใด", "none"),
            codes=(*only_change, *only_value),
        )


def _first(places: Iterator[Place]) -> tuple[Place, ...]:
    return tuple(places)[:1]


# Headings and rows


def _heading(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """A heading that names an indicator, with a list of indicators below it that lacks that one."""
    framework = sheet.framework
    if framework is None:
        return
    titles = {
        letters(title): code
        for code in framework.nodes
        if framework.kind_of(code) == "indicator"
        for title in (framework.nodes[code].title.th, *_other_names(sheet, code))
    }
    lines = [block for block in sheet.section.blocks if isinstance(block, Line)]
    for at, line in enumerate(lines):
        codes = _NAMED.findall(arabic_digits(tidy(line.text))) if len(line.text) <= 2 * LONGEST_HEAD else []
        below = list(_list_below(lines[at + 1 :], titles))
        if len(codes) == 1 and len(below) >= FEWEST_IN_LIST and codes[0] not in below:
            yield remark_at(
                rule,
                f"{sheet.key}.{codes[0]}",
                (line.where,),
                shown(line.text),
                label=framework.label(codes[0]),
                listed=_labels(framework, below),
                codes=(codes[0], *below),
            )


def _other_names(sheet: Sheet, code: str) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in sheet.section.names.get(code, ()))


def _list_below(lines: Sequence[Line], titles: dict[str, str]) -> Iterator[str]:
    for line in lines:
        match = _NUMBERED.fullmatch(arabic_digits(tidy(line.text)))
        code = titles.get(letters(match[1])) if match else None
        if code is None:
            return
        yield code


def _labels(framework: Framework, codes: Sequence[str]) -> Text:
    labels = [framework.label(code) for code in codes]
    return Text(listed(each.th for each in labels), listed(each.en for each in labels))


def _wrong_row(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Findings that name their question or item, in a table where others stand in the rows of theirs."""
    in_rows = {code for each in sheet.section.advice for code in each.beside}
    astray = [
        each
        for each in sheet.section.advice
        if each.codes
        and all(_CODE.fullmatch(code) for code in each.codes)
        # What its own row tells may be told again below the table.
        and not in_rows & set(each.codes)
        and each.codes[0] in scores(sheet.section)
        # A list of scores names the code too, in fewer words than a finding.
        and len(letters(each.text)) >= rule.limits["letters"]
    ]
    if in_rows and astray:
        codes = tuple(dict.fromkeys(code for each in astray for code in each.codes))
        yield remark_at(
            rule,
            sheet.key,
            tuple(each.where for each in astray),
            listed(shown(each.text)[:60] for each in astray),
            items=listed(codes),
            codes=codes,
        )


def _names(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark for all names of a paper that are not those of the framework."""
    framework = sheet.framework
    if framework is None:
        return
    other = [
        (code, phrase.as_printed or phrase.text, phrase.where)
        for code, phrases in sheet.section.names.items()
        if framework.kind_of(code) == "indicator"
        for phrase in phrases
        if alike(phrase.text, framework.title_of(code).th) >= rule.limits["alike"]
    ]
    if other:
        names = listed(dict.fromkeys(f"{code} “{name}”" for code, name, _ in other))
        codes = tuple(dict.fromkeys(code for code, _, _ in other))
        yield remark_at(
            rule,
            sheet.key,
            tuple(where for _, _, where in other),
            names,
            names=names,
            label=_labels(framework, [code for code in codes if framework.kind_of(code)]),
            codes=codes,
        )


def _two_names(chain: Chain, rule: Rule) -> Iterator[Remark]:
    """Sub-indicators change their names from year to year, so that only names of one year are held together."""
    for paper in chain.papers:
        met: dict[tuple[str, str], dict[str, tuple[str, Place]]] = {}
        for section in paper.sections:
            for text, where in texts(section):
                for key, name in _sub_indicators(arabic_digits(tidy(text))):
                    met.setdefault(key, {}).setdefault(letters(name), (name, where))
        for (code, year), names in met.items():
            if len(names) > 1:
                said = listed(f"“{name}”" for name, _ in names.values())
                yield remark_at(
                    rule,
                    f"{code}.{year}",
                    tuple(where for _, where in names.values()),
                    said,
                    code_here=code,
                    names=said,
                    codes=(code,),
                )


def _sub_indicators(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each sub-indicator with the last year named before it, and what it is called."""
    for match in _SUB_INDICATOR.finditer(text):
        years = YEAR.findall(text[max(0, match.start() - BEFORE) : match.start()])
        yield (match[1], years[-1] if years else ""), match[2]


# Tables


def _head_changes(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Heads that differ in one column from the head that most tables of their kind have."""
    heads = [
        block.rows[0]
        for block in sheet.section.blocks
        if isinstance(block, Table) and len(block.rows) > 1 and len(block.rows[0]) > FEWEST_COLUMNS
    ]
    spelt = [tuple(letters(cell.text) for cell in head) for head in heads]
    told: set[tuple[str, str]] = set()
    for at, head in enumerate(spelt):
        usual = max((other for other in spelt if _one_apart(head, other)), key=spelt.count, default=None)
        if usual is None or spelt.count(usual) <= spelt.count(head):
            continue
        column = next(place for place, cell in enumerate(head) if cell != usual[place])
        name = heads[spelt.index(usual)][column].text
        pair = letters(name), head[column]
        if pair not in told and head[column] and usual[column]:
            told.add(pair)
            same = [other for other, each in enumerate(spelt) if each == head]
            yield remark_at(
                rule,
                f"{sheet.key}.{column + 1}.{len(told)}",
                tuple(heads[other][column].where for other in same),
                heads[at][column].text,
                usual=name,
                other=heads[at][column].text,
            )


def _one_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other) or any(len(cell) > LONGEST_HEAD for cell in (*one, *other)):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _over_pages(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """A measure whose first cell stands again right below the repeated head of the next table."""
    again: dict[str, Place] = {}
    before: str | None = None
    for block in sheet.section.blocks:
        if not isinstance(block, Table) or len(block.rows) < FEWEST_COLUMNS:
            continue
        first = letters(block.rows[1][0].text)
        if first and first == before:
            again[first] = block.rows[1][0].where
        before = letters(block.rows[-1][0].text)
    broken = [measure for measure in sheet.section.measures if _title_in(again, measure.title)]
    if broken:
        yield remark_at(
            rule,
            sheet.key,
            tuple(again.values()),
            listed(measure.title for measure in broken),
            measures=listed(named(measure) for measure in broken),
        )


def _title_in(again: dict[str, Place], title: str) -> bool:
    wanted = letters(title)
    return bool(wanted) and any(text.lstrip("0123456789") == wanted.lstrip("0123456789") for text in again)


CHECKS = checks(
    {
        "form.no_tool_scores": by_sheet(_no_tool_scores),
        "form.no_part_scores": by_sheet(_no_part_scores),
        "form.no_detail_scores": by_sheet(_no_detail_scores),
        "form.change_or_value": by_sheet(_change_or_value),
        "form.heading": by_sheet(_heading),
        "form.wrong_row": by_sheet(_wrong_row),
        "form.names": by_sheet(_names),
        "form.two_names": _two_names,
        "form.head_changes": by_sheet(_head_changes),
        "form.over_pages": by_sheet(_over_pages),
    }
)
