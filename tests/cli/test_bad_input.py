"""Files that cannot be used: one clear message in both languages, exit code 1, nothing written, no traceback."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.command_line import NAPHO, everything_in, printed, program, run

TEXT = NAPHO.read_text("utf-8")
THAI = re.compile("[\u0e00-\u0e7f]")


def changed(old: str, new: str) -> bytes:
    assert old in TEXT
    return TEXT.replace(old, new, 1).encode()


def workbook(value: object) -> bytes:
    """Return a workbook whose score of indicator 1 stands in B4 as `value`."""
    book = openpyxl.load_workbook(NAPHO.with_suffix(".xlsx"))
    sheet = book["คะแนน"]
    place = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == "1")
    place[4].value = value  # type: ignore[assignment] # whatever a person may type
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a workbook of some kilobytes with a sheet that unpacks to a gigabyte."""
    stream = io.BytesIO(workbook("87.73"))
    with zipfile.ZipFile(stream) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name.endswith("sheet2.xml"):
                with archive.open(name, "w", force_zip64=True) as part:
                    for _ in range(1024):
                        part.write(bytes(2**20))
            else:
                archive.writestr(name, content)
    return packed.getvalue()


# name of the file, its content, what stands in the English message
Bad = tuple[str, Callable[[], bytes], str]
BAD: dict[str, Bad] = {
    "empty file": ("a.json", lambda: b"", "empty"),
    "empty table": ("a.csv", lambda: b"", "empty"),
    "empty workbook": ("a.xlsx", lambda: b"", "empty"),
    "wrong year": ("a.json", lambda: changed("2564", "2464"), "2464"),
    "unknown code": ("a.json", lambda: changed('"10":', '"11":'), "“11”"),
    "above 100": ("a.json", lambda: changed("87.73", "100.01"), "“100.01”"),
    "negative": ("a.json", lambda: changed("87.73", "-0.01"), "“-0.01”"),
    "text in a number": ("a.json", lambda: changed("87.73", "about 80"), "“about 80”"),
    "one code twice": ("a.json", lambda: changed('"2": "80.03"', '"1": "80.03"'), "scores → 1"),
    "truncated JSON": ("a.json", lambda: TEXT.encode()[:200], "line"),
    "50 MB": ("a.json", lambda: b"[" + b" " * 50_000_000, "MB"),
    "50 MB workbook": ("a.xlsx", lambda: b"PK\x03\x04" + b" " * 50_000_000, "MB"),
    "zip bomb": ("a.xlsx", bomb, "a.xlsx"),
    "formula": ("a.xlsx", lambda: workbook("=1+86.73"), "formula"),
    "text in a cell": ("a.xlsx", lambda: workbook("ดีมาก"), "“ดีมาก”"),
    "another kind of file": ("a.pdf", lambda: b"%PDF-1.7", "a.pdf"),
    "no agency": ("a.json", lambda: changed("อบต.นาโพธิ์", ""), "agency"),
}


@pytest.fixture(scope="module")
def bad_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def make(case: str) -> Path:
        if case not in made:
            name, content, _ = BAD[case]
            made[case] = tmp_path_factory.mktemp("bad") / name
            made[case].write_bytes(content())
        return made[case]

    return make


def lines_of(result_lines: list[str]) -> tuple[str, str]:
    first, second = result_lines
    return first, second.strip()


@pytest.mark.parametrize("command", ["score", "reconcile", "improve", "report"])
@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_with_one_message_in_both_languages(
    case: str, command: str, bad_file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # `report` would write to ./out

    result = run(command, bad_file(case))

    thai, english = lines_of(result.stderr.splitlines())
    assert result.exit_code == 1
    assert THAI.search(thai)
    assert BAD[case][2] in english
    assert " – " in english, "the message ends with a remedy"
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert everything_in(tmp_path) == {}


def test_nothing_is_converted_from_it(bad_file: Callable[[str], Path], tmp_path: Path) -> None:
    result = run("convert", bad_file("above 100"), "-o", tmp_path / "a.csv")

    assert result.exit_code == 1
    assert everything_in(tmp_path) == {}


@pytest.mark.parametrize("case", ["truncated JSON", "zip bomb", "50 MB"])
def test_the_program_itself_refuses_it_too(
    case: str, bad_file: Callable[[str], Path], tmp_path: Path
) -> None:
    ended = program("report", bad_file(case), at=tmp_path)

    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr
    assert everything_in(tmp_path) == {}


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()

    for name in ("gone.json", "folder.json"):
        result = run("score", tmp_path / name)

        assert result.exit_code == 1
        assert name in result.stderr
        assert "Traceback" not in result.output


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_bytes(TEXT.replace("87.73", "187.73").replace("80.03", "x").replace('"10"', '"O99"').encode())

    result = run("score", path, "--lang", "en")

    english = result.stderr.splitlines()[::2]
    assert result.exit_code == 1
    assert len(english) == 3
    assert [found for found in ("“187.73”", "“x”", "“O99”") if any(found in line for line in english)] == [
        "“187.73”",
        "“x”",
        "“O99”",
    ]


def test_thai_figures_full_width_digits_and_words_around_a_score_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "thai.json"
    text = (
        TEXT.replace('"87.73"', '"ร้อยละ ๘๗.๗๓"')
        .replace('"80.03"', '" ８０.０３ "')
        .replace("2564", '"๒๕๖๔"', 1)
    )
    path.write_text(text, encoding="utf-8")

    assert printed("score", path)["total"] == "69.66"
