"""The command line as tests start it: inside this process, or as the installed program."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from prongsai.cli import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
DONSAK = EXAMPLES / "donsak-2568.json"
NAPHO = EXAMPLES / "napho-2564.json"
PROGRAM = Path(sys.executable).parent / "prongsai"
THAI_MACHINE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "th_TH.UTF-8"}


def run(*arguments: object, **environment: str) -> Result:
    """Run one command as on a Thai machine."""
    return CliRunner().invoke(main, [str(each) for each in arguments], env=THAI_MACHINE | environment)


def done(*arguments: object) -> str:
    """Run one command that must succeed without a word of complaint, and give what it prints."""
    result = run(*arguments)

    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def printed(*arguments: object) -> Any:
    """Run one command with `--json` and give the value."""
    return json.loads(done(*arguments, "--json"))


def program(*arguments: object, at: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Start the installed program itself in a folder."""
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        cwd=at,
        env=os.environ | THAI_MACHINE | environment,
        capture_output=True,
        check=False,
    )


def everything_in(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
