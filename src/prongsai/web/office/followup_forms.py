"""The forms of a report: what a unit says of a step, and the evidence that goes with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from prongsai.core.followup import Status
from prongsai.core.followup.check import NEEDS_REASON
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions.followup import REPORT_FIELDS, Report
from prongsai.web.models import Entry
from prongsai.web.office import fields

MOST_FILES = 10
# In the order in which a report is thought of; each with the shape it has everywhere.
STATUSES: Mapping[Status, tuple[str, Text]] = {
    "done": ("done", Text("ทำครบแล้ว", "all of it is done")),
    "in_progress": ("now", Text("เริ่มแล้ว ยังทำอยู่", "begun and going on")),
    "partial": ("now", Text("ทำไปบางส่วน และหยุดแล้ว", "some of it is done, and it rests")),
    "not_done": ("off", Text("ยังไม่ได้เริ่ม ทั้งที่ถึงเวลา", "not begun though it is time")),
    "hindered": ("late", Text("ทำต่อไม่ได้เพราะติดขัด", "something stands in the way")),
    "planned": ("todo", Text("ยังไม่ถึงเวลา", "it is not time yet")),
}
HELP = {
    "done_note": Text("ทำอะไร ที่ไหน เมื่อใด สั้น ๆ", "what, where and when, in a few words"),
    "outcome": Text("เช่น ตัวเลขก่อนและหลัง", "such as figures before and after"),
    "obstacle": Text("อะไรทำให้ช้าหรือยาก", "what made it slow or hard"),
    "suggestion": Text("สิ่งที่ควรปรับในปีหน้า", "what should change next year"),
}
ROWS = {"done_note": 4, "outcome": 3, "obstacle": 3, "suggestion": 3, "reason": 3}


def label(name: str) -> Any:
    return language.lazily(REPORT_FIELDS[name].th, REPORT_FIELDS[name].en)


def _words(name: str) -> fields.WordsField:
    help_text = HELP.get(name, Text("", ""))
    return fields.WordsField(
        label=label(name),
        rows=ROWS[name],
        required=False,
        help_text=language.lazily(help_text.th, help_text.en) if help_text.th else "",
    )


class ReportForm(forms.Form):
    """What is said of a step, or of a measure as a whole."""

    status = forms.ChoiceField(
        label=label("status"),
        choices=[(key, language.lazily(STATUS_WORDS[key].th, STATUS_WORDS[key].en)) for key in STATUSES],
        widget=forms.RadioSelect,
        error_messages={"required": language.lazily("เลือกว่าทำถึงไหนแล้ว", "choose how far it is")},
    )
    done_note = _words("done_note")
    outcome = _words("outcome")
    obstacle = _words("obstacle")
    suggestion = _words("suggestion")
    reason = _words("reason")
    new_date = fields.DateField(label=label("new_date"), required=False)
    given_up = forms.BooleanField(
        label=language.lazily("จะไม่ทำเรื่องนี้ต่อแล้ว", "it will not be done any more"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("status") not in NEEDS_REASON:
            return data
        if "reason" in data and not (data["reason"] or data.get("obstacle")):
            self.add_error(
                "reason",
                language.say(
                    "ขอทราบเหตุผลสั้น ๆ เพื่อให้หน่วยงานช่วยแก้ได้",
                    "please say why in a few words, so that others can help",
                ),
            )
        if "new_date" in data and data["new_date"] is None and not data.get("given_up"):
            self.add_error(
                "new_date",
                language.say(
                    "ขอวันที่คาดว่าจะทำ ประมาณการก็ได้ ถ้าไม่ทำแล้วให้ติ๊กด้านล่าง",
                    "please give a day, even a guess; if it is given up, tick the box below",
                ),
            )
        return data

    def report(self) -> Report:
        """Return what was said; a new day only where one is asked for."""
        data = self.cleaned_data
        asked = data["status"] in NEEDS_REASON and not data["given_up"]
        named = {name: data[name] for name in REPORT_FIELDS if name != "new_date"}
        return Report(**named, new_date=data["new_date"] if asked else None)

    @property
    def choices(self) -> list[tuple[Any, str, Text]]:
        """Each status with its shape and what it means."""
        return [(each, *STATUSES[each.data["value"]]) for each in self["status"].subwidgets]


def initial_of(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    values = {name: getattr(entry, name) for name in REPORT_FIELDS}
    return values | {"given_up": entry.status in NEEDS_REASON and entry.new_date is None}


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is examined on its own, so none is refused here for what it is."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        found = [each for each in (data or []) if each]
        if len(found) > MOST_FILES:
            raise forms.ValidationError(
                language.say(
                    "แนบได้ครั้งละไม่เกิน {most} ไฟล์ แนบส่วนที่เหลือในครั้งต่อไป",
                    "at most {most} files at a time; attach the others afterwards",
                    most=MOST_FILES,
                )
            )
        return found


class EvidenceForm(forms.Form):
    """Files and a link that show what was done."""

    attachments = FilesField(
        label=language.lazily("ไฟล์หรือรูปถ่าย", "Files or photographs"),
        required=False,
        help_text=language.lazily(
            "เลือกได้หลายไฟล์ ไฟล์ละไม่เกิน 20 MB: PDF รูปภาพ Word Excel PowerPoint .txt .csv",
            "several at once, 20 MB each: PDF, pictures, Word, Excel, PowerPoint, .txt, .csv",
        ),
    )
    link = forms.URLField(
        label=language.lazily("ที่อยู่ของลิงก์", "Address of the link"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        error_messages={
            "invalid": language.lazily(
                "ไม่ใช่ที่อยู่เว็บ – เขียนเช่น https://www.donsak.go.th/…",
                "this is no web address – write it like https://…",
            )
        },
    )
    link_title = fields.WordsField(
        label=language.lazily("ลิงก์นี้คืออะไร", "What the link shows"), most=300, required=False
    )
    about = fields.DateField(
        label=language.lazily("หลักฐานนี้ของวันที่", "The day that it is about"),
        required=False,
        help_text=language.lazily(
            "เช่น 15 มี.ค. 2569 เว้นว่างได้ รูปถ่ายจะใช้วันที่ที่กล้องบันทึก",
            "such as 15 Mar 2026; may be empty: photographs then have the day that the camera noted",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A phone that takes HEIC makes a JPEG of it where a page asks for one.
        self.fields["attachments"].widget.attrs["accept"] = (
            "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv"
        )

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError(self.fields["link"].error_messages["invalid"])
        return link

    def clean_about(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["about"]
        if day is not None and not 2000 <= day.year <= 2100:
            raise forms.ValidationError(language.say("ตรวจปี พ.ศ. อีกครั้ง", "look at the year again"))
        return day
