"""Which matters a text speaks of."""

from tests.proofread_papers import chain, recognised, section

from prongsai.core.proofread import Chain
from prongsai.core.proofread.matters import matters, spoken_of, tells_item, titles, touched_on

CHAIN = chain(recognised(section()))


def test_matters_by_their_words() -> None:
    found = spoken_of("ทำแบบฟอร์มการยืมทรัพย์สิน ของราชการ และ คู่มือ", matters(CHAIN))

    assert list(found) == ["manuals", "property"]
    assert titles(found.values()).en == "manuals and steps of work, public property"


def test_wider_words_touch_on_a_matter() -> None:
    known = matters(CHAIN)

    assert "property" in touched_on("ตรวจของจริงกับทะเบียน", known)
    assert "property" not in spoken_of("ตรวจของจริงกับทะเบียน", known)
    assert "property" not in touched_on("อบรมพนักงานใหม่", known)


def test_no_list_no_matters() -> None:
    assert matters(Chain(papers=(), rules={})) == ()


def test_an_item_is_told_by_one_word_of_every_group() -> None:
    assert tells_item(CHAIN, ("complaint_statistics",), "จัดทำสถิติเรื่องร้องเรียนรายไตรมาส") is True
    assert tells_item(CHAIN, ("complaint_statistics",), "เพิ่มช่องทางร้องเรียน") is False


def test_of_an_unknown_theme_nothing_is_said() -> None:
    assert tells_item(CHAIN, ("no_such_theme",), "สถิติ") is None
