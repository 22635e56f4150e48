"""What is wrong with a plan: everything at once, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.period import period_words, whole_year
from prongsai.core.plan.round import MONITORING_ROUNDS
from prongsai.core.text import Text

# Excel keeps 32,767 signs in a cell and drops a longer text without a word.
LONGEST_TEXT = 10_000
MOST_MEASURES = 200
MOST_STEPS = 50

NO_MEASURES = Fault(
    "plan.no_measures",
    Text("แผนไม่มีมาตรการ", "the plan has no measures"),
    Text("เพิ่มอย่างน้อยหนึ่งมาตรการ", "add at least one"),
)
TOO_MANY = Fault(
    "plan.too_many",
    Text("มี {number} รายการ เกิน {most}", "there are {number}, more than {most}"),
    Text("รวมหรือตัดรายการ", "join some, or leave some out"),
)
NO_ID = Fault(
    "plan.no_id",
    Text("มาตรการไม่มีรหัส", "the measure has no id"),
    Text("ใส่รหัสที่ไม่ซ้ำ เช่น m1", "give it one of its own, such as m1"),
)
TWICE = Fault(
    "plan.twice",
    Text("รหัสนี้ใช้แล้วที่ {first}", "this id stands at {first} already"),
    Text("ใช้รหัสอื่น", "use another"),
)
NO_TITLE = Fault(
    "plan.no_title",
    Text("มาตรการไม่มีชื่อ", "the measure has no title"),
    Text("เขียนชื่อมาตรการ", "write one"),
)
NO_OWNER = Fault(
    "plan.no_owner",
    Text("มาตรการไม่มีผู้รับผิดชอบ", "nobody is responsible for the measure"),
    Text("ใส่ชื่อส่วนราชการอย่างน้อยหนึ่งแห่ง", "name at least one unit"),
)
NO_STEPS = Fault(
    "plan.no_steps",
    Text("มาตรการไม่มีขั้นตอน", "the measure has no steps"),
    Text("เพิ่มขั้นตอนของมาตรการนี้", "add steps of this measure"),
)
NO_STEP_TEXT = Fault(
    "plan.no_step_text",
    Text("ขั้นตอนไม่มีข้อความ", "the step has no words"),
    Text("เขียนว่าทำอะไร หรือลบแถว", "write what is done, or remove the row"),
)
STEP_NUMBER = Fault(
    "plan.step_number",
    Text("ขั้นตอนต้องเรียง 1, 2, 3 … ตรงนี้ต้องเป็น {expected}", "steps count 1, 2, 3 …; here it must be {expected}"),
    Text("แก้เลขขั้นตอน", "correct the number"),
)
NO_PERIOD = Fault(
    "plan.no_period",
    Text("มาตรการไม่มีระยะเวลา", "the measure has no period"),
    Text("เขียนวันเริ่มและวันสิ้นสุด เช่น {example}", "write first and last day, such as {example}"),
)
ENDS_FIRST = Fault(
    "plan.ends_first",
    Text("วันสิ้นสุดมาก่อนวันเริ่ม", "it ends before it begins"),
    Text("สลับหรือแก้วัน", "exchange or correct the days"),
)
OUTSIDE_YEAR = Fault(
    "plan.outside_year",
    Text("ระยะเวลาอยู่นอกปีงบประมาณ {year} ({span})", "the period is outside fiscal year {year} ({span})"),
    Text("แก้วันให้อยู่ในปีงบประมาณ", "correct the days"),
)
UNKNOWN_CODE = Fault(
    "plan.unknown_code",
    Text("ไม่มีรหัสนี้ในผลปี {year}", "the result of {year} has no such code"),
    Text("แก้รหัสตัวชี้วัด ข้อคำถาม หรือข้อ OIT", "correct the code of the indicator, question or item"),
)
UNKNOWN_ROUND = Fault(
    "plan.unknown_round",
    Text("ไม่รู้จักรอบติดตามนี้", "this monitoring round is not known"),
    Text("เขียนเป็นเดือน 1–12 เช่น 6 เดือน หรือ 12 เดือน", "write months from 1 to 12, such as 6m or 12m"),
)
BAD_BUDGET = Fault(
    "plan.bad_budget",
    Text("งบประมาณต้องเป็นจำนวนบาทตั้งแต่ 0", "a budget is a number of baht, 0 or more"),
    Text("เขียนเป็นตัวเลข ไม่ใช้งบเขียน 0 ไม่ทราบให้เว้นว่าง", "write a number; 0 for none, nothing if unknown"),
)
TOO_LONG = Fault(
    "plan.too_long",
    Text("ข้อความยาวเกิน {most} ตัวอักษร", "longer than {most} signs"),
    Text("ย่อข้อความ หรือแยกเป็นหลายขั้นตอน", "shorten it, or make several steps of it"),
)
YEARS = Fault(
    "plan.years",
    Text("ปีของผลที่นำมาวิเคราะห์ ({result}) ต้องไม่หลังปีของแผน", "the result ({result}) is later than the plan"),
    Text("แก้ปีงบประมาณของแผนหรือปีของผล", "correct one of the two years"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a plan: of a measure or its step, both counted from 0, or of the plan itself (`measure` `None`)."""

    field: str
    measure: int | None = None
    step: int | None = None


