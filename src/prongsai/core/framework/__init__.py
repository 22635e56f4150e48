"""What is assessed in one fiscal year: tools, indicators, questions, items, rules and levels, all as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from prongsai.core.text import Text

Certainty = Literal["read", "arithmetic", "derivative", "inferred", "general", "unknown"]
Kind = Literal["indicator", "sub_indicator", "question", "statement", "item", "element"]
Change = Literal["same", "reworded", "changed", "part", "merged", "new"]

ScoredKind = Literal[
    "total", "tool", "part", "indicator", "sub_indicator", "question", "statement", "item", "element"
]
YearRule = Literal[
    "standing",
    "current",
    "current_6m",
    "current_monthly",
    "previous",
    "multi_year",
    "previous_result",
    "unknown",
]

TOTAL = "total"
IN_PART = "@"
TOTAL_TITLE = Text("คะแนนรวม", "Total score")
KIND_NAMES: Mapping[str, Text] = {
    "tool": Text("", ""),
    "indicator": Text("ตัวชี้วัดที่ ", "Indicator "),
    "sub_indicator": Text("ตัวชี้วัดย่อยที่ ", "Sub-indicator "),
    "question": Text("ข้อ ", "Question "),
    "statement": Text("ข้อย่อย ", "Statement "),
    "item": Text("ข้อ ", "Item "),
    "element": Text("องค์ประกอบ ", "Element "),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact with how sure it is and where it was read (keys of docs/method/sources.md)."""

    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Fact):
    """One of the instruments whose weighted scores make the total; `weight` is its share, e.g. 3/10."""

    code: str
    title: Text
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Fact):
    """A part of a tool that asks the same questions of another sample (EIT since 2566)."""

    code: str
    tool: str
    title: Text
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Fact):
    """The choices of a question in printed order, each with its points (integers 0–100)."""

    id: str
    points: tuple[int, ...]
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Fact):
    """One row of items.csv below the tools; `certainty` speaks of code and title, the others of what they name.

    `parent` is the code of the tool, indicator, sub-indicator, question or item above it.
    `weight` counts only under a weighted rule. `allowed` is `None` where the official levels are not known.
    `themes` are the identifiers by which years are compared; `previous` the codes of the same matter a year before.
    """

    code: str
    kind: Kind
    parent: str
    title: Text
    weight: Fraction = Fraction(1)
    scale: str | None = None
    reversed: bool = False
    allowed: tuple[Fraction, ...] | None = None
    year_rule: str | None = None
    themes: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    change: Change | None = None
    placement_certainty: Certainty = "read"
    points_certainty: Certainty | None = None
    allowed_certainty: Certainty | None = None
    year_rule_certainty: Certainty | None = None
    note: Text = Text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice(Fact):
    """Which aggregation rule makes the nodes of one kind, perhaps only under one tool or for one node.

    The most particular choice wins: `node` before `tool` before `kind` alone. `groups` only for rules that
    take groups: each a tuple of item codes.
    """

    id: str
    kind: str
    rule: str
    tool: str | None = None
    node: str | None = None
    groups: tuple[tuple[str, ...], ...] = ()
    words: Text = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Fact):
    """A word for a range of totals; `minimum` ≤ rounded total, and every gate ≥ `gate` where that is set."""

    id: str
    word: Text
    minimum: Fraction
    gate: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRule(Fact):
    """A minimum number of answers, in words and, where it is a formula, as share, floor and cap."""

    id: str
    tool: str
    applies_to: Text
    share: Fraction | None = None
    at_least: int | None = None
    at_most: int | None = None
    words: Text = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry(Fact):
    """A stage of the yearly round with its dates (ISO) as far as known."""

    stage: str
    title: Text
    begins: str | None = None
    ends: str | None = None
    note: Text = Text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Fact):
    """One year's framework; build it with `prongsai.reading.framework.load`.

    `rules` are the chosen ones, `alternatives` the named others that reconcile may try.
    `gates` are the codes (tools or parts) that a level's gate looks at.
    `facts` says how sure the single values are: `rounding`, `gates`, `agency_types`.
    `hash` is the SHA-256 of the content; `wording` lays an agency's own titles over ours and is not part of it.
    """

    id: str
    fiscal_year: int
    title: Text
    agency_types: tuple[str, ...]
    tools: tuple[Tool, ...]
    parts: tuple[Part, ...]
    scales: Mapping[str, Scale]
    nodes: Mapping[str, Node]
    rules: tuple[RuleChoice, ...]
    alternatives: tuple[RuleChoice, ...]
    rounding: str
    levels: tuple[Level, ...]
    gates: tuple[str, ...]
    samples: tuple[SampleRule, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    previous: str | None = None
    notes: tuple[Text, ...] = ()
    hash: str = ""
    wording: Mapping[str, Text] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    _children: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _tools: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for thousands of times in one scoring; frozen and slotted, so set once here.
        object.__setattr__(self, "_children", _children_of(self.tools, self.nodes))
        object.__setattr__(self, "_tools", _tools_of(self.tools, self.parts, self.nodes))

    def codes(self) -> tuple[str, ...]:
        """Return every code that may carry a score, in official order: total, tools, parts, nodes, nodes by part."""
        plain = [TOTAL, *(tool.code for tool in self.tools), *(part.code for part in self.parts)]
        scored = [code for code, node in self.nodes.items() if node.kind != "element"]
        by_part = [
            f"{code}{IN_PART}{part.code}"
            for part in self.parts
            for code in scored
            if self._tools.get(code) == part.tool
        ]
        return (*plain, *scored, *by_part)

    def kind_of(self, code: str) -> ScoredKind | None:
        """Return what `code` names (`6@EIT.1` is an indicator), or `None` where the framework does not know it."""
        base, part = split_code(code)
        if part is not None and (self._tools.get(part) != self._tools.get(base) or base not in self.nodes):
            return None
        if part is not None and part not in {known.code for known in self.parts}:
            return None
        return self.nodes[base].kind if base in self.nodes else self._kind_above(base)

    def _kind_above(self, code: str) -> ScoredKind | None:
        if code == TOTAL:
            return "total"
        if any(tool.code == code for tool in self.tools):
            return "tool"
        return "part" if any(part.code == code for part in self.parts) else None

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes directly below in official order, elements left out; of `6@EIT.1` those in that part."""
        base, part = split_code(code)
        if base == TOTAL:
            return tuple(tool.code for tool in self.tools)
        if any(known.code == base for known in self.parts):
            base, part = self._tools[base], base
        below = self._children.get(base, ())
        return below if part is None else tuple(f"{child}{IN_PART}{part}" for child in below)

    def elements(self, item: str) -> tuple[Node, ...]:
        """Return what a page must contain for `item`; empty where that is not known."""
        return tuple(node for node in self.nodes.values() if node.parent == item and node.kind == "element")

    def leaves(self, code: str) -> tuple[str, ...]:
        """Return the items or questions (or bare indicators) below `code` that have nothing scored below them."""
        below = self.children(code)
        return tuple(leaf for child in below for leaf in self.leaves(child)) if below else (code,)

    def tool_of(self, code: str) -> str | None:
        """Return the tool that `code` belongs to; `None` for the total and for unknown codes."""
        return self._tools.get(split_code(code)[0])

    def above(self, code: str) -> Iterator[str]:
        """Yield what stands above a node, the nearest first and its tool last; nothing for other codes."""
        step = split_code(code)[0]
        while step in self.nodes:
            step = self.nodes[step].parent
            yield step

    def indicator_of(self, code: str) -> str | None:
        """Return the indicator that a node is or stands below; `None` where there is none."""
        path = (split_code(code)[0], *self.above(code))
        return next((each for each in path if self.kind_of(each) == "indicator"), None)

    def parts_of(self, tool: str) -> tuple[Part, ...]:
        """Return the parts of `tool`; empty where it is asked in one piece."""
        return tuple(part for part in self.parts if part.tool == tool)

    def points_of(self, code: str) -> tuple[int, ...]:
        """Return the points of each choice in printed order, turned round for a reversed question.

        Empty for a question that has statements, and for everything that has no scale.
        """
        node = self.nodes.get(split_code(code)[0])
        scale = self.scales.get(node.scale) if node is not None and node.scale else None
        if node is None or scale is None:
            return ()
        return tuple(100 - points for points in scale.points) if node.reversed else scale.points

    def title_of(self, code: str) -> Text:
        """Return the title of `code`: the agency's own wording where it laid one over, else ours; “” if unknown."""
        base, _ = split_code(code)
        if base in self.wording:
            return self.wording[base]
        if base in self.nodes:
            return self.nodes[base].title
        named = [(tool.code, tool.title) for tool in self.tools] + [
            (part.code, part.title) for part in self.parts
        ]
        return TOTAL_TITLE if base == TOTAL else dict(named).get(base, Text(""))

    def label(self, code: str) -> Text:
        """Return how a person names `code`: kind, code and title, e.g. “ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล”."""
        base, part = split_code(code)
        kind = self.kind_of(code)
        if kind is None or kind in ("total", "part"):
            return self.title_of(code) if kind else Text(code, code)
        name, title = KIND_NAMES[kind], self.title_of(code)
        where = self.title_of(part) if part else Text("", "")
        return Text(
            " ".join(filter(None, (f"{name.th}{base}", title.th, where.th and f"({where.th})"))),
            " ".join(filter(None, (f"{name.en}{base}", title.en, where.en and f"({where.en})"))),
        )


def split_code(code: str) -> tuple[str, str | None]:
    """Split `e1@EIT.1` into the code and its part; the part is `None` where the code names none."""
    base, at, part = code.partition(IN_PART)
    return base, part if at else None


def _children_of(tools: tuple[Tool, ...], nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    below: dict[str, list[str]] = {tool.code: [] for tool in tools}
    for code, node in nodes.items():
        if node.kind != "element":
            below.setdefault(node.parent, []).append(code)
    return {code: tuple(children) for code, children in below.items()}


def _tools_of(tools: tuple[Tool, ...], parts: tuple[Part, ...], nodes: Mapping[str, Node]) -> dict[str, str]:
    found = {tool.code: tool.code for tool in tools} | {part.code: part.tool for part in parts}
    for code in nodes:
        path: list[str] = []
        step = code
        # A framework under construction may have a circle or an orphan; then no tool is found.
        while step not in found and step in nodes and step not in path:
            path.append(step)
            step = nodes[step].parent
        if step in found:
            found.update(dict.fromkeys(path, found[step]))
    return found
