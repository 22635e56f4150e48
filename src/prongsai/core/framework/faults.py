"""What can be wrong with a framework, worded once in both languages."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

_CORRECT_CODE = Text("แก้รหัส", "correct the code")
_LEAVE_EMPTY = Text("เว้นช่องนี้ว่าง", "leave this field empty")

# A single field

MISSING = Fault(
    "framework.missing", Text("ต้องกรอกช่องนี้", "this field is required"), Text("กรอกข้อมูล", "fill it in")
)
MISSING_COLUMN = Fault(
    "framework.missing_column",
    Text("ไม่มีคอลัมน์นี้", "this column is missing"),
    Text("เพิ่มคอลัมน์ {column}", "add the column {column}"),
)
NOT_TEXT = Fault(
    "framework.not_text",
    Text("ช่องนี้ต้องเป็นข้อความเดียว", "one single text is expected here"),
    Text("เขียนเป็นข้อความ", "write a text"),
)
NOT_TABLE = Fault(
    "framework.not_table",
    Text("ตรงนี้ต้องเป็นตาราง", "a table is expected here"),
    Text("เขียนเป็น [[{table}]]", "write it as [[{table}]]"),
)
UNKNOWN_FIELD = Fault(
    "framework.unknown_field",
    Text("ไม่รู้จักช่องชื่อนี้", "no field has this name"),
    Text("แก้ชื่อช่องหรือลบออก", "correct the name or remove the field"),
)
UNKNOWN_WORD = Fault(
    "framework.unknown_word",
    Text("ไม่ใช่คำที่กำหนดไว้สำหรับช่องนี้", "this is not one of the words for this field"),
    Text("ใช้คำใดคำหนึ่ง: {allowed}", "use one of: {allowed}"),
)
BAD_NUMBER = Fault(
    "framework.bad_number",
    Text("อ่านเป็นตัวเลขไม่ได้", "this cannot be read as a number"),
    Text("เขียนเป็นตัวเลข เช่น 0.30 หรือ 1/3", "write a number such as 0.30 or 1/3"),
)
NOT_WHOLE = Fault(
    "framework.not_whole",
    Text("ต้องเป็นจำนวนเต็ม", "this must be a whole number"),
    Text("เขียนเป็นตัวเลขล้วน", "write digits only"),
)
BAD_DATE = Fault(
    "framework.bad_date",
    Text("ไม่ใช่วันที่ที่มีอยู่จริง", "this is not a date"),
    Text("เขียนแบบ ค.ศ.-เดือน-วัน เช่น 2021-08-26", "write year-month-day, e.g. 2021-08-26"),
)
BAD_WEIGHT = Fault(
    "framework.bad_weight",
    Text("น้ำหนักต้องมากกว่า 0", "a weight must be above 0"),
    Text("เขียนน้ำหนัก เช่น 0.30", "write a weight such as 0.30"),
)
SCALE_LENGTH = Fault(
    "framework.scale_length",
    Text(
        "มีน้อยกว่าสองตัวเลือก หรือคะแนนกับคำไม่เท่ากัน",
        "there are fewer than two choices, or points and labels differ",
    ),
    Text("เขียนคะแนนและคำให้ครบทุกตัวเลือก", "write points and label of every choice"),
)
POINTS_RANGE = Fault(
    "framework.points_range",
    Text("คะแนนของตัวเลือกต้องเป็นจำนวนเต็ม 0–100", "points are whole numbers from 0 to 100"),
    Text("แก้คะแนน", "correct the points"),
)
LABELS = Fault(
    "framework.labels",
    Text("คำไทยและอังกฤษของตัวเลือกไม่เข้าคู่กัน", "Thai and English labels do not pair up"),
    Text('เขียน labels = {{ th = ["…"], en = ["…"] }}', 'write labels = {{ th = ["…"], en = ["…"] }}'),
)

# Codes and the tree

DUPLICATE_CODE = Fault(
    "framework.duplicate_code",
    Text("รหัสนี้ใช้ไปแล้ว", "this code is already taken"),
    Text("ใช้รหัสอื่น", "use another code"),
)
BAD_CODE = Fault(
    "framework.bad_code",
    Text("รหัสห้ามมีช่องว่าง หรือเครื่องหมาย @ # |", "a code has no blank and none of @ # |"),
    _CORRECT_CODE,
)
DUPLICATE_ID = Fault(
    "framework.duplicate_id",
    Text("id นี้ใช้ไปแล้ว", "this id is already taken"),
    Text("ใช้ id อื่น", "use another id"),
)
NO_TOOLS = Fault(
    "framework.no_tools",
    Text("ไม่มีเครื่องมือประเมิน", "there is no tool"),
    Text("เพิ่ม [[tools]]", "add [[tools]]"),
)
UNKNOWN_PARENT = Fault(
    "framework.unknown_parent",
    Text("ไม่มีรหัสนี้ในกรอบ", "the framework has no such code"),
    Text("แก้รหัสแม่ หรือเพิ่มแถวของรหัสนั้น", "correct the parent, or add a row for it"),
)
WRONG_PARENT = Fault(
    "framework.wrong_parent",
    Text("{kind} อยู่ใต้ {parent} ไม่ได้", "no {kind} stands under a {parent}"),
    Text("ให้อยู่ใต้ {wanted}", "put it under: {wanted}"),
)
CIRCLE = Fault(
    "framework.circle",
    Text("สายของรหัสแม่วนกลับมาที่เดิม", "its line of parents leads back to itself"),
    Text("ให้สายของรหัสแม่ไปจบที่เครื่องมือ", "let the line end at a tool"),
)
UNKNOWN_SCALE = Fault(
    "framework.unknown_scale",
    Text("ไม่มีมาตรคะแนนชื่อนี้", "there is no scale of this id"),
    Text("แก้ชื่อ หรือเพิ่ม [[scales]]", "correct the id, or add it to [[scales]]"),
)
NO_SCALE = Fault(
    "framework.no_scale",
    Text("ข้อคำถามต้องมีมาตรคะแนน", "a question needs a scale"),
    Text("เขียน id ของมาตรคะแนน", "write the id of its scale"),
)
NEEDLESS_SCALE = Fault(
    "framework.needless_scale",
    Text("มีเฉพาะข้อที่ผู้ตอบเลือกตอบเท่านั้นที่มีมาตรคะแนน", "only what respondents answer has a scale"),
    _LEAVE_EMPTY,
)
ALLOWED_RANGE = Fault(
    "framework.allowed_range",
    Text("ค่าคะแนนต้องอยู่ระหว่าง 0 ถึง 100", "allowed values lie between 0 and 100"),
    Text("แก้ค่าคะแนน", "correct the values"),
)
NOT_AN_ITEM = Fault(
    "framework.not_an_item", Text("ช่องนี้ใช้กับ item เท่านั้น", "this field is for items only"), _LEAVE_EMPTY
)
CHANGE_WITHOUT_CODE = Fault(
    "framework.change_without_code",
    Text("การเปลี่ยนแปลงไม่สอดคล้องกับรหัสของปีก่อน", "the change does not fit the codes of the year before"),
    Text("ข้อใหม่ไม่มีรหัสปีก่อน ข้ออื่นต้องมี", "what is new has no earlier code, everything else has one"),
)
NO_PREVIOUS = Fault(
    "framework.no_previous_framework",
    Text("กรอบนี้ไม่ได้ระบุกรอบของปีก่อน", "this framework names no framework before it"),
    Text("เพิ่ม previous ใน framework.toml", "add previous to framework.toml"),
)
UNKNOWN_PREVIOUS = Fault(
    "framework.unknown_previous",
    Text("กรอบ {older} ไม่มีรหัสนี้", "the framework {older} has no such code"),
    _CORRECT_CODE,
)

# Weights, rules and levels

WEIGHTS_SUM = Fault(
    "framework.weights_sum",
    Text("น้ำหนักของกลุ่มนี้รวมได้ {total} ไม่ใช่ 1", "the weights of this group add up to {total}, not 1"),
    Text("แก้น้ำหนักให้รวมได้ 1 พอดี", "make the weights add up to exactly 1"),
)
UNKNOWN_TOOL = Fault(
    "framework.unknown_tool",
    Text("ไม่มีเครื่องมือหรือส่วนรหัสนี้", "there is no tool or part of this code"),
    _CORRECT_CODE,
)
UNKNOWN_NODE = Fault(
    "framework.unknown_node", Text("ไม่มีรหัสนี้ในกรอบ", "the framework has no such code"), _CORRECT_CODE
)
TWO_RULES = Fault(
    "framework.two_rules",
    Text("เลือกวิธีคำนวณไว้สองวิธีสำหรับที่เดียวกัน", "two rules are chosen for the same place"),
    Text("ให้เหลือวิธีเดียว อีกวิธีย้ายไปที่ alternatives", "keep one, move the other to the alternatives"),
)
NO_RULE = Fault(
    "framework.no_rule",
    Text("ไม่มีวิธีคำนวณสำหรับ {code} ({kind})", "no rule makes {code} ({kind})"),
    Text('เพิ่ม rules ที่ kind = "{kind}"', 'add to the rules one with kind = "{kind}"'),
)
GROUPS_MISPLACED = Fault(
    "framework.groups_misplaced",
    Text("rule groups และ node ไม่เข้ากัน", "rule, groups and node do not fit together"),
    Text(
        "วิธีที่ใช้กลุ่มต้องมี node และ groups วิธีอื่นต้องไม่มี groups",
        "a rule of groups needs node and groups, another rule has no groups",
    ),
)
GROUPS_COVER = Fault(
    "framework.groups_cover",
    Text("กลุ่มไม่ตรงกับข้อในตัวชี้วัดนี้: {wrong}", "the groups do not cover the items once each: {wrong}"),
    Text("ให้ทุกข้ออยู่ในกลุ่มเดียวพอดี", "put every item into exactly one group"),
)
LEVELS_GAP = Fault(
    "framework.levels_gap",
    Text("ระดับสุดท้ายต้องเริ่มที่ 0 โดยไม่มี gate", "the last level must begin at 0 without a gate"),
    Text("เพิ่มระดับที่ minimum = 0", "add a level with minimum = 0"),
)
LEVELS_ORDER = Fault(
    "framework.levels_order",
    Text("ระดับต้องเรียงจากดีที่สุดลงไป", "levels must stand from the best downwards"),
    Text("เรียงใหม่ หรือแก้ค่าต่ำสุด", "reorder them, or correct the minimum"),
)
LEVEL_RANGE = Fault(
    "framework.level_range",
    Text("ค่าต่ำสุดของระดับต้องอยู่ระหว่าง 0 ถึง 100", "a level's bounds lie between 0 and 100"),
    Text("แก้ตัวเลข", "correct the number"),
)
UNKNOWN_GATE = Fault(
    "framework.unknown_gate",
    Text("ไม่มีเครื่องมือหรือส่วนรหัส {wrong}", "there is no tool or part {wrong}"),
    _CORRECT_CODE,
)
GATES_NEEDED = Fault(
    "framework.gates_needed",
    Text("มีระดับที่ใช้ gate แต่ไม่ได้บอกว่าดูเครื่องมือใด", "a level has a gate, but no gates are named"),
    Text('เช่น gates = ["IIT", "OIT"]', 'for example gates = ["IIT", "OIT"]'),
)

# Files and wording

NOT_FOUND = Fault(
    "framework.not_found",
    Text("ไม่มีกรอบการประเมินหรือโฟลเดอร์ชื่อนี้", "there is no framework and no folder of this name"),
    Text("ใช้ชื่อใดชื่อหนึ่ง: {available}", "use one of: {available}"),
)
NO_FILE = Fault(
    "framework.no_file",
    Text("เปิดไฟล์นี้ไม่ได้", "this file cannot be opened"),
    Text(
        "ในโฟลเดอร์ของกรอบต้องมี framework.toml และ items.csv",
        "a framework's folder has framework.toml and items.csv",
    ),
)
NOT_UTF8 = Fault(
    "framework.not_utf8",
    Text("ไฟล์ไม่ได้เก็บเป็น UTF-8", "the file is not UTF-8"),
    Text("บันทึกใหม่เป็น CSV UTF-8", "save it again as CSV UTF-8"),
)
NOT_TOML = Fault(
    "framework.not_toml",
    Text("อ่านเป็น TOML ไม่ได้: {reason}", "this is not TOML: {reason}"),
    Text("แก้ที่บรรทัดนั้น", "correct that line"),
)
NO_SHEET = Fault(
    "framework.no_sheet",
    Text("สมุดงานไม่มีแผ่นนี้", "the workbook has no such sheet"),
    Text("เริ่มจากไฟล์ที่ prongsai ส่งออก", "begin with a workbook that prongsai wrote"),
)
UNKNOWN_CODE = Fault(
    "framework.unknown_code",
    Text("กรอบ {framework} ไม่มีรหัสนี้", "the framework {framework} has no such code"),
    _CORRECT_CODE,
)
WORDED_TWICE = Fault(
    "framework.worded_twice",
    Text("รหัสนี้มีถ้อยคำไปแล้วในแถวก่อนหน้า", "an earlier row already words this code"),
    Text("ให้เหลือแถวเดียว", "keep one row"),
)
