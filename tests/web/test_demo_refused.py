"""The example year is for demo mode alone."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from prongsai.core.errors import InputError
from prongsai.web.demo import load
from prongsai.web.models import Agency


def test_it_is_refused_where_real_work_is_done(db: None) -> None:
    with pytest.raises(InputError):
        load()
    with pytest.raises(CommandError, match="PRONGSAI_DEMO"):
        call_command("demo")
    assert not Agency.objects.exists()
