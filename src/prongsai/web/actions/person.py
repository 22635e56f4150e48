"""What people change about themselves."""

from __future__ import annotations

from prongsai.web.access import Subject
from prongsai.web.actions import Actor, Done, Refused, action
from prongsai.web.models import Person

EDITIONS = {"lang": ("th", "en"), "digits": ("arabic", "thai")}


@action("person.own")
def choose_edition(actor: Actor, person: Person, *, lang: str = "", digits: str = "") -> Done[Person]:
    """Choose the language and digits of all pages; what is no choice is left as it is."""
    _require_self(actor, person)
    person.lang = lang if lang in EDITIONS["lang"] else person.lang
    person.digits = digits if digits in EDITIONS["digits"] else person.digits
    person.save(update_fields=["lang", "digits"])
    return Done(person, {"lang": person.lang, "digits": person.digits})


def _require_self(actor: Actor, person: Person) -> None:
    if actor.person is None or actor.person.pk != person.pk:
        raise Refused("person.own", Subject())
