"""Where each stage of the cycle stands, and why, in one sentence."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.core.cycle import STAGES, Facts, Stage, State
from prongsai.core.cycle.dates import DueDate
from prongsai.core.cycle.task import Task, open_tasks
from prongsai.core.papers.pen import counted
from prongsai.core.plan.period import date_words
from prongsai.core.text import Text

DAYS_A_YEAR = 365
_DONE: Mapping[Stage, Text] = {
    "result": Text("มีผลปี {result} แล้ว", "the result of {result} is in"),
    "reconcile": Text("ตรวจทานผลปี {result} แล้ว", "the result of {result} has been checked"),
    "analysis": Text("จัดทำรายงานการวิเคราะห์แล้ว", "the analysis is written"),
    "measures": Text("กำหนดมาตรการปี {year} แล้ว {measures} มาตรการ", "{counted} set for {year}"),
    "approval": Text("อนุมัติการวิเคราะห์และมาตรการแล้ว", "analysis and measures are approved"),
    "publication": Text("เผยแพร่การวิเคราะห์และมาตรการแล้ว", "analysis and measures are published"),
    "followup": Text("ปิดรอบรายงานครบแล้ว", "all rounds of reports are closed"),
    "outcome": Text(
        "มีผลปี {year} และเผยแพร่รายงานผลแล้ว", "the result of {year} is in and the report is published"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageState:
    """Where a stage stands and why; `due` is the first day by which something of it is due, `None` if it is done.

    `waits`: what is told of it cannot be done before something else is.
    """

    stage: Stage
    state: State
    why: Text
    due: DueDate | None = None
    waits: bool = False

    @property
    def shown(self) -> State:
        """The state as it is told beside others: the stage that they wait for raises the alarm, theirs would repeat it."""
        return "not_yet" if self.waits else self.state


def coarse(facts: Facts) -> Facts:
    """Return facts whose numbers say no more than some or none; the states of many agencies are found from few of them.

    Only what the states say in words needs the numbers themselves.
    """
    known, missing = facts.findings_to_answer, (facts.findings_to_answer or 0) > facts.findings_answered
    return replace(
        facts,
        measures=min(facts.measures, 1),
        without_owner=min(facts.without_owner, 1),
        without_steps=min(facts.without_steps, 1),
        without_period=min(facts.without_period, 1),
        unconfirmed=min(facts.unconfirmed, 1),
        disagreeing=facts.disagreeing and 1,
        findings_to_answer=None if known is None else int(missing),
        findings_answered=0,
        open_points=None,
        papers=tuple(replace(each, holder="") for each in facts.papers),
        officer="",
    )


def states(facts: Facts, today: datetime.date) -> Mapping[Stage, StageState]:
    """Return the state of every stage, in the order of the year."""
    left = [task for task in open_tasks(facts, today) if task.needed]
    return {
        stage: _state(stage, [task for task in left if task.stage == stage], facts, today) for stage in STAGES
    }


def _state(stage: Stage, left: Sequence[Task], facts: Facts, today: datetime.date) -> StageState:
    if not left:
        return StageState(stage=stage, state="done", why=_done(stage, facts))
    # Of what is equally urgent, that which can be done is told first.
    first = min(left, key=lambda task: (not task.late, task.waits is not None))
    state: State = "late" if first.late else "not_yet" if first.waits is not None else "now"
    # What must wait is not told as if it were to be done as well.
    others = sum(task.waits is None for task in left) - 1
    why = _why(first, others, today)
    return StageState(stage=stage, state=state, why=why, due=left[0].due, waits=first.waits is not None)


def _done(stage: Stage, facts: Facts) -> Text:
    return _DONE[stage].format(
        year=facts.fiscal_year,
        result=facts.result_year,
        measures=facts.measures,
        counted=counted(facts.measures, "measure"),
    )


def _why(task: Task, others: int, today: datetime.date) -> Text:
    """Return what is to be done first, by when, what it waits for, and how much more there is."""
    days = (today - task.due.date).days
    parts = [task.title, _by_when(task.due, days)]
    th = " ".join(part.th for part in parts)
    en = ", ".join(part.en for part in parts)
    if task.waits is not None:
        th, en = f"{th} ({task.waits.th})", f"{en} ({task.waits.en})"
    elif others:
        th, en = f"{th} และอีก {others} เรื่อง", f"{en}, and {others} more"
    return Text(th, en)


def how_long(days: int) -> Text:
    """Say how long ago something was: in whole years from one year on, before that in days."""
    years = days // DAYS_A_YEAR
    if years:
        return Text(f"{years} ปี", counted(years, "year"))
    return Text(f"{days} วัน", counted(days, "day"))


def _by_when(due: DueDate, days_late: int) -> Text:
    date = date_words(due.date)
    if days_late > 0:
        day = Text("วันที่แนะนำ", "the proposed date,") if due.proposed else Text("กำหนด", "the due date,")
        return Text("เลย{day} {date} มาแล้ว {late}", "{late} past {day} {date}").format(
            day=day, date=date, late=how_long(days_late)
        )
    words = (
        Text("ควรเสร็จภายใน {date}", "best by {date}") if due.proposed else Text("ภายใน {date}", "by {date}")
    )
    return words.format(date=date)
