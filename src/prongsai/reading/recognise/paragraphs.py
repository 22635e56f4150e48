"""Measures that stand in running text: each under its heading with labels, or in a list that a sentence announces."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from prongsai.core.printed import Block, Line
from prongsai.reading.recognise.cards import label_fields
from prongsai.reading.recognise.columns import Fields, squeezed
from prongsai.reading.recognise.counts import counted_in
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.lists import Piece, is_listed_under, number_of, whole
from prongsai.reading.recognise.periods import period_in
from prongsai.reading.recognise.progress import rounds_in, status_alone, status_of_percent, told_status
from prongsai.reading.recognise.units import is_unit, units_told_to
from prongsai.reading.recognise.wordlists import words_of

_TITLED = re.compile(r"(?:มาตรการ|โครงการ|กิจกรรม)ที่\s*\d{1,2}\s*[:.)]?\s*")
# “ข้อ 1 มาตรการ… ให้กองคลัง …”: the measures of an announcement, each told in a sentence.
_ORDERED = re.compile(r"ข้อ\s*(?P<number>\d{1,2})[\s.:]+(?P<title>มาตรการ.+)")
# “ก. มาตรการ…”: measures counted by letters.
_LETTERED = re.compile(r"[ก-ฮ]\.\s+(?P<title>(?:มาตรการ|โครงการ|กิจกรรม).+)")
_ORDER = re.compile(r"\s+(?:โดย)?(?=ให้)")
_NAMED = re.compile(r"(?:มาตรการ|โครงการ|กิจกรรม)")
_BULLET = re.compile(r"^[-–•●▪◦*]\s*")
_COLON = re.compile(r"\s*[:：]\s*")
_BRACKETS = re.compile(r"(?P<title>.+?)\s*\((?P<unit>[^()]{3,80})\)")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[:：]\s+")
_ANNOUNCED = re.compile(r"มาตรการ.*(?:ดังนี้|ต่อไปนี้|:)\s*$")
_SAYS = frozenset({"steps", "units", "period", "monitoring", "results", "outcomes"})
_BARE = frozenset({"units", "period", "budget"})
_WITHIN = _BARE | {"results", "outcomes", "obstacles", "suggestions", "monitoring"}
_SINGLE = frozenset({"units", "period", "budget", "status", "codes"})
_LONGEST_LABEL = 60
_LONGEST_TITLE = 250
# A label of less letters, without a colon, is a word of a sentence.
_SHORTEST_BARE = 7
_LONGEST_SINGLE = 80
# So many lines below a title its labels end.
_FAR = 12
_YEAR_OF_NONE = 2500


def measures_in_text(
    blocks: Iterable[Block], *, listed: bool = False, reports: bool = False
) -> tuple[Draft, ...]:
    """Return the measures of running text; with `listed` also those of a bare list that a sentence announces.

    In a paper that `reports`, sentences below a measure that nothing labels tell what was done.
    """
    lines = [block for block in blocks if isinstance(block, Line) and block.text.strip()]
    reader = _Reader(lines, "results" if reports else "approach")
    for place in range(len(lines)):
        reader.take(place)
    found = [draft for draft in reader.drafts if draft.columns & _SAYS]
    return tuple(found or (_list(lines) if listed else ()))


class _Reader:
    """Reads lines one by one and remembers whose label they stand under."""

    def __init__(self, lines: Sequence[Line], loose: str) -> None:
        self.lines = lines
        self.place = 0
        self.drafts: list[Draft] = []
        self.fields: Fields = ()
        self.title: Line | None = None
        self.under: list[Line] = []
        self.counted = 0
        self.loose = loose
        # Whether sentences without a label are of the last measure: one with a heading of its own, not yet ended.
        self.headed = False
        self.title_label = ""
        self.topic = ""

    def take(self, place: int) -> None:
        """Take the line at a place."""
        line, self.place = self.lines[place], place
        text = whole(line.text)
        fields, rest = self.labelled(text)
        ordered, lettered = _ORDERED.match(text), _LETTERED.match(text)
        if _TITLED.match(text) and len(text) < _LONGEST_TITLE:
            self.begin(line, text)
            self.headed = True
        elif lettered and len(text) < _LONGEST_TITLE:
            self.begin(line, lettered["title"])
            self.headed = True
        elif ordered:
            self.order(line, ordered)
        elif "title" in fields and rest:
            self.begin(line, rest)
            self.title_label = _label_of(text)
        elif fields and "title" not in fields:
            self.label(fields, rest, line)
        elif not line.heading and self.is_step(text):
            self.under.append(line)
            self.counted += 1
        elif line.heading or (number_of(text)[0] and not self.goes_on(text)):
            self.settle()
            self.title, self.fields, self.counted = line, (), 0
        elif self.drafts:
            self.go_on(text, line)

    def labelled(self, text: str) -> tuple[Fields, str]:
        within = bool(self.drafts and (self.headed or self.fields)) or self.title is not None
        fields, rest = _labelled(text, headed=self.headed, within=within)
        if "title" in fields and self.title_label not in ("", _label_of(text)):
            # Below “มาตรการ:” a line “กิจกรรม:” tells how it is done.
            return ("steps",), rest
        return fields, rest

    def is_step(self, text: str) -> bool:
        """Tell whether a line is of the list below a title: 1.1 below 1, (1) below 1., 1. below a heading."""
        if self.fields or (self.under and _NAMED.match(number_of(text)[1])):
            return False
        if self.headed and self.title is None:
            return number_of(text)[0].rpartition(".")[2] == str(self.counted + 1)
        return self.title is not None and is_listed_under(text, whole(self.title.text))

    def goes_on(self, text: str) -> bool:
        """Tell whether a numbered line is one of the list under a label."""
        goes_on = bool(self.fields) and number_of(text)[0] == str(self.counted + 1)
        self.counted += goes_on
        return goes_on

    def go_on(self, text: str, line: Line) -> None:
        """Take a line without label or number: more of what stands under the label, or a sentence on the measure."""
        if _ends(line):
            self.settle()
            self.fields, self.headed = (), False
        elif self.fields == ("monitoring",) and not _follows_up(text):
            # Behind it a page goes on with something else.
            self.settle()
            self.fields = ()
        elif self.fields and not (set(self.fields) <= _SINGLE and not _more_of(self.fields, text)):
            self.say(line.text, line)
        elif self.headed:
            self.settle()
            self.fields = ()
            self.drafts[-1].columns |= {self.loose}
            self.drafts[-1].hear((self.loose,), Piece(line.text, line.where))
        elif self.fields:
            # Below a unit or a period that is told, a sentence is of something else.
            self.fields = ()

    def begin(self, line: Line, title: str) -> None:
        self.settle()
        self.drafts.append(Draft.named((Piece(title, line.where),), line.where))
        self.fields, self.title, self.counted, self.headed = (), None, 0, False

    def begin_below(self) -> None:
        """Begin the measure whose title stands above its first label, with the list between them as its steps."""
        title, under, self.under = self.title, self.under, []
        if title is None:
            return
        if len(under) == 1 and self.goes_on_below(under[0]):
            # 1.1 has labels of its own, and so has 1.2: what is counted 1 is over both.
            self.topic, title, under = number_of(title.text)[1], under[0], []
        self.begin(title, whole(title.text))
        self.drafts[-1].topic = self.topic
        self.under = under

    def goes_on_below(self, line: Line) -> bool:
        """Tell whether a counted line is a title itself: it says so, or the next one of its list stands below labels."""
        over, _, last = number_of(line.text)[0].rpartition(".")
        if not over:
            return False
        following = f"{over}.{int(last) + 1}"
        return bool(_NAMED.match(number_of(line.text)[1])) or any(
            number_of(each.text)[0] == following for each in self.lines[self.place : self.place + _FAR]
        )

    def order(self, line: Line, match: re.Match[str]) -> None:
        """Begin a measure that an announcement orders in one sentence, with those whom it tells to do it."""
        title, *told = _ORDER.split(match["title"], maxsplit=1)
        self.begin(line, f"{match['number']}. {title}")
        self.headed = True
        draft = self.drafts[-1]
        draft.columns |= {"steps"}
        if told:
            draft.hear(("steps",), Piece(told[0], line.where))
        self.tell_to(told[0] if told else "")

    def tell_to(self, text: str) -> None:
        units = units_told_to(text)
        if units:
            self.drafts[-1].columns |= {"units"}
            self.drafts[-1].units += units

    def settle(self) -> None:
        """Give the list below a title to its measure, as its steps."""
        if self.under and self.drafts and self.title is None:
            draft = self.drafts[-1]
            draft.columns |= {"steps"}
            for line in self.under:
                draft.hear(("steps",), Piece(line.text, line.where))
                self.tell_to(whole(line.text))
        self.under = []

    def label(self, fields: Fields, rest: str, line: Line) -> None:
        """Take a label; one that the measure has already belongs to the next measure, whose title stands above."""
        again = bool(self.drafts) and bool(self.drafts[-1].columns & set(fields))
        if self.title is not None and (not self.drafts or again or self.under):
            self.begin_below()
        if not self.drafts:
            return
        self.settle()
        self.title = None
        if "steps" in fields and ("steps",) in self.drafts[-1].heard:
            # What was listed before the steps are told is how they are meant.
            self.drafts[-1].heard[("approach",)] = self.drafts[-1].heard.pop(("steps",))
        self.drafts[-1].columns |= set(fields)
        self.fields, self.counted = fields, int(number_of(rest)[0] == "1")
        if rest:
            self.say(rest, line)

    def say(self, text: str, line: Line) -> None:
        self.drafts[-1].hear(self.fields, Piece(text, line.where))


def _follows_up(text: str) -> bool:
    """Tell whether a line goes on with how a measure is followed up: it names a round, or somebody who reports."""
    return bool(rounds_in(text)) or re.search(words_of("blocks")["monitoring"]["words"], text) is not None


def _more_of(fields: Fields, text: str) -> bool:
    """Tell whether a line goes on with units or a period that stand above it."""
    if len(text) > _LONGEST_SINGLE or told_status(text) is not None:
        return False
    return ("units" in fields and is_unit(text)) or (
        "period" in fields and period_in(text, _YEAR_OF_NONE) is not None
    )


def _ends(line: Line) -> bool:
    """Tell whether a line closes the measures: it counts them, closes the letter, or is signed."""
    return bool(_closing().match(whole(line.text))) or bool(counted_in([line]))


@functools.cache
def _closing() -> re.Pattern[str]:
    return re.compile("|".join(words_of("progress")["closing"]["words"]))


def _label_of(text: str) -> str:
    return squeezed(_COLON.split(text, maxsplit=1)[0])


def _labelled(given: str, *, headed: bool, within: bool) -> tuple[Fields, str]:
    """Return the fields of a label that a line begins with, and what stands behind its colon.

    `headed`: the line stands below the heading of a measure; `within`: below its title or one of its labels.
    """
    text = _BULLET.sub("", given)
    label, *rest = _COLON.split(text, maxsplit=1)
    if len(label) <= _LONGEST_LABEL:
        fields = label_fields(label)
        if fields or rest:
            return fields, rest[0].strip() if rest else ""
    # Without a colon the first word is a label only where what follows cannot be taken for a sentence, or where it is
    # counted as a part of its measure (1.4 การกำกับติดตาม …).
    number, named = number_of(text)
    first, _, said = named.partition(" ")
    fields = label_fields(first) if len(first) >= _SHORTEST_BARE else ()
    counts = headed and number_of(said)[0] == "1" and bool(fields) and set(fields) <= {"steps", "approach"}
    # What is counted beside the measures is of all of them, or of none.
    within = within and ("." in number or not number)
    listed = "." in number or (headed and not number)
    known = counts or set(fields) <= (_SAYS if listed else _WITHIN if within else _BARE)
    # “ความก้าวหน้า ร้อยละ 67”: what follows can be nothing else.
    told = fields == ("status",) and (status_alone(said) or status_of_percent(said)) is not None
    known = known or told
    return (fields, said.strip()) if known and (within or len(label) <= _LONGEST_LABEL) else ((), "")


def _told_in_line(text: str, line: Line) -> Draft:
    """Begin a measure of a list; behind a dash or colon the same line may tell what became of it."""
    title, *told = _DASH.split(text, maxsplit=1)
    if not told or told_status(told[0]) is None:
        return _with_unit(text, line)
    draft = Draft.named((Piece(title, line.where),), line.where)
    draft.columns |= {"results"}
    draft.hear(("results",), Piece(told[0], line.where))
    return draft


def _with_unit(text: str, line: Line) -> Draft:
    """Begin a measure of a list whose unit may stand in brackets behind it: “1) เผยแพร่แผน (กองคลัง)”."""
    found = _BRACKETS.fullmatch(text)
    if found is None or not is_unit(found["unit"]):
        return Draft.named((Piece(text, line.where),), line.where)
    draft = Draft.named((Piece(found["title"], line.where),), line.where)
    draft.columns |= {"units"}
    draft.hear(("units",), Piece(found["unit"], line.where))
    return draft


def _list(lines: Sequence[Line]) -> Iterator[Draft]:
    """Yield the items of lists that a sentence about measures announces."""
    expected = 0
    for line in lines:
        text = whole(line.text)
        number = number_of(text)[0]
        if expected and number == str(expected):
            yield _told_in_line(text, line)
            expected += 1
        elif _ANNOUNCED.search(text):
            expected = 1
        elif expected > 1 and (line.heading or number):
            expected = 0
