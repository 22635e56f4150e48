"""Reading papers of strangers: each is parsed in a process that is held to limits and replaced when it fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from prongsai.core.errors import InputError
from prongsai.core.printed import Printed
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.carried import Garbled, object_from, printed_from, problems_from
from prongsai.reading.printed.kinds import is_slow
from prongsai.reading.printed.limits import MEGABYTE, MOST_BYTES, Limits

# What libraries keep between papers must not grow over a folder of thousands.
PAPERS_A_PROCESS = 200
_LONGEST_HEAD = 20
# All that the parser needs of the environment; keys and passwords of whoever calls stay with him.
_KEPT = (
    *("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"),
    *("PRONGSAI_TESSERACT", "TESSDATA_PREFIX"),
)


class Confined:
    """A process that parses one paper after the other; use it in a `with` block, after which nothing is left of it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._papers = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, data: bytes, name: str) -> Printed:
        """Return the paper in `data`; raise `InputError` with the one reason why it cannot be read."""
        if len(data) > MOST_BYTES:
            raise InputError([fault.TOO_LARGE.at(name, most=MOST_BYTES // MEGABYTE)])
        answer = self._asked(data, name)
        try:
            told = object_from(answer)
            if "problems" in told:
                raise InputError(problems_from(told["problems"]))
            return printed_from(told.get("printed"))
        except Garbled as error:
            self._end()
            raise InputError([fault.STOPPED.at(name)]) from error

    def _asked(self, data: bytes, name: str) -> bytes:
        seconds = self._limits.slow_seconds if is_slow(data) else self._limits.seconds
        process = self._running()
        late = threading.Event()
        timer = threading.Timer(seconds, _stop, [process, late])
        timer.daemon = True
        timer.start()
        try:
            head = json.dumps({"name": name, "size": len(data), "seconds": seconds})
            return _exchanged(process, head.encode() + b"\n" + data, self._limits.output)
        except _TooMuch as error:
            self._end()
            most = self._limits.output // MEGABYTE
            problem = fault.TOO_MUCH.at(
                name, most=most, what_th="ล้านไบต์ของเนื้อหา", what_en="million bytes of content"
            )
            raise InputError([problem]) from error
        except (OSError, ValueError) as error:
            ended = self._end()
            slow = late.is_set() or ended == -getattr(signal, "SIGXCPU", 0)
            problem = fault.TOO_LONG.at(name, most=seconds) if slow else fault.STOPPED.at(name)
            raise InputError([problem]) from error
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._papers >= PAPERS_A_PROCESS:
            self._end()
        if self._process is None:
            self._process = _start(self._limits.memory)
            self._papers = 0
        self._papers += 1
        return self._process

    def _end(self) -> int | None:
        """Stop the process and whatever it started; return how it ended."""
        process, self._process = self._process, None
        if process is None:
            return None
        _stop(process)
        ended = process.wait()
        for stream in (process.stdin, process.stdout):
            # Closing writes what is left, to nobody.
            with suppress(OSError):
                cast(IO[bytes], stream).close()
        return ended


def read_printed(path: Path, limits: Limits | None = None) -> Printed:
    """Return the paper in a file; raise `InputError` with the one reason why it cannot be read."""
    with Confined(limits) as confined:
        return confined.read(_content(path), path.name)


def printed_of(data: bytes, name: str, limits: Limits | None = None) -> Printed:
    """Return the paper in what was uploaded as `name`; raise `InputError` as `read_printed` does."""
    with Confined(limits) as confined:
        return confined.read(data, name)


def read_many(
    paths: Iterable[Path], limits: Limits | None = None
) -> Iterator[tuple[Path, Printed | InputError]]:
    """Yield each file with its paper, or with why it cannot be read; one paper is held in memory at a time."""
    with Confined(limits) as confined:
        for path in paths:
            yield path, _read_or_refuse(confined, path)


def _read_or_refuse(confined: Confined, path: Path) -> Printed | InputError:
    try:
        return confined.read(_content(path), path.name)
    except InputError as error:
        return error


def _content(path: Path) -> bytes:
    """Return what is in a file, and read nothing of one that is too large."""
    try:
        if not path.is_file():
            raise InputError([fault.NOT_THERE.at(str(path))])
        if path.stat().st_size > MOST_BYTES:
            raise InputError([fault.TOO_LARGE.at(path.name, most=MOST_BYTES // MEGABYTE)])
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError([fault.NOT_THERE.at(str(path))]) from error


class _TooMuch(Exception):
    """The answer is longer than allowed."""


def _exchanged(process: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    """Return the answer; raise `OSError` or `ValueError` where there is none."""
    asking, answering = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    asking.write(request)
    asking.flush()
    length = int(answering.readline(_LONGEST_HEAD))
    if length > most:
        raise _TooMuch
    answer = answering.read(length)
    if len(answer) < length:
        raise ValueError
    return answer


def _start(memory: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "prongsai.reading.printed.worker", str(memory)]
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        # A group of its own, so that programs it starts are stopped with it.
        start_new_session=True,
    )


def environment() -> dict[str, str]:
    """Return the environment of a process that opens files of strangers."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONUTF8": "1"}


def _stop(process: subprocess.Popen[bytes], late: threading.Event | None = None) -> None:
    if late is not None:
        late.set()
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
