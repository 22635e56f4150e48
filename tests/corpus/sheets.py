"""What stands on the sheets of a generated paper: lines and tables, before a format or a scanner touches them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from prongsai.core.thai import arabic_digits

Format = Literal["txt", "html", "docx", "xlsx", "pdf"]


@dataclass
class Words:
    """A line or paragraph; `heading` where the paper sets it off."""

    text: str
    heading: bool = False


@dataclass
class Grid:
    """A table: rows of cells, each a list of paragraphs; the first row is the head unless `headless`."""

    rows: list[list[list[str]]]
    headless: bool = False
    """A table that a page break parted from its head."""


Sheet = list[Words | Grid]

# While a paper is written, a figure is tagged with its codes, so that it is known what a scanner did to which.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TAGGED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}([0-9๐-๙.]+)")


def tagged(codes: Iterable[str], value: str) -> str:
    return f"{_OPEN}{','.join(codes)}{_CLOSE}{value}"


def settle(text: str, changed: Callable[[str], str], printed: dict[str, set[str]]) -> str:
    """Return a text without tags, its figures as `changed` leaves them; `printed` collects them by code."""

    def untagged(match: re.Match[str]) -> str:
        value = changed(match[2])
        for code in arabic_digits(match[1]).split(","):
            printed.setdefault(code, set()).add(arabic_digits(value))
        return value

    return _TAGGED.sub(untagged, text)


def cell(*paragraphs: str) -> list[str]:
    return [text for text in paragraphs if text]


def grid(head: Sequence[str], rows: Sequence[Sequence[str | list[str]]]) -> Grid:
    made = [[each if isinstance(each, list) else cell(each) for each in row] for row in rows]
    return Grid([[cell(each) for each in head], *made])


@dataclass
class Measure:
    """A measure as printed in one table: what must come out again, in the words of the page."""

    title: str
    approach: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    units: str = ""
    period: str = ""
    span: tuple[str, str] | None = None
    """First and last day of the period, ISO."""
    monitoring: str = ""
    results: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)


@dataclass
class Truth:
    """What a file says, as its writer knows it. `scores` by code of the framework, each as it was announced.

    `printed` are the same figures as they came to stand in the file: damage changes some.
    """

    agency: str = ""
    agency_type: str = ""
    district: str = ""
    province: str = ""
    result_year: int | None = None
    plan_year: int | None = None
    level: str = ""
    kinds: list[str] = field(default_factory=list)
    scores: dict[str, str] = field(default_factory=dict)
    printed: dict[str, set[str]] = field(default_factory=dict)
    planned: list[Measure] = field(default_factory=list)
    reported: list[Measure] = field(default_factory=list)


@dataclass
class Paper:
    """A generated file with its truth."""

    name: str
    sheet: Sheet
    truth: Truth
