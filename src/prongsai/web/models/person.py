"""People, the roles they have in agencies, and invitations."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce

from prongsai.web.models.agency import Agency, Unit


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **details: object) -> Person:
        person = self.model(email=email.strip().lower(), **details)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Person(AbstractBaseUser):
    """Someone who signs in. An `is_administrator` runs the system and sees no agency's work."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    lang = models.CharField(max_length=2, default="th", choices=[("th", "ไทย"), ("en", "English")])
    digits = models.CharField(max_length=6, default="arabic", choices=[("arabic", "123"), ("thai", "๑๒๓")])
    mail_reminders = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    # The address of the calendar feed is its key; it can be made anew.
    calendar_token = models.CharField(max_length=64, unique=True, default=new_token)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """One role of one person in one agency; `unit` is set for a unit member."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        ordering = ["agency_id", "role", "pk"]
        constraints = [
            # Without a unit counts as one unit: a database takes two NULLs for different.
            models.UniqueConstraint("person", "agency", "role", Coalesce("unit", 0), name="role_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.agency_id}"


class Invitation(models.Model):
    """An invitation by e-mail: whoever holds its secret may set a password once, until it expires.

    Only a digest of the secret is kept.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.invited_at:%Y-%m-%d}"
