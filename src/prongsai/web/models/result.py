"""The result of an agency in a fiscal year."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency


class Result(models.Model):
    """The result file as it was handed in, pinned to the framework it was scored with.

    `content` is the result file as a JSON object (docs/guide/result-file.md). `total`, `level` and `indicators`
    (code → two decimals as a string) are what the core made of it, kept so that lists need not score again;
    `None` or absent means unknown. `respondents` holds answers and population by tool, {"IIT": [34, 60]}.
    `agenda` is what the result asks the agency to do (queries/result.py: `agenda_of`), empty where nobody looked.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="results")
    fiscal_year = models.PositiveSmallIntegerField()
    framework = models.CharField(max_length=50)
    framework_hash = models.CharField(max_length=64)
    content = models.JSONField()
    respondents = models.JSONField(default=dict, blank=True)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    level = models.CharField(max_length=50, blank=True)
    indicators = models.JSONField(default=dict, blank=True)
    agenda = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["agency", "fiscal_year"], name="one_result_a_year")]
        indexes = [models.Index(fields=["fiscal_year", "total"])]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.fiscal_year}"
