"""A paper of an agency that does not exist, with every kind of block."""

import datetime
import io
from dataclasses import replace
from fractions import Fraction

from PIL import Image, ImageDraw

from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinion,
    Opinions,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Table,
    Tick,
)
from prongsai.core.text import Lang
from prongsai.core.thai import Digits

HASH = "sha256:7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
HOSTILE = "<script>alert('1')</script> & \x00\x08\x1f\ufffe\u202e\ud800"

INDICATORS = (
    ("การปฏิบัติหน้าที่", "IIT", "87.73", "good"),
    ("การใช้งบประมาณ", "IIT", "80.03", "warning"),
    ("การใช้อำนาจ", "IIT", "80.37", "warning"),
    ("การใช้ทรัพย์สินของราชการ", "IIT", "76.14", "warning"),
    ("การแก้ไขปัญหาการทุจริต", "IIT", "73.66", "bad"),
    ("คุณภาพการดำเนินงาน", "EIT", "95.82", "good"),
    ("ประสิทธิภาพการสื่อสาร", "EIT", "96.75", "good"),
    ("การปรับปรุงระบบการทำงาน", "EIT", "", "plain"),
    ("การเปิดเผยข้อมูล", "OIT", "53.56", "bad"),
    ("การป้องกันการทุจริต", "OIT", "31.25", "bad"),
)


def runs(*texts: str) -> tuple[Run, ...]:
    return tuple(Run(text) for text in texts)


def chart() -> BarChart:
    bars = tuple(
        Bar(f"{number}. {name}", Fraction(score) if score else None, score, tool, tone)  # type: ignore[arg-type]
        for number, (name, tool, score, tone) in enumerate(INDICATORS, start=1)
    )
    return BarChart(
        id="indicators",
        caption="ภาพที่ 1 คะแนนรายตัวชี้วัด: ตัวชี้วัดที่ 9 และ 10 อยู่ห่างจากเกณฑ์ผ่าน 85 คะแนนมากที่สุด",
        alternative="แผนภูมิแท่งของตัวชี้วัด 10 ตัว สูงสุด 96.75 ต่ำสุด 31.25 และหนึ่งตัวไม่ทราบคะแนน",
        bars=bars,
        ticks=(Tick(Fraction(85), "ผ่าน 85"), Tick(Fraction(95), "ผ่านดี 95")),
    )


def scores() -> Table:
    rows: list[Row] = []
    for number, (name, tool, score, tone) in enumerate(INDICATORS, start=1):
        if not rows or tool != INDICATORS[number - 2][1]:
            rows.append(Row((runs(f"แบบวัด {tool}"),), heading=True))
        cells = (runs(str(number)), runs(name), runs(score or "ไม่ทราบ"))
        rows.append(Row(cells, tone=tone if tone == "bad" else "plain"))  # type: ignore[arg-type]
    columns = (Column("ที่", 1, "center"), Column("ตัวชี้วัด", 6), Column("คะแนน", 2, "end"))
    return Table("ตารางที่ 1 คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. 2568", columns, tuple(rows))


def measures() -> Table:
    heads = ("มาตรการ", "ขั้นตอน/วิธีปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม")
    columns = tuple(Column(head, width) for head, width in zip(heads, (4, 6, 2, 2, 3), strict=True))
    step = (
        "1. แต่งตั้งผู้รับผิดชอบข้อมูลแต่ละรายการ\n2. ตรวจองค์ประกอบของข้อมูลให้ครบตามคู่มือก่อนเผยแพร่ "
        "และให้หัวหน้าส่วนราชการลงนามรับรอง\n3. รายงานผู้บังคับบัญชาทุกไตรมาส"
    )
    row = Row(
        (
            runs("เผยแพร่ข้อมูลสาธารณะให้ครบถ้วนและเป็นปัจจุบัน"),
            runs(step),
            runs("สำนักปลัด กองคลัง"),
            runs("ต.ค. 2568 – ก.ย. 2569"),
            runs("รายงานความก้าวหน้าเมื่อครบ 6 และ 12 เดือน"),
        )
    )
    return Table("ตารางที่ 2 มาตรการส่งเสริมคุณธรรมและความโปร่งใส", columns, (row,) * 6)


