"""The checks of a result and the decisions on them, through HTTP."""

from __future__ import annotations

import html
import re

from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.command_line import DONSAK, printed
from tests.web.cast import Cast
from tests.web.results import address, donsak, invented

from prongsai.web.models import AuditEntry, Result


def page_of(client: Client, cast: Cast) -> str:
    response = client.get(address(cast, "reconcile/"))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def accepting(page: str, words: str) -> dict[str, str]:
    """Return what the button with these words sends."""
    forms = re.findall(r"<form[^>]*reconcile/accept/.*?</form>", page, re.DOTALL)
    (form,) = [each for each in forms if words in each]
    return {name: value for name, value in re.findall(r'name="(place|version)" value="([^"]*)"', form)}


def test_the_checks_are_those_of_the_command_line(cast: Cast) -> None:
    donsak(cast)
    told = printed("reconcile", DONSAK)

    page = page_of(cast.client("executive"), cast)

    for check in told["checks"]:
        assert check["published"] in page
        for each in check["explanations"][:5]:
            assert each["text"] in page, each
    numbers = re.findall(r'<p class="figure"><b>(\d+)</b>', page)
    assert numbers == [str(told["summary"][each]) for each in ("agrees", "disagrees", "undecidable")]


def test_a_correction_is_shown_before_it_is_kept(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")
    sent = accepting(page_of(client, cast), "i11 = 95.88")

    preview = client.post(address(cast, "reconcile/accept/"), sent)
    page = html.unescape(preview.content.decode())
    assert "<del>95.85</del>" in page and "<ins>95.88</ins>" in page and page.count("<del>") == 1
    assert Result.objects.get().content["scores"]["i11"] == "95.85"

    carried = re.search(r'name="carried" value="([^"]+)"', preview.content.decode())
    note = re.search(r'name="note" value="([^"]+)"', page)
    assert carried and note and "i11: 95.85" in note[1]
    client.post(address(cast, "result/save/"), {"carried": carried[1], "note": note[1]})

    assert Result.objects.get().content["scores"]["i11"] == "95.88"
    entry = AuditEntry.objects.first()
    assert entry is not None and "95.85" in entry.change["note"]
    assert "i11 = 95.88" not in page_of(client, cast)


def test_an_announced_figure_and_a_missing_one_can_be_corrected_too(cast: Cast) -> None:
    donsak(cast)
    client = cast.client("officer")
    page = page_of(client, cast)

    announced = client.post(address(cast, "reconcile/accept/"), accepting(page, "4 = 85.87"))
    missing = client.post(address(cast, "reconcile/accept/"), accepting(page, "O20 = 80.00"))

    assert "<ins>85.87</ins>" in announced.content.decode()
    assert "<ins>80.00</ins>" in missing.content.decode()


def test_what_names_no_figure_cannot_be_accepted(cast: Cast) -> None:
    kept = donsak(cast)
    client = cast.client("officer")
    assert "6|0" not in page_of(client, cast)  # a mixture of two samples

    for place in ("6|0", "4|99", "zz|0", "4", "", "level|0"):
        response = client.post(address(cast, "reconcile/accept/"), {"place": place, "version": "1"})
        assert response.status_code == 302, place
    assert (
        client.post(address(cast, "reconcile/accept/"), {"place": "4|0", "version": "7"}).status_code == 302
    )
    kept.refresh_from_db()
    assert kept.version == 1


def test_readers_see_no_buttons(cast: Cast) -> None:
    donsak(cast)

    for role in ("executive", "reviewer", "auditor", "unit_member", "supervisor"):
        assert "reconcile/accept/" not in page_of(cast.client(role), cast)


def test_a_result_that_comes_out_says_so(cast: Cast) -> None:
    invented(cast.own, 2568, "90.00")

    page = page_of(cast.client("officer"), cast)

    assert "ไม่มีตัวเลขที่ประกาศให้ตรวจ" in page or "ทุกตัวคำนวณได้" in page


def test_without_a_result_there_is_a_way_to_it(cast: Cast) -> None:
    assert address(cast, "result/") in page_of(cast.client("officer"), cast)


def test_english_and_thai_digits(cast: Cast) -> None:
    donsak(cast)
    person = cast.people["officer"]
    person.lang, person.digits = "en", "arabic"
    person.save()
    english = page_of(cast.client("officer"), cast)
    main = english[english.index("<main") : english.index("</main>")]
    for name in (cast.own.name, *(each.name for each in cast.people.values())):
        main = main.replace(name, "")
    assert "These disagree" in main and re.findall("[ก-๛]+", main) == []

    person.lang, person.digits = "th", "thai"
    person.save()
    assert "๘๕.๘๘" in page_of(cast.client("officer"), cast)


def test_the_page_takes_at_most_ten_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    donsak(cast)
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        page_of(client, cast)
