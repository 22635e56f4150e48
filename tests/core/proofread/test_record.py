"""Remarks as plain values."""

from tests.proofread_papers import SOUND, chain, figures, lines, recognised, remarks, section

from prongsai.core.printed import Place
from prongsai.core.proofread.record import by_weight, checked_record, paper_record, remark_record


def test_a_remark_with_its_places_and_words_in_one_language() -> None:
    (found,) = remarks("sum.total", section(figures=figures(SOUND | {"total": "93.50"})))

    record = remark_record(found, "en")

    assert record["id"] == "sum.total:2568:total"
    assert (record["class"], record["severity"], record["codes"]) == ("sum", "error", ["total"])
    assert record["where"] == [{"file": "paper.txt", "words": "line 111", "line": 111}]
    assert "92.50" in str(record["why"])
    assert remark_record(found, "th")["title"] == "คะแนนรวมไม่ตรงกับคะแนนที่นำมารวม"


def test_the_heaviest_first() -> None:
    paper = section(*lines("ผลการประเมินสูงกว่าปีที่ผ่านมา"), figures=figures(SOUND | {"total": "93.50"}))
    light, heavy = remarks("year.unproved_change", paper), remarks("sum.total", paper)

    assert by_weight([*light, *heavy]) == (*heavy, *light)


def test_a_place_has_what_its_format_has() -> None:
    place = Place(file="a.xlsx", sheet="ผล", row=2, column=3)
    (found,) = remarks("sum.total", section(figures=figures(SOUND | {"total": "93.50"})))
    moved = remark_record(
        type(found)(**{name: getattr(found, name) for name in found.__slots__} | {"where": (place,)}), "th"
    )

    assert moved["where"] == [
        {"file": "a.xlsx", "words": "แผ่น ผล แถว 2 ช่อง 3", "sheet": "ผล", "row": 2, "column": 3}
    ]


def test_what_was_read_and_by_which_rules() -> None:
    paper = recognised(section(), section(kind="measures", result_year=None))

    assert paper_record(paper)["papers"] == [
        {"kind": "analysis", "title": "รายงานการวิเคราะห์", "result_year": 2568, "plan_year": 2569},
        {"kind": "measures", "title": "รายงานการวิเคราะห์", "result_year": None, "plan_year": 2569},
    ]
    assert checked_record(chain(paper), ["sum.total"]) == {
        "agency": "เทศบาลตำบลบ้านสวน",
        "files": ["paper.txt"],
        "rules": ["sum.total"],
    }
