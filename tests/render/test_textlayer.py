"""The text layer of PDFs: every reader gets every character, in order, once."""

import io
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont

from prongsai.render.textlayer import TextLayerError, read_texts, repair

FONTS = Path(__file__).resolve().parents[2] / "src/prongsai/render/fonts"
LOADED = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
STYLES = ["Regular", "Bold", "Italic", "BoldItalic"]

HARD_WORDS = """
ปี้ ฝ้ำ ฟื้น ป้า ญู ฐุ ฎู ฤๅ ก้ำ น้ำ ที่ กี๊ ศักดิ์ สิทธิ์ พันธุ์ เป็ด โต๊ะ เก้าอี้ ผู้ใหญ่ ปั้น ป่ำ ฬ่ ฏุ ฎุ์ ฦๅ ฤๅษี
พุทฺธํ สุํ กํ้ ปุ้ย ฟ้า ฝ่าย ป๋า ป๊อป กำ ปำ ช้ำ ฬำ ฬู ฬุ่ ฏู้ ญาติ ฐาน ก็ ๆ ฯลฯ ณ ธ เปี๊ยะ เสื้อ เรื่อง แม่น้ำ ไม้ ใกล้ โน้ต
"""
HARD = HARD_WORDS.split()
MIXED = [
    "การดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    "คะแนน ITA 2568 เท่ากับ 85.50 (ผ่าน) เพิ่มขึ้นร้อยละ 3.25 จากปีก่อน",
    "ข้อ o12 “การเปิดเผยข้อมูล” URL: https://example.go.th/ita?id=1&y=2568",
    "จำนวน ๑,๒๓๔,๕๖๗.๘๙ บาท – Office of the NACC (สำนักงาน ป.ป.ช.) ฿500",
    "☐ ไม่มี ☑ มี ✓ แล้ว • ข้อย่อย ก.1/2 – ข.3 — … ≥ ≤ × ฟิสิกส์ affine final",
]
READERS: dict[str, Callable[[bytes], str]] = {}


def reader(read: Callable[[bytes], str]) -> Callable[[bytes], str]:
    READERS[read.__name__] = read
    return read


