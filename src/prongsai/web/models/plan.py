"""The measures of an agency for a fiscal year."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency, Unit


def both_rounds() -> list[str]:
    return ["6m", "12m"]


class Plan(models.Model):
    """The measures for `fiscal_year`, made from the result of `result_year` (Buddhist era).

    Its stage: a `draft` may be edited, `submitted` is with the approvers, `approved` is in force.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField()
    result_year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, default="draft")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["agency", "fiscal_year"], name="one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.fiscal_year}"


class Measure(models.Model):
    """One measure (core/plan: `Measure`). `expected_gain` is an exact fraction such as "17/20", empty if unknown.

    `other_owners` names who is responsible without being a unit of the agency: the mayor, every unit, someone outside.
    `version` counts its changes: who saves an older one is shown what changed meanwhile.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    topic = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500)
    approach = models.TextField(blank=True)
    units = models.ManyToManyField(Unit, blank=True, related_name="measures")
    other_owners = models.JSONField(default=list, blank=True)
    people = models.ManyToManyField("web.Person", blank=True, related_name="measures")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    rounds = models.JSONField(default=both_rounds)
    monitoring_note = models.TextField(blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    expected_gain = models.CharField(max_length=50, blank=True)
    codes = models.JSONField(default=list, blank=True)
    findings = models.JSONField(default=list, blank=True)
    generated = models.BooleanField(default=False)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="measure_key_once")]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One step of a measure; without unit or dates of its own it has those of the measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    units = models.ManyToManyField(Unit, blank=True, related_name="steps")
    other_owners = models.JSONField(default=list, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="step_number_once")]

    def __str__(self) -> str:
        return self.text
