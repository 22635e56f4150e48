"""The command that says what a score means, and the analysis that every paper starts from."""

from __future__ import annotations

from pathlib import Path

import click

from prongsai.cli.bilingual import AS_JSON, command, language, option, print_json, refuse
from prongsai.cli.load import FILE, FRAMEWORK, WORDING, load_score, years_of_word
from prongsai.core.analysis import Analysis
from prongsai.core.errors import InputError, Problem
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy
from prongsai.core.uncertainty.sample_size import SampleSize


def analysed(scored: Score, *, previous: Path | None = None, respondents: tuple[str, ...] = ()) -> Analysis:
    """Return everything that is said about a score: checks, gains, findings, errors, and an earlier year beside it."""
    from prongsai.core.analysis import analyse, with_previous, with_sureness
    from prongsai.core.finding import findings
    from prongsai.core.improve import improve
    from prongsai.core.reconcile import reconcile
    from prongsai.reading.catalogue import load, load_rules

    improvement = improve(scored)
    found = findings(scored, improvement.gains, catalogue=load(), rules=load_rules())
    checks = reconcile(scored, other_years=years_of_word(scored))
    analysis = analyse(scored, checks, improvement, found=found)
    analysis = with_sureness(analysis, read_respondents(respondents))
    return with_previous(analysis, load_score(previous, None)) if previous else analysis


PREVIOUS = option(
    "--previous",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์ผลของปีก่อน เพื่อเทียบ", "the result file of an earlier year, to compare with"),
)
RESPONDENTS = option(
    "--respondents",
    multiple=True,
    metavar="TOOL=N",
    words=Text(
        "จำนวนผู้ตอบ เช่น IIT=34 หรือ IIT=34/60 ถ้ามี 60 คน",
        "answers by tool or part: IIT=34, or IIT=34/60 of 60 people",
    ),
)


def read_respondents(written: tuple[str, ...]) -> dict[str, SampleSize]:
    """Return sample sizes written as IIT=34 or IIT=34/60; raise `InputError` naming every one that is not so."""
    found, problems = {}, []
    for each in written:
        sample, _, numbers = arabic_digits(tidy(each)).partition("=")
        answers, _, people = numbers.partition("/")
        if answers.isdecimal() and (people.isdecimal() or not people) and sample:
            found[sample.strip()] = SampleSize(int(answers), int(people) if people else None)
        else:
            problems.append(_no_size(each))
    if problems:
        raise InputError(problems)
    return found


def _no_size(written: str) -> Problem:
    return Problem(
        id="analyze.respondents",
        where="--respondents",
        found=written,
        why=Text("ไม่ใช่จำนวนผู้ตอบ", "this is no number of answers"),
        remedy=Text("เขียนเป็น IIT=34 หรือ IIT=34/60", "write IIT=34 or IIT=34/60"),
    )


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
@PREVIOUS
@RESPONDENTS
@AS_JSON
def analyze(  # noqa: PLR0913 – click hands over one argument for each option
    file: Path,
    framework: str | None,
    wording: Path | None,
    previous: Path | None,
    respondents: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Show a finding and a recommendation for every indicator, question and item that is known."""
    from prongsai.core.analysis.record import analysis_record
    from prongsai.render.terminal_analysis import analysis_text

    try:
        scored = load_score(file, framework, wording)
        analysis = analysed(scored, previous=previous, respondents=respondents)
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(analysis_record(analysis, language()))
    else:
        click.echo(analysis_text(analysis, language()))
