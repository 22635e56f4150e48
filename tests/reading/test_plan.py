"""Plans read from workbooks and JSON: the same plan comes back, and what is wrong is named at its cell."""

import datetime
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plans import a_measure, a_note, a_plan, first_round, kham_duang, second_round

from prongsai.core.errors import InputError, Problem
from prongsai.core.followup import Followup, Round, Status
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.layout import MEASURES_SHEET, PLAN_SHEET, PROGRESS_SHEET, STEPS_SHEET
from prongsai.core.plan.round import MONITORING_ROUNDS, due, months
from prongsai.reading.plan import MOST_BYTES, read
from prongsai.render.plan import to_json, to_xlsx

YEAR_BEGINS, YEAR_ENDS = datetime.date(2025, 10, 1), datetime.date(2026, 9, 30)
FOLLOWUP = Followup(
    plan=a_plan(),
    rounds=(
        first_round(
            a_note(step=1, late=True, done_note="กำหนดแล้ว", evidence=("https://x.go.th/a;b", "รูป.jpg"))
        ),
        second_round(
            a_note(step=2, status="hindered", reason="น้ำท่วม", new_date=datetime.date(2026, 12, 1)),
            a_note(status="partial", outcome="คิวสั้นลง", obstacle="คนน้อย", suggestion="เพิ่มคน"),
        ),
    ),
)


def written(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value.problems


def told(path: Path) -> list[tuple[str, str]]:
    return [(problem.id, problem.where) for problem in problems_of(path)]


# Round trips


@pytest.mark.parametrize("followup", [None, FOLLOWUP])
def test_a_plan_comes_back_from_both_kinds_of_file(tmp_path: Path, followup: Followup | None) -> None:
    plan = a_plan() if followup is None else followup.plan

    assert read(written(tmp_path, to_xlsx(plan, followup), "plan.xlsx")) == (plan, followup)
    assert read(written(tmp_path, to_json(plan, followup), "plan.json")) == (plan, followup)


def test_kham_duang_comes_back_with_its_nine_measures(tmp_path: Path) -> None:
    followup = kham_duang()

    assert read(written(tmp_path, to_xlsx(followup.plan, followup), "k.xlsx")) == (followup.plan, followup)


def test_a_round_without_notes_comes_back(tmp_path: Path) -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(),))

    assert read(written(tmp_path, to_xlsx(a_plan(), followup), "plan.xlsx"))[1] == followup


SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
# Office programs write a carriage return as _x000D_; the reader takes it out.
LINES = st.text(SIGNS, max_size=12).map(str.strip).filter(lambda text: "_x000D_" not in text)
TEXTS = st.lists(LINES, max_size=3).map("\n".join).map(str.strip)
NAMED = TEXTS.filter(bool)
UNITS = st.lists(LINES.map(lambda text: text.replace(";", ",")).filter(bool), max_size=3, unique=True).map(
    tuple
)
DAYS = st.dates(YEAR_BEGINS, YEAR_ENDS)
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
MONEY = st.none() | st.decimals(0, 10**9, places=2)
ROUNDS = st.lists(st.sampled_from(MONITORING_ROUNDS), unique=True).map(tuple)


@st.composite
def measures(draw: Callable[[Any], Any], number: int) -> Measure:
    steps = tuple(
        Step(
            number=place + 1,
            text=draw(NAMED),
            responsible_units=draw(UNITS),
            period=draw(st.none() | PERIODS),
        )
        for place in range(draw(st.integers(1, 3)))
    )
    return a_measure(
        number,
        topic=draw(TEXTS),
        title=draw(NAMED),
        approach=draw(TEXTS),
        responsible_units=draw(UNITS.filter(bool)),
        steps=steps,
        period=draw(PERIODS),
        monitoring_rounds=draw(ROUNDS),
        monitoring_note=draw(TEXTS),
        budget=draw(MONEY),
        expected_gain=draw(st.none() | st.fractions(0, 100)),
        generated=draw(st.booleans()),
    )


