"""The documents under test: what they name exists, what they show is what the program prints."""

import itertools
import re
import shlex
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from tests.command_line import DONSAK, EXAMPLES, NAPHO, ROOT, done, printed, run
from tests.reading.recognise.invented import RANKED

from prongsai.cli import main
from prongsai.core.framework.build import COLUMNS
from prongsai.core.rules import AGGREGATIONS, GIVEN, MEAN_OF_ANSWERS, ROUNDINGS

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), EXAMPLES / "README.md"])
PAIRS = sorted(
    path for path in [ROOT / "README.md", *(DOCS / "guide").glob("*.md")] if ".th." not in path.name
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
KEY = re.compile(r"`([a-z_0-9]+)`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def heading_anchor(heading: str) -> str:
    """Give the anchor of a heading as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    prose = FENCE.sub("", text_of(path))
    return {heading_anchor(heading) for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}


# Links, pictures, pairs


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for found in LINK.finditer(FENCE.sub("", text_of(page))):
            target = found[1] or found[2]
            if not re.match(r"[a-z]+:", target):
                yield page, target


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    broken = []
    for page, target in links():
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            broken.append(f"{name_of(page)}: {target}")

    assert broken == []


@pytest.mark.parametrize("page", PAIRS, ids=name_of)
def test_what_is_for_people_is_there_in_both_languages(page: Path) -> None:
    thai = page.with_suffix(".th.md")

    assert f"]({thai.name})" in text_of(page)
    assert f"]({page.name})" in text_of(thai)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_picture_is_the_first_page_that_the_program_writes_today(lang: str, tmp_path: Path) -> None:
    done("--lang", lang, "report", DONSAK, "--format", "pdf", "--date", "2569-04-17", "-o", tmp_path)
    page = pypdfium2.PdfDocument(tmp_path / "donsak-2568-analysis.pdf")[0]

    with Image.open(DOCS / "pictures" / f"report-{lang}.png") as picture:
        told = picture.info.get("Description")

    words = " ".join(page.get_textpage().get_text_bounded().split())
    assert told == words, "out of date: run .venv/bin/python tools/build_pictures.py"


# Those of web pages are tests/web/browser's.
PAPERS = [path for path in sorted((DOCS / "pictures").iterdir()) if not path.name.startswith("web-")]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_a_picture_is_a_page_of_a4_and_light(path: Path) -> None:
    short, long = sorted(struct.unpack(">II", path.read_bytes()[16:24]))

    assert abs(long / short - 297 / 210) < 0.01
    assert short > 600
    assert path.stat().st_size < 200_000
    assert any(path.name in text_of(page) for page in PAGES)


# Commands


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands(main))


@pytest.mark.parametrize("page", ["commands.md", "commands.th.md"])
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_is_documented(path: tuple[str, ...], page: str) -> None:
    text = text_of(DOCS / "guide" / page)
    general, _, rest = text.partition("\n## ")
    (own,) = (part for part in f"\n## {rest}".split("\n## ")[1:] if part.startswith(f"{path[0]}\n"))

    assert f"`{' '.join(path)}" in own
    for option in (each for each in ALL[path].params if isinstance(each, click.Option) and not each.hidden):
        for name in option.opts:
            assert re.search(rf"(?<![\w-]){name}(?![\w-])", own + general), f"{name} of {' '.join(path)}"


def test_every_option_of_the_program_itself_is_documented() -> None:
    for page in ("commands.md", "commands.th.md"):
        general = text_of(DOCS / "guide" / page).partition("\n## ")[0]
        for name in (name for option in main.params for name in option.opts):
            assert f"`{name}" in general


@pytest.mark.parametrize("page", ["commands.md", "commands.th.md"])
def test_no_command_or_option_is_documented_that_does_not_exist(page: str) -> None:
    text = text_of(DOCS / "guide" / page)
    known = {name for command in (main, *ALL.values()) for option in command.params for name in option.opts}

    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) - {"--help", "--version"} <= known
    assert set(re.findall(r"^## (\w+)$", text, re.MULTILINE)) == {path[0] for path in ALL}


def keys(value: Any) -> set[str]:
    """Give the names of all fields in a printed value; codes and points are not names."""
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    if isinstance(value, dict):
        own = {key for key in value if re.fullmatch("[a-z_]{3,}|of", key)}
        return own | {key for each in value.values() for key in keys(each)}
    return set()


@pytest.mark.parametrize(
    "line", [("score", "--proof"), ("reconcile",), ("improve",), ("analyze",)], ids=lambda line: line[0]
)
def test_every_field_of_json_is_documented(line: tuple[str, ...]) -> None:
    documented = set(KEY.findall(text_of(DOCS / "guide" / "reading-the-output.md")))
    verdicts = {"agrees", "disagrees", "undecidable"}

    found = keys(printed(line[0], DONSAK, *line[1:]))

    assert found - documented - verdicts == set()


def test_every_field_of_what_is_read_is_documented(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(RANKED, "utf-8")
    documented = set(KEY.findall(text_of(DOCS / "guide" / "reading-the-output.md")))

    assert keys(printed("read", paper)) - documented == set()


# The method


@pytest.mark.parametrize("rule", [*AGGREGATIONS, *ROUNDINGS, GIVEN, MEAN_OF_ANSWERS])
def test_every_rule_is_explained_under_its_id(rule: str) -> None:
    page = text_of(DOCS / "method" / "scoring.md")
    headings = " ".join(re.findall(r"^#+ (.+)$", page, re.MULTILINE))

    if rule in AGGREGATIONS:
        assert rule in re.findall(r"\w+", headings)
    else:
        assert f"`{rule}`" in page or rule in headings


def test_every_column_and_key_of_a_framework_is_explained() -> None:
    page = text_of(DOCS / "method" / "framework.md")
    tables = set()
    top = set()
    for file in (ROOT / "src" / "prongsai" / "frameworks").glob("*/framework.toml"):
        text = text_of(file)
        tables |= set(re.findall(r"^\[\[(\w+)\]\]", text, re.MULTILINE))
        top |= set(re.findall(r"^(\w+) = ", text.partition("\n[[")[0], re.MULTILINE))

    assert [column for column in COLUMNS if f"`{column}`" not in page] == []
    assert [table for table in tables if f"`[[{table}]]`" not in page] == []
    assert [key for key in top if f"`{key}`" not in page] == []


def test_decisions_are_numbered_without_gaps_and_say_what_follows() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert re.match(rf"# {page.name[:4]} ", text_of(page))
        assert [
            heading
            for heading in ("Context", "Decision", "Consequences")
            if f"\n## {heading}\n" not in text_of(page)
        ] == []


def test_the_paths_that_decisions_and_method_name_exist() -> None:
    named = {
        (page, path)
        for page in PAGES
        for path in re.findall(
            r"`((?:src|tests|docs|bench|scripts|tools|requirements|examples)/[\w./*-]+)`", text_of(page)
        )
    }

    assert [
        f"{name_of(page)}: {path}" for page, path in sorted(named) if not list(ROOT.glob(path.rstrip("/")))
    ] == []


# What the documents show is what the program does: a block `sh` is run, the block `text` after it is what is printed.


def shown(page: Path) -> list[tuple[str, str]]:
    """Give the blocks of a page that are run, with what they are said to print."""
    blocks = [*FENCE.findall(text_of(page)), ("", "")]
    return [
        (code, following if kind == "text" else "")
        for (language, code), (kind, following) in itertools.pairwise(blocks)
        if language == "sh"
    ]


RUNNABLE = [page for page in PAGES if shown(page)]


def run_block(code: str, lang: str) -> str:
    """Run the lines of a block here as a reader would, ./run being the program."""
    printed_lines = []
    for line in code.strip().splitlines():
        start, *arguments = shlex.split(line)
        assert start == "./run", f"{line}: only ./run is run here; use ```console for anything else"
        ended = run(*arguments, LANG="en_US.UTF-8" if lang == "en" else "th_TH.UTF-8")
        assert ended.exit_code == 0, ended.output
        printed_lines.append(ended.stdout)
    return "".join(printed_lines)


def fill_in(workbook: Path, page: Path) -> None:
    """Type the ten scores of the guide's table into a template, as the guide asks."""
    scores = dict(re.findall(r"^\| (\d+) \|[^|]+\| (\d+\.\d\d) \|$", text_of(page), re.MULTILINE))
    assert len(scores) == 10
    book = openpyxl.load_workbook(workbook)
    book["หน่วยงาน"]["B4"] = "อบต.นาโพธิ์"
    book["หน่วยงาน"]["B7"] = "C"
    for row in book["คะแนน"].iter_rows(min_row=4):
        if row[0].value == "total":
            row[5].value = 69.66
        elif str(row[0].value) in scores:
            row[4].value = float(scores[str(row[0].value)])
    book.save(workbook)


def squeezed(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_the_commands_of_a_page_print_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for code, expected in shown(page):
        said = squeezed(run_block(code, "th" if ".th." in page.name else "en"))

        place = 0
        for line in squeezed(expected):
            assert line in said[place:], f"{line!r} is not printed, or not in this place:\n" + "\n".join(said)
            place = said.index(line, place) + 1
        if "./run new" in code:
            fill_in(tmp_path / "result.xlsx", page)


def test_the_readmes_and_the_officers_guide_are_run() -> None:
    assert {name_of(page) for page in RUNNABLE} >= {
        *("README.md", "README.th.md", "docs/guide/officer.md", "docs/guide/officer.th.md")
    }


def test_the_readme_shows_the_figures_that_everything_stands_on() -> None:
    text = text_of(ROOT / "README.md")

    assert (printed("score", NAPHO)["total"], printed("score", DONSAK)["total"]) == ("69.66", "94.50")
    for figure in ("69.66", "94.50", "95.88", "80.00"):
        assert figure in text


def test_the_changelog_is_kept() -> None:
    text = text_of(ROOT / "CHANGELOG.md")

    assert re.search(r"^## (Unreleased|\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    assert "### Added" in text
