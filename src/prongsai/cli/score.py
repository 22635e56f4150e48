"""The commands that compute: score, reconcile, improve."""

from __future__ import annotations

from pathlib import Path

import click

from prongsai.cli.bilingual import AS_JSON, command, language, option, print_json, refuse
from prongsai.cli.load import FILE, FRAMEWORK, WORDING, load_score, years_of_word
from prongsai.core.errors import InputError
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.render import terminal


@command("score")
@FILE
@FRAMEWORK
@WORDING
@option("--proof", is_flag=True, words=Text("แสดงที่มาของคะแนนทุกชั้น", "show every step down to the counts"))
@AS_JSON
def score(file: Path, framework: str | None, wording: Path | None, *, proof: bool, as_json: bool) -> None:
    """Compute the total, the level with its reason, and say what is not known."""
    from prongsai.core.scoring import proof as proof_of
    from prongsai.core.summary import proof_summary, score_summary

    try:
        scored = load_score(file, framework, wording)
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        summary = score_summary(scored, language())
        if proof:
            summary["proof"] = proof_summary(proof_of(scored), scored.recipe.framework, language())
        print_json(summary)
        return
    click.echo(terminal.score_text(scored, language()))
    if proof:
        click.echo(terminal.proof_text(proof_of(scored), scored.recipe.framework, language()))


@command("reconcile")
@FILE
@FRAMEWORK
@option(
    "--most-answers",
    type=click.IntRange(1, 2000),
    default=600,
    show_default=True,
    words=Text("จำนวนผู้ตอบสูงสุดที่ลองเทียบ", "largest number of respondents that is tried"),
)
@AS_JSON
def reconcile(file: Path, framework: str | None, most_answers: int, *, as_json: bool) -> None:
    """Say of every published figure whether it follows, and if not what would explain it."""
    from prongsai.core.reconcile import reconcile as compare
    from prongsai.core.summary import reconcile_summary

    try:
        scored = load_score(file, framework)
    except InputError as error:
        refuse(error, as_json=as_json)
    found = compare(scored, other_years=years_of_word(scored), most_answers=most_answers)
    if as_json:
        # The result goes on as it came, so that the next command can read it from here.
        print_json(reconcile_summary(found, language()) | {"result": handed_on(scored)})
        return
    click.echo(terminal.reconcile_text(found, language()))


@command("improve")
@FILE
@FRAMEWORK
@option(
    "--target",
    metavar="LEVEL",
    words=Text("ระดับที่ต้องการ เช่น ผ่านดีเยี่ยม", "the level to reach (default: the next better one)"),
)
@option(
    "--effort",
    "effort_file",
    type=click.Path(path_type=Path),
    words=Text(
        "ไฟล์น้ำหนักความยากของแต่ละข้อ (CSV, XLSX หรือ JSON)", "file of efforts by code (CSV, XLSX or JSON)"
    ),
)
@AS_JSON
def improve(
    file: Path, framework: str | None, target: str | None, effort_file: Path | None, *, as_json: bool
) -> None:
    """Show the gain of everything that is below its best, and the cheapest way to the target."""
    from prongsai.core.improve import improve as plan
    from prongsai.core.improve.record import improvement_record
    from prongsai.reading.effort import read as read_effort

    try:
        scored = load_score(file, framework)
        effort = read_effort(effort_file, scored.recipe.framework) if effort_file else None
        found = plan(scored, target=target, effort=effort)
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(head(scored) | improvement_record(found))
        return
    click.echo(terminal.improve_text(found, language()))


def handed_on(scored: Score) -> dict[str, object]:
    """Return the result file that a score was made from."""
    from prongsai.core.result.record import result_record

    return result_record(scored.result, scored.recipe.framework)


def head(scored: Score) -> dict[str, object]:
    """Return the fields that say what a result is about."""
    framework = scored.recipe.framework
    return {
        "agency": scored.result.agency,
        "fiscal_year": scored.result.fiscal_year,
        "framework": framework.id,
        "framework_hash": framework.hash,
    }
