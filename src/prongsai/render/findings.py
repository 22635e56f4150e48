"""Findings as a sheet in which officers write their own wording; `reading.edits` reads it back."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.advice import KINDS
from prongsai.core.level import two_decimals
from prongsai.core.result.layout import FORMULA_SIGNS
from prongsai.core.rules import half_up
from prongsai.core.text import Lang, Text
from prongsai.core.thai import fiscal_year_start
from prongsai.render.result_workbook import A4, FONT, INK, INPUT, LINE

SHEET = "ข้อค้นพบ"
COLUMNS = (
    (Text("รหัส", "code"), 10),
    (Text("เรื่อง", "title"), 36),
    (Text("ประเภท", "kind"), 20),
    (Text("คะแนน", "score"), 9),
    (Text("ข้อเสนอแนะของโปรแกรม", "recommendation"), 60),
    (Text("ถ้อยคำของหน่วยงาน", "wording"), 60),
)


def to_csv(analysis: Analysis, lang: Lang) -> bytes:
    """Return the sheet as CSV that Excel opens in Thai."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_head())
    for row in _rows(analysis, lang):
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in row)
    return stream.getvalue().encode("utf-8-sig")


def to_xlsx(analysis: Analysis, lang: Lang) -> bytes:
    """Return the sheet as a workbook, the column to fill in coloured; the same findings give the same bytes."""
    # Only who writes a workbook waits for the library to load.
    import xlsxwriter

    stream = io.BytesIO()
    fonts = {"font_name": FONT, "font_size": 14}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": fonts})
    result = analysis.scored.result
    created = datetime.datetime.combine(fiscal_year_start(result.fiscal_year), datetime.time())
    book.set_properties({"title": f"ITA {result.fiscal_year}", "author": "prongsai", "created": created})
    sheet = book.add_worksheet(SHEET)
    frame = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
    head = book.add_format(frame | {"bold": True, "font_color": "#ffffff", "bg_color": INK})
    plain, fill_in = book.add_format(frame), book.add_format(frame | {"bg_color": INPUT})
    for column, (words, (_, width)) in enumerate(zip(_head(), COLUMNS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    for number, row in enumerate(_rows(analysis, lang), 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, fill_in if column == len(row) - 1 else plain)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def _head() -> list[str]:
    return [f"{words.th} / {words.en}" for words, _ in COLUMNS]


def _rows(analysis: Analysis, lang: Lang) -> Iterator[tuple[str, ...]]:
    framework = analysis.scored.recipe.framework
    for each in analysis.findings:
        score = "" if each.score is None else two_decimals(half_up(each.score))
        title = framework.title_of(each.code).say(lang)
        yield each.code, title, KINDS[each.kind].say(lang), score, each.recommendation.say(lang), each.edited
