"""What every answer says about itself besides its policy of contents."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# No page of ours asks for any of these; a page that was broken into must not either.
_NEVER = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "serial", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in _NEVER)
# Pages differ by who looks: no cache between may keep them, and a browser asks before it shows one again.
PRIVATE, SECRET = "private, no-cache", "private, no-store"
_SECRET_PATHS = ("/account/", "/invitation/")


class HeadersMiddleware:
    """Say to browsers and proxies what they may keep and use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept = SECRET if request.path_info.startswith(_SECRET_PATHS) else PRIVATE
        response.headers.setdefault("Cache-Control", kept)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
