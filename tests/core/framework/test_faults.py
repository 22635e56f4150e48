import re

from prongsai.core.fault import Fault
from prongsai.core.framework import faults as framework_faults

FAULTS = [value for value in vars(framework_faults).values() if isinstance(value, Fault)]


def test_every_fault_has_an_id_of_its_own() -> None:
    ids = [each.id for each in FAULTS]

    assert len(set(ids)) == len(ids) > 30
    assert all(re.fullmatch(r"framework\.[a-z_0-9]+", each) for each in ids)


def test_every_fault_says_why_and_how_to_mend_in_both_languages() -> None:
    texts = [words for each in FAULTS for words in (each.why, each.remedy)]

    assert [words for words in texts if not re.search("[ก-๙]", words.th)] == []
    assert [words for words in texts if not words.en or re.search("[ก-๙]", words.en)] == []


def test_both_languages_fill_in_the_same_facts() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"(?<!{){(\w+)}", text))

    texts = [words for each in FAULTS for words in (each.why, each.remedy)]

    assert [words for words in texts if names(words.th) != names(words.en)] == []
