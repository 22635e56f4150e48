"""The data files of the example year, and who signs in there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from prongsai.core.text import Lang, Text

# Shown on the first page, so it protects nothing: the example year is loaded in demo mode only.
PASSWORD = "ตัวอย่าง-ปีหนึ่ง"  # noqa: S105
# In the order in which they are shown.
PLACES = ("donsak", "above", "napho", "mueang-phalai", "kham-duang", "ban-sommut")


@dataclass(frozen=True, slots=True)
class SignIn:
    """One account of the example year; `title` is what the person is, `place` where."""

    id: str
    title: Text
    name: str
    email: str
    place: str
    password: str = PASSWORD

    def say(self, lang: Lang) -> str:
        """Return what a terminal prints."""
        return f"  {self.title.say(lang)}: {self.email} · {self.password}"


@cache
def place(name: str) -> dict[str, Any]:
    """Return one data file."""
    return tomllib.loads(files("prongsai.web.demo").joinpath(f"{name}.toml").read_text("utf-8"))


def sign_ins() -> tuple[SignIn, ...]:
    """Return every account, those of the main agency first."""
    return tuple(
        _sign_in(person, data["agency"]["name"])
        for data in map(place, PLACES)
        for person in (*data["people"], *filter(None, [data.get("administrator")]))
    )


def email_of(id_: str) -> str:
    """Return the address of an account; `.example` can never be anybody's."""
    return f"{id_.replace('_', '-')}@demo.example"


def _sign_in(person: dict[str, Any], agency: str) -> SignIn:
    id_ = str(person["id"])
    return SignIn(id_, Text(*person["title"]), str(person["name"]), email_of(id_), agency)
