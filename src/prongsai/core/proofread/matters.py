"""Which matters a text speaks of, by a list of their words: whether two texts can mean the same work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prongsai.core.proofread import Chain
from prongsai.core.proofread.likeness import letters
from prongsai.core.text import Text

MATTERS, ITEMS = "matters", "item_words"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with the words that tell it, as plain letters.

    `wider` are words that may tell it among other matters: enough to take it for spoken of, not to miss it elsewhere.
    """

    key: str
    title: Text
    words: tuple[str, ...]
    wider: tuple[str, ...] = ()


def matters(chain: Chain) -> tuple[Matter, ...]:
    """Return the matters of the chain's list; none where it was given none."""
    return tuple(
        Matter(key, Text(thai, english), _words(words), _words(wider))
        for key, thai, english, words, wider in chain.lists.get(MATTERS, ())
    )


def spoken_of(text: str, known: Iterable[Matter]) -> dict[str, Matter]:
    """Return the matters whose words stand in a text."""
    bare = letters(text)
    return {matter.key: matter for matter in known if any(word in bare for word in matter.words)}


def touched_on(text: str, known: Iterable[Matter]) -> set[str]:
    """Return the keys of all matters that a text may speak of, wider words among them."""
    bare = letters(text)
    return {each.key for each in known if any(word in bare for word in (*each.words, *each.wider))}


def titles(found: Iterable[Matter]) -> Text:
    """Return the names of matters one after the other."""
    said = tuple(found)
    return Text(", ".join(each.title.th for each in said), ", ".join(each.title.en for each in said))


def tells_item(chain: Chain, themes: Iterable[str], text: str) -> bool | None:
    """Whether a text speaks of the item of these themes; `None` where no words are known for them.

    Each row of the list has a theme and groups of words: one word of every group must stand in the text.
    """
    wanted = set(themes)
    rows = [groups for theme, *groups in chain.lists.get(ITEMS, ()) if theme in wanted]
    if not rows:
        return None
    bare = letters(text)
    return any(
        all(any(word in bare for word in _words(group)) for group in groups if group) for groups in rows
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(letters(word) for word in cell.split("|") if word.strip())
