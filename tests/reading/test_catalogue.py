"""The shipped catalogue: every theme of every year, in right Thai, saying nothing twice; and copies of one's own."""

import csv
import itertools
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

from prongsai.core.errors import InputError
from prongsai.core.framework import Framework
from prongsai.reading.catalogue import SHIPPED, load, load_rules
from prongsai.reading.framework import available
from prongsai.reading.framework import load as load_framework

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "data" / "catalogue_words.txt"
SOURCES = ROOT / "docs" / "method" / "sources.md"
SHEETS = ("themes", "measures", "topics", "units")
KINDS = ("indicator", "sub_indicator", "question", "item")

THAI = re.compile("[ก-ฺเ-๎]+")
MARKS = "่้๊๋็์ัิีึืุูำ"

# Spelt wrong so often that the pieces are words: อนุ + ญาติ.
OFTEN_WRONG = re.compile(
    "อนุญาติ|สังเกตุ|กฏ|เวป|เว็ป|เวบ|เว็บไซด์|ปฎิ|มาตราการ|ผลลัพท์|ลายเซ็นต์|อีเมล์|โน๊ต|กำหนัด|ประชาสัมพันท์"
    "|ดุลยพินิต|อำนวจ|ระมัดระวังค์|พนักงานส่วนตำบน|โปร่งไส|เสมอภาพ|งบประมาน|ผู้ใต้บังคับบัญชาการ|ไตรมาศ|เท่านัั้น"
)


@cache
def years() -> tuple[Framework, ...]:
    return tuple(map(load_framework, available()))


