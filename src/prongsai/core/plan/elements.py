"""Which OIT item a paper on measures answers, and whether every required element is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from prongsai.core.followup import Followup, ProgressNote, Status
from prongsai.core.framework import Certainty, Framework, Node
from prongsai.core.plan import Measure, Plan
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.core.finding import Finding

PaperKind = Literal["measures", "report"]
THEMES: Mapping[PaperKind, str] = {"measures": "internal_measures", "report": "measures_report"}
SOURCE = "KHAMDUANG"
# The rounds in which the elements were read in an agency's paper; other years are taken to ask the same.
READ_IN: Mapping[PaperKind, int] = {"measures": 2566, "report": 2567}
NEEDS_OUTCOME: frozenset[Status] = frozenset({"done", "partial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that the paper must show; `lacking` names what is missing, empty where the element is there.

    `certainty` says how sure it is that this round asks for it, `source` where it was read.
    """

    id: str
    title: Text
    certainty: Certainty
    source: str
    lacking: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementCheck:
    """What the check of one paper found.

    `items` are the OIT items of the round that it answers, none where the round asks for no such paper.
    `listed` are the elements that the framework itself names, in its words.
    """

    paper: PaperKind
    round_year: int
    items: tuple[Node, ...]
    listed: tuple[Node, ...]
    elements: tuple[Element, ...]

    @property
    def lacking(self) -> tuple[Text, ...]:
        """Everything that is missing, in the order of the elements; empty for a complete paper."""
        return tuple(words for element in self.elements for words in element.lacking)

    @property
    def complete(self) -> bool:
        """Whether nothing that is known to be required is missing."""
        return not self.lacking


def items_answered(framework: Framework, paper: PaperKind) -> tuple[Node, ...]:
    """Return the OIT items of a round that a paper answers: `O25` for the measures of 2569."""
    theme = THEMES[paper]
    return tuple(node for node in framework.nodes.values() if node.kind == "item" and theme in node.themes)


def check_measures(plan: Plan, findings: Sequence[Finding], framework: Framework) -> ElementCheck:
    """Check analysis and measures as one paper for the round of `framework`; `findings` are its analysis."""
    elements = (
        ("year", _YEAR, _measures_year(plan, framework)),
        ("analysis", _ANALYSIS, () if findings else (_NO_ANALYSIS,)),
        ("urgent", _URGENT, _answered(findings, plan, "urgent")),
        ("improve", _IMPROVE, _answered(findings, plan, "improve")),
        ("responsible", _RESPONSIBLE, _each(plan, lambda each: bool(each.responsible_units), _NO_OWNER)),
        ("steps", _STEPS, _each(plan, lambda each: bool(each.steps), _NO_STEPS)),
        ("monitoring", _MONITORING, _each(plan, _monitored, _NO_MONITORING)),
    )
    return _check("measures", framework, elements)


def check_report(followup: Followup, framework: Framework) -> ElementCheck:
    """Check the report on measures for the round of `framework`: the measures, what was done, what came of it."""
    plan = followup.plan
    elements = (
        ("year", _YEAR, _report_year(plan, framework)),
        ("measures", _MEASURES, () if plan.measures else (_NO_MEASURES,)),
        ("done", _DONE, _each(plan, lambda each: _told(followup, each, _says_what), _NOT_TOLD)),
        ("outcome", _OUTCOME, _each(plan, lambda each: _outcome_told(followup, each), _NO_OUTCOME)),
    )
    return _check("report", framework, elements)


# What the elements are, and what is said of those that are missing

_YEAR = Text("ปีของแผนตรงกับรอบประเมิน", "The plan is of the year that the round asks for")
_ANALYSIS = Text("การวิเคราะห์ผลการประเมิน", "An analysis of the result")
_URGENT = Text("ข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน", "The faults or weak points to be mended at once")
_IMPROVE = Text("ประเด็นที่ต้องพัฒนาให้ดีขึ้น", "The points to develop further")
_RESPONSIBLE = Text("ผู้รับผิดชอบ", "Who is responsible")
_STEPS = Text("ขั้นตอนหรือวิธีการปฏิบัติ", "The steps or the method")
_MONITORING = Text("การกำกับติดตามและการรายงาน", "How it is monitored and reported")
_MEASURES = Text("มาตรการหรือกิจกรรม", "The measures or activities")
_DONE = Text("สรุปผลการดำเนินการ", "A summary of what was done")
_OUTCOME = Text("ผลลัพธ์หรือความสำเร็จ", "The outcome or success")

