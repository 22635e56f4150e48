"""The column sets of the papers by name, as data: a new form is a new entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prongsai.core.document import Align
from prongsai.core.text import Text

Key = Literal[
    "approach",
    "budget",
    "codes",
    "evidence",
    "gain",
    "measure",
    "monitoring",
    "number",
    "outcome",
    "period",
    "problems",
    "responsible",
    "result",
    "steps",
    "topic",
]
DEFAULT = "full"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: what stands in it, one `key` below the other, its title, and its share of the width."""

    keys: tuple[Key, ...]
    title: Text
    width: int
    align: Align = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A column set. `by_topic` puts the name of each topic over its measures; `wide` needs a page turned."""

    name: str
    title: Text
    columns: tuple[FormColumn, ...]
    by_topic: bool = False
    wide: bool = False

    def shows(self, key: Key) -> bool:
        """Tell whether something stands in a column of the form."""
        return any(key in column.keys for column in self.columns)


NUMBER = FormColumn(("number",), Text("ที่", "No."), 5, "center")
OWNER = Text("ผู้รับผิดชอบ", "Responsible")
PERIOD = Text("ระยะเวลา", "Period")
# Six columns that two agencies of different provinces used in the same year.
SIX_COLUMNS = (
    FormColumn(("measure",), Text("มาตรการ", "Measure"), 20),
    FormColumn(("approach", "steps"), Text("วิธีการดำเนินการ", "Method"), 26),
    FormColumn(("responsible",), OWNER, 13),
    FormColumn(("period",), PERIOD, 12),
    FormColumn(("result",), Text("ผลการดำเนินการ", "Result"), 26),
    FormColumn(("problems",), Text("ข้อเสนอแนะ", "Suggestions"), 18),
)

MEASURES: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            name=DEFAULT,
            title=Text("แบบเต็ม", "Complete"),
            by_topic=True,
            wide=True,
            columns=(
                NUMBER,
                FormColumn(("measure", "approach"), Text("มาตรการและแนวทาง", "Measure and approach"), 24),
                FormColumn(("steps",), Text("ขั้นตอน/วิธีปฏิบัติ", "Steps"), 27),
                FormColumn(("responsible",), OWNER, 12),
                FormColumn(("period",), PERIOD, 12),
                FormColumn(("monitoring",), Text("การกำกับติดตาม", "Monitoring"), 15),
                FormColumn(("codes",), Text("ตอบข้อ", "Answers"), 9),
                FormColumn(("gain",), Text("คะแนนที่คาด", "Expected gain"), 9, "end"),
                FormColumn(("budget",), Text("งบประมาณ (บาท)", "Budget (baht)"), 11, "end"),
            ),
        ),
        Form(
            name="napho",
            title=Text("แบบห้าคอลัมน์ มาตรการถึงการกำกับติดตาม", "Five columns, measure to monitoring"),
            by_topic=True,
            wide=True,
            columns=(
                FormColumn(("measure",), Text("มาตรการ", "Measure"), 22),
                FormColumn(("approach",), Text("แนวทางการปฏิบัติ", "Approach"), 24),
                FormColumn(("steps",), Text("ขั้นตอน/วิธีการปฏิบัติ", "Steps"), 30),
                FormColumn(("responsible",), OWNER, 14),
                FormColumn(("monitoring",), Text("การกำกับติดตาม", "Monitoring"), 16),
            ),
        ),
        Form(
            name="donsak",
            title=Text("แบบห้าคอลัมน์ รายหัวข้อ", "Five columns, by topic"),
            wide=True,
            columns=(
                FormColumn(("topic",), Text("หัวข้อ", "Topic"), 18),
                FormColumn(
                    ("measure", "approach"),
                    Text("วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", "How the analysis is put into practice"),
                    28,
                ),
                FormColumn(("responsible",), Text("ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", "Responsible and concerned"), 15),
                FormColumn(("steps",), Text("ขั้นตอน/วิธีปฏิบัติ", "Steps"), 30),
                FormColumn(("period", "monitoring"), Text("ระยะเวลาดำเนินงาน", "Period"), 14),
            ),
        ),
    )
}

IMPLEMENTATION: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            name=DEFAULT,
            title=Text("แบบเต็ม", "Complete"),
            by_topic=True,
            wide=True,
            columns=(
                NUMBER,
                FormColumn(("measure",), Text("มาตรการหรือกิจกรรม", "Measure or activity"), 18),
                FormColumn(("approach", "steps"), Text("วิธีดำเนินการ", "Method"), 22),
                FormColumn(("period",), PERIOD, 11),
                FormColumn(("responsible",), OWNER, 12),
                FormColumn(("result", "problems"), Text("ผลการดำเนินการ", "Result"), 24),
                FormColumn(("outcome",), Text("ผลลัพธ์หรือความสำเร็จ", "Outcome"), 18),
                FormColumn(("evidence",), Text("หลักฐาน", "Evidence"), 14),
            ),
        ),
        Form(
            name="khamduang",
            title=Text("แบบสามคอลัมน์", "Three columns"),
            columns=(
                FormColumn(
                    ("measure", "approach", "steps"),
                    Text("มาตรการ/ขั้นตอน/วิธีการปฏิบัติ", "Measure, steps and methods"),
                    36,
                ),
                FormColumn(
                    ("result", "problems"),
                    Text("สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม", "Summary of what was done"),
                    36,
                ),
                FormColumn(
                    ("outcome",),
                    Text("ผลลัพธ์หรือความสำเร็จของการดำเนินการ", "Outcome or success"),
                    28,
                ),
            ),
        ),
        Form(
            name="napho",
            title=Text("แบบหกคอลัมน์ จบด้วยข้อเสนอแนะ", "Six columns ending in suggestions"),
            wide=True,
            columns=SIX_COLUMNS,
        ),
        Form(
            name="maechachan",
            title=Text("แบบหกคอลัมน์ จบด้วยข้อเสนอแนะ มีลำดับที่", "Six columns ending in suggestions, numbered"),
            wide=True,
            columns=(
                FormColumn(("number", "measure"), SIX_COLUMNS[0].title, SIX_COLUMNS[0].width),
                *SIX_COLUMNS[1:],
            ),
        ),
        Form(
            name="mueangphalai",
            title=Text("แบบหกคอลัมน์ จบด้วยผลลัพธ์", "Six columns ending in the outcome"),
            wide=True,
            columns=(
                FormColumn(
                    ("measure",), Text("มาตรการ โครงการ หรือกิจกรรม", "Measure, project or activity"), 20
                ),
                FormColumn(("approach", "steps"), Text("วิธีดำเนินการ", "Method"), 26),
                FormColumn(("period",), Text("ระยะเวลาดำเนินการ", "Period"), 12),
                FormColumn(("responsible",), OWNER, 13),
                FormColumn(("result", "problems"), Text("ผลการดำเนินการ", "Result"), 26),
                FormColumn(("outcome",), Text("ผลลัพธ์หรือความสำเร็จของการดำเนินการ", "Outcome or success"), 20),
            ),
        ),
    )
}

FORMS: Mapping[str, Mapping[str, Form]] = {"measures": MEASURES, "implementation": IMPLEMENTATION}


def chosen(kind: str, name: str, chosen_by_agency: Mapping[str, str]) -> Form:
    """Return a form by name; without one the agency's own choice for the kind of paper, else the complete one.

    Raises `KeyError` for a name that the kind does not have.
    """
    return FORMS[kind][name or chosen_by_agency.get(kind, "") or DEFAULT]
