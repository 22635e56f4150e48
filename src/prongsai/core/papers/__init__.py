"""The papers of the yearly chain beside the analysis, each made from data as one document value."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.papers.followup import followup
from prongsai.core.papers.implementation import implementation
from prongsai.core.papers.measures import measures
from prongsai.core.papers.memo import memo
from prongsai.core.papers.oit import oit
from prongsai.core.text import Text

__all__ = ["KINDS", "followup", "implementation", "measures", "memo", "oit"]

KINDS: Mapping[str, Text] = {
    "memo": Text("บันทึกข้อความ", "Memo"),
    "analysis": Text("รายงานการวิเคราะห์", "Analysis"),
    "measures": Text("มาตรการ", "Measures"),
    "followup": Text("รายงานการกำกับติดตาม", "Follow-up"),
    "implementation": Text("รายงานผลการดำเนินการ", "Implementation report"),
    "oit": Text("รายการข้อ OIT", "OIT items"),
}
