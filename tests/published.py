"""The two published results that ship as examples, as they are read from their files."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from prongsai.core.framework import Framework
from prongsai.core.result import Result
from prongsai.reading.framework import load_year
from prongsai.reading.result import read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@cache
def framework(year: int) -> Framework:
    return load_year(year)


@cache
def napho() -> Result:
    return read(EXAMPLES / "napho-2564.json")


@cache
def donsak() -> Result:
    return read(EXAMPLES / "donsak-2568.json")


def with_scores(result: Result, scores: Mapping[str, str]) -> Result:
    return replace(result, scores={**result.scores, **decimals(scores)})


def decimals(figures: Mapping[str, str]) -> dict[str, Decimal]:
    return {code: Decimal(text) for code, text in figures.items()}
