"""Seal a finished PDF with the key of the site that issues it."""

from __future__ import annotations

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from prongsai.core.document import Document
from prongsai.core.seal import Seal, SealRecord
from prongsai.core.seal.code import fingerprint
from prongsai.core.seal.file import attach, signed_message
from prongsai.core.seal.issue import printed
from prongsai.core.seal.record import check, parse, plain


def new_key() -> bytes:
    """Return a new private key as PEM (PKCS 8); whoever has it can seal papers."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_key(private_key: bytes) -> bytes:
    """Return the public key as PEM, to be published for everyone who verifies."""
    return _opened(private_key).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_fingerprint(private_key: bytes) -> str:
    """Return the fingerprint of the public key, to be published beside it and wherever people may compare it."""
    return fingerprint(_raw(_opened(private_key)))


def sealed_pdf(document: Document, record: SealRecord, private_key: bytes) -> bytes:
    """Return an approved paper as PDF with its code on every page, and sealed. Raises what `printed` and `sign` do."""
    # Only here: whoever just needs a key does not wait for what makes PDFs.
    from prongsai.render.pdf import render

    return sign(render(printed(document, record)), record, private_key)


def sign(pdf: bytes, record: SealRecord, private_key: bytes) -> bytes:
    """Return the PDF with its seal; the record gets the fingerprint of the key.

    Raises `InputError` where the PDF is not whole or has a seal already, and where the record is not in order,
    such as approvals of other content.
    """
    key = _opened(private_key)
    stated = replace(record, key=fingerprint(_raw(key)))
    check(parse(plain(stated)))
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    return attach(body, Seal(stated, _raw(key), key.sign(signed_message(body, stated))))


def _opened(private_key: bytes) -> Ed25519PrivateKey:
    key = load_pem_private_key(private_key, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("papers are sealed with Ed25519 keys only")
    return key


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
