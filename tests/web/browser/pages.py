"""Which pages there are: every address of the site with things of the example year, and who opens it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from typing import Any

from django.urls import reverse
from playwright.sync_api import APIResponse, Browser
from tests.web.browser.sites import DemoSite, person_in
from tests.web.things import addresses

YEAR = 2569
# Whoever may open a page first opens it.
PEOPLE = ("officer", "mayor", "supervisor", "administrator", "")
PAPERS = ("memo", "analysis", "measures", "followup-6m", "implementation", "oit")


class Visitors:
    """People of the example year, signed in, each in a browser of their own."""

    def __init__(self, chromium: Browser, site: DemoSite, lang: str) -> None:
        self._open = ExitStack()
        # Who may open what is the same in any language, and asking takes long.
        self._first = site.first_to_see
        self.contexts = {
            who: self._open.enter_context(person_in(chromium, site, who, lang)) for who in PEOPLE
        }

    def first_to_see(self, path: str) -> str | None:
        """Return who may open a page, None where it is a file or leads elsewhere."""
        if path not in self._first:
            self._first[path] = self._look(path)
        return self._first[path]

    def _look(self, path: str) -> str | None:
        for who in PEOPLE:
            answer = self.contexts[who].request.get(path, max_redirects=0)
            # What is a file for one is a file for all; making it takes long.
            if answer.status == 200:
                return who if _is_page(answer) else None
        return None

    def close(self) -> None:
        self._open.close()


def _is_page(answer: APIResponse) -> bool:
    """Tell a page of the site from a file; a paper shown by itself is closed off by its policy, and tests/render looks at it."""
    about = answer.headers
    shut_off = "sandbox" in about.get("content-security-policy", "")
    return "text/html" in about.get("content-type", "") and not shut_off


def paths(ids: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and path of every address, with one thing of each kind, and every paper."""
    parts = _parts(ids)
    for name, address in addresses().items():
        names = sorted(address.parts)
        choices = [parts.get((name, part)) or parts.get(("", part), [None]) for part in names]
        for values in product(*choices):
            assert None not in values, f"{name} needs {names}: see _parts"
            yield name, reverse(name, kwargs=dict(zip(names, values, strict=True)))


def _parts(ids: Any) -> dict[tuple[str, str], list[object]]:
    return {
        ("", "agency"): [ids["own"]],
        ("", "year"): [YEAR],
        ("", "person"): [ids["people"]["clerk"]],
        ("", "measure"): [ids["measures"]["m7"]],
        ("", "code"): ["i10"],
        ("verify_code", "code"): [ids["code"]],
        ("verify_file", "code"): [ids["code"]],
        ("", "name"): list(PAPERS),
        ("", "ending"): ["xlsx"],
        ("", "finding"): [ids["finding"]],
        ("", "number"): [1],
        ("", "template"): [1],
        ("", "job"): [1],
        ("", "round"): ["6m"],
        ("", "step"): [0, 1],
        ("", "secret"): ["no-such-invitation"],
        ("", "uidb36"): ["1"],
        ("", "key"): ["no-such-key"],
        ("", "pk"): [1],
        ("", "provider_id"): ["oidc"],
        ("", "evidence"): [1],
        ("", "entry"): [1],
        **{("", part): [number] for part, number in ids["read"].items()},
        ("", "sheet"): [1],
    }


def states(ids: Any) -> Iterator[tuple[str, str]]:
    """Yield pages whose look hangs on what there is: empty years, other agencies, what is not found."""
    own = ids["own"]
    for page in (
        "",
        "result/",
        "reconcile/",
        "analysis/",
        "measures/",
        "papers/",
        "followup/",
        "outcome/",
        "improve/",
    ):
        yield f"empty year {page}", f"/a/{own}/2571/{page}"
    for name, number in ids["agencies"].items():
        yield f"home of {name}", f"/a/{number}/{YEAR}/"
    yield "outcome of 2568", f"/a/{ids['agencies']['อบต.นาโพธิ์']}/2565/outcome/"
