"""The one Django application."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    name = "prongsai.web"
    label = "web"
