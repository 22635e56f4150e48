"""A person in a browser, who finds things as people do: by what is written on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Download, Locator, Page, TimeoutError, ViewportSize, expect
from tests.web.browser.chromium import DESK
from tests.web.browser.office import WORD, email
from tests.web.browser.sites import DemoSite, choose, sign_in

Role = Literal["button", "link"]
# The machine may be busy; whoever waits in vain fails all the same.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
TRIES = 3
MOST_TABS = 250
# Where the focus is, and whether it is drawn there or around the target that it belongs to. In a paper that is shown
# within a page the browser draws it, and nobody can ask.
FOCUS = """wanted => {
  const drawn = each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const now = document.activeElement;
  const label = now.closest("label");
  return {there: now === wanted, seen: now === document.body || now.tagName === "IFRAME" || drawn(now) || (label !== null && drawn(label)),
          what: now.outerHTML.slice(0, 200)};
}"""


class Someone:
    """Somebody signed in, who reads Thai or English; every word is given in both."""

    def __init__(self, page: Page, lang: str = "th") -> None:
        self.page, self.lang = page, lang

    def own(self, th: str, en: str) -> str:
        return th if self.lang == "th" else en

    def named(self, role: Role, th: str, en: str) -> Locator:
        """Return what has a role and a name that begins with the words."""
        return self.page.get_by_role(role, name=re.compile("^" + re.escape(self.own(th, en)))).first

    def press(self, th: str, en: str) -> None:
        """Press a button, or a link that is drawn as one."""
        self._go(self.named("button", th, en))

    def follow(self, th: str, en: str) -> None:
        self._go(self.named("link", th, en))

    def stage(self, th: str, en: str) -> Locator:
        """Return the link of a stage in the rail, or in the bar of a phone."""
        links = self.page.get_by_role("navigation").get_by_role(
            "link", name=re.compile("^" + self.own(th, en))
        )
        return links.filter(visible=True).first

    def turn_to(self, th: str, en: str) -> None:
        self._go(self.stage(th, en))

    def open_first(self, region: str) -> None:
        """Follow the first link of a part of the page that is called so."""
        self._go(self.page.get_by_role("region", name=re.compile(region)).get_by_role("link").first)

    def _go(self, aim: Locator) -> None:
        aim.wait_for()
        if len(self.page.frames) > 1:
            self._press_beside_a_frame(aim)
        else:
            aim.click()

    def _press_beside_a_frame(self, aim: Locator) -> None:
        """Press a key, which reaches what has the focus; the mouse may be handed to the paper that loads in its frame.

        Where that begins just then, the key is lost as well, so it is pressed again: every form here is taken once.
        """
        for _ in range(TRIES):
            try:
                with self.page.expect_navigation(timeout=PATIENCE / TRIES, wait_until="commit"):
                    aim.press("Enter")
                return
            except TimeoutError:
                continue
        raise AssertionError(f"pressing leads nowhere: {aim}")

    def field(self, th: str, en: str) -> Locator:
        return self.page.get_by_label(re.compile(r"^\s*" + re.escape(self.own(th, en)))).first

    def write(self, th: str, en: str, words: str) -> None:
        self.field(th, en).fill(words)

    def tick(self, th: str, en: str) -> None:
        self.field(th, en).check()

    def sees(self, th: str, en: str = "") -> None:
        """Wait until something can be read, wherever it stands."""
        words = self.own(th, en or th)
        expect(self.page.locator("body")).to_contain_text(words)

    def downloads(self, th: str, en: str) -> Path:
        """Follow a link to a file and return it."""
        with self.page.expect_download() as waiting:
            self.named("link", th, en).press("Enter")
        got: Download = waiting.value
        return Path(got.path())

    def speaks(self, lang: str) -> None:
        """Choose the language at the foot of the page."""
        choose(self.page, lang)
        self.lang = lang


class Typist(Someone):
    """Somebody who has a keyboard alone: goes from one thing to the next, and always sees where."""

    def reach(self, aim: Locator) -> None:
        """Go on with Tab until something has the focus."""
        wanted = aim.element_handle()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            where = self.page.evaluate(FOCUS, wanted)
            assert where["seen"], f"the focus cannot be seen on {where['what']}"
            if where["there"]:
                return
        raise AssertionError(f"the keyboard does not get to {aim}")

    def _go(self, aim: Locator) -> None:
        self.reach(aim)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, th: str, en: str, words: str) -> None:
        self.reach(self.field(th, en))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def tick(self, th: str, en: str) -> None:
        self.reach(self.field(th, en))
        self.page.keyboard.press("Space")


class Town:
    """The people of one agency, who come one after the other."""

    def __init__(self, chromium: Browser, site: DemoSite, agency: int, lang: str = "th") -> None:
        self.chromium, self.site, self.agency, self.lang = chromium, site, agency, lang

    @contextmanager
    def comes(
        self, who: str, size: ViewportSize | None = None, *, script: bool = True, keys: bool = False
    ) -> Iterator[Someone]:
        """Sign somebody in, in a browser of their own."""
        context = self.chromium.new_context(
            viewport=size or DESK, java_script_enabled=script, base_url=self.site.address, locale="th-TH"
        )
        context.set_default_timeout(PATIENCE)
        page = sign_in(context, self.site, email(who, self.agency), WORD)
        someone = Typist(page) if keys else Someone(page)
        someone.speaks(self.lang)
        yield someone
        context.close()

    @property
    def path(self) -> str:
        return f"/a/{self.agency}/2569/"
