import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_public_key,
)
from tests import sealed
from tests.render import sample

from prongsai.core.errors import InputError
from prongsai.core.seal.file import detach, signed_message
from prongsai.render.pdf import render
from prongsai.render.seal import key_fingerprint, new_key, public_key, sealed_pdf, sign

KEY = new_key()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(sealed.paper())


@pytest.fixture(scope="module")
def signed(pdf: bytes) -> bytes:
    return sign(pdf, sealed.record(), KEY)


def poppler_text(pdf: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(pdf)
    made = subprocess.run(
        ["pdftotext", "-layout", folder / "paper.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert made.stderr == ""
    return made.stdout


def pdfium_text(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def test_the_paper_stands_in_the_sealed_file_unchanged(pdf: bytes, signed: bytes) -> None:
    assert signed.startswith(pdf)
    assert len(signed) - len(pdf) < 6000


def test_poppler_reads_the_same_text_without_complaint(pdf: bytes, signed: bytes, tmp_path: Path) -> None:
    text = poppler_text(pdf, tmp_path)

    assert "รหัสเอกสาร" in text
    assert poppler_text(signed, tmp_path) == text


def test_pdfium_reads_the_same_text(pdf: bytes, signed: bytes) -> None:
    assert pdfium_text(signed) == pdfium_text(pdf)


def test_pypdf_reads_the_same_text_in_strict_mode(pdf: bytes, signed: bytes) -> None:
    before, after = (pypdf.PdfReader(io.BytesIO(each), strict=True) for each in (pdf, signed))

    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


def test_qpdf_finds_nothing_to_mend(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.get_warnings() == []


def test_the_signature_is_that_of_the_key(pdf: bytes, signed: bytes) -> None:
    seal = detach(signed).seal
    key = load_pem_public_key(public_key(KEY))
    assert isinstance(key, ed25519.Ed25519PublicKey)

    key.verify(seal.signature, signed_message(pdf, seal.record))
    assert seal.record == replace(sealed.record(), key=key_fingerprint(KEY))


def test_the_same_paper_and_key_give_the_same_bytes(pdf: bytes, signed: bytes) -> None:
    assert sign(pdf, sealed.record(), KEY) == signed
    assert sign(pdf, sealed.record(), new_key()) != signed


def test_one_call_prints_and_seals(signed: bytes) -> None:
    assert sealed_pdf(sample.document(), sealed.record(), KEY) == signed


def test_a_paper_that_was_changed_since_its_approval_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="another content"):
        sealed_pdf(replace(sample.document(), title="อื่น"), sealed.record(), KEY)


def test_a_paper_without_a_last_line_feed_gets_one(pdf: bytes) -> None:
    assert detach(sign(pdf.rstrip(b"\n"), sealed.record(), KEY)).body == pdf.rstrip(b"\n") + b"\n"


def test_nothing_unapproved_is_sealed(pdf: bytes) -> None:
    with pytest.raises(InputError, match="nobody has approved"):
        sign(pdf, replace(sealed.record(), approvals=()), KEY)


def test_every_fault_of_a_record_is_told(pdf: bytes) -> None:
    with pytest.raises(InputError) as caught:
        sign(pdf, replace(sealed.record(), version=0, agency=""), KEY)

    assert [problem.where for problem in caught.value.problems] == ["agency", "version"]


def test_what_is_sealed_or_no_pdf_is_refused(signed: bytes) -> None:
    with pytest.raises(InputError, match="carries a seal already"):
        sign(signed, sealed.record(), KEY)
    with pytest.raises(InputError, match="no PDF"):
        sign(b"<html></html>\n", sealed.record(), KEY)


def test_other_kinds_of_keys_are_refused(pdf: bytes) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    with pytest.raises(TypeError, match="Ed25519"):
        sign(pdf, sealed.record(), pem)
