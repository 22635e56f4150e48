"""Signing in through an OpenID Connect issuer: only invited people, only verified addresses."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.web.cast import Cast
from tests.web.issuer import CLIENT, SECRET, Issuer, issuing

from prongsai.web.environment import read_environment
from prongsai.web.models import AuditEntry, Person

BEGIN = "/account/oidc/oidc/login/"


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    with issuing() as issuer:
        app = {
            "provider_id": "oidc",
            "name": "บัตรของจังหวัด",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": issuer.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield issuer


class Staying(urllib.request.HTTPRedirectHandler):
    """Tells where a browser is sent instead of going there."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def where_sent(address: str) -> str:
    try:
        urllib.request.build_opener(Staying).open(address, timeout=5)
    except urllib.error.HTTPError as answer:
        with answer:
            return str(answer.headers["Location"])
    raise AssertionError("the issuer sends nobody back")


def come(client: Client, begin: str = BEGIN) -> Any:
    """Go to the issuer and come back."""
    start = client.post(begin)
    assert start.status_code == 302, start.content.decode()
    back = where_sent(start.headers["Location"])
    return client.get(back.removeprefix("http://testserver"))


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_an_invited_person_with_a_verified_address_is_let_in(cast: Cast, issuer: Issuer) -> None:
    issuer.said["email"] = cast.people["officer"].email.upper()
    page = Client().get("/account/login/").content.decode()
    assert "เข้าด้วย บัตรของจังหวัด" in page
    client = Client()

    come(client)

    assert is_in(client)
    assert SocialAccount.objects.get().user == cast.people["officer"]
    assert AuditEntry.objects.filter(change__security="issuer_connected").count() == 1


def test_the_second_time_goes_by_the_issuers_number_not_the_address(cast: Cast, issuer: Issuer) -> None:
    issuer.said["email"] = cast.people["officer"].email
    come(Client())
    issuer.said |= {"email": cast.people["executive"].email}
    client = Client()
    come(client)

    assert is_in(client) and client.session["_auth_user_id"] == str(cast.people["officer"].pk)


@pytest.mark.parametrize("verified", [False, None, "true", "false", 0, 1])
def test_an_address_that_is_not_verified_lets_nobody_in(cast: Cast, issuer: Issuer, verified: object) -> None:
    issuer.said |= {"email": cast.people["officer"].email, "email_verified": verified}
    client = Client()
    answer = come(client)

    assert not is_in(client) and SocialAccount.objects.count() == 0
    assert "ยังไม่ได้รับเชิญ" in answer.content.decode()


def test_a_stranger_gets_no_account(cast: Cast, issuer: Issuer) -> None:
    issuer.said["email"] = "stranger@example.go.th"
    before, client = Person.objects.count(), Client()
    come(client)

    assert not is_in(client) and Person.objects.count() == before


def test_a_closed_account_stays_closed(cast: Cast, issuer: Issuer) -> None:
    issuer.said["email"] = cast.people["officer"].email
    come(Client())
    Person.objects.filter(pk=cast.people["officer"].pk).update(is_active=False)
    client = Client()
    come(client)

    assert not is_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(cast: Cast, issuer: Issuer) -> None:
    """Somebody else's answer must not sign this browser in."""
    issuer.said["email"] = cast.people["officer"].email
    elsewhere = Client().post(BEGIN)
    back = where_sent(elsewhere.headers["Location"]).removeprefix("http://testserver")
    victim = Client()
    answer = victim.get(back)

    assert answer.status_code in (200, 401) and not is_in(victim)
    assert "เข้าสู่ระบบไม่สำเร็จ" in answer.content.decode()


def test_opening_the_address_only_asks(cast: Cast, issuer: Issuer) -> None:
    page = Client().get(BEGIN)
    assert page.status_code == 200 and "ไปยัง บัตรของจังหวัด" in page.content.decode()


def test_an_issuer_that_is_away_is_told(cast: Cast, issuer: Issuer, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:1"}
    answer = Client().post(BEGIN)
    assert answer.status_code == 503 and "เข้าสู่ระบบไม่สำเร็จ" in answer.content.decode()


def test_who_is_signed_in_connects_and_disconnects(cast: Cast, issuer: Issuer) -> None:
    issuer.said |= {"email": "private@example.com", "email_verified": False}
    client = cast.client("officer")
    come(client, f"{BEGIN}?process=connect")
    account = SocialAccount.objects.get()
    assert account.user == cast.people["officer"]
    assert "บัตรของจังหวัด" in client.get("/account/3rdparty/").content.decode()

    client.post("/account/3rdparty/", {"account": str(account.pk)})
    assert SocialAccount.objects.count() == 0


def test_the_setting_opens_the_way_for_the_browser_too() -> None:
    made = read_environment(
        {
            "PRONGSAI_OIDC": "https://id.example.go.th/realms/ita",
            "PRONGSAI_OIDC_ID": "ours",
            "PRONGSAI_OIDC_SECRET": "secret",
        }
    ).oidc
    assert made is not None
    assert (made.client_id, made.name, made.origin) == ("ours", "OpenID Connect", "https://id.example.go.th")
