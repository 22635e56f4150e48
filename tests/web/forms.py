"""The pages of the site as a browser takes them apart: their forms, and everything in them that could act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin

from django.test import Client
from tests.web.things import Address, Things

# What stands in everything hostile that is written, so that it is known again.
MARK = "hostile0"
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "hx-get", "hx-post", "xlink:href"}
)
NO_TEXT = frozenset({"submit", "button", "image", "reset", "file", "checkbox", "radio"})


@dataclass
class Form:
    """One form of a page: where it is sent, what stands in it, and which of it a person may write or choose."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def data(self, change: dict[str, str] | None = None) -> dict[str, list[str]]:
        return {**self.values, **{name: [value] for name, value in (change or {}).items()}}


class Page(HTMLParser):
    """A page as a browser takes it apart: its forms, and everything in it that could act."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.acts: list[str] = []
        self.words: list[str] = []
        self._select = self._area = ""
        self._chosen: list[str] = []
        self._scripts = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in pairs}
        self._judge(tag, values)
        name = values.get("name", "")
        if tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif not self.forms or not name or "disabled" in values:
            return
        elif tag == "input":
            self._input(self.forms[-1], name, values)
        elif tag == "select":
            self._select = name
            self.forms[-1].values.setdefault(name, [])
            self.forms[-1].choices.add(name)
        elif tag == "textarea":
            self._area = name
            self.forms[-1].values[name] = [""]
            self.forms[-1].free.add(name)
        elif tag == "button":
            self.forms[-1].buttons.append((name, values.get("value", "")))

    def _input(self, form: Form, name: str, values: dict[str, str]) -> None:
        kind = values.get("type", "text")
        if kind in ("checkbox", "radio"):
            form.choices.add(name)
            if "checked" in values:
                form.values.setdefault(name, []).append(values.get("value", "on"))
        elif kind == "file":
            form.files.add(name)
        elif kind in NO_TEXT:
            form.buttons.append((name, values.get("value", "")))
        else:
            form.values[name] = [values.get("value", "")]
            if name != "csrfmiddlewaretoken":
                form.free.add(name)

    def _judge(self, tag: str, values: dict[str, str]) -> None:
        """Note whatever would do something that a page of ours does not do."""
        if tag in ("iframe", "object", "embed", "base", "style") and MARK in str(values):
            self.acts.append(f"<{tag} {values}>")
        for name, value in values.items():
            if name.startswith("on") or name == "style" or MARK in name:
                self.acts.append(f"<{tag} {name}={value!r}>")
            scheme = value.strip().split(":")[0].lower() if ":" in value else ""
            if (
                name in ADDRESSES
                and scheme in ("javascript", "vbscript", "data")
                and tag not in ("img", "link")
            ):
                self.acts.append(f"<{tag} {name}={value!r}>")
        if values.get("id") == MARK or values.get("src") == MARK:
            self.acts.append(f"<{tag} {values}>")
        self._scripts = tag == "script"
        if tag == "option" and self._select and "selected" in values:
            self.forms[-1].values[self._select].append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._scripts = False
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._scripts and MARK in data:
            self.acts.append(f"<script>{data}")
        if self._area and self.forms:
            self.forms[-1].values[self._area][0] += data


def opened(client: Client, path: str) -> Page | None:
    answer: Any = client.get(path, follow=True)
    if "text/html" not in answer.headers.get("Content-Type", "") or answer.streaming:
        return None
    return Page(answer.content.decode())


def sent(client: Client, to: str, data: dict[str, list[str]]) -> Any:
    """Send a form as bytes: a browser of an attacker is not bound to send text."""
    body = urlencode(data, doseq=True, errors="surrogatepass")
    return client.post(to, body, content_type="application/x-www-form-urlencoded")


def forms_of(things: Things, client: Client, address: Address) -> Iterator[tuple[str, Form]]:
    """Give every form of a page that changes something, with the path that it is sent to."""
    path = things.path(address)
    page = opened(client, path)
    for form in page.forms if page else ():
        to = urljoin(path, form.action)
        if form.method == "post" and not to.startswith("/account/"):
            yield to, form
