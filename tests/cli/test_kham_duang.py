"""Kham Duang's nine measures from the command line: seven done, two not, both named wherever they are told."""

import re
from pathlib import Path

import pytest
from tests.command_line import NAPHO, done, printed
from tests.plans import KHAM_DUANG, kham_duang

from prongsai.render.plan import to_json, to_xlsx

QUEUE, E_SERVICE = KHAM_DUANG[3], KHAM_DUANG[6]


@pytest.fixture(params=["json", "xlsx"])
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    followup = kham_duang()
    path = tmp_path / f"khamduang-2566-plan.{request.param}"
    path.write_bytes((to_json if request.param == "json" else to_xlsx)(followup.plan, followup))
    return path


def test_nine_are_planned_seven_done_and_two_not(plan: Path) -> None:
    counted = printed("followup", plan)

    assert counted["planned"] == 9
    assert {each["status"]: each["measures"] for each in counted["by_status"]} == {"done": 7, "not_done": 2}
    assert [each["title"] for each in counted["measures"] if each["status"] == "not_done"] == [
        QUEUE,
        E_SERVICE,
    ]


def test_people_see_the_two_by_name(plan: Path) -> None:
    lines = done("followup", plan).splitlines()

    assert [line.strip().partition(":")[0] for line in lines[2:]] == [f"m4 {QUEUE}", f"m7 {E_SERVICE}"]


def test_a_new_date_is_told_in_the_language_of_the_reader(plan: Path) -> None:
    assert "by 31 March 2024" in done("--lang", "en", "followup", plan)
    assert "ภายใน 31 มีนาคม 2567" in done("followup", plan)


@pytest.mark.parametrize("form", ["full", "khamduang"])
def test_the_implementation_report_counts_and_names_them(form: str, plan: Path, tmp_path: Path) -> None:
    # The report is on the plan that is handed in; whose result opens the command does not matter to it.
    done("report", NAPHO, "--kind", "implementation", "--plan", plan, "--form", form, "--digits", "arabic",
         "--format", "html", "-o", tmp_path)  # fmt: skip

    page = (tmp_path / "napho-2564-implementation.html").read_text("utf-8").partition("<main")[2]
    summary = re.sub("<[^>]*>", "", page.partition("<table")[0])
    assert "9 มาตรการ ดำเนินการแล้วเสร็จ 7 มาตรการ (ร้อยละ 77.78) ยังไม่ได้ดำเนินการ 2 มาตรการ" in summary
    assert [title for title in KHAM_DUANG if title in summary] == [QUEUE, E_SERVICE]
