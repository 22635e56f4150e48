"""What proof-reading says of a paper before it is sent up: the same rules as for papers that were published elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from prongsai.core.archive import from_bytes, to_bytes
from prongsai.core.errors import InputError
from prongsai.core.papers.columns import FORMS
from prongsai.core.papers.making import make
from prongsai.core.proofread import Remark, Weight
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised
from prongsai.reading.printed.own import printed_of_document
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise
from prongsai.web.queries.papers import Sources

# The papers of the year that the others are held against, where they can be made.
SIBLINGS = ("analysis", "measures", "implementation")
ORDER: dict[Weight, int] = {"error": 0, "warning": 1, "note": 2}
# Small beside the papers themselves, and asked for on two pages.
KEPT = 32


def remarks_on(kind: str, sources: Sources) -> tuple[Remark, ...]:
    """Return what a reader should look at in a draft, the weightiest first; raises `InputError` if it cannot be made."""
    contents = {kind: to_bytes(make(kind, sources)), **dict(_siblings(kind, sources))}
    return _remarks(kind, tuple(sorted(contents.items())))


def _siblings(kind: str, sources: Sources) -> Iterator[tuple[str, bytes]]:
    for sibling in SIBLINGS:
        if sibling != kind and _has_form(sibling, sources.form):
            try:
                yield sibling, to_bytes(make(sibling, sources))
            except InputError:
                # What is not there yet is no fault of this paper.
                continue


def _has_form(kind: str, form: str) -> bool:
    """Whether a paper can be made in the form that another one is set to."""
    return not form or kind not in FORMS or form in FORMS[kind]


@lru_cache(maxsize=KEPT)
def _remarks(kind: str, contents: Sequence[tuple[str, bytes]]) -> tuple[Remark, ...]:
    papers = [_recognised(name, content) for name, content in contents]
    found = (each for each in proofread(chain_of(papers)) if each.file == kind)
    return tuple(sorted(found, key=lambda each: ORDER[each.rule.weight]))


@lru_cache(maxsize=KEPT)
def _recognised(name: str, content: bytes) -> Recognised:
    return recognise(printed_of_document(from_bytes(content), name))
