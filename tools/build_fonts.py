"""Build the vendored Prongsai Sarabun fonts from Google's Sarabun.

Sarabun places Thai marks with GPOS.  PDF writers answer that with text layers
that repeat or lose characters, so here each place of a mark is a glyph of almost
no width, chosen by GSUB: one glyph for each character, in the order of the
characters, and no positioning left.

The em grows to that of TH Sarabun New, the letter of Thai official papers, so that
16 points of the one are as large as 16 points of the other.

Usage: python tools/build_fonts.py SOURCE_DIR [TARGET_DIR]
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FAMILY = "Prongsai Sarabun"
VERSION = "Version 1.000; Prongsai 2"
CHANGES = (
    "Derived from Sarabun 1.000: Thai marks are pre-placed glyphs chosen by GSUB, "
    "without mark positioning; typographic alternates removed; ballot boxes added; "
    "units per em and spaces widened to the proportions of TH Sarabun New."
)
# Capitals are 700 units high; of TH Sarabun New's em they are 476 thousandths.
UNITS_PER_EM = 1470
# Likewise the space, 216 thousandths. After a mark, pdfium takes less than 200 for no space at all.
SPACE_WIDTH = 318
TARGET = Path(__file__).resolve().parent.parent / "src/prongsai/render/fonts"


class Style(NamedTuple):
    """One source file, the digest it must have, and what is made of it."""

    source: str
    sha256: str
    name: str
    postscript: str


STYLES = (
    Style(
        "Sarabun_400Regular.ttf",
        "b8150084e25734e6f31696c57ff009f5564efa09d295848b717d9e2328c0311d",
        "Regular",
        "ProngsaiSarabun-Regular",
    ),
    Style(
        "Sarabun_700Bold.ttf",
        "5d1fc1ee63ab861fb2022a212b5ff270848582bb9d9cba73b2d2aaabb16d0a18",
        "Bold",
        "ProngsaiSarabun-Bold",
    ),
    Style(
        "Sarabun_400Regular_Italic.ttf",
        "fb86138e0cf99786db40715a84df51508766371e2f1f2822faf22cba6563acc7",
        "Italic",
        "ProngsaiSarabun-Italic",
    ),
    Style(
        "Sarabun_700Bold_Italic.ttf",
        "a497ef98fad371e04bc64076b213da00c05a84881494ee36a4c61922c65ff7ef",
        "Bold Italic",
        "ProngsaiSarabun-BoldItalic",
    ),
)

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = [chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), 0x0E47)]
SIGNS = [chr(code) for code in range(0x0E48, 0x0E4F)]
TONES = SIGNS[:4]
# Marks take a little more than a thousandth of an em, so that each glyph stands after the one before it.
# With no width, a rounding error in a PDF puts a letter before the mark it follows,
# and poppler, which sorts a line by place, lets the two change places.
MARK_WIDTH = 2

NIKHAHIT, AA, AM = "\u0e4d", "\u0e32", "\u0e33"

RING, LETTER_AA, LETTER_AM = "uni0E4D", "uni0E32", "uni0E33"
# A nikhahit under a tone without an aa, as Pali has it.
LOW_RING = RING + ".low"


class Part(NamedTuple):
    """A glyph of the source font, moved."""

    glyph: str
    dx: int
    dy: int


# What is drawn for one character, measured from the pen.
Drawing = tuple[Part, ...]

PLAIN_AM = (Part(RING, 0, 0), Part(LETTER_AA, 0, 0))


def moved(drawing: Drawing, dx: int) -> Drawing:
    """Move a drawing sideways."""
    return tuple(part._replace(dx=part.dx + dx) for part in drawing)


def nominal(char: str) -> str:
    """Name the source font's plain glyph for a Thai character."""
    return f"uni{ord(char):04X}"


def sequences() -> list[str]:
    """List the mark sequences that a consonant can carry."""
    stacked = [a + b for a in ["", *VOWELS] for b in ["", *SIGNS] if a + b]
    with_am = [tone + AM for tone in ["", *TONES]]
    return stacked + with_am + [NIKHAHIT + tone for tone in TONES]


