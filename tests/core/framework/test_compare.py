import pytest

from prongsai.core.framework.compare import Difference, changes, map_codes, size
from prongsai.core.text import Text
from prongsai.reading.framework import available, load


def found(older: str, newer: str) -> dict[tuple[str, str], Difference]:
    return {(each.what, each.code): each for each in changes(load(older), load(newer))}


@pytest.mark.parametrize(
    ("newer", "code", "older", "earlier"),
    [
        ("th-ita-2569", "O18", "th-ita-2568", ("O19",)),
        ("th-ita-2568", "O19", "th-ita-2567", ("O24",)),
        ("th-ita-2569", "O18", "th-ita-2564", ("O31",)),
        ("th-ita-2567", "O24", "th-ita-2569", ("O18",)),
        ("th-ita-2568", "O19", "th-ita-2569", ("O18",)),
        ("th-ita-2568", "O1", "th-ita-2567", ("O1", "O3")),
        ("th-ita-2566", "O11", "th-ita-2565", ("O10", "O18")),
        ("th-ita-2567", "i3", "th-ita-2566", ("i4", "i5", "i6")),
        ("th-ita-2568", "i3", "th-ita-2564", ("i4", "i5", "i6")),
        ("th-ita-2568", "e1", "th-ita-2564", ("e1",)),
        ("th-ita-2566", "O10", "th-ita-2565", ()),
        ("th-ita-2563", "O42", "th-ita-2562", tuple(f"O{number}" for number in range(42, 49))),
    ],
)
def test_codes_are_joined_by_matter_and_not_by_number(
    newer: str, code: str, older: str, earlier: tuple[str, ...]
) -> None:
    assert map_codes(load(newer), load(older))[code] == earlier


@pytest.mark.parametrize("name", available())
def test_a_framework_does_not_differ_from_itself(name: str) -> None:
    assert changes(load(name), load(name)) == ()


def test_the_shrinking_of_the_list_is_told_per_indicator() -> None:
    differences = found("th-ita-2567", "th-ita-2568")

    assert (differences["size", "9"].before, differences["size", "9"].after) == (
        Text("25 ข้อ", "25"),
        Text("20 ข้อ", "20"),
    )
    assert differences["size", "10"].after.en == "8"
    assert ("size", "1") not in differences


def test_items_that_moved_appeared_or_went_are_told_once_each() -> None:
    differences = found("th-ita-2568", "th-ita-2569")

    moved = differences["moved", "O18"]
    assert (moved.before.en, moved.after.en) == ("O19", "O18")
    assert differences["moved", "O20"].before.en == "O21 O22"
    assert differences["retitled", "O25"].after.th == "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"
    assert ("removed", "i1") in differences
    assert ("moved", "O1") not in differences


def test_the_e_service_question_changed_its_scale() -> None:
    differences = found("th-ita-2567", "th-ita-2568")

    assert (differences["scale", "e9"].before.en, differences["scale", "e9"].after.en) == ("ever", "agree")
    assert load("th-ita-2568").nodes["e9"].change == "changed"


def test_new_levels_rules_and_parts_are_told() -> None:
    differences = found("th-ita-2565", "th-ita-2566")

    assert differences["level", "AA"].after == Text("–", "–")
    assert differences["level", "good"].after.en == "Good pass ≥ 85, every tool ≥ 85"
    assert differences["weight", "EIT.1"].after.en == "0.5"
    assert differences["gates", "total"].after.en == "IIT EIT.1 EIT.2 OIT"
    assert ("rule", "part EIT") in differences
    assert ("weight", "IIT") not in differences


def test_sizes_count_items_below_sub_indicators() -> None:
    framework = load("th-ita-2564")

    assert [size(framework, code) for code in ("9", "9.1", "10", "1")] == [33, 9, 10, 6]
