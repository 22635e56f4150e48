"""The sections of the report that say what each score means, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prongsai.core.analysis.findings import Findings
from prongsai.core.document import Block, Column, Row, Run, Table, Tone
from prongsai.core.finding import GOOD, Finding
from prongsai.core.level import two_decimals
from prongsai.core.rules import half_up
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Text

KINDS = {
    "strength": Text("จุดแข็ง", "strength"),
    "urgent": Text("ต้องแก้ไขโดยเร่งด่วน", "to be mended first"),
    "improve": Text("ควรพัฒนาให้ดีขึ้น", "to be improved"),
    "keep": Text("รักษาระดับ", "keep"),
}


class Advice(Findings):
    """Writes the findings by indicator: what is weak in full, what is good in one line."""

    def advice_section(self) -> Iterator[Block]:
        """Yield the section, nothing where no findings were made."""
        if not self.analysis.findings:
            return
        yield self.numbered("advice", "ข้อค้นพบและข้อเสนอแนะ", "Findings and recommendations")
        yield self.paragraph(
            "ข้อความนี้ร่างจากคลังคำแนะนำของโปรแกรม เจ้าหน้าที่ปรับถ้อยคำให้ตรงกับงานของหน่วยงานได้",
            "These words are drafted from the program's catalogue; officers may reword them to fit the agency's work.",
        )
        columns = (
            Column(self.say("ข้อ", "Code"), 12),
            Column(self.say("คะแนน", "Score"), 13, "end"),
            Column(self.say("ข้อค้นพบและข้อเสนอแนะ", "Finding and recommendation"), 75),
        )
        rows = tuple(row for indicator in self.all_indicators() for row in self.advice_rows(indicator))
        yield Table(self.say("ข้อค้นพบรายตัวชี้วัด", "Findings by indicator"), columns, rows)

    def all_indicators(self) -> Iterator[str]:
        """Return the indicators' codes in framework order."""
        return (node.code for tool in self.framework.tools for node in self.indicators(tool.code))

    def advice_rows(self, indicator: str) -> Iterator[Row]:
        """Yield a heading for the indicator, its weak questions and items in full, and the others in one line."""
        own = [each for each in self.analysis.findings if each.code == indicator]
        below = [each for each in self.analysis.findings if indicator in self.framework.above(each.code)]
        if not own and not below:
            return
        name = Run(self.label(indicator), bold=True)
        kind = Run("".join(f" ({KINDS[each.kind].say(self.edition.lang)})" for each in own))
        yield Row(((), (Run(self.shown(indicator), bold=True),), (name, kind)), heading=True)
        # What an officer has worded is there to be read, however good the score or deep the figures.
        full = [each for each in own if each.edited or not below]
        full += [each for each in below if each.edited or each.kind not in GOOD]
        for each in full:
            yield self.advice_row(each)
        yield from self.kept([each for each in below if each not in full])

    def advice_row(self, finding: Finding) -> Row:
        """Return one finding with its recommendation and the items it leans on."""
        score = "" if finding.score is None else two_decimals(half_up(finding.score))
        lang = self.edition.lang
        runs = [Run(self.title(finding.code), bold=True), Run(f"\n{finding.finding.say(lang)}\n")]
        runs.append(Run(finding.words(lang)))
        if finding.leans_on:
            codes = ", ".join(runs_of_codes(finding.leans_on))
            runs.append(Run(self.say(f" (อ้างอิง {codes})", f" (see {codes})")))
        code = finding.code if finding.of_part is None else f"{finding.code} {finding.of_part}"
        tone: Tone = "plain" if finding.kind in GOOD else "bad" if finding.kind == "urgent" else "warning"
        return Row(((Run(code),), (Run(score),), tuple(runs)), tone=tone)

    def kept(self, good: Sequence[Finding]) -> Iterator[Row]:
        """Yield one line for everything whose level is to be kept."""
        if good:
            codes = ", ".join(runs_of_codes([each.code for each in good]))
            words = self.say(
                f"รักษาระดับคะแนนและแจ้งให้ทุกหน่วยทราบ: {codes}", f"Keep the level and tell every unit: {codes}"
            )
            yield Row(((), (), (Run(words),)))
