"""The register: agencies, their units and the people who work there, as one file brings them in."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.errors import Problem
from prongsai.core.thai import tidy

_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)\s*")
_DISTRICT = re.compile(r"^(?:อำเภอ|อ\.)\s*")
# “อบต.นาโพธิ์ อ.กุดรัง จ.มหาสารคาม”: how officers tell agencies of one name apart.
_PLACE = re.compile(
    r"^(?P<name>.+?)(?:\s+(?:อำเภอ|อ\.)\s*(?P<district>\S+))?(?:\s+(?:จังหวัด|จ\.)\s*(?P<province>\S+))?$"
)
# Long names first: “เทศบาลตำบล” is no “ตำบล”.
_TYPE_WORDS = tuple((one.name.th, one.short) for one in AGENCY_TYPES.values() if one.short)


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """What tells one agency from every other: many share a name, some even within a province."""

    name: str
    province: str = ""
    district: str = ""

    @property
    def words(self) -> str:
        """The name with its place, as `read_reference` reads it back."""
        district = f" อ.{self.district}" if self.district else ""
        return f"{self.name}{district}" + (f" จ.{self.province}" if self.province else "")

    def may_be(self, other: AgencyRef) -> bool:
        """Tell whether nothing that both of them say speaks against their being the same agency."""
        pairs = ((self.province, other.province), (self.district, other.district))
        return name_key(self.name) == name_key(other.name) and all(
            not one or not two or one == two or name_key(one) == name_key(two) for one, two in pairs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency of the file. `type` is `None` for one that is not assessed, such as a supervising body.

    `known` is the agency of the system that this row speaks of, `None` for a new one; `supervisor` is one of the
    file or of the system.
    """

    name: str
    type: str | None = None
    size_class: str | None = None
    district: str = ""
    province: str = ""
    ministry: str = ""
    supervisor: AgencyRef | None = None
    website: str = ""
    known: AgencyRef | None = None

    @property
    def ref(self) -> AgencyRef:
        """How units, people and supervised agencies point here: the system's own words where it knows the agency."""
        return self.known or AgencyRef(self.name, self.province, self.district)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of an agency; `key` is the catalogue's key for units of its kind, empty where it has none."""

    agency: AgencyRef
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person at one agency, with identifiers of `role.ROLES`; who works for several agencies or units has more rows."""

    agency: AgencyRef
    name: str
    email: str
    roles: tuple[str, ...]
    position: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the system has already, so that a file may speak of it.

    `units` are names by agency, `people` names by e-mail, `supervisors` who supervises whom. `own` is the agency
    that a row without one means; `None` where a row must always say it.
    """

    agencies: Collection[AgencyRef] = ()
    units: Mapping[AgencyRef, Collection[str]] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    supervisors: Mapping[AgencyRef, AgencyRef] = field(default_factory=dict)
    own: AgencyRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a file brings in, every reference resolved; `warnings` is what looked odd and was kept."""

    agencies: tuple[AgencyRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), compare=False)


# Thousands of rows name the same few agencies, provinces and units.
@functools.lru_cache(maxsize=2**16)
def name_key(name: str) -> str:
    """Return what is the same for all spellings of a name: อบต.นาโพธิ์ and องค์การบริหารส่วนตำบล นาโพธิ์."""
    plain = tidy(name).casefold()
    for long, short in _TYPE_WORDS:
        if plain.startswith(long):
            plain = short + plain.removeprefix(long)
    return "".join(sign for sign in plain if sign not in " .-–")


def read_reference(text: str) -> AgencyRef:
    """Return the agency that `text` names, with district and province where it says them after the name."""
    found = _PLACE.match(tidy(text))
    if found is None:
        return AgencyRef("")
    return AgencyRef(found["name"], found["province"] or "", found["district"] or "")


def references(text: str) -> tuple[AgencyRef, ...]:
    """Return what `text` may name, the likeliest first: a name may itself end in a district, or in a province."""
    both = read_reference(text)
    district = f" อ.{both.district}" if both.district else ""
    return tuple(dict.fromkeys((AgencyRef(tidy(text)), AgencyRef(both.name + district, both.province), both)))


def read_province(text: str) -> str:
    """Return the name of a province without the word for province."""
    return _PROVINCE.sub("", tidy(text))


def read_district(text: str) -> str:
    """Return the name of a district without the word for district."""
    return _DISTRICT.sub("", tidy(text))
