"""What a paper means by the codes and names of indicators, questions and items, and what had to be mended for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.core.framework import IN_PART, TOTAL, Framework
from prongsai.core.recognised import Confidence
from prongsai.core.text import Text
from prongsai.reading.paste_names import Names
from prongsai.reading.recognise.wordlists import likeness, nearest, plain, squeezed, words_of

LONGEST = 300
# What is asked or looked for one by one, whether or not it has parts of its own.
_ASKED = ("question", "item")
TWO_DIGITS = 2
# So many letters of a title must stand before “ฯ”.
SHORTEST_CUT = 8
# ข and ช are mistaken for each other.
_LABEL = r"(?:[ขช]้อ(?:คำถาม)?(?:ที่)?|รายการที่|รายการ|ตัวชี้วัดที่)?\s*"
_LETTER = r"[ieIEoO0lI|!]"
_ONE = rf"{_LETTER}\s*[.\-]?\s*\d{{1,2}}(?:\.\d)?"
_UNTIL = r"\s*(?:-|–|—|~|ถึง|to)\s*"
_RANGE = re.compile(rf"{_LABEL}({_LETTER})\s?(\d{{1,2}}){_UNTIL}{_LABEL}({_LETTER})?\s?(\d{{1,2}})(?![\d.])")
_LIST = re.compile(rf"{_LABEL}({_ONE})((?:\s*(?:,|และ|/)\s*{_LABEL}{_ONE})+)(?![\d.])")
_CODE = re.compile(rf"{_LABEL}({_LETTER})\s*[.\-]?\s*(\d{{1,2}}(?:\.\d)?)(?![\d.])")
_BARE = re.compile(r"[ขช]้อ(?:คำถาม)?(?:ที่)?\s*(\d{1,3})(?![\d.])")
_INDICATOR = re.compile(r"ตัวชี้วัดที่\s*\.?\s*(\d{1,2})(?!\d|\.\d)\s*[.:)\-–]?\s*(.*)", re.DOTALL)
_HEADING_WORD = "ตัวชี้วัดที่"
_HEADING = re.compile(r"(\D{6,22}?)\s*(\d{1,2})(?!\d|\.\d)[\s.:)]*(.*)")
_TOOL = re.compile(
    r"(?:แบบ(?:วัด|ตรวจ|สำรวจ)?|เครื่องมือ|ค่าคะแนน(?:เฉลี่ย)?|คะแนน(?:เฉลี่ย)?|ค่าเฉลี่ย|รวม|ผลคะแนน)?\s*\(?(IIT|EIT|OIT)\)?(?:\s*\([^()\d]*\))?",
    re.IGNORECASE,
)
# “การใช้อำนาจ (Use of Power)”: the name again in another language.
_TRANSLATED = re.compile(r"\s*[(\[/|–-]\s*[A-Za-z][A-Za-z\s,&'.-]*[)\]]?\s*$")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]?\s+(?=\D)")
_LETTER_SENSE = {"l": "i", "i": "i", "|": "i", "!": "i", "e": "e", "o": "O", "0": "O"}

ZERO_FOR_O = Text("พิมพ์ {printed} หมายถึง {code}", "printed {printed}, which means {code}")
ONE_FOR_I = Text(
    "พิมพ์ {printed} ใต้ตัวชี้วัดที่ {indicator} จึงหมายถึง {code}",
    "printed {printed} below indicator {indicator}, so {code} is meant",
)
ONE_AFTER = Text("พิมพ์ {printed} จึงน่าจะหมายถึง {code}", "printed {printed}, which can only mean {code}")
MISSPELT = Text("พิมพ์ “{printed}” ใกล้เคียง “{title}”", "printed “{printed}”, which is like “{title}”")
OF_RANGE = Text("อยู่ในช่วง {printed}", "within {printed}")
NUMBER_ONLY = Text("มีเพียงลำดับที่ {printed}", "only the number {printed} is printed")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a cell or a line: the tool and indicator that it is under, the question above; “” for none."""

    indicator: str = ""
    tool: str = ""
    before: str = ""


NOWHERE = Around()


@dataclass(frozen=True, slots=True)
class Meant:
    """The codes that a text names; `named` is another wording for a title than that of the framework."""

    codes: tuple[str, ...]
    confidence: Confidence = "sure"
    note: Text | None = None
    named: str = ""


