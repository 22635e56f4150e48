"""The OIT items of a year with the pages that answer them, and those that have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from prongsai.core.document import Block, Bullets, Callout, Column, Document, Row, Run, Table
from prongsai.core.framework import Framework, Node
from prongsai.core.papers.pen import Pen, Setting, counted
from prongsai.core.text import Text

KIND = "oit"
NO_LINK = Text("ยังไม่มีลิงก์", "no link yet")
NOT_KNOWN = Text("ยังไม่ทราบ", "not known")


def year_rule_words(rule: str | None, fiscal_year: int) -> Text:
    """Return of which year the data of an item must be, in words, for one fiscal year."""
    year, before = fiscal_year, fiscal_year - 1
    words: Mapping[str, Text] = {
        "standing": Text("ข้อมูลที่ใช้อยู่ในปัจจุบัน", "what holds at present"),
        "current": Text(f"ข้อมูลปี พ.ศ. {year}", f"data of {year}"),
        "current_6m": Text(f"ข้อมูลปี พ.ศ. {year} รอบ 6 เดือนแรก", f"the first six months of {year}"),
        "current_monthly": Text(f"ข้อมูลรายเดือนของปี พ.ศ. {year}", f"{year}, month by month"),
        "previous": Text(f"ข้อมูลปี พ.ศ. {before}", f"data of {before}"),
        "multi_year": Text(f"ข้อมูลหลายปีที่ครอบคลุมปี พ.ศ. {year}", f"several years that include {year}"),
        "previous_result": Text(f"จากผลการประเมินปี พ.ศ. {before}", f"from the result of {before}"),
    }
    return words.get(rule or "", NOT_KNOWN)


def oit(framework: Framework, setting: Setting, *, agency: str = "") -> Document:
    """Return the list of the year's items with the links of the profile, by item code.

    `agency` names the agency where there is no profile.
    """
    return _Oit(framework, setting, agency).document_of_year()


class _Oit(Pen):
    def __init__(self, framework: Framework, setting: Setting, agency: str) -> None:
        super().__init__(setting, agency)
        self.framework = framework
        self.items = tuple(node for node in framework.nodes.values() if node.kind == "item")
        self.pages = {code: addresses for code, addresses in self.house.links.items() if addresses}

    def document_of_year(self) -> Document:
        return self.document(
            KIND,
            self.say(
                "รายการเปิดเผยข้อมูลสาธารณะตามแบบวัด OIT", "Public disclosure: the OIT items and their pages"
            ),
            year=self.framework.fiscal_year,
            blocks=(*self.opening(), *self.list_section()),
        )

    def opening(self) -> Iterator[Block]:
        missing = [node.code for node in self.items if node.code not in self.pages]
        total, there = len(self.items), len(self.items) - len(missing)
        if not total:
            yield Callout(
                self.runs(
                    "กรอบการประเมินของปีนี้ยังไม่มีรายการข้อ OIT", "The framework of this year names no OIT items."
                ),
                "warning",
            )
            return
        yield Callout(
            self.runs(
                f"มีลิงก์แล้ว **{there} จาก {total} ข้อ**" + (f" ยังไม่มี {len(missing)} ข้อ" if missing else ""),
                f"**{there} of {counted(total, 'item')}** have a link"
                + (f"; {len(missing)} have none" if missing else ""),
            ),
            "warning" if missing else "good",
        )
        lines = []
        if missing:
            lines.append(
                (Run(self.say("ข้อที่ยังไม่มีลิงก์: ", "Without a link: "), bold=True), Run(", ".join(missing)))
            )
        strangers = [code for code in self.pages if code not in {node.code for node in self.items}]
        if strangers:
            lines.append(
                (
                    Run(
                        self.say(
                            "ลิงก์ของข้อที่ไม่อยู่ในรายการปีนี้: ", "Links of items that this year does not have: "
                        ),
                        bold=True,
                    ),
                    Run(", ".join(strangers), verbatim=True),
                )
            )
        if lines:
            yield Bullets(tuple(lines))
        yield self.paragraph(
            "การมีลิงก์ไม่ได้แปลว่าได้คะแนน ผู้ตรวจดูว่าหน้านั้นมีองค์ประกอบครบและเป็นข้อมูลของปีที่กำหนด",
            "A link alone earns nothing: reviewers look whether the page has every element and is of the year asked for.",
        )

    def list_section(self) -> Iterator[Block]:
        if not self.items:
            return
        columns = (
            Column(self.say("ข้อ", "Item"), 9),
            Column(self.say("รายการ", "Title"), 34),
            Column(self.say("ปีของข้อมูล", "Of which year"), 19),
            Column(self.say("ลิงก์", "Link"), 38),
        )
        caption = self.say(
            f"รายการข้อ OIT ของ{self.year(self.framework.fiscal_year)}",
            f"OIT items of {self.year(self.framework.fiscal_year)}",
        )
        yield Table(caption, columns, tuple(self.rows(len(columns))))

    def rows(self, columns: int) -> Iterator[Row]:
        for parent, members in groupby(self.items, key=lambda node: node.parent):
            yield self.group(self.framework.label(parent).say(self.edition.lang), columns)
            yield from (self.item_row(node) for node in members)

    def item_row(self, node: Node) -> Row:
        addresses: Sequence[str] = self.pages.get(node.code, ())
        rule = year_rule_words(node.year_rule, self.framework.fiscal_year).say(self.edition.lang)
        title = self.framework.title_of(node.code).say(self.edition.lang)
        link = self.links(addresses) or (Run(NO_LINK.say(self.edition.lang)),)
        return Row(
            ((Run(node.code),), (Run(title),), (Run(rule),), link), tone="plain" if addresses else "warning"
        )
