"""The analysis report as an official paper: its sections, tables, charts and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.beside_peers import BesidePeers
from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Paragraph,
    Row,
    Run,
    Table,
    Tick,
)
from prongsai.core.edition import Edition
from prongsai.core.framework import TOTAL, Level
from prongsai.core.level import two_decimals
from prongsai.core.reconcile.equation import as_printed
from prongsai.core.thai import fiscal_year_end

KIND = "analysis"


def paper(analysis: Analysis, edition: Edition) -> Document:
    """Return the analysis report."""
    return _Writer(analysis, edition).document()


class _Writer(BesidePeers):
    """Writes the head and the sections on the score itself, and puts the sections in order."""

    def document(self) -> Document:
        result = self.scored.result
        sections = (
            self.opening(),
            self.result_section(),
            self.questions_section(),
            self.standing_section(),
            self.lost_section(),
            self.reconcile_section(),
            self.first_section(),
            self.advice_section(),
            self.sureness_section(),
            self.comparison_section(),
            self.peers_section(),
            self.source_section(),
        )
        return Document(
            kind=KIND,
            title=self.say(
                "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)",
                "Analysis of the Integrity and Transparency Assessment (ITA)",
            ),
            subtitle=(
                result.agency,
                self.say(
                    f"ประจำปีงบประมาณ พ.ศ. {result.fiscal_year}", f"Fiscal year {result.fiscal_year} (B.E.)"
                ),
            ),
            blocks=tuple(block for section in sections for block in section),
            lang=self.edition.lang,
            digits=self.edition.digits,
            # The year's last day, so that the same result always gives the same file.
            stamp=self.edition.date or fiscal_year_end(result.fiscal_year),
            date=self.edition.date,
            author=result.agency,
        )

    # what the result is, for those who read one page only

    def opening(self) -> Iterator[Block]:
        agency = Run(self.scored.result.agency)
        yield Callout((agency, *self.statement()), self.tone(self.scored.total))
        summary = tuple(self.summary())
        if summary:
            yield Bullets(summary)

    def statement(self) -> tuple[Run, ...]:
        """Say total and level, or what of them is not known, of the agency named before."""
        year = self.scored.result.fiscal_year
        if self.scored.total is None:
            return self.runs(
                f" ยังคำนวณคะแนนรวมปีงบประมาณ พ.ศ. {year} ไม่ได้ เพราะข้อมูลในไฟล์ผลยังไม่พอ",
                f": the total of fiscal year {year} (B.E.) is not known yet, because figures are missing",
            )
        total = self.shown(TOTAL)
        words = [level.word.say(self.edition.lang) for level in self.scored.decision.possible]
        word = self.say(" หรือ ", " or ").join(words)
        return self.runs(
            f" ได้คะแนนรวม **{total}** ระดับ **{word}** ในปีงบประมาณ พ.ศ. {year}",
            f" has a total of **{total}**, level **{word}**, in fiscal year {year} (B.E.)",
        )

    def summary(self) -> Iterator[tuple[Run, ...]]:
        """Say in a few lines what the sections below explain."""
        yield from self.to_the_next_level()
        if self.analysis.weakest:
            lowest = self.analysis.weakest[0]
            name, score = self.label(lowest.code), self.figure(lowest.value)
            yield self.runs(f"ตัวชี้วัดที่ต่ำที่สุดคือ{name} **{score}**", f"The lowest indicator: {name} **{score}**")
        yield from self.most_lost()
        if self.analysis.reconciliation.checks:
            words = self.verdicts()
            yield self.runs(f"{words.th} (หัวข้อ 5)", f"{words.en} (section 5)")
        found = self.analysis.improvement
        if found.plan and found.total_after is not None:
            number, after = len(found.plan), self.figure(found.total_after)
            yield self.runs(
                f"สิ่งที่ควรทำก่อนมี {number} เรื่อง ซึ่งจะทำให้คะแนนรวมเป็น **{after}** (หัวข้อ 6)",
                f"To be done first: {number} {'thing' if number == 1 else 'things'}, for a total of **{after}** "
                "(section 6)",
            )

    def to_the_next_level(self) -> Iterator[tuple[Run, ...]]:
        """Say how many points, and which tools, stand between this level and the next better one."""
        level, total = self.scored.decision.level, self.scored.shown(TOTAL)
        place = self.framework.levels.index(level) if level else 0
        if total is None or not place:
            return
        better = self.framework.levels[place - 1]
        word, gap = better.word.say(self.edition.lang), two_decimals(max(Fraction(0), better.minimum - total))
        least = two_decimals(better.minimum)
        low = ", ".join(self.below_the_gate(better))
        if better.minimum > total:
            thai = f"ระดับถัดไปคือ **{word}** ต้องได้คะแนนรวม {least} ยังขาด **{gap}** คะแนน"
            english = f"The next level is **{word}**: {least} are needed, **{gap}** more"
        else:
            thai = f"คะแนนรวมถึงเกณฑ์ของระดับ **{word}** แล้ว"
            english = f"The total is enough for **{word}**"
        gate = two_decimals(better.gate or Fraction(0))
        yield self.runs(
            thai + (f" และต้องยกเครื่องมือที่ต่ำกว่า {gate} ด้วย: {low}" if low else ""),
            english + (f"; every tool must reach {gate} too, and these do not: {low}" if low else ""),
        )

    def below_the_gate(self, level: Level) -> Iterator[str]:
        """Name the gates that are surely too low for a level, each with its score."""
        for code, bounds in self.scored.decision.gates.items():
            if level.gate is not None and bounds.high < level.gate:
                yield f"{code} {two_decimals(bounds.high)}"

    def most_lost(self) -> Iterator[tuple[Run, ...]]:
        """Name what cost the most points of the total; where several cost the same, all of them."""
        lost = self.analysis.lost
        if lost:
            most = [gain for gain in lost if gain.gain == lost[0].gain]
            points = self.points(lost[0].gain)
            names = self.say(" และ", " and ").join(self.label(gain.code) for gain in most[:3])
            each = len(most) > 1
            yield self.runs(
                f"ที่เสียคะแนนรวมมากที่สุดคือ{names} {'ข้อละ' if each else 'เสียไป'} **{points}** คะแนน",
                f"What cost the most: {names}, **{points}** points{' each' if each else ''}",
            )

    # the score by tool and indicator

    def result_section(self) -> Iterator[Block]:
        yield self.heading("1. ผลการประเมิน", "1. The result")
        why = self.scored.decision.why
        yield Paragraph(
            (Run(self.say("เหตุผลของระดับ: ", "Why this level: "), bold=True), Run(why.say(self.edition.lang)))
        )
        yield self.indicator_table()
        yield self.indicator_chart()

    def indicator_table(self) -> Table:
        columns = (
            Column(self.say("ที่", "No."), 7, "center"),
            Column(self.say("เครื่องมือและตัวชี้วัด", "Tool and indicator"), 55),
            Column(self.say("คะแนน", "Score"), 15, "end"),
            Column(self.say("ที่ประกาศ", "Announced"), 17, "end"),
            Column(self.say("ที่มา", "From"), 20),
        )
        rows = tuple(row for tool in self.framework.tools for row in self.tool_rows(tool.code))
        total = self.row(
            "", self.say("คะแนนรวม", "Total"), self.shown(TOTAL), self.announced(TOTAL), "", bold=True
        )
        caption = self.say("คะแนนรายเครื่องมือและตัวชี้วัด", "Scores by tool and indicator")
        return Table(caption, columns, (*rows, total))

    def tool_rows(self, tool: str) -> Iterator[Row]:
        weight = next(each.weight for each in self.framework.tools if each.code == tool)
        percent = two_decimals(weight * 100).removesuffix(".00")
        share = self.say(f"น้ำหนัก {percent}%", f"weight {percent}%")
        yield self.row("", self.title(tool), self.shown(tool), self.announced(tool), share, bold=True)
        for node in self.indicators(tool):
            yield self.row(
                node.code,
                self.title(node.code),
                self.shown(node.code),
                self.announced(node.code),
                self.source(node.code),
            )

    def printed(self, code: str) -> str:
        """Return the figure as people know it; the table beside the chart has what was announced and what follows."""
        value = self.scored.printed(code)
        return self.shown(code) if value is None else two_decimals(value)

    def announced(self, code: str) -> str:
        published = self.scored.result.published.get(code)
        return "–" if published is None else as_printed(published)

    def source(self, code: str) -> str:
        step = self.scored.recipe.by_code[code]
        made = any(all(each in self.scored.values for each in way.inputs) for way in step.derivations)
        if code not in self.scored.values:
            return self.say("ไม่มีข้อมูล", "nothing given")
        if made:
            return self.say("จากรายข้อ", "computed")
        given = code in self.scored.result.scores
        return self.say("ตามที่กรอก", "as given") if given else self.say("ตามประกาศ", "announced")

    def indicator_chart(self) -> BarChart:
        best, good = self.thresholds()
        bars = tuple(
            Bar(
                f"{node.code} {self.title(node.code)}",
                self.scored.printed(node.code),
                self.printed(node.code),
                tool.code,
                self.tone(self.scored.printed(node.code)),
            )
            for tool in self.framework.tools
            for node in self.indicators(tool.code)
        )
        low = [bar for bar in bars if bar.value is not None and self.tone(bar.value) == "warning"]
        names = ", ".join(bar.label for bar in low)
        caption = self.say("คะแนนรายตัวชี้วัด", "Scores by indicator")
        at = two_decimals(good).removesuffix(".00")
        if low:
            caption += self.say(f": {len(low)} ตัวชี้วัดต่ำกว่า {at}", f": {len(low)} below {at}")
        elif any(bar.value is not None for bar in bars):
            caption += self.say(f": ไม่มีตัวชี้วัดใดต่ำกว่า {at}", f": none below {at}")
        return BarChart(
            "indicators",
            caption,
            self.say(f"ตัวชี้วัดที่ต่ำกว่า {at}: {names or 'ไม่มี'}", f"Indicators below {at}: {names or 'none'}"),
            bars,
            tuple(Tick(at, two_decimals(at).removesuffix(".00")) for at in (good, best)),
        )

    # question by question

    def questions_section(self) -> Iterator[Block]:
        yield self.heading("2. คะแนนรายข้อคำถามและรายข้อ OIT", "2. Scores by question and item")
        rows = tuple(row for tool in self.framework.tools for row in self.question_rows(tool.code))
        if not rows:
            yield self.paragraph(
                "ไฟล์ผลนี้มีเพียงคะแนนรายตัวชี้วัด จึงยังบอกไม่ได้ว่าข้อใดทำให้เสียคะแนน "
                "ขอให้ผู้ประสานงานนำคะแนนรายข้อจากระบบ ITAS มาเติมในไฟล์ผล แล้วทำรายงานนี้ใหม่",
                "This result file holds scores by indicator only, so that it cannot be said which question or item lost "
                "points. Add the scores by question and item from ITAS to the file and make this report again.",
            )
            return
        columns = (
            Column(self.say("ข้อ", "Code"), 14),
            Column(self.say("ประเด็น", "Topic"), 70),
            Column(self.say("คะแนน", "Score"), 16, "end"),
        )
        yield Table(self.say("คะแนนรายข้อ ตามลำดับของกรอบ", "Scores in framework order"), columns, rows)

    def question_rows(self, tool: str) -> Iterator[Row]:
        for indicator in self.indicators(tool):
            rows = [self.leaf_row(code, value) for code, value in self.leaf_scores(indicator.code)]
            if rows:
                cells = self.say(f"ตัวชี้วัดที่ {indicator.code} ", f"Indicator {indicator.code}: ")
                name = Run(cells + self.title(indicator.code), bold=True)
                yield Row(((), (name,), (Run(self.shown(indicator.code), bold=True),)), heading=True)
                yield from rows

    def leaf_scores(self, indicator: str) -> Iterator[tuple[str, Decimal | Fraction]]:
        """Yield what is known of each question and item below an indicator, part by part, as given or counted."""
        parts = ["", *(f"@{part.code}" for part in self.framework.parts)]
        for node in self.framework.nodes.values():
            if node.kind in ("question", "item") and indicator in self.framework.above(node.code):
                for part in parts:
                    value = self.scored.values.get(node.code + part)
                    printed = self.scored.result.scores.get(node.code + part)
                    if value is not None:
                        yield node.code + part, value
                    elif printed is not None:
                        yield node.code + part, printed

    def leaf_row(self, code: str, value: Decimal | Fraction) -> Row:
        exact = Fraction(value)
        tone = self.tone(exact)
        return self.row(
            self.code(code),
            self.title(code),
            self.figure(exact),
            tone="warning" if tone == "warning" else "plain",
        )
