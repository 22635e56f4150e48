"""What can happen in the example year: each event of a data file is an action of the web."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from prongsai.core.document import Column, Document, Paragraph, Row, Run, Table
from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.result import check
from prongsai.reading import plan as plan_files
from prongsai.reading.evidence import examine
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import draft_of
from prongsai.render.pdf import render
from prongsai.web.access import Subject, access_of, may
from prongsai.web.actions import Actor, analysis, evidence
from prongsai.web.actions import followup as rounds
from prongsai.web.actions import paper as papers
from prongsai.web.actions import plan as plans
from prongsai.web.actions import read as reading
from prongsai.web.actions import result as results
from prongsai.web.demo.people import email_of
from prongsai.web.jobs.read import read as read_now
from prongsai.web.models import Agency, FollowupRound, Measure, Paper, Person, Plan, Result
from prongsai.web.queries.followup import reporters
from prongsai.web.queries.paper_versions import freeze
from prongsai.web.queries.read_chain import remarks_of

HERE = Path(__file__).parent
# Two of the agencies are the examples of the command line as well.
EXAMPLES = HERE.parents[3] / "examples"
Event = Mapping[str, Any]
MINUTES_A_REPORT = 7


def result(actor: Actor, agency: Agency, event: Event) -> None:
    """Enter the result that is in a file."""
    draft = draft_of(_file(event).read_bytes(), event["file"])
    framework = load_framework(f"th-ita-{event['file'][-9:-5]}")
    results.enter(actor, agency, results.Content(entered=check(draft, framework), framework=framework))


def settle(actor: Actor, agency: Agency, event: Event) -> None:
    """Say that the figures which disagree were looked into."""
    kept = Result.objects.get(agency=agency, fiscal_year=event["year"])
    results.settle(actor, kept, version=kept.version, note=event["note"])


def words(actor: Actor, agency: Agency, event: Event) -> None:
    """Write the agency's own words on findings."""
    kept = Result.objects.get(agency=agency, fiscal_year=event["year"])
    for finding, text in event["texts"].items():
        analysis.word(actor, kept, finding=finding, text=text, version=0)


def plan(actor: Actor, agency: Agency, event: Event) -> None:
    """Take the measures of a plan file."""
    plans.take(actor, agency, plan=_plan_file(event)[0])


def coordinate(actor: Actor, agency: Agency, event: Event) -> None:
    """Say who looks after which measure."""
    kept = _plan(agency, event)
    for key, id_ in event["people"].items():
        row, person = kept.measures.get(key=key), Person.objects.get(email=email_of(id_))
        plans.save(actor, kept, measure=row.pk, version=row.version, values={"people": [person.pk]})


def set_rounds(actor: Actor, agency: Agency, event: Event) -> None:
    """Set the rounds of reports."""
    dues = cast("dict[MonitoringRound, datetime.date]", event["dues"])
    rounds.set_rounds(actor, agency, fiscal_year=event["year"], dues=dues)


def reports(actor: Actor, agency: Agency, event: Event) -> None:
    """Report what a plan file says of a round, each measure by somebody of its units where there is one."""
    kept = _round(agency, event)
    _, followup = _plan_file(event)
    told = next(each for each in cast("Followup", followup).rounds if each.round == kept.key)
    at = event["at"]
    for note in told.notes:
        if note.measure not in event.get("without", ()):
            at += datetime.timedelta(minutes=MINUTES_A_REPORT)
            moment = event.get("late", {}).get(note.measure, at)
            _report(replace(actor, at=moment), kept, note)


def attach(actor: Actor, agency: Agency, event: Event) -> None:
    """Hand in a file that shows what was done: a page of our own, read as any other file."""
    kept = _round(agency, event)
    measure = kept.plan.measures.get(key=event["measure"])
    place = rounds.Place(measure=measure.pk, step=event["step"])
    page = examine(_page(event), event["file"])
    day = event["at"].date()
    evidence.attach(actor, kept, place=place, document=page, days=evidence.Days(about=day, received=day))


