import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.render.words import DEPENDENT, FIELD_WORDS, LONGEST_WHOLE, clusters, fold, pieces, widest_pieces


def cut(text: str) -> list[str]:
    return [piece.text for piece in pieces(text) if not piece.text.isspace()]


def test_a_sentence_is_cut_at_its_words() -> None:
    assert cut("เทศบาลเปิดเผยข้อมูลงบประมาณ") == ["เทศบาล", "เปิดเผย", "ข้อมูล", "งบประมาณ"]


@pytest.mark.parametrize("word", FIELD_WORDS)
def test_words_of_the_field_stay_whole(word: str) -> None:
    assert word in cut(f"และ{word}")


@pytest.mark.parametrize(
    "together",
    [
        "ต่าง ๆ",
        "กรุงเทพฯ",
        "พ.ศ. ๒๕๖๘",
        "ม.ค. 2569",
        "ม.ค.",
        "(อำนาจ)",
        "( ก )",
        "“น้ำ”",
        "ข้อ12",
        "๙๔.๕๐%",
        "ณ วัด",
        "ข้อ i๑๐",
        "ร้อยละ ๓๐",
        "e-Service",
    ],
)
def test_what_belongs_together_is_one_piece(together: str) -> None:
    assert together in cut(f"และ {together} แล้ว")


def test_an_ordinal_number_stays_at_its_word() -> None:
    assert cut("ตารางที่ ๑") == ["ตาราง", "ที่ ๑"]


def test_a_line_may_end_after_a_slash_between_words() -> None:
    assert cut("ผู้รับผิดชอบ/ผู้ซื้อ") == ["ผู้รับผิดชอบ/", "ผู้ซื้อ"]


def test_a_dash_between_months_stays_at_the_first_one() -> None:
    assert cut("ม.ค. – มี.ค.") == ["ม.ค. –", "มี.ค."]


def test_a_word_cut_wrongly_by_the_dictionary_is_mended() -> None:
    assert "รายงาน" in cut("สรุปรายงานการใช้จ่ายงบประมาณ")


def test_a_long_hash_may_end_a_line_anywhere() -> None:
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    assert cut(digest) == [digest[start : start + 12] for start in range(0, 64, 12)]
    assert all(piece.whole for piece in pieces(digest))


def test_a_word_longer_than_a_narrow_column_stays_breakable() -> None:
    (unknown,) = pieces("ฬฌ" * LONGEST_WHOLE)

    assert not unknown.whole


def test_marks_above_and_below_count_with_their_letter() -> None:
    assert clusters("ที่ปี้ก๊ศักดิ์") == 6  # ท ป ก ศ ก ด


def test_spaces_and_line_feeds_do_not_widen_a_column() -> None:
    assert widest_pieces("งบประมาณ\n2. two words") == ("งบประมาณ", "2.", "two", "words")


thai_prose = st.text(
    alphabet=st.sampled_from("กขงจดนมรสอเแโใไะาำัิีุูเ็่้๊์ๆฯ ()“”.,:;!?/-–0๑a\n"), max_size=60
) | st.lists(st.sampled_from(["การ", "น้ำ", "อำนาจ", " ", "ต่าง ๆ", "(", ")", "ปี", "2568", "/", "ที่"])).map(
    "".join
)


@given(thai_prose)
def test_pieces_joined_are_the_text_again(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@given(thai_prose)
def test_no_line_can_begin_with_a_mark_or_closing_sign(text: str) -> None:
    for before, piece in itertools.pairwise(piece.text for piece in pieces(text)):
        if before != "\n":
            assert not re.match(f"[{DEPENDENT}ๆฯ)”.,:;!?]", piece), (before, piece)


@given(thai_prose)
def test_no_line_can_end_with_a_leading_vowel_or_opening_sign(text: str) -> None:
    for piece, following in itertools.pairwise(piece.text for piece in pieces(text)):
        if not following.isspace():
            assert not re.search("[เแโใไ(“]$", piece), (piece, following)


def test_lines_are_folded_between_words_only() -> None:
    text = "การใช้ทรัพย์สินของราชการ"
    lines = fold(text, lambda line: len(line) <= 12)

    assert "".join(lines) == text
    assert len(lines) > 1
    assert all(len(line) <= 12 for line in lines)
    assert fold("สั้น", lambda _: True) == ["สั้น"]


def test_a_word_that_fits_nowhere_has_its_own_line() -> None:
    assert fold("a bb", lambda line: len(line) <= 1) == ["a", "bb"]
