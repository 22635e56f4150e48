"""What all tests share."""

import os

from hypothesis import settings

# The machine may be busy, so a slow example is no failure; and a gate must say the same thing twice.
settings.register_profile("gate", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("gate")
