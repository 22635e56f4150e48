"""What can be wrong with a pasted text before its scores are checked."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

EMPTY = Fault(
    "paste.empty",
    Text("ยังไม่ได้วางอะไร", "nothing was pasted"),
    Text("คัดลอกตารางคะแนน แล้ววางในช่องนี้", "copy the table of scores and paste it here"),
)
TOO_LONG = Fault(
    "paste.too_long",
    Text("ข้อความยาวเกิน {most} ตัวอักษร", "longer than {most} characters"),
    Text("คัดลอกเฉพาะตารางคะแนน", "copy the table of scores only"),
)
CONTRADICTS = Fault(
    "paste.contradicts",
    Text("รหัสกับชื่อไม่ใช่เรื่องเดียวกัน", "code and name do not speak of the same"),
    Text("แก้รหัสหรือชื่อ หรือลบคอลัมน์ลำดับที่", "correct the code or the name, or leave out a column of ranks"),
)
SEVERAL_FIGURES = Fault(
    "paste.several_figures",
    Text("มีคะแนนมากกว่าหนึ่งตัว ไม่รู้ว่าตัวใดเป็นของปี {year}", "more than one figure; which of them is of {year}?"),
    Text(
        "คัดลอกแถวหัวตารางมาด้วย หรือเหลือคะแนนไว้คอลัมน์เดียว",
        "copy the heading too, or keep one column of scores",
    ),
)
NO_NAME = Fault(
    "paste.no_name",
    Text("มีคะแนนแต่ไม่รู้ว่าของข้อใด", "there is a figure, but not what it is the score of"),
    Text("เขียนรหัสหรือชื่อไว้หน้าคะแนน", "write the code or the name before it"),
)
SEVERAL_ROWS = Fault(
    "paste.several_rows",
    Text("มีหลายแถวใต้หัวตารางเดียวกัน", "several rows stand below one heading"),
    Text("คัดลอกเฉพาะแถวของหน่วยงานและปีนี้", "copy only the row of this agency and year"),
)
NOT_UNDERSTOOD = Fault(
    "paste.not_understood",
    Text("อ่านบรรทัดนี้ไม่ได้", "this line cannot be read"),
    Text(
        "เขียนชื่อตัวชี้วัด เว้นวรรค แล้วตามด้วยคะแนน หรือลบบรรทัดนี้",
        "write the name, a blank and the score, or remove the line",
    ),
)
OTHER_YEAR = Fault(
    "paste.other_year",
    Text("ข้อความนี้เป็นของปีงบประมาณ {other} ไม่ใช่ {year}", "this is of the fiscal year {other}, not {year}"),
    Text("เลือกปีให้ตรง หรือคัดลอกผลของปีที่เลือก", "choose that year, or copy the result of the year you chose"),
)