Where = Callable[[Place], str]


def spoken(place: Place) -> str:
    """Return a place as people say it, for a plan that was read from no file."""
    if place.measure is None:
        return place.field
    measure = f"มาตรการที่ {place.measure + 1} / measure {place.measure + 1}"
    step = "" if place.step is None else f" ขั้นตอนที่ {place.step + 1} / step {place.step + 1}"
    return f"{measure}{step} → {place.field}"


def faults(plan: Plan, *, codes: Collection[str] | None = None, where: Where = spoken) -> list[Problem]:
    """Return everything that is wrong with a plan, in its order; `codes` are those of the result's framework.

    Without `codes` no code is called unknown. `where` turns a place into where it stands in a file.
    """
    return list(_faults(plan, codes, where))


def _faults(plan: Plan, codes: Collection[str] | None, where: Where) -> Iterator[Problem]:
    if plan.result_year > plan.fiscal_year:
        yield YEARS.at(where(Place("result_year")), str(plan.result_year), result=plan.result_year)
    if not plan.measures:
        yield NO_MEASURES.at(where(Place("measures")))
    if len(plan.measures) > MOST_MEASURES:
        yield TOO_MANY.at(where(Place("measures")), number=len(plan.measures), most=MOST_MEASURES)
    first: dict[str, str] = {}
    for number, measure in enumerate(plan.measures):
        place = where(Place("id", number))
        if measure.id and first.setdefault(measure.id, place) != place:
            yield TWICE.at(place, measure.id, first=first[measure.id])
        yield from _Checker(plan, codes, where, number).measure(measure)


@dataclass(frozen=True, slots=True)
class _Checker:
    """Looks at one measure of a plan."""

    plan: Plan
    codes: Collection[str] | None
    where: Where
    number: int

    def at(self, field: str, step: int | None = None) -> str:
        return self.where(Place(field, self.number, step))

    def measure(self, measure: Measure) -> Iterator[Problem]:
        for field, missing, fault in (
            ("id", not measure.id, NO_ID),
            ("title", not measure.title, NO_TITLE),
            ("responsible_units", not measure.responsible_units, NO_OWNER),
            ("period", measure.period is None, NO_PERIOD),
        ):
            if missing:
                yield fault.at(self.at(field), example=period_words(whole_year(self.plan.fiscal_year)).th)
        for field in ("topic", "title", "approach", "monitoring_note"):
            yield from self.length(getattr(measure, field), field)
        yield from self.period(measure.period)
        for round_ in measure.monitoring_rounds:
            if round_ not in MONITORING_ROUNDS:
                yield UNKNOWN_ROUND.at(self.at("monitoring_rounds"), round_)
        if measure.budget is not None and not (measure.budget.is_finite() and measure.budget >= 0):
            yield BAD_BUDGET.at(self.at("budget"), str(measure.budget))
        for code in measure.codes:
            if self.codes is not None and code not in self.codes:
                yield UNKNOWN_CODE.at(self.at("codes"), code, year=self.plan.result_year)
        yield from self.steps(measure)

    def steps(self, measure: Measure) -> Iterator[Problem]:
        if not measure.steps:
            yield NO_STEPS.at(self.at("steps"), measure.id)
        if len(measure.steps) > MOST_STEPS:
            yield TOO_MANY.at(self.at("steps"), number=len(measure.steps), most=MOST_STEPS)
        for place, step in enumerate(measure.steps):
            yield from self.step(step, place)

    def step(self, step: Step, place: int) -> Iterator[Problem]:
        if step.number != place + 1:
            yield STEP_NUMBER.at(self.at("number", place), str(step.number), expected=place + 1)
        if not step.text:
            yield NO_STEP_TEXT.at(self.at("text", place))
        yield from self.length(step.text, "text", place)
        yield from self.period(step.period, place)

    def period(self, period: Period | None, step: int | None = None) -> Iterator[Problem]:
        if period is None:
            return
        year = whole_year(self.plan.fiscal_year)
        found, place = period_words(period).th, self.at("period", step)
        if period.ends < period.begins:
            yield ENDS_FIRST.at(place, found)
        elif period.begins < year.begins or period.ends > year.ends:
            yield OUTSIDE_YEAR.at(place, found, year=self.plan.fiscal_year, span=period_words(year))

    def length(self, text: str, field: str, step: int | None = None) -> Iterator[Problem]:
        if len(text) > LONGEST_TEXT:
            yield TOO_LONG.at(self.at(field, step), text, most=LONGEST_TEXT)
