"""Click commands whose help speaks Thai or English, and the one place where errors are told."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from prongsai.cli.commands import COMMANDS, Listed
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Lang, Text

WRONG_INPUT = 1
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
LANGUAGES = click.Choice(["th", "en"])


def locale_language(environment: Mapping[str, str]) -> Lang:
    """Return English where the locale asks for it, else Thai."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].startswith("en") else "th"
    return "th"


def language() -> Lang:
    """Return the language of the running command."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("lang") if context else None
    return chosen or locale_language(os.environ)


def quiet() -> bool:
    """Whether the person asked for no progress lines."""
    return bool(click.get_current_context().find_root().params.get("quiet"))


_HEADINGS = {
    "Usage": Text("วิธีใช้", "Usage"),
    "Options": Text("ตัวเลือก", "Options"),
    "Commands": Text("คำสั่ง", "Commands"),
}
_HELP = Text("แสดงวิธีใช้นี้", "Show this help and exit.")
_NO_SUCH_COMMAND = Text(
    "ไม่มีคำสั่ง “{name}” คำสั่งที่มีคือ {known}", "there is no command “{name}”; the commands are {known}"
)


class BilingualFormatter(click.HelpFormatter):
    """Help whose headings are in the language of the command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{_HEADINGS['Usage'].say(language())}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, Text(heading)).say(language()))


class BilingualContext(click.Context):
    """The context of a command whose help is bilingual."""

    formatter_class = BilingualFormatter


class BilingualOption(click.Option):
    """An option whose help is a `Text`."""

    def __init__(self, *names: Any, words: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.words.say(language())
        return super().get_help_record(ctx)


class _Bilingual(click.Command):
    """What commands and groups share."""

    context_class = BilingualContext

    def __init__(self, *names: Any, words: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP.say(language())
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        return self.words.say(language()).partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self.words.say(language())
        super().format_help_text(ctx, formatter)


class BilingualCommand(_Bilingual):
    """A command whose help is a `Text`; `--lang` and `-q` hold wherever on the line they stand."""

    def __init__(self, *names: Any, words: Text, **settings: Any) -> None:
        super().__init__(*names, words=words, **settings)
        self.params += [_of_the_root("--lang", type=LANGUAGES), _of_the_root("-q", "--quiet", is_flag=True)]


def _of_the_root(*names: str, **settings: Any) -> click.Option:
    def hand_up(context: click.Context, parameter: click.Parameter, value: object) -> None:
        if value:
            context.find_root().params[str(parameter.name)] = value

    return click.Option(names, callback=hand_up, expose_value=False, is_eager=True, hidden=True, **settings)


class BilingualGroup(_Bilingual, click.Group):
    """A group whose help is a `Text`; a command that is `listed` is loaded from its module when it is used."""

    def __init__(
        self, *names: Any, words: Text, listed: Mapping[str, Listed] | None = None, **settings: Any
    ) -> None:
        super().__init__(*names, words=words, **settings)
        self.listed = dict(listed or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.listed, *(name for name in self.commands if name not in self.listed)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not self.listed:
            super().format_commands(ctx, formatter)
            return
        # To show what there is, no command needs to be loaded.
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.words.say(language())) for name, each in self.listed.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.listed:
            # Only the command that runs is imported: `score` must not wait for the renderers.
            import importlib

            module = importlib.import_module(self.listed[cmd_name].module)
            command: click.Command = getattr(module, cmd_name)
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        named = args[0]
        if not ctx.resilient_parsing and not named.startswith("-") and self.get_command(ctx, named) is None:
            known = ", ".join(self.list_commands(ctx))
            ctx.fail(_NO_SUCH_COMMAND.format(name=named, known=known).say(language()))
        return super().resolve_command(ctx, args)

    def main(self, *arguments: Any, **settings: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            say_anything(stream)
        # A command lives for a second: looking for garbage among the 60,000 words of the dictionary
        # over and over took a fifth of a report's time.
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        return super().main(*arguments, **settings)


def say_anything(stream: Any) -> None:
    """Let a stream take Thai: files and pipes get UTF-8, and a console that lacks a sign shows “?” for it."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def option(*names: str, words: Text, **settings: Any) -> Callable[[Any], Any]:
    """Return a click option with bilingual help."""
    return click.option(*names, cls=BilingualOption, words=words, **settings)


def command(name: str) -> Callable[[Any], Any]:
    """Return a click command with the bilingual help that it is listed with."""
    return click.command(name, cls=BilingualCommand, words=COMMANDS[name].words)


AS_JSON = option("--json", "as_json", is_flag=True, words=Text("พิมพ์ผลเป็น JSON", "print the result as JSON"))


def print_json(value: object) -> None:
    """Print a plain value as JSON that people can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def refuse(error: InputError, *, as_json: bool = False) -> NoReturn:
    """Tell every problem, in the person's language first and then the other, and end with exit code 1."""
    if as_json:
        print_json({"problems": [problem_summary(problem) for problem in error.problems]})
    say_problems(error.problems)
    sys.exit(WRONG_INPUT)


def say_problems(problems: Iterable[Problem]) -> None:
    """Tell every problem, in the person's language first and then the other."""
    first = language()
    second: Lang = "en" if first == "th" else "th"
    for problem in problems:
        click.echo(problem.say(first), err=True)
        click.echo(f"    {problem.say(second)}", err=True)


def problem_summary(problem: Problem) -> dict[str, str]:
    """Return a problem as plain values."""
    return {
        "id": problem.id,
        "severity": problem.severity,
        "where": problem.where,
        "found": problem.found,
        "why_th": problem.why.th,
        "why_en": problem.why.en,
        "remedy_th": problem.remedy.th,
        "remedy_en": problem.remedy.en,
    }


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write every file or none: all are written aside first, then put in place.

    Raises `InputError` when a place cannot be written.
    """
    folders = [path for path, _ in files if path.is_dir()]
    if folders:
        raise InputError([_cannot_write(IsADirectoryError(0, "a folder", str(path))) for path in folders])
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{path.name}.{os.getpid()}.part")
            waiting.append((aside, path))
            aside.write_bytes(content)
        for aside, path in waiting:
            aside.replace(path)
    except OSError as error:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)
        raise InputError([_cannot_write(error)]) from error


def _cannot_write(error: OSError) -> Problem:
    return Problem(
        id="output.not_writable",
        where=str(error.filename or ""),
        found="",
        why=Text("เขียนไฟล์ที่นี่ไม่ได้", f"cannot write here ({error.strerror})"),
        remedy=Text(
            "เลือกโฟลเดอร์อื่นด้วย -o หรือปิดไฟล์ที่เปิดค้างอยู่", "choose another place with -o, or close the open file"
        ),
    )
