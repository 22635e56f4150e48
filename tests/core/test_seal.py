import dataclasses

import pytest
from tests import sealed

from prongsai.core.document import Verification
from prongsai.core.seal import FORMAT


def test_a_record_is_of_the_format_that_is_read_today() -> None:
    assert sealed.record().format == FORMAT


def test_a_record_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sealed.record().version = 3  # type: ignore[misc]


@pytest.mark.parametrize("address", ["https://ita.example/verify", "https://ita.example/verify/"])
def test_the_square_leads_to_the_very_paper(address: str) -> None:
    assert Verification("PS-8X79-6AEB-WGRP", address).link == "https://ita.example/verify/PS-8X79-6AEB-WGRP"
