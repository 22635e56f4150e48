"""Papers that an agency published before, what was read of them, and what proof-reading says of them."""

from __future__ import annotations

from django.db import models

from prongsai.web.models.agency import Agency
from prongsai.web.models.plan import Plan
from prongsai.web.models.result import Result


class ReadPaper(models.Model):
    """A file that was sent in to be read. `fiscal_year` is the year of the office that it was sent to.

    Stages: `waiting`, `read`, `unreadable` (`problems` says why).
    `printed` is the paper as it was printed (reading/printed/carried.py), compressed; `understood` says in a few
    words what it is: agency, years, papers it holds, notes. `result` and `plan` are what was taken over from it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="read_papers")
    fiscal_year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="read/%Y/%m/", max_length=300)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stage = models.CharField(max_length=20, default="waiting")
    problems = models.JSONField(default=list, blank=True)
    format = models.CharField(max_length=10, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    printed = models.BinaryField(null=True, blank=True)
    understood = models.JSONField(default=dict, blank=True)
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.SET_NULL, related_name="read_from"
    )
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="read_from")
    sent_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="one_reading_a_file"),
            models.UniqueConstraint(fields=["agency", "name"], name="one_name_a_reading"),
        ]

    def __str__(self) -> str:
        return self.name


class ReadValue(models.Model):
    """One value that was read (core/recognised: `Reading`), and what a person decided on it.

    `where` is its place (page, line, sheet, table, row, column, box), `note` words in both languages. `decision`:
    empty, `accepted` (as it was read), `corrected`, `proposal`; `decided` is the value from then on, empty for a
    value that is to be left out.
    """

    paper = models.ForeignKey(ReadPaper, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveIntegerField()
    field = models.CharField(max_length=200)
    value = models.TextField(blank=True)
    as_printed = models.TextField(blank=True)
    where = models.JSONField(default=dict, blank=True)
    confidence = models.CharField(max_length=10)
    note = models.JSONField(default=list, blank=True)
    proposal = models.TextField(blank=True)
    decision = models.CharField(max_length=10, blank=True)
    decided = models.TextField(blank=True)
    decided_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["paper", "field"], name="one_value_a_field")]

    def __str__(self) -> str:
        return self.field

    @property
    def now(self) -> str:
        """The value as it stands: as it was decided, else as it was read."""
        return self.decided if self.decision else self.value


class ReadRemark(models.Model):
    """What proof-reading found (core/proofread: `Remark`); `content` holds its words in both languages.

    `state`: empty, `dealt_with`, `no_mistake`; each with the reason that was given.
    """

    paper = models.ForeignKey(ReadPaper, on_delete=models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=300)
    weight = models.CharField(max_length=10)
    content = models.JSONField()
    state = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey("web.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="one_remark_a_key")]

    def __str__(self) -> str:
        return self.key
