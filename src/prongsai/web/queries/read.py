"""What the pages of papers that were read show: the papers, their values in groups, the paper itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.printed import Line, Printed, Table
from prongsai.core.result.layout import FIELD_TITLES
from prongsai.core.text import Text
from prongsai.reading.framework import available, find_year
from prongsai.reading.framework import load as load_framework
from prongsai.reading.printed.carried import from_json
from prongsai.reading.recognise.found import BETWEEN_NOTES, joined
from prongsai.web.models import Agency, Job, ReadPaper, ReadRemark, ReadValue
from prongsai.web.queries.read_place import anchor, place_of

PAGED = frozenset({"pdf", "scan"})
# Undecided and in doubt: a person must look before anything is taken over.
IN_DOUBT = Q(decision="") & (Q(confidence="doubtful") | ~Q(proposal=""))
NOT_TAKEN = ("changes.", "earlier.")
LONG = 70
# A note on so many values of a group is said once above them.
FEWEST_ALIKE = 4
WEIGHTS = ("error", "warning", "note")

HEAD: Mapping[str, Text] = {
    "agency": Text("ชื่อหน่วยงาน", "Agency"),
    "agency_type": Text("ประเภทหน่วยงาน", "Type of agency"),
    "district": Text("อำเภอ", "District"),
    "province": Text("จังหวัด", "Province"),
    "result.fiscal_year": Text("ผลของปีงบประมาณ", "Result of fiscal year"),
}
PARTS: Mapping[str, Text] = {
    "title": Text("ชื่อมาตรการ", "Title"),
    "number": Text("ลำดับที่พิมพ์", "Number as printed"),
    "topic": Text("ด้าน", "Topic"),
    "units": Text("ผู้รับผิดชอบ", "Responsible"),
    "budget": Text("งบประมาณ", "Budget"),
    "codes": Text("ข้อที่มุ่งให้ดีขึ้น", "What it is to improve"),
    "period": Text("ระยะเวลา", "Period"),
    "approach": Text("แนวทาง", "Approach"),
    "step": Text("ขั้นตอน", "Step"),
    "monitoring": Text("การกำกับติดตาม", "Monitoring"),
    "result": Text("ผลการดำเนินการ", "What was done"),
    "status": Text("สถานะ", "Status"),
    "outcome": Text("ผลที่ได้", "Outcome"),
    "obstacle": Text("ปัญหาอุปสรรค", "Obstacle"),
    "suggestion": Text("ข้อเสนอแนะ", "Suggestion"),
    "evidence": Text("หลักฐาน", "Evidence"),
}
ROOTS: Mapping[str, Text] = {
    "plan": Text("มาตรการ {id}", "Measure {id}"),
    "report": Text("รายงานผลมาตรการ {id}", "Report on measure {id}"),
}
# The middle of a `state`: its sign says the same as its word and its colour.
SURENESS: Mapping[str, tuple[Text, str]] = {
    "sure": (Text("อ่านได้ชัด", "sure"), "done"),
    "likely": (Text("น่าจะใช่", "likely"), "now"),
    "doubtful": (Text("ต้องตรวจ", "to be looked at"), "late"),
}
DECISIONS: Mapping[str, Text] = {
    "accepted": Text("รับแล้ว", "accepted"),
    "corrected": Text("แก้แล้ว", "corrected"),
    "proposal": Text("ใช้ค่าที่เสนอ", "the proposal was taken"),
}


@dataclass(frozen=True)
class Value:
    """A value as the page shows it."""

    row: ReadValue
    label: Text
    href: str
    at: str
    choices: tuple[tuple[str, Text], ...] = ()
    fixed: bool = False
    said: frozenset[Text] = frozenset()
    """Notes that stand above the values of its group."""

    @property
    def is_long(self) -> bool:
        return len(self.row.now) > LONG or "\n" in self.row.now

    @property
    def lines(self) -> int:
        return min(8, 1 + max(len(self.row.now) // 60, self.row.now.count("\n")))

    @property
    def in_doubt(self) -> bool:
        return in_doubt(self.row)

    @property
    def sureness(self) -> tuple[Text, str]:
        return SURENESS.get(self.row.confidence, SURENESS["doubtful"])

    @property
    def decision(self) -> Text | None:
        return DECISIONS.get(self.row.decision)

    @property
    def where(self) -> Text:
        return place_of(self.row.where).words()

    @property
    def notes(self) -> list[Text]:
        """What is said of this value alone."""
        own = (joined(*(part for part in parts if part not in self.said)) for parts in self.parts)
        return [note for note in own if note is not None]

    @property
    def parts(self) -> list[list[Text]]:
        """Return its notes, each in the parts that it was joined of."""
        return [_parts(*pair) for pair in self.row.note]

    def shown(self, value: str) -> Text:
        """Return a value in words where it is one of a list of choices."""
        return dict(self.choices).get(value, Text(value, value))

    @property
    def printed_otherwise(self) -> bool:
        return self.row.as_printed != self.row.value

    @property
    def proposed(self) -> Text:
        return self.shown(self.row.proposal)


@dataclass
class Group:
    """Values that belong together; `fixed`: they are told, but never taken over.

    `said`: what is said of several of them, once, with of how many.
    """

    title: Text
    values: list[Value] = field(default_factory=list)
    fixed: bool = False
    said: list[tuple[Text, int]] = field(default_factory=list)

    @cached_property
    def in_doubt(self) -> int:
        return sum(value.in_doubt for value in self.values)


def in_doubt(row: ReadValue) -> bool:
    """Whether a person must look before anything is taken over; what is never taken over is left in peace."""
    doubtful = row.confidence == "doubtful" or bool(row.proposal)
    return doubtful and not row.decision and not row.field.startswith(NOT_TAKEN)


# The papers of an agency


def papers_of(agency: Agency) -> QuerySet[ReadPaper]:
    """Return the papers that were sent in, with how many values are in doubt and how many remarks are open."""
    wanted = ~Q(values__field__startswith="changes.") & ~Q(values__field__startswith="earlier.")
    doubtful = Q(values__decision="") & (Q(values__confidence="doubtful") | ~Q(values__proposal="")) & wanted
    return (
        ReadPaper.objects.filter(agency=agency)
        .defer("printed")
        .select_related("sent_by", "result", "plan")
        .annotate(
            number_of_values=Count("values", distinct=True),
            in_doubt=Count("values", filter=doubtful, distinct=True),
            open_remarks=Count("remarks", filter=Q(remarks__state=""), distinct=True),
        )
    )


def is_reading(agency: Agency) -> bool:
    """Whether a worker is at it, or will be."""
    return Job.objects.filter(agency=agency, kind="read", stage__in=("waiting", "running")).exists()


def running_job(agency: Agency) -> int | None:
    """Return the number of the job that a worker is at, `None` where none is."""
    return (
        Job.objects.filter(agency=agency, kind="read", stage="running").values_list("pk", flat=True).first()
    )


def remarks_seen(papers: Iterable[ReadPaper]) -> list[ReadRemark]:
    """Return the remarks on papers, those that are open and weigh most first."""
    found = ReadRemark.objects.filter(paper__in=papers).select_related("paper", "decided_by")
    order = {weight: place for place, weight in enumerate(WEIGHTS)}
    return sorted(
        found.defer("paper__printed"),
        key=lambda row: (bool(row.state), order.get(row.weight, len(order)), row.pk),
    )


# Values


def groups_of(paper: ReadPaper, values: Sequence[ReadValue]) -> list[Group]:
    """Return the values of a paper in the groups of its page."""
    framework = _framework(values)
    groups: dict[str, Group] = {}
    for row in values:
        key, title = _group(row.field)
        group = groups.setdefault(key, Group(title, fixed=row.field.startswith(NOT_TAKEN)))
        group.values.append(
            Value(
                row,
                label(row.field, framework),
                place_href(paper, row.where, f"&mark=v{row.pk}"),
                at_href(paper, row),
                _choices(row.field),
                group.fixed,
            )
        )
    titles = {row.field.rpartition(".")[0]: row.now for row in values if row.field.endswith(".title")}
    for key, group in groups.items():
        if key in titles:
            group.title = Text(f"{group.title.th}: {titles[key]}", f"{group.title.say('en')}: {titles[key]}")
    for group in groups.values():
        _say_once(group)
    return sorted(groups.values(), key=lambda group: group.fixed)


def _say_once(group: Group) -> None:
    """Put what is said of several values of a group above them: a list that repeats one note hides the others."""
    places: dict[Text, list[int]] = {}
    for place, value in enumerate(group.values):
        for part in dict.fromkeys(part for parts in value.parts for part in parts):
            places.setdefault(part, []).append(place)
    of_several = {part: tuple(where) for part, where in places.items() if len(where) >= FEWEST_ALIKE}
    together: dict[tuple[int, ...], list[Text]] = {}
    for part, where in of_several.items():
        together.setdefault(where, []).append(part)
    group.said = [(note, len(where)) for where, parts in together.items() if (note := joined(*parts))]
    group.values = [replace(value, said=frozenset(of_several)) for value in group.values]


def _parts(thai: str, english: str) -> list[Text]:
    """Return the parts of a note, the whole of it where its languages have not as many."""
    both = thai.split(BETWEEN_NOTES), english.split(BETWEEN_NOTES)
    return (
        [Text(*pair) for pair in zip(*both, strict=True)]
        if len(both[0]) == len(both[1])
        else [Text(thai, english)]
    )


def label(field_: str, framework: Framework) -> Text:
    """Return what a field is called."""
    if field_ in HEAD:
        return HEAD[field_]
    parts = field_.split(".")
    if parts[0] in ROOTS and len(parts) > 3:
        return _of_measure(parts[3], parts[4:])
    code = parts[-1]
    if code == "level":
        return FIELD_TITLES["level"]
    name = framework.label(TOTAL if code == "total" else code)
    if parts[0] == "earlier":
        return Text(f"{name.th} ปี {parts[1]}", f"{name.say('en')}, {parts[1]}")
    if parts[0] == "changes":
        return Text(f"{name.th} เปลี่ยนจากปีก่อน", f"{name.say('en')}, change to the year before")
    return name


def _of_measure(name: str, number: Sequence[str]) -> Text:
    known = PARTS.get(name, Text(name, name))
    counted = ".".join(number)
    return Text(f"{known.th} {counted}", f"{known.say('en')} {counted}") if counted else known


def _group(field_: str) -> tuple[str, Text]:
    parts = field_.split(".")
    if field_ in HEAD:
        return "head", Text("หน่วยงานและปี", "Agency and years")
    if parts[0] == "result":
        return "result", Text("ผลคะแนน", "Scores")
    if parts[0] in ROOTS and len(parts) > 3:
        return ".".join(parts[:3]), ROOTS[parts[0]].format(id=parts[2].removeprefix("m"))
    return "other", Text("ตัวเลขปีอื่นและส่วนต่าง (ไม่รับเข้า)", "Other years and changes (not taken over)")


def _framework(values: Iterable[ReadValue]) -> Framework:
    year = next((row.now for row in values if row.field == "result.fiscal_year"), "")
    known = find_year(int(year)) if year.isascii() and year.isdecimal() else None
    return known or load_framework(available()[-1])


def _choices(field_: str) -> tuple[tuple[str, Text], ...]:
    if field_ == "agency_type":
        return tuple((id_, each.name) for id_, each in AGENCY_TYPES.items())
    if "status" in field_.split(".")[3:4]:
        return tuple((str(id_), words) for id_, words in STATUS_WORDS.items())
    return ()


def at_href(paper: ReadPaper, row: ReadValue) -> str:
    """Return the link to a value, its place shown beside it, from a page of its paper."""
    page = f"&page={row.where.get('page', 1)}&mark=v{row.pk}" if paper.format in PAGED else ""
    return f"?at={row.pk}{page}#v{row.pk}"


def place_href(paper: ReadPaper, where: Mapping[str, Any], mark: str = "") -> str:
    """Return the link to a place, from a page of its paper."""
    if paper.format in PAGED:
        return f"?page={where.get('page', 1)}{mark}#sheet"
    return f"#{anchor(place_of(where))}"


# The paper itself


def printed_of(paper: ReadPaper) -> Printed:
    """Return a paper as it was printed."""
    return from_json(zlib.decompress(bytes(paper.printed or b"")))


def blocks_of(paper: ReadPaper) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a paper as the page writes them, each place with its own mark."""
    seen: set[str] = set()

    def mark(place: Any) -> str:
        name = anchor(place)
        if name in seen:
            return ""
        seen.add(name)
        return name

    sheet = ""
    for block in printed_of(paper).blocks:
        if block.where.sheet != sheet:
            sheet = block.where.sheet
            yield {"kind": "sheet", "text": sheet}
        if isinstance(block, Line):
            yield {
                "kind": "heading" if block.heading else "line",
                "mark": mark(block.where),
                "text": block.text,
            }
        else:
            yield {"kind": "table", "mark": mark(block.where), "rows": _table_rows(block, mark)}


def _table_rows(table: Table, mark: Any) -> list[list[dict[str, Any]]]:
    return [
        [{"mark": mark(cell.where), "paragraphs": cell.paragraphs, "merged": cell.merged} for cell in row]
        for row in table.rows
    ]
