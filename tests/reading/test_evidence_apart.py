"""Evidence is examined in a process that its file cannot take the server along with."""

from __future__ import annotations

import zlib

import pytest
from tests import evidence_files as files

from prongsai.core.errors import InputError
from prongsai.reading.evidence import examine as examined_here
from prongsai.reading.evidence_apart import LIMITS, examine
from prongsai.reading.printed.limits import MEGABYTE, Limits


def inflating(megabytes: int) -> bytes:
    """A PDF of which one stream holds another object, and very many blanks: to find the object all is unpacked."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"7 0 <</A 1>> ")
    packed += b"".join(packer.compress(b" " * MEGABYTE) for _ in range(megabytes)) + packer.flush()
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        5: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    }
    made, places = b"%PDF-1.5\n", {}
    for number, body in bodies.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    # Where each object is: kind, place, and for those within a stream which one.
    rows = {number: (1, at) for number, at in places.items()} | {7: (2, 5), 8: (1, len(made))}
    table = b"".join(
        bytes([kind]) + at.to_bytes(4, "big") + b"\0"
        for kind, at in (rows.get(number, (0, 0)) for number in range(9))
    )
    head = b"8 0 obj\n<</Type/XRef/Size 9/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return made + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(made)


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        examine(data, "../งาน.pdf", limits)
    (problem,) = caught.value.problems
    assert problem.where == "งาน.pdf"
    return problem.id


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.pdf(), "../คำสั่ง.pdf"),
        (
            files.with_part(
                files.word(), "docProps/app.xml", "<Properties><Company>ก</Company></Properties>"
            ),
            "a.docx",
        ),
        (files.jpeg(notes=True), "IMG_1.JPG"),
        ("สวัสดี".encode(), "a.txt"),
    ],
    ids=["pdf", "docx", "jpeg", "txt"],
)
def test_what_comes_back_is_what_was_examined(data: bytes, name: str) -> None:
    assert examine(data, name) == examined_here(data, name)


def test_the_reasons_come_back() -> None:
    assert refused(files.locked_pdf()) == "evidence.locked"
    assert refused(b"%PDF-1.7 nothing") == "evidence.damaged"
    assert refused(b"") == "evidence.empty"


def test_a_file_that_unpacks_to_more_than_there_is_takes_only_its_process_along() -> None:
    data = inflating(350)

    assert len(data) < MEGABYTE
    assert refused(data, Limits(seconds=60, memory=350 * MEGABYTE)) == "evidence.inflates"


def test_a_process_that_dies_or_is_late_is_a_refusal() -> None:
    # Python itself does not start in so little.
    assert refused(files.pdf(), Limits(seconds=60, memory=MEGABYTE)) == "evidence.inflates"
    assert refused(files.pdf(), Limits(seconds=0)) == "evidence.inflates"
