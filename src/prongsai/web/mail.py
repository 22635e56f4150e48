"""Letters by e-mail, in both languages: Thai first, English below."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send(to: str, letter: str, values: Mapping[str, object]) -> bool:
    """Send the letter of `templates/mail/`; false where no server took it, which is logged."""
    context = {"address": settings.ENVIRONMENT.address, **values}
    subject = " ".join(render_to_string(f"mail/{letter}_subject.txt", context).split())
    message = EmailMessage(subject, render_to_string(f"mail/{letter}.txt", context), to=[to])
    try:
        return bool(message.send())
    except OSError:
        # Everything that a mail server does wrong is one of these; what was done here stays done.
        logger.exception("a letter could not be sent")
        return False


def is_kept_as_files() -> bool:
    """Tell whether letters reach nobody by themselves, because no mail server is set."""
    return str(settings.EMAIL_BACKEND).endswith("filebased.EmailBackend")
