"""What people do to the security of their own accounts, noted in the log: the sign-in pages know no actions."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.dispatch import Signal

from prongsai.web.actions import actor_of
from prongsai.web.actions.person import note_security
from prongsai.web.models import Person

WORDS: tuple[tuple[Signal, str], ...] = (
    (account.password_set, "password_set"),
    (account.password_changed, "password_changed"),
    (account.password_reset, "password_reset"),
    (mfa.authenticator_added, "second_step_added"),
    (mfa.authenticator_removed, "second_step_removed"),
    (mfa.authenticator_reset, "recovery_codes_made"),
    (social.social_account_added, "issuer_connected"),
    (social.social_account_removed, "issuer_disconnected"),
)


def listen() -> None:
    """Begin to note; called once, when the application is ready."""
    for signal, what in WORDS:
        # The receivers live as long as the process: nothing else holds them.
        signal.connect(_noting(what), weak=False, dispatch_uid=f"prongsai.{what}")


def _noting(what: str) -> Any:
    def note(**told: Any) -> None:
        login = told.get("sociallogin") or told.get("socialaccount")
        user = told.get("user") or (login.user if login is not None else None)
        # The user of a request is a lazy stand-in: the log needs the person.
        person = Person.objects.filter(pk=user.pk).first() if user is not None else None
        if person is not None:
            note_security(actor_of(person), person, what=what)

    return note