def rows(sheet: str) -> list[dict[str, str]]:
    with (SHIPPED / f"{sheet}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def texts(lang: str) -> dict[str, str]:
    return {
        f"{sheet}.csv {number}:{column}": text
        for sheet in SHEETS
        for number, row in enumerate(rows(sheet), start=2)
        for column, text in row.items()
        if column.endswith(f"_{lang}")
    }


# Covering every year


@pytest.mark.parametrize("year", years(), ids=lambda year: year.id)
def test_every_indicator_question_and_item_is_spoken_of(year: Framework) -> None:
    catalogue = load()

    bare = {code for code, node in year.nodes.items() if node.kind in KINDS and not node.themes}
    lacking = {
        code: catalogue.lacking(node.themes)
        for code, node in year.nodes.items()
        if node.kind in KINDS and catalogue.lacking(node.themes)
    }

    assert bare == set()
    assert lacking == {}


@pytest.mark.parametrize("year", years(), ids=lambda year: year.id)
def test_every_node_has_one_row_so_that_nothing_is_pieced_together(year: Framework) -> None:
    catalogue = load()

    pieced = [code for code, node in year.nodes.items() if len(catalogue.covering(node.themes)) > 1]

    assert pieced == []


def test_respondents_are_never_all_of_one_mind() -> None:
    """A score below its best says what some of those asked think, not what everybody thinks."""
    asked = {
        theme
        for year in years()
        for node in year.nodes.values()
        if node.kind == "question" or (node.kind == "indicator" and node.parent in ("IIT", "EIT"))
        for theme in node.themes
    }

    for each in load().advice:
        if set(each.themes) <= asked:
            assert re.match("(บุคลากร|ผู้มาติดต่อ)ส่วนหนึ่ง", each.finding.th), each.themes
            assert each.finding.en.startswith(("Some staff", "Some visitors")), each.themes


def test_no_theme_is_spoken_of_that_no_year_has() -> None:
    known = {theme for year in years() for node in year.nodes.values() for theme in node.themes}

    assert {theme for each in load().advice for theme in each.themes} - known == set()


def test_a_set_of_themes_stands_together_in_some_year() -> None:
    together = [set(node.themes) for year in years() for node in year.nodes.values()]

    for each in load().advice:
        assert any(set(each.themes) <= themes for themes in together), each.themes


def item_themes(year: Framework) -> set[str]:
    items = [node for node in year.nodes.values() if node.kind in ("item", "sub_indicator")]
    return {theme for node in items for theme in node.themes}


def test_what_is_leaned_on_is_an_item_of_some_year() -> None:
    items = {theme for year in years() for theme in item_themes(year)}

    assert {theme for each in load().advice for theme in each.leans_on} - items == set()


@pytest.mark.parametrize("year", years(), ids=lambda year: year.id)
def test_every_question_leans_on_an_item_of_its_own_year(year: Framework) -> None:
    catalogue, items = load(), item_themes(year)
    questions = [node for node in year.nodes.values() if node.kind == "question"]

    without = [
        node.code
        for node in questions
        if not any(theme in items for each in catalogue.covering(node.themes) for theme in each.leans_on)
    ]

    assert without == []


def test_every_measure_answers_a_finding_and_every_topic_has_a_measure() -> None:
    catalogue = load()

    assert {each.measure for each in catalogue.advice} == set(catalogue.measures)
    assert {each.topic for each in catalogue.measures.values()} == set(catalogue.topics)
    assert len(catalogue.topics) == 7


def test_sources_are_those_of_the_list() -> None:
    known = set(re.findall(r"^\| `([\w-]+)` \|", SOURCES.read_text("utf-8"), re.MULTILINE))
    named = {key for row in rows("themes") + rows("topics") for key in row["source"].split("; ") if key}

    assert named | {each.source for each in load_rules()} <= known


def test_the_themes_that_rules_name_are_in_the_catalogue() -> None:
    known = {theme for each in load().advice for theme in each.themes}

    assert {theme for rule in load_rules() for theme in rule.themes} <= known


# Words


def is_thai(token: str) -> bool:
    return re.search("[ก-๛]", token) is not None


def misspelt(text: str, own: frozenset[str]) -> list[str]:
    """Give what is no word in a text, and neighbours that one more mark would make one word: เผย + แพร.

    A slip of the finger most often leaves a single letter or a piece that is in no dictionary.
    """
    known = thai_words()
    pieces = word_tokenize(text, engine="newmm")
    pairs = [first + second for first, second in itertools.pairwise(pieces)]
    unknown = [each for each in pieces if is_thai(each) and (each not in known or len(each) == 1)]
    lacking = [each for each in pairs if THAI.fullmatch(each) and each not in known and lacks_mark(each)]
    return [each for each in unknown + lacking if each not in own] + OFTEN_WRONG.findall(text)


def lacks_mark(word: str) -> bool:
    places = range(1, len(word) + 1)
    return any(word[:place] + mark + word[place:] in thai_words() for place in places for mark in MARKS)


def own_words() -> frozenset[str]:
    return frozenset(WORDS.read_text("utf-8").split())


def test_the_thai_is_spelt_right() -> None:
    own = own_words()
    wrong = {where: found for where, text in texts("th").items() if (found := misspelt(text, own))}

    assert wrong == {}


def test_the_words_of_the_rules_are_spelt_right() -> None:
    assert [rule.id for rule in load_rules() if misspelt(rule.words.th, own_words())] == []


@pytest.mark.parametrize(
    "slip", ["ทะเบียณ", "หน่วยงาร", "จัดซื้อจัดจ้าค", "รายงาาน", "เผยแพร", "ขออนุญาติ", "ข้อสังเกตุ", "เวปไซต์"]
)
def test_a_slip_is_seen(slip: str) -> None:
    assert misspelt(f"จัดทำ{slip}ให้ครบ", own_words())


def test_every_word_of_our_own_is_needed() -> None:
    wrong = {found for text in texts("th").values() for found in misspelt(text, frozenset())}

    assert wrong == own_words()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_texts_are_tidy(lang: str) -> None:
    for where, text in texts(lang).items():
        assert text == " ".join(text.split()), where
        assert not re.search(r"[,;] ?[,;]|\.\.|เเ|ํา|[๐-๙]", text), where


def test_findings_causes_and_recommendations_end_as_sentences_do() -> None:
    for row in rows("themes"):
        for name in ("finding", "cause", "recommendation", "keep"):
            assert row[f"{name}_en"].endswith("."), row["themes"]
            assert not row[f"{name}_th"].endswith("."), row["themes"]


def test_english_is_english_and_thai_is_thai() -> None:
    assert [where for where, text in texts("en").items() if is_thai(text)] == []
    latin = {word for text in texts("th").values() for word in re.findall("[A-Za-z]+", text)}
    assert latin <= {"agency", "E", "Service"}


# The files


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_spreadsheet_opens_the_sheets_in_thai(sheet: str) -> None:
    data = (SHIPPED / f"{sheet}.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data


def test_the_folder_holds_data_only() -> None:
    files = {path.name for path in SHIPPED.iterdir() if path.is_file()}

    assert files == {*(f"{sheet}.csv" for sheet in SHEETS), "rules.toml"}
    # The words by which papers are read and proof-read stand in folders of their own.
    assert {path.name for path in SHIPPED.iterdir() if path.is_dir()} == {"reading", "proofread"}
    assert {path.suffix for path in SHIPPED.glob("*/*")} <= {".toml", ".csv", ".json"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def test_an_agencys_own_copy_is_used_as_it_was_changed(copy: Path) -> None:
    themes = copy / "themes.csv"
    first = rows("themes")[1]["cause_th"]
    themes.write_text(themes.read_text("utf-8-sig").replace(first, "เครื่องเสีย"), "utf-8")
    rules = copy / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace('below = "85"', 'below = "60"'), "utf-8")

    assert load(copy).advice[1].cause.th == "เครื่องเสีย"
    assert [rule.below for rule in load_rules(copy) if rule.id == "question.urgent_below"] == [60]


def test_the_shipped_catalogue_is_read_once_and_a_copy_each_time(copy: Path) -> None:
    before = load(copy)
    themes = copy / "themes.csv"
    themes.write_text(
        themes.read_text("utf-8-sig").replace(rows("themes")[1]["cause_th"], "เครื่องเสีย"), "utf-8"
    )

    assert load() is load(str(SHIPPED))
    assert load_rules() is load_rules(SHIPPED)
    assert load(copy) != before == load()


def test_everything_wrong_with_a_copy_is_told_by_file_row_and_column(copy: Path) -> None:
    themes = copy / "themes.csv"
    lines = themes.read_text("utf-8-sig").splitlines(keepends=True)
    lines[2] = lines[2].replace("clerk_office", "moon")
    themes.write_text("".join(lines), "utf-8")
    units = copy / "units.csv"
    units.write_text(units.read_text("utf-8-sig").replace("Finance", ""), "utf-8")

    with pytest.raises(InputError) as refused:
        load(copy)

    assert [each.where for each in refused.value.problems] == ["themes.csv 3:units", "units.csv 8:title_en"]
    assert refused.value.problems[0].say("en") == (
        "themes.csv 3:units: “moon all_units” units.csv has no “moon” – correct it, or add a row to units.csv"
    )


def test_missing_and_unreadable_files_are_all_told(copy: Path) -> None:
    (copy / "units.csv").unlink()
    (copy / "topics.csv").write_bytes(b"\xff\xfe\x00")
    (copy / "rules.toml").write_text("[[rules]", "utf-8")

    with pytest.raises(InputError) as sheets:
        load(copy)
    with pytest.raises(InputError) as rules:
        load_rules(copy)
    (copy / "rules.toml").unlink()
    with pytest.raises(InputError) as gone:
        load_rules(copy)

    assert [(each.id, each.where) for each in sheets.value.problems] == [
        ("framework.not_utf8", "topics.csv"),
        ("framework.no_file", "units.csv"),
    ]
    assert [each.id for each in rules.value.problems] == ["framework.not_toml"]
    assert [each.id for each in gone.value.problems] == ["framework.no_file"]


def test_an_empty_sheet_is_told(copy: Path) -> None:
    (copy / "measures.csv").write_text("", "utf-8")

    with pytest.raises(InputError) as refused:
        load(copy)

    assert ("catalogue.empty", "measures.csv") in [(each.id, each.where) for each in refused.value.problems]
