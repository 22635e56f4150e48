"""One browser and two sites for all browser tests: the example year, and an empty one that journeys fill.

The sites run in processes of their own, so nothing here opens a database in this one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.browser.chromium import OPTIONS
from tests.web.browser.sites import DemoSite, demo_site


@pytest.fixture(autouse=True)
def thai() -> None:
    """Stand in for the fixture of the same name one folder up, which opens the database of this process."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Drive a browser, for one file only: while the driver runs, Django lets no other test of this process use a database."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The example year, as `./run` starts it."""
    with demo_site(tmp_path_factory.mktemp("demo")) as site:
        yield site
