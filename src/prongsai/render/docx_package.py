"""The file around a DOCX paper: page, header, styles, properties, and a ZIP that is the same each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from importlib import resources

import docx
from docx.document import Document as Package
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from prongsai.core.document import Document
from prongsai.core.thai import in_digits
from prongsai.render.page import page_of
from prongsai.render.printable import one_line
from prongsai.render.wordml import ADDRESS, Element, Look, element, field, paragraph, run

_UNUSED = ("customXml", "stylesWithEffects", "webSettings", "numbering", "thumbnail", "extended-properties")
# Core properties hold no longer strings.
_LONGEST_PROPERTY = 255


def new_package(document: Document, look: Look) -> Package:
    """Return an empty A4 paper with our styles, the page number in its header, and the document's properties."""
    package = docx.Document()
    _set_parts(package)
    _set_page(package, document, look)
    _set_properties(package, document)
    return package


def saved(package: Package, stamp: datetime.date) -> bytes:
    """Return the package as a file in which every member carries the stamp instead of the time of writing."""
    plain, stamped = io.BytesIO(), io.BytesIO()
    package.save(plain)
    date = (max(stamp.year, 1980), stamp.month, stamp.day, 0, 0, 0)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(stamped, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date)
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return stamped.getvalue()


def relate_links(package: Package) -> None:
    """Make the addresses of hyperlinks relations of the file, as Word wants them."""
    for link in package.element.body.iter(qn("w:hyperlink")):
        address = link.attrib.pop(ADDRESS, None)
        if address is not None:
            link.set(
                qn("r:id"), package.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )


def _set_parts(package: Package) -> None:
    """Put our styles, fonts and settings in place of the template's, and drop what the paper does not use."""
    for holder in (package.part.package, package.part):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del holder.rels[name]
    _refill(package.styles.element, "styles")
    _refill(package.settings.element, "settings")
    fonts = next(rel for rel in package.part.rels.values() if rel.reltype.endswith("/fontTable"))
    old = fonts.target_part
    fonts._target = Part(old.partname, old.content_type, _asset("fontTable"), old.package)


def _refill(target: Element, name: str) -> None:
    target[:] = list(parse_xml(_asset(name)))


def _asset(name: str) -> bytes:
    return resources.files("prongsai.render").joinpath("word", f"{name}.xml").read_bytes()


def _set_page(package: Package, document: Document, look: Look) -> None:
    section, page = package.sections[0], page_of(document)
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.header_distance, section.footer_distance = Mm(13), Mm(10)
    section.different_first_page_header_footer = True
    numbers = element("pgNumType", fmt="thaiNumbers" if look.digits == "thai" else "decimal")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    section.header.is_linked_to_previous = False
    # The field has no switch: the section says its digits (LibreOffice reads ThaiArabic as ก ข ค).
    number = field("PAGE", in_digits("2", look.digits), look)
    section.header._element[:] = [paragraph("Header", run(look, "– "), *number, run(look, " –"))]


def _set_properties(package: Package, document: Document) -> None:
    def short(text: str) -> str:
        return one_line(text, document.digits)[:_LONGEST_PROPERTY]

    properties = package.core_properties
    properties.title = short(document.title)
    properties.author = properties.last_modified_by = short(document.author)
    properties.category = short(document.kind)
    properties.language = "th-TH" if document.lang == "th" else "en-GB"
    properties.created = properties.modified = datetime.datetime.combine(document.stamp, datetime.time())
    properties.comments = ""
    properties.revision = 1
