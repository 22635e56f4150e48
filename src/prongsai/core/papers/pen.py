"""What every paper of the chain is written with: the agency's details, dates, periods, names and places to sign."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.core.catalogue import Catalogue
from prongsai.core.document import Block, Document, Row, Run, Signature, Signatures, Tone
from prongsai.core.edition import Edition, Scribe
from prongsai.core.figure import points, signed
from prongsai.core.framework import Framework
from prongsai.core.plan import Period
from prongsai.core.plan.period import date_words, short_words
from prongsai.core.profile import Profile, Signatory
from prongsai.core.thai import fiscal_year_end

SAFE_LINK = "https://"
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the papers of one agency and round share.

    `framework` is that of the round the paper is published in, `None` where its item cannot be named.
    `catalogue` names units and topics that the plan holds by key; a key it does not know stands as it is.
    """

    edition: Edition
    profile: Profile | None = None
    catalogue: Catalogue | None = None
    framework: Framework | None = None


class Pen(Scribe):
    """Writes in the language of one edition with the words of one agency."""

    def __init__(self, setting: Setting, agency: str) -> None:
        super().__init__(setting.edition)
        self.setting = setting
        self.house = setting.profile or Profile(agency=agency)
        self.agency = agency or self.house.agency or self.say("หน่วยงาน", "the agency")

    def row(self, *cells: str, bold: bool = False, tone: Tone = "plain") -> Row:
        """Return a table row of plain cells."""
        return Row(tuple((Run(cell, bold=bold),) if cell else () for cell in cells), tone=tone)

    def group(self, title: str, columns: int) -> Row:
        """Return a row that names the rows below it."""
        return Row(((Run(title, bold=True),), *((),) * (columns - 1)), heading=True)

    # years, dates and figures

    def year(self, fiscal_year: int) -> str:
        """Name a fiscal year."""
        return self.say(f"ปีงบประมาณ พ.ศ. {fiscal_year}", f"fiscal year {fiscal_year} (B.E.)")

    def date(self, date: datetime.date) -> str:
        """Write a date in full."""
        return date_words(date).say(self.edition.lang)

    def period(self, period: Period | None) -> str:
        """Write a period as narrow columns have it; nothing where there is none."""
        return "" if period is None else short_words(period).say(self.edition.lang)

    def points(self, value: Fraction) -> str:
        """Write points of a score with two decimals."""
        return points(value)

    def signed(self, value: Fraction) -> str:
        """Write a change with its sign."""
        return signed(value)

    def baht(self, budget: Decimal | None) -> str:
        """Write a sum of money; nothing where it is not said."""
        if budget is None:
            return ""
        if budget == 0:
            return self.say("ไม่ใช้งบประมาณ", "none needed")
        return f"{budget:,.2f}".removesuffix(".00")

    # names

    def unit(self, key: str) -> str:
        """Return a unit's name: in Thai the agency's own, else the catalogue's, else the key as it was written."""
        known = self.setting.catalogue.units.get(key) if self.setting.catalogue else None
        if self.edition.lang == "en" and known is not None:
            return known.title.say("en")
        return self.house.units.get(key) or (known.title.say(self.edition.lang) if known else key)

    def units(self, keys: Iterable[str]) -> str:
        """Return the names of units in a row."""
        return ", ".join(self.unit(key) for key in keys)

    def topic(self, key: str) -> str:
        """Return the title of a topic."""
        known = self.setting.catalogue.topics.get(key) if self.setting.catalogue else None
        return known.title.say(self.edition.lang) if known else key

    def written(self, texts: Iterable[str]) -> tuple[Run, ...]:
        """Put texts below each other; a text that says nothing is left out."""
        joined = "\n".join(text for text in texts if text)
        return (Run(joined),) if joined else ()

    def links(self, addresses: Sequence[str]) -> tuple[Run, ...]:
        """Put addresses or file names below each other, letter by letter, with a way to those that are safe."""
        found: list[Run] = []
        for address in addresses:
            found += [Run("\n")] if found else []
            found.append(Run(address, verbatim=True, link=address if address.startswith(SAFE_LINK) else ""))
        return tuple(found)

    def code(self, code: str) -> str:
        """Write a code as the tables show it."""
        return code.replace("@", " ")

    # the frame of a paper

    def signature(self, who: Signatory) -> Signature:
        """Return a place to sign."""
        return Signature(who.name, who.position, who.acting)

    def signatures(self) -> Signatures:
        """Return the places to sign; one with dots where the profile names nobody."""
        people = tuple(self.signature(who) for who in self.house.signatories)
        return Signatures(people or (Signature("", ""),))

    def document(
        self, kind: str, title: str, *, year: int, blocks: Iterable[Block], landscape: bool = False
    ) -> Document:
        """Return a titled paper on one fiscal year."""
        place = " ".join(
            part
            for part in (
                self.house.district and self.say(f"อำเภอ{self.house.district}", self.house.district),
                self.house.province and self.say(f"จังหวัด{self.house.province}", self.house.province),
            )
            if part
        )
        lines = (self.agency, place, self.say(f"ประจำ{self.year(year)}", f"Fiscal year {year} (B.E.)"))
        return Document(
            kind=kind,
            title=title,
            subtitle=tuple(line for line in lines if line),
            blocks=tuple(blocks),
            lang=self.edition.lang,
            digits=self.edition.digits,
            # The year's last day, so that the same plan always gives the same file.
            stamp=self.edition.date or fiscal_year_end(year),
            date=self.edition.date,
            landscape=landscape,
            author=self.agency,
        )


def counted(number: int, noun: str) -> str:
    """Return an English number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
