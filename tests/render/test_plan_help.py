"""The first sheet of a plan's workbook."""

from prongsai.core.plan.layout import COLUMNS
from prongsai.render.plan_help import HELP


def test_the_help_names_every_sheet() -> None:
    words = " ".join(text for _, text in HELP)

    assert [name for name in COLUMNS if f"“{name}”" not in words] == []
