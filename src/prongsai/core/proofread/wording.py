"""Rules of the class text on names and sentences: whose they are, and whether a copy kept them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.printed import Line, Place
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.likeness import KEPT, alike, apart, letters, near
from prongsai.core.proofread.passages import plain, remark_at
from prongsai.core.proofread.sheets import Sheet, by_sheet, checks, listed, sheets, shown, texts
from prongsai.core.recognised import Phrase
from prongsai.core.text import Text

PROVINCES = "provinces"
PLACES = ("agency", "district", "province")
FAMILY = {
    "sao": "sao",
    "pao": "pao",
    "subdistrict_municipality": "municipality",
    "town_municipality": "municipality",
    "city_municipality": "municipality",
}
_PHONE = re.compile(r"โทร(?:ศัพท์|สาร)?\s*[.:]*\s*(0[2-7]\d?)[\s-]*\d")
_LETTERS = re.compile(r"^\s*ที่\s+([\u0e01-\u0e2e]{2})\s*\d{4,5}")
_HEADING = re.compile(r"(ตัวชี้วัดย่อย(?:ที่)?\s*[^\s\d].*)$")
_OWN_CODE = re.compile(r"(?:[-•]\s*)?(?:ข้อ\s*)?([O0]\s?\d{1,2})(?!\d)")
LONGEST_PIECE, FARTHEST, MOST = 40, 160, 500
# So many pairs are held against each other letter by letter; nobody mends more of them at once.
MOST_APART = 300


def _place_name(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for paper in chain.papers:
        usual = {"agency": paper.agency, "district": paper.district, "province": paper.province}
        met: dict[tuple[str, str], list[Place]] = {}
        for section in paper.sections:
            for name in PLACES:
                for phrase in section.names.get(name, ()):
                    if usual[name] and _misspelt(phrase, usual[name], rule):
                        met.setdefault((name, phrase.as_printed or phrase.text), []).append(phrase.where)
        for (name, other), places in met.items():
            yield remark_at(
                rule, f"{name}.{letters(other)}", tuple(places), other, usual=usual[name], other=other
            )


def _misspelt(phrase: Phrase, usual: str, rule: Rule) -> bool:
    """Whether a name is another spelling and not an abbreviation or another place altogether."""
    other, known = letters(phrase.as_printed or phrase.text), letters(usual)
    shorter, longer = sorted((other, known), key=len)
    if other == known or (shorter in longer and len(shorter) < rule.limits["part"] * len(longer)):
        return False
    return alike(other, known) >= rule.limits["alike"]


def _other_agency(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for sheet in sheets(chain):
        own = FAMILY.get(sheet.paper.agency_type or "")
        for family, words in rule.words.items():
            if own is None or family == own:
                continue
            bare = tuple((word, _bare(word)) for word in words)
            hits = [
                (word, where)
                for text, where in texts(sheet.section)
                for word, sought in bare
                if sought in _bare(f"{text} ")
            ]
            if hits:
                yield remark_at(
                    rule,
                    f"{sheet.key}.{family}",
                    tuple(dict.fromkeys(where for _, where in hits)),
                    listed(word.strip() for word, _ in hits),
                    type=AGENCY_TYPES[sheet.paper.agency_type or ""].name,
                    other=hits[0][0].strip(),
                )


@lru_cache(maxsize=KEPT)
def _bare(text: str) -> str:
    # A name may follow the word for the type; then it is another agency, told on purpose.
    return re.sub(r"\s+", " ", text)


def _phone_province(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    by_name = {name: (sign, areas.split()) for name, sign, areas in sheet.chain.lists.get(PROVINCES, ())}
    by_sign = {sign: name for name, (sign, _) in by_name.items()}
    phone, sign = _first(sheet, _PHONE), _first(sheet, _LETTERS)
    own = sheet.paper.province or (by_sign.get(sign[0], "") if sign else "")
    if own not in by_name:
        return
    letters_wanted, areas = by_name[own]
    if (
        phone
        and phone[0] not in areas
        and phone[0] in {area for _, each in by_name.values() for area in each}
    ):
        by = own if sheet.paper.province else f"{sign[0] if sign else ''} ({own})"
        yield _phone(rule, f"{sheet.key}.phone", phone, by, areas)
    if sign and sheet.paper.province and sign[0] != letters_wanted and sign[0] in by_sign:
        yield remark_at(
            rule,
            f"{sheet.key}.letters",
            (sign[1],),
            sign[0],
            found_here=Text(f"อักษรนำ {sign[0]} ({by_sign[sign[0]]})", f"the letters are {sign[0]}"),
            expected=Text(f"{own} ใช้ {letters_wanted}", f"{own} has {letters_wanted}"),
        )


def _phone(rule: Rule, about: str, phone: tuple[str, Place], by: str, areas: list[str]) -> Remark:
    return remark_at(
        rule,
        about,
        (phone[1],),
        phone[0],
        found_here=Text(f"รหัสโทรศัพท์เป็น {phone[0]}", f"the area code is {phone[0]}"),
        expected=Text(f"{by} ใช้ {'/'.join(areas)}", f"{by} has {'/'.join(areas)}"),
    )


def _first(sheet: Sheet, pattern: re.Pattern[str]) -> tuple[str, Place] | None:
    found = ((pattern.search(plain(text)), where) for text, where in texts(sheet.section))
    return next(((match[1], where) for match, where in found if match), None)


def _copy_differs(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Where a plan takes over an action of the analysis, or an analysis repeats one: the letters that differ."""
    actions = [each for group in sheet.section.actions for each in group.actions][:MOST]
    copies = [
        phrase
        for other in sheets(sheet.chain)
        if other.paper is sheet.paper
        for measure in other.section.measures
        for phrase in measure.approach
    ][:MOST]
    found: dict[tuple[str, str], tuple[Place, Place]] = {}
    for action, copy in islice(_copied(actions, copies, rule), MOST_APART):
        for pair in apart(action.text, copy.text):
            if max(map(len, pair)) <= LONGEST_PIECE:
                found.setdefault(pair, (copy.where, action.where))
    if found:
        pairs = listed((f"“{one}” / “{other}”" for one, other in found), most=20)
        places = tuple(dict.fromkeys(place for both in found.values() for place in both))
        yield remark_at(rule, sheet.key, places, pairs, number=len(found), pairs=pairs)


