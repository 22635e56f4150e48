from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import sealed

from prongsai.core.errors import InputError
from prongsai.core.seal import Seal, SealRecord
from prongsai.core.seal.code import seal_code
from prongsai.core.seal.file import MARK, attach, detach, signed_message
from prongsai.reading.seal import MOST_BYTES, read_verdict, trusted_key, verify
from prongsai.render.pdf import render
from prongsai.render.seal import key_fingerprint, new_key, public_key, sign

KEY, OTHER = new_key(), new_key()
PRINT = key_fingerprint(KEY)
PDF = render(sealed.paper())
SIGNED = sign(PDF, sealed.record(), KEY)
OF_ANOTHER_KIND = (
    ec.generate_private_key(ec.SECP256R1())
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
)
# The least file that counts as a PDF, to try every one of its bytes.
SMALL = sign(b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n", sealed.record(), KEY)


def ids(data: bytes, trusted: str | None = None) -> tuple[str, list[str]]:
    verdict = verify(data, trusted, "paper.pdf")
    return verdict.state, [problem.id for problem in verdict.reasons]


def test_the_approved_paper_is_sound_and_its_key_is_to_be_compared() -> None:
    verdict = verify(SIGNED)

    assert (verdict.state, verdict.trusted, verdict.reasons) == ("sound", False, ())
    assert verdict.record == replace(sealed.record(), key=PRINT)
    assert verdict.fingerprint == PRINT
    assert all(PRINT in words and sealed.SITE in words for words in (verdict.words.th, verdict.words.en))


def test_with_the_right_key_nothing_is_left_to_compare() -> None:
    verdict = verify(SIGNED, PRINT)

    assert (verdict.state, verdict.trusted, verdict.reasons) == ("sound", True, ())
    assert PRINT not in verdict.words.en


def test_another_key_is_told_with_both_fingerprints() -> None:
    other = key_fingerprint(OTHER)
    verdict = verify(SIGNED, other, "paper.pdf")

    assert (verdict.state, verdict.trusted) == ("other_key", False)
    (reason,) = verdict.reasons
    assert all(PRINT in words and other in words for words in (reason.why.th, reason.why.en))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(place: int, mask: int) -> None:
    changed = bytearray(SIGNED)
    changed[place] ^= mask

    verdict = verify(bytes(changed), PRINT)

    assert verdict.state in ("altered", "unsealed", "unreadable")
    assert verdict.reasons
    assert verdict.record is None


def test_not_one_bit_of_a_whole_file_can_be_changed() -> None:
    for place in range(len(SMALL)):
        for bit in (1, 32, 128):
            changed = bytearray(SMALL)
            changed[place] ^= bit
            assert verify(bytes(changed)).state != "sound", (place, bit)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.binary(min_size=1, max_size=20))
def test_nothing_can_be_put_in_or_taken_out(place: int, more: bytes) -> None:
    assert verify(SIGNED[:place] + more + SIGNED[place:]).state != "sound"
    assert verify(SIGNED[:place]).state != "sound"
    assert verify(SIGNED[:place] + SIGNED[place + 1 :]).state != "sound"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_file_whatever_it_holds_makes_it_stumble(data: bytes) -> None:
    for given_data in (data, b"%PDF-" + data, PDF + MARK + data):
        assert verify(given_data).state in ("altered", "unsealed", "unreadable")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("unreadable", ["seal.empty"])),
        (b"\x89PNG", ("unreadable", ["seal.not_pdf"])),
        (PDF[: len(PDF) // 2], ("unreadable", ["seal.incomplete"])),
        (PDF, ("unsealed", ["seal.none"])),
        (SIGNED[:-3], ("altered", ["seal.cut"])),
        (SIGNED + b"%%EOF\n", ("altered", ["seal.added"])),
        (SIGNED.replace(b"%PDF-1.7", b"%PDF-1.6"), ("altered", ["seal.changed"])),
    ],
    ids=["empty", "picture", "half", "unsealed", "cut", "added", "changed"],
)
def test_each_case_has_its_own_reason(data: bytes, expected: tuple[str, list[str]]) -> None:
    assert ids(data) == expected


def test_the_seal_of_one_paper_does_not_fit_another() -> None:
    other = render(sealed.paper(lang="en", digits="arabic"))

    assert ids(attach(other, detach(SIGNED).seal)) == ("altered", ["seal.changed"])


