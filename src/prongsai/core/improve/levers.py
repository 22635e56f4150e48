"""What can be raised in a score, and what the score becomes when it is raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from prongsai.core.framework import TOTAL, split_code
from prongsai.core.level import two_decimals
from prongsai.core.rules import HALF_HUNDREDTH, half_up
from prongsai.core.scoring import (
    Derivation,
    Proof,
    Recipe,
    Score,
    Step,
    evaluate,
    given_values,
    proof,
    shares_below,
)
from prongsai.core.text import Text

BEST = Fraction(100)
NOTHING = Fraction(0)
# A question stands for its statements: nobody plans statement by statement.
ENDS = frozenset({"question", "item", "statement"})
REST = "rest"
GROUP = "group"
OPENED = "weighted_mean_of_children"

NO_NOTE = Text("")
AS_A_WHOLE = Text(
    "ไม่มีคะแนนรายข้อที่ใช้คำนวณได้ จึงคิดเป็นคะแนนของทั้งหน่วยนี้",
    "no scores below it can be used, so it is raised as a whole",
)
PART_UNKNOWN = Text(
    "มีคะแนนรายข้อ แต่ไม่ทราบว่าเป็นของส่วนใดของ {tool} จึงคิดเป็นคะแนนของทั้งตัวชี้วัด",
    "question scores are given, but not of which part of {tool}, so the indicator is raised as a whole",
)
CONTRADICTED = Text(
    "คะแนนรายข้อที่ทราบขัดกับคะแนนที่ประกาศ จึงคิดเป็นคะแนนของทั้งหน่วยนี้",
    "the known scores below it contradict the announced one, so it is raised as a whole",
)
IMPLIED = Text(
    "ไม่มีคะแนนของข้อนี้ คำนวณย้อนจากคะแนนของ {above} ซึ่งคลาดเคลื่อนได้ไม่เกิน {tolerance}",
    "its score is not given; it follows from the score of {above}, give or take {tolerance}",
)
ONLY_FULL = Text(
    "ไม่ทราบระดับคะแนนที่ข้อนี้มีได้ จึงคิดเฉพาะการได้ 100",
    "the scores this item can have are not known, so only 100 is considered",
)
SEVERAL_MISSING = Text(
    "ไม่มีคะแนนของ {missing} จึงบอกไม่ได้ว่าแต่ละข้อจะเพิ่มได้เท่าใด รวมกันเพิ่มคะแนน {above} ได้อีกไม่เกิน {most}",
    "{missing} are not given, so what each would bring is not known; together at most {most} points of {above}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that can be raised: from `value` to one of `choices`, or where that is `None` to any hundredth.

    `best` is the most it can have. `implied` says that `value` was not given but follows from a figure above it.
    """

    code: str
    kind: str
    value: Fraction
    best: Fraction
    choices: tuple[Fraction, ...] | None
    implied: bool = False
    note: Text = NO_NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfolded:
    """A score in which announced figures rest on what is known below them; all values are as in the score.

    Where items below an announced indicator are known, the indicator is their weighted sum and a remainder.
    `implied` holds the single missing codes that such a remainder stands for, with the possible error (points)
    and the code above. `contradicted` are figures that what is known below cannot make.
    `given` are the figures handed in and these remainders.
    `roots` are the known codes nearest the total, each with its share in it: the total alone where it is known.
    """

    score: Score
    given: Mapping[str, Fraction]
    roots: Mapping[str, Fraction]
    implied: Mapping[str, tuple[Fraction, str]]
    contradicted: frozenset[str]
    unknown: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Frontier:
    """The known codes nearest below a given figure, and those missing beside them; with their shares in it."""

    known: Mapping[str, Fraction]
    missing: Mapping[str, Fraction]