def _copied(
    actions: Sequence[Phrase], copies: Sequence[Phrase], rule: Rule
) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield every action with each text behind it that says nearly the same; the same two texts only once."""
    fewest = rule.limits["fewest_letters"]
    ones = [(each, letters(each.text)) for each in actions if len(letters(each.text)) >= fewest]
    others = [(each, letters(each.text)) for each in copies if len(letters(each.text)) >= fewest]
    held: set[tuple[str, str]] = set()
    for number, (action, first) in enumerate(ones, 1):
        for copy, second in (*ones[number:], *others):
            if first != second and (first, second) not in held:
                held.add((first, second))
                if near(first, second, rule.limits["alike"]):
                    yield action, copy


def _heading_inside(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for block in sheet.section.blocks:
        text = plain(block.text) if isinstance(block, Line) else ""
        own, heading = _OWN_CODE.match(text), _HEADING.search(text)
        if own and heading and heading.start() > LONGEST_PIECE and "ประเด็น" in heading[1]:
            code = f"O{int(own[1][1:])}"
            yield remark_at(
                rule,
                f"{sheet.key}.{code}",
                (block.where,),
                shown(heading[1]),
                code_here=code,
                heading=shown(heading[1]),
                codes=(code,),
            )


def _outside_indicator(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """The explanation of an indicator of the EIT that begins with what staff do among themselves."""
    framework = sheet.framework
    if framework is None:
        return
    public = {
        code: node.title.th
        for code, node in framework.nodes.items()
        if node.kind == "indicator" and framework.tool_of(code) == "EIT"
    }
    for text, where in texts(sheet.section):
        for code, piece in _explained(plain(text), public, rule):
            if any(word in piece for word in rule.words["inside"]):
                yield remark_at(
                    rule,
                    f"{sheet.key}.{code}",
                    (where,),
                    shown(piece),
                    label=framework.label(code),
                    codes=(code,),
                )


def _explained(text: str, titles: Mapping[str, str], rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield each indicator that a text explains, with the beginning of the explanation."""
    if not any(word in text for word in rule.words["explains"]):
        return
    for code, title in titles.items():
        for word in rule.words["explains"]:
            match = re.search(rf"{re.escape(title)}[^.]{{0,60}}?{re.escape(word)}(.{{0,{FARTHEST}}})", text)
            if match:
                yield code, match[1]
                break


CHECKS = checks(
    {
        "text.place_name": _place_name,
        "text.other_agency": _other_agency,
        "text.phone_province": by_sheet(_phone_province),
        "text.copy_differs": by_sheet(_copy_differs),
        "text.heading_inside": by_sheet(_heading_inside),
        "text.outside_indicator": by_sheet(_outside_indicator),
    }
)
