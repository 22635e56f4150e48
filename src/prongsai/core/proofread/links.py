"""The rules of the class chain together: score, finding, measure, report, outcome."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.proofread import Check, answered, cover, kept, methods

CHECKS: Mapping[str, Check] = {**cover.CHECKS, **answered.CHECKS, **kept.CHECKS, **methods.CHECKS}
