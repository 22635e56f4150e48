"""The official memo that takes a paper of the chain to the head of the agency for approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.document import (
    Block,
    Bullets,
    Document,
    Letterhead,
    Opinion,
    Opinions,
    Paragraph,
    Run,
)
from prongsai.core.framework import TOTAL
from prongsai.core.level import two_decimals
from prongsai.core.papers.pen import Pen, Setting
from prongsai.core.plan.elements import PaperKind, items_answered
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_end

KIND = "memo"
Shape = Literal["three_part", "single"]
Paper = Literal["analysis", "measures", "followup", "implementation"]
PAPERS: Mapping[Paper, Text] = {
    "analysis": Text(
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)",
        "Analysis of the Integrity and Transparency Assessment (ITA)",
    ),
    "measures": Text(
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "Measures to promote integrity and transparency in the agency",
    ),
    "followup": Text(
        "รายงานการกำกับติดตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "Follow-up of the measures to promote integrity and transparency",
    ),
    "implementation": Text(
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "Report on the action to promote integrity and transparency in the agency",
    ),
}
ANSWERS: Mapping[Paper, PaperKind] = {
    "analysis": "measures",
    "measures": "measures",
    "implementation": "report",
}
OPEN_NUMBER = "........"
REPORTS_WORK: frozenset[Paper] = frozenset({"followup", "implementation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a memo is about: the paper it brings, the fiscal year that the paper is on, and the memo's shape.

    `fiscal_year` `None` is the year of the result for an analysis, the year after it for measures and reports.
    `measures` and `done` count the measures of the paper, `None` where it has none or they are not known.
    """

    paper: Paper = "analysis"
    shape: Shape = "three_part"
    fiscal_year: int | None = None
    measures: int | None = None
    done: int | None = None


def memo(scored: Score, subject: Subject, setting: Setting) -> Document:
    """Return the memo: head, background, facts, proposal, places to sign and the chain of opinions."""
    return _Memo(scored, subject, setting).letter()


