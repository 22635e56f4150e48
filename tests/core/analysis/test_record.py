"""An analysis as plain values."""

import json
from typing import Any

from tests.core.analysis.test_advice import analysis_of
from tests.published import donsak, framework

from prongsai.core.analysis.record import analysis_record
from prongsai.core.scoring import prepare, score


def test_every_finding_says_code_kind_rule_and_exact_figures() -> None:
    record: Any = analysis_record(analysis_of(score(prepare(framework(2568)), donsak())), "en")

    found = {each["code"]: each for each in record["findings"]}
    i10 = found["i10"]
    assert (i10["kind"], i10["score"], i10["gain"], i10["leans_on"]) == ("urgent", "70", "0.6", ["O8"])
    assert json.loads(json.dumps(record)) == record


def test_strongest_and_weakest_are_codes() -> None:
    record = analysis_record(analysis_of(score(prepare(framework(2568)), donsak())), "th")

    assert (record["strongest"], record["weakest"]) == (["10", "3", "6"], ["4", "9", "5"])


def test_an_officers_wording_stands_beside_ours() -> None:
    scored = score(prepare(framework(2568)), donsak())
    plain: Any = analysis_record(analysis_of(scored), "th")
    edited: Any = analysis_record(analysis_of(scored, O15="จัดทำคู่มือ"), "th")

    before, after = (
        next(each for each in record["findings"] if each["code"] == "O15") for record in (plain, edited)
    )
    assert before["edited"] is None
    assert after == before | {"edited": "จัดทำคู่มือ"}
