"""Core documents to PDF, set by typst as a Thai official paper."""

from __future__ import annotations

import datetime
import functools
import json
from importlib import resources
from typing import TYPE_CHECKING

from prongsai.core.document import Document
from prongsai.render.paper import paper
from prongsai.render.textlayer import repair

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


def render(document: Document) -> bytes:
    """Return the paper as PDF, made with the PDF/A-2a and PDF/UA-1 switches; equal documents give equal bytes.

    The first call loads the fonts and the dictionary of Thai words.
    """
    return repair(_compile(json.dumps(paper(document), ensure_ascii=False), document.stamp))


def _compile(data: str, stamp: datetime.date) -> bytes:
    import typst

    # A compiler of its own for each paper: a shared one would mix the inputs of two threads.
    compiler = typst.Compiler(_template(), font_paths=_fonts(), sys_inputs={"paper": data})
    moment = datetime.datetime.combine(stamp, datetime.time(), datetime.UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    if not isinstance(pdf, bytes):  # only pictures come as one file a page
        raise TypeError("typst returned no PDF")
    return pdf


@functools.cache
def _template() -> bytes:
    return resources.files("prongsai.render").joinpath("paper.typ").read_bytes()


@functools.cache
def _fonts() -> Fonts:
    """Load the bundled fonts once; those of the machine are left out, so that every machine sets the same lines."""
    import typst

    folder = resources.files("prongsai.render").joinpath("fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
