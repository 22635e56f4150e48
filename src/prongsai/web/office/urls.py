"""The addresses of the office, in the order of the cycle."""

from __future__ import annotations

from prongsai.web.office import (
    above,
    agencies,
    analysis,
    audit,
    dates,
    followup,
    home,
    improve,
    jobs,
    me,
    measures,
    outcome,
    papers,
    people,
    read,
    reconcile,
    result,
    settle,
    verify,
)

urlpatterns = [
    *home.urlpatterns,
    *dates.urlpatterns,
    *above.urlpatterns,
    *read.urlpatterns,
    *result.urlpatterns,
    *reconcile.urlpatterns,
    *settle.urlpatterns,
    *analysis.urlpatterns,
    *improve.urlpatterns,
    *measures.urlpatterns,
    *papers.urlpatterns,
    *followup.urlpatterns,
    *outcome.urlpatterns,
    *agencies.urlpatterns,
    *people.urlpatterns,
    *me.urlpatterns,
    *jobs.urlpatterns,
    *audit.urlpatterns,
    *verify.urlpatterns,
]
