"""The values of a follow-up, and the one case of which the count was published."""

from tests.plans import NOT_DONE, a_note, kham_duang

from prongsai.core.followup.check import faults
from prongsai.core.followup.count import counts


def test_a_note_tells_nothing_that_was_not_said() -> None:
    note = a_note()

    assert (note.done_note, note.reason, note.new_date, note.evidence) == ("", "", None, ())


def test_kham_duang_did_seven_of_nine_measures_and_names_the_two_others() -> None:
    counted = counts(kham_duang(), "12m")

    assert (counted.total, len(counted.of("done")), len(counted.of("not_done"))) == (9, 7, 2)
    assert tuple(each.measure.id for each in counted.unfinished) == NOT_DONE
    assert faults(kham_duang()) == []
