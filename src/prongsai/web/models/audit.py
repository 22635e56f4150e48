"""The log of every change: one chain of hashes an agency, so that each can be checked on its own."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from prongsai.web.models.agency import Agency


class AuditChain(models.Model):
    """The end of an agency's chain; the system's own chain has no agency. Locked while an entry is added."""

    agency = models.OneToOneField(Agency, null=True, on_delete=models.PROTECT, related_name="audit_chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            # The system's chain counts as agency 0: a database takes two NULLs for different.
            models.UniqueConstraint(Coalesce("agency", 0), name="one_chain_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id or 'system'} {self.length}"


class AuditEntry(models.Model):
    """One change: who, when, what. `hash` covers every field and the hash before it (core/audit.py).

    `actor` None is the system itself; `actor_label` is kept as it was, also when the person is gone.
    """

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    actor_label = models.CharField(max_length=300)
    action = models.CharField(max_length=50)
    target = models.CharField(max_length=200)
    change = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_number_once")]
        # The history of one thing.
        indexes = [models.Index(fields=["chain", "target"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
