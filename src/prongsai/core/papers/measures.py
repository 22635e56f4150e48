"""The measures of a year as an official paper, in the column set that the agency uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from prongsai.core.document import Block, Bullets, Callout, Document, PageBreak, Run
from prongsai.core.finding import Finding
from prongsai.core.papers.answers import answer_blocks
from prongsai.core.papers.columns import chosen
from prongsai.core.papers.pen import Pen, Setting, counted
from prongsai.core.papers.rows import MeasureRows
from prongsai.core.plan import Plan
from prongsai.core.plan.elements import check_measures
from prongsai.core.plan.proposal import unanswered
from prongsai.core.plan.round import ROUND_WORDS, due
from prongsai.core.summary import runs_of_codes

KIND = "measures"
# Elements of the item that the analysis shows, not the table of measures.
OF_THE_ANALYSIS = frozenset({"analysis", "urgent", "improve"})


def measures(
    plan: Plan, setting: Setting, *, form: str = "", findings: Sequence[Finding] | None = None
) -> Document:
    """Return the paper on the measures of a plan.

    `findings` are those of the analysis that is published with it; without them that part is not checked.

    `form` names a column set of `columns.MEASURES`; empty is the agency's own choice, else the complete one.
    Raises `KeyError` for a form that does not exist.
    """
    return _Measures(plan, setting, form, findings).document_of_plan()


class _Measures(Pen):
    def __init__(self, plan: Plan, setting: Setting, form: str, findings: Sequence[Finding] | None) -> None:
        super().__init__(setting, plan.agency)
        self.findings = findings
        self.plan = plan
        self.form = chosen(KIND, form, self.house.forms)

    def document_of_plan(self) -> Document:
        sections = (self.opening(), self.table_section(), self.monitoring_section())
        return self.document(
            KIND,
            self.say(
                "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
                "Measures to promote integrity and transparency in the agency",
            ),
            year=self.plan.fiscal_year,
            # The check is for those who publish, so it comes after what is signed.
            blocks=(
                *(block for section in sections for block in section),
                self.signatures(),
                *self.answer_section(),
            ),
            landscape=self.form.wide,
        )

    # why these measures, and how many

    def opening(self) -> Iterator[Block]:
        yield self.heading("1. ที่มา", "1. Why these measures")
        plan = self.plan
        number = len(plan.measures)
        topics = len({measure.topic for measure in plan.measures if measure.topic})
        before, now = self.year(plan.result_year), self.year(plan.fiscal_year)
        if not number:
            yield Callout(
                self.runs(
                    f"แผนของ{now}ยังไม่มีมาตรการ ให้เลือกจากข้อเสนอที่ได้จากผลการประเมิน แล้วทำเอกสารนี้ใหม่",
                    f"The plan of {now} has no measures yet. Choose among the proposals made from the result, and make "
                    "this paper again.",
                ),
                "warning",
            )
            return
        yield self.paragraph(
            f"จากการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสของ{before} {self.agency} กำหนดมาตรการสำหรับ{now} "
            f"ไว้ **{number} มาตรการ**" + (f" ใน {topics} ด้าน" if topics else ""),
            f"From the assessment of {before}, {self.agency} has set **{counted(number, 'measure')}**"
            + (f" in {counted(topics, 'topic')}" if topics else "")
            + f" for {now}.",
        )
        yield from self.gain_and_budget()
        yield from self.unedited()

    def gain_and_budget(self) -> Iterator[Block]:
        """Sum up gain and budget, naming how many measures say nothing of them."""
        gains = [each.expected_gain for each in self.plan.measures if each.expected_gain is not None]
        budgets = [each.budget for each in self.plan.measures if each.budget is not None]
        lines = []
        if gains:
            most = self.signed(max(gains, default=Fraction(0)))
            lines.append(
                self.runs(
                    f"มาตรการเดียวที่คาดว่าจะเพิ่มคะแนนรวมมากที่สุดเพิ่ม **{most}** คะแนน "
                    "คะแนนที่คาดของหลายมาตรการนำมาบวกกันไม่ได้เมื่อมุ่งข้อเดียวกัน",
                    f"The measure that promises most would bring **{most}** points of the total; gains of measures that "
                    "aim at the same question must not be added.",
                )
            )
        if budgets:
            silent = len(self.plan.measures) - len(budgets)
            total = sum(budgets[1:], start=budgets[0])
            money = (
                self.say(f"{self.baht(total)} บาท", f"{self.baht(total)} baht") if total else self.baht(total)
            )
            lines.append(
                self.runs(
                    f"งบประมาณรวม **{money}**" + (f" (ยังไม่ระบุ {silent} มาตรการ)" if silent else ""),
                    f"Budget in all: **{money}**" + (f" (not said for {silent})" if silent else ""),
                )
            )
        if lines:
            yield Bullets(tuple(lines))

    def unedited(self) -> Iterator[Block]:
        """Say how many proposals nobody has changed yet: a text for every agency is not a measure of this one."""
        number = sum(measure.generated for measure in self.plan.measures)
        if number:
            yield Callout(
                self.runs(
                    f"**{number} มาตรการ**ยังเป็นข้อเสนอจากระบบ ควรปรับให้ตรงกับหน่วยงานก่อนเสนออนุมัติ",
                    f"**{counted(number, 'measure')}** still as proposed by the system: fit the wording "
                    "to the agency before approval.",
                ),
                "warning",
            )

    # the table and who looks after it

    def table_section(self) -> Iterator[Block]:
        if self.plan.measures:
            yield self.heading("2. มาตรการ", "2. The measures")
            caption = self.say(
                f"มาตรการของ{self.year(self.plan.fiscal_year)}",
                f"Measures of {self.year(self.plan.fiscal_year)}",
            )
            yield MeasureRows(self, self.form).table(caption, self.plan.measures)

    def monitoring_section(self) -> Iterator[Block]:
        """Say when the rounds of reports are due and how many measures report in each."""
        if not self.plan.measures:
            return
        yield self.heading("3. การกำกับติดตาม", "3. Monitoring")
        lines = []
        for round_ in ROUND_WORDS:
            number = sum(round_ in measure.monitoring_rounds for measure in self.plan.measures)
            if number:
                last = self.date(due(self.plan.fiscal_year, round_))
                words = ROUND_WORDS[round_]
                lines.append(
                    self.runs(
                        f"รอบ {words.th} ข้อมูลถึงวันที่ {last}: {number} มาตรการ",
                        f"After {words.en}, as of {last}: {counted(number, 'measure')}",
                    )
                )
        if not lines:
            yield self.paragraph("ยังไม่ได้กำหนดรอบรายงาน", "No round of reports has been set.")
            return
        yield self.paragraph(
            "ผู้รับผิดชอบรายงานผล อุปสรรค และหลักฐานต่อผู้บริหารในแต่ละรอบ",
            "In each round the units responsible report results, obstacles and evidence to the head of the agency.",
        )
        yield Bullets(tuple(lines))

    # what the item asks for

    def answer_section(self) -> Iterator[Block]:
        yield PageBreak()
        yield self.heading(
            "ภาคผนวก ข้อ OIT ที่เอกสารนี้ตอบ และความครบถ้วน",
            "Annex: which OIT item this answers, and is it complete",
        )
        framework = self.setting.framework
        check = check_measures(self.plan, self.findings or (), framework) if framework else None
        yield from answer_blocks(
            self, check, without=OF_THE_ANALYSIS if self.findings is None else frozenset()
        )
        yield from self.without_measure()
        yield Bullets(
            (
                (
                    Run(
                        self.say(
                            "เผยแพร่คู่กับรายงานการวิเคราะห์ ซึ่งแสดงประเด็นที่ต้องแก้ไขโดยเร่งด่วนและประเด็นที่ต้องพัฒนา",
                            "Publish it with the analysis, which names the faults to mend at once and what to develop.",
                        )
                    ),
                ),
            )
        )

    def without_measure(self) -> Iterator[Block]:
        """Name the findings that ask for something and that no measure answers."""
        open_findings = unanswered(self.findings or (), self.plan)
        if open_findings:
            codes = ", ".join(runs_of_codes([each.code for each in open_findings]))
            yield Callout(
                self.runs(
                    f"ข้อค้นพบที่ยังไม่มีมาตรการรองรับ: **{codes}**",
                    f"Findings that no measure answers yet: **{codes}**",
                ),
                "warning",
            )
