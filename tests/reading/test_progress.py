"""How far a reader is: it moves on, ends at its total, and says the same whatever a part is read twice."""

from __future__ import annotations

from prongsai.core.register import AgencyRow, Known, PersonRow, Register
from prongsai.core.text import Text
from prongsai.reading.progress import EVERY, TellingBytes, TellingRows
from prongsai.reading.register import check_register, read_rows
from prongsai.render.register import register_workbook

Told = list[tuple[str, int, int]]


def test_a_part_that_is_read_twice_counts_no_more_than_all() -> None:
    told: Told = []
    file = TellingBytes(b"0123456789", lambda *now: told.append(now), rest=10)
    file.read(6)
    file.seek(0)
    file.read()

    assert told == [("read", 6, 20), ("read", 10, 20)]


def test_rows_count_on_from_those_before() -> None:
    told: Told = []
    rows = TellingRows(range(EVERY + 1), 7, 1000, lambda *now: told.append(now))

    assert list(rows) == list(range(EVERY + 1)) and (len(rows), rows[1], list(rows[:2])) == (
        EVERY + 1,
        1,
        [0, 1],
    )
    assert told == [("check", 7, 1000), ("check", 7 + EVERY, 1000)]


def test_a_register_is_told_step_by_step() -> None:
    told: Told = []
    agency = AgencyRow(name="อบต.นาโพธิ์", type="sao")
    people = tuple(
        PersonRow(agency=agency.ref, name=f"คนที่ {n}", email=f"p{n}@example.go.th", roles=("officer",))
        for n in range(60)
    )
    data = register_workbook({"finance": Text("กองคลัง")}, Register(agencies=(agency,), people=people))
    rows = read_rows(data, "r.xlsx", lambda *now: told.append(now))
    check_register(rows, Known(), lambda *now: told.append(now))

    read = [done for step, done, _ in told if step == "read"]
    assert read == sorted(read) and len(set(read)) > 3 and read[-1] > len(data) * 3 // 2
    assert {total for step, _, total in told if step == "read"} == {2 * len(data)}
    assert [(done, total) for step, done, total in told if step == "check"] == [(0, 61), (1, 61)]
