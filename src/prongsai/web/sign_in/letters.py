"""The letter with which a forgotten password is set anew, written by the worker.

The page does the same for every address: one look for the account and one line in the queue. Whoever counts the
milliseconds of its answer learns nothing of who has an account here.
"""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django_tasks import task

from prongsai.web import mail
from prongsai.web.links import whole
from prongsai.web.models import Person

# No person has this number: it stands in the queue for an address that nobody has.
NOBODY = 0


def ask_for_reset(email: str) -> None:
    """Have a letter written, if anyone who may sign in has this address."""
    found = Person.objects.filter(email=email.lower(), is_active=True).values_list("pk", flat=True).first()
    send_reset.enqueue(found or NOBODY)


@task()
def send_reset(person: int) -> None:
    """Write to a person how to set a new password."""
    found = Person.objects.filter(pk=person, is_active=True).first()
    if found is None:
        return
    key = {"uidb36": user_pk_to_url_str(found), "key": default_token_generator.make_token(found)}
    mail.send(
        found.email, "password_reset", {"link": whole(reverse("account_reset_password_from_key", kwargs=key))}
    )
