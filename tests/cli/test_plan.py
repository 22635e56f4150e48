"""plan and followup: a draft of the year's measures, and what came of them."""

import json
from pathlib import Path

from tests.command_line import DONSAK, done, run


def test_the_draft_answers_the_lost_items_first() -> None:
    plan = json.loads(done("plan", DONSAK, "--json"))

    assert (plan["fiscal_year"], plan["result_year"]) == (2569, 2568)
    assert {plan["measures"][0]["codes"][0], plan["measures"][1]["codes"][0]} == {"O15", "O19"}
    assert all(measure["responsible_units"] and measure["steps"] for measure in plan["measures"])


def test_people_see_owner_time_and_steps() -> None:
    lines = done("plan", DONSAK).splitlines()

    assert lines[0].startswith("เทศบาลเมืองดอนสัก แผนมาตรการปีงบประมาณ 2569: ")
    # It answers a lost item, and entry closes on 30 April.
    assert "1 ตุลาคม 2568 – 31 มีนาคม 2569" in lines[3]


def test_the_workbook_is_read_back_as_the_same_plan(tmp_path: Path) -> None:
    book, text = tmp_path / "plan.xlsx", tmp_path / "plan.json"
    done("plan", DONSAK, "-o", book)
    done("plan", DONSAK, "-o", text)

    assert done("followup", book, "--json") == done("followup", text, "--json")


def test_a_plan_without_reports_is_all_still_planned(tmp_path: Path) -> None:
    done("plan", DONSAK, "-o", tmp_path / "plan.xlsx")

    counted = json.loads(done("followup", tmp_path / "plan.xlsx", "--round", "6m", "--json"))

    assert [each["status"] for each in counted["by_status"]] == ["planned"]
    assert counted["planned"] == len(counted["measures"])


def test_any_round_of_the_year_may_be_asked_for(tmp_path: Path) -> None:
    done("plan", DONSAK, "-o", tmp_path / "plan.json")

    asked = [
        json.loads(done("followup", tmp_path / "plan.json", "--round", words, "--json"))["round"]
        for words in ("3m", "๙ เดือน", "12")
    ]
    refused = run("followup", tmp_path / "plan.json", "--round", "13m")

    assert asked == ["3m", "9m", "12m"]
    assert refused.exit_code == 2
    assert "13m" in refused.stderr and "1–12" in refused.stderr


def test_a_result_file_is_no_plan() -> None:
    refused = run("followup", DONSAK)

    assert refused.exit_code == 1
    assert "Traceback" not in refused.stderr
