"""Small invented frameworks and scores, written as plain trees of codes."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from prongsai.core.framework import Framework, Kind, Level, Node, Part, RuleChoice, Scale, Tool
from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.text import Text

Tree = Mapping[str, "Tree"] | Sequence[str]
Trees = Mapping[str, Tree]

GATED = (
    ("excellent", "เยี่ยม", 95, 95),
    ("good", "ดี", 85, 85),
    ("pass", "ผ่าน", 85, None),
    ("low", "ต่ำ", 0, None),
)
PLAIN = (("a", "ก", 95, None), ("b", "ข", 85, None), ("c", "ค", 50, None), ("f", "ง", 0, None))


def kind_of(code: str) -> Kind:
    if code[0] == "O":
        return "item"
    if code[0] in "ie":
        return "statement" if "." in code else "question"
    return "sub_indicator" if "." in code else "indicator"


def nodes_of(tree: Tree, parent: str, allowed: Mapping[str, tuple[int, ...]]) -> Iterable[Node]:
    for code in tree:
        levels = allowed.get(code, allowed.get("*") if kind_of(code) == "item" else None)
        yield Node(
            code=code,
            kind=kind_of(code),
            parent=parent,
            title=Text(f"เรื่อง {code}", f"matter {code}"),
            scale="steps" if kind_of(code) in ("question", "statement") else None,
            allowed=None if levels is None else tuple(map(Fraction, levels)),
            certainty="read",
            source="invented",
        )
        if isinstance(tree, Mapping):
            yield from nodes_of(tree[code], code, allowed)


def rules(oit_rule: str) -> tuple[RuleChoice, ...]:
    chosen = (
        ("total", "weighted_sum_of_tools", None),
        ("tool", "mean_of_indicators", None),
        ("indicator", "mean_of_questions", None),
        ("indicator", oit_rule, "OIT"),
        ("sub_indicator", "mean_of_items", None),
        ("question", "mean_of_statements", None),
    )
    return tuple(
        RuleChoice(id=f"{kind}-{rule}", kind=kind, rule=rule, tool=tool, certainty="read", source="invented")
        for kind, rule, tool in chosen
    )


def small_framework(
    tree: Mapping[str, Tree],
    *,
    weights: Mapping[str, int],
    levels: Iterable[tuple[str, str, object, object]] = PLAIN,
    gates: Sequence[str] = (),
    allowed: Mapping[str, tuple[int, ...]] | None = None,
    oit_rule: str = "oit_flat_mean",
    rounding: str = "half_up_2",
    parts: Mapping[str, tuple[str, int]] | None = None,
) -> Framework:
    whole = sum(weights.values())
    return Framework(
        id="invented",
        fiscal_year=2568,
        title=Text("กรอบสมมติ", "invented"),
        agency_types=(),
        tools=tuple(
            Tool(
                code=tool,
                title=Text(tool, tool),
                weight=Fraction(weights[tool], whole),
                certainty="read",
                source="",
            )
            for tool in tree
        ),
        parts=tuple(
            Part(
                code=part,
                tool=tool,
                title=Text(part, part),
                weight=Fraction(weight),
                certainty="read",
                source="",
            )
            for part, (tool, weight) in (parts or {}).items()
        ),
        scales={"steps": Scale(id="steps", points=(0, 50, 100), labels=(), certainty="read", source="")},
        nodes={
            node.code: node for tool, below in tree.items() for node in nodes_of(below, tool, allowed or {})
        },
        rules=rules(oit_rule),
        alternatives=(),
        rounding=rounding,
        levels=tuple(level(*each) for each in levels),
        gates=tuple(gates),
        certainty="read",
        source="invented",
    )


def level(level_id: str, word: str, minimum: object, gate: object) -> Level:
    return Level(
        id=level_id,
        word=Text(word, f"level {level_id}"),
        minimum=Fraction(str(minimum)),
        gate=None if gate is None else Fraction(str(gate)),
        certainty="read",
        source="invented",
    )


def scored(
    framework: Framework, scores: Mapping[str, object], counts: Mapping[str, Mapping[int, int]] | None = None
) -> Score:
    result = Result(
        agency="อบต.สมมติ",
        fiscal_year=framework.fiscal_year,
        scores={code: written(value) for code, value in scores.items()},
        counts=counts or {},
    )
    return score(prepare(framework), result)


def written(value: object) -> Decimal:
    """Write a number as a decimal; a fraction must end."""
    if isinstance(value, Fraction):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        assert Fraction(decimal) == value
        return decimal
    return Decimal(str(value))
