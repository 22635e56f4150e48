"""One JSON object of long lists: their entries wait in files of our own until the last of them is known."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import click

# So much of each list stays in memory; what few papers give never touches the disk.
IN_MEMORY = 1024 * 1024
_AT_ONCE = 64 * 1024
_INDENT = 2


class JsonLists:
    """Lists of plain values, each added to whenever something for it is found; use it in a `with` block.

    Nothing is printed before `print`, so that a failure half way leaves no half of an object behind.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._files = {
            # A file's name may hold bytes that are no letters; they must come through as they do elsewhere.
            name: tempfile.SpooledTemporaryFile(  # noqa: SIM115 – closed with the lists
                max_size=IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass", newline=""
            )
            for name in names
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def add(self, name: str, entry: object) -> None:
        """Put `entry` at the end of the list `name`."""
        text = json.dumps(entry, ensure_ascii=False, indent=_INDENT)
        # No string of JSON holds the end of a line, so every one of them begins a line of the entry.
        self._files[name].write(f",\n{text}")

    def print(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Print an object that has under each key the lists so named, one after the other, as `print_json` would."""
        click.echo("{", nl=False)
        for place, (key, names) in enumerate(keys.items()):
            click.echo(f"{',' if place else ''}\n  {json.dumps(key)}: [", nl=False)
            is_empty = True
            for text in self._entries(names):
                # Every entry is written with a comma before it, the first of a list needs none.
                click.echo(text[1:] if is_empty else text, nl=False)
                is_empty = False
            click.echo("]" if is_empty else "\n  ]", nl=False)
        click.echo("\n}")

    def _entries(self, names: Sequence[str]) -> Iterator[str]:
        """Yield the text of lists piece by piece, four blanks before every line."""
        for name in names:
            file = self._files[name]
            file.seek(0)
            while text := file.read(_AT_ONCE):
                yield text.replace("\n", "\n    ")
