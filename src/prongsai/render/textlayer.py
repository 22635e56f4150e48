"""Make the text of a PDF exact for every reader, whatever it knows of ActualText.

typst wraps each Thai cluster in a marked span whose ActualText is right, but gives
every glyph of the cluster the whole cluster as its ToUnicode text.  Readers that
ignore ActualText repeat the text; readers that honour it lose the place of single
characters.  The vendored font draws one glyph for each character, in the order of
the characters, so each glyph's own character can be read from the spans and
written to ToUnicode; a span that says nothing more is then removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import TypeAlias

import pikepdf
from pikepdf import Name

from prongsai.render.content_stream import FontKey, Glyph, Reader, Span, without

FAMILY = "ProngsaiSarabun"

NIKHAHIT, AA, AM = "\u0e4d", "\u0e32", "\u0e33"
# Characters that steer the layout and are never drawn.
UNDRAWN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
SPLIT_AM = re.compile(f"{NIKHAHIT}([\u0e48-\u0e4b]?){AA}")
# HarfBuzz sorts combining marks by their class, with a class of its own for these.
OWN_CLASS = {"\u0e38": 3, "\u0e39": 3, "\u0e3a": 10}

# The clusters for which the vendored font is proved to draw one glyph a character.
PROVED = re.compile(
    "[\u0e01-\u0e2e]([\u0e31\u0e34-\u0e3a\u0e47]?[\u0e48-\u0e4e]?|[\u0e48-\u0e4b]?\u0e33|\u0e4d[\u0e48-\u0e4b])"
)

BFCHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
BLOCK = 100
CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /Custom def
/CMapType 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class TextLayerError(ValueError):
    """A glyph of the vendored font stands for two different characters."""


def mark_class(char: str) -> int:
    """Return the class by which HarfBuzz sorts a mark; 0 for what stays in its place."""
    return OWN_CLASS.get(char) or unicodedata.combining(char)


@lru_cache(maxsize=8192)
def drawn(text: str) -> str:
    """Put text into the order in which HarfBuzz draws it, one character a glyph."""
    kept = SPLIT_AM.sub(rf"\1{AM}", UNDRAWN.sub("", text))
    runs = groupby(kept, key=lambda char: mark_class(char) > 0)
    return "".join(char for moves, run in runs for char in (sorted(run, key=mark_class) if moves else run))


@dataclass
class Stream:
    """A page or a form with its content, its spans, and the glyphs outside of spans."""

    holder: pikepdf.Object
    content: bytes
    spans: list[Span]
    alone: set[Glyph]


@dataclass
class Font:
    """A composite font and what its ToUnicode says now."""

    name: str
    object: pikepdf.Object
    texts: dict[int, str]


def read_texts(font: pikepdf.Object) -> dict[int, str]:
    """Read a ToUnicode map as typst writes it."""
    data = font.ToUnicode.read_bytes()
    if b"beginbfrange" in data:
        raise TextLayerError("a ToUnicode map holds ranges; only single glyphs are expected")
    body = data.partition(b"endcodespacerange")[2]
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in BFCHAR.findall(body)
    }


def write_texts(texts: dict[int, str]) -> bytes:
    """Write a ToUnicode map."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in sorted(texts.items())
    ]
    blocks = [lines[i : i + BLOCK] for i in range(0, len(lines), BLOCK)]
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return (CMAP_HEAD + body + CMAP_TAIL).encode("ascii")


