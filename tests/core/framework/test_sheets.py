from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.invented_frameworks import elsewhere, place, reformed, reformed_document, rows, rule

from prongsai.core.framework import Framework
from prongsai.core.framework.build import build
from prongsai.core.framework.sheets import LAYOUT, from_sheets, sheets_of
from prongsai.core.framework.source import SourceRow, write_fraction

TITLES = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)


def there_and_back(framework: Framework) -> Framework:
    sheets = {
        name: [
            SourceRow(dict(zip(LAYOUT[name], row, strict=True)), place(number))
            for number, row in enumerate(found, start=2)
        ]
        for name, found in sheets_of(framework).items()
    }
    document, items, where = from_sheets(sheets)
    return build(document, items, place=where)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    document: dict[str, Any] = reformed_document()
    share = draw(st.fractions(min_value=Fraction(1, 100), max_value=Fraction(99, 100)))
    for tool, weight in zip(
        document["tools"], (share / 2, share / 2, (1 - share) / 2, (1 - share) / 2), strict=True
    ):
        tool["weight"] = write_fraction(weight)
        tool["title"] = {"th": draw(TITLES), "en": draw(st.just("") | TITLES)}
    lines = []
    for number in range(4):
        lines.append(
            f"code=n{number}; kind=indicator; parent={document['tools'][number]['code']}; title_th=ก"
        )
        for item in range(draw(st.integers(1, 4))):
            allowed = " ".join(map(str, sorted(draw(st.sets(st.integers(0, 100), max_size=3)))))
            lines.append(f"code=n{number}-{item}; kind=item; parent=n{number}; title_th=ข; allowed={allowed}")
    groups = [[f"n0-{item}"] for item in range(sum(line.startswith("code=n0-") for line in lines))]
    document["alternatives"] = [rule("indicator", "oit_mean_of_groups", node="n0", groups=groups)]
    document["notes"] = [{"th": draw(TITLES), "en": ""}]
    return build(document, rows("\n".join(lines)))


@given(frameworks())
def test_nothing_is_lost_on_the_way_to_sheets_and_back(framework: Framework) -> None:
    back = there_and_back(framework)

    assert back == framework
    assert back.hash == framework.hash


def test_invented_frameworks_survive_too() -> None:
    for framework in (reformed(), elsewhere()):
        assert there_and_back(framework) == framework


def test_a_scale_has_a_row_for_each_choice() -> None:
    assert sheets_of(reformed())["scales"] == [
        ("three", "0", "น้อย", "low", "read", "LAW"),
        ("three", "50", "กลาง", "mid", "read", "LAW"),
        ("three", "100", "มาก", "high", "read", "LAW"),
    ]
