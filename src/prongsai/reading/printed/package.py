"""The parts of an Office file, each inflated within limits and its XML without entities that could grow."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from xml.etree.ElementTree import Element, ParseError

from prongsai.core.errors import InputError
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.limits import MEGABYTE

MOST_PARTS = 5_000
# A part of text as long as a book, and all parts with the pictures of a long report.
MOST_OF_A_PART = 40 * MEGABYTE
MOST_INFLATED = 300 * MEGABYTE
# XML of real papers shrinks to about a thirtieth; only what is made to explode shrinks to a five-hundredth.
MOST_RATIO = 300
RATIO_MATTERS_FROM = MEGABYTE
_ENCRYPTED = 1


class Package:
    """An open Office file; use it in a `with` block."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        with _translated(name):
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {part.filename for part in self._archive.infolist()}
        self._inspect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def has(self, part: str) -> bool:
        return part in self._parts

    def count(self, beginning: str) -> int:
        """Return how many parts there are whose names begin so."""
        return sum(part.startswith(beginning) for part in self._parts)

    def xml(self, part: str) -> Element | None:
        """Return the root of a part, `None` where there is no such part."""
        if part not in self._parts:
            return None
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring

        content = self._content(part)
        try:
            # Nothing that writes Office files writes a document type; entities need one.
            root: Element = fromstring(content, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise InputError([fault.DAMAGED.at(self._name, part)]) from error
        return root

    def _content(self, part: str) -> bytes:
        with _translated(self._name), self._archive.open(part) as stream:
            # The size that the directory declares may be a lie.
            content = stream.read(MOST_OF_A_PART + 1)
        if len(content) > MOST_OF_A_PART:
            raise InputError([fault.INFLATES.at(self._name, part)])
        return content

    def _inspect(self) -> None:
        parts = self._archive.infolist()
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise InputError([fault.ENCRYPTED.at(self._name)])
        if len(self._parts) < len(parts):
            raise InputError([fault.DAMAGED.at(self._name)])
        swollen = any(
            part.file_size > MOST_RATIO * max(part.compress_size, 1)
            for part in parts
            if part.file_size > RATIO_MATTERS_FROM
        )
        if swollen or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
            raise InputError([fault.INFLATES.at(self._name)])


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """Raise what a broken archive raises as the one thing that it means."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError([fault.DAMAGED.at(name)]) from error


def local(element: Element) -> str:
    """Return the name of an element without its namespace, which differs between editions of the format."""
    return element.tag.rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of an element in whichever namespace."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first element down a path of names."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element
