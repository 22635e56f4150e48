"""Remarks for a terminal: by file, the heaviest first, and a calm line where there is nothing."""

from tests.proofread_papers import SOUND, chain, figures, lines, recognised, section

from prongsai.core.printed import Printed
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised
from prongsai.render.terminal_remarks import MOST_PLACES, NOTHING, remarks_text

BORROWED = "ผล ITA ได้รับผลการประเมินในระดับ ดี (85 - 94 คะแนน)"


def written(*texts: str, total: str = "92.50", lang: str = "en") -> list[str]:
    paper = recognised(section(*lines(*texts), figures=figures(SOUND | {"total": total})))
    own = [each for each in proofread(chain(paper)) if each.rule.kind in ("sum", "rule", "year")]
    return remarks_text([paper], own, "en" if lang == "en" else "th").splitlines()


def test_the_heaviest_stands_first_with_place_reason_and_remedy() -> None:
    said = written("ผลการประเมินสูงกว่าปีที่ผ่านมา", total="93.50")

    assert said[0] == "paper.txt – เทศบาลตำบลบ้านสวน"
    assert said[1] == "  to be mended (1)"
    assert said[2] == "    line 111: The total does not follow [sum.total:2568:total]"
    assert [line.split(":")[0].strip() for line in said[3:6]] == ["found", "why", "mend"]
    assert "  good to know (1)" in said


def test_it_is_said_in_thai_too() -> None:
    said = written(total="93.50", lang="th")

    assert said[1] == "  ต้องแก้ (1)"
    assert said[2].startswith("    บรรทัด 111: คะแนนรวมไม่ตรง")


def test_a_sound_paper_has_one_calm_line() -> None:
    assert written()[1:] == [f"  {NOTHING.en}"]


def test_of_many_places_the_first_are_shown() -> None:
    said = written(*[BORROWED] * (MOST_PLACES + 2))

    assert "line 6; and 2 more: No such level" in said[2]


def test_a_file_without_a_paper_is_said_to_be_none() -> None:
    empty = Recognised(printed=Printed(name="a.txt", format="text", blocks=()))

    said = remarks_text([empty], [], "en")

    assert said.splitlines() == ["a.txt – no agency was found", "  no ITA paper was found in this file"]
