"""One hash for the content of a paper: what an approver saw is what was sealed, to the last character."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from fractions import Fraction
from typing import Any

from prongsai.core.document import Document

# What a seal itself adds to the paper; it holds the hash and so cannot be part of it.
_AROUND = ("verification",)


def document_hash(document: Document) -> str:
    """Return `sha256:…` over every block, word, number and setting of a paper, whatever it is rendered to.

    What stands at its default is left out, so that a setting which a later version adds changes no older hash.
    """
    content = json.dumps(_plain(document), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"sha256:{hashlib.sha256(content.encode('ascii')).hexdigest()}"


def _plain(value: Any) -> Any:
    """Return a value as JSON can write it; kinds that could be mistaken for each other carry their names."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_plain(each) for each in value]
        case bytes():
            return {"bytes": hashlib.sha256(value).hexdigest()}
        case Fraction():
            return {"fraction": [value.numerator, value.denominator]}
        case datetime.date():
            return {"date": value.isoformat()}
        case _ if is_dataclass(value):
            return {type(value).__name__: _fields(value)}
        case _:
            raise TypeError(f"a paper holds no {type(value).__name__}")


def _fields(value: Any) -> dict[str, Any]:
    kept = (each for each in fields(value) if each.name not in _AROUND)
    pairs = ((each, getattr(value, each.name)) for each in kept)
    return {each.name: _plain(held) for each, held in pairs if not _is_default(each, held)}


def _is_default(field: Field[Any], held: Any) -> bool:
    return field.default is not MISSING and type(field.default) is type(held) and bool(field.default == held)
