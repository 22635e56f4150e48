"""Words in the language of an edition, with what is bold marked in them."""

from prongsai.core.document import Heading, Paragraph, Run
from prongsai.core.edition import Edition, Scribe


def test_words_are_those_of_the_edition() -> None:
    assert Scribe(Edition()).say("ไทย", "Thai") == "ไทย"
    assert Scribe(Edition(lang="en")).say("ไทย", "Thai") == "Thai"


def test_a_stretch_between_stars_is_bold() -> None:
    assert Scribe(Edition(lang="en")).paragraph("", "**nine** measures, **two** open") == Paragraph(
        (Run("nine", bold=True), Run(" measures, "), Run("two", bold=True), Run(" open"))
    )


def test_a_heading_is_that_of_a_section() -> None:
    assert Scribe(Edition()).heading("ภาพรวม", "Overview") == Heading(1, "ภาพรวม")
