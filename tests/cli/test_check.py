"""`check` on files: remarks for people and programs, exit codes, and files that cannot be read."""

import json
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.command_line import done, printed, run
from tests.proofread_papers import lines, recognised, section

from prongsai.cli import check
from prongsai.core.errors import Problem
from prongsai.core.proofread import Chain
from prongsai.reading import proofreading, spool
from prongsai.reading.proofreading import chain_of

# IIT 90.00, EIT 95.00, OIT 92.50: 92.50.
SCORES = (
    *("90.00", "92.00", "94.00", "88.00", "86.00"),
    *("95.00", "93.00", "97.00", "85.00", "100.00"),
)
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"),
    *("คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
)


def paper(folder: Path, total: str = "92.50", claim: str = "", agency: str = "เทศบาลตำบลบ้านสวน") -> Path:
    """Write an invented analysis as text, its scores in a table."""
    rows = [
        f"{number}\t{name}\t{score}"
        for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
    ]
    file = folder / f"analysis-{total}-{agency}.txt"
    parts = (
        f"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ\nประจำปีงบประมาณ พ.ศ. 2568\n{agency}",
        f"ผลการประเมินของ{agency} ปีงบประมาณ พ.ศ. 2568 มีคะแนนภาพรวมเท่ากับ {total} คะแนน อยู่ในระดับ ผ่านดี {claim}",
        "\n".join(("ลำดับ\tตัวชี้วัด\tคะแนน", *rows)),
    )
    file.write_text("\n\n".join(parts) + "\n", "utf-8")
    return file


def ids(*arguments: object) -> list[str]:
    return [each["id"] for each in printed("check", *arguments, "--kind", "sum,rule,year")["findings"]]


def test_a_sound_paper_has_one_calm_line(tmp_path: Path) -> None:
    said = done("check", paper(tmp_path), "--kind", "sum,rule,year")

    assert said.splitlines()[1:] == ["  ไม่พบสิ่งที่ต้องแก้"]


def test_a_total_that_does_not_follow_is_told_with_its_line(tmp_path: Path) -> None:
    file = paper(tmp_path, total="93.50")

    said = done("check", file, "--kind", "sum", "--lang", "en")

    assert "line 5: The total does not follow [sum.total:2568:total]" in said
    assert "92.50" in said


def test_the_fields_of_json_and_what_was_run(tmp_path: Path) -> None:
    told = printed("check", paper(tmp_path, total="93.50"), "--kind", "sum")

    (finding,) = told["findings"]
    assert (finding["id"], finding["class"], finding["severity"]) == ("sum.total:2568:total", "sum", "error")
    assert finding["where"][0]["line"] == 5
    assert told["files"][0]["agency"] == "เทศบาลตำบลบ้านสวน"
    assert all(rule.startswith("sum.") for rule in told["checked"][0]["rules"])
    assert "problems" not in told


def test_remarks_end_with_0_and_strictly_with_1(tmp_path: Path) -> None:
    wrong, sound = paper(tmp_path, total="93.50"), paper(tmp_path)

    assert run("check", wrong).exit_code == 0
    assert run("check", wrong, "--kind", "sum", "--strict").exit_code == 1
    assert run("check", sound, "--kind", "sum", "--strict").exit_code == 0


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")

    ended = run("check", broken, paper(tmp_path, total="93.50"), "--kind", "sum")

    assert ended.exit_code == 1
    assert "broken.pdf" in ended.stderr
    assert "sum.total" in ended.stdout


def test_papers_of_one_agency_are_read_together(tmp_path: Path) -> None:
    told = [paper(tmp_path), paper(tmp_path, total="92.00")]

    assert "sum.told_twice:2568:total" in ids(*told)
    assert "sum.told_twice:2568:total" not in ids(
        told[0], paper(tmp_path, "92.00", agency="เทศบาลตำบลหนองไผ่")
    )


def test_files_of_one_name_from_two_agencies_keep_their_own_remarks(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    first = paper(tmp_path / "a", total="93.50").rename(tmp_path / "a" / "paper.txt")
    second = paper(tmp_path / "b", agency="เทศบาลตำบลหนองไผ่").rename(tmp_path / "b" / "paper.txt")

    said = done("check", first, second, "--kind", "sum").split("\n\n")

    assert [each.splitlines()[0] for each in said] == [
        "paper.txt – เทศบาลตำบลบ้านสวน",
        "paper.txt – เทศบาลตำบลหนองไผ่",
    ]
    assert ["sum.total" in each for each in said] == [True, False]


def test_a_result_of_the_year_before_makes_a_comparison_checkable(tmp_path: Path) -> None:
    file = paper(tmp_path, claim="ซึ่งเป็นผลการประเมินที่ดีกว่าในปี พ.ศ. 2567")
    before = tmp_path / "before.json"
    before.write_text(
        '{"agency": "ทต.บ้านสวน", "fiscal_year": 2567, "published": {"total": "90.00"}}', "utf-8"
    )

    assert ids(file) == ["year.unproved_change:2568:2567"]
    assert ids(file, "--previous", before) == []


@pytest.mark.parametrize("kind", ["sums", "", "sum,chains"])
def test_a_class_that_is_none_is_told_with_those_that_are(kind: str, tmp_path: Path) -> None:
    ended = run("check", paper(tmp_path), "--kind", kind)

    assert ended.exit_code == 2
    assert "sum, rule, year, chain, form, text" in ended.stderr


def test_a_result_that_is_none_is_refused(tmp_path: Path) -> None:
    ended = run("check", paper(tmp_path), "--previous", tmp_path / "nowhere.json")

    assert ended.exit_code == 1
    assert "nowhere.json" in ended.stderr


def test_papers_of_one_agency_beyond_what_can_be_read_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (spool, proofreading):
        monkeypatch.setattr(module, "MOST_TOGETHER", 1)
    files = [paper(tmp_path), paper(tmp_path, total="92.00")]

    ended = run("check", *files, "--json", "--lang", "en")

    assert [each["files"] for each in json.loads(ended.stdout)["checked"]] == [[file.name] for file in files]
    assert "2 files; at most 1 are read together" in ended.stderr


class Held(Chain):
    """A chain of which one can tell whether it is still there."""


@pytest.mark.parametrize("tell", [check._say, check._print], ids=["for people", "as JSON"])
def test_papers_of_many_agencies_are_not_kept_together(
    tell: Callable[[Iterator[Chain], list[Problem], None], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    alive: weakref.WeakSet[Chain] = weakref.WeakSet()
    most = []

    def chains() -> Iterator[Chain]:
        for number in range(12):
            most.append(len(alive))
            yield chain(f"อบต.ดอน{number}")

    def chain(agency: str) -> Chain:
        made = chain_of([recognised(section(*lines("ผลปี 2568")), agency=agency)])
        held = Held(papers=made.papers, rules=made.rules, frameworks=made.frameworks, lists=made.lists)
        alive.add(held)
        return held

    tell(chains(), [], None)

    assert capsys.readouterr().out.count("อบต.ดอน") >= 12
    # That which is told, and those that the rules still remember.
    assert max(most) == max(most[:6]) <= 4
