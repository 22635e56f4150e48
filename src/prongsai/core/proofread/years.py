"""Rules of the class year: dates against the announcement and the fiscal year, and years that contradict each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from prongsai.core.framework import Framework
from prongsai.core.plan import Period
from prongsai.core.plan.period import date_words, read_period, whole_year
from prongsai.core.printed import Place
from prongsai.core.proofread import Chain, Check, Remark
from prongsai.core.proofread.likeness import letters
from prongsai.core.proofread.passages import Passage, any_of, around, of, passages, plain, remark_at
from prongsai.core.proofread.told import PLANS, REPORTS, YEAR, Told, plan_year_of, quoted, value_in, year_of
from prongsai.core.recognised import Phrase, PrintedMeasure, Recognised, Section
from prongsai.core.text import Text
from prongsai.core.thai import MONTHS, fiscal_year_of, fiscal_year_start

_YEAR = r"(?:พ\s*\.?\s*ศ\s*\.?\s*)?(25\d\d)(?!\d)"
_YEAR_ALONE = re.compile(rf"(?:ประจำ)?ปี\s*(?:งบประมาณ\s*)?{_YEAR}")
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_MONTH_ALONE = re.compile(rf"(?:เดือน\s*)?({_MONTH})\s*{_YEAR}")
_OF_YEAR = re.compile(rf"(?:ประจำ)?ปี\s*(?:งบประมาณ\s*)?{_YEAR}(?!\s*[-–—]\s*\d)")
_STRETCH = re.compile(
    rf"({_MONTH}|[ก-ฮ]{{1,2}}\.\s?[ก-ฮ]{{1,2}}\.)\s*{_YEAR}\s*[-–—]\s*({_MONTH}|[ก-ฮ]{{1,2}}\.\s?[ก-ฮ]{{1,2}}\.)\s*{_YEAR}"
)
_ONE_YEAR = frozenset({"current", "previous"})
# A month that stands alone is a date on the cover or below the foreword.
FOREWORD = 40


def announced(framework: Framework | None) -> datetime.date | None:
    """Return the day on which the result of a year came out; `None` where it is not known to the day."""
    for entry in framework.calendar if framework else ():
        if entry.stage == "result" and entry.begins is not None:
            return datetime.date.fromisoformat(entry.begins)
    return None


def before_result(chain: Chain) -> Iterator[Remark]:
    """Yield the papers on a result that bear a date on which the result was not known yet."""
    rule = chain.rules["year.before_result"]
    for paper, section in _sections(chain):
        day = announced(chain.frameworks.get(section.result_year or 0))
        for dated, text, where in _dates(chain, paper, section):
            if day is not None and dated < day and _on_result(section):
                yield remark_at(
                    rule,
                    f"{section.result_year}:{dated.isoformat()}",
                    (where,),
                    text,
                    year=section.result_year,
                    announced=date_words(day),
                )


def early_reports(chain: Chain) -> Iterator[Remark]:
    """Yield the reports on measures that bear a date before the fiscal year of the measures."""
    rule = chain.rules["year.report_early"]
    for paper, section in _sections(chain):
        year = section.plan_year if section.kind in REPORTS else None
        for dated, text, where in _dates(chain, paper, section) if year is not None else ():
            if year is not None and dated < whole_year(year).begins:
                yield remark_at(
                    rule,
                    f"{year}:{dated.isoformat()}",
                    (where,),
                    text,
                    year=year,
                    begins=date_words(whole_year(year).begins),
                )


def _on_result(section: Section) -> bool:
    """Whether a paper tells a result or plans by it; a memo that only names a round may well be older."""
    return section.kind in (*PLANS, "result") or (
        section.kind == "memo" and bool(section.figures or section.level)
    )


def _sections(chain: Chain) -> Iterator[tuple[Recognised, Section]]:
    return ((paper, section) for paper in chain.papers for section in paper.sections)


def _dates(chain: Chain, paper: Recognised, section: Section) -> Iterator[tuple[datetime.date, str, Place]]:
    """Yield the last day that the date of a paper can mean: its own, and that of a foreword that stands alone."""
    own = plain(section.date_text)
    if section.date is not None:
        yield section.date, own or section.date.isoformat(), _dated_at(chain, section, own)
    for passage in list(of(section, paper))[:FOREWORD]:
        if not passage.cell:
            month = _MONTH_ALONE.search(passage.text)
            if month is not None and not _stands_alone(paper, passage.text, month):
                continue
            period = read_period(f"{month[1]} {month[2]}") if month else None
            if period is not None:
                yield period.ends, passage.text, passage.where


def _stands_alone(paper: Recognised, text: str, month: re.Match[str]) -> bool:
    """Whether a month is a line of its own, or one with the agency that signs."""
    before, after = text[: month.start()].strip(), text[month.end() :].strip()
    signed = not before or (paper.agency != "" and letters(before) == letters(paper.agency))
    return signed and not after


def _dated_at(chain: Chain, section: Section, text: str) -> Place:
    """Return where the date of a paper stands; the paper itself where it cannot be told."""
    bare = text.replace(" ", "")
    lines = (each for each in passages(chain) if each.section is section)
    return next((each.where for each in lines if bare and bare in each.text.replace(" ", "")), section.where)


def late_plans(chain: Chain) -> Iterator[Remark]:
    """Yield the memos that lay a plan before the head of the agency when half of its year is over."""
    rule = chain.rules["year.late_plan"]
    for paper in chain.papers:
        for section, following in zip(paper.sections, paper.sections[1:], strict=False):
            year = plan_year_of(paper, section) or plan_year_of(paper, following)
            if section.kind != "memo" or following.kind not in PLANS or section.date is None or year is None:
                continue
            half = fiscal_year_start(year).replace(year=fiscal_year_start(year).year + 1, month=4)
            if half < section.date <= whole_year(year).ends:
                yield remark_at(
                    rule,
                    str(year),
                    (_dated_at(chain, section, plain(section.date_text)),),
                    plain(section.date_text),
                    year=year,
                    date=date_words(section.date),
                )


def past_actions(chain: Chain) -> Iterator[Remark]:
    """Yield, once for each file and year, the actions of its plans that name a year which is over."""
    rule = chain.rules["year.past_action"]
    looks_back = any_of(rule.words["looks_back"])
    for paper in chain.papers:
        hits: dict[tuple[int, int], list[tuple[Phrase, re.Match[str]]]] = {}
        for section in paper.sections:
            plan_year = plan_year_of(paper, section)
            for phrase in _planned(section) if plan_year is not None else ():
                for year, match in _years_named(plain(phrase.text), looks_back):
                    if plan_year is not None and 0 < plan_year - year <= rule.limits["most_years"]:
                        hits.setdefault((plan_year, year), []).append((phrase, match))
        for (plan_year, year), found in hits.items():
            phrase, match = found[0]
            number = len(found)
            yield remark_at(
                rule,
                f"{plan_year}:{year}",
                tuple(each.where for each, _ in found),
                around(plain(phrase.text), *match.span()),
                plan_year=plan_year,
                year=year,
                number=Text(f"{number} แห่ง", f"{number} place" + ("s" if number > 1 else "")),
            )


def _planned(section: Section) -> Iterator[Phrase]:
    for action in section.actions:
        yield from action.actions
    for measure in section.measures:
        yield Phrase(text=measure.title, where=measure.where)
        yield from (*measure.approach, *measure.steps)


def _years_named(text: str, looks_back: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the years that an action is for; not those of a result, a report or a law that it only speaks of."""
    before = 0
    for match in _OF_YEAR.finditer(text):
        clause = text[max(before, match.start() - 80) : match.start()]
        before = match.end()
        if not re.search(looks_back, clause):
            yield int(match[1]), match


