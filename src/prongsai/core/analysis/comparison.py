"""The section that sets the year beside an earlier one: what moved the total, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from prongsai.core.analysis.sureness import Sureness
from prongsai.core.change import YearChange
from prongsai.core.change.caveats import Caveat
from prongsai.core.change.contributions import Contribution
from prongsai.core.document import Block, Bullets, Column, Row, Run, Table
from prongsai.core.figure import points, shown_change, signed
from prongsai.core.rules import half_up
from prongsai.core.uncertainty.significance import within_error


class Comparison(Sureness):
    """Writes the change from an earlier year, split exactly by indicator."""

    def comparison_section(self) -> Iterator[Block]:
        """Yield the section, nothing where no earlier year is given."""
        change = self.analysis.change
        if change is None:
            return
        yield self.numbered(
            "comparison",
            f"เทียบกับปีงบประมาณ พ.ศ. {change.older_year}",
            f"Beside fiscal year {change.older_year}",
        )
        yield from self.comparison_words(change)
        yield self.comparison_table(change)
        notes = [caveat.words.say(self.edition.lang) for caveat in self.caveats(change)]
        notes += [note.say(self.edition.lang) for note in (change.level.words, *change.notes)]
        yield self.paragraph(
            "≈ อยู่ในความคลาดเคลื่อนจากการสุ่ม ยังบอกไม่ได้ว่าเปลี่ยนจริง  * สิ่งที่ถามหรือตรวจเปลี่ยนจากปีก่อน",
            "≈ within the sampling error: it cannot be told from chance.  * what was asked or checked has changed.",
        )
        yield Bullets(tuple((Run(self.sentence(note)),) for note in dict.fromkeys(notes)))

    def comparison_words(self, change: YearChange) -> Iterator[Block]:
        """Yield the change of the total in one sentence, where both totals are known."""
        if change.shown is not None:
            before, after = map(points, change.shown)
            by = signed(change.shown[1] - change.shown[0])
            yield self.paragraph(
                f"คะแนนรวมเปลี่ยนจาก {before} เป็น **{after}** ({by}) แยกตามตัวชี้วัดได้ดังนี้ ผลรวมของคอลัมน์สุดท้ายเท่ากับผลต่างพอดี",
                f"The total went from {before} to **{after}** ({by}). By indicator; the last column adds up to it exactly:",
            )

    def comparison_table(self, change: YearChange) -> Table:
        """Return one row for every indicator that either year knows."""
        columns = (
            Column(self.say("ตัวชี้วัด", "Indicator"), 40),
            Column(str(change.older_year), 13, "end"),
            Column(str(change.newer_year), 13, "end"),
            Column(self.say("เปลี่ยน", "Change"), 13, "end"),
            Column(self.say("ผลต่อคะแนนรวม", "In the total"), 15, "end"),
        )
        steps = change.steps_as_shown() or tuple(half_up(each.effect) for each in change.contributions)
        rows = tuple(
            self.comparison_row(each, step) for each, step in zip(change.contributions, steps, strict=True)
        )
        return Table(self.say("สิ่งที่ทำให้คะแนนรวมเปลี่ยน", "What moved the total"), columns, rows)

    def comparison_row(self, each: Contribution, step: Fraction) -> Row:
        """Return one contribution; marks say where chance or another question may be behind it."""
        before, after = ("–" if value is None else points(value) for value in (each.before, each.after))
        change = shown_change(each.before, each.after, None)
        moved = "–" if change is None else signed(change)
        return self.row(
            each.title.say(self.edition.lang), before, after, moved + self.mark(each), signed(step)
        )

    def mark(self, each: Contribution) -> str:
        """Return ≈ where the change cannot be told from chance, * where what was asked has changed."""
        return ("≈" if self.by_chance(each) else "") + ("*" if each.caveats else "")

    def by_chance(self, each: Contribution) -> bool:
        """Whether the change is within the sampling error: of the sizes that are known, else of any plausible ones."""
        if len(each.codes) != 1 or len(each.previous) != 1:
            return False
        code = each.codes[0]
        now, then = self.analysis.errors.get(code), self.analysis.older_errors.get(each.previous[0])
        if now is not None and then is not None and each.before is not None and each.after is not None:
            return within_error(each.after - each.before, then, now).verdict == "within"
        told = self.analysis.figure_changes.get(code)
        return told is not None and told.significance is not None and told.significance.verdict == "within"

    def caveats(self, change: YearChange) -> Iterator[Caveat]:
        """Yield every warning of the comparison."""
        for each in change.contributions:
            yield from each.caveats
