"""The example year: four agencies with figures that were published, and invented people, work and papers.

`load` acts through the same actions as everyone, as the person and at the moment that the data files name, so that
the log, the decisions and the seals are real. It refuses outside demo mode, where the passwords below would be open.
"""

from __future__ import annotations

from prongsai.web.demo.load import load
from prongsai.web.demo.people import SignIn, sign_ins

__all__ = ["SignIn", "load", "sign_ins"]
