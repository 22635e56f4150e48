"""The papers of an agency as they were read, and what proof-reading says of all of them together."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised
from prongsai.core.result import Result as Entered
from prongsai.reading.printed.carried import from_json
from prongsai.reading.proofreading import chains_of
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.corrected import put_right
from prongsai.web.models import Agency, ReadPaper, ReadValue, Result
from prongsai.web.queries.result import score_of

# A chain is the papers of a few years; more would hold up the worker for nothing.
MOST = 24
_KEPT = 16


def recognised_of(paper: ReadPaper) -> Recognised:
    """Return what was understood of a paper, worked out anew from what is kept of it."""
    return _recognised(bytes(paper.printed or b""))


@lru_cache(maxsize=_KEPT)
def _recognised(kept: bytes) -> Recognised:
    return recognise(from_json(zlib.decompress(kept)))


def remarks_of(agency: Agency) -> Mapping[int, Sequence[Remark]]:
    """Return the remarks on each paper of the agency that was read, by its number."""
    papers = list(ReadPaper.objects.filter(agency=agency, stage="read")[:MOST])
    numbers = {paper.name: paper.pk for paper in papers}
    found: defaultdict[int, list[Remark]] = defaultdict(list, {paper.pk: [] for paper in papers})
    decided = _decided(papers)
    read = [put_right(recognised_of(paper), decided[paper.pk]) for paper in papers]
    for chain in chains_of(read, _known(agency)):
        for remark in proofread(chain):
            file = remark.file or next((place.file for place in remark.where), "")
            if file in numbers:
                found[numbers[file]].append(remark)
    return found


def _decided(papers: Sequence[ReadPaper]) -> Mapping[int, Mapping[str, str]]:
    """Return what people put in the place of what was read, by paper and field."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = ReadValue.objects.filter(paper__in=papers, decision__in=("corrected", "proposal"))
    for paper, field, words in rows.values_list("paper_id", "field", "decided"):
        found[paper][field] = words
    return found


def _known(agency: Agency) -> list[Entered]:
    return [score_of(kept).result for kept in Result.objects.filter(agency=agency)]
