"""manage reminders: writes the e-mails of the day; a second time on the same day writes none."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from prongsai.web import reminders
from prongsai.web.actions import system
from prongsai.web.clock import today


class Command(BaseCommand):
    help = "Remind people by e-mail of what is due or late"

    def handle(self, *args: object, **options: object) -> None:
        sent = reminders.run(today(), system())
        self.stdout.write(f"ส่งอีเมลเตือน {sent} ฉบับ / {sent} reminders sent")
