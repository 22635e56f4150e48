"""Which OIT item of its round a paper answers, and what the item asks for that the paper does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prongsai.core.document import Block, Bullets, Callout, Column, Row, Run, Table
from prongsai.core.framework import Framework, Node
from prongsai.core.papers.pen import Pen, counted
from prongsai.core.plan.elements import Element, ElementCheck, items_answered

SURE = frozenset({"read", "arithmetic"})


def reporting_round(plan_year: int, frameworks: Mapping[int, Framework]) -> Framework | None:
    """Return the framework of the round that asks for the report on the measures of a year.

    Until 2566 that was the round of the same year, since 2567 it is the next one; `None` where it is not known.
    """
    for year, rule in ((plan_year, "current"), (plan_year + 1, "previous")):
        framework = frameworks.get(year)
        if framework and any(item.year_rule == rule for item in items_answered(framework, "report")):
            return framework
    return None


def answer_blocks(
    pen: Pen, check: ElementCheck | None, *, without: frozenset[str] = frozenset()
) -> Iterator[Block]:
    """Name the item and, plainly, what is missing before anyone loses points for it.

    `without` are ids of elements that another paper shows.
    """
    framework = pen.setting.framework
    if check is None or framework is None or not check.items:
        yield pen.paragraph(
            "ยังไม่ทราบว่าเอกสารนี้ตอบข้อ OIT ข้อใด เพราะไม่มีรายการข้อของรอบที่เผยแพร่ หรือรอบนั้นไม่มีข้อนี้",
            "Which OIT item this paper answers is not known: the list of its round is not at hand or asks for none.",
        )
        return
    yield pen.paragraph(
        f"เอกสารนี้จัดทำเพื่อเปิดเผยตามแบบ OIT ของรอบ{pen.year(framework.fiscal_year)} ในข้อต่อไปนี้",
        f"This paper is to be published for the following of the OIT, {pen.year(framework.fiscal_year)}:",
    )
    yield Bullets(tuple(item_runs(pen, node, framework) for node in check.items))
    elements = tuple(each for each in check.elements if each.id not in without)
    yield _verdict(pen, elements)
    yield _table(pen, elements)


def item_runs(pen: Pen, node: Node, framework: Framework) -> tuple[Run, ...]:
    """Name an item by code and title, with a word of care where its code was not read in an official list."""
    title = framework.title_of(node.code).say(pen.edition.lang)
    care = pen.say(" (รหัสข้อนี้ยังไม่ได้ยืนยันจากคู่มือของปี)", " (this code was not confirmed from the year's handbook)")
    sure = node.placement_certainty in SURE and node.certainty in SURE
    return (
        Run(pen.say(f"ข้อ {node.code} ", f"Item {node.code}: "), bold=True),
        Run(title if sure else title + care),
    )


def _verdict(pen: Pen, elements: tuple[Element, ...]) -> Callout:
    lacking = sum(bool(each.lacking) for each in elements)
    if not lacking:
        return Callout(
            pen.runs(
                "องค์ประกอบของข้อนี้เท่าที่ทราบมี **ครบ**",
                "Every element that the item is known to ask for **is there**",
            ),
            "good",
        )
    return Callout(
        pen.runs(
            f"**ยังขาด {lacking} องค์ประกอบ** ควรเติมให้ครบก่อนเผยแพร่",
            f"**{counted(lacking, 'element')} missing**; complete the paper before publishing",
        ),
        "warning",
    )


def _table(pen: Pen, elements: tuple[Element, ...]) -> Table:
    """List every element with what is missing; the caption says how sure it is that the round asks for them."""
    sure = all(each.certainty in SURE for each in elements)
    caption = pen.say("องค์ประกอบที่ข้อนี้ต้องมี", "What the item asks for") + (
        ""
        if sure
        else pen.say(
            " (เทียบจากรอบปีอื่น ยังไม่ได้ยืนยันของรอบนี้)", " (as in another round; not confirmed for this one)"
        )
    )
    columns = (
        Column(pen.say("องค์ประกอบ", "Element"), 45),
        Column(pen.say("มีหรือขาด", "There or missing"), 55),
    )
    return Table(caption, columns, tuple(_row(pen, each) for each in elements))


def _row(pen: Pen, element: Element) -> Row:
    lacking = "; ".join(each.say(pen.edition.lang) for each in element.lacking)
    state = lacking or pen.say("มี", "there")
    return pen.row(element.title.say(pen.edition.lang), state, tone="warning" if lacking else "plain")
