"""The cycle at the side of every page of a year, with the state of each stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from prongsai.core.cycle import STATE_WORDS, Stage, State
from prongsai.core.cycle.stage import StageState
from prongsai.core.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One link of the rail; `state` is empty where it has none, `css` its class, `word` what it says, `why` why."""

    id: str
    title: Text
    href: str
    state: str = ""
    css: str = ""
    word: Text = Text("", "")
    why: Text = Text("", "")


PAGES = (
    ("result", Text("ผล", "Result"), "result/", "result.view"),
    ("reconcile", Text("ตรวจทาน", "Reconcile"), "reconcile/", "result.view"),
    ("analysis", Text("วิเคราะห์", "Analysis"), "analysis/", "analysis.view"),
    ("measures", Text("มาตรการ", "Measures"), "measures/", "plan.view"),
    ("approval", Text("อนุมัติ", "Approval"), "papers/", "paper.view"),
    ("publication", Text("เผยแพร่", "Publication"), "publication/", "paper.view"),
    ("followup", Text("ติดตาม", "Follow-up"), "followup/", "followup.view"),
    ("outcome", Text("ผลลัพธ์", "Outcome"), "outcome/", "result.view"),
)
SHELF = (
    ("read", Text("เอกสารเดิม", "Existing papers"), "read/", "read.view"),
    ("people", Text("หน่วยงานและบุคคล", "Agency and people"), "people/", "people.view"),
    ("jobs", Text("งานที่สั่งไว้", "Background jobs"), "jobs/", "job.view"),
    ("audit", Text("บันทึกการเปลี่ยนแปลง", "Audit log"), "audit/", "audit.view"),
)
HOME = Text("วันนี้", "Today")
CSS: Mapping[State, str] = {"done": "done", "now": "now", "late": "late", "not_yet": "todo"}
# The four things that a phone shows, by what a person mostly is.
BARS: Mapping[str, tuple[str, ...]] = {
    "officer": ("home", "measures", "approval", "followup"),
    "executive": ("home", "approval", "result", "followup"),
    "unit_member": ("home", "followup", "measures", "result"),
    "reviewer": ("home", "analysis", "measures", "approval"),
    "auditor": ("home", "approval", "followup", "audit"),
    "supervisor": ("home", "result", "measures", "followup"),
    "administrator": ("home", "people", "jobs", "audit"),
}


def stop(page: tuple[str, Text, str], states: Mapping[Stage, StageState]) -> Stop:
    """Return the link to a page, with the state of the stage that it is about."""
    id_, title, href = page
    found = next((each for stage, each in states.items() if stage == id_), None)
    if found is None:
        return Stop(id_, title, href)
    return Stop(id_, title, href, found.shown, CSS[found.shown], STATE_WORDS[found.shown], found.why)


def bar_of(roles: Collection[str]) -> tuple[str, ...]:
    """Return what the bar of a phone shows to someone with these roles."""
    return next((pages for role, pages in BARS.items() if role in roles), ("home",))
