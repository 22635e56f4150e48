"""The Thai words for Django's own messages: the compiled catalogue says what the written one does."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.datastructures import MultiValueDict

import prongsai.web
from prongsai.web.templatetags import words

pytestmark = pytest.mark.once
FOLDER = Path(prongsai.web.__file__).parent / "locale" / "th" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid (".*")\n(?:msgid_plural (".*")\n)?msgstr(?:\[0\])? (".*")$', re.MULTILINE)


def entries() -> list[tuple[str, str, str]]:
    found = ENTRY.findall((FOLDER / "django.po").read_text("utf-8"))
    return [
        (ast.literal_eval(one), ast.literal_eval(many or '""'), ast.literal_eval(said))
        for one, many, said in found
        if one != '""'
    ]


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert len(entries()) > 30
    for one, many, said in entries():
        assert (compiled.ngettext(one, many, 2) if many else compiled.gettext(one)) == said


def test_every_message_keeps_its_values() -> None:
    for one, many, said in entries():
        assert set(re.findall(r"%\(\w+\)\w|%\w", said)) <= set(re.findall(r"%\(\w+\)\w|%\w", one + many)), one


class Everything(forms.Form):
    words = forms.CharField(max_length=3)
    email = forms.EmailField()
    choice = forms.ChoiceField(choices=[("a", "ก")])
    number = forms.IntegerField(max_value=5)
    money = forms.DecimalField(max_digits=5, decimal_places=2)
    file = forms.FileField()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"words": "ยาวเกิน", "email": "x", "choice": "z", "number": "9", "money": "1.234"},
        {"number": "x", "money": "x"},
    ],
)
def test_forms_speak_thai(data: dict[str, str]) -> None:
    with translation.override("th"):
        told = [
            str(error) for errors in Everything(data, MultiValueDict()).errors.values() for error in errors
        ]
    assert told and not [
        error for error in told if re.search(r"[A-Za-z]{4,}", error.replace("somchai@example.go.th", ""))
    ]


@pytest.mark.parametrize("word", ["short", "password1234", "123456789012"])
def test_passwords_are_refused_in_thai(word: str) -> None:
    with translation.override("th"), pytest.raises(ValidationError) as refused:
        validate_password(word)
    assert all("รหัสผ่าน" in message for message in refused.value.messages)


@pytest.mark.parametrize(("kept", "shown"), [("e4@EIT.2", "e4 (EIT.2)"), ("O15", "O15"), ("4", "4")])
def test_a_code_of_a_part_is_written_as_people_do(kept: str, shown: str) -> None:
    assert words.code(kept) == shown
