"""The sections of the analysis report on what follows from a score: standing, losses, checks, plan, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from prongsai.core.analysis import Standing, share_lost
from prongsai.core.analysis.writer import Writer
from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Column,
    Fields,
    Paragraph,
    Row,
    Run,
    Table,
)
from prongsai.core.framework import TOTAL, Level, RuleChoice
from prongsai.core.improve import Gain, PlanStep
from prongsai.core.level import LevelDecision, two_decimals
from prongsai.core.reconcile.explain import Check
from prongsai.core.rules import AGGREGATIONS
from prongsai.core.summary import compact_unknown, runs_of_codes
from prongsai.core.text import Text

MOST_BARS = 10
CERTAINTIES = {
    "read": Text("อ่านจากเอกสารทางการ", "read in an official text"),
    "arithmetic": Text("พิสูจน์ได้จากตัวเลขที่เผยแพร่", "follows from published figures"),
    "derivative": Text("อ่านจากกรอบที่เกี่ยวเนื่อง", "read in a related framework"),
    "inferred": Text("อนุมานจากข้อเท็จจริงอื่น", "inferred from other facts"),
    "general": Text("ความรู้ทั่วไปที่ยังไม่ยืนยัน", "general knowledge, not confirmed"),
    "unknown": Text("ไม่ทราบ ใช้ค่าเริ่มต้นที่ระบุไว้", "not known; a stated default is used"),
}
VERDICTS = {
    "agrees": Text("ตรงกัน", "agree"),
    "disagrees": Text("ไม่ตรงกัน", "disagree"),
    "undecidable": Text("ยังยืนยันไม่ได้", "cannot be decided"),
}


class Findings(Writer):
    """Writes the sections that come after the score itself; every section is an iterator of blocks."""

    # strongest and weakest

    def standing_section(self) -> Iterator[Block]:
        """Name the best and the worst indicators and the lowest questions."""
        yield self.heading("3. จุดแข็งและจุดที่ต้องพัฒนา", "3. Strongest and weakest")
        named = (
            (Text("ตัวชี้วัดที่ได้คะแนนสูงสุด", "Highest indicators"), self.analysis.strongest),
            (Text("ตัวชี้วัดที่ต้องพัฒนาก่อน", "Lowest indicators"), self.analysis.weakest),
            (Text("ข้อคำถามที่ได้คะแนนต่ำสุด", "Lowest questions"), self.analysis.weakest_questions),
        )
        if not any(standings for _, standings in named):
            yield self.paragraph(
                "ผลที่ได้รับมีเพียงคะแนนรายเครื่องมือ จึงยังเทียบตัวชี้วัดกันไม่ได้",
                "The result holds the scores of the tools only, so that no indicators can be compared.",
            )
        for title, standings in named:
            if standings:
                yield self.part(title.th, title.en)
                yield self.standings(standings)

    def standings(self, standings: Sequence[Standing]) -> Bullets:
        """List nodes with their scores."""
        return Bullets(
            tuple(
                (Run(f"{self.label(each.code)} "), Run(self.figure(each.value), bold=True))
                for each in standings
            )
        )

    # what was lost

    def lost_section(self) -> Iterator[Block]:
        """Say what each question and item cost, in points of the total."""
        yield self.heading("4. คะแนนที่เสียไปในแต่ละข้อ", "4. What each question and item cost")
        lost = self.analysis.lost
        if not lost:
            yield self.paragraph("ไม่มีข้อใดเสียคะแนน", "Nothing was lost.")
            return
        whole = self.points(share_lost(lost))
        yield self.paragraph(
            f"คะแนนรวมที่เสียไปมี **{whole}** คะแนน แต่ละข้อด้านล่างบอกว่า ถ้าข้อนั้นข้อเดียวได้คะแนนเต็ม "
            "คะแนนรวมจะเพิ่มขึ้นเท่าใด",
            f"**{whole}** points of the total were lost. Each line says by how much the total would rise if that one "
            "alone stood at its best.",
        )
        yield self.lost_chart(lost[:MOST_BARS])
        yield self.lost_table(lost)
        yield from self.lost_notes(lost)

    def lost_chart(self, lost: Sequence[Gain]) -> BarChart:
        """Draw what each would bring back, most first."""
        bars = tuple(
            Bar(
                f"{self.code(gain.code)} {gain.title.say(self.edition.lang)}",
                gain.gain,
                self.points(gain.gain),
            )
            for gain in lost
        )
        first = lost[0]
        name, most = self.short_label(first.code), self.points(first.gain)
        return BarChart(
            "lost",
            self.say(
                f"คะแนนรวมที่ได้คืนถ้าข้อนั้นได้คะแนนเต็ม: {name} มากที่สุด {most} คะแนน",
                f"Points of the total that each would bring back: {name} the most, {most}",
            ),
            ", ".join(f"{self.code(gain.code)} {self.points(gain.gain)}" for gain in lost),
            bars,
            (),
            _round_up(first.gain),
        )

    def lost_table(self, lost: Sequence[Gain]) -> Table:
        """List everything that is below its best; an asterisk marks a score that was worked out, not given."""
        columns = (
            Column(self.say("ข้อ", "Code"), 12),
            Column(self.say("เรื่อง", "Title"), 50),
            Column(self.say("ได้", "Has"), 14, "end"),
            Column(self.say("เต็ม", "Best"), 14, "end"),
            Column(self.say("เสียไป", "Cost"), 13, "end"),
        )
        rows = tuple(
            self.row(
                self.code(gain.code),
                gain.title.say(self.edition.lang),
                self.figure(gain.from_) + ("*" if gain.implied else ""),
                self.figure(gain.to),
                self.points(gain.gain),
            )
            for gain in lost
        )
        return Table(self.say("คะแนนรวมที่เสียไปรายข้อ", "Points of the total lost"), columns, rows)

    def lost_notes(self, lost: Sequence[Gain]) -> Iterator[Bullets]:
        """Say once what must be known about several lines, with their codes."""
        groups: dict[str, list[Gain]] = {}
        for gain in lost:
            if gain.note.th:
                groups.setdefault(gain.note.say(self.edition.lang), []).append(gain)
        if groups:
            every = len(groups) == 1 and len(next(iter(groups.values()))) == len(lost)
            yield Bullets(
                tuple((*(() if every else self.about(gains)), Run(note)) for note, gains in groups.items())
            )

    def about(self, gains: Sequence[Gain]) -> tuple[Run, ...]:
        """Name the lines that a note is about, with their asterisk."""
        mark = "* " if any(gain.implied for gain in gains) else ""
        return (Run(mark), Run(f"{self.codes([gain.code for gain in gains])}: ", bold=True))

    def code(self, code: str) -> str:
        """Write a code as the tables show it: a question of one part as `e1 EIT.1`."""
        return code.replace("@", " ")

    def codes(self, codes: Sequence[str]) -> str:
        """Write codes in framework order, runs of them as O21–O28."""
        order = {code: place for place, code in enumerate(self.scored.recipe.by_code)}
        ordered = sorted(codes, key=lambda code: order.get(code, len(order)))
        return ", ".join(self.code(code) for code in runs_of_codes(ordered))

    def short_label(self, code: str) -> str:
        """Name a code without its title: “ตัวชี้วัดที่ 9”, “ข้อ O15”."""
        if self.framework.kind_of(code) in ("tool", "part", "total"):
            return self.title(code)
        return self.label(code).removesuffix(self.title(code)).strip() if "@" not in code else self.code(code)

    # do the figures agree

    def reconcile_section(self) -> Iterator[Block]:
        """Say how the announced figures stand, and explain those that do not agree."""
        yield self.heading("5. ผลการตรวจทานตัวเลขที่ประกาศ", "5. Do the announced figures agree?")
        checks = self.analysis.reconciliation.checks
        if not checks:
            yield self.paragraph(
                "ไม่มีตัวเลขที่ประกาศให้เทียบกับข้อมูลที่ละเอียดกว่า",
                "There is no announced figure that could be compared with more detailed ones.",
            )
            return
        yield self.paragraph(
            self.verdicts().th + self.then(checks).th, self.verdicts().en + self.then(checks).en
        )
        open_checks = [check for check in checks if check.status != "agrees"]
        if open_checks:
            yield self.check_table(open_checks)

    def verdicts(self) -> Text:
        """Count the checks by verdict, in one sentence without its end."""
        checks = self.analysis.reconciliation.checks
        numbers = {verdict: sum(check.status == verdict for check in checks) for verdict in VERDICTS}
        if numbers["agrees"] == len(checks):
            return Text(
                f"ตรวจตัวเลขที่ประกาศ {len(checks)} รายการ ตรงกับที่คำนวณได้ทั้งหมด",
                f"{len(checks)} announced figures were checked, and all agree",
            )
        thai = " ".join(f"{VERDICTS[each].th} {number} รายการ" for each, number in numbers.items() if number)
        english = ", ".join(f"{number} {VERDICTS[each].en}" for each, number in numbers.items() if number)
        return Text(
            f"ตรวจตัวเลขที่ประกาศ {len(checks)} รายการ: {thai}",
            f"{len(checks)} announced figures were checked: {english}",
        )

    def then(self, checks: Sequence[Check]) -> Text:
        """End that sentence, with the way to the table where there is one."""
        if all(check.status == "agrees" for check in checks):
            return Text("", ".")
        return Text(
            " ควรเทียบคำอธิบายในตารางกับเอกสารต้นทางก่อนใช้อ้างอิง",
            ". The table gives the likeliest explanation; compare it with the source before relying on it.",
        )

    def check_table(self, checks: Sequence[Check]) -> Table:
        """List the figures that do not follow from what is below them."""
        columns = (
            Column(self.say("รายการ", "Figure"), 20),
            Column(self.say("ที่ประกาศ", "Announced"), 16, "end"),
            Column(self.say("คำนวณได้", "Computed"), 16, "end"),
            Column(self.say("คำอธิบายที่น่าเชื่อที่สุด", "Likeliest explanation"), 58),
        )
        rows = tuple(
            self.row(
                self.short_label(check.code),
                check.published,
                check.recomputed or "–",
                self.explanations(check),
                tone="bad" if check.status == "disagrees" else "warning",
            )
            for check in checks
        )
        return Table(self.say("ตัวเลขที่ต้องตรวจสอบ", "Figures to look into"), columns, rows)

    def explanations(self, check: Check) -> str:
        """Return the likeliest explanation; for a missing value one per rule, since only the agency can tell."""
        several = 2 if check.status == "undecidable" else 1
        words = [each.text.say(self.edition.lang) for each in check.explanations[:several]]
        return self.sentence(self.say(" หรือ", "; or ").join(words)) or "–"

    # what to do first

    def first_section(self) -> Iterator[Block]:
        """Give the cheapest plan, what it does to every gate, and what must be kept in mind."""
        yield self.heading("6. ควรทำสิ่งใดก่อน", "6. What to do first")
        found = self.analysis.improvement
        if found.plan and found.target is not None and found.total_after is not None:
            word = found.target.word.say(self.edition.lang)
            after = self.figure(found.total_after)
            yield self.paragraph(
                f"ทางที่ใช้แรงน้อยที่สุดสู่ระดับ **{word}** มี {len(found.plan)} เรื่อง คะแนนรวมจะเป็น **{after}**",
                f"The least effort towards **{word}** is the following; the total would be **{after}**:",
            )
            yield Bullets(tuple(self.step(step) for step in found.plan), numbered=True)
        if (
            found.plan
            and found.target is not None
            and found.target.gate is not None
            and found.after is not None
        ):
            yield self.gate_table(found.target, found.after)
        if found.notes:
            yield self.part("ข้อควรทราบ", "To be kept in mind")
            yield Bullets(tuple((Run(self.sentence(note.say(self.edition.lang))),) for note in found.notes))

    def step(self, step: PlanStep) -> tuple[Run, ...]:
        """Write one rise of the plan."""
        rise = f"{self.figure(step.from_)} → {self.figure(step.to)}"
        gain = self.points(step.gain)
        return (
            Run(f"{self.label(step.code)}: "),
            Run(rise, bold=True),
            Run(self.say(f" (รวม +{gain})", f" (total +{gain})")),
        )

    def gate_table(self, target: Level, after: LevelDecision) -> Table:
        """Show total and gates now, after the plan, and what the target asks: it tells why the plan is as it is."""
        columns = (
            Column(self.say("เกณฑ์ของระดับ", "What the level looks at"), 52),
            Column(self.say("ขณะนี้", "Now"), 18, "end"),
            Column(self.say("ตามแผน", "After the plan"), 18, "end"),
            Column(self.say("ต้องได้", "Needed"), 14, "end"),
        )
        total_after = self.analysis.improvement.total_after or Fraction(0)
        total = self.row(
            self.say("คะแนนรวม", "Total"),
            self.shown(TOTAL),
            self.figure(total_after),
            two_decimals(target.minimum),
        )
        gates = self.gate_rows(target, after) if target.gate is not None else ()
        caption = self.say(
            f"เกณฑ์ของระดับ {target.word.th} ก่อนและหลังทำตามแผน",
            f"What {target.word.say('en')} asks, now and after the plan",
        )
        return Table(caption, columns, (total, *gates))

    def gate_rows(self, target: Level, after: LevelDecision) -> tuple[Row, ...]:
        """Write one row for each gate."""
        at = target.gate or Fraction(0)
        return tuple(
            self.row(self.title(code), self.span(now), self.span(after.gates[code]), two_decimals(at))
            for code, now in self.scored.decision.gates.items()
        )

    # where it comes from

    def source_section(self) -> Iterator[Block]:
        """Name framework, hash and rules with their certainty, and what is not known."""
        yield self.numbered("source", "ที่มาของตัวเลข", "Where the figures come from")
        yield Paragraph(
            self.runs(
                "คำนวณใหม่จากข้อมูลที่ละเอียดที่สุดในไฟล์ผล ผู้ใดมีไฟล์ผลและกรอบเดียวกันย่อมได้ตัวเลขเดียวกัน",
                "The scores are computed from the most detailed figures of the result file; whoever has the same file "
                "and framework gets the same figures.",
            )
        )
        yield self.recipe_fields()
        yield self.paragraph(
            "กฎการคำนวณของปีนี้ และความแน่นอนของแต่ละกฎ", "The rules of this year, and how sure each of them is:"
        )
        yield Bullets(tuple(self.rule(rule) for rule in self.framework.rules))
        unknown = compact_unknown(self.scored.unknown, self.edition.lang, self.framework)
        if unknown:
            yield self.part("สิ่งที่ยังไม่ทราบ", "What is not known")
            yield Bullets(tuple((Run(self.sentence(line)),) for line in unknown))

    def recipe_fields(self) -> Fields:
        """Name what the figures were made with."""
        rounding = self.scored.recipe.rounding.words.say(self.edition.lang)
        return Fields(
            (
                (self.say("กรอบการประเมิน", "Framework"), (Run(self.framework.id, verbatim=True),)),
                (self.say("ค่าแฮชของกรอบ", "Its hash"), (Run(self.framework.hash[:32], verbatim=True),)),
                (self.say("วิธีปัดเศษ", "Rounding"), (Run(rounding),)),
            )
        )

    def rule(self, rule: RuleChoice) -> tuple[Run, ...]:
        """Write a rule with its certainty."""
        words = rule.words if rule.words.th else AGGREGATIONS[rule.rule].words
        sure = CERTAINTIES[rule.certainty].say(self.edition.lang)
        return (Run(f"{self.sentence(words.say(self.edition.lang))} "), Run(f"({sure})"))


def _round_up(value: Fraction) -> Fraction:
    """Return a round end for an axis that holds `value`."""
    step = Fraction(1, 10)
    while step * 10 < value:
        step *= 10
    return -(-value // step) * step
