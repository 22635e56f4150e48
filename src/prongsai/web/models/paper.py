"""Papers, their versions, and who decided what on them."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency


class Paper(models.Model):
    """One paper of an agency and a year (`kind` is core/papers': memo, analysis, measures …).

    Stages: `draft`, `in_approval`, `returned`, `approved`, `published`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="papers")
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    round = models.CharField(max_length=10, blank=True)
    lang = models.CharField(max_length=2, default="th")
    digits = models.CharField(max_length=6, default="thai")
    form = models.CharField(max_length=50, blank=True)
    number = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, default="draft")
    link = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fiscal_year", "kind", "round"], name="one_paper_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.fiscal_year} {self.kind}"


class PaperVersion(models.Model):
    """A version sent up the chain, frozen: its files never change.

    `content_hash` is that of the document's content (core/seal), which approvals bind to; `document` is that content
    (core/archive.py), from which the final file is printed, and `files_hash` covers `pdf` and `docx`. `text` holds
    its lines, so that the next version can show what changed. `sealed` and `code` come with the last approval;
    from `published_at` on everyone may have the sealed file.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=80)
    text = models.JSONField()
    document = models.BinaryField()
    pdf = models.BinaryField()
    docx = models.BinaryField()
    files_hash = models.CharField(max_length=80)
    code = models.CharField(max_length=40, blank=True, db_index=True)
    sealed = models.BinaryField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} v{self.number}"


class Decision(models.Model):
    """A station of the chain on one version, bound to the content's hash.

    `waiting`, then `submitted` (by the drafter), `approved` or `returned`; `closed` where it was not asked any more.
    """

    version = models.ForeignKey(PaperVersion, on_delete=models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField()
    position = models.CharField(max_length=200)
    acting = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey("web.Person", null=True, blank=True, on_delete=models.SET_NULL)
    person_name = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=20, default="waiting")
    comment = models.TextField(blank=True)
    content_hash = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="one_decision_a_place")]

    def __str__(self) -> str:
        return f"{self.position}: {self.decision}"


class WordTemplate(models.Model):
    """An agency's own Word template for a kind of paper (docs/guide/word-template.md)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "kind"], name="one_template_a_kind")]

    def __str__(self) -> str:
        return self.name
