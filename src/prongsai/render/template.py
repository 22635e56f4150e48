"""Filling an agency's own Word template: a hostile file until proven plain, and Thai marked as Thai afterwards."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from docx.document import Document as Package
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from prongsai.core.errors import InputError, Problem
from prongsai.core.field_list import FIELDS, Field
from prongsai.render import template_faults as fault
from prongsai.render.docx_package import saved
from prongsai.render.printable import without_harm
from prongsai.render.template_package import inspect
from prongsai.render.template_tags import LONGEST_TAG, MOST_PROBLEMS, Reader, Sandbox
from prongsai.render.wordml import Element, element

# Patterns go over the text of a part again and again; real letters have a twentieth of this.
MOST_LETTERS = 2_000_000
MOST_TAGS = 2000
# Files in a ZIP cannot be older.
_STAMP = datetime.date(1980, 1, 1)

_FILLED = re.compile(r"wordprocessingml\.(document\.main|header|footer)\+xml$")
_TAG = re.compile(r"\{\{[^{}%]*\}\}|\{%[^{}%]*%\}")
_STATEMENT = re.compile(r"\{%(?:(?P<whole>p|tr) )? *(?:for|endfor|if|elif|else|endif)\b[^{}%]*(?<![-+])%\}")
_RAW = re.compile(r"\{\{(?:[-+]|(?:p|tr|tc|r)\s)|-\}\}")
_OPENING = re.compile(r"\{[{%#]")
# The order in which WordprocessingML wants what a run looks like.
_RUN_ORDER = (
    *(
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
    ),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *(
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
    ),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
_PLACE = {qn(f"w:{name}"): place for place, name in enumerate(_RUN_ORDER)}
_THAI = re.compile("[\u0e01-\u0e5b]")


def fill(template: bytes, values: Mapping[str, object], name: str = "template.docx") -> bytes:
    """Return the template with its fields filled; the same input gives the same bytes.

    `values` are those of `core.fields.values`; a field without a value is empty. `name` is what messages call the
    file. Raises `InputError` with every problem of a template that is not plain, or that says what it may not.
    """
    inspect(template, name)
    work = _opened(template, name)
    parts = {
        part: f"{name} › {part.partname}" for part in work.docx.part.package.iter_parts() if _is_filled(part)
    }
    found = (problem for part, where in parts.items() for problem in _misplaced(part, where))
    problems = list(islice(found, MOST_PROBLEMS))
    if problems:
        raise InputError(problems)
    plain = {field: _plain(values.get(field), kind) for field, kind in FIELDS.items()}
    sandbox = Sandbox()
    sources = {part: work.patch_xml(_serialised(part)) for part in parts}
    for part, where in parts.items():
        reader = Reader(_by_paragraph(sources[part]), where, _most(plain))
        problems += reader.read(sandbox)
    if problems:
        raise InputError(problems)
    for part, where in parts.items():
        part._element = _rendered(work.render_xml_part(sources[part], part, plain, sandbox), where)
    package: Package = work.docx
    return saved(package, _STAMP)


def _opened(template: bytes, name: str) -> DocxTemplate:
    work = DocxTemplate(io.BytesIO(template))
    try:
        work.render_init()
    # python-docx lets through whatever a malformed package raises inside it; every one of them means the same here.
    except Exception as error:
        raise InputError([fault.NOT_DOCX.at(name, type(error).__name__)]) from error
    return work


def _is_filled(part: object) -> bool:
    return isinstance(part, XmlPart) and bool(_FILLED.search(part.content_type))


def _serialised(part: XmlPart) -> str:
    xml: str = etree.tostring(part.element, encoding="unicode")
    return xml


def _by_paragraph(source: str) -> str:
    # As docxtpl does before it renders: then the line of an error is a paragraph.
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))


# What is where it may be


def _misplaced(part: XmlPart, where: str) -> Iterator[Problem]:
    """Yield what is wrong with tags before they are read: half ones, and those outside of running text."""
    source, tags = _serialised(part), 0
    if len(source) > MOST_LETTERS:
        yield fault.TOO_MUCH.at(where)
        return
    # Parsed plainly: the elements of python-docx give the text of all that is below them as their own.
    for node in etree.fromstring(source).iter():
        if node.tag == qn("w:p"):
            text, row = _own_text(node), next(node.iterancestors(qn("w:tr")), None)
            tags += len(_TAG.findall(text))
            yield from _tag_problems(text, where)
            yield from _whole_problems(text, where, row)
        others = [*node.attrib.values(), node.tail or "", "" if node.tag == qn("w:t") else node.text or ""]
        yield from (fault.MISPLACED.at(where, other) for other in others if _OPENING.search(other))
    if tags > MOST_TAGS:
        yield fault.TOO_MUCH.at(where)


def _own_text(paragraph: Element) -> str:
    """Return the text of a paragraph without that of the boxes drawn in it."""
    texts = paragraph.iter(qn("w:t"))
    return "".join(
        each.text or "" for each in texts if next(each.iterancestors(qn("w:p")), None) is paragraph
    )


def _tag_problems(text: str, where: str) -> Iterator[Problem]:
    for tag in _TAG.findall(text):
        if len(tag) > LONGEST_TAG:
            yield fault.SYNTAX.at(where, tag, reason=f"> {LONGEST_TAG}")
        elif _RAW.search(tag) or (tag.startswith("{%") and not _STATEMENT.fullmatch(tag)):
            yield fault.FORBIDDEN.at(where, text, what=tag)
    # A brace alone would be joined with one of the next paragraph, and everything between them be lost.
    if re.search("[{}]", _TAG.sub("", text)):
        yield fault.BRACE.at(where, text)


def _whole_problems(text: str, where: str, row: Element | None) -> Iterator[Problem]:
    """Yield what is wrong with tags that take their whole paragraph or row away."""
    for statement in filter(None, map(_STATEMENT.fullmatch, _TAG.findall(text))):
        tag, whole = statement[0], statement["whole"]
        if whole == "p" and text.strip() != tag:
            yield fault.NOT_ALONE.at(where, text, tag=tag, place_th="ย่อหน้า", place_en="paragraph")
        elif whole == "tr" and row is None:
            yield fault.MISPLACED.at(where, text)
        elif whole == "tr" and row is not None:
            everything = "".join(each.text or "" for each in row.iter(qn("w:t")))
            if everything.strip() != tag:
                yield fault.NOT_ALONE.at(where, everything, tag=tag, place_th="แถว", place_en="row")


# Values


def _plain(value: object, field: Field) -> str | list[object]:
    """Return a value as plain text and lists, by what the field is; nothing else can reach the template."""
    if field.kind == "text":
        return without_harm("" if value is None else str(value))
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    if field.kind == "texts":
        return [without_harm(str(each)) for each in rows]
    return [
        {name: _plain(each.get(name), inner) for name, inner in field.fields.items()}
        for each in rows
        if isinstance(each, Mapping)
    ]


def _sizes(value: object, name: str = "") -> Iterator[tuple[str, int]]:
    """Yield the rows of every list and the letters of every text, by name; texts in a list count together."""
    if isinstance(value, str):
        yield name, len(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _sizes(inner, str(key))
    elif isinstance(value, list):
        yield name, len(value)
        yield name, sum(len(each) for each in value if isinstance(each, str))
        for each in value:
            yield from _sizes(each, name)


def _most(plain: Mapping[str, object]) -> dict[str, int]:
    most: dict[str, int] = {}
    for name, size in _sizes(plain):
        most[name] = max(most.get(name, 0), size)
    return most


# What comes out


def _rendered(xml: str, where: str) -> Element:
    try:
        tree: Element = parse_xml(xml)
    except etree.XMLSyntaxError as error:
        # Its limits are those of the parser: a text of ten megabytes, a depth of hundreds.
        raise InputError([(fault.TOO_MUCH if len(xml) > MOST_LETTERS else fault.TORN).at(where)]) from error
    _complete(tree)
    for run in tree.iter(qn("w:r")):
        if _THAI.search("".join(text.text or "" for text in run.iterchildren(qn("w:t")))):
            _mark_thai(run)
    return tree


def _complete(tree: Element) -> None:
    """Drop tables whose rows all went away, and give cells without a paragraph an empty one: Word needs both."""
    for table in list(tree.iter(qn("w:tbl"))):
        parent = table.getparent()
        if parent is not None and table.find(qn("w:tr")) is None:
            parent.remove(table)
    for holder in [tree, *tree.iter(qn("w:tc"), qn("w:txbxContent"))]:
        blocks = [each.tag for each in holder.iterchildren(qn("w:p"), qn("w:tbl"), qn("w:sdt"))]
        if holder.tag != qn("w:document") and (not blocks or blocks[-1] == qn("w:tbl")):
            holder.append(element("p"))


def _mark_thai(run: Element) -> None:
    """Give the complex-script half of a run what its Latin half has, and say that its letters are Thai."""
    form = run.find(qn("w:rPr"))
    if form is None:
        form = element("rPr")
        run.insert(0, form)
    for latin, thai in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
        own = form.find(qn(f"w:{latin}"))
        if own is not None and form.find(qn(f"w:{thai}")) is None:
            form.append(element(thai))
            form[-1].attrib.update(own.attrib)
    fonts = form.find(qn("w:rFonts"))
    if fonts is not None and not {qn("w:cs"), qn("w:cstheme")} & set(fonts.attrib):
        fonts.attrib.update({qn("w:cs"): font for font in [fonts.get(qn("w:ascii"))] if font})
    if form.find(qn("w:cs")) is None:
        form.append(element("cs"))
    lang = form.find(qn("w:lang"))
    if lang is None:
        lang = element("lang")
        form.append(lang)
    lang.set(qn("w:bidi"), "th-TH")
    form[:] = sorted(form, key=lambda each: _PLACE.get(each.tag, len(_PLACE)))
