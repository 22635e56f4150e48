"""What web tests share."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.web.cast import Cast, build
from tests.web.things import Things

from prongsai.core.edition import Edition
from prongsai.web import language

AT_FIRST = Edition(lang="th", digits="arabic")


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """The cast with its things and everyone signed in, built once a module, and taken back at its end."""
    language.activate(AT_FIRST)
    with django_db_blocker.unblock(), transaction.atomic():
        built = Things(build())
        built.cast.sign_everyone_in()
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def things(ground: Things, db: None) -> Things:
    """A copy of its own for each test: what a test changes is taken back in the database, and here forgotten."""
    return copy.deepcopy(ground)


@pytest.fixture(autouse=True)
def thai(db: None) -> None:
    """Each test begins in Thai with Arabic digits and with throttles that remember nothing."""
    language.activate(AT_FIRST)
    cache.clear()
