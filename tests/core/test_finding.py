"""Findings: the kind by rule, the texts by theme, the codes of the year, officers' own words beside ours."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from tests.published import decimals, donsak, framework, napho

from prongsai.core.catalogue import Advice, Catalogue, FindingRule
from prongsai.core.errors import InputError
from prongsai.core.finding import NO_ADVICE, Finding, findings, with_edits
from prongsai.core.framework import Framework
from prongsai.core.improve import gains
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score
from prongsai.core.text import Text
from prongsai.reading.catalogue import load, load_rules
from prongsai.reading.framework import load_year

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "findings.md"


@cache
def shipped() -> tuple[Catalogue, tuple[FindingRule, ...]]:
    return load(), load_rules()


def found(result: Result, year_framework: Framework | None = None) -> dict[str, Finding]:
    scored = score(prepare(year_framework or framework(result.fiscal_year)), result)
    catalogue, rules = shipped()
    return {each.code: each for each in findings(scored, gains(scored), catalogue=catalogue, rules=rules)}


def invented(year: int, scores: Mapping[str, str], **more: object) -> Result:
    return replace(
        Result(agency="อบต.ตัวอย่าง", fiscal_year=year, scores=decimals(scores)),
        **more,  # type: ignore[arg-type]
    )


def of_kind(findings_: Mapping[str, Finding], kind: str, codes: str) -> list[str]:
    return [code for code in codes.split() if findings_[code].kind == kind]


INDICATORS = "1 2 3 4 5 6 7 8 9 10"
IIT = "i1 i2 i3 i4 i5 i6 i7 i8 i9 i10 i11 i12 i13 i14 i15"
EIT = "e1 e2 e3 e4 e5 e6 e7 e8 e9"


# Don Sak 2568


def test_the_lowest_question_of_don_sak_is_urgent_and_points_to_the_staff_manual() -> None:
    borrowing = found(donsak())["i10"]

    assert borrowing.id == "finding.i10"
    assert (borrowing.score, borrowing.kind, borrowing.rule) == (
        Fraction(70),
        "urgent",
        "question.urgent_below",
    )
    assert borrowing.leans_on == ("O8",)
    assert borrowing.gain == Fraction("0.60")
    assert borrowing.measures == ("property_borrowing",)
    assert borrowing.topics == ("property",)
    assert borrowing.units == ("procurement", "finance")
    assert "ใบยืม" in borrowing.recommendation.th
    assert "loan slip" in borrowing.recommendation.en


def test_lost_items_are_urgent_and_half_an_item_is_to_be_completed() -> None:
    seen = found(donsak())

    assert [(seen[code].kind, seen[code].rule, seen[code].gain) for code in ("O15", "O19", "O6")] == [
        ("urgent", "item.lost", 1),
        ("urgent", "item.lost", 1),
        ("improve", "item.partial", Fraction("0.50")),
    ]
    others = [code for code, each in seen.items() if code.startswith("O") and each.kind == "keep"]
    assert len(others) == 24
    assert {seen[code].gain for code in others} == {None}


def test_the_indicators_of_don_sak() -> None:
    seen = found(donsak())

    assert of_kind(seen, "strength", INDICATORS) == ["1", "2", "3", "6", "7"]
    assert of_kind(seen, "improve", INDICATORS) == ["4", "5", "8", "9"]
    assert (seen["10"].kind, seen["10"].rule) == ("keep", "indicator.keep_at_least")
    assert (seen["4"].score, seen["9"].score) == (Fraction("85.87"), Fraction("86.5"))


def test_the_questions_of_don_sak() -> None:
    seen = found(donsak())

    assert of_kind(seen, "improve", IIT) == ["i1", "i2", "i12", "i14", "i15"]
    assert of_kind(seen, "keep", IIT) == ["i3", "i4", "i5", "i6", "i7", "i8", "i9", "i11", "i13"]
    assert seen["i14"].leans_on == ("O27", "O23", "O25")
    assert seen["e8"].leans_on == ("O20", "O6", "O3")
    assert seen["i2"].leans_on == ("O10", "O8", "O9")


def test_a_question_announced_without_its_part_is_shown_and_marked() -> None:
    seen = found(donsak())

    assert [seen[code].part_unknown for code in EIT.split()] == [True] * 9
    assert not any(seen[code].part_unknown for code in (*INDICATORS.split(), *IIT.split(), "O6"))
    assert {seen[code].gain for code in EIT.split()} == {None}


def test_even_a_single_bribe_is_not_good_enough() -> None:
    asked = found(donsak())["e3"]

    assert (asked.score, asked.kind, asked.rule) == (
        Fraction("99.21"),
        "improve",
        "question.bribe_below_best",
    )


def test_the_item_that_is_not_listed_has_no_finding() -> None:
    assert "O20" not in found(donsak())


def test_findings_stand_in_the_order_of_the_framework() -> None:
    order = list(framework(2568).nodes)

    codes = list(found(donsak()))

    assert codes == sorted(codes, key=order.index)
    assert len(codes) == 10 + 15 + 9 + 27


# Na Pho 2564


def test_na_pho_is_judged_by_the_rule_of_its_own_report() -> None:
    seen = found(napho())

    assert list(seen) == INDICATORS.split()
    assert [(code, each.gain) for code, each in seen.items() if each.kind == "urgent"] == [
        ("9", Fraction("9.288")),
        ("10", Fraction("13.75")),
    ]
    strengths = [each for each in seen.values() if each.kind == "strength"]
    assert [each.code for each in sorted(strengths, key=lambda each: -(each.score or 0))] == [
        *("7", "6", "8", "1", "3", "2")
    ]
    assert {each.rule for each in strengths} == {"indicator.strength_more_than.to_2565"}
    assert of_kind(seen, "improve", INDICATORS) == ["4", "5"]


# Bounds


@pytest.mark.parametrize(
    ("year", "given", "kind"),
    [
        (2565, "64.99", "urgent"),
        (2565, "65", "improve"),
        (2565, "80", "improve"),
        (2565, "80.01", "strength"),
        (2565, "100", "keep"),
        (2568, "84.99", "urgent"),
        (2568, "84.994", "urgent"),
        (2568, "84.995", "improve"),
        (2568, "94.99", "improve"),
        (2568, "95", "strength"),
        (2568, "100", "keep"),
    ],
)
def test_an_indicator_is_judged_as_it_is_shown(year: int, given: str, kind: str) -> None:
    assert found(invented(year, {"1": given}))["1"].kind == kind


@pytest.mark.parametrize(
    ("year", "code", "given", "kind"),
    [
        (2564, "i13", "64.99", "urgent"),
        (2564, "i13", "80", "improve"),
        (2564, "i13", "80.01", "keep"),
        (2564, "i4", "99", "improve"),
        (2568, "i1", "84.99", "urgent"),
        (2568, "i1", "85", "improve"),
        (2568, "i1", "95", "keep"),
        (2568, "i9", "84", "urgent"),
        (2568, "i9", "99.99", "improve"),
        (2568, "i9", "100", "keep"),
    ],
)
def test_a_question_is_judged_by_year_and_theme(year: int, code: str, given: str, kind: str) -> None:
    assert found(invented(year, {code: given}))[code].kind == kind


def test_the_best_of_an_item_is_its_highest_level() -> None:
    year = framework(2568)
    short = replace(year.nodes["O1"], allowed=(Fraction(0), Fraction(60)))
    capped = replace(year, nodes={**year.nodes, "O1": short})

    assert found(invented(2568, {"O1": "60"}), capped)["O1"].kind == "keep"
    assert found(invented(2568, {"O1": "60"}))["O1"].kind == "improve"


# Parts


def test_of_two_parts_the_lower_one_is_told_and_the_gains_are_added() -> None:
    scores = {f"{question}@{part}": "100" for question in EIT.split() for part in ("EIT.1", "EIT.2")} | {
        "e1@EIT.1": "90",
        "e1@EIT.2": "80",
    }

    told = found(invented(2568, {**scores, "9": "100", "10": "100", **dict.fromkeys("12345", "100")}))["e1"]

    assert (told.score, told.of_part, told.kind, told.part_unknown) == (
        Fraction(80),
        "EIT.2",
        "urgent",
        False,
    )
    # (10 + 20) ÷ 2 parts ÷ 3 questions ÷ 3 indicators × 0.30
    assert told.gain == Fraction("0.5")


def test_answers_counted_without_a_part_are_told_and_marked() -> None:
    counted = invented(2568, {}, counts={"e1": {100: 1, 60: 1}})

    told = found(counted)["e1"]

    assert (told.score, told.part_unknown) == (Fraction(80), True)


# Texts


def test_a_good_score_says_why_and_how_to_keep_it() -> None:
    good = found(donsak())["i4"]

    assert good.finding.en == "95 points or more: to be kept"
    assert good.recommendation == Text(
        "คงการสรุปผลเทียบกับวัตถุประสงค์ของทุกโครงการ", "Keep comparing every project with its purpose."
    )
    assert good.cause == Text("", "")


def test_the_agency_is_named_in_its_place() -> None:
    told = found(donsak())["4"].recommendation

    assert told.th.startswith(f"{donsak().agency} ควร")
    assert told.en.startswith(f"{donsak().agency} should")


def test_an_agency_with_braces_in_its_name_is_named_all_the_same() -> None:
    told = found(invented(2568, {"4": "50"}, agency="{0} {agency}"))["4"].recommendation

    assert told.en.startswith("{0} {agency} should")


def test_a_row_for_several_themes_is_taken_before_the_single_ones() -> None:
    """O6 of 2568 holds four themes, and one row speaks of the four."""
    catalogue, _ = shipped()
    together = next(each for each in catalogue.advice if len(each.themes) == 4)

    seen = found(donsak())["O6"]

    assert seen.finding == together.finding
    assert seen.recommendation == together.recommendation


def test_themes_without_a_row_of_their_own_are_joined_by_a_word_each_once() -> None:
    catalogue, _ = shipped()
    single = {each.themes[0]: each for each in catalogue.advice if len(each.themes) == 1}
    year = framework(2568)
    odd = replace(year.nodes["O1"], themes=("executives", "news"))
    changed = replace(year, nodes={**year.nodes, "O1": odd})
    first, second = single["executives"], single["news"]

    low = found(invented(2568, {"O1": "0"}), changed)["O1"]
    high = found(invented(2568, {"O1": "100"}), changed)["O1"]

    assert low.finding.th == f"{first.finding.th} อีกทั้ง{second.finding.th}"
    assert low.cause.th == f"{first.cause.th} หรือ{second.cause.th}"
    assert low.recommendation == Text(
        f"{first.recommendation.th} นอกจากนี้ {second.recommendation.th}",
        f"{first.recommendation.en} {second.recommendation.en}",
    )
    assert high.recommendation.th == f"{first.keep.th} และ{second.keep.th}"
    assert low.measures == ("basic_information", "public_information")
    assert low.units == ("personnel", "public_relations")
    assert (low.certainty, low.source) == ("derivative", "TRAKAN; VRU; BANKLONG; VEC69")


def test_codes_are_those_of_the_year_and_never_the_item_itself() -> None:
    by_year = {year: found(invented(year, {"O1": "0", "i10": "0"})) for year in (2564, 2567, 2568)}
    manuals = {year: found(invented(year, {"i1": "0"}))["i1"].leans_on for year in (2564, 2567, 2568)}

    assert manuals == {2564: ("O13", "O14"), 2567: ("O10", "O11"), 2568: ("O8", "O9")}
    assert by_year[2564]["O1"].leans_on == ("O3",)
    assert by_year[2568]["O1"].leans_on == ("O2",)
    assert found(invented(2568, {"O14": "0"}))["O14"].leans_on == ()


def test_a_theme_that_the_catalogue_does_not_know_says_so() -> None:
    year = framework(2568)
    strange = replace(year.nodes["O1"], themes=("moon",))

    told = found(invented(2568, {"O1": "0"}), replace(year, nodes={**year.nodes, "O1": strange}))["O1"]

    assert (told.kind, told.finding, told.recommendation) == ("urgent", NO_ADVICE, NO_ADVICE)
    assert (told.measures, told.leans_on) == ((), ())


def test_the_least_sure_row_speaks_for_the_finding() -> None:
    catalogue, rules = shipped()
    sure = next(each for each in catalogue.advice if each.themes == ("structure",))
    guessed = replace(sure, themes=("duties",), certainty="inferred", source="ITACHON; CHOICE")
    scored = score(prepare(framework(2568)), invented(2568, {"O1": "0"}))

    (told,) = findings(scored, (), catalogue=_with(catalogue, sure, guessed), rules=rules)

    assert (told.certainty, told.source) == ("inferred", "TRAKAN; ITACHON; CHOICE")


def _with(catalogue: Catalogue, *advice: Advice) -> Catalogue:
    return replace(catalogue, advice=advice)


def test_a_score_that_no_rule_speaks_of_makes_no_finding() -> None:
    catalogue, rules = shipped()
    scored = score(prepare(framework(2568)), donsak())

    items = findings(scored, (), catalogue=catalogue, rules=[each for each in rules if each.of == "item"])

    assert {each.code[0] for each in items} == {"O"}


@pytest.mark.parametrize("year", [2562, 2563, 2564, 2565, 2566, 2567, 2568, 2569])
def test_every_question_and_item_of_a_year_at_its_worst_has_words_in_both_languages(year: int) -> None:
    nodes = load_year(year).nodes
    known = [code for code, node in nodes.items() if node.kind in ("question", "item")]

    seen = found(invented(year, dict.fromkeys(known, "0")))

    assert set(known) <= set(seen)
    for each in (seen[code] for code in known):
        assert each.kind == "urgent"
        for text in (each.finding, each.cause, each.recommendation):
            assert text.th and text.en and text != NO_ADVICE
            assert "{" not in text.th + text.en
        assert each.measures and each.units


# Officers' own words


def test_an_officers_words_stand_beside_ours_and_are_printed_first() -> None:
    ours = tuple(found(donsak()).values())

    edited = {each.code: each for each in with_edits(ours, {"finding.i10": " ทำใบยืมใหม่ "})}

    assert edited["i10"].edited == "ทำใบยืมใหม่"
    assert edited["i10"].words("th") == edited["i10"].words("en") == "ทำใบยืมใหม่"
    assert edited["i10"].recommendation == found(donsak())["i10"].recommendation
    assert edited["i12"].words("en") == edited["i12"].recommendation.en


def test_an_empty_text_takes_an_edit_back() -> None:
    ours = tuple(found(donsak()).values())

    again = with_edits(with_edits(ours, {"finding.i10": "ทำใบยืมใหม่"}), {"finding.i10": "  "})

    assert again == ours


def test_edits_of_unknown_findings_are_refused_all_at_once() -> None:
    ours = tuple(found(napho()).values())

    with pytest.raises(InputError) as refused:
        with_edits(ours, {"finding.9": "ดี", "finding.O20": "ก", "i10": "ข"})

    assert [(each.id, each.found) for each in refused.value.problems] == [
        ("finding.unknown", "finding.O20"),
        ("finding.unknown", "i10"),
    ]
    assert "finding.10" in refused.value.problems[0].say("th")


# The page


def test_the_page_tells_every_rule_with_its_kind_and_its_bounds() -> None:
    rows = {
        line.split("`")[1]: line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")
    }
    _, rules = shipped()

    assert [each.id for each in rules] == [name for name in rows if "." in name]
    for each in rules:
        row = rows[each.id]
        assert f"| {each.kind} |" in row
        for bound in (each.below, each.more_than, each.at_least, each.first_year, each.last_year):
            assert bound is None or str("100" if bound == "best" else bound) in row or each.of == "item"


def test_the_page_tells_the_scores_that_were_published() -> None:
    text = PAGE.read_text("utf-8")

    for code, value in napho().scores.items():
        assert f"{code} = {value}" in text
    for code in ("i1", "i2", "i10", "i12", "i14", "i15", "e3"):
        assert f"{code} = {donsak().scores.get(code, donsak().published.get(code, Decimal(0)))}" in text
