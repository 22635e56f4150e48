"""A dictionary for the word matching of pythainlp that is ready at once: it looks words up, and plants no trie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pythainlp.util import Trie

# Words are found by so many of their first letters.
_OPENING = 2


class Dictionary(Trie):
    """The words of a collection that `allowed` lets through; a word is asked about only when a text holds it.

    pythainlp's own trie makes a node for each letter of every word: 0.4 s and 60 MB, for papers that need few.
    """

    def __init__(self, words: Iterable[str], allowed: Callable[[str], bool]) -> None:
        self._words = frozenset(words)
        self._allowed = allowed
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[:_OPENING]].add(len(word))
        self._lengths = {opening: tuple(sorted(found)) for opening, found in lengths.items()}

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Return the words that `text` holds from `start` on, shortest first."""
        # At the end of a text, its last letter is both.
        openings = dict.fromkeys((text[start : start + 1], text[start : start + _OPENING]))
        lengths = (length for opening in openings for length in self._lengths.get(opening, ()))
        words = (text[start : start + length] for length in lengths if start + length <= len(text))
        return [word for word in words if word in self]

    def __contains__(self, word: str) -> bool:
        return word in self._words and self._allowed(word)

    def __iter__(self) -> Iterator[str]:
        return (word for word in self._words if self._allowed(word))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._words)  # asked for every text, so nothing is counted
