"""Run every check of ./test, one line each, and fail if any of them fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STAGES: dict[str, list[str | Path]] = {
    "lint": [BIN / "ruff", "check", "--quiet"],
    "format": [BIN / "ruff", "format", "--check", "--quiet"],
    "types": [BIN / "mypy", "--no-error-summary"],
    "imports": [BIN / "lint-imports", "--no-logo"],
    "locks": [sys.executable, "scripts/lock.py", "--check"],
}


def report(name: str, started: float, code: int) -> bool:
    print(f"{name:<8} {'ok' if code == 0 else 'FAILED':<7} {time.monotonic() - started:6.1f} s", flush=True)
    return code == 0


def run_quietly(name: str, command: list[str | Path]) -> bool:
    """Show what a stage says only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout.strip())
    return report(name, started, done.returncode)


def run_pytest(arguments: list[str]) -> bool:
    started = time.monotonic()
    done = subprocess.run([BIN / "pytest", "-n", "2", *arguments], check=False)
    return report("tests", started, done.returncode)


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    passed = [run_quietly(name, command) for name, command in STAGES.items()]
    passed.append(run_pytest(arguments))
    print("all passed" if all(passed) else "FAILED: see above")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
