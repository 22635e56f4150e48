"""Every address with every role, near and far, in every method, against the table of access.

Nothing is listed by hand but what cannot be known: a new address is found, and asked for, by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.web.cast import IN_AGENCY, Cast
from tests.web.things import Address, Things, addresses

from prongsai.web.access import rules

FOUND = addresses()
OURS = sorted(name for name, each in FOUND.items() if each.is_ours)
THEIRS = sorted(set(FOUND) - set(OURS))
# The addresses of signing in that strangers may open; all others lead to the sign-in page.
FOR_STRANGERS = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}
FOR_PEOPLE = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_kept",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "usersessions_list",
    "socialaccount_connections",
}
# Without an issuer in the settings, and where nobody signs up or changes an e-mail alone, there is nothing.
CLOSED = {
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_signup",
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}
SIGN_IN_PARTS = {"uidb36": "1", "key": "set-password", "pk": 1, "provider_id": "oidc"}
# Addresses that are only sent to, or have nothing to show yet: what opening them answers.
OPENED: dict[str, set[int]] = {"invitation": {404}, "year": {404}}
# Addresses whose view asks for more than its own action.
ALSO = {"job_file": "paper.view"}


@dataclass(frozen=True)
class Visitor:
    """Somebody in a browser: a role in the own agency (`near`), in another one, or nobody."""

    role: str
    near: bool
    client: Client

    def __str__(self) -> str:
        return f"{self.role} {'of the agency' if self.near else 'of another agency'}"

    def may(self, action: str, *, of_agency: bool) -> bool:
        """Read the table; supervisor and administrator of the cast reach both agencies."""
        reach = rules()[action].reach
        if reach["public"]:
            return True
        own = reach.get(self.role, "") if self.role != "public" else ""
        if not of_agency:
            return own != ""
        if self.role == "supervisor":
            return own in ("below", "all")
        return own == "all" or (self.near and own in ("own", "unit", "below"))


def visitors(cast: Cast) -> Iterator[Visitor]:
    yield Visitor("public", False, cast.client("public"))
    for role in cast.people:
        yield Visitor(role, True, cast.client(role))
    for role in IN_AGENCY:
        yield Visitor(role, False, cast.stranger(role))


def asked(client: Client, method: str, path: str) -> Any:
    """Ask, and undo what the answer did."""
    with transaction.atomic():
        answer: Any = client.generic(method, path)
        transaction.set_rollback(True)
    # Only its file: closing an answer whole would also close the connection that the test stands on.
    for close in answer._resource_closers:
        close()
    return answer


@pytest.mark.once
def test_every_view_asks_for_permission_or_is_of_the_sign_in() -> None:
    assert set(THEIRS) == FOR_STRANGERS | FOR_PEOPLE | CLOSED
    for name in OURS:
        view = FOUND[name].view
        assert view.asks in rules(), name
        assert view.asks_to_post is None or view.asks_to_post in rules(), name


def _of_agency(address: Address) -> bool:
    """Whether an address is about an agency: it names one, or a thing of one."""
    return "agency" in address.parts or bool(address.parts - {"secret", "code"})


@pytest.mark.parametrize("name", OURS)
def test_everybody_gets_what_the_table_says(name: str, things: Things) -> None:
    address, wrong = FOUND[name], []
    path = things.path(address)
    for visitor in visitors(things.cast):
        for method, action in (
            ("GET", address.view.asks),
            ("POST", address.view.asks_to_post),
            ("PUT", None),
        ):
            answer = asked(visitor.client, method, path)
            needed = [each for each in (action, ALSO.get(name, action)) if action and each]
            may = bool(needed) and all(visitor.may(each, of_agency=_of_agency(address)) for each in needed)
            if not _fits(visitor, answer, method, may=may, known=action is not None, address=address):
                wrong.append(f"{visitor}: {method} {path} → {answer.status_code}, may: {may}")
    assert not wrong, "\n".join(wrong)


def _fits(
    visitor: Visitor, answer: HttpResponse, method: str, *, may: bool, known: bool, address: Address
) -> bool:
    status = answer.status_code
    if not known:
        return status == 405 or (visitor.role == "public" and _to_sign_in(answer))
    if not may:
        return _to_sign_in(answer) if visitor.role == "public" else status == 403
    if method == "GET":
        return status in OPENED.get(address.name, {200, 302, 303}) and not _to_sign_in(answer)
    return status not in (403, 405) and status < 500 and not _to_sign_in(answer)


def _to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/")


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name in OURS if FOUND[name].view.asks_to_post])
def test_nothing_is_sent_without_its_token(name: str, things: Things) -> None:
    address = FOUND[name]
    path = things.path(address)
    for visitor in visitors(things.cast):
        if visitor.may(address.view.asks_to_post, of_agency=_of_agency(address)):
            strict = Client(enforce_csrf_checks=True)
            strict.cookies = visitor.client.cookies
            assert asked(strict, "POST", path).status_code == 403, visitor


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name in OURS if "agency" in FOUND[name].parts])
def test_an_agency_that_is_not_there_is_not_found(name: str, things: Things) -> None:
    address = FOUND[name]
    path = things.path(address).replace(f"/a/{things.cast.own.pk}/", "/a/99999999/")
    for role in ("officer", "supervisor", "administrator"):
        assert asked(things.cast.client(role), "GET", path).status_code == 404, role


@pytest.mark.parametrize(
    "name", [name for name in OURS if {"agency", "person", "measure", "job"} & FOUND[name].parts]
)
def test_a_thing_of_another_agency_is_not_reached_through_ones_own(name: str, things: Things) -> None:
    """The address names the stranger's own agency, and in it a thing of the other one."""
    address = FOUND[name]
    if not {"agency", "person", "measure", "job"} & address.parts - {"agency"}:
        return
    for method in ("GET", "POST"):
        foreign = things.cast.other if "agency" in address.parts else None
        answer = asked(things.cast.stranger("officer"), method, things.path(address, foreign))
        # A page that leads on shows nothing; the page it leads to is asked for as well.
        shows_nothing = (302, 303) if method == "GET" else ()
        assert answer.status_code in (403, 404, 405, *shows_nothing), (method, answer.status_code)


@pytest.mark.once
@pytest.mark.parametrize("name", THEIRS)
def test_the_sign_in_is_open_to_whom_it_should(name: str, things: Things) -> None:
    address, cast = FOUND[name], things.cast
    named = {part: SIGN_IN_PARTS[part] for part in address.parts}
    path = reverse(name, kwargs=named)
    strange = asked(Client(), "GET", path)
    known = asked(cast.client("officer"), "GET", path)
    if name in CLOSED:
        assert strange.status_code == known.status_code == 404
    elif name in FOR_STRANGERS:
        assert strange.status_code in (200, 302, 401) and not (
            _to_sign_in(strange) and "next=" in strange.headers["Location"]
        )
        assert known.status_code in (200, 302, 401)
    else:
        assert _to_sign_in(strange), strange.status_code
        assert known.status_code in (200, 302, 404)
    for client in (Client(), cast.client("officer")):
        assert asked(client, "PUT", path).status_code < 500
