"""Periods as officers write them, of a fiscal year that their paper names elsewhere."""

import pytest

from prongsai.reading.recognise.periods import period_in


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("ไตรมาส ๑ – ๒", "2024-10-01", "2025-03-31"),
        ("รอบ 6 เดือนแรก", "2024-10-01", "2025-03-31"),
        ("ครึ่งปีหลัง", "2025-04-01", "2025-09-30"),
        ("Q2", "2025-01-01", "2025-03-31"),
        ("ทุกไตรมาส", "2024-10-01", "2025-09-30"),
        ("ตลอดปีงบประมาณ", "2024-10-01", "2025-09-30"),
        ("ต.ค. 67 - มี.ค. 68", "2024-10-01", "2025-03-31"),
    ],
)
def test_a_period_without_a_year_of_its_own(text: str, begins: str, ends: str) -> None:
    found = period_in(text, 2568)

    assert found is not None
    assert (str(found.begins), str(found.ends)) == (begins, ends)


def test_without_any_year_nothing_is_guessed() -> None:
    assert period_in("รอบ 6 เดือนแรก") is None
