"""The headings by which a reader finds the columns of a register."""

import pytest

from prongsai.core.register.layout import (
    ALSO_WRITTEN,
    BESIDE,
    COLUMNS,
    NEEDED,
    REQUIRED,
    SHEETS,
    spellings,
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_heading_means_two_columns_of_a_sheet(sheet: str) -> None:
    words = [word for column in spellings(sheet).values() for word in column]

    assert len(words) == len(set(words))
    assert not set(words) & BESIDE


@pytest.mark.parametrize("sheet", SHEETS)
def test_only_columns_that_there_are_are_asked_for(sheet: str) -> None:
    known = set(COLUMNS[sheet])

    assert {*NEEDED[sheet], *REQUIRED[sheet], *ALSO_WRITTEN[sheet]} <= known


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_is_named_in_both_languages(sheet: str) -> None:
    assert all(title.th and title.en for title in COLUMNS[sheet].values())


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_spelling_holds_the_sign_that_parts_two_languages(sheet: str) -> None:
    assert not [word for words in spellings(sheet).values() for word in words if "/" in word]
