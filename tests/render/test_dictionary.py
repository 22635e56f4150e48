from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from prongsai.render.dictionary import Dictionary

WORDS = ("ก", "กา", "การ", "การเงิน", "รา", "ราย", "ยา", "ๆ")
SHORT = 4
LETTERS = st.text("การเงินยๆ x", max_size=12)


def short(word: str) -> bool:
    return len(word) <= SHORT


def test_the_words_at_a_place_come_shortest_first() -> None:
    dictionary = Dictionary(WORDS, lambda _: True)

    assert dictionary.prefixes("ทำการเงิน", 2) == ["ก", "กา", "การ", "การเงิน"]


def test_a_word_that_the_text_only_begins_is_not_there() -> None:
    dictionary = Dictionary(WORDS, lambda _: True)

    assert dictionary.prefixes("ทำการ", 2) == ["ก", "กา", "การ"]


def test_the_last_letter_of_a_text_is_found_once() -> None:
    assert Dictionary(WORDS, lambda _: True).prefixes("จาก", 2) == ["ก"]


def test_nothing_is_found_after_the_end_of_a_text() -> None:
    assert Dictionary(WORDS, lambda _: True).prefixes("จาก", 3) == []


def test_a_word_that_is_not_allowed_is_not_in_the_dictionary() -> None:
    dictionary = Dictionary(WORDS, short)

    assert dictionary.prefixes("การเงิน") == ["ก", "กา", "การ"]
    assert "การเงิน" not in dictionary
    assert sorted(dictionary) == sorted(set(WORDS) - {"การเงิน"})
    assert len(dictionary) == len(WORDS) - 1


def test_an_empty_dictionary_is_false_as_an_empty_trie_is() -> None:
    assert not Dictionary((), short)
    assert Dictionary(WORDS, short)


@given(text=LETTERS, start=st.integers(0, 12), words=st.sets(LETTERS.map(str.strip).filter(bool)))
def test_it_finds_what_a_trie_finds(text: str, start: int, words: set[str]) -> None:
    trie = Trie([word for word in words if short(word)])

    assert Dictionary(words, short).prefixes(text, start) == trie.prefixes(text, start)


def test_a_text_is_cut_as_with_a_trie_of_the_whole_language() -> None:
    text = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ พ.ศ. ๒๕๖๘ (ITA)"
    dictionary = Dictionary(thai_words(), lambda word: len(word) <= 2 * SHORT)
    trie = Trie([word for word in thai_words() if len(word) <= 2 * SHORT])

    cut = word_tokenize(text, custom_dict=dictionary)

    assert cut == word_tokenize(text, custom_dict=trie)
