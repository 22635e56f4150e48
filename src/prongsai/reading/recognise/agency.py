"""Whose paper it is: the agency with its type, district and province, by what is printed most and earliest."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.core.printed import Line, Place, Printed
from prongsai.core.recognised import Confidence, Phrase, Reading
from prongsai.core.text import Text
from prongsai.reading.recognise.province import of_province
from prongsai.reading.recognise.wordlists import likeness, nearest, plain, provinces, squeezed, words_of

# The first lines of a paper say whose it is: cover, head of the memo, title.
FIRST_LINES = 25
FIRST_WEIGHT = 4
HEAD_WEIGHT = 2
LONGEST_NAME, LONGEST_OFFICE = 45, 90
# So many names met as often as each other are a list of agencies, and none is the paper's own.
LISTED = 3
# Of so many different names the one of the agency is among the most frequent.
MOST_NAMES = 200
SHORTEST_NAME = 2
SHORTEST_ALONE = 3
# A name that begins another one must itself be met this much as often to be taken for the whole.
SHARE = 60
ALIKE = 75
# A hyphen between two letters is part of a name.
_STOP = re.compile(r"[\s.…,:;()\[\]“”\"'/_—*ๆฯ]|(?<![ก-๛])[\-–]|[\-–](?![ก-๛])|\d")
_JOINING = "และ"
_HEAD = re.compile(r"\s*(?:ส่วนราชการ|ส่วนงาน|หน่วยงาน|ประกาศ|คำสั่ง)?\s*:?\s*")
_IN_BRACKETS = re.compile(r"^\s*\([^()]*\)")
_MEMO_HEAD = re.compile(r"\s*(?:ส่วนราชการ|ส่วนงาน|หน่วยงาน)[\s:]")
# “โรงพยาบาลศูนย์…”: a word that goes on from another one is no office of its own.
_THAI_END = re.compile(r"[ก-๛]$")
_OF = re.compile(r"(?:ของ|\s[|:–-])\s*$")
_BESIDE_PLACE = re.compile(r"\s*(?:อำเภอ|จังหวัด|อ\.|จ\.)")
# Offices of education are known by the number of their zone too: “สพม.37”, “สพป.เลยเขต 1”.
_ZONE_ALONE = re.compile(r"[\s.]*(?:เขต)?\s*(\d{1,2})(?!\d)")
_ZONE_BEHIND = re.compile(r"(?<=[ก-๛])เขต\s*(\d{1,2})(?!\d)")
_ZONE = re.compile(r"เขต(\d{1,2})")
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.|(?<![ก-๛])เขต)\s*([ก-๛]{2,30}?)(?=\s|จังหวัด|จ\.|[.,()\d]|$)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.|จว\.)\s*([ก-๛]{2,25})")

MISSPELT_TYPE = Text("พิมพ์ “{printed}” หมายถึง “{meant}”", "printed “{printed}”, which means “{meant}”")
FEW = Text("พบชื่อนี้เพียงครั้งเดียว", "this name was met only once")
SPELLINGS = Text("พบชื่ออื่นด้วย: {others}", "other names were met too: {others}")
FUZZY_PROVINCE = Text(
    "พิมพ์ “{printed}” ใกล้เคียงจังหวัด “{meant}”", "printed “{printed}”, which is like the province “{meant}”"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str | None
    name: str
    spellings: tuple[tuple[str, bool], ...]
    generic: tuple[str, ...]
    headed: bool = False
    """Whether papers of others speak of such agencies too, so that only a head tells that it is the paper's own."""
    provinces: bool = False
    """Whether the name may be that of several provinces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    kind: _Kind
    token: str
    following: str
    repaired: bool
    where: Place
    weight: int
    printed: str
    behind: str = ""
    headed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The agency of a paper; `names` are other spellings met, by `agency`, `agency_type`, `district`, `province`."""

    agency: str = ""
    place: str = ""
    """The name without its type, as every spelling of the type has it behind it."""
    agency_type: str | None = None
    district: str = ""
    province: str = ""
    names: Mapping[str, tuple[Phrase, ...]]
    readings: tuple[Reading, ...] = ()


