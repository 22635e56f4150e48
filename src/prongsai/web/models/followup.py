"""Rounds of follow-up, what units report in them, and their evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from prongsai.web.models.plan import Measure, Plan


class FollowupRound(models.Model):
    """One round of reports on a plan; `key` is core/plan's ("6m", "12m", "3m" …). Closed, it never changes again."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    key = models.CharField(max_length=10)
    due = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="round_once_a_plan")]

    def __str__(self) -> str:
        return self.key

    @property
    def stage(self) -> str:
        return "closed" if self.closed_at else "open"


class Entry(models.Model):
    """What was reported on a measure in a round, or on one step of it (`step` None: on the measure as a whole).

    `late` is settled when it is first written: after the round was due.
    """

    round = models.ForeignKey(FollowupRound, on_delete=models.CASCADE, related_name="entries")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="entries")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20)
    done_note = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    obstacle = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    new_date = models.DateField(null=True, blank=True)
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    reported_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["measure__position", "measure_id", models.F("step").asc(nulls_first=True)]
        constraints = [
            # The measure as a whole counts as step 0: a database takes two NULLs for different.
            models.UniqueConstraint("round", "measure", Coalesce("step", 0), name="one_entry_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.step or '-'} {self.status}"


class EvidenceThere(models.Manager["Evidence"]):
    """What has not been taken out."""

    def get_queryset(self) -> models.QuerySet[Evidence]:
        return super().get_queryset().filter(removed_at=None)


class Evidence(models.Model):
    """A file or a link that shows what was done. `about` is the day it is about, `received_at` when it came in.

    What is taken out stays until the round closes, so that it can be put back; only `everything` sees it.
    `late`: it came in after the round was due.
    """

    round = models.ForeignKey(FollowupRound, on_delete=models.CASCADE, related_name="evidence")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="evidence")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300)
    link = models.URLField(max_length=1000, blank=True)
    file = models.FileField(upload_to="evidence/%Y/%m/", blank=True, max_length=300)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    about = models.DateField(null=True, blank=True)
    late = models.BooleanField(default=False)
    received_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField()
    removed_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[EvidenceThere] = EvidenceThere()
    everything: ClassVar[models.Manager[Evidence]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Reminder(models.Model):
    """That a person was reminded of something, so that nobody is reminded twice of the same.

    `what` names the task, `stage` how near it was: `14`, `3`, or `late0`, `late1` … by weeks after the day.
    """

    person = models.ForeignKey("web.Person", on_delete=models.CASCADE, related_name="reminders")
    what = models.CharField(max_length=300)
    stage = models.CharField(max_length=10)
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "what", "stage"], name="reminded_once")]
        indexes = [models.Index(fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.what} {self.stage}"
