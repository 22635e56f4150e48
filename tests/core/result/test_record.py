"""A result as plain values: the same that an example file holds."""

import json

from tests.command_line import DONSAK, NAPHO
from tests.result_framework import FRAMEWORK

from prongsai.core.result.record import in_order, result_record
from prongsai.reading.framework import load_year
from prongsai.reading.result import read


def test_a_record_is_what_stands_in_the_file() -> None:
    for path, year in ((DONSAK, 2568), (NAPHO, 2564)):
        assert result_record(read(path), load_year(year)) == json.loads(path.read_text("utf-8"))


def test_codes_come_in_the_order_of_the_framework() -> None:
    record = result_record(read(DONSAK), load_year(2568))

    scores = record["scores"]
    assert isinstance(scores, dict)
    assert [*scores][:3] == ["i1", "i2", "i3"]
    assert [*scores][-1] == "O28"


def test_codes_that_the_framework_does_not_know_come_last() -> None:
    assert in_order(["x", "O1", "a", "total"], FRAMEWORK) == ["total", "O1", "a", "x"]
