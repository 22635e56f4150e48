"""What one block of lines says of its measure: by labels, by what lines say themselves, and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prongsai.core.printed import Line, Place
from prongsai.reading.recognise.columns import Fields
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.kinds import (
    kind_of,
    names_units,
    period_inside,
    says_monitoring,
    units_in,
    what_is_told,
)
from prongsai.reading.recognise.labels import OTHER, Segment, first_words, said_by, segments
from prongsai.reading.recognise.lists import Piece, phrases, whole
from prongsai.reading.recognise.openings import Opening, opening_of
from prongsai.reading.recognise.progress import told_status
from prongsai.reading.recognise.units import units_alone, units_of
from prongsai.reading.recognise.wordlists import words_of

if TYPE_CHECKING:
    from prongsai.reading.recognise.blocks import Chunk

_ONCE = frozenset({"units", "period", "monitoring", "status", "budget"})
_OF_KIND = {
    "units": "units",
    "period": "period",
    "monitoring": "monitoring",
    "status": "status",
    "budget": "budget",
}
_FEWEST_LISTED = 2
_SHORTEST_TITLE = 6
_SHORTEST_LABEL, _LONGEST_LABEL = 4, 40
_LONGEST_TITLE = 220
# What no name of a unit goes on with behind a blank.
_TELLS = re.compile(r"ใช้|ดำเนินการ|ระหว่าง|ภายใน|ตั้งแต่|จัดทำ|รายงาน|ติดตาม|โดย|เริ่ม|ตลอดปี|งบ|เผยแพร่|ให้|ทั้งนี้|แนวทาง")
_PARTS = re.compile(r"\s+/\s+|;\s+")
_FIGURE = re.compile(r"\d")
_NOTHING = re.compile(r"[-–—.\s]*")
_AT_END = re.compile(r"\s*\(([^()]{3,120})\)$")
_IN_BRACKETS = frozenset({"units", "period", "monitoring", "budget"})
_NOWHERE = Place(file="")
_OUTSIDE = re.compile(r"\s*\([^()]*\)\s*$")
_BRACKETS = re.compile(r"\(([^()]{3,80})\)")


@dataclass(frozen=True, slots=True)
class Labels:
    """What names things in several blocks: words that lines begin with, and lines of their own."""

    first: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()


class Body:
    """Reads one block."""

    def __init__(self, chunk: Chunk, labels: Labels, *, reports: bool) -> None:
        self.chunk = chunk
        self.labels = labels.first
        self.alone = labels.alone
        self.loose = "results" if reports else "approach"
        self.reports = reports
        self.fields: Fields = ()
        self.made = Draft(title="", where=chunk.line.where)
        self.named = ""

    def draft(self) -> Draft:
        """Return the measure that the block tells."""
        opening = self.chunk.opening
        self.begin(opening.rest, self.chunk.line)
        if opening.number:
            self.made.number = str(opening.number)
        for line in self.chunk.body:
            self.take(line)
        self.late()
        self.below_topic()
        over = self.chunk.over
        if "units" not in self.made.columns and units_alone(over):
            # “ก. ส่วนอำนวยการ” stands over what it has to do.
            self.made.columns |= {"units"}
            self.made.units += units_of((Piece(over, self.chunk.line.where),))
        return self.made

    def below_topic(self) -> None:
        """Take what units are told to do below “ก. ด้านการใช้อำนาจ” as the measure; the line above is its topic."""
        words = words_of("blocks")["title"]
        told = self.made.heard.get((self.loose,), [])
        done = what_is_told(whole(told[0].text)) if told and re.match(words["topic"], self.made.title) else ""
        title = re.split(words["goes_on"], done, maxsplit=1)[0].strip()
        if len(title) >= _SHORTEST_TITLE:
            self.made.topic, self.made.title = self.made.title, title

    def late(self) -> None:
        """Look for the period in the sentences that tell how it is done, where nothing else told it."""
        for fields in (("approach",), ("steps",)):
            for piece in self.made.heard.get(fields, ()):
                if "period" in self.made.columns:
                    return
                said = period_inside(whole(piece.text))
                if said and not self.reports:
                    self.made.columns |= {"period"}
                    self.made.hear(("period",), Piece(said, piece.where))

    def begin(self, rest: str, line: Line) -> None:
        """Take the counted line: the title, and what the same line says behind it."""
        parts = segments(rest)
        if parts and not parts[0][0]:
            title, told = _parted(parts[0][1])
            self.entitle_with_units(title, line)
            if told:
                self.sentence(told, line)
            parts = parts[1:]
        for fields, said in parts:
            self.labelled(fields, said, line)

    def entitle(self, title: str, line: Line) -> None:
        self.made = Draft.named((Piece(title, line.where),), line.where) if title else self.made

    def entitle_with_units(self, title: str, line: Line) -> None:
        """Take a title, and the units that brackets behind it name."""
        found = _AT_END.search(title)
        named = found is not None and names_units((Piece(found[1], _NOWHERE),))
        self.entitle(title[: found.start()] if found is not None and named else title, line)
        if found is not None and named:
            self.content("units", found[1], line)

    def rename(self, title: str, line: Line) -> None:
        """Take a title that a label names; what was counted above it is its topic."""
        topic, number, before = self.made.title, self.made.number, self.made
        self.entitle(title, line)
        self.named, self.made.topic, self.made.number = title, topic, self.made.number or number
        self.made.columns, self.made.heard, self.made.units = before.columns, before.heard, before.units

    def take(self, line: Line) -> None:
        """Take one line of the body."""
        text, opening = whole(line.text), opening_of(line)
        listed = opening if opening is not None and opening.key[0] not in ("heading", "label") else None
        said = listed.rest if listed else text
        bare = self.whole_label(said) or (self.unknown_label(said) if listed is None else ())
        if bare == OTHER:
            self.fields = bare
            return
        if bare:
            self.label(("steps",) if "title" in bare else bare)
            return
        parts = segments(said)
        if parts and not parts[0][0]:
            known = self.by_first_words(parts[0][1]) or self.by_what_follows(parts[0][1])
            parts = (*_one_behind_another(*known), *parts[1:]) if known else parts
        for place, (fields, each) in enumerate(parts):
            if fields:
                self.labelled(fields, each, line)
            else:
                self.plain(each, line, listed if not place else None)

    def whole_label(self, text: str) -> Fields:
        """Return the fields of a line that is a label and nothing else."""
        # “ความก้าวหน้า ร้อยละ 67” is like a label and tells a value.
        return said_by(text.strip(" :")) if len(text) >= _SHORTEST_LABEL and not _FIGURE.search(text) else ()

    def unknown_label(self, text: str) -> Fields:
        """Return the fields of a line that several blocks have, by its words or by what is not told yet."""
        if text not in self.alone or kind_of((Piece(text, _NOWHERE),)) in _OF_KIND:
            return ()
        done = re.search(words_of("blocks")["told"]["heads"], text)
        return ("results",) if done or "steps" in self.made.columns else ("steps",)

    def by_first_words(self, text: str) -> tuple[Fields, str] | None:
        """Return what a line says behind a label without colon: one that other blocks have too, or that fits it."""
        told = tuple(first_words(text))
        for label, fields, said in told:
            if fields and len(label) >= _SHORTEST_LABEL and (label in self.labels or _fits(fields, said)):
                return fields, said
        for label, fields, said in told:
            # A word that nobody knows but that stands in every block names what follows it.
            kind = _OF_KIND.get(kind_of((Piece(said, _NOWHERE),)) or "") if label in self.labels else None
            if kind and not fields:
                return (kind,), said
        return None

    def by_what_follows(self, text: str) -> tuple[Fields, str] | None:
        """Return what stands behind a label that nobody knows, if that tells by itself what it is."""
        label, colon, said = text.partition(":")
        kind = _OF_KIND.get(kind_of((Piece(_OUTSIDE.sub("", said), _NOWHERE),)) or "") if colon else None
        if kind and len(label) <= _LONGEST_LABEL:
            return (kind,), said.strip()
        # A label that every block has names something that measures do not.
        return (OTHER, said.strip()) if colon and f"{label.strip()}:" in self.labels else None

    def label(self, fields: Fields) -> None:
        if self.made.columns & set(fields) & _ONCE:
            self.made.repeats += 1
        self.made.columns |= set(fields)
        self.fields = fields

    def labelled(self, fields: Fields, said: str, line: Line) -> None:
        """Take what stands behind a label; below a title of its own what was counted is the topic."""
        if fields == OTHER:
            self.fields = fields
            return
        if "title" in fields:
            if not self.named and said:
                self.rename(said, line)
                return
            fields = ("steps",)
        self.label(fields)
        said, told = self.units_first(said, line) if fields == ("units",) else (said, "")
        if said and not _NOTHING.fullmatch(said):
            # “ประกาศเกณฑ์ / เปิดตาราง”: strokes between blanks part what is done.
            for each in _PARTS.split(said) if fields == ("steps",) else [said]:
                self.hear(fields, each, line)
            self.fields = () if set(fields) <= _ONCE else fields
        if told:
            self.sentence(told, line)

    def units_first(self, said: str, line: Line) -> tuple[str, str]:
        """Return the units behind their label, and a sentence behind them; brackets may tell by when."""
        outside = _OUTSIDE.search(said)
        period = period_inside(outside[0]) if outside else ""
        if outside and period:
            self.content("period", period, line)
            said = said[: outside.start()]
        return _named_first(said)

    def plain(self, text: str, line: Line, listed: Opening | None) -> None:
        """Take what no label names."""
        if self.fields == OTHER:
            self.fields = OTHER if listed else ()
            return
        kind = kind_of((Piece(text, line.where),))
        many = bool(self.fields) and not set(self.fields) <= _ONCE
        if kind in _OF_KIND and not (many and listed) and (not listed or not self.fields):
            self.content(_OF_KIND[kind], text, line)
        elif listed is not None:
            self.item(text, line, listed)
        elif self.fields and not many and kind not in _OF_KIND:
            self.hear(self.fields, text, line)
            self.fields = ()
        elif many:
            self.hear(self.fields, text, line)
        elif not self.made.title:
            self.entitle(text, line)
        else:
            self.sentence(text, line)

    def content(self, field: str, text: str, line: Line) -> None:
        """Take a line that is units, a period or the like by its own words."""
        if field in self.made.columns and self.fields != (field,):
            self.made.repeats += field != "monitoring"
        self.made.columns |= {field}
        self.hear((field,), text, line)
        self.fields = ()

    def item(self, text: str, line: Line, listed: Opening) -> None:
        """Take one of a list: of the label above it, else a step; in a report what was done is a result."""
        many = bool(self.fields) and not set(self.fields) <= _ONCE
        fields: Fields = self.fields if many else ("steps",)
        if not many and self.reports and told_status(text) is not None:
            fields = ("results",)
        if not many:
            self.fields = ()
        self.made.columns |= set(fields)
        mark = f"{listed.number}) " if listed.number else ""
        self.made.hear(fields, Piece(f"{mark}{text}", line.where, apart=True))

    def sentence(self, text: str, line: Line) -> None:
        """Take a sentence: who does it by when, what is listed inside it, and the rest as how it is done."""
        text = self.without_brackets(text, line)
        if not text:
            return
        units, period = units_in(text), period_inside(text)
        if units and "units" not in self.made.columns:
            self.made.columns |= {"units"}
            self.made.units += units
        planned = not self.reports or re.search(words_of("blocks")["period"]["span"], text)
        if period and planned and "period" not in self.made.columns:
            self.made.columns |= {"period"}
            self.hear(("period",), period, line)
        money = re.search(words_of("blocks")["budget"]["inside"], text)
        if money and "budget" not in self.made.columns:
            self.made.columns |= {"budget"}
            self.hear(("budget",), money["money"], line)
        followed = _followed_up(text)
        if followed and "monitoring" not in self.made.columns:
            self.made.columns |= {"monitoring"}
            self.hear(("monitoring",), followed, line)
        listed = [each for each in phrases((Piece(text, line.where),)) if each.number]
        if len(listed) >= _FEWEST_LISTED:
            self.made.columns |= {"steps"}
            for each in listed:
                said = each.text.removesuffix(followed).strip() or each.text
                self.made.hear(("steps",), Piece(f"{each.number}) {said}", line.where, apart=True))
            return
        self.made.columns |= {self.loose}
        self.hear((self.loose,), text, line)

    def without_brackets(self, text: str, line: Line) -> str:
        """Return a text without what brackets at its end say of units and period: “… (กองคลัง / ตลอดปี)”."""
        found = _AT_END.search(text)
        parts = [part.strip() for part in re.split(r"[/;,]", found[1])] if found else []
        kinds = [kind_of((Piece(part, _NOWHERE),)) for part in parts]
        if found is None or not all(kind in _IN_BRACKETS for kind in kinds):
            return text
        for part, kind in zip(parts, kinds, strict=True):
            self.content(_OF_KIND[kind or ""], part, line)
        return text[: found.start()].strip()

    def hear(self, fields: Fields, text: str, line: Line) -> None:
        self.made.hear(fields, Piece(text, line.where, apart=True))


def _one_behind_another(fields: Fields, said: str) -> Iterator[Segment]:
    """Yield what a label without colon names, cut at the next such label: “ผู้รับผิดชอบ กองคลัง ระยะเวลา ต.ค.68”."""
    words = said.split(" ")
    for place in range(1, len(words) - 1):
        behind, rest = said_by(words[place]), " ".join(words[place + 1 :])
        if behind and set(behind) <= _ONCE and behind != fields and _fits(behind, rest):
            yield fields, " ".join(words[:place])
            yield behind, rest
            return
    yield fields, said


def _fits(fields: Fields, said: str) -> bool:
    """Tell whether what stands behind a word is what the word would be the label of."""
    kind = kind_of((Piece(said, _NOWHERE),)) if said else None
    return kind is not None and kind in fields


def _named_first(text: str) -> tuple[str, str]:
    """Return the units that a text begins with, and what it says behind them: “กองคลัง ใช้งบประมาณ …”."""
    words = text.split(" ")
    end = next((place for place, word in enumerate(words) if place and _TELLS.match(word)), len(words))
    return " ".join(words[:end]), " ".join(words[end:])


def _parted(text: str) -> tuple[str, str]:
    """Return a title and what the same sentence says of it: “… ให้กองคลังดำเนินการ …”, “… (กองคลัง)”."""
    words = words_of("blocks")["title"]
    text = re.sub(words["before"], "", text)
    found, doer = re.search(words["ends"], text), re.search(words["doer"], text)
    ends = [each.start() for each in (found, doer) if each is not None and each.start() >= _SHORTEST_TITLE]
    if ends:
        return text[: min(ends)].strip(), text[min(ends) :].strip()
    bracket = _BRACKETS.search(text)
    if (
        bracket is not None
        and names_units((Piece(bracket[1], _NOWHERE),))
        and bracket.start() >= _SHORTEST_TITLE
    ):
        return text[: bracket.start()].strip(), text[bracket.start() :].strip()
    return text, ""


def _followed_up(text: str) -> str:
    """Return the clause of a sentence that says how a measure is followed up, “” without one."""
    for found in re.finditer(words_of("blocks")["monitoring"]["clause"], text):
        clause = text[found.start() :].strip()
        if says_monitoring(clause):
            return re.sub(r"^(?:และ|ทั้งนี้)?\s*(?:ให้)?", "", clause)
    return ""