class CodeReader:
    """Understands codes by one framework; made once for a paper."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._names = Names(framework)
        self._known = frozenset(framework.codes())
        self.titles = self._unique_titles()
        self._indicators = {title: code for title, code in self.titles.items() if self._scored_above(code)}
        self._likely = words_of("scores")["like"]
        self._read: dict[tuple[str, Around], Meant | None] = {}

    def read(self, text: str, around: Around = NOWHERE) -> Meant | None:
        """Return what a text names that is a name or code at its beginning, `None` where it is neither."""
        words = _untranslated(plain(text)[:LONGEST].strip(" .:|"))
        key = (words, around)
        if words and key not in self._read:
            self._read[key] = self._meant(words, around)
        return self._read.get(key)

    def is_below(self, code: str, indicator: str) -> bool:
        """Tell whether a code is scored under the indicator."""
        return self.framework.indicator_of(code) == indicator

    def number(self, text: str) -> Meant | None:
        """Return the indicator that a bare number from 1 to 10 stands for."""
        digits = plain(text).strip(" .)(")
        if not digits.isdecimal() or str(int(digits)) not in self._known:
            return None
        return Meant((str(int(digits)),), "likely", NUMBER_ONLY.format(printed=digits))

    def _unique_titles(self) -> dict[str, str]:
        """Return titles by their code; one that two questions share names neither."""
        found: dict[str, set[str]] = {}
        for title, code in self._spellings():
            found.setdefault(title, set()).add(code)
        return {title: next(iter(codes)) for title, codes in found.items() if len(codes) == 1}

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for code in self._known:
            title = squeezed(self.framework.title_of(code).th)
            if title and IN_PART not in code and code != TOTAL:
                yield title, code
        for code, others in words_of("scores")["titles"].items():
            if code in self._known:
                yield from ((squeezed(each), code) for each in others)

    def _scored_above(self, code: str) -> bool:
        return self.framework.kind_of(code) in ("indicator", "sub_indicator", "tool", "part")

    def _meant(self, words: str, around: Around) -> Meant | None:
        if _RANGE.match(words):
            # One that the year does not have is not cut down to its first code.
            return self._range(words)
        return (
            self._list(words)
            or self._lettered(words)
            or self._indicator(words)
            or self._bare(words, around)
            or self._titled(words)
            or self._tool(words)
            or self._total(words)
        )

    def _tool(self, words: str) -> Meant | None:
        """Read the letters of a tool with what explains them: “IIT (Internal)”."""
        found = _TOOL.fullmatch(words)
        return Meant((found[1].upper(),)) if found and found[1].upper() in self._known else None

    def _total(self, words: str) -> Meant | None:
        """Read the name that the row of the whole has in tables."""
        named = {squeezed(each) for key in ("sure", "rows") for each in words_of("scores")["total"][key]}
        return Meant((TOTAL,)) if squeezed(words) in named else None

    def _range(self, words: str) -> Meant | None:
        found = _RANGE.match(words)
        if found is None:
            return None
        letter, other = _sense(found[1]), _sense(found[3] or found[1])
        first, last = int(found[2]), int(found[4])
        codes = tuple(
            code for code in (f"{letter}{number}" for number in range(first, last + 1)) if code in self._known
        )
        if letter != other or first >= last or len(codes) < last - first + 1:
            return None
        printed = found[0].strip()
        plainly = found[1].casefold() in "ieo" and (found[3] or "o").casefold() in "ieo"
        return Meant(codes, "sure" if plainly else "likely", OF_RANGE.format(printed=printed))

    def _list(self, words: str) -> Meant | None:
        found = _LIST.match(words)
        if found is None:
            return None
        codes = [f"{_sense(one[0])}{one[1:].strip(' .-')}" for one in re.findall(_ONE, found[0])]
        known = tuple(dict.fromkeys(code for code in codes if code in self._known))
        return Meant(known) if len(known) == len(codes) > 1 else None

    def _lettered(self, words: str) -> Meant | None:
        found = _CODE.match(words)
        if found is None:
            return None
        number = found[2].lstrip("0") or "0"
        code = f"{_sense(found[1])}{number}"
        if code not in self._known:
            return None
        if found[1].casefold() in "ieo" and found[1] != "I":
            return Meant((code,))
        return Meant((code,), "likely", ZERO_FOR_O.format(printed=found[0].strip(), code=code))

    def heading(self, text: str) -> Meant | None:
        """Return the indicator that a heading names, though its first word is damaged."""
        words = plain(text)[:LONGEST].strip(" .:|")
        found = _HEADING.fullmatch(words)
        if found is None or likeness(squeezed(found[1]), _HEADING_WORD) < self._likely["heading"]:
            return None
        return self.read(f"{_HEADING_WORD}{found[2]} {found[3]}")

    def _indicator(self, words: str) -> Meant | None:
        found = _INDICATOR.match(words)
        if found is None or found[1].lstrip("0") not in self._known:
            return None
        code, title = found[1].lstrip("0"), found[2].strip(" .:")
        # Only what looks like a title is compared with one: a sentence may follow.
        own = squeezed(self.framework.title_of(code).th)
        start = squeezed(title)[: len(own)]
        if not title or start == own or self.titles.get(squeezed(title)) == code:
            other = title if title and squeezed(title) != own and start != own else ""
            return Meant((code,), named=other)
        return Meant((code,), named=title if len(title) < len(own) * 2 else "")

    def _bare(self, words: str, around: Around) -> Meant | None:
        """Read “ข้อ 110” below an indicator that has i10, or after i9: 1 stands for i, or the letter was left out."""
        found = _BARE.match(words)
        if found is None:
            return None
        below = self._questions(around.indicator)
        letter = below[0].rstrip("0123456789.") if below else ""
        numbers = [found[1][1:], found[1]] if letter == "i" and found[1].startswith("1") else [found[1]]
        meant = [code for number in numbers if (code := f"{letter}{number.lstrip('0')}") in below]
        if len(meant) > 1:
            meant = [code for code in meant if code == self._after(around.before)]
        if len(meant) != 1 or (not around.indicator and not self._only(meant[0], found[1], around)):
            return None
        if around.indicator:
            note = ONE_FOR_I.format(printed=found[1], indicator=around.indicator, code=meant[0])
        else:
            note = ONE_AFTER.format(printed=found[1], code=meant[0])
        return Meant((meant[0],), "likely", note)

    def _questions(self, indicator: str) -> list[str]:
        """Return what is asked below an indicator; below none all questions of staff, whose letter looks like 1."""
        if indicator:
            asked = [code for code in self.framework.codes() if self.framework.kind_of(code) in _ASKED]
            return [code for code in asked if IN_PART not in code and self.is_below(code, indicator)]
        return [code for code in self.framework.codes() if code.startswith("i") and code[1:].isdecimal()]

    def _only(self, code: str, printed: str, around: Around) -> bool:
        """Tell whether a number without an indicator above can mean nothing else: three digits, or the next question."""
        return len(printed) > TWO_DIGITS or code == self._after(around.before)

    def _after(self, code: str) -> str:
        letters, number = code[:1], code[1:]
        return f"{letters}{int(number) + 1}" if letters and number.isdecimal() else ""

    def _titled(self, words: str) -> Meant | None:
        codes = self._names.codes(words)
        whole = [code for code in codes if IN_PART not in code]
        if len(codes) == 1 or len(whole) == 1:
            return Meant(tuple(whole or codes))
        bare = _NUMBERED.sub("", words, count=1).strip(" .:)(")
        exact = self.titles.get(squeezed(bare)) or self._cut_short(bare)
        if exact:
            own = bare.endswith("ฯ") or squeezed(self.framework.title_of(exact).th) == squeezed(bare)
            return Meant((exact,), named="" if own else bare)
        return self._misspelt(bare)

    def _cut_short(self, words: str) -> str:
        """Return the code of a title that is cut short with “ฯ”, “” where several begin so."""
        begin = squeezed(words).removesuffix("ฯ")
        if not words.endswith("ฯ") or len(begin) < SHORTEST_CUT:
            return ""
        meant = {code for title, code in self._indicators.items() if title.startswith(begin)}
        return meant.pop() if len(meant) == 1 else ""

    def _misspelt(self, words: str) -> Meant | None:
        written = squeezed(words)
        if len(written) < 6:
            return None
        title, points, _ = nearest(written, self._indicators)
        code = self._indicators.get(title, "")
        others = [each for each, known in self._indicators.items() if known != code]
        if points < self._likely["title"] or points - nearest(written, others)[1] < self._likely["margin"]:
            return None
        note = MISSPELT.format(printed=words, title=self.framework.title_of(code).th)
        return Meant((code,), "likely", note, named=words)


def _untranslated(words: str) -> str:
    """Return a name without its translation; what is left must still be Thai words."""
    bare = _TRANSLATED.sub("", words)
    return bare if re.search(r"[ก-๛]{4}", bare) else words


def _sense(letter: str) -> str:
    return _LETTER_SENSE[letter.casefold()]
