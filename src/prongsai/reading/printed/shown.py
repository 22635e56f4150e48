"""A page as a picture, drawn by another process: a file of strangers is never opened in this one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

from prongsai.core.errors import InputError, Problem
from prongsai.core.printed import View
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.carried import Garbled, object_from, problems_from
from prongsai.reading.printed.confined import environment
from prongsai.reading.printed.limits import MEGABYTE, Limits

# One page takes a second; whoever looks at it does not wait as long as for reading a whole paper.
DRAWING = Limits(seconds=30, memory=1_000 * MEGABYTE, output=50 * MEGABYTE)
_PNG = b"\x89PNG\r\n\x1a\n"


def page_shown(data: bytes, name: str, view: View, *, limits: Limits = DRAWING) -> bytes:
    """Return a page of a PDF or a picture as a PNG.

    Raise `InputError` for a file that cannot be opened, has no such page, or costs too much.
    """
    asked = json.dumps({"name": name, **asdict(view)}).encode()
    command = [sys.executable, "-P", "-m", "prongsai.reading.printed.drawer"]
    try:
        told = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [*command, str(limits.memory), str(limits.seconds)],
            input=asked + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise InputError([fault.TOO_LONG.at(name, most=limits.seconds)]) from error
    if told.stdout.startswith(_PNG) and len(told.stdout) <= limits.output:
        return told.stdout
    raise InputError(_reasons(told.stdout) or [fault.STOPPED.at(name)])


def _reasons(told: bytes) -> tuple[Problem, ...]:
    try:
        return problems_from(object_from(told).get("problems"))
    except Garbled:
        return ()
