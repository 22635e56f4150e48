"""The command that says what a score means, and the analysis that every paper starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from prongsai.cli.bilingual import AS_JSON, command, language, option, print_json, refuse, write_all
from prongsai.cli.load import FILE, FRAMEWORK, WORDING, load_score, years_of_word
from prongsai.cli.result import say_written
from prongsai.core.analysis import Analysis
from prongsai.core.errors import InputError, Problem
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy
from prongsai.core.uncertainty.sample_size import SampleSize

Step = Callable[[Analysis], Analysis]


def analysed(
    scored: Score,
    *,
    previous: Path | None = None,
    respondents: tuple[str, ...] = (),
    edits: Path | None = None,
    peers: Path | None = None,
) -> Analysis:
    """Return everything that is said about a score: checks, gains, findings and errors.

    Officers' own wording is laid over the findings; an earlier year and other agencies are set beside the score.
    Raises `InputError` with the problems of all these files together.
    """
    from prongsai.core.analysis import analyse, with_peers, with_previous, with_sureness
    from prongsai.core.finding import findings
    from prongsai.core.improve import improve
    from prongsai.core.reconcile import reconcile
    from prongsai.reading.catalogue import load, load_rules

    improvement = improve(scored)
    found = findings(scored, improvement.gains, catalogue=load(), rules=load_rules())
    checks = reconcile(scored, other_years=years_of_word(scored))
    analysis = analyse(scored, checks, improvement, found=found)
    steps: list[Step] = [lambda so_far: with_sureness(so_far, read_respondents(respondents))]
    if edits:
        steps.append(lambda so_far: _in_own_words(so_far, edits))
    if peers:
        from prongsai.reading.peers import read_peers

        steps.append(lambda so_far: with_peers(so_far, read_peers(peers, scored)))
    if previous:
        steps.append(lambda so_far: with_previous(so_far, load_score(previous, None)))
    return _through(steps, analysis)


def _through(steps: Iterable[Step], analysis: Analysis) -> Analysis:
    """Take every step, also after one that failed, so that all problems are told at once."""
    problems: list[Problem] = []
    for step in steps:
        try:
            analysis = step(analysis)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return analysis


def _in_own_words(analysis: Analysis, edits: Path) -> Analysis:
    from prongsai.core.finding import with_edits
    from prongsai.reading.edits import read_edits

    found = analysis.findings
    wording = read_edits(edits, found, analysis.scored.recipe.framework)
    return replace(analysis, findings=with_edits(found, wording))


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
EDITS = option(
    "--edits",
    type=click.Path(path_type=Path),
    words=Text(
        "ถ้อยคำของหน่วยงานสำหรับข้อค้นพบ (แผ่นที่ analyze -o เขียนให้)",
        "own wording of the findings (the sheet that analyze -o writes)",
    ),
)
PEERS = option(
    "--peers",
    type=click.Path(path_type=Path),
    words=Text(
        "คะแนนของหน่วยงานอื่นประเภทเดียวกัน (หน่วยงาน, คะแนนรวม)",
        "scores of other agencies of the same type (agency, total)",
    ),
)
SHEETS = (".csv", ".xlsx")


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


@command("analyze")
@FILE
@FRAMEWORK
@WORDING
@PREVIOUS
@RESPONDENTS
@EDITS
@PEERS
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    words=Text(
        "เขียนข้อค้นพบเป็นแผ่น .csv หรือ .xlsx เพื่อใส่ถ้อยคำเอง",
        "write the findings as a .csv or .xlsx sheet to reword",
    ),
)
@AS_JSON
def analyze(
    file: Path,
    framework: str | None,
    wording: Path | None,
    output: Path | None,
    *,
    as_json: bool,
    **beside: Any,
) -> None:
    """Show a finding and a recommendation for every indicator, question and item that is known."""
    from prongsai.core.analysis.record import analysis_record
    from prongsai.render.terminal_analysis import analysis_text

    try:
        scored = load_score(file, framework, wording)
        analysis = analysed(scored, **beside)
        if output is not None:
            write_all([(output, findings_sheet(analysis, output))])
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(analysis_record(analysis, language()))
    elif output is not None:
        say_written(output)
    else:
        click.echo(analysis_text(analysis, language()))


def findings_sheet(analysis: Analysis, file: Path) -> bytes:
    """Return the sheet in which findings are reworded; raise `InputError` for a file that is no sheet."""
    from prongsai.render.findings import to_csv, to_xlsx

    ending = file.suffix.lower()
    if ending not in SHEETS:
        raise InputError([_no_sheet(file)])
    return to_csv(analysis, language()) if ending == ".csv" else to_xlsx(analysis, language())


def _no_sheet(file: Path) -> Problem:
    return Problem(
        id="analyze.output",
        where="--output",
        found=file.name,
        why=Text("เขียนข้อค้นพบเป็นไฟล์ชนิดนี้ไม่ได้", "findings are not written as such a file"),
        remedy=Text("ใช้ชื่อลงท้าย .csv หรือ .xlsx", "let the name end in .csv or .xlsx"),
    )
