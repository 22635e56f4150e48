"""How fast papers are made, and in how much memory: python -m bench.papers [--reports 100]

Every figure has its ratio to a limit measured in the same run: an empty page, set by typst in the same fonts. The
national figure takes invented results of the years 2562–2568 with the counts of every question, so that their
papers are longer than those of most agencies. Nothing here is a test; the machine is printed with it.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

AGENCIES = 8_300
YEARS = range(2562, 2569)
RESPONDENTS = 60
ROOT = Path(__file__).parents[1]
DON_SAK = str(ROOT / "examples" / "donsak-2568.json")
PRONGSAI = ("-c", "from prongsai.cli import main; main()")
# Prints the shortest time of as many empty pages as its argument says.
EMPTY_PAGE = f"""
import sys, time, typst
fonts = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False,
    font_paths=[{str(ROOT / "src" / "prongsai" / "render" / "fonts")!r}],
)
times = []
for _ in range(int(sys.argv[1])):
    begun = time.perf_counter()
    typst.Compiler(b"", font_paths=fonts).compile(format="pdf")
    times.append(time.perf_counter() - begun)
print(min(times))
"""


@dataclass(frozen=True, slots=True)
class Share:
    """What one process made: bytes of PDF, the seconds of its processor, start and all, and its peak memory in MB."""

    size: int
    processor: float
    memory: float


def best(call: Callable[[], object], runs: int) -> float:
    """Return the shortest wall time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


def line(what: str, seconds: float, limit: float, of: str) -> None:
    print(f"{what:<52}{seconds:>8.2f} s   {seconds / limit:>7.1f} × {of} ({limit:.4f} s)")


def python(*arguments: str) -> str:
    """Return what a new Python prints; its modules are compiled already, as ./run leaves them."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    # Linux counts in kB, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def papers_twice(arguments: Sequence[str]) -> tuple[float, float, float]:
    """Return how long a command takes the first and the second time in one process, and the peak memory."""
    from prongsai.cli import main

    def run() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            main(list(arguments), standalone_mode=False)

    return best(run, 1), best(run, 1), peak()


def analyses(numbers: Sequence[int]) -> Share:
    """Make the PDF of the analysis of as many invented results."""
    from prongsai.cli.analyze import analysed
    from prongsai.core.analysis.paper import paper
    from prongsai.core.edition import Edition
    from prongsai.core.example import invented_result
    from prongsai.core.scoring import prepare, score
    from prongsai.reading.framework import load_year
    from prongsai.render.pdf import render

    recipes = [prepare(load_year(year)) for year in YEARS]
    edition = Edition(lang="th", digits="thai")
    size = 0
    for number in numbers:
        recipe = recipes[number % len(recipes)]
        parts = {part.code: RESPONDENTS for part in recipe.framework.parts}
        tools = {tool.code: RESPONDENTS for tool in recipe.framework.tools}
        result = invented_result(recipe.framework, number, tools | parts)
        size += len(render(paper(analysed(score(recipe, result)), edition)))
    return Share(size, time.process_time(), peak())


def fresh(processes: int) -> ProcessPoolExecutor:
    """Return new processes that hold nothing of this one."""
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))


def national(reports: int, processes: int, limit: float) -> None:
    """Print the rate of distinct analyses, start of the processes and all, and what it means for every agency."""
    begun = time.perf_counter()
    with fresh(processes) as pool:
        shares = list(pool.map(analyses, (range(first, reports, processes) for first in range(processes))))
    seconds = time.perf_counter() - begun
    size = sum(share.size for share in shares) / reports / 1000
    processor = sum(share.processor for share in shares) / reports
    memory = " + ".join(f"{share.memory:.0f}" for share in shares)
    print(
        f"{reports} analyses as PDF in {processes} process(es): {reports / seconds:.2f} a second, {size:.0f} kB each\n"
        f"    {processor:.2f} s of a processor each, {processor / limit:.0f} × an empty page ({limit:.4f} s)\n"
        f"    {AGENCIES} in {AGENCIES * seconds / reports / 3600:.1f} h; peak memory {memory} MB"
    )


def commands() -> None:
    """Print how long the papers of one agency take, from the start of the process on."""
    empty = best(lambda: python("-c", EMPTY_PAGE, "1"), 5)
    with tempfile.TemporaryDirectory() as folder:
        plan = str(Path(folder) / "plan.json")
        python(*PRONGSAI, "plan", DON_SAK, "-o", plan)
        one = ("report", DON_SAK, "-o", folder)
        all_kinds = (*one, "--kind", "all", "--plan", plan)
        of = "an empty page, process and all"
        line("the analysis in 3 formats, cold", best(lambda: python(*PRONGSAI, *one), 5), empty, of)
        line("6 papers in 3 formats, cold", best(lambda: python(*PRONGSAI, *all_kinds), 5), empty, of)
        with fresh(1) as pool:
            first, again, memory = pool.submit(papers_twice, all_kinds).result()
    line("6 papers in 3 formats, first time in a process", first, empty, of)
    line("6 papers in 3 formats, second time in a process", again, empty, of)
    print(f"peak memory of that process: {memory:.0f} MB\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100, help="how many distinct analyses (default: 100)")
    reports = parser.parse_args().reports
    print(
        f"{platform.platform()}  {platform.machine()}  {os.cpu_count()} cores  load {os.getloadavg()[0]:.1f}"
    )
    packages = ("typst", "pikepdf", "python-docx", "pythainlp", "ortools")
    print(
        f"Python {platform.python_version()}  {'  '.join(f'{name} {version(name)}' for name in packages)}\n"
    )
    commands()
    warm = float(python("-c", EMPTY_PAGE, "20"))
    for processes in (1, 2):
        national(reports, processes, warm)


if __name__ == "__main__":
    main()
