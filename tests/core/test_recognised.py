"""What a recognised paper holds when nothing was told."""

from prongsai.core.printed import Place, Printed
from prongsai.core.recognised import Recognised, Section


def test_what_a_paper_does_not_say_is_empty_or_none() -> None:
    section = Section(kind="measures", title="แผน", where=Place(file="a.txt", line=1), blocks=())
    assert (section.result_year, section.plan_year, section.date) == (None, None, None)
    assert (section.level, section.items, section.figures, section.measures) == ("", (), (), ())


def test_a_file_of_which_nothing_was_understood_names_no_agency() -> None:
    paper = Recognised(printed=Printed(name="a.txt", format="text", blocks=()))
    assert (paper.agency, paper.agency_type, paper.sections, paper.readings) == ("", None, (), ())
