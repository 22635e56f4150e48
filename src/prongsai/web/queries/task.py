"""What is still to be done in a year, as its lines are read: whose it is, by when in words, and where it is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prongsai.core.cycle.dates import DueDate
from prongsai.core.cycle.stage import how_long
from prongsai.core.cycle.task import Task
from prongsai.core.papers import KINDS
from prongsai.core.text import Text
from prongsai.web.queries.rail import PAGES

# By which permission somebody does what a stage asks for, and on which page.
DOES = {
    "result": "result.enter",
    "reconcile": "result.enter",
    "analysis": "paper.make",
    "measures": "plan.edit",
    "approval": "paper.submit",
    "publication": "paper.publish",
    "followup": "followup.close",
    "outcome": "paper.make",
}
PAGE = {stage: href for stage, _, href, _ in PAGES}
VERBS = {
    "result.enter": Text("นำเข้าผล", "Bring in the result"),
    "reconcile": Text("ตรวจทาน", "Check"),
    "analysis": Text("จัดทำรายงาน", "Write it"),
    "measures": Text("เปิดมาตรการ", "Open the measures"),
    "approval": Text("เปิดเอกสาร", "Open the papers"),
    "decide": Text("อ่านและพิจารณา", "Read and decide"),
    "publication": Text("บันทึกการเผยแพร่", "Record the publication"),
    "report": Text("รายงานผล", "Report"),
    "followup": Text("เปิดการติดตาม", "Open the follow-up"),
    "close": Text("ตรวจและปิดรอบ", "Check and close it"),
    "outcome": Text("เปิดผลลัพธ์", "Open the outcome"),
}


@dataclass(frozen=True, slots=True)
class Doer:
    """Who looks at the list: what they may do here, and the names of their units.

    `with_chain` are the tasks that are papers on their way up the chain, `turns` those that wait for this person.
    """

    may: frozenset[str]
    units: frozenset[str]
    with_chain: frozenset[str]
    turns: frozenset[str]

    def has(self, task: Task) -> bool:
        """Whether a task is this person's own to do."""
        if _reports(task) and unit_of(task):
            return unit_of(task) in self.units
        if task.id in self.turns:
            return True
        return task.id not in self.with_chain and DOES[task.stage] in self.may


@dataclass(frozen=True, slots=True)
class Line:
    """A task as it is shown; `href` is empty where this person has nothing to do about it."""

    task: Task
    when: Text
    state: str
    mine: bool
    href: str
    verb: Text


def paper_ids(papers: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the ids of the tasks that are papers, given by kind and round."""
    places = (kind + (f".{round_}" if round_ else "") for kind, round_ in papers)
    return frozenset(f"{stage}.{place}" for place in places for stage in ("approval", "outcome"))


def lines_of(tasks: Sequence[Task], doer: Doer, today: datetime.date) -> list[Line]:
    """Return the tasks as lines, one's own first, each group in the order of the core."""
    lines = [_line(task, doer, today) for task in tasks]
    return sorted(lines, key=lambda line: not line.mine)


def when_words(due: DueDate, today: datetime.date) -> Text:
    """Say by when something is due, counted from today; a day that is only proposed is called so."""
    days = (due.date - today).days
    if days == 0:
        return Text("วันนี้", "today")
    if days == 1:
        return Text("พรุ่งนี้", "tomorrow")
    if days > 0:
        return Text(f"อีก {days} วัน", f"in {days} days")
    words = (
        Text("เลยวันที่แนะนำ {late}", "{late} past the proposed day")
        if due.proposed
        else Text("เกินกำหนด {late}", "{late} late")
    )
    return words.format(late=how_long(-days))


def unit_of(task: Task) -> str:
    """Return the unit whose reports a task asks for; empty for the agency as a whole."""
    name = task.id.split(".", 2)[2]
    return "" if name == "all" else name


def _line(task: Task, doer: Doer, today: datetime.date) -> Line:
    mine = doer.has(task)
    state = "late" if task.late else "now" if task.waits is None else "todo"
    return Line(task, when_words(task.due, today), state, mine, _page(task, mine), _verb(task, doer))


def _reports(task: Task) -> bool:
    """Whether a task is a unit's reports in a round: `followup.6m.กองคลัง`."""
    parts = task.id.split(".", 2)
    return task.stage == "followup" and len(parts) == 3 and parts[2] != "close"


def _closes(task: Task) -> bool:
    """Whether a task is the end of a round: `followup.6m.close`."""
    return task.stage == "followup" and task.id.endswith(".close")


def _of_paper(task: Task) -> bool:
    """Whether a task is the next step of a paper: `approval.memo`, `approval.followup.6m`."""
    return task.stage in ("approval", "outcome") and task.id.split(".")[1] in KINDS


def _page(task: Task, mine: bool) -> str:
    if task.id == "analysis.write":
        return "papers/analysis/"
    about, _, rest = task.id.split(".", 1)[1].partition(".")
    if _of_paper(task):
        return f"papers/{about}-{rest}/" if rest else f"papers/{about}/"
    if mine and _closes(task):
        return f"followup/{about}/close/"
    # Where rounds are set nobody else may look.
    if task.stage == "followup" and (mine or about != "rounds"):
        return f"followup/{about}/"
    return PAGE[task.stage]


def _verb(task: Task, doer: Doer) -> Text:
    if task.id in doer.turns:
        return VERBS["decide"]
    if _of_paper(task):
        return VERBS["approval"]
    if _reports(task):
        return VERBS["report"]
    if _closes(task):
        return VERBS["close"]
    return VERBS.get(task.id) or VERBS[task.stage]
