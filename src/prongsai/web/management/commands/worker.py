"""manage worker: does what waits in the queue, until it is told to end. `serve` starts one."""

from __future__ import annotations

import datetime
import os
import time
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from prongsai.web import tasks
from prongsai.web.jobs import run

_PAUSE = 0.5
_SWEEP = 5.0
_DAILY = 60.0


class _Worker(Worker):
    """The library's worker; asked to end, it lets a long job go after the unit at hand."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        run.ending.set()
        super().shutdown(signum, frame)


class Command(BaseCommand):
    help = "Do background jobs until told to end"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")
        parser.add_argument(
            "--lease",
            type=float,
            default=run.LEASE.total_seconds(),
            help="seconds until a silent worker is dead",
        )

    def handle(self, *args: object, batch: bool, lease: float, **options: object) -> None:
        run.LEASE = datetime.timedelta(seconds=lease)
        worker = _Worker(
            queue_names=["default"],
            interval=0,
            # It returns when the queue is empty; this loop has something to do then.
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        _work(worker, batch=batch, sweep=min(_SWEEP, lease))


def _work(worker: _Worker, *, batch: bool, sweep: float) -> None:
    parent = os.getppid()
    swept = asked = -_DAILY
    # A worker whose parent was killed would go on unseen.
    while worker.running and (batch or os.getppid() == parent):
        now = time.monotonic()
        try:
            if now - asked >= _DAILY:
                asked = now
                tasks.start_daily()
            if now - swept >= sweep:
                swept = now
                tasks.rescue()
            worker.run()
        except OperationalError:
            # The database is locked or away for a moment; nothing is lost by looking again.
            close_old_connections()
        if batch:
            return
        if worker.running:
            time.sleep(_PAUSE)
