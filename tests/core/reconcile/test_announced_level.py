"""The announced level against the announced total and gates, on hand-made figures."""

import pytest
from tests.announced import announced, only, the_check, without

from prongsai.core.text import Text

# 2568: 0.3 · 94.43 + 0.3 · 96.24 + 0.4 · 93.25 = 94.501
DON_SAK = {"IIT": "94.43", "EIT": "96.24", "OIT": "93.25", "total": "94.50"}
# 2564: 0.6 · 95.00 + 0.4 · 94.99 = 94.996
ON_THE_EDGE = {"IIT": "95.00", "EIT": "95.00", "OIT": "94.99"}


def test_the_level_of_the_figures_agrees() -> None:
    check = the_check(announced(2568, DON_SAK, level="ผ่านดี"), "level")

    assert (check.status, check.published, check.recomputed) == ("agrees", "ผ่านดี", "ผ่านดี")


def test_a_level_above_the_total_disagrees_and_says_why() -> None:
    check = the_check(announced(2568, DON_SAK, level="ผ่านดีเยี่ยม"), "level")

    assert (check.status, check.recomputed) == ("disagrees", "ผ่านดี")
    assert (only(check).kind, only(check).value) == ("none", None)
    assert "94.50" in only(check).text.th


def test_a_level_that_a_gate_forbids_disagrees_and_names_the_gate() -> None:
    # 0.3 · 84.99 + 0.7 · 95.00 = 91.997; IIT is below 85
    figures = {"IIT": "84.99", "EIT": "95.00", "EIT.1": "95", "EIT.2": "95", "OIT": "95.00", "total": "92.00"}

    check = the_check(announced(2568, figures, level="ผ่านดี"), "level")

    assert (check.status, check.recomputed) == ("disagrees", "ผ่าน")
    assert "IIT 84.99 < 85.00" in only(check).text.en


def test_a_level_counts_on_the_figures_as_announced() -> None:
    assert the_check(announced(2564, ON_THE_EDGE | {"total": "94.99"}, level="A"), "level").status == "agrees"
    assert (
        the_check(announced(2564, ON_THE_EDGE | {"total": "94.99"}, level="AA"), "level").status
        == "disagrees"
    )


@pytest.mark.parametrize(("word", "status"), [("AA", "agrees"), ("A", "agrees"), ("B", "disagrees")])
def test_without_a_total_rounding_leaves_room_at_the_edge(word: str, status: str) -> None:
    # Shown as 95.00, but 94.991 may stand behind it
    check = the_check(announced(2564, ON_THE_EDGE, level=word), "level")

    assert check.status == status
    assert check.recomputed == (word if status == "agrees" else None)


def test_an_announced_total_alone_decides_a_level_without_gates() -> None:
    assert the_check(announced(2564, {"total": "69.66"}, level="C"), "level").status == "agrees"
    assert the_check(announced(2564, {"total": "69.66"}, level="B"), "level").status == "disagrees"


def test_a_level_that_hangs_on_a_doubtful_total_is_undecidable() -> None:
    check = the_check(announced(2568, DON_SAK | {"total": "49.50"}, level="ผ่านดี"), "level")

    assert (check.status, check.recomputed) == ("undecidable", None)
    assert "total" in only(check).text.en


def test_a_level_that_no_reading_of_a_doubtful_total_gives_disagrees() -> None:
    check = the_check(announced(2568, DON_SAK | {"total": "90.50"}, level="ผ่านดีเยี่ยม"), "level")

    assert check.status == "disagrees"


def test_a_doubtful_figure_that_does_not_move_the_level_leaves_it_agreed() -> None:
    assert the_check(announced(2568, DON_SAK | {"total": "90.50"}, level="ผ่านดี"), "level").status == "agrees"


def test_without_a_total_the_level_is_undecidable() -> None:
    check = the_check(announced(2568, without(DON_SAK, "total", "OIT"), level="ผ่านดี"), "level")

    assert check.status == "undecidable"
    assert (only(check).kind, only(check).text.th) == ("missing", "คำนวณคะแนนรวมไม่ได้ จึงบอกระดับไม่ได้")


@pytest.mark.parametrize("word", ["A", "AA"])
def test_a_letter_in_2568_is_a_word_of_the_older_scale(word: str) -> None:
    check = the_check(announced(2568, DON_SAK, level=word), "level")

    # 94.50 lies in 85.00–94.99, which was A
    assert (only(check).kind, only(check).value) == ("level_scale", "A")
    assert only(check).text == Text(
        f"“{word}” เป็นคำของเกณฑ์ปี 2562, 2563, 2564, 2565 ไม่ใช่ปี 2568",
        f"“{word}” is a word of the scale of 2562, 2563, 2564, 2565, not of 2568",
    )


def test_a_word_of_2568_in_2564_is_a_word_of_the_newer_scale() -> None:
    figures = {"IIT": "90.00", "EIT": "90.00", "OIT": "90.00", "total": "90.00"}

    check = the_check(announced(2564, figures, level="ผ่านดี"), "level")

    # Every part of EIT is at least 2 · (90 − 0.005) − 100 = 79.99: the gate of 85 is open
    assert (check.status, only(check).kind, only(check).value) == ("disagrees", "level_scale", None)
    assert the_check(announced(2564, without(figures, "OIT", "total"), level="ผ่านดี"), "level").status == (
        "disagrees"
    )


def test_na_pho_on_the_newer_scale_would_need_urgent_improvement() -> None:
    check = the_check(announced(2564, {"total": "69.66"}, level="ผ่าน"), "level")

    assert only(check).value == "ต้องปรับปรุงโดยด่วน"


def test_a_word_of_no_year_is_not_explained() -> None:
    check = the_check(announced(2568, DON_SAK, level="ดี"), "level")

    assert (check.status, only(check).kind) == ("disagrees", "none")
    assert only(check).text.th == "ไม่มีระดับ “ดี” ในปีใด"


def test_no_announced_level_is_no_check() -> None:
    assert announced(2568, DON_SAK).check("level") is None
