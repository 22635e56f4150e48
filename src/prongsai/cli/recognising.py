"""Files of published papers one after the other, each with what was understood of it."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.bilingual import quiet
from prongsai.core.errors import InputError

if TYPE_CHECKING:
    from prongsai.core.recognised import Recognised

_RECOGNISER = "prongsai.reading.recognise"


def recognised(
    files: Sequence[Path], *, persons: bool = False
) -> Iterator[tuple[Path, Recognised | InputError]]:
    """Yield each file with what was understood of it, or with why it cannot be read; tell how far it is.

    Names of persons are read only where they are asked for.
    """
    from prongsai.reading.printed import read_many

    # The process that parses takes as long to begin as what understands its papers takes to load.
    threading.Thread(target=importlib.import_module, args=(_RECOGNISER,)).start()
    for number, (path, printed) in enumerate(read_many(files), start=1):
        _show_progress(number, len(files))
        if isinstance(printed, InputError):
            yield path, printed
        else:
            from prongsai.reading.recognise import recognise

            yield path, recognise(printed, persons=persons)


def _show_progress(number: int, total: int) -> None:
    """Say on a terminal how many of several files are read; a pipe gets nothing of it."""
    if total > 1 and not quiet() and sys.stderr.isatty():
        click.echo(f"\r{number}/{total}", nl=number == total, err=True)
