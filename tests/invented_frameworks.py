"""Frameworks that no office ever published, written as their files: a reformed year and another country."""

from collections.abc import Callable, Sequence
from typing import Any

from prongsai.core.framework import Framework
from prongsai.core.framework.build import COLUMNS, build
from prongsai.core.framework.source import SourceRow

FACT = {"certainty": "read", "source": "LAW"}


def place(number: int) -> Callable[[str], str]:
    return lambda column: f"items.csv {number}:{column}"


def rows(table: str) -> list[SourceRow]:
    """Turn lines of `column=value` fields, separated by semicolons, into rows that start at row 2."""
    found = []
    for number, line in enumerate(table.strip().splitlines(), start=2):
        cells = dict.fromkeys(COLUMNS, "") | FACT
        cells |= dict(field.strip().split("=", 1) for field in line.split(";") if field.strip())
        found.append(SourceRow(cells, place(number)))
    return found


def words(text: str) -> dict[str, str]:
    return {"th": text, "en": text}


def rule(kind: str, name: str, **more: object) -> dict[str, object]:
    tool_or_node = "_".join(str(more[key]) for key in ("tool", "node") if key in more)
    return {"id": f"{kind}_{name}_{tool_or_node}", "kind": kind, "rule": name, **more, **FACT}


def level(name: str, minimum: str, gate: str = "") -> dict[str, object]:
    return {"id": name, "word": words(name), "minimum": minimum, **({"gate": gate} if gate else {}), **FACT}


def tool(code: str, weight: str) -> dict[str, object]:
    return {"code": code, "title": words(code), "weight": weight, **FACT}


def reformed_document() -> dict[str, Any]:
    """A reformed 2570: four tools, half of it disclosure, a three-step scale, thresholds of its own."""
    return {
        "id": "th-ita-2570",
        "fiscal_year": 2570,
        "title": words("2570"),
        "agency_types": ["sao"],
        "rounding": "half_up_2",
        **FACT,
        "tools": [tool("IIT", "0.20"), tool("EIT", "0.20"), tool("OIT", "0.50"), tool("VIT", "0.10")],
        "rules": [
            rule("total", "weighted_sum_of_tools"),
            rule("tool", "mean_of_indicators"),
            rule("indicator", "mean_of_questions"),
            rule("indicator", "oit_flat_mean", tool="OIT"),
            rule("indicator", "oit_flat_mean", tool="VIT"),
        ],
        "scales": [
            {
                "id": "three",
                "points": [0, 50, 100],
                "labels": {"th": ["น้อย", "กลาง", "มาก"], "en": ["low", "mid", "high"]},
                **FACT,
            }
        ],
        "levels": [level("pass", "80"), level("fail", "0")],
    }


REFORMED_ROWS = """
code=1; kind=indicator; parent=IIT; title_th=งาน
code=i1; kind=question; parent=1; title_th=ถาม; scale=three
code=2; kind=indicator; parent=EIT; title_th=บริการ
code=e1; kind=question; parent=2; title_th=ถาม; scale=three; reversed=yes
code=3; kind=indicator; parent=OIT; title_th=เปิดเผย
code=O1; kind=item; parent=3; title_th=ก; allowed=0 50 100
code=O2; kind=item; parent=3; title_th=ข
code=4; kind=indicator; parent=VIT; title_th=เยี่ยมชม
code=V1; kind=item; parent=4; title_th=ค
"""


def reformed() -> Framework:
    return build(reformed_document(), rows(REFORMED_ROWS))


def elsewhere_document() -> dict[str, Any]:
    """Another country: three tools with thirds, weighted children, other code names, levels in stars."""
    return {
        "id": "xx-open-2025",
        "fiscal_year": 2025,
        "title": {"th": "ต่างประเทศ", "en": "Elsewhere"},
        "agency_types": ["city"],
        "rounding": "half_even_2",
        **FACT,
        "tools": [tool("STAFF", "1/3"), tool("PUBLIC", "1/3"), tool("WEB", "1/3")],
        "rules": [
            rule("total", "weighted_sum_of_tools"),
            rule("tool", "weighted_mean_of_children"),
            rule("indicator", "mean_of_items"),
        ],
        "levels": [level("three_stars", "90"), level("two_stars", "60"), level("one_star", "0")],
    }


ELSEWHERE_ROWS = """
code=S-A; kind=indicator; parent=STAFF; title_th=A; weight=0.75
code=S-B; kind=indicator; parent=STAFF; title_th=B; weight=0.25
code=P-A; kind=indicator; parent=PUBLIC; title_th=C
code=W-A; kind=indicator; parent=WEB; title_th=D
code=page-1; kind=item; parent=W-A; title_th=E
code=page-2; kind=item; parent=W-A; title_th=F
"""


def elsewhere() -> Framework:
    return build(elsewhere_document(), rows(ELSEWHERE_ROWS))


def with_rows(*more: str) -> Sequence[SourceRow]:
    """Return the rows of the reformed year and more after them; the first of `more` is row 11."""
    return rows(REFORMED_ROWS.strip() + "\n" + "\n".join(more))
