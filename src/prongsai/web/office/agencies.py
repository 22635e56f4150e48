"""Agencies: the list, and the details of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.web.page import Here, page, render


@page("agency.list")
def agencies(request: HttpRequest, here: Here) -> HttpResponse:
    return render(request, here, "office/agencies.html")


urlpatterns = [path("agencies/", agencies, name="agencies")]
