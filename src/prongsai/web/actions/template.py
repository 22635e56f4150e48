"""An agency's own Word templates: a hostile file until proven plain, and only then kept."""

from __future__ import annotations

import hashlib

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.render.template import fill
from prongsai.web.actions import Actor, Done, action
from prongsai.web.models import Agency, WordTemplate

MOST_BYTES = 5_000_000
TOO_LARGE = Fault(
    "template.too_large",
    Text("แม่แบบใหญ่เกิน {most} MB", "the template is larger than {most} MB"),
    Text("ลดขนาดภาพในแม่แบบ แล้วใส่ใหม่", "make its pictures smaller, then add it again"),
)


@action("template.edit")
def put(actor: Actor, agency: Agency, *, kind: str, name: str, content: bytes) -> Done[WordTemplate]:
    """Keep a template for a kind of paper in place of the one before; raises `InputError` for one that is not plain."""
    if len(content) > MOST_BYTES:
        raise InputError([TOO_LARGE.at(name, most=MOST_BYTES // 1_000_000)])
    # Filled with nothing: whatever it may not say is found before anybody makes a paper with it.
    fill(content, {}, name)
    digest = hashlib.sha256(content).hexdigest()
    kept, _ = WordTemplate.objects.update_or_create(
        agency=agency,
        kind=kind,
        defaults={
            "name": name[:200],
            "content": content,
            "sha256": digest,
            "added_by": actor.person,
            "added_at": actor.at,
        },
    )
    return Done(kept, {"kind": kind, "name": kept.name, "sha256": digest})


@action("template.edit")
def remove(actor: Actor, template: WordTemplate) -> Done[str]:
    """Take a template away: papers have our own form again."""
    told: dict[str, Plain] = {"kind": template.kind, "name": template.name, "removed": True}
    target = f"wordtemplate:{template.pk}"
    template.delete()
    return Done(template.kind, told, target)