def outside(chain: Chain) -> Iterator[Remark]:
    """Yield the periods and deadlines that do not lie in the fiscal year of the plan, the same one only once."""
    rule = chain.rules["year.outside"]
    for paper, section in _sections(chain):
        year = plan_year_of(paper, section)
        hits: dict[str, list[tuple[PrintedMeasure, Place]]] = {}
        for measure in section.measures if year is not None else ():
            for period, text, where in _deadlines(measure):
                whole = whole_year(year) if year is not None else period
                if not (whole.begins <= period.begins and period.ends <= whole.ends):
                    hits.setdefault(text, []).append((measure, where))
        for text, found in hits.items() if year is not None else ():
            first = found[0][0]
            yield remark_at(
                rule,
                f"{year}:{first.number or first.id}",
                tuple(where for _, where in found),
                text,
                year=year,
                begins=date_words(whole_year(year).begins) if year is not None else "",
                ends=date_words(whole_year(year).ends) if year is not None else "",
            )


_BY = re.compile(rf"(?:ภายใน|แล้วเสร็จใน)\s*((?:วันที่\s*\d{{1,2}}\s*)?(?:เดือน\s*)?{_MONTH}\s*{_YEAR})")


def _deadlines(measure: PrintedMeasure) -> Iterator[tuple[Period, str, Place]]:
    """Yield the period of a measure, and the deadlines that its words set (as the last stretch alone)."""
    if measure.period is not None:
        yield measure.period, measure.period_text, measure.where
    for phrase in (Phrase(text=measure.title, where=measure.where), *measure.approach, *measure.steps):
        text = plain(phrase.text)
        for match in _BY.finditer(text):
            period = read_period(re.sub("วันที่|เดือน", "", match[1]))
            if period is not None:
                yield period, around(text, *match.span()), phrase.where


