"""A paper comes back from its bytes exactly, with the same hash; anything else is refused."""

import datetime
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.core.papers.test_making import Kept
from tests.paper_chain import followup_of

from prongsai.core.approval import Approval
from prongsai.core.archive import from_bytes, to_bytes
from prongsai.core.document import Bar, BarChart, Document, Letterhead, Verification
from prongsai.core.papers import KINDS
from prongsai.core.papers.making import make
from prongsai.core.seal.content import document_hash

DAY = datetime.date(2026, 4, 17)


def small(**changes: Any) -> Document:
    made = Document(
        kind="memo",
        title="ทดลอง",
        subtitle=(),
        blocks=(
            Letterhead("บันทึกข้อความ", ((("ที่", "๑"),),), b"\x89PNG\x00"),
            BarChart("c", "", "", (Bar("ก", Fraction(1, 3), "33.33"), Bar("ข", None, "–"))),
        ),
        lang="th",
        digits="thai",
        stamp=DAY,
    )
    return replace(made, **changes)


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_comes_back(kind: str) -> None:
    made = make(kind, Kept(followup_of()))
    back = from_bytes(to_bytes(made))
    assert back == made
    assert document_hash(back) == document_hash(made)


def test_pictures_fractions_dates_and_moments_come_back() -> None:
    at = datetime.datetime(2026, 4, 20, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
    approval = Approval(position="นายก", decision="approved", at=at, content_hash="sha256:0")
    made = small(date=DAY, verification=Verification("PS-1", "https://a.go.th", (approval,)))
    assert from_bytes(to_bytes(made)) == made


def test_same_paper_gives_same_bytes() -> None:
    assert to_bytes(small()) == to_bytes(small())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'"text"',
        b'{"Run":{"text":"x"}}',
        b'{"Document":{}}',
        b'{"Popen":{"args":"x"}}',
        b'{"Run":{"text":"x"},"Row":{}}',
        b'{"Document":"x"}',
        b'{"fraction":"1/0"}',
    ],
)
def test_what_is_no_paper_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(data)


def test_what_no_paper_holds_is_not_written() -> None:
    with pytest.raises(TypeError, match="float"):
        to_bytes(small(title=1.5))
