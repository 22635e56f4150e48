"""Plans, profiles and templates that cannot be used: told in both languages at their place, nothing written."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.cell import Cell
from tests.command_line import DONSAK, EXAMPLES, done, everything_in, program, run

THAI = re.compile("[\u0e00-\u0e7f]")
TEMPLATE = (EXAMPLES / "template-analysis.docx").read_bytes()
PROFILE = 'agency = "เทศบาลเมืองดอนสัก"\n'
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the plan that the tool drafts for the published result, as plan.json and plan.xlsx."""
    folder = tmp_path_factory.mktemp("drafted")
    for name in ("plan.json", "plan.xlsx"):
        done("plan", DONSAK, "-o", folder / name)
    return folder


def told(at: Path, *arguments: object) -> list[tuple[str, str]]:
    """Run one command that must refuse in an empty folder; give each problem in Thai and in English."""
    before = everything_in(at)
    result = run(*arguments)

    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert everything_in(at) == before, "nothing is written"
    lines = result.stderr.splitlines()
    problems = list(zip(lines[::2], lines[1::2], strict=True))
    for thai, english in problems:
        assert THAI.search(thai)
        assert english.startswith("    ")
        assert " – " in thai, "the message ends with a remedy"
        assert " – " in english, "the message ends with a remedy"
    return [(thai, english.strip()) for thai, english in problems]


def of_plan(plan: Path, kind: str) -> tuple[object, ...]:
    """Return the command line of a command that reads a plan."""
    if kind == "counts":
        return "followup", plan
    return "report", DONSAK, "--kind", kind, "--plan", plan, "-o", plan.parent / "out"


# Plans in JSON

Plan = dict[str, Any]


def without_owner(plan: Plan) -> None:
    plan["measures"][0]["responsible_units"] = []


def outside_the_year(plan: Plan) -> None:
    plan["measures"][0]["period"] = "2024-10-01/2025-09-30"


def unknown_code(plan: Plan) -> None:
    plan["measures"][0]["codes"] = ["O99"]


def one_id_twice(plan: Plan) -> None:
    plan["measures"][1]["id"] = "m1"


def a_round(date: str, **note: object) -> Callable[[Plan], None]:
    def change(plan: Plan) -> None:
        plan["rounds"] = [
            {"round": "6m", "date": date, "notes": [{"measure": "m1", "status": "done"} | note]}
        ]

    return change


def round_before_the_plan(plan: Plan) -> None:
    a_round("2025-03-31", done_note="เสร็จ")(plan)


def unknown_measure(plan: Plan) -> None:
    a_round("2026-03-31", measure="m99", done_note="เสร็จ")(plan)


def unknown_status(plan: Plan) -> None:
    a_round("2026-03-31", status="soon", done_note="เสร็จ")(plan)


def unknown_name(plan: Plan) -> None:
    plan["owner"] = "งานบุคคล"


# what is done to the plan, the place and the found words in each English message
IN_JSON: dict[str, tuple[Callable[[Plan], None], Sequence[str]]] = {
    "measure without owner": (without_owner, ["measures → 1 → responsible_units", "nobody is responsible"]),
    "period outside the year": (outside_the_year, ["measures → 1 → period", "outside fiscal year 2569"]),
    "unknown code": (unknown_code, ["measures → 1 → codes", "“O99”"]),
    "one id twice": (one_id_twice, ["measures → 2 → id", "“m1”", "measures → 1 → id"]),
    "round before its plan": (
        round_before_the_plan,
        ["rounds → 1 → date", "the round closes before the plan begins (1 October 2025)"],
    ),
    "note of no measure": (unknown_measure, ["rounds → 1 → notes → 1 → measure", "“m99”"]),
    "unknown status": (unknown_status, ["rounds → 1 → notes → 1 → status", "“soon”"]),
    "unknown name": (unknown_name, ["owner", "agency_type"]),
}
COMMANDS = ["counts", "measures", "followup", "implementation"]


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize("case", IN_JSON)
def test_a_bad_plan_in_json_is_refused_at_its_place(
    case: str, kind: str, drafted: Path, tmp_path: Path
) -> None:
    change, said = IN_JSON[case]
    plan = json.loads((drafted / "plan.json").read_text("utf-8"))
    change(plan)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")

    ((_, english),) = told(tmp_path, *of_plan(path, kind))

    assert [words for words in said if words not in english] == []


