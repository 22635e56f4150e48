"""An agency's house details and choice of forms, as its papers need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs or gives an opinion: the name may be empty (a dotted line), `acting` is e.g. “รักษาราชการแทน …”."""

    name: str
    position: str
    acting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """House details of an agency. Everything may be empty; papers then leave a place to fill in.

    `units` name the agency's own units by our unit keys (`clerk_office`, `finance`, `works`, …).
    `forms` choose a column set by paper kind, e.g. {"measures": "donsak"}.
    `signatories` sign in order; `opinions` comment after them, lowest rank first.
    """

    agency: str
    unit: str = ""
    address: str = ""
    province: str = ""
    district: str = ""
    phone: str = ""
    number_prefix: str = ""
    number: str = ""
    addressee: str = ""
    via: tuple[str, ...] = ()
    emblem: bytes | None = None
    website: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    signatories: tuple[Signatory, ...] = ()
    opinions: tuple[Signatory, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def letter_number(self, place: str = "") -> str:
        """Return letters and running number with one stroke between; `place` stands for a number that is not given."""
        prefix = self.number_prefix.rstrip("/")
        return f"{prefix}/{self.number or place}" if prefix else self.number
