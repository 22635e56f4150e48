"""The official memo: its head, its two shapes, the figures, the places to sign and the chain of opinions."""

from dataclasses import replace

import pytest
from tests.paper_chain import HOUSE, setting, texts
from tests.papers import don_sak, na_pho, section
from tests.small_frameworks import scored, small_framework

from prongsai.core.document import Bullets, Document, Heading, Letterhead, Opinions, Signatures
from prongsai.core.papers.memo import PAPERS, Paper, Subject, memo
from prongsai.core.papers.pen import Setting


def head(document: Document) -> dict[str, str]:
    (letterhead,) = (block for block in document.blocks if isinstance(block, Letterhead))
    return {label: value for line in letterhead.lines for label, value in line}


def written(subject: Subject | None = None, given: Setting | None = None) -> Document:
    return memo(don_sak(), subject or Subject(), given or setting())


def test_a_memo_begins_with_its_letterhead_and_has_no_title_of_its_own() -> None:
    document = written()

    assert isinstance(document.blocks[0], Letterhead)
    assert document.blocks[0].title == "บันทึกข้อความ"
    assert (document.titled, document.dated) == (False, False)


def test_the_head_says_from_number_date_subject_and_to() -> None:
    assert head(written()) == {
        "ส่วนราชการ": "งานแผน เทศบาลเมืองดอนสัก โทร. 0 0000 0000",
        "ที่": "ทล 99901/........",
        "วันที่": "17 พฤศจิกายน 2568",
        "เรื่อง": "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ของเทศบาลเมืองดอนสัก ประจำปีงบประมาณ พ.ศ. 2568",
        "เรียน": "นายก อบต.สมมติ (ผ่านปลัด / ผ่านผู้อำนวยการกอง)",
    }


def test_what_is_not_known_stays_a_place_to_fill_in() -> None:
    bare = setting(profile=None)
    undated = replace(bare, edition=replace(bare.edition, date=None))
    found = head(written(given=undated))

    assert (found["ที่"], found["วันที่"], found["เรียน"]) == ("", "", "")
    assert found["ส่วนราชการ"] == "เทศบาลเมืองดอนสัก"


def test_a_running_number_that_is_known_is_written() -> None:
    numbered = replace(HOUSE, number="94")

    assert head(written(given=setting(profile=numbered)))["ที่"] == "ทล 99901/94"


def test_the_emblem_of_the_profile_is_passed_on() -> None:
    letterhead = written(given=setting(profile=replace(HOUSE, emblem=b"picture"))).blocks[0]

    assert isinstance(letterhead, Letterhead)
    assert letterhead.emblem == b"picture"


def test_three_parts_come_in_official_order() -> None:
    assert [block.text for block in written().blocks if isinstance(block, Heading)] == [
        "เรื่องเดิม",
        "ข้อเท็จจริง",
        "ข้อพิจารณา",
    ]


def test_the_facts_are_total_level_tools_and_the_lowest_indicator() -> None:
    assert texts(section(written(), "ข้อเท็จจริง")) == [
        "ผลการประเมินในภาพรวมได้ 94.50 คะแนน อยู่ในระดับ ผ่านดี",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT): 94.43",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT): 96.24",
        "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT): 93.25",
        "ตัวชี้วัดที่ได้คะแนนต่ำสุด: ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ 85.87 (ที่ประกาศ 85.88)",
    ]


def test_the_figures_are_those_of_the_result_at_hand() -> None:
    facts = texts(section(memo(na_pho(), Subject(), setting("en")), "Facts"))

    assert facts[0] == "The total is 69.66, level C."
    assert facts[-1].endswith("31.25")


def test_it_asks_to_circulate_and_to_publish_and_names_the_item() -> None:
    blocks = section(written(), "ข้อพิจารณา")
    said = texts(blocks)

    assert "O27" in said[0]
    assert said[2].startswith("แจ้งเวียน")
    assert said[3] == "เผยแพร่เอกสารแนบบนเว็บไซต์ของหน่วยงาน https://www.example.go.th"
    assert any(isinstance(block, Bullets) and block.numbered for block in blocks)


def test_a_short_memo_says_it_without_headings() -> None:
    document = written(Subject(shape="single"))
    said = " ".join(texts(document.blocks))

    assert not any(isinstance(block, Heading) for block in document.blocks)
    assert all(
        part in said for part in ("94.50", "ผ่านดี", "O27", "แจ้งเวียน", "เผยแพร่", "จึงเรียนมาเพื่อโปรดพิจารณา")
    )


def test_a_memo_on_a_report_counts_what_is_done_and_asks_for_the_rest() -> None:
    subject = Subject(paper="implementation", fiscal_year=2568, measures=9, done=7)
    document = written(subject, setting(year=2569))
    said = " ".join(texts(document.blocks))

    assert "มี 9 มาตรการ แล้วเสร็จ 7 ยังไม่แล้วเสร็จ 2" in said
    assert "O26" in said
    assert "รับทราบผลการดำเนินการ" in said


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_has_its_memo_and_year(paper: Paper) -> None:
    subject = head(written(Subject(paper=paper)))["เรื่อง"]

    assert subject.startswith(PAPERS[paper].th)
    assert subject.endswith("2568" if paper == "analysis" else "2569")


def test_those_who_sign_come_before_the_chain_of_opinions_lowest_rank_first() -> None:
    blocks = written().blocks
    signatures, opinions = blocks[-2:]

    assert isinstance(signatures, Signatures)
    assert [each.position for each in signatures.people] == ["นักวิเคราะห์", "หัวหน้าสำนักปลัด"]
    assert isinstance(opinions, Opinions)
    assert [each.label for each in opinions.opinions] == ["ความเห็นของปลัด", "ความเห็นของนายก"]


def test_a_total_that_is_not_known_is_said_to_be_so() -> None:
    small = small_framework({"IIT": {"1": ["i1"]}, "OIT": {"9": ["O1"]}}, weights={"IIT": 1, "OIT": 1})
    said = " ".join(texts(memo(scored(small, {}), Subject(), setting()).blocks))

    assert "ยังไม่พอจะคำนวณคะแนนรวม" in said
    assert "ยังไม่ทราบคะแนน" in said
