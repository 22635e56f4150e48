"""Forms of an agency: its details, its letterhead, its units and its approval chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.papers.columns import FORMS
from prongsai.core.register import faults, read_district, read_province
from prongsai.core.register.address import read_website
from prongsai.reading import catalogue
from prongsai.web import language
from prongsai.web.actions.chain import Station
from prongsai.web.models import Agency, ChainLink, Person
from prongsai.web.office.fields import LineField, invalid

PAPERS = {
    "measures": language.lazily("ตารางมาตรการ", "Table of measures"),
    "implementation": language.lazily("ตารางรายงานผลการดำเนินการ", "Table of the report on action"),
}


def _types() -> list[tuple[str, str]]:
    none = language.say("ไม่ใช่หน่วยงานที่รับการประเมิน", "not an agency that is assessed")
    return [("", none), *((each.id, language.said(each.name)) for each in AGENCY_TYPES.values())]


class Details(forms.Form):
    """What an agency is."""

    name = LineField(label=language.lazily("ชื่อหน่วยงาน", "Name"), most=200)
    type = forms.ChoiceField(label=language.lazily("ประเภท", "Type"), required=False, choices=_types)
    size_class = LineField(label=language.lazily("ขนาด", "Size"), most=50, required=False)
    district = LineField(label=language.lazily("อำเภอ", "District"), most=100, required=False)
    province = LineField(label=language.lazily("จังหวัด", "Province"), most=100, required=False)
    ministry = LineField(
        label=language.lazily("กระทรวงหรือต้นสังกัด", "Ministry or parent body"), most=200, required=False
    )
    website = LineField(label=language.lazily("เว็บไซต์", "Website"), most=200, required=False)

    def clean_district(self) -> str:
        return read_district(self.cleaned_data["district"])

    def clean_province(self) -> str:
        return read_province(self.cleaned_data["province"])

    def clean_website(self) -> str:
        text: str = self.cleaned_data["website"]
        found = read_website(text) if text else ""
        if found is None:
            raise invalid(faults.WEBSITE_BAD, text)
        return found

    def details(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in Details.base_fields}


class NewAgency(Details):
    """A new agency, and who supervises it: by its number or its name."""

    supervisor = LineField(
        label=language.lazily("หน่วยงานที่กำกับดูแล", "Supervised by"),
        help_text=language.lazily(
            "ชื่อเต็มของหน่วยงานที่มีอยู่ในระบบ", "The full name of an agency that is here already"
        ),
        required=False,
    )
    above: Agency | None = None

    def clean_supervisor(self) -> str:
        name: str = self.cleaned_data["supervisor"]
        self.above = agency_named(name) if name else None
        return name


def agency_named(name: str) -> Agency:
    """Return the one agency of a name, or say that there is none, or more than one."""
    meant = list(Agency.objects.filter(name=name)[:2])
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise ValidationError(
            language.say(
                "มีหลายหน่วยงานชื่อนี้ เลือกไม่ได้จากชื่ออย่างเดียว",
                "Several agencies have this name; it alone does not tell which",
            )
        )
    raise ValidationError(
        language.say("ไม่พบหน่วยงานชื่อนี้ ตรวจตัวสะกด", "There is no agency of this name: check the spelling")
    )


class Supervisor(forms.Form):
    """Who supervises an agency."""

    supervisor = NewAgency.base_fields["supervisor"]
    above: Agency | None = None
    clean_supervisor = NewAgency.clean_supervisor


class House(forms.Form):
    """What stands on the letterhead of an agency's papers, and which column sets they use."""

    office = LineField(
        label=language.lazily("ส่วนราชการเจ้าของเรื่อง", "Office in charge"),
        help_text=language.lazily(
            "เช่น งานนโยบายและแผน สำนักปลัด", "Such as: Policy and planning, clerk's office"
        ),
        most=200,
        required=False,
    )
    address = LineField(label=language.lazily("ที่อยู่", "Address"), most=300, required=False)
    phone = LineField(label=language.lazily("โทรศัพท์", "Telephone"), most=100, required=False)
    number_prefix = LineField(
        label=language.lazily("เลขที่หนังสือ (อักษรนำ)", "Letters of paper numbers"),
        help_text=language.lazily("เช่น สฎ 52101/", "Such as: สฎ 52101/"),
        most=50,
        required=False,
    )
    addressee = LineField(
        label=language.lazily("เรียน", "Addressed to"),
        help_text=language.lazily(
            "เว้นว่างได้ จะใช้ตำแหน่งสุดท้ายของสายอนุมัติ",
            "May stay empty: the last position of the chain then stands there",
        ),
        most=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, choices in FORMS.items():
            self.fields[f"form_{kind}"] = forms.ChoiceField(
                label=PAPERS.get(kind, kind),
                choices=[(name, language.said(form.title)) for name, form in choices.items()],
            )

    def details(self) -> dict[str, object]:
        forms_ = {kind: self.cleaned_data[f"form_{kind}"] for kind in FORMS}
        return {**{name: self.cleaned_data[name] for name in House.base_fields}, "forms": forms_}

    @staticmethod
    def of(agency: Agency) -> dict[str, object]:
        """Return what the form shows at first."""
        chosen = {f"form_{kind}": agency.forms.get(kind, "full") for kind in FORMS}
        return {**{name: getattr(agency, name) for name in House.base_fields}, **chosen}


def _kinds() -> list[tuple[str, str]]:
    units = catalogue.load().units.items()
    return [("", language.say("ไม่ระบุ", "none")), *((key, language.said(unit.title)) for key, unit in units)]


class UnitForm(forms.Form):
    """A unit, tied to its kind in the catalogue so that measures find their owner."""

    name = LineField(label=language.lazily("ชื่อส่วนงาน", "Name of the unit"), most=200)
    key = forms.ChoiceField(
        label=language.lazily("ประเภทส่วนงาน", "Kind of unit"), required=False, choices=_kinds
    )


class StationForm(forms.Form):
    """One station of the approval chain."""

    position = LineField(label=language.lazily("ตำแหน่ง", "Position"), most=200)
    person = forms.ChoiceField(label=language.lazily("ผู้ดำรงตำแหน่ง", "Held by"), required=False)
    acting = LineField(
        label=language.lazily("คำรักษาราชการแทน", "Acting words"),
        help_text=language.lazily(
            "เช่น รองปลัดเทศบาล รักษาราชการแทน ปลัดเทศบาล", "Such as: Deputy clerk, acting for the clerk"
        ),
        most=200,
        required=False,
    )

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        nobody = ("", language.say("ยังไม่มีผู้ใช้ในระบบ", "nobody in the system yet"))
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [nobody, *((key, str(each)) for key, each in self.people.items())]

    def station(self) -> Station:
        chosen = self.people.get(self.cleaned_data["person"])
        return Station(self.cleaned_data["position"], chosen, self.cleaned_data["acting"])

    @staticmethod
    def of(link: ChainLink) -> dict[str, object]:
        return {"position": link.position, "person": link.person_id or "", "acting": link.acting}
