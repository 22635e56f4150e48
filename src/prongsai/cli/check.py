"""The command that proof-reads papers which agencies have published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from prongsai.cli.bilingual import (
    AS_JSON,
    WRONG_INPUT,
    command,
    language,
    option,
    problem_summary,
    refuse,
    say_problems,
)
from prongsai.cli.recognising import recognised
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prongsai.core.proofread import Chain, Remark
    from prongsai.core.result import Result
    from prongsai.reading.spool import Spool


_APART = Text(
    "{agency}: มี {number} ไฟล์ ตรวจเทียบกันครั้งละไม่เกิน {most} ไฟล์ ตามลำดับที่ให้มา",
    "{agency}: {number} files; at most {most} are read together, in the order given",
)


class _Kinds(click.ParamType[frozenset[str]]):
    """One or several classes of rules, with commas between them."""

    name = "kinds"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Return the classes; fail with those that there are."""
        from prongsai.core.proofread import RuleKind

        known = get_args(RuleKind)
        asked = frozenset(each.strip() for each in value.split(",") if each.strip())
        if not asked or asked - set(known):
            words = Text("ไม่มีประเภทนี้ ประเภทที่มีคือ {known}", "no such class; the classes are {known}")
            self.fail(f"“{value}” {words.format(known=', '.join(known)).say(language())}", param, ctx)
        return asked


@command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--kind",
    "kinds",
    type=_Kinds(),
    metavar="sum,rule,…",
    words=Text(
        "เฉพาะประเภท sum rule year chain form text", "only these classes: sum, rule, year, chain, form, text"
    ),
)
@option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    words=Text(
        "ไฟล์ผลของปีอื่น ไว้ตรวจข้อความเปรียบเทียบ", "a result file of another year, to check comparisons with"
    ),
)
@option(
    "--strict",
    is_flag=True,
    words=Text("จบด้วยรหัส 1 เมื่อมีสิ่งที่ต้องแก้", "end with code 1 where something is to be mended"),
)
@AS_JSON
def check(
    files: tuple[Path, ...],
    kinds: frozenset[str] | None,
    previous: tuple[Path, ...],
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Say where the papers of an agency do not agree with themselves, why, and how to mend it."""
    from prongsai.reading.spool import Spool

    try:
        known = [_result(file) for file in previous]
    except InputError as error:
        refuse(error, as_json=as_json)
    with Spool() as spool:
        problems = _read(files, spool)
        tell = _print if as_json else _say
        wrong = tell(spool.chains(known), problems, kinds)
        _say_apart(spool.apart())
    say_problems(problems)
    if problems or (strict and wrong):
        sys.exit(WRONG_INPUT)


def _result(file: Path) -> Result:
    from prongsai.core.result import check as checked
    from prongsai.reading.result import read_draft, shipped_framework

    draft = read_draft(file)
    return checked(draft, shipped_framework(draft))


def _read(files: tuple[Path, ...], spool: Spool) -> list[Problem]:
    """Read what can be read; what cannot is told at the end and keeps nothing else from being read."""
    problems: list[Problem] = []
    for _, paper in recognised(files):
        if isinstance(paper, InputError):
            problems += paper.problems
        else:
            spool.add(paper)
    return problems


def _say_apart(apart: Mapping[str, int]) -> None:
    """Say where not every paper of an agency was held against every other."""
    from prongsai.reading.proofreading import MOST_TOGETHER

    for agency, number in apart.items():
        words = _APART.format(agency=agency, number=number, most=MOST_TOGETHER)
        click.echo(words.say(language()), err=True)


def _remarks(chain: Chain, kinds: frozenset[str] | None) -> list[Remark]:
    from prongsai.core.proofread.check import proofread

    return [remark for remark in proofread(chain) if kinds is None or remark.rule.kind in kinds]


def _is_wrong(remarks: list[Remark]) -> bool:
    return any(remark.rule.weight == "error" for remark in remarks)


def _say(chains: Iterator[Chain], _: list[Problem], kinds: frozenset[str] | None) -> bool:
    """Say the remarks agency by agency, because files of two may bear one name; tell whether one is an error."""
    from prongsai.render.terminal_remarks import remarks_text

    wrong = False
    for place, chain in enumerate(chains):
        remarks = _remarks(chain, kinds)
        said = remarks_text(chain.papers, remarks, language())
        click.echo(f"\n{said}" if place else said)
        wrong = wrong or _is_wrong(remarks)
    return wrong


def _print(chains: Iterator[Chain], problems: list[Problem], kinds: frozenset[str] | None) -> bool:
    """Print the remarks of all agencies as one JSON object, the heaviest first; tell whether one is an error."""
    from prongsai.cli.json_lists import JsonLists
    from prongsai.core.proofread.check import CHECKS
    from prongsai.core.proofread.record import WEIGHTS, checked_record, paper_record, remark_record

    wrong = False
    with JsonLists(("files", *WEIGHTS, "checked", "problems")) as lists:
        for chain in chains:
            for paper in chain.papers:
                lists.add("files", paper_record(paper))
            remarks = _remarks(chain, kinds)
            for remark in remarks:
                lists.add(remark.rule.weight, remark_record(remark, language()))
            asked = [
                id_
                for id_, rule in chain.rules.items()
                if id_ in CHECKS and (not kinds or rule.kind in kinds)
            ]
            lists.add("checked", checked_record(chain, asked))
            wrong = wrong or _is_wrong(remarks)
        for problem in problems:
            lists.add("problems", problem_summary(problem))
        keys: dict[str, list[str]] = {"files": ["files"], "findings": list(WEIGHTS), "checked": ["checked"]}
        if problems:
            keys["problems"] = ["problems"]
        lists.print(keys)
    return wrong
