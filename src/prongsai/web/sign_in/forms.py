"""allauth's forms with labels and help in both languages."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest

from prongsai.web import language
from prongsai.web.sign_in.letters import ask_for_reset

LABELS = {
    "login": language.lazily("อีเมล", "E-mail"),
    "email": language.lazily("อีเมล", "E-mail"),
    "password": language.lazily("รหัสผ่าน", "Password"),
    "oldpassword": language.lazily("รหัสผ่านเดิม", "Present password"),
    "password1": language.lazily("รหัสผ่านใหม่", "New password"),
    "password2": language.lazily("รหัสผ่านใหม่อีกครั้ง", "The new password again"),
    "code": language.lazily("รหัส", "Code"),
    "name": language.lazily("ชื่อเรียก", "Name"),
    "passwordless": language.lazily("ใช้แทนรหัสผ่านได้", "May be used instead of the password"),
}
HINTS = {
    "password1": language.lazily(
        "อย่างน้อย 12 ตัวอักษร ประโยคสั้น ๆ ที่มีแต่ท่านรู้ จำง่ายและเดายาก",
        "At least 12 characters. A short sentence that only you know is easy to remember and hard to guess.",
    ),
    "code": language.lazily("ตัวเลข 6 หลักจากแอปยืนยันตัวตน", "Six digits from the authenticator app"),
    "name": language.lazily("เช่น โทรศัพท์ของฉัน", "Such as: my phone"),
    "passwordless": language.lazily(
        "อุปกรณ์จะถามลายนิ้วมือ ใบหน้า หรือ PIN ทุกครั้ง",
        "The device then asks for a finger, a face or a PIN each time",
    ),
}


class InOurWords(forms.Form):
    """Before one of allauth's forms: says labels and help anew, and takes away what stands in the fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")


class SignIn(InOurWords, account.LoginForm):  # type: ignore[misc]
    pass


class AskForReset(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    def clean_email(self) -> str:
        """Leave the question who has this address to the one place that asks it the same way for everyone."""
        return str(get_adapter().clean_email(self.cleaned_data["email"].lower()))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = str(self.cleaned_data["email"])
        ask_for_reset(email)
        return email


class NewPassword(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class FirstPassword(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ChangePassword(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ConfirmPassword(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class SecondStep(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmCode(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class StartApp(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddPasskey(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    pass


class RenamePasskey(InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    pass
