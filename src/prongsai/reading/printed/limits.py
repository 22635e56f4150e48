"""What reading one paper may cost, and how the process that reads it is held to that."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one paper may cost: seconds by the clock and of the processor, memory, and the size of what comes back.

    PDFs and pictures have `slow_seconds`: their pages are looked at one by one, and where they are pictures,
    another program reads each of them.
    """

    seconds: int = 60
    slow_seconds: int = 600
    memory: int = 1_500 * MEGABYTE
    output: int = 100 * MEGABYTE


_WRITTEN_AT_MOST = 200 * MEGABYTE
_OPEN_AT_MOST = 64


def confine(memory: int) -> None:
    """Hold this process to `memory` and to few and small files, and shut it in.

    Where the system has no such limits, time remains.
    """
    if sys.platform == "win32":
        return
    import resource

    # Only the process that is shut in needs it, not the one that starts it.
    from prongsai.reading.printed.seclusion import seclude

    seclude()
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, _WRITTEN_AT_MOST),
        (resource.RLIMIT_NOFILE, _OPEN_AT_MOST),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems know a limit and refuse to set it; the others still hold.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def allow_seconds(seconds: int) -> None:
    """Give this process so much more time of the processor, counted from now."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
