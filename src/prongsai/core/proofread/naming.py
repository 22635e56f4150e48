"""Which indicators a text names, by number or by title, however the title is broken or varied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from prongsai.core.framework import Framework
from prongsai.core.proofread.likeness import alike, letters

_NUMBERED = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![\d.]*\d)")
_LEADING = re.compile(r"^\s*(?:[-•*]|\(?\d{1,2}[.)]+)\s*")
# Titles that papers write in two ways.
_SAME = (("ของทางราชการ", "ของราชการ"), ("ปรับปรุงระบบการทำงาน", "ปรับปรุงการทำงาน"))
NEARLY = Fraction(4, 5)


def named(text: str, framework: Framework) -> tuple[str, ...]:
    """Return the indicators that a text names, each once, in the order of the framework."""
    found = {code for code, _ in mentions(text, framework)}
    return tuple(code for code in framework.nodes if code in found)


def mentions(text: str, framework: Framework) -> Iterator[tuple[str, int]]:
    """Yield each indicator named in a text with the place where its name begins."""
    for match in _NUMBERED.finditer(text):
        if framework.kind_of(match[1]) == "indicator":
            yield match[1], match.start()
    for code, title in titles(framework):
        for match in re.finditer(_loosely(title), text):
            yield code, match.start()


def titles(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the titles of the indicators, in each way that they are written."""
    for code, node in framework.nodes.items():
        if node.kind == "indicator":
            title = node.title.th
            written = {title}
            for one, other in _SAME:
                written |= {each.replace(one, other) for each in written}
                written |= {each.replace(other, one) for each in written}
            yield from ((code, each) for each in sorted(written))


def entry(text: str, framework: Framework) -> str | None:
    """Return the indicator that an entry of a list is about, `None` where it holds more or other words."""
    bare = _LEADING.sub("", text)
    number = _NUMBERED.match(bare)
    if number and framework.kind_of(number[1]) == "indicator":
        return number[1]
    ranked = sorted(((alike(bare, title), code) for code, title in titles(framework)), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= NEARLY else None


def listed(text: str) -> bool:
    """Whether a line bears the number or mark of a list."""
    return _LEADING.match(text) is not None


def _loosely(title: str) -> str:
    """Return the pattern of a title that a line's end may have broken anywhere."""
    return r"\s?".join(map(re.escape, letters(title)))
