"""Papers of strangers, read in another process: what it may cost, and that nothing is left of it."""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from prongsai.core.errors import InputError
from prongsai.reading.printed import confined, printed_of, read_many, read_printed
from prongsai.reading.printed.confined import Confined, environment
from prongsai.reading.printed.limits import MEGABYTE, MOST_BYTES, Limits
from prongsai.reading.printed.seclusion import landlock

HELD_BY_THE_SYSTEM = pytest.mark.skipif(os.name == "nt", reason="there are no such limits")


def refusal(read: Callable[[], object]) -> str:
    """Return the id of the one reason, said in both languages."""
    with pytest.raises(InputError) as refused:
        read()
    (problem,) = refused.value.problems
    for lang in ("th", "en"):
        assert "Traceback" not in problem.say(lang)
    assert re.search("[ก-๛]", problem.say("th"))
    assert not re.search("[ก-๛]", problem.why.en + problem.remedy.en)
    return problem.id


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def children() -> set[int]:
    """Return the processes that this one started and that are still there."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(status[1]) == os.getpid():
            found.add(int(folder.name))
    return found


@pytest.fixture(scope="module")
def reader() -> Iterator[Confined]:
    """One process for what is not about processes."""
    with Confined() as shared:
        yield shared


def test_a_file_and_an_upload_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "รายงาน.txt"
    path.write_text("ข้อ\tคะแนน\ni1\t๙๐.๐๐\n", "utf-8")
    paper = read_printed(path)

    assert paper == printed_of(path.read_bytes(), path.name)
    assert [[cell.text for cell in row] for row in next(paper.tables()).rows] == [
        ["ข้อ", "คะแนน"],
        ["i1", "๙๐.๐๐"],
    ]


def test_each_kind_is_read_by_its_reader(reader: Confined) -> None:
    book = io.BytesIO()
    made = openpyxl.Workbook()
    made.worksheets[0].append(["ก", "ข", "ค"])
    made.save(book)

    assert reader.read(b"<html><p>a", "a.html").format == "html"
    assert reader.read(book.getvalue(), "a.xlsx").format == "xlsx"
    assert reader.read(b"<html><p>a", "a.xls").format == "html"


def test_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    assert refusal(lambda: read_printed(tmp_path / "no.txt")) == "printed.not_there"
    assert refusal(lambda: read_printed(tmp_path)) == "printed.not_there"


def test_a_file_of_500_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(500 * MEGABYTE)
    tracemalloc.start()

    assert refusal(lambda: read_printed(path)) == "printed.too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEGABYTE
    assert refusal(lambda: printed_of(b"x" * (MOST_BYTES + 1), "a.txt")) == "printed.too_large"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b" \r\n", "a.txt", "printed.empty"),
        (b"<html><body></body></html>", "a.html", "printed.empty"),
        (bytes(range(256)) * 99, "a.docx", "printed.kind_unknown"),
        (b"<html>404", "a.pdf", "printed.wrong_ending"),
        (zipped("word/document.xml", b"0" * 50_000_000), "a.docx", "printed.inflates"),
        (zipped("xl/workbook.xml", b"0" * 50_000_000), "a.xlsx", "file.inflates"),
        (b"<table><tr><td>" * 1_000_000, "a.html", "printed.too_deep"),
    ],
)
def test_every_hostile_file_costs_one_message(data: bytes, name: str, why: str, reader: Confined) -> None:
    assert refusal(lambda: reader.read(data, name)) == why
    assert reader.read(b"<p>a", "next.html").format == "html"


def test_a_million_nested_tags_are_read() -> None:
    (line,) = printed_of(b"<div>" * 1_000_000 + "ลึก".encode(), "a.html").lines()

    assert line.text == "ลึก"


SLOW = "\n".join("ก | ข | ค" + " \t" * 200 for _ in range(60_000)).encode()


def test_what_takes_too_long_is_stopped_and_nothing_is_left_of_it() -> None:
    before = children()

    assert refusal(lambda: printed_of(SLOW, "a.txt", Limits(seconds=1))) == "printed.too_long"
    assert children() == before


@HELD_BY_THE_SYSTEM
def test_a_parser_whose_caller_is_gone_stops_by_itself() -> None:
    request = json.dumps({"name": "a.txt", "size": len(SLOW), "seconds": 1}).encode()
    command = [sys.executable, "-m", "prongsai.reading.printed.worker", str(1_500 * MEGABYTE)]
    ended = subprocess.run(
        command, input=request + b"\n" + SLOW, capture_output=True, timeout=60, check=False
    )

    assert ended.returncode == -signal.SIGXCPU


@HELD_BY_THE_SYSTEM
def test_what_takes_too_much_memory_is_stopped() -> None:
    data = b"<html>" + b"<p>x</p>" * 250_000

    assert refusal(lambda: printed_of(data, "a.html", Limits(memory=60 * MEGABYTE))) == "printed.too_heavy"


def test_what_says_too_much_is_not_taken() -> None:
    assert (
        refusal(lambda: printed_of(b"x" * MEGABYTE, "a.txt", Limits(output=MEGABYTE // 2)))
        == "printed.too_much"
    )


def test_one_process_reads_many_and_is_replaced_when_it_is_stopped(tmp_path: Path) -> None:
    for name, content in (("1.txt", b"one"), ("2.txt", SLOW), ("3.txt", b"three"), ("4.txt", b"")):
        (tmp_path / name).write_bytes(content)
    found = dict(read_many(sorted(tmp_path.iterdir()), Limits(seconds=2)))

    assert [
        paper.problems[0].id if isinstance(paper, InputError) else [line.text for line in paper.lines()]
        for paper in found.values()
    ] == [["one"], "printed.too_long", ["three"], "printed.empty"]


def test_a_process_is_replaced_after_so_many_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PAPERS_A_PROCESS", 2)
    before = children()
    started: set[int] = set()
    with Confined() as reader:
        for _ in range(5):
            reader.read(b"x", "a.txt")
            started |= children() - before

    assert len(started) == 3
    assert children() == before


def test_a_process_that_dies_is_told_and_the_next_paper_is_read() -> None:
    before = children()
    with Confined() as reader:
        reader.read(b"x", "a.txt")
        (process,) = children() - before
        os.kill(process, 9)

        assert refusal(lambda: reader.read(b"x", "a.txt")) == "printed.stopped"
        assert [line.text for line in reader.read(b"y", "a.txt").lines()] == ["y"]


def test_the_parser_knows_no_secret_of_its_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONGSAI_SECRET_KEY", "hush")
    before = children()
    with Confined() as reader:
        reader.read(b"x", "a.txt")
        (process,) = children() - before
        surroundings = Path(f"/proc/{process}/environ").read_bytes()

    assert b"hush" not in surroundings
    assert b"PATH=" in surroundings


@pytest.mark.skipif(not landlock(), reason="this machine has no such means")
def test_the_parser_reaches_neither_files_nor_networks(tmp_path: Path) -> None:
    (tmp_path / "seal-key").write_text("hush")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        tries = (
            f"open({str(tmp_path / 'seal-key')!r}).read()",
            f"open({str(tmp_path / 'new')!r}, 'w')",
            f"os.unlink({str(tmp_path / 'seal-key')!r})",
            f"os.truncate({str(tmp_path / 'seal-key')!r}, 0)",
            f"os.listdir({str(tmp_path)!r})",
            f"socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), timeout=5)",
            "open(f'/proc/{os.getppid()}/environ').read()",
            "open(os.environ['TMPDIR'] + '/scratch', 'w').write('may be written') and 1/0",
            "subprocess.run([sys.executable, '-c', ''], check=True) and 1/0",
        )
        code = [
            "import os, socket, subprocess, sys",
            "from prongsai.reading.printed.limits import confine",
            "confine(1_000_000_000)",
            f"for each in {tries!r}:",
            "    try: eval(each); print('done')",
            "    except Exception as error: print(type(error).__name__)",
        ]
        surroundings = environment() | {"TMPDIR": str(scratch)}
        ended = subprocess.run(
            [sys.executable, "-c", "\n".join(code)],
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )

    *refused, written, ran = ended.stdout.split()
    assert set(refused) <= {"PermissionError", "OSError"}, ended.stdout
    assert (written, ran) == ("ZeroDivisionError", "ZeroDivisionError")
    assert (tmp_path / "seal-key").read_text() == "hush"


def test_many_papers_need_no_more_memory_than_few(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("ข้อ\tคะแนน\ni1\t๙๐.๐๐\n".encode() * 200)
    papers = read_many([tmp_path / "a.txt"] * 60)
    sizes = []
    for _, paper in papers:
        assert not isinstance(paper, InputError)
        sizes.append(resident())

    assert max(sizes[10:]) - sizes[10] < 8 * MEGABYTE


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
