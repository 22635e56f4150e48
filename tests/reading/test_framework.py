import io
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from prongsai.core.errors import InputError
from prongsai.core.framework import Certainty, Framework, Node
from prongsai.core.framework.compare import size
from prongsai.core.framework.wording import overlay
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score
from prongsai.reading.framework import (
    SHIPPED,
    available,
    available_years,
    check,
    from_xlsx,
    level_words,
    load,
    load_wording,
    load_year,
)
from prongsai.render.framework import to_xlsx

ALL = available()
SUBS = ("9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2")
SOURCES = Path(__file__).parents[2] / "docs" / "method" / "sources.md"


def codes(framework: Framework, kind: str) -> list[str]:
    return [node.code for node in framework.nodes.values() if node.kind == kind]


def test_every_year_from_2562_to_2569_is_shipped() -> None:
    assert ALL == (
        "th-ita-2562",
        "th-ita-2563",
        "th-ita-2564",
        "th-ita-2565",
        "th-ita-2566",
        "th-ita-2566-15",
        "th-ita-2567",
        "th-ita-2568",
        "th-ita-2569",
    )


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_framework_loads_under_its_own_name(name: str) -> None:
    framework = load(name)

    assert framework.id == name
    assert str(framework.fiscal_year) in name
    assert [tool.weight * 10 for tool in framework.tools] == [3, 3, 4]
    assert codes(framework, "indicator") == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("th-ita-2562", (9, 8, 7, 4, 5, 8, 7)),
        ("th-ita-2563", (9, 8, 7, 4, 5, 8, 2)),
        ("th-ita-2564", (9, 8, 7, 4, 5, 8, 2)),
        ("th-ita-2565", (9, 8, 7, 4, 5, 8, 2)),
        ("th-ita-2566", (10, 8, 4, 4, 4, 8, 5)),
        ("th-ita-2566-15", (10, 8, 4, 4, 4, 8, 5)),
        ("th-ita-2567", (6, 7, 4, 4, 4, 6, 4)),
        ("th-ita-2568", (4, 7, 2, 3, 4, 4, 4)),
        ("th-ita-2569", (4, 6, 2, 3, 4, 3, 4)),
    ],
)
def test_items_stand_in_their_official_groups_and_order(name: str, sizes: tuple[int, ...]) -> None:
    framework = load(name)

    assert tuple(size(framework, code) for code in SUBS) == sizes
    assert codes(framework, "item") == [f"O{number}" for number in range(1, sum(sizes) + 1)]


@pytest.mark.parametrize(
    ("name", "staff", "public", "statements"),
    [
        ("th-ita-2562", 30, 15, 51),
        ("th-ita-2564", 30, 15, 51),
        ("th-ita-2566", 30, 15, 51),
        ("th-ita-2566-15", 15, 9, 15),
        ("th-ita-2567", 15, 9, 15),
        ("th-ita-2568", 15, 9, 15),
        ("th-ita-2569", 0, 0, 0),
    ],
)
def test_questions_are_as_many_as_known(name: str, staff: int, public: int, statements: int) -> None:
    framework = load(name)
    questions = codes(framework, "question")
    asked = [code for code in framework.leaves("IIT") if framework.nodes[code].kind != "indicator"]

    assert questions == [f"i{n}" for n in range(1, staff + 1)] + [f"e{n}" for n in range(1, public + 1)]
    assert len(asked) == statements


def test_level_words_of_the_documents_alone_are_those_of_the_frameworks() -> None:
    words = [level.word for name in ALL for level in load(name).levels]

    assert level_words() == {
        spelling: word.th for word in words for spelling in (word.th, word.en) if spelling
    }
    assert available_years() == tuple(sorted({load(name).fiscal_year for name in ALL}))


def test_levels_and_gates_changed_in_2566() -> None:
    old, new = load("th-ita-2565"), load("th-ita-2566")

    assert [(level.id, int(level.minimum)) for level in old.levels] == [
        ("AA", 95),
        ("A", 85),
        ("B", 75),
        ("C", 65),
        ("D", 55),
        ("E", 50),
        ("F", 0),
    ]
    assert old.gates == ()
    assert old.parts == ()
    assert [(level.word.th, int(level.minimum), level.gate) for level in new.levels] == [
        ("ผ่านดีเยี่ยม", 95, 95),
        ("ผ่านดี", 85, 85),
        ("ผ่าน", 85, None),
        ("ต้องปรับปรุง", 70, None),
        ("ต้องปรับปรุงโดยด่วน", 0, None),
    ]
    assert new.gates == ("IIT", "EIT.1", "EIT.2", "OIT")