_NO_ANALYSIS = Text("ไม่มีข้อค้นพบจากการวิเคราะห์ผล", "there are no findings from an analysis of the result")
_NO_MEASURES = Text("ไม่มีมาตรการ", "there are no measures")
_UNANSWERED = Text("ไม่มีมาตรการสำหรับ {codes}", "no measure answers {codes}")
_NO_OWNER = Text("ไม่มีผู้รับผิดชอบ: {titles}", "nobody is responsible for: {titles}")
_NO_STEPS = Text("ไม่มีขั้นตอน: {titles}", "there are no steps for: {titles}")
_NO_MONITORING = Text("ไม่บอกวิธีกำกับติดตาม: {titles}", "monitoring is not described for: {titles}")
_NOT_TOLD = Text("ยังไม่บอกว่าทำอะไรแล้ว: {titles}", "what was done is not told for: {titles}")
_NO_OUTCOME = Text("ยังไม่บอกผลลัพธ์: {titles}", "the outcome is not told for: {titles}")
_WRONG_YEAR = Text(
    "เป็นแผนปี {found} แต่รอบปี {round} ใช้แผนปี {wanted}",
    "this is a plan of {found}, but the round of {round} asks for that of {wanted}",
)
_WRONG_RESULT = Text(
    "วิเคราะห์ผลปี {found} แต่รอบปี {round} ใช้ผลปี {wanted}",
    "the result of {found} is analysed, but the round of {round} asks for that of {wanted}",
)


def _check(
    paper: PaperKind, framework: Framework, elements: Sequence[tuple[str, Text, tuple[Text, ...]]]
) -> ElementCheck:
    items = items_answered(framework, paper)
    certainty: Certainty = "read" if framework.fiscal_year == READ_IN[paper] else "inferred"
    return ElementCheck(
        paper=paper,
        round_year=framework.fiscal_year,
        items=items,
        listed=tuple(element for item in items for element in framework.elements(item.code)),
        elements=tuple(
            Element(id=id_, title=title, certainty=certainty, source=SOURCE, lacking=lacking)
            for id_, title, lacking in elements
        ),
    )


def _measures_year(plan: Plan, framework: Framework) -> tuple[Text, ...]:
    round_ = framework.fiscal_year
    if all(item.year_rule != "previous_result" for item in items_answered(framework, "measures")):
        return ()
    return (
        *_differs(_WRONG_YEAR, plan.fiscal_year, round_, round_),
        *_differs(_WRONG_RESULT, plan.result_year, round_ - 1, round_),
    )


def _report_year(plan: Plan, framework: Framework) -> tuple[Text, ...]:
    """Until 2566 a round asked for the report on its own year, since then for that on the year before."""
    rules = {item.year_rule for item in items_answered(framework, "report")}
    round_ = framework.fiscal_year
    if not rules & {"current", "previous"}:
        return ()
    return _differs(_WRONG_YEAR, plan.fiscal_year, round_ - 1 if "previous" in rules else round_, round_)


def _differs(words: Text, found: int, wanted: int, round_: int) -> tuple[Text, ...]:
    return () if found == wanted else (words.format(found=found, wanted=wanted, round=round_),)


def _answered(findings: Sequence[Finding], plan: Plan, kind: str) -> tuple[Text, ...]:
    """Name the findings of one kind that no measure answers; a result without such a finding lacks nothing."""
    answered = {id_ for measure in plan.measures for id_ in measure.finding_ids}
    codes = [each.code for each in findings if each.kind == kind and each.id not in answered]
    return (_UNANSWERED.format(codes=", ".join(codes)),) if codes else ()


def _each(plan: Plan, holds: Callable[[Measure], bool], words: Text) -> tuple[Text, ...]:
    """Name the measures for which something does not hold; a plan without any has nothing to show for it."""
    if not plan.measures:
        return (_NO_MEASURES,)
    titles = [measure.title or measure.id for measure in plan.measures if not holds(measure)]
    return (words.format(titles=", ".join(titles)),) if titles else ()


def _monitored(measure: Measure) -> bool:
    return bool(measure.monitoring_rounds or measure.monitoring_note)


def _notes(followup: Followup, measure: Measure) -> Iterator[ProgressNote]:
    return (note for round_ in followup.rounds for note in round_.notes if note.measure == measure.id)


def _told(followup: Followup, measure: Measure, says: Callable[[ProgressNote], bool]) -> bool:
    return any(says(note) for note in _notes(followup, measure))


def _says_what(note: ProgressNote) -> bool:
    """A bare “done” is no summary; of what was not done the reason is told instead."""
    return bool(note.done_note or note.reason or note.obstacle)


def _outcome_told(followup: Followup, measure: Measure) -> bool:
    """What nobody did has no outcome to tell."""
    notes = list(_notes(followup, measure))
    return not any(note.status in NEEDS_OUTCOME for note in notes) or any(note.outcome for note in notes)
