"""How figures are written: two decimals, a real minus sign, and changes that fit the figures beside them."""

from __future__ import annotations

from fractions import Fraction

from prongsai.core.level import two_decimals
from prongsai.core.rules import half_up

MINUS = "−"


def points(value: Fraction) -> str:
    """Write a figure with two decimals, a half rounded away from zero; nothing is below zero that is shown as 0.00."""
    size = half_up(abs(value))
    return (MINUS if value < 0 and size else "") + two_decimals(size)


def signed(change: Fraction) -> str:
    """Write a change with its sign; one that is shown as 0.00 has none."""
    return ("+" if change > 0 and half_up(change) else "") + points(change)


def shown_change(before: Fraction | None, after: Fraction | None, change: Fraction | None) -> Fraction | None:
    """Return the change that fits two figures as they are shown; as it is told where one of them is not known.

    90.004 and 90.005 stand as 90.00 and 90.01, so +0.01 must stand beside them.
    """
    return change if before is None or after is None else half_up(after) - half_up(before)
