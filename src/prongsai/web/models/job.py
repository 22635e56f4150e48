"""Long work in the background: what it is, how far it is, what came of it."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency


class Job(models.Model):
    """One piece of long work, in units (web/jobs). `stage`: `waiting`, `running`, `done`, `failed`, `cancelled`.

    A running job renews `lease_until`; when that has passed its worker is dead and another takes it up where it was.
    `attempts` counts how often it was taken up since it last got on. `once` names what must not be asked for twice,
    such as “reminders 2026-04-20”.
    """

    kind = models.CharField(max_length=50)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.CASCADE, related_name="jobs")
    parameters = models.JSONField(default=dict, blank=True)
    once = models.CharField(max_length=100, null=True, blank=True, unique=True)
    stage = models.CharField(max_length=20, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # How far the unit at hand is, where it takes long: {"step": "check", "done": 400, "total": 24983}.
    progress = models.JSONField(default=dict, blank=True)
    lease = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    output = models.FileField(upload_to="jobs/%Y/%m/", blank=True, max_length=300)
    output_name = models.CharField(max_length=200, blank=True)
    problems = models.JSONField(default=list, blank=True)
    asked_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["stage", "lease_until"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}"


class JobUnit(models.Model):
    """One unit of a job; `done_at` is written in the same transaction as what it made."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveIntegerField()
    parameters = models.JSONField(default=dict, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="unit_number_once_in_job")]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.number}"


class JobFile(models.Model):
    """A file that a unit made, kept here until the job is done and all of them are put into one output.

    Some kinds of work have no output, and their pages show these files.
    """

    unit = models.ForeignKey(JobUnit, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
