"""The process that examines one file of evidence; run by `evidence_apart`, never by hand.

It reads a line of JSON (`name`) and then the file, and writes a line of JSON, after it the file as it may be kept.
"""

from __future__ import annotations

import json
import sys

from prongsai.core.errors import InputError
from prongsai.reading import evidence_faults as fault
from prongsai.reading.evidence import clean_name, examine
from prongsai.reading.evidence_apart import told_of
from prongsai.reading.printed.carried import problem_to
from prongsai.reading.printed.limits import allow_seconds, confine


def main(memory: int, seconds: int) -> None:
    """Examine what is handed in once."""
    confine(memory)
    allow_seconds(seconds)
    name = json.loads(sys.stdin.buffer.readline())["name"]
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read(), name))


def _answer(data: bytes, name: str) -> bytes:
    try:
        found = examine(data, name)
        return json.dumps(told_of(found)).encode() + b"\n" + found.data
    except InputError as error:
        problems = error.problems
    except (MemoryError, RecursionError):
        problems = (fault.INFLATES.at(clean_name(name)),)
    return json.dumps({"problems": [problem_to(each) for each in problems]}).encode()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
