"""The process that draws one page of a file of strangers; run by `shown`, never by hand.

It reads a line of JSON (`name`, `page`, `width`, `mark`) and then the file, and writes a PNG, or JSON with the reasons.
"""

from __future__ import annotations

import json
import sys

from prongsai.core.errors import InputError
from prongsai.core.printed import View
from prongsai.reading.printed.carried import problem_to
from prongsai.reading.printed.limits import allow_seconds, confine
from prongsai.reading.printed.picture import page_picture


def main(memory: int, seconds: int) -> None:
    """Draw what is asked for once."""
    confine(memory)
    allow_seconds(seconds)
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        answer = page_picture(data, asked.pop("name"), View(**asked))
    except InputError as error:
        answer = json.dumps({"problems": [problem_to(problem) for problem in error.problems]}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
