"""Results kept for the web tests: the published examples, and invented years beside them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.web import cast as stage
from tests.web.cast import Cast

from prongsai.core.result import Result as Entered
from prongsai.core.result import check
from prongsai.reading.framework import find_year
from prongsai.reading.result import draft_of
from prongsai.web.actions import Actor, system
from prongsai.web.actions.result import Content, enter
from prongsai.web.models import Agency, Result

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR = 2569  # of the measures; the result is that of the year before


def content_of(name: str) -> Content:
    """Return a published example as it would be kept."""
    data = (EXAMPLES / name).read_bytes()
    draft = draft_of(data, name)
    framework = find_year(int(draft.header["fiscal_year"][0]))
    assert framework is not None
    return Content(entered=check(draft, framework), framework=framework)


def donsak(cast: Cast, actor: Actor | None = None) -> Result:
    """Keep the published result of Don Sak 2568."""
    return enter(actor or cast.actor("officer"), cast.own, content_of("donsak-2568.json"), version=0)


def napho(cast: Cast) -> Result:
    """Keep the published result of Na Pho 2564."""
    return enter(system(), cast.other, content_of("napho-2564.json"), version=0)


def invented(agency: Agency, year: int, score: str) -> Result:
    """Keep a year in which every indicator has one score."""
    framework = find_year(year)
    assert framework is not None
    codes = [code for code, node in framework.nodes.items() if node.kind == "indicator"]
    entered = Entered(
        agency=agency.name,
        fiscal_year=year,
        agency_type=agency.type if agency.type in framework.agency_types else None,
        published=dict.fromkeys(codes, Decimal(score)),
    )
    return enter(system(), agency, Content(entered=entered, framework=framework), version=0)


def others(cast: Cast, number: int, year: int = 2568) -> list[Result]:
    """Keep results of other agencies of the same type, half of them in the same province."""
    provinces = ("สุราษฎร์ธานี", "ระนอง")
    return [
        invented(
            stage.agency(f"เทศบาลเมืองตัวอย่าง {place}", province=provinces[place % 2], district="เมือง"),
            year,
            f"{80 + place % 20}.25",
        )
        for place in range(number)
    ]


def address(cast: Cast, page: str = "", year: int = YEAR) -> str:
    return f"/a/{cast.own.pk}/{year}/{page}"
