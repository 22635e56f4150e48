"""How long our own code may think about words of strangers: a pattern that they lead in circles is left."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(Exception):
    """It took more time of the processor than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLong` in a block that takes more of the processor; patterns are left in the middle too.

    Only the first thread of a process can be told, which is the one that does jobs; others go on.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise TooLong