class _Memo(Pen):
    def __init__(self, scored: Score, subject: Subject, setting: Setting) -> None:
        super().__init__(setting, scored.result.agency)
        self.scored = scored
        self.subject = subject
        after = 0 if subject.paper == "analysis" else 1
        self.paper_year = subject.fiscal_year or scored.result.fiscal_year + after
        self.topic_line = self.say(
            f"{PAPERS[subject.paper].th} ของ{self.agency} ประจำ{self.year(self.paper_year)}",
            f"{PAPERS[subject.paper].en}, {self.agency}, {self.year(self.paper_year)}",
        )

    def letter(self) -> Document:
        body = self.three_parts() if self.subject.shape == "three_part" else self.single()
        blocks: list[Block] = [self.letterhead(), *body, *self.closing()]
        return Document(
            kind=KIND,
            title=self.topic_line,
            subtitle=(),
            blocks=tuple(blocks),
            lang=self.edition.lang,
            digits=self.edition.digits,
            stamp=self.edition.date or fiscal_year_end(self.paper_year),
            date=self.edition.date,
            dated=False,
            titled=False,
            author=self.agency,
        )

    # the head

    def letterhead(self) -> Letterhead:
        house = self.house
        phone = self.say(f"โทร. {house.phone}", f"Tel. {house.phone}") if house.phone else ""
        origin = " ".join(part for part in (house.unit, self.agency, phone) if part)
        date = self.date(self.edition.date) if self.edition.date else ""
        # The running number is often written by hand, so its place stays open behind the letters.
        number = house.letter_number(OPEN_NUMBER)
        via = " / ".join(self.say(f"ผ่าน{each}", f"through {each}") for each in house.via)
        addressee = f"{house.addressee} ({via})" if via and house.addressee else house.addressee
        return Letterhead(
            title=self.say("บันทึกข้อความ", "Memorandum"),
            lines=(
                ((self.say("ส่วนราชการ", "From"), origin),),
                ((self.say("ที่", "No."), number), (self.say("วันที่", "Date"), date)),
                ((self.say("เรื่อง", "Subject"), self.topic_line),),
                ((self.say("เรียน", "To"), addressee),),
            ),
            emblem=house.emblem,
        )

    # the body

    def three_parts(self) -> Iterator[Block]:
        yield self.heading("เรื่องเดิม", "Background")
        yield Paragraph(self.background())
        yield self.heading("ข้อเท็จจริง", "Facts")
        yield Paragraph(self.facts())
        yield from self.tools()
        yield from self.work()
        yield self.heading("ข้อพิจารณา", "For consideration")
        yield self.answered()
        yield self.paragraph("จึงเห็นควรดำเนินการดังนี้", "It is proposed to:")
        yield Bullets(tuple(_begun(each) for each in self.requests()), numbered=True)

    def single(self) -> Iterator[Block]:
        """Say the same in running text, as short memos do."""
        yield Paragraph((*self.background(), Run(" "), *self.facts()))
        yield from self.work()
        yield self.answered()
        wishes = self.say(" และ", ", and ").join(
            "".join(run.text for run in each) for each in self.requests()
        )
        yield Paragraph((Run(self.say(f"จึงเห็นควร{wishes}", f"It is proposed to {wishes}.")),))

    def background(self) -> tuple[Run, ...]:
        year = self.year(self.scored.result.fiscal_year)
        return (
            Run(self.agency),
            *self.runs(
                f" เข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำ{year} "
                "ซึ่งสำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ (สำนักงาน ป.ป.ช.) เป็นผู้จัดให้มีขึ้นทุกปี",
                f" took part in the Integrity and Transparency Assessment (ITA) of {year}, which the National "
                "Anti-Corruption Commission (NACC) holds every year.",
            ),
        )

    def facts(self) -> tuple[Run, ...]:
        """Say total and level, or that the total is not known."""
        total = self.scored.shown(TOTAL)
        if total is None:
            return self.runs(
                "ข้อมูลผลการประเมินที่มีอยู่ยังไม่พอจะคำนวณคะแนนรวม",
                "The figures at hand are not enough for the total.",
            )
        words = [level.word.say(self.edition.lang) for level in self.scored.decision.possible]
        word, figure = self.say(" หรือ ", " or ").join(words), two_decimals(total)
        return self.runs(
            f"ผลการประเมินในภาพรวมได้ **{figure}** คะแนน อยู่ในระดับ **{word}**",
            f"The total is **{figure}**, level **{word}**.",
        )

    def tools(self) -> Iterator[Block]:
        """List the tools with their scores and the lowest indicator, as far as they are known."""
        framework = self.scored.recipe.framework
        lines: list[tuple[Run, ...]] = []
        for tool in framework.tools:
            shown = self.scored.shown(tool.code)
            figure = self.say("ยังไม่ทราบคะแนน", "not known") if shown is None else two_decimals(shown)
            title = framework.title_of(tool.code).say(self.edition.lang)
            lines.append((Run(f"{title}: "), Run(figure, bold=True)))
        known = [
            (self.scored.values[code], code)
            for code, node in framework.nodes.items()
            if node.kind == "indicator" and code in self.scored.values
        ]
        if known:
            value, code = min(known, key=lambda pair: pair[0])
            label = framework.label(code).say(self.edition.lang)
            low = self.say("ตัวชี้วัดที่ได้คะแนนต่ำสุด: ", "Lowest indicator: ")
            shown = self.scored.recipe.rounding.shown(value)
            lines.append(
                (Run(f"{low}{label} "), Run(two_decimals(shown), bold=True), *self.announced(code, shown))
            )
        yield Bullets(tuple(lines))

    def announced(self, code: str, shown: Fraction) -> tuple[Run, ...]:
        """Say what was announced where the figures below it make another score."""
        figure = self.scored.result.published.get(code)
        if figure is None or Fraction(figure) == shown:
            return ()
        return (Run(self.say(f" (ที่ประกาศ {figure})", f" (announced: {figure})")),)

    def work(self) -> Iterator[Block]:
        """Count the measures that the paper sets or reports on."""
        number, done = self.subject.measures, self.subject.done
        if number is None or self.subject.paper == "analysis":
            return
        if self.subject.paper in REPORTS_WORK and done is not None:
            yield self.paragraph(
                f"มาตรการของ{self.year(self.paper_year)} มี {number} มาตรการ แล้วเสร็จ **{done}** ยังไม่แล้วเสร็จ **{number - done}**",
                f"Of {number} measures of {self.year(self.paper_year)}, **{done}** are done and **{number - done}** "
                "are not done yet.",
            )
        else:
            yield self.paragraph(
                f"กำหนดมาตรการสำหรับ{self.year(self.paper_year)} จำนวน **{number}** มาตรการ",
                f"Measures set for {self.year(self.paper_year)}: **{number}**.",
            )

    def answered(self) -> Paragraph:
        """Say what was made and, where it is known, which item of the round it is published for."""
        name = PAPERS[self.subject.paper]
        made = self.say(
            f"ผู้รับผิดชอบได้จัดทำ{name.th} ตามเอกสารแนบ",
            f"The attached paper was prepared: {name.en}.",
        )
        framework = self.setting.framework
        answers = ANSWERS.get(self.subject.paper)
        items = items_answered(framework, answers) if framework and answers else ()
        if framework is None or not items:
            return Paragraph((Run(made),))
        codes = ", ".join(node.code for node in items)
        title = framework.title_of(items[0].code).say(self.edition.lang) if len(items) == 1 else ""
        year = self.year(framework.fiscal_year)
        item = self.say(
            f" เพื่อเปิดเผยตามแบบวัด OIT ข้อ {codes} {title} ของ{year}",
            f" It is to be published for OIT item {codes}{', ' if title else ''}{title}, of {year}.",
        )
        return Paragraph((Run(made + item),))

    def requests(self) -> Iterator[tuple[Run, ...]]:
        """Yield what the head of the agency is asked for."""
        if self.subject.paper in REPORTS_WORK:
            yield self.runs(
                "รับทราบผลการดำเนินการตามเอกสารแนบ", "take note of the results in the attached paper"
            )
            yield self.runs(
                "มอบให้หน่วยที่ยังดำเนินการไม่แล้วเสร็จเร่งรัดและรายงานในรอบถัดไป",
                "ask the units that are not done to go on and report in the next round",
            )
        else:
            yield self.runs(
                "แจ้งเวียนเอกสารแนบให้ทุกส่วนราชการใช้ปรับปรุงงานในหน้าที่ของตน",
                "circulate the attached paper to all units, for the improvement of their own work",
            )
        where = f" {self.house.website}" if self.house.website else ""
        yield (
            Run(
                self.say(
                    "เผยแพร่เอกสารแนบบนเว็บไซต์ของหน่วยงาน", "publish the attached paper on the agency's website"
                )
            ),
            *((Run(where, verbatim=True),) if where else ()),
        )

    # the end

    def closing(self) -> Iterator[Block]:
        yield Paragraph((Run(self.say("จึงเรียนมาเพื่อโปรดพิจารณา", "Submitted for your consideration.")),))
        yield self.signatures()
        chain = tuple(
            Opinion(
                self.say(f"ความเห็นของ{who.position}", f"Opinion of {who.position}")
                if who.position
                else self.say("ความเห็นของผู้บังคับบัญชา", "Opinion of the superior"),
                self.signature(who),
            )
            for who in self.house.opinions
        )
        if chain:
            yield Opinions(chain)


def _begun(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Begin an English line with a capital; Thai has none."""
    first = runs[0]
    return (Run(first.text[:1].upper() + first.text[1:], bold=first.bold), *runs[1:])
