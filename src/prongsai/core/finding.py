"""What a score says about one question, item or indicator, with a recommendation that an officer may reword."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeVar

from prongsai.core.catalogue import CERTAINTIES, FOUND_IN, Advice, Catalogue, FindingKind, FindingRule
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.framework import Framework, Node, split_code
from prongsai.core.scoring import Score, given_values, in_part, mean_of_answers
from prongsai.core.text import Lang, Text

if TYPE_CHECKING:
    from prongsai.core.improve import Gain

T = TypeVar("T")
# By what a score comes about: an item that is published, a question that people answer, or neither is known.
Judged = Literal["item", "question", ""]

FULL = Fraction(100)
GOOD: frozenset[FindingKind] = frozenset({"strength", "keep"})
LEANED_ON = frozenset({"item", "sub_indicator"})
NO_ADVICE = Text(
    "คลังคำแนะนำยังไม่มีเรื่องนี้ โปรดเขียนข้อค้นพบและคำแนะนำเอง",
    "The catalogue has nothing on this matter; please write finding and recommendation yourself.",
)
# Thai has no full stop, so two sentences behind each other need a word between.
JOINTS = {
    "finding": Text(" อีกทั้ง", " "),
    "cause": Text(" หรือ", " "),
    "recommendation": Text(" นอกจากนี้ ", " "),
    "keep": Text(" และ", " "),
}
UNKNOWN_FINDING = Fault(
    "finding.unknown",
    Text("ไม่มีข้อค้นพบรหัสนี้", "there is no finding of this id"),
    Text("ใช้รหัสใดรหัสหนึ่ง: {known}", "use one of: {known}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `id` is `finding.<code>`; `score` exact 0–100 or `None` for unknown.

    `rule` is the id of the threshold rule that made the kind. `leans_on` are codes of OIT items of the same year,
    or of a sub-indicator where all its items are meant, the most important first. For a strength or a score to
    keep, `finding` says which rule it met, `recommendation` how to keep it, and `cause` is empty.
    `of_part` is the part whose score this is: the lower one where both are known. `part_unknown` says that the
    score was announced without its part, so it is shown but never used for a total.
    `judged` says whether published items or answered questions make the score.
    `gain` is in points of the total if this one alone stood at its best; `None` where that is not known or nothing.
    `measures`, `topics` and `units` are keys of the catalogue. `certainty` is that of the least sure row.
    `edited` is an officer's own wording, kept apart from the generated `recommendation`; empty for none.
    """

    id: str
    code: str
    kind: FindingKind
    rule: str
    score: Fraction | None
    finding: Text
    recommendation: Text
    cause: Text
    leans_on: tuple[str, ...]
    gain: Fraction | None = None
    edited: str = ""
    of_part: str | None = None
    part_unknown: bool = False
    judged: Judged = ""
    measures: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    certainty: str = "own"
    source: str = ""

    def words(self, lang: Lang) -> str:
        """Return the recommendation as it is to be printed: the officer's own wording before ours."""
        return self.edited or self.recommendation.say(lang)


@dataclass(frozen=True, slots=True)
class _Observed:
    """The score of a node as the result knows it, exact."""

    value: Fraction
    of_part: str | None = None
    part_unknown: bool = False


def findings(
    scored: Score, gains: Sequence[Gain], *, catalogue: Catalogue, rules: Sequence[FindingRule]
) -> tuple[Finding, ...]:
    """Return one finding for every indicator, question and item that the result knows, in framework order."""
    writer = _Writer(scored, _gains_by_code(gains), catalogue, rules)
    found = (writer.finding(node) for node in scored.recipe.framework.nodes.values() if node.kind in FOUND_IN)
    return tuple(each for each in found if each is not None)