def blocks() -> tuple[Block, ...]:
    return (
        Fields(
            (
                ("หน่วยงาน", runs("เทศบาลตำบลบ้านสมมติ อำเภอสมมติ จังหวัดสมมติ")),
                ("ปีงบประมาณ", runs("พ.ศ. 2568")),
                ("กรอบการประเมิน", (Run("ita-2568.toml", verbatim=True), Run(" ฉบับที่ 3"))),
            )
        ),
        Callout((Run("ได้ 78.53 คะแนน ", bold=True), Run("ต่ำกว่าเกณฑ์ผ่าน 85 คะแนน อยู่ 6.47 คะแนน")), "bad"),
        Heading(1, "1. หลักการและเหตุผล"),
        Paragraph(
            (
                Run("สำนักงาน ป.ป.ช. ประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (Integrity and "),
                Run("Transparency Assessment: ITA) ทุกปีงบประมาณ เพื่อให้หน่วยงานทราบสถานะของตน "),
                Run("และนำผลไปปรับปรุงการให้บริการประชาชน", bold=True),
                Run(" รายงานฉบับนี้วิเคราะห์ผลของปีงบประมาณ พ.ศ. 2568 และกำหนดมาตรการของปีงบประมาณ พ.ศ. 2569"),
            )
        ),
        Heading(1, "2. ผลการประเมิน"),
        chart(),
        scores(),
        Heading(2, "2.1 จุดแข็ง"),
        Bullets((runs("ผู้รับบริการได้รับข้อมูลที่ถูกต้องและตรงเวลา"), runs("ช่องทางการสื่อสารเข้าถึงได้ง่าย"))),
        Heading(2, "2.2 สิ่งที่ต้องแก้ไขก่อน"),
        Bullets(
            (
                runs("เผยแพร่ข้อมูลตามข้อ O14 และ O15 ให้ครบทุกองค์ประกอบ คาดว่าคะแนนรวมจะเพิ่มขึ้น 4.20 คะแนน"),
                runs("ชี้แจงแนวทางการใช้ทรัพย์สินของราชการให้บุคลากรทุกคนทราบ"),
            ),
            numbered=True,
        ),
        Heading(1, "3. มาตรการ"),
        measures(),
        Callout(runs("มาตรการทุกข้อมีผู้รับผิดชอบและวันครบกำหนดแล้ว")),
        Heading(1, "4. ที่มาของตัวเลข"),
        Paragraph((Run("รหัสตรวจสอบ "), Run(HASH, verbatim=True)), indent=False),
    )


def document(
    *, lang: Lang = "th", digits: Digits = "thai", content: tuple[Block, ...] | None = None, title: str = ""
) -> Document:
    return Document(
        kind="report",
        title=title or "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)",
        subtitle=("เทศบาลตำบลบ้านสมมติ", "ประจำปีงบประมาณ พ.ศ. 2568"),
        blocks=blocks() if content is None else content,
        lang=lang,
        digits=digits,
        stamp=datetime.date(2025, 10, 1),
        date=datetime.date(2025, 10, 17),
        author="เทศบาลตำบลบ้านสมมติ",
    )


def picture() -> bytes:
    """The emblem of the agency: a disc on nothing, 200 × 240 pixels."""
    image = Image.new("RGBA", (200, 240), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((5, 25, 195, 215), fill=(11, 110, 105, 255))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def letterhead(emblem: bytes | None) -> Letterhead:
    subject = (
        "ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใส "
        "ตามผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2568"
    )
    lines = (
        (("ส่วนราชการ", "สำนักปลัดเทศบาล เทศบาลตำบลบ้านสมมติ โทร. 0 2000 0000"),),
        (("ที่", "สม 12345/678"), ("วันที่", "")),
        (("เรื่อง", subject),),
    )
    return Letterhead("บันทึกข้อความ", lines, emblem)


def memo(head: Letterhead | None = None) -> Document:
    """A memo with a chain of opinions, and a link in its text."""
    text = (
        Run("ตามที่สำนักงาน ป.ป.ช. ประกาศผลการประเมินไว้ที่ "),
        Run("เว็บไซต์ ITAP", link="https://itas.nacc.go.th/"),
        Run(" นั้น สำนักปลัดเทศบาลได้วิเคราะห์ผลแล้ว รายละเอียดปรากฏตาม "),
        Run("บันทึกการวิเคราะห์", link="analysis.pdf"),
        Run(" ที่แนบมาพร้อมนี้"),
    )
    opinion = Opinion(
        "ความเห็นของปลัดเทศบาล",
        Signature("นางสาวสมมุติ รักงาน", "ปลัดเทศบาลตำบลบ้านสมมติ"),
        "เห็นควรอนุมัติ และให้รายงานผลเมื่อครบ 6 เดือน",
    )
    order = Opinion("คำสั่งของนายกเทศมนตรี", Signature("", "นายกเทศมนตรีตำบลบ้านสมมติ"), lines=3)
    content = (
        letterhead(picture()) if head is None else head,
        Paragraph((Run("เรียน  นายกเทศมนตรีตำบลบ้านสมมติ"),), indent=False),
        Heading(2, "1. เรื่องเดิม"),
        Paragraph(text),
        Heading(2, "2. ข้อพิจารณา"),
        Paragraph(runs("จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติมาตรการ 9 เรื่องตามบัญชีแนบท้าย")),
        Signatures(
            (Signature("นายสมมติ ใจดี", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "ปฏิบัติหน้าที่หัวหน้าสำนักปลัดเทศบาล"),)
        ),
        Opinions((opinion, order)),
    )
    paper = document(content=content, title="ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใส")
    return replace(paper, titled=False)