# Plans in workbooks


def cell_of(book: openpyxl.Workbook, sheet: str, key: str, row: int) -> Any:
    """Return the cell of a column, `row` rows below the head."""
    for cells in book[sheet].iter_rows():
        for cell in cells:
            if isinstance(cell, Cell) and str(cell.value or "").endswith(f"· {key}"):
                return book[sheet].cell(cell.row + row, cell.column)
    raise AssertionError(key)


def typed(path: Path, sound: Path, *changes: tuple[str, str, int, object]) -> list[str]:
    """Write the plan with values typed into cells (sheet, column, row below the head); give where those stand."""
    book = openpyxl.load_workbook(sound)
    places = []
    for sheet, key, row, value in changes:
        cell = cell_of(book, sheet, key, row)
        cell.value = value
        places.append(f"แผ่น “{sheet}” เซลล์ {cell.coordinate}")
    book.save(path)
    return places


# sheet, column, row below the head, what is typed, words of the English message
IN_XLSX: dict[str, tuple[str, str, int, object, str]] = {
    "measure without owner": ("มาตรการ", "responsible_units", 1, None, "nobody is responsible"),
    "period outside the year": (
        "มาตรการ",
        "period",
        2,
        "1 ต.ค. 2567 - 30 ก.ย. 2568",
        "outside fiscal year 2569",
    ),
    "unknown code": ("มาตรการ", "codes", 1, "O99", "“O99”"),
    "one id twice": ("มาตรการ", "id", 2, "m1", "“m1”"),
    "step of no measure": ("ขั้นตอน", "measure", 1, "m99", "“m99”"),
    "formula": ("มาตรการ", "title", 1, "=HYPERLINK(A1)", "formula"),
    "error of Excel": ("มาตรการ", "budget", 1, "#REF!", "error of Excel"),
    "words for a budget": ("มาตรการ", "budget", 1, "พอสมควร", "“พอสมควร”"),
    "round before its plan": ("แผน", "value", 5, "31 มี.ค. 2568", "the round closes before"),
}


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize("case", IN_XLSX)
def test_a_bad_workbook_is_refused_at_its_cell(case: str, kind: str, drafted: Path, tmp_path: Path) -> None:
    *change, words = IN_XLSX[case]
    path = tmp_path / "plan.xlsx"
    (place,) = typed(path, drafted / "plan.xlsx", tuple(change))  # type: ignore[arg-type] # as listed above

    ((_, english),) = told(tmp_path, *of_plan(path, kind))

    assert place in english
    assert words in english