@st.composite
def followups(draw: Callable[[Any], Any]) -> Followup:
    plan = a_plan(*(draw(measures(number + 1)) for number in range(draw(st.integers(1, 2)))))
    keys = [(each.id, step) for each in plan.measures for step in (None, *(one.number for one in each.steps))]

    def notes() -> tuple[Any, ...]:
        chosen = draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))
        return tuple(
            a_note(
                measure,
                step,
                draw(st.sampled_from(get_args(Status))),
                done_note=draw(TEXTS),
                outcome=draw(TEXTS),
                suggestion=draw(TEXTS),
                reason=draw(NAMED),
                new_date=draw(st.none() | DAYS),
                late=draw(st.booleans()),
                evidence=draw(st.lists(LINES.filter(bool), max_size=2).map(tuple)),
            )
            for measure, step in chosen
        )

    held = sorted(draw(st.sets(st.sampled_from(MONITORING_ROUNDS), min_size=1, max_size=4)), key=months)
    rounds = tuple(Round(round=round_, date=due(2569, round_), notes=notes()) for round_ in held)
    return Followup(plan=plan, rounds=rounds)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(followup=followups())
def test_every_plan_survives_both_kinds_of_file(tmp_path: Path, followup: Followup) -> None:
    early = replace(
        followup.plan, measures=tuple(replace(m, period=whole(m)) for m in followup.plan.measures)
    )
    followup = replace(followup, plan=early)

    assert read(written(tmp_path, to_xlsx(early, followup), "plan.xlsx")) == (early, followup)
    assert read(written(tmp_path, to_json(early, followup), "plan.json")) == (early, followup)


def whole(measure: Measure) -> Period:
    """Let the measure begin in time for the first round."""
    period = measure.period or Period(YEAR_BEGINS, YEAR_ENDS)
    return Period(min(period.begins, datetime.date(2025, 10, 31)), period.ends)


# Workbooks that people have changed


def changed(tmp_path: Path, cells: Mapping[tuple[str, str], Any], plan: Plan | None = None) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan or a_plan())))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "id_"),
    [
        (PLAN_SHEET, "B2", None, "plan.no_agency"),
        (PLAN_SHEET, "B3", "บริษัท", "plan.agency_type_unknown"),
        (PLAN_SHEET, "B4", "ปีหน้า", "plan.bad_year"),
        (PLAN_SHEET, "B4", None, "plan.bad_year"),
        (PLAN_SHEET, "B5", "2026", "plan.bad_year"),
        (PLAN_SHEET, "B6", "เร็ว ๆ นี้", "plan.bad_date"),
        (MEASURES_SHEET, "C2", None, "plan.no_title"),
        (MEASURES_SHEET, "E2", None, "plan.no_owner"),
        (MEASURES_SHEET, "F2", None, "plan.no_period"),
        (MEASURES_SHEET, "F2", "เร็ว ๆ นี้", "plan.bad_period"),
        (MEASURES_SHEET, "F2", "ต.ค. 69 – ธ.ค. 69", "plan.outside_year"),
        (MEASURES_SHEET, "F2", "30 ก.ย. 69 – 1 ต.ค. 68", "plan.ends_first"),
        (MEASURES_SHEET, "G2", "13 เดือน", "plan.unknown_round"),
        (MEASURES_SHEET, "I2", "-5", "plan.bad_budget"),
        (MEASURES_SHEET, "I2", "หมื่นหนึ่ง", "plan.bad_budget"),
        (MEASURES_SHEET, "I2", "1,5", "plan.bad_budget"),
        (MEASURES_SHEET, "J2", "มาก", "plan.bad_gain"),
        (MEASURES_SHEET, "K2", "i1 i99", "plan.unknown_code"),
        (MEASURES_SHEET, "C2", "=1+1", "cell.formula"),
        (STEPS_SHEET, "B3", 3, "plan.step_number"),
        (STEPS_SHEET, "B3", "สอง", "plan.bad_step_number"),
        (STEPS_SHEET, "C3", None, "plan.no_step_text"),
        (STEPS_SHEET, "A3", "m7", "plan.unknown_measure"),
        (PROGRESS_SHEET, "A3", "13 เดือน", "plan.unknown_round"),
        (PROGRESS_SHEET, "B3", "m7", "followup.unknown_measure"),
        (PROGRESS_SHEET, "C3", 8, "followup.unknown_step"),
        (PROGRESS_SHEET, "E3", "เสร็จมั้ง", "followup.unknown_status"),
        (PROGRESS_SHEET, "E3", None, "followup.no_status"),
        (PROGRESS_SHEET, "K3", "เร็ว ๆ นี้", "plan.bad_date"),
    ],
)
def test_one_wrong_cell_is_named(tmp_path: Path, sheet: str, cell: str, value: object, id_: str) -> None:
    reported = {
        (PLAN_SHEET, "B6"): "31 มีนาคม 2569",
        (PROGRESS_SHEET, "E3"): "ดำเนินการแล้วเสร็จ",
        (PROGRESS_SHEET, "F3"): "ทำแล้ว",
    }

    found = told(changed(tmp_path, {**reported, (sheet, cell): value}))

    assert found == [(id_, f"แผ่น “{sheet}” เซลล์ {cell}")]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    cells = {
        (MEASURES_SHEET, "E2"): None,
        (MEASURES_SHEET, "F2"): "วันหน้า",
        (STEPS_SHEET, "C2"): None,
        (PROGRESS_SHEET, "E3"): "ยังไม่ได้ดำเนินการ",
        (PLAN_SHEET, "B6"): "30 กันยายน 2568",
    }

    assert {where.rpartition(" ")[2]: id_ for id_, where in told(changed(tmp_path, cells))} == {
        "F2": "plan.bad_period",
        "E2": "plan.no_owner",
        "C2": "plan.no_step_text",
        "B6": "followup.round_before_plan",
        "J3": "followup.no_reason",
    }


