import datetime
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import sealed

from prongsai.core.errors import InputError
from prongsai.core.seal.code import fingerprint, seal_code
from prongsai.core.seal.record import canonical, check, parse, plain

KEY = fingerprint(b"key")
RECORD = replace(sealed.record(), key=KEY)


def faults_of(value: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        parse(value)
    return [(problem.id, problem.where) for problem in caught.value.problems]


def faults_on_check(**changes: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        check(replace(RECORD, **changes))
    return [problem.id for problem in caught.value.problems]


def test_a_record_is_read_back_as_it_was() -> None:
    assert parse(json.loads(canonical(plain(RECORD)))) == RECORD


@given(st.text(), st.text(), st.integers(1, 10**9), st.datetimes(timezones=st.just(sealed.BANGKOK)))
def test_whatever_stands_in_a_record_is_read_back(
    title: str, comment: str, version: int, at: datetime.datetime
) -> None:
    approvals = tuple(replace(each, comment=comment, at=at) for each in RECORD.approvals)
    record = replace(RECORD, title=title, version=version, approvals=approvals, sealed_at=at)

    assert parse(json.loads(canonical(plain(record)))) == record


def test_equal_values_have_the_same_bytes() -> None:
    held = plain(RECORD)

    assert canonical(dict(reversed(held.items()))) == canonical(held)
    assert canonical(held).isascii()


@pytest.mark.parametrize("name", plain(RECORD))
def test_a_field_that_is_missing_is_named(name: str) -> None:
    held = plain(RECORD)
    del held[name]

    assert faults_of(held) == [("seal.missing", name)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in ("fiscal_year", "version", "format") for value in (0, "2", True, None)),
        *(
            (name, 1)
            for name in ("code", "kind", "agency", "title", "content_hash", "key", "sealed_at", "issuer")
        ),
        *((name, " ") for name in ("code", "kind", "agency", "issuer")),
        ("content_hash", "sha256:12"),
        ("key", KEY.lower()),
        ("sealed_at", "2025-10-01T09:00:00"),
        ("sealed_at", "1 ตุลาคม 2568"),
        ("issuer", "javascript:alert(1)"),
        ("issuer", "https://ita.example/\u202everify"),
        ("approvals", {}),
    ],
)
def test_a_field_that_holds_something_else_is_named(name: str, value: object) -> None:
    assert faults_of(plain(RECORD) | {name: value}) == [("seal.field", name)]


def test_everything_wrong_is_told_at_once() -> None:
    held = plain(RECORD) | {"version": "2", "note": ""}
    held["approvals"][1] |= {"decision": "waved through", "at": "yesterday"}

    assert faults_of(held) == [
        ("seal.unknown", "note"),
        ("seal.field", "version"),
        ("seal.field", "approvals[2].decision"),
        ("seal.field", "approvals[2].at"),
    ]


@pytest.mark.parametrize("value", [None, [], "record", 1])
def test_what_is_no_record_at_all_is_refused(value: object) -> None:
    assert faults_of(value) == [("seal.field", "record")]


def test_a_format_of_the_future_asks_for_a_newer_program() -> None:
    assert faults_of({"format": 2, "unheard": "of"}) == [("seal.newer", "format")]


def test_a_record_in_order_passes() -> None:
    check(RECORD)


def test_a_code_of_other_content_is_refused() -> None:
    assert faults_on_check(code=seal_code(RECORD.content_hash, "เทศบาลอื่น", 2)) == ["seal.wrong_code"]


def test_a_paper_that_nobody_approved_is_refused() -> None:
    assert faults_on_check(approvals=RECORD.approvals[:-1]) == ["seal.no_approval"]


def test_an_approval_of_other_content_is_refused() -> None:
    *before, last = RECORD.approvals
    other = f"sha256:{'1' * 64}"

    assert faults_on_check(approvals=(*before, replace(last, content_hash=other))) == ["seal.other_content"]
