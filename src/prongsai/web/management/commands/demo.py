"""manage demo: loads the example year into an installation in demo mode; a second time does nothing more."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from prongsai.core.errors import InputError
from prongsai.web.demo import load, sign_ins


class Command(BaseCommand):
    help = "Load the example year, in demo mode only"

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        try:
            made = load()
        except InputError as error:
            told = [
                f"{each.where}: {each.why.th} – {each.remedy.th} / {each.why.en} – {each.remedy.en}"
                for each in error.problems
            ]
            raise CommandError("\n".join(told)) from error
        if verbosity:
            self.stdout.write("made" if made else "there already")
            for each in sign_ins():
                self.stdout.write(each.say("en"))
