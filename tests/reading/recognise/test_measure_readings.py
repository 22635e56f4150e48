"""Every value of a measure is given with how it was printed, where, and how sure it is."""

from dataclasses import replace

from tests.reading.recognise.printing import FILE, PLAN, REPORT, table

from prongsai.core.printed import Place, Table
from prongsai.core.recognised import Reading, Section
from prongsai.reading.recognise.measure_readings import readings_of_measures
from prongsai.reading.recognise.measures import measures_of


def read(*tables: Table) -> dict[str, Reading]:
    sections = [
        Section(
            kind="unknown",
            title="",
            where=Place(file=FILE),
            blocks=(each,),
            measures=measures_of([each], plan_year=2568),
        )
        for each in tables
    ]
    return {reading.field: reading for reading in readings_of_measures(sections)}


REPORTED = table(
    REPORT,
    ["๑. อบรม", "๑. จัด ๒. สรุป", "สำนักปลัด", "ม.ค- มี.ค. ๖๘", "ทำเอกสารแล้ว", "โรคระบาด จึงไม่สามารถจัดได้"],
)


def test_values_stand_below_the_plan_or_the_report() -> None:
    planned = table(PLAN, ["เปิดเผยข้อมูล", "เผยแพร่", "๑. ลงเว็บไซต์", "กองคลัง", ""])

    fields = read(planned, REPORTED)

    assert fields["plan.measures.m1.title"].value == "เปิดเผยข้อมูล"
    assert fields["report.measures.m1.step.2"].value == "สรุป"
    assert fields["report.measures.m1.result"].value == "ทำเอกสารแล้ว"


def test_the_print_and_the_cell_are_kept() -> None:
    fields = read(REPORTED)

    title, period = fields["report.measures.m1.title"], fields["report.measures.m1.period"]
    assert (title.value, title.as_printed) == ("อบรม", "๑. อบรม")
    assert (period.value, period.as_printed) == ("2025-01-01/2025-03-31", "ม.ค- มี.ค. ๖๘")
    assert (period.where.row, period.where.column) == (2, 4)


def test_what_words_tell_is_likely_and_what_nobody_can_tell_is_doubtful() -> None:
    fields = read(table(REPORT, ["๑. อบรม", "๑. จัด", "สำนักปลัด", "เร็ว ๆ นี้", "บริการด้วยใจ", ""]))

    assert fields["report.measures.m1.period"].confidence == "doubtful"
    assert fields["report.measures.m1.status"].confidence == "doubtful"
    assert fields["report.measures.m1.status"].value == ""
    assert read(REPORTED)["report.measures.m1.status"].confidence == "likely"
    assert read(REPORTED)["report.measures.m1.obstacle"].confidence == "likely"


def test_a_mended_word_says_so() -> None:
    fields = read(table(REPORT, ["๑. อบรม", "๑. จ ัดประชุม", "สำนักปลัด", "", "จัดแล้ว", ""]))

    step = fields["report.measures.m1.step.1"]
    assert (step.value, step.as_printed, step.confidence) == ("จัดประชุม", "จ ัดประชุม", "likely")
    assert step.note is not None


def test_what_was_read_from_a_picture_is_doubtful() -> None:
    scanned = replace(
        REPORTED, rows=tuple(tuple(replace(cell, scanned=True) for cell in row) for row in REPORTED.rows)
    )

    assert {reading.confidence for reading in read(scanned).values()} == {"doubtful"}


def test_a_number_that_was_mended_stands_beside_its_print() -> None:
    fields = read(table(REPORT, ["๑. อบรม", "๑. ก ๒. ข ๗. ค ๔. ง", "สำนักปลัด", "", "จัดแล้ว", ""]))

    step = fields["report.measures.m1.step.3"]
    assert (step.value, step.as_printed, step.confidence) == ("ค", "๗. ค", "likely")
    assert fields["report.measures.m1.step.4"].confidence == "sure"
