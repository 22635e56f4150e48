"""What is still to be done in a cycle: by when, by whom, and how many points hang on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from prongsai.core.cycle import OFFICER, Facts, PaperFacts, PaperState, RoundFacts, Stage, UnitReports
from prongsai.core.cycle.dates import DueDate, dates_of
from prongsai.core.papers import KINDS
from prongsai.core.papers.pen import counted
from prongsai.core.plan.period import date_words
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.text import Text

# The papers without which a year is neither approved nor published, and the one that ends it.
NEEDED = ("analysis", "measures")
REPORT = "implementation"
# Units are asked to report in the last month of the time that they report on.
ROUND_OPENS_DAYS = 30

_WRITE = Text("จัดทำ “{paper}”", "Write “{paper}”")
_WRITE_AND_SEND = Text("จัดทำ “{paper}” และส่งให้อนุมัติ", "Write “{paper}” and send it for approval")
_PAPER_STEPS: Mapping[PaperState, Text] = {
    "draft": Text("ส่ง “{paper}” ให้อนุมัติ", "Send “{paper}” for approval"),
    "returned": Text(
        "แก้ “{paper}” ที่ถูกส่งคืน แล้วส่งใหม่", "Mend “{paper}”, which was returned, and send it again"
    ),
    "in_approval": Text("พิจารณา “{paper}”", "Decide on “{paper}”"),
    "approved": Text("เผยแพร่ “{paper}” บนเว็บไซต์หลัก", "Publish “{paper}” on the main website"),
}
_INCOMPLETE: Mapping[str, Text] = {
    "without_owner": Text("ระบุผู้รับผิดชอบของ {number} มาตรการ", "Name who is responsible for {counted}"),
    "without_steps": Text("เขียนขั้นตอนของ {number} มาตรการ", "Write the steps of {counted}"),
    "without_period": Text("ระบุระยะเวลาของ {number} มาตรการ", "Give the period of {counted}"),
}
_LOOK_THROUGH = Text("ตรวจ ปรับ หรือยืนยัน {number} มาตรการที่ระบบร่างไว้", "Look through {counted}: mend or confirm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that is still to be done.

    `id` stays the same while the thing is open. `holder` has it; `points` of the total hang on it, `None` where
    that is not known. `waits` says what must come first, `None` where it can be done today. A stage is done when
    it has no task that is `needed`; others, such as a memo that lies with somebody, are only to be seen.
    """

    id: str
    stage: Stage
    title: Text
    holder: Text
    due: DueDate
    late: bool
    points: Fraction | None = None
    waits: Text | None = None
    needed: bool = True


def tasks(facts: Facts, today: datetime.date) -> tuple[Task, ...]:
    """Return what can be done today: what is late first, then by date, then by points."""
    return tuple(task for task in open_tasks(facts, today) if task.waits is None)


def open_tasks(facts: Facts, today: datetime.date) -> tuple[Task, ...]:
    """Return everything that is not done yet, also what must wait, in the order of `tasks`."""
    return tuple(sorted(_Cycle(facts, today).tasks(), key=_urgency))


def _urgency(task: Task) -> tuple[bool, datetime.date, Fraction, str]:
    return not task.late, task.due.date, -(task.points or Fraction(0)), task.id


