"""Make examples/template-analysis.docx: the template that an agency changes into its own; .venv/bin/python tools/build_template.py"""

import datetime
from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from prongsai.core.document import Document
from prongsai.render.docx_package import new_package, saved
from prongsai.render.wordml import TABLE, TITLE, Look, element, paragraph, run

TEMPLATE = Path(__file__).resolve().parent.parent / "examples" / "template-analysis.docx"
STAMP = datetime.date(2025, 10, 1)
LOOK = Look("thai", "th")
BOLD = Look("thai", "th", bold=True)
# Twentieths of a point between the margins of A4.
WIDTH = 9070


def line(text: str, *, look: Look = LOOK, align: str = "left") -> BaseOxmlElement:
    return paragraph("Normal", run(look, text), form=(element("jc", val=align),))


def heading(text: str) -> BaseOxmlElement:
    return paragraph("Normal", run(BOLD, text), form=(element("keepNext"), element("jc", val="left")))


def centred(text: str) -> BaseOxmlElement:
    return line(text, look=Look("thai", "th", bold=True, size=TITLE), align="center")


def cell(text: str, *, width: int, bold: bool = False) -> BaseOxmlElement:
    look = Look("thai", "th", bold=bold, size=TABLE)
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), line(text, look=look))


def table(head: list[str], loop: str, row: list[str], shares: list[int]) -> BaseOxmlElement:
    """Return a table whose second row is repeated; the rows of the loop's own tags go away."""
    widths = [WIDTH * share // sum(shares) for share in shares]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element(
        "tblBorders", *(element(side, val="single", sz=4, space=0, color="808080") for side in sides)
    )
    made = element(
        "tbl",
        element("tblPr", element("tblW", w=WIDTH, type="dxa"), borders, element("tblLayout", type="fixed")),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    blank = [""] * (len(row) - 1)
    for cells in (head, [f"{{%tr for {loop} %}}", *blank], row, ["{%tr endfor %}", *blank]):
        form = [element("cantSplit")] + ([element("tblHeader")] if cells is head else [])
        filled = [
            cell(text, width=width, bold=cells is head) for text, width in zip(cells, widths, strict=True)
        ]
        made.append(element("tr", element("trPr", *form), *filled))
    return made


def body() -> list[BaseOxmlElement]:
    return [
        centred("รายงานผลการประเมินคุณธรรมและความโปร่งใส (ITA)"),
        centred("{{ agency }}"),
        centred("ประจำปีงบประมาณ พ.ศ. {{ fiscal_year }}"),
        line(""),
        line("{{ agency }} ได้คะแนนรวม {{ total }} ระดับ {{ level }}", look=BOLD),
        line("เหตุผลของระดับ: {{ why }}"),
        line("{%p if next_level %}"),
        line("ระดับถัดไปคือ {{ next_level }} ยังขาด {{ points_missing }} คะแนน"),
        line("{%p endif %}"),
        heading("๑. คะแนนรายตัวชี้วัด"),
        table(
            ["ที่", "ตัวชี้วัด", "คะแนน"],
            "x in indicators",
            ["{{ x.code }}", "{{ x.title }}", "{{ x.score }}"],
            [1, 7, 2],
        ),
        heading("๒. ตัวชี้วัดที่ได้คะแนนต่ำสุด"),
        line("{%p for x in weakest %}"),
        line("– {{ x.title }} {{ x.score }}"),
        line("{%p endfor %}"),
        heading("๓. ข้อที่เสียคะแนน"),
        table(
            ["ที่", "ข้อ", "เรื่อง", "ได้", "คะแนนรวมที่จะได้คืน"],
            "x in lost",
            ["{{ x.number }}", "{{ x.code }}", "{{ x.title }}", "{{ x.score }}", "{{ x.gain }}"],
            [2, 3, 12, 3, 4],
        ),
        line("{%p if measures %}"),
        heading("๔. มาตรการ ปีงบประมาณ พ.ศ. {{ plan_year }}"),
        line("{%p for m in measures %}"),
        line("{{ m.number }}. {{ m.title }}{% if m.units %} ({{ m.units }}){% endif %}"),
        line("{%p for s in m.steps %}"),
        line("    {{ m.number }}.{{ s.number }} {{ s.text }}"),
        line("{%p endfor %}"),
        line("{%p endfor %}"),
        line("{%p endif %}"),
        line("{%p for who in signatories %}"),
        line("(ลงชื่อ) ........................................", align="right"),
        line("({{ who.name|default('........................................') }})", align="right"),
        line("{{ who.position }}", align="right"),
        line("{%p endfor %}"),
    ]


def template() -> bytes:
    paper = Document(
        kind="template",
        title="แม่แบบรายงานผลการประเมิน ITA",
        subtitle=(),
        blocks=(),
        lang="th",
        digits="thai",
        stamp=STAMP,
    )
    package = new_package(paper, LOOK)
    content = package.element.body
    for place, each in enumerate(body()):
        content.insert(place, each)
    return saved(package, STAMP)


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