@reader
def poppler(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@reader
def poppler_layout(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@reader
def pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@reader
def pypdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def escaped(text: str) -> str:
    return '#"' + "".join(f"\\u{{{ord(char):x}}}" for char in text) + '"'


def compiled(body: str, size: float = 16, more: str = "") -> bytes:
    head = f"""
        #set document(title: "ทดสอบ", date: datetime(year: 2026, month: 1, day: 1))
        #set text(font: "Prongsai Sarabun", lang: "th", size: {size}pt)
        {more}
    """
    pdf = typst.compile(
        (head + body).encode(),
        format="pdf",
        font_paths=LOADED,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    return pdf


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def lines(text: str) -> Iterator[str]:
    return (re.sub(" +", " ", line.strip()) for line in text.splitlines() if line.strip())


def clusters() -> list[str]:
    vowels = ["", *"ัิีึืฺุู็"]
    signs = ["", *"่้๊๋์ํ๎"]
    stacks = [vowel + sign for vowel in vowels for sign in signs]
    stacks += [tone + "ำ" for tone in ["", *"่้๊๋"]] + ["ํ" + tone for tone in "่้๊๋"]
    return [chr(code) + stack for code in range(0x0E01, 0x0E2F) for stack in stacks]


@pytest.fixture(scope="module")
def strings() -> bytes:
    """A page of hard strings, plain, bold, slanted and in a table."""
    texts = [escaped(text) for text in HARD + MIXED]
    cells = ", ".join(f"[{text}]" for text in texts[:40])
    body = "= " + escaped("หัวข้อที่ ๑") + "\n\n" + "\n\n".join(texts)
    body += "\n\n" + "\n\n".join(f"*{text}*" for text in texts)
    body += "\n\n" + "\n\n".join(f"_{text}_" for text in texts)
    return repair(compiled(body + f"\n\n#table(columns: 4, {cells})"))


@pytest.mark.parametrize("name", READERS)
def test_every_string_is_exact(strings: bytes, name: str) -> None:
    expected = ["หัวข้อที่ ๑", *(HARD + MIXED) * 3, *HARD[:40]]
    assert len(HARD + MIXED) > 40
    assert squeezed(READERS[name](strings)) == squeezed("".join(expected))


@pytest.mark.parametrize("style", STYLES)
def test_every_cluster_is_exact(style: str) -> None:
    texts = clusters()
    weight = "bold" if "Bold" in style else "regular"
    slant = "italic" if "Italic" in style else "normal"
    more = f'#set page(width: 60cm); #set text(weight: "{weight}", style: "{slant}")'
    pdf = repair(compiled(" ".join(map(escaped, texts)), 10, more))
    for name, read in READERS.items():
        if name != "poppler_layout":
            assert squeezed(read(pdf)) == "".join(texts), name


# pdfium takes a space for none where it was made narrower than in the font.
UNSHRUNK = "justification-limits: (spacing: (min: 100%, max: 200%))"


@pytest.mark.parametrize("justify", ["true", "false"])
@pytest.mark.parametrize("size", [11, 12, 14, 14.5, 16, 18, 20])
def test_spaces_stay_between_words(justify: str, size: float) -> None:
    text = " ".join([*HARD, *MIXED] * 5)
    pdf = repair(compiled(escaped(text), size, f"#set par(justify: {justify}, {UNSHRUNK})"))
    for name, read in READERS.items():
        assert [line for line in lines(read(pdf)) if line not in text] == [], name


@pytest.mark.parametrize("size", [11, 13.3, 16])
def test_boxes_side_by_side_keep_their_order(size: float) -> None:
    chosen = random.Random(1)  # noqa: S311 - the same words each time
    words = [chosen.choice([*HARD, " "]) for _ in range(800)]
    body = "".join(word if word == " " else f"#box[{escaped(word)}]" for word in words)
    pdf = repair(compiled(body, size))
    for name, read in READERS.items():
        assert squeezed(read(pdf)) == squeezed("".join(words)), name


def test_each_glyph_stands_for_one_character(strings: bytes) -> None:
    with pikepdf.open(io.BytesIO(strings)) as pdf:
        for page in pdf.pages:
            assert b"ActualText" not in page.Contents.read_bytes()
            for font in page.Resources.Font.values():
                assert {len(text) for text in read_texts(font).values()} == {1}


def test_fonts_are_embedded(strings: bytes) -> None:
    names = set()
    with pikepdf.open(io.BytesIO(strings)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                names.add(str(font.BaseFont).partition("+")[2])
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert names == {"ProngsaiSarabun-Regular", "ProngsaiSarabun-Bold", "ProngsaiSarabun-Italic"}


def test_tags_language_and_metadata_survive(strings: bytes) -> None:
    with pikepdf.open(io.BytesIO(strings)) as pdf:
        assert str(pdf.Root.Lang) == "th"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "/ID" in pdf.trailer
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
            assert metadata["pdfuaid:part"] == "1"
        marked = re.findall(rb"/MCID \d+", b"".join(page.Contents.read_bytes() for page in pdf.pages))
        assert len(marked) > 100


def test_same_text_gives_same_bytes() -> None:
    body = "\n\n".join(map(escaped, HARD))
    first, second = compiled(body), compiled(body)
    assert first == second
    assert repair(first) == repair(second)
    assert repair(repair(first)) == repair(first)


def test_the_picture_stays_the_same() -> None:
    raw = compiled(" ".join(map(escaped, HARD + MIXED)))
    before, after = (pypdfium2.PdfDocument(pdf) for pdf in (raw, repair(raw)))
    for page, other in zip(before, after, strict=True):
        assert bytes(page.render(scale=2).buffer) == bytes(other.render(scale=2).buffer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ก\u0e48\u0e38", "กุ่"),
        ("ก\u0e4d\u0e32", "กำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("เเ\u0e48", "เเ\u0e48"),
        ("\u0e48\u0e49\u0e34", "\u0e48\u0e49\u0e34"),
        ("ก\u0e34\u0e48\u0e33", "ก\u0e34\u0e48\u0e33"),
        ("ก\u0e48\u0e48", "ก\u0e48\u0e48"),
    ],
    ids=ascii,
)
def test_mistyped_text_neither_stops_nor_spoils_the_rest(typed: str, told: str) -> None:
    for text in ("ก่า กำ {} น้ำ กุ่ ที่ดี", "{} น้ำ กุ่ ก่า กำ ที่ดี", "ที่ดี {} "):
        pdf = repair(compiled(escaped(text.format(typed))))
        assert squeezed(poppler(pdf)) == squeezed(text.format(told))
        before, after = map(squeezed, text.split("{}"))
        for name, read in READERS.items():
            assert squeezed(read(pdf)).startswith(before), name
            assert squeezed(read(pdf)).endswith(after), name


def test_characters_that_are_not_drawn_leave_the_text() -> None:
    pdf = repair(compiled(escaped("a\u200bก\u200bข\u2060ค\u034fง ก ข ค a")))
    for name, read in READERS.items():
        assert squeezed(read(pdf)) == "aกขคงกขคa", name


def test_a_contradiction_is_loud() -> None:
    with pikepdf.open(io.BytesIO(compiled(escaped("ปี่ ที่ ปู")))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert b"<FEFF0E1B0E39>" in content
        pdf.pages[0].Contents = pdf.make_stream(content.replace(b"<FEFF0E1B0E39>", b"<FEFF0E1E0E39>"))
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(TextLayerError, match="ProngsaiSarabun"):
        repair(out.getvalue())


@pytest.mark.parametrize("style", STYLES)
def test_the_fonts_place_no_marks(style: str) -> None:
    path = FONTS / f"ProngsaiSarabun-{style}.ttf"
    font = TTFont(path)
    assert path.stat().st_size < 250_000
    assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
    assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} == {"ccmp"}
    marks = [
        name
        for code, name in font.getBestCmap().items()
        if 0x0E34 <= code <= 0x0E3A or 0x0E47 <= code <= 0x0E4E
    ]
    assert {font["hmtx"][name][0] for name in marks} == {2}
    # Readers take widths as whole thousandths of an em; a mark must not come to nothing.
    assert 2 * 1000 // font["head"].unitsPerEm == 1


@pytest.mark.parametrize("style", STYLES)
def test_the_fonts_have_the_proportions_of_official_letters(style: str) -> None:
    font = TTFont(FONTS / f"ProngsaiSarabun-{style}.ttf")
    em = font["head"].unitsPerEm
    glyphs = font.getBestCmap()

    # What TH SarabunPSK and TH Sarabun New declare, in thousandths of the type size: capitals 476, the space 216.
    assert round(font["OS/2"].sCapHeight * 1000 / em) == 476
    assert {round(font["hmtx"][glyphs[code]][0] * 1000 / em) for code in (0x20, 0xA0)} == {216}


@pytest.mark.parametrize("style", STYLES)
def test_the_fonts_draw_the_signs_of_reports_and_forms(style: str) -> None:
    font = TTFont(FONTS / f"ProngsaiSarabun-{style}.ttf")

    assert set(map(ord, "≥≤→×–—−“”‘’…•☐☑✓◊฿")) <= set(font.getBestCmap())


@pytest.mark.parametrize("style", STYLES)
def test_the_fonts_state_their_licence(style: str) -> None:
    names = TTFont(FONTS / f"ProngsaiSarabun-{style}.ttf")["name"]
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert names.getDebugName(1) == "Prongsai Sarabun"
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(0) == licence.splitlines()[0]
