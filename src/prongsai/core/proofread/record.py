"""Remarks as plain values for programs, and in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prongsai.core.printed import Place
from prongsai.core.proofread import Chain, Remark, Weight
from prongsai.core.recognised import Recognised
from prongsai.core.text import Lang, Text

WEIGHTS: dict[Weight, Text] = {
    "error": Text("ต้องแก้", "to be mended"),
    "warning": Text("ควรดู", "worth a look"),
    "note": Text("ข้อสังเกต", "good to know"),
}
_PARTS = ("page", "line", "sheet", "table", "row", "column")


def by_weight(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return remarks with the heaviest first, else in the order of the rules."""
    order = list(WEIGHTS)
    return tuple(sorted(remarks, key=lambda remark: order.index(remark.rule.weight)))


def remark_record(remark: Remark, lang: Lang) -> dict[str, object]:
    """Return a remark as plain values, its words in one language."""
    return {
        "id": remark.id,
        "rule": remark.rule.id,
        "class": remark.rule.kind,
        "severity": remark.rule.weight,
        "title": remark.rule.title.say(lang),
        "file": remark.file,
        "where": [_place(place, lang) for place in remark.where],
        "found": remark.found,
        "why": remark.why.say(lang),
        "mend": remark.mend.say(lang),
        "codes": list(remark.codes),
    }


def _place(place: Place, lang: Lang) -> dict[str, object]:
    """Return a place with what its format has, and in words."""
    found: dict[str, object] = {"file": place.file, "words": place.words().say(lang)}
    return found | {name: value for name in _PARTS if (value := getattr(place, name)) not in (None, "")}


def paper_record(paper: Recognised) -> dict[str, object]:
    """Return which papers a file holds and of which years, as far as that was understood."""
    return {
        "file": paper.printed.name,
        "agency": paper.agency,
        "papers": [
            {
                "kind": section.kind,
                "title": section.title,
                "result_year": section.result_year,
                "plan_year": section.plan_year,
            }
            for section in paper.sections
        ],
    }


def checked_record(chain: Chain, rules: Sequence[str]) -> dict[str, object]:
    """Return which files were read together and by which rules."""
    return {
        "agency": next((paper.agency for paper in chain.papers if paper.agency), ""),
        "files": [paper.printed.name for paper in chain.papers],
        "rules": list(rules),
    }
