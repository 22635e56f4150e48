import datetime
import typing

from prongsai.core.approval import DECISIONS, Approval, Decision


def test_every_decision_has_words_in_both_languages() -> None:
    assert set(DECISIONS) == set(typing.get_args(Decision))
    assert all(words.th and words.en for words in DECISIONS.values())


def test_a_name_may_stay_unsaid() -> None:
    at = datetime.datetime(2025, 10, 1, 9, tzinfo=datetime.UTC)

    approval = Approval(position="ปลัดเทศบาล", decision="endorsed", at=at, content_hash="sha256:00")

    assert (approval.name, approval.comment) == ("", "")
