"""Making a register of rows: every reference is resolved, and everything that is wrong is told at once."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from prongsai.core.agency import AGENCY_TYPES, read_agency_type
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework.source import SourceRow
from prongsai.core.register import (
    AgencyRef,
    AgencyRow,
    Known,
    PersonRow,
    Register,
    UnitRow,
    name_key,
    read_district,
    read_province,
    references,
)
from prongsai.core.register import faults as fault
from prongsai.core.register.address import read_email, read_website
from prongsai.core.register.layout import AGENCIES, COLUMNS, LONGEST, LONGEST_TEXT, PEOPLE, SHEETS, UNITS
from prongsai.core.role import GIVEN_BY_FILE, ROLES, read_role
from prongsai.core.text import Text
from prongsai.core.thai import tidy

# Looking for the nearest name among thousands takes a while; who has so many unknown ones lacks a sheet.
MOST_SUGGESTIONS = 10
_BETWEEN_ROLES = re.compile(r"[,;/|\n]|\sและ\s?|\sand\s")

Rows = Mapping[str, Sequence[SourceRow]]


def check(rows: Rows, known: Known, kinds: Mapping[str, Text], problems: Iterable[Problem] = ()) -> Register:
    """Return the register of the rows of each sheet; `kinds` are the titles of the kinds of unit by key.

    `problems` are what reading found: its warnings are kept, its errors told with all others in one `InputError`.
    """
    checked = _Check(known, kinds, problems)
    register = Register(
        agencies=tuple(checked.agencies(rows.get(AGENCIES, ()))),
        units=tuple(checked.units(rows.get(UNITS, ()))),
        people=tuple(checked.people(rows.get(PEOPLE, ()))),
    )
    errors = [each for each in checked.problems if each.severity == "error"]
    if not errors and not any(rows.values()):
        errors = [fault.NOTHING.at("ไฟล์ / file")]
    if errors:
        raise InputError(errors)
    return replace(register, warnings=tuple(checked.problems))


class _Agencies:
    """Finds agencies by what people call them; a file and the system may call the same one differently."""

    def __init__(self) -> None:
        self._named: dict[str, list[tuple[AgencyRef, AgencyRef]]] = {}
        self._found: dict[str, tuple[AgencyRef, ...]] = {}

    def add(self, called: AgencyRef, means: AgencyRef) -> None:
        self._named.setdefault(name_key(called.name), []).append((called, means))
        self._found.clear()

    def like(self, ref: AgencyRef) -> tuple[AgencyRef, ...]:
        """Return the agencies that nothing in `ref` speaks against."""
        named = self._named.get(name_key(ref.name), ())
        return tuple(dict.fromkeys(means for called, means in named if called.may_be(ref)))

    def find(self, text: str) -> tuple[AgencyRef, ...]:
        """Return the agencies that `text` may mean: one is certain, more are a doubt."""
        if text not in self._found:
            self._found[text] = next((found for ref in references(text) if (found := self.like(ref))), ())
        return self._found[text]

    def nearest(self, text: str) -> str | None:
        close = difflib.get_close_matches(
            name_key(text), list(self._named), n=1, cutoff=0.7
        )  # not a score: likeness of two words
        return self._named[close[0]][0][1].words if close else None


class _Check:
    """One pass over one file; what is known grows from sheet to sheet."""

    def __init__(self, known: Known, kinds: Mapping[str, Text], problems: Iterable[Problem]) -> None:
        self.known = known
        self.kinds = kinds
        self.problems = list(problems)
        # What could not be read is not told again as missing.
        self.told = {problem.where for problem in self.problems}
        self.index = _Agencies()
        for ref in known.agencies:
            self.index.add(ref, ref)
        self.unit_names = {
            ref: {name_key(name): name for name in names} for ref, names in known.units.items()
        }
        self.suggested = 0
        self.first: dict[tuple[object, ...], tuple[SourceRow, str]] = {}

    def report(self, row: SourceRow, key: str, what: Fault, **values: object) -> None:
        where = row.place(key)
        if where not in self.told:
            self.problems.append(what.at(where, row.cells.get(key, "").strip(), **values))

    def text(self, row: SourceRow, key: str, sheet: str = "") -> str:
        """Return the tidied text of a cell; `sheet` is given where the cell must be filled."""
        text = tidy(row.cells.get(key, ""))
        if not text and sheet:
            self.report(row, key, fault.MISSING, column=COLUMNS[sheet][key])
        longest = LONGEST.get(key, LONGEST_TEXT)
        if len(text) > longest:
            self.report(row, key, fault.TOO_LONG, longest=longest)
            return ""
        # Nearly every text is plain; the slow look is for the few that are not.
        if not text.isprintable() and any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in text):
            self.problems.append(fault.UNREADABLE.at(row.place(key), ascii(text)))
            return ""
        return text

    def once(self, row: SourceRow, key: str, what: Fault, *place: object) -> bool:
        """Tell whether something stands here for the first time; report it where it does not."""
        first_row, first_key = self.first.setdefault(place, (row, key))
        if first_row is not row:
            self.report(row, key, what, first=first_row.place(first_key))
        return first_row is row

    # Agencies

    def agencies(self, rows: Sequence[SourceRow]) -> Iterator[AgencyRow]:
        before = _Agencies()
        read = [(row, self.agency_row(row, before)) for row in rows]
        for _, agency in read:
            self.index.add(AgencyRef(agency.name, agency.province, agency.district), agency.ref)
        supervised = [(row, self.supervised(row, agency)) for row, agency in read]
        self.circles(supervised)
        return (agency for _, agency in supervised)

    def agency_row(self, row: SourceRow, before: _Agencies) -> AgencyRow:
        name = self.text(row, "name", AGENCIES)
        district = read_district(self.text(row, "district"))
        province = read_province(self.text(row, "province"))
        ref = AgencyRef(name, province, district)
        earlier = before.like(ref) if name else ()
        if earlier:
            first, key = self.first["agency", earlier[0]]
            self.report(row, "name", fault.AGENCY_TWICE, first=first.place(key))
        before.add(ref, ref)
        self.first.setdefault(("agency", ref), (row, "name"))
        return AgencyRow(
            name=name,
            type=self.agency_type(row),
            size_class=self.text(row, "size_class") or None,
            district=district,
            province=province,
            ministry=self.text(row, "ministry"),
            website=self.website(row),
            known=None if earlier else self.known_agency(row, ref),
        )

    def known_agency(self, row: SourceRow, ref: AgencyRef) -> AgencyRef | None:
        meant = self.index.like(ref)
        if len(meant) > 1:
            self.report(row, "name", fault.AGENCY_DOUBTFUL, example=meant[0].words)
        elif meant:
            self.once(row, "name", fault.AGENCY_TWICE, "known", meant[0])
        return meant[0] if meant else None

    def agency_type(self, row: SourceRow) -> str | None:
        text = self.text(row, "type")
        found = read_agency_type(text, ()) if text else None
        if text and found is None:
            choices = ", ".join(one.label for one in AGENCY_TYPES.values())
            self.report(row, "type", fault.TYPE_UNKNOWN, choices=choices)
        return found

    def website(self, row: SourceRow) -> str:
        text = self.text(row, "website")
        found = read_website(text) if text else ""
        if found is None:
            self.report(row, "website", fault.WEBSITE_BAD)
        return found or ""

    def supervised(self, row: SourceRow, agency: AgencyRow) -> AgencyRow:
        text = self.text(row, "supervisor")
        above = self.agency(row, "supervisor", text) if text else None
        if above is not None and above == agency.ref:
            self.report(row, "supervisor", fault.SUPERVISES_ITSELF)
            return agency
        return replace(agency, supervisor=above)

    def circles(self, supervised: Sequence[tuple[SourceRow, AgencyRow]]) -> None:
        """Report every circle once, at its first row of the file."""
        above = dict(self.known.supervisors)
        above.update({agency.ref: agency.supervisor for _, agency in supervised if agency.supervisor})
        done: set[AgencyRef] = set()
        for row, agency in supervised:
            path: list[AgencyRef] = []
            step: AgencyRef | None = agency.ref
            while step is not None and step not in done:
                done.add(step)
                path.append(step)
                step = above.get(step)
            if step in path:
                circle = [*path[path.index(step) :], step]
                words = " → ".join(ref.words for ref in circle)
                self.report(row, "supervisor", fault.SUPERVISORS_CIRCLE, path=words)

    def agency(self, row: SourceRow, key: str, text: str) -> AgencyRef | None:
        """Return the one agency that a cell names; report it where that is none, or more than one."""
        meant = self.index.find(text)
        if len(meant) == 1:
            return meant[0]
        if meant:
            self.report(row, key, fault.AGENCY_DOUBTFUL, example=meant[0].words)
            return None
        near = self.index.nearest(text) if self.suggested < MOST_SUGGESTIONS else None
        self.suggested += 1
        what = fault.AGENCY_NEAR if near else fault.AGENCY_UNKNOWN
        self.report(row, key, what, nearest=near, sheet=SHEETS[AGENCIES].th)
        return None

    def own_agency(self, row: SourceRow, sheet: str) -> AgencyRef | None:
        """Return the agency of a row; one that names none is of the agency whose file it is."""
        text = self.text(row, "agency", "" if self.known.own else sheet)
        return self.agency(row, "agency", text) if text else self.known.own

    # Units

    def units(self, rows: Sequence[SourceRow]) -> Iterator[UnitRow]:
        read = [self.unit_row(row) for row in rows]
        return (unit for unit in read if unit is not None)

    def unit_row(self, row: SourceRow) -> UnitRow | None:
        agency, name = self.own_agency(row, UNITS), self.text(row, "name", UNITS)
        key = self.unit_key(row, name)
        if (
            agency is None
            or not name
            or not self.once(row, "name", fault.UNIT_TWICE, "unit", agency, name_key(name))
        ):
            return None
        # A unit that the system has keeps the name that it has there.
        name = self.unit_names.setdefault(agency, {}).setdefault(name_key(name), name)
        return UnitRow(agency=agency, name=name, key=key)

    def unit_key(self, row: SourceRow, name: str) -> str:
        text = self.text(row, "key")
        if not text:
            return guess_unit_key(name, self.kinds)
        wanted = name_key(text)
        for key, title in self.kinds.items():
            if wanted in {name_key(key), name_key(title.th), name_key(title.en)}:
                return key
        choices = ", ".join(title.th for title in self.kinds.values())
        self.report(row, "key", fault.UNIT_KEY_UNKNOWN, choices=choices)
        return ""

    # People

    def people(self, rows: Sequence[SourceRow]) -> Iterator[PersonRow]:
        read = [self.person_row(row) for row in rows]
        return (person for person in read if person is not None)

    def person_row(self, row: SourceRow) -> PersonRow | None:
        agency = self.own_agency(row, PEOPLE)
        name, email = self.text(row, "name", PEOPLE), self.email(row)
        roles = self.roles(row)
        position, unit = self.text(row, "position"), self.unit_of(row, agency, roles)
        if name and email:
            self.same_person(row, name, email)
        # Who works for two units of an agency has a row for each.
        place = ("person", agency, email, unit)
        if agency is None or not email or not self.once(row, "email", fault.PERSON_TWICE, *place):
            return None
        return PersonRow(agency=agency, name=name, email=email, roles=roles, position=position, unit=unit)

    def email(self, row: SourceRow) -> str:
        text = row.cells.get("email", "").strip()
        if not text:
            self.report(row, "email", fault.MISSING, column=COLUMNS[PEOPLE]["email"])
            return ""
        found = read_email(text)
        if isinstance(found, str):
            return found
        what, signs = found
        self.report(row, "email", what, signs=signs)
        return ""

    def same_person(self, row: SourceRow, name: str, email: str) -> None:
        """Report an e-mail that the file gives to two, and one that the system has under another name."""
        first, _ = self.first.setdefault(("e-mail", email), (row, "email"))
        other = tidy(first.cells.get("name", ""))
        if name_key(other) != name_key(name):
            self.report(row, "email", fault.EMAIL_OF_TWO, other=other, first=first.place("email"))
        elif first is row and name_key(self.known.people.get(email, name)) != name_key(name):
            self.report(row, "name", fault.NAME_DIFFERS, other=self.known.people[email])

    def roles(self, row: SourceRow) -> tuple[str, ...]:
        words = [tidy(word) for word in _BETWEEN_ROLES.split(row.cells.get("roles", "")) if tidy(word)]
        if not words:
            self.report(row, "roles", fault.MISSING, column=COLUMNS[PEOPLE]["roles"])
        found = {word: read_role(word) for word in words}
        choices = Text(
            ", ".join(ROLES[role].name.th for role in GIVEN_BY_FILE),
            ", ".join(ROLES[role].name.en for role in GIVEN_BY_FILE),
        )
        for word, role in found.items():
            if role not in GIVEN_BY_FILE:
                what = fault.ROLE_NOT_BY_FILE if role else fault.ROLE_UNKNOWN
                self.report(row, "roles", what, role=word, choices=choices)
        return tuple(role for role in GIVEN_BY_FILE if role in found.values())

    def unit_of(self, row: SourceRow, agency: AgencyRef | None, roles: Collection[str]) -> str:
        text = self.text(row, "unit")
        if not text and "unit_member" in roles:
            self.report(row, "unit", fault.UNIT_MISSING, role=ROLES["unit_member"].name)
        if not text or agency is None:
            return ""
        name = self.unit_names.get(agency, {}).get(name_key(text))
        if name is None:
            self.report(row, "unit", fault.UNIT_UNKNOWN, agency=agency.words, sheet=SHEETS[UNITS].th)
        return name or ""


def guess_unit_key(name: str, kinds: Mapping[str, Text]) -> str:
    """Return the kind whose title a unit's name begins with: สำนักปลัดเทศบาล is a สำนักปลัด; “” where none fits."""
    plain = name_key(name)
    titles = {key: (name_key(title.th), name_key(title.en)) for key, title in kinds.items()}
    fitting = [
        (len(title), key)
        for key, both in titles.items()
        for title in both
        if title and plain.startswith(title)
    ]
    return max(fitting)[1] if fitting else ""
