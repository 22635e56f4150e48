"""Text and runs as HTML; what comes from a document is always escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from prongsai.core.document import Run
from prongsai.core.thai import Digits
from prongsai.render.printable import printable, run_text, target


def line_text(text: str, digits: Digits) -> str:
    return escape(printable(text, digits)).replace("\n", "<br>")


def runs_text(runs: Iterable[Run], digits: Digits) -> str:
    return "".join(_run(run, digits) for run in runs)


def class_of(name: str) -> str:
    """Return the attribute for a class; what is plain needs none."""
    return "" if name in ("", "start", "plain") else f' class="{name}"'


def _run(run: Run, digits: Digits) -> str:
    text = escape(run_text(run, digits)).replace("\n", "<br>")
    if run.verbatim:
        text = f'<span class="verbatim" translate="no">{text}</span>'
    if address := target(run):
        text = f'<a href="{escape(address)}">{text}</a>'
    return f"<strong>{text}</strong>" if run.bold else text
