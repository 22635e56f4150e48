"""Pin every dependency of pyproject.toml in requirements/, by hash and without addresses.

scripts/lock.py [--upgrade]   compile again; pins stay where they still fit (needs the network)
scripts/lock.py --check       say whether the files were made from today's pyproject.toml (offline)
"""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "uv": ["--group", "pyproject.toml:uv"],
    "base": ["pyproject.toml", "--extra", "all"],
    # The constraint keeps dev a superset of base, so that ./run may use an environment made by ./test.
    "dev": ["pyproject.toml", "--extra", "all", "--group", "dev", "--constraint", "requirements/base.txt"],
}


def path(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def first_line() -> str:
    """The line that ties a lock to the requirements it was made from."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = pyproject["project"]
    wanted = [
        project["requires-python"],
        project["dependencies"],
        project["optional-dependencies"],
        pyproject["dependency-groups"],
    ]
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return f"# Made by scripts/lock.py from the requirements in pyproject.toml, sha256 {digest}\n"


def uv() -> str:
    beside = Path(sys.executable).parent / "uv"
    return str(beside) if beside.exists() else "uv"


def compile_lock(name: str, extra: list[str]) -> None:
    command = [uv(), "pip", "compile", "--quiet", *LOCKS[name], "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--only-binary", ":all:"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--output-file", str(path(name)), *extra]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "UV_SYSTEM_CERTS": "1"})
    path(name).write_text(first_line() + path(name).read_text("utf-8"), "utf-8")


def is_stale(name: str) -> bool:
    return not (path(name).is_file() and path(name).read_text("utf-8").startswith(first_line()))


def check() -> int:
    stale = [path(name).name for name in LOCKS if is_stale(name)]
    if stale:
        print(f"{', '.join(stale)}: not from today's pyproject.toml; run .venv/bin/python scripts/lock.py")
    return len(stale)


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        return min(check(), 1)
    for name in LOCKS:
        compile_lock(name, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
