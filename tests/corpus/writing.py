"""Papers of the known kinds, written from what an agency has to tell, each in the manner of one writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from tests.corpus.content import Told, long_day
from tests.corpus.sheets import Grid, Measure, Sheet, Truth, Words, cell, grid
from tests.corpus.style import Style

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"
_ROWS_A_PAGE = 6
_FEWEST_A_RANGE = 3
_FEWEST_TORN = 4


def analysis(told: Told, style: Style) -> Sheet:
    """Return an analysis of the result, ranked by indicator or question by question."""
    sheet = _cover(told, style, f"รายงานการวิเคราะห์ผล{ITA} (ITA)", told.cover_year)
    if style.shape % 2:
        sheet += [
            Words("คำนำ", heading=True),
            Words(style.put(_foreword(told))),
            Words(style.put(_signed(told))),
        ]
    sheet += [Words(style.put("1. ผลการประเมินในภาพรวม"), heading=True), *_overall(told, style)]
    sheet += _ranked(told, style) if style.shape < 3 else _asked(told, style)
    return sheet


def measures(told: Told, style: Style) -> Sheet:
    """Return the table of measures with its heading."""
    year = told.plan_year
    title = style.random.choice(
        (
            f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}",
            f"มาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสของ{told.case.office.name} ประจำปีงบประมาณ {year}",
        )
    )
    return [
        Words(style.put(title), heading=True),
        Words(
            style.put(
                f"{told.case.office.name}นำผลการประเมิน ITA ปีงบประมาณ พ.ศ. {told.case.year} มากำหนดมาตรการ ดังนี้"
            )
        ),
        *_measures(told.planned, style.plan, style),
    ]


def report(told: Told, style: Style) -> Sheet:
    """Return the report on the measures."""
    sheet = _cover(told, style, "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", told.plan_year)
    opening = style.random.choice(
        (
            "{agency}ได้ดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year} ซึ่งจัดทำจากผลการประเมินปี พ.ศ. {before} สรุปได้ดังนี้",
            "ตามที่{agency}ได้วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {before} และกำหนดมาตรการสำหรับปีงบประมาณ พ.ศ. {year} ไว้แล้วนั้น บัดนี้ขอรายงานผล",
        )
    )
    words = opening.format(agency=told.case.office.name, year=told.plan_year, before=told.case.year)
    sheet += [Words(style.put(words)), *_measures(told.reported, style.report, style)]
    if told.counted:
        total, done, left = told.counted
        sheet.append(
            Words(
                style.put(f"รวมทั้งสิ้น {total} มาตรการ ดำเนินการแล้ว {done} มาตรการ ยังไม่ได้ดำเนินการ {left} มาตรการ")
            )
        )
    sheet += [
        Words(f"เผยแพร่รายงานฉบับนี้ทางเว็บไซต์ของ{told.site}"),
        Words(style.put(f"รายงาน ณ วันที่ 15 ตุลาคม {told.plan_year}")),
        Words("ลงชื่อ ........................................ ผู้รายงาน"),
        Words(told.case.office.clerk),
    ]
    return sheet


def memo(told: Told, style: Style) -> Sheet:
    """Return the memo that puts the analysis before the head of the agency, in parts or in one paragraph."""
    place = told.case.office
    subject = f"รายงานการวิเคราะห์ผลการประเมิน ITA ของ{place.name} ประจำปีงบประมาณ พ.ศ. {told.case.year}"
    facts = f"{place.name}ได้คะแนนรวม {told.figure('total')} คะแนน อยู่ในระดับ {told.level}"
    lines = [
        "บันทึกข้อความ",
        f"ส่วนราชการ สำนักปลัด {place.name}",
        f"ที่ 00{style.random.randint(101, 989)}/{style.random.randint(2, 99)}",
        f"วันที่ {long_day(told.day)}",
        f"เรื่อง {subject}",
        f"เรียน {place.head}",
    ]
    if style.three_parts:
        lines += [
            "เรื่องเดิม",
            f"สำนักงาน ป.ป.ช. ได้ประกาศผลการประเมิน ITA ปีงบประมาณ พ.ศ. {told.case.year} แล้ว",
            "ข้อเท็จจริง",
            facts,
            "ข้อพิจารณา",
            "เห็นควรแจ้งทุกส่วนราชการดำเนินการตามมาตรการ และเผยแพร่รายงานบนเว็บไซต์ของหน่วยงาน",
        ]
    else:
        lines.append(f"ด้วย {facts} จึงได้วิเคราะห์ผลเป็นรายตัวชี้วัดและกำหนดมาตรการตามรายงานที่แนบ")
    lines.append("จึงเรียนมาเพื่อโปรดพิจารณา")
    for label, opinion in zip(
        (f"ความเห็นของ{place.clerk}", f"ความเห็นของ{place.head}"), told.opinions, strict=True
    ):
        lines += [label, opinion or "." * 60]
    return [
        Words(style.put(line), heading=line in ("บันทึกข้อความ", "เรื่องเดิม", "ข้อเท็จจริง", "ข้อพิจารณา"))
        for line in lines
    ]


def page(told: Told, style: Style) -> Sheet:
    """Return the page on which the result was announced: total, level, every indicator by its tool."""
    sheet = _cover(told, style, f"ผล{ITA}", told.case.year)
    return [*sheet, *_overall(told, style), _by_tool(told, style)]


def truth(told: Told, style: Style, *kinds: str) -> Truth:
    """Return what papers of these kinds say together."""
    office = told.case.office
    scored = bool({"analysis", "result"} & set(kinds))
    covered = scored or "implementation" in kinds
    return Truth(
        agency=office.name,
        agency_type=office.type,
        district=office.district if covered else "",
        province=office.province if covered else "",
        result_year=told.case.year,
        plan_year=told.plan_year if {"measures", "implementation"} & set(kinds) else None,
        level=told.level if scored or "memo" in kinds else "",
        kinds=list(kinds),
        scores=_shown(told, style, kinds) if scored else {},
        planned=[_kept(each, style.plan, style) for each in told.planned] if "measures" in kinds else [],
        reported=[_kept(each, style.report, style) for each in told.reported]
        if "implementation" in kinds
        else [],
    )


def _cover(told: Told, style: Style, title: str, year: int) -> Sheet:
    place = told.case.office
    return [
        Words(title, heading=True),
        Words(style.put(f"ประจำปีงบประมาณ พ.ศ. {year}"), heading=True),
        Words(place.name, heading=True),
        Words(f"อำเภอ{place.district} จังหวัด{place.province}", heading=True),
    ]


def _foreword(told: Told) -> str:
    return (
        f"รายงานเล่มนี้จัดทำขึ้นเพื่อให้ผู้บริหารและทุกส่วนราชการของ{told.case.office.name}"
        f"เห็นจุดที่ควรปรับปรุงจากผลการประเมินปีงบประมาณ พ.ศ. {told.case.year} และใช้วางมาตรการปีต่อไป"
    )


def _signed(told: Told) -> str:
    month_and_year = " ".join(long_day(told.foreword).split()[1:])
    return f"{told.case.office.name} {month_and_year}"


def _overall(told: Told, style: Style) -> Sheet:
    forms = (
        "{agency} มีผลการประเมินในภาพรวม {total} คะแนน อยู่ในระดับ {level}",
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} {agency}ได้คะแนนรวมเท่ากับ {total} คะแนน ระดับ {level}",
        "ในปีงบประมาณ พ.ศ. {year} {agency}มีคะแนนเฉลี่ยรวมทุกเครื่องมือ {total} คะแนน ผลการประเมินอยู่ในระดับ {level}",
    )
    words = style.random.choice(forms).format(
        agency=told.case.office.name, total=told.figure("total"), level=told.level, year=told.case.year
    )
    sheet: Sheet = [Words(style.put(words))]
    if told.reached:
        sheet.append(Words(style.put(f"โดยทุกเครื่องมือมีคะแนนไม่ต่ำกว่า {told.reached} คะแนน")))
    return sheet


def _ranked(told: Told, style: Style) -> Sheet:
    titles, scores = told.case.title, told.figure
    rows = [[str(rank), titles(code), scores(code)] for rank, code in enumerate(told.ranks, start=1)]
    sheet: Sheet = [
        Words("คะแนนรายตัวชี้วัดเรียงจากมากไปน้อย"),
        grid(style.head("rank", "name", "score"), [[style.put(each) for each in row] for row in rows]),
        Words(style.put(f"ตัวชี้วัดที่ได้คะแนนสูงสุด คือ {titles(told.highest)} ได้ {scores(told.highest)} คะแนน")),
        Words(style.put(f"ตัวชี้วัดที่ได้คะแนนต่ำสุด คือ {titles(told.lowest)} ได้ {scores(told.lowest)} คะแนน")),
        Words(style.put("2. ประเด็นที่ต้องพัฒนา"), heading=True),
    ]
    weak = [code for code in reversed(told.ranks) if told.findings_of(code)]
    for code in weak:
        sheet.append(Words(style.put(f"ตัวชี้วัดที่ {code} {titles(code)}"), heading=True))
        sheet += [Words(style.put(f"ข้อ {each} {text}")) for each, text in told.findings_of(code)]
    return sheet


def _by_tool(told: Told, style: Style) -> Grid:
    rows = []
    for tool in told.case.framework.tools:
        for place, code in enumerate(told.case.indicators(tool.code)):
            rows.append(["" if place else tool.code, code, told.case.title(code), told.figure(code)])
    head = style.head("tool", "number", "name", "score")
    return grid(head, [[style.put(each) for each in row] for row in rows])


def _asked(told: Told, style: Style) -> Sheet:
    sheet: Sheet = [_by_tool(told, style)]
    tools = told.case.framework.tools
    tool_rows = [[f"แบบวัด {tool.code}", told.figure(tool.code)] for tool in tools]
    sheet += [
        Words("คะแนนรายเครื่องมือ"),
        grid(("เครื่องมือ", "คะแนน"), [[style.put(x) for x in row] for row in tool_rows]),
    ]
    sheet.append(Words(style.put("ส่วนที่ 1 การวิเคราะห์รายข้อ"), heading=True))
    for tool in tools:
        for code in told.case.indicators(tool.code):
            heading = f"ตัวชี้วัดที่ {code} {told.case.title(code)} ได้ {told.figure(code)} คะแนน"
            sheet.append(Words(style.put(heading), heading=True))
            sheet += _turned(_questions(told, code, style), style)
            actions = told.actions.get(code, [])
            if actions:
                sheet.append(Words("แนวทางการปรับปรุง"))
                sheet += [Words(style.put(f"{place}. {text}")) for place, text in enumerate(actions, start=1)]
    return sheet


def _questions(told: Told, indicator: str, style: Style) -> Grid:
    """Return the table of an indicator's questions or items; items of one score after another may share a row."""
    rows: list[list[str]] = []
    codes = [code for code in told.case.below(indicator) if code in told.scores]
    for together in _runs(told, codes, style):
        first = together[0]
        named = f"{first} – {together[-1]}" if len(together) > 1 else f"ข้อ {first} {told.case.title(first)}"
        keep = style.random.choice(("รักษาระดับคะแนนไว้", "รักษามาตรฐานเดิม และแจ้งให้บุคลากรทราบต่อเนื่อง"))
        rows.append([named, told.figure(*together), told.findings.get(first, keep)])
    return grid(
        style.head("question", "score", "finding"), [[style.put(each) for each in row] for row in rows]
    )


