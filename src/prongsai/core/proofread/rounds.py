"""The rule of the class year on rounds: the item that a paper answers, and the year that this item asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prongsai.core.framework import Node
from prongsai.core.plan.elements import THEMES, PaperKind
from prongsai.core.proofread import Chain, Check, Remark
from prongsai.core.proofread.passages import Passage, around, passages, remark_at
from prongsai.core.proofread.told import REPORTS

# How far the year of the plan lies before the round, by the rule of its item.
_BACK = {"current": 0, "previous": 1, "previous_result": 0}
_ROUND = re.compile(r"(?:ปี|รอบ)\s*(?:งบประมาณ\s*)?(?:พ\s*\.?\s*ศ\s*\.?\s*)?(25\d\d)(?!\d)")
_ITEM = re.compile(r"(?:ข้อ\s*)?(?<![A-Za-z0-9])[Oo0]0?(\d{1,2})(?![\d.])")


def rounds(chain: Chain) -> Iterator[Remark]:
    """Yield the papers that answer an item of a round which asks for the measures of another year."""
    rule = chain.rules["year.round"]
    found: set[tuple[str, int, str]] = set()
    for passage in passages(chain):
        year, code = _named(passage)
        node = _item(chain, passage, year, code)
        plan_year = passage.section.plan_year
        if node is None or plan_year is None or year is None:
            continue
        wanted = year - _BACK[node.year_rule or ""]
        key = (passage.paper.printed.name, year, node.code)
        if plan_year != wanted and key not in found:
            found.add(key)
            match = re.search(str(year), passage.text)
            yield remark_at(
                rule,
                f"{year}:{node.code}",
                (passage.where,),
                around(passage.text, match.start(), match.end()) if match else passage.text,
                item=node.code,
                round=year,
                wanted=wanted,
                plan_year=plan_year,
                codes=(node.code,),
            )


def _named(passage: Passage) -> tuple[int | None, str]:
    """Return the round and the item that a passage names, if it names one of each, the round first."""
    years = {int(year) for year in _ROUND.findall(passage.text)}
    items = {match[1] for match in _ITEM.finditer(passage.text) if passage.section.items}
    codes = {f"O{int(number)}" for number in items} & set(passage.section.items)
    return (years.pop(), codes.pop()) if len(years) == 1 and len(codes) == 1 else (None, "")


def _item(chain: Chain, passage: Passage, year: int | None, code: str) -> Node | None:
    """Return the item where its year rule is known and it asks for a paper of this kind."""
    framework = chain.frameworks.get(year or 0)
    node = framework.nodes.get(code) if framework else None
    kind: PaperKind = "report" if passage.section.kind in REPORTS else "measures"
    fits = node is not None and THEMES[kind] in node.themes and node.year_rule in _BACK
    return node if fits else None


CHECKS: Mapping[str, Check] = {"year.round": rounds}
