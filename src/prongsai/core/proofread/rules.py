"""The rules of proof-reading from their data: one table a rule, checked before any is used."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar, get_args

from prongsai.core.proofread import Rule, RuleKind, Weight
from prongsai.core.text import Text

T = TypeVar("T")
_WEIGHTS: tuple[Weight, ...] = get_args(Weight)


def build_rules(tables: Mapping[RuleKind, Mapping[str, object]]) -> dict[str, Rule]:
    """Return the rules of all kinds by id, in the order of their files; raise `ValueError` for a rule that is not whole.

    `tables` is by kind what one file holds: `{"rules": [{"id": …, "weight": …, "title": {"th": …, "en": …}, …}]}`.
    """
    found: dict[str, Rule] = {}
    for kind, table in tables.items():
        rows = table.get("rules")
        for row in rows if isinstance(rows, list) else []:
            rule = _rule(kind, row)
            if rule.id in found:
                raise ValueError(f"{rule.id}: twice")
            found[rule.id] = rule
    return found


def _rule(kind: RuleKind, row: Mapping[str, object]) -> Rule:
    id_, weight = str(row.get("id", "")), row.get("weight")
    if not id_.startswith(f"{kind}."):
        raise ValueError(f"{id_ or kind}: the id of a rule begins with its kind")
    found = next((known for known in _WEIGHTS if known == weight), None)
    if found is None:
        raise ValueError(f"{id_}: weight is one of {', '.join(_WEIGHTS)}")
    return Rule(
        id=id_,
        kind=kind,
        weight=found,
        title=_words(id_, row, "title"),
        why=_words(id_, row, "why"),
        mend=_words(id_, row, "mend"),
        certainty=str(row.get("certainty", "own")),
        source=str(row.get("source", "")),
        words={name: tuple(map(str, listed)) for name, listed in _table(id_, row, "words", list).items()},
        limits={name: _limit(id_, name, limit) for name, limit in _table(id_, row, "limits", str).items()},
    )


def _words(id_: str, row: Mapping[str, object], name: str) -> Text:
    words = row.get(name)
    if not (isinstance(words, dict) and words.get("th") and words.get("en")):
        raise ValueError(f"{id_}: {name} needs th and en")
    return Text(str(words["th"]), str(words["en"]))


def _table(id_: str, row: Mapping[str, object], name: str, kind: type[T]) -> Mapping[str, T]:
    table = row.get(name, {})
    if not (isinstance(table, dict) and all(isinstance(value, kind) for value in table.values())):
        raise ValueError(f"{id_}: {name} is a table of {kind.__name__}")
    return table


def _limit(id_: str, name: str, written: str) -> Fraction:
    # Written as text, because a number of TOML would be a float.
    try:
        return Fraction(written)
    except ValueError as error:
        raise ValueError(f"{id_}: limit {name} is no number: {written}") from error
