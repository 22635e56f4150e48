import pytest
from tests.invented_frameworks import place

from prongsai.core.errors import InputError
from prongsai.core.framework.source import SourceRow
from prongsai.core.framework.wording import overlay
from prongsai.core.text import Text
from prongsai.reading.framework import load


def worded(*pairs: tuple[str, str]) -> list[SourceRow]:
    return [
        SourceRow({"code": code, "wording": words}, place(number))
        for number, (code, words) in enumerate(pairs, start=2)
    ]


def test_the_wording_of_an_agency_stands_before_ours_and_leaves_the_hash() -> None:
    framework = load("th-ita-2568")

    ours = overlay(framework, worded(("i1", "ถ้อยคำเต็มของข้อคำถาม"), ("O1", "")))

    assert ours.title_of("i1") == Text("ถ้อยคำเต็มของข้อคำถาม", framework.title_of("i1").en)
    assert ours.title_of("O1") == framework.title_of("O1")
    assert ours.hash == framework.hash
    assert ours.nodes == framework.nodes


def test_every_unknown_or_repeated_code_is_told_with_its_cell() -> None:
    with pytest.raises(InputError) as caught:
        overlay(load("th-ita-2568"), worded(("i1", "ก"), ("i16", "ข"), ("O29", "ค"), ("i1", "ง")))

    assert [(problem.id, problem.where, problem.found) for problem in caught.value.problems] == [
        ("framework.unknown_code", "items.csv 3:code", "i16"),
        ("framework.unknown_code", "items.csv 4:code", "O29"),
        ("framework.worded_twice", "items.csv 5:code", "i1"),
    ]