class _Unfolding:
    """Walks down from the total; every given figure with something known below it is opened."""

    def __init__(self, scored: Score) -> None:
        self.scored = scored
        self.steps: dict[str, Step] = {}
        self.given: dict[str, Fraction] = {}
        self.implied: dict[str, tuple[Fraction, str]] = {}
        self.contradicted: set[str] = set()
        self.unknown: list[Text] = []

    def walk(self, code: str) -> None:
        for leaf in proof_ends(proof(self.scored, code)):
            if leaf.kind in ENDS:
                continue
            frontier = _frontier(self.scored, leaf.code)
            if frontier is not None and self.open(leaf, frontier):
                for known in frontier.known:
                    self.walk(known)

    def open(self, leaf: Proof, frontier: _Frontier) -> bool:
        """Make the figure of what is known below it and a remainder; return whether that is possible."""
        values = self.scored.values
        share = sum(frontier.missing.values(), NOTHING)
        if not share:
            return False
        covered = sum((part * values[code] for code, part in frontier.known.items()), NOTHING)
        rest = (values[leaf.code] - covered) / share
        # The announced figure was rounded, so what is left is known no better than this.
        tolerance = HALF_HUNDREDTH / share
        if not -tolerance <= rest <= BEST + tolerance:
            self.contradicted.add(leaf.code)
            return False
        name = self.name_rest(leaf.code, frontier, rest, tolerance)
        shares = {**frontier.known, name: share}
        self.steps[leaf.code] = Step(
            leaf.code, leaf.kind, (Derivation(OPENED, tuple(shares), tuple(shares.values())),)
        )
        self.given[name] = rest
        return True

    def name_rest(self, above: str, frontier: _Frontier, rest: Fraction, tolerance: Fraction) -> str:
        missing = tuple(frontier.missing)
        if len(missing) == 1 and self.scored.recipe.by_code[missing[0]].kind != GROUP:
            self.implied[missing[0]] = (tolerance, above)
            return missing[0]
        most = (BEST - rest) * sum(frontier.missing.values(), NOTHING)
        words = {"missing": ", ".join(missing), "above": above, "most": short(max(NOTHING, most))}
        self.unknown.append(SEVERAL_MISSING.format(**words))
        name = f"{above}#{REST}"
        self.steps[name] = Step(name, REST, ())
        return name


def unfold(scored: Score) -> Unfolded:
    """Let announced figures rest on what is known below them, as far as that goes."""
    work = _Unfolding(scored)
    known = has_total(scored)
    frontier = None if known else _frontier(scored, TOTAL)
    roots = {TOTAL: Fraction(1)} if known else dict(frontier.known) if frontier else {}
    for root in roots:
        work.walk(root)
    recipe = with_steps(scored.recipe, work.steps)
    given = given_values(scored.result) | work.given
    return Unfolded(
        score=replace(scored, recipe=recipe, values=evaluate(recipe, given, scored.result.counts)),
        given=given,
        roots=roots,
        implied=work.implied,
        contradicted=frozenset(work.contradicted),
        unknown=tuple(work.unknown),
    )


def has_total(scored: Score) -> bool:
    """Whether there is a total made of its tools: a figure handed in for the total explains nothing."""
    return bool(proof(scored).children)


def with_steps(recipe: Recipe, changed: Mapping[str, Step]) -> Recipe:
    """Return the recipe with other steps for some codes; steps of new codes come first."""
    new = tuple(step for code, step in changed.items() if code not in recipe.by_code)
    steps = (*new, *(changed.get(step.code, step) for step in recipe.steps))
    return replace(recipe, steps=steps, by_code={step.code: step for step in steps})


def _frontier(scored: Score, code: str) -> _Frontier | None:
    """Look below `code` by each way to make it; return `None` where nothing below is known."""
    step = scored.recipe.by_code[code]
    for derivation in step.derivations:
        known, missing = _known_and_missing(scored, derivation)
        if known:
            one_way = with_steps(scored.recipe, {code: replace(step, derivations=(derivation,))})
            shares = shares_below(one_way, code)
            return _Frontier({each: shares[each] for each in known}, {each: shares[each] for each in missing})
    return None


