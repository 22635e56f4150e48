"""The titles by which a reader finds sheets, fields and columns."""

from prongsai.core.result import FIELDS, SECTIONS
from prongsai.core.result.layout import COLUMN_TITLES, CSV_COLUMNS, FIELD_TITLES


def test_every_field_has_a_title() -> None:
    assert set(FIELD_TITLES) == set(FIELDS)


def test_no_title_names_two_columns() -> None:
    words = [word for title in COLUMN_TITLES.values() for word in (title.th, title.en)]

    assert len(words) == len(set(words))


def test_the_columns_of_csv_are_titled_by_their_own_names() -> None:
    assert [COLUMN_TITLES[name].en for name in CSV_COLUMNS] == list(CSV_COLUMNS)


def test_no_column_is_called_like_a_section() -> None:
    assert not set(SECTIONS) & set(CSV_COLUMNS)
