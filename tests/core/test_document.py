import dataclasses

import pytest

from prongsai.core.document import Heading, Row, Run


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text),)


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        (Row((runs("แบบวัด IIT"),), heading=True), True),
        (Row((runs("แบบวัด IIT"), (), runs(" ")), heading=True), True),
        (Row((runs("รวม"), runs("93.25")), heading=True), False),
        (Row((runs("แบบวัด IIT"),)), False),
    ],
)
def test_only_a_heading_row_with_nothing_beside_its_name_spans_the_table(row: Row, spans: bool) -> None:
    assert row.spans is spans


def test_a_paper_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Heading(1, "1. ผล").text = "2. ผล"  # type: ignore[misc]
