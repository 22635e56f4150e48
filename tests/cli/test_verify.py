import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests import sealed
from tests.command_line import DONSAK, done, program, run

from prongsai.reading.seal import MOST_BYTES
from prongsai.render.pdf import render
from prongsai.render.seal import key_fingerprint, new_key, public_key, sign

KEY = new_key()
PRINT = key_fingerprint(KEY)
OTHER = key_fingerprint(new_key())
PDF = render(sealed.paper())
SIGNED = sign(PDF, sealed.record(), KEY)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "มาตรการ.pdf"
    path.write_bytes(SIGNED)
    return path


def values(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["files"]
    return found


def changed(data: bytes, place: int = 1000) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_sound_paper_is_told_with_what_it_states(paper: Path) -> None:
    said = done("verify", paper)

    for words in (
        "ไฟล์นี้ไม่ถูกแก้ไขหลังออกตรารับรอง",
        "This file is unchanged since it was sealed",
        sealed.record().code,
        PRINT,
        sealed.SITE,
        "นางมานี ซื่อตรง นายกเทศมนตรีตำบลบ้านสมมติ: อนุมัติ (19 ตุลาคม 2568 เวลา 09.30 น.)",
    ):
        assert words in said


def test_it_is_told_in_english_too(paper: Path) -> None:
    said = done("--lang", "en", "verify", paper, "--key", PRINT)

    assert said.startswith(
        "มาตรการ.pdf: This is the approved paper, unchanged, sealed with the key you named."
    )
    assert "นายกเทศมนตรีตำบลบ้านสมมติ: approved (19 October 2025, 09:30)" in said


def test_the_key_may_be_a_file(paper: Path, tmp_path: Path) -> None:
    key = tmp_path / "site.pem"
    key.write_bytes(public_key(KEY))

    assert "รับรองด้วยกุญแจที่ท่านระบุ" in done("verify", paper, "--key", key)


def test_another_key_is_not_sound(paper: Path) -> None:
    result = run("verify", paper, "--key", OTHER)

    assert result.exit_code == 1
    assert "อย่าใช้อ้างอิง" in result.stdout
    assert result.stderr.count(OTHER) == result.stderr.count(PRINT) == 2  # in either language


@pytest.mark.parametrize(
    ("data", "state", "thai", "english"),
    [
        (changed(SIGNED), "altered", "เนื้อไฟล์ไม่ตรงกับที่รับรองไว้", "the file is not what was sealed"),
        (SIGNED + b"\n", "altered", "ต่อท้ายตรารับรอง (1 ไบต์)", "data follows the seal (1 bytes)"),
        (SIGNED[:-9], "altered", "ตรารับรองไม่ครบ", "the seal is cut off"),
        (PDF, "unsealed", "ไม่มีตรารับรอง", "has no seal"),
        (PDF[:5000], "unreadable", "ไฟล์ PDF ไม่ครบ", "the PDF is incomplete"),
        (DONSAK.read_bytes(), "unreadable", "ไม่ใช่ไฟล์ PDF", "this is no PDF"),
        (b"", "unreadable", "ไฟล์ว่าง", "the file is empty"),
    ],
    ids=["changed", "added", "cut", "unsealed", "half", "json", "empty"],
)
def test_every_other_case_has_its_sentence_in_both_languages(
    data: bytes, state: str, thai: str, english: str, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)

    result = run("verify", path)

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    first, second = result.stderr.splitlines()
    assert thai in first
    assert english in second
    assert [each["state"] for each in values(run("verify", path, "--json"))] == [state]


def test_a_file_of_500_mb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "enormous.pdf"
    with path.open("wb") as stream:
        stream.truncate(500_000_000)

    result = run("verify", path)

    assert result.exit_code == 1
    assert f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1_000_000} MB" in result.stderr


def test_one_bad_file_does_not_hide_the_others(paper: Path, tmp_path: Path) -> None:
    result = run("verify", tmp_path / "none.pdf", paper, tmp_path, "--json")

    assert result.exit_code == 1
    assert [each["state"] for each in values(result)] == ["unreadable", "sound", "unreadable"]


def test_json_holds_the_whole_record(paper: Path) -> None:
    (found,) = values(run("verify", paper, "--key", PRINT, "--json"))

    assert (found["state"], found["trusted"], found["fingerprint"], found["problems"]) == (
        "sound",
        True,
        PRINT,
        [],
    )
    assert found["record"]["approvals"][-1]["decision"] == "approved"
    assert found["record"]["sealed_at"] == "2025-10-20T16:30:00+07:00"


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_key_that_is_none_is_refused_before_anything_is_read(paper: Path, as_json: tuple[str, ...]) -> None:
    result = run("verify", paper, "--key", "site.pem", *as_json)

    assert result.exit_code == 1
    assert "ไม่ใช่ไฟล์กุญแจ" in result.stderr
    assert paper.name not in result.stdout


def test_a_private_key_is_never_taken_and_never_shown(paper: Path, tmp_path: Path) -> None:
    key = tmp_path / "site.pem"
    key.write_bytes(KEY)

    result = run("verify", paper, "--key", key)

    assert result.exit_code == 1
    assert "เป็นกุญแจลับ" in result.stderr
    assert KEY.splitlines()[1].decode() not in result.output


def test_a_paper_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    import dataclasses

    record = dataclasses.replace(sealed.record(), title="ก\x1b[2J\u202eข\nsound: yes")
    path = tmp_path / "paper.pdf"
    path.write_bytes(sign(PDF, record, KEY))

    said = done("verify", path)

    assert "\x1b" not in said
    assert "\u202e" not in said
    assert not any(line.startswith("sound") for line in said.splitlines())


def test_no_file_at_all_is_a_line_that_cannot_be_understood() -> None:
    assert run("verify").exit_code == 2


def test_the_installed_program_verifies_too(paper: Path) -> None:
    ended = program("verify", paper.name, at=paper.parent)

    assert ended.returncode == 0
    assert ended.stderr == b""
