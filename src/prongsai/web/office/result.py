"""The result of the year before: total and level with the reason, how sure they are, and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header

from prongsai.core.framework import TOTAL, Certainty, Framework
from prongsai.core.peers import Standing
from prongsai.core.reconcile.explain import rule_words as rule_choice_words
from prongsai.core.result import Result as Entered
from prongsai.core.scoring import Proof, Score, proof
from prongsai.core.summary import compact_unknown, say_unknown
from prongsai.core.text import Text
from prongsai.core.uncertainty import Interval
from prongsai.core.uncertainty.level_chance import percent
from prongsai.reading.framework import find_year
from prongsai.reading.framework import load as load_framework
from prongsai.render.proof import rule_words, title, written_sum
from prongsai.render.result import template, to_csv, to_json, to_xlsx
from prongsai.web import language
from prongsai.web.models import ReadPaper, Result
from prongsai.web.office import result_charts as charts
from prongsai.web.office import result_enter
from prongsai.web.page import Here, page, render
from prongsai.web.picture import Picture
from prongsai.web.queries.result import Sureness, change_since, result_of, score_of, sureness_of
from prongsai.web.queries.standing import Group, groups_of, kept_until, years_of

# From this total on an agency passes, in every year that is known.
PASS = Fraction(85)
LEAST_CHANCE = Fraction(1, 100)
CERTAINTY: Mapping[Certainty, Text] = {
    "read": Text("อ่านจากเอกสารทางการ", "read in an official text"),
    "arithmetic": Text("คำนวณยืนยันจากผลที่ประกาศ", "confirmed by arithmetic on published results"),
    "derivative": Text("จากเอกสารของหน่วยงานอื่นที่อ้างถึง", "from other agencies' papers that quote it"),
    "inferred": Text("อนุมาน", "inferred"),
    "general": Text("ความรู้ทั่วไป", "general knowledge"),
    "unknown": Text("ยังไม่ทราบ", "not known"),
}
SIZE_SOURCES: Mapping[str, Text] = {
    "told": Text("ตามที่บันทึก", "as entered"),
    "counted": Text("นับจากคำตอบ", "counted"),
    "fits": Text("คำนวณจากคะแนนที่ประกาศ", "worked out from the printed scores"),
    "official": Text("จำนวนขั้นต่ำตามเกณฑ์", "the official minimum"),
}
EXPORTS: Mapping[str, tuple[Callable[[Entered, Framework], bytes], str]] = {
    "json": (to_json, "application/json"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of the proof as a page shows it."""

    node: Proof
    title: Text
    rule: Text
    sum: str
    shown: Fraction | None
    announced: Fraction | None
    within: Interval | None
    children: tuple[Branch, ...]


@page("result.view")
def result(request: HttpRequest, here: Here) -> HttpResponse:
    """Show the result, or say how to enter it."""
    kept = kept_until(here.agency, here.result_year)
    context: dict[str, object] = {"stage": "result", "framework": find_year(here.result_year)}
    if not kept or kept[0].fiscal_year != here.result_year:
        return render(request, here, "office/result_none.html", {**context, "earlier": kept[:1]})
    return render(request, here, "office/result.html", {**context, **_shown(here, kept)})


def _shown(here: Here, kept: list[Result]) -> dict[str, object]:
    now, made, sure = kept[0], score_of(kept[0]), sureness_of(kept[0])
    # The agency is here already; a query for it would find the same.
    now.agency = here.agency
    return {
        "kept": now,
        "score": made,
        "level": level_of(made),
        "chances": list(_chances(made, sure)),
        "total_within": charts.within(made, sure.errors, TOTAL),
        "sizes": [(code, size, SIZE_SOURCES[size.source]) for code, size in sure.sizes.items()],
        **_indicators(made, sure, kept),
        **_change(kept),
        **_years(made, kept),
        "groups": list(_groups(here, now, made, sure)),
        "branch": branch(made, sure, TOTAL),
        "unknown": compact_unknown(made.unknown, language.current().lang, made.recipe.framework),
        "assumptions": [
            (rule_choice_words(rule), CERTAINTY[rule.certainty], rule.id)
            for rule in made.recipe.framework.rules
            if rule.certainty not in ("read", "arithmetic")
        ],
        "read_from": list(ReadPaper.objects.filter(result=now).only("name")),
        "stale": now.framework_hash != made.recipe.framework.hash,
    }


def level_of(made: Score) -> dict[str, object]:
    """Return the words of a level and whether it passes; several words where it is open."""
    possible = made.decision.possible if made.total is not None else ()
    return {
        "words": [each.word for each in possible],
        "passes": bool(possible) and all(each.minimum >= PASS for each in possible),
    }


def _chances(made: Score, sure: Sureness) -> Iterator[tuple[Text, Text]]:
    for level in made.recipe.framework.levels:
        chance = (sure.chances or {}).get(level.id)
        if chance is not None and Fraction(chance.high) >= LEAST_CHANCE:
            yield level.word, percent(chance)


