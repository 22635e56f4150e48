"""The commands about frameworks, on the shipped ones, on broken ones and on one of another country."""

import shutil
from pathlib import Path

import pytest
from tests.command_line import ROOT, done, everything_in, printed, run

FRAMEWORKS = ROOT / "src" / "prongsai" / "frameworks"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a copy of 2568 whose first item has no parent that exists."""
    folder = tmp_path / "broken"
    shutil.copytree(FRAMEWORKS / "2568", folder)
    table = folder / "items.csv"
    table.write_text(
        table.read_text("utf-8").replace("\nO1,item,9.1,", "\nO1,item,9.7,", 1), encoding="utf-8"
    )
    return folder


def test_every_year_is_listed() -> None:
    years = [each["fiscal_year"] for each in printed("framework", "list")]

    assert sorted(set(years)) == list(range(2562, 2570))
    assert "th-ita-2568" in done("framework", "list")


def test_a_framework_is_shown_with_how_sure_it_is() -> None:
    thai, english = (
        done("framework", "show", "th-ita-2568"),
        done("framework", "show", "th-ita-2568", "--lang", "en"),
    )

    assert "การเปิดเผยข้อมูล" in thai
    assert "Disclosure of information" in english
    assert "inferred" in english


def test_a_framework_as_json_carries_its_hash() -> None:
    shown = printed("framework", "show", "th-ita-2568")
    listed = {each["id"]: each for each in printed("framework", "list")}

    assert shown["id"] == "th-ita-2568"
    assert shown["hash"].startswith(listed["th-ita-2568"]["hash"][:16])


def test_the_agencys_own_wording_is_laid_over_ours(tmp_path: Path) -> None:
    sheet = tmp_path / "wording.csv"
    sheet.write_text("code,wording\ni1,ถ้อยคำตามคู่มือ\n", encoding="utf-8")

    assert "ถ้อยคำตามคู่มือ" in done("framework", "show", "th-ita-2568", "--wording", sheet)
    assert "ถ้อยคำตามคู่มือ" not in done("framework", "show", "th-ita-2568")


def test_an_unknown_framework_is_refused_with_the_known_ones() -> None:
    for line in (
        ("show", "th-ita-1"),
        ("check", "th-ita-1"),
        ("diff", "th-ita-2567", "th-ita-1"),
        ("export", "x"),
    ):
        result = run("framework", *line)

        assert result.exit_code == 1
        assert "th-ita-2569" in result.stderr


def test_the_shipped_frameworks_are_sound() -> None:
    assert done("framework", "check").count("✓") == len(printed("framework", "list"))


def test_a_fault_is_told_with_file_row_column_and_remedy(broken: Path) -> None:
    result = run("framework", "check", broken, "--lang", "en")

    assert result.exit_code == 1
    assert "items.csv" in result.stderr
    assert "parent" in result.stderr
    assert "“9.7”" in result.stderr


def test_one_faulty_framework_does_not_hide_the_others(broken: Path) -> None:
    result = run("framework", "check", broken, "th-ita-2567")

    assert result.exit_code == 1
    assert "✓ th-ita-2567" in result.stdout


def test_years_are_compared_by_theme_not_by_code() -> None:
    moved = [
        (each["before"], each["after"])
        for each in printed("framework", "diff", "th-ita-2567", "th-ita-2568")
        if each["what"] == "moved"
    ]

    assert ("O24", "O19") in moved  # statistics of complaints of corruption
    assert "O24" in done("framework", "diff", "th-ita-2567", "th-ita-2568", "--lang", "en")


def test_a_framework_goes_out_as_a_workbook_and_comes_back_the_same(tmp_path: Path) -> None:
    done("framework", "export", "th-ita-2566-15", "-o", tmp_path / "own.xlsx")

    shown = printed("framework", "show", tmp_path / "own.xlsx")

    assert shown == printed("framework", "show", "th-ita-2566-15")


def test_a_workbook_is_named_after_its_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done("framework", "export", "th-ita-2569")

    assert set(everything_in(tmp_path)) == {"th-ita-2569.xlsx"}


REFORMED = """
id = "xx-2570"
fiscal_year = 2570
title = { th = "กรอบปฏิรูป", en = "a reformed framework" }
agency_types = ["sao"]
rounding = "half_up_2"
gates = ["STAFF", "SITE"]
certainty = "read"
source = "LAW"

