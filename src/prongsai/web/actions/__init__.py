"""Every change goes through an action: permission, one transaction, and an entry in the audit log.

    @action("result.enter")
    def enter(actor: Actor, agency: Agency, draft: Draft) -> Done[Result]: ...

The first argument after the actor is what the action is about. It is read anew and locked, so that the stage that
permission depends on cannot change meanwhile. What the caller gets is the value of `Done`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from prongsai.core.summary import Plain
from prongsai.web.access import Access, Subject, access_of, may, subject_of
from prongsai.web.actions import audit
from prongsai.web.clock import recorded
from prongsai.web.models import Person

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")


class Refused(PermissionDenied):
    """This person may not do this, or not at this stage."""

    def __init__(self, action: str, subject: Subject) -> None:
        super().__init__(action)
        self.action, self.subject = action, subject


class Conflict(Exception):
    """Someone else changed the same thing meanwhile; `current` is what stands there now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(str(current))
        self.current = current


@dataclass(frozen=True)
class Actor:
    """Who acts, and when. The system itself (`system`) acts without a person: reminders, jobs, setting up."""

    access: Access
    at: datetime.datetime
    system: bool = False

    @property
    def person(self) -> Person | None:
        return self.access.person

    @property
    def label(self) -> str:
        if self.system:
            return "system"
        return f"{self.person} <{self.person.email}>" if self.person else "public"


@dataclass(frozen=True)
class Done(Generic[T]):
    """The value of an action and what the log says of it; `target` names the thing, `quiet` writes no entry."""

    value: T
    change: Mapping[str, Plain] = field(default_factory=dict)
    target: str = ""
    quiet: bool = False


def actor_of(person: object) -> Actor:
    return Actor(access_of(person), recorded())


def system() -> Actor:
    return Actor(Access(), recorded(), system=True)


def action(
    name: str,
) -> Callable[[Callable[Concatenate[Actor, S, P], Done[T]]], Callable[Concatenate[Actor, S, P], T]]:
    """Make a function the action `name` of the table."""

    def wrap(perform: Callable[Concatenate[Actor, S, P], Done[T]]) -> Callable[Concatenate[Actor, S, P], T]:
        @wraps(perform)
        def run(actor: Actor, thing: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with transaction.atomic():
                held = locked(thing)
                subject = subject_of(held)
                by = _as_of_now(actor)
                if not by.system and not may(by.access, name, subject):
                    raise Refused(name, subject)
                done = perform(by, held, *args, **kwargs)
                if not done.quiet:
                    audit.append(
                        by,
                        name,
                        subject.agency,
                        target=done.target or _name(done.value),
                        change=done.change,
                    )
                return done.value

        return run

    return wrap


def _as_of_now(actor: Actor) -> Actor:
    """Read the roles of a person anew: they may have been taken away while the request waited for its turn."""
    if actor.system or actor.person is None:
        return actor
    return replace(actor, access=access_of(Person.objects.filter(pk=actor.person.pk).first()))


def locked(thing: S) -> S:
    """Read a thing anew and hold it until the transaction ends; what has no row is returned as it is."""
    if not isinstance(thing, models.Model) or thing.pk is None:
        return thing
    # Not `type(thing)`: the user of a request is a lazy stand-in for a person.
    rows = thing._meta.model._default_manager.select_for_update(of=("self",))
    return cast(S, rows.get(pk=thing.pk))


def require_version(thing: models.Model, version: int) -> None:
    """Raise `Conflict` where someone else has saved since `version` was read."""
    if getattr(thing, "version") != version:  # noqa: B009 - models of several kinds have one
        raise Conflict(thing)


def _name(value: object) -> str:
    if isinstance(value, models.Model):
        return f"{value._meta.model_name}:{value.pk}"
    return ""
