"""What anybody may know of a sealed paper whose code they hold."""

from __future__ import annotations

from dataclasses import dataclass

from prongsai.core.seal import SealRecord
from prongsai.web.models import PaperVersion
from prongsai.web.queries.paper_versions import record_in


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed version: what its seal states, whether a newer one is sealed, and whether everyone may read it."""

    version: PaperVersion
    record: SealRecord
    newer: str
    published: bool


def sealed_under(code: str) -> Sealed | None:
    """Return what is sealed under a code, `None` for nothing. At most two queries."""
    version = (
        PaperVersion.objects.filter(code=code).defer("document", "pdf", "docx", "text").order_by("pk").first()
    )
    record = record_in(version) if version else None
    if version is None or record is None:
        return None
    later = PaperVersion.objects.filter(paper=version.paper_id, number__gt=version.number, code__gt="")
    newer = later.order_by("-number").values_list("code", flat=True).first() or ""
    return Sealed(version, record, newer, version.published_at is not None)