def _runs(told: Told, codes: list[str], style: Style) -> Iterator[list[str]]:
    """Yield items of full points that follow each other together, where the writer uses ranges; others alone."""
    for (full, _), group in groupby(
        codes, key=lambda code: (told.scores[code] == "100.00" and code[0] == "O", None)
    ):
        together = list(group)
        if full and style.ranges and len(together) >= _FEWEST_A_RANGE:
            yield together
        else:
            yield from ([code] for code in together)


def _shown(told: Told, style: Style, kinds: tuple[str, ...]) -> dict[str, str]:
    """Return the scores that the papers print."""
    indicators = [code for code, node in told.case.framework.nodes.items() if node.kind == "indicator"]
    codes = ["total", *indicators]
    if "analysis" in kinds and style.shape >= 3:
        codes += [tool.code for tool in told.case.framework.tools]
        codes += [each for code in indicators for each in told.case.below(code)]
    return {code: told.scores[code] for code in codes if code in told.scores}


def _kept(measure: Measure, fields: tuple[str, ...], style: Style) -> Measure:
    """Return a measure with what its table has a column for, in the digits of the writer."""
    shown = replace(measure)
    for name in ("approach", "steps", "results", "outcomes"):
        printed = name in fields or (name == "steps" and "both" in fields)
        texts = getattr(measure, name) if printed else []
        setattr(shown, name, [style.put(text) for text in texts])
    for name in ("units", "period", "monitoring"):
        setattr(shown, name, style.put(getattr(measure, name)) if name in fields else "")
    shown.title = style.put(measure.title)
    shown.span = measure.span if "period" in fields and measure.period else None
    return shown


