import dataclasses
import datetime
import typing
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests import sealed
from tests.render import sample

from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinion,
    Opinions,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Table,
    Tick,
    Verification,
)
from prongsai.core.seal.content import document_hash

RUNS = (Run("ก"), Run("ข", bold=True, verbatim=True, link="https://a.example"))
SIGNATURE = Signature("นางมานี ซื่อตรง", "นายกเทศมนตรี", "ปฏิบัติราชการแทน")
# Every block, and every field of it filled with something.
BLOCKS: tuple[Block, ...] = (
    Heading(1, "1. ผล"),
    Paragraph(RUNS, indent=False),
    Bullets((RUNS, RUNS[:1]), numbered=True),
    Fields((("หน่วยงาน", RUNS),)),
    Table("ตาราง", (Column("ที่", 1, "center"),), (Row((RUNS,), heading=True, tone="bad"),)),
    BarChart(
        "chart",
        "ภาพ",
        "แผนภูมิ",
        (Bar("1", Fraction(1, 3), "33.33", "IIT", "good"),),
        (Tick(Fraction(85), "ผ่าน"),),
    ),
    Callout(RUNS, "warning"),
    Letterhead("บันทึกข้อความ", ((("ที่", "สม 1"),),), b"picture"),
    Signatures((SIGNATURE,)),
    Opinions((Opinion("ความเห็น", SIGNATURE, "เห็นชอบ", 3),)),
    PageBreak(),
)
PAPER = replace(sample.document(content=BLOCKS), date=datetime.date(2025, 10, 17))


def changed(value: Any) -> Any:
    """Give a value of the same kind that is another."""
    match value:
        case bool():
            return not value
        case int() | Fraction():
            return value + 1
        case str():
            return f"{value} "
        case bytes():
            return value + b"\0"
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case tuple():
            return (*value, "more")
        case _:
            raise TypeError(type(value))


def variants(value: Any) -> Iterator[tuple[str, Any]]:
    """Give every value that differs from this one in one place, with the name of the place."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            for place, other in variants(getattr(value, field.name)):
                yield f"{type(value).__name__}.{field.name}{place}", replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            for place, other in variants(each):
                yield f"[{number}]{place}", (*value[:number], other, *value[number + 1 :])
        yield "+", changed(value)
        yield "-", value[:-1]
    elif value is not None:
        yield "", changed(value)


VARIANTS = [(place, other) for place, other in variants(PAPER) if other != PAPER]


def test_every_field_of_every_block_is_tried() -> None:
    kinds = {*typing.get_args(Block), Document, Run, Column, Row, Bar, Tick, Signature, Opinion}
    expected = {f"{kind.__name__}.{field.name}" for kind in kinds for field in dataclasses.fields(kind)}
    tried = {
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in dataclasses.fields(kind)
        if any(f"{kind.__name__}.{field.name}" in place for place, _ in VARIANTS)
    }

    assert {type(block) for block in BLOCKS} == set(typing.get_args(Block))
    assert expected - tried == {"Document.verification"}


def test_a_change_anywhere_changes_the_hash() -> None:
    hashes = {document_hash(other): place for place, other in VARIANTS}

    assert len(VARIANTS) > 100
    assert document_hash(PAPER) not in hashes
    assert len(hashes) == len({repr(other) for _, other in VARIANTS})


def test_the_order_of_blocks_changes_the_hash() -> None:
    assert document_hash(replace(PAPER, blocks=BLOCKS[::-1])) != document_hash(PAPER)


def test_kinds_that_look_alike_are_told_apart() -> None:
    signed = [Signatures((Signature(name, ""),)) for name in ("", "None")]
    papers = [
        *(replace(PAPER, blocks=(block,)) for block in signed),
        replace(PAPER, blocks=(Bullets(()),)),
        replace(PAPER, blocks=(Paragraph(()),)),
        replace(PAPER, blocks=(Fields(()),)),
        replace(PAPER, blocks=(Callout(()),)),
        replace(PAPER, blocks=(PageBreak(),)),
    ]

    assert len({document_hash(paper) for paper in papers}) == len(papers)


def test_the_unknown_score_is_not_the_score_zero() -> None:
    bars = [Bar("1", value, "") for value in (None, Fraction(0))]
    charts = [replace(PAPER, blocks=(BarChart("c", "", "", (bar,)),)) for bar in bars]

    assert document_hash(charts[0]) != document_hash(charts[1])


def test_what_the_seal_adds_is_no_part_of_the_content() -> None:
    printed = replace(PAPER, verification=Verification("PS-8X79-6AEB-WGRP", sealed.SITE))

    assert document_hash(printed) == document_hash(PAPER)


def test_text_that_no_encoding_knows_has_a_hash_too() -> None:
    hostile = replace(PAPER, title=sample.HOSTILE)

    assert document_hash(hostile) != document_hash(PAPER)


def test_the_hash_of_a_paper_never_changes() -> None:
    # Approvals of years ago are bound to it: a new version of the program must give the same.
    assert document_hash(PAPER) == "sha256:6ea361c84997d94987574d180b11a8ccf24416683840db22e0185622fced526b"


def test_a_paper_holds_no_floats() -> None:
    with pytest.raises(TypeError):
        document_hash(replace(PAPER, blocks=(BarChart("c", "", "", (Bar("1", 0.5, ""),)),)))  # type: ignore[arg-type]
