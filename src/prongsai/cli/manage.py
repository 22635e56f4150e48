"""Django's own commands, for whoever looks after the system."""

from __future__ import annotations

import os
import sys

import click

from prongsai.cli.bilingual import BilingualCommand, refuse
from prongsai.cli.commands import COMMANDS
from prongsai.cli.site import SETTINGS, require_packages, write_for_oneself
from prongsai.core.errors import InputError


@click.command(
    "manage",
    cls=BilingualCommand,
    words=COMMANDS["manage"].words,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Hand the rest of the line to Django, after the settings were checked."""
    try:
        require_packages()
        write_for_oneself()
        from prongsai.web.environment import read_environment

        read_environment(os.environ)
    except InputError as error:
        refuse(error)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    sys.argv[0] = "prongsai manage"
    execute_from_command_line(["prongsai manage", *arguments])
