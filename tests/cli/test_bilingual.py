"""Help and errors in both languages, exit codes, quiet, and files that are written all or not at all."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.command_line import DONSAK, NAPHO, done, everything_in, program, run

from prongsai.cli import main
from prongsai.cli.bilingual import (
    BilingualCommand,
    BilingualGroup,
    BilingualOption,
    locale_language,
    say_anything,
    write_all,
)
from prongsai.cli.commands import COMMANDS
from prongsai.core.errors import InputError
from prongsai.core.text import Text

THAI = re.compile("[\u0e00-\u0e7f]")


def commands(
    group: click.Group = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = dict(commands())
EACH = pytest.mark.parametrize("path", [(), *ALL], ids=" ".join)


def words_of(path: tuple[str, ...]) -> list[Text]:
    command = ALL[path] if path else main
    options = [each.words for each in command.params if isinstance(each, BilingualOption)]
    return [command.words, *options]  # type: ignore[attr-defined] # every command of ours has words


# Help


@EACH
def test_help_is_all_thai_or_all_english(path: tuple[str, ...]) -> None:
    thai, english = done(*path, "--help"), done("--lang", "en", *path, "--help")

    one_line = [" ".join(text.split()) for text in (thai, english)]
    for words in words_of(path):
        assert " ".join(words.th.split()) in one_line[0]
        assert " ".join(words.en.split()) in one_line[1]
    assert "วิธีใช้: " in thai
    assert not THAI.search(english)
    assert "Show this help" not in thai


def test_the_list_of_commands_is_shown_without_loading_one() -> None:
    asked = (
        "import sys; sys.argv = ['prongsai', '--lang', 'en', '--help']\n"
        "from prongsai.cli import main\n"
        "try: main()\n"
        "finally: print(sorted(name for name in sys.modules if name.startswith('prongsai.cli.')))"
    )

    shown = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout

    assert all(f"  {name} " in shown and each.words.en in shown for name, each in COMMANDS.items())
    assert shown.splitlines()[-1] == "['prongsai.cli.bilingual', 'prongsai.cli.commands']"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_listed_command_is_loaded_with_the_words_it_is_listed_with(name: str) -> None:
    found = main.get_command(click.Context(main), name)

    assert isinstance(found, BilingualCommand | BilingualGroup)
    assert (found.name, found.words) == (name, COMMANDS[name].words)


def test_the_locale_chooses_the_language_of_help() -> None:
    assert "Usage: " in run("score", "--help", LANG="en_US.UTF-8").stdout
    assert "วิธีใช้: " in run("score", "--help", LANG="C.UTF-8").stdout


def test_the_language_may_stand_before_or_after_the_command() -> None:
    assert done("--lang", "en", "score", NAPHO) == done("score", NAPHO, "--lang", "en")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "th"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "th_TH.UTF-8"}, "th"),
        ({"LC_ALL": "en_US", "LC_MESSAGES": "th_TH", "LANG": "th_TH"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
        ({"LANG": "C.UTF-8"}, "th"),
    ],
)
def test_a_narrower_locale_goes_first_and_thai_is_the_default(
    environment: dict[str, str], expected: str
) -> None:
    assert locale_language(environment) == expected


# Exit codes


def test_a_command_that_does_not_exist_is_a_usage_error_with_the_ones_that_do() -> None:
    thai, english = run("foo"), run("--lang", "en", "foo")

    assert thai.exit_code == english.exit_code == 2
    assert "ไม่มีคำสั่ง “foo”" in thai.stderr
    assert "there is no command “foo”" in english.stderr
    assert "score" in thai.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", NAPHO, "--nonsense"),
        ("--lang", "fr", "score", NAPHO),
        ("framework", "nonsense"),
        ("report", NAPHO, "--kind", "nonsense"),
        ("report", NAPHO, "--digits", "roman"),
    ],
)
def test_a_line_that_cannot_be_understood_ends_with_2(arguments: tuple[object, ...]) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_the_program_itself_ends_with_0_1_and_2(tmp_path: Path) -> None:
    ended = [program(*line, at=tmp_path) for line in (("score", NAPHO), ("score", "gone.json"), ("foo",))]

    assert [each.returncode for each in ended] == [0, 1, 2]
    assert all(b"Traceback" not in each.stderr for each in ended)
    assert everything_in(tmp_path) == {}


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"prongsai, version \d+\.\d+\.\d+\n", done("--version"))


# Errors


def test_a_problem_is_told_in_the_persons_language_first_and_then_in_the_other() -> None:
    thai, english = (run("--lang", lang, "score", "gone.json").stderr.splitlines() for lang in ("th", "en"))

    assert len(thai) == len(english) == 2
    assert THAI.search(thai[0])
    assert thai[1].startswith("    ")
    assert (thai[0], thai[1].strip()) == (english[1].strip(), english[0])


def test_problems_can_be_read_by_programs_too() -> None:
    result = run("score", "gone.json", "--json")

    assert result.exit_code == 1
    assert '"where": "gone.json"' in result.stdout
    assert '"remedy_en"' in result.stdout


# Quiet


def test_quiet_says_nothing_where_nothing_was_asked_for(tmp_path: Path) -> None:
    assert done("-q", "new", "2568", "-o", tmp_path / "a.xlsx") == ""
    assert done("convert", "-q", NAPHO, "-o", tmp_path / "a.csv") == ""
    assert done("report", DONSAK, "--format", "html", "-o", tmp_path, "--quiet") == ""


def test_quiet_still_prints_what_was_asked_for() -> None:
    assert done("-q", "score", NAPHO) == done("score", NAPHO)


# Output of any kind


@pytest.mark.parametrize("encoding", ["ascii", "cp874", "utf-8"])
def test_a_pipe_carries_utf_8_whatever_the_machine_prefers(tmp_path: Path, encoding: str) -> None:
    found = program("score", NAPHO, at=tmp_path, PYTHONIOENCODING=encoding)

    assert found.returncode == 0, found.stderr
    assert "คะแนนรวม 69.66 ไม่ต่ำกว่า 65.00" in found.stdout.decode("utf-8")


class _Console(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_console_keeps_its_encoding_and_replaces_what_it_lacks() -> None:
    raw = io.BytesIO()
    console = _Console(raw, encoding="cp874")

    say_anything(console)
    console.write("คะแนน ≥ 85")
    console.flush()

    assert raw.getvalue().decode("cp874") == "คะแนน ? 85"


def test_a_stream_that_cannot_be_changed_is_left_alone() -> None:
    say_anything(io.StringIO())


# Writing


def test_all_files_are_written_into_folders_that_need_not_exist(tmp_path: Path) -> None:
    write_all([(tmp_path / "a" / "b.txt", b"one"), (tmp_path / "c.txt", b"two")])

    assert everything_in(tmp_path) == {"a/b.txt": b"one", "c.txt": b"two"}


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")

    write_all([(tmp_path / "a.txt", b"new")])

    assert everything_in(tmp_path) == {"a.txt": b"new"}


def refused(files: list[tuple[Path, bytes]]) -> str:
    with pytest.raises(InputError) as caught:
        write_all(files)
    (problem,) = caught.value.problems
    assert problem.id == "output.not_writable"
    return problem.where


def test_a_folder_in_the_place_of_one_file_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()

    assert refused([(tmp_path / "a.txt", b"one"), (tmp_path / "b.txt", b"two")]) == str(tmp_path / "b.txt")
    assert everything_in(tmp_path) == {}


def test_a_place_that_cannot_be_made_leaves_nothing_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")

    refused([(tmp_path / "a.txt", b"one"), (tmp_path / "file" / "b.txt", b"two")])

    assert everything_in(tmp_path) == {"file": b"in the way"}


def test_a_folder_that_may_not_be_written_to_is_told_with_a_remedy(tmp_path: Path) -> None:
    # No file can be made in /proc, not even by the superuser.
    result = run("report", NAPHO, "-o", "/proc/prongsai")

    assert result.exit_code == 1
    assert "-o" in result.stderr
    assert "Traceback" not in result.stderr
