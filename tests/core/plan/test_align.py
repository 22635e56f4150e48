"""Which step was which: as it says itself, else by its words."""

from __future__ import annotations

from typing import Any

from prongsai.core.plan.align import origins


def step(text: str, was: int | None = None) -> dict[str, Any]:
    return {"text": text, "was": was}


def test_a_step_says_which_it_was_or_is_found_by_its_words() -> None:
    before = [{"text": text} for text in ("ประชุมส่วนงาน", "ติดป้ายแสดงขั้นตอนบริการ", "รายงานผล")]
    plain = [{"text": text} for text in ("รายงานผล", "ติดป้ายแสดงขั้นตอนการบริการ", "เรื่องใหม่ทั้งหมด")]

    assert origins(before, plain) == [3, 2, None]
    assert origins(before, [step("คำใหม่", 2), step("ประชุมส่วนงาน")]) == [2, None]
    assert origins(before, [step("ก", 2), step("ข", 2), step("ค", 9)]) == [2, None, None]
