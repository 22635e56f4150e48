"""E-mail addresses and websites as people type them, and what is wrong with those that are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from prongsai.core.fault import Fault
from prongsai.core.register import faults as fault

LONGEST_EMAIL, LONGEST_LOCAL = 254, 64
LONGEST_WEBSITE = 200
MOST_SIGNS = 5

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])"
_WORD = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"(?P<local>{_WORD}(?:\.{_WORD})*)@{_DOMAIN}")
# No user or password before the host: such an address leads elsewhere than it seems to.
_WEBSITE = re.compile(
    rf"(?P<scheme>https?://)?(?P<rest>{_DOMAIN}(?::\d{{1,5}})?(?:[/?#][^\s<>\"'\\]*)?)", re.IGNORECASE
)


def read_email(text: str) -> str | tuple[Fault, str]:
    """Return the address in small letters, or the fault and the signs it speaks of.

    Nothing is folded or taken out: an address with a sign that only looks like a letter belongs to somebody else.
    """
    plain = text.strip()
    if plain[:7].casefold() == "mailto:":
        plain = plain[7:]
    unseen = _named(sign for sign in plain if unicodedata.category(sign) in ("Cf", "Cc", "Zl", "Zp"))
    if unseen:
        return fault.EMAIL_INVISIBLE, unseen
    foreign = _named(sign for sign in plain if not sign.isascii())
    if foreign:
        return fault.EMAIL_LETTERS, foreign
    small = plain.lower()
    found = _EMAIL.fullmatch(small) if len(small) <= LONGEST_EMAIL else None
    return small if found and len(found["local"]) <= LONGEST_LOCAL else (fault.EMAIL_BAD, "")


def _named(signs: Iterable[str]) -> str:
    """Name signs so that they can be told from those they look like: “é U+00E9”."""
    listed = list(dict.fromkeys(signs))
    return ", ".join(
        f"U+{ord(sign):04X}" if unicodedata.category(sign)[0] in "CZ" else f"{sign} U+{ord(sign):04X}"
        for sign in listed[:MOST_SIGNS]
    )


def read_website(text: str) -> str | None:
    """Return the address of a website, with https:// where no scheme is written; `None` for what is none."""
    found = _WEBSITE.fullmatch(text) if len(text) <= LONGEST_WEBSITE else None
    return f"{(found['scheme'] or 'https://').lower()}{found['rest']}" if found else None