@pytest.mark.parametrize(
    ("name", "rule", "certainty"),
    [
        ("th-ita-2562", "oit_mean_of_subindicators", "general"),
        ("th-ita-2564", "oit_mean_of_subindicators", "arithmetic"),
        ("th-ita-2566", "oit_mean_of_subindicators", "unknown"),
        ("th-ita-2567", "oit_flat_mean", "unknown"),
        ("th-ita-2568", "oit_flat_mean", "arithmetic"),
        ("th-ita-2569", "oit_flat_mean", "unknown"),
    ],
)
def test_the_disclosure_rule_says_how_sure_it_is(name: str, rule: str, certainty: Certainty) -> None:
    framework = load(name)

    chosen = [each for each in framework.rules if each.kind == "indicator" and each.tool == "OIT"]

    assert [(each.rule, each.certainty) for each in chosen] == [(rule, certainty)]
    assert certainty != "unknown" or any(chosen[0].rule != each.rule for each in framework.alternatives)


@pytest.mark.parametrize("name", ALL)
def test_what_is_unknown_is_said_in_a_note(name: str) -> None:
    framework = load(name)
    guessed = [each for each in (*framework.rules, *framework.parts) if each.certainty == "unknown"]

    assert not guessed or any("ไม่ทราบ" in note.th and "not known" in note.en for note in framework.notes)
    assert all(node.allowed is not None or node.allowed_certainty == "unknown" for node in items(framework))
    assert all(
        node.year_rule != "unknown" or node.year_rule_certainty == "unknown" for node in items(framework)
    )


def items(framework: Framework) -> list[Node]:
    return [node for node in framework.nodes.values() if node.kind == "item"]


@pytest.mark.parametrize("name", ALL)
def test_every_title_has_an_english_one(name: str) -> None:
    assert [node.code for node in load(name).nodes.values() if not node.title.en] == []


@pytest.mark.parametrize("name", ALL)
def test_every_source_is_described_in_the_method(name: str) -> None:
    framework = load(name)
    described = SOURCES.read_text("utf-8")
    facts = [
        framework,
        *framework.facts.values(),
        *framework.tools,
        *framework.parts,
        *framework.scales.values(),
        *framework.nodes.values(),
        *framework.rules,
        *framework.alternatives,
        *framework.levels,
        *framework.samples,
        *framework.calendar,
    ]
    keys = {key for fact in facts for key in fact.source.split("; ")}

    assert [key for key in sorted(keys) if f"`{key}`" not in described] == []


def test_a_theme_names_one_matter_across_the_years() -> None:
    statistics = [
        [node.code for node in load_year(year).nodes.values() if "complaint_statistics" in node.themes]
        for year in (2564, 2566, 2567, 2568, 2569)
    ]

    assert statistics == [["O31"], ["O29"], ["O24"], ["O19"], ["O18"]]


def test_a_framework_loads_from_any_folder(tmp_path: Path) -> None:
    for name in ("framework.toml", "items.csv"):
        (tmp_path / name).write_bytes((SHIPPED / "2564" / name).read_bytes())

    assert load(tmp_path).hash == load("th-ita-2564").hash


def test_a_shipped_framework_is_read_once_and_a_folder_each_time(tmp_path: Path) -> None:
    for name in ("framework.toml", "items.csv"):
        (tmp_path / name).write_bytes((SHIPPED / "2564" / name).read_bytes())
    before = load(tmp_path)
    table = (tmp_path / "items.csv").read_text("utf-8-sig")
    (tmp_path / "items.csv").write_text(table.replace("O19,", "O190,"), encoding="utf-8")

    assert load("th-ita-2564") is load_year(2564)
    assert "O19" in before.nodes
    assert "O19" not in load(tmp_path).nodes


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        load("th-ita-2599")

    assert "th-ita-2568" in caught.value.problems[0].remedy.th


def test_a_folder_without_its_files_names_both(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path)

    assert [problem.where for problem in caught.value.problems] == ["framework.toml", "items.csv"]


def test_broken_files_are_told_with_line_and_cell(tmp_path: Path) -> None:
    toml, table = (
        (SHIPPED / "2564" / name).read_text("utf-8-sig") for name in ("framework.toml", "items.csv")
    )
    (tmp_path / "items.csv").write_text(table.replace("\nO19,item,9.3,", "\nO19,itm,9.7,"), encoding="utf-8")
    (tmp_path / "framework.toml").write_text(
        toml.replace('weight = "0.40"', 'weight = "0.50"'), encoding="utf-8"
    )
    row = table.splitlines().index(next(line for line in table.splitlines() if line.startswith("O19,"))) + 1

    with pytest.raises(InputError) as caught:
        load(tmp_path)

    assert {(problem.where, problem.found) for problem in caught.value.problems} == {
        (f"items.csv {row}:kind", "itm"),
        (f"items.csv {row}:parent", "9.7"),
        ("framework.toml tools[3].weight", "0.50"),
    }


