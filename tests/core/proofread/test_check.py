"""The rules as a whole: the same ids in data, code and prose, and a sound paper that nothing is said of."""

import csv
import re
from pathlib import Path

import pytest
from tests.proofread_papers import SOUND, chain, figures, lines, recognised, section

from prongsai.core.proofread import Rule
from prongsai.core.proofread.check import CHECKS, proofread
from prongsai.reading.catalogue import load_proofreading

DOCS = Path(__file__).parents[3] / "docs" / "method"


def test_data_code_and_prose_have_the_same_rules() -> None:
    prose = (DOCS / "proofread.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `((?:sum|rule|year|chain|form|text)\.\w+)` \|", prose, re.MULTILINE))

    assert set(load_proofreading()) == set(CHECKS) == explained


@pytest.mark.parametrize("rule", load_proofreading().values(), ids=lambda rule: rule.id)
def test_the_sources_of_a_rule_are_listed(rule: Rule) -> None:
    listed = (DOCS / "sources.md").read_text("utf-8")

    assert rule.source
    assert [each for each in rule.source.split("; ") if f"`{each}`" not in listed] == []


def test_the_judged_remarks_are_of_rules_that_there_are() -> None:
    with (DOCS / "proofread-judged.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rules = load_proofreading()

    assert len(rows) > 50
    assert {row["verdict"] for row in rows} <= {"right", "doubtful", "wrong"}
    assert [row["remark"] for row in rows if row["remark"].split(":")[0] not in rules] == []
    assert [row["remark"] for row in rows if row["class"] != row["remark"].split(".")[0]] == []
    assert sum(row["verdict"] != "right" for row in rows) <= len(rows) // 10


def test_a_sound_paper_is_not_spoken_of() -> None:
    paper = section(
        *lines("ผลการประเมินคุณธรรมและความโปร่งใส ปี 2568 คะแนนภาพรวมได้ 92.50 อยู่ในระดับ ผ่านดี"),
        figures=figures(SOUND),
        level="ผ่านดี",
    )

    own = [
        each.id for each in proofread(chain(recognised(paper))) if each.rule.kind in ("sum", "rule", "year")
    ]

    assert own == []


def test_a_rule_that_is_not_in_the_data_is_not_run() -> None:
    papers = chain(recognised(section(figures=figures(SOUND | {"total": "93.50"}))))
    rules = {id_: rule for id_, rule in papers.rules.items() if id_ != "sum.total"}
    fewer = type(papers)(papers=papers.papers, rules=rules, frameworks=papers.frameworks)

    assert [each.rule.id for each in proofread(papers) if each.rule.id == "sum.total"] == ["sum.total"]
    assert [each for each in proofread(fewer) if each.rule.id == "sum.total"] == []
