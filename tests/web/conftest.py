"""What web tests share."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.web.cast import Cast, build

from prongsai.core.edition import Edition
from prongsai.web import language


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture(autouse=True)
def thai(db: None) -> None:
    """Each test begins in Thai with Arabic digits and with throttles that remember nothing."""
    language.activate(Edition(lang="th", digits="arabic"))
    cache.clear()
