from dataclasses import replace

import pytest
from tests import sealed
from tests.render import sample

from prongsai.core.document import Opinion, Opinions, Signature, Verification
from prongsai.core.seal.code import seal_code
from prongsai.core.seal.content import document_hash
from prongsai.core.seal.issue import printed, record_of

PAPER = sample.document()


def test_the_record_is_of_the_very_content() -> None:
    record = record_of(PAPER, sealed.issue(PAPER))

    assert record.content_hash == document_hash(PAPER)
    assert record.code == seal_code(document_hash(PAPER), sealed.AGENCY, 2)
    assert (record.kind, record.title, record.agency) == (PAPER.kind, PAPER.title, sealed.AGENCY)
    assert (record.fiscal_year, record.issuer, record.key) == (2568, sealed.SITE, "")
    assert record.approvals == sealed.chain(document_hash(PAPER))


def test_what_is_printed_is_what_the_record_says() -> None:
    record = sealed.record(PAPER)

    shown = printed(PAPER, record)

    assert shown.verification == Verification(record.code, record.issuer, record.approvals)
    assert replace(shown, verification=None) == PAPER
    assert printed(shown, record) == shown


def test_a_paper_that_was_changed_since_is_not_printed_as_approved() -> None:
    with pytest.raises(ValueError, match="another content"):
        printed(replace(PAPER, subtitle=()), sealed.record(PAPER))


def test_nobody_is_asked_to_write_opinions_onto_a_sealed_paper() -> None:
    asking = replace(
        PAPER, blocks=(*PAPER.blocks, Opinions((Opinion("ความเห็นของปลัด", Signature("", "ปลัด")),)))
    )

    assert printed(asking, sealed.record(asking)).blocks == PAPER.blocks
