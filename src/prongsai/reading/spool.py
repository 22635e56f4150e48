"""Recognised papers kept on disk, so that however many are proof-read, only those read together are in memory."""

from __future__ import annotations

import os
import pickle
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from prongsai.core.proofread import Chain
from prongsai.core.recognised import Recognised
from prongsai.core.result import Result
from prongsai.reading.proofreading import MOST_TOGETHER, chain_of, grouped, of_agency, parted

# So much stays in memory, that of a hundred papers and more; a few never touch the disk.
IN_MEMORY = 4 * 1024 * 1024
# The quickest: it leaves a quarter, at a hundredth of the time that a paper takes.
_PACKED = 1


@dataclass(frozen=True, slots=True)
class _Kept:
    """Whose a paper is, and where in the file it stands."""

    agency: str
    province: str
    begins: int
    size: int


class Spool:
    """Papers one after the other in a file of our own, which has no name and goes when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – closed with the spool
        self._kept: list[_Kept] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, paper: Recognised) -> None:
        packed = zlib.compress(pickle.dumps(paper, protocol=pickle.HIGHEST_PROTOCOL), _PACKED)
        begins = self._file.seek(0, os.SEEK_END)
        self._kept.append(_Kept(paper.agency, paper.province, begins, len(packed)))
        self._file.write(packed)

    def chains(self, known: Sequence[Result] = ()) -> Iterator[Chain]:
        """Yield a chain for each agency as `chains_of` does; each is read when it is asked for."""
        groups = grouped(self._kept)
        for group in groups:
            results = of_agency(self._kept[group[0]], known, alone=len(groups) == 1)
            for part in parted(group):
                yield chain_of([self._paper(place) for place in part], results)

    def apart(self) -> dict[str, int]:
        """Return the agencies of which not all papers can be read together, each with how many it has."""
        groups = (group for group in grouped(self._kept) if len(group) > MOST_TOGETHER)
        return {self._kept[group[0]].agency: len(group) for group in groups}

    def _paper(self, place: int) -> Recognised:
        kept = self._kept[place]
        self._file.seek(kept.begins)
        # Nobody else can have written into the file.
        paper: Recognised = pickle.loads(zlib.decompress(self._file.read(kept.size)))  # noqa: S301
        return paper
