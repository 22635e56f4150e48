"""The commands about measures: a plan for the year, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from prongsai.cli.bilingual import AS_JSON, command, language, option, print_json, refuse, write_all
from prongsai.cli.load import FILE, FRAMEWORK, ROUND, load_score
from prongsai.cli.papers import Sources
from prongsai.cli.report import PROFILE
from prongsai.cli.result import say_written
from prongsai.core.errors import InputError
from prongsai.core.text import Text


@command("plan")
@FILE
@FRAMEWORK
@PROFILE
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์แผน .xlsx หรือ .json", "the plan's file, .xlsx or .json (without it the plan is shown)"),
)
@AS_JSON
def plan(
    file: Path, framework: str | None, profile: Path | None, output: Path | None, *, as_json: bool
) -> None:
    """Propose measures for every finding that is not good, with owner, steps, time and monitoring."""
    import json

    from prongsai.render import plan as render
    from prongsai.render.terminal_plan import plan_text

    try:
        digits = "thai" if language() == "th" else "arabic"
        sources = Sources(
            scored=load_score(file, framework),
            digits="thai" if digits == "thai" else "arabic",
            profile_file=profile,
        )
        proposed = sources.proposal
        if output is not None:
            writer = render.to_json if output.suffix.lower() == ".json" else render.to_xlsx
            write_all([(output, writer(proposed))])
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(json.loads(render.to_json(proposed)))
    elif output is not None:
        say_written(output)
    else:
        click.echo(plan_text(proposed, sources.catalogue, language()))


@command("followup")
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--round",
    "round_",
    type=ROUND,
    default="12m",
    show_default=True,
    words=Text("รอบรายงาน เช่น 6m", "which round of reports, such as 6m"),
)
@AS_JSON
def followup(file: Path, round_: Any, *, as_json: bool) -> None:
    """Count planned, done, in progress and not done, and name what is not done with its reason."""
    from prongsai.core.followup import Followup
    from prongsai.core.followup.count import counts
    from prongsai.core.followup.record import counts_record
    from prongsai.reading.plan import read
    from prongsai.render.terminal_plan import counts_text

    try:
        handed_in, reports = read(file)
    except InputError as error:
        refuse(error, as_json=as_json)
    found = counts(reports or Followup(plan=handed_in, rounds=()), round_)
    if as_json:
        print_json(counts_record(handed_in, found))
    else:
        click.echo(counts_text(handed_in, found, language()))
