"""A limit on what is sent at once, asked before anything of it is read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Ten pieces of evidence of the largest size, and the words that go with them.
MOST_BYTES = 210_000_000
# Whoever is not signed in has one thing to send: a paper to be checked.
MOST_OF_STRANGERS = 55_000_000


class SizeGuard(FileUploadHandler):
    """Refuse a request by the size that it declares; no more than that is read of it."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        known = self.request is not None and self.request.user.is_authenticated
        if content_length > (MOST_BYTES if known else MOST_OF_STRANGERS):
            raise RequestDataTooBig(f"{content_length} bytes were sent at once")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
