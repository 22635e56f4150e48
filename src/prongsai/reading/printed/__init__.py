"""Files of papers that agencies published, each to what is printed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prongsai.reading.printed.confined import printed_of as printed_of
    from prongsai.reading.printed.confined import read_many as read_many
    from prongsai.reading.printed.confined import read_printed as read_printed

__all__ = ["printed_of", "read_many", "read_printed"]


def __getattr__(name: str) -> object:
    """Import what starts the process that parses only where it is used: that process itself begins without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from prongsai.reading.printed import confined

    return getattr(confined, name)