def test_a_key_put_beside_a_foreign_signature_is_found() -> None:
    seal, foreign = detach(SIGNED).seal, detach(sign(PDF, sealed.record(), OTHER)).seal

    for mixed in (
        Seal(seal.record, foreign.public_key, seal.signature),
        Seal(seal.record, foreign.public_key, foreign.signature),
        Seal(foreign.record, seal.public_key, foreign.signature),
    ):
        assert ids(attach(PDF, mixed)) == ("altered", ["seal.changed"])


def signed_by(private_key: bytes, record: SealRecord) -> bytes:
    """Seal with a right signature whatever a forger writes in the record."""
    key = load_pem_private_key(private_key, password=None)
    assert isinstance(key, Ed25519PrivateKey)
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return attach(PDF, Seal(record, raw, key.sign(signed_message(PDF, record))))


def test_a_forger_cannot_name_the_key_of_another() -> None:
    forged = signed_by(OTHER, replace(sealed.record(), key=PRINT))

    assert ids(forged, PRINT) == ("altered", ["seal.changed"])
    assert ids(forged) == ("altered", ["seal.changed"])


def test_a_forgery_with_a_key_of_its_own_is_not_trusted() -> None:
    forged = sign(PDF, sealed.record(), OTHER)

    assert ids(forged, PRINT) == ("other_key", ["seal.other_key"])
    assert verify(forged).trusted is False


def test_a_sealed_paper_that_nobody_approved_is_not_sound() -> None:
    record = replace(sealed.record(), key=PRINT, approvals=())

    assert ids(signed_by(KEY, record), PRINT) == ("altered", ["seal.no_approval"])


def test_a_forged_approval_is_found() -> None:
    seal = detach(SIGNED).seal
    *before, last = seal.record.approvals
    forged = replace(seal.record, approvals=(*before, replace(last, comment="อนุมัติงบประมาณเพิ่ม")))

    assert ids(attach(PDF, replace(seal, record=forged))) == ("altered", ["seal.changed"])


def test_another_version_under_an_old_code_is_found() -> None:
    seal = detach(SIGNED).seal
    code = seal_code(seal.record.content_hash, sealed.AGENCY, 3)
    assert code != seal.record.code

    forged = replace(seal, record=replace(seal.record, version=3))
    assert ids(attach(PDF, forged)) == ("altered", ["seal.changed"])


# Files and keys


def test_a_file_is_verified_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "มาตรการ.pdf"
    path.write_bytes(SIGNED)

    assert read_verdict(path, PRINT).trusted


def test_what_cannot_be_opened_or_is_enormous_is_a_verdict_too(tmp_path: Path) -> None:
    enormous = tmp_path / "enormous.pdf"
    with enormous.open("wb") as stream:
        stream.write(PDF)
        stream.truncate(10 * MOST_BYTES)

    found = {path: read_verdict(path) for path in (tmp_path, tmp_path / "none.pdf", enormous)}

    assert {verdict.state for verdict in found.values()} == {"unreadable"}
    assert [verdict.reasons[0].id for verdict in found.values()] == [
        *("file.not_there", "file.not_there"),
        "seal.too_large",
    ]


def test_a_key_is_named_by_its_file_or_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(public_key(KEY))

    assert trusted_key(str(path)) == PRINT
    assert trusted_key(PRINT.lower().replace("-", "")) == PRINT


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (KEY, "seal.key_private"),
        (b"", "seal.key_broken"),
        (public_key(KEY)[:60], "seal.key_broken"),
        (b"\xff" * 100, "seal.key_broken"),
        (OF_ANOTHER_KIND, "seal.key_broken"),
    ],
    ids=["private", "empty", "cut", "noise", "elliptic"],
)
def test_a_file_that_is_no_public_key_is_refused(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        trusted_key(str(path))

    assert [problem.id for problem in caught.value.problems] == [expected]
    assert "PRIVATE" not in str(caught.value)


@pytest.mark.parametrize("given_key", ["", "no-such-key.pem", PRINT[:-1], "\0", "x" * 5000], ids=range(5))
def test_what_is_neither_file_nor_fingerprint_is_refused(given_key: str) -> None:
    with pytest.raises(InputError) as caught:
        trusted_key(given_key)

    assert caught.value.problems[0].id in ("seal.key_unknown", "file.not_there")
