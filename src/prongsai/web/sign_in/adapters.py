"""Our say in sign-in: nobody signs up alone, guessing is slowed down, an issuer's account opens only for the invited."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy

from prongsai.web import language
from prongsai.web.clock import now
from prongsai.web.links import whole
from prongsai.web.models import Person
from prongsai.web.sign_in.rates import WAIT

logger = logging.getLogger(__name__)

WORDS: Mapping[str, object] = {
    "account_inactive": language.lazily("บัญชีนี้ปิดใช้งานแล้ว", "This account is closed"),
    "email_password_mismatch": language.lazily(
        "อีเมลหรือรหัสผ่านไม่ถูกต้อง ตรวจภาษาของแป้นพิมพ์และปุ่ม Caps Lock แล้วลองใหม่",
        "The e-mail or the password is not right. Check the keyboard's language and Caps Lock, and try again.",
    ),
    "enter_current_password": language.lazily("รหัสผ่านเดิมไม่ถูกต้อง", "The present password is not right"),
    "incorrect_password": language.lazily("รหัสผ่านไม่ถูกต้อง", "The password is not right"),
    "incorrect_code": language.lazily(
        "รหัสไม่ถูกต้องหรือหมดเวลา ใส่รหัสล่าสุดจากแอป", "The code is not right or too old: enter the newest one"
    ),
    "invalid_password_reset": language.lazily(
        "ลิงก์นี้ใช้ไม่ได้แล้ว ขอลิงก์ใหม่อีกครั้ง", "This link is no longer good. Ask for a new one."
    ),
}


def wait_words() -> str:
    """Say when it may be tried again: then every attempt that counts now is forgotten."""
    until = timezone.localtime(now() + datetime.timedelta(seconds=WAIT))
    return language.say(
        f"ลองผิดหลายครั้งเกินไป ลองใหม่ได้หลังเวลา {until:%H:%M} น. ถ้าลืมรหัสผ่าน ให้ขอตั้งรหัสผ่านใหม่",
        f"Too many attempts. Try again after {until:%H:%M}. If the password is forgotten, ask for a new one.",
    )


WAITING = {key: lazy(wait_words, str)() for key in ("too_many_login_attempts", "rate_limited")}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | WORDS | WAITING

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; a mail server that is away breaks no page, and tells nobody who has an account."""
        try:
            super().send_mail(template_prefix, email, {**context, "address": whole("/")})
        except OSError:
            logger.exception("a letter could not be sent")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Whoever guesses from elsewhere must not keep the owner out: an office shares one address, an attacker
        # has another.
        return f"{ratelimit.get_ip(request)}:{_login(credentials)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt twice: per address and e-mail, and more generously per e-mail from anywhere."""
        super().pre_authenticate(request, **credentials)
        self._anywhere = ratelimit.consume(
            request, app="allauth.account", action="login_failed_anywhere", key=_login(credentials)
        )
        if not self._anywhere:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if getattr(self, "_anywhere", None):
            self._anywhere.rollback()


def _login(credentials: Mapping[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | WORDS

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return language.say(f"พาสคีย์ {number}", f"Passkey {number}")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie a first sign-in to the invited person of the same address, when the issuer has verified it."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        verified = {
            address.email.lower() for address in sociallogin.email_addresses if address.verified is True
        }
        person = Person.objects.filter(email__in=verified, is_active=True).first()
        if person is not None:
            sociallogin.connect(request, person)