def _measures(listed: list[Measure], fields: tuple[str, ...], style: Style) -> Sheet:
    """Return the table of measures as its pages have it; a long measure may go on over the page."""
    head = style.head(*fields)
    pages: list[list[list[str | list[str]]]] = [[]]
    for number, measure in enumerate(listed, start=1):
        steps = len(measure.steps)
        full = style.split and len(pages[-1]) == _ROWS_A_PAGE - 2
        if full and steps >= _FEWEST_TORN and len(measure.results) in (0, steps) and style.torn != "never":
            pages[-1].append(_row(number, measure, fields, style, slice(0, steps // 2)))
            pages.append([_row(number, measure, fields, style, slice(steps // 2, steps))])
            continue
        if full:
            pages.append([])
        pages[-1].append(_row(number, measure, fields, style, slice(0, max(steps, len(measure.results)))))
    return [grid(head, rows) for rows in pages if rows]


def _row(
    number: int, measure: Measure, fields: tuple[str, ...], style: Style, part: slice
) -> list[str | list[str]]:
    """Return a part of a measure as a row; what is no first part has only what goes on."""
    first, begins = part.start + 1, part.start == 0
    titled = style.put(style.counted.format(number) + measure.title)
    title = titled if begins or style.torn == "repeated" else ""
    steps = style.count(measure.steps[part], first=first)
    cells: dict[str, str | list[str]] = {
        "title": title,
        "both": cell(title, *steps),
        "approach": style.count(measure.approach, alone=False),
        "steps": steps,
        "units": style.put(measure.units),
        "period": style.put(measure.period),
        "monitoring": style.put(measure.monitoring),
        "results": style.count(measure.results[part], first=first),
        "outcomes": style.count(measure.outcomes, alone=False),
    }
    goes_on = {"title", "both", "steps", "results"}
    return [cells[each] if begins or each in goes_on else "" for each in fields]


def _turned(whole: Grid, style: Style) -> Sheet:
    """Return a table as its pages have it: one, or several with the head repeated."""
    if not style.split or len(whole.rows) <= _ROWS_A_PAGE:
        return [whole]
    head, rows = whole.rows[0], whole.rows[1:]
    pages: Sheet = []
    for first in range(0, len(rows), _ROWS_A_PAGE - 2):
        kept = rows[first : first + _ROWS_A_PAGE - 2]
        pages.append(Grid([[cell(*each) for each in head], *kept]))
    return pages