def test_a_file_that_is_no_toml_or_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "framework.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "items.csv").write_bytes("code\nเลข".encode("cp874"))

    with pytest.raises(InputError) as caught:
        load(tmp_path)

    assert [problem.id for problem in caught.value.problems] == ["framework.not_utf8", "framework.not_toml"]


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_framework_has_nothing_to_complain_of(name: str) -> None:
    assert check(name) == ()


def test_a_check_looks_into_the_year_before(tmp_path: Path) -> None:
    for name in ("framework.toml", "items.csv"):
        text = (SHIPPED / "2569" / name).read_text("utf-8-sig")
        (tmp_path / name).write_text(text.replace("contact qa,O3,", "contact qa,O33,"), encoding="utf-8")

    problems = check(tmp_path)

    assert [(problem.id, problem.found) for problem in problems] == [("framework.unknown_previous", "O33")]


def test_a_check_of_a_broken_framework_returns_its_problems(tmp_path: Path) -> None:
    assert [problem.id for problem in check(tmp_path)] == ["framework.no_file"] * 2


def test_the_published_total_of_a_real_agency_comes_out() -> None:
    # อบต.นาโพธิ์ 2564: 0.3·79.586 + 0.3·96.0733… + 0.4·42.405 = 69.6598, announced 69.66 and C
    printed = ["87.73", "80.03", "80.37", "76.14", "73.66", "95.82", "96.75", "95.65", "53.56", "31.25"]
    scores = {str(number): Decimal(text) for number, text in enumerate(printed, start=1)}

    result = score(prepare(load("th-ita-2564")), Result(agency="อบต.นาโพธิ์", fiscal_year=2564, scores=scores))

    assert result.shown("total") == Fraction("69.66")
    assert [level.id for level in result.decision.possible] == ["C"]


def test_loading_a_year_loads_no_spreadsheet_library() -> None:
    script = (
        "import sys; from prongsai.reading.framework import load; load('th-ita-2568');"
        "print(sorted({'openpyxl', 'xlsxwriter', 'zipfile'} & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ALL)
def test_a_workbook_carries_a_framework_without_loss(name: str, tmp_path: Path) -> None:
    framework = load(name)
    file = tmp_path / "framework.xlsx"
    file.write_bytes(to_xlsx(framework))

    back = from_xlsx(file)

    assert back.hash == framework.hash
    assert back == framework


def test_a_broken_workbook_is_told_with_sheet_and_cell(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(load("th-ita-2564"))))
    book["tools"]["D2"] = "0.40"
    book["items"]["B3"] = "questoin"
    book["about"]["B3"] = "ปีนี้"
    book.save(tmp_path / "framework.xlsx")

    with pytest.raises(InputError) as caught:
        from_xlsx(tmp_path / "framework.xlsx")

    places = [problem.where for problem in caught.value.problems]
    assert places == [
        "แผ่น “items” เซลล์ B3",
        "แผ่น “about” เซลล์ B3",
        "แผ่น “tools” เซลล์ D4",
    ]


def test_a_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(load("th-ita-2564"))))
    book["tools"]["D2"] = "=0.1*3"
    book.save(tmp_path / "framework.xlsx")

    with pytest.raises(InputError) as caught:
        from_xlsx(tmp_path / "framework.xlsx")

    assert [(each.id, each.where) for each in caught.value.problems] == [
        ("cell.formula", "แผ่น “tools” เซลล์ D2")
    ]


def test_a_workbook_without_the_sheets_of_a_framework_names_them(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")

    with pytest.raises(InputError) as caught:
        from_xlsx(tmp_path / "other.xlsx")

    assert [problem.found for problem in caught.value.problems] == ["about", "items"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_agency_words_its_questions_in_a_table_of_two_columns(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"wording{ending}"
    if ending == ".csv":
        file.write_text("code,wording\ni1,ถ้อยคำจริง\ni2,\n", encoding="utf-8-sig")
    else:
        book = openpyxl.Workbook()
        for row in (("code", "wording"), ("i1", "ถ้อยคำจริง"), ("i2", None)):
            book.worksheets[0].append(row)
        book.save(file)

    worded = overlay(load("th-ita-2568"), load_wording(file))

    assert worded.title_of("i1").th == "ถ้อยคำจริง"
    assert worded.wording.keys() == {"i1"}
