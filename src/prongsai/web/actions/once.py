"""Taking a form once, however often its button is pressed: a double click does not add two measures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect

from prongsai.web.clock import recorded
from prongsai.web.models import Person, Sent

# The field of a form that holds the number which its page gave it.
FIELD = "once"


def key_of(request: HttpRequest, person: Person | None) -> str:
    """Return what is the same only if the same person sends the same page's form unchanged; empty without a number.

    Whoever goes back and sends other words adds another thing.
    """
    if person is None or not request.POST.get(FIELD):
        return ""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    files = [(name, each.name, each.size) for name, several in request.FILES.lists() for each in several]
    sent = [person.pk, request.get_full_path(), fields, files]
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def once(key: str, take: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Take a form; who sends it again waits for the first time to end, and is led to where that led.

    A form that led nowhere, because something in it is wrong, may be sent again as it is.
    """
    with transaction.atomic():
        sent, new = Sent.objects.get_or_create(key=key, defaults={"at": recorded()})
        if not new:
            return redirect(sent.address)
        answer = take()
        if isinstance(answer, HttpResponseRedirectBase):
            sent.address = answer.url
            sent.save(update_fields=["address"])
        else:
            sent.delete()
        return answer
