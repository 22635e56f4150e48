import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.papers import analysed, don_sak, na_pho

from prongsai.core.edition import Edition
from prongsai.core.field_list import FIELDS, Field
from prongsai.core.fields import Sources, values
from prongsai.core.finding import Finding
from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.profile import Profile, Signatory
from prongsai.core.text import Text

YEAR = Period(datetime.date(2025, 10, 1), datetime.date(2026, 9, 30))
DATE = datetime.date(2026, 4, 17)
MEASURES = (
    Measure(
        id="m1",
        topic="การเปิดเผยข้อมูล",
        title="ปรับปรุงเว็บไซต์",
        approach="ตรวจทุกเดือน",
        responsible_units=("clerk_office",),
        steps=(
            Step(number=1, text="ตั้งคณะทำงาน"),
            Step(number=2, text="ตรวจ", responsible_units=("finance",)),
        ),
        period=YEAR,
        budget=Decimal(1200),
        expected_gain=Fraction(4, 3),
        codes=("O15", "9"),
    ),
    Measure(
        id="m2",
        topic="ข",
        title="ค",
        approach="",
        responsible_units=(),
        steps=(),
        period=None,
        budget=Decimal(0),
    ),
)
PLAN = Plan(agency="ก", agency_type=None, fiscal_year=2569, result_year=2568, measures=MEASURES)
NOTES = (
    ProgressNote(measure="m1", step=1, status="done", late=True, done_note="ตั้งแล้ว", evidence=("a1.pdf",)),
    ProgressNote(measure="m1", step=2, status="done"),
    ProgressNote(measure="m2", step=None, status="hindered", reason="ไม่มีคน", new_date=DATE),
)
FOLLOWUP = Followup(plan=PLAN, rounds=(Round(round="6m", date=DATE, notes=NOTES),))
PROFILE = Profile(
    agency="ก",
    unit="สำนักปลัด",
    number_prefix="สข 1/",
    number="23",
    website="https://example.org/2569",
    via=("ปลัด",),
    units={"clerk_office": "สำนักปลัด"},
    signatories=(Signatory(name="", position="ปลัด", acting="นายก"),),
)
FINDING = Finding(
    id="finding.O15",
    code="O15",
    kind="urgent",
    rule="r",
    score=Fraction(0),
    finding=Text("ไม่มีรายงาน", "no report"),
    recommendation=Text("ทำรายงาน", "make one"),
    cause=Text("", ""),
    leans_on=("O14",),
    gain=Fraction(1),
    edited="ทำภายในเดือนนี้",
)


def don_sak_values(edition: Edition | None = None, **sources: Any) -> Mapping[str, Any]:
    return values(Sources(analysis=analysed(don_sak()), **sources), edition or Edition(digits="arabic"))


def fits(value: Any, field: Field) -> bool:
    if field.kind == "text":
        return isinstance(value, str)
    if field.kind == "texts":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return all(
        set(row) == set(field.fields) and all(fits(row[name], inner) for name, inner in field.fields.items())
        for row in value
    )


@pytest.mark.parametrize("scored", [don_sak, na_pho])
@pytest.mark.parametrize("whole", [True, False])
def test_every_documented_field_is_there_and_no_other(scored: Any, whole: bool) -> None:
    more: dict[str, Any] = {"findings": (FINDING,), "followup": FOLLOWUP, "profile": PROFILE} if whole else {}

    found = values(Sources(analysis=analysed(scored()), **more), Edition())

    assert set(found) == set(FIELDS)
    assert [name for name, field in FIELDS.items() if not fits(found[name], field)] == []


def test_the_score_is_told_as_the_report_tells_it() -> None:
    found = don_sak_values()

    assert (found["agency"], found["fiscal_year"]) == ("เทศบาลเมืองดอนสัก", "2568")
    assert (found["total"], found["level"], found["total_announced"]) == ("94.50", "ผ่านดี", "94.50")
    # The best level begins at 95.
    assert (found["next_level"], found["points_missing"]) == ("ผ่านดีเยี่ยม", "0.50")
    assert found["indicators"][9] == {
        "number": "10",
        "code": "10",
        "title": "การป้องกันการทุจริต",
        "tool": "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)",
        "score": "100.00",
        "announced": "100.00",
    }
    assert found["weakest_questions"][0]["code"] == "i10"
    assert len(found["questions"]) == 24
    assert found["lost"][0]["gain"] == "1.00"


