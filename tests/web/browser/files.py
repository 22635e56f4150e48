"""Files as people bring them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload


def photograph(name: str = "ป้ายประชาสัมพันธ์.jpg") -> FilePayload:
    """A picture of a notice board, as a phone would take it."""
    picture = Image.new("RGB", (640, 480), "#d9e4e6")
    ImageDraw.Draw(picture).rectangle((80, 60, 560, 400), fill="#0b6e69")
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": written.getvalue()}
