"""Why the scores of one matter in two years must not be compared as if nothing had changed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from prongsai.core.framework import Framework, split_code
from prongsai.core.framework.compare import map_codes
from prongsai.core.text import Text

Reason = Literal["changed", "reworded", "part", "merged"]

COMPARED_KINDS = frozenset({"question", "item"})

_WORDS: dict[Reason, Text] = {
    "changed": Text(
        "{label} ไม่ใช่เรื่องเดิมกับปี {year} ทั้งหมด{how} ผลต่างจึงอาจมาจากคำถาม ไม่ได้มาจากการทำงาน",
        "{label} is not what was asked in {year}{how}: the difference may come from the question, not from the work",
    ),
    "reworded": Text(
        "{label} ปรับถ้อยคำหรือเงื่อนไขจากปี {year} ควรเทียบอย่างระวัง",
        "{label} was reworded since {year}; compare with care",
    ),
    "merged": Text(
        "{label} รวมเรื่องที่ปี {year} แยกเป็น {codes} คะแนนของปีนั้นจึงเป็นค่าเฉลี่ยของข้อเหล่านั้น",
        "{label} joins what were {codes} in {year}; their mean stands for the year before",
    ),
    "part": Text(
        "{label} เป็นเพียงส่วนหนึ่งของ {codes} ในปี {year}",
        "{label} is only a part of {codes} of {year}",
    ),
}
_POINTS = Text(
    " (ตัวเลือกเดิมมีคะแนน {before} ปี {year} เป็น {after})", " (choices then worth {before}, in {year} {after})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What stands between the two years at `code` of the newer one; `previous` are its codes in the older one."""

    code: str
    previous: tuple[str, ...]
    reason: Reason
    words: Text


def caveats(
    newer: Framework, older: Framework, code: str, mapping: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Caveat, ...]:
    """Return what changed at `code` and at the questions and items below it, in official order.

    `mapping` is that of `map_codes`, for those who ask more than once.
    """
    joined = map_codes(newer, older) if mapping is None else mapping
    return tuple(
        caveat for each in _compared(newer, code) for caveat in _at(newer, older, each, joined[each])
    )


def summary(found: tuple[Caveat, ...]) -> Text:
    """Name the codes in one sentence; empty words where there is nothing to warn of."""
    if not found:
        return Text("", "")
    codes = " ".join(dict.fromkeys(caveat.code for caveat in found))
    return Text(
        f"คำถามหรือรายการเปลี่ยนระหว่างสองปี ({codes}) จึงเทียบกันตรง ๆ ไม่ได้",
        f"questions or items changed between the years ({codes}), so they are not directly comparable",
    )


def _compared(framework: Framework, code: str) -> Iterator[str]:
    base, _ = split_code(code)
    kind = framework.kind_of(base)
    if kind in COMPARED_KINDS or kind == "indicator":
        yield base
    for child in () if kind in COMPARED_KINDS else framework.children(base):
        yield from _compared(framework, child)


def _at(newer: Framework, older: Framework, code: str, previous: tuple[str, ...]) -> Iterator[Caveat]:
    reason = _reason(newer, older, code, previous)
    if reason is None:
        return
    words = _WORDS[reason].format(
        label=newer.label(code),
        year=older.fiscal_year,
        codes=", ".join(previous),
        how=_how(newer, older, code, previous),
    )
    yield Caveat(code=code, previous=previous, reason=reason, words=words)


def _reason(newer: Framework, older: Framework, code: str, previous: tuple[str, ...]) -> Reason | None:
    if not previous or newer.id == older.id:
        return None
    node = newer.nodes[code]
    if newer.previous == older.id:
        return node.change if node.change in ("changed", "reworded", "part", "merged") else None
    # Of years further apart no file says what changed; only what can be seen is told.
    if node.kind == "question" and choices(newer, code) != choices(older, previous[0]):
        return "changed"
    if len(previous) > 1:
        return "merged"
    return None if node.title.th == older.nodes[previous[0]].title.th else "reworded"


def _how(newer: Framework, older: Framework, code: str, previous: tuple[str, ...]) -> Text:
    before, after = choices(older, previous[0]), choices(newer, code)
    if before == after or not before or not after:
        return Text("", "")
    return _POINTS.format(before=_listed(before), after=_listed(after), year=newer.fiscal_year)


def choices(framework: Framework, question: str) -> tuple[int, ...]:
    """Return the points that one answer to a question can get, least first; of its statements, if it has any."""
    asked = framework.children(question) or (question,)
    return tuple(sorted({points for each in asked for points in framework.points_of(each)}))


def _listed(points: tuple[int, ...]) -> str:
    return ", ".join(map(str, points))
