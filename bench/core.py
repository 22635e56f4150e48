"""How fast the core is, beside the least that any program would need: python bench/core.py

Every figure is the best of several runs, with its ratio to a limit measured in the same run: a bare loop over
the same counts, or the start of an empty Python. Nothing here is a test; the machine is printed with it.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

from prongsai.core.example import invented_counts
from prongsai.core.improve import improve
from prongsai.core.reconcile import reconcile
from prongsai.core.result import Result
from prongsai.core.scoring import evaluate, prepare, score
from prongsai.reading.framework import load
from prongsai.reading.result import read

AGENCIES = 8_300
DISTINCT = 200
ROOT = Path(__file__).parents[1]
DON_SAK = ROOT / "examples" / "donsak-2568.json"


def best(call: Callable[[], object], runs: int) -> float:
    """Return the shortest wall time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


def line(what: str, seconds: float, limit: float, of: str) -> None:
    print(f"{what:<58}{seconds:>9.3f} s   {seconds / limit:>7.1f} × {of} ({limit:.3f} s)")


def national(agencies: int) -> tuple[float, float]:
    """Return the time to score every agency from counts, exactly, and that of only reading the counts."""
    framework = load("th-ita-2568")
    recipe = prepare(framework)
    respondents = {"IIT": 60, "EIT.1": 60, "EIT.2": 25}
    distinct = [invented_counts(framework, seed, respondents) for seed in range(DISTINCT)]
    everyone = [distinct[number % DISTINCT] for number in range(agencies)]
    items = {"9": Fraction(90), "10": Fraction(100)}

    def exact() -> None:
        for counts in everyone:
            evaluate(recipe, items, counts)

    def bare() -> None:
        for counts in everyone:
            for answers in counts.values():
                sum(points * number for points, number in answers.items())

    return best(exact, 3), best(bare, 3)


def one_score() -> tuple[float, float]:
    """Return the time of a cold `prongsai score`, and of a Python that does nothing."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(*arguments: str) -> Callable[[], object]:
            return lambda: subprocess.run(
                [sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL
            )

        command = run("-c", "from prongsai.cli import main; main()", "score", str(DON_SAK), "--json")
        return best(command, 7), best(run("-c", "pass"), 7)


def main() -> None:
    print(
        f"{platform.platform()}  {platform.machine()}  {os.cpu_count()} cores  load {os.getloadavg()[0]:.1f}"
    )
    print(f"Python {platform.python_version()}  click {version('click')}  ortools {version('ortools')}\n")
    exact, bare = national(AGENCIES)
    line(
        f"{AGENCIES} agencies × 24 questions (33 with parts), from counts", exact, bare, "reading the counts"
    )
    cold, empty = one_score()
    line("cold `prongsai score`, process and all", cold, empty, "an empty Python")
    framework = load("th-ita-2568")
    recipe = prepare(framework)
    result: Result = read(DON_SAK)
    scored = score(recipe, result)
    single = best(lambda: score(recipe, result), 20)
    line("score of one result", single, single, "itself")
    line("reconcile of one result", best(lambda: reconcile(scored), 5), single, "its score")
    line("improve of one result", best(lambda: improve(scored), 5), single, "its score")


if __name__ == "__main__":
    main()
