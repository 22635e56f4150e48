"""Child processes that run together: one that dies is started again, and all end when the parent is told to."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

GRACE = 30.0
_PAUSE = 0.2
# A process that dies at once, again and again, is not to keep the machine busy.
_SLOWEST_RESTART = 30.0
_STAYED_ALIVE = 60.0


class Child:
    """One process of the group, with the moments at which it was started and may be started again."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.wait = 0.0
        self.start()

    def start(self) -> None:
        """Start the process."""
        self.process = subprocess.Popen(self.command)  # noqa: S603 - our own commands
        self.started = time.monotonic()
        self.again_at: float | None = None

    def look_after(self) -> int | None:
        """Start a dead process again, later and later if it dies at once; return how it ended when it just did."""
        ended = self.process.poll()
        now = time.monotonic()
        if ended is None:
            return None
        if self.again_at is None:
            lived_long = now - self.started > _STAYED_ALIVE
            self.wait = 0.0 if lived_long else min(max(1.0, self.wait * 2), _SLOWEST_RESTART)
            self.again_at = now + self.wait
            return ended
        if now >= self.again_at:
            self.start()
        return None


class Processes:
    """A group of children by name, looked after until SIGTERM or Ctrl-C."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self.ending = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        self.children = {name: Child(command) for name, command in commands.items()}

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def run(self, died: Callable[[str, int], None]) -> None:
        """Keep all children alive until the end is asked for, then end them; `died` is told of every death."""
        try:
            while not self.ending:
                for name, child in self.children.items():
                    code = child.look_after()
                    if code is not None and not self.ending:
                        died(name, code)
                time.sleep(_PAUSE)
        finally:
            self.stop()

    def stop(self) -> None:
        """Ask every child to end, and make it end when it takes too long."""
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        limit = time.monotonic() + GRACE
        for child in self.children.values():
            try:
                child.process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
