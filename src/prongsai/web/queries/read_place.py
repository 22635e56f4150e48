"""Places in a paper as plain values, in words, and as the marks that links of a page lead to."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from prongsai.core.printed import Place
from prongsai.core.summary import Plain
from prongsai.core.text import Text

_PARTS = ("page", "line", "sheet", "table", "row", "column")


def place_record(place: Place) -> dict[str, Plain]:
    """Return a place as it is kept; what its format does not have is left out."""
    found: dict[str, Plain] = {
        name: value for name in _PARTS if (value := getattr(place, name)) not in (None, "")
    }
    if place.box is not None:
        # Hundredths of a point are finer than any print; kept as texts, for no number of ours is binary.
        found["box"] = [f"{side:.2f}" for side in place.box]
    return found


def place_of(record: Mapping[str, Any], file: str = "") -> Place:
    """Return the place that `place_record` wrote."""
    box = record.get("box")
    sides = tuple(float(side) for side in box) if box else None
    parts = {name: record[name] for name in _PARTS if name in record}
    return Place(file=file, box=sides, **parts)  # type: ignore[arg-type]


def words_of(record: Mapping[str, Any]) -> Text:
    """Return a place in words."""
    return place_of(record).words()


def anchor(place: Place) -> str:
    """Return the name of a place within a page of ours, the same for the block that stands there."""
    sheet = f"s{zlib.crc32(place.sheet.encode()):x}" if place.sheet else ""
    numbers = (
        f"{sign}{number}"
        for sign, number in (
            ("p", place.page),
            ("l", place.line),
            ("t", place.table),
            ("r", place.row),
            ("c", place.column),
        )
        if number is not None
    )
    return "-".join(filter(None, ("at", sheet, *numbers)))
