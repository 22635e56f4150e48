"""Content streams read in one pass, against a library's parser that reads all of PDF."""

import io
import json
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Name
from tests.render.sample import document

from prongsai.render.content_stream import FontKey, Reader, Span, StreamError, without
from prongsai.render.paper import paper
from prongsai.render.pdf import _compile

FONT: FontKey = (7, 0)


def read(data: bytes) -> Reader:
    reader = Reader({"/f0": FONT})
    reader.read(data)
    return reader


def shown(data: bytes) -> list[int]:
    """The glyphs that a stream shows outside of spans, which keep their order within one."""
    (span,) = read(b"/f0 9 Tf /Span<</ActualText<FEFF0E01>>>BDC " + data + b" EMC").spans
    return [number for _, number in span.glyphs]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        (rb"(\000&\000\007)Tj", [0x26, 7]),
        (rb"(\1\23\123\n\r\t\b\f\\)Tj", [0x0113, 0x530A, 0x0D09, 0x080C, 0x5C]),
        (rb"(\(\)ab)Tj", [0x2829, 0x6162]),
        (rb"(a(b)((c))d)Tj", [0x6128, 0x6229, 0x2828, 0x6329, 0x2964]),
        (b"(a\\\nb)Tj", [0x6162]),
        (b"<00 41\n0042>Tj", [0x41, 0x42]),
        (b"<00410>Tj", [0x41, 0]),
        (b"[(ab)-12.5<0041>3(cd)]TJ", [0x6162, 0x41, 0x6364]),
        (b"% (xx)Tj\n(ab)Tj", [0x6162]),
        (b"(% TJ EMC)Tj", [0x2520, 0x544A, 0x2045, 0x4D43]),
        (b"/TJ gs (ab) Tj", [0x6162]),
        (b"/f1 9 Tf (ab)Tj /f0 9 Tf (cd)Tj", [0x6364]),
    ],
)
def test_strings_are_read_as_pdf_writes_them(written: bytes, numbers: list[int]) -> None:
    assert shown(written) == numbers


def test_brackets_in_pairs_are_a_part_of_a_string_however_deep() -> None:
    """Letters whose numbers look like brackets come in any order: typst escapes only what has no other one."""
    inside = b"\0(" * 40 + b"%<TJ" + b"\0)" * 40

    assert shown(b"(" + inside + b")Tj (ab)Tj") == [0x28] * 40 + [0x253C, 0x544A] + [0x29] * 40 + [0x6162]


def test_only_spans_with_a_text_of_their_own_are_spans() -> None:
    marks = [
        b"/Span<</MCID 3/ActualText<FEFF0E01>>>BDC",
        b"/Span<</MCID 3>>BDC",
        b"/Artifact<</ActualText<FEFF0E01>>>BDC",
        b"/Span/P0 BDC",
        b"/Span BMC",
    ]
    assert read(b"/f0 9 Tf " + b" ".join(mark + b"(ab)Tj EMC" for mark in marks)).spans == []

    inner = read(b"/c0 cs/Span<</Lang(th)/ActualText(a\\)b)>>BDC/Artifact<</Type/Layout>>BDC EMC EMC").spans
    assert [span.text for span in inner] == ["a)b"]


def test_what_is_cut_out_leaves_the_rest() -> None:
    data = b"q/Span<</ActualText<FEFF0E01>>>BDC/f0 9 Tf(ab)Tj EMC/Span<</ActualText<FEFF0E02>>>BDC EMC Q"
    first, second = read(data).spans

    assert (
        without(data, [first]).split() == b"q /f0 9 Tf(ab)Tj /Span<</ActualText<FEFF0E02>>>BDC EMC Q".split()
    )
    assert without(data, [first, second]).split() == b"q /f0 9 Tf(ab)Tj Q".split()
    assert without(data, []) == data


@pytest.mark.parametrize("wrong", [b"(ab Tj", b"ab) Tj", b"BI /W 1 ID x EI"])
def test_what_typst_does_not_write_is_refused(wrong: bytes) -> None:
    with pytest.raises(StreamError):
        read(wrong)


def parsed(page: pikepdf.Object) -> Iterator[tuple[str, list[int]]]:
    """The spans of a page with their glyphs, by the library."""
    open_spans: list[tuple[str, list[int]] | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "BDC" and operands[0] == Name.Span and Name.ActualText in operands[1]:
            open_spans.append((str(operands[1][Name.ActualText]), []))
        elif name in ("BDC", "BMC"):
            open_spans.append(None)
        elif name == "EMC":
            if ended := open_spans.pop():
                yield ended
        elif name in ("Tj", "TJ"):
            parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            inner = [span for span in open_spans if span]
            if inner:
                inner[-1][1].extend(int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2))


def told(span: Span) -> tuple[str, list[int]]:
    return span.text, [number for _, number in span.glyphs]


def test_every_page_of_a_paper_is_read_as_the_library_reads_it() -> None:
    made = _compile(json.dumps(paper(document()), ensure_ascii=False), document().stamp)
    with pikepdf.open(io.BytesIO(made)) as opened:
        spans = 0
        for page in opened.pages:
            reader = Reader({str(name): FONT for name in dict(page.obj.Resources.Font)})
            reader.read(page.Contents.read_bytes())
            expected = list(parsed(page.obj))
            assert [told(span) for span in reader.spans] == expected
            spans += len(expected)
    assert spans > 100