[[tools]]
code = "STAFF"
title = { th = "บุคลากร", en = "staff" }
weight = "1/4"
certainty = "read"
source = "LAW"

[[tools]]
code = "SITE"
title = { th = "เว็บไซต์", en = "site" }
weight = "3/4"
certainty = "read"
source = "LAW"

[[scales]]
id = "three"
points = [0, 50, 100]
labels = { th = ["น้อย", "กลาง", "มาก"], en = ["low", "mid", "high"] }
certainty = "read"
source = "LAW"
"""
RULES = {"total": "weighted_sum_of_tools", "tool": "mean_of_indicators", "indicator": "mean_of_questions"}
LEVELS = {"โปร่งใส": ("clear", 80), "ขุ่น": ("cloudy", 0)}
ITEMS = """code,kind,parent,title_th,title_en,scale,allowed,certainty,source
A,indicator,STAFF,งาน,work,,,read,LAW
A-1,question,A,ถาม,asked,three,,read,LAW
B,indicator,SITE,หน้าเว็บ,pages,,,read,LAW
B-1,item,B,หน้าแรก,front page,,0 100,read,LAW
B-2,item,B,หน้าสอง,second page,,0 50 100,read,LAW
"""


@pytest.fixture
def reformed(tmp_path: Path) -> Path:
    folder = tmp_path / "reformed"
    folder.mkdir()
    fact = 'certainty = "read"\nsource = "LAW"\n'
    rules = [
        f'[[rules]]\nid = "{kind}"\nkind = "{kind}"\nrule = "{rule}"\n{fact}' for kind, rule in RULES.items()
    ]
    rules.append(f'[[rules]]\nid = "site"\nkind = "indicator"\ntool = "SITE"\nrule = "mean_of_items"\n{fact}')
    levels = [
        f'[[levels]]\nid = "{name}"\nword = {{ th = "{word}", en = "{name}" }}\nminimum = "{minimum}.00"\n{fact}'
        for word, (name, minimum) in LEVELS.items()
    ]
    (folder / "framework.toml").write_text(REFORMED + "\n".join([*rules, *levels]), encoding="utf-8")
    (folder / "items.csv").write_text(ITEMS, encoding="utf-8")
    return folder


def test_a_framework_that_nobody_has_seen_is_scored_reconciled_improved_and_reported_without_code(
    reformed: Path, tmp_path: Path
) -> None:
    result = tmp_path / "a.json"
    result.write_text(
        '{"agency": "อบต.สมมติ", "fiscal_year": 2570, "counts": {"A-1": {"100": 3, "50": 1}},'
        ' "scores": {"B-1": "100", "B-2": "50"}, "published": {"total": "78.13", "SITE": "75.00"}}',
        encoding="utf-8",
    )
    own = ("--framework", reformed)

    # 350 / 4 = 87.5; (100 + 50) / 2 = 75; 87.5 / 4 + 75 · 3 / 4 = 78.125
    found = printed("score", result, *own)
    assert (found["total"], found["level"], found["framework"]) == ("78.13", "ขุ่น", "xx-2570")
    assert printed("reconcile", result, *own)["summary"]["disagrees"] == 0
    # 50 points of one item of two: 25 · 3 / 4 = 18.75
    assert printed("improve", result, *own)["gains"][0]["gain"] == "18.75"
    done("report", result, *own, "-o", tmp_path / "out")
    assert len(everything_in(tmp_path / "out")) == 3
    assert "xx-2570" in done("framework", "check", reformed)
    done("new", reformed, "-o", tmp_path / "form.xlsx")
    done("framework", "export", reformed, "-o", tmp_path / "own.xlsx")
    assert printed("score", result, "--framework", tmp_path / "own.xlsx") == found
