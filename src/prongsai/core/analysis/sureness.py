"""The section on how sure the perception scores are: their sampling error and the chance of each level."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.core.analysis.advice import Advice
from prongsai.core.document import Block, Bullets, Column, Row, Run, Table
from prongsai.core.framework import TOTAL
from prongsai.core.text import Text
from prongsai.core.uncertainty import Error, interval
from prongsai.core.uncertainty.level_chance import percent
from prongsai.core.uncertainty.sample_size import SampleSize

SOURCES = {
    "counted": Text("นับจากคำตอบ", "counted"),
    "told": Text("ตามที่แจ้ง", "as told"),
    "fits": Text("คำนวณจากคะแนนที่พิมพ์", "worked out from the printed scores"),
    "official": Text("ขั้นต่ำตามเกณฑ์", "the official minimum"),
}


class Sureness(Advice):
    """Writes what other people, asked in the same way, might have answered."""

    def sureness_section(self) -> Iterator[Block]:
        """Yield the section, nothing where no sample size is known."""
        rows = tuple(self.sureness_rows())
        if not rows:
            return
        yield self.numbered("sureness", "ความคลาดเคลื่อนของคะแนนการรับรู้", "How sure the perception scores are")
        yield self.paragraph(
            "คะแนนการรับรู้มาจากผู้ตอบเพียงส่วนหนึ่ง ถ้าสุ่มถามใหม่คะแนนอาจต่างไป ช่วงในตารางคือช่วงที่คะแนนจริงจะอยู่ 95 ใน 100 ครั้ง "
            "คิดอย่างระมัดระวังที่สุด",
            "Perception scores come from some people only; asked again, others would give other scores. The range in "
            "the table holds the true score 95 times in 100, on the most cautious reckoning.",
        )
        columns = (
            Column(self.say("รายการ", "Figure"), 52),
            Column(self.say("คะแนน", "Score"), 14, "end"),
            Column("±", 12, "end"),
            Column(self.say("ช่วง", "Range"), 24, "end"),
        )
        yield Table(self.say("ช่วงความเชื่อมั่นร้อยละ 95", "95 % ranges"), columns, rows)
        yield Bullets(tuple((Run(line),) for line in (*self.chance_lines(), *self.size_lines())))

    def sureness_rows(self) -> Iterator[Row]:
        """Yield the total, the tools and the indicators that anybody was asked about and whose error is known."""
        codes = [tool.code for tool in self.framework.tools]
        codes += [node.code for tool in self.framework.tools for node in self.indicators(tool.code)]
        for code in (TOTAL, *codes):
            error = self.analysis.errors.get(code)
            if error is not None and error.basis != "none" and error.high > 0:
                yield self.sureness_row(code, error)

    def sureness_row(self, code: str, error: Error) -> Row:
        """Return the figure with its margin and range, one decimal: more would feign a precision there is not."""
        within = interval(self.scored.values[code], error)
        name = self.say("คะแนนรวม", "Total") if code == TOTAL else self.label(code)
        return self.row(
            name,
            self.shown(code),
            f"{error.margin:.1f}",
            f"{within.low:.1f}–{within.high:.1f}",
            bold=code == TOTAL,
        )

    def chance_lines(self) -> Iterator[str]:
        """Yield the chance of every level that has one in a hundred or more."""
        for level in self.framework.levels:
            chance = (self.analysis.chances or {}).get(level.id)
            if chance is not None and chance.high >= 0.01:  # not a score: a probability
                word = level.word.say(self.edition.lang)
                yield self.say(
                    f"โอกาสที่ระดับจะเป็น {word}: {percent(chance).th}",
                    f"Chance of the level {word}: {percent(chance).en}",
                )

    def size_lines(self) -> Iterator[str]:
        """Yield how many people answered, and how that is known."""
        for sample, size in self.analysis.sizes.items():
            if size.answers is not None:
                yield self.size_line(sample, size)

    def size_line(self, sample: str, size: SampleSize) -> str:
        """Return the number of answers of one sample with where it comes from."""
        source = SOURCES[size.source]
        return self.say(
            f"{sample}: ผู้ตอบ {size.answers} คน ({source.th})",
            f"{sample}: {size.answers} answers ({source.en})",
        )
