"""The content of a framework in one canonical form, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from prongsai.core.framework import Framework
from prongsai.core.text import Text

# The wording belongs to one agency, the hash cannot contain itself.
_NOT_CONTENT = frozenset({"hash", "wording", "_children", "_tools"})


def content(framework: Framework) -> dict[str, object]:
    """Return all content as plain lists, texts and numbers; fractions as texts such as `3/10`."""
    return _fields(framework)


def digest(framework: Framework) -> str:
    """Return the SHA-256 (hex) of the content: the same for the same content in whatever file it stood."""
    text = json.dumps(content(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Text):
        return {"th": value.th, "en": value.en}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return _fields(value)


def _fields(thing: Any) -> dict[str, object]:
    names = (field.name for field in fields(thing) if field.name not in _NOT_CONTENT)
    return {name: _plain(getattr(thing, name)) for name in names}