class _Cycle:
    """Finds the open tasks of one cycle, stage by stage."""

    def __init__(self, facts: Facts, today: datetime.date) -> None:
        self.facts = facts
        self.today = today
        self.dates = dates_of(facts.fiscal_year, facts.calendars, facts.own_dates)
        self.officer = Text(facts.officer) if facts.officer else OFFICER
        self.papers = {paper.kind: paper for paper in facts.papers if paper.round is None}

    def tasks(self) -> Iterator[Task]:
        yield from self.result()
        yield from self.reconcile()
        yield from self.analysis()
        yield from self.measures()
        yield from self.needed_papers()
        yield from self.other_papers()
        yield from self.rounds()
        yield from self.outcome()

    def task(self, stage: Stage, name: str, title: Text, due: DueDate) -> Task:
        late = due.date < self.today
        return Task(id=f"{stage}.{name}", stage=stage, title=title, holder=self.officer, due=due, late=late)

    def without_result(self) -> Text | None:
        year = self.facts.result_year
        return None if self.facts.has_result else Text(f"รอผลปี {year}", f"waits for the result of {year}")

    # from the result to the measures

    def result(self) -> Iterator[Task]:
        if not self.facts.has_result:
            year, out = self.facts.result_year, self.dates.announced
            title = Text(f"นำเข้าผลการประเมินปี {year}", f"Bring in the result of {year}")
            task = self.task("result", "enter", title, self.dates.due["result"])
            yield replace(task, waits=self.until_announced(year, out))

    def until_announced(self, year: int, out: DueDate) -> Text | None:
        if self.today >= out.date:
            return None
        words = Text("รอประกาศผลปี {year} ราว {date}", "waits for the result of {year}, about {date}")
        return words.format(year=year, date=date_words(out.date))

    def reconcile(self) -> Iterator[Task]:
        year, number = self.facts.result_year, self.facts.disagreeing
        due = self.dates.due["reconcile"]
        if number is None:
            title = Text(
                f"ตรวจทานผลปี {year} กับที่ประกาศ", f"Check the result of {year} against what was announced"
            )
            yield replace(self.task("reconcile", "check", title, due), waits=self.without_result())
        elif number > 0:
            figures = "figure that does not agree" if number == 1 else "figures that do not agree"
            title = Text(f"ตรวจตัวเลขที่ไม่ตรงกัน {number} รายการ", f"Look into {number} {figures}")
            yield replace(self.task("reconcile", "settle", title, due), waits=self.without_result())

    def analysis(self) -> Iterator[Task]:
        """The analysis is there once its paper is: what is printed from the result alone nobody has answered for."""
        if "analysis" not in self.papers:
            title = _WRITE.format(paper=KINDS["analysis"])
            task = self.task("analysis", "write", title, self.dates.due["analysis"])
            yield replace(task, waits=self.without_result(), points=self.facts.item_points)

    def measures(self) -> Iterator[Task]:
        facts, due = self.facts, self.dates.due["measures"]
        if self.paper_is("measures", "approved"):
            # The head of the agency has taken them as they are.
            return
        missing = max((facts.findings_to_answer or 0) - facts.findings_answered, 0)
        waits = self.without_result()
        if missing or not facts.measures:
            yield replace(
                self.task("measures", "answer", self.set_measures(missing), due),
                waits=waits,
                points=facts.open_points,
            )
        for name, words in _INCOMPLETE.items():
            number: int = getattr(facts, name)
            if number:
                title = words.format(number=number, counted=counted(number, "measure"))
                yield replace(self.task("measures", name, title, due), waits=waits, points=facts.item_points)
        # Whoever sends them up for approval has taken them as they are proposed.
        if facts.unconfirmed and not self.paper_is("measures", "in_approval"):
            proposals = counted(facts.unconfirmed, "proposed measure")
            title = _LOOK_THROUGH.format(number=facts.unconfirmed, counted=proposals)
            yield replace(self.task("measures", "confirm", title, due), waits=waits, points=facts.item_points)

    def set_measures(self, missing: int) -> Text:
        year = self.facts.fiscal_year
        if not self.facts.measures:
            return Text(f"กำหนดมาตรการปี {year}", f"Set the measures for {year}")
        return Text(
            f"กำหนดมาตรการให้ข้อค้นพบที่ยังไม่มีมาตรการ {missing} ข้อ",
            f"Find measures for {counted(missing, 'finding')} that none answers yet",
        )

    # papers

    def paper_is(self, kind: str, at_least: PaperState) -> bool:
        order: tuple[PaperState, ...] = ("draft", "returned", "in_approval", "approved", "published")
        paper = self.papers.get(kind)
        return paper is not None and order.index(paper.state) >= order.index(at_least)

    def needed_papers(self) -> Iterator[Task]:
        for kind in NEEDED:
            paper = self.papers.get(kind)
            if not self.paper_is(kind, "approved"):
                yield replace(self.to_approve(kind, paper), points=self.facts.item_points)
            if not self.paper_is(kind, "published"):
                yield replace(self.to_publish(kind), points=self.facts.item_points)

    def to_approve(self, kind: str, paper: PaperFacts | None) -> Task:
        due = self.dates.due["approval"]
        if paper is not None:
            return self.with_holder("approval", paper, due)
        task = self.task("approval", kind, _WRITE_AND_SEND.format(paper=KINDS[kind]), due)
        ahead = any(self.analysis()) or any(self.measures())
        waits = Text("รอการวิเคราะห์และมาตรการ", "waits for the analysis and the measures")
        return replace(task, waits=waits if ahead else None)

    def to_publish(self, kind: str) -> Task:
        title = _PAPER_STEPS["approved"].format(paper=KINDS[kind])
        waits = None if self.paper_is(kind, "approved") else Text("รออนุมัติ", "waits for the approval")
        return replace(self.task("publication", kind, title, self.dates.due["publication"]), waits=waits)

    def with_holder(self, stage: Stage, paper: PaperFacts, due: DueDate) -> Task:
        """Return the next step of a paper that is not published, with whoever has it."""
        name = KINDS[paper.kind]
        if paper.round is not None:
            name = Text("{name} รอบ {round}", "{name} after {round}").format(
                name=name, round=ROUND_WORDS[paper.round]
            )
        place = paper.kind if paper.round is None else f"{paper.kind}.{paper.round}"
        task = self.task(stage, place, _PAPER_STEPS[paper.state].format(paper=name), due)
        return replace(task, holder=Text(paper.holder)) if paper.holder else task

    def other_papers(self) -> Iterator[Task]:
        """Yield papers that lie with somebody though the cycle does not wait for them, such as the memo."""
        for paper in self.facts.papers:
            needed = paper.round is None and paper.kind in (*NEEDED, REPORT)
            if paper.state in ("returned", "in_approval") and not needed:
                yield replace(self.with_holder("approval", paper, self.due_of_other(paper)), needed=False)

    def due_of_other(self, paper: PaperFacts) -> DueDate:
        for round_ in self.facts.rounds:
            if round_.key == paper.round:
                return self.dates.of_round(round_)
        return self.dates.due["approval"]

    # rounds

    def rounds(self) -> Iterator[Task]:
        for round_ in self.facts.rounds:
            if not round_.closed:
                due = self.dates.of_round(round_)
                waits = self.until_reports(due)
                for unit in round_.units:
                    if unit.given < unit.expected:
                        yield replace(self.report_of(unit, round_, due), waits=waits)
                yield self.closing(round_, due, waits)
        if not self.facts.rounds:
            yield self.first_round()

    def until_reports(self, due: DueDate) -> Text | None:
        if not self.facts.measures:
            return Text("รอมาตรการ", "waits for the measures")
        opens = due.date - datetime.timedelta(days=ROUND_OPENS_DAYS)
        if self.today >= opens:
            return None
        words = Text("เริ่มรายงานได้ {date}", "reports are taken from {date}")
        return words.format(date=date_words(opens))

    def report_of(self, unit: UnitReports, round_: RoundFacts, due: DueDate) -> Task:
        missing = unit.expected - unit.given
        title = Text("รายงานรอบ {round} อีก {number} เรื่อง", "Report after {round}: {counted} to go").format(
            round=ROUND_WORDS[round_.key], number=missing, counted=counted(missing, "report")
        )
        task = self.task("followup", f"{round_.key}.{unit.unit or 'all'}", title, due)
        holder = Text(unit.unit) if unit.unit else Text("หน่วยที่รับผิดชอบมาตรการ", "the units responsible")
        return replace(task, holder=holder, points=unit.points)

    def closing(self, round_: RoundFacts, due: DueDate, waits: Text | None) -> Task:
        title = Text("ปิดรอบ {round}", "Close the round of {round}").format(round=ROUND_WORDS[round_.key])
        task = self.task("followup", f"{round_.key}.close", title, due)
        # Once it is over it may be closed as it is: what is missing then stays missing.
        if waits is None and not task.late and any(unit.given < unit.expected for unit in round_.units):
            waits = Text("รอรายงานของหน่วย", "waits for reports of units")
        return replace(task, waits=waits)

    def first_round(self) -> Task:
        usual = self.dates.of_round(RoundFacts(key="6m"))
        title = Text("กำหนดรอบรายงานของมาตรการ", "Set the rounds in which the measures report")
        waits = None if self.facts.measures else Text("รอมาตรการ", "waits for the measures")
        return replace(self.task("followup", "rounds", title, usual), waits=waits)

    # the end of the year

    def outcome(self) -> Iterator[Task]:
        facts = self.facts
        if not self.paper_is(REPORT, "published"):
            yield replace(self.report(), points=facts.report_points)
        if not facts.has_outcome_result:
            year = facts.fiscal_year
            title = Text(
                f"นำเข้าผลปี {year} เพื่อดูว่ามาตรการได้ผลหรือไม่",
                f"Bring in the result of {year}, to see what came of the measures",
            )
            task = self.task("outcome", "enter", title, self.dates.due["outcome"])
            yield replace(task, waits=self.until_announced(year, self.dates.announced_next))

    def report(self) -> Task:
        due = self.dates.due["report"]
        paper = self.papers.get(REPORT)
        if paper is not None:
            return self.with_holder("outcome", paper, due)
        task = self.task("outcome", REPORT, _WRITE.format(paper=KINDS[REPORT]), due)
        closed = self.facts.rounds and all(round_.closed for round_ in self.facts.rounds)
        return replace(task, waits=None if closed else Text("รอปิดรอบรายงาน", "waits for the last round"))
