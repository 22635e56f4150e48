"""What people change about themselves."""

from __future__ import annotations

from prongsai.core.summary import Plain
from prongsai.web.access import Subject
from prongsai.web.actions import Actor, Done, Refused, action
from prongsai.web.models import Person
from prongsai.web.models.person import new_token

EDITIONS = {"lang": ("th", "en"), "digits": ("arabic", "thai")}


@action("person.own")
def choose_edition(actor: Actor, person: Person, *, lang: str = "", digits: str = "") -> Done[Person]:
    """Choose the language and digits of all pages; what is no choice is left as it is."""
    _require_self(actor, person)
    person.lang = lang if lang in EDITIONS["lang"] else person.lang
    person.digits = digits if digits in EDITIONS["digits"] else person.digits
    person.save(update_fields=["lang", "digits"])
    return Done(person, {"lang": person.lang, "digits": person.digits})


@action("person.own")
def edit(actor: Actor, person: Person, *, name: str, position: str, mail_reminders: bool) -> Done[Person]:
    """Change how one is called, and whether reminders come by e-mail."""
    _require_self(actor, person)
    new: dict[str, str | bool] = {"name": name, "position": position, "mail_reminders": mail_reminders}
    told: dict[str, Plain] = {
        field: [getattr(person, field), value]
        for field, value in new.items()
        if getattr(person, field) != value
    }
    person.name, person.position, person.mail_reminders = name, position, mail_reminders
    person.save(update_fields=list(new))
    return Done(person, told, quiet=not told)


@action("person.own")
def renew_calendar(actor: Actor, person: Person) -> Done[Person]:
    """Make the address of one's calendar anew; the old one stops working."""
    _require_self(actor, person)
    person.calendar_token = new_token()
    person.save(update_fields=["calendar_token"])
    return Done(person, {"calendar": "renewed"})


@action("person.own")
def note_security(actor: Actor, person: Person, *, what: str) -> Done[Person]:
    """Note in the log what one did to the security of one's own account; the sign-in pages have done it."""
    _require_self(actor, person)
    return Done(person, {"security": what})


def _require_self(actor: Actor, person: Person) -> None:
    if actor.person is None or actor.person.pk != person.pk:
        raise Refused("person.own", Subject())
