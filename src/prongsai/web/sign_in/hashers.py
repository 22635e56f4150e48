"""How passwords of the example year are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PublishedPasswordHasher(PBKDF2PasswordHasher):
    """Few rounds: the password of every example account stands on the sign-in page, so there is nothing to guess.

    With the usual ones, making the accounts is a third of the first start.
    """

    iterations = 1_000
