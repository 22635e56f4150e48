"""Taking in a register of agencies, units and people: all of it or nothing, and the same file twice changes nothing.

What is to be written is worked out before the transaction begins. In it stands only the look whether everything is
still as it was then, and the writing: others wait for moments, whatever the size of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.register import Known, Register
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.reading.progress import Tell, silent
from prongsai.web.actions import Actor, Done, action
from prongsai.web.bulk import Writes, hold, reserve
from prongsai.web.models import Agency, Membership, Person, Unit
from prongsai.web.queries.register import SAID, Counts, Intake, State, compare, state

MOST_ATTEMPTS = 5
NOT_STILL = Fault(
    "register.not_still",
    Text(
        "หน่วยงานหรือบุคคลถูกแก้พร้อมกันอยู่ตลอด จึงยังไม่ได้นำเข้า",
        "agencies or people were being changed all the while, so nothing was taken in",
    ),
    Text("รอให้คนอื่นแก้เสร็จ แล้วนำเข้าอีกครั้ง", "wait until others are done, and import again"),
)


class Moved(Exception):
    """What the register was compared with has changed since."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be written, and the state in which that is right."""

    before: State
    counts: Counts
    writes: Writes


@dataclass(frozen=True, slots=True)
class Source:
    """Where a register comes from: the digest of its file, and the job that takes it in, where one does.

    `hold` is called in the transaction that writes, and raises where the job is not to be done any more.
    """

    sha256: str
    target: str = "register"
    hold: Callable[[], object] = lambda: None


def take_in(actor: Actor, read: Callable[[Known], Register], source: Source, tell: Tell = silent) -> Counts:
    """Write what a register brings that is not here yet; one entry of the log names the file by its digest.

    `read` checks the file against what is here; where that changes meanwhile, it is asked again. Raises `InputError`
    with what is wrong in the file, and where the state never stands still.
    """
    for _ in range(MOST_ATTEMPTS):
        before = state()
        prepared = prepare(read(before.known()), before, tell)
        try:
            return _write(actor, None, prepared, source)
        except (Moved, IntegrityError):
            continue
    raise InputError([NOT_STILL.at("")])


def prepare(register: Register, before: State, tell: Tell = silent) -> Prepared:
    """Work out what is to be written; nobody waits for that. Tells its step `write` in rows."""
    intake = compare(register, before)
    _number(intake)
    counts = intake.counts
    total = sum(asdict(counts).values())
    writes = Writes(lambda rows: tell("write", rows, total))
    _agencies(intake, writes)
    writes.insert(intake.new_units)
    writes.update([each.thing for each in intake.changed_units], ["key"])
    for person in intake.new_people:
        person.set_unusable_password()
    writes.insert(intake.new_people)
    writes.update([each.thing for each in intake.changed_people], ["position"])
    writes.insert(intake.new_roles)
    return Prepared(before, counts, writes)


@action("people.import")
def _write(actor: Actor, nothing: None, prepared: Prepared, source: Source) -> Done[Counts]:
    source.hold()
    # Not people: who signs in writes there. A new address that two bring at once fails by itself, and is tried again.
    hold((Agency, Unit, Membership))
    if state() != prepared.before:
        raise Moved
    prepared.writes.run()
    counts = prepared.counts
    told: dict[str, Plain] = {name: number for name, number in asdict(counts).items() if number}
    return Done(counts, {**told, "sha256": source.sha256}, target=source.target, quiet=counts.nothing)


def _number(intake: Intake) -> None:
    """Give everything new its number, and tell it to what points there."""
    for kind, things in (
        (Agency, intake.new_agencies),
        (Unit, intake.new_units),
        (Person, intake.new_people),
        (Membership, intake.new_roles),
    ):
        for thing, number in zip(things, reserve(kind, len(things)), strict=True):
            thing.pk = number
    # A row takes the number of what it points to when it is pointed there; some had none then.
    for agency, above in intake.above:
        agency.supervisor = above
    for unit in intake.new_units:
        unit.agency = unit.agency
    for held in intake.new_roles:
        held.person, held.agency, held.unit = held.person, held.agency, held.unit


def _agencies(intake: Intake, writes: Writes) -> None:
    # A new place of one agency moves everything below it.
    moved = _lineages(intake.agencies.values())
    changed = [each.thing for each in intake.changed_agencies]
    for agency in changed:
        agency.version += 1
    written = {agency.pk for agency in (*intake.new_agencies, *changed)}
    writes.insert(intake.new_agencies)
    writes.update(changed, [*SAID, "supervisor", "lineage", "version"])
    writes.update([agency for agency in moved if agency.pk not in written], ["lineage"])


def _lineages(agencies: Iterable[Agency]) -> Sequence[Agency]:
    """Work out every lineage anew and return the agencies whose own has changed."""
    by_number = {agency.pk: agency for agency in agencies}
    lineages: dict[int, str] = {}

    def lineage(number: int) -> str:
        if number not in lineages:
            above = by_number[number].supervisor_id
            lineages[number] = f"{lineage(above) if above else ''}{number}."
        return lineages[number]

    moved = [agency for number, agency in by_number.items() if agency.lineage != lineage(number)]
    for agency in moved:
        agency.lineage = lineages[agency.pk]
    return moved
