"""manage administrator: appoints one, also the first, who nobody could invite in the browser."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from prongsai.core.errors import InputError
from prongsai.web.actions import administrator, system
from prongsai.web.prepare import is_prepared, prepare


class Command(BaseCommand):
    help = "Appoint an administrator and print the link that opens the account"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: object, email: str, name: str, **options: object) -> None:
        # Whoever appoints the first one before the first start must not meet a database without tables.
        if not is_prepared():
            prepare()
        try:
            invited = administrator.invite(system(), None, email=email, name=name)
        except InputError as error:
            told = [problem.say(lang) for problem in error.problems for lang in ("th", "en")]
            raise CommandError("\n".join(told)) from error
        if invited.secret is None:
            self.stdout.write(f"{invited.person.email}: มีบัญชีอยู่แล้ว / has an account already")
        else:
            link = settings.ENVIRONMENT.address + reverse("invitation_open", args=[invited.secret])
            self.stdout.write(f"เปิดลิงก์นี้เพื่อตั้งรหัสผ่าน / Open this to set a password:\n{link}")
