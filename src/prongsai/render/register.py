"""A register as a workbook to fill in, empty or with what there is; `reading.register` reads it back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from prongsai.core.agency import AGENCY_TYPES, label_of
from prongsai.core.register import AgencyRow, PersonRow, Register, UnitRow
from prongsai.core.register.layout import (
    AGENCIES,
    COLUMNS,
    HELP_SHEET,
    PEOPLE,
    REQUIRED,
    ROLES_BETWEEN,
    SHEETS,
    UNITS,
)
from prongsai.core.role import GIVEN_BY_FILE, ROLES
from prongsai.core.text import Text
from prongsai.render.register_help import HINTS, help_lines
from prongsai.render.result_workbook import A4, ACCENT, FONT, INK, INPUT, LINE
from prongsai.render.room import LINE_HEIGHT, row_height

ROWS_FOR_MORE = 1000
FRAMED_ROWS = 30
REQUIRED_MARK = Text("ต้องกรอก", "required")
# The file depends on what is in it and on nothing else.
_CREATED = datetime.datetime(2000, 1, 1)
_HELP_WIDTH = 72
_HELP_HEIGHTS = {"title": 36, "heading": 32}
_NARROW, _MIDDLE, _WIDE = 16, 24, 40
_WIDTHS: Mapping[str, int] = {
    **dict.fromkeys(("name", "agency", "supervisor", "roles"), _WIDE),
    **dict.fromkeys(("type", "position", "email", "ministry", "website", "unit", "key"), _MIDDLE + 6),
    **dict.fromkeys(("district", "province"), _MIDDLE),
}
_Row = Mapping[str, str]


def register_workbook(kinds: Mapping[str, Text], register: Register | None = None) -> bytes:
    """Return the workbook, its rows filled with `register`; the same register gives the same bytes.

    `kinds` are the titles of the kinds of unit by key, as the catalogue has them.
    """
    # Only who writes a workbook waits for the library to load.
    import xlsxwriter

    stream = io.BytesIO()
    fonts = {"font_name": FONT, "font_size": 14}
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "default_format_properties": fonts, "strings_to_urls": False}
    )
    book.set_properties({"title": "prongsai register", "author": "prongsai", "created": _CREATED})
    looks = _looks(book)
    _help(book, looks)
    rows = _rows(register or Register(), kinds)
    for kind in SHEETS:
        _sheet(book, kind, rows[kind], looks, _choices(kind, rows, kinds))
    book.worksheets()[1].activate()
    book.close()
    return stream.getvalue()


# Rows


def _rows(register: Register, kinds: Mapping[str, Text]) -> Mapping[str, Sequence[_Row]]:
    # Other agencies are named with their place: a name that this workbook has once may be one of many elsewhere.
    return {
        AGENCIES: [_agency(agency) for agency in register.agencies],
        UNITS: [_unit(unit, kinds) for unit in register.units],
        PEOPLE: [_person(person) for person in register.people],
    }


def _agency(agency: AgencyRow) -> _Row:
    return {
        "name": agency.name,
        "type": label_of(agency.type) if agency.type else "",
        "size_class": agency.size_class or "",
        "district": agency.district,
        "province": agency.province,
        "ministry": agency.ministry,
        "supervisor": agency.supervisor.words if agency.supervisor else "",
        "website": agency.website,
    }


def _unit(unit: UnitRow, kinds: Mapping[str, Text]) -> _Row:
    kind = kinds[unit.key].th if unit.key in kinds else unit.key
    return {"agency": unit.agency.words, "name": unit.name, "key": kind}


def _person(person: PersonRow) -> _Row:
    return {
        "agency": person.agency.words,
        "name": person.name,
        "position": person.position,
        "email": person.email,
        "roles": ROLES_BETWEEN.join(ROLES[role].name.th for role in person.roles),
        "unit": person.unit,
    }


# Sheets


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 14, "font_color": INK, "valign": "top"}
    head = plain | {"bold": True, "font_color": "#ffffff", "text_wrap": True, "border": 1}
    # Text, or a spreadsheet makes dates and formulas of what people type.
    return {
        "head": book.add_format(head | {"bg_color": INK}),
        "required": book.add_format(head | {"bg_color": ACCENT}),
        "cell": book.add_format(plain | {"num_format": "@", "border": 1, "border_color": LINE}),
        "input": book.add_format(
            plain | {"num_format": "@", "border": 1, "border_color": LINE, "bg_color": INPUT}
        ),
        "column": book.add_format(plain | {"num_format": "@"}),
        "title": book.add_format(plain | {"bold": True, "font_size": 20, "font_color": ACCENT}),
        "heading": book.add_format(plain | {"bold": True, "font_size": 16}),
        "text": book.add_format(plain | {"text_wrap": True}),
    }


def _help(book: Any, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(HELP_SHEET.th)
    sheet.set_column(0, 0, _HELP_WIDTH)
    sheet.hide_gridlines(2)
    _page(sheet, landscape=False)
    for row, (kind, words) in enumerate(help_lines()):
        sheet.write_string(row, 0, words, looks[kind])
        sheet.set_row(row, _HELP_HEIGHTS.get(kind) or row_height((words, _HELP_WIDTH)))


def _sheet(
    book: Any, kind: str, rows: Sequence[_Row], looks: Mapping[str, Any], choices: Mapping[str, object]
) -> None:
    sheet = book.add_worksheet(SHEETS[kind].th)
    _page(sheet)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_row(0, 3 * LINE_HEIGHT)
    last = len(rows) + ROWS_FOR_MORE
    for column, (key, title) in enumerate(COLUMNS[kind].items()):
        required = key in REQUIRED[kind]
        sheet.set_column(column, column, _WIDTHS.get(key, _NARROW), looks["column"])
        sheet.write_string(0, column, _heading(title, required), looks["required" if required else "head"])
        for number, row in enumerate(rows, 1):
            # Never as a formula, whatever the words begin with.
            sheet.write_string(number, column, row[key], looks["cell"])
        for number in range(len(rows) + 1, len(rows) + 1 + FRAMED_ROWS):
            sheet.write_blank(number, column, None, looks["input"])
        if key in choices or key in HINTS[kind]:
            rule = _rule(choices.get(key), HINTS[kind].get(key), title)
            sheet.data_validation(1, column, last, column, rule)


def _heading(title: Text, required: bool) -> str:
    mark = f"\n({REQUIRED_MARK.th} / {REQUIRED_MARK.en})" if required else ""
    return f"{title.th}\n{title.en}{mark}"


def _page(sheet: Any, *, landscape: bool = True) -> None:
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _choices(
    kind: str, rows: Mapping[str, Sequence[_Row]], kinds: Mapping[str, Text]
) -> Mapping[str, object]:
    """Return the drop-downs: a list of words, or the column of another sheet."""
    agencies = _column_of(AGENCIES, "name", rows)
    choices: Mapping[str, Mapping[str, object]] = {
        AGENCIES: {"type": [one.label for one in AGENCY_TYPES.values()], "supervisor": agencies},
        UNITS: {"agency": agencies, "key": [title.th for title in kinds.values()]},
        PEOPLE: {
            "agency": agencies,
            "roles": [ROLES[role].name.th for role in GIVEN_BY_FILE],
            "unit": _column_of(UNITS, "name", rows),
        },
    }
    return choices[kind]


def _column_of(kind: str, key: str, rows: Mapping[str, Sequence[_Row]]) -> str:
    letter = chr(ord("A") + list(COLUMNS[kind]).index(key))
    last = len(rows[kind]) + ROWS_FOR_MORE + 1
    return f"='{SHEETS[kind].th}'!${letter}$2:${letter}${last}"


def _rule(source: object, hint: Text | None, title: Text) -> Mapping[str, object]:
    """Offer choices without forcing them: the system knows names that the workbook does not."""
    rule: dict[str, object] = {"validate": "list", "source": source} if source else {"validate": "any"}
    if hint is not None:
        rule |= {"input_title": title.th, "input_message": f"{hint.th}\n{hint.en}"}
    return rule | {"ignore_blank": True, "show_error": False}