def test_a_report_in_a_round_without_a_date_is_refused_at_the_date(tmp_path: Path) -> None:
    path = changed(tmp_path, {(PROGRESS_SHEET, "E2"): "ดำเนินการแล้วเสร็จ"})

    assert told(path) == [("followup.no_date", f"แผ่น “{PLAN_SHEET}” เซลล์ B6")]


def test_what_people_write_is_understood(tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        {
            (PLAN_SHEET, "B4"): "๒๕๖๙",
            (PLAN_SHEET, "B6"): datetime.datetime(2026, 3, 31),
            (MEASURES_SHEET, "E2"): "กองคลัง; กองช่าง",
            (MEASURES_SHEET, "F2"): "ต.ค. - มี.ค.",
            (MEASURES_SHEET, "G2"): "๖ เดือน, 12m",
            (MEASURES_SHEET, "I2"): "๑๒,๐๐๐ บาท",
            (MEASURES_SHEET, "J2"): "0.5",
            (MEASURES_SHEET, "K2"): "i1, O9;e3",
            (STEPS_SHEET, "E2"): datetime.datetime(2569, 1, 20),
            (PROGRESS_SHEET, "E3"): "done",
        },
    )

    plan, followup = read(path)
    (measure,) = plan.measures

    assert measure.responsible_units == ("กองคลัง", "กองช่าง")
    assert measure.period == Period(YEAR_BEGINS, datetime.date(2026, 3, 31))
    assert measure.monitoring_rounds == ("6m", "12m")
    assert (measure.budget, measure.expected_gain) == (Decimal(12000), Fraction(1, 2))
    assert measure.codes == ("i1", "O9", "e3")
    assert measure.steps[0].period == Period(datetime.date(2026, 1, 20), datetime.date(2026, 1, 20))
    assert followup is not None
    assert followup.rounds == (Round(round="6m", date=datetime.date(2026, 3, 31), notes=(a_note(step=1),)),)


@pytest.mark.parametrize(("text", "baht"), [("-", 0), ("ไม่ใช้งบประมาณ", 0), ("0", 0), ("1,000.50", "1000.50")])
def test_budgets_are_read_as_people_write_them(tmp_path: Path, text: str, baht: object) -> None:
    path = changed(tmp_path, {(MEASURES_SHEET, "I2"): text})

    assert read(path)[0].measures[0].budget == Decimal(str(baht))


def test_a_proposal_stays_one_until_somebody_changes_it(tmp_path: Path) -> None:
    proposed = a_plan(a_measure(1, generated=True), a_measure(2, generated=True), a_measure(3))
    path = changed(tmp_path, {(MEASURES_SHEET, "D3"): "เขียนใหม่"}, proposed)

    assert [each.generated for each in read(path)[0].measures] == [True, False, False]


def test_rows_and_a_title_that_people_add_are_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(a_plan())))
    sheet = book[STEPS_SHEET]
    sheet.append(["m1", "3", "ประเมิน"])
    sheet.insert_rows(1)
    sheet["A1"] = "ขั้นตอนของทุกมาตรการ"
    sheet["A2"] = "รหัสมาตรการ"
    book.save(tmp_path / "plan.xlsx")

    assert [step.text for step in read(tmp_path / "plan.xlsx")[0].measures[0].steps] == [
        "กำหนดคิว",
        "ติดป้าย",
        "ประเมิน",
    ]