# A day on which something was done, and no end of a stretch.
_DONE_ON = re.compile(
    rf"(?:เมื่อ|ใน|ณ|ลง|ลงนาม)\s*(?:วันที่)?\s*(\d{{1,2}}\s*(?:{_MONTH}|[ก-ฮ]{{1,2}}\.\s?[ก-ฮ]{{1,2}}\.)\s*{_YEAR})"
    r"(?!\s*(?:ถึง|[-–—]))"
)


def done_before(chain: Chain) -> Iterator[Remark]:
    """Yield the results that bear a day before the period of their measure began."""
    rule = chain.rules["year.done_before"]
    cites = any_of(rule.words["cites"])
    for _, section in _sections(chain):
        for measure in section.measures:
            for phrase, match, day in _done_on(measure, cites):
                if measure.period is not None and day.ends < measure.period.begins:
                    yield remark_at(
                        rule,
                        f"{section.plan_year or ''}:{measure.number or measure.id}",
                        (phrase.where,),
                        around(plain(phrase.text), *match.span()),
                        day=match[1],
                        period=plain(measure.period_text),
                    )
                    break


def done_outside(chain: Chain) -> Iterator[Remark]:
    """Yield the results that bear a day far from the fiscal year of the measures, or after the day of the paper."""
    rule = chain.rules["year.done_outside"]
    cites = any_of(rule.words["cites"])
    for paper, section in _sections(chain):
        year = plan_year_of(paper, section)
        # What a paper tells was done before it was written, by its last date if it has several.
        written = max((dated for dated, _, _ in _dates(chain, paper, section)), default=None)
        for measure in section.measures if year is not None else ():
            for phrase, match, day in _done_on(measure, cites):
                whole = whole_year(year) if year is not None else day
                late = whole.ends + datetime.timedelta(days=int(rule.limits["days_after"]))
                early = day.ends < whole.begins and (
                    measure.period is None or day.ends >= measure.period.begins
                )
                unwritten = written is not None and day.begins > written
                if early or day.begins > late or unwritten:
                    yield remark_at(
                        rule,
                        f"{year}:{measure.number or measure.id}",
                        (phrase.where,),
                        around(plain(phrase.text), *match.span()),
                        day=match[1],
                        year=year,
                    )
                    break


