"""The addresses of signing in: those of allauth that people need, by allauth's own names.

Nobody signs up, changes their e-mail alone, or gets codes by mail; what stays `closed` is here only because allauth
writes links to it.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as issuer
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from prongsai.web.sign_in.kept import kept
from prongsai.web.sign_in.views import SignIn, closed, left, reached

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("kept/", kept, name="account_kept"),
    path("logout/", left, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("3rdparty/", social.connections, name="socialaccount_connections"),
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("3rdparty/signup/", closed, name="socialaccount_signup"),
    path("oidc/<slug:provider_id>/login/", reached(issuer.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", reached(issuer.callback), name="openid_connect_callback"),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("login/code/confirm/", closed, name="account_confirm_login_code"),
]
