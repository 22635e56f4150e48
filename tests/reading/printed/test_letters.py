import pytest

from prongsai.core.errors import InputError
from prongsai.reading.printed.letters import decoded

THAI = "ผลการประเมิน ITA ปี ๒๕๖๗ ได้ 90.50 คะแนน\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decoded(THAI.encode(encoding), "a.txt") == (THAI, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_letters_in_wide_characters_are_read(encoding: str) -> None:
    assert decoded(b"ITA report 2567".decode().encode(encoding), "a.txt") == ("ITA report 2567", ())


@pytest.mark.parametrize("encoding", ["cp874", "tis-620"])
def test_the_old_thai_encoding_is_read_and_noted(encoding: str) -> None:
    text, notes = decoded(THAI.encode(encoding), "a.txt")

    assert text == THAI
    assert ["TIS-620" in note.th for note in notes] == [True]


def test_a_few_broken_characters_are_shown_and_noted() -> None:
    data = THAI.encode().replace("๒".encode(), b"\xe0\xb9", 1)
    text, notes = decoded(data, "a.txt")

    assert text.count("\ufffd") == 1
    assert len(notes) == 1


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x80\x81\xfe\xff" * 50, b"\1\2\3\4" * 9, b"\0a" * 3 + b"\xff"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        decoded(data, "a.txt")

    assert [problem.id for problem in refused.value.problems] == ["printed.encoding"]
