"""Plans and what came of them as plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.core.catalogue import Catalogue
from prongsai.core.followup.count import Counts
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.plan import Measure, Period, Plan
from prongsai.core.plan.period import period_words
from prongsai.core.text import Lang, Text
from prongsai.render.terminal import points

_HEAD = Text(
    "{agency} แผนมาตรการปีงบประมาณ {year}: {number} มาตรการ", "{agency}, plan for {year}: {number} measures"
)
_COUNTED = Text("วางแผน {total} มาตรการ", "{total} measures planned")
_BY = Text("ภายใน {date}", "by {date}")


def plan_text(plan: Plan, catalogue: Catalogue, lang: Lang) -> str:
    """Return every measure with its topic, owner, time, what it answers and what it may bring."""
    head = _HEAD.format(agency=plan.agency, year=plan.fiscal_year, number=len(plan.measures))
    lines = [head.say(lang)]
    for number, measure in enumerate(plan.measures, start=1):
        lines += [f"{number}. {measure.title}", *_details(measure, catalogue, lang)]
    return "\n".join(lines)


def _details(measure: Measure, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    topic = catalogue.topics.get(measure.topic)
    about = [topic.title.say(lang) if topic else measure.topic, ", ".join(measure.codes)]
    if measure.expected_gain is not None:
        about.append(f"+{points(measure.expected_gain)}")
    yield "   " + " · ".join(filter(None, about))
    when = period_words(measure.period).say(lang) if measure.period else ""
    yield "   " + " · ".join(filter(None, (", ".join(measure.responsible_units), when)))
    for step in measure.steps:
        yield f"     {step.number}. {step.text}"


def counts_text(plan: Plan, found: Counts, lang: Lang) -> str:
    """Return the counts, and every unfinished measure with its status, reasons and new date."""
    numbers = [
        f"{STATUS_WORDS[status].say(lang)} {number}" for status, number in found.by_status.items() if number
    ]
    head = _HEAD.format(agency=plan.agency, year=plan.fiscal_year, number=found.total)
    lines = [head.say(lang), " · ".join([_COUNTED.format(total=found.total).say(lang), *numbers])]
    for standing in found.unfinished:
        rest = [STATUS_WORDS[standing.status].say(lang), *standing.reasons]
        if standing.new_date is not None:
            rest.append(_BY.format(date=period_words(Period(standing.new_date, standing.new_date))).say(lang))
        lines.append(f"  {standing.measure.id} {standing.measure.title}: " + " – ".join(rest))
    return "\n".join(lines)
