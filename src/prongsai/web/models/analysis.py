"""Officers' own words on findings, kept apart from the generated ones."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.result import Result


class Wording(models.Model):
    """An agency's own wording of one generated finding (`finding` is its id, `finding.i10`)."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="wordings")
    finding = models.CharField(max_length=100)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["result", "finding"], name="one_wording_a_finding")]

    def __str__(self) -> str:
        return self.finding
