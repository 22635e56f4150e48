"""From a file name to a result with its framework and score, as every command needs it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai.cli.bilingual import language, option
from prongsai.core.framework import Framework
from prongsai.core.framework.wording import overlay
from prongsai.core.plan import MonitoringRound
from prongsai.core.result import Draft, check
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.text import Text
from prongsai.reading.framework import available, from_xlsx, load, load_wording
from prongsai.reading.result import MOST_BYTES, draft_handed_on, read_draft, shipped_framework

# What stands for the output of another command in the place of a file.
HANDED_ON = "-"
FILE = click.argument("file", type=click.Path(path_type=Path))
FRAMEWORK = option(
    "--framework",
    metavar="ID",
    words=Text("ใช้กรอบการประเมินนี้แทนกรอบของปี", "use this framework (id or folder) instead of the year's"),
)

WORDING = option(
    "--wording",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์ถ้อยคำของหน่วยงาน (รหัส, ถ้อยคำ)", "a sheet of the agency's own wording (code, wording)"),
)


class _RoundType(click.ParamType[MonitoringRound]):
    """A monitoring round, in any of the ways that a plan's file may name it."""

    name = "round"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> MonitoringRound:
        """Return the round; fail with how to write it."""
        from prongsai.core.plan.check import UNKNOWN_ROUND
        from prongsai.core.plan.round import read_round

        found = read_round(value)
        if found is None:
            fault, lang = UNKNOWN_ROUND, language()
            self.fail(f"“{value}” {fault.why.say(lang)} – {fault.remedy.say(lang)}", param, ctx)
        return found


ROUND = _RoundType()


def open_framework(name: str) -> Framework:
    """Return a framework by id, folder or workbook."""
    return from_xlsx(name) if name.lower().endswith(".xlsx") else load(name)


def worded(framework: Framework, wording: Path | None) -> Framework:
    """Return the framework with an agency's own wording laid over it, if there is any."""
    return overlay(framework, load_wording(wording)) if wording else framework


def read_given(file: Path) -> Draft:
    """Return what stands in a result file, or with `-` in what another command hands on."""
    if str(file) != HANDED_ON:
        return read_draft(file)
    # One byte more than allowed tells too large without reading the rest.
    return draft_handed_on(sys.stdin.buffer.read(MOST_BYTES + 1), "stdin")


def load_score(file: Path, framework: str | None, wording: Path | None = None) -> Score:
    """Read, check and score a result file; `framework` (id, folder or workbook) goes before the one the file names."""
    draft = read_given(file)
    chosen = worded(open_framework(framework) if framework else shipped_framework(draft), wording)
    return score(prepare(chosen), check(draft, chosen))


def years_of_word(scored: Score) -> tuple[Framework, ...]:
    """Return the other years' frameworks if the announced level word is none of this year's, else nothing.

    Loading them all takes a moment, so that it is done only where their words are needed.
    """
    own = scored.recipe.framework
    if scored.result.level is None or any(level.word.th == scored.result.level for level in own.levels):
        return ()
    return tuple(load(each) for each in available() if each != own.id)
