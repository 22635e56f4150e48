"""An agency's official wording laid over our titles; what is assessed, and its hash, stay the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.framework import faults as fault
from prongsai.core.framework.source import Record, SourceRow
from prongsai.core.text import Text

CODE = "code"
WORDING = "wording"


def overlay(framework: Framework, rows: Sequence[SourceRow]) -> Framework:
    """Return the framework with the wording of `rows` (columns `code` and `wording`) over its titles.

    Rows without wording are passed over; English stays ours. Raises `InputError` with every unknown code.
    """
    problems: list[Problem] = []
    wording = dict(framework.wording)
    seen = set()
    for row in rows:
        record = Record(row.cells, row.place, problems)
        code, words = record.text(CODE, required=False), record.text(WORDING, required=False)
        if not code or not words:
            continue
        if framework.kind_of(code) is None and code not in framework.nodes:
            record.report(CODE, fault.UNKNOWN_CODE, framework=framework.id)
        if code in seen:
            record.report(CODE, fault.WORDED_TWICE)
        seen.add(code)
        wording[code] = Text(words, framework.title_of(code).en)
    if problems:
        raise InputError(problems)
    return replace(framework, wording=wording)
