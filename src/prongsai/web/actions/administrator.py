"""Appointing who runs the system."""

from __future__ import annotations

from prongsai.core.errors import InputError
from prongsai.core.register.address import read_email
from prongsai.web.actions import Actor, Done, action
from prongsai.web.actions.member import Invited, new_invitation
from prongsai.web.models import Person


@action("administrator.invite")
def invite(actor: Actor, nothing: None, *, email: str, name: str) -> Done[Invited]:
    """Make an administrator; who is new gets a secret that opens the account once."""
    address = read_email(email)
    if not isinstance(address, str):
        fault, signs = address
        raise InputError([fault.at("อีเมล / e-mail", email, signs=signs)])
    person = Person.objects.filter(email=address).first() or Person.objects.create_user(address, name=name)
    person.is_administrator = person.is_active = True
    person.save(update_fields=["is_administrator", "is_active"])
    joined = person.has_usable_password() or person.last_login is not None
    secret = None if joined else new_invitation(actor, person)
    return Done(Invited(person, secret), {"person": person.pk}, f"person:{person.pk}")