def _done_on(measure: PrintedMeasure, cites: str) -> Iterator[tuple[Phrase, re.Match[str], Period]]:
    """Yield the days on which something was done, with where they stand; days of letters and laws left out."""
    for phrase in measure.results:
        text = plain(phrase.text)
        for match in _DONE_ON.finditer(text):
            day = read_period(match[1])
            if day is not None and not re.search(cites, text[max(0, match.start() - 60) : match.start()]):
                yield phrase, match, day


def analysed_year(chain: Chain) -> Iterator[Remark]:
    """Yield the plans that are put down to the analysis of a result which is not that of the year before."""
    rule = chain.rules["year.analysed"]
    hits: dict[tuple[str, int, int], list[tuple[Passage, re.Match[str]]]] = {}
    pattern = re.compile(
        rf"{any_of(rule.words['analysis'])}(?:(?!25\d\d).){{0,120}}?ปี\s*(?:งบประมาณ\s*)?{_YEAR}(?!\s*[-–—]\s*\d)"
    )
    for passage in passages(chain):
        plan_year = passage.section.plan_year
        match = pattern.search(passage.text) if plan_year is not None and not passage.cell else None
        # What was analysed for the measures of the year to come is told at the end of many reports.
        if match is not None and str(int(match[1]) + 1) in passage.text[match.end() : match.end() + 150]:
            continue
        # A result of years ago may be told for comparison; that of the same year or a later one cannot be known.
        if match is not None and plan_year is not None and int(match[1]) >= plan_year:
            key = (passage.paper.printed.name, plan_year, int(match[1]))
            hits.setdefault(key, []).append((passage, match))
    for (_, plan_year, year), found in hits.items():
        passage, match = found[0]
        yield remark_at(
            rule,
            f"{plan_year}:{year}",
            tuple(each.where for each, _ in found),
            around(passage.text, *match.span()),
            plan_year=plan_year,
            year=year,
            right=plan_year - 1,
            known=_known(announced(chain.frameworks.get(year))),
        )


def _known(day: datetime.date | None) -> Text:
    if day is None:
        return Text("", "")
    words = date_words(day)
    return Text(f" (ผลของปีนั้นประกาศ {words.th})", f" (that result came on {words.en})")


def two_years(chain: Chain) -> Iterator[Remark]:
    """Yield what is said of an item that shows data of more than the one fiscal year that it asks for."""
    rule = chain.rules["year.two_years"]
    for _, section in _sections(chain):
        framework = chain.frameworks.get(section.result_year or 0)
        for advice in section.advice if framework is not None else ():
            text = plain(advice.text)
            match = _STRETCH.search(text)
            period = read_period(match[0]) if match else None
            items = [
                code
                for code in (*advice.codes, *advice.beside)
                if framework is not None
                and code in framework.nodes
                and framework.nodes[code].year_rule in _ONE_YEAR
            ]
            if match is not None and period is not None and items and _years(period) > 1:
                yield remark_at(
                    rule,
                    f"{section.result_year}:{items[0]}",
                    (advice.where,),
                    text,
                    codes=tuple(dict.fromkeys(items)),
                    item=items[0],
                    period=match[0],
                    number=_years(period),
                )


def _years(period: Period) -> int:
    return fiscal_year_of(period.ends) - fiscal_year_of(period.begins) + 1


def early_outcome(chain: Chain) -> Iterator[Remark]:
    """Yield the reports whose outcome is a result that came out before their measures had ended."""
    rule = chain.rules["year.early_outcome"]
    for paper, section in _sections(chain):
        year = section.plan_year
        day = announced(chain.frameworks.get(year or 0))
        figures = [
            figure
            for figure in section.figures
            if year_of(Told(figure=figure, section=section, paper=paper)) == year
        ]
        ends = [each.period.ends for each in section.measures if each.period is not None]
        if section.kind in REPORTS and figures and ends and day is not None and day < max(ends):
            yield remark_at(
                rule,
                str(year),
                tuple(figure.where for figure in figures),
                quoted(figures[0]) or f"{figures[0].code} = {figures[0].value}",
                year=year,
                announced=date_words(day),
                ends=date_words(max(ends)),
            )


