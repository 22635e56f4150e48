"""The process that parses papers: reads them from standard input one by one, and writes each as JSON.

A request is a line of JSON (`name`, `size`, `seconds`) and then the bytes of the file; an answer is a line with the
length of the JSON that follows. Run by `confined`, never by hand.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable
from typing import BinaryIO

from prongsai.core.errors import InputError, Problem
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.carried import problem_to, to_json
from prongsai.reading.printed.limits import MEGABYTE, allow_seconds, confine
from prongsai.reading.printed.parsing import parse

# Lines and cells hold nothing in circles; to look for that after every few hundred took a tenth of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main(memory: int) -> None:
    """Answer until nobody asks any more."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    answers = _answers()
    confine(memory)
    while head := sys.stdin.buffer.readline():
        request = json.loads(head)
        allow_seconds(request["seconds"])
        answer = _answer(sys.stdin.buffer.read(request["size"]), request["name"], memory)
        answers.write(b"%d\n" % len(answer) + answer)
        answers.flush()


def _answers() -> BinaryIO:
    """Return where answers go, and send whatever libraries print elsewhere."""
    kept = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return os.fdopen(kept, "wb")


def _answer(data: bytes, name: str, memory: int) -> bytes:
    try:
        return f'{{"printed":{to_json(parse(data, name))}}}'.encode("utf-8", "replace")
    except InputError as error:
        return _refusal(error.problems)
    except MemoryError:
        return _refusal([fault.TOO_HEAVY.at(name, most=memory // MEGABYTE)])
    except RecursionError:
        return _refusal([fault.TOO_DEEP.at(name)])
    # Libraries let through whatever a malformed part raises inside them; every one of them means the same here.
    except Exception as error:  # noqa: BLE001
        return _refusal([fault.DAMAGED.at(name, type(error).__name__)])


def _refusal(problems: Iterable[Problem]) -> bytes:
    return json.dumps({"problems": [problem_to(problem) for problem in problems]}).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]))
