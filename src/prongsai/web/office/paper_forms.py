"""The forms of papers: how one is written, what is said of it, where it was published."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator

from prongsai.core.papers import KINDS
from prongsai.core.papers.columns import FORMS
from prongsai.core.papers.memo import PAPERS as MEMO_PAPERS
from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.web import language
from prongsai.web.actions.paper import Settings
from prongsai.web.language import lazily
from prongsai.web.office.fields import REQUIRED, DateField, WordsField

LONGEST_COMMENT = 2000
_OWN_CHOICE = Text("ตามที่หน่วยงานเลือกไว้", "as the agency has chosen")


class SettingsForm(forms.Form):
    """How a paper is written; `seen_…` are hidden copies of what stood there when the page was opened."""

    lang = forms.ChoiceField(label=lazily("ภาษา", "Language"), choices=[("th", "ไทย"), ("en", "English")])
    digits = forms.ChoiceField(
        label=lazily("ตัวเลข", "Digits"),
        choices=[
            ("thai", lazily("เลขไทย", "Thai")),
            ("arabic", lazily("เลขอารบิก", "Arabic")),
        ],
    )
    form = forms.ChoiceField(label=lazily("แบบตาราง", "Table form"), required=False)
    number = WordsField(
        label=lazily("เลขที่หนังสือ", "Number"),
        help_text=lazily(
            "เฉพาะตัวเลข เช่น ๑๒๓ ปล่อยว่างไว้เขียนด้วยมือได้",
            "The running number only; leave it empty to write it by hand",
        ),
        required=False,
        most=100,
    )
    date = DateField(
        label=lazily("วันที่ของเอกสาร", "Date of the paper"),
        help_text=lazily(
            "เช่น 20 เม.ย. 2569 ปล่อยว่างไว้เขียนด้วยมือได้",
            "Such as 20 Apr 2026; leave it empty to write it by hand",
        ),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(self, kind: str, now: Settings, data: Any = None) -> None:
        initial = {name: getattr(now, name) for name in ("lang", "digits", "form", "number", "date")}
        super().__init__(data, initial={**initial, "seen": spelled(now)})
        choices = form_choices(kind)
        if choices:
            cast("forms.ChoiceField", self.fields["form"]).choices = [
                (name, language.said(title)) for name, title in choices.items()
            ]
        else:
            del self.fields["form"]
        if kind == "memo":
            self.fields["form"].label = language.say("บันทึกนี้เสนอ", "This memo brings")
        else:
            del self.fields["number"]

    @property
    def settings(self) -> Settings:
        given = self.cleaned_data
        return Settings(
            lang=given["lang"],
            digits=given["digits"],
            form=given.get("form", ""),
            number=given.get("number", ""),
            date=given["date"],
        )

    def was_seen(self, now: Settings) -> Settings:
        """Return how the paper was when the page was opened: `now`, or something else that nobody can name."""
        return now if self.cleaned_data["seen"] == spelled(now) else Settings(number="\0")


def form_choices(kind: str) -> dict[str, Text]:
    """Return the forms that a paper can have, by name."""
    if kind == "memo":
        return {str(name): title for name, title in MEMO_PAPERS.items()}
    own = {"": _OWN_CHOICE} if kind in FORMS else {}
    return own | {name: form.title for name, form in FORMS.get(kind, {}).items()}


def first_settings(kind: str, today: datetime.date) -> Settings:
    """Return how a paper is written at first: as an official one of today."""
    edition = language.current()
    return Settings(
        lang=edition.lang,
        # Official papers in Thai bear Thai digits, whatever the screen shows.
        digits="thai" if edition.lang == "th" else "arabic",
        form="analysis" if kind == "memo" else "",
        date=today,
    )


def spelled(settings: Settings) -> str:
    return "|".join(str(value) for value in settings.spelled.values())


class NoteForm(forms.Form):
    """A word to those who decide."""

    note = WordsField(
        label=lazily("ข้อความถึงผู้พิจารณา", "A word to those who decide"),
        help_text=lazily(
            "เช่น แก้ตามความเห็นของปลัดแล้ว ข้อความนี้ไม่พิมพ์ในเอกสาร",
            "Such as what was mended; it is not printed in the paper",
        ),
        rows=2,
        most=LONGEST_COMMENT,
        required=False,
    )


class ReasonForm(forms.Form):
    """Why a paper is taken back."""

    reason = WordsField(label=lazily("เหตุผล", "Reason"), rows=2, most=LONGEST_COMMENT, required=False)


class DecisionForm(forms.Form):
    """What a station says of a version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    comment = WordsField(
        label=lazily("ความเห็น", "Comment"),
        help_text=lazily(
            "เมื่ออนุมัติ ความเห็นจะพิมพ์ท้ายเอกสารและเปิดเผยได้ เมื่อส่งคืน ผู้เสนอเห็นและต้องเขียนสิ่งที่ต้องแก้",
            "With an approval it is printed at the end of the paper for everyone to read. To return the paper, say what is to be mended; that is not printed.",
        ),
        rows=3,
        most=LONGEST_COMMENT,
        required=False,
    )


class PublicationForm(forms.Form):
    """Where and since when an approved paper can be read by everyone."""

    link = forms.CharField(
        label=lazily("ลิงก์บนเว็บไซต์ของหน่วยงาน", "Link on the agency's site"),
        help_text=lazily(
            "ลิงก์ตรงไปที่ไฟล์หรือหน้าที่มีเอกสารนี้ เริ่มด้วย https://",
            "Straight to the file, or to the page that has it; begins with https://",
        ),
        max_length=1000,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": REQUIRED},
    )
    day = DateField(label=lazily("เปิดดูได้ตั้งแต่วันที่", "Open since"))

    def clean_link(self) -> str:
        link = tidy(self.cleaned_data["link"])
        words = language.say(
            "ไม่ใช่ลิงก์ของหน้าเว็บ – คัดลอกทั้งหมดจากแถบที่อยู่ของเบราว์เซอร์ เช่น https://www.example.go.th/ita/o25.pdf",
            "this is no link to a web page – copy all of it from the browser's address bar, such as https://www.example.go.th/ita/o25.pdf",
        )
        URLValidator(schemes=["http", "https"], message=words)(link)
        return link


class TemplateForm(forms.Form):
    """An agency's own Word template for one kind of paper."""

    kind = forms.ChoiceField(
        label=lazily("ใช้กับเอกสาร", "For which paper"),
        choices=[(kind, lazily(title.th, title.en)) for kind, title in KINDS.items()],
    )
    file = forms.FileField(
        label=lazily("ไฟล์แม่แบบ (.docx)", "Template (.docx)"),
        help_text=lazily(
            "สร้างใน Word ไม่มีมาโคร ใส่ชื่อช่องในวงเล็บปีกกาคู่ เช่น {{ agency }}",
            "Made in Word, without macros; names of fields stand between double braces, such as {{ agency }}",
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": REQUIRED},
    )
