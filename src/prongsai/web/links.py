"""Addresses that leave the site: in letters and in what people copy."""

from __future__ import annotations

from django.conf import settings


def whole(path: str) -> str:
    """Return the whole address of a page: as the operator set it, whatever name a request called the site by."""
    return f"{settings.ENVIRONMENT.address}{path}"
