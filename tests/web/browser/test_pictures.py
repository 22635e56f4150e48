"""The pictures of the docs show the pages as they are today, and are light; the docs show them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from tests.command_line import ROOT
from tests.web.browser.pictures import LANGS, SCREENS, seen, words_of
from tests.web.browser.sites import DemoSite

PICTURES = ROOT / "docs" / "pictures"
NAMES = [f"web-{screen.name}-{lang}.png" for screen in SCREENS for lang in LANGS]
MOST_BYTES = 150_000


def told(path: Path) -> object:
    with Image.open(path) as picture:
        return picture.info.get("Description")


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGS)
def test_the_pictures_are_of_the_pages_of_today(lang: str, chromium: Browser, demo: DemoSite) -> None:
    stale = [name for name, page in seen(chromium, demo, lang) if told(PICTURES / name) != words_of(page)]

    assert stale == [], "out of date: run .venv/bin/python tools/build_pictures.py"


def test_every_picture_is_there_and_light() -> None:
    assert sorted(path.name for path in PICTURES.glob("web-*")) == sorted(NAMES)
    assert [path.name for path in PICTURES.glob("web-*") if path.stat().st_size > MOST_BYTES] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_shown_in_the_docs_of_its_language(name: str) -> None:
    guide = "workbench.th.md" if name.endswith("-th.png") else "workbench.md"

    assert f"../pictures/{name}" in (ROOT / "docs" / "guide" / guide).read_text("utf-8")
