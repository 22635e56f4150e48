"""The charts of a result, and the rows of the tables behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.change import YearChange
from prongsai.core.change.contributions import Contribution
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.uncertainty import Error, Interval, interval
from prongsai.render import chart_dots, chart_indicators, chart_slopes, chart_waterfall
from prongsai.render.chart_dots import DotChart, Own
from prongsai.render.chart_indicators import Gate, Indicator, IndicatorChart
from prongsai.render.chart_slopes import Slope, SlopeChart
from prongsai.render.chart_waterfall import Step, WaterfallChart
from prongsai.web.picture import Picture, picture
from prongsai.web.queries.standing import Group, Years

NAMED = Text("{code} {title}", "{code} {title}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One indicator as the chart and the table behind it show it."""

    code: str
    title: Text
    tool: str
    value: Fraction | None
    announced: Fraction | None
    printed: Fraction | None
    last: Fraction | None
    within: Interval | None
    simulated: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One step of the waterfall with the figures of both years."""

    part: Contribution
    shown: Fraction


def short_name(framework: Framework, code: str) -> Text:
    """Return code and title: `4 การใช้ทรัพย์สินของราชการ`."""
    return NAMED.format(code=code, title=framework.title_of(code))


def within(made: Score, errors: Mapping[str, Error], code: str) -> Interval | None:
    """Return the range of a figure that rests on the answers of some, `None` for any other."""
    error = errors.get(code)
    if error is None or error.high <= 0 or code not in made.values:
        return None
    return interval(made.values[code], error)


def bars(
    made: Score,
    errors: Mapping[str, Error],
    last: Mapping[str, Fraction | None],
    simulated: Mapping[str, Fraction] | None = None,
) -> tuple[Bar, ...]:
    """Return every indicator in framework order; `last` are the scores of the year before by code of this one."""
    framework = made.recipe.framework
    return tuple(
        Bar(
            code=code,
            title=framework.title_of(code),
            tool=framework.tool_of(code) or "",
            value=made.shown(code),
            announced=made.announced(code),
            printed=made.printed(code),
            last=last.get(code),
            within=within(made, errors, code),
            simulated=simulated.get(code) if simulated else None,
        )
        for code, node in framework.nodes.items()
        if node.kind == "indicator"
    )


def indicators_picture(framework: Framework, rows: tuple[Bar, ...]) -> Picture:
    """Draw the indicators with the gates of the levels."""
    chart = IndicatorChart(
        id="indicators",
        year=framework.fiscal_year,
        rows=tuple(_indicator(framework, row) for row in rows),
        gates=tuple(_gates(framework)),
    )
    return picture(chart_indicators.svg, chart_indicators.caption, chart)


def _indicator(framework: Framework, row: Bar) -> Indicator:
    return Indicator(
        label=short_name(framework, row.code),
        value=row.printed,
        group=framework.title_of(row.tool),
        last=row.last,
        low=Fraction(row.within.low) if row.within else None,
        high=Fraction(row.within.high) if row.within else None,
        simulated=row.simulated,
    )


def _gates(framework: Framework) -> Iterator[Gate]:
    """Yield the thresholds of the levels with a gate, or else of the two best levels."""
    gated = [level for level in framework.levels if level.gate is not None] or framework.levels[:2]
    for level in gated:
        yield Gate(at=level.gate if level.gate is not None else level.minimum, label=level.word)


def moved_rows(change: YearChange) -> tuple[WaterfallChart | None, tuple[Moved, ...]]:
    """Return the waterfall and its rows; without both totals there are none that add up."""
    if change.before is None or change.after is None:
        return None, ()
    parts = [part for part in change.contributions if part.effect]
    year = Text("ปี {year}", "Year {year}")
    chart = WaterfallChart(
        id="moved",
        start_label=year.format(year=change.older_year),
        start=change.before,
        steps=tuple(Step(label=part.title, change=part.effect) for part in parts),
        end_label=year.format(year=change.newer_year),
        end=change.after,
    )
    return chart, tuple(Moved(part, shown) for part, shown in zip(parts, chart.shown, strict=True))


def waterfall_picture(chart: WaterfallChart) -> Picture:
    return picture(chart_waterfall.svg, chart_waterfall.caption, chart)


def years_picture(framework: Framework, years: Years) -> Picture:
    """Draw the indicators over the years that are kept."""
    chart = SlopeChart(
        id="years",
        years=years.numbers,
        slopes=tuple(
            Slope(label=short_name(framework, row.code), values=row.values)
            for row in years.rows
            if any(value is not None for value in row.values)
        ),
    )
    return picture(chart_slopes.svg, chart_slopes.caption, chart)


def group_picture(group: Group, made: Score, errors: Mapping[str, Error], name: str) -> Picture:
    """Draw the totals of the others, and one's own among them."""
    range_ = within(made, errors, TOTAL)
    own = Own(
        label=Text(name, name),
        value=made.total or Fraction(0),
        low=Fraction(range_.low) if range_ else None,
        high=Fraction(range_.high) if range_ else None,
    )
    chart = DotChart(id=f"peers-{group.id}", group=group.title, others=group.totals, own=own)
    return picture(chart_dots.svg, chart_dots.caption, chart)