def slots(marks: str) -> list[str]:
    """Name the glyphs that stand for the marks before a place is chosen."""
    names = [nominal(char) for char in marks]
    if marks[0] in TONES and marks[1:] == AM:
        names[0] += ".am"
    elif marks[0] == NIKHAHIT and marks[1:] in TONES:
        names = [LOW_RING, names[1] + ".am"]
    return names


class Source:
    """The source font, with HarfBuzz to ask where it draws each mark."""

    def __init__(self, data: bytes) -> None:
        self.font = TTFont(BytesIO(data), recalcTimestamp=False)
        self._shaper: Any = hb.Font(hb.Face(data))

    def shape(self, text: str) -> list[Part]:
        """Shape Thai text as the source font's own rules want it."""
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = "th"
        hb.shape(self._shaper, buffer, {"kern": False})
        return [
            Part(self._shaper.glyph_to_string(info.codepoint), place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def leaves(self, part: Part) -> Iterator[Part]:
        """Split a glyph (such as a ligature of nikhahit and tone) into what it is made of."""
        glyph = self.font["glyf"][part.glyph]
        if not glyph.isComposite():
            yield part
            return
        for item in glyph.components:
            yield from self.leaves(Part(item.glyphName, part.dx + item.x, part.dy + item.y))

    def picture(self, parts: list[Part]) -> list[Any]:
        """List the contours drawn for shaped glyphs, where they stand."""
        glyf, pen_x, contours = self.font["glyf"], 0, []
        for part in parts:
            points, ends, flags = glyf[part.glyph].getCoordinates(glyf)
            moved = [(x + pen_x + part.dx, y + part.dy) for x, y in points]
            starts = [0, *(end + 1 for end in ends)]
            for start, end in pairwise(starts):
                contours.append((moved[start:end], list(flags[start:end])))
            pen_x += self.font["hmtx"][part.glyph][0]
        return sorted(contours)

    def drawings(self, base: str, marks: str) -> tuple[str, list[Drawing]]:
        """Tell the base glyph, and what is drawn for each character of the marks."""
        first, *rest = self.shape(base + marks)
        parts = [leaf for part in rest for leaf in self.leaves(part)]
        if not marks.endswith(AM):
            drawn: list[Drawing] = [(part,) for part in parts]
        else:
            ring, *tone, aa = parts
            drawn = [*((part,) for part in tone), (ring, aa)]
        if len(drawn) != len(marks):
            raise ValueError(f"cannot tell the marks of {base + marks!a} apart: {parts}")
        return first.glyph, [moved(drawing, -MARK_WIDTH * place) for place, drawing in enumerate(drawn)]


@dataclass
class Design:
    """The new glyphs, and the rules that choose them."""

    glyphs: dict[str, Drawing] = field(default_factory=dict)
    bases: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    first: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    second: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def name(self, slot: str, drawing: Drawing) -> str:
        """Give the glyph that draws a slot's character so, a new one if need be."""
        if drawing == (PLAIN_AM if slot == LETTER_AM else (Part(slot, 0, 0),)):
            return slot
        for name, known in self.glyphs.items():
            if known == drawing and name.startswith(slot):
                return name
        count = sum(name.startswith(slot) for name in self.glyphs)
        self.glyphs[f"{slot}.p{count}"] = drawing
        return f"{slot}.p{count}"

    def add(self, base: str, marks: str, glyph: str, drawn: list[Drawing]) -> None:
        """Learn one cluster."""
        names = slots(marks)
        chosen = [self.name(slot, drawing) for slot, drawing in zip(names, drawn, strict=True)]
        if glyph != nominal(base):
            self.bases[nominal(base), tuple(names)] = glyph
        self.first[names[0], chosen[0]].add(glyph)
        if len(names) == 2:
            self.second[names[1], chosen[1], chosen[0]].add(glyph)


def raised_tones(source: Source) -> dict[str, Drawing]:
    """Draw each tone as it stands beside a nikhahit, at no particular base."""
    drawn: dict[str, Drawing] = {LOW_RING: (Part(RING, 0, 0),)}
    for tone in TONES:
        leaves = list(source.leaves(Part(RING + nominal(tone)[3:], 0, 0)))
        drawn[nominal(tone) + ".am"] = (leaves[1],)
    return drawn


def design(source: Source) -> Design:
    """Ask the source font about every cluster."""
    result = Design(raised_tones(source))
    for base in CONSONANTS:
        for marks in sequences():
            result.add(base, marks, *source.drawings(base, marks))
    check_choices(result)
    return result


def check_choices(plan: Design) -> None:
    """Refuse a design in which a rule would have to look further than it does."""
    taken: dict[tuple[str, str], str] = {}
    for (slot, chosen), glyphs in plan.first.items():
        for glyph in glyphs:
            if taken.setdefault((slot, glyph), chosen) != chosen:
                raise ValueError(f"{slot} after {glyph} depends on what follows")


def group(names: Iterable[str]) -> str:
    """Write a glyph class, always in the same order."""
    return "[" + " ".join(sorted(names)) + "]"


def base_rules(plan: Design) -> Iterator[str]:
    """Choose the consonants without a tail, and the ones that make room above."""
    merged: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (base, marks), glyph in plan.bases.items():
        if len(marks) == 1:
            merged[base, glyph] |= set(marks)
    for (base, marks), glyph in sorted(plan.bases.items()):
        if len(marks) == 2 and (base, marks[:1]) not in plan.bases:
            yield f"sub {base}' {' '.join(marks)} by {glyph};"
    for (base, glyph), firsts in sorted(merged.items()):
        yield f"sub {base}' {group(firsts)} by {glyph};"


def first_rules(plan: Design) -> Iterator[str]:
    """Place the mark that follows a consonant."""
    for (slot, chosen), glyphs in sorted(plan.first.items()):
        if chosen != slot:
            yield f"sub {group(glyphs)} {slot}' by {chosen};"


def second_rules(plan: Design) -> Iterator[str]:
    """Place the mark that follows a placed mark."""
    merged: dict[tuple[str, str, frozenset[str]], set[str]] = defaultdict(set)
    for (slot, chosen, before), glyphs in plan.second.items():
        if chosen != slot:
            merged[slot, chosen, frozenset(glyphs)].add(before)
    for (slot, chosen, bases), befores in sorted(
        merged.items(), key=lambda item: str(item[0][:2]) + group(item[0][2])
    ):
        yield f"sub {group(bases)} {group(befores)} {slot}' by {chosen};"


def am_lookups() -> Iterator[str]:
    """Undo HarfBuzz's splitting of sara am, so that it is one glyph after its tone."""
    names = [nominal(tone) for tone in TONES]
    joins = " ".join(f"sub {RING} {name} {LETTER_AA} by {name}.sara;" for name in names)
    splits = " ".join(f"sub {name}.sara by {name}.am {LETTER_AM};" for name in names)
    # Joined first and split again, so that the characters stay one cluster however they were typed.
    yield f"lookup JoinToneAm {{ {joins} }} JoinToneAm;"
    yield f"lookup SplitToneAm {{ {splits} }} SplitToneAm;"
    yield f"lookup Am {{ sub {RING} {LETTER_AA} by {LETTER_AM}; }} Am;"
    yield f"lookup LowRing {{ sub {RING}' {group(names)} by {LOW_RING}; }} LowRing;"
    for name in names:
        yield f"lookup Beside{name} {{ sub {LOW_RING} {name}' by {name}.am; }} Beside{name};"


def long_lookups() -> Iterator[str]:
    """Draw a lakkhangyao after ru and lu as one shape, in the first of two glyphs."""
    for letter in ("uni0E24", "uni0E26"):
        yield f"lookup Long{letter} {{ sub {letter}' uni0E45 by {letter}.long; }} Long{letter};"
    yield "lookup Rest { sub [uni0E24.long uni0E26.long] uni0E45' by uni0E45.rest; } Rest;"


def check_drawing(source: Source, built: bytes) -> None:
    """Refuse a font that draws a cluster otherwise, or not one glyph a character."""
    derived = Source(built)
    for base in CONSONANTS:
        for marks in sequences():
            text = base + marks
            before, after = source.shape(text), derived.shape(text)
            if len(after) != len(text) or any(part.dx or part.dy for part in after):
                raise ValueError(f"{text!a} is not one unmoved glyph a character: {after}")
            if source.picture(before) != derived.picture(after):
                raise ValueError(f"{text!a} is drawn differently: {before} {after}")


def features(plan: Design) -> str:
    """Write all substitution rules in the feature file language."""
    lookups = [*am_lookups(), *long_lookups()]
    for name, rules in (
        ("Bases", base_rules(plan)),
        ("First", first_rules(plan)),
        ("Second", second_rules(plan)),
    ):
        lookups.append(f"lookup {name} {{\n" + "\n".join(rules) + f"\n}} {name};")
    order = [text.split()[1] for text in lookups]
    systems = "".join(f"languagesystem {tag} dflt;\n" for tag in ("DFLT", "latn", "thai"))
    used = "\n".join(f"lookup {name};" for name in order)
    return systems + "\n".join(lookups) + f"\nfeature ccmp {{\n{used}\n}} ccmp;\n"


def composite(font: TTFont, drawing: Drawing) -> Any:
    """Make a glyph of moved glyphs."""
    pen: Any = TTGlyphPen(font.getGlyphSet())
    for part in drawing:
        pen.addComponent(part.glyph, (1, 0, 0, 1, part.dx, part.dy))
    return pen.glyph()


def put(font: TTFont, name: str, glyph: Any, advance: int) -> None:
    """Add a glyph with its width, as a base in GDEF."""
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def add_marks(font: TTFont, plan: Design) -> None:
    """Add every placed mark and every sara am, and give the plain marks their width.

    All are bases to GDEF, since HarfBuzz takes the width of marks away.
    """
    for char in VOWELS + SIGNS:
        put(font, nominal(char), font["glyf"][nominal(char)], MARK_WIDTH)
    width = font["hmtx"][LETTER_AA][0]
    # The source's own sara am, which its rules never show, is drawn a little otherwise.
    put(font, LETTER_AM, composite(font, PLAIN_AM), width)
    for tone in TONES:
        put(font, nominal(tone) + ".sara", composite(font, ()), width)
    for name, drawing in plan.glyphs.items():
        put(font, name, composite(font, drawing), width if name.startswith(LETTER_AM) else MARK_WIDTH)


def add_long(font: TTFont) -> None:
    """Share the ligatures of ru and lu with lakkhangyao between two glyphs."""
    rest = font["hmtx"]["uni0E45"][0]
    for letter in ("uni0E24", "uni0E26"):
        joined = f"{letter}0E45"
        drawing = (Part(joined, 0, 0),)
        put(font, f"{letter}.long", composite(font, drawing), font["hmtx"][joined][0] - rest)
    put(font, "uni0E45.rest", composite(font, ()), rest)


Points = list[tuple[int, int]]


def outline(contours: list[Points]) -> Any:
    """Make a glyph of straight lines."""
    pen: Any = TTGlyphPen(None)
    for points in contours:
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def check_mark(stroke: int, scale: float) -> Points:
    """Draw a check mark around the middle of a ballot box."""
    half = round(stroke * 0.8)
    points = [
        (-200, 10),
        (-200 + half, 10 + half),
        (-60, 2 * half - 130),
        (200 - half, 170 + half),
        (200, 170),
        (-60, -130),
    ]
    return [(round(360 + x * scale), round(260 + y * scale)) for x, y in points]


def symbols(stroke: int) -> dict[int, list[Points]]:
    """Draw the ballot boxes and the check mark."""
    low, high, left, right = -40, 560, 60, 660
    outer = [(left, low), (left, high), (right, high), (right, low)]
    inner = [
        (left + stroke, low + stroke),
        (right - stroke, low + stroke),
        (right - stroke, high - stroke),
        (left + stroke, high - stroke),
    ]
    return {
        0x2610: [outer, inner],
        0x2611: [outer, inner, check_mark(stroke, 1)],
        0x2713: [check_mark(stroke, 1.5)],
    }


def map_char(font: TTFont, code: int, name: str) -> None:
    """Map a character to a glyph in every cmap table."""
    for table in font["cmap"].tables:
        table.cmap[code] = name


def add_symbols(font: TTFont, stroke: int) -> None:
    """Add the marks of a form, which Sarabun does not have."""
    for code, contours in symbols(stroke).items():
        name = f"uni{code:04X}"
        put(font, name, outline(contours), 720)
        map_char(font, code, name)


def widen_spaces(font: TTFont) -> None:
    """Give the space, and the one at which no line ends, the width that official papers have."""
    for code in (0x20, 0xA0):
        font["hmtx"][font.getBestCmap()[code]] = (SPACE_WIDTH, 0)


def drop_positioning(font: TTFont) -> None:
    """Keep kerning (it has no Thai pairs) and nothing else of GPOS."""
    table = font["GPOS"].table
    keep = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    if any(record.Feature.LookupListIndex != [0] for record in keep):
        raise ValueError("the source font's kerning is not in its first lookup")
    table.FeatureList.FeatureRecord = keep
    table.FeatureList.FeatureCount = len(keep)
    for index, record in enumerate(table.ScriptList.ScriptRecord):
        if record.Script.LangSysRecord or record.Script.DefaultLangSys is None:
            raise ValueError("unexpected language systems in the source font")
        record.Script.DefaultLangSys.FeatureIndex = [index]
        record.Script.DefaultLangSys.FeatureCount = 1
    del table.LookupList.Lookup[1:]
    table.LookupList.LookupCount = 1
    gdef = font["GDEF"].table
    gdef.MarkAttachClassDef = None
    gdef.AttachList = None


def rename(font: TTFont, style: Style) -> None:
    """Give the font its own name, and say what was changed."""
    table = font["name"]
    names = {
        1: FAMILY,
        2: style.name,
        3: f"1.000;PRONGSAI;{style.postscript}",
        4: f"{FAMILY} {style.name}",
        5: VERSION,
        6: style.postscript,
        10: CHANGES,
    }
    for name_id, text in names.items():
        table.removeNames(nameID=name_id)
        table.setName(text, name_id, 3, 1, 0x409)
    for name_id in (16, 17, 21, 22, 25):
        table.removeNames(nameID=name_id)


def build(data: bytes, style: Style) -> bytes:
    """Turn one source font into the derived one."""
    source = Source(data)
    plan = design(source)
    font = source.font
    add_marks(font, plan)
    add_long(font)
    widen_spaces(font)
    add_symbols(font, stroke=90 if "Bold" in style.name else 56)
    font.setGlyphOrder(list(font["glyf"].glyphOrder))
    del font["GSUB"]
    addOpenTypeFeaturesFromString(font, features(plan), tables=["GSUB"])
    drop_positioning(font)
    font["head"].unitsPerEm = UNITS_PER_EM
    rename(font, style)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Build all styles; stop if a source file is not the recorded one."""
    folder = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else TARGET
    for style in STYLES:
        (path,) = folder.rglob(style.source)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != style.sha256:
            raise SystemExit(f"{style.source} is not the recorded source file")
        built = build(data, style)
        check_drawing(Source(data), built)
        (target / f"{style.postscript}.ttf").write_bytes(built)
        print(hashlib.sha256(built).hexdigest(), len(built), style.postscript)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