def test_the_next_level_is_told_with_the_points_that_it_lacks() -> None:
    found = values(Sources(analysis=analysed(na_pho())), Edition(digits="arabic"))

    # 69.66 is level C; B begins at 75.
    assert (found["level"], found["next_level"], found["points_missing"]) == ("C", "B", "5.34")


def test_digits_are_thai_where_the_paper_is_but_not_in_addresses() -> None:
    found = don_sak_values(Edition(date=DATE), profile=PROFILE, followup=FOLLOWUP)

    assert (found["total"], found["date"]) == ("๙๔.๕๐", "๑๗ เมษายน ๒๕๖๙")
    assert found["letter_number"] == "สข ๑/๒๓"
    assert found["website"] == "https://example.org/2569"
    assert found["measures"][0]["steps"][0]["evidence"] == ["a1.pdf"]


def test_english_is_english() -> None:
    found = don_sak_values(
        Edition(lang="en", digits="arabic", date=DATE), followup=FOLLOWUP, findings=(FINDING,)
    )

    assert found["date"] == "17 April 2026"
    assert found["round"] == "6 months"
    assert found["measures"][1]["status"] == "Hindered"
    assert found["findings"][0]["kind"] == "to be mended first"


def test_a_measure_is_told_with_its_steps() -> None:
    first, second = don_sak_values(plan=PLAN, profile=PROFILE)["measures"]

    assert (first["number"], first["units"], first["codes"]) == ("1", "สำนักปลัด", "O15, 9")
    assert first["period"] == "1 ตุลาคม 2568 – 30 กันยายน 2569"
    # 4/3 of a point.
    assert (first["budget"], first["gain"]) == ("1,200", "1.33")
    assert [step["units"] for step in first["steps"]] == ["สำนักปลัด", "finance"]
    assert (second["budget"], second["period"], second["steps"]) == ("ไม่ใช้งบประมาณ", "", [])
    assert first["monitoring"] == "รอบ 6 เดือน, รอบ 12 เดือน"


def test_what_came_of_a_plan_is_counted() -> None:
    found = don_sak_values(followup=FOLLOWUP)

    # All steps of the first are done; the second is hindered.
    counts = ("measures_count", "measures_done", "measures_not_done")
    assert [found[name] for name in counts] == ["2", "1", "1"]
    assert (found["plan_year"], found["round_date"]) == ("2569", "17 เมษายน 2569")
    assert found["measures"][0]["steps"][0]["status"] == "ดำเนินการแล้วเสร็จ"
    assert [step["late"] for step in found["measures"][0]["steps"]] == ["รายงานหลังกำหนด", ""]
    assert found["measures"][1]["reason"] == "ไม่มีคน"


def test_what_an_earlier_round_reported_done_stays_done() -> None:
    later = Round(round="12m", date=DATE.replace(month=9), notes=())

    found = don_sak_values(followup=replace(FOLLOWUP, rounds=(*FOLLOWUP.rounds, later)))

    assert (found["round"], found["measures_done"]) == ("รอบ 12 เดือน", "1")


def test_without_reports_nothing_is_said_to_be_done() -> None:
    found = don_sak_values(plan=PLAN)

    assert (found["measures_count"], found["measures_done"], found["measures_not_done"]) == ("2", "", "")
    assert found["measures"][0]["status"] == ""


def test_a_finding_is_told_in_the_words_of_the_officer() -> None:
    (found,) = don_sak_values(findings=(FINDING,))["findings"]

    assert (found["code"], found["kind"], found["score"]) == ("O15", "ต้องแก้ไขโดยเร่งด่วน", "0.00")
    assert (found["finding"], found["recommendation"], found["gain"]) == ("ไม่มีรายงาน", "ทำภายในเดือนนี้", "1.00")


def test_who_signs_is_told() -> None:
    found = don_sak_values(profile=PROFILE)

    assert found["signatories"] == [{"name": "", "position": "ปลัด", "acting": "นายก"}]
    assert (found["opinions"], found["via"], found["unit"]) == ([], ["ปลัด"], "สำนักปลัด")
