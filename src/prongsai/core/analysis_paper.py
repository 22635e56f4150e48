"""The analysis report as an official paper: its sections, tables, charts and sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.core.analysis import Analysis, Standing, share_lost
from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Tick,
    Tone,
)
from prongsai.core.equation import as_printed
from prongsai.core.explain import Check
from prongsai.core.framework import TOTAL, Framework, Node, RuleChoice
from prongsai.core.improve import Gain
from prongsai.core.level import two_decimals
from prongsai.core.rules import AGGREGATIONS, half_up
from prongsai.core.scoring import Score
from prongsai.core.summary import compact_unknown
from prongsai.core.text import Lang, Text
from prongsai.core.thai import Digits, fiscal_year_end

KIND = "analysis"
MOST_BARS = 10
CERTAINTIES = {
    "read": Text("อ่านจากเอกสารทางการ", "read in an official text"),
    "arithmetic": Text("คำนวณจากตัวเลขที่เผยแพร่", "follows from published figures"),
    "derivative": Text("อ่านจากกรอบที่เกี่ยวเนื่อง", "read in a related framework"),
    "inferred": Text("อนุมานจากข้อเท็จจริงอื่น", "inferred from other facts"),
    "general": Text("ความรู้ทั่วไปที่ยังไม่ยืนยัน", "general knowledge, not confirmed"),
    "unknown": Text("ไม่ทราบ ใช้ค่าเริ่มต้นที่ระบุไว้", "not known; a stated default is used"),
}
VERDICTS = {
    "agrees": Text("ตรงกัน", "agrees"),
    "disagrees": Text("ไม่ตรงกัน", "disagrees"),
    "undecidable": Text("ยังยืนยันไม่ได้", "not decidable"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a paper is to be written: language, digits, and its date (`None` leaves the place open)."""

    lang: Lang = "th"
    digits: Digits = "thai"
    date: datetime.date | None = None


def paper(analysis: Analysis, edition: Edition) -> Document:
    """Return the analysis report."""
    return _Writer(analysis, edition).document()


