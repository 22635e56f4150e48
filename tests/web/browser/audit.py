"""What must hold on every page, in every language, width and colour: read from the page as the browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from tests.web.browser.chromium import DESK, PHONE

ColorScheme = Literal["dark", "light"]
AXE = Path(__file__).parents[1] / "assets" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
# What only colours can break is all that a dark page can have of its own; and a page has the same in any language.
COLOURS = ["color-contrast", "link-in-text-block"]
IN_THE_DARK = {"runOnly": {"type": "rule", "values": COLOURS}}
BUT_COLOURS = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in COLOURS}}
LOOKS: dict[ColorScheme, dict[str, Any]] = {"dark": IN_THE_DARK, "light": EVERYTHING}
WATCH = "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))"
LEFTOVERS = re.compile(
    r"\{% |\{\{|\}\}|&(?:lt|gt|amp|quot|#\d+);|lazy object|<bound|Traceback|\bnan\b|\bundefined\b"
)
# How fields of a Word template are written, where that is explained.
EXPLAINED = re.compile(r"\{\{ (?:agency|x\.score) \}\}")
# How numbers of letters begin, which is Thai in any language.
EXAMPLES = ("สฎ 52101/",)
# A paper within a page: making it takes the site a second, and tests/render looks at it.
WITHIN = re.compile(r"/papers/[^/]+/(preview|v/\d+)/$")
THAI = re.compile("[\u0e00-\u0e7f]")
# The words of the page itself, rather than what people wrote in it.
OURS = "h1, h2, .lead, nav, button, [role=button], label, legend, th[scope=col], summary, caption, .tabs, .hint, .rail-bar, footer"
READ = """selector => ({
  titles: document.querySelectorAll("h1").length,
  title: document.title,
  lang: document.documentElement.lang,
  words: document.body.innerText,
  ours: [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).map(each => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll("[lang=th], option, script, input, textarea, svg").forEach(one => one.remove());
    const text = each.closest("[lang=th]:not(html)") ? "" : copy.textContent;
    return [text, each.getAttribute("aria-label") || ""].join(" ").replace(/\\s+/g, " ").trim();
  }),
})"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map(each => each.tagName + "." + each.className);
}"""


class Auditor:
    """Follows the pages of one context, and tells what is wrong with the page that is open."""

    def __init__(self, context: BrowserContext, data_words: Sequence[str] = ()) -> None:
        self.told: list[str] = []
        self.data_words = data_words
        context.add_init_script(WATCH)
        context.route(WITHIN, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.told.append(f"script: {error.error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that refuses a form is answered with 4xx, which the console repeats.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.told.append(f"console: {message.text}")

    def faults(self, page: Page, lang: str) -> list[str]:
        """Return everything that is wrong with a page."""
        page.evaluate(AXE.read_text("utf-8"))
        found = [*self._words(page, lang), *self._looks(page, lang)]
        found += self.told
        self.told.clear()
        return found

    def _words(self, page: Page, lang: str) -> Iterator[str]:
        read = page.evaluate(READ, OURS)
        if read["titles"] != 1:
            yield f"{read['titles']} h1"
        if not re.fullmatch(r"\S.* · \S+", read["title"]):
            yield f"title: {read['title']!r}"
        if read["lang"] != lang:
            yield f"lang: {read['lang']}"
        words = EXPLAINED.sub("", read["words"])
        # Also an English word, but in Thai it can only have come from Python.
        if lang == "th" and re.search(r"\bNone\b", words):
            yield "left over: None"
        for found in LEFTOVERS.finditer(words):
            yield f"left over: {words[max(0, found.start() - 30) : found.end() + 30]!r}"
        if lang == "en":
            yield from self._untranslated(read["ours"])

    def _untranslated(self, ours: Sequence[str]) -> Iterator[str]:
        for text in dict.fromkeys(ours):
            if THAI.search(text):
                rest = text
                for word in (*self.data_words, *EXAMPLES):
                    rest = rest.replace(word, "")
                if THAI.search(rest):
                    yield f"not in English: {rest[:120]!r}"

    def _looks(self, page: Page, lang: str) -> Iterator[str]:
        looks: dict[ColorScheme, dict[str, Any]] = LOOKS if lang == "th" else {"light": BUT_COLOURS}
        for width, size in (("desk", DESK), ("phone", PHONE)):
            page.set_viewport_size(size)
            for scheme, rules in looks.items():
                page.emulate_media(color_scheme=scheme)
                yield from (f"{width} {scheme}: {fault}" for fault in _axe(page, rules))
        yield from (f"wider than a phone: {each}" for each in page.evaluate(TOO_WIDE))
        page.set_viewport_size(DESK)


def _axe(page: Page, options: dict[str, Any]) -> list[str]:
    """Let axe look at the page; a paper that is shown within it runs no scripts, so nobody can look there."""
    answer = page.evaluate(
        "options => axe.run(document, {...options, resultTypes: ['violations'], iframes: false})", options
    )
    return [
        f"{rule['id']}: {node['html'][:140]} {node.get('failureSummary', '')[:200]}"
        for rule in answer["violations"]
        for node in rule["nodes"][:2]
    ]
