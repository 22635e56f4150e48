"""A province as the agency whose paper it is: provinces are assessed too, and are named in the papers of all others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from prongsai.core.printed import Place
from prongsai.core.recognised import Reading
from prongsai.core.text import Text
from prongsai.reading.recognise.wordlists import plain

if TYPE_CHECKING:
    from prongsai.reading.recognise.agency import Owner

# “ผลการประเมินของจังหวัด…”, “จังหวัด…” at the head, “มาตรการส่งเสริมคุณธรรมและความโปร่งใส จังหวัด…”.
_OF_PROVINCE = re.compile(r"(?:ของ|^|^ประกาศ)\s*จังหวัด")
_NAMED = re.compile(
    r"(?:(?:โปร่งใส|ภาครัฐ|ภายในหน่วยงาน|หน่วยงาน\s*:|ITA\)?|ของ)\s*|^)จังหวัด(?P<name>[ก-๛]{2,25})", re.IGNORECASE
)
# What no name of a province begins with.
_NO_NAME = ("ที่", "ใน", "และ", "ทุก", "ได้", "มี", "จึง", "ละ", "ทั้ง", "เรื่อง")

NO_OTHER = Text("ไม่พบหน่วยงานอื่นในเอกสาร", "the paper names no other agency")
UNKNOWN = Text("ไม่มีจังหวัดชื่อนี้ในรายชื่อจังหวัด", "no province of this name is known")

_Texts = Sequence[tuple[str, Place, int]]


def of_province(texts: _Texts, owner: Owner) -> Owner:
    """Return the province itself as the agency where the head of its paper says so and names no other agency."""
    known = f"จังหวัด{owner.province}" if owner.province else ""
    for text, where, weight in texts:
        found = _OF_PROVINCE.search(plain(text)) or _NAMED.search(plain(text))
        if (
            known
            and weight > 1
            and found
            and plain(text)[found.start() :].partition("จังหวัด")[2].startswith(owner.province)
        ):
            return _owned(owner, known, where, NO_OTHER)
    # Beside a district or a province that is known, a name that is not known is of something else.
    if not owner.province and not owner.district:
        for text, where, weight in texts:
            named = _NAMED.search(plain(text).strip()) if weight > 1 else None
            if named and named.end() == len(plain(text).strip()) and not named["name"].startswith(_NO_NAME):
                return _owned(owner, f"จังหวัด{named['name']}", where, UNKNOWN)
    return owner


def _owned(owner: Owner, name: str, where: Place, note: Text) -> Owner:
    reading = Reading(
        field="agency", value=name, as_printed=name, where=where, confidence="likely", note=note
    )
    return replace(owner, agency=name, readings=(reading, *owner.readings))
