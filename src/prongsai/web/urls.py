"""Every address: sign-in, then one package an audience."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("account/", include("prongsai.web.sign_in.urls")),
    path("", include("prongsai.web.office.urls")),
]
handler400 = "prongsai.web.office.errors.bad_request"
handler403 = "prongsai.web.office.errors.forbidden"
handler404 = "prongsai.web.office.errors.not_found"
handler429 = "prongsai.web.sign_in.views.too_many"
handler500 = "prongsai.web.office.errors.broken"
