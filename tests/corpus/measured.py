"""What was read held against what a paper says: right, wrong, missing and made up, by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import fuzz
from tests.corpus.sheets import Measure, Truth
from tests.corpus.style import letters
from tests.planted_errors import impossible
from tests.second_scorer import Tree

from prongsai.core.framework import Framework
from prongsai.core.proofread import Remark
from prongsai.core.recognised import PrintedMeasure, Reading, Recognised
from prongsai.core.result import Result
from prongsai.reading.framework import load_year
from prongsai.reading.recognise.traces import is_unproven

SCORES = ("total", "tool", "indicator", "question", "item")
CELLS = ("title", "approach", "steps", "units", "period", "monitoring", "results", "outcomes")
HEAD = ("agency", "type", "district", "province", "result year", "plan year", "papers", "level")
# Letters alike of a hundred from which on a damaged text is the one that stood there.
_ALIKE = 90


@dataclass
class Tally:
    """Counts by field. `flagged` and `unflagged` are figures that are not the true ones, with and without a mark.

    `silent` holds figures that were read and stand nowhere in the paper for their code.
    """

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    flagged: int = 0
    unflagged: list[str] = field(default_factory=list)
    provable: list[str] = field(default_factory=list)
    """Those of the unflagged that printed figures contradict."""
    distrusted: int = 0
    """Figures that are marked only because nothing proves them."""
    silent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def recall(self, *names: str) -> float:
        right = sum(self.right[name] for name in names)
        told = right + sum(self.wrong[name] + self.missing[name] for name in names)
        return right / told if told else 1

    def precision(self, *names: str) -> float:
        right = sum(self.right[name] for name in names)
        read = right + sum(self.wrong[name] + self.extra[name] for name in names)
        return right / read if read else 1

    def told(self, *names: str) -> int:
        return sum(self.right[name] + self.wrong[name] + self.missing[name] for name in names)

    def add(self, name: str, true: object, read: object, *, alike: bool | None = None) -> None:
        """Count one value; `alike` where equality is not the question. Empty is what is not there."""
        if not true:
            self.extra[name] += bool(read)
        elif not read:
            self.missing[name] += 1
        elif alike if alike is not None else true == read:
            self.right[name] += 1
            return
        else:
            self.wrong[name] += 1
        if true or read:
            self.faults.append(f"{name}: {true!r} read as {read!r}"[:600])


def compare(name: str, truth: Truth, found: Recognised, remarks: Sequence[Remark], tally: Tally) -> None:
    """Count everything that one file says."""
    before = len(tally.faults)
    _head(truth, found, tally)
    _scores(name, truth, found, remarks, tally)
    for true, kinds in (
        (truth.planned, ("measures", "analysis", "followup")),
        (truth.reported, ("implementation",)),
    ):
        read = [each for section in found.sections if section.kind in kinds for each in section.measures]
        _measures(true, read, tally)
    tally.faults[before:] = [f"{name} {each}" for each in tally.faults[before:]]


def _head(truth: Truth, found: Recognised, tally: Tally) -> None:
    tally.add("agency", truth.agency, found.agency, alike=_similar(truth.agency, found.agency))
    tally.add("type", truth.agency_type, found.agency_type)
    tally.add("district", truth.district, found.district, alike=_similar(truth.district, found.district))
    tally.add("province", truth.province, found.province)
    years = [section.result_year for section in found.sections if section.result_year]
    tally.add("result year", truth.result_year, Counter(years).most_common(1)[0][0] if years else None)
    plans = [section.plan_year for section in found.sections if section.plan_year]
    if truth.plan_year:
        tally.add("plan year", truth.plan_year, Counter(plans).most_common(1)[0][0] if plans else None)
    tally.add("papers", truth.kinds, [section.kind for section in found.sections])
    tally.add("level", truth.level, next((each.level for each in found.sections if each.level), ""))


def _scores(name: str, truth: Truth, found: Recognised, remarks: Sequence[Remark], tally: Tally) -> None:
    framework = load_year(truth.result_year or 2568)
    read = _read_scores(found.readings)
    contradicted = _contradicted(framework, read)
    tally.distrusted += sum(map(is_unproven, read.values()))
    for code in {**truth.scores, **read}:
        kind = "total" if code == "total" else framework.kind_of(code) or "tool"
        true, value = truth.scores.get(code), read.get(code)
        shown = None if value is None else value.value
        same = bool(true and shown) and Decimal(true or "0") == _number(shown or "0")
        tally.add(kind, true, shown, alike=same)
        if not same:
            tally.faults[-1] += f" ({code})"
        if shown is None or true is None:
            continue
        if _number(shown) not in {_number(each) for each in truth.printed[code]}:
            tally.silent.append(f"{name} {code}: {shown}, printed {truth.printed[code]}")
        if not same:
            marked = _marked(code, found.readings, remarks)
            tally.flagged += marked
            if not marked:
                tally.unflagged.append(f"{name} {code}: {shown} for {true}")
                tally.provable += tally.unflagged[-1:] if code in contradicted else []


def _contradicted(framework: Framework, read: Mapping[str, Reading]) -> frozenset[str]:
    """Return the figures of every mean that cannot be the mean of what is printed below it."""
    values = {code: Decimal(each.value) for code, each in read.items()}
    scores = {
        code: value for code, value in values.items() if framework.kind_of(code) in ("question", "item")
    }
    others = {code: value for code, value in values.items() if code not in scores}
    result = Result(agency="", fiscal_year=framework.fiscal_year, scores=scores, published=others)
    return frozenset().union(*({code, *below} for code, below in impossible(Tree(framework), result)))


def _read_scores(readings: Sequence[Reading]) -> Mapping[str, Reading]:
    found: dict[str, Reading] = {}
    for reading in readings:
        for beginning in ("result.scores.", "result.published."):
            if reading.field.startswith(beginning) and not reading.field.endswith(".level"):
                found.setdefault(reading.field.removeprefix(beginning), reading)
    return found


def _marked(code: str, readings: Sequence[Reading], remarks: Sequence[Remark]) -> bool:
    """Whether a person is told to look at a figure."""
    own = [each for each in readings if each.field.rpartition("result.")[2].partition(".")[2] == code]
    return any(each.confidence == "doubtful" or each.proposal or is_unproven(each) for each in own) or any(
        code in remark.codes for remark in remarks
    )


def _number(text: str) -> Decimal:
    return Decimal(text)


def _measures(true: Sequence[Measure], read: Sequence[PrintedMeasure], tally: Tally) -> None:
    for one, other in _paired(true, read):
        if one is None:
            tally.extra["title"] += 1
            tally.faults.append(f"measure made up: {other.title if other else ''}")
            continue
        _cells(one, other, tally)


def _paired(
    true: Sequence[Measure], read: Sequence[PrintedMeasure]
) -> Iterator[tuple[Measure | None, PrintedMeasure | None]]:
    left = list(read)
    for one in true:
        best = max(left, key=lambda each: fuzz.ratio(letters(one.title), letters(each.title)), default=None)
        if best is not None and fuzz.ratio(letters(one.title), letters(best.title)) > _ALIKE - 20:
            left.remove(best)
            yield one, best
        else:
            yield one, None
    yield from ((None, each) for each in left)


def _cells(one: Measure, read: PrintedMeasure | None, tally: Tally) -> None:
    lists = ("approach", "steps", "results", "outcomes")
    for name in lists:
        told = [text for text in getattr(one, name)]
        found = [each.text for each in getattr(read, name)] if read else []
        same = len(told) == len(found) and all(map(_similar, told, found))
        tally.add(name, told, found, alike=same)
    title = read.title if read else ""
    tally.add("title", one.title, title, alike=_similar(one.title, title))
    units = " ".join(read.units) if read else ""
    tally.add("units", one.units, units, alike=_similar(_plain(one.units), _plain(units)))
    period = read.period if read else None
    span = (period.begins.isoformat(), period.ends.isoformat()) if period else None
    tally.add("period", one.span, span)
    monitoring = " ".join(each.text for each in read.monitoring) if read else ""
    tally.add("monitoring", one.monitoring, monitoring, alike=_similar(one.monitoring, monitoring))


def _plain(units: str) -> str:
    return units.replace("/", " ").replace(",", " ")


def _similar(one: str, other: str) -> bool:
    return fuzz.ratio(letters(one), letters(other)) >= _ALIKE