class _Writer:
    """Writes one report; every method returns blocks of one section."""

    def __init__(self, analysis: Analysis, edition: Edition) -> None:
        self.analysis = analysis
        self.scored: Score = analysis.scored
        self.framework: Framework = analysis.scored.recipe.framework
        self.edition = edition

    def say(self, th: str, en: str) -> str:
        return Text(th, en).say(self.edition.lang)

    def runs(self, th: str, en: str) -> tuple[Run, ...]:
        """Return runs of text; a stretch between ** is bold."""
        pieces = self.say(th, en).split("**")
        return tuple(Run(piece, bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece)

    def paragraph(self, th: str, en: str) -> Paragraph:
        return Paragraph(self.runs(th, en))

    def heading(self, th: str, en: str) -> Heading:
        return Heading(1, self.say(th, en))

    def part(self, th: str, en: str) -> Heading:
        return Heading(2, self.say(th, en))

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

    def shown(self, code: str) -> str:
        value = self.scored.shown(code)
        return self.say("ไม่ทราบ", "unknown") if value is None else two_decimals(value)

    def title(self, code: str) -> str:
        return self.framework.title_of(code).say(self.edition.lang)

    # 1 what the result is

    def opening(self) -> Iterator[Block]:
        agency, year = self.scored.result.agency, self.scored.result.fiscal_year
        level = self.scored.decision.level
        word = level.word.say(self.edition.lang) if level else self.say("ยังบอกไม่ได้", "open")
        yield Callout(
            self.runs(
                f"{agency} ได้คะแนนรวม **{self.shown(TOTAL)}** ระดับ **{word}** ในปีงบประมาณ พ.ศ. {year}",
                f"{agency} has a total of **{self.shown(TOTAL)}**, level **{word}**, in fiscal year {year}",
            ),
            self.tone(self.scored.total),
        )
        yield self.paragraph(
            "รายงานนี้คำนวณคะแนนใหม่จากข้อมูลที่ละเอียดที่สุดที่มี เทียบกับคะแนนที่ประกาศ บอกว่าแต่ละข้อทำให้เสียคะแนนรวมไปเท่าใด "
            "และควรทำสิ่งใดก่อน ทุกตัวเลขคำนวณซ้ำได้จากไฟล์ผลเดียวกัน",
            "This report computes the score again from the most detailed figures at hand, compares it with what was "
            "announced, and says what each question and item cost and what to do first. Every figure can be recomputed "
            "from the same result file.",
        )

    def tone(self, value: Fraction | None) -> Tone:
        """Return how a score stands against the two best levels of the year."""
        if value is None:
            return "plain"
        best, good = self.thresholds()
        shown = half_up(value)
        return "good" if shown >= best else "plain" if shown >= good else "warning"

    def thresholds(self) -> tuple[Fraction, Fraction]:
        minima = sorted({level.minimum for level in self.framework.levels}, reverse=True)
        return minima[0], minima[min(1, len(minima) - 1)]

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
            Column(self.say("ที่", "No."), 8, "center"),
            Column(self.say("เครื่องมือและตัวชี้วัด", "Tool and indicator"), 52),
            Column(self.say("คะแนน", "Score"), 14, "end"),
            Column(self.say("ที่ประกาศ", "Announced"), 15, "end"),
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
        name = self.say(f"{self.title(tool)} น้ำหนักร้อยละ {percent}", f"{self.title(tool)}, weight {percent} %")
        yield self.row("", name, self.shown(tool), self.announced(tool), "", bold=True)
        for node in self.indicators(tool):
            yield self.row(
                node.code,
                self.title(node.code),
                self.shown(node.code),
                self.announced(node.code),
                self.source(node.code),
            )

    def indicators(self, tool: str) -> Iterator[Node]:
        return (node for node in self.framework.nodes.values() if node.parent == tool)

    def row(self, *cells: str, bold: bool = False, tone: Tone = "plain") -> Row:
        return Row(tuple((Run(cell, bold=bold),) for cell in cells), tone=tone)

    def announced(self, code: str) -> str:
        published = self.scored.result.published.get(code)
        return "–" if published is None else as_printed(published)

    def source(self, code: str) -> str:
        step = self.scored.recipe.by_code[code]
        made = any(all(each in self.scored.values for each in way.inputs) for way in step.derivations)
        if code not in self.scored.values:
            return self.say("ไม่มีข้อมูล", "nothing given")
        return self.say("จากรายข้อ", "computed") if made else self.say("ตามประกาศ", "announced")

    def indicator_chart(self) -> BarChart:
        best, good = self.thresholds()
        bars = tuple(
            Bar(
                f"{node.code} {self.title(node.code)}",
                self.scored.values.get(node.code),
                self.shown(node.code),
                tool.code,
                self.tone(self.scored.values.get(node.code)),
            )
            for tool in self.framework.tools
            for node in self.indicators(tool.code)
        )
        low = [bar for bar in bars if bar.value is not None and half_up(bar.value) < good]
        names = ", ".join(bar.label for bar in low)
        caption = self.say("คะแนนรายตัวชี้วัด", "Scores by indicator")
        at = two_decimals(good).removesuffix(".00")
        if low:
            caption += self.say(f": {len(low)} ตัวชี้วัดต่ำกว่า {at}", f": {len(low)} below {at}")
        return BarChart(
            "indicators",
            caption,
            self.say(f"ตัวชี้วัดที่ต่ำกว่า {at}: {names or 'ไม่มี'}", f"Indicators below {at}: {names or 'none'}"),
            bars,
            tuple(Tick(at, two_decimals(at).removesuffix(".00")) for at in (good, best)),
        )

    # 2 question by question

    def questions_section(self) -> Iterator[Block]:
        yield self.heading("2. คะแนนรายข้อคำถามและรายข้อ OIT", "2. Scores by question and item")
        rows = tuple(row for tool in self.framework.tools for row in self.question_rows(tool.code))
        if not rows:
            yield self.paragraph(
                "ผลที่ได้รับมีเพียงคะแนนรายตัวชี้วัด จึงยังบอกไม่ได้ว่าข้อใดทำให้เสียคะแนน "
                "ขอคะแนนรายข้อได้จากระบบ ITAS แล้วเติมลงในไฟล์ผล",
                "The result holds indicator scores only, so that it cannot be said which question or item lost points; "
                "ask for the scores by question and item in ITAS and add them to the result file.",
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
            if node.kind in ("question", "item") and self.below(node, indicator):
                for part in parts:
                    value = self.scored.values.get(node.code + part)
                    printed = self.scored.result.scores.get(node.code + part)
                    if value is not None:
                        yield node.code + part, value
                    elif printed is not None:
                        yield node.code + part, printed

    def below(self, node: Node, indicator: str) -> bool:
        parent = node.parent
        while parent in self.framework.nodes:
            if parent == indicator:
                return True
            parent = self.framework.nodes[parent].parent
        return False

    def leaf_row(self, code: str, value: Decimal | Fraction) -> Row:
        exact = Fraction(value)
        _, good = self.thresholds()
        return self.row(
            code.replace("@", " "),
            self.title(code),
            two_decimals(half_up(exact)),
            tone="warning" if exact < good else "plain",
        )

    # 3 strongest and weakest

    def standing_section(self) -> Iterator[Block]:
        yield self.heading("3. จุดแข็งและจุดที่ต้องพัฒนา", "3. Strongest and weakest")
        yield self.part("ตัวชี้วัดที่ได้คะแนนสูงสุด", "Highest indicators")
        yield self.standings(self.analysis.strongest)
        yield self.part("ตัวชี้วัดที่ต้องพัฒนาก่อน", "Lowest indicators")
        yield self.standings(self.analysis.weakest)
        if self.analysis.weakest_questions:
            yield self.part("ข้อคำถามที่ได้คะแนนต่ำสุด", "Lowest questions")
            yield self.standings(self.analysis.weakest_questions)

    def standings(self, standings: Sequence[Standing]) -> Bullets:
        return Bullets(
            tuple(
                (
                    Run(f"{self.framework.label(each.code).say(self.edition.lang)} "),
                    Run(two_decimals(half_up(each.value)), bold=True),
                )
                for each in standings
            )
        )

    # 4 what was lost

    def lost_section(self) -> Iterator[Block]:
        yield self.heading("4. คะแนนที่เสียไปในแต่ละข้อ", "4. What each question and item cost")
        lost = self.analysis.lost
        if not lost:
            yield self.paragraph("ไม่มีข้อใดเสียคะแนน", "Nothing was lost.")
            return
        whole = two_decimals(half_up(share_lost(lost)))
        yield self.paragraph(
            f"ตารางนี้บอกว่า ถ้าข้อนั้นข้อเดียวได้คะแนนเต็ม คะแนนรวมจะเพิ่มขึ้นเท่าใด ทุกข้อรวมกันเป็น {whole} คะแนน",
            f"The table says by how much the total would rise if that one stood at its best; together {whole} points.",
        )
        yield self.lost_chart(lost[:MOST_BARS])
        yield self.lost_table(lost)
        notes = dict.fromkeys(gain.note for gain in lost if gain.note.th)
        if notes:
            yield Bullets(tuple((Run(note.say(self.edition.lang)),) for note in notes))

    def lost_chart(self, lost: Sequence[Gain]) -> BarChart:
        bars = tuple(
            Bar(f"{gain.code} {gain.title.say(self.edition.lang)}", gain.gain, self.points(gain.gain))
            for gain in lost
        )
        first = lost[0]
        return BarChart(
            "lost",
            self.say(
                f"คะแนนรวมที่ได้คืน ถ้าข้อนั้นได้คะแนนเต็ม: {first.code} มากที่สุด {self.points(first.gain)} คะแนน",
                f"Points of the total that each would bring back: {first.code} the most, {self.points(first.gain)}",
            ),
            ", ".join(f"{gain.code} {self.points(gain.gain)}" for gain in lost),
            bars,
            (),
            _round_up(first.gain),
        )

    def points(self, gain: Fraction) -> str:
        """Write points of the total; a gain below a hundredth keeps three places."""
        return (
            two_decimals(half_up(gain))
            if gain >= Fraction(1, 100)
            else str(Decimal(round(gain * 1000)) / 1000)
        )

    def lost_table(self, lost: Sequence[Gain]) -> Table:
        columns = (
            Column(self.say("ข้อ", "Code"), 12),
            Column(self.say("เรื่อง", "Title"), 52),
            Column(self.say("ได้", "Has"), 13, "end"),
            Column(self.say("เต็ม", "Best"), 13, "end"),
            Column(self.say("เสียไป", "Cost"), 12, "end"),
        )
        rows = tuple(
            self.row(
                gain.code.replace("@", " "),
                gain.title.say(self.edition.lang),
                two_decimals(half_up(gain.from_)) + ("*" if gain.implied else ""),
                two_decimals(half_up(gain.to)),
                self.points(gain.gain),
            )
            for gain in lost
        )
        return Table(self.say("คะแนนรวมที่เสียไปรายข้อ", "Points of the total lost"), columns, rows)

    # 5 do the figures agree

    def reconcile_section(self) -> Iterator[Block]:
        yield self.heading("5. ผลการตรวจทานตัวเลขที่ประกาศ", "5. Do the announced figures agree?")
        checks = self.analysis.reconciliation.checks
        if not checks:
            yield self.paragraph("ไม่มีตัวเลขให้เทียบกัน", "There are no figures to compare.")
            return
        numbers = {verdict: sum(check.status == verdict for check in checks) for verdict in VERDICTS}
        words = " ".join(
            f"{VERDICTS[each].say(self.edition.lang)} {number}" for each, number in numbers.items()
        )
        yield self.paragraph(
            f"ตรวจตัวเลขที่ประกาศ {len(checks)} รายการ {words} ดังตารางต่อไปนี้"
            if len(checks) > numbers["agrees"]
            else f"ตรวจตัวเลขที่ประกาศ {len(checks)} รายการ ตรงกันทั้งหมด",
            f"{len(checks)} figures were checked: {words}."
            if numbers["agrees"] < len(checks)
            else "All agree.",
        )
        open_checks = [check for check in checks if check.status != "agrees"]
        if open_checks:
            yield self.check_table(open_checks)

    def check_table(self, checks: Sequence[Check]) -> Table:
        columns = (
            Column(self.say("รายการ", "Figure"), 20),
            Column(self.say("ที่ประกาศ", "Announced"), 14, "end"),
            Column(self.say("คำนวณได้", "Computed"), 15, "end"),
            Column(self.say("คำอธิบายที่น่าเชื่อที่สุด", "Likeliest explanation"), 62),
        )
        rows = tuple(
            self.row(
                self.check_name(check),
                check.published,
                check.recomputed or "–",
                self.explanations(check),
                tone="bad" if check.status == "disagrees" else "warning",
            )
            for check in checks
        )
        return Table(self.say("ตัวเลขที่ต้องตรวจสอบ", "Figures to look into"), columns, rows)

    def check_name(self, check: Check) -> str:
        kind = self.framework.kind_of(check.code)
        return (
            self.say(f"ตัวชี้วัดที่ {check.code}", f"Indicator {check.code}") if kind == "indicator" else check.code
        )

    def explanations(self, check: Check) -> str:
        """Return the likeliest explanation; for a missing value one per rule, since only the agency can tell."""
        several = 2 if check.status == "undecidable" else 1
        words = [each.text.say(self.edition.lang) for each in check.explanations[:several]]
        return self.say(" หรือ ", "; or ").join(words) or "–"

    # 6 what to do first

    def first_section(self) -> Iterator[Block]:
        yield self.heading("6. ควรทำสิ่งใดก่อน", "6. What to do first")
        found = self.analysis.improvement
        if found.plan and found.target is not None and found.total_after is not None:
            word = found.target.word.say(self.edition.lang)
            after = two_decimals(half_up(found.total_after))
            yield self.paragraph(
                f"ทางที่ใช้แรงน้อยที่สุดเพื่อไปถึงระดับ **{word}** คือทำ {len(found.plan)} เรื่องต่อไปนี้ "
                f"คะแนนรวมจะเป็น **{after}**",
                f"The least effort to reach **{word}** is the following; the total would be **{after}**:",
            )
            yield Bullets(
                tuple(self.step(step.code, step.from_, step.to, step.gain) for step in found.plan),
                numbered=True,
            )
        notes = [*found.notes, *found.unknown]
        if notes:
            yield self.part("ข้อควรทราบ", "To be kept in mind")
            yield Bullets(tuple((Run(note.say(self.edition.lang)),) for note in notes))

    def step(self, code: str, before: Fraction, after: Fraction, gain: Fraction) -> tuple[Run, ...]:
        label = self.framework.label(code).say(self.edition.lang)
        rise = f"{two_decimals(half_up(before))} → {two_decimals(half_up(after))}"
        return (
            Run(f"{label}: "),
            Run(rise, bold=True),
            Run(self.say(f" (คะแนนรวม +{self.points(gain)})", f" (total +{self.points(gain)})")),
        )

    # 7 where it comes from

    def source_section(self) -> Iterator[Block]:
        yield self.heading("7. ที่มาของตัวเลข", "7. Where the figures come from")
        framework = self.framework
        yield Fields(
            (
                (self.say("กรอบการประเมิน", "Framework"), (Run(framework.id, verbatim=True),)),
                (self.say("ลายนิ้วมือ", "Hash"), (Run(framework.hash[:32], verbatim=True),)),
                (
                    self.say("วิธีปัดเศษ", "Rounding"),
                    (Run(self.scored.recipe.rounding.words.say(self.edition.lang)),),
                ),
            )
        )
        yield self.paragraph(
            "กฎการคำนวณของปีนี้และความแน่นอนของแต่ละกฎ", "The rules of this year and how sure each of them is:"
        )
        yield Bullets(
            tuple(
                (
                    Run(f"{self.rule_words(rule)} "),
                    Run(f"({CERTAINTIES[rule.certainty].say(self.edition.lang)})"),
                )
                for rule in framework.rules
            )
        )
        unknown = compact_unknown(self.scored.unknown, self.edition.lang)
        if unknown:
            yield self.part("สิ่งที่ยังไม่ทราบ", "What is not known")
            yield Bullets(tuple((Run(line),) for line in unknown))

    def rule_words(self, rule: RuleChoice) -> str:
        words = rule.words if rule.words.th else AGGREGATIONS[rule.rule].words
        return words.say(self.edition.lang)


def _round_up(value: Fraction) -> Fraction:
    """Return a round end for an axis that holds `value`."""
    step = Fraction(1, 10)
    while step * 10 < value:
        step *= 10
    return -(-value // step) * step
