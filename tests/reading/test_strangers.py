"""Papers laid out as other agencies do: their figures and measures are read, and the planted mistakes are met."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import PrintedMeasure, Recognised
from prongsai.reading.printed import read_many
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise

HERE = Path(__file__).parent / "strangers"


def paper(name: str) -> Recognised:
    (_, printed), *_ = read_many((HERE / name,))
    assert not isinstance(printed, Exception)
    return recognise(printed)


def values(read: Recognised) -> Mapping[str, str]:
    return {each.field.removeprefix("result."): each.value for each in reversed(read.readings)}


def scores(read: Recognised) -> list[str]:
    found = values(read)
    return [
        found.get(f"scores.{code}") or found.get(f"published.{code}", "") for code in map(str, range(1, 11))
    ]


def met(name: str) -> dict[str, str]:
    remarks = proofread(chain_of([paper(name)]))
    return {each.rule.id: each.why.th for each in remarks}


def measures(name: str) -> tuple[PrintedMeasure, ...]:
    return tuple(measure for section in paper(name).sections for measure in section.measures)


@pytest.mark.parametrize(
    ("name", "agency", "total", "level", "ten"),
    [
        (
            "wide.txt",
            "สำนักงานเกษตรและสหกรณ์จังหวัดธารทอง",
            "93.70",
            "ผ่านดีเยี่ยม",
            "93.18 91.40 92.66 88.24 90.12 95.30 93.75 94.10 96.50 93.75",
        ),
        (
            "years.txt",
            "โรงเรียนบ้านหนองกระทุ่มวิทยา",
            "95.11",
            "ผ่านดี",
            "94.06 92.18 93.55 90.20 91.47 96.12 94.80 93.31 95.00 100.00",
        ),
        (
            "broken.txt",
            "เทศบาลตำบลเขาวงแหวน",
            "78.66",
            "ต้องปรับปรุง",
            "90.45 85.33 88.16 79.52 83.07 87.64 82.11 80.95 77.50 62.50",
        ),
        (
            "english.txt",
            "มหาวิทยาลัยราชภัฏธารทอง",
            "96.47",
            "ผ่านดี",
            "95.12 93.47 94.60 91.33 92.88 97.05 95.41 94.26 98.75 100.00",
        ),
        (
            "cms.html",
            "เทศบาลเมืองคลองกระแชง",
            "82.33",
            "ต้องปรับปรุง",
            "85.90 80.14 83.27 76.88 79.45 88.31 84.06 82.59 87.50 75.00",
        ),
        (
            "questions.txt",
            "ที่ทำการปกครองอำเภอบึงกระจับ",
            "98.05",
            "ผ่านดีเยี่ยม",
            "97.20 96.15 96.88 95.04 95.73 98.11 97.36 96.42 100.00 100.00",
        ),
        (
            "result-poster.txt",
            "โรงพยาบาลบึงกระจับ",
            "94.62",
            "ผ่านดี",
            "95.62 92.08 94.37 91.15 93.44 96.20 94.81 92.67 97.50 93.75",
        ),
        (
            "result-pasted.txt",
            "เทศบาลตำบลดงมะไฟ-ลำคลอง",
            "87.11",
            "ผ่าน",
            "89.42 85.17 87.90 82.66 84.35 88.71 86.08 83.59 90.00 87.50",
        ),
        (
            "result-columns.txt",
            "สำนักงานคลังจังหวัดธารทอง",
            "89.16",
            "ผ่านดี",
            "91.03 87.48 89.96 84.20 86.74 90.57 88.12 85.31 92.00 90.00",
        ),
        (
            "result-office.txt",
            "กรมจัดการที่ดินริมน้ำ",
            "95.13",
            "ผ่านดี",
            "94.80 92.35 93.91 90.26 92.17 92.44 91.03 89.72 100 100",
        ),
        (
            "result-weights.txt",
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาธารทอง เขต 2",
            "92.56",
            "ผ่านดี",
            "93.66 90.11 92.48 89.05 91.27 93.10 91.88 90.46 96.43 91.67",
        ),
        (
            "result-enterprise.txt",
            "การประปาลุ่มน้ำเหนือ",
            "96.13",
            "ผ่านดี",
            "95.90 94.12 95.33 92.78 93.61 93.87 92.95 91.40 100.00 100.00",
        ),
        (
            "result-parts.txt",
            "เทศบาลเมืองท่าคันโท",
            "90.67",
            "ผ่านดี",
            "92.15 88.30 90.44 85.92 87.61 89.05 87.33 83.18 96.50 93.75",
        ),
        (
            "result-changes.txt",
            "สถาบันพัฒนาลุ่มน้ำธารทอง (องค์การมหาชน)",
            "95.75",
            "ผ่านดี",
            "95.28 93.40 94.66 91.83 93.05 94.11 93.27 92.19 98.50 100.00",
        ),
        (
            "result-titled.txt",
            "สำนักงานประมงจังหวัดธารทอง",
            "88.25",
            "ผ่านดี",
            "90.37 86.92 88.75 84.18 86.03 89.60 87.84 85.26 91.50 87.50",
        ),
    ],
)
def test_a_result_is_read_whatever_its_layout(
    name: str, agency: str, total: str, level: str, ten: str
) -> None:
    read = paper(name)
    found = values(read)
    assert (read.agency, found["published.total"], found["published.level"]) == (agency, total, level)
    assert scores(read) == ten.split()


def test_the_score_of_a_tool_stands_beside_its_indicators_once() -> None:
    found = values(paper("cms.html"))
    assert [found[f"published.{tool}"] for tool in ("IIT", "EIT", "OIT")] == ["81.13", "84.99", "81.25"]


@pytest.mark.parametrize(
    ("name", "tools"),
    [
        ("result-poster.txt", "93.33 94.56 95.63"),
        ("result-office.txt", "92.70 91.06 100.00"),
        ("result-weights.txt", "91.31 91.81 94.05"),
        ("result-enterprise.txt", "94.35 92.74 100.00"),
        ("result-titled.txt", "87.25 87.57 89.50"),
    ],
)
def test_tools_are_read_beside_weights_parts_and_names_on_lines_of_their_own(name: str, tools: str) -> None:
    found = values(paper(name))
    assert [
        found.get(f"published.{tool}", found.get(f"scores.{tool}")) for tool in ("IIT", "EIT", "OIT")
    ] == tools.split()


def test_the_parts_of_a_tool_stand_beside_its_mean() -> None:
    found = values(paper("result-parts.txt"))
    assert [found.get(f"scores.{code}@EIT.{part}") for code in (6, 7, 8) for part in (1, 2)] == [
        "88.05",
        "90.05",
        "86.20",
        "88.46",
        "81.06",
        "85.30",
    ]


def test_what_is_compared_with_and_what_changes_is_no_score_of_the_year() -> None:
    office, changes = paper("result-office.txt"), paper("result-changes.txt")
    told = [each.field for each in (*office.readings, *changes.readings)]
    assert len({field for field in told if field.startswith("changes.")}) == 11
    assert [each.value for each in changes.readings if each.field == "result.scores.1"] == ["95.28"]
    assert not [
        each for each in office.readings if each.value == "91.02" and each.field.startswith("result.")
    ]


@pytest.mark.parametrize(
    ("name", "agency", "year", "total"),
    [
        ("result-news.txt", "องค์การบริหารส่วนตำบลดงเค็งน้อย", "2567", "95.88"),
        ("result-slide.txt", "สำนักงานสรรพากรพื้นที่ธารทอง", "2568", "92.87"),
    ],
)
def test_news_and_slides_give_their_own_year_and_total(name: str, agency: str, year: str, total: str) -> None:
    read = paper(name)
    found = values(read)
    assert (read.agency, found["fiscal_year"], found["published.total"]) == (agency, year, total)
    assert found["published.level"] == "ผ่านดี"


def test_figures_of_many_agencies_weights_and_numbers_of_chapters_are_none() -> None:
    read = paper("result-many.txt")
    assert read.agency == ""
    assert not [
        each for each in read.readings if each.field.startswith(("result.scores", "result.published"))
    ]


def test_scores_behind_names_are_counted_and_claims_held_against_them() -> None:
    remarks = met("result-planted.txt")
    assert "93.45" in remarks["sum.total"]
    assert "88.46" in remarks["rule.claim"]


def test_scores_with_a_stroke_between_them_are_no_dates() -> None:
    found = values(paper("questions.txt"))
    assert [found[f"published.{tool}"] for tool in ("IIT", "EIT", "OIT")] == ["96.20", "97.30", "100.00"]
    assert [found[f"scores.i{number}"] for number in range(1, 7)] == [
        "96.80",
        "96.40",
        "98.40",
        "95.20",
        "97.60",
        "95.65",
    ]


def test_figures_of_years_side_by_side_are_checked_each_by_its_own_year() -> None:
    remarks = proofread(chain_of([paper("years.txt")]))
    ids = {each.id for each in remarks}
    assert "sum.total:2567:total" in ids
    assert not any(id_.startswith(("rule.level:", "rule.item_level:2568")) for id_ in ids)


def test_labels_that_are_counted_need_no_colon() -> None:
    first, second, third = measures("prose_plan.txt")
    assert [len(each.monitoring) for each in (first, second, third)] == [1, 1, 1]
    assert met("prose_plan.txt")["form.cell_blank"] == "ผู้รับผิดชอบ ว่างอยู่: 3"
    assert "form.plan_element" not in met("prose_plan.txt")


def test_marked_months_are_the_period() -> None:
    periods = [each.period for each in measures("months.txt")]
    assert [(each.begins.isoformat(), each.ends.isoformat()) for each in periods if each] == [
        ("2025-10-01", "2025-12-31"),
        ("2026-01-01", "2026-05-31"),
        ("2026-04-01", "2026-06-30"),
        ("2025-10-01", "2026-09-30"),
    ]
    assert "form.columns" not in met("months.txt")


def test_a_result_beside_each_method_answers_it() -> None:
    first = measures("report.txt")[0]
    assert [each.text[:6] for each in first.results] == ["ติดตั้", "ติดป้า"]
    assert "chain.method_without_result" not in met("report.txt")


def test_more_done_than_the_list_has_is_met() -> None:
    assert "มาตรการ 3 ยังไม่ได้ทำ" in met("report.txt")["sum.count"]


def test_planted_mistakes_are_met() -> None:
    assert "93.48" in met("english.txt")["sum.tool"]
    assert "ผ่านดี" in met("wide.txt")["rule.level"]
    assert "ท่าคันโท" in met("questions.txt")["text.place_name"]
