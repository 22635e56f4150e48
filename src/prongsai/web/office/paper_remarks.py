"""What to look at before a paper is sent up; another page may show the list within itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.core.errors import InputError
from prongsai.web.office.paper_files import cannot, draft
from prongsai.web.page import Here, page, render
from prongsai.web.queries.paper_remarks import remarks_on
from prongsai.web.queries.paper_shelf import title_of


@page("paper.view")
def remarks(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """The remarks on the draft as it would be made now."""
    kind, sources = draft(here, name)
    try:
        found = remarks_on(kind, sources)
    except InputError as error:
        return cannot(request, here, error)
    context = {
        "stage": "approval",
        "name": name,
        "title": title_of(kind, sources.round or ""),
        "remarks": found,
        "errors": sum(each.rule.weight == "error" for each in found),
    }
    return render(request, here, "office/paper_remarks.html", context)


urlpatterns = [
    path("a/<int:agency>/<int:year>/papers/<slug:name>/remarks/", remarks, name="paper_remarks"),
]
