"""The form of a measure with its steps: from the values of queries/measure.py and back to them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from prongsai.core.framework import Framework
from prongsai.core.plan.align import WAS
from prongsai.core.plan.check import ENDS_FIRST, MOST_STEPS, OUTSIDE_YEAR, UNKNOWN_CODE
from prongsai.core.plan.period import period_words, whole_year
from prongsai.core.plan.round import MONITORING_ROUNDS, ROUND_WORDS
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.models import Person, Unit
from prongsai.web.office import fields
from prongsai.web.queries.measure import FIELDS, Values, in_year, iso, money, points
from prongsai.web.queries.owner import Named

BLANK_STEPS = 2
# A finding is named by its code: `finding.O15`.
PREFIX = "finding."
ROUND_CHOICES = [
    (key, language.lazily(f"รอบ {words.th}", f"after {words.en}")) for key, words in ROUND_WORDS.items()
]


def label(name: str) -> Any:
    return language.lazily(FIELDS[name].th, FIELDS[name].en)


@dataclass(frozen=True)
class Room:
    """What a measure of one agency and year may choose from."""

    year: int
    result_year: int
    units: Sequence[Unit | Named]
    people: Sequence[Person | Named] = ()
    framework: Framework | None = None


class PeriodMixin:
    """Days in order and within the fiscal year, each told at its own field."""

    room: Room

    def check_days(self, form: forms.Form) -> None:
        begins, ends = form.cleaned_data.get("begins"), form.cleaned_data.get("ends")
        if begins and ends and ends < begins:
            form.add_error("ends", fields.invalid(ENDS_FIRST))
        year = whole_year(self.room.year)
        for name, day in (("begins", begins), ("ends", ends)):
            if day and not year.begins <= day <= year.ends:
                span = period_words(year)
                form.add_error(name, fields.invalid(OUTSIDE_YEAR, year=self.room.year, span=span))


class MeasureForm(PeriodMixin, forms.Form):
    """Everything of a measure but its steps. Only the title must be there: a measure may be saved half written."""

    title = fields.LineField(label=label("title"), most=500, widget=forms.Textarea(attrs={"rows": 2}))
    topic = fields.LineField(label=label("topic"), most=100, required=False)
    approach = fields.WordsField(label=label("approach"), rows=3, required=False)
    other_owners = fields.LinesField(
        label=label("other_owners"),
        required=False,
        help_text=language.lazily(
            "ผู้ที่ไม่ใช่ส่วนงานของหน่วยงาน เช่น นายกเทศมนตรี บรรทัดละหนึ่งชื่อ",
            "those who are no unit of the agency, such as the mayor; one on each line",
        ),
    )
    begins = fields.DateField(label=label("begins"), required=False)
    ends = fields.DateField(label=label("ends"), required=False)
    rounds = forms.MultipleChoiceField(
        label=label("rounds"), choices=ROUND_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    monitoring_note = fields.WordsField(label=label("monitoring_note"), rows=2, required=False)
    budget = fields.MoneyField(
        label=label("budget"),
        required=False,
        help_text=language.lazily(
            "ไม่ใช้งบประมาณเขียน 0 ยังไม่ทราบให้เว้นว่าง", "0 if none is needed, empty if not known yet"
        ),
    )
    expected_gain = fields.PointsField(
        label=label("expected_gain"),
        required=False,
        help_text=language.lazily(
            "คะแนนรวมที่คาดว่าจะเพิ่ม เช่น 0.5 หรือ 1/3", "points of the total, such as 0.5 or 1/3"
        ),
    )
    codes = fields.LinesField(
        label=label("codes"),
        required=False,
        help_text=language.lazily(
            "รหัสตัวชี้วัด ข้อคำถาม หรือข้อ OIT บรรทัดละหนึ่งรหัส เช่น i10 หรือ O15",
            "codes of indicators, questions or OIT items, one on each line, such as i10 or O15",
        ),
    )
    findings = fields.LinesField(required=False, widget=forms.HiddenInput)

    field_order = tuple(name for name in FIELDS if name != "steps")

    def __init__(self, data: QueryDict | None, room: Room, values: Values, **kwargs: Any) -> None:
        super().__init__(data, initial=initial_of(values, room), **kwargs)
        self.room = room
        self.fields["units"] = fields.UnitsField(room.units, label=label("units"), required=False)
        self.fields["people"] = fields.PeopleField(room.people, label=label("people"), required=False)
        self.order_fields(self.field_order)
        self.fields["topic"].widget.attrs["list"] = "topics"

    def clean_codes(self) -> list[str]:
        codes: list[str] = [
            code for line in self.cleaned_data["codes"] for code in line.replace(",", " ").split()
        ]
        framework = self.room.framework
        strange = [code for code in codes if framework and code not in framework.nodes]
        if strange:
            year = self.room.result_year
            raise forms.ValidationError([fields.invalid(UNKNOWN_CODE, code, year=year) for code in strange])
        return list(dict.fromkeys(codes))

    def clean(self) -> dict[str, Any]:
        self.check_days(self)
        return self.cleaned_data

    def clean_findings(self) -> list[str]:
        """Let go of the findings of codes that were taken out; the field itself is not shown."""
        gone = set(self.initial["codes"]) - set(self.cleaned_data.get("codes", self.initial["codes"]))
        return [each for each in self.cleaned_data["findings"] if each.removeprefix(PREFIX) not in gone]

    def values(self) -> dict[str, Plain]:
        """Return what was taken, ready to be compared and saved."""
        found = self.cleaned_data
        return {
            **{name: found[name] for name in ("title", "topic", "approach", "monitoring_note")},
            **{name: list(found[name]) for name in ("other_owners", "codes", "findings")},
            "units": _keys(found["units"]),
            "people": _keys(found["people"]),
            "begins": iso(found["begins"]),
            "ends": iso(found["ends"]),
            "rounds": in_year(found["rounds"]),
            "budget": money(found["budget"]),
            "expected_gain": "" if found["expected_gain"] is None else str(found["expected_gain"]),
        }


class StepForm(PeriodMixin, forms.Form):
    """One step; a row without words is no step. `was` is the number that the step has had."""

    text = fields.WordsField(
        label=language.lazily("สิ่งที่ทำ", "What is done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    begins = fields.DateField(label=label("begins"), required=False)
    ends = fields.DateField(label=label("ends"), required=False)
    other_owners = fields.LinesField(label=label("other_owners"), rows=1, required=False)
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        self.fields["units"] = fields.UnitsField(room.units, label=label("units"), required=False)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        rest = found.get("units") or found.get("other_owners") or found.get("begins") or found.get("ends")
        if rest and not found.get("text") and not found.get("DELETE"):
            self.add_error(
                "text",
                language.say(
                    "ยังไม่ได้เขียนว่าทำอะไร – เขียน หรือทำเครื่องหมายลบ", "say what is done, or mark it to go"
                ),
            )
        self.check_days(self)
        return found


class Steps(BaseFormSet[StepForm]):
    """The steps in their order, with blank rows behind them."""

    def add_fields(self, form: StepForm, index: int | None) -> None:
        super().add_fields(form, index)
        order = form.fields["ORDER"]
        order.label = language.say("ลำดับ", "Order")
        order.widget.attrs["inputmode"] = "numeric"
        form.fields["DELETE"].label = language.say("ลบขั้นตอนนี้", "Remove this step")

    def values(self) -> list[Plain]:
        """Return the steps as values, in the order that the rows ask for, removed and blank ones left out."""
        kept = [form for form in self.ordered_forms if form.cleaned_data.get("text")]
        return [
            {
                "text": form.cleaned_data["text"],
                "units": _keys(form.cleaned_data["units"]),
                "other_owners": list(form.cleaned_data["other_owners"]),
                "begins": iso(form.cleaned_data["begins"]),
                "ends": iso(form.cleaned_data["ends"]),
                "was": form.cleaned_data["was"],
            }
            for form in kept
        ]


def steps_formset(
    data: QueryDict | None, room: Room, steps: Sequence[Mapping[str, Any]], *, blank: int = BLANK_STEPS
) -> Steps:
    factory = formset_factory(
        StepForm,
        formset=Steps,
        extra=blank,
        can_order=True,
        can_delete=True,
        max_num=MOST_STEPS,
        validate_max=True,
        absolute_max=MOST_STEPS + 20,
    )
    initial = [initial_of_step(step, number, room) for number, step in enumerate(steps, 1)]
    made: Any = factory(data, prefix="steps", initial=initial, form_kwargs={"room": room})
    return made  # type: ignore[no-any-return]


def initial_of(values: Values, room: Room) -> dict[str, Any]:
    """Return values as the fields of the form take them."""
    found: dict[str, Any] = dict(values)
    return {
        **found,
        "units": _rows(found.get("units"), room.units),
        "people": _rows(found.get("people"), room.people),
        "begins": _day(found.get("begins")),
        "ends": _day(found.get("ends")),
        "budget": Decimal(found["budget"]) if found.get("budget") else None,
        "expected_gain": points(found.get("expected_gain")),
        "rounds": [key for key in MONITORING_ROUNDS if key in (found.get("rounds") or ())],
    }


def initial_of_step(step: Mapping[str, Any], number: int, room: Room) -> dict[str, Any]:
    return {
        **step,
        "units": _rows(step["units"], room.units),
        "begins": _day(step["begins"]),
        "ends": _day(step["ends"]),
        "was": step.get(WAS, number),
    }


def round_words(rounds: Sequence[str]) -> str:
    return ", ".join(language.said(ROUND_WORDS.get(key, Text(key))) for key in rounds)  # type: ignore[call-overload]


def _rows(keys: Any, rows: Sequence[Any]) -> list[Any]:
    wanted = set(keys or ())
    return [row for row in rows if row.pk in wanted]


def _keys(rows: Sequence[Any]) -> list[Plain]:
    return sorted(row.pk for row in rows)


def _day(written: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None
