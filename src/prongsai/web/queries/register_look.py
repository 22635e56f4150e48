"""What was found by looking at a register, in parts and pages: a country does not fit on one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db.models import Q

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.errors import Problem
from prongsai.core.register.layout import AGENCIES, COLUMNS, PEOPLE, UNITS
from prongsai.core.role import ROLES
from prongsai.core.text import Text
from prongsai.reading import catalogue
from prongsai.web.models import Agency, Job, JobFile, Membership, Person, Unit
from prongsai.web.queries.register import Change, Counts, Intake, ref_of

ON_A_PAGE = 50
FAULTS = "faults"
PARTS: Mapping[str, Text] = {
    FAULTS: Text("ต้องแก้ในไฟล์", "To be mended in the file"),
    "warnings": Text("ควรดูก่อน", "Worth a look"),
    "new_agencies": Text("หน่วยงานใหม่", "New agencies"),
    "changed_agencies": Text("หน่วยงานที่แก้", "Changed agencies"),
    "new_units": Text("ส่วนงานใหม่", "New units"),
    "changed_units": Text("ส่วนงานที่แก้", "Changed units"),
    "new_people": Text("บุคคลใหม่", "New people"),
    "changed_people": Text("บุคคลที่แก้", "Changed people"),
    "new_roles": Text("บทบาทใหม่", "New roles"),
}
_SUMMARY = "summary.json"
# Stands beside it where there is something to confirm.
_TO_CONFIRM = "to confirm"
MOST_UNDECIDED = 5
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that looking has found, line by line in both languages; parts of which there is nothing are left out."""

    counts: Counts
    parts: Mapping[str, Sequence[Text]]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept of it: the numbers, and a file for every page of a part."""
        numbers = {part: len(lines) for part, lines in self.parts.items()}
        yield _SUMMARY, _json({"counts": asdict(self.counts), "parts": numbers})
        if KeptLook(self.counts, numbers).may_be_confirmed:
            yield _TO_CONFIRM, b""
        for part, lines in self.parts.items():
            for page, at in enumerate(range(0, len(lines), ON_A_PAGE), 1):
                yield _page_name(part, page), _json([_plain(line) for line in lines[at : at + ON_A_PAGE]])


@dataclass(frozen=True, slots=True)
class KeptLook:
    """The numbers of what was found, `parts` in the order in which they are shown."""

    counts: Counts
    parts: Mapping[str, int]

    @property
    def may_be_confirmed(self) -> bool:
        return FAULTS not in self.parts and not self.counts.nothing


def faulty(problems: Iterable[Problem]) -> Look:
    """Return what is shown of a file that cannot be taken in."""
    return Look(Counts(), {FAULTS: [_said(each) for each in problems]})


def look_of(intake: Intake, warnings: Iterable[Problem]) -> Look:
    """Return what taking a register in would do."""
    parts: dict[str, list[Text]] = {
        "warnings": [_said(each) for each in warnings],
        "new_agencies": [_agency(each) for each in intake.new_agencies],
        "changed_agencies": [_change(ref_of(each.thing).words, AGENCIES, each) for each in intake.changed_agencies],
        "new_units": [Text(_unit(each)) for each in intake.new_units],
        "changed_units": [_change(_unit(each.thing), UNITS, each) for each in intake.changed_units],
        "new_people": [Text(_person(each)) for each in intake.new_people],
        "changed_people": [_change(f"{each.thing.name} · {each.thing.email}", PEOPLE, each) for each in intake.changed_people],
        "new_roles": [_role(each) for each in intake.new_roles],
    }  # fmt: skip
    return Look(intake.counts, {part: lines for part, lines in parts.items() if lines})


def kept_look(job: Job) -> KeptLook | None:
    """Return what a job has found; `None` where it has not looked yet, or nothing is kept any more."""
    kept = _kept(job, _SUMMARY)
    if kept is None:
        return None
    parts: dict[str, int] = kept["parts"]
    return KeptLook(Counts(**kept["counts"]), {part: parts[part] for part in PARTS if part in parts})


def undecided(person: Person | None) -> list[Job]:
    """Return what this person has uploaded and not decided on yet, the newest first."""
    looked_at = JobFile.objects.filter(name=_TO_CONFIRM).values("unit__job")
    looks = Job.objects.filter(kind="register_look", asked_by=person)
    return list(looks.filter(Q(ended_at=None) | Q(pk__in=looked_at))[:MOST_UNDECIDED])


def lines_of(job: Job, part: str, page: int) -> list[Text]:
    """Return the lines of one page, counted from 1."""
    kept = _kept(job, _page_name(part, page))
    return [Text(*line) for line in kept or ()]


def _page_name(part: str, page: int) -> str:
    return f"{part}/{page}.json"


def _kept(job: Job, name: str) -> dict[str, dict[str, int]] | None:
    content = JobFile.objects.filter(unit__job=job, name=name).values_list("content", flat=True).first()
    return None if content is None else json.loads(bytes(content))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(line: Text) -> list[str]:
    return [line.th, line.en] if line.en else [line.th]


def _said(problem: Problem) -> Text:
    return Text(problem.say("th").removeprefix(": "), problem.say("en").removeprefix(": "))


def _agency(agency: Agency) -> Text:
    words, kind = ref_of(agency).words, AGENCY_TYPES.get(agency.type)
    return Text(f"{words} · {kind.name.th}", f"{words} · {kind.name.en}") if kind else Text(words)


def _unit(unit: Unit) -> str:
    return f"{unit.name} · {ref_of(unit.agency).words}"


def _person(person: Person) -> str:
    return " · ".join(each for each in (person.name, person.email, person.position) if each)


def _role(held: Membership) -> Text:
    role, unit = ROLES[held.role].name, f" {held.unit.name}" if held.unit else ""
    agency = ref_of(held.agency).words
    return Text(*(f"{held.person.name} · {role.say(lang)}{unit} · {agency}" for lang in ("th", "en")))


def _change(name: str, sheet: str, change: Change[Agency] | Change[Unit] | Change[Person]) -> Text:
    told = [
        Text("{field} {before} → {after}", "{field} {before} → {after}").format(
            field=COLUMNS[sheet][field], before=_value(field, before), after=_value(field, after)
        )
        for field, (before, after) in change.fields.items()
    ]
    return Text(*(f"{name}: " + "; ".join(each.say(lang) for each in told) for lang in ("th", "en")))


def _value(field: str, value: str) -> Text:
    if field == "type" and value in AGENCY_TYPES:
        return AGENCY_TYPES[value].name
    units = catalogue.load().units
    if field == "key" and value in units:
        return units[value].title
    return Text(value or _NOTHING)
