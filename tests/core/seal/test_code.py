import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import sealed

from prongsai.core.errors import InputError
from prongsai.core.seal.code import ALPHABET, fingerprint, read_code, read_fingerprint, seal_code
from prongsai.core.thai import thai_digits

CONTENT = f"sha256:{hashlib.sha256(b'paper').hexdigest()}"
CODE = seal_code(CONTENT, sealed.AGENCY, 2)
HASHES = st.binary(min_size=32, max_size=32).map(lambda data: f"sha256:{data.hex()}")


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read_code(text)
    (problem,) = caught.value.problems
    assert problem.why.th
    assert problem.why.en
    return problem.id


def test_no_two_signs_look_alike_and_their_number_is_prime() -> None:
    assert not set(ALPHABET) & set("0O1IL")
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_a_code_never_changes() -> None:
    # Printed papers carry it: whoever changes how it is made makes every one of them unfindable.
    assert CODE == "PS-8CAP-M3U6-SQF7"


@given(HASHES, st.text(), st.integers(1, 1000))
def test_every_code_is_read_back(content_hash: str, agency: str, version: int) -> None:
    code = seal_code(content_hash, agency, version)

    assert read_code(code) == code


def test_content_agency_and_version_each_change_the_code() -> None:
    others = {
        seal_code(CONTENT.replace("a", "b"), sealed.AGENCY, 2),
        seal_code(CONTENT, "เทศบาลตำบลอื่น", 2),
        seal_code(CONTENT, sealed.AGENCY, 3),
    }

    assert len(others | {CODE}) == 4


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", " – "),
        CODE.removeprefix("PS-"),
        f"  {CODE}\u200b ",
        thai_digits(CODE),
    ],
)
def test_case_spaces_hyphens_and_thai_digits_do_not_matter(typed: str) -> None:
    assert read_code(typed) == CODE


def test_every_sign_read_wrongly_is_found() -> None:
    signs = CODE.removeprefix("PS-").replace("-", "")
    for place, other in itertools.product(range(len(signs)), ALPHABET):
        if other != signs[place]:
            assert refused(signs[:place] + other + signs[place + 1 :]) == "seal.code_check"


@given(HASHES, st.data())
def test_two_signs_that_changed_places_are_found(content_hash: str, data: st.DataObject) -> None:
    signs = list(seal_code(content_hash, "", 1).removeprefix("PS-").replace("-", ""))
    first, second = data.draw(st.tuples(st.integers(0, 11), st.integers(0, 11)))
    if signs[first] != signs[second]:
        signs[first], signs[second] = signs[second], signs[first]
        assert refused("".join(signs)) == "seal.code_check"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "seal.code_length"),
        ("PS-2345", "seal.code_length"),
        (f"{CODE}22", "seal.code_length"),
        (CODE[:-1] + "O", "seal.code_sign"),
        ("ปส-2345-2345-2345", "seal.code_sign"),
    ],
)
def test_what_is_no_code_is_told_apart(text: str, fault: str) -> None:
    assert refused(text) == fault


def test_a_fingerprint_is_read_back_however_it_was_typed() -> None:
    printed = fingerprint(b"key")

    assert [len(group) for group in printed.split("-")] == [4] * 6
    assert read_fingerprint(thai_digits(printed.lower().replace("-", " "))) == printed
    assert fingerprint(b"another key") != printed


@pytest.mark.parametrize(
    "text", ["", CODE, "key.pem", fingerprint(b"key")[:-1], fingerprint(b"key")[:-1] + "0"]
)
def test_what_is_no_fingerprint_is_none(text: str) -> None:
    assert read_fingerprint(text) is None
