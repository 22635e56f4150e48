"""What the worker does with letters that wait in the queue."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from prongsai.web.sign_in.letters import send_reset


def write_letters() -> list[int]:
    """Write every letter that was asked for; return for whom, in the numbers of people."""
    waiting = DBTaskResult.objects.filter(task_path=send_reset.module_path)
    people = [int(each.args_kwargs["args"][0]) for each in waiting.order_by("enqueued_at")]
    waiting.delete()
    for person in people:
        send_reset.call(person)
    return people
