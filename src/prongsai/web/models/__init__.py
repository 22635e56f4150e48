"""What the database keeps, one module per noun."""

from prongsai.web.models.agency import Agency, ChainLink, Unit
from prongsai.web.models.analysis import Wording
from prongsai.web.models.audit import AuditChain, AuditEntry
from prongsai.web.models.dates import OwnDate
from prongsai.web.models.followup import Entry, Evidence, FollowupRound, Reminder
from prongsai.web.models.job import Job, JobFile, JobUnit
from prongsai.web.models.paper import Decision, Paper, PaperVersion, WordTemplate
from prongsai.web.models.person import Invitation, Membership, Person
from prongsai.web.models.plan import Measure, Plan, Step
from prongsai.web.models.read import ReadPaper, ReadRemark, ReadValue
from prongsai.web.models.result import Result
from prongsai.web.models.sent import Sent

__all__ = [
    "Agency",
    "AuditChain",
    "AuditEntry",
    "ChainLink",
    "Decision",
    "Entry",
    "Evidence",
    "FollowupRound",
    "Invitation",
    "Job",
    "JobFile",
    "JobUnit",
    "Measure",
    "Membership",
    "OwnDate",
    "Paper",
    "PaperVersion",
    "Person",
    "Plan",
    "ReadPaper",
    "ReadRemark",
    "ReadValue",
    "Reminder",
    "Result",
    "Sent",
    "Step",
    "Unit",
    "WordTemplate",
    "Wording",
]
