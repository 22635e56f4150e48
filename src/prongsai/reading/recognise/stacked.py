"""Names and scores that stand one below the other, each on a line of its own: pasted pages, pictures told as text.

A page that was copied out of a browser, a poster, a table that lost its lines: the name of an indicator is one line
and its score the next, or the other way round, or all names stand above all scores.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prongsai.core.framework import TOTAL
from prongsai.core.printed import Block, Line
from prongsai.core.text import Text
from prongsai.reading.recognise.codes import CodeReader, Meant
from prongsai.reading.recognise.found import SCANNED, Found, joined, less_sure
from prongsai.reading.recognise.heads import column_of
from prongsai.reading.recognise.levels import LevelFound
from prongsai.reading.recognise.numbers import Number, score_in
from prongsai.reading.recognise.sentences import WEAK
from prongsai.reading.recognise.wordlists import plain, squeezed, words_of

# A line that is a name alone is not longer.
LONGEST_NAME = 110
LONGEST_TOTAL = 45
# So many names above as many scores are the columns of a table, one after the other.
FEWEST_COLUMN = 3
_TOOL = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")
_ANY_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"\(?(?:คะแนน|ร้อยละ|%|points?|score)\)?")
_SPOKEN_FOR = frozenset({"indicator", "tool", "part", "total"})

BELOW = Text("ชื่อและคะแนนอยู่คนละบรรทัด", "the name and its score stand on lines of their own")
COLUMNS = Text(
    "ชื่อทั้งหมดอยู่เหนือคะแนนทั้งหมด จึงจับคู่ตามลำดับ", "all names stand above all scores; they were matched in order"
)

_Kind = Literal["name", "score", "level"]


@dataclass(frozen=True, slots=True)
class _Token:
    """One line that counts: the name of something scored, a score, or the word of a level."""

    kind: _Kind
    line: Line
    meant: Meant | None = None
    number: Number | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """What lines that stand below each other tell."""

    found: tuple[Found, ...]
    levels: tuple[LevelFound, ...]


class StackReader:
    """Reads names and scores that stand below each other; made once for a paper."""

    def __init__(self, codes: CodeReader, level_words: Mapping[str, str]) -> None:
        self.codes = codes
        self._levels = {squeezed(word): thai for word, thai in level_words.items()}
        self._totals = tuple(map(squeezed, words_of("scores")["total"]["sure"]))

    def read(self, blocks: Sequence[Block]) -> Stack:
        """Return the figures and levels of all runs of such lines."""
        found: list[Found] = []
        levels: list[LevelFound] = []
        for run in self._runs(blocks):
            pairs, note = _paired(run)
            total = _unnamed_total(run, pairs)
            sure = len(pairs) > 1 and note is BELOW
            for name, score in pairs:
                found += _figures(name, score, note, sure=sure)
            if total is not None:
                found.append(_total(total))
            if total is not None or any(name.meant and name.meant.codes == (TOTAL,) for name, _ in pairs):
                levels += [_level(each) for each in run if each.kind == "level"][:1]
        return Stack(tuple(found), tuple(levels))

    def _runs(self, blocks: Sequence[Block]) -> Iterator[list[_Token]]:
        """Yield the lines that count, those that stand together in one run each."""
        run: list[_Token] = []
        for block in blocks:
            token = self._token(block) if isinstance(block, Line) else None
            if token is None and isinstance(block, Line) and _says_nothing(block.text):
                continue
            if token is not None:
                run.append(token)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _token(self, line: Line) -> _Token | None:
        text = plain(line.text).strip()
        word = self._levels.get(squeezed(text.strip('()“”" ').removeprefix("ระดับ").strip(" :")))
        if word is not None:
            return _Token("level", line, word=word)
        number = score_in(line.text)
        if number is not None:
            return _Token("score", line, number=number) if "." in text or text.startswith("100") else None
        meant = self._name(text.strip(" :=-–."))
        return _Token("name", line, meant=meant) if meant is not None else None

    def _name(self, text: str) -> Meant | None:
        if not text or len(text) > LONGEST_NAME:
            return None
        if (
            len(text) <= LONGEST_TOTAL
            and squeezed(text).startswith(self._totals)
            and not _ANY_DIGIT.search(text)
        ):
            return Meant((TOTAL,))
        tools = set(_TOOL.findall(text))
        if len(tools) == 1 and not _ANY_DIGIT.search(text):
            return Meant((tools.pop(),))
        meant = self.codes.read(text)
        if meant is None or len(meant.codes) != 1:
            return None
        kind = self.codes.framework.kind_of(meant.codes[0])
        return meant if kind in _SPOKEN_FOR else None


def _says_nothing(text: str) -> bool:
    """Tell whether a line is empty, a unit, or the head of the column of scores."""
    words = plain(text).strip()
    if not words or _UNIT.fullmatch(words):
        return True
    return not _ANY_DIGIT.search(words) and column_of(words).role in ("score", "level")


_Pairs = list[tuple[_Token, _Token]]


def _paired(run: Sequence[_Token]) -> tuple[_Pairs, Text]:
    """Return which score is of which name, and how that was told."""
    tokens = [each for each in run if each.kind != "level"]
    names = [each for each in tokens if each.kind == "name"]
    scores = [each for each in tokens if each.kind == "score"]
    kinds = [each.kind for each in tokens]
    alternating = all(one != other for one, other in itertools.pairwise(kinds))
    if alternating and kinds and kinds[0] == "score" and kinds[-1] == "name":
        return list(zip(names, scores, strict=True)), BELOW
    pairs: _Pairs = []
    note = BELOW
    for named, scored in _steps(tokens):
        if len(named) == len(scored) >= FEWEST_COLUMN:
            pairs += zip(named, scored, strict=True)
            note = COLUMNS
        elif len(scored) == 1 and all(map(_is_above, named[:-1])):
            pairs += [(name, scored[0]) for name in named[-1:]]
    return pairs, note


def _steps(tokens: Sequence[_Token]) -> Iterator[tuple[list[_Token], list[_Token]]]:
    """Yield names that stand below each other, each time with the scores below them."""
    named: list[_Token] = []
    scored: list[_Token] = []
    for token in tokens:
        if token.kind == "name" and scored:
            yield named, scored
            named, scored = [], []
        (named if token.kind == "name" else scored).append(token)
    if named and scored:
        yield named, scored


def _is_above(token: _Token) -> bool:
    """Tell whether a name may be that of what the next one is a part of."""
    return token.meant is not None and not token.meant.codes[0].isdecimal()


def _unnamed_total(run: Sequence[_Token], pairs: _Pairs) -> _Token | None:
    """Return the score that no name is for and a level stands beside: only the whole has one."""
    paired = {id(score) for _, score in pairs}
    if any(name.meant is not None and name.meant.codes == (TOTAL,) for name, _ in pairs):
        return None
    for one, other in itertools.pairwise(run):
        if {one.kind, other.kind} == {"score", "level"}:
            score = one if one.kind == "score" else other
            if id(score) not in paired:
                return score
    return None


def _figures(name: _Token, score: _Token, note: Text, *, sure: bool) -> Iterator[Found]:
    meant, number = name.meant, score.number
    if meant is None or number is None:
        return
    certain = less_sure(less_sure(meant.confidence, number.confidence), "sure" if sure else "likely")
    scanned = score.line.scanned
    for code in meant.codes:
        yield Found(
            code=code,
            value=number.value,
            as_printed=score.line.text.strip(),
            where=score.line.where,
            origin="line",
            confidence="doubtful" if scanned else certain,
            note=joined(meant.note, number.note, None if sure else note, SCANNED if scanned else None),
            proposal=number.proposal,
            named=meant.named,
        )


def _total(score: _Token) -> Found:
    (found,) = _figures(replace(score, meant=Meant((TOTAL,))), score, WEAK, sure=False)
    return found


def _level(token: _Token) -> LevelFound:
    scanned = token.line.scanned
    return LevelFound(
        word=token.word,
        as_printed=token.line.text.strip(),
        where=token.line.where,
        note=SCANNED if scanned else None,
        scanned=scanned,
    )