def unproved_change(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that call a result better than another year's which the papers do not tell."""
    rule = chain.rules["year.unproved_change"]
    words = any_of(rule.words["better"])
    pattern = re.compile(rf"{words}\s*(?:ใน\s*)?ปี\s*(?:งบประมาณ\s*)?(?:{_YEAR}|ที่ผ่านมา|ก่อน|ที่แล้ว)")
    for passage in passages(chain):
        year = passage.section.result_year
        if year is None or not re.search(any_of(rule.words["result"]), passage.text):
            continue
        for match in pattern.finditer(passage.text):
            other = int(match[1]) if match[1] else year - 1
            # The figure itself is often told with the words: “สูงกว่าปีที่ผ่านมา 0.52 คะแนน”.
            figure = re.search(r"\d\.\d", passage.text[match.end() : match.end() + 60])
            if figure is None and value_in(chain, "total", other) is None:
                yield remark_at(
                    rule,
                    f"{year}:{other}",
                    (passage.where,),
                    around(passage.text, *match.span()),
                    other=other,
                )
                break


def titles(chain: Chain) -> Iterator[Remark]:
    """Yield the papers whose cover and heading name two years."""
    rule = chain.rules["year.title"]
    kinds = [re.compile(rf"\W*(?:\d+\s*)?{any_of(words)}") for words in rule.words.values()]
    for paper, section in _sections(chain):
        for kind in kinds:
            found: dict[int, tuple[str, Place]] = {}
            for text, place in _headings(paper, section, int(rule.limits["longest"])):
                years_ = set(map(int, YEAR.findall(text)))
                if kind.match(text) and len(years_) == 1:
                    found.setdefault(years_.pop(), (text, place))
            if len(found) > 1:
                yield _two_titles(chain, found, sorted(found))


def _headings(paper: Recognised, section: Section, longest: int) -> Iterator[tuple[str, Place]]:
    """Yield the title of a paper as it was put together, every line that is short enough for one, the memo's subject."""
    yield plain(section.title), section.where
    before = ""
    for passage in of(section, paper):
        if not passage.cell and len(passage.text) <= longest:
            # On a cover the year often has a line of its own.
            alone = _YEAR_ALONE.fullmatch(passage.text)
            yield f"{before} {passage.text}" if alone else passage.text, passage.where
        before = passage.text
    subject = _subject_above(paper, section)
    if subject is not None:
        yield plain(subject.text), subject.where


def _subject_above(paper: Recognised, section: Section) -> Phrase | None:
    """Return the subject of the memo that a paper is attached to."""
    for above, below in pairwise(paper.sections):
        if below is section and above.kind == "memo":
            return above.letter.get("subject")
    return None


def _two_titles(chain: Chain, found: Mapping[int, tuple[str, Place]], years: Sequence[int]) -> Remark:
    return remark_at(
        chain.rules["year.title"],
        "-".join(map(str, years)),
        tuple(place for _, place in found.values()),
        " · ".join(text for text, _ in found.values()),
        years=", ".join(map(str, years)),
    )


CHECKS: Mapping[str, Check] = {
    "year.before_result": before_result,
    "year.report_early": early_reports,
    "year.late_plan": late_plans,
    "year.past_action": past_actions,
    "year.outside": outside,
    "year.done_before": done_before,
    "year.done_outside": done_outside,
    "year.analysed": analysed_year,
    "year.two_years": two_years,
    "year.early_outcome": early_outcome,
    "year.unproved_change": unproved_change,
    "year.title": titles,
}
