"""Making ready what the web stands on: tables, throttles, fingerprinted files. Doing it twice does nothing more."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from prongsai.web.models import AuditChain

# Any number will do, as long as nobody else on the same PostgreSQL uses it.
_LOCK = 2_569_0420


def prepare() -> None:
    """Bring the database and the static files up to this version; of several starts at once, one does it."""
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _one_at_a_time():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _collect()


def is_prepared() -> bool:
    """Tell whether the database holds a site."""
    return AuditChain._meta.db_table in connection.introspection.table_names()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock in the data folder, and one in PostgreSQL, which machines with folders of their own may share."""
    with (settings.DATA / ".prepare").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _collect() -> None:
    """Copy, compress and fingerprint the static files where they are not the ones that were copied last."""
    made_from = Path(settings.STATIC_ROOT) / ".made-from"
    now = _state_of_sources()
    if made_from.is_file() and made_from.read_text("ascii") == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    made_from.write_text(now, "ascii")


def _state_of_sources() -> str:
    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            file = Path(storage.path(name)).stat()
            state.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return state.hexdigest()
