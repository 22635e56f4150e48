"""Lists that wait in files come out as the same JSON as from memory, and need no more of it the longer they are."""

import io
import json
import tracemalloc

import pytest

from prongsai.cli import json_lists
from prongsai.cli.bilingual import print_json
from prongsai.cli.json_lists import JsonLists

ENTRIES = [{"a": ["๑", "two\nlines", {}]}, "ข้อ\u2028", 3, None, []]


@pytest.mark.parametrize("at_once", [7, 65536])
def test_an_object_is_printed_as_if_it_had_been_in_memory(
    at_once: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(json_lists, "_AT_ONCE", at_once)
    monkeypatch.setattr(json_lists, "IN_MEMORY", 1)
    with JsonLists(("heavy", "light", "none", "last")) as lists:
        for entry in ENTRIES:
            lists.add("light", entry)
            lists.add("heavy", entry)
        lists.add("last", {"file": "ก"})
        assert capfd.readouterr().out == ""
        lists.print({"both": ["heavy", "light"], "none": ["none"], "last": ["none", "last"]})
    printed = capfd.readouterr().out

    print_json({"both": ENTRIES * 2, "none": [], "last": [{"file": "ก"}]})
    assert printed == capfd.readouterr().out
    assert json.loads(printed)["both"] == ENTRIES * 2


def test_a_file_name_that_is_no_text_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace")
    monkeypatch.setattr("sys.stdout", shown)
    with JsonLists(("files",)) as lists:
        lists.add("files", "\udce0.txt")
        lists.print({"files": ["files"]})

    shown.seek(0)
    assert json.load(shown) == {"files": ["?.txt"]}


def test_more_entries_need_no_more_memory() -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        with JsonLists(("entries",)) as lists:
            for place in range(number):
                lists.add("entries", f"{place}" * 1000)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(4000) < peak(1000) * 1.5
