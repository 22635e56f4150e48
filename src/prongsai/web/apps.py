"""The one Django application."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    name = "prongsai.web"
    label = "web"

    def ready(self) -> None:
        from prongsai.web.sign_in.kept import listen as hold_what_was_sent
        from prongsai.web.sign_in.record import listen

        listen()
        hold_what_was_sent()
