"""The cycle at the side of every page of a year, with the state of each stage."""

from __future__ import annotations

from dataclasses import dataclass

from prongsai.core.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One link of the rail; `state` is empty where it has none, `css` its class, `word` what it says."""

    id: str
    title: Text
    href: str
    state: str = ""
    css: str = ""
    word: Text = Text("", "")


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
    ("people", Text("หน่วยงานและบุคคล", "Agency and people"), "people/", "people.view"),
    ("jobs", Text("งานเบื้องหลัง", "Background jobs"), "jobs/", "job.view"),
    ("audit", Text("บันทึกการเปลี่ยนแปลง", "Audit log"), "audit/", "audit.view"),
)
