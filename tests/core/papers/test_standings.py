"""How the measures stand, in words: 9 planned, 7 done, 2 not done and named."""

from dataclasses import replace

from tests.paper_chain import followup_of, pen, texts

from prongsai.core.document import Callout
from prongsai.core.followup import Followup, Round
from prongsai.core.papers.standings import at_the_end, count_blocks, on_step, on_the_whole, told


def said(followup: Followup, lang: str = "th") -> list[str]:
    return texts(list(count_blocks(pen("en" if lang == "en" else "th"), at_the_end(followup))))


def test_nine_seven_two() -> None:
    assert said(followup_of())[0] == (
        "จากทั้งหมด 9 มาตรการ ดำเนินการแล้วเสร็จ 7 มาตรการ (ร้อยละ 77.78) ยังไม่ได้ดำเนินการ 2 มาตรการ (ร้อยละ 22.22)"
    )
    assert said(followup_of(), "en")[0] == "Of 9 measures: 7 done (77.78%), 2 not done (22.22%)"


def test_what_is_not_done_is_named_with_reason_and_new_date_or_their_lack() -> None:
    assert said(followup_of())[2:] == [
        "มาตรการที่ 4 มาตรการสมมติ 4: ยังไม่ได้ดำเนินการ เหตุผล: ไม่มีงบ กำหนดแล้วเสร็จใหม่ 31 มีนาคม 2569",
        "มาตรการที่ 7 มาตรการสมมติ 7: ยังไม่ได้ดำเนินการ ยังไม่ระบุเหตุผล ยังไม่กำหนดวันใหม่",
    ]


def test_english_says_the_same() -> None:
    assert said(followup_of(), "en")[2:] == [
        "Measure 4, มาตรการสมมติ 4: Not done; reason: ไม่มีงบ; new date 31 March 2026",
        "Measure 7, มาตรการสมมติ 7: Not done; no reason given; no new date",
    ]


def test_all_done_is_good_and_names_nothing() -> None:
    blocks = list(count_blocks(pen(), at_the_end(followup_of(3))))

    assert [block.tone for block in blocks if isinstance(block, Callout)] == ["good"]
    assert len(blocks) == 1


def test_notes_are_found_by_step_and_as_a_whole() -> None:
    followup = followup_of(1)
    begun = Followup(plan=followup.plan, rounds=followup.rounds[:1])
    (standing,) = at_the_end(begun).standings

    assert on_the_whole(standing) is None
    assert (first := on_step(standing, 1)) is not None
    assert first.status == "in_progress"
    assert told(standing, "obstacle") == ("ฝนตก",)


def test_a_text_written_twice_is_said_once() -> None:
    followup = followup_of(1)
    note = followup.rounds[1].notes[0]
    twice = (note, replace(note, step=1), replace(note, step=2))
    followup = replace(followup, rounds=(Round(round="12m", date=followup.rounds[1].date, notes=twice),))
    (standing,) = at_the_end(followup).standings

    assert told(standing, "outcome") == ("ประชาชนค้นหาได้",)
