"""The report on what came of the measures: done, not done, outcome, and the score of the year after beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prongsai.core.document import Block, Callout, Column, Document, PageBreak, Row, Run, Table
from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.followup.count import Counts
from prongsai.core.followup.outcome import NOT_A_CAUSE, Outcome, of_measure
from prongsai.core.followup.words import LATE, STATUS_WORDS
from prongsai.core.papers.answers import answer_blocks
from prongsai.core.papers.columns import Form, chosen
from prongsai.core.papers.pen import Pen, Setting, counted
from prongsai.core.papers.rows import MeasureRows
from prongsai.core.papers.standings import at_the_end, count_blocks, on_step, on_the_whole, told
from prongsai.core.plan import Measure
from prongsai.core.plan.elements import check_report
from prongsai.core.text import Text

KIND = "implementation"


def implementation(
    followup: Followup, setting: Setting, *, form: str = "", outcomes: Sequence[Outcome] = ()
) -> Document:
    """Return the report on the measures of a year.

    `form` names a column set of `columns.IMPLEMENTATION`; empty is the agency's own choice, else the complete one.
    `outcomes` are the scores of the year after beside the measures; empty where they are not known yet.
    Raises `KeyError` for a form that does not exist.
    """
    return _Implementation(followup, setting, form, outcomes).report()


class _ReportRows(MeasureRows):
    """The rows of the report: those of the plan with what came of it."""

    def __init__(self, pen: Pen, form: Form, found: Counts, outcomes: Sequence[Outcome]) -> None:
        super().__init__(pen, form)
        self.outcomes = outcomes
        self.found = {each.measure.id: each for each in found.standings}
        self.cells |= {
            "result": self.result,
            "outcome": self.outcome,
            "problems": self.problems,
            "evidence": self.evidence,
        }

    def result(self, _: int, measure: Measure) -> tuple[Run, ...]:
        """Write the status, then what was done, numbered as the steps are."""
        standing = self.found[measure.id]
        whole = on_the_whole(standing)
        lines = [whole.done_note.strip()] if whole and whole.done_note.strip() else []
        for step in measure.steps:
            note = on_step(standing, step.number)
            if note is not None:
                words = note.done_note.strip() or STATUS_WORDS[note.status].say(self.pen.edition.lang)
                lines.append(f"{step.number}. {words}{self.late(note)}")
        status = Run(STATUS_WORDS[standing.status].say(self.pen.edition.lang) + self.late(whole), bold=True)
        # A form without evidence would lose it otherwise.
        return (
            status,
            *((Run("\n"), *self.pen.written(lines)) if lines else ()),
            *self.outcome_below(measure),
            *self.evidence_below(measure),
        )

    def late(self, note: ProgressNote | None) -> str:
        """Say of a report that it came late."""
        return f" ({LATE.say(self.pen.edition.lang)})" if note and note.late else ""

    def outcome(self, _: int, measure: Measure) -> tuple[Run, ...]:
        """Write what the agency calls the outcome, then the scores of the year after."""
        scores = (each.words.say(self.pen.edition.lang) for each in of_measure(self.outcomes, measure.id))
        lines = [*told(self.found[measure.id], "outcome"), *scores]
        return self.pen.written(lines)

    def outcome_below(self, measure: Measure) -> tuple[Run, ...]:
        """Put what the agency calls the outcome below the result where the form has no column for it."""
        lines = () if self.form.shows("outcome") else told(self.found[measure.id], "outcome")
        return (Run(f"\n{self.pen.say('ผลลัพธ์', 'Outcome')}: {'; '.join(lines)}"),) if lines else ()

    def evidence_below(self, measure: Measure) -> tuple[Run, ...]:
        """Put the evidence below the result where the form has no column for it."""
        runs = () if self.form.shows("evidence") else self.evidence(0, measure)
        return (Run(self.pen.say("\nหลักฐาน: ", "\nEvidence: ")), *runs) if runs else ()

    def problems(self, _: int, measure: Measure) -> tuple[Run, ...]:
        """Write obstacles and suggestions, each under its own word."""
        standing = self.found[measure.id]
        named = (
            (Text("เหตุผล", "Reason"), told(standing, "reason")),
            (Text("อุปสรรค", "Obstacle"), told(standing, "obstacle")),
            (Text("ข้อเสนอแนะ", "Suggestion"), told(standing, "suggestion")),
        )
        lines = [f"{word.say(self.pen.edition.lang)}: {'; '.join(texts)}" for word, texts in named if texts]
        return self.pen.written(lines)

    def evidence(self, _: int, measure: Measure) -> tuple[Run, ...]:
        """Write the evidence of the measure and its steps, each once."""
        notes = self.found[measure.id].notes
        return self.pen.links(tuple(dict.fromkeys(each for note in notes for each in note.evidence)))


class _Implementation(Pen):
    def __init__(self, followup: Followup, setting: Setting, form: str, outcomes: Sequence[Outcome]) -> None:
        super().__init__(setting, followup.plan.agency)
        self.followup = followup
        self.plan = followup.plan
        self.form = chosen(KIND, form, self.house.forms)
        self.outcomes = outcomes
        self.found = at_the_end(followup)

    def report(self) -> Document:
        sections = (self.opening(), self.table_section(), self.outcome_section())
        return self.document(
            KIND,
            self.say(
                "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
                "Report on the action to promote integrity and transparency in the agency",
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

    def opening(self) -> Iterator[Block]:
        yield self.heading("1. สรุปผลการดำเนินการ", "1. Summary")
        if not self.found.total:
            yield Callout(
                self.runs("แผนนี้ไม่มีมาตรการให้รายงาน", "This plan has no measures to report on."), "warning"
            )
            return
        before, year, number = (
            self.year(self.plan.result_year),
            self.year(self.plan.fiscal_year),
            self.found.total,
        )
        yield self.paragraph(
            f"{self.agency} นำผลการประเมินของ{before} มากำหนดมาตรการ {number} มาตรการ "
            f"และดำเนินการใน{year} ผลเป็นดังนี้",
            f"From the result of {before}, {self.agency} set {counted(number, 'measure')} for {year}, with what follows.",
        )
        if not self.followup.rounds:
            yield Callout(
                self.runs(
                    "ยังไม่มีรายงานผลจากหน่วยผู้รับผิดชอบแม้แต่รอบเดียว เอกสารนี้จึงยังเผยแพร่ไม่ได้",
                    "No unit has reported in any round, so this paper cannot be published yet.",
                ),
                "bad",
            )
        yield from count_blocks(self, self.found)

    def table_section(self) -> Iterator[Block]:
        if self.found.total:
            yield self.heading("2. ผลรายมาตรการ", "2. By measure")
            caption = self.say(
                f"ผลการดำเนินการตามมาตรการของ{self.year(self.plan.fiscal_year)}",
                f"What came of the measures of {self.year(self.plan.fiscal_year)}",
            )
            yield _ReportRows(self, self.form, self.found, self.outcomes).table(caption, self.plan.measures)

    # the score beside the work

    def outcome_section(self) -> Iterator[Block]:
        if not self.found.total:
            return
        yield self.heading("3. คะแนนของเรื่องเดียวกันในปีถัดมา", "3. The scores of the same matters a year later")
        rows = tuple(
            self.outcome_row(place, each)
            for place, measure in enumerate(self.plan.measures, start=1)
            for each in of_measure(self.outcomes, measure.id)
        )
        if not rows:
            yield self.paragraph(
                "ยังไม่มีคะแนนของปีถัดมาให้เทียบ จึงยังบอกไม่ได้ว่าคะแนนเปลี่ยนไปเท่าใด",
                "There is no score of the year after to compare with, so no change can be told.",
            )
            return
        yield self.paragraph(NOT_A_CAUSE.th, NOT_A_CAUSE.en)
        columns = (
            Column(self.say("มาตรการที่", "Measure"), 10, "center"),
            Column(self.say("ก่อน", "Before"), 10, "end"),
            Column(self.say("หลัง", "After"), 10, "end"),
            Column(self.say("เปลี่ยน", "Change"), 10, "end"),
            Column(self.say("ความหมาย", "What it says"), 60),
        )
        yield Table(self.say("คะแนนก่อนและหลัง", "Scores before and after"), columns, rows)

    def outcome_row(self, place: int, outcome: Outcome) -> Row:
        unknown = self.say("ไม่ทราบ", "unknown")
        change = outcome.shown_change
        figures = (unknown if each is None else self.points(each) for each in (outcome.before, outcome.after))
        chance = outcome.significance.words.say(self.edition.lang) if outcome.significance else ""
        texts = (outcome.words.say(self.edition.lang), outcome.warning.say(self.edition.lang), chance)
        return self.row(
            str(place),
            *figures,
            unknown if change is None else self.signed(change),
            "\n".join(text for text in texts if text),
            tone="warning" if texts[1] else "plain",
        )

    def answer_section(self) -> Iterator[Block]:
        yield PageBreak()
        yield self.heading(
            "ภาคผนวก ข้อ OIT ที่เอกสารนี้ตอบ และความครบถ้วน",
            "Annex: which OIT item this answers, and is it complete",
        )
        framework = self.setting.framework
        yield from answer_blocks(self, check_report(self.followup, framework) if framework else None)