def test_all_that_is_wrong_with_a_plan_is_told_at_once(drafted: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    places = typed(
        path,
        drafted / "plan.xlsx",
        ("มาตรการ", "responsible_units", 1, None),
        ("มาตรการ", "codes", 2, "O99"),
        ("มาตรการ", "period", 3, "2024-10-01/2025-09-30"),
    )

    problems = told(tmp_path, *of_plan(path, "followup"))

    assert len(problems) == len(places)
    assert all(place in problem[1] for place, problem in zip(places, problems, strict=True))


# Files that are no plan


def cut_short(text: bytes) -> bytes:
    return text[: len(text) // 2]


FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "truncated JSON": ("plan.json", cut_short, "the JSON ends in the middle"),
    "truncated workbook": ("plan.xlsx", cut_short, "plan.xlsx"),
    "50 MB of JSON": ("plan.json", lambda _: b"[" + b" " * 50_000_000, "MB"),
    "50 MB of workbook": ("plan.xlsx", lambda _: b"PK\x03\x04" + b" " * 50_000_000, "MB"),
    "empty JSON": ("plan.json", lambda _: b"", "empty"),
    "empty workbook": ("plan.xlsx", lambda _: b"", "empty"),
    "a list": ("plan.json", lambda _: b"[]", "{ … }"),
    "not UTF-8": ("plan.json", lambda _: b'{"agency": "\xff\xfe"}', "plan.json"),
    "another kind of file": ("plan.pdf", lambda _: b"%PDF-1.7", "plan.pdf"),
}


@pytest.mark.parametrize("kind", ["counts", "implementation"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_plan_is_refused(case: str, kind: str, drafted: Path, tmp_path: Path) -> None:
    name, change, words = FILES[case]
    sound = drafted / name
    path = tmp_path / name
    path.write_bytes(change(sound.read_bytes() if sound.exists() else b""))

    ((thai, english),) = told(tmp_path, *of_plan(path, kind))

    assert words in english
    assert "result.xlsx" not in english, "the remedy is for a plan, not for a result"
    assert "คะแนน" not in thai, "the remedy is for a plan, not for a result"


def test_a_plan_that_is_not_there_is_named(tmp_path: Path) -> None:
    for kind in ("counts", "implementation"):
        assert "gone.xlsx" in told(tmp_path, *of_plan(tmp_path / "gone.xlsx", kind))[0][1]


# Profiles and emblems


PROFILES: dict[str, tuple[str, dict[str, bytes], str]] = {
    "text file renamed .png": (PROFILE + 'emblem = "seal.png"', {"seal.png": "ตรา".encode()}, "seal.png"),
    "truncated picture": (PROFILE + 'emblem = "seal.png"', {"seal.png": PNG + b"\0\0\0\rIHDR"}, "seal.png"),
    "emblem that is not there": (PROFILE + 'emblem = "gone.png"', {}, "gone.png"),
    "broken TOML": ('agency = "เทศบาล', {}, "profile.toml"),
    "no TOML at all": ("เทศบาล", {}, "profile.toml"),
    "unknown name": (PROFILE + 'owner = "x"', {}, "owner"),
    "no agency": ('phone = "1"', {}, "agency"),
    "unknown form": (PROFILE + '[forms]\nmeasures = "nosuch"', {}, "“nosuch”"),
    "number for a text": ("agency = 1", {}, "agency"),
    "empty profile": ("", {}, "agency"),
}


@pytest.mark.parametrize(
    "command",
    [
        ("report", DONSAK, "--kind", "memo"),
        ("report", DONSAK, "--kind", "analysis"),
        ("report", DONSAK, "--kind", "all"),
        ("plan", DONSAK),
    ],
    ids=["memo", "analysis", "all", "plan"],
)
@pytest.mark.parametrize("case", PROFILES)
def test_a_bad_profile_is_refused(case: str, command: tuple[object, ...], tmp_path: Path) -> None:
    text, beside, words = PROFILES[case]
    for name, content in ({"profile.toml": text.encode()} | beside).items():
        (tmp_path / name).write_bytes(content)
    out = tmp_path / ("plan.xlsx" if command[0] == "plan" else "out")
    plan = ("--plan", EXAMPLES / "none.xlsx") if "all" in command else ()

    problems = told(tmp_path, *command, "--profile", tmp_path / "profile.toml", *plan, "-o", out)

    assert any("profile.toml" in english and words in english for _, english in problems)


def test_profile_and_plan_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("agency = 1", encoding="utf-8")
    (tmp_path / "plan.json").write_text("[]", encoding="utf-8")

    problems = told(tmp_path, *of_plan(tmp_path / "plan.json", "all"), "--profile", tmp_path / "profile.toml")

    assert [english.partition(":")[0] for _, english in problems] == ["profile.toml", "plan.json"]


# What stands beside the result

BESIDE: dict[str, tuple[str, str, str, str]] = {
    "wording for no finding": ("--edits", "edits.csv", "code,wording\nO99,ก\n", "“O99”"),
    "wording without a head": ("--edits", "edits.csv", "ก,ข\n", "head of the table is missing"),
    "agency without a score": ("--peers", "peers.csv", "agency,total\nก,มาก\n", "“มาก”"),
    "peers cut short": ("--peers", "peers.json", '[{"agency": "ก"', "the JSON ends in the middle"),
    "earlier year above 100": (
        "--previous",
        "2567.json",
        '{"agency": "ก", "fiscal_year": 2567, "scores": {"1": "101"}}',
        "“101”",
    ),
}


@pytest.mark.parametrize("kind", ["analysis", "memo"])
@pytest.mark.parametrize("case", BESIDE)
def test_a_bad_file_beside_the_result_is_refused(case: str, kind: str, tmp_path: Path) -> None:
    option, name, text, words = BESIDE[case]
    (tmp_path / name).write_text(text, encoding="utf-8")

    problems = told(
        tmp_path, "report", DONSAK, "--kind", kind, option, tmp_path / name, "-o", tmp_path / "out"
    )

    assert any(words in english for _, english in problems)


# Templates


def saying(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(saying("{{ agency }}"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


TEMPLATES: dict[str, tuple[Callable[[], bytes], str]] = {
    "way to the classes": (lambda: saying("{{ ''.__class__ }}"), "__class__"),
    "way by a field": (lambda: saying("{{ agency.__class__.__mro__ }}"), "__class__"),
    "way by a filter": (lambda: saying("{{ agency|attr('__class__') }}"), "attr"),
    "import": (lambda: saying("{% import 'os' as os %}"), "import"),
    "call": (lambda: saying("{{ cycler.__init__.__globals__ }}"), "cycler"),
    "endless loop": (lambda: saying("{% for i in range(999999999) %}x{% endfor %}"), "range"),
    "unknown field": (lambda: saying("{{ agancy }}"), "agancy"),
    "broken field": (lambda: saying("{{ agency"), "template.docx"),
    "macro": (lambda: with_part("word/vbaProject.bin", b"\0"), "macros"),
    "not a DOCX": (lambda: "แม่แบบ".encode(), "template.docx"),
    "a workbook": (lambda: (EXAMPLES / "donsak-2568.xlsx").read_bytes(), "template.docx"),
    "truncated": (lambda: TEMPLATE[: len(TEMPLATE) // 2], "template.docx"),
    "50 MB": (lambda: b"PK\x03\x04" + bytes(50_000_000), "MB"),
    "empty": (lambda: b"", "template.docx"),
}


@pytest.mark.parametrize(
    ("case", "kind"),
    [*((case, "analysis") for case in TEMPLATES), ("way to the classes", "memo"), ("macro", "measures")],
)
def test_a_bad_template_is_refused(case: str, kind: str, tmp_path: Path) -> None:
    content, words = TEMPLATES[case]
    path = tmp_path / "template.docx"
    path.write_bytes(content())

    problems = told(tmp_path, "report", DONSAK, "--kind", kind, "--template", path, "-o", tmp_path / "out")

    assert any(words in english for _, english in problems)
    assert all("template.docx" in english for _, english in problems)


# The installed program


def test_the_program_itself_refuses_without_a_traceback(drafted: Path, tmp_path: Path) -> None:
    (tmp_path / "template.docx").write_bytes(saying("{{ ''.__class__ }}"))
    (tmp_path / "plan.json").write_bytes(cut_short((drafted / "plan.json").read_bytes()))
    before = everything_in(tmp_path)

    for arguments in (
        ("followup", "plan.json"),
        ("report", DONSAK, "--kind", "implementation", "--plan", "plan.json"),
        ("report", DONSAK, "--template", "template.docx"),
    ):
        ended = program(*arguments, at=tmp_path)

        assert (ended.returncode, ended.stdout) == (1, b"")
        assert b"Traceback" not in ended.stderr
        assert everything_in(tmp_path) == before
