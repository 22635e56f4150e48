"""Build the fonts of the web pages from Google's Sarabun.

A browser places Thai marks by the font's own positioning (GPOS), so that here, other
than in the fonts of the papers, the letters stay as they are: only what no page needs
is left out, and the signs of the states (✓ ● ○ ↩ ☐ ☑) are drawn, which Sarabun lacks.
The em stays ordinary, since pages give their sizes for ordinary fonts.

Usage: python -m tools.build_webfonts SOURCE_DIR [TARGET_DIR]
"""

from __future__ import annotations

import hashlib
import sys
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from tools.build_fonts import (
    CONSONANTS,
    STYLES,
    Style,
    check_mark,
    map_char,
    outline,
    put,
    sequences,
    symbols,
)

FAMILY = "Prongsai Web"
TARGET = Path(__file__).resolve().parent.parent / "src/prongsai/web/static/web"
FILES = {"Regular": "sarabun-400.woff2", "Bold": "sarabun-700.woff2"}
VERSION = "Version 1.000; Prongsai Web 1"
CHANGES = "Derived from Sarabun 1.000: letters of Thai and English pages only; signs of states added."
LETTERS = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x0E01, 0x0E3B),
    *range(0x0E3F, 0x0E5C),
    *map(ord, "–—‘’“”•…‹›€−×≤≥≈฿"),
}
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern")
# The circle that a quadratic spline of eight arcs draws best.
_ARC = 0.4142


def circle(pen: Any, radius: int, *, hole: bool = False) -> None:
    """Draw a circle around the middle of a sign, the other way round for a hole."""
    near = round(radius * _ARC)
    corners = [(radius, near), (near, radius), (-near, radius), (-radius, near)]
    corners += [(-x, -y) for x, y in corners]
    points = [(360 + x, 260 + y) for x, y in corners]
    # A closed spline without an on-curve point: every arc ends midway between two of these.
    pen.qCurveTo(*(points if hole else points[::-1]), None)
    pen.closePath()


def disc(stroke: int | None = None) -> Any:
    """Make ● or, with a stroke, ○."""
    pen: Any = TTGlyphPen(None)
    circle(pen, 250)
    if stroke:
        circle(pen, 250 - stroke, hole=True)
    return pen.glyph()


def turning_arrow(stroke: int) -> Any:
    """Make ↩: a shaft that comes from above and goes back to the left."""
    low, top, right = 180, 520, 640
    shaft = [
        (right, low - stroke // 2),
        (240, low - stroke // 2),
        (240, low + stroke // 2),
        (right - stroke, low + stroke // 2),
        (right - stroke, top - stroke),
        (360, top - stroke),
        (360, top),
        (right, top),
    ]
    head = [(260, low - 150), (60, low), (260, low + 150)]
    return outline([shaft, head])


def add_signs(font: TTFont, stroke: int) -> None:
    """Add the signs of states and of forms."""
    drawn = {code: outline(contours) for code, contours in symbols(stroke).items()}
    drawn[0x2713] = outline([check_mark(stroke + 30, 1.5)])
    drawn |= {0x25CF: disc(), 0x25CB: disc(stroke), 0x21A9: turning_arrow(stroke)}
    for code, glyph in drawn.items():
        put(font, f"uni{code:04X}", glyph, 720)
        map_char(font, code, f"uni{code:04X}")


def rename(font: TTFont, style: Style) -> None:
    """Give the font its own name, and say what was changed; the notice of copyright and the licence stay."""
    table = font["name"]
    full = f"{FAMILY} {style.name}"
    names = {1: FAMILY, 2: style.name, 3: f"1.000;{full}", 4: full, 5: VERSION, 10: CHANGES}
    names[6] = full.replace(" ", "")
    for record in list(table.names):
        if record.nameID not in (0, 13, 14):
            table.removeNames(nameID=record.nameID)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def places(data: bytes, text: str) -> list[tuple[int, int, int, int]]:
    """Return where HarfBuzz puts the glyphs of a text: advance, moves, and the character each belongs to."""
    font = hb.Font(hb.Face(data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"liga": False})
    pairs = zip(buffer.glyph_positions, buffer.glyph_infos, strict=True)
    return [(at.x_advance, at.x_offset, at.y_offset, sign.cluster) for at, sign in pairs]


def check_marks(source: bytes, built: bytes) -> None:
    """Stop if any consonant carries any sequence of marks otherwise than in the source."""
    for base, marks in product(CONSONANTS, sequences()):
        if places(source, base + marks) != places(built, base + marks):
            raise SystemExit(f"{base + marks} is drawn otherwise than in the source")


def build(data: bytes, style: Style) -> tuple[bytes, bytes]:
    """Return the font of the web, plain and packed."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    add_signs(font, stroke=90 if style.name == "Bold" else 60)
    font.setGlyphOrder(list(font["glyf"].glyphOrder))
    rename(font, style)
    plain, packed = BytesIO(), BytesIO()
    font.save(plain)
    font.flavor = "woff2"
    font.save(packed)
    return plain.getvalue(), packed.getvalue()


def main(arguments: list[str]) -> int:
    """Build both weights; stop if a source file is not the recorded one."""
    folder = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else TARGET
    for style in (style for style in STYLES if style.name in FILES):
        (path,) = folder.rglob(style.source)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != style.sha256:
            raise SystemExit(f"{style.source} is not the recorded source file")
        plain, packed = build(data, style)
        check_marks(data, plain)
        (target / FILES[style.name]).write_bytes(packed)
        print(hashlib.sha256(packed).hexdigest(), len(packed), FILES[style.name])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