def _indicators(made: Score, sure: Sureness, kept: list[Result]) -> dict[str, object]:
    last: dict[str, Fraction | None] = {}
    if len(kept) > 1 and kept[1].fiscal_year == kept[0].fiscal_year - 1:
        years = years_of(kept[:2])
        last = {row.code: row.values[0] for row in years.rows}
    rows = charts.bars(made, sure.errors, last)
    return {
        "bars": rows,
        "differing": [
            row for row in rows if None not in (row.announced, row.value) and row.announced != row.value
        ],
        "indicators": charts.indicators_picture(made.recipe.framework, rows),
    }


def _change(kept: list[Result]) -> dict[str, object]:
    if len(kept) < 2:
        return {}
    change = change_since(kept[0], kept[1])
    chart, moved = charts.moved_rows(change)
    notes = [caveat.words for part in change.contributions for caveat in part.caveats]
    return {
        "change": change,
        "moved": moved,
        "moved_sum": sum((each.shown for each in moved), Fraction(0)),
        "waterfall": charts.waterfall_picture(chart) if chart else None,
        "change_notes": list(dict.fromkeys((change.level.words, *change.notes))),
        "change_caveats": list(dict.fromkeys(notes)),
    }


def _years(made: Score, kept: list[Result]) -> dict[str, object]:
    if len(kept) < 3:
        return {}
    years = years_of(kept)
    framework = made.recipe.framework
    levels = {
        each.fiscal_year: next(
            (level.word for level in load_framework(each.framework).levels if level.id == each.level), None
        )
        for each in years.kept
    }
    return {
        "years": years,
        "slopes": charts.years_picture(framework, years),
        "year_rows": [
            (
                row.code,
                framework.title_of(row.code),
                list(zip(years.numbers, row.values, strict=True)),
                row.warned,
            )
            for row in years.rows
        ],
        "year_totals": [(each.fiscal_year, each.total, levels[each.fiscal_year]) for each in years.kept],
    }


def _groups(here: Here, now: Result, made: Score, sure: Sureness) -> Iterator[tuple[Group, Picture | None]]:
    """Yield the groups of others; the nearest one that is large enough is drawn."""
    drawn = False
    for group in groups_of(now, made, sure.errors.get(TOTAL)):
        draw = isinstance(group.place, Standing) and not drawn
        drawn = drawn or draw
        yield group, charts.group_picture(group, made, sure.errors, here.agency.name) if draw else None


# Proof


@page("result.view")
def proof_page(request: HttpRequest, here: Here, code: str) -> HttpResponse:
    """Show where one figure comes from; the tree of the result page takes its branches from here."""
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        raise Http404("no result")
    made = score_of(kept)
    if code not in made.recipe.by_code:
        raise Http404("no such figure")
    context = {
        "stage": "result",
        "kept": kept,
        "score": made,
        "branch": branch(made, sureness_of(kept), code),
        "above": [(each, title(made.recipe.framework, each)) for each in reversed(list(_above(made, code)))],
        "unknown": [
            say_unknown(each, made.recipe.framework)
            for each in made.unknown
            if code in (each.needed_for, each.code)
        ],
    }
    return render(request, here, "office/proof.html", context)


def branch(made: Score, sure: Sureness, code: str) -> Branch:
    """Return a step of the proof with what it rests on."""
    node = proof(made, code)
    below = tuple(_branch(made, sure, child, ()) for child in node.children)
    return _branch(made, sure, node, below)


def _branch(made: Score, sure: Sureness, node: Proof, children: tuple[Branch, ...]) -> Branch:
    return Branch(
        node=node,
        title=title(made.recipe.framework, node.code),
        rule=rule_words(node),
        sum=written_sum(node),
        shown=made.shown(node.code),
        announced=made.announced(node.code),
        within=charts.within(made, sure.errors, node.code),
        children=children,
    )


def _above(made: Score, code: str) -> Iterator[str]:
    """Yield the figures that rest on this one, the nearest first, up to the total."""
    steps = made.recipe.by_code
    current: str | None = code
    while current is not None and current != TOTAL:
        current = next(
            (
                step.code
                for step in steps.values()
                if any(current in way.inputs for way in step.derivations[:1])
            ),
            None,
        )
        if current is not None:
            yield current


# Files


@page("result.view")
def export(request: HttpRequest, here: Here, ending: str) -> HttpResponse:
    """Hand out the result as a file that can be imported again."""
    kept = result_of(here.agency, here.result_year)
    if kept is None or ending not in EXPORTS:
        raise Http404("no such file")
    made = score_of(kept)
    write, kind = EXPORTS[ending]
    return _file(write(made.result, made.recipe.framework), f"ita-{kept.fiscal_year}.{ending}", kind)


@page("result.view")
def template_file(request: HttpRequest, here: Here) -> HttpResponse:
    """Hand out the workbook to fill in."""
    framework = find_year(here.result_year)
    if framework is None:
        raise Http404("no framework of this year")
    data = template(framework, agency=here.agency.name, agency_type=here.agency.type or None)
    return _file(data, f"ita-{here.result_year}-template.xlsx", EXPORTS["xlsx"][1])


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


_BASE = "a/<int:agency>/<int:year>/result/"
urlpatterns = [
    path(_BASE, result, name="result"),
    path(f"{_BASE}proof/<str:code>/", proof_page, name="result_proof"),
    path(f"{_BASE}template.xlsx", template_file, name="result_template"),
    path(f"{_BASE}result.<str:ending>", export, name="result_export"),
    *result_enter.urlpatterns,
]