def with_edits(found: Iterable[Finding], edits: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings with officers' own wording by finding id; an empty text takes an edit back.

    Raises `InputError` naming every id that is none of theirs.
    """
    kept = tuple(found)
    known = [each.id for each in kept]
    problems = [
        UNKNOWN_FINDING.at(id_, id_, known=", ".join(known)) for id_ in edits if id_ not in set(known)
    ]
    if problems:
        raise InputError(problems)
    return tuple(replace(each, edited=edits[each.id].strip()) if each.id in edits else each for each in kept)


def _gains_by_code(gains: Sequence[Gain]) -> dict[str, Fraction]:
    """Add up what raising a question in every part of its tool brings: the total is linear in each of them."""
    by_code: dict[str, Fraction] = {}
    for gain in gains:
        code = split_code(gain.code)[0]
        by_code[code] = by_code.get(code, Fraction(0)) + gain.gain
    return by_code


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the findings of one score."""

    scored: Score
    gains: Mapping[str, Fraction]
    catalogue: Catalogue
    rules: Sequence[FindingRule]

    @property
    def framework(self) -> Framework:
        return self.scored.recipe.framework

    def finding(self, node: Node) -> Finding | None:
        """Return the finding on a node, or `None` where its score is not known or no rule speaks of it."""
        observed = self.observed(node.code)
        rule = None if observed is None else self.rule(node, observed.value)
        if observed is None or rule is None:
            return None
        advice = self.catalogue.covering(node.themes)
        measures = _once(each.measure for each in advice)
        certainty, source = _least_sure(advice)
        finding, cause, recommendation = self.texts(advice, rule)
        return Finding(
            id=f"finding.{node.code}",
            code=node.code,
            kind=rule.kind,
            rule=rule.id,
            score=observed.value,
            finding=finding,
            cause=cause,
            recommendation=recommendation,
            leans_on=self.leans_on(node, advice),
            gain=self.gains.get(node.code),
            of_part=observed.of_part,
            part_unknown=observed.part_unknown,
            judged=self.judged(node.code),
            measures=measures,
            topics=_once(self.catalogue.measures[key].topic for key in measures),
            units=_once(unit for each in advice for unit in each.units),
            certainty=certainty,
            source=source,
        )

    def judged(self, code: str) -> Judged:
        kinds = {self.framework.kind_of(each) for each in self.framework.leaves(code)}
        return "item" if "item" in kinds else "question" if "question" in kinds else ""

    def observed(self, code: str) -> _Observed | None:
        """Return the score of a code: by itself, else the lower of its parts, else as announced without a part."""
        values = self.scored.values
        if code in values:
            return _Observed(values[code])
        parts = self.framework.parts_of(self.framework.tool_of(code) or "")
        by_part = [
            (values[in_part(code, part.code)], part.code)
            for part in parts
            if in_part(code, part.code) in values
        ]
        if by_part:
            value, lower = min(by_part, key=lambda pair: pair[0])
            return _Observed(value, of_part=lower)
        return self.announced(code) if parts else None

    def announced(self, code: str) -> _Observed | None:
        answers = self.scored.result.counts.get(code)
        value = mean_of_answers(answers) if answers else None
        if value is None:
            value = given_values(self.scored.result).get(code)
        return None if value is None else _Observed(value, part_unknown=True)

    def rule(self, node: Node, value: Fraction) -> FindingRule | None:
        """Return the first rule that fits the score as it is shown: 84.999 is shown as 85.00 and counts as that."""
        shown = self.scored.recipe.rounding.shown(value)
        best = max(node.allowed) if node.allowed else FULL
        year = self.framework.fiscal_year
        fitting = (
            rule
            for rule in self.rules
            if rule.speaks_of(node.kind, year, node.themes) and rule.fits(shown, best)
        )
        return next(fitting, None)

    def texts(self, advice: Sequence[Advice], rule: FindingRule) -> tuple[Text, Text, Text]:
        """Return finding, cause and recommendation; of what is good only how to keep it."""
        if not advice:
            return (rule.words if rule.kind in GOOD else NO_ADVICE), Text("", ""), NO_ADVICE
        if rule.kind in GOOD:
            return rule.words, Text("", ""), self.joined("keep", (each.keep for each in advice))
        return (
            self.joined("finding", (each.finding for each in advice)),
            self.joined("cause", (each.cause for each in advice)),
            self.joined("recommendation", (each.recommendation for each in advice)),
        )

    def joined(self, kind: str, texts: Iterable[Text]) -> Text:
        """Put the texts of several themes behind each other, each once, with the agency's name in its place."""
        words, joint = _once(texts), JOINTS[kind]
        whole = Text(joint.th.join(each.th for each in words), joint.en.join(each.en for each in words))
        return whole.format(agency=self.scored.result.agency)

    def leans_on(self, node: Node, advice: Sequence[Advice]) -> tuple[str, ...]:
        """Return the codes of this year whose themes the advice leans on, the node itself left out."""
        return _once(
            code
            for each in advice
            for theme in each.leans_on
            for code in _codes_of(self.framework, theme)
            if code != node.code
        )


def _codes_of(framework: Framework, theme: str) -> Iterator[str]:
    for code, node in framework.nodes.items():
        if node.kind in LEANED_ON and theme in node.themes:
            yield code


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _least_sure(advice: Sequence[Advice]) -> tuple[str, str]:
    sources = _once(key for each in advice for key in each.source.split("; ") if key)
    certainty = max((each.certainty for each in advice), key=CERTAINTIES.index, default="own")
    return certainty, "; ".join(sources)