def read(actor: Actor, agency: Agency, event: Event) -> None:
    """Send in a paper of our own making, and let it be read and proof-read."""
    file = reading.File(event["file"], _page(event))
    read_now(actor, reading.send(actor, agency, year=event["year"], file=file))
    reading.judge(actor, agency, remarks=remarks_of(agency))


def close(actor: Actor, agency: Agency, event: Event) -> None:
    """Close a round."""
    rounds.close(actor, _round(agency, event))


def submit(actor: Actor, agency: Agency, event: Event) -> None:
    """Write a paper, or write it anew, and send it up the chain."""
    wanted = papers.Settings(number=event["number"], date=event["date"])
    kept = papers.make(actor, agency, which=papers.Which(**event["paper"]), settings=wanted)
    kept = papers.change(actor, kept, settings=wanted, seen=papers.Settings.of(kept))
    last = kept.versions.count()
    papers.submit(actor, kept, frozen=freeze(kept), note=event["note"], last=last)


def decide(actor: Actor, agency: Agency, event: Event) -> None:
    """Approve the newest version of a paper, or return it."""
    kept = _paper(agency, event)
    papers.decide(
        actor,
        kept,
        version=kept.versions.count(),
        approve=event.get("approve", True),
        comment=event.get("comment", ""),
    )


def publish(actor: Actor, agency: Agency, event: Event) -> None:
    """Record where a paper can be read."""
    papers.publish(actor, _paper(agency, event), link=event["link"], day=event["day"])


EVENTS: Mapping[str, Callable[[Actor, Agency, Event], None]] = {
    "result": result,
    "settle": settle,
    "words": words,
    "plan": plan,
    "coordinate": coordinate,
    "rounds": set_rounds,
    "reports": reports,
    "evidence": attach,
    "read": read,
    "close": close,
    "submit": submit,
    "decide": decide,
    "publish": publish,
}


def _report(actor: Actor, round_: FollowupRound, note: ProgressNote) -> None:
    measure = round_.plan.measures.get(key=note.measure)
    given = rounds.Report(
        **{name: getattr(note, name) for name in rounds.REPORT_FIELDS},
    )
    reporter = _of_unit(actor, round_, measure)
    place = rounds.Place(measure=measure.pk, step=note.step, version=0)
    day = actor.at.date()
    rounds.report(reporter, round_, place=place, given=given, day=day)
    for address in note.evidence:
        to = evidence.Link(address=address)
        evidence.link(reporter, round_, place=place, to=to, days=evidence.Days(received=day))


def _page(event: Event) -> bytes:
    paragraphs = tuple(Paragraph((Run(line),)) for line in event["lines"])
    table = (_table(event["head"], event["rows"]),) if "rows" in event else ()
    day = event["at"].date()
    document = Document(
        kind="evidence",
        title=event["title"],
        subtitle=(),
        blocks=(*paragraphs, *table),
        lang="th",
        digits="arabic",
        stamp=day,
        date=day,
    )
    return render(document)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    widths = (15, 60, 25)
    columns = tuple(Column(title, width) for title, width in zip(head, widths, strict=True))
    return Table("", columns, tuple(Row(tuple((Run(cell),) for cell in row)) for row in rows))


def _of_unit(actor: Actor, round_: FollowupRound, measure: Measure) -> Actor:
    """Return whoever of a measure's units reports, else who acts here anyway."""
    units = reporters(measure)
    agency = round_.plan.agency
    for person in Person.objects.filter(memberships__unit__in=units).order_by("pk").distinct():
        access = access_of(person)
        if may(access, "followup.report", Subject(agency, "open", units)):
            return replace(actor, access=access)
    return actor


def _file(event: Event) -> Path:
    own = HERE / str(event["file"])
    return own if own.is_file() else EXAMPLES / own.name


def _plan_file(event: Event) -> tuple[CorePlan, Followup | None]:
    return plan_files.read(_file(event))


def _plan(agency: Agency, event: Event) -> Plan:
    return Plan.objects.get(agency=agency, fiscal_year=event["year"])


def _round(agency: Agency, event: Event) -> FollowupRound:
    return FollowupRound.objects.get(plan=_plan(agency, event), key=event["round"])


def _paper(agency: Agency, event: Event) -> Paper:
    return Paper.objects.get(agency=agency, **event["paper"])
