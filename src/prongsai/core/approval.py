"""What the people of an approval chain decided about a paper, as it is printed and sealed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prongsai.core.text import Text

Decision = Literal["submitted", "endorsed", "approved", "acknowledged", "returned"]

DECISIONS: Mapping[Decision, Text] = {
    "submitted": Text("เสนอ", "submitted"),
    "endorsed": Text("เห็นชอบ", "endorsed"),
    "approved": Text("อนุมัติ", "approved"),
    "acknowledged": Text("รับทราบ", "acknowledged"),
    "returned": Text("ส่งคืนให้แก้ไข", "returned for correction"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person's decision about one version; `name` may stay empty where only the position is made public.

    `content_hash` is that of the paper this person saw, `at` carries its offset from UTC.
    """

    position: str
    decision: Decision
    at: datetime.datetime
    content_hash: str
    name: str = ""
    comment: str = ""
