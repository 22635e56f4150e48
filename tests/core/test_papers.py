"""The papers of the chain together: every kind has its name, every paper holds what all must hold."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.paper_chain import AGENCY, followup_of, plan, setting
from tests.papers import don_sak, lines
from tests.published import framework

from prongsai.core.document import Callout, Document, Heading, Letterhead, Opinions, Signatures
from prongsai.core.followup import Followup
from prongsai.core.papers import KINDS, followup, implementation, measures, memo, oit
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Setting

THAI = re.compile("[\u0e00-\u0e7f]")
IDENTIFIER = re.compile(r"\b[a-z]+_[a-z_0-9]+\b")
BAD = ("warning", "bad")
NEVER = Followup(plan=plan(), rounds=())
PAPERS: dict[str, Callable[[Setting], Document]] = {
    "memo": lambda given: memo(don_sak(), Subject(), given),
    "measures": lambda given: measures(plan(), given),
    "followup": lambda given: followup(followup_of(), given),
    "implementation": lambda given: implementation(followup_of(), given),
    "oit": lambda given: oit(framework(2568), given),
}
EMPTY: dict[str, Callable[[Setting], Document]] = {
    "no measures": lambda given: measures(plan(0), given),
    "no measures to follow": lambda given: followup(Followup(plan=plan(0), rounds=()), given),
    "no measures to report on": lambda given: implementation(Followup(plan=plan(0), rounds=()), given),
    "no rounds to follow": lambda given: followup(NEVER, given),
    "no rounds to report on": lambda given: implementation(NEVER, given),
}
EVERY_PAPER = pytest.mark.parametrize("kind", PAPERS)


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert set(KINDS) == {*PAPERS, "analysis"}
    assert all(name.th and name.en for name in KINDS.values())


@EVERY_PAPER
def test_a_paper_says_its_kind_language_and_digits(kind: str) -> None:
    document = PAPERS[kind](setting("en", digits="arabic"))

    assert (document.kind, document.lang, document.digits) == (kind, "en", "arabic")
    assert PAPERS[kind](setting()).digits == "thai"


@EVERY_PAPER
def test_digits_are_left_to_the_renderer_so_that_addresses_keep_theirs(kind: str) -> None:
    assert not any(re.search("[๐-๙]", line) for line in lines(PAPERS[kind](setting())))


@EVERY_PAPER
def test_no_identifier_of_the_program_reaches_a_reader(kind: str) -> None:
    found = [line for line in lines(PAPERS[kind](setting("en")), verbatim=False) if IDENTIFIER.search(line)]

    assert found == []


@EVERY_PAPER
def test_the_headings_of_an_english_paper_are_english(kind: str) -> None:
    document = PAPERS[kind](setting("en"))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]

    assert not any(THAI.search(text) for text in headings)


@EVERY_PAPER
def test_the_same_data_gives_the_same_paper(kind: str) -> None:
    assert PAPERS[kind](setting()) == PAPERS[kind](setting())


@EVERY_PAPER
def test_a_paper_can_be_made_without_a_profile(kind: str) -> None:
    document = PAPERS[kind](setting(profile=None))

    assert document.blocks
    if kind not in ("oit", "memo"):
        assert AGENCY in document.subtitle


@pytest.mark.parametrize("kind", ["memo", "measures", "followup", "implementation"])
def test_without_signatories_one_place_to_sign_stays_open(kind: str) -> None:
    blocks = PAPERS[kind](setting(profile=None)).blocks
    (signatures,) = (block for block in blocks if isinstance(block, Signatures))

    assert [(each.name, each.position) for each in signatures.people] == [("", "")]
    assert not any(isinstance(block, Opinions) for block in blocks)


@pytest.mark.parametrize("case", EMPTY)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_paper_says_what_is_missing_first(case: str, lang: str) -> None:
    document = EMPTY[case](setting("en" if lang == "en" else "th"))
    callouts = [block for block in document.blocks if isinstance(block, Callout) and block.tone in BAD]

    assert callouts
    assert not any(isinstance(block, Letterhead) for block in document.blocks)


def test_a_very_long_text_stays_whole() -> None:
    long = "ข้อความยาว" * 2000
    given = plan(1)
    document = measures(replace(given, measures=(replace(given.measures[0], approach=long),)), setting())

    assert any(long in line for line in lines(document))
