"""What the first sheet of a plan's workbook tells those who fill it in."""

HELP: tuple[tuple[str, str], ...] = (
    ("title", "แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส"),
    ("heading", "1. แก้แผน"),
    ("text", "แผ่น “มาตรการ” หนึ่งแถวต่อหนึ่งมาตรการ แผ่น “ขั้นตอน” หนึ่งแถวต่อหนึ่งขั้น ผูกกันด้วยรหัสมาตรการ เพิ่ม ลบ หรือแก้แถวได้"),
    ("text", "ทุกมาตรการต้องมีผู้รับผิดชอบ ขั้นตอน และระยะเวลาในปีงบประมาณ ผู้รับผิดชอบหลายแห่งให้ขึ้นบรรทัดใหม่ในช่องเดียว (Alt+Enter)"),
    ("text", "ระยะเวลาเขียนได้หลายแบบ เช่น ต.ค. 2568 – มี.ค. 2569 หรือ 1 ตุลาคม 2568 – 30 กันยายน 2569 หรือ ภายในเดือนมีนาคม 2569"),
    ("text", "งบประมาณเป็นบาท ไม่ใช้งบเขียน 0 ยังไม่ทราบให้เว้นว่าง ช่องสีเทาโปรแกรมกรอกให้"),
    ("heading", "2. รายงานผล"),
    ("text", "แผ่น “ความก้าวหน้า” เตรียมแถวไว้ให้ทุกขั้นตอนในแต่ละรอบ เลือกสถานะแล้วกรอกผล แถวที่ไม่มีสถานะและข้อความจะไม่นำมาคิด"),
    ("text", "ที่ยังไม่ได้ทำหรือมีอุปสรรค ต้องเขียนเหตุผล และควรใส่วันใหม่ หลักฐานหลายรายการให้ขึ้นบรรทัดใหม่"),
    ("text", "แถวที่ไม่มีเลขขั้นคือรายงานทั้งมาตรการ ถ้ากรอกแถวนี้ สถานะของมาตรการจะเป็นไปตามแถวนี้"),
    ("text", "เมื่อรายงานแล้วให้ใส่วันปิดรอบในแผ่น “แผน”"),
    ("heading", "In English"),
    ("text", "One row a measure, one row a step, joined by the measure id. Every measure needs an owner, steps and a period."),
    ("text", "Progress has a row for every step in each round: choose a status and write what was done."),
    ("text", "Give a reason for what was not done. A row without a step number speaks of the whole measure and wins."),
    ("text", "Write the date on which a round was closed into the sheet “แผน”. Grey cells are filled by the program."),
)  # fmt: skip