@functools.cache
def _kinds() -> tuple[_Kind, ...]:
    kinds = []
    for row in words_of("agencies")["kinds"]:
        right = [row["name"], *row.get("spellings", [])]
        spellings = [(each, False) for each in right] + [(each, True) for each in row.get("repaired", [])]
        spellings += [(head, False) for head in row.get("heads", [])]
        longest_first = tuple(sorted(spellings, key=lambda pair: -len(pair[0])))
        kinds.append(
            _Kind(
                row.get("type"),
                row["name"],
                longest_first,
                tuple(row.get("generic", ())),
                row.get("headed", False),
                row.get("provinces", False),
            )
        )
    return tuple(kinds)


def owner_of(printed: Printed) -> Owner:
    """Return whose paper it is."""
    texts = list(_texts(printed))
    mentions = [each for text, where, weight in texts for each in _mentions(text, where, weight)]
    known = _known(mentions)
    kind, name = _winner(known)
    if kind is None:
        return of_province(texts, _placed(texts, Owner(names={})))
    own = [each for each in known if each.kind is kind and each.following.startswith(name)]
    if not kind.type and all(each.weight == 1 for each in own):
        # Offices of a province are named all over the papers of the province itself.
        province = of_province(texts, _placed(texts, Owner(names={})))
        if province.agency:
            return province
    others = _others(known, kind, name)
    name = _ZONE.sub(r" เขต \1", name) if _ZONE.fullmatch(name) else _whole(kind, name, own)
    generic = tuple(_foreign(texts, kind))
    names = {"agency": others, "agency_type": generic}
    owner = Owner(
        agency=kind.name + name,
        place=name.strip(),
        agency_type=kind.type,
        names={key: phrases for key, phrases in names.items() if phrases},
        readings=tuple(_readings(kind, name, own, others)),
    )
    return _placed(texts, owner)


