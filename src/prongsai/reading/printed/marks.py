"""Taking off what only lays a text out: tags, entities, the signs of Markdown."""

from __future__ import annotations

import html
import re

# Only tags that texts made from papers carry; a sign like “<” in front of a number stays.
_PARTING = r"p|br|div|li|tr|h[1-6]"
_SETTING = r"b|strong|i|em|u|s|span|font|sup|sub|center|small|ul|ol|tbody|thead|figure|figcaption"
_PARTS = re.compile(rf"</?(?:{_PARTING})\b[^<>]*>|[\n\v\u2028\u2029]", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_SETTING})\b[^<>]*>", re.IGNORECASE)
# Numbers of pages that programs which read pictures set apart, and the places of pictures.
_FURNITURE = re.compile(r"<page_number>[^<>]{0,40}</page_number>|!\[[^\]]*\]\([^)]*\)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
# Without the semicolon it may be part of an address: “?a=1&copy=2”.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_SIGN = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|\*\*"
    r"|(?<![\w*\\])\*(?=[^\s*])(?P<slanted>[^*\\]*[^\s*\\])\*(?![\w*])"
)
_BOLD = re.compile(r"\\.|\*\*|</?(?:b|strong)\b[^<>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a line without its marks and the blanks at its ends."""
    text = _TAG.sub("", _PARTS.sub(" ", _FURNITURE.sub("", text)))
    text = _SIGN.sub(lambda found: found["sign"] or found["slanted"] or "", _LINK.sub(r"\1 (\2)", text))
    return unescaped(text).strip()


def unescaped(text: str) -> str:
    """Return `text` with its entities as characters."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a cell or line, in which tags part them."""
    return tuple(words for part in _PARTS.split(text) if (words := plain(part)))


def bold_lines(lines: list[str]) -> list[bool]:
    """Tell which of the lines of a paragraph are bold from end to end; bold may run on over lines."""
    marks = sum(1 for line in lines for found in _BOLD.finditer(line) if not found[0].startswith("\\"))
    # One mark without its other is a slip, and says nothing of the words after it.
    if marks % 2:
        return [False] * len(lines)
    bold, told = False, []
    for line in lines:
        parts: list[tuple[str, bool]] = []
        at = 0
        for found in _BOLD.finditer(line):
            if found[0].startswith("\\"):
                continue
            parts.append((line[at : found.start()], bold))
            bold, at = not bold, found.end()
        parts.append((line[at:], bold))
        words = [within for part, within in parts if part.strip()]
        told.append(bool(words) and all(words))
    return told
