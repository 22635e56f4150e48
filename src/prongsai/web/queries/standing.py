"""Where a result stands: beside its own earlier years, and among other agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.analysis import margin_between
from prongsai.core.change.caveats import Caveat, caveats
from prongsai.core.framework.compare import map_codes
from prongsai.core.peers import Peer, Standing, TooFew, standing
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.uncertainty import Error
from prongsai.reading.framework import load as load_framework
from prongsai.web.models import Agency, Result

# Years of one agency


@dataclass(frozen=True, slots=True)
class YearRow:
    """One indicator of the newest year with its score in every year shown, oldest first; `warned` are years."""

    code: str
    values: tuple[Fraction | None, ...]
    warned: frozenset[int]


@dataclass(frozen=True, slots=True)
class Years:
    """The kept years of an agency, oldest first, joined by matter and not by code."""

    kept: tuple[Result, ...]
    rows: tuple[YearRow, ...]
    caveats: tuple[tuple[int, Caveat], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(each.fiscal_year for each in self.kept)


def kept_until(agency: Agency, fiscal_year: int) -> list[Result]:
    """Return every kept result up to a year, newest first, in one query."""
    found = Result.objects.filter(agency=agency, fiscal_year__lte=fiscal_year)
    return list(found.select_related("entered_by").order_by("-fiscal_year"))


def years_of(kept: Sequence[Result]) -> Years:
    """Put the years side by side; `kept` newest first."""
    newest = load_framework(kept[0].framework)
    columns = [(each, *_joined(newest.id, each.framework)) for each in reversed(kept)]
    codes = [node.code for node in newest.nodes.values() if node.kind == "indicator"]
    rows = tuple(
        YearRow(
            code,
            tuple(_mean(each, mapping[code]) for each, mapping, _ in columns),
            frozenset(each.fiscal_year for each, _, warnings in columns if warnings[code]),
        )
        for code in codes
    )
    told = tuple(
        (each.fiscal_year, caveat)
        for each, _, warnings in columns
        for code in codes
        for caveat in warnings[code]
    )
    return Years(tuple(each for each, _, _ in columns), rows, told)


Mapped = Mapping[str, tuple[str, ...]]
Warned = Mapping[str, tuple[Caveat, ...]]


@lru_cache(maxsize=64)
def _joined(newer_id: str, older_id: str) -> tuple[Mapped, Warned]:
    """Join two years by matter, with what has changed below each indicator."""
    newer, older = load_framework(newer_id), load_framework(older_id)
    mapping = map_codes(newer, older)
    found = {
        code: caveats(newer, older, code, mapping)
        for code, node in newer.nodes.items()
        if node.kind == "indicator"
    }
    return mapping, found


def _mean(kept: Result, codes: tuple[str, ...]) -> Fraction | None:
    """Return the score of a matter; the mean where it stood in several places, unknown where one is missing."""
    values = [Fraction(kept.indicators[code]) for code in codes if code in kept.indicators]
    return sum(values, Fraction(0)) / len(values) if values and len(values) == len(codes) else None


# Other agencies


@dataclass(frozen=True, slots=True)
class Group:
    """Others of the same year and type: the place among them, and their totals for the chart."""

    id: str
    title: Text
    place: Standing | TooFew
    totals: tuple[Fraction, ...]


def groups_of(kept: Result, made: Score, error: Error | None) -> list[Group]:
    """Return the place of a total among agencies of its type in the province and in the country, in one query."""
    total, type_ = made.total, made.result.agency_type or kept.agency.type
    if total is None or not type_:
        return []
    found = Result.objects.filter(fiscal_year=kept.fiscal_year, agency__type=type_, total__isnull=False)
    values = found.exclude(agency=kept.agency).values_list("agency_id", "agency__province", "total")
    rows = list(_peers(kept.fiscal_year, type_, values.order_by()))
    own = Peer(agency="", fiscal_year=kept.fiscal_year, agency_type=type_, value=total)
    name = AGENCY_TYPES[type_].name if type_ in AGENCY_TYPES else Text(type_, type_)
    province = kept.agency.province
    near = [row for row in rows if row[0] == province] if province else []
    titles = (
        ("province", Text(f"{name.th}ในจังหวัด{province}", f"{name.en} in {province}"), near),
        ("country", Text(f"{name.th}ทั้งหมดในระบบ", f"{name.en}, all in this system"), rows),
    )
    return [
        _group(id_, title, standing(own, others, margin=margin_between(error)), others)
        for id_, title, some in titles
        if (others := [peer for _, peer in some]) or id_ == "country"
    ]


def _peers(
    year: int, type_: str, rows: Iterable[tuple[int, str, Decimal | None]]
) -> Iterator[tuple[str, Peer]]:
    """Yield every other agency with its province; a country has thousands, but far fewer different totals."""
    exact: dict[Decimal, Fraction] = {}
    for pk, province, total in rows:
        if total is not None:
            value = exact.get(total) or exact.setdefault(total, Fraction(total))
            yield province, Peer(agency=str(pk), fiscal_year=year, agency_type=type_, value=value)


def _group(id_: str, title: Text, place: Standing | TooFew, others: Iterable[Peer]) -> Group:
    return Group(id_, title, place, tuple(each.value for each in others))
