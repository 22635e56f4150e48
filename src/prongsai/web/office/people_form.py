"""Forms of people: whom to invite, which roles they have, and their first password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from prongsai.core.register.address import LONGEST_EMAIL
from prongsai.core.role import ROLES
from prongsai.web import language
from prongsai.web.access import MEMBER_ROLES
from prongsai.web.actions.member import Newcomer, Roles
from prongsai.web.models import Membership, Person, Unit
from prongsai.web.office.fields import LineField, UnitsField
from prongsai.web.sign_in.forms import HINTS


def _roles() -> list[tuple[str, str]]:
    between = language.say(" – ", ": ")
    return [
        (role, language.said(ROLES[role].name) + between + language.said(ROLES[role].purpose))
        for role in MEMBER_ROLES
    ]


class RolesForm(forms.Form):
    """The roles of one person, and the units of a unit member."""

    roles = forms.MultipleChoiceField(
        label=language.lazily("บทบาท", "Roles"), choices=_roles, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, units: Sequence[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"] = UnitsField(
            units,
            label=language.lazily("ส่วนงาน (สำหรับเจ้าหน้าที่ส่วนงาน)", "Units (of a unit member)"),
            required=False,
        )

    def held(self) -> Roles:
        return Roles(tuple(self.cleaned_data["roles"]), tuple(self.cleaned_data["units"]))

    @staticmethod
    def of(held: Sequence[Membership]) -> dict[str, object]:
        """Return what the form shows at first."""
        return {
            "roles": sorted({each.role for each in held}),
            "units": [each.unit for each in held if each.unit is not None],
        }


class Invite(RolesForm):
    """A person to be invited."""

    email = forms.CharField(
        label=language.lazily("อีเมล", "E-mail"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = LineField(label=language.lazily("ชื่อ-สกุล", "Name"), most=200)
    position = LineField(label=language.lazily("ตำแหน่ง", "Position"), most=200, required=False)
    field_order = ("email", "name", "position", "roles", "units")

    def newcomer(self) -> Newcomer:
        return Newcomer(*(self.cleaned_data[name] for name in ("email", "name", "position")))


class FirstPassword(forms.Form):
    """What an invited person fills in."""

    name = LineField(label=language.lazily("ชื่อ-สกุล", "Name"), most=200)
    password1 = forms.CharField(
        label=language.lazily("ตั้งรหัสผ่าน", "Choose a password"),
        help_text=HINTS["password1"],
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=language.lazily("รหัสผ่านอีกครั้ง", "The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first = data.get("password1", "")
        if first and first != data.get("password2", first):
            self.add_error("password2", language.say("รหัสผ่านสองครั้งไม่ตรงกัน", "The two passwords differ"))
        if first:
            try:
                validate_password(first, self.person)
            except ValidationError as error:
                self.add_error("password1", error)
        return data
