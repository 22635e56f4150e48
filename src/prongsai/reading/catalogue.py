"""The catalogue of findings and its rules from their folder: the shipped one, or an agency's own copy."""

from __future__ import annotations

import csv
import functools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import get_args

from prongsai.core.catalogue import SHEETS, Catalogue, FindingRule, build, build_rules
from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import faults as fault
from prongsai.core.proofread import Rule, RuleKind
from prongsai.core.proofread.rules import build_rules as build_proofreading
from prongsai.reading.intake import source_rows

SHIPPED = Path(__file__).parents[1] / "catalogue"
RULES = "rules.toml"
PROOFREADING = SHIPPED / "proofread"


def load(folder: str | Path = SHIPPED) -> Catalogue:
    """Return the catalogue of a folder with themes.csv, measures.csv, topics.csv and units.csv; raise `InputError`.

    The shipped one is read once in a process; an agency's own is read anew each time.
    """
    return _shipped() if Path(folder) == SHIPPED else _read(Path(folder))


def load_rules(folder: str | Path = SHIPPED) -> tuple[FindingRule, ...]:
    """Return the rules of a folder's rules.toml, in their order; raise `InputError` with every problem."""
    return _shipped_rules() if Path(folder) == SHIPPED else _read_rules(Path(folder))


@functools.cache
def load_proofreading() -> dict[str, Rule]:
    """Return the shipped rules of proof-reading by id, the classes in their order."""
    kinds: tuple[RuleKind, ...] = get_args(RuleKind)
    files = {kind: PROOFREADING / f"{kind}.toml" for kind in kinds}
    return build_proofreading(
        {kind: tomllib.loads(file.read_text("utf-8")) for kind, file in files.items() if file.is_file()}
    )


@functools.cache
def load_word_lists() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the word lists that rules of proof-reading share, each by the name of its file, without its head."""
    return {file.stem: _rows_below_head(file) for file in sorted(PROOFREADING.glob("*.csv"))}


def _rows_below_head(file: Path) -> tuple[tuple[str, ...], ...]:
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    return tuple(tuple(cell.strip() for cell in row) for row in rows[1:] if any(row))


@functools.cache
def _shipped() -> Catalogue:
    return _read(SHIPPED)


@functools.cache
def _shipped_rules() -> tuple[FindingRule, ...]:
    return _read_rules(SHIPPED)


def _read(folder: Path) -> Catalogue:
    problems: list[Problem] = []
    texts = {sheet: _text(folder / f"{sheet}.csv", problems) for sheet in SHEETS}
    if problems:
        raise InputError(problems)
    return build({sheet: source_rows(text, f"{sheet}.csv") for sheet, text in texts.items()})


def _read_rules(folder: Path) -> tuple[FindingRule, ...]:
    problems: list[Problem] = []
    text = _text(folder / RULES, problems)
    if problems:
        raise InputError(problems)
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError([fault.NOT_TOML.at(RULES, reason=error)]) from error
    return build_rules(document)


def _text(file: Path, problems: list[Problem]) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        problems.append(fault.NO_FILE.at(file.name))
    except UnicodeDecodeError:
        problems.append(fault.NOT_UTF8.at(file.name))
    return ""
