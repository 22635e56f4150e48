"""What is put right in the text of PDFs, and what is left as it is."""

import pytest

from prongsai.reading.printed.pdf.signs import Mended, called_latin, is_mark, mended, notes, thai_for_latin


def put_right(text: str) -> tuple[str, dict[str, int]]:
    seen = Mended()
    whole = mended(text, seen)
    return whole, {kind: count for kind, count in seen.items() if count}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "น้ำใจ ให้ ใช้ ไม่ได้ กว่า ๙๔.๕๐ คะแนน (ผ่านดี)",
        "สิทธิ์ ศักดิ์ ขั้น ปี่ พื้น กฤษณ์ ฟื้นฟู ญาติผู้ใหญ่ ฐานะ",
        "เ แก่ แกะ O15 – O19, i10 e-Service https://example.go.th/a_b",
        "ก ข ค และ ๑ ๒ ๓",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert put_right(text) == (text, {})


@pytest.mark.parametrize(
    ("broken", "whole", "kind"),
    [
        ("น\u0e4d\u0e49าใจ", "น้ำใจ", "am"),
        ("น\u0e49\u0e4dาใจ", "น้ำใจ", "am"),
        ("อ\u0e4d านาจ", "อำนาจ", "am"),
        ("นำ\u0e49ใจ", "น้ำใจ", "order"),
        ("ท\u0e48\u0e35", "ที่", "order"),
        ("ที\u0e48\u0e48", "ที่", "doubled"),
        ("เเผน", "แผน", "doubled"),
        ("ท ี่", "ที่", "apart"),
        ("ปี \u0e48", "ปี่", "apart"),
        ("ท\uf702\uf705", "ที่", "old_fonts"),
        ("\uf70fาติ", "ญาติ", "old_fonts"),
        ("ฐ\uf718\uf719\uf71a", "ฐ\u0e38\u0e39\u0e3a", "old_fonts"),
    ],
)
def test_broken_signs_are_put_right_and_counted(broken: str, whole: str, kind: str) -> None:
    text, seen = put_right(broken)

    assert text == whole
    assert kind in seen


def test_blanks_are_folded_without_a_word() -> None:
    assert put_right("  ก  ข\u00a0ค ") == ("ก ข ค", {})


def test_what_was_put_right_is_said_in_both_languages() -> None:
    seen = Mended()
    mended("อ\u0e4dานาจ น\u0e4dา ท\uf702\uf705", seen)

    said = notes(seen)

    assert [note.en for note in said] == [
        "in the text of the file: characters of old Thai fonts, put right in 2 places",
        "in the text of the file: the vowel am in two parts, put right in 2 places",
    ]
    assert all("แห่ง" in note.th for note in said)


def test_marks_are_what_stands_above_or_below() -> None:
    assert [sign for sign in "กะัาำิีึืุูเแ็่้๊๋์ํฯๆ" if is_mark(sign)] == list("ัิีึืุู็่้๊๋์ํ")
    assert not is_mark("")


def latin(thai: str) -> str:
    return thai.encode("cp874").decode("latin-1")


def test_thai_called_latin_is_known_by_its_words() -> None:
    text = "รายงานผลการประเมินของเทศบาล ประจำปี 2568"

    assert called_latin(latin(text))
    assert thai_for_latin(latin(text)) == text
    assert not called_latin(text)
    assert not called_latin("Rapport sur l'évaluation de la qualité, édité à Genève; données été 2568")
    assert not called_latin("éàèùç" * 20)