def _known(mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """Return the mentions that may be of the paper's own agency: local bodies first, offices only where one heads it."""
    headed = {(each.kind.name, each.token) for each in mentions if each.headed}
    ours = [
        each
        for each in mentions
        if not each.kind.headed
        or any(each.kind.name == kind and each.following.startswith(squeezed(name)) for kind, name in headed)
    ]
    typed = [each for each in ours if each.kind.type]
    if any(each.weight > 1 for each in typed):
        return typed
    # A local body that a later page speaks of is not the agency that stands at the head of the paper.
    return (
        [each for each in ours if not each.kind.type] if any(each.headed for each in ours) else typed or ours
    )


def _whole(kind: _Kind, name: str, own: Sequence[_Mention]) -> str:
    """Return a name with what goes on behind a blank, such as “เขต 3”, where a mention has it."""
    goes_on = [*words_of("agencies")["ends"]["goes_on"], *(provinces() if kind.provinces else ())]
    pattern = re.compile(rf"(?:\s+(?:{'|'.join(goes_on)})(?![ก-๛]))+")
    for each in own:
        found = pattern.match(each.behind, _length_of(name, each.behind))
        if found:
            return name + re.sub(r"\s+", " ", found[0])
    return name


def _length_of(name: str, text: str) -> int:
    """Return where a name without blanks ends in a text that may have some."""
    left = len(name)
    for place, letter in enumerate(text):
        left -= not letter.isspace()
        if left == 0:
            return place + 1
    return len(text)


def _texts(printed: Printed) -> Iterator[tuple[str, Place, int]]:
    """Yield every text with its place and weight: what stands first counts more."""
    for number, block in enumerate(printed.blocks):
        weight = FIRST_WEIGHT if number < FIRST_LINES and isinstance(block, Line) else 1
        if isinstance(block, Line):
            yield block.text, block.where, weight
        else:
            yield from (
                (cell.text, cell.where, 1)
                for row in block.rows
                for cell in row
                if cell.text and not cell.merged
            )


def _mentions(text: str, where: Place, weight: int) -> Iterator[_Mention]:
    words = plain(text)
    bare = "".join(words.split())
    taken: list[tuple[int, int]] = []
    for kind in _kinds():
        for spelling, repaired in kind.spellings:
            # Of a hundred spellings a line has one at most; the others need not even be made to patterns.
            if "".join(spelling.split()) not in bare:
                continue
            for found in _pattern(spelling).finditer(words):
                if any(start <= found.start() < end for start, end in taken):
                    continue
                following = _zoned(words[found.end() :]) if kind.provinces else words[found.end() :]
                alone = weight > 1 and not words[: found.start()].strip() and not kind.type
                token = _token(following, kind, alone=alone)
                if token and not (kind.headed and _is_cited(words, found.start())):
                    taken.append(found.span())
                    headed = weight > 1 and _is_headed(words, found.start(), found.end() + len(token))
                    yield _Mention(
                        kind=kind,
                        token=token,
                        following=squeezed(following[:LONGEST_OFFICE]),
                        repaired=repaired,
                        where=where,
                        # A word in running text may look like a school or a hospital; a head does not.
                        weight=weight * (HEAD_WEIGHT if headed and not kind.type else 1),
                        printed=found[0] + following[: len(token)],
                        behind=following[: LONGEST_OFFICE * 2],
                        headed=headed,
                    )


def _is_cited(words: str, start: int) -> bool:
    """Tell whether an office is one that papers of all others cite, and stands in a line with other words."""
    text = squeezed(words[start:])
    cited = next((each for each in words_of("agencies")["ends"]["cited"] if text.startswith(each)), "")
    return bool(cited) and (start > 0 or len(text) > len(cited) + SHORTEST_ALONE)


def _is_headed(words: str, start: int, end: int) -> bool:
    """Tell whether a line is the head of a paper of this office, or says of it that it got a score."""
    ends = words_of("agencies")["ends"]
    behind = _IN_BRACKETS.sub("", words[end:]).lstrip()
    before = words[:start]
    if _MEMO_HEAD.match(before) and not _THAI_END.search(before):
        return True
    begins = _HEAD.fullmatch(before) is not None or _OF.search(before) is not None
    if begins and (not behind or behind.startswith(tuple(ends["behind_head"]))):
        return True
    return behind.startswith(tuple(ends["got_score"]))


@functools.cache
def _pattern(spelling: str) -> re.Pattern[str]:
    # Abbreviations without a dot must stand alone, short words begin one; longer ones may be broken by blanks.
    letters = r"\s?".join(map(re.escape, spelling))
    if len(spelling) > SHORTEST_ALONE:
        return re.compile(letters)
    alone = spelling[-1] != "." and spelling not in {kind.name for kind in _kinds()}
    return re.compile(rf"(?<![ก-๛]){letters}(?=\s)" if alone else rf"(?:(?<![ก-๛])|(?<=ประกาศ)){letters}")


def _zoned(following: str) -> str:
    """Return what follows an office of education with the number of its zone as other papers write it."""
    return _ZONE_BEHIND.sub(
        r" เขต \1",
        _ZONE_ALONE.sub(r"เขต\1", following, count=1) if _ZONE_ALONE.match(following) else following,
    )


def _token(following: str, kind: _Kind, *, alone: bool = False) -> str:
    """Return what could be the name: the letters up to a blank, a mark or a word that ends a name.

    `alone` says that the line begins with the type of agency; a name that fills it may join two words.
    """
    text = following.lstrip(" .")
    zone = _ZONE.match(text) if kind.provinces else None
    if zone:
        return zone[0]
    stop = _STOP.search(text)
    token = text[: stop.start()] if stop else text
    ends = words_of("agencies")["ends"]
    after, none = ("after_office", "no_office") if kind.headed else ("after_name", "no_name")
    whole = alone and stop is None and not any(each.name in token for each in _kinds())
    for word in ends[after]:
        place = -1 if whole and word == _JOINING else token.find(word, SHORTEST_NAME)
        if place > 0:
            token = token[:place]
    if token.startswith(tuple(ends["many"])) or token in ends["sorts"]:
        return ""
    # Some places are called so (ตำบลในเมือง, ตำบลที่วัง): then the district stands right behind the name.
    odd = token.startswith((*ends[after], *ends[none]))
    if odd and not _BESIDE_PLACE.match(text[len(token) :]):
        return ""
    longest = LONGEST_OFFICE if kind.headed else LONGEST_NAME
    if not SHORTEST_NAME <= len(token) <= longest:
        return ""
    return token


def _winner(mentions: Sequence[_Mention]) -> tuple[_Kind | None, str]:
    """Return the type and name with most weight: a longer name wins over its beginning if it is met nearly as often."""
    tokens = Counter[tuple[str, str]]()
    for each in mentions:
        tokens[each.kind.name, each.token] += each.weight
    support = Counter[tuple[str, str]]()
    for kind, name in [key for key, _ in tokens.most_common(MOST_NAMES)]:
        support[kind, name] = sum(
            each.weight for each in mentions if each.kind.name == kind and each.following.startswith(name)
        )
    if not support:
        return None, ""
    # The beginning with most support leads; among the names that go on from it the longest well supported one is whole.
    kind, start = max(support, key=lambda key: (support[key], len(key[1])))
    rivals = [
        name
        for other, name in support
        if support[other, name] == support[kind, start]
        and not (name.startswith(start) or start.startswith(name))
        and likeness(name, start) < ALIKE
    ]
    if len(rivals) + 1 >= LISTED:
        return None, ""
    longer = [
        name
        for known, name in support
        if known == kind
        and name.startswith(start)
        and support[kind, name] * 100 >= SHARE * support[kind, start]
    ]
    return next(each.kind for each in mentions if each.kind.name == kind), max(longer, key=len)


def _others(mentions: Sequence[_Mention], kind: _Kind, name: str) -> tuple[Phrase, ...]:
    """Return the first place of every other way of writing an agency's name."""
    found: dict[str, Phrase] = {}
    for each in mentions:
        same = each.kind is kind and each.following.startswith(name)
        if same and not each.repaired:
            continue
        written = each.printed.strip() if not same else each.printed.strip()[: len(each.printed)]
        found.setdefault(squeezed(written), Phrase(text=written, where=each.where))
    return tuple(found.values())


def _foreign(texts: Iterable[tuple[str, Place, int]], kind: _Kind) -> Iterator[Phrase]:
    """Yield where a paper speaks of itself as an agency of another family, such as “เทศบาลฯ” in one of an อบต."""
    strangers = {word for other in _kinds() if other.type for word in other.generic} - set(kind.generic)
    for text, where, _ in texts:
        for word in strangers:
            found = re.search(rf"(?:ของ|ใน|เว็บไซต์|นายก|ปลัด)\s*{re.escape(word)}\s*(?:ฯ|\s|$)", plain(text))
            if found:
                yield Phrase(text=found[0].strip(), where=where)


def _readings(kind: _Kind, name: str, own: Sequence[_Mention], others: Sequence[Phrase]) -> Iterator[Reading]:
    first = next((each for each in own if not each.repaired), own[0])
    confidence: Confidence = "sure" if sum(each.weight for each in own) > 1 else "likely"
    note = None if confidence == "sure" else FEW
    if others:
        note = SPELLINGS.format(others=", ".join(phrase.text for phrase in others[:3]))
    if first.repaired:
        confidence, note = "likely", MISSPELT_TYPE.format(printed=first.printed, meant=kind.name + name)
    yield Reading(
        field="agency",
        value=kind.name + name,
        as_printed=first.printed.strip(),
        where=first.where,
        confidence=confidence,
        note=note,
    )
    if kind.type:
        yield Reading(
            field="agency_type",
            value=kind.type,
            as_printed=first.printed.strip(),
            where=first.where,
            confidence=confidence,
        )


def _placed(texts: Sequence[tuple[str, Place, int]], owner: Owner) -> Owner:
    """Return the owner with the district and province that stand beside the name most often."""
    district, district_readings, districts = _voted("district", _districts(texts))
    province, province_readings, spelled = _province(texts)
    names = dict(owner.names)
    names.update(
        {key: phrases for key, phrases in (("district", districts), ("province", spelled)) if phrases}
    )
    readings = (*owner.readings, *district_readings, *province_readings)
    return replace(owner, district=district, province=province, names=names, readings=readings)


_Met = tuple[str, str, Place, int]


def _districts(texts: Iterable[tuple[str, Place, int]]) -> Iterator[_Met]:
    for text, where, weight in texts:
        for found in _DISTRICT.finditer(plain(text)):
            # A district stands beside its province; elsewhere the word is one of many in a sentence.
            beside = re.match(r"\s*(?:จังหวัด|จ\.)", plain(text)[found.end() :])
            yield found[1], found[0], where, weight * (3 if beside else 1)


def _voted(field: str, met: Iterable[_Met]) -> tuple[str, tuple[Reading, ...], tuple[Phrase, ...]]:
    votes = Counter[str]()
    first: dict[str, tuple[str, Place]] = {}
    for name, printed, where, weight in met:
        votes[name] += weight
        first.setdefault(name, (printed, where))
    if not votes:
        return "", (), ()
    name = _best(votes)
    printed, where = first[name]
    others = tuple(
        Phrase(text=other, where=first[other][1])
        for other in votes
        if other != name and likeness(other, name) >= ALIKE
    )
    note = SPELLINGS.format(others=", ".join(phrase.text for phrase in others)) if others else None
    even = others[0].text if others and votes[others[0].text] >= votes[name] else ""
    reading = Reading(
        field=field,
        value=name,
        as_printed=printed,
        where=where,
        confidence="doubtful" if even else "sure",
        note=note,
        proposal=even,
    )
    return name, (reading,), others


def _best(votes: Counter[str]) -> str:
    """Return what was met most, spellings alike taken together."""
    likely = dict(votes.most_common(MOST_NAMES))
    support = {
        name: sum(count for other, count in likely.items() if likeness(other, name) >= ALIKE)
        for name in likely
    }
    return max(likely, key=lambda name: (support[name], likely[name]))


def _province(
    texts: Iterable[tuple[str, Place, int]],
) -> tuple[str, tuple[Reading, ...], tuple[Phrase, ...]]:
    exact: list[_Met] = []
    fuzzy: list[_Met] = []
    for text, where, weight in texts:
        for found in _PROVINCE.finditer(plain(text)):
            known = next((each for each in provinces() if found[1].startswith(each)), None)
            if known:
                exact.append((known, found[0][: len(found[0]) - len(found[1]) + len(known)], where, weight))
                continue
            near, points, _ = nearest(found[1], provinces())
            if points >= ALIKE + 5:
                fuzzy.append((near, found[0], where, weight))
    name, readings, _ = _voted("province", exact or fuzzy)
    spelled = tuple(Phrase(text=printed, where=where) for _, printed, where, _ in fuzzy)
    if readings and not exact:
        note = FUZZY_PROVINCE.format(printed=readings[0].as_printed, meant=name)
        (one,) = readings
        readings = (
            Reading(
                field="province",
                value=name,
                as_printed=one.as_printed,
                where=one.where,
                confidence="likely",
                note=note,
            ),
        )
    return name, readings, spelled
