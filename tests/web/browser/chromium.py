"""Where the browser is: Debian's Chromium, or the one that CHROMIUM names."""

from __future__ import annotations

import os
from typing import Any

from playwright.sync_api import ViewportSize

OPTIONS: dict[str, Any] = {
    "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
    # Containers have no sandbox of their own, and the pages are ours.
    "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
