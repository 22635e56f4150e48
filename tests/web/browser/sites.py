"""The example year served as `./run` serves it, on the day that its data speak of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.web.site import Site

PASSWORD = "ตัวอย่าง-ปีหนึ่ง"
TODAY = "2026-04-20"
# Everything of the database that may be Thai on an English page: names, titles, notes.
WORDS_OF = """
import json
from django.apps import apps
from django.db import models
words = set()
def take(value):
    if isinstance(value, str):
        words.update(line.strip() for line in [value, *value.splitlines()])
    elif isinstance(value, dict):
        for each in [*value, *value.values()]:
            take(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            take(each)
for model in apps.get_app_config("web").get_models():
    fields = [each.name for each in model._meta.concrete_fields
              if isinstance(each, (models.CharField, models.TextField, models.JSONField))]
    for row in model.objects.values_list(*fields):
        take(row)
print(json.dumps(sorted(word for word in words if any("ก" <= sign <= "๛" for sign in word))))
"""
IDS = """
import json
from prongsai.web.models import Agency, Measure, PaperVersion
from prongsai.web.models import ReadPaper, Result
from prongsai.web.queries.proposal import findings_of
own = Agency.objects.get(name="เทศบาลเมืองดอนสัก", district="ดอนสัก")
read = ReadPaper.objects.get(agency=own)
print(json.dumps({
    "own": own.pk,
    "read": {"paper": read.pk, "value": read.values.get(field="result.scores.9").pk, "remark": read.remarks.all()[0].pk},
    "code": PaperVersion.objects.exclude(code="").first().code,
    "finding": findings_of(Result.objects.get(agency=own, fiscal_year=2568))[0].id,
    "agencies": dict(Agency.objects.values_list("name", "pk")),
    "people": {each.person.email.partition("@")[0]: each.person_id for each in own.memberships.select_related("person")},
    "measures": dict(Measure.objects.filter(plan__agency=own, plan__fiscal_year=2569).values_list("key", "pk")),
}))
"""


class DemoSite(Site):
    """A site in demo mode."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "PRONGSAI_DEMO": "1", "PRONGSAI_TODAY": TODAY}

    @cached_property
    def ids(self) -> Any:
        """The numbers that addresses name."""
        return self.python(IDS)

    @cached_property
    def first_to_see(self) -> dict[str, str | None]:
        """Who opens a path first, as far as was found out; None where it is no page."""
        return {}

    @cached_property
    def data_words(self) -> list[str]:
        """What people wrote, longest first: it is in their language, whatever that of the page."""
        return sorted(self.python(WORDS_OF), key=len, reverse=True)


@contextmanager
def demo_site(folder: Path) -> Iterator[DemoSite]:
    """Serve the example year from an empty folder."""
    site = DemoSite(folder, f"sqlite:///{folder / 'site.sqlite3'}")
    site.start("--workers", "2")
    try:
        yield site
    finally:
        site.kill()


def sign_in(context: BrowserContext, site: Site, email: str, password: str = PASSWORD) -> Page:
    """Sign in as people do, on the page in the language that the browser asks for."""
    page = context.new_page()
    page.goto(f"{site.address}/account/login/")
    form = page.locator("form", has=page.locator("input[type=email]"))
    form.locator("input[type=email]").fill(email)
    form.locator("input[type=password]").fill(password)
    form.locator("[type=submit]").click()
    page.wait_for_url(lambda url: "/account/login/" not in url)
    return page


@contextmanager
def person_in(chromium: Browser, site: DemoSite, who: str, lang: str) -> Iterator[BrowserContext]:
    """Give the browser of somebody of the example year, signed in and in a language; "" is a stranger."""
    context = chromium.new_context(
        base_url=site.address,
        locale={"th": "th-TH", "en": "en-GB"}[lang],
        extra_http_headers={"Accept-Language": lang},
    )
    if who:
        page = sign_in(context, site, f"{who}@demo.example")
        choose(page, lang)
        page.close()
    yield context
    context.close()


def choose(page: Page, lang: str) -> None:
    """Choose the language at the foot of the page, where it is another one."""
    other = page.get_by_role("button", name={"th": "ภาษาไทย", "en": "English"}[lang])
    if other.count():
        other.click()
    expect(page.locator("html")).to_have_attribute("lang", lang)
