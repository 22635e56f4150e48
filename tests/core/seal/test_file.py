import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from tests import sealed

from prongsai.core.errors import InputError
from prongsai.core.seal import Seal
from prongsai.core.seal.code import fingerprint
from prongsai.core.seal.file import MARK, attach, detach, signed_message

BODY = b"%PDF-1.7\n% a paper\nstartxref\n1234\n%%EOF\n"
SEAL = Seal(replace(sealed.record(), key=fingerprint(b"key")), b"k" * 32, b"s" * 64)
SEALED = attach(BODY, SEAL)


def fault(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        detach(data, "paper.pdf")
    assert all(problem.where for problem in caught.value.problems)
    return caught.value.problems[0].id


def with_payload(payload: bytes) -> bytes:
    return BODY + MARK + base64.urlsafe_b64encode(payload) + b"\nstartxref\n1234\n%%EOF\n"


def payload() -> dict[str, Any]:
    line = SEALED[len(BODY) + len(MARK) :].partition(b"\n")[0]
    held: dict[str, Any] = json.loads(base64.urlsafe_b64decode(line))
    return held


def test_a_sealed_file_is_taken_apart_into_what_it_was_made_of() -> None:
    taken = detach(SEALED)

    assert (taken.body, taken.seal) == (BODY, SEAL)


def test_the_seal_is_a_comment_and_the_end_is_that_of_the_body() -> None:
    comment, *end = SEALED.removeprefix(BODY).split(b"\n")

    assert comment.startswith(b"%")
    assert end == [b"startxref", b"1234", b"%%EOF", b""]


def test_a_file_cannot_be_sealed_twice() -> None:
    with pytest.raises(InputError, match="carries a seal already"):
        attach(SEALED, SEAL)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "seal.empty"),
        (b" \n", "seal.empty"),
        (b"PK\x03\x04", "seal.not_pdf"),
        (b" " + SEALED, "seal.not_pdf"),
        (BODY, "seal.none"),
        (BODY[:-8], "seal.incomplete"),
        (SEALED + SEALED[len(BODY) :], "seal.two"),
        (SEALED + b"\n", "seal.added"),
        (SEALED + BODY, "seal.added"),
        (SEALED[:-1], "seal.cut"),
        (SEALED[: len(BODY) + 50], "seal.cut"),
        (SEALED[: len(BODY) + len(MARK)], "seal.cut"),
        (SEALED.removesuffix(b"1234\n%%EOF\n") + b"4321\n%%EOF\n", "seal.broken"),
        (SEALED.replace(b"1234", b"4321", 1), "seal.broken"),
        (with_payload(b""), "seal.broken"),
        (with_payload(b"[]"), "seal.broken"),
        (with_payload(b"{}"), "seal.broken"),
        (with_payload(b"[" * 100_000), "seal.broken"),
        (with_payload(b"\xff\xfe"), "seal.broken"),
        (with_payload(b'{"record": ' + b"9" * 5000 + b"}"), "seal.broken"),
    ],
)
def test_each_damage_is_told_apart(data: bytes, expected: str) -> None:
    assert fault(data) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("public_key", "00"),
        ("signature", "00"),
        ("signature", None),
        ("public_key", "k" * 64),
        ("public_key", 1),
    ],
)
def test_keys_and_signatures_of_another_size_are_refused(name: str, value: object) -> None:
    assert fault(with_payload(json.dumps(payload() | {name: value}).encode())) == "seal.broken"


@pytest.mark.parametrize("spaced", [True, False])
def test_a_seal_written_in_another_way_is_refused(spaced: bool) -> None:
    held = payload() if spaced else payload() | {"more": 1}

    assert fault(with_payload(json.dumps(held).encode())) == "seal.broken"


def test_a_record_that_lacks_something_is_refused() -> None:
    held = payload()
    del held["record"]["agency"]

    assert fault(with_payload(json.dumps(held).encode())) == "seal.missing"


def test_a_signature_covers_the_body_and_the_record() -> None:
    messages = {
        signed_message(BODY, SEAL.record),
        signed_message(BODY + b" ", SEAL.record),
        signed_message(BODY, replace(SEAL.record, version=3)),
    }

    assert len(messages) == 3
