"""What each process of the server does when it begins, after the fork: gunicorn reads this (--config)."""

from __future__ import annotations


def post_worker_init(worker: object) -> None:
    """Load what no fork may share, before this process takes a request: nobody waits for it but the process."""
    # Django is ready only now.
    from prongsai.web.warm import warm_process

    warm_process()
