"""Proof-reading the papers of one agency's cycle: rules that are data, and what each of them found.

Nothing here accuses: a remark says where something stands, why a reader will stumble over it, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import Framework
from prongsai.core.printed import Place
from prongsai.core.recognised import Recognised
from prongsai.core.result import Result
from prongsai.core.text import Text

RuleKind = Literal["sum", "rule", "year", "chain", "form", "text"]
# error: costs the item or makes a number wrong. warning: a reviewer will ask. note: good to know.
Weight = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of proof-reading; `why` and `mend` hold `{names}` that the check fills in.

    `words` are the lists of words that the check looks for, `limits` its thresholds, each by a name of its own.
    """

    id: str
    kind: RuleKind
    weight: Weight
    title: Text
    why: Text
    mend: Text
    certainty: str = "own"
    source: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one rule found: `found` is what stands there, `where` the places it concerns, the one to mend first.

    `id` is stable for the same paper: the rule and what it is about (`sum.indicator:4`).
    """

    id: str
    rule: Rule
    where: tuple[Place, ...]
    found: str
    why: Text
    mend: Text
    codes: tuple[str, ...] = ()
    file: str = ""


# Compared by identity, so that what is worked out for a chain can be kept while its rules are run.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chain:
    """The papers of one agency that are read together, and what they are measured by.

    `frameworks` by fiscal year: those of the years that the papers name, where we know them, and of the years before and after.
    `known` are results handed in beside the papers. `lists` are the word lists that several rules share, each by its
    name as rows of cells.
    """

    papers: tuple[Recognised, ...]
    rules: Mapping[str, Rule]
    frameworks: Mapping[int, Framework] = field(default_factory=dict)
    lists: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    known: tuple[Result, ...] = ()


Check = Callable[[Chain], Iterator[Remark]]
