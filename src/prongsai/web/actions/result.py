"""Results: entered, corrected, and put back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.level import two_decimals
from prongsai.core.result import Result as Entered
from prongsai.core.result import check
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.core.uncertainty import errors
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import draft_of
from prongsai.render.result import to_json
from prongsai.web.actions import Actor, Conflict, Done, action, require_version
from prongsai.web.models import Agency, AuditEntry, Result
from prongsai.web.queries.result import agenda_of, sizes_told

# Answers and people by sample; a sample of which neither is known is left out.
Respondents = Mapping[str, tuple[int | None, int | None]]
LONGEST_NOTE = 500

NOTHING_BEFORE = Fault(
    "result.nothing_before",
    Text("ไม่มีผลชุดก่อนหน้าให้ย้อนกลับ", "there is no earlier content to go back to"),
    Text("แก้ผลในหน้าบันทึกผลแทน", "correct the result on the page where it is entered"),
)
NO_REASON = Fault(
    "result.no_reason",
    Text("ยังไม่ได้เขียนว่าตรวจแล้วพบอะไร", "nothing is said about what was found"),
    Text("เขียนสั้น ๆ เช่น ตรวจกับ ITAS แล้วตรงตามประกาศ", "say it in a few words, such as “as in ITAS”"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is to be kept: a checked result, its framework, how many answered by sample, and why it was changed."""

    entered: Entered
    framework: Framework
    respondents: Respondents = field(default_factory=dict)
    note: str = ""

    @property
    def spelled(self) -> dict[str, Plain]:
        """The result as a JSON object: the form in which it is kept."""
        return cast("dict[str, Plain]", json.loads(to_json(self.entered, self.framework)))


@action("result.enter")
def enter(actor: Actor, agency: Agency, content: Content, *, version: int = 0) -> Done[Result]:
    """Keep the result of a year; `version` is that of the one it replaces, 0 where there was none."""
    year = content.entered.fiscal_year
    kept = Result.objects.filter(agency=agency, fiscal_year=year).first()
    if kept is not None:
        require_version(kept, version)
    elif version:
        # Nobody can take a result away, so this version was never read.
        raise Conflict(agency)
    return _keep(actor, kept or Result(agency=agency, fiscal_year=year, version=0), content)


@action("result.enter")
def restore(actor: Actor, kept: Result, *, version: int) -> Done[Result]:
    """Put the content back that the last change replaced; doing it again takes that back."""
    require_version(kept, version)
    entries = AuditEntry.objects.filter(chain__agency=kept.agency, action="result.enter")
    last = entries.filter(target=target_of(kept)).first()
    before = last.change.get("before") if last else None
    if not before:
        raise InputError([NOTHING_BEFORE.at(str(kept.fiscal_year))])
    framework = load_framework(before["framework"])
    content = Content(
        entered=check(draft_of(json.dumps(before["content"]).encode(), "result.json"), framework),
        framework=framework,
        respondents={
            sample: (answers, people) for sample, (answers, people) in before["respondents"].items()
        },
        note="restored",
    )
    return _keep(actor, kept, content)


@action("result.settle")
def settle(actor: Actor, kept: Result, *, version: int, note: str) -> Done[Result]:
    """Say that the figures which disagree were looked into and stay as they were announced."""
    require_version(kept, version)
    if not note.strip():
        raise InputError([NO_REASON.at(str(kept.fiscal_year))])
    before = kept.agenda.get("disagreeing")
    kept.agenda = {**kept.agenda, "disagreeing": 0, "settled": note.strip()[:LONGEST_NOTE]}
    kept.save(update_fields=["agenda"])
    return Done(kept, {"disagreeing": [before, 0], "note": kept.agenda["settled"]}, target_of(kept))


def target_of(kept: Result) -> str:
    """How the log names a result."""
    return f"result:{kept.pk}"


def scored(content: Content) -> Score:
    """Score what is to be kept; raises `InputError` where the numbers of respondents cannot be."""
    made = score(prepare(content.framework), content.entered)
    errors(made, sizes_told(content.respondents))
    return made


def _keep(actor: Actor, kept: Result, content: Content) -> Done[Result]:
    made = scored(content)
    before = snapshot(kept) if kept.version else None
    figures = (str(kept.total) if kept.total is not None else None, kept.level or None)
    write_figures(kept, content, made)
    kept.agenda = agenda_of(kept)
    kept.version += 1
    kept.entered_by, kept.entered_at = actor.person, actor.at
    kept.save()
    change: dict[str, Plain] = {
        "fiscal_year": kept.fiscal_year,
        "total": [figures[0], str(kept.total) if kept.total is not None else None],
        "level": [figures[1], kept.level or None],
        "note": content.note[:LONGEST_NOTE],
        "before": before,
        "after": snapshot(kept),
    }
    return Done(kept, change, target_of(kept))


def write_figures(kept: Result, content: Content, made: Score) -> None:
    """Write a content and what the core makes of it into a row: the only place where these figures come from."""
    total = made.shown(TOTAL)
    framework = content.framework
    kept.framework, kept.framework_hash = framework.id, framework.hash
    kept.content = content.spelled
    kept.respondents = {sample: list(pair) for sample, pair in content.respondents.items()}
    kept.total = None if total is None else Decimal(two_decimals(total))
    kept.level = made.decision.level.id if made.decision.level else ""
    shown = {code: made.shown(code) for code, node in framework.nodes.items() if node.kind == "indicator"}
    kept.indicators = {code: two_decimals(value) for code, value in shown.items() if value is not None}


def snapshot(kept: Result) -> dict[str, Plain]:
    """What the log keeps of a result, from which it can be put back."""
    return {
        "framework": kept.framework,
        "content": kept.content,
        "respondents": kept.respondents,
        "version": kept.version,
    }
