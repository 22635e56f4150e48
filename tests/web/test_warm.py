"""What is loaded before the server makes its processes: no page loads it again, and no database is asked."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.template import engines
from django.template.base import Template

from prongsai.reading import framework
from prongsai.web.warm import TEMPLATES, warm


@pytest.fixture
def warmed() -> Iterator[None]:
    framework._shipped.cache_clear()
    # Without the mark for it a test that asks the database breaks.
    warm()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("warmed")
def test_frameworks_and_templates_are_there_before_the_first_page() -> None:
    read = framework._shipped.cache_info().misses
    for id_ in framework.available():
        framework.load(id_)

    assert framework._shipped.cache_info().misses == read == len(framework.available())
    (cached,) = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    # It also remembers what it did not find.
    found = [each for each in cached.get_template_cache.values() if isinstance(each, Template)]
    compiled = {template.origin.name for template in found}
    assert {str(file) for file in TEMPLATES.rglob("*.html")} <= compiled


@pytest.mark.usefixtures("warmed")
def test_what_stays_is_not_looked_through_for_garbage() -> None:
    assert gc.get_freeze_count() > len(gc.get_objects())
