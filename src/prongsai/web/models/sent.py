"""Forms that were taken, so that none is taken twice."""

from __future__ import annotations

from django.db import models


class Sent(models.Model):
    """A form that led to another page: sent once more, it leads there again and nothing is done (actions/once.py).

    `key` is a hash of who sent what where, with the number that the page gave the form.
    """

    key = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
