"""The types of public agency: their identifiers, names and the abbreviations that officers write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.core.text import Text
from prongsai.core.thai import tidy


@dataclass(frozen=True, slots=True)
class AgencyType:
    """A type of agency; `short` is the usual Thai abbreviation, empty where there is none."""

    id: str
    name: Text
    short: str = ""

    @property
    def label(self) -> str:
        """The Thai name with its abbreviation, as lists of choices show it."""
        return f"{self.name.th} ({self.short})" if self.short else self.name.th


AGENCY_TYPES: Mapping[str, AgencyType] = {
    one.id: one
    for one in (
        AgencyType("sao", Text("องค์การบริหารส่วนตำบล", "Subdistrict Administrative Organisation"), "อบต."),
        AgencyType("subdistrict_municipality", Text("เทศบาลตำบล", "Subdistrict Municipality"), "ทต."),
        AgencyType("town_municipality", Text("เทศบาลเมือง", "Town Municipality"), "ทม."),
        AgencyType("city_municipality", Text("เทศบาลนคร", "City Municipality"), "ทน."),
        AgencyType("pao", Text("องค์การบริหารส่วนจังหวัด", "Provincial Administrative Organisation"), "อบจ."),
    )
}


def label_of(agency_type: str) -> str:
    """Return how lists show a type; a type without a Thai name of ours is shown by its identifier."""
    known = AGENCY_TYPES.get(agency_type)
    return known.label if known else agency_type


def read_agency_type(text: str, among: tuple[str, ...]) -> str | None:
    """Return the identifier that `text` names, or `None`; `among` are the types of a framework (empty: all known)."""
    wanted = _plain(text)
    for known in among or tuple(AGENCY_TYPES):
        if wanted in {_plain(spelling) for spelling in _spellings(known)}:
            return known
    return None


def _spellings(agency_type: str) -> tuple[str, ...]:
    known = AGENCY_TYPES.get(agency_type)
    if known is None:
        return (agency_type,)
    spellings = (known.id, known.name.th, known.name.en, known.short, known.label)
    return tuple(spelling for spelling in spellings if spelling)


def _plain(text: str) -> str:
    # Dots and spaces of abbreviations are written in every way: อบต, อบต., อ.บ.ต.
    return "".join(sign for sign in tidy(text).casefold() if sign not in " ._-")
