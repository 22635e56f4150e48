"""What all tests share."""

import gc
import os

import pytest
from hypothesis import settings

# The machine may be busy, so a slow example is no failure; and a gate must say the same thing twice.
settings.register_profile("gate", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("gate")


# What builds a country, a year or a site once for all its tests; shared between workers, it would be built twice.
BUILT_ONCE = ("web/test_budgets.py", "web/test_demo.py", "web/test_serve.py")


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, not among the program and the tests themselves: a seventh of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin each worker's share with what takes longest and belongs together: nobody waits for it at the end.

    The first share begins with the browser, and there with pictures: they show the example year beside its peers, and
    journeys add agencies to them. The second begins with what is built once.
    """
    browser = [item for item in items if "/browser/" in item.nodeid]
    browser.sort(key=lambda item: "/test_pictures" not in item.nodeid)
    built_once = [item for item in items if item.path.as_posix().endswith(BUILT_ONCE)]
    together = {*browser, *built_once}
    others = [item for item in items if item not in together]
    shares: int = getattr(config, "workerinput", {}).get("workercount", 1)
    before = max(0, len(items) // max(2, shares) - len(browser))
    items[:] = [*browser, *others[:before], *built_once, *others[before:]]
