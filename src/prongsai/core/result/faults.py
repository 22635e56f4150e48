"""What can be wrong with a result file, and how to mend it."""

from __future__ import annotations

from prongsai.core.fault import Fault
from prongsai.core.text import Text

AGENCY_MISSING = Fault(
    "result.agency_missing",
    Text("ยังไม่มีชื่อหน่วยงาน", "the agency's name is missing"),
    Text("เติมชื่อหน่วยงาน เช่น อบต.นาโพธิ์", "fill in the agency's name, for example อบต.นาโพธิ์"),
)
TEXT_UNREADABLE = Fault(
    "result.text_unreadable",
    Text("มีอักขระควบคุมที่มองไม่เห็น", "the text holds control characters"),
    Text("พิมพ์ใหม่แทนการคัดลอกมาวาง", "type it anew instead of pasting it"),
)
TEXT_TOO_LONG = Fault(
    "result.text_too_long",
    Text("ข้อความยาวเกิน {longest} ตัวอักษร", "the text is longer than {longest} characters"),
    Text("ใส่เฉพาะชื่อ", "give the name only"),
)
AGENCY_TYPE_UNKNOWN = Fault(
    "result.agency_type_unknown",
    Text("ไม่ใช่ประเภทหน่วยงานของกรอบนี้", "this is not an agency type of this framework"),
    Text("เลือกหนึ่งใน: {choices} หรือเว้นว่าง", "choose one of: {choices}, or leave it empty"),
)
YEAR_MISSING = Fault(
    "result.year_missing",
    Text("ยังไม่มีปีงบประมาณ", "the fiscal year is missing"),
    Text("เติมปีงบประมาณ พ.ศ. เช่น 2568", "fill in the fiscal year (Buddhist era), for example 2568"),
)
YEAR_UNREADABLE = Fault(
    "result.year_unreadable",
    Text("อ่านเป็นปี พ.ศ. ไม่ได้", "this does not read as a Buddhist-era year"),
    Text("เขียนเป็นตัวเลขสี่หลัก เช่น 2568", "write four digits, for example 2568"),
)
YEAR_CHRISTIAN = Fault(
    "result.year_christian",
    Text("เป็นปี ค.ศ. แต่ผลการประเมินใช้ปี พ.ศ.", "this is a year of the common era; results use the Buddhist era"),
    Text("หากหมายถึง พ.ศ. {year} ให้เขียน {year}", "if you mean B.E. {year}, write {year}"),
)
YEAR_DIFFERS = Fault(
    "result.year_differs",
    Text(
        "ไม่ใช่ปี {year} ซึ่งเป็นปีของกรอบที่ใช้ตรวจ",
        "this is not {year}, the year of the framework it is checked with",
    ),
    Text(
        "ถ้าเป็นผลของปีอื่น ให้นำเข้าหรือตรวจในปีนั้น ถ้าพิมพ์ปีผิด ให้แก้เป็น {year}",
        "a result of another year belongs there; if the year is a slip, write {year}",
    ),
)
FRAMEWORK_MISSING = Fault(
    "result.framework_missing",
    Text("ไม่มีกรอบการประเมิน {framework}", "there is no framework {framework}"),
    Text("กรอบที่มี: {choices}", "the frameworks there are: {choices}"),
)
FRAMEWORK_DIFFERS = Fault(
    "result.framework_differs",
    Text("ไฟล์นี้ตรวจด้วยกรอบ {framework}", "this file is being checked with the framework {framework}"),
    Text("แก้ชื่อกรอบในไฟล์ หรือเลือกกรอบที่ไฟล์ระบุ", "mend the name in the file, or choose the framework it names"),
)
FIELD_UNKNOWN = Fault(
    "result.field_unknown",
    Text("ไม่รู้จักช่องนี้", "this field is not known"),
    Text("ช่องที่ใช้ได้: {choices}", "the fields that can be used: {choices}"),
)
FIELD_TWICE = Fault(
    "result.field_twice",
    Text("ช่อง {field} มีแล้วที่ {first}", "the field {field} is given already at {first}"),
    Text("เหลือไว้ที่เดียว", "keep one of the two"),
)
SECTION_UNKNOWN = Fault(
    "result.section_unknown",
    Text("ไม่รู้จักหมวดนี้", "this section is not known"),
    Text("หมวดที่ใช้ได้: {choices}", "the sections that can be used: {choices}"),
)
CODE_MISSING = Fault(
    "result.code_missing",
    Text("มีค่าแต่ไม่มีรหัส", "there is a value without a code"),
    Text("เติมรหัส เช่น 1, i1, O1 หรือลบค่านี้", "fill in the code, for example 1, i1 or O1, or delete the value"),
)
CODE_UNKNOWN = Fault(
    "result.code_unknown",
    Text("กรอบปี {year} ไม่มีรหัสนี้", "the framework of {year} has no such code"),
    Text("หมายถึง {nearest} หรือไม่", "did you mean {nearest}?"),
)
CODE_STRANGE = Fault(
    "result.code_strange",
    Text("กรอบปี {year} ไม่มีรหัสนี้", "the framework of {year} has no such code"),
    Text(
        "เทียบกับแบบกรอกผลของปี {year} หรือดูรหัสด้วยคำสั่ง prongsai framework show {year}",
        "compare with the form of {year}, or see its codes by prongsai framework show {year}",
    ),
)
CODE_DOUBTFUL = Fault(
    "result.code_doubtful",
    Text("รหัสนี้อ่านได้มากกว่าหนึ่งอย่าง: {choices}", "this code can be read in more than one way: {choices}"),
    Text("เขียนรหัสให้ชัด เช่น {example}", "write the code in full, for example {example}"),
)
CODE_TWICE = Fault(
    "result.code_twice",
    Text("รหัส {code} มีแล้วที่ {first}", "the code {code} is given already at {first}"),
    Text("เหลือไว้ที่เดียว", "keep one of the two"),
)
TOTAL_IN_SCORES = Fault(
    "result.total_in_scores",
    Text(
        "คะแนนรวมคำนวณจากคะแนนย่อย ใส่ในหมวดคะแนนไม่ได้", "the total is computed and cannot be given as a score"
    ),
    Text("ย้ายไปไว้ที่คะแนนที่ประกาศ (published)", "move it to the announced figures (published)"),
)
NOT_A_NUMBER = Fault(
    "result.not_a_number",
    Text("ไม่ใช่ตัวเลข", "this is not a number"),
    Text(
        "เขียนเป็นตัวเลข เช่น 87.73 ถ้าไม่ทราบให้เว้นว่าง", "write a number such as 87.73; leave it empty if unknown"
    ),
)
COMMA_IN_NUMBER = Fault(
    "result.comma_in_number",
    Text("มีจุลภาคในตัวเลข", "there is a comma in the number"),
    Text("ไม่ใช้จุลภาค เขียนเช่น 87.73 หรือ 1234", "write it without: 87.73 or 1234"),
)
NUMBER_TOO_LONG = Fault(
    "result.number_too_long",
    Text("ตัวเลขยาวเกิน {longest} ตัวอักษร", "the number is longer than {longest} characters"),
    Text("เขียนตามที่ประกาศ เช่น 87.73", "write it as announced, for example 87.73"),
)
SCORE_NEGATIVE = Fault(
    "result.score_negative",
    Text("คะแนนต่ำกว่า 0", "the score is below 0"),
    Text("ตรวจตัวเลข คะแนนอยู่ระหว่าง 0 ถึง 100", "check the figure; scores lie between 0 and 100"),
)
SCORE_TOO_HIGH = Fault(
    "result.score_too_high",
    Text("คะแนนเกิน 100", "the score is above 100"),
    Text("ตรวจตัวเลข คะแนนอยู่ระหว่าง 0 ถึง 100", "check the figure; scores lie between 0 and 100"),
)
SCORE_NOT_ALLOWED = Fault(
    "result.score_not_allowed",
    Text("ระดับคะแนนของ {code} ที่เคยพบคือ {choices}", "the levels met for {code} are {choices}"),
    Text(
        "ตรวจกับรายงานใน ITAS หากเป็นคะแนนทางการให้คงไว้",
        "check it against the report in ITAS; keep it if it is the official score",
    ),
    "warning",
)
LEVEL_UNKNOWN = Fault(
    "result.level_unknown",
    Text("ไม่ใช่คำบอกระดับของปี {year}: {choices}", "not a level word of {year}: {choices}"),
    Text("ตรวจกับประกาศ ระบบเก็บคำนี้ไว้ตามที่เขียน", "check the announcement; the word is kept as written"),
    "warning",
)
NOT_A_QUESTION = Fault(
    "result.counts_not_a_question",
    Text("{code} ไม่ใช่ข้อคำถาม จึงไม่มีจำนวนคำตอบ", "{code} is not a question and has no answers to count"),
    Text("ใส่คะแนนของ {code} ในหมวดคะแนน (scores)", "give the score of {code} under scores"),
)
HAS_STATEMENTS = Fault(
    "result.counts_has_statements",
    Text("{code} มีข้อย่อย จำนวนคำตอบอยู่ที่ข้อย่อย", "{code} has statements; the answers are theirs"),
    Text("ใส่จำนวนคำตอบที่ {choices}", "give the counts of {choices}"),
)
CHOICE_MISSING = Fault(
    "result.choice_missing",
    Text("ไม่ได้บอกว่าเป็นจำนวนคำตอบของตัวเลือกใด", "it is not said which choice these answers belong to"),
    Text("เติมคะแนนหรือข้อความของตัวเลือก", "fill in the points or the label of the choice"),
)
CHOICE_UNKNOWN = Fault(
    "result.choice_unknown",
    Text("ข้อ {code} ไม่มีตัวเลือก “{choice}”", "question {code} has no choice “{choice}”"),
    Text("ตัวเลือกของข้อนี้: {choices}", "its choices are: {choices}"),
)
CHOICE_NEEDS_POINTS = Fault(
    "result.choice_needs_points",
    Text("ยังไม่ทราบคะแนนของตัวเลือกในข้อ {code}", "the points of the choices of {code} are not known"),
    Text("บอกตัวเลือกเป็นคะแนน 0–100", "name the choice by its points, 0–100"),
)
CHOICE_TWICE = Fault(
    "result.choice_twice",
    Text("ตัวเลือก {choice} ของ {code} มีแล้วที่ {first}", "choice {choice} of {code} is given already at {first}"),
    Text("เหลือไว้ที่เดียว", "keep one of the two"),
)
COUNT_NEGATIVE = Fault(
    "result.count_negative",
    Text("จำนวนคำตอบต่ำกว่า 0", "the number of answers is below 0"),
    Text("ใส่จำนวนเต็มตั้งแต่ 0 ขึ้นไป", "give a whole number from 0 upwards"),
)
COUNT_NOT_WHOLE = Fault(
    "result.count_not_whole",
    Text("จำนวนคำตอบไม่ใช่จำนวนเต็ม", "the number of answers is not whole"),
    Text("ใส่จำนวนคน ไม่ใช่ร้อยละ", "give the number of people, not a share"),
)
COUNT_TOO_HIGH = Fault(
    "result.count_too_high",
    Text("จำนวนคำตอบเกิน {most}", "more answers than {most}"),
    Text("ตรวจตัวเลขของข้อ {code} อีกครั้ง", "check the figure of question {code} again"),
)
NOTHING_FILLED = Fault(
    "result.nothing_filled",
    Text("ยังไม่มีคะแนนหรือจำนวนคำตอบเลย", "there is not one score or count yet"),
    Text(
        "อย่างน้อยกรอกคะแนนตัวชี้วัดทั้งสิบ แล้วลองใหม่",
        "fill in at least the scores of the ten indicators and try again",
    ),
)
