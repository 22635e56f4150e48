"""The command that verifies approved papers, without any network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prongsai.cli.bilingual import (
    AS_JSON,
    WRONG_INPUT,
    command,
    language,
    option,
    print_json,
    problem_summary,
    refuse,
    say_problems,
)
from prongsai.core.errors import InputError
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.reading.seal import Verdict


@command("verify")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--key",
    metavar="FILE|FINGERPRINT",
    words=Text(
        "กุญแจสาธารณะของเว็บไซต์ที่เชื่อถือ หรือลายนิ้วมือของกุญแจ",
        "the public key of the site you trust, or its fingerprint",
    ),
)
@AS_JSON
def verify(files: tuple[Path, ...], key: str | None, *, as_json: bool) -> None:
    """Say of every file whether it is sound; end with 0 only if all of them are."""
    from prongsai.reading.seal import read_verdict, trusted_key

    try:
        trusted = None if key is None else trusted_key(key)
    except InputError as error:
        refuse(error, as_json=as_json)
    verdicts = [(path, read_verdict(path, trusted)) for path in files]
    if as_json:
        print_json({"files": [_summary(path, verdict) for path, verdict in verdicts]})
    else:
        for path, verdict in verdicts:
            _say(path, verdict)
    if any(verdict.state != "sound" for _, verdict in verdicts):
        sys.exit(WRONG_INPUT)


def _say(path: Path, verdict: Verdict) -> None:
    from prongsai.render.terminal_seal import record_text

    lang = language()
    click.echo(f"{path.name}: {verdict.words.say(lang)}")
    click.echo(f"    {verdict.words.say('en' if lang == 'th' else 'th')}")
    if verdict.record is not None:
        lines = record_text(verdict.record, lang).splitlines()
        click.echo("\n".join(f"    {line}" for line in lines))
    say_problems(verdict.reasons)


def _summary(path: Path, verdict: Verdict) -> dict[str, Any]:
    from prongsai.core.seal.record import plain

    return {
        "file": str(path),
        "state": verdict.state,
        "trusted": verdict.trusted,
        "verdict_th": verdict.words.th,
        "verdict_en": verdict.words.en,
        "fingerprint": verdict.fingerprint,
        "record": None if verdict.record is None else plain(verdict.record),
        "problems": [problem_summary(problem) for problem in verdict.reasons],
    }
