"""Comparisons of versions: nothing that differs is lost, nothing that is the same is shown as changed."""

from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.text_diff import Change, Comparison, Piece, compare

LINES = st.lists(st.text("กข12 ", max_size=6), max_size=8)


def words(line: str) -> list[str]:
    return [piece for word in line.split(" ") for piece in (word, " ")][:-1]


def before_and_after(comparison: Comparison, same: list[str]) -> tuple[list[str], list[str]]:
    """Put both versions together again; `same` are the lines of the newer one."""
    old: list[str] = []
    new: list[str] = []
    for each in comparison.changes:
        if each.kind == "left_out":
            hidden = same[len(new) : len(new) + each.count]
            old, new = old + hidden, new + hidden
            continue
        parts = {
            name: "".join(piece.text for piece in each.pieces if piece.kind in ("same", name))
            for name in ("removed", "added")
        }
        old += [] if each.kind == "added" else [parts["removed"]]
        new += [] if each.kind == "removed" else [parts["added"]]
    return old, new


@given(LINES, LINES)
def test_both_versions_can_be_read_from_the_comparison(before: list[str], after: list[str]) -> None:
    found = compare(before, after, words)
    assert before_and_after(found, after) == (before, after)
    assert (found.differing == 0) == (before == after)


def test_a_changed_word_is_marked_in_its_line() -> None:
    found = compare(["งบ 10 บาท", "ข"], ["งบ 20 บาท", "ข"], words)
    assert found.changes[0] == Change(
        "changed", (Piece("same", "งบ "), Piece("removed", "10"), Piece("added", "20"), Piece("same", " บาท"))
    )


def test_lines_that_have_nothing_in_common_are_two() -> None:
    found = compare(["a b c"], ["x y z"], lambda line: line.split(" "))
    assert [each.kind for each in found.changes] == ["added", "removed"]


def test_what_is_far_from_a_change_is_left_out() -> None:
    before = [str(number) * 3 for number in range(9)]
    found = compare(before, [*before[:8], "new"], list)
    assert found.changes[0] == Change("left_out", count=7)
    assert found.differing == 2
