"""What every page needs, loaded once before the server makes its processes: they share it, and none begins slowly."""

from __future__ import annotations

import contextlib
import gc
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.catalogue import load_rules
from prongsai.reading.framework import available
from prongsai.reading.framework import load as load_framework

TEMPLATES = Path(__file__).parent / "templates"


def warm() -> None:
    """Load views, templates, frameworks and catalogue; nothing here asks the database, which no fork may share."""
    import_module(settings.ROOT_URLCONF)
    for file in TEMPLATES.rglob("*.html"):
        get_template(file.relative_to(TEMPLATES).as_posix())
    for id_ in available():
        load_framework(id_)
    load_catalogue()
    load_rules()
    # What is here stays as long as the server: looking through it for garbage would stop pages for a tenth of a second.
    gc.collect()
    gc.freeze()


def warm_process() -> None:
    """Load the solver of the analysis, which takes as long as ten pages and may start threads, so after the fork."""
    with contextlib.suppress(ImportError):  # Without it pages say so where they need it.
        import_module("ortools.sat.python.cp_model")
    gc.collect()
    gc.freeze()
