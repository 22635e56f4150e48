from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.invented_frameworks import REFORMED_ROWS, reformed, reformed_document, rows

from prongsai.core.framework.build import build
from prongsai.core.framework.content import content, digest
from prongsai.core.text import Text

FRAMEWORK = reformed()


def test_the_hash_is_that_of_the_content() -> None:
    assert FRAMEWORK.hash == digest(FRAMEWORK)
    assert len(FRAMEWORK.hash) == 64


def test_numbers_stand_in_the_content_as_exact_texts() -> None:
    tools = content(FRAMEWORK)["tools"]

    assert isinstance(tools, list)
    assert [tool["weight"] for tool in tools] == ["1/5", "1/5", "1/2", "1/10"]


@given(st.randoms())
def test_the_order_of_keys_and_rows_does_not_change_the_hash(random: object) -> None:
    document = reformed_document()
    keys, table = list(document), rows(REFORMED_ROWS)
    random.shuffle(keys)  # type: ignore[attr-defined]
    random.shuffle(table)  # type: ignore[attr-defined]

    assert build({key: document[key] for key in keys}, table).hash == FRAMEWORK.hash


def test_any_fact_that_changes_changes_the_hash() -> None:
    changed = [
        replace(FRAMEWORK, fiscal_year=2571),
        replace(FRAMEWORK, tools=(replace(FRAMEWORK.tools[0], weight=Fraction(1, 4)), *FRAMEWORK.tools[1:])),
        replace(FRAMEWORK, levels=FRAMEWORK.levels[:1]),
        replace(FRAMEWORK, certainty="general"),
        replace(FRAMEWORK, nodes={**FRAMEWORK.nodes, "O1": replace(FRAMEWORK.nodes["O1"], allowed=None)}),
    ]

    assert len({digest(each) for each in changed} | {FRAMEWORK.hash}) == 6


def test_an_agency_s_wording_is_not_content() -> None:
    assert digest(replace(FRAMEWORK, wording={"O1": Text("ถ้อยคำของหน่วยงาน")})) == FRAMEWORK.hash
