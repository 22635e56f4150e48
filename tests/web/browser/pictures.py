"""The pictures of the docs: main pages of the example year, as the people whose work they are see them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, Page, ViewportSize
from tests.web.browser.chromium import DESK, PHONE
from tests.web.browser.sites import DemoSite, person_in

LANGS = ("th", "en")
COLOURS = 64
# What a page says that does not change from one start to the next: times and keys do.
WORDS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, .state, .num, .pill, button, [role=button])")]
  .filter(each => each.checkVisibility()).map(each => each.textContent.replace(/\\s+/g, " ").trim()).join(" · ")"""


@dataclass(frozen=True)
class Screen:
    """One picture: whose page, where, and how large ("" is a stranger)."""

    name: str
    who: str
    path: str
    size: ViewportSize


OWN = "/a/{own}/2569/"
READ = "read/{read[paper]}/?at={read[value]}&page=1&mark=v{read[value]}#v{read[value]}"
SCREENS = (
    Screen("home", "officer", OWN, DESK),
    Screen("home-phone", "officer", OWN, PHONE),
    Screen("result", "officer", OWN + "result/", DESK),
    Screen("proof", "officer", OWN + "result/proof/4/", DESK),
    Screen("improve", "officer", OWN + "improve/", DESK),
    Screen("measures", "officer", OWN + "measures/", DESK),
    Screen("strip", "officer", OWN + "measures/strip/", DESK),
    Screen("report-phone", "office-member", OWN + "followup/12m/{measure}/1/", PHONE),
    Screen("read", "officer", OWN + READ, DESK),
    Screen("read-phone", "officer", OWN + READ, PHONE),
    Screen("papers", "officer", OWN + "papers/", DESK),
    Screen("approval-phone", "mayor", OWN + "papers/measures/", PHONE),
    Screen("verify-phone", "", "/verify/{code}/", PHONE),
)


def seen(chromium: Browser, site: DemoSite, lang: str) -> Iterator[tuple[str, Page]]:
    """Open one screen after the other; give the name of its picture and the page."""
    ids = {**site.ids, "measure": site.ids["measures"]["m1"]}
    with ExitStack() as open_contexts:
        people = {
            who: open_contexts.enter_context(person_in(chromium, site, who, lang)) for who in _everyone()
        }
        for screen in SCREENS:
            page = people[screen.who].new_page()
            page.set_viewport_size(screen.size)
            answer = page.goto(screen.path.format(**ids))
            assert answer is not None and answer.status == 200, screen
            page.evaluate("document.fonts.ready")
            yield f"web-{screen.name}-{lang}.png", page
            page.close()


def _everyone() -> set[str]:
    return {screen.who for screen in SCREENS}


def words_of(page: Page) -> str:
    words: str = page.evaluate(WORDS)
    return words


def draw_all(chromium: Browser, site: DemoSite, folder: Path) -> None:
    """Write every picture, small, with the words of its page inside, so that a test can tell when it is out of date."""
    for lang in LANGS:
        for name, page in seen(chromium, site, lang):
            words = PngInfo()
            words.add_itxt("Description", words_of(page))
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
            picture.save(folder / name, optimize=True, pnginfo=words)
