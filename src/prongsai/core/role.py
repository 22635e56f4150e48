"""The roles that people have: what they are called, what they are for, and how people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.core.text import Text
from prongsai.core.thai import tidy


@dataclass(frozen=True, slots=True)
class Role:
    """A role; `purpose` says in one sentence what a person in it comes to do."""

    id: str
    name: Text
    purpose: Text


ROLES: Mapping[str, Role] = {
    one.id: one
    for one in (
        Role(
            "officer",
            Text("เจ้าหน้าที่ ITA", "ITA officer"),
            Text(
                "นำเข้าผล วิเคราะห์ วางมาตรการ และทำเอกสารของหน่วยงาน",
                "Enters the result, analyses it, plans the measures and makes the agency's papers",
            ),
        ),
        Role(
            "unit_member",
            Text("เจ้าหน้าที่ส่วนงาน", "Unit member"),
            Text(
                "รายงานความก้าวหน้าของมาตรการที่ส่วนงานรับผิดชอบ พร้อมหลักฐาน",
                "Reports how far the unit's own measures are, with evidence",
            ),
        ),
        Role(
            "executive",
            Text("ผู้บริหาร", "Executive"),
            Text(
                "ให้ความเห็น อนุมัติ หรือส่งเอกสารคืนให้แก้",
                "Comments on papers, approves them or returns them",
            ),
        ),
        Role(
            "reviewer",
            Text("ผู้ตรวจประเมิน", "Reviewer"),
            Text(
                "ตรวจข้อมูลที่หน่วยงานเปิดเผยและผลของหน่วยงานที่ได้รับมอบหมาย",
                "Checks what the agencies assigned to them disclose, and their results",
            ),
        ),
        Role(
            "supervisor",
            Text("ผู้กำกับดูแล", "Supervisor"),
            Text(
                "ติดตามและให้คำแนะนำแก่หน่วยงานในกำกับ", "Follows and advises the agencies under their supervision"
            ),
        ),
        Role(
            "auditor",
            Text("ผู้ตรวจสอบ", "Auditor"),
            Text(
                "อ่านข้อมูลและบันทึกการใช้งานทั้งหมดของหน่วยงาน แต่แก้ไขไม่ได้",
                "Reads everything of the agency and its log, and changes nothing",
            ),
        ),
        Role(
            "administrator",
            Text("ผู้ดูแลระบบ", "Administrator"),
            Text("ดูแลหน่วยงาน บัญชีผู้ใช้ และการตั้งค่าของระบบ", "Looks after agencies, accounts and settings"),
        ),
        Role(
            "public",
            Text("ประชาชน", "Public"),
            Text("อ่านข้อมูลที่เผยแพร่แล้วโดยไม่ต้องเข้าสู่ระบบ", "Reads what is published, without signing in"),
        ),
    )
}
# An administrator is made by an administrator, and the public has no account: neither is given by a file.
GIVEN_BY_FILE = ("officer", "unit_member", "executive", "reviewer", "supervisor", "auditor")

# How agencies write it where nobody gave them a list to choose from.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "officer": ("เจ้าหน้าที่", "ผู้ประสานงาน", "ผู้รับผิดชอบ ITA", "officer", "coordinator"),
    "unit_member": (
        *("เจ้าหน้าที่หน่วยงานย่อย", "เจ้าหน้าที่กอง", "เจ้าหน้าที่สำนัก", "ผู้แทนส่วนงาน"),
        *("ผู้รับผิดชอบของส่วนงาน", "unit officer"),
    ),
    "executive": ("ผู้อนุมัติ", "approver"),
    "reviewer": ("ผู้ตรวจ", "คณะที่ปรึกษา", "ผู้ประเมิน"),
    "supervisor": ("ผู้กำกับ", "หน่วยงานกำกับดูแล"),
    "auditor": ("ผู้ตรวจสอบภายใน", "internal auditor"),
    "administrator": ("admin", "system administrator", "แอดมิน"),
}


def read_role(text: str) -> str | None:
    """Return the identifier of the role that `text` names in Thai or English, else `None`."""
    return _SPELLINGS.get(_plain(text))


def _plain(text: str) -> str:
    # Plural and singular, blanks, hyphens and the underscore of the identifier make no other role.
    return "".join(sign for sign in tidy(text).casefold() if sign not in " ._-").removesuffix("s")


_SPELLINGS: Mapping[str, str] = {
    _plain(spelling): role.id
    for role in ROLES.values()
    for spelling in (role.id, role.name.th, role.name.en, *_ALSO.get(role.id, ()))
}
