"""An agency's profile from its TOML file, the emblem's picture included; every problem is reported at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from prongsai.core.emblem import read_emblem
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.papers.columns import FORMS
from prongsai.core.profile import Profile, Signatory
from prongsai.core.text import Text
from prongsai.reading.file_faults import ENCODING, NOT_THERE, TOO_LARGE

MEGABYTE = 1024 * 1024
LARGEST_PROFILE = MEGABYTE
LARGEST_EMBLEM = 5 * MEGABYTE
LONGEST_VALUE = 500
MOST_PEOPLE = 20

TEXTS = (
    *("agency", "unit", "address", "province", "district", "phone"),
    *("number_prefix", "number", "addressee", "website"),
)
PEOPLE = ("signatories", "opinions")
PERSON = ("name", "position", "acting")
KEYS = (*TEXTS, "via", "emblem", "units", "forms", "links", *PEOPLE)
_ITEM_CODE = re.compile(r"O[1-9]\d?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

NOT_TOML = Fault(
    "profile.not_toml",
    Text("อ่านเป็น TOML ไม่ได้: {reason}", "this is not TOML: {reason}"),
    Text("เทียบกับตัวอย่าง examples/profile.toml", "compare it with examples/profile.toml"),
)
UNKNOWN_KEY = Fault(
    "profile.unknown_key",
    Text("ไม่รู้จักชื่อนี้", "this name is not known"),
    Text("ใช้ชื่อใดชื่อหนึ่ง: {known}", "use one of: {known}"),
)
NO_AGENCY = Fault(
    "profile.no_agency",
    Text("ยังไม่ได้บอกชื่อหน่วยงาน", "the agency is not named"),
    Text('เพิ่มบรรทัด agency = "ชื่อหน่วยงาน"', 'add a line agency = "its name"'),
)
NOT_TEXT = Fault(
    "profile.not_text",
    Text("ตรงนี้ต้องเป็นข้อความในเครื่องหมายคำพูด", "this must be a text in quotation marks"),
    Text('เขียนค่าไว้ใน " "', 'put the value between " "'),
)
TOO_LONG = Fault(
    "profile.too_long",
    Text("ข้อความยาวเกิน {most} ตัวอักษร", "longer than {most} characters"),
    Text("เขียนให้สั้นลง", "shorten it"),
)
NOT_LIST = Fault(
    "profile.not_list",
    Text("ตรงนี้ต้องเป็นรายการ", "this must be a list"),
    Text('เขียนแบบ ["…", "…"]', 'write ["…", "…"]'),
)
NOT_TABLE = Fault(
    "profile.not_table",
    Text("ตรงนี้ต้องเป็นตารางของชื่อและค่า", "this must be a table of names and values"),
    Text(
        'ขึ้นต้นด้วย [{key}] แล้วเขียน ชื่อ = "ค่า" ทีละบรรทัด',
        'begin with [{key}] and write name = "value" line by line',
    ),
)
NOT_PEOPLE = Fault(
    "profile.not_people",
    Text("ตรงนี้ต้องเป็นรายการบุคคล", "this must be a list of people"),
    Text("ขึ้นต้นแต่ละคนด้วย [[{key}]]", "begin each person with [[{key}]]"),
)
TOO_MANY = Fault(
    "profile.too_many",
    Text("มีเกิน {most} คน", "there are more than {most}"),
    Text("เหลือเฉพาะผู้ที่ลงนามจริง", "keep those who really sign"),
)
NO_POSITION = Fault(
    "profile.no_position",
    Text("ไม่ได้บอกตำแหน่ง", "the position is missing"),
    Text('เพิ่ม position = "ตำแหน่ง" (ชื่อเว้นว่างได้)', 'add position = "…"; the name may stay empty'),
)
UNKNOWN_FORM = Fault(
    "profile.unknown_form",
    Text("ไม่มีแบบตารางชื่อนี้", "there is no form of this name"),
    Text("ใช้ชื่อใดชื่อหนึ่ง: {known}", "use one of: {known}"),
)
BAD_CODE = Fault(
    "profile.bad_code",
    Text("รหัสข้อ OIT ต้องเป็นแบบ O1 ถึง O99", "an OIT item is written O1 to O99"),
    Text("แก้รหัสข้อ", "correct the code"),
)
BAD_LINK = Fault(
    "profile.bad_link",
    Text(
        "ลิงก์ต้องขึ้นต้นด้วย https:// หรือ http:// และไม่มีช่องว่าง",
        "a link begins with https:// or http:// and has no blank",
    ),
    Text("คัดลอกที่อยู่จากแถบที่อยู่ของเว็บเบราว์เซอร์", "copy it from the browser's address bar"),
)
NO_EMBLEM = Fault(
    "profile.no_emblem",
    Text("ไม่พบไฟล์ตราสัญลักษณ์", "the emblem's file was not found"),
    Text("เขียนชื่อไฟล์เทียบกับโฟลเดอร์ของโปรไฟล์", "give its name relative to the profile's folder"),
)
EMBLEM_LARGE = Fault(
    "profile.emblem_large",
    Text("ไฟล์ตราสัญลักษณ์ใหญ่เกิน {most} MB", "the emblem is larger than {most} MB"),
    Text("ย่อภาพก่อน", "make the picture smaller"),
)


def read_profile(path: str | Path) -> Profile:
    """Return the profile of a TOML file; raise `InputError` with everything that is wrong with it."""
    file = Path(path)
    reader = _Reader(file)
    profile = reader.profile(_document(file))
    if reader.problems:
        raise InputError(reader.problems)
    return profile


def _document(file: Path) -> Mapping[str, object]:
    try:
        if file.stat().st_size > LARGEST_PROFILE:
            raise InputError([TOO_LARGE.at(file.name, most=LARGEST_PROFILE // MEGABYTE)])
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError([NOT_THERE.at(file.name)]) from error
    except UnicodeDecodeError as error:
        raise InputError([ENCODING.at(file.name)]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([NOT_TOML.at(file.name, reason=str(error))]) from error


class _Reader:
    """Reads the document key by key and keeps every problem in the order of the contract's fields."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, where: str, fault: Fault, found: str = "", **values: object) -> None:
        self.problems.append(fault.at(f"{self.file.name}: {where}", found, **values))

    def profile(self, document: Mapping[str, object]) -> Profile:
        self.known(document, KEYS, "")
        texts = {key: self.text(document.get(key, ""), key) for key in TEXTS}
        if not texts["agency"] and "agency" not in self.places():
            self.report("agency", NO_AGENCY)
        return Profile(
            **texts,
            via=self.texts(document.get("via", []), "via"),
            emblem=self.emblem(self.text(document.get("emblem", ""), "emblem")),
            units=dict(self.table(document, "units")),
            forms=dict(self.forms(document)),
            links=dict(self.links(document)),
            signatories=self.people(document, "signatories"),
            opinions=self.people(document, "opinions"),
        )

    def places(self) -> set[str]:
        return {problem.where.removeprefix(f"{self.file.name}: ") for problem in self.problems}

    def known(self, table: Mapping[str, object], keys: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in keys:
                self.report(f"{where}{key}", UNKNOWN_KEY, key, known=", ".join(keys))

    def text(self, value: object, where: str) -> str:
        if not isinstance(value, str):
            self.report(where, NOT_TEXT, str(value))
            return ""
        if len(value) > LONGEST_VALUE:
            self.report(where, TOO_LONG, value, most=LONGEST_VALUE)
        return " ".join(value.split())

    def texts(self, value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.report(where, NOT_LIST, str(value))
            return ()
        found = (self.text(each, f"{where}[{place}]") for place, each in enumerate(value, start=1))
        return tuple(text for text in found if text)

    def table(self, document: Mapping[str, object], key: str) -> Iterator[tuple[str, str]]:
        for name, value in self.raw_table(document, key):
            yield name, self.text(value, f"{key}.{name}")

    def raw_table(self, document: Mapping[str, object], key: str) -> Iterator[tuple[str, object]]:
        table = document.get(key, {})
        if isinstance(table, dict):
            yield from table.items()
        else:
            self.report(key, NOT_TABLE, str(table), key=key)

    def forms(self, document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for kind, name in self.table(document, "forms"):
            if kind not in FORMS:
                self.report(f"forms.{kind}", UNKNOWN_KEY, kind, known=", ".join(FORMS))
            elif name and name not in FORMS[kind]:
                self.report(f"forms.{kind}", UNKNOWN_FORM, name, known=", ".join(FORMS[kind]))
            yield kind, name

    def links(self, document: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for code, value in self.raw_table(document, "links"):
            where = f"links.{code}"
            if not _ITEM_CODE.fullmatch(code):
                self.report(where, BAD_CODE, code)
            addresses = self.texts([value] if isinstance(value, str) else value, where)
            for address in addresses:
                if not _ADDRESS.fullmatch(address):
                    self.report(where, BAD_LINK, address)
            yield code, addresses

    def people(self, document: Mapping[str, object], key: str) -> tuple[Signatory, ...]:
        listed = document.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self.report(key, NOT_PEOPLE, str(listed), key=key)
            return ()
        if len(listed) > MOST_PEOPLE:
            self.report(key, TOO_MANY, str(len(listed)), most=MOST_PEOPLE)
            return ()
        return tuple(self.person(each, f"{key}[{place}].") for place, each in enumerate(listed, start=1))

    def person(self, table: Mapping[str, object], where: str) -> Signatory:
        self.known(table, PERSON, where)
        name, position, acting = (self.text(table.get(key, ""), f"{where}{key}") for key in PERSON)
        if not position and f"{where}position" not in self.places():
            self.report(f"{where}position", NO_POSITION)
        return Signatory(name=name, position=position, acting=acting)

    def emblem(self, name: str) -> bytes | None:
        if not name:
            return None
        picture = self.file.parent / name
        try:
            if picture.stat().st_size > LARGEST_EMBLEM:
                self.report("emblem", EMBLEM_LARGE, name, most=LARGEST_EMBLEM // MEGABYTE)
                return None
            content = picture.read_bytes()
        except (OSError, ValueError):
            self.report("emblem", NO_EMBLEM, name)
            return None
        try:
            return read_emblem(content, f"{self.file.name}: emblem {name}").data
        except InputError as error:
            self.problems += error.problems
            return None
