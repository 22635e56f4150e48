"""An invented agency with plausible answers, for tests, benchmarks and newcomers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from prongsai.core.framework import Framework
from prongsai.core.result import Result

_LEVELS = (100, 100, 100, 100, 0)


def invented_counts(
    framework: Framework, seed: int, respondents: Mapping[str, int]
) -> dict[str, dict[int, int]]:
    """Return answers to every question, drawn with a leaning to good ones; `respondents` by tool or part.

    The same seed gives the same answers.
    """
    random = Random(seed)  # noqa: S311 – an example, not a secret
    with_statements = {node.parent for node in framework.nodes.values() if node.kind == "statement"}
    counts: dict[str, dict[int, int]] = {}
    for code, node in framework.nodes.items():
        if node.kind not in ("question", "statement") or code in with_statements:
            continue
        points = sorted(framework.points_of(code))
        for suffix, number in _samples(framework, code, respondents):
            drawn = random.choices(points, weights=range(1, len(points) + 1), k=number)
            counts[code + suffix] = {point: drawn.count(point) for point in points if point in drawn}
    return counts


def _samples(framework: Framework, code: str, respondents: Mapping[str, int]) -> list[tuple[str, int]]:
    tool = framework.tool_of(code) or ""
    parts = [part.code for part in framework.parts if part.tool == tool]
    if not parts:
        return [("", respondents[tool])] if tool in respondents else []
    return [(f"@{part}", respondents[part]) for part in parts if part in respondents]


def invented_result(framework: Framework, seed: int, respondents: Mapping[str, int]) -> Result:
    """Return a whole result from counts, with every item at one of its levels, most of them at the best."""
    random = Random(seed + 1)  # noqa: S311 – an example, not a secret
    items = [node for node in framework.nodes.values() if node.kind == "item"]
    return Result(
        agency=f"หน่วยงานตัวอย่าง {seed}",
        fiscal_year=framework.fiscal_year,
        framework=framework.id,
        counts=invented_counts(framework, seed, respondents),
        scores={item.code: Decimal(random.choice(_LEVELS)) for item in items},
    )
