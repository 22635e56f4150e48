"""A paper as bytes and back, exactly: what was approved can be printed again after its data have changed."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, cast

from prongsai.core import document as parts
from prongsai.core.approval import Approval
from prongsai.core.document import Document

_KINDS: Mapping[str, type] = {
    each.__name__: each
    for each in (
        *(value for value in vars(parts).values() if isinstance(value, type) and is_dataclass(value)),
        Approval,
    )
}
_VALUES: Mapping[str, Callable[[str], object]] = {
    "fraction": Fraction,
    "moment": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "bytes": base64.b64decode,
}


def to_bytes(document: Document) -> bytes:
    """Return a paper as JSON in which every value carries its kind."""
    return json.dumps(_plain(document), ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode(
        "ascii"
    )


def from_bytes(data: bytes) -> Document:
    """Return the paper that `to_bytes` wrote; raises `ValueError` for anything else."""
    try:
        found = _value(json.loads(data))
    except (KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError("this is no paper") from error
    if isinstance(found, Document):
        return found
    raise ValueError("this is no paper")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    kind = type(value).__name__
    if kind in _KINDS:
        return {kind: {each.name: _plain(getattr(value, each.name)) for each in fields(value)}}
    return _named(value)


def _named(value: object) -> dict[str, str]:
    match value:
        case bytes():
            return {"bytes": base64.b64encode(value).decode("ascii")}
        case Fraction():
            return {"fraction": str(value)}
        case datetime.datetime():
            return {"moment": value.isoformat()}
        case datetime.date():
            return {"date": value.isoformat()}
        case _:
            raise TypeError(f"a paper holds no {type(value).__name__}")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    ((kind, held),) = plain.items()
    if kind in _VALUES:
        return _VALUES[kind](cast(str, held))
    return _KINDS[kind](**{name: _value(each) for name, each in held.items()})
