"""What would raise the total: ticking, the plan and what is missing, through HTTP."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.command_line import DONSAK, printed
from tests.web.cast import Cast
from tests.web.results import address, donsak, invented

HTMX = {"HX-Request": "true"}


def page_of(client: Client, cast: Cast, query: str = "", status: int = 200) -> str:
    response = client.get(address(cast, f"improve/{query}"))
    assert response.status_code == status, response
    return html.unescape(response.content.decode())


def figures(page: str) -> list[str]:
    outcome = page[page.index('id="outcome"') : page.index('id="missing"')]
    return re.findall(r'<p class="figure"><b[^>]*>([\d.–]+)</b>', outcome)


def test_gains_are_those_of_the_command_line(cast: Cast) -> None:
    donsak(cast)
    told = printed("improve", DONSAK)

    page = page_of(cast.client("executive"), cast)

    codes = re.findall(r'name="codes" id="[^"]+" value="([^"]+)"', page)
    assert codes == [each["code"] for each in told["gains"]]
    gains = re.findall(r'<td class="num">\+([\d.]+)</td></tr>', page)
    exact = [Decimal(each["gain"]) for each in told["gains"]]
    assert all(
        abs(Decimal(shown) - gain) <= Decimal("0.005") for shown, gain in zip(gains, exact, strict=True)
    )


def test_ticking_moves_total_and_level(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")

    assert figures(page_of(client, cast)) == ["94.50", "–"]
    page = page_of(client, cast, "?codes=O15")
    assert figures(page) == ["94.50", "95.50"] and "+1.00" in page
    assert re.search(r'value="O15" checked', page)
    assert "IIT ขาดอีก 0.57" in page
    assert f"{address(cast, 'measures/new/')}?codes=O15" in page


def test_a_target_below_the_best_counts_as_it_is(cast: Cast) -> None:
    donsak(cast)

    page = page_of(cast.client("officer"), cast, "?codes=i10&to.i10=80")

    assert figures(page) == ["94.50", "94.70"]


def test_the_least_effort_is_ticked_by_a_link(cast: Cast) -> None:
    donsak(cast)
    told = printed("improve", DONSAK)
    client = cast.client("officer")
    found = re.search(r'href="([^"]+)">เลือกทางที่ลงแรงน้อยที่สุด', page_of(client, cast))
    assert found

    response = client.get(found[1])
    page = html.unescape(response.content.decode())

    assert response.status_code == 200
    ticked = re.findall(r'value="([^"]+)" checked', page)
    assert set(ticked) == {step["code"] for step in told["plan"]}
    assert figures(page)[1] == f"{Decimal(told['total_after']):.2f}"


def test_the_address_of_a_form_is_made_short(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")
    sent = "?codes=O15&to.i10=100&to.8=100&codes=i10"

    plain = client.get(address(cast, f"improve/{sent}"))
    assert plain.status_code == 302
    assert plain.headers["Location"] == address(cast, "improve/?codes=O15&codes=i10")
    moved = client.get(address(cast, f"improve/{sent}"), headers=HTMX)
    assert moved.status_code == 200
    assert moved.headers["HX-Push-Url"] == address(cast, "improve/?codes=O15&codes=i10")


def test_everything_wrong_is_told_and_the_rest_is_counted(cast: Cast) -> None:
    donsak(cast)
    query = "?codes=O15&codes=i10&to.i10=1000&codes=i1&to.i1=<b>x&codes=zz9&codes=O1&codes=i2&to.i2=5"

    response = cast.client("officer").get(address(cast, f"improve/{query}"))
    page = response.content.decode()

    assert response.status_code == 422
    problems = page[page.index('class="problems"') : page.index("</div>", page.index('class="problems"'))]
    assert re.findall("<b>(.*?)</b>:", problems) == ["i1", "i10", "zz9", "O1", "i2"]
    assert figures(page) == ["94.50", "95.50"]
    assert "<b>x" not in page


def test_without_a_total_gains_are_told_without_a_level(cast: Cast) -> None:
    kept = donsak(cast)
    assert kept.total is not None
    invented(cast.own, 2567, "100.00")

    assert "ไม่มีข้อใดเสียคะแนน" in page_of_year(cast, 2568)
    assert "ยังไม่มีผลของปีนี้" in page_of_year(cast, 2567)


def page_of_year(cast: Cast, year: int) -> str:
    response = cast.client("officer").get(address(cast, "improve/", year))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_only_who_plans_is_led_to_measures(cast: Cast) -> None:
    donsak(cast)

    assert "measures/new/" not in page_of(cast.client("executive"), cast, "?codes=O15")


def test_english_and_thai_digits(cast: Cast) -> None:
    donsak(cast)
    person = cast.people["officer"]
    person.lang = "en"
    person.save()
    page = page_of(cast.client("officer"), cast, "?codes=O15")
    main = page[page.index("<main") : page.index("</main>")]
    for name in (cast.own.name, *(each.name for each in cast.people.values())):
        main = main.replace(name, "")
    assert re.findall("[ก-๛]+", main) == []

    person.lang, person.digits = "th", "thai"
    person.save()
    assert "๙๕.๕๐" in page_of(cast.client("officer"), cast, "?codes=O15")


def test_thai_digits_are_understood_in_targets(cast: Cast) -> None:
    donsak(cast)

    assert figures(page_of(cast.client("officer"), cast, "?codes=i10&to.i10=80")) == ["94.50", "94.70"]
    response = cast.client("officer").get(
        address(cast, "improve/"), {"codes": "i10", "to.i10": "๘๐"}, headers=HTMX
    )
    assert figures(response.content.decode()) == ["94.50", "94.70"]


def test_the_page_takes_at_most_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    donsak(cast)
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        page_of(client, cast, "?codes=O15&codes=i10")
