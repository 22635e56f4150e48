"""The rules of the class form together: what a paper of its kind must show and does not."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.proofread import Check, approved, elements, layout

CHECKS: Mapping[str, Check] = {**elements.CHECKS, **approved.CHECKS, **layout.CHECKS}
