"""How well published papers are read and proof-read: python -m tools.measure_reading [--papers 36] [--seeds 1] [--each 4]

Prints the tables of docs/method/reading.md and docs/method/proofread.md, measured on the papers of tests/corpus:
every field by format and damage, and every class of mistakes. The seeds are fixed, so that two runs say the same.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from tests.corpus.corpus import Files, papers
from tests.corpus.damage import Level
from tests.corpus.measured import CELLS, HEAD, SCORES, Tally
from tests.corpus.measuring import judge, read_back
from tests.corpus.sheets import Format

SEED = "measured"
# Each draws other agencies, figures, layouts and damage.
SEEDS = (SEED, "s1", "s2", "s3")
_PDF: Format = "pdf"
# A PDF is drawn and read again page by page, which takes longer.
_PDF_SHARE = 4
_CLASSES = ("sum", "rule", "year", "chain", "form", "text")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--papers", type=int, default=36, help="papers of each seed at each level of damage (default: 36)"
    )
    parser.add_argument(
        "--seeds", type=int, default=1, choices=range(1, len(SEEDS) + 1), help="how many seeds (default: 1)"
    )
    parser.add_argument("--each", type=int, default=4, help="sets of papers for each mistake (default: 4)")
    parser.add_argument(
        "--clean", type=int, default=60, help="sets of papers without a mistake (default: 60)"
    )
    parser.add_argument("--faults", action="store_true", help="list what was read otherwise")
    given = parser.parse_args()
    started, seeds = time.perf_counter(), SEEDS[: given.seeds]
    packages = " ".join(
        f"{name} {version(name)}" for name in ("rapidfuzz", "python-docx", "openpyxl", "pypdfium2")
    )
    print(f"{platform.platform()} {platform.machine()}; Python {platform.python_version()} {packages}\n")
    levels: tuple[Level, ...] = ("none", "light", "heavy")
    columns: dict[str, Tally] = {level: read_back(of_seeds(seeds, level, given.papers)) for level in levels}
    columns["scan"] = read_back(of_seeds(seeds, "heavy", given.papers), "txt", scanned=True)
    columns["PDF"] = read_back(of_seeds(seeds, "none", given.papers // _PDF_SHARE), _PDF)
    fields(columns)
    mistakes(given.each, given.clean)
    if given.faults:
        for name, tally in columns.items():
            print(*(f"{name} {fault}" for fault in (*tally.faults, *tally.unflagged)), sep="\n")
    print(f"\n{time.perf_counter() - started:.0f} s")


def of_seeds(seeds: Sequence[str], level: Level, number: int) -> Files:
    """Yield so many papers of each seed."""
    for seed in seeds:
        for paper, form, random in papers(seed, level, number):
            yield replace(paper, name=f"{seed} {paper.name}"), form, random


def fields(columns: dict[str, Tally]) -> None:
    """Print recall / precision of every field by column, and what became of wrong figures."""
    names = [*HEAD, *SCORES, *CELLS]
    print("| field |", " | ".join(columns), "| values |")
    print("|---|" + "---|" * (len(columns) + 1))
    for name in names:
        _row(name, (name,), columns)
    _row("**all scores**", SCORES, columns)
    _row("**all cells of measures**", CELLS, columns)
    print(
        "\n| figures | read | as unproved | wrong | marked | unmarked | of these contradicted | silently changed |"
        "\n|---|---|---|---|---|---|---|---|"
    )
    for name, tally in columns.items():
        missed = len(tally.unflagged)
        counts = (
            sum(tally.right[kind] + tally.wrong[kind] for kind in SCORES),
            tally.distrusted,
            tally.flagged + missed,
            tally.flagged,
            missed,
            len(tally.provable),
            len(tally.silent),
        )
        print(f"| {name} | {' | '.join(map(str, counts))} |")


def _row(title: str, names: Sequence[str], columns: dict[str, Tally]) -> None:
    shown = [
        f"{100 * each.recall(*names):.1f} / {100 * each.precision(*names):.1f}" for each in columns.values()
    ]
    print(f"| {title} | {' | '.join(shown)} | {sum(each.told(*names) for each in columns.values()):,} |")


def mistakes(each: int, clean: int) -> None:
    """Print what was told of planted mistakes by class, and of papers that have none."""
    planted = judge(SEED, each=each)
    alone = judge(f"{SEED} clean", (), clean=clean)
    print("\n| class | planted | told | % |\n|---|---|---|---|")
    for kind in _CLASSES:
        number, told = planted.planted[kind], planted.found[kind]
        print(f"| {kind} | {number} | {told} | {100 * told / number:.0f} |")
    all_, told = planted.planted.total(), planted.found.total()
    print(f"| all | {all_} | {told} | {100 * told / all_:.0f} |")
    for name, judged in (("with a mistake", planted), ("without", alone)):
        print(
            f"\n{judged.papers} sets of papers {name}: {judged.remarks} errors and warnings,"
            f" {judged.false.total()} of them unexplained {dict(judged.false)}"
        )
    print(*planted.missed, *planted.alarms, *alone.alarms, sep="\n")


if __name__ == "__main__":
    main()
