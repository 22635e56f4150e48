"""The command line: one verb for each step of the yearly cycle."""

from __future__ import annotations

import click

from prongsai.cli.bilingual import LANGUAGES, BilingualGroup, BilingualOption, option
from prongsai.cli.commands import COMMANDS
from prongsai.core.text import Lang, Text


@click.group(
    cls=BilingualGroup,
    listed=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    words=Text(
        "โปร่งใส: คำนวณ ตรวจทาน และอธิบายผลการประเมิน ITA",
        "prongsai: score, check and explain results of Thailand's ITA",
    ),
)
@option(
    "--lang",
    type=LANGUAGES,
    is_eager=True,  # so that the help beside it is already in that language
    words=Text("ภาษาของข้อความ (ค่าเริ่มต้นตามเครื่อง)", "language of messages (default: the locale)"),
)
@option("-q", "--quiet", is_flag=True, words=Text("ไม่แสดงความคืบหน้า", "no progress lines"))
@click.version_option(
    package_name="prongsai",
    prog_name="prongsai",
    cls=BilingualOption,
    words=Text("แสดงรุ่นของโปรแกรม", "Show the version and exit."),
)
def main(lang: Lang | None, *, quiet: bool) -> None:
    """Run the command that was named; the options here hold for every command."""
