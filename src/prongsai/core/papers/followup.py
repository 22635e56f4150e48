"""A round of follow-up as an official paper: status, result, obstacle, evidence and suggestion by step."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.core.document import Block, Callout, Column, Document, Row, Run, Table
from prongsai.core.followup import Followup, ProgressNote, Status
from prongsai.core.followup.count import Standing, counts
from prongsai.core.followup.words import LATE, STATUS_WORDS
from prongsai.core.papers.pen import NONE, Pen, Setting
from prongsai.core.papers.rows import owners
from prongsai.core.papers.standings import LAST_ROUND, TONES, count_blocks, on_step, on_the_whole
from prongsai.core.plan import MonitoringRound, Step
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.text import Text

KIND = "followup"
OUTCOME, REASON = Text("ผลลัพธ์", "Outcome"), Text("เหตุผล", "Reason")
COLUMNS = (
    (Text("มาตรการและขั้นตอน", "Measure and step"), 24),
    (Text("ผู้รับผิดชอบ", "Responsible"), 12),
    (Text("กำหนดเวลา", "Due"), 11),
    (Text("สถานะ", "Status"), 12),
    (Text("ผลการดำเนินการ", "Result"), 22),
    (Text("ปัญหาและอุปสรรค", "Obstacles"), 16),
    (Text("ข้อเสนอแนะ", "Suggestions"), 16),
    (Text("หลักฐาน", "Evidence"), 14),
)


def followup(followup_: Followup, setting: Setting, *, round_: MonitoringRound | None = None) -> Document:
    """Return the paper on one round of reports; without one on the last. What earlier rounds said still holds."""
    return _Followup(followup_, setting, round_).document_of_round()


class _Followup(Pen):
    def __init__(self, followup_: Followup, setting: Setting, round_: MonitoringRound | None) -> None:
        super().__init__(setting, followup_.plan.agency)
        self.followup = followup_
        self.plan = followup_.plan
        reported = [each for each in followup_.rounds if round_ is None or each.round == round_]
        self.round = reported[-1] if reported else None
        self.asked = self.round.round if self.round else round_
        # A round nobody reported in says nothing, whatever other rounds said.
        told = followup_ if self.round else Followup(plan=self.plan, rounds=())
        self.found = counts(told, self.asked or LAST_ROUND)

    def document_of_round(self) -> Document:
        title = Text(
            "รายงานการกำกับติดตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
            "Follow-up of the measures to promote integrity and transparency",
        )
        if self.asked:
            months = ROUND_WORDS[self.asked]
            title = Text(f"{title.th} รอบ {months.th}", f"{title.en} after {months.en}")
        return self.document(
            KIND,
            title.say(self.edition.lang),
            year=self.plan.fiscal_year,
            blocks=(*self.summary(), *self.details(), self.signatures()),
            landscape=True,
        )

    def summary(self) -> Iterator[Block]:
        yield self.heading("1. สรุปผล", "1. Summary")
        if not self.plan.measures:
            yield Callout(
                self.runs("แผนนี้ยังไม่มีมาตรการให้ติดตาม", "This plan has no measures to follow up."), "warning"
            )
            return
        if self.round is None:
            yield Callout(
                self.runs(
                    "ยังไม่มีหน่วยใดรายงานผลในรอบนี้ ตารางด้านล่างจึงแสดงเพียงสิ่งที่ต้องรายงาน",
                    "Nobody has reported in this round yet; the table shows what is to be reported.",
                ),
                "warning",
            )
            return
        yield self.paragraph(
            f"ข้อมูลตามที่หน่วยผู้รับผิดชอบรายงานถึงวันที่ {self.date(self.round.date)}",
            f"As reported by the units responsible until {self.date(self.round.date)}.",
        )
        yield from count_blocks(self, self.found)

    def details(self) -> Iterator[Block]:
        if self.found.total:
            yield self.heading("2. ผลรายมาตรการและขั้นตอน", "2. By measure and step")
            columns = tuple(Column(title.say(self.edition.lang), width) for title, width in COLUMNS)
            rows = tuple(
                row for place, each in enumerate(self.found.standings, 1) for row in self.rows(place, each)
            )
            yield Table(self.say("ความก้าวหน้ารายขั้นตอน", "Progress by step"), columns, rows)

    def rows(self, place: int, standing: Standing) -> Iterator[Row]:
        """Yield the row of a measure and one for each of its steps."""
        measure = standing.measure
        title = (Run(f"{place}. {measure.title}", bold=True),)
        yield self.progress(
            title, owners(measure), self.period(measure.period), standing.status, on_the_whole(standing)
        )
        for step in measure.steps:
            yield self.step_row(place, standing, step)

    def step_row(self, place: int, standing: Standing, step: Step) -> Row:
        return self.progress(
            (Run(f"{place}.{step.number} {step.text}"),),
            step.responsible_units or owners(standing.measure),
            self.period(step.period or standing.measure.period),
            standing.steps[step.number],
            on_step(standing, step.number),
        )

    def progress(
        self,
        title: tuple[Run, ...],
        units: tuple[str, ...],
        due: str,
        status: Status,
        note: ProgressNote | None,
    ) -> Row:
        new = note.new_date if note else None
        moved = self.say(f"\nกำหนดใหม่ {self.date(new)}", f"\nnew date {self.date(new)}") if new else ""
        cells = (
            title,
            (Run(self.units(units) or NONE),),
            (Run((due or NONE) + moved),),
            (Run(self.status_of(status, note)),),
            (Run((note and self.below(note.done_note, OUTCOME, note.outcome)) or NONE),),
            (Run((note and self.below(note.obstacle, REASON, note.reason)) or NONE),),
            (Run((note.suggestion.strip() if note else "") or NONE),),
            self.links(note.evidence) if note and note.evidence else (Run(NONE),),
        )
        return Row(cells, tone=TONES.get(status, "plain"))

    def below(self, text: str, label: Text, other: str) -> str:
        """Put a second text below the first, under its own word so that the two cannot be taken for one."""
        named = f"{label.say(self.edition.lang)}: {other.strip()}" if other.strip() else ""
        return "\n".join(part for part in (text.strip(), named) if part)

    def status_of(self, status: Status, note: ProgressNote | None) -> str:
        """Write a status, and below it that the report it rests on came late."""
        lines = (STATUS_WORDS[status], *((LATE,) if note and note.late else ()))
        return "\n".join(line.say(self.edition.lang) for line in lines)
