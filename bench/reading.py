"""How fast published papers are read and checked, and in how much memory: python -m bench.reading [--papers 1000]

Papers of the generator in tests/corpus, each of another agency and in the formats that agencies publish, are read,
recognised and proof-read one after the other as `prongsai read` and `prongsai check --json` do it. Beside each figure
stands its ratio to what was measured in the same run: reading the bytes alone, and taking the plain text out of the
same Word files and PDFs with nothing but the libraries. Times are those of the processor, the process that parses
included, so that a busy machine changes them little. Memory is the peak after each quarter; the later ones must not
need more (Linux only). `--folder` keeps the papers for the next run. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tests.corpus.sheets import Format

T = TypeVar("T")
# Of twenty papers so many are of each format.
_MIX: tuple[Format, ...] = ("txt",) * 10 + ("html",) * 3 + ("docx",) * 4 + ("xlsx",) * 2 + ("pdf",)
_LIBRARIES = ("python-docx", "openpyxl", "pypdfium2", "rapidfuzz")
_KB = 1024
_QUARTERS = 4
# As many as the command line lets gather before Python looks for garbage.
_OBJECTS_BETWEEN_COLLECTIONS = 200_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=1000, help="how many papers (default: 1000)")
    parser.add_argument("--folder", type=Path, help="where the papers are, or are to be kept")
    given = parser.parse_args()
    about()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        # What the generator needs must not count as memory of the readers: each part has a process of its own.
        if len(list(folder.iterdir())) < given.papers:
            alone(write, folder, given.papers)
        files = sorted(folder.iterdir())[: given.papers]
        print(f"{len(files)} papers, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB\n")
        for part in (formats, read, check):
            alone(part, files)


def about() -> None:
    """Print on what this ran."""
    load = f"load {os.getloadavg()[0]:.1f}"
    print(f"{platform.platform()}  {platform.machine()}  {os.cpu_count()} cores  {load}")
    print(
        f"Python {platform.python_version()}  {'  '.join(f'{name} {version(name)}' for name in _LIBRARIES)}"
    )


def alone(part: Callable[..., None], *given: object) -> None:
    """Run one part in a process of its own; stop where it failed."""
    process = multiprocessing.get_context("spawn").Process(target=part, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def write(folder: Path, number: int) -> None:
    """Write the papers, each of another agency."""
    from tests.corpus.corpus import papers
    from tests.corpus.formats import file_of

    for place, (paper, _, random) in enumerate(papers("bench", "light", number)):
        form = _MIX[place % len(_MIX)]
        (folder / f"{int(paper.name):04d}.{form}").write_bytes(file_of(paper.sheet, form, random))


def formats(files: list[Path]) -> None:
    """Compare reading files with reading their bytes, and those of two formats with taking nothing but their text."""
    from prongsai.reading.printed import read_many

    byte = spent(lambda of: [file.read_bytes() for file in of], files)
    print(f"reading the bytes: {byte * 1000:.2f} ms a paper")
    for ending in dict.fromkeys(_MIX):
        chosen = [file for file in files if file.suffix == f".{ending}"]
        if not chosen:
            continue
        seconds = spent(lambda of: [each for each, _ in read_many(of)], chosen)
        line = f"{ending}: lines, tables and places, confined: {seconds * 1000:.1f} ms a paper"
        plain = _PLAIN.get(ending)
        if plain is not None:
            text = spent(plain, chosen)
            line += f", {seconds / text:.1f} times the plain text by the library alone ({text * 1000:.1f} ms)"
        print(line, flush=True)


def read(files: list[Path]) -> None:
    """Read and recognise all papers."""
    from prongsai.reading.printed import read_many
    from prongsai.reading.recognise import recognise

    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)

    def whole(of: list[Path]) -> None:
        for _, printed in quarters("read", len(of), read_many(of)):
            if isinstance(printed, Exception):
                raise printed
            recognise(printed)

    print(f"read and recognised: {spent(whole, files) * 1000:.0f} ms a paper\n", flush=True)


def check(files: list[Path]) -> None:
    """Proof-read all papers as `check --json` does."""
    from prongsai.cli.json_lists import JsonLists
    from prongsai.core.proofread.check import proofread
    from prongsai.core.proofread.record import remark_record
    from prongsai.reading.printed import read_many
    from prongsai.reading.recognise import recognise
    from prongsai.reading.spool import Spool

    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    remarks = 0
    with Spool() as spool, JsonLists(("findings",)) as lists:
        for _, printed in quarters("check, first reading", len(files), read_many(files)):
            if isinstance(printed, Exception):
                raise printed
            spool.add(recognise(printed))
        started = time.process_time()
        for chain in quarters("check, then proof-reading", len(files), spool.chains()):
            for remark in proofread(chain):
                lists.add("findings", remark_record(remark, "th"))
                remarks += 1
    print(
        f"proof-read: {(time.process_time() - started) / len(files) * 1000:.0f} ms a paper, {remarks} remarks"
    )


def quarters(title: str, number: int, things: Iterator[T]) -> Iterator[T]:
    """Yield all things, and tell after each quarter what the peak of memory was until then."""
    own, parser, place = {}, 0.0, 0
    for place, thing in enumerate(things, start=1):
        yield thing
        parser = max([parser, *map(peak, children())])
        if place * _QUARTERS % number < _QUARTERS:
            own[place] = peak("self")
    # Agencies are fewer than papers.
    own[place] = peak("self")
    beside = f"; confined parser {parser:.0f} MB" if parser else ""
    peaks = ", ".join(f"{after}: {most:.0f} MB" for after, most in own.items())
    print(f"{title}, peak memory after {peaks}{beside}", flush=True)


def children() -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    return []


def peak(process: str) -> float:
    """Return the most memory that a process has had since it began, in MB; 0 where that cannot be known."""
    with suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
        return max([int(line.split()[1]) / _KB for line in lines if line.startswith("VmHWM:")], default=0.0)
    return 0.0


def spent(work: Callable[[list[Path]], object], files: list[Path]) -> float:
    """Return the processor time of `work` in seconds a file, with that of the processes it started and ended."""
    before = _processor()
    work(files)
    return (_processor() - before) / len(files)


def _processor() -> float:
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _docx_text(files: list[Path]) -> None:
    import docx

    for file in files:
        document = docx.Document(str(file))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        "".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pdf_text(files: list[Path]) -> None:
    import pypdfium2

    for file in files:
        for page in pypdfium2.PdfDocument(file):
            page.get_textpage().get_text_range()


_PLAIN: dict[str, Callable[[list[Path]], None]] = {"docx": _docx_text, "pdf": _pdf_text}

if __name__ == "__main__":
    main()
