"""Run every check of ./test, one line each, and fail if any of them fails.

The tests of the web run twice: on SQLite with all others, and on PostgreSQL where a server lets us make databases.
TEST_DATABASE_URL names it, such as postgres://me:word@127.0.0.1:5432/postgres; without, the one on this machine is tried.
"""

import getpass
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

# More would wait for each other: browsers and servers of tests are processes of their own.
WORKERS = str(max(2, os.cpu_count() or 2))
# At a desk each run tries another order of tests; a gate must say the same thing twice.
ORDER = ["--randomly-seed=2569"] if os.environ.get("CI") else []
ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STAGES: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy", "--no-error-summary"],
    "lint": [BIN / "ruff", "check", "--quiet"],
    "format": [BIN / "ruff", "format", "--check", "--quiet"],
    "imports": [BIN / "lint-imports", "--no-logo"],
    "locks": [sys.executable, "scripts/lock.py", "--check"],
}


# It takes ten times as long as all other checks, so the tests begin beside it and no core waits.
BESIDE_TESTS = "types"


def report(name: str, started: float, code: int) -> bool:
    before = "\n" if name == BESIDE_TESTS else ""  # where the dots of the tests stand
    print(
        f"{before}{name:<8} {'ok' if code == 0 else 'FAILED':<7} {time.monotonic() - started:6.1f} s",
        flush=True,
    )
    return code == 0


def run_quietly(name: str, command: list[str | Path]) -> bool:
    """Show what a stage says only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout.strip())
    return report(name, started, done.returncode)


def run_pytest(name: str, arguments: list[str], **environment: str) -> bool:
    started = time.monotonic()
    command: list[str | Path] = [BIN / "pytest", "-n", WORKERS, "--dist", "worksteal", *ORDER, *arguments]
    done = subprocess.run(command, check=False, env={**os.environ, **environment})
    return report(name, started, done.returncode)


def postgres() -> str:
    """Return the address of a PostgreSQL that tests may use, else say why they do not and return nothing."""
    import psycopg

    asked = os.environ.get("TEST_DATABASE_URL")
    address = asked or f"postgres://{getpass.getuser()}@127.0.0.1:5432/postgres"
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            found = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            )
            if (found.fetchone() or [False])[0]:
                return address
            why = "this account may not make databases"
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
    print(
        f"postgres SKIPPED: the web was tested on SQLite only ({why}); TEST_DATABASE_URL names a server",
        flush=True,
    )
    return ""


def run_tests(arguments: list[str]) -> bool:
    """Run what was named, or everything, and the web once more on PostgreSQL."""
    if arguments:
        return run_pytest("tests", arguments)
    passed = run_pytest("tests", [], DATABASE_URL="")
    address = postgres()
    # A browser sees the same pages, and pages cost as many queries, whatever is below them.
    again = ["tests/web", "-m", "not browser and not once", "-q"]
    return (not address or run_pytest("postgres", again, DATABASE_URL=address)) and passed


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    with ThreadPoolExecutor(2) as both_cores:
        checks = {name: both_cores.submit(run_quietly, name, command) for name, command in STAGES.items()}
        wait([check for name, check in checks.items() if name != BESIDE_TESTS])
        passed = [run_tests(arguments), *(check.result() for check in checks.values())]
    print("all passed" if all(passed) else "FAILED: see above")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
