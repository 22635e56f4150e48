"""The sheets and columns of a register, which the writer prints and the reader looks for."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.text import Text
from prongsai.core.thai import tidy

AGENCIES, UNITS, PEOPLE = "agencies", "units", "people"
HELP_SHEET = Text("คำแนะนำ", "Help")
SHEETS: Mapping[str, Text] = {
    AGENCIES: Text("หน่วยงาน", "Agencies"),
    UNITS: Text("ส่วนงาน", "Units"),
    PEOPLE: Text("บุคคล", "People"),
}
COLUMNS: Mapping[str, Mapping[str, Text]] = {
    AGENCIES: {
        "name": Text("ชื่อหน่วยงาน", "Agency"),
        "type": Text("ประเภทหน่วยงาน", "Agency type"),
        "size_class": Text("ขนาด", "Size"),
        "district": Text("อำเภอ", "District"),
        "province": Text("จังหวัด", "Province"),
        "ministry": Text("กระทรวงหรือต้นสังกัด", "Ministry"),
        "supervisor": Text("หน่วยงานที่กำกับดูแล", "Supervised by"),
        "website": Text("เว็บไซต์", "Website"),
    },
    UNITS: {
        "agency": Text("หน่วยงาน", "Agency"),
        "name": Text("ชื่อส่วนงาน", "Unit"),
        "key": Text("ประเภทส่วนงาน", "Kind of unit"),
    },
    PEOPLE: {
        "agency": Text("หน่วยงาน", "Agency"),
        "name": Text("ชื่อ-สกุล", "Name"),
        "position": Text("ตำแหน่ง", "Position"),
        "email": Text("อีเมล", "E-mail"),
        "roles": Text("บทบาท", "Roles"),
        "unit": Text("ส่วนงาน", "Unit"),
    },
}
# A sheet is one of its kind when it has these columns.
NEEDED: Mapping[str, tuple[str, ...]] = {
    AGENCIES: ("name", "type"),
    UNITS: ("name",),
    PEOPLE: ("name", "email", "roles"),
}
# What every row must say. A person's unit must be said by who has a unit's role; an agency may have no type.
REQUIRED: Mapping[str, frozenset[str]] = {
    AGENCIES: frozenset({"name"}),
    UNITS: frozenset({"agency", "name"}),
    PEOPLE: frozenset({"agency", "name", "email", "roles"}),
}
LONGEST_TEXT = 200
# What has less room than a name; a place or a size is a word or two.
LONGEST: Mapping[str, int] = {"size_class": 50, "district": 100, "province": 100}
ALSO_WRITTEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    AGENCIES: {
        "name": ("หน่วยงาน", "agency name", "name"),
        "type": ("ประเภท", "type", "agency_type"),
        "size_class": ("ขนาดหน่วยงาน", "size class", "size_class"),
        "district": ("เขต", "amphoe"),
        "ministry": ("กระทรวง", "ต้นสังกัด", "สังกัด"),
        "supervisor": ("ผู้กำกับดูแล", "กำกับดูแลโดย", "supervisor"),
        "website": ("เว็บไซต์หน่วยงาน", "url", "web site"),
    },
    UNITS: {
        "agency": ("ชื่อหน่วยงาน", "agency name"),
        "name": ("ส่วนงาน", "ส่วนราชการ", "unit name"),
        "key": ("รหัสส่วนงาน", "key", "unit key"),
    },
    PEOPLE: {
        "agency": ("ชื่อหน่วยงาน", "agency name"),
        "name": ("ชื่อ - สกุล", "ชื่อ – สกุล", "ชื่อ สกุล", "ชื่อ-นามสกุล", "ชื่อ - นามสกุล", "ชื่อ นามสกุล", "full name"),
        "email": ("อีเมล์", "อีเมลล์", "ไปรษณีย์อิเล็กทรอนิกส์", "email", "e-mail address", "email address"),
        "roles": ("บทบาทในระบบ", "สิทธิ", "role"),
        "unit": ("ชื่อส่วนงาน", "ส่วนราชการ", "สังกัด"),
    },
}
# Columns that people keep beside a list and that say nothing to the register.
BESIDE = frozenset({"ลำดับ", "ลำดับที่", "ที่", "no", "no.", "#", "หมายเหตุ", "note", "notes", "remark", "remarks"})
ROLES_BETWEEN = ", "


def spellings(sheet: str) -> Mapping[str, frozenset[str]]:
    """Return all that a column of `sheet` may be headed with, in small letters, by its key."""
    return {
        key: frozenset(
            tidy(word).casefold() for word in (title.th, title.en, *ALSO_WRITTEN[sheet].get(key, ()))
        )
        for key, title in COLUMNS[sheet].items()
    }
