"""What was read of a paper as plain lines for a terminal: what was found, what is doubtful, how to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from prongsai.core.agency import label_of
from prongsai.core.recognised import Reading, Recognised, Section
from prongsai.core.result import Result
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Lang, Text
from prongsai.render.terminal import columns

MOST_DOUBTS = 30
# What is said in the same words of so many is one line.
FEWEST_ALIKE = 4
KINDS = {
    "memo": Text("บันทึกข้อความ", "memo"),
    "analysis": Text("รายงานการวิเคราะห์", "analysis"),
    "measures": Text("มาตรการ", "measures"),
    "followup": Text("รายงานการติดตาม", "follow-up"),
    "implementation": Text("รายงานผลการดำเนินการ", "implementation report"),
    "oit": Text("รายการ OIT", "list of OIT items"),
    "result": Text("ผลการประเมิน", "result"),
    "unknown": Text("ไม่ทราบชนิด", "unknown kind"),
}
CONFIDENCE = {
    "sure": Text("แน่ใจ", "sure"),
    "likely": Text("น่าจะใช่", "likely"),
    "doubtful": Text("ต้องดู", "look"),
}
FIELDS = {
    "agency": Text("หน่วยงาน", "agency"),
    "agency_type": Text("ประเภท", "type"),
    "district": Text("อำเภอ", "district"),
    "province": Text("จังหวัด", "province"),
    "result.fiscal_year": Text("ปีของผล", "year of the result"),
    "result.published.level": Text("ระดับ", "level"),
    "result.published.total": Text("คะแนนรวม", "total"),
}
_NOTHING = Text("ไม่พบชื่อหน่วยงาน", "no agency was found")
_PAPERS = Text("เอกสารในไฟล์", "papers in the file")
_RESULT = Text(
    "ผลปี {year}: {total} ระดับ {level} · คะแนน {scores} รายการ ประกาศ {published} รายการ",
    "result of {year}: {total}, level {level} · {scores} scores, {published} announced",
)
_NO_RESULT = Text("ไม่มีผลคะแนนที่ครบพอจะเป็นไฟล์ผล", "no scores that make a result file")
_UNKNOWN = Text("ไม่ทราบ", "unknown")
_DOUBTS = Text("ที่ซ่อมหรือต้องมีคนดู ({number})", "repaired, or for a person to look at ({number})")
_MORE = Text("… และอีก {number} รายการ ดูทั้งหมดด้วย --json", "… and {number} more; all of them with --json")
_ALL_SURE = Text("อ่านได้แน่ใจทุกค่า", "every value was read for sure")
_PROPOSAL = Text("น่าจะเป็น {value}", "probably {value}")
_GO_ON = Text(
    "ทำต่อ: prongsai read {file} --json | prongsai reconcile -",
    "go on: prongsai read {file} --json | prongsai reconcile -",
)
_KEEP = Text("เก็บเป็นไฟล์: prongsai read {file} -o โฟลเดอร์", "keep as files: prongsai read {file} -o FOLDER")
_MEASURES = Text("{number} มาตรการ", "{number} measures")
_YEARS = Text("ผลปี {result} มาตรการปี {plan}", "result of {result}, measures of {plan}")


def read_text(recognised: Recognised, result: Result | None, lang: Lang) -> str:
    """Return what was understood of one file."""
    parts = [
        [recognised.printed.name, *_owner(recognised, lang)],
        [f"{_PAPERS.say(lang)}:", *_sections(recognised.sections, lang)],
        [_result(result, lang)],
        [*_doubts(recognised.readings, lang)],
        [*_next(recognised, result, lang)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _owner(recognised: Recognised, lang: Lang) -> Iterator[str]:
    yield recognised.agency or _NOTHING.say(lang)
    place = " ".join(
        filter(
            None,
            (
                recognised.district and f"อำเภอ{recognised.district}",
                recognised.province and f"จังหวัด{recognised.province}",
            ),
        )
    )
    kind = label_of(recognised.agency_type) if recognised.agency_type else ""
    if kind or place:
        yield " · ".join(filter(None, (kind, place)))


def _sections(sections: Sequence[Section], lang: Lang) -> Iterator[str]:
    rows = [
        (
            f"  {KINDS[section.kind].say(lang)}",
            section.where.words().say(lang),
            _YEARS.format(result=section.result_year or "–", plan=section.plan_year or "–").say(lang),
            _MEASURES.format(number=len(section.measures)).say(lang) if section.measures else "",
            " ".join(section.items),
        )
        for section in sections
    ]
    if rows:
        yield columns(rows)


def _result(result: Result | None, lang: Lang) -> str:
    if result is None:
        return _NO_RESULT.say(lang)
    unknown = _UNKNOWN.say(lang)
    total = result.published.get("total")
    return _RESULT.format(
        year=result.fiscal_year,
        total=unknown if total is None else format(total, "f"),
        level=result.level or unknown,
        scores=len(result.scores),
        published=len(result.published),
    ).say(lang)


def _doubts(readings: Sequence[Reading], lang: Lang) -> Iterator[str]:
    """Yield what a person should look at, the doubtful first."""
    doubts = [each for each in readings if each.confidence != "sure" or each.proposal]
    if not doubts:
        if readings:
            yield _ALL_SURE.say(lang)
        return
    yield f"{_DOUBTS.format(number=len(doubts)).say(lang)}:"
    rows = _grouped(sorted(doubts, key=lambda each: each.confidence != "doubtful"))
    yield columns([_doubt(each, lang) for each in rows[:MOST_DOUBTS]])
    if len(rows) > MOST_DOUBTS:
        yield f"  {_MORE.format(number=len(rows) - MOST_DOUBTS).say(lang)}"


def _grouped(doubts: Sequence[Reading]) -> list[list[Reading]]:
    """Return readings with those together that one cell gave: “O1 - O5” is one thing to look at.

    So is what is said in the same words of several that are likely.
    """
    alike = Counter(each.note for each in doubts if each.confidence == "likely")
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for each in doubts:
        own = (each.where, each.as_printed, each.confidence, each.proposal)
        said = each.confidence == "likely" and not each.proposal and alike[each.note] >= FEWEST_ALIKE
        groups.setdefault((each.note,) if said else own, []).append(each)
    return list(groups.values())


def _doubt(group: Sequence[Reading], lang: Lang) -> tuple[str, ...]:
    first = group[0]
    proposal = _PROPOSAL.format(value=first.proposal).say(lang) if first.proposal else ""
    note = first.note.say(lang) if first.note else ""
    of_one = all(each.where == first.where for each in group)
    return (
        f"  {CONFIDENCE[first.confidence].say(lang)}",
        ", ".join(runs_of_codes([_name(each.field, lang) for each in group])),
        first.as_printed if of_one else "",
        first.where.words().say(lang) if of_one else "",
        " · ".join(filter(None, (proposal, note))),
    )


def _name(field: str, lang: Lang) -> str:
    """Return what people call a field: its code, or the word for it."""
    for beginning in ("result.scores.", "result.published."):
        if field.startswith(beginning) and field not in FIELDS:
            return field.removeprefix(beginning)
    return FIELDS[field].say(lang) if field in FIELDS else field


def _next(recognised: Recognised, result: Result | None, lang: Lang) -> Iterator[str]:
    file = recognised.printed.name
    if result is not None:
        yield _GO_ON.format(file=file).say(lang)
    if result is not None or any(section.measures for section in recognised.sections):
        yield _KEEP.format(file=file).say(lang)
