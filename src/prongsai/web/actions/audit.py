"""Adding to the log: within the transaction of the change itself, so that neither is without the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import TYPE_CHECKING

from prongsai.core.audit import Entry, sealed
from prongsai.core.summary import Plain
from prongsai.web.models import Agency, AuditChain, AuditEntry

if TYPE_CHECKING:
    from prongsai.web.actions import Actor


def append(
    actor: Actor, action: str, agency: Agency | None, *, target: str, change: Mapping[str, Plain]
) -> AuditEntry:
    """Write one entry at the end of the agency's chain (the system's own without an agency)."""
    chain, _ = AuditChain.objects.get_or_create(agency=agency)
    chain = AuditChain.objects.select_for_update(of=("self",)).get(pk=chain.pk)
    entry = sealed(
        Entry(
            number=chain.length + 1,
            at=actor.at.astimezone(UTC).isoformat(),
            actor=actor.label,
            action=action,
            target=target,
            change=change,
            previous=chain.head,
        )
    )
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return AuditEntry.objects.create(
        chain=chain,
        number=entry.number,
        at=actor.at,
        actor=actor.person,
        actor_label=entry.actor,
        action=entry.action,
        target=entry.target,
        change=dict(entry.change),
        previous=entry.previous,
        hash=entry.hash,
    )
