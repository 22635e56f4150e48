"""How templates write the state of a measure or a step: its word with its shape."""

from __future__ import annotations

from typing import cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from prongsai.core.followup import Status
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.web import language
from prongsai.web.office.followup_forms import STATUSES

register = template.Library()


@register.simple_tag
def status(value: str) -> SafeString:
    """Write a status of a report."""
    known = cast("Status", value)
    return format_html(
        '<span class="state {}">{}</span>', STATUSES[known][0], language.said(STATUS_WORDS[known])
    )
