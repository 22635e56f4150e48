"""The order of a list that two have changed."""

from __future__ import annotations

from prongsai.core.plan.order import join


def test_orders_that_agree_are_woven() -> None:
    found = join([1, 2, 3], [1, 7, 2, 3], [3, 1, 2, 8], {1, 2, 3, 7, 8})

    assert (found.by, found.mine, found.theirs) == ("mine", [3, 1, 7, 2, 8], [3, 1, 7, 2, 8])


def test_an_order_that_both_changed_is_told_both_ways() -> None:
    found = join([1, 2, 3], [2, 1, 3], [3, 1, 2, 9], {1, 2, 3, 9})

    assert (found.by, found.theirs, found.mine) == ("both", [2, 9, 1, 3], [3, 1, 2, 9])
