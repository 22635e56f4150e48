"""The command that says what a score means, and the analysis that every paper starts from."""

from __future__ import annotations

from pathlib import Path

import click

from prongsai.cli.bilingual import AS_JSON, command, language, print_json, refuse
from prongsai.cli.load import FILE, FRAMEWORK, WORDING, load_score, years_of_word
from prongsai.core.analysis import Analysis
from prongsai.core.errors import InputError
from prongsai.core.scoring import Score
from prongsai.core.text import Text


def analysed(scored: Score) -> Analysis:
    """Return everything that is said about a score: checks, gains, and findings from the catalogue."""
    from prongsai.core.analysis import analyse
    from prongsai.core.finding import findings
    from prongsai.core.improve import improve
    from prongsai.core.reconcile import reconcile
    from prongsai.reading.catalogue import load, load_rules

    improvement = improve(scored)
    found = findings(scored, improvement.gains, catalogue=load(), rules=load_rules())
    checks = reconcile(scored, other_years=years_of_word(scored))
    return analyse(scored, checks, improvement, found=found)


@command(
    "analyze",
    Text(
        "วิเคราะห์ผล: จุดแข็ง จุดอ่อน และข้อเสนอแนะรายข้อ",
        "say what is strong and weak, with a recommendation for each",
    ),
)
@FILE
@FRAMEWORK
@WORDING
@AS_JSON
def analyze(file: Path, framework: str | None, wording: Path | None, *, as_json: bool) -> None:
    """Show a finding and a recommendation for every indicator, question and item that is known."""
    from prongsai.core.analysis.record import analysis_record
    from prongsai.render.terminal_analysis import analysis_text

    try:
        analysis = analysed(load_score(file, framework, wording))
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(analysis_record(analysis, language()))
    else:
        click.echo(analysis_text(analysis, language()))