def test_a_workbook_without_the_sheet_of_progress_is_a_plan(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(a_plan())))
    del book[PROGRESS_SHEET]
    book.save(tmp_path / "plan.xlsx")

    assert read(tmp_path / "plan.xlsx") == (a_plan(), None)


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(a_plan())))
    del book[STEPS_SHEET]
    book.save(tmp_path / "plan.xlsx")

    assert [problem.id for problem in problems_of(tmp_path / "plan.xlsx")] == ["plan.sheet_missing"]


def test_a_head_that_is_not_known_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, {(MEASURES_SHEET, "A1"): "x"})

    assert ("table.head_missing", f"แผ่น “{MEASURES_SHEET}” เซลล์ A1") in told(path)


# JSON


def as_json(tmp_path: Path, **changes: Any) -> Path:
    content = json.loads(to_json(a_plan(), FOLLOWUP)) | changes
    return written(tmp_path, json.dumps(content).encode(), "plan.json")


def test_json_says_days_and_numbers_as_programs_do() -> None:
    content = json.loads(to_json(a_plan(), FOLLOWUP))
    measure = content["measures"][0]

    assert measure["period"] == "2025-10-01/2026-09-30"
    assert (measure["budget"], measure["expected_gain"], measure["generated"]) == ("1500.50", "1/3", False)
    assert content["rounds"][0]["date"] == "2026-03-31"


def test_places_in_json_are_paths(tmp_path: Path) -> None:
    measure = json.loads(to_json(a_plan()))["measures"][0]
    path = as_json(
        tmp_path,
        measures=[
            measure | {"period": None},
            measure | {"id": "m2", "steps": [{"number": 2, "text": "ก", "x": 1}]},
            5,
        ],
        rounds=[{"round": "13m", "date": "2026-03-31"}],
    )

    assert told(path) == [
        ("json.key_unknown", "measures → 2 → steps → 1 → x"),
        ("json.shape", "measures → 3"),
        ("plan.unknown_round", "rounds → 1 → round"),
        ("plan.no_period", "measures → 1 → period"),
        ("plan.step_number", "measures → 2 → steps → 1 → number"),
    ]


@pytest.mark.parametrize(
    ("changes", "id_", "where"),
    [
        ({"measures": "ไม่มี"}, "json.shape", "measures"),
        ({"agency": {"name": "ก"}}, "json.shape", "agency"),
        ({"agency": None}, "plan.no_agency", "agency"),
        ({"measures": []}, "plan.no_measures", "measures"),
    ],
)
def test_json_of_another_shape_is_refused(
    tmp_path: Path, changes: dict[str, Any], id_: str, where: str
) -> None:
    assert (id_, where) in told(as_json(tmp_path, rounds=[], **changes))


@pytest.mark.parametrize(
    ("data", "name", "id_"),
    [
        (b'{"agency": "a", "agency": "b"}', "p.json", "json.name_twice"),
        (b"{", "p.json", "json.cut"),
        (b"[]", "p.json", "json.shape"),
        (b"[" * 100_000, "p.json", "json.broken"),
        (b'"\xff"', "p.json", "file.encoding"),
        (b"  ", "p.json", "file.empty"),
        (b"x" * (MOST_BYTES + 1), "p.json", "file.too_large"),
        (b"x", "p.docx", "plan.ending_unknown"),
        (b"x", "p.xlsx", "file.damaged"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, data: bytes, name: str, id_: str) -> None:
    assert id_ in [problem.id for problem in problems_of(written(tmp_path, data, name))]


def test_signs_that_no_paper_can_show_are_left_out(tmp_path: Path) -> None:
    measure = json.loads(to_json(a_plan()))["measures"][0] | {"title": "คิว\x01\ud800เดียว"}
    plan, _ = read(as_json(tmp_path, measures=[measure], rounds=[]))

    assert plan.measures[0].title == "คิวเดียว"
    assert read(written(tmp_path, to_xlsx(plan), "plan.xlsx"))[0] == plan


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert [problem.id for problem in problems_of(tmp_path / "none.json")] == ["file.not_there"]


def test_a_missing_new_date_does_not_refuse_the_file(tmp_path: Path) -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(a_note(status="not_done", reason="รองบ")),))

    assert read(written(tmp_path, to_json(a_plan(), followup), "p.json"))[1] == followup


def test_codes_of_a_year_without_a_framework_are_taken_as_they_are(tmp_path: Path) -> None:
    plan = replace(a_plan(a_measure(codes=("z1",))), result_year=2561)

    assert read(written(tmp_path, to_json(plan), "p.json"))[0] == plan
