"""Every paper that is made is read back to what it was made from: each kind in each format, and in each edition."""

from itertools import cycle

import pytest
from tests.round_trip import (
    AGENCIES,
    DON_SAK,
    EDITIONS,
    FORMATS,
    NA_PHO,
    differences,
    forms_of,
    held_against,
    made,
    sources,
)

from prongsai.core.papers.making import PAPERS
from prongsai.core.text import Lang
from prongsai.core.thai import Digits

Case = tuple[str, str, str, Lang, Digits, str]
# In Word and as a web page the papers of the examples are long; what is invented has all that a paper can say.
INVENTED = tuple(each for each in AGENCIES if each not in (DON_SAK, NA_PHO))


def covering() -> list[Case]:
    """Return each form of each kind in each format; agencies and editions take turns, so that each meets each kind."""
    agencies, editions = cycle(INVENTED), cycle(EDITIONS)
    return [
        (kind, form, next(agencies), *next(editions), format_)
        for kind in PAPERS
        for form in forms_of(kind)
        for format_ in FORMATS
    ]


def of_examples() -> list[Case]:
    """Return each kind for both examples in each edition, as it is checked before it is approved."""
    return [
        (kind, "", agency, *edition, "own")
        for kind in PAPERS
        for agency in (DON_SAK, NA_PHO)
        for edition in EDITIONS
    ]


@pytest.mark.parametrize("case", covering(), ids=" ".join)
def test_a_paper_comes_back_from_each_format(case: Case) -> None:
    kind, form, agency, lang, digits, format_ = case

    assert differences(kind, sources(agency, lang, digits, form), format_) == []


@pytest.mark.parametrize("case", of_examples(), ids=" ".join)
def test_the_papers_of_the_examples_come_back(case: Case) -> None:
    kind, form, agency, lang, digits, format_ = case

    assert differences(kind, sources(agency, lang, digits, form), format_) == []


@pytest.mark.parametrize("format_", ["own", "html", "docx", "pdf"])
@pytest.mark.parametrize("kind", PAPERS)
def test_an_approved_paper_comes_back(kind: str, format_: str) -> None:
    assert differences(kind, sources("2567", "th", "thai"), format_, sealed=True) == []


@pytest.mark.parametrize("kind", PAPERS)
def test_what_differs_is_seen(kind: str) -> None:
    """Without it the comparison might compare nothing."""
    paper = FORMATS["own"](made(kind, sources("2567", "th", "thai")))

    assert held_against(kind, sources("2566", "th", "thai"), paper)
