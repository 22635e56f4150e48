"""Examining evidence in a process of its own: a library that a file leads astray takes only that process along.

What is not packed is looked at here: going over it costs no more than its size.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Mapping

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.reading import evidence
from prongsai.reading import evidence_faults as fault
from prongsai.reading.evidence import Document, clean_name
from prongsai.reading.printed.carried import Garbled, object_from, problems_from
from prongsai.reading.printed.confined import environment
from prongsai.reading.printed.limits import MEGABYTE, Limits

# People wait for the page meanwhile, and the server for them.
LIMITS = Limits(seconds=20, memory=1_000 * MEGABYTE, output=2 * evidence.MOST_BYTES)
_PACKED = (b"%PDF-", b"PK\x03\x04")


def examine(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Return a file that may be kept and passed on; raise `InputError` with the reasons why it may not."""
    if not data.startswith(_PACKED) or len(data) > evidence.MOST_BYTES:
        return evidence.examine(data, name)
    command = [sys.executable, "-P", "-m", "prongsai.reading.evidence_worker"]
    try:
        told = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [*command, str(limits.memory), str(limits.seconds)],
            input=json.dumps({"name": name}).encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(name) from error
    head, _, kept = told.stdout[: limits.output].partition(b"\n")
    try:
        found = object_from(head)
        if "problems" in found:
            raise InputError(problems_from(found["problems"]))
        return _document(found, kept)
    # It was stopped by its limits, or died.
    except (Garbled, KeyError, ValueError, TypeError) as error:
        raise _too_much(name) from error


def told_of(document: Document) -> dict[str, object]:
    """Return what is known of a file as JSON holds it."""
    return {
        "name": document.name,
        "media_type": document.media_type,
        "size": len(document.data),
        "notes": [[note.th, note.en] for note in document.notes],
        "taken": document.taken.isoformat() if document.taken else None,
    }


def _document(found: Mapping[str, object], kept: bytes) -> Document:
    notes, taken = found["notes"], found["taken"]
    if len(kept) != found["size"] or not isinstance(notes, list):
        raise Garbled("size")
    return Document(
        name=clean_name(str(found["name"])),
        media_type=str(found["media_type"]),
        data=kept,
        notes=tuple(Text(str(thai), str(english)) for thai, english in notes),
        taken=datetime.date.fromisoformat(str(taken)) if taken else None,
    )


def _too_much(name: str) -> InputError:
    problem: Problem = fault.INFLATES.at(clean_name(name))
    return InputError([problem])
