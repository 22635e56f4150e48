"""The papers of a chain one by one."""

from tests.proofread_papers import at, chain, lines, measure, phrase, recognised, section, table

from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    has_any,
    listed,
    named,
    planned_text,
    plans,
    reports,
    sheets,
    shown,
    texts,
    told_text,
)


def test_every_paper_has_a_key_of_its_own() -> None:
    found = sheets(chain(recognised(section(), section(kind="memo")), recognised(section())))

    assert [(each.key, each.section.kind) for each in found] == [
        ("s1", "analysis"),
        ("s2", "memo"),
        ("s1", "analysis"),
    ]


def test_the_framework_is_that_of_the_result_else_that_of_the_measures() -> None:
    of_result, of_plan, of_none = sheets(
        chain(recognised(section(), section(result_year=None), section(result_year=None, plan_year=None)))
    )

    assert of_result.framework is not None
    assert of_result.framework.fiscal_year == 2568
    assert of_plan.framework is not None
    assert of_plan.framework.fiscal_year == 2569
    assert of_none.framework is None


def test_a_check_is_handed_its_rule() -> None:
    seen: list[tuple[str, str]] = []

    def look(sheet: Sheet, rule):  # type: ignore[no-untyped-def]
        seen.append((sheet.key, rule.id))
        return iter(())

    (check,) = checks({"chain.choice": by_sheet(look)}).values()
    list(check(chain(recognised(section()))))

    assert seen == [("s1", "chain.choice")]


def test_plan_or_report() -> None:
    planned = section(kind="measures", measures=(measure("ก"),))
    told = section(kind="unknown", measures=(measure("ก", results=(phrase("ทำแล้ว", 2),)),))

    assert (plans(planned), reports(planned)) == (True, False)
    assert (plans(told), reports(told)) == (False, True)
    assert (plans(section()), reports(section(kind="implementation"))) == (False, False)


def test_all_texts_in_order_but_empty_cells() -> None:
    found = list(texts(section(*lines("หนึ่ง"), table(("สอง", ""), ("", "สาม")))))

    assert [text for text, _ in found] == ["หนึ่ง", "สอง", "สาม"]
    assert found[0][1] == at(1)


def test_words_of_a_measure() -> None:
    made = measure("ทำคู่มือ", steps=(phrase("เขียน", 1),), results=(phrase("เขียนแล้ว", 2),))

    assert planned_text(made) == "ทำคู่มือ เขียน"
    assert told_text(made) == "เขียนแล้ว"
    assert named(made) == "“ทำคู่มือ”"
    assert named(measure("ทำคู่มือ", number="3")) == "3"


def test_lists_and_cuts() -> None:
    assert listed(["ก", "ข", "ก"]) == "ก, ข"
    assert listed("abcde", most=2) == "a, b …"
    assert len(shown("ก" * 500)) == 161
    assert has_any("ยัง ไม่ได้ทำ", ("ยังไม่ได้",))
    assert not has_any("ทำแล้ว", ("ยังไม่ได้",))
