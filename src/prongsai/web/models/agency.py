"""Agencies with their units and the line of people who approve."""

from __future__ import annotations

from django.db import models


class Agency(models.Model):
    """An agency that is assessed, or one that supervises others.

    `lineage` holds the ids from the topmost supervisor down to this agency, as "1.14.203.": whoever supervises
    one of them supervises this agency, and all below it are found by its beginning.
    """

    name = models.CharField(max_length=200)
    type = models.CharField(max_length=50, blank=True)
    size_class = models.CharField(max_length=50, blank=True)
    district = models.CharField(max_length=100, blank=True)
    province = models.CharField(max_length=100, blank=True)
    ministry = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    supervisor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supervised"
    )
    lineage = models.CharField(max_length=200, blank=True, db_index=True)
    # House details of its papers (core/profile.py).
    office = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    number_prefix = models.CharField(max_length=50, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    emblem = models.BinaryField(null=True, blank=True)
    forms = models.JSONField(default=dict, blank=True)
    # How many days before a day people are reminded of it, the most first; empty: as usual (web/reminders.py).
    reminder_days = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "district", "province"], name="agency_once_in_district")
        ]
        indexes = [models.Index(fields=["province", "type"])]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an agency; `key` ties it to the catalogue (`finance`), empty where there is none."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=50, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="unit_once_in_agency")]

    def __str__(self) -> str:
        return self.name


class ChainLink(models.Model):
    """One station of the approval chain of an agency, lowest rank first; the first one is the drafter.

    `person` None: nobody holds it yet. `acting` is e.g. “รักษาราชการแทน ปลัดเทศบาล”.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="chain")
    order = models.PositiveSmallIntegerField()
    position = models.CharField(max_length=200)
    person = models.ForeignKey("web.Person", null=True, blank=True, on_delete=models.SET_NULL)
    acting = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["agency", "order"], name="one_link_a_place")]

    def __str__(self) -> str:
        return self.position