class Document:
    """The parsed PDF: its streams and its composite fonts."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.fonts: dict[FontKey, Font] = {}
        self.streams: list[Stream] = []
        self._seen: set[FontKey] = set()
        for page in pdf.pages:
            self._read(page.obj, page.obj.get(Name.Resources))

    def _font_names(self, resources: pikepdf.Object) -> dict[str, FontKey]:
        """Register the composite fonts of a stream by their resource names."""
        names = {}
        for name, font in resources.get(Name.Font, pikepdf.Dictionary()).items():
            if font.get(Name.Subtype) == Name.Type0 and Name.ToUnicode in font:
                names[name] = font.objgen
                if font.objgen not in self.fonts:
                    self.fonts[font.objgen] = Font(str(font.BaseFont), font, read_texts(font))
        return names

    def _read(self, holder: pikepdf.Object, resources: pikepdf.Object | None) -> None:
        """Read a page or a form, and the forms it may draw."""
        if resources is None or holder.objgen in self._seen:
            return
        self._seen.add(holder.objgen)
        content = content_of(holder)
        reader = Reader(self._font_names(resources))
        reader.read(content)
        self.streams.append(Stream(holder, content, reader.spans, reader.alone))
        for form in resources.get(Name.XObject, pikepdf.Dictionary()).values():
            if form.get(Name.Subtype) == Name.Form:
                self._read(form, form.get(Name.Resources))

    def spans(self) -> Iterable[Span]:
        """List all spans of all streams."""
        return (span for stream in self.streams for span in stream.spans)


def content_of(holder: pikepdf.Object) -> bytes:
    """Return the content of a form, or of a page, which may be in several streams."""
    if isinstance(holder, pikepdf.Stream):
        return holder.read_bytes()
    contents = holder.get(Name.Contents, pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def settle(document: Document) -> dict[Glyph, str]:
    """Find each glyph's own text: in proved clusters, where typst maps it alone, in the rest."""
    known = alone(document)
    proved, other = votes(document)
    for glyph, counted in proved.items():
        said = set(counted) | {text for text in [known.get(glyph, "")] if len(text) == 1}
        name = document.fonts[glyph[0]].name
        if FAMILY in name and len(said) > 1:
            raise TextLayerError(f"glyph {glyph[1]} of {name} stands for each of {sorted(said)!a}")
        known[glyph] = most(counted)
    for glyph, counted in other.items():
        known.setdefault(glyph, most(counted))
    return single_glyphs(document, known)


def most(counted: Counter[str]) -> str:
    """Return the most frequent text, always the same one of equals."""
    return max(counted, key=lambda text: (counted[text], text))


def alone(document: Document) -> dict[Glyph, str]:
    """Take over what typst says of glyphs that it shows without ActualText."""
    known: dict[Glyph, str] = {}
    for font, number in set().union(*(stream.alone for stream in document.streams)):
        text = drawn(document.fonts[font].texts.get(number, ""))
        if text:
            known[font, number] = text
    return known


Votes: TypeAlias = dict[Glyph, Counter[str]]


def votes(document: Document) -> tuple[Votes, Votes]:
    """Count what each glyph stands for in clusters of as many glyphs as characters.

    Proved clusters are counted apart: what a person typed by mistake may be drawn
    in an order nobody foresaw, and must neither spoil the others nor stop a report.
    """
    proved: Votes = defaultdict(Counter)
    other: Votes = defaultdict(Counter)
    for span in document.spans():
        text = drawn(span.text)
        if len(span.glyphs) == len(text) > 1:
            counted = proved if PROVED.fullmatch(text) else other
            for glyph, char in zip(span.glyphs, text, strict=True):
                counted[glyph][char] += 1
    return proved, other


def single_glyphs(document: Document, known: dict[Glyph, str]) -> dict[Glyph, str]:
    """Fill in glyphs that stand only in spans of their own."""
    for span in document.spans():
        if span.text and len(span.glyphs) == 1:
            known.setdefault(span.glyphs[0], unicodedata.normalize("NFC", drawn(span.text)) or span.text)
    return known


def told(span: Span, texts: dict[Glyph, str]) -> bool:
    """Say whether a span's glyphs tell its text without ActualText, in the order in which it is drawn."""
    told_text = "".join(texts.get(glyph, "\ufffd") for glyph in span.glyphs)
    return told_text != "" and told_text == drawn(span.text)


def strip_spans(pdf: pikepdf.Pdf, stream: Stream, texts: dict[Glyph, str]) -> None:
    """Remove the marked spans that say nothing more than their glyphs do."""
    data = without(stream.content, [span for span in stream.spans if told(span, texts)])
    if isinstance(stream.holder, pikepdf.Stream):
        stream.holder.write(data)
    else:
        stream.holder.Contents = pdf.make_stream(data)


def repair(pdf: bytes) -> bytes:
    """Return the PDF with an exact text layer; the same bytes for the same input."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        document = Document(opened)
        texts = settle(document)
        for stream in document.streams:
            strip_spans(opened, stream, texts)
        for key, font in document.fonts.items():
            own = {number: text for (owner, number), text in texts.items() if owner == key}
            font.object.ToUnicode.write(write_texts(font.texts | own))
        # The tags of ten pages are thousands of small objects; together they take 40 % less room.
        opened.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
