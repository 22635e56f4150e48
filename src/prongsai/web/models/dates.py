"""The days of the cycle that an agency sets itself."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency


class OwnDate(models.Model):
    """A day that an agency has set for one part of its cycle (core/cycle: `Deadline`), before every other date.

    The rounds of reports keep theirs themselves (`FollowupRound.due`).
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="own_dates")
    fiscal_year = models.PositiveSmallIntegerField()
    deadline = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year", "deadline"], name="own_date_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.day}"
