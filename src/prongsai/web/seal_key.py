"""The key that seals approved papers: from the environment, else made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from prongsai.render.seal import key_fingerprint, new_key, public_key

NAME = "seal-key"


def private_key() -> bytes:
    """Return the private key; whoever has it can seal papers in this site's name."""
    own: bytes = settings.ENVIRONMENT.seal_key
    return own or kept_key(settings.ENVIRONMENT.data)


def own_public_key() -> bytes:
    """Return the public key, for everyone who verifies."""
    return _published(private_key())[0]


def own_fingerprint() -> str:
    """Return the fingerprint that people compare."""
    return _published(private_key())[1]


def kept_key(data: Path) -> bytes:
    """Return the key kept in the data folder, made at the first need; only its owner may read it."""
    file = data / NAME
    if not file.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(file, new_key())
    return file.read_bytes()


def _put(file: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all; whoever was a moment earlier wins."""
    part = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()


@lru_cache(maxsize=4)
def _published(key: bytes) -> tuple[bytes, str]:
    return public_key(key), key_fingerprint(key)
