"""PDFs drawn sign by sign, for whatever programs do to Thai letters: every sign where a test says, told as it says."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

FONT = resources.files("prongsai.render") / "fonts" / "ProngsaiSarabun-Regular.ttf"
A4 = (595.0, 842.0)


@dataclass
class Leaf:
    """A page: what is drawn on it, in points from its upper left corner."""

    size: tuple[float, float] = A4
    rotate: int = 0
    told: dict[str, str] = field(default_factory=dict)
    """What the font says that a sign is, where it does not say the truth; “” for nothing at all."""
    drawn: list[str] = field(default_factory=list)
    picture: bytes = b""

    def write(
        self, left: float, base: float, text: str, size: float = 12.0, *, hidden: bool = False
    ) -> float:
        """Write a line sign after sign as fonts without tables for Thai do, and return where it ends."""
        for sign in text:
            self.sign(left, base, sign, size, hidden=hidden)
            left += width_of(sign) * size
        return left

    def sign(self, left: float, base: float, sign: str, size: float = 12.0, *, hidden: bool = False) -> None:
        glyph = cmap()[ord(sign)]
        mode = "3 Tr" if hidden else "0 Tr"
        self.drawn.append(
            f"BT {mode} /F {size} Tf 1 0 0 1 {left} {self.size[1] - base} Tm <{glyph:04X}> Tj ET"
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        high = self.size[1]
        self.drawn.append(f"0.7 w {x0} {high - y0} m {x1} {high - y1} l S")

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> None:
        """Rule a whole table."""
        for row in rows:
            self.rule(columns[0], row, columns[-1], row)
        for column in columns:
            self.rule(column, rows[0], column, rows[-1])


@functools.cache
def font() -> TTFont:
    with FONT.open("rb") as stream:
        return TTFont(io.BytesIO(stream.read()))


@functools.cache
def cmap() -> dict[int, int]:
    return {code: font().getGlyphID(name) for code, name in font().getBestCmap().items()}


def width_of(sign: str) -> float:
    name = font().getGlyphName(cmap()[ord(sign)])
    return float(font()["hmtx"][name][0] / font()["head"].unitsPerEm)


def pdf(*leaves: Leaf) -> bytes:
    """Return the pages as a file."""
    document = Pdf.new()
    for leaf in leaves:
        resources_of = Dictionary(Font=Dictionary(F=_font(document, leaf.told)))
        content = "\n".join(leaf.drawn)
        if leaf.picture:
            resources_of.XObject = Dictionary(P=_picture(document, leaf.picture))
            content = f"q {leaf.size[0]} 0 0 {leaf.size[1]} 0 0 cm /P Do Q\n{content}"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *leaf.size]),
            Rotate=leaf.rotate,
            Resources=resources_of,
            Contents=Stream(document, content.encode()),
        )
        document.pages.append(pikepdf.Page(document.make_indirect(page)))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _font(document: Pdf, told: dict[str, str]) -> Dictionary:
    with FONT.open("rb") as stream:
        data = stream.read()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/T"), Flags=4, FontBBox=Array([-500, -500, 1500, 1500]),
        ItalicAngle=0, Ascent=1000, Descent=-300, CapHeight=700, StemV=80, FontFile2=Stream(document, data),
    )  # fmt: skip
    scale = 1000 / font()["head"].unitsPerEm
    widths = [round(font()["hmtx"][name][0] * scale) for name in font().getGlyphOrder()]
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/T"), CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=document.make_indirect(descriptor), W=Array([0, Array(widths)]),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/T"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(descendant)]), ToUnicode=Stream(document, _told(told)),
    )  # fmt: skip


def _told(told: dict[str, str]) -> bytes:
    """Return what the font says of its signs."""
    said = {glyph: told.get(chr(code), chr(code)) for code, glyph in sorted(cmap().items())}
    lines = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex()}>" for glyph, text in said.items() if text]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    blocks = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}\nendcmap end end"
    ).encode()


def _picture(document: Pdf, jpeg: bytes) -> Stream:
    from PIL import Image

    width, height = Image.open(io.BytesIO(jpeg)).size
    return Stream(
        document,
        jpeg,
        Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
