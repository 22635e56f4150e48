"""manage prepare: what `serve` does before it serves, for whoever starts gunicorn themselves."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from prongsai.web.prepare import prepare


class Command(BaseCommand):
    help = "Migrate the database, make the table of throttles, collect static files where they changed"

    def handle(self, *args: object, **options: object) -> None:
        prepare()
