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


def compile_lock(name: str, extra: list[str]) -> None:
    uv = os.environ.get("UV", str(Path(sys.executable).parent / "uv"))
    command = [uv, "pip", "compile", "--quiet", *LOCKS[name], "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--only-binary", ":all:"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--output-file", str(path(name)), *extra]
    subprocess.run(command, cwd=ROOT, check=True)
    path(name).write_text(first_line() + path(name).read_text("utf-8"), "utf-8")


def stale() -> list[str]:
    return [
        name
        for name in LOCKS
        if not path(name).is_file() or not path(name).read_text("utf-8").startswith(first_line())
    ]


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        for name in stale():
            print(
                f"requirements/{name}.txt does not match pyproject.toml: run .venv/bin/python scripts/lock.py"
            )
        return 1 if stale() else 0
    for name in LOCKS:
        compile_lock(name, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