def _known_and_missing(scored: Score, derivation: Derivation) -> tuple[list[str], list[str]]:
    known: list[str] = []
    missing: list[str] = []
    for code in derivation.inputs:
        preferred = scored.recipe.by_code[code].derivations[:1]
        if code in scored.values:
            known.append(code)
            continue
        below = _known_and_missing(scored, preferred[0]) if preferred else ([], [])
        known += below[0]
        missing += below[1] if below[0] else [code]
    return known, missing


def proof_ends(node: Proof) -> Iterator[Proof]:
    """Yield the leaves of a proof tree, a question with statements as one, in framework order."""
    if node.kind in ENDS or not node.children:
        yield node
        return
    for child in node.children:
        yield from proof_ends(child)


def levers(unfolded: Unfolded) -> tuple[Lever, ...]:
    """Return everything that is below its best, in framework order; each code once."""
    ends = {
        end.code: end
        for root in unfolded.roots
        for end in proof_ends(proof(unfolded.score, root))
        if end.kind not in (REST, GROUP)
    }
    found = (_lever(unfolded, end.code, end.kind) for end in ends.values())
    order = {code: place for place, code in enumerate(unfolded.score.recipe.framework.codes())}
    return tuple(sorted((lever for lever in found if lever), key=lambda lever: order[lever.code]))


def _lever(unfolded: Unfolded, code: str, kind: str) -> Lever | None:
    value = unfolded.score.values[code]
    choices = _choices(unfolded, code, kind, value)
    best = max(choices) if choices else _most(unfolded, code)
    tolerance, _ = unfolded.implied.get(code, (NOTHING, ""))
    if choices == () or value + tolerance >= best:
        return None
    implied = code in unfolded.implied
    note = _note(unfolded, code, kind)
    return Lever(code=code, kind=kind, value=value, best=best, choices=choices, implied=implied, note=note)


def _most(unfolded: Unfolded, code: str) -> Fraction:
    node = unfolded.score.recipe.framework.nodes.get(split_code(code)[0])
    return max(node.allowed) if node and node.allowed else BEST


def _choices(unfolded: Unfolded, code: str, kind: str, value: Fraction) -> tuple[Fraction, ...] | None:
    """Return the scores above `value` that an item can have; `None` for what can have any."""
    if kind != "item":
        return None
    allowed = unfolded.score.recipe.framework.nodes[split_code(code)[0]].allowed or (BEST,)
    return tuple(sorted(each for each in set(allowed) if each > value))


def _note(unfolded: Unfolded, code: str, kind: str) -> Text:
    framework = unfolded.score.recipe.framework
    notes = []
    if code in unfolded.implied:
        tolerance, above = unfolded.implied[code]
        notes.append(IMPLIED.format(above=framework.label(above), tolerance=short(tolerance)))
    if kind == "item" and framework.nodes[split_code(code)[0]].allowed is None:
        notes.append(ONLY_FULL)
    if kind not in ENDS:
        notes.append(_why_whole(unfolded, code))
    return Text("; ".join(each.th for each in notes), "; ".join(each.en for each in notes))


def _why_whole(unfolded: Unfolded, code: str) -> Text:
    if code in unfolded.contradicted:
        return CONTRADICTED
    if any(each.reason == "part_unknown" and each.needed_for == code for each in unfolded.score.unknown):
        return PART_UNKNOWN.format(tool=unfolded.score.recipe.framework.tool_of(code))
    return AS_A_WHOLE


def raised(unfolded: Unfolded, changes: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the exact value of every node when the codes of `changes` have the values given there."""
    score = unfolded.score
    steps = {code: replace(score.recipe.by_code[code], derivations=()) for code in changes}
    counts = {code: answers for code, answers in score.result.counts.items() if code not in changes}
    return evaluate(with_steps(score.recipe, steps), {**unfolded.given, **changes}, counts)


def short(value: Fraction) -> str:
    """Write a number for a sentence: at most two decimals, no trailing zeros."""
    return two_decimals(half_up(value)).rstrip("0").rstrip(".")
